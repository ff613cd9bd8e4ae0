/* A k-means model in use: asking it, and what it and the fit refuse. */
#include "kmeans_cases.h"

#include <math.h>

#include "core/rng.h"

/* --- asking --- */

static void answers_the_same(quen_context *ctx, void *user)
{
    quen_kmeans *m = fit_kmeans(ctx, user);
    check_kmeans_answers(ctx, m, user);
    assert_ok(ctx, quen_kmeans_predict(ctx, m, user, ROWS, NULL, NULL));
    assert_ok(ctx, quen_kmeans_predict(ctx, m, NULL, 0, NULL, NULL));
    assert_ok(ctx, quen_kmeans_transform(ctx, m, NULL, 0, NULL));
    quen_kmeans_free(m);
}

static void test_predict_and_transform(void **state)
{
    (void)state;
    double x[ROWS * COLUMNS];
    make_kmeans_points(x);
    support_each_context(answers_the_same, x);
}

static void test_equally_near(void **state)
{
    (void)state;
    const double x[4] = {0, 2, 10, 12}, middle = 6;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options o = kmeans_options(2);
    quen_kmeans *m = NULL;
    uint32_t label = 9;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, 4, 1, &o, &m));
    assert_true(quen_kmeans_centers(m)[0] == 1 && quen_kmeans_centers(m)[1] == 11);
    assert_ok(ctx, quen_kmeans_predict(ctx, m, &middle, 1, &label, NULL));
    assert_int_equal(label, 0);
    quen_kmeans_free(m);
    quen_kmeans_free(NULL);
    quen_context_free(ctx);
}

static void test_profile(void **state)
{
    (void)state;
    double x[ROWS * COLUMNS], means[CLUSTERS * COLUMNS], medians[CLUSTERS * COLUMNS];
    const double money[7] = {5, 1, (double)NAN, 9, 3, (double)NAN, 7};
    const uint32_t labels[7] = {0, 0, 2, 0, 0, 2, 1};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_kmeans_points(x);
    quen_kmeans *m = fit_kmeans(ctx, x);
    assert_ok(ctx, quen_kmeans_profile(ctx, m, labels, money, 7, 1, means, medians));
    assert_true(means[0] == 4.5 && means[1] == 7 && isnan(means[2]));
    assert_true(medians[0] == 3 && medians[1] == 7 && isnan(medians[2]));
    assert_ok(ctx, quen_kmeans_profile(ctx, m, quen_kmeans_labels(m), x, ROWS, COLUMNS,
                                       means, NULL));
    for (size_t i = 0; i < CLUSTERS * COLUMNS; i++)
        assert_close(means[i], quen_kmeans_centers(m)[i], 1e-14);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

static void test_order_by(void **state)
{
    (void)state;
    const double x[10] = {1, 7, 1, 5, 1, 5, 0, 9, 2, 5};
    const double expected[8] = {1, 5, 2, 5, 1, 7, 0, 9};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options o = kmeans_options(4);
    quen_kmeans *m = NULL;
    o.order_by = 1;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, 5, 2, &o, &m));
    assert_memory_equal(quen_kmeans_centers(m), expected, sizeof expected);
    assert_int_equal(quen_kmeans_sizes(m)[0], 2);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* Rows that weigh nothing are labelled but never drawn as a start. */
static void test_weightless_rows(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    double x[6] = {0, 1, 50, 60, 70, 80}, w[6] = {1, 1, 0, 0, 0, 0};
    for (uint64_t seed = 0; seed < 20; seed++) {
        quen_kmeans_options o = kmeans_options(3);
        quen_kmeans *m = NULL;
        o.weights = w;
        o.seed = seed;
        assert_ok(ctx, quen_kmeans_fit(ctx, x, 6, 1, &o, &m));
        assert_true(quen_kmeans_inertia(m) == 0);
        assert_true(quen_kmeans_centers(m)[2] == 1);
        quen_kmeans_free(m);
    }
    quen_context_free(ctx);
}

