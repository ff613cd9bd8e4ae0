/*
 * A k-means model in use: asking it, its file, its refusals, memory that runs out,
 * cancelling.
 */
#include "owner.h"
#include "support.h"

#include <math.h>
#include <unistd.h>

#include "core/rng.h"
#include "mend.h"
#include "model_bytes.h"
#include "models/kmeans/kmeans.h"
#include "models/kmeans/kmeans_lloyd.h"

#define N 40u
#define D 2u
#define K 3u

/* Three groups, by row modulo 3, with distances that a hand can follow. */
static void make_points(double *x)
{
    for (size_t i = 0; i < N; i++) {
        x[i * D] = 10 * (double)(i % 3) + (double)(i % 5) / 4;
        x[i * D + 1] = (double)(i % 7) / 8;
    }
}

static quen_kmeans_options options_for(size_t k)
{
    quen_kmeans_options o;
    quen_kmeans_options_init(&o, sizeof o);
    o.k = (uint32_t)k;
    return o;
}

static quen_kmeans *fit(quen_context *ctx, const double *x)
{
    quen_kmeans_options o = options_for(K);
    quen_kmeans *m = NULL;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, N, D, &o, &m));
    return m;
}

/* --- asking --- */

static double distance(const double *a, const double *b)
{
    return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]);
}

static void check_answers(quen_context *ctx, const quen_kmeans *m, const double *x)
{
    double near[N], all[N * K];
    uint32_t labels[N];
    assert_ok(ctx, quen_kmeans_predict(ctx, m, x, N, labels, near));
    assert_ok(ctx, quen_kmeans_transform(ctx, m, x, N, all));
    assert_memory_equal(labels, quen_kmeans_labels(m), sizeof labels);
    for (size_t i = 0; i < N; i++) {
        assert_int_equal(labels[i], i % 3);
        assert_true(near[i] ==
                    distance(x + i * D, quen_kmeans_centers(m) + labels[i] * D));
        for (size_t c = 0; c < K; c++)
            assert_true(all[i * K + c] ==
                        sqrt(distance(x + i * D, quen_kmeans_centers(m) + c * D)));
    }
}

static void answers_the_same(quen_context *ctx, void *user)
{
    quen_kmeans *m = fit(ctx, user);
    check_answers(ctx, m, user);
    assert_ok(ctx, quen_kmeans_predict(ctx, m, user, N, NULL, NULL));
    assert_ok(ctx, quen_kmeans_predict(ctx, m, NULL, 0, NULL, NULL));
    assert_ok(ctx, quen_kmeans_transform(ctx, m, NULL, 0, NULL));
    quen_kmeans_free(m);
}

static void test_predict_and_transform(void **state)
{
    (void)state;
    double x[N * D];
    make_points(x);
    support_each_context(answers_the_same, x);
}

