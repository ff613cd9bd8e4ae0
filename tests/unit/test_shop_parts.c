/* The shop with parts left out, and of short, empty and odd logs. */
#include "shop_cases.h"

#include <math.h>

static void check_without(quen_context *ctx, const quen_orders *orders, uint32_t parts)
{
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = parts;
    quen_shop *shop = train_shop(ctx, orders, &options);
    quen_offer offer;
    size_t count;
    quen_key key = quen_shop_customer_key(shop, 0);
    assert_int_equal(quen_shop_parts(shop), parts);
    assert_int_equal(quen_shop_rfm(shop) != NULL, (parts & QUEN_SHOP_RFM) != 0);
    assert_int_equal(quen_shop_kmeans(shop) != NULL, (parts & QUEN_SHOP_KMEANS) != 0);
    assert_int_equal(quen_shop_scaler(shop) != NULL, (parts & QUEN_SHOP_KMEANS) != 0);
    assert_int_equal(quen_shop_itemcf(shop) != NULL, (parts & QUEN_SHOP_ITEMCF) != 0);
    assert_int_equal(quen_shop_churn(shop) != NULL, (parts & QUEN_SHOP_CHURN) != 0);
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    assert_ok(ctx, quen_shop_get_customer(ctx, shop, key, &c));
    assert_int_equal(c.parts, parts & ~(uint32_t)QUEN_SHOP_FIGURES);
    assert_int_equal(quen_shop_recommend(ctx, shop, key, NULL, &offer, 1, &count),
                     parts & QUEN_SHOP_ITEMCF ? QUEN_OK : QUEN_ERR_NO_PART);
    assert_int_equal(
        quen_shop_recommend_basket(ctx, shop, &key, 1, NULL, &offer, 1, &count),
        parts & QUEN_SHOP_ITEMCF ? QUEN_OK : QUEN_ERR_NO_PART);
    assert_int_equal(quen_shop_list_segment(ctx, shop, 0, NULL, 0, &count, NULL),
                     parts & QUEN_SHOP_RFM ? QUEN_OK : QUEN_ERR_NO_PART);
    assert_int_equal(
        quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, NULL, 0, &count, NULL),
        parts & QUEN_SHOP_CHURN ? QUEN_OK : QUEN_ERR_NO_PART);
    assert_int_equal(
        quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, NULL, 0, &count, NULL),
        parts & QUEN_SHOP_LIFETIME ? QUEN_OK : QUEN_ERR_NO_PART);
    quen_shop_trend trend;
    assert_int_equal(quen_shop_months(shop) != NULL, (parts & QUEN_SHOP_FIGURES) != 0);
    assert_int_equal(
        quen_shop_list_trends(ctx, shop, QUEN_SHOP_TREND_RISING, 0, &trend, 1, &count),
        parts & QUEN_SHOP_FIGURES ? QUEN_OK : QUEN_ERR_NO_PART);
    quen_habits_offer likely;
    quen_due due;
    assert_int_equal(quen_shop_habits(shop) != NULL, (parts & QUEN_SHOP_HABITS) != 0);
    assert_int_equal(quen_shop_next_basket(ctx, shop, key, NULL, &likely, 1, &count),
                     parts & QUEN_SHOP_HABITS ? QUEN_OK : QUEN_ERR_NO_PART);
    assert_int_equal(
        quen_shop_list_due(ctx, shop, key, INT64_MIN, 86400, 0, &due, 1, &count),
        parts & QUEN_SHOP_HABITS ? QUEN_OK : QUEN_ERR_NO_PART);
    assert_true((quen_shop_cluster_means(shop) != NULL) == !!(parts & QUEN_SHOP_KMEANS));
    quen_shop_free(shop);
}

