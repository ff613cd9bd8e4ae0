/* Figures in a shop: those that the log's own nouns tell, from the file too; sales of
 * late, counted by hand; damaged sections. */
#include <math.h>
#include <string.h>

#include "mend.h"
#include "shop/shop.h"
#include "shop_cases.h"

#define DAY INT64_C(86400)

/* --- the same as of the log --- */

static void check_rows(const quen_figures *a, const quen_figures *b)
{
    size_t n = quen_figures_n_rows(a);
    assert_int_equal(n, quen_figures_n_rows(b));
    for (size_t i = 0; i < n; i++)
        assert_memory_equal(quen_figures_row(a, i), quen_figures_row(b, i),
                            sizeof(quen_figure));
    assert_int_equal(quen_figures_now_s(a), quen_figures_now_s(b));
    assert_int_equal(quen_figures_has_money(a), quen_figures_has_money(b));
}

static void check_cohorts(const quen_cohorts *a, const quen_cohorts *b)
{
    size_t n = quen_cohorts_n_cohorts(a), cells = n * n;
    assert_int_equal(n, quen_cohorts_n_cohorts(b));
    assert_int_equal(quen_cohorts_n_periods(a), n);
    assert_int_equal(quen_cohorts_n_periods(b), n);
    assert_memory_equal(quen_cohorts_days(a), quen_cohorts_days(b), n * 8);
    assert_memory_equal(quen_cohorts_customers(a), quen_cohorts_customers(b), cells * 8);
    assert_int_equal(quen_cohorts_has_money(a), quen_cohorts_has_money(b));
    if (quen_cohorts_has_money(a))
        assert_memory_equal(quen_cohorts_revenue(a), quen_cohorts_revenue(b), cells * 8);
}

static void check_findings(quen_context *ctx, const quen_orders *orders,
                           const quen_shop *shop)
{
    quen_check *check = NULL;
    assert_ok(ctx, quen_orders_check(ctx, orders, NULL, &check));
    size_t n = quen_check_n_findings(check);
    assert_int_equal(quen_shop_n_findings(shop), n);
    for (size_t i = 0; i < n; i++) {
        quen_finding found = *quen_check_finding(check, i);
        found.customer = UINT32_MAX;
        assert_memory_equal(quen_shop_finding(shop, i), &found, sizeof found);
    }
    assert_null(quen_shop_finding(shop, n));
    quen_check_free(check);
}

static void check_shop(quen_context *ctx, const quen_orders *orders,
                       const quen_shop *shop)
{
    quen_figures_options options;
    quen_figures *months = NULL, *whole = NULL;
    quen_cohorts *cohorts = NULL;
    quen_order_totals totals;
    uint64_t visits = 0;
    quen_figures_options_init(&options, sizeof options);
    assert_ok(ctx, quen_figures_new(ctx, orders, &options, &months));
    options.period = QUEN_FIGURES_PERIOD_ALL;
    assert_ok(ctx, quen_figures_new(ctx, orders, &options, &whole));
    assert_ok(ctx, quen_cohorts_new(ctx, orders, NULL, &cohorts));
    check_rows(quen_shop_months(shop), months);
    check_rows(quen_shop_whole(shop), whole);
    check_cohorts(quen_shop_cohorts(shop), cohorts);
    check_findings(ctx, orders, shop);
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    for (size_t i = 0; i < QUEN_SHOP_HOURS; i++)
        visits += quen_shop_hours(shop)[i];
    assert_int_equal(visits, quen_figures_row(whole, 0)->orders);
    quen_figures_free(months);
    quen_figures_free(whole);
    quen_cohorts_free(cohorts);
}

/* As trained, as opened, by threads, and after somebody was forgotten. */
static void test_same_as_log(void **state)
{
    (void)state;
    static const shop_log *const shapes[] = {&shop_small, &shop_numbered};
    for (size_t s = 0; s < 2; s++) {
        quen_context *ctx = support_context(s ? 3 : 1, QUEN_SIMD_AUTO);
        quen_orders *orders = shop_orders(ctx, shapes[s]);
        quen_shop *shop = train_shop(ctx, orders, NULL), *opened = NULL, *left = NULL;
        size_t size;
        unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
        quen_key first = quen_shop_customer_key(shop, 0);
        assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &opened));
        assert_ok(ctx, quen_shop_forget(ctx, shop, &first, 1, &left));
        check_shop(ctx, orders, shop);
        check_shop(ctx, orders, opened);
        check_shop(ctx, orders, left);
        free(bytes);
        quen_shop_free(left);
        quen_shop_free(opened);
        quen_shop_free(shop);
        quen_orders_free(orders);
        quen_context_free(ctx);
    }
}

/* --- long logs --- */

/* A visit in the middle of each of n months from 2001-01 on, of a customer of its own. */
static quen_shop *monthly_shop(quen_context *ctx, uint32_t n)
{
    static quen_order_line lines[120];
    quen_orders *orders = NULL;
    quen_shop_options options;
    for (uint32_t i = 0; i < n; i++)
        lines[i] = (quen_order_line){.customer = quen_key_int(i),
                                     .item = quen_key_int(1),
                                     .time_s = INT64_C(979516800) + i * 2629746,
                                     .quantity = 1,
                                     .amount = i};
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_FIGURES;
    quen_shop *shop = train_shop(ctx, orders, &options);
    quen_orders_free(orders);
    return shop;
}