static void test_equally_near(void **state)
{
    (void)state;
    const double x[4] = {0, 2, 10, 12}, middle = 6;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options o = options_for(2);
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
    double x[N * D], means[K * D], medians[K * D];
    const double money[7] = {5, 1, (double)NAN, 9, 3, (double)NAN, 7};
    const uint32_t labels[7] = {0, 0, 2, 0, 0, 2, 1};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_points(x);
    quen_kmeans *m = fit(ctx, x);
    assert_ok(ctx, quen_kmeans_profile(ctx, m, labels, money, 7, 1, means, medians));
    assert_true(means[0] == 4.5 && means[1] == 7 && isnan(means[2]));
    assert_true(medians[0] == 3 && medians[1] == 7 && isnan(medians[2]));
    assert_ok(ctx,
              quen_kmeans_profile(ctx, m, quen_kmeans_labels(m), x, N, D, means, NULL));
    for (size_t i = 0; i < K * D; i++)
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
    quen_kmeans_options o = options_for(4);
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
        quen_kmeans_options o = options_for(3);
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
    double x[N * D];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options o = options_for(1);
    quen_kmeans *m = NULL;
    make_points(x);
    assert_ok(ctx, quen_kmeans_fit(ctx, x, N, D, &o, &m));
    for (size_t j = 0; j < D; j++) {
        double sum = 0;
        for (size_t i = 0; i < N; i++)
            sum += x[i * D + j];
        assert_true(quen_kmeans_centers(m)[j] == sum / N);
    }
    assert_int_equal(quen_kmeans_sizes(m)[0], N);
    quen_kmeans_free(m);
    o = options_for(12);
    assert_ok(ctx, quen_kmeans_fit(ctx, x, 12, D, &o, &m));
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
    double x[N * D];
    quen_kmeans *m = NULL;
    make_points(x);
    quen_kmeans_options o = options_for(K);
#define REFUSES(words, n, d)                                                             \
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words, quen_kmeans_fit(ctx, x, n, d, &o, &m));  \
    assert_null(m);                                                                      \
    o = options_for(K)
    REFUSES("the points have 0 features", N, 0);
    REFUSES("k is 3, but there are only 0 points", 0, D);
    REFUSES("k is 3, but there are only 2 points", 2, D);
    o.k = 0;
    REFUSES("k is 0", N, D);
    o.n_init = 0;
    REFUSES("n_init is 0", N, D);
    o.max_iter = 0;
    REFUSES("max_iter is 0", N, D);
    o.tol = -1;
    REFUSES("tol is -1; it must not be negative", N, D);
    o.tol = (double)NAN;
    REFUSES("tol is", N, D);
    o.order_by = 2;
    REFUSES("order_by is 2, but there are only columns 0 to 1", N, D);
    o.struct_size = 0;
    REFUSES("kmeans options: struct_size is 0", N, D);
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "do not fit in memory",
                 quen_kmeans_fit(ctx, x, SIZE_MAX / 2, 3, &o, &m));
    quen_context_free(ctx);
}

static void test_fit_refuses_values(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    double x[N * D], w[N], init[K * D];
    quen_kmeans *m = NULL;
    make_points(x);
    memcpy(init, x, sizeof init);
    for (size_t i = 0; i < N; i++)
        w[i] = 0;
    quen_kmeans_options o = options_for(K);
    o.weights = w;
    REFUSES("all 40 weights are 0", N, D);
    w[3] = -1;
    o.weights = w;
    REFUSES("the weight of row 3 is -1; it must be finite and not negative", N, D);
    w[3] = INFINITY;
    o.weights = w;
    REFUSES("the weight of row 3 is inf", N, D);
    w[3] = w[4] = 1.7e308;
    o.weights = w;
    REFUSES("the sum of the weights is too large", N, D);
    init[5] = (double)NAN;
    o.init = init;
    REFUSES("kmeans: init: row 2, column 1: NaN is not finite", N, D);
    init[5] = 1e200;
    o.init = init;
    REFUSES("kmeans: init: row 2, column 1: 1e+200 is too large to compute with", N, D);
    x[7] = -INFINITY;
    REFUSES("kmeans: x: row 3, column 1: -inf is not finite", N, D);
    x[7] = 1e160;
    REFUSES("kmeans: x: row 3, column 1: 1e+160 is too large", N, D);
    quen_context_free(ctx);
}

#define ASKED 70u

/* A model with k centres of size `far` in columns -1, 0 or 1 times it, none the same. */
static quen_kmeans *spread(quen_context *ctx, uint32_t k, double far)
{
    const double x[10] = {0, 0, -far, 0, far, far, 0, -far, far, 0};
    quen_kmeans_options o = options_for(k);
    quen_kmeans *m = NULL;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, k, D, &o, &m));
    return m;
}

