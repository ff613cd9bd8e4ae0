/* Logistic regression: settings and data that are refused, and fits that stop early. */
#include "logit_cases.h"

#include <math.h>

typedef struct refusal {
    quen_context *ctx;
    logit_sample s;
    quen_logit_options options;
} refusal;

static void start_refusal(refusal *r)
{
    make_logit_sample(&r->s, 18);
    r->options = logit_options(1);
}

static void refuse(refusal *r, quen_status status, const char *words)
{
    quen_logit *logit = (quen_logit *)(void *)r;
    assert_fails(
        r->ctx, status, words,
        quen_logit_fit(r->ctx, r->s.x, r->s.y, ROWS, COLUMNS, &r->options, &logit));
    assert_null(logit);
    start_refusal(r);
}

static void test_refuses_settings(void **state)
{
    static refusal r;
    static const char *names[COLUMNS] = {"a", "b", "", "d", "e", "f"};
    char long_name[257];
    (void)state;
    r.ctx = support_context(1, QUEN_SIMD_AUTO);
    start_refusal(&r);
    r.options.max_iter = 0;
    refuse(&r, QUEN_ERR_ARGUMENT, "max_iter is 0");
    r.options.l2 = -1;
    refuse(&r, QUEN_ERR_ARGUMENT, "l2 is -1");
    r.options.l2 = NAN;
    refuse(&r, QUEN_ERR_ARGUMENT, "l2 is");
    r.options.l2 = INFINITY;
    refuse(&r, QUEN_ERR_ARGUMENT, "l2 is inf");
    r.options.tol = 0;
    refuse(&r, QUEN_ERR_ARGUMENT, "tol is 0");
    r.options.class_mode = 2;
    refuse(&r, QUEN_ERR_ARGUMENT, "class_mode is 2");
    r.options.class_weight[1] = 0;
    refuse(&r, QUEN_ERR_ARGUMENT, "class_weight[1] is 0");
    r.options.class_weight[0] = 1e300;
    refuse(&r, QUEN_ERR_ARGUMENT, "the weights of class 0 add up to");
    r.options.names = names;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 2: its name is missing");
    names[2] = NULL;
    r.options.names = names;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 2: its name is missing");
    memset(long_name, 'x', 256);
    long_name[256] = '\0';
    names[2] = long_name;
    r.options.names = names;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 2: its name is too long");
    r.options.struct_size = 0;
    refuse(&r, QUEN_ERR_ARGUMENT, "logit options: struct_size");
    quen_context_free(r.ctx);
}

static void test_refuses_data(void **state)
{
    static refusal r;
    quen_logit *logit;
    (void)state;
    r.ctx = support_context(1, QUEN_SIMD_AUTO);
    start_refusal(&r);
    r.s.y[9] = 2;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 9: the label is 2");
    r.s.x[9 * COLUMNS + 2] = -INFINITY;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 9, column 2 (x2): infinite");
    r.s.x[0] = INFINITY; /* the first and the last */
    refuse(&r, QUEN_ERR_ARGUMENT, "row 0, column 0 (x0): infinite");
    r.s.x[ROWS * COLUMNS - 1] = INFINITY;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 399, column 5 (x5): infinite");
    r.s.w[3] = -1;
    r.options.weights = r.s.w;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 3: the weight is -1");
    r.s.w[4] = NAN;
    r.options.weights = r.s.w;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 4: the weight is");
    for (size_t i = 0; i < ROWS; i++)
        r.s.x[i * COLUMNS + 1] = NAN;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 1 (x1) has no known value");
    r.s.x[5] = 1e300;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 5 (x5): values from");
    memset(r.s.y, 1, sizeof r.s.y);
    refuse(&r, QUEN_ERR_NUMERIC, "no row is of class 0");
    for (size_t i = 0; i < ROWS; i++)
        r.s.w[i] = r.s.y[i] ? 0 : 1;
    r.options.weights = r.s.w;
    refuse(&r, QUEN_ERR_NUMERIC, "no row of class 1 has weight");
    assert_fails(r.ctx, QUEN_ERR_ARGUMENT, "0 rows and 6 columns",
                 quen_logit_fit(r.ctx, r.s.x, r.s.y, 0, COLUMNS, NULL, &logit));
    assert_fails(r.ctx, QUEN_ERR_ARGUMENT, "400 rows and 0 columns",
                 quen_logit_fit(r.ctx, r.s.x, r.s.y, ROWS, 0, NULL, &logit));
    assert_fails(r.ctx, QUEN_ERR_ARGUMENT, "at most 16777216",
                 quen_logit_fit(r.ctx, r.s.x, r.s.y, 1, 16777217, NULL, &logit));
    assert_fails(
        r.ctx, QUEN_ERR_OVERFLOW, "do not fit in memory",
        quen_logit_fit(r.ctx, r.s.x, r.s.y, SIZE_MAX / 2, COLUMNS, NULL, &logit));
    assert_null(logit);
    quen_context_free(r.ctx);
}

static void test_stops_at_max_iter(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static logit_sample s;
    quen_logit_options options = logit_options(1);
    (void)state;
    make_logit_sample(&s, 19);
    options.max_iter = 2;
    quen_logit *logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, &options);
    assert_int_equal(quen_logit_n_iterations(logit), 2);
    assert_false(quen_logit_converged(logit));
    quen_logit_free(logit);
    quen_context_free(ctx);
}

static int stop_at_once(void *user, const char *stage, double fraction)
{
    assert_string_equal(stage, "logit");
    assert_true(fraction >= 0 && fraction <= 1);
    return ++*(int *)user == 3;
}

static void test_cancel(void **state)
{
    static logit_sample s;
    int calls = 0;
    quen_context_options options;
    quen_context *ctx = NULL;
    quen_logit *logit = (quen_logit *)(void *)&s;
    (void)state;
    quen_context_options_init(&options, sizeof options);
    options.progress = stop_at_once;
    options.progress_user = &calls;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    make_logit_sample(&s, 20);
    assert_fails(ctx, QUEN_ERR_CANCELLED, "",
                 quen_logit_fit(ctx, s.x, s.y, ROWS, COLUMNS, NULL, &logit));
    assert_null(logit);
    assert_int_equal(calls, 3);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses_settings),
        cmocka_unit_test(test_refuses_data),
        cmocka_unit_test(test_stops_at_max_iter),
        cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
