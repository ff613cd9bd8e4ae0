/* The shop: what it answers is what its parts answer, and its file is the same bytes
 * always. */
#include "support.h"

#include <math.h>
#include <unistd.h>

#include "model_bytes.h"
#include "models/itemcf/itemcf.h"
#include "shop_log.h"

static const shop_log small = {60, 12, 500, 3, 0};
static const shop_log numbered = {60, 12, 500, 3, 1};

static quen_orders *make_orders(quen_context *ctx, const shop_log *shape)
{
    size_t n;
    quen_orders *orders = NULL;
    quen_order_line *lines = shop_log_lines(shape, &n);
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    free(lines);
    return orders;
}

static quen_shop *make_shop(quen_context *ctx, const quen_orders *orders,
                            const quen_shop_options *options)
{
    quen_shop *shop = NULL;
    assert_ok(ctx, quen_shop_train(ctx, orders, options, &shop));
    return shop;
}

/* --- answers --- */

static void check_customer(quen_context *ctx, const quen_shop *shop, uint32_t number)
{
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    quen_key key = quen_shop_customer_key(shop, number);
    assert_ok(ctx, quen_shop_get_customer(ctx, shop, key, &c));
    assert_int_equal(c.struct_size, sizeof c);
    assert_int_equal(c.customer, number);
    assert_int_equal(c.parts, QUEN_SHOP_ALL);
    const quen_rfm *rfm = quen_shop_rfm(shop);
    assert_int_equal(quen_rfm_customers(rfm)[number], number);
    assert_int_equal(c.r, quen_rfm_scores(rfm)[3 * number]);
    assert_int_equal(c.f, quen_rfm_scores(rfm)[3 * number + 1]);
    assert_int_equal(c.m, quen_rfm_scores(rfm)[3 * number + 2]);
    assert_int_equal(c.monetary, quen_rfm_monetary(rfm)[number]);
    assert_string_equal(c.segment_name, quen_rfm_segment_name(rfm, c.segment));
    assert_int_equal(c.cluster, quen_kmeans_labels(quen_shop_kmeans(shop))[number]);
    assert_true(c.risk >= 0 && c.risk <= 1);
    for (uint32_t i = 0; i < c.n_reasons; i++) {
        assert_true(c.effects[i] > 0 && (i == 0 || c.effects[i] <= c.effects[i - 1]));
        assert_non_null(c.reasons[i]);
    }
}

static void test_customers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = make_orders(ctx, &small);
    quen_shop *shop = make_shop(ctx, orders, NULL);
    assert_int_equal(quen_shop_parts(shop), QUEN_SHOP_ALL);
    assert_string_equal(quen_shop_churn_note(shop), "");
    assert_int_equal(quen_shop_n_items(shop), 12);
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_key a = quen_shop_customer_key(shop, i),
                 b = quen_orders_customer_key(orders, i);
        assert_int_equal(a.size, b.size);
        assert_memory_equal(a.bytes, b.bytes, a.size);
        check_customer(ctx, shop, i);
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
    quen_orders *orders = make_orders(ctx, &small);
    quen_shop *shop = make_shop(ctx, orders, NULL);
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

static double risk_of(quen_context *ctx, const quen_shop *shop, uint32_t customer)
{
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    assert_ok(ctx, quen_shop_get_customer(ctx, shop,
                                          quen_shop_customer_key(shop, customer), &c));
    return c.risk;
}

static void check_at_risk(quen_context *ctx, const quen_shop *shop)
{
    uint32_t list[60], few[60];
    size_t count, total, n_few, in_segments = 0;
    assert_ok(ctx,
              quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, list, 60, &count, &total));
    assert_int_equal(count, total);
    for (size_t i = 1; i < count; i++)
        assert_true(risk_of(ctx, shop, list[i]) <= risk_of(ctx, shop, list[i - 1]));
    assert_ok(ctx,
              quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, few, 5, &n_few, &total));
    assert_int_equal(n_few, 5);
    assert_int_equal(total, count);
    assert_memory_equal(few, list, sizeof(uint32_t) * 5);
    double half = risk_of(ctx, shop, list[count / 2]);
    assert_ok(ctx,
              quen_shop_list_at_risk(ctx, shop, half, UINT32_MAX, few, 60, &n_few, NULL));
    assert_in_range(n_few, count / 2 + 1, count);
    for (uint32_t s = 0; s < quen_rfm_n_segments(quen_shop_rfm(shop)); s++) {
        assert_ok(ctx, quen_shop_list_at_risk(ctx, shop, 0, s, NULL, 0, &n_few, &total));
        in_segments += total;
    }
    assert_int_equal(in_segments, count);
}

