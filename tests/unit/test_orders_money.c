/* What money a log is in: told, merged, contradicted, taken from a stream. */
#include "support.h"

#include "arrow.h"

static quen_orders *log_in(quen_context *ctx, uint32_t decimals, const char *currency)
{
    quen_orders *orders = NULL;
    quen_money money = {decimals, ""};
    snprintf(money.currency, sizeof money.currency, "%s", currency);
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_money(ctx, orders, &money));
    return orders;
}

static void add_line(quen_context *ctx, quen_orders *orders)
{
    quen_order_line line = {0};
    line.item = quen_key_text("tea");
    line.amount = 100;
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
}

static void assert_money(const quen_orders *orders, uint32_t decimals,
                         const char *currency)
{
    quen_money money;
    quen_orders_get_money(orders, &money);
    assert_int_equal(money.decimals, decimals);
    assert_string_equal(money.currency, currency);
}

static void test_told(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_money(orders, QUEN_DECIMALS_UNKNOWN, "");
    quen_money dong = {0, "VND"};
    assert_ok(ctx, quen_orders_set_money(ctx, orders, &dong));
    assert_money(orders, 0, "VND");
    add_line(ctx, orders);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_money(orders, 0, "VND");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = log_in(ctx, 2, "EUR");
    static const quen_money wrong[] = {
        {19, "EUR"}, {UINT32_MAX - 1, ""}, {2, "eur"},
        {2, "EU"},   {2, "E1R"},           {2, {'E', 'U', 'R', 'O'}},

    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(quen_orders_set_money(ctx, orders, &wrong[i]),
                         QUEN_ERR_ARGUMENT);
    assert_money(orders, 2, "EUR");
    assert_int_equal(quen_orders_set_money(ctx, orders, &wrong[0]), QUEN_ERR_ARGUMENT);
    assert_string_equal(quen_context_message(ctx),
                        "money: decimals is 19, not within 0..18");
    assert_int_equal(quen_orders_set_money(ctx, orders, &wrong[2]), QUEN_ERR_ARGUMENT);
    assert_string_equal(quen_context_message(ctx),
                        "money: currency is \"eur\", not three capital letters as in "
                        "ISO 4217");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Merge one log into another that says something else, and what the result says. */
static void merge(quen_context *ctx, quen_orders *into, quen_orders *from,
                  const char *sentence, uint32_t decimals, const char *currency)
{
    quen_order_totals before, after;
    quen_order_totals_init(&before, sizeof before);
    quen_order_totals_init(&after, sizeof after);
    add_line(ctx, from);
    quen_orders_get_totals(into, &before);
    quen_status status = quen_orders_merge(ctx, into, from);
    assert_int_equal(status, sentence ? QUEN_ERR_ARGUMENT : QUEN_OK);
    if (sentence)
        assert_string_equal(quen_context_message(ctx), sentence);
    quen_orders_get_totals(into, &after);
    assert_int_equal(after.lines - before.lines, sentence ? 0 : 1);
    assert_money(into, decimals, currency);
    quen_orders_free(into);
    quen_orders_free(from);
}

static void test_merged(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    merge(ctx, log_in(ctx, 2, "EUR"), log_in(ctx, 2, "EUR"), NULL, 2, "EUR");
    merge(ctx, log_in(ctx, 2, "EUR"), log_in(ctx, QUEN_DECIMALS_UNKNOWN, ""), NULL, 2,
          "EUR");
    merge(ctx, log_in(ctx, QUEN_DECIMALS_UNKNOWN, ""), log_in(ctx, 0, "VND"), NULL, 0,
          "VND");
    merge(ctx, log_in(ctx, 2, ""), log_in(ctx, 2, "EUR"), NULL, 2, "EUR");
    merge(ctx, log_in(ctx, 2, "EUR"), log_in(ctx, 0, "EUR"),
          "orders: money has 2 decimals in one log and 0 in the other: bring both to one "
          "unit first",
          2, "EUR");
    merge(ctx, log_in(ctx, 2, "EUR"), log_in(ctx, 2, "USD"),
          "orders: money is EUR in one log and USD in the other", 2, "EUR");
    quen_context_free(ctx);
}

/* A log without lines has money all the same. */
static void test_merged_empty(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *into = NULL, *from = log_in(ctx, 3, "KWD");
    assert_ok(ctx, quen_orders_new(ctx, &into));
    assert_ok(ctx, quen_orders_merge(ctx, into, from));
    assert_money(into, 3, "KWD");
    quen_orders_free(into);
    quen_orders_free(from);
    quen_context_free(ctx);
}

/* Decimals come from the options of a stream, the currency if it is told there. */
static quen_orders *stream_of(quen_context *ctx, const quen_arrow_options *options,
                              quen_status expected)
{
    static const char *const items[] = {"tea"}, *const times[] = {"0"},
                             *const amounts[] = {"100"};
    static const arrow_column columns[] = {{"item", "u", NULL, items},
                                           {"time", "l", NULL, times},
                                           {"amount", "l", NULL, amounts}};
    static const arrow_shape shape = {0};
    struct ArrowArrayStream stream;
    quen_orders *orders = NULL;
    arrow_stream(&stream, columns, 3, 1, &shape);
    assert_int_equal(quen_orders_from_arrow(ctx, &stream, options, &orders), expected);
    assert_int_equal(arrow_alive().streams, 0);
    return orders;
}

static void test_streamed(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o;
    quen_arrow_options_init(&o, sizeof o);
    o.item = "item";
    o.time = "time";
    o.amount = "amount";
    quen_orders *orders = stream_of(ctx, &o, QUEN_OK);
    assert_money(orders, 2, "");
    quen_orders_free(orders);
    o.decimals = 0;
    o.currency = "VND";
    orders = stream_of(ctx, &o, QUEN_OK);
    assert_money(orders, 0, "VND");
    quen_orders_free(orders);
    o.currency = "DONG";
    assert_null(stream_of(ctx, &o, QUEN_ERR_ARGUMENT));
    quen_context_free(ctx);
}

static quen_status set_and_merge(quen_context *ctx, void *user)
{
    quen_orders *into = NULL;
    quen_money dong = {0, "VND"};
    quen_status status = quen_orders_new(ctx, &into);
    if (status == QUEN_OK)
        status = quen_orders_set_money(ctx, into, &dong);
    if (status == QUEN_OK)
        status = quen_orders_merge(ctx, into, user);
    quen_orders_free(into);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *from = log_in(ctx, 0, "VND");
    add_line(ctx, from);
    support_each_oom(set_and_merge, from);
    quen_orders_free(from);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told),     cmocka_unit_test(test_refused),
        cmocka_unit_test(test_merged),   cmocka_unit_test(test_merged_empty),
        cmocka_unit_test(test_streamed), cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