/* The last 60 months and 24 cohorts are kept; the whole is of all. */
static void test_the_last_are_kept(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = monthly_shop(ctx, 100), *opened = NULL;
    size_t size;
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &opened));
    const quen_figures *months = quen_shop_months(opened);
    assert_int_equal(quen_figures_n_rows(months), 60);
    for (size_t i = 0; i < 60; i++)
        assert_int_equal(quen_figures_row(months, i)->revenue, 40 + i);
    /* Who came in the month before the first one is known to it all the same. */
    assert_true(quen_figures_row(months, 0)->retention == 0);
    assert_int_equal(quen_figures_row(quen_shop_whole(opened), 0)->orders, 100);
    const quen_cohorts *cohorts = quen_shop_cohorts(opened);
    assert_int_equal(quen_cohorts_n_cohorts(cohorts), 24);
    for (size_t i = 0; i < 24; i++)
        assert_int_equal(quen_cohorts_revenue(cohorts)[i * 24], 76 + i);
    free(bytes);
    quen_shop_free(opened);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* --- what sells more and less --- */

/* Orders with item 0, 1, 2, ... in the 28 days to the moment, and in the 28 before. */
static const uint32_t sold[][2] = {{50, 10}, {10, 40}, {30, 30}, {0, 5}, {0, 0}, {1, 0}};
enum { SOLD = sizeof sold / sizeof *sold };

static quen_orders *sold_orders(quen_context *ctx, int64_t now)
{
    static quen_order_line lines[800];
    quen_orders *orders = NULL;
    size_t n = 0;
    for (uint32_t i = 0; i < SOLD; i++) {
        for (uint32_t j = 0; j < sold[i][0] + sold[i][1]; j++) {
            int64_t time = now - 1 - 3600 * (int64_t)(j % 28);
            time -= j < sold[i][0] ? 0 : 28 * DAY;
            /* Twice in one order is once; a return is no sale. */
            for (int twice = 0; twice < 2; twice++)
                lines[n++] = (quen_order_line){quen_key_int(j),
                                               quen_key_int(1000 * i + j),
                                               quen_key_int(i),
                                               time,
                                               1,
                                               5};
        }
        lines[n++] = (quen_order_line){
            quen_key_int(1), quen_key_int(1), quen_key_int(i), now - 5, -1, -5};
        lines[n++] = (quen_order_line){
            quen_key_int(2), quen_key_int(3), quen_key_int(i), now - 57 * DAY, 1, 5};
    }
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    return orders;
}

/* The binomial law in plain words: p of a late sale, n of the item. */
static double z_of(uint32_t item)
{
    double late = 0, all = 0, n = sold[item][0] + sold[item][1];
    for (size_t i = 0; i < SOLD; i++) {
        late += sold[i][0];
        all += sold[i][0] + sold[i][1];
    }
    double p = late / all;
    return n > 0 ? (sold[item][0] - n * p) / sqrt(n * p * (1 - p)) : 0;
}

static void check_trends(quen_context *ctx, const quen_shop *shop, uint32_t trend,
                         const uint32_t *items, size_t n)
{
    quen_shop_trend told[SOLD];
    size_t count;
    assert_ok(ctx, quen_shop_list_trends(ctx, shop, trend, 0, told, SOLD, &count));
    assert_int_equal(count, n);
    for (size_t i = 0; i < n; i++) {
        uint32_t item = (uint32_t)quen_shop_item_key(shop, told[i].item).number;
        assert_int_equal(item, items[i]);
        assert_int_equal(told[i].recent, sold[item][0]);
        assert_int_equal(told[i].before, sold[item][1]);
        assert_int_equal(told[i].direction, trend);
        assert_true(fabs(told[i].z - z_of(item)) < 1e-12);
    }
    assert_ok(ctx, quen_shop_list_trends(ctx, shop, trend, fabs(told[0].z), told, SOLD,
                                         &count));
    assert_int_equal(count, 1);
    assert_ok(ctx, quen_shop_list_trends(ctx, shop, trend, 0, told, 1, &count));
    assert_int_equal(count, 1);
}

static void test_trends(void **state)
{
    (void)state;
    static const uint32_t rising[] = {0, 5}, falling[] = {1, 3, 2};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop_options options;
    quen_shop_trend one;
    size_t count;
    int64_t now = 1700000000;
    quen_orders *orders = sold_orders(ctx, now);
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_FIGURES;
    options.now_s = now;
    quen_shop *shop = train_shop(ctx, orders, &options);
    assert_true(z_of(2) < 0 && z_of(5) > 0);
    check_trends(ctx, shop, QUEN_SHOP_TREND_RISING, rising, 2);
    check_trends(ctx, shop, QUEN_SHOP_TREND_FALLING, falling, 3);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "trend is 2",
                 quen_shop_list_trends(ctx, shop, 2, 0, &one, 1, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "min_z is -1",
                 quen_shop_list_trends(ctx, shop, 0, -1, &one, 1, &count));
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_log),
        cmocka_unit_test(test_the_last_are_kept),
        cmocka_unit_test(test_trends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
