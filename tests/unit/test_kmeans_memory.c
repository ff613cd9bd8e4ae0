/* K-means: memory that runs out, its peak, many trials, progress, points that change. */
#include "kmeans_cases.h"
#include "model_bytes.h"

#include <float.h>
#include <math.h>
#include <unistd.h>

MODEL_CALLS(kmeans);

static quen_status fit_and_ask(quen_context *ctx, void *user)
{
    const double *x = user;
    double far[ROWS * CLUSTERS], means[CLUSTERS * COLUMNS], medians[CLUSTERS * COLUMNS];
    uint32_t labels[ROWS];
    quen_kmeans_options o = kmeans_options(CLUSTERS);
    quen_kmeans *m = (quen_kmeans *)(uintptr_t)1;
    quen_status status = quen_kmeans_fit(ctx, x, ROWS, COLUMNS, &o, &m);
    if (status != QUEN_OK) {
        assert_null(m);
        return status;
    }
    status = quen_kmeans_predict(ctx, m, x, ROWS, labels, NULL);
    if (status == QUEN_OK)
        status = quen_kmeans_transform(ctx, m, x, ROWS, far);
    if (status == QUEN_OK)
        status = quen_kmeans_profile(ctx, m, labels, x, ROWS, COLUMNS, means, medians);
    if (status == QUEN_OK)
        status = quen_kmeans_save(ctx, m, temp_path("kmeans-oom"));
    if (status == QUEN_OK)
        status = model_through_bytes(ctx, &calls_of_kmeans, m);
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
    double far[ROWS * CLUSTERS];
    uint32_t labels[ROWS];
    quen_kmeans_options o = kmeans_options(CLUSTERS);
    quen_kmeans *m = (quen_kmeans *)(uintptr_t)1;
    quen_status status = quen_kmeans_fit_f32(ctx, user, ROWS, COLUMNS, &o, &m);
    assert_true((status == QUEN_OK) == (m != NULL));
    if (status == QUEN_OK)
        status = quen_kmeans_predict_f32(ctx, m, user, ROWS, labels, NULL);
    if (status == QUEN_OK)
        status = quen_kmeans_transform_f32(ctx, m, user, ROWS, far);
    quen_kmeans_free(m);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    double x[ROWS * COLUMNS];
    make_kmeans_points(x);
    support_each_oom(fit_and_ask, x);
    float *narrow = kmeans_floats(x, ROWS * COLUMNS);
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
    quen_kmeans_options o = kmeans_options((uint32_t)p->k);
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
        double *x = kmeans_scatter(p.n, p.d, 0), *w = kmeans_scatter(p.n, 1, 0);
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
    double x[ROWS * COLUMNS];
    quen_kmeans_options o = kmeans_options(CLUSTERS);
    quen_kmeans *m = NULL, *most = NULL;
    make_kmeans_points(x);
    o.init_trials = ROWS;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, ROWS, COLUMNS, &o, &m));
    o.init_trials = UINT32_MAX;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, ROWS, COLUMNS, &o, &most));
    assert_memory_equal(quen_kmeans_centers(m), quen_kmeans_centers(most),
                        CLUSTERS * COLUMNS * sizeof(double));
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
    double x[ROWS * COLUMNS];
    watcher w = {0, 0, 0};
    quen_context *ctx = watched_context(&w);
    quen_kmeans_options o = kmeans_options(CLUSTERS);
    quen_kmeans *m = NULL;
    make_kmeans_points(x);
    o.n_init = 2000;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, ROWS, COLUMNS, &o, &m));
    assert_true(w.calls > 20 && w.calls <= 300);
    quen_kmeans_free(m);
    /* However many starts there are to come, it is not long until somebody is asked. */
    o.n_init = UINT32_MAX;
    w = (watcher){0, 100, 0};
    assert_fails(ctx, QUEN_ERR_CANCELLED, "kmeans: cancelled",
                 quen_kmeans_fit(ctx, x, ROWS, COLUMNS, &o, &m));
    o.n_init = 4;
    for (size_t stop_at = 1;; stop_at++) {
        w = (watcher){0, stop_at, 0};
        quen_status status = quen_kmeans_fit(ctx, x, ROWS, COLUMNS, &o, &m);
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

/* A host that breaks its word: at a call it writes to the points that are being read. */
typedef struct meddler {
    double *x, value;
    size_t calls, at;
} meddler;

static int meddle(void *user, const char *stage, double fraction)
{
    meddler *m = user;
    (void)stage, (void)fraction;
    for (size_t i = 0; m->calls == m->at && i < ROWS * COLUMNS; i++)
        m->x[i] = m->value;
    m->calls++;
    return 0;
}

/* No model comes of it that could not be opened; out of range is what is read here. */
static void try_meddler(meddler *w)
{
    quen_context_options options;
    quen_context *ctx = NULL;
    quen_kmeans_options o = kmeans_options(CLUSTERS);
    quen_kmeans *m = NULL;
    quen_context_options_init(&options, sizeof options);
    options.progress = meddle;
    options.progress_user = w;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    make_kmeans_points(w->x);
    o.n_init = 2;
    quen_status status = quen_kmeans_fit(ctx, w->x, ROWS, COLUMNS, &o, &m);
    if (w->at == 0)
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "x was written to while it was read",
                     status);
    assert_true(status == QUEN_OK || status == QUEN_ERR_ARGUMENT ||
                status == QUEN_ERR_FORMAT);
    assert_true((status == QUEN_OK) == (m != NULL));
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

static void test_points_that_change(void **state)
{
    static const double values[] = {NAN, INFINITY, -DBL_MAX, 1e300};
    double x[ROWS * COLUMNS];
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        meddler w = {x, values[i], 0, 0};
        do {
            w.calls = 0;
            try_meddler(&w);
        } while (w.calls > w.at++);
        assert_true(w.at > 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points_that_change),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_memory_is_as_promised),
        cmocka_unit_test(test_many_trials),
        cmocka_unit_test(test_progress),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