/* Whatever the size of a point beside the centres', its label is right. */
static void check_far_points(quen_context *ctx, void *user)
{
    (void)user;
    quen_kmeans *m = spread(ctx, 5, 3);
    double x[ASKED * D];
    uint32_t labels[ASKED];
    for (size_t i = 0; i < ASKED; i++) {
        double size = pow(10, (double)(i % 10) * 17 - 20);
        x[i * D] = (quen__random_unit(1, 0, i) - 0.5) * size;
        x[i * D + 1] = (quen__random_unit(1, 1, i) - 0.5) * size;
    }
    assert_ok(ctx, quen_kmeans_predict(ctx, m, x, ASKED, labels, NULL));
    for (size_t i = 0; i < ASKED; i++) {
        const double *z = quen_kmeans_centers(m);
        uint32_t best = 0;
        for (uint32_t c = 1; c < 5; c++)
            if (distance(x + i * D, z + c * D) < distance(x + i * D, z + best * D))
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
    double x[ASKED * D], out[ASKED * 5];
    uint32_t labels[ASKED];
    (void)user;
    for (uint32_t way = 0; way < 25; way++) {
        uint32_t k = way % 5 == 1 ? 1 : way % 2 ? 1 : 5;
        quen_kmeans *m = spread(ctx, k, far[way % 5]);
        for (size_t row = 0; row < ASKED; row += 23) {
            char words[40];
            for (size_t i = 0; i < ASKED * D; i++)
                x[i] = (double)(i % 13) - 6;
            x[row * D + way % D] = bad[way / 5];
            snprintf(words, sizeof words, "row %zu, column %u: ", row, way % D);
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
    double x[N * D], out[N * K] = {7};
    uint32_t labels[N] = {7};
    make_points(x);
    quen_kmeans *m = fit(ctx, x);
    x[9] = (double)NAN;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: NaN is not finite",
                 quen_kmeans_predict(ctx, m, x, N, labels, out));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: NaN is not finite",
                 quen_kmeans_transform(ctx, m, x, N, out));
    x[9] = 1e200;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: 1e+200",
                 quen_kmeans_predict(ctx, m, x, N, labels, out));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: 1e+200",
                 quen_kmeans_transform(ctx, m, x, N, out));
    x[9] = INFINITY;
    out[0] = 7;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4, column 1: inf is not finite and not NaN",
                 quen_kmeans_profile(ctx, m, quen_kmeans_labels(m), x, N, D, out, NULL));
    labels[0] = 0;
    labels[2] = 3;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the label of row 2 is 3, but there are only 3",
                 quen_kmeans_profile(ctx, m, labels, x, N, D, out, NULL));
    assert_true(out[0] == 7);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* --- files --- */

MODEL_CALLS(kmeans);