static void test_lists(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = make_orders(ctx, &small);
    quen_shop *shop = make_shop(ctx, orders, NULL);
    size_t seen = 0, count;
    uint32_t n_segments = quen_rfm_n_segments(quen_shop_rfm(shop));
    for (uint32_t s = 0; s < n_segments; s++)
        check_segment(ctx, shop, s, &seen);
    assert_int_equal(seen, quen_shop_n_customers(shop));
    check_at_risk(ctx, shop);
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
    quen_orders *orders = make_orders(ctx, &small);
    quen_shop *shop = make_shop(ctx, orders, NULL);
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

/* --- parts --- */

static void check_without(quen_context *ctx, const quen_orders *orders, uint32_t parts)
{
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = parts;
    quen_shop *shop = make_shop(ctx, orders, &options);
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
    assert_int_equal(c.parts, parts);
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
    assert_true((quen_shop_cluster_means(shop) != NULL) == !!(parts & QUEN_SHOP_KMEANS));
    quen_shop_free(shop);
}

static void test_parts_left_out(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = make_orders(ctx, &numbered);
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
    quen_orders *orders = make_orders(ctx, &shape);
    quen_shop *shop = make_shop(ctx, orders, NULL);
    size_t count;
    assert_int_equal(quen_shop_parts(shop), QUEN_SHOP_ALL - QUEN_SHOP_CHURN);
    assert_true(strlen(quen_shop_churn_note(shop)) > 10);
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
    quen_orders *orders = make_orders(ctx, &small);
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.now_s = totals.last_s + 7 * 3600;
    quen_shop *shop = make_shop(ctx, orders, &options);
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
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "only offers can be trained",
                 quen_shop_train(ctx, orders, NULL, &shop));
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_ITEMCF;
    assert_ok(ctx, quen_shop_train(ctx, orders, &options, &shop));
    assert_ok(ctx,
              quen_shop_similar(ctx, shop, quen_key_int(0), NULL, offers, 2, &count));
    assert_int_equal(count, 1);
    assert_int_equal(offers[0].item, 1);
    assert_int_equal(offers[0].popular, 0);
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
    quen_shop *shop = make_shop(ctx, orders, NULL);
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    assert_ok(ctx, quen_shop_get_customer(ctx, shop, quen_key_int(7), &c));
    assert_int_equal(c.monetary, 100);
    assert_int_equal(c.parts, QUEN_SHOP_ALL - QUEN_SHOP_CHURN);
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
    quen_shop *shop = make_shop(ctx, orders, NULL), *again = NULL;
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);
    const double *means = quen_shop_cluster_means(shop);
    size_t d = quen_kmeans_n_columns(kmeans), size;
    assert_int_equal(quen_kmeans_n_clusters(kmeans), 5);
    assert_int_equal(quen_kmeans_sizes(kmeans)[0], 8);
    for (size_t i = 0; i < 5 * d; i++)
        assert_true(isnan(means[i]) == (i >= d));
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
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the moment",
                 quen_shop_train(ctx, orders, &options, &shop));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- what is refused --- */

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = make_orders(ctx, &small), *empty = NULL;
    quen_shop *shop = NULL;
    quen_shop_customer c;
    uint32_t number;
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = 16;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "parts is 16",
                 quen_shop_train(ctx, orders, &options, &shop));
    quen_shop_options_init(&options, sizeof options);
    options.utc_offset_s = 90000;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "utc_offset_s is 90000",
                 quen_shop_train(ctx, orders, &options, &shop));
    quen_kmeans_options kmeans;
    quen_kmeans_options_init(&kmeans, sizeof kmeans);
    kmeans.k = 61;
    quen_shop_options_init(&options, sizeof options);
    options.kmeans = &kmeans;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "kmeans: ", quen_shop_train(ctx, orders, &options, &shop));
    quen_kmeans_options_init(&kmeans, sizeof kmeans);
    kmeans.weights = &(double){1};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "kmeans: a shop takes no weights",
                 quen_shop_train(ctx, orders, &options, &shop));
    assert_ok(ctx, quen_orders_new(ctx, &empty));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "not finished",
                 quen_shop_train(ctx, empty, NULL, &shop));
    assert_ok(ctx, quen_orders_finish(ctx, empty));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "no line of the log has a customer",
                 quen_shop_train(ctx, empty, NULL, &shop));
    assert_null(shop);
    shop = make_shop(ctx, orders, NULL);
    quen_shop_customer_init(&c, sizeof c);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "shop: no customer has the key 'nobody'",
                 quen_shop_get_customer(ctx, shop, quen_key_text("nobody"), &c));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND,
                 "shop: key 5 is a number, but the customers' keys are text",
                 quen_shop_find_customer(ctx, shop, quen_key_int(5), &number));
    assert_int_equal(quen_shop_customer_key(shop, 999).kind, QUEN_KEY_NONE);
    assert_int_equal(quen_shop_item_key(shop, 999).kind, QUEN_KEY_NONE);
    quen_shop_free(shop);
    quen_shop_free(NULL);
    quen_orders_free(orders);
    quen_orders_free(empty);
    quen_context_free(ctx);
}

