/* The shop: what it answers is what its parts answer. */
#include "shop_cases.h"

static void test_customers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    assert_int_equal(quen_shop_parts(shop), QUEN_SHOP_ALL);
    assert_string_equal(quen_shop_churn_note(shop), "");
    assert_int_equal(quen_shop_n_items(shop), 12);
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_key a = quen_shop_customer_key(shop, i),
                 b = quen_orders_customer_key(orders, i);
        assert_int_equal(a.size, b.size);
        assert_memory_equal(a.bytes, b.bytes, a.size);
        check_shop_customer(ctx, shop, i);
    }
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void assert_same_offers(const quen_offer *a, size_t n_a, const quen_offer *b,
                               size_t n_b)
{
    assert_int_equal(n_a, n_b);
    for (size_t i = 0; i < n_a; i++) {
        assert_int_equal(a[i].item, b[i].item);
        assert_int_equal(a[i].popular, b[i].popular);
        assert_true(a[i].score == b[i].score);
        assert_int_equal(a[i].n_reasons, b[i].n_reasons);
    }
}

static void test_offers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    quen_itemcf *alone = NULL;
    assert_ok(ctx, quen_itemcf_fit(ctx, orders, NULL, &alone));
    quen_offer a[5], b[5];
    size_t n_a, n_b;
    uint32_t items[2] = {0, 3};
    quen_key keys[3] = {quen_shop_item_key(shop, 0), quen_key_text("unknown"),
                        quen_shop_item_key(shop, 3)};
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        assert_ok(ctx, quen_shop_recommend(ctx, shop, quen_shop_customer_key(shop, i),
                                           NULL, a, 5, &n_a));
        assert_ok(ctx, quen_itemcf_recommend(ctx, alone, i, NULL, b, 5, &n_b));
        assert_same_offers(a, n_a, b, n_b);
    }
    assert_ok(ctx, quen_shop_similar(ctx, shop, keys[0], NULL, a, 5, &n_a));
    assert_ok(ctx, quen_itemcf_similar(ctx, alone, 0, NULL, b, 5, &n_b));
    assert_same_offers(a, n_a, b, n_b);
    assert_ok(ctx, quen_shop_recommend_basket(ctx, shop, keys, 3, NULL, a, 5, &n_a));
    assert_ok(ctx, quen_itemcf_recommend_basket(ctx, alone, items, 2, NULL, b, 5, &n_b));
    assert_same_offers(a, n_a, b, n_b);
    assert_ok(
        ctx, quen_shop_recommend(ctx, shop, quen_key_text("stranger"), NULL, a, 5, &n_a));
    assert_int_equal(n_a, 5);
    assert_int_equal(a[0].popular, 1);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "shop: no item has the key 'unknown'",
                 quen_shop_similar(ctx, shop, keys[1], NULL, a, 5, &n_a));
    assert_int_equal(n_a, 0);
    quen_itemcf_free(alone);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void check_segment(quen_context *ctx, const quen_shop *shop, uint32_t segment,
                          size_t *seen)
{
    const quen_rfm *rfm = quen_shop_rfm(shop);
    uint32_t list[60];
    size_t count, total;
    assert_ok(ctx, quen_shop_list_segment(ctx, shop, segment, list, 60, &count, &total));
    assert_int_equal(count, total);
    assert_int_equal(total, quen_rfm_segment_summary(rfm, segment)->customers);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(quen_rfm_segments(rfm)[list[i]], segment);
        if (i)
            assert_true(quen_rfm_monetary(rfm)[list[i]] <=
                        quen_rfm_monetary(rfm)[list[i - 1]]);
    }
    *seen += count;
    assert_ok(ctx, quen_shop_list_segment(ctx, shop, segment, list, 1, &count, NULL));
    assert_int_equal(count, total > 0);
    assert_ok(ctx, quen_shop_list_segment(ctx, shop, segment, NULL, 0, &count, &total));
    assert_int_equal(count, 0);
}

static void test_lists(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    size_t seen = 0, count;
    uint32_t n_segments = quen_rfm_n_segments(quen_shop_rfm(shop));
    for (uint32_t s = 0; s < n_segments; s++)
        check_segment(ctx, shop, s, &seen);
    assert_int_equal(seen, quen_shop_n_customers(shop));
    check_shop_at_risk(ctx, shop);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "no segment 11 of 11",
                 quen_shop_list_segment(ctx, shop, n_segments, NULL, 0, &count, NULL));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "no segment 99",
                 quen_shop_list_at_risk(ctx, shop, 0, 99, NULL, 0, &count, NULL));
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "min_risk is 1.5",
        quen_shop_list_at_risk(ctx, shop, 1.5, UINT32_MAX, NULL, 0, &count, NULL));
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_profiles(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);
    size_t k = quen_kmeans_n_clusters(kmeans), d = quen_kmeans_n_columns(kmeans),
           revenue = d;
    assert_int_equal(k, 5);
    for (size_t j = 0; j < d; j++)
        if (strcmp(quen_shop_cluster_feature(shop, j), "revenue") == 0)
            revenue = j;
    assert_true(revenue < d);
    assert_null(quen_shop_cluster_feature(shop, d));
    /* The clusters' revenues add up to what customers spent. */
    double sum = 0, spent = 0;
    const double *means = quen_shop_cluster_means(shop);
    for (size_t c = 0; c < k; c++)
        sum += means[c * d + revenue] * (double)quen_kmeans_sizes(kmeans)[c];
    for (size_t i = 0; i < quen_rfm_n_customers(quen_shop_rfm(shop)); i++)
        spent += (double)quen_rfm_monetary(quen_shop_rfm(shop))[i];
    assert_close(sum, spent, 1e-12);
    assert_non_null(quen_shop_cluster_medians(shop));
    assert_int_equal(quen_scaler_n_columns(quen_shop_scaler(shop)), d);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_customers),
        cmocka_unit_test(test_offers),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_profiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