static void test_round_trip(void **state)
{
    (void)state;
    double x[N * D];
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    make_points(x);
    quen_kmeans *m = fit(ctx, x), *again = NULL;
    const char *path = temp_path("kmeans");
    assert_ok(ctx, quen_kmeans_save(ctx, m, path));
    assert_ok(ctx, quen_kmeans_open(ctx, path, &again));
    assert_int_equal(again->model.image.size, m->model.image.size);
    assert_memory_equal(again->model.image.data, m->model.image.data,
                        m->model.image.size);
    check_answers(ctx, again, x);
    assert_true(quen_kmeans_inertia(again) == quen_kmeans_inertia(m));
    assert_int_equal(quen_kmeans_n_iterations(again), quen_kmeans_n_iterations(m));
    assert_int_equal(quen_kmeans_converged(again), 1);
    assert_memory_equal(quen_kmeans_sizes(again), quen_kmeans_sizes(m),
                        K * sizeof(uint64_t));
    check_model_bytes(ctx, &calls_of_kmeans, m);
    quen_kmeans_free(again);
    assert_fails(ctx, QUEN_ERR_IO, "/nowhere/x",
                 quen_kmeans_open(ctx, "/nowhere/x", &again));
    assert_null(again);
    assert_fails(ctx, QUEN_ERR_IO, "/nowhere/x", quen_kmeans_save(ctx, m, "/nowhere/x"));
    unlink(path);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* Copied into an owner's image under another base, a model answers the same. */
static void test_view(void **state)
{
    (void)state;
    double x[N * D];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_points(x);
    quen_kmeans *m = fit(ctx, x), view = {0};
    quen__image image = copy_to_owner(ctx, &m->model.image, 50);
    assert_ok(ctx, quen__kmeans_attach(ctx, &image, 50, &view));
    check_answers(ctx, &view, x);
    assert_fails(ctx, QUEN_ERR_FORMAT, "(k-means facts) is missing",
                 quen__kmeans_attach(ctx, &image, 0, &view));
    quen__image_close(&image);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* Every getter and every question, on a model that came out of a damaged file. */
static void use(quen_context *ctx, const quen_kmeans *m)
{
    double x[N * D], *far = malloc(m->k * sizeof *far);
    uint32_t label;
    uint64_t points = 0;
    make_points(x);
    assert_non_null(far);
    assert_true(m->k >= 1 && m->d >= 1 && m->k <= m->n &&
                isfinite(quen_kmeans_inertia(m)));
    for (size_t c = 0; c < m->k; c++)
        points += quen_kmeans_sizes(m)[c];
    assert_int_equal(points, m->n);
    if (m->d <= N * D) {
        assert_ok(ctx, quen_kmeans_predict(ctx, m, x, 1, &label, NULL));
        assert_ok(ctx, quen_kmeans_transform(ctx, m, x, 1, far));
        assert_true(label < m->k);
    }
    free(far);
}

/* Any bit flipped behind the checksums' back: refused with a sentence, or fit for use. */
static void test_damage(void **state)
{
    (void)state;
    double x[N * D];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_points(x);
    quen_kmeans *m = fit(ctx, x), *again;
    size_t size = m->model.image.size, refused = 0;
    unsigned char *copy = malloc(size);
    assert_non_null(copy);
    for (size_t bit = 0; bit < size * 8; bit++) {
        memcpy(copy, m->model.image.data, size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        mend_checksums(copy, size);
        if (quen_kmeans_open_bytes(ctx, copy, size, &again) == QUEN_OK)
            use(ctx, again);
        else
            refused++;
        quen_kmeans_free(again);
    }
    assert_true(refused > (N + K) * 32);
    free(copy);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

typedef struct forged {
    quen__kmeans_meta meta;
    double centers[4];
    uint32_t labels[3];
    uint64_t sizes[2];
} forged;

static void refuse_forged(quen_context *ctx, const forged *f, size_t cells, size_t n,
                          size_t k, const char *words)
{
    const quen__section sections[] = {
        {QUEN__KMEANS_META, 8, sizeof f->meta / 8, &f->meta},
        {QUEN__KMEANS_CENTERS, 8, cells, f->centers},
        {QUEN__KMEANS_LABELS, 4, n, f->labels},
        {QUEN__KMEANS_SIZES, 8, k, f->sizes},
    };
    quen__image image;
    quen_kmeans view = {0};
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_KMEANS, sections, 4, &image));
    if (words)
        assert_fails(ctx, QUEN_ERR_FORMAT, words,
                     quen__kmeans_attach(ctx, &image, 0, &view));
    else
        assert_ok(ctx, quen__kmeans_attach(ctx, &image, 0, &view));
    quen__image_close(&image);
}

static void test_attach_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const forged good = {{1, 2, 1}, {1, 2, 3, 4}, {0, 1, 1}, {1, 2}};
    forged f = good;
    refuse_forged(ctx, &f, 4, 3, 2, NULL);
    refuse_forged(ctx, &f, 0, 3, 2, "do not fit together");
    refuse_forged(ctx, &f, 3, 3, 2,
                  "3 numbers, 2 clusters and 3 points do not fit together");
    refuse_forged(ctx, &f, 4, 3, 0, "do not fit together");
    refuse_forged(ctx, &f, 4, 1, 2, "do not fit together");
#define FORGED(change, words)                                                            \
    f = good;                                                                            \
    change;                                                                              \
    refuse_forged(ctx, &f, 4, 3, 2, words)
    FORGED(f.meta.inertia = -1, "the inertia is -1");
    FORGED(f.meta.inertia = (double)NAN, "the inertia is");
    FORGED(f.meta.inertia = INFINITY, "the inertia is inf");
    FORGED(f.meta.iterations = 0, "0 sweeps");
    FORGED(f.meta.iterations = UINT64_C(1) << 32, "4294967296 sweeps");
    FORGED(f.meta.converged = 2, "`converged` is neither 0 nor 1");
    FORGED(f.centers[3] = INFINITY, "cluster centres: entry 3 is not finite");
    FORGED(f.labels[2] = 2, "cluster labels: 2 is not below 2");
    FORGED(f.sizes[0] = 2, "cluster sizes: cluster 0 has 1 points, not 2");
    quen_context_free(ctx);
}

/* --- the same bits, merging --- */

#define MANY 6000u

/* Points in no order; whole numbers if asked for. */
static double *scatter(size_t n, size_t d, int whole)
{
    double *x = malloc(n * d * sizeof *x);
    assert_non_null(x);
    for (size_t i = 0; i < n * d; i++) {
        uint64_t place = quen__random_below(3, 0, i / d, 20);
        x[i] = 9 * quen__random_unit(3, 1, place * d + i % d) +
               4 * quen__random_unit(3, 2, i);
        x[i] = whole ? floor(x[i]) : x[i];
    }
    return x;
}

typedef struct bits {
    const double *x;
    quen_kmeans_options o;
    quen__image first; /* as the first context made it */
} bits;

static void fits_the_same(quen_context *ctx, void *user)
{
    bits *b = user;
    quen_kmeans *m = NULL;
    assert_ok(ctx, quen_kmeans_fit(ctx, b->x, MANY, 5, &b->o, &m));
    if (!b->first.data)
        assert_ok(ctx, quen__image_open_bytes(ctx, m->model.image.data,
                                              m->model.image.size, &b->first));
    assert_int_equal(m->model.image.size, b->first.size);
    assert_memory_equal(m->model.image.data, b->first.data, b->first.size);
    quen_kmeans_free(m);
}

static void test_same_bits(void **state)
{
    (void)state;
    double *x = scatter(MANY, 5, 0), *w = scatter(MANY, 1, 0);
    for (int weighted = 0; weighted <= 1; weighted++) {
        bits b = {.x = x, .o = options_for(13)};
        b.o.n_init = 2;
        b.o.weights = weighted ? w : NULL;
        support_each_context(fits_the_same, &b);
        quen__image_close(&b.first);
    }
    free(w);
    free(x);
}

/* Parts of any cut, merged, equal the whole; so do rows that went astray and came back.
 */
static void test_merge_equals_whole(void **state)
{
    (void)state;
    double *x = scatter(1000, 3, 1), *w = scatter(1000, 1, 0), largest[3] = {0, 0, 0};
    uint32_t labels[1000], astray[400];
    for (size_t i = 0; i < 3000; i++) {
        x[i] *= 0.1;
        largest[i % 3] = fmax(largest[i % 3], fabs(x[i]));
    }
    for (size_t i = 0; i < 1000; i++)
        labels[i] = (uint32_t)(i * i) % 4;
    memset(astray, 0, sizeof astray);
    for (int weighted = 0; weighted <= 1; weighted++) {
        quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
        quen__temp temp = QUEN__TEMP(ctx);
        quen__kmeans_data data = {.ctx = ctx,
                                  .kernels = quen__kernels_of(ctx),
                                  .points = {x, 3, 0},
                                  .weights = weighted ? w : NULL,
                                  .heaviest = weighted ? 1000 : 1,
                                  .largest = largest,
                                  .reach = 200,
                                  .n = 1000,
                                  .d = 3,
                                  .k = 4};
        quen__kmeans_part parts[3];
        double centers[12], merged[12];
        assert_ok(ctx, quen__kmeans_prepare(&temp, &data));
        assert_true(quen__kmeans_parts_new(&temp, 3, &data, parts));
        for (size_t i = 0; i < 3; i++)
            quen__kmeans_part_clear(&data, &parts[i]);
        quen__kmeans_accumulate(&data, 0, NULL, 1000, NULL, labels, data.room, &parts[0]);
        quen__kmeans_accumulate(&data, 600, NULL, 400, NULL, astray, data.room,
                                &parts[1]);
        quen__kmeans_accumulate(&data, 0, NULL, 600, NULL, labels, data.room, &parts[2]);
        quen__kmeans_accumulate(&data, 600, NULL, 400, astray, labels + 600, data.room,
                                &parts[2]);
        quen__kmeans_merge(&data, &parts[1], &parts[2]);
        assert_memory_equal(parts[0].count, parts[1].count, 4 * sizeof(int64_t));
        quen__kmeans_finish(&data, &parts[0], x, centers);
        quen__kmeans_finish(&data, &parts[1], x, merged);
        assert_memory_equal(centers, merged, sizeof centers);
        quen__temp_close(&temp);
        quen_context_free(ctx);
    }
    free(w);
    free(x);
}

/* --- floats --- */

static float *floats_of(const double *x, size_t n)
{
    float *out = malloc(n * sizeof *out);
    assert_non_null(out);
    for (size_t i = 0; i < n; i++)
        out[i] = (float)x[i];
    return out;
}

typedef struct float_case {
    const float *narrow;
    const double *wide, *weights;
    size_t n, d;
} float_case;

/* What floats give is what the doubles give that they equal, to the bit. */
static void same_as_doubles(quen_context *ctx, void *user)
{
    const float_case *f = user;
    size_t k = 9;
    quen_kmeans_options o = options_for((uint32_t)k);
    quen_kmeans *a = NULL, *b = NULL;
    uint32_t *labels = malloc(f->n * sizeof *labels);
    double *far = malloc(f->n * k * sizeof *far), *same = malloc(f->n * k * sizeof *same);
    assert_true(labels && far && same);
    o.weights = f->weights;
    assert_ok(ctx, quen_kmeans_fit(ctx, f->wide, f->n, f->d, &o, &a));
    assert_ok(ctx, quen_kmeans_fit_f32(ctx, f->narrow, f->n, f->d, &o, &b));
    assert_memory_equal(quen_kmeans_centers(a), quen_kmeans_centers(b),
                        k * f->d * sizeof(double));
    assert_memory_equal(quen_kmeans_labels(a), quen_kmeans_labels(b),
                        f->n * sizeof *labels);
    assert_true(quen_kmeans_inertia(a) == quen_kmeans_inertia(b));
    assert_ok(ctx, quen_kmeans_predict_f32(ctx, b, f->narrow, f->n, labels, far));
    assert_memory_equal(labels, quen_kmeans_labels(b), f->n * sizeof *labels);
    assert_ok(ctx, quen_kmeans_predict(ctx, b, f->wide, f->n, labels, same));
    assert_memory_equal(far, same, f->n * sizeof *far);
    assert_ok(ctx, quen_kmeans_transform_f32(ctx, b, f->narrow, f->n, far));
    assert_ok(ctx, quen_kmeans_transform(ctx, b, f->wide, f->n, same));
    assert_memory_equal(far, same, f->n * k * sizeof *far);
    quen_kmeans_free(a);
    quen_kmeans_free(b);
    free(labels);
    free(far);
    free(same);
}

static void test_floats(void **state)
{
    (void)state;
    static const size_t ds[] = {1, 3, 4, 7, 16};
    for (size_t i = 0; i < sizeof ds / sizeof *ds; i++) {
        size_t n = 1500;
        double *wide = scatter(n, ds[i], 0), *w = scatter(n, 1, 0);
        float *narrow = floats_of(wide, n * ds[i]);
        for (size_t at = 0; at < n * ds[i]; at++)
            wide[at] = (double)narrow[at];
        float_case f = {narrow, wide, i % 2 ? w : NULL, n, ds[i]};
        support_each_context(same_as_doubles, &f);
        free(narrow);
        free(wide);
        free(w);
    }
}

static void test_floats_refused(void **state)
{
    (void)state;
    float x[6] = {0, 1, 2, 3, INFINITY, 5};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options o = options_for(2);
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

/* --- memory, progress --- */

/* To memory and back. */
static quen_status kmeans_through_bytes(quen_context *ctx, const quen_kmeans *kmeans)
{
    static unsigned char bytes[10000];
    size_t size;
    quen_kmeans *again = NULL;
    quen_status status = quen_kmeans_save_bytes(ctx, kmeans, bytes, sizeof bytes, &size);
    assert_true((status == QUEN_OK) == (size > 0));
    if (status == QUEN_OK) {
        status = quen_kmeans_open_bytes(ctx, bytes, size, &again);
        assert_true((status == QUEN_OK) == (again != NULL));
    }
    quen_kmeans_free(again);
    return status;
}

static quen_status fit_and_ask(quen_context *ctx, void *user)
{
    const double *x = user;
    double far[N * K], means[K * D], medians[K * D];
    uint32_t labels[N];
    quen_kmeans_options o = options_for(K);
    quen_kmeans *m = (quen_kmeans *)(uintptr_t)1;
    quen_status status = quen_kmeans_fit(ctx, x, N, D, &o, &m);
    if (status != QUEN_OK) {
        assert_null(m);
        return status;
    }
    status = quen_kmeans_predict(ctx, m, x, N, labels, NULL);
    if (status == QUEN_OK)
        status = quen_kmeans_transform(ctx, m, x, N, far);
    if (status == QUEN_OK)
        status = quen_kmeans_profile(ctx, m, labels, x, N, D, means, medians);
    if (status == QUEN_OK)
        status = quen_kmeans_save(ctx, m, temp_path("kmeans-oom"));
    if (status == QUEN_OK)
        status = kmeans_through_bytes(ctx, m);
    quen_kmeans_free(m);
    if (status != QUEN_OK)
        return status;
    m = (quen_kmeans *)(uintptr_t)1;
    status = quen_kmeans_open(ctx, temp_path("kmeans-oom"), &m);
    assert_true((status == QUEN_OK) == (m != NULL));
    quen_kmeans_free(m);
    return status;
}

static quen_status fit_and_ask_f32(quen_context *ctx, void *user)
{
    double far[N * K];
    uint32_t labels[N];
    quen_kmeans_options o = options_for(K);
    quen_kmeans *m = (quen_kmeans *)(uintptr_t)1;
    quen_status status = quen_kmeans_fit_f32(ctx, user, N, D, &o, &m);
    assert_true((status == QUEN_OK) == (m != NULL));
    if (status == QUEN_OK)
        status = quen_kmeans_predict_f32(ctx, m, user, N, labels, NULL);
    if (status == QUEN_OK)
        status = quen_kmeans_transform_f32(ctx, m, user, N, far);
    quen_kmeans_free(m);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    double x[N * D];
    make_points(x);
    support_each_oom(fit_and_ask, x);
    float *narrow = floats_of(x, N * D);
    support_each_oom(fit_and_ask_f32, narrow);
    free(narrow);
    unlink(temp_path("kmeans-oom"));
}

typedef struct peak_case {
    const double *x, *weights, *init;
    size_t n, d, k, trials;
    uint32_t n_init;
} peak_case;

static quen_status fit_only(quen_context *ctx, void *user)
{
    const peak_case *p = user;
    quen_kmeans_options o = options_for((uint32_t)p->k);
    quen_kmeans *m = NULL;
    o.weights = p->weights;
    o.init = p->init;
    o.n_init = p->n_init;
    o.max_iter = 3;
    o.init_trials = (uint32_t)p->trials;
    quen_status status = quen_kmeans_fit(ctx, p->x, p->n, p->d, &o, &m);
    quen_kmeans_free(m);
    return status;
}

/* The sum that the header promises. */
static size_t promised(const peak_case *p, size_t threads, size_t per_row)
{
    size_t least = p->n_init < threads ? p->n_init : threads;
    int small = p->n * p->k * p->d <= (p->n_init < threads ? 1u << 20 : 1u << 25);
    size_t at_once = small && p->n <= 1u << 18 ? least : 1;
    return (2 * p->d + 3 + per_row * at_once) * p->n +
           16 * (threads + 5 * at_once) * (p->k + 32) * (p->d + 16) +
           8 * at_once * p->trials * (p->d + 2048) + 32768;
}

static void test_memory_is_as_promised(void **state)
{
    (void)state;
    static const size_t cases[][4] = {
        {60000, 3, 5, 1},  {60000, 3, 5, 4},  {60000, 3, 10, 2}, {300000, 1, 2, 4},
        {3000, 40, 60, 1}, {3000, 40, 60, 3}, {500, 200, 3, 1},  {500, 200, 3, 5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        peak_case p = {.n = cases[i][0],
                       .d = cases[i][1],
                       .k = cases[i][2],
                       .n_init = (uint32_t)cases[i][3],
                       .trials = 4};
        double *x = scatter(p.n, p.d, 0), *w = scatter(p.n, 1, 0);
        p.x = x;
        for (unsigned way = 0; way < 8; way++) {
            unsigned threads = way & 1 ? 3 : 1;
            p.weights = way & 2 ? w : NULL;
            p.init = way & 4 ? x : NULL;
            p.n_init = p.init ? 1 : (uint32_t)cases[i][3];
            size_t peak = support_peak(threads, fit_only, &p);
            assert_true(peak <= promised(&p, threads, 13));
            assert_true(p.n < 60000 || !p.init || peak <= promised(&p, threads, 9));
            assert_true(p.n < 60000 || peak >= (2 * p.d + (p.init ? 8 : 12)) * p.n);
            assert_true(i != 1 || p.init || peak >= (2 * p.d + 12 * threads) * p.n);
        }
        free(w);
        free(x);
    }
}

/* More candidates than there are points are no more than the points. */
static void test_many_trials(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    double x[N * D];
    quen_kmeans_options o = options_for(K);
    quen_kmeans *m = NULL, *most = NULL;
    make_points(x);
    o.init_trials = N;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, N, D, &o, &m));
    o.init_trials = UINT32_MAX;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, N, D, &o, &most));
    assert_memory_equal(quen_kmeans_centers(m), quen_kmeans_centers(most),
                        K * D * sizeof(double));
    quen_kmeans_free(m);
    quen_kmeans_free(most);
    quen_context_free(ctx);
}

