/* Churn: settings and attributes that are refused, and what a log does not tell. */
#include "churn_cases.h"

#include <math.h>

#include "core/rng.h"
#include "models/churn/churn_stack.h"

static void refuse(quen_context *ctx, const quen_orders *orders,
                   quen_churn_options *options, quen_status status, const char *words)
{
    quen_churn *churn = (quen_churn *)(void *)options;
    assert_fails(ctx, status, words, quen_churn_fit(ctx, orders, options, &churn));
    assert_null(churn);
    *options = churn_options();
}

static void test_refuses_settings(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn_options options = churn_options();
    (void)state;
    options.horizon_s = 0;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn: horizon_s is 0");
    options.horizon_s = INT64_MAX;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn: horizon_s is");
    options.active_s = 0;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn: active_s is 0");
    options.period_s = -1;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn: period_s is -1");
    options.l2 = NAN;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn: l2 is");
    options.utc_offset_s = 86401;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn: utc_offset_s is 86401");
    options.cutoff_s = QUEN_TIME_MAX + 2;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn: cutoff_s is");
    options.struct_size = 1;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn options: struct_size");
    options.n_attributes = 1;
    options.attributes = &(quen_attribute){.name = ""};
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "attribute 0");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_not_told(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn_options options = churn_options();
    (void)state;
    options.cutoff_s = START;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC,
           "churn: nobody ordered before the cut-off");
    options.cutoff_s = START + 29 * DAY;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC,
           "churn: a log of 400 days, from 2022-01-08 on, is too short");
    options.horizon_s = LENGTH + DAY;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "is too short for a horizon of 401");
    options.horizon_s = 181 * DAY; /* origins are 30 days apart */
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC,
           "a horizon of 181 days: the longest that it can carry is 180 days");
    options.horizon_s = 180 * DAY;
    quen_churn *churn = fit_churn(ctx, orders, &options);
    assert_true(churn_report_of(churn).judged);
    quen_churn_free(churn);
    options = churn_options();
    options.cutoff_s = CUTOFF + 1;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "before cut-off + horizon");
    options.cutoff_s = QUEN_TIME_MAX;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "before cut-off + horizon");
    options.active_s = 1;
    options.cutoff_s = CUTOFF - 12345;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "churn: nobody was active");
    quen_orders_free(orders);

    assert_ok(ctx, quen_orders_new(ctx, &orders));
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "finish");
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "churn: nobody ordered");
    quen_orders_free(orders);

    churn_lines(lines);
    orders = support_orders(ctx, lines, 1);
    quen_orders_free(orders);
    for (size_t i = 0; i < 20; i++) {
        lines[i].customer = quen_key_int((int64_t)i % 10);
        lines[i].time_s = START + (int64_t)(i / 10) * 220 * DAY;
        lines[i].quantity = lines[i].amount = 1;
    }
    orders = support_orders(ctx, lines, 20);
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC,
           "churn: nobody left: each of 10 customers");
    quen_orders_free(orders);
    for (size_t i = 10; i < 20; i++)
        lines[i].customer = quen_key_int((int64_t)i);
    orders = support_orders(ctx, lines, 20);
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC,
           "churn: everybody left: none of 10 customers");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* No origin ended before the cut-off that the caller chose. */
/* More customers than are learned from, of whom about two in three are drawn. */
#define MANY 12000u

/* A log of customers who buy for 300 days; 1: all but one leave then; 0: one alone does.
 */
static quen_orders *large_shop(quen_context *ctx, uint32_t odd_one, int others_leave)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (uint32_t c = 0; c < MANY; c++) {
        int leaves = (c == odd_one) != others_leave;
        for (int visit = 0; visit < (leaves ? 3 : 4); visit++) {
            quen_order_line line = {.quantity = 1, .amount = 100};
            line.customer = quen_key_int(c);
            line.item = quen_key_int(c % 7);
            line.time_s = START + (int64_t)(100 * visit + 1 + (int)(c % 50)) * DAY;
            assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
        }
    }
    quen_order_line last = {.item = quen_key_int(0), .time_s = START + 380 * DAY};
    assert_ok(ctx, quen_orders_add(ctx, orders, &last, 1)); /* nobody's */
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