static void test_k_is_one_or_n(void **state)
{
    (void)state;
    double x[ROWS * COLUMNS];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options o = kmeans_options(1);
    quen_kmeans *m = NULL;
    make_kmeans_points(x);
    assert_ok(ctx, quen_kmeans_fit(ctx, x, ROWS, COLUMNS, &o, &m));
    for (size_t j = 0; j < COLUMNS; j++) {
        double sum = 0;
        for (size_t i = 0; i < ROWS; i++)
            sum += x[i * COLUMNS + j];
        assert_true(quen_kmeans_centers(m)[j] == sum / ROWS);
    }
    assert_int_equal(quen_kmeans_sizes(m)[0], ROWS);
    quen_kmeans_free(m);
    o = kmeans_options(12);
    assert_ok(ctx, quen_kmeans_fit(ctx, x, 12, COLUMNS, &o, &m));
    assert_true(quen_kmeans_inertia(m) == 0);
    for (size_t c = 0; c < 12; c++)
        assert_int_equal(quen_kmeans_sizes(m)[c], 1);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* --- refusals --- */

static void test_fit_refuses_settings(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    double x[ROWS * COLUMNS];
    quen_kmeans *m = NULL;
    make_kmeans_points(x);
    quen_kmeans_options o = kmeans_options(CLUSTERS);
#define REFUSES(words, n, d)                                                             \
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words, quen_kmeans_fit(ctx, x, n, d, &o, &m));  \
    assert_null(m);                                                                      \
    o = kmeans_options(CLUSTERS)
    REFUSES("kmeans: the points have no features", ROWS, 0);
    REFUSES("k is 3, but there are only 0 points", 0, COLUMNS);
    REFUSES("k is 3, but there are only 2 points", 2, COLUMNS);
    o.k = 0;
    REFUSES("kmeans: k is 0, not at least 1", ROWS, COLUMNS);
    o.n_init = 0;
    REFUSES("n_init is 0", ROWS, COLUMNS);
    o.max_iter = 0;
    REFUSES("max_iter is 0", ROWS, COLUMNS);
    o.tol = -1;
    REFUSES("kmeans: tol is -1, not at least 0", ROWS, COLUMNS);
    o.tol = (double)NAN;
    REFUSES("tol is", ROWS, COLUMNS);
    o.order_by = 2;
    REFUSES("order_by is 2, but there are only columns 0 to 1", ROWS, COLUMNS);
    o.struct_size = 0;
    REFUSES("kmeans options: struct_size is 0", ROWS, COLUMNS);
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "do not fit in memory",
                 quen_kmeans_fit(ctx, x, SIZE_MAX / 2, 3, &o, &m));
    quen_context_free(ctx);
}

static void test_fit_refuses_values(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    double x[ROWS * COLUMNS], w[ROWS], init[CLUSTERS * COLUMNS];
    quen_kmeans *m = NULL;
    make_kmeans_points(x);
    memcpy(init, x, sizeof init);
    for (size_t i = 0; i < ROWS; i++)
        w[i] = 0;
    quen_kmeans_options o = kmeans_options(CLUSTERS);
    o.weights = w;
    REFUSES("all 40 weights are 0", ROWS, COLUMNS);
    w[3] = -1;
    o.weights = w;
    REFUSES("the weight of row 3 is -1, not a finite number of at least 0", ROWS,
            COLUMNS);
    w[3] = INFINITY;
    o.weights = w;
    REFUSES("the weight of row 3 is inf", ROWS, COLUMNS);
    w[3] = w[4] = 1.7e308;
    o.weights = w;
    REFUSES("too large to compute with; the limit is 1e+200", ROWS, COLUMNS);
    init[5] = (double)NAN;
    o.init = init;
    REFUSES("kmeans: init: row 2, column 1: NaN is not finite", ROWS, COLUMNS);
    init[5] = 1e200;
    o.init = init;
    REFUSES("kmeans: init: row 2, column 1: 1e+200 is too large to compute with", ROWS,
            COLUMNS);
    x[7] = -INFINITY;
    REFUSES("kmeans: x: row 3, column 1: -inf is not finite", ROWS, COLUMNS);
    x[7] = 1e160;
    REFUSES("kmeans: x: row 3, column 1: 1e+160 is too large", ROWS, COLUMNS);
    quen_context_free(ctx);
}

#define ASKED 70u

/* A model with k centres of size `far` in columns -1, 0 or 1 times it, none the same. */
static quen_kmeans *spread(quen_context *ctx, uint32_t k, double far)
{
    const double x[10] = {0, 0, -far, 0, far, far, 0, -far, far, 0};
    quen_kmeans_options o = kmeans_options(k);
    quen_kmeans *m = NULL;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, k, COLUMNS, &o, &m));
    return m;
}

