/* A shop of a log that tells no money: offers, risks and groups, and nothing of money. */
#include "shop_cases.h"

#include "shop/shop.h"

static quen_shop *make_shop(quen_context *ctx, int has_money, uint32_t parts)
{
    size_t n;
    quen_orders *orders = NULL;
    quen_shop_options options;
    quen_order_line *lines = shop_log_lines(&shop_small, &n);
    for (size_t i = 0; i < n && !has_money; i++)
        lines[i].amount = QUEN_AMOUNT_NONE;
    quen_shop_options_init(&options, sizeof options);
    options.parts = parts;
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    quen_shop *shop = train_shop(ctx, orders, &options);
    quen_orders_free(orders);
    free(lines);
    return shop;
}

static int is_of_money(const char *feature)
{
    return strcmp(feature, "revenue") == 0 || strcmp(feature, "refund_share") == 0 ||
           strstr(feature, "order_value") != NULL;
}

static void check_features(const quen_shop *shop)
{
    const quen_churn *churn = quen_shop_churn(shop);
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);
    size_t n = quen_kmeans_n_columns(kmeans);
    assert_int_equal(n, 4);
    for (size_t j = 0; j < n; j++)
        assert_false(is_of_money(quen_shop_cluster_feature(shop, j)));
    for (uint32_t j = 0; j < quen_logit_n_terms(quen_churn_logit(churn)); j++)
        assert_false(is_of_money(quen_churn_feature_name(churn, j)));
}

/* Who bought what says the same, whatever it cost. */
static void check_offers(quen_context *ctx, const quen_shop *shop,
                         const quen_shop *priced)
{
    quen_offer a[5], b[5];
    size_t n_a, n_b;
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_key key = quen_shop_customer_key(shop, i);
        assert_ok(ctx, quen_shop_recommend(ctx, shop, key, NULL, a, 5, &n_a));
        assert_ok(ctx, quen_shop_recommend(ctx, priced, key, NULL, b, 5, &n_b));
        assert_int_equal(n_a, n_b);
        assert_memory_equal(a, b, n_a * sizeof *a);
    }
}

static void check_customers(quen_context *ctx, const quen_shop *shop)
{
    quen_shop_customer c;
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_shop_customer_init(&c, sizeof c);
        assert_ok(ctx, quen_shop_get_customer_at(ctx, shop, i, &c));
        assert_int_equal(c.parts, QUEN_SHOP_ALL - QUEN_SHOP_FIGURES);
        assert_true(c.frequency > 0 && c.recency >= 0);
        assert_non_null(c.segment_name);
        assert_int_equal(c.m, 0);
        assert_true(c.monetary == QUEN_AMOUNT_NONE);
    }
}

/* Segments are those of the map, their lists begin with who came most often. */
static void check_segments(quen_context *ctx, const quen_shop *shop)
{
    uint32_t customers[100], segments = quen_rfm_n_segments(quen_shop_rfm(shop));
    size_t count, total, listed = 0;
    assert_int_equal(segments, 10);
    for (uint32_t k = 0; k < segments; k++) {
        int64_t before = INT64_MAX;
        assert_ok(ctx,
                  quen_shop_list_segment(ctx, shop, k, customers, 100, &count, &total));
        listed += total;
        for (size_t i = 0; i < count; i++) {
            quen_shop_customer c;
            quen_shop_customer_init(&c, sizeof c);
            assert_ok(ctx, quen_shop_get_customer_at(ctx, shop, customers[i], &c));
            assert_int_equal(c.segment, k);
            assert_true(c.frequency <= before);
            before = c.frequency;
        }
    }
    assert_int_equal(listed, quen_rfm_n_customers(quen_shop_rfm(shop)));
}

static void test_no_money(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shops[2] = {make_shop(ctx, 0, QUEN_SHOP_ALL), NULL};
    quen_shop *priced = make_shop(ctx, 1, QUEN_SHOP_ALL);
    size_t size;
    unsigned char *bytes = shop_log_bytes(ctx, shops[0], &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &shops[1]));
    free(bytes);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(quen_shop_has_money(shops[i]), 0);
        assert_int_equal(quen_shop_parts(shops[i]), QUEN_SHOP_ALL);
        check_features(shops[i]);
        check_offers(ctx, shops[i], priced);
        check_customers(ctx, shops[i]);
        check_segments(ctx, shops[i]);
        check_shop_at_risk(ctx, shops[i]);
        quen_shop_free(shops[i]);
    }
    assert_int_equal(quen_shop_has_money(priced), 1);
    quen_shop_free(priced);
    quen_context_free(ctx);
}

/* No part has a word of money, but the shop has. */
static void test_offers_alone(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (int has_money = 0; has_money < 2; has_money++) {
        quen_shop *shop = make_shop(ctx, has_money, QUEN_SHOP_ITEMCF), *again = NULL;
        size_t size;
        unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
        assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &again));
        assert_int_equal(quen_shop_has_money(again), has_money);
        assert_int_equal(quen__image_has(&shop->model.image, QUEN__SHOP_NO_MONEY),
                         !has_money);
        free(bytes);
        quen_shop_free(again);
        quen_shop_free(shop);
    }
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_money),
        cmocka_unit_test(test_offers_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
