/* A span of a log's time as a log: what a log of the span's lines alone would be. */
#include "orders_cases.h"
#include "same_log.h"
#include "shop_cases.h"

static const int64_t first = 1700000000, hour = 3600;

static quen_order_totals totals_of(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    totals.bytes = 0; /* room made is kept */
    return totals;
}

static quen_orders *between(quen_context *ctx, const quen_orders *orders, int64_t from_s,
                            int64_t to_s)
{
    quen_orders *copy = NULL;
    assert_ok(ctx, quen_orders_copy_between(ctx, orders, from_s, to_s, &copy));
    assert_non_null(copy);
    return copy;
}

/* How many of n lines are of the span; they are moved to `out`. */
static size_t filter(const quen_order_line *lines, size_t n, int64_t from_s, int64_t to_s,
                     quen_order_line *out)
{
    size_t picked = 0;
    for (size_t i = 0; i < n; i++)
        if (lines[i].time_s >= from_s && lines[i].time_s < to_s)
            out[picked++] = lines[i];
    return picked;
}

/* --- as if no other lines had been added --- */

static void assert_span(quen_context *ctx, const orders_sample *s,
                        const quen_orders *orders, int64_t from_s, int64_t to_s)
{
    static quen_order_line lines[LINES];
    size_t n = filter(s->lines, LINES, from_s, to_s, lines);
    quen_order_totals whole = totals_of(orders);
    quen_orders *copy = between(ctx, orders, from_s, to_s), *alone = new_orders(ctx);
    assert_ok(ctx, quen_orders_add(ctx, alone, lines, n));
    if (whole.finished)
        assert_ok(ctx, quen_orders_finish(ctx, alone));
    quen_order_totals got = totals_of(copy), want = totals_of(alone),
                      after = totals_of(orders);
    assert_memory_equal(&got, &want, sizeof got);
    assert_memory_equal(&after, &whole, sizeof whole);
    assert_ok(ctx, quen_orders_finish(ctx, alone));
    assert_same_log(ctx, alone, copy);
    quen_orders_free(alone);
    quen_orders_free(copy);
}

/* Orders of the sample have lines of several times: a span cuts some in two. */
static void assert_spans(quen_context *ctx, void *user)
{
    const orders_sample *s = user;
    static const int64_t ends[][2] = {
        {INT64_MIN, INT64_MAX},
        {INT64_MIN, 200},
        {200, INT64_MAX},
        {100, 300},
        {57, 58},
        {57, 57},
        {1000, 2000},
    };
    quen_orders *loaded = load_orders(ctx, s->lines, 700);
    quen_orders *finished = load_orders(ctx, s->lines, LINES);
    quen_orders *both = new_orders(ctx);
    assert_ok(ctx, quen_orders_finish(ctx, finished));
    assert_ok(ctx, quen_orders_add(ctx, both, s->lines, LINES / 2));
    assert_ok(ctx, quen_orders_finish(ctx, both));
    assert_ok(ctx, quen_orders_add(ctx, both, s->lines + LINES / 2, LINES - LINES / 2));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        int64_t from_s = ends[i][0] < 0 ? INT64_MIN : first + ends[i][0] * hour;
        int64_t to_s = ends[i][1] > 2000 ? INT64_MAX : first + ends[i][1] * hour;
        assert_span(ctx, s, loaded, from_s, to_s);
        assert_span(ctx, s, finished, from_s, to_s);
        assert_span(ctx, s, both, from_s, to_s);
    }
    quen_orders_free(both);
    quen_orders_free(finished);
    quen_orders_free(loaded);
}

static void test_like_filtered_lines(void **state)
{
    (void)state;
    static orders_sample s;
    for (int bytes = 0; bytes < 2; bytes++) {
        make_orders_sample(&s, bytes);
        support_each_context(assert_spans, &s);
    }
}

/* Two spans that meet, merged, are the log again, order numbers too. */
static void test_merged_again(void **state)
{
    (void)state;
    static orders_sample s;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (int bytes = 0; bytes < 2; bytes++) {
        make_orders_sample(&s, bytes);
        quen_orders *orders = load_orders(ctx, s.lines, LINES);
        assert_ok(ctx, quen_orders_finish(ctx, orders));
        quen_orders *past = between(ctx, orders, INT64_MIN, first + 150 * hour),
                    *rest = between(ctx, orders, first + 150 * hour, INT64_MAX);
        assert_ok(ctx, quen_orders_merge(ctx, past, rest));
        assert_same_log(ctx, orders, past);
        quen_order_totals got = totals_of(past), want = totals_of(orders);
        assert_memory_equal(&got, &want, sizeof got);
        quen_orders_free(rest);
        quen_orders_free(past);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

/* A shop learns the same from the copy, to the byte. */
static void test_same_shop(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const shop_log *shapes[] = {&shop_small, &shop_numbered};
    for (size_t i = 0; i < 2; i++) {
        size_t n, size[2];
        quen_order_line *lines = shop_log_lines(shapes[i], &n);
        quen_orders *orders[3] = {NULL, NULL, NULL};
        assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders[0]));
        int64_t last = totals_of(orders[0]).last_s, from_s = last - 250 * 86400,
                to_s = last - 5 * 86400;
        orders[1] = between(ctx, orders[0], from_s, to_s);
        n = filter(lines, n, from_s, to_s, lines);
        assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders[2]));
        unsigned char *bytes[2];
        for (size_t k = 0; k < 2; k++) {
            quen_shop *shop = train_shop(ctx, orders[1 + k], NULL);
            bytes[k] = shop_log_bytes(ctx, shop, &size[k]);
            quen_shop_free(shop);
        }
        assert_int_equal(size[0], size[1]);
        assert_memory_equal(bytes[0], bytes[1], size[0]);
        for (size_t k = 0; k < 2; k++)
            free(bytes[k]);
        for (size_t k = 0; k < 3; k++)
            quen_orders_free(orders[k]);
        free(lines);
    }
    quen_context_free(ctx);
}