static void test_parts_left_out(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_numbered);
    for (uint32_t parts = 1; parts <= QUEN_SHOP_ALL; parts++)
        check_without(ctx, orders, parts);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_short_log_has_no_churn(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    shop_log shape = {20, 6, 30, 1, 0};
    quen_orders *orders = shop_orders(ctx, &shape);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    size_t count;
    assert_int_equal(quen_shop_parts(shop), QUEN_SHOP_ALL - QUEN_SHOP_CHURN);
    assert_true(strlen(quen_shop_churn_note(shop)) > 10);
    assert_null(strstr(quen_shop_churn_note(shop), "churn: "));
    assert_fails(ctx, QUEN_ERR_NO_PART, quen_shop_churn_note(shop),
                 quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, NULL, 0, &count, NULL));
    quen_shop_free(shop);
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_CHURN;
    assert_fails(ctx, QUEN_ERR_NUMERIC,
                 "churn: ", quen_shop_train(ctx, orders, &options, &shop));
    assert_null(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Learning some hours after the last sale of the day is no reason to leave churn out. */
static void test_after_closing_time(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.now_s = totals.last_s + 7 * 3600;
    quen_shop *shop = train_shop(ctx, orders, &options);
    assert_int_equal(quen_shop_parts(shop), QUEN_SHOP_ALL);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* A till without customer cards still has baskets. */
static void test_no_customers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_order_line lines[20];
    quen_shop *shop = NULL;
    quen_offer offers[2];
    size_t count;
    for (int i = 0; i < 20; i++) {
        lines[i] = (quen_order_line){
            {0}, quen_key_int(i / 2), quen_key_int(i % 2), 1700000000, 1, 5};
    }
    assert_ok(ctx, shop_log_orders(ctx, lines, 20, &orders));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "only offers and figures can be",
                 quen_shop_train(ctx, orders, NULL, &shop));
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_ITEMCF | QUEN_SHOP_FIGURES;
    assert_ok(ctx, quen_shop_train(ctx, orders, &options, &shop));
    assert_int_equal(quen_figures_row(quen_shop_whole(shop), 0)->orders, 10);
    assert_ok(ctx,
              quen_shop_similar(ctx, shop, quen_key_int(0), NULL, offers, 2, &count));
    assert_int_equal(count, 1);
    assert_int_equal(offers[0].item, 1);
    assert_int_equal(offers[0].popular, 0);
    /* Whoever asks is new, whatever the key. */
    const quen_key keys[] = {quen_key_int(5), quen_key_text("An"), {0}};
    for (size_t i = 0; i < 3; i++) {
        assert_ok(ctx, quen_shop_recommend(ctx, shop, keys[i], NULL, offers, 2, &count));
        assert_int_equal(count, 2);
        assert_int_equal(offers[0].popular, 1);
    }
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_one_customer(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_order_line line = {quen_key_int(7), {0}, quen_key_int(9), 1700000000, 1, 100};
    assert_ok(ctx, shop_log_orders(ctx, &line, 1, &orders));
    quen_shop *shop = train_shop(ctx, orders, NULL);
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    assert_ok(ctx, quen_shop_get_customer(ctx, shop, quen_key_int(7), &c));
    assert_int_equal(c.monetary, 100);
    assert_int_equal(c.parts, QUEN_SHOP_ALL - QUEN_SHOP_CHURN - QUEN_SHOP_FIGURES);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* The smallest sale there is, of the same thing at the same time by eight customers. */
static quen_orders *alike(quen_context *ctx)
{
    quen_order_line lines[8];
    quen_orders *orders = NULL;
    for (int64_t i = 0; i < 8; i++)
        lines[i] =
            (quen_order_line){quen_key_int(i), {0}, quen_key_int(9), 1700000000, 1, 5};
    assert_ok(ctx, shop_log_orders(ctx, lines, 8, &orders));
    return orders;
}

/* Customers who cannot be told apart make fewer clusters than were asked for. */
static void test_customers_alike(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = alike(ctx);
    quen_shop *shop = train_shop(ctx, orders, NULL), *again = NULL;
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);
    const double *means = quen_shop_cluster_means(shop);
    size_t d = quen_kmeans_n_columns(kmeans), size;
    assert_int_equal(quen_kmeans_n_clusters(kmeans), 5);
    assert_int_equal(quen_kmeans_sizes(kmeans)[0], 8);
    for (size_t i = 0; i < 5 * d; i++)
        assert_true(!isnan(means[i]) == (i < d));
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &again));
    free(bytes);
    quen_shop_free(again);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Moments and horizons whose difference is no time, or no number at all. */
static void test_ends_of_time(void **state)
{
    (void)state;
    static const int64_t horizons[] = {QUEN_TIME_MAX - QUEN_TIME_MIN, 1700000000};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = alike(ctx);
    quen_shop *shop = NULL;
    quen_shop_options options;
    quen_churn_options churn;
    quen_churn_options_init(&churn, sizeof churn);
    quen_shop_options_init(&options, sizeof options);
    options.churn = &churn;
    for (size_t i = 0; i < 2; i++) {
        churn.horizon_s = horizons[i];
        assert_ok(ctx, quen_shop_train(ctx, orders, &options, &shop));
        assert_int_equal(quen_shop_parts(shop), QUEN_SHOP_ALL - QUEN_SHOP_CHURN);
        quen_shop_free(shop);
    }
    churn.horizon_s = INT64_MAX;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "horizon_s",
                 quen_shop_train(ctx, orders, &options, &shop));
    options.parts = QUEN_SHOP_CHURN;
    options.now_s = INT64_MIN + 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop: now_s is",
                 quen_shop_train(ctx, orders, &options, &shop));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_left_out),
        cmocka_unit_test(test_short_log_has_no_churn),
        cmocka_unit_test(test_after_closing_time),
        cmocka_unit_test(test_no_customers),
        cmocka_unit_test(test_one_customer),
        cmocka_unit_test(test_customers_alike),
        cmocka_unit_test(test_ends_of_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