/* --- files --- */

static void test_save_open_save(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = make_orders(ctx, &small);
    quen_shop *shop = make_shop(ctx, orders, NULL), *again = NULL, *copy = NULL;
    size_t size, size_again;
    char path[4096], path_again[4096];
    snprintf(path, sizeof path, "%s", temp_path("shop"));
    snprintf(path_again, sizeof path_again, "%s", temp_path("shop-again"));
    assert_ok(ctx, quen_shop_save(ctx, shop, path));
    assert_ok(ctx, quen_shop_open(ctx, path, &again));
    assert_ok(ctx, quen_shop_save(ctx, again, path_again));
    assert_ok(ctx, quen_shop_open(ctx, path_again, &copy));
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    unsigned char *bytes_again = shop_log_bytes(ctx, copy, &size_again);
    assert_int_equal(size, size_again);
    assert_memory_equal(bytes, bytes_again, size);
    free(bytes_again);
    free(bytes);
    for (uint32_t i = 0; i < quen_shop_n_customers(again); i++)
        check_customer(ctx, again, i);
    /* The file may go while it is open. */
    unlink(path);
    unlink(path_again);
    check_at_risk(ctx, again);
    quen_shop_free(copy);
    quen_shop_free(again);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* A part saved from the shop is the file of the model alone. */
static void test_save_part(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = make_orders(ctx, &small);
    quen_shop *shop = make_shop(ctx, orders, NULL);
    char path[4096];
    snprintf(path, sizeof path, "%s", temp_path("part"));
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_save(ctx, quen_shop_rfm(shop), path));
    assert_ok(ctx, quen_rfm_open(ctx, path, &rfm));
    assert_int_equal(quen_rfm_n_customers(rfm),
                     quen_rfm_n_customers(quen_shop_rfm(shop)));
    quen_rfm_free(rfm);
    quen_kmeans *kmeans = NULL;
    assert_ok(ctx, quen_kmeans_save(ctx, quen_shop_kmeans(shop), path));
    assert_ok(ctx, quen_kmeans_open(ctx, path, &kmeans));
    assert_true(quen_kmeans_inertia(kmeans) ==
                quen_kmeans_inertia(quen_shop_kmeans(shop)));
    quen_kmeans_free(kmeans);
    quen_churn *churn = NULL;
    assert_ok(ctx, quen_churn_save(ctx, quen_shop_churn(shop), path));
    assert_ok(ctx, quen_churn_open(ctx, path, &churn));
    quen_churn_free(churn);
    quen_logit *logit = NULL;
    const quen_logit *inside = quen_churn_logit(quen_shop_churn(shop));
    assert_ok(ctx, quen_logit_save(ctx, inside, path));
    assert_ok(ctx, quen_logit_open(ctx, path, &logit));
    assert_memory_equal(quen_logit_coefficients(logit), quen_logit_coefficients(inside),
                        sizeof(double) * quen_logit_n_terms(inside));
    quen_logit_free(logit);
    quen_itemcf *itemcf = NULL, *alone = NULL;
    assert_ok(ctx, quen_itemcf_save(ctx, quen_shop_itemcf(shop), path));
    assert_ok(ctx, quen_itemcf_open(ctx, path, &itemcf));
    assert_ok(ctx, quen_itemcf_fit(ctx, orders, NULL, &alone));
    assert_int_equal(itemcf->model.image.size, alone->model.image.size);
    assert_memory_equal(itemcf->model.image.data, alone->model.image.data,
                        alone->model.image.size);
    quen_itemcf_free(alone);
    quen_itemcf_free(itemcf);
    unlink(path);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

MODEL_CALLS(rfm);
MODEL_CALLS(kmeans);
MODEL_CALLS(itemcf);
MODEL_CALLS(churn);
MODEL_CALLS(logit);
MODEL_CALLS(shop);

/* A shop and its parts go to memory as to a file, were it trained or opened. */
static void test_models_in_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = make_orders(ctx, &small);
    quen_shop *shops[2] = {make_shop(ctx, orders, NULL), NULL};
    size_t size;
    unsigned char *bytes = shop_log_bytes(ctx, shops[0], &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &shops[1]));
    free(bytes);
    for (size_t i = 0; i < 2; i++) {
        const quen_churn *churn = quen_shop_churn(shops[i]);
        check_model_bytes(ctx, &calls_of_shop, shops[i]);
        check_model_bytes(ctx, &calls_of_rfm, quen_shop_rfm(shops[i]));
        check_model_bytes(ctx, &calls_of_kmeans, quen_shop_kmeans(shops[i]));
        check_model_bytes(ctx, &calls_of_itemcf, quen_shop_itemcf(shops[i]));
        check_model_bytes(ctx, &calls_of_churn, churn);
        check_model_bytes(ctx, &calls_of_logit, quen_churn_logit(churn));
        quen_shop_free(shops[i]);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

typedef struct expected {
    const quen_order_line *lines;
    size_t n, size;
    unsigned char *bytes;
} expected;

static void train_same_bytes(quen_context *ctx, void *user)
{
    const expected *e = user;
    quen_orders *orders = NULL;
    size_t size;
    assert_ok(ctx, shop_log_orders(ctx, e->lines, e->n, &orders));
    quen_shop *shop = make_shop(ctx, orders, NULL);
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    assert_int_equal(size, e->size);
    assert_memory_equal(bytes, e->bytes, size);
    free(bytes);
    quen_shop_free(shop);
    quen_orders_free(orders);
}

/* Threads, instruction sets, and the order in which lines arrived. */
static void same_bytes(const shop_log *shape)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_SCALAR);
    expected e = {0};
    quen_order_line *lines = shop_log_lines(shape, &e.n);
    quen_orders *orders = NULL;
    assert_ok(ctx, shop_log_orders(ctx, lines, e.n, &orders));
    quen_shop *shop = make_shop(ctx, orders, NULL);
    e.bytes = shop_log_bytes(ctx, shop, &e.size);
    shop_log_shuffle(lines, e.n, 5);
    e.lines = lines;
    support_each_context(train_same_bytes, &e);
    free(e.bytes);
    quen_shop_free(shop);
    quen_orders_free(orders);
    free(lines);
    quen_context_free(ctx);
}

