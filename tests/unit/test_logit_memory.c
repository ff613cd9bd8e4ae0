/* Logistic regression: memory that runs out, its peak, threads, forks. */
#include "logit_cases.h"
#include "model_bytes.h"

#include <math.h>
#ifndef _WIN32
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "models/logit/logit.h"
#include "core/rng.h"

/* --- files --- */

MODEL_CALLS(logit);

static quen_status use_everything(quen_context *ctx, void *user)
{
    const logit_sample *s = user;
    const char *path = temp_path("logit-oom");
    static double out[ROWS * TERMS];
    quen_logit *logit = NULL, *opened = NULL;
    quen_status status = quen_logit_fit(ctx, s->x, s->y, ROWS, COLUMNS, NULL, &logit);
    if (status == QUEN_OK)
        status = quen_logit_predict(ctx, logit, s->x, ROWS, out);
    if (status == QUEN_OK)
        status = quen_logit_contributions(ctx, logit, s->x, ROWS, out);
    if (status == QUEN_OK)
        status = quen_logit_intervals(ctx, logit, 0.9, out);
    if (status == QUEN_OK)
        status = quen_logit_save(ctx, logit, path);
    if (status == QUEN_OK)
        status = quen_logit_open(ctx, path, &opened);
    if (status != QUEN_OK)
        assert_null(opened);
    if (status == QUEN_OK)
        status = model_through_bytes(ctx, &calls_of_logit, logit);
    quen_logit_free(logit);
    quen_logit_free(opened);
    remove(path);
    return status;
}

static void test_oom(void **state)
{
    static logit_sample s;
    (void)state;
    make_logit_sample(&s, 22);
    support_each_oom(use_everything, &s);
}

/* --- memory --- */

typedef struct tall {
    double *x;
    uint8_t *y;
    size_t n, d;
} tall;

static quen_status fit_tall(quen_context *ctx, void *user)
{
    const tall *t = user;
    quen_logit *logit = NULL;
    quen_status status = quen_logit_fit(ctx, t->x, t->y, t->n, t->d, NULL, &logit);
    quen_logit_free(logit);
    return status;
}

/* The sum of the header, and not far from it: whatever n. */
static void assert_peak(size_t n, size_t d, size_t unknown, uint32_t threads)
{
    tall t = {malloc(n * d * sizeof *t.x), malloc(n), n, d};
    assert_true(t.x && t.y);
    for (size_t i = 0; i < n * d; i++)
        t.x[i] = i % d < unknown && i / d % 3 == 0 ? NAN : quen__random_unit(40, 0, i);
    for (size_t i = 0; i < n; i++)
        t.y[i] = quen__random_unit(40, 1, i) < 0.4;
    size_t p = d + unknown + 8;
    size_t limit = 12 * p * p + 512 * p + 8192;
    limit += threads * (4 * p * p + 1200 * p + 8192);
    size_t peak = support_peak(threads, fit_tall, &t);
    assert_in_range(peak, limit / 2, limit);
    free(t.x);
    free(t.y);
}

static void test_peak(void **state)
{
    (void)state;
    assert_peak(200000, 2, 0, 2);
    assert_peak(20000, 20, 3, 1);
    assert_peak(20000, 20, 0, 2);
    assert_peak(8000, 150, 0, 1);
    assert_peak(8000, 150, 40, 3);
}

/* --- threads and processes --- */

typedef struct first {
    logit_sample s;
    quen_logit *logit;
} first;

static void assert_same_bytes(quen_context *ctx, void *user)
{
    first *f = user;
    quen_logit *logit = fit_logit(ctx, f->s.x, f->s.y, ROWS, COLUMNS, NULL);
    if (f->logit) {
        assert_int_equal(logit->model.image.size, f->logit->model.image.size);
        assert_memory_equal(logit->model.image.data, f->logit->model.image.data,
                            logit->model.image.size);
        quen_logit_free(logit);
    } else {
        f->logit = logit;
    }
}

static void assert_same_many(quen_context *ctx, void *user)
{
    logit_many *m = user;
    quen_logit *logit = fit_logit(ctx, m->x, m->y, MANY, 2, NULL);
    if (m->logit) {
        assert_memory_equal(logit->model.image.data, m->logit->model.image.data,
                            logit->model.image.size);
        quen_logit_free(logit);
    } else {
        m->logit = logit;
    }
}

/* The same for several chunks, and for a start with some of the rows. */
static void test_same_bytes_of_many(void **state)
{
    logit_many *m = calloc(1, sizeof *m);
    (void)state;
    assert_non_null(m);
    make_logit_many(m);
    support_each_context(assert_same_many, m);
    quen_logit_free(m->logit);
    free(m);
}

static void test_same_bytes(void **state)
{
    static first f;
    (void)state;
    make_logit_sample(&f.s, 23);
    support_each_context(assert_same_bytes, &f);
    quen_logit_free(f.logit);
}

enum { WIDE_ROWS = 3000, WIDE_COLUMNS = 150 };

#ifndef _WIN32
/* Wide enough that OpenBLAS would start threads if it were asked for whole products. */
static void fit_wide(void)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    double *x = malloc(WIDE_ROWS * WIDE_COLUMNS * sizeof *x);
    uint8_t *y = malloc(WIDE_ROWS);
    assert_true(x && y);
    for (size_t i = 0; i < WIDE_ROWS * WIDE_COLUMNS; i++)
        x[i] = quen__random_unit(24, 0, i);
    for (size_t i = 0; i < WIDE_ROWS; i++)
        y[i] = quen__random_unit(24, 1, i) < x[i * WIDE_COLUMNS];
    quen_logit_free(fit_logit(ctx, x, y, WIDE_ROWS, WIDE_COLUMNS, NULL));
    free(x);
    free(y);
    quen_context_free(ctx);
}

/* Programs fork: web servers, PHP, Python's multiprocessing. */
static void test_fork(void **state)
{
    int status = 0;
    (void)state;
    fit_wide();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        alarm(60); /* a hang, not a slow machine */
        fit_wide();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    fit_wide();
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oom),        cmocka_unit_test(test_peak),
        cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_same_bytes_of_many),
#ifndef _WIN32
        cmocka_unit_test(test_fork),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
