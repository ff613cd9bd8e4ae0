/*
 * Sums of money and units: as many as an int64_t holds are taken in every way, and one
 * more is refused in every way, with a sentence, and nothing half changed. What is summed
 * later (scores, features, risks, shops) is summed of such logs: test_numbers.c.
 */
#include "support.h"

#define MOST INT64_MAX

/* Two lines. */
typedef struct sums {
    int64_t amount[2], quantity[2];
} sums;

static const sums full = {{MOST - 1, 1}, {MOST - 1, 1}}, less = {{1 - MOST, -1}, {1, 1}},
                  more = {{MOST - 1, 2}, {1, 1}}, minus = {{1 - MOST, -2}, {1, 1}},
                  least = {{-MOST, 1}, {1, 1}}, units = {{1, 1}, {MOST - 1, 2}},
                  returned = {{1, 1}, {-MOST, -1}};

static quen_order_line line_of(const sums *s, int i)
{
    return (quen_order_line){.customer = quen_key_int(1),
                             .item = quen_key_int(i),
                             .time_s = 1700000000 + i,
                             .quantity = s->quantity[i],
                             .amount = s->amount[i]};
}

static uint64_t lines_in(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return totals.lines;
}

/* --- the ways --- */

static quen_status by_lines(quen_context *ctx, const sums *s)
{
    quen_orders *orders = NULL;
    const quen_order_line lines[2] = {line_of(s, 0), line_of(s, 1)};
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    quen_status status = quen_orders_add(ctx, orders, lines, 2);
    assert_int_equal(lines_in(orders), status == QUEN_OK ? 2 : 0);
    quen_orders_free(orders);
    return status;
}

static quen_status one_by_one(quen_context *ctx, const sums *s)
{
    quen_orders *orders = NULL;
    quen_status status = QUEN_OK;
    uint64_t had = 0;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (int i = 0; i < 2 && status == QUEN_OK; i++) {
        const quen_order_line line = line_of(s, i);
        had = lines_in(orders);
        status = quen_orders_add(ctx, orders, &line, 1);
    }
    assert_int_equal(lines_in(orders), status == QUEN_OK ? 2 : had);
    quen_orders_free(orders);
    return status;
}

static quen_status by_merging(quen_context *ctx, const sums *s)
{
    quen_orders *logs[2] = {NULL, NULL};
    quen_status status = QUEN_OK;
    for (int i = 0; i < 2; i++) {
        const quen_order_line line = line_of(s, i);
        assert_ok(ctx, quen_orders_new(ctx, &logs[i]));
        if (status == QUEN_OK)
            status = quen_orders_add(ctx, logs[i], &line, 1);
    }
    if (status == QUEN_OK) {
        status = quen_orders_merge(ctx, logs[0], logs[1]);
        assert_int_equal(lines_in(logs[0]), status == QUEN_OK ? 2 : 1);
        assert_int_equal(lines_in(logs[1]), 1);
    }
    quen_orders_free(logs[0]);
    quen_orders_free(logs[1]);
    return status;
}

static quen_order_columns columns_of(const sums *s)
{
    static const int64_t keys[2] = {1, 2}, times[2] = {1700000000, 1700000001};
    quen_order_columns c;
    quen_order_columns_init(&c, sizeof c);
    c.n = 2;
    c.customer.numbers = c.item.numbers = keys;
    c.time_s = times;
    c.amount = s->amount;
    c.quantity = s->quantity;
    return c;
}

static quen_status by_columns(quen_context *ctx, const sums *s)
{
    quen_orders *orders = NULL;
    const quen_order_columns c = columns_of(s);
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    quen_status status = quen_orders_add_columns(ctx, orders, &c);
    assert_int_equal(lines_in(orders), status == QUEN_OK ? 2 : 0);
    quen_orders_free(orders);
    return status;
}

static quen_status by_rfm(quen_context *ctx, const sums *s)
{
    quen_rfm *rfm = NULL;
    const quen_order_columns c = columns_of(s);
    quen_status status = quen_rfm_fit_columns(ctx, &c, NULL, &rfm);
    assert_int_equal(rfm != NULL, status == QUEN_OK);
    quen_rfm_free(rfm);
    return status;
}

static quen_status by_values(quen_context *ctx, const sums *s)
{
    static const int64_t recency[2] = {1, 2};
    const int64_t counts[2] = {s->quantity[0] < 0 ? MOST : s->quantity[0],
                               s->quantity[1] < 0 ? 1 : s->quantity[1]};
    quen_rfm *rfm = NULL;
    quen_status status =
        quen_rfm_fit_values(ctx, recency, counts, s->amount, 2, NULL, &rfm);
    assert_int_equal(rfm != NULL, status == QUEN_OK);
    quen_rfm_free(rfm);
    return status;
}

/* Cents and units as text. */
static quen_status by_import(quen_context *ctx, const sums *s)
{
    char file[300];
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    quen_import_options o;
    quen_import_options_init(&o, sizeof o);
    o.item = "item";
    o.time = "time";
    o.amount = "amount";
    o.quantity = "quantity";
    o.decimals = 0;
    int n = snprintf(file, sizeof file,
                     "item,time,amount,quantity\n1,2026-03-01,%lld,%lld\n"
                     "2,2026-03-02,%lld,%lld\n",
                     (long long)s->amount[0], (long long)s->quantity[0],
                     (long long)s->amount[1], (long long)s->quantity[1]);
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    quen_status status = quen_import_push(ctx, import, file, (size_t)n);
    if (status == QUEN_OK)
        status = quen_import_finish(ctx, import, &orders);
    assert_int_equal(orders != NULL, status == QUEN_OK);
    quen_orders_free(orders);
    quen_import_free(import);
    return status;
}

/* --- all --- */

typedef struct way {
    const char *name;
    quen_status (*take)(quen_context *ctx, const sums *s);
} way;

static const way ways[] = {
    {"lines", by_lines},     {"one by one", one_by_one},
    {"merging", by_merging}, {"columns", by_columns},
    {"rfm", by_rfm},         {"values", by_values},
    {"import", by_import},
};

static void expect(quen_context *ctx, const way *w, const sums *s, quen_status expected)
{
    quen_status status = w->take(ctx, s);
    const char *message = quen_context_message(ctx);
    if (status != expected)
        fail_msg("%s: %s: %s", w->name, quen_status_name(status), message);
    if (expected == QUEN_ERR_OVERFLOW && !strstr(message, "2^63 - 1"))
        fail_msg("%s: %s", w->name, message);
}

static void test_sums(void **state)
{
    (void)state;
    for (uint32_t threads = 1; threads <= 3; threads += 2) {
        quen_context *ctx = support_context(threads, QUEN_SIMD_AUTO);
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            expect(ctx, &ways[i], &full, QUEN_OK);
            /* Segments need somebody who bought; the sum is no fault. */
            if (ways[i].take != by_rfm)
                expect(ctx, &ways[i], &less, QUEN_OK);
            expect(ctx, &ways[i], &more, QUEN_ERR_OVERFLOW);
            expect(ctx, &ways[i], &minus, QUEN_ERR_OVERFLOW);
            expect(ctx, &ways[i], &least, QUEN_ERR_OVERFLOW);
            expect(ctx, &ways[i], &units, QUEN_ERR_OVERFLOW);
            expect(ctx, &ways[i], &returned, QUEN_ERR_OVERFLOW);
        }
        quen_context_free(ctx);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