/* One who left, or stayed, tells nothing unless drawn. */
static void test_too_few_drawn(void **state)
{
    static const char *const words[] = {
        "churn: 1 of 12000 customers left, but none of the ",
        "churn: 11999 of 12000 customers left, but all of the "};
    static const char *const ways[] = {"too few to learn from, shorten the horizon",
                                       "too few to learn from, lengthen the horizon"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_churn_options options = churn_options();
    uint32_t odd_one = 0;
    (void)state;
    while (quen__random_below(0, 0, odd_one, MANY) <
           QUEN__CHURN_ROWS / QUEN__CHURN_LEARNED)
        odd_one++;
    for (int others_leave = 0; others_leave < 2; others_leave++) {
        quen_orders *orders = large_shop(ctx, odd_one, others_leave);
        options.cutoff_s = START + 300 * DAY;
        options.horizon_s = 60 * DAY;
        options.active_s = 300 * DAY;
        quen_churn_options same = options;
        refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, words[others_leave]);
        assert_non_null(strstr(quen_context_message(ctx), ways[others_leave]));
        options = same;
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

static void test_report_not_told(void **state)
{
    static quen_order_line lines[20];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < 20; i++) {
        lines[i].customer = quen_key_int(i == 19 ? 10 : (int64_t)i % 10);
        lines[i].item = quen_key_int((int64_t)i % 3);
        lines[i].time_s = START + (int64_t)(i / 10) * 100 * DAY + (int64_t)i * 1000;
        lines[i].amount = (int64_t)i * 100 + 5;
    }
    lines[19].time_s = START + 135 * DAY;
    quen_orders *orders = support_orders(ctx, lines, 20);
    quen_churn_options options = churn_options();
    options.cutoff_s = START + 40 * DAY;
    quen_churn *churn = fit_churn(ctx, orders, &options);
    quen_churn_report report = churn_report_of(churn);
    assert_int_equal(report.customers, 10);
    assert_int_equal(report.churned, 1);
    assert_true(report.judged == 0 && report.better == 0);
    assert_true(isnan(report.auc) && isnan(report.log_loss) && isnan(report.brier) &&
                isnan(report.lift10) && isnan(report.margin));
    assert_non_null(
        strstr(quen_churn_note(churn), "How well this foresees is not known"));
    assert_int_equal(quen_churn_n_origins(churn), 1);
    assert_true(isnan(quen_churn_origin_summary(churn, 0)->mean_risk));
    assert_null(quen_churn_origin_summary(churn, 1));
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* More than eleven steps of 30 days: origins lie further apart, so that it is judged. */
static void test_long_horizon(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_churn_options options = churn_options();
    (void)state;
    churn_lines(lines);
    for (size_t i = 0; i < LINES; i++)
        lines[i].time_s = START + 3 * (lines[i].time_s - START);
    lines[0].time_s = START + 3 * LENGTH - 1;
    lines[1].time_s = START;
    quen_orders *orders = support_orders(ctx, lines, LINES);
    options.horizon_s = 584 * DAY;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC,
           "a horizon of 584 days: the longest that it can carry is 583 days");
    options.horizon_s = 583 * DAY; /* 11 x 53 */
    quen_churn *churn = fit_churn(ctx, orders, &options);
    size_t last = quen_churn_n_origins(churn) - 1;
    assert_int_equal(churn_report_of(churn).judged, 1);
    assert_int_equal(quen_churn_origin_summary(churn, 0)->cutoff_s -
                         quen_churn_origin_summary(churn, (uint32_t)last)->cutoff_s,
                     583 * DAY);
    assert_int_equal(quen_churn_origin_summary(churn, 0)->cutoff_s -
                         quen_churn_origin_summary(churn, 1)->cutoff_s,
                     53 * DAY);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Room for one risk less than there are, for all of them, and for more. */
static void test_predict_room(void **state)
{
    static quen_churn_risk room[CUSTOMERS + 1];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn *churn = fit_churn(ctx, orders, NULL);
    size_t all, n;
    char words[100];
    (void)state;
    quen_churn_risk *risks = churn_predict_all(ctx, churn, orders, NULL, &all);
    snprintf(words, sizeof words,
             "churn: %zu customers are active, but there is room for %zu", all, all - 1);
    memset(room, 0xaa, sizeof room);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_churn_predict(ctx, churn, orders, NULL, room, all - 1, &n));
    assert_int_equal(n, all);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "room for 0",
                 quen_churn_predict(ctx, churn, orders, NULL, room, 0, &n));
    for (size_t i = 0; i < sizeof room; i++)
        assert_int_equal(((unsigned char *)room)[i], 0xaa);
    assert_ok(ctx, quen_churn_predict(ctx, churn, orders, NULL, room, CUSTOMERS + 1, &n));
    assert_int_equal(n, all);
    assert_memory_equal(room, risks, all * sizeof *risks);
    assert_int_equal(((unsigned char *)(room + all))[0], 0xaa);
    free(risks);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_predict_refuses(void **state)
{
    static quen_churn_risk room[CUSTOMERS];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx), *empty = NULL;
    quen_churn *churn = fit_churn(ctx, orders, NULL);
    quen_churn_predict_options at;
    size_t n = 9;
    (void)state;
    quen_churn_predict_options_init(&at, sizeof at);
    at.now_s = QUEN_TIME_MIN - 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "churn: now_s is",
                 quen_churn_predict(ctx, churn, orders, &at, room, CUSTOMERS, &n));
    assert_int_equal(n, 0);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "churn: now_s is",
                 quen_churn_predict(ctx, churn, orders, &at, NULL, 0, &n));
    at.struct_size = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "churn prediction options",
                 quen_churn_predict(ctx, churn, orders, &at, room, CUSTOMERS, &n));
    assert_ok(ctx, quen_orders_new(ctx, &empty));
    n = 9;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "finish",
                 quen_churn_predict(ctx, churn, empty, NULL, room, CUSTOMERS, &n));
    assert_int_equal(n, 0);
    assert_ok(ctx, quen_orders_finish(ctx, empty));
    n = 9;
    assert_ok(ctx, quen_churn_predict(ctx, churn, empty, NULL, room, 0, &n));
    assert_int_equal(n, 0);
    quen_orders_free(empty);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses_settings), cmocka_unit_test(test_not_told),
        cmocka_unit_test(test_too_few_drawn),    cmocka_unit_test(test_report_not_told),
        cmocka_unit_test(test_long_horizon),     cmocka_unit_test(test_predict_room),
        cmocka_unit_test(test_predict_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