/* Whatever the size of a point beside the centres', its label is right. */
static void check_far_points(quen_context *ctx, void *user)
{
    (void)user;
    quen_kmeans *m = spread(ctx, 5, 3);
    double x[ASKED * COLUMNS];
    uint32_t labels[ASKED];
    for (size_t i = 0; i < ASKED; i++) {
        double size = pow(10, (double)(i % 10) * 17 - 20);
        x[i * COLUMNS] = (quen__random_unit(1, 0, i) - 0.5) * size;
        x[i * COLUMNS + 1] = (quen__random_unit(1, 1, i) - 0.5) * size;
    }
    assert_ok(ctx, quen_kmeans_predict(ctx, m, x, ASKED, labels, NULL));
    for (size_t i = 0; i < ASKED; i++) {
        const double *z = quen_kmeans_centers(m);
        uint32_t best = 0;
        for (uint32_t c = 1; c < 5; c++)
            if (kmeans_distance(x + i * COLUMNS, z + c * COLUMNS) <
                kmeans_distance(x + i * COLUMNS, z + best * COLUMNS))
                best = c;
        assert_int_equal(labels[i], best);
    }
    quen_kmeans_free(m);
}

/* What is no number or too large is found in whatever row, beside whatever centres. */
static void check_bad_values(quen_context *ctx, void *user)
{
    static const double bad[] = {(double)NAN, INFINITY, -INFINITY, 1e200, -1e154};
    static const double far[] = {1, 0, 1e-300, 1e60, 1e140};
    double x[ASKED * COLUMNS], out[ASKED * 5];
    uint32_t labels[ASKED];
    (void)user;
    for (uint32_t way = 0; way < 25; way++) {
        uint32_t k = way % 5 == 1 ? 1 : way % 2 ? 1 : 5;
        quen_kmeans *m = spread(ctx, k, far[way % 5]);
        for (size_t row = 0; row < ASKED; row += 23) {
            char words[40];
            for (size_t i = 0; i < ASKED * COLUMNS; i++)
                x[i] = (double)(i % 13) - 6;
            x[row * COLUMNS + way % COLUMNS] = bad[way / 5];
            snprintf(words, sizeof words, "row %zu, column %u: ", row, way % COLUMNS);
            assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                         quen_kmeans_predict(ctx, m, x, ASKED, labels, NULL));
            assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                         quen_kmeans_transform(ctx, m, x, ASKED, out));
        }
        quen_kmeans_free(m);
    }
}

static void test_any_point(void **state)
{
    (void)state;
    support_each_context(check_far_points, NULL);
    support_each_context(check_bad_values, NULL);
}

static void test_questions_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    double x[ROWS * COLUMNS], out[ROWS * CLUSTERS] = {7};
    uint32_t labels[ROWS] = {7};
    make_kmeans_points(x);
    quen_kmeans *m = fit_kmeans(ctx, x);
    x[9] = (double)NAN;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: NaN is not finite",
                 quen_kmeans_predict(ctx, m, x, ROWS, labels, out));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: NaN is not finite",
                 quen_kmeans_transform(ctx, m, x, ROWS, out));
    x[9] = 1e200;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: 1e+200",
                 quen_kmeans_predict(ctx, m, x, ROWS, labels, out));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: 1e+200",
                 quen_kmeans_transform(ctx, m, x, ROWS, out));
    x[9] = INFINITY;
    out[0] = 7;
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: inf is not finite and not NaN",
        quen_kmeans_profile(ctx, m, quen_kmeans_labels(m), x, ROWS, COLUMNS, out, NULL));
    labels[0] = 0;
    labels[2] = 3;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the label of row 2 is 3, but there are only 3",
                 quen_kmeans_profile(ctx, m, labels, x, ROWS, COLUMNS, out, NULL));
    assert_true(out[0] == 7);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* --- floats --- */

static void test_floats_refused(void **state)
{
    (void)state;
    float x[6] = {0, 1, 2, 3, INFINITY, 5};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options o = kmeans_options(2);
    quen_kmeans *m = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "x: row 2, column 0: inf is not finite",
                 quen_kmeans_fit_f32(ctx, x, 3, 2, &o, &m));
    assert_null(m);
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "do not fit in memory",
                 quen_kmeans_fit_f32(ctx, x, SIZE_MAX / 2, 4, &o, &m));
    x[4] = 4;
    assert_ok(ctx, quen_kmeans_fit_f32(ctx, x, 3, 2, &o, &m));
    x[1] = NAN;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "x: row 0, column 1: NaN is not finite",
                 quen_kmeans_predict_f32(ctx, m, x, 3, NULL, NULL));
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_predict_and_transform),
        cmocka_unit_test(test_equally_near),
        cmocka_unit_test(test_profile),
        cmocka_unit_test(test_order_by),
        cmocka_unit_test(test_weightless_rows),
        cmocka_unit_test(test_k_is_one_or_n),
        cmocka_unit_test(test_fit_refuses_settings),
        cmocka_unit_test(test_fit_refuses_values),
        cmocka_unit_test(test_any_point),
        cmocka_unit_test(test_questions_refused),
        cmocka_unit_test(test_floats_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
