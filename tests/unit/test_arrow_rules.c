/* Orders from Arrow streams: who is nobody, what a visit is, and columns without money.
 */
#include "arrow_cases.h"

static quen_order_totals totals_of(const quen_orders *log)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(log, &totals);
    return totals;
}

/* --- nobody --- */

#define ROWS 8
static const char *const bills[ROWS] = {"1", "2", "3", "4", "5", "6", "7", "8"};
static const char *const buyers[ROWS] = {"KH1",     "\\N",     "\\N", "NULL",
                                         "walk-in", "walk-in", "nan", "KH1"};
static const char *const goods[ROWS] = {"Tea", "Tea", "Cup", "Tea",
                                        "Tea", "Cup", "Tea", "Cup"};
static const char *const moments[ROWS] = {"0", "1", "2", "3", "4", "5", "6", "7"};

static const arrow_column sales[4] = {{"bill", "l", NULL, bills},
                                      {"customer", "u", NULL, buyers},
                                      {"item", "u", NULL, goods},
                                      {"time", "l", NULL, moments}};

static quen_arrow_options sales_options(const quen_order_rules *rules)
{
    quen_arrow_options o = arrow_options();
    o.customer = "customer";
    o.order = "bill";
    o.amount = NULL;
    o.rules = rules;
    return o;
}

/* Lines that the text took; UINT64_MAX: it is none of the log's keys of nobody. */
static uint64_t taken(const quen_orders *log, const char *text)
{
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(log, &rules);
    for (size_t i = 0; i < rules.n_nobody; i++)
        if (rules.nobody[i].kind == QUEN_KEY_BYTES &&
            rules.nobody[i].size == strlen(text) &&
            memcmp(rules.nobody[i].bytes, text, strlen(text)) == 0)
            return quen_orders_nobody_lines(log, i);
    return UINT64_MAX;
}

static void test_nobody_by_default(void **state)
{
    (void)state;
    static const char *const formats[] = {"u", "U", "vu", "z"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = sales_options(NULL);
    arrow_column columns[4];
    quen_orders *log = NULL;
    memcpy(columns, sales, sizeof columns);
    for (size_t i = 0; i < 2 * COUNT(formats); i++) {
        columns[1].format = formats[i / 2];
        columns[1].index = i % 2 ? "c" : NULL;
        assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, NULL, &log));
        assert_int_equal(totals_of(log).customers, 2); /* KH1, and those who walk in */
        assert_int_equal(totals_of(log).lines_without_customer, 4);
        assert_int_equal(taken(log, "\\N"), 2);
        assert_int_equal(taken(log, "NULL"), 1);
        assert_int_equal(taken(log, "nan"), 1);
        assert_int_equal(taken(log, "None"), 0);
        assert_true(taken(log, "walk-in") == UINT64_MAX);
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

/* The default's keys, and one more: the list as a caller makes it. */
static void test_nobody_told(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *empty = NULL, *log = NULL;
    quen_order_rules rules;
    quen_key keys[16];
    assert_ok(ctx, quen_orders_new(ctx, &empty));
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(empty, &rules);
    assert_in_range(rules.n_nobody, 1, COUNT(keys) - 1);
    memcpy(keys, rules.nobody, rules.n_nobody * sizeof *keys);
    keys[rules.n_nobody++] = quen_key_text("walk-in");
    rules.nobody = keys;
    quen_arrow_options o = sales_options(&rules);
    for (size_t batch = 0; batch <= ROWS; batch += 3) {
        arrow_shape shape = {.batch = batch};
        assert_ok(ctx, load_arrow(ctx, sales, 4, ROWS, &o, &shape, &log));
        assert_ok(ctx, quen_orders_finish(ctx, log));
        assert_int_equal(totals_of(log).customers, 1);
        assert_int_equal(totals_of(log).orders, ROWS);
        assert_int_equal(totals_of(log).lines_without_customer, 6);
        assert_int_equal(taken(log, "walk-in"), 2);
        assert_int_equal(taken(log, "\\N"), 2);
        assert_int_equal(taken(log, "NULL"), 1);
        assert_int_equal(taken(log, "nan"), 1);
        quen_orders_free(log);
    }
    quen_orders_free(empty);
    quen_context_free(ctx);
}

static void test_numbers_and_nulls(void **state)
{
    (void)state;
    static const char *const numbers[ROWS] = {"0", "0", "7", NULL, "0", "7", "8", NULL};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key zero = quen_key_int(0);
    quen_order_rules rules;
    quen_arrow_options o = sales_options(&rules);
    arrow_column columns[4];
    quen_orders *log = NULL;
    quen_order_rules_init(&rules, sizeof rules);
    rules.nobody = &zero;
    rules.n_nobody = 1;
    memcpy(columns, sales, sizeof columns);
    columns[1].values = numbers;
    for (int i = 0; i < 2; i++) {
        columns[1].format = i ? "g" : "l";
        assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, NULL, &log));
        assert_int_equal(totals_of(log).customers, 2);
        assert_int_equal(totals_of(log).lines_without_customer, 5);
        assert_int_equal(quen_orders_nobody_lines(log, 0), 3); /* nulls are no key */
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

static void test_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key none = {0};
    quen_order_rules rules;
    quen_arrow_options o = sales_options(&rules);
    quen_orders *log = NULL;
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "returns is 2",
                 load_arrow(ctx, sales, 4, ROWS, &o, NULL, &log));
    rules.returns = QUEN_RETURNS_NO_VISIT;
    rules.nobody = &none;
    rules.n_nobody = 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "nobody: key 0 has kind 0",
                 load_arrow(ctx, sales, 4, ROWS, &o, NULL, &log));
    quen_context_free(ctx);
}