static void test_same_bytes(void **state)
{
    (void)state;
    /* Large enough that work is cut into chunks. */
    static const shop_log large = {900, 40, 300, 8, 1};
    same_bytes(&small);
    same_bytes(&numbered);
    same_bytes(&large);
}

/* --- memory --- */

typedef struct saved {
    const quen_order_line *lines;
    size_t n;
    char path[4096];
} saved;

static quen_status find_all(quen_context *ctx, const quen_shop *shop)
{
    const quen_rfm *rfm = quen_shop_rfm(shop);
    int64_t value = 3;
    uint32_t number;
    uint8_t segment;
    quen_status status =
        quen_shop_find_customer(ctx, shop, quen_shop_customer_key(shop, 1), &number);
    if (status == QUEN_OK)
        status = quen_shop_find_item(ctx, shop, quen_shop_item_key(shop, 1), &number);
    if (status == QUEN_OK)
        status = quen_rfm_find_segment(ctx, rfm, quen_rfm_segment_name(rfm, 0), &number);
    if (status == QUEN_OK)
        status = quen_rfm_score(ctx, rfm, &value, &value, &value, 1, NULL, &segment);
    return status;
}

static quen_status ask_all(quen_context *ctx, const quen_shop *shop)
{
    quen_offer offers[5];
    quen_shop_customer c;
    size_t count;
    quen_key customer = quen_shop_customer_key(shop, 1),
             item = quen_shop_item_key(shop, 1);
    quen_shop_customer_init(&c, sizeof c);
    quen_status status = find_all(ctx, shop);
    if (status == QUEN_OK)
        status = quen_shop_get_customer(ctx, shop, customer, &c);
    if (status == QUEN_OK)
        status = quen_shop_recommend(ctx, shop, customer, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status = quen_shop_similar(ctx, shop, item, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status = quen_shop_recommend_basket(ctx, shop, &item, 1, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status = quen_shop_list_segment(ctx, shop, 0, NULL, 0, &count, NULL);
    if (status == QUEN_OK)
        status = quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, NULL, 0, &count, NULL);
    return status;
}

static quen_status train_save_open(quen_context *ctx, void *user)
{
    const saved *s = user;
    quen_orders *orders = NULL;
    quen_shop *shop = NULL, *opened = NULL, *copy = NULL;
    size_t size = 0;
    unsigned char *bytes = NULL;
    quen_status status = shop_log_orders(ctx, s->lines, s->n, &orders);
    if (status == QUEN_OK) {
        status = quen_shop_train(ctx, orders, NULL, &shop);
        assert_true((status == QUEN_OK) == (shop != NULL));
    }
    if (status == QUEN_OK)
        status = quen_shop_save(ctx, shop, s->path);
    if (status == QUEN_OK) {
        status = quen_shop_open(ctx, s->path, &opened);
        assert_true((status == QUEN_OK) == (opened != NULL));
    }
    if (status == QUEN_OK)
        status = ask_all(ctx, opened);
    if (status == QUEN_OK) {
        assert_ok(ctx, quen_shop_save_bytes(ctx, shop, NULL, 0, &size));
        bytes = malloc(size);
        assert_non_null(bytes);
        assert_ok(ctx, quen_shop_save_bytes(ctx, shop, bytes, size, &size));
        status = quen_shop_open_bytes(ctx, bytes, size, &copy);
        assert_true((status == QUEN_OK) == (copy != NULL));
    }
    free(bytes);
    quen_shop_free(copy);
    quen_shop_free(opened);
    quen_shop_free(shop);
    quen_orders_free(orders);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    static const shop_log tiny = {14, 6, 200, 2, 0};
    saved s = {0};
    quen_order_line *lines = shop_log_lines(&tiny, &s.n);
    s.lines = lines;
    snprintf(s.path, sizeof s.path, "%s", temp_path("shop-oom"));
    support_each_oom(train_save_open, &s);
    unlink(s.path);
    free(lines);
}

static int cancel_late(void *user, const char *stage, double fraction)
{
    (void)stage;
    (void)fraction;
    return --*(int *)user < 0;
}

/* Wherever it is stopped, nothing is left and the log is untouched. */
static void test_cancel(void **state)
{
    (void)state;
    int left = 1 << 30, asked;
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.progress = cancel_late;
    options.progress_user = &left;
    quen_context *ctx = NULL;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_orders *orders = make_orders(ctx, &small);
    left = 1 << 30;
    quen_shop *shop = make_shop(ctx, orders, NULL);
    asked = (1 << 30) - left;
    assert_true(asked > 4);
    quen_shop_free(shop);
    for (int at = 0; at < asked; at++) {
        left = at;
        assert_fails(ctx, QUEN_ERR_CANCELLED, "cancelled",
                     quen_shop_train(ctx, orders, NULL, &shop));
        assert_null(shop);
    }
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
        cmocka_unit_test(test_parts_left_out),
        cmocka_unit_test(test_short_log_has_no_churn),
        cmocka_unit_test(test_after_closing_time),
        cmocka_unit_test(test_no_customers),
        cmocka_unit_test(test_one_customer),
        cmocka_unit_test(test_customers_alike),
        cmocka_unit_test(test_ends_of_time),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_save_open_save),
        cmocka_unit_test(test_save_part),
        cmocka_unit_test(test_models_in_memory),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