/* --- what else a log has --- */

static void test_rules_and_money_stay(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key nobody[] = {quen_key_text("guest"), quen_key_text("")};
    quen_order_rules rules, told;
    quen_money money = {0, "VND"}, same;
    quen_order_line lines[3];
    quen_orders *orders = new_orders(ctx);
    memset(lines, 0, sizeof lines);
    for (size_t i = 0; i < 3; i++) {
        lines[i].customer = quen_key_text(i ? "guest" : "An");
        lines[i].item = quen_key_text("Latte");
        lines[i].time_s = (int64_t)i;
        lines[i].quantity = 1;
        lines[i].amount = QUEN_AMOUNT_NONE;
    }
    quen_order_rules_init(&rules, sizeof rules);
    quen_order_rules_init(&told, sizeof told);
    rules.returns = QUEN_RETURNS_NO_VISIT;
    rules.nobody = nobody;
    rules.n_nobody = 2;
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    assert_ok(ctx, quen_orders_set_money(ctx, orders, &money));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, 3));
    assert_int_equal(quen_orders_nobody_lines(orders, 1), 2);
    quen_orders *copy = between(ctx, orders, 0, 2);
    quen_orders_free(orders); /* the copy has its own */
    quen_orders_get_rules(copy, &told);
    quen_orders_get_money(copy, &same);
    assert_int_equal(told.returns, QUEN_RETURNS_NO_VISIT);
    assert_int_equal(told.n_nobody, 2);
    assert_same_key(told.nobody[1], nobody[0]);
    assert_int_equal(quen_orders_nobody_lines(copy, 1), 0);
    assert_int_equal(same.decimals, 0);
    assert_string_equal(same.currency, "VND");
    quen_order_totals totals = totals_of(copy);
    assert_int_equal(totals.lines, 2);
    assert_int_equal(totals.lines_without_customer, 1);
    assert_int_equal(totals.has_money, 0);
    assert_int_equal(totals.finished, 0);
    lines[0].amount = 5;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "has an amount",
                 quen_orders_add(ctx, copy, lines, 1));
    quen_orders_free(copy);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = new_orders(ctx), *copy = orders;
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT,
        "orders: the span ends at 6 (1970-01-01), before it begins at 7 (1970-01-01)",
        quen_orders_copy_between(ctx, orders, 7, 6, &copy));
    assert_null(copy);
    copy = between(ctx, orders, INT64_MIN, INT64_MAX); /* of no lines */
    assert_int_equal(totals_of(copy).lines, 0);
    quen_orders_free(copy);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- memory that runs out --- */

typedef struct source {
    const quen_orders *loaded, *finished;
} source;

static quen_status copy_both(quen_context *ctx, void *user)
{
    const source *from = user;
    quen_orders *copy = NULL, *other = NULL;
    quen_status status = quen_orders_copy_between(ctx, from->loaded, first + 100 * hour,
                                                  first + 140 * hour, &copy);
    if (status == QUEN_OK)
        status = quen_orders_copy_between(ctx, from->finished, INT64_MIN,
                                          first + 30 * hour, &other);
    else
        assert_null(copy);
    if (status != QUEN_OK)
        assert_null(other);
    quen_orders_free(other);
    quen_orders_free(copy);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    static orders_sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (int bytes = 0; bytes < 2; bytes++) {
        make_orders_sample(&s, bytes);
        quen_orders *loaded = load_orders(ctx, s.lines, LINES),
                    *finished = load_orders(ctx, s.lines, LINES);
        assert_ok(ctx, quen_orders_finish(ctx, finished));
        source from = {loaded, finished};
        support_each_oom(copy_both, &from);
        quen_orders_free(finished);
        quen_orders_free(loaded);
    }
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_like_filtered_lines),
        cmocka_unit_test(test_merged_again),
        cmocka_unit_test(test_same_shop),
        cmocka_unit_test(test_rules_and_money_stay),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