/* --- visits --- */

/* A purchase sent back, and a refund that is written without a sign. */
static void test_returns(void **state)
{
    (void)state;
    static const char *const buyer[4] = {"An", "An", "Binh", "Binh"};
    static const char *const item[4] = {"kettle", "kettle", "cup", "cup"};
    static const char *const quantity[4] = {"2", "-1", "1", "1"};
    static const char *const amount[4] = {"80", "-40", "5", "-5"};
    const arrow_column columns[] = {
        {"bill", "l", NULL, bills},        {"customer", "u", NULL, buyer},
        {"item", "u", NULL, item},         {"time", "l", NULL, moments},
        {"quantity", "l", NULL, quantity}, {"amount", "g", NULL, amount}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_rules rules;
    quen_arrow_options o = sales_options(&rules);
    o.quantity = "quantity";
    o.amount = "amount";
    quen_order_rules_init(&rules, sizeof rules);
    for (uint32_t returns = 0; returns < 2; returns++) {
        quen_orders *log = NULL;
        rules.returns = returns;
        assert_ok(ctx, load_arrow(ctx, columns, 6, 4, &o, NULL, &log));
        assert_ok(ctx, quen_orders_finish(ctx, log));
        assert_int_equal(totals_of(log).orders, 4);
        assert_int_equal(totals_of(log).visits, returns == QUEN_RETURNS_NO_VISIT ? 2 : 4);
        assert_int_equal(totals_of(log).quantity, 1);
        assert_int_equal(totals_of(log).revenue, 4000);
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

/* --- without money --- */

static void test_no_money(void **state)
{
    (void)state;
    static const char *const pieces[ROWS] = {"1", "2", "1", "1", "1", "-1", "1", "3"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = sales_options(NULL);
    arrow_column columns[5];
    quen_orders *log = NULL;
    memcpy(columns, sales, sizeof sales);
    columns[4] = (arrow_column){"pieces", "l", NULL, pieces};
    for (int counted = 0; counted < 2; counted++) {
        o.quantity = counted ? "pieces" : NULL;
        assert_ok(ctx, load_arrow(ctx, columns, 5, ROWS, &o, NULL, &log));
        assert_int_equal(totals_of(log).has_money, 0);
        assert_int_equal(totals_of(log).quantity, counted ? 9 : ROWS);
        assert_int_equal(totals_of(log).revenue, 0);
        assert_int_equal(totals_of(log).refund_lines, 0);
        quen_orders_free(log);
    }
    o.quantity = NULL;
    o.price = "pieces";
    assert_ok(ctx, load_arrow(ctx, columns, 5, ROWS, &o, NULL, &log));
    assert_int_equal(totals_of(log).has_money, 1); /* a price of one each is money */
    assert_int_equal(totals_of(log).revenue, 900);
    quen_orders_free(log);
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status load_told(quen_context *ctx, void *user)
{
    quen_key keys[] = {quen_key_text("walk-in"), quen_key_text("NULL")};
    quen_order_rules rules;
    quen_arrow_options o = sales_options(&rules);
    quen_orders *log = NULL;
    (void)user;
    quen_order_rules_init(&rules, sizeof rules);
    rules.nobody = keys;
    rules.n_nobody = COUNT(keys);
    quen_status status = load_arrow(ctx, sales, 4, ROWS, &o, NULL, &log);
    quen_orders_free(log);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    support_each_oom(load_told, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nobody_by_default),
        cmocka_unit_test(test_nobody_told),
        cmocka_unit_test(test_numbers_and_nulls),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_returns),
        cmocka_unit_test(test_no_money),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