typedef struct watcher {
    size_t calls, stop_at;
    double last;
} watcher;

static int watch(void *user, const char *stage, double fraction)
{
    watcher *w = user;
    assert_string_equal(stage, "kmeans");
    assert_true(fraction >= w->last && fraction <= 1);
    w->last = fraction;
    return ++w->calls == w->stop_at;
}

static quen_context *watched_context(watcher *w)
{
    quen_context_options options;
    quen_context *ctx = NULL;
    quen_context_options_init(&options, sizeof options);
    options.threads = 2;
    options.progress = watch;
    options.progress_user = w;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    return ctx;
}

/* Told at most a few hundred times; stopped at whichever call, nothing is left behind. */
static void test_progress(void **state)
{
    (void)state;
    double x[N * D];
    watcher w = {0, 0, 0};
    quen_context *ctx = watched_context(&w);
    quen_kmeans_options o = options_for(K);
    quen_kmeans *m = NULL;
    make_points(x);
    o.n_init = 2000;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, N, D, &o, &m));
    assert_true(w.calls > 20 && w.calls <= 300);
    quen_kmeans_free(m);
    /* However many starts there are to come, it is not long until somebody is asked. */
    o.n_init = UINT32_MAX;
    w = (watcher){0, 100, 0};
    assert_fails(ctx, QUEN_ERR_CANCELLED, "kmeans: cancelled",
                 quen_kmeans_fit(ctx, x, N, D, &o, &m));
    o.n_init = 4;
    for (size_t stop_at = 1;; stop_at++) {
        w = (watcher){0, stop_at, 0};
        quen_status status = quen_kmeans_fit(ctx, x, N, D, &o, &m);
        if (w.calls < stop_at) {
            assert_ok(ctx, status);
            break;
        }
        assert_fails(ctx, QUEN_ERR_CANCELLED, "kmeans: cancelled", status);
        assert_null(m);
    }
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
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_view),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_attach_refuses),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_merge_equals_whole),
        cmocka_unit_test(test_floats),
        cmocka_unit_test(test_floats_refused),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_memory_is_as_promised),
        cmocka_unit_test(test_many_trials),
        cmocka_unit_test(test_progress),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
