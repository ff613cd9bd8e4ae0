/*
 * A shop file is hostile until checked: cut at every length, flipped at every bit, bytes
 * set to their worst, raw and with checksums mended. Any bytes give QUEN_OK or a
 * sentence; and what gives QUEN_OK can be asked anything.
 */
#include "support.h"

#include "mend.h"
#include "shop_log.h"

typedef struct file {
    unsigned char *bytes;
    size_t size;
} file;

static file make_file(quen_context *ctx, int numbers)
{
    shop_log shape = {12, 4, 400, 5, numbers};
    size_t n;
    quen_orders *orders = NULL;
    quen_shop *shop = NULL;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    quen_kmeans_options kmeans;
    quen_kmeans_options_init(&kmeans, sizeof kmeans);
    kmeans.k = 2;
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.kmeans = &kmeans;
    assert_ok(ctx, quen_shop_train(ctx, orders, &options, &shop));
    assert_int_equal(quen_shop_parts(shop), QUEN_SHOP_ALL);
    file f;
    f.bytes = shop_log_bytes(ctx, shop, &f.size);
    quen_shop_free(shop);
    quen_orders_free(orders);
    free(lines);
    return f;
}

/* Everything a shop can be asked; answers may be nonsense, but they come. */
static void ask_everything(quen_context *ctx, const quen_shop *shop)
{
    quen_offer offers[8];
    quen_shop_customer c;
    uint32_t list[16];
    size_t count, total;
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_key key = quen_shop_customer_key(shop, i);
        quen_shop_customer_init(&c, sizeof c);
        assert_ok(ctx, quen_shop_get_customer(ctx, shop, key, &c));
        for (uint32_t r = 0; r < c.n_reasons; r++)
            assert_true(strlen(c.reasons[r]) < 10000);
        if (quen_shop_itemcf(shop))
            assert_ok(ctx, quen_shop_recommend(ctx, shop, key, NULL, offers, 8, &count));
    }
    for (uint32_t i = 0; i < quen_shop_n_items(shop) && quen_shop_itemcf(shop); i++)
        assert_ok(ctx, quen_shop_similar(ctx, shop, quen_shop_item_key(shop, i), NULL,
                                         offers, 8, &count));
    const quen_rfm *rfm = quen_shop_rfm(shop);
    for (uint32_t s = 0; rfm && s < quen_rfm_n_segments(rfm); s++) {
        assert_true(strlen(quen_rfm_segment_name(rfm, s)) < 10000);
        assert_ok(ctx, quen_shop_list_segment(ctx, shop, s, list, 16, &count, &total));
    }
    if (quen_shop_churn(shop))
        assert_ok(ctx, quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, list, 16, &count,
                                              &total));
}

/* Scores and predictions with the models inside. */
static void use_models(quen_context *ctx, const quen_shop *shop)
{
    double x[64] = {1, 2, 3}, out[64];
    uint32_t label;
    int64_t values[3] = {5, 1, 2000};
    uint8_t scores[3], segment;
    if (quen_shop_kmeans(shop) && quen_shop_cluster_feature(shop, 63) == NULL) {
        assert_ok(ctx, quen_scaler_transform(ctx, quen_shop_scaler(shop), x, 1, out));
        (void)!quen_kmeans_predict(ctx, quen_shop_kmeans(shop), x, 1, &label, NULL);
    }
    if (quen_shop_rfm(shop))
        assert_ok(ctx, quen_rfm_score(ctx, quen_shop_rfm(shop), values, values + 1,
                                      values + 2, 1, scores, &segment));
    const quen_churn *churn = quen_shop_churn(shop);
    if (churn && quen_logit_n_columns(quen_churn_logit(churn)) <= 64)
        (void)!quen_logit_predict(ctx, quen_churn_logit(churn), x, 1, out);
}

static void try_open(quen_context *ctx, const unsigned char *bytes, size_t size,
                     size_t *opened)
{
    quen_shop *shop = NULL;
    quen_status status = quen_shop_open_bytes(ctx, bytes, size, &shop);
    if (status == QUEN_OK) {
        ask_everything(ctx, shop);
        use_models(ctx, shop);
        quen_shop_free(shop);
        ++*opened;
        return;
    }
    assert_null(shop);
    assert_true(status == QUEN_ERR_FORMAT || status == QUEN_ERR_VERSION);
    assert_true(strlen(quen_context_message(ctx)) > 10);
}

static void damage(quen_context *ctx, int numbers)
{
    file f = make_file(ctx, numbers);
    unsigned char *copy = malloc(f.size);
    size_t opened = 0, opened_mended = 0;
    assert_non_null(copy);
    for (size_t size = 0; size < f.size; size++) {
        try_open(ctx, f.bytes, size, &opened);
        memcpy(copy, f.bytes, size);
        mend_checksums(copy, size);
        try_open(ctx, copy, size, &opened);
    }
    assert_int_equal(opened, 0);
    for (size_t bit = 0; bit < f.size * 8; bit++) {
        memcpy(copy, f.bytes, f.size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        try_open(ctx, copy, f.size, &opened);
        mend_checksums(copy, f.size);
        try_open(ctx, copy, f.size, &opened_mended);
    }
    assert_int_equal(opened, 0);
    assert_true(opened_mended > 0 && opened_mended < f.size * 4);
    print_message("%zu bytes; %zu of %zu mended flips were still a valid shop\n", f.size,
                  opened_mended, f.size * 8);
    free(copy);
    free(f.bytes);
}

static void test_flips_and_cuts_bytes(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    damage(ctx, 0);
    quen_context_free(ctx);
}

/* Every byte set to the values that overflow things. */
static void test_worst_bytes(void **state)
{
    (void)state;
    static const unsigned char worst[] = {0x00, 0x7f, 0x80, 0xff};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    file f = make_file(ctx, 1);
    unsigned char *copy = malloc(f.size);
    size_t opened = 0;
    assert_non_null(copy);
    for (size_t at = 0; at < f.size; at++) {
        for (size_t w = 0; w < sizeof worst; w++) {
            memcpy(copy, f.bytes, f.size);
            copy[at] = worst[w];
            mend_checksums(copy, f.size);
            try_open(ctx, copy, f.size, &opened);
        }
    }
    print_message("%zu bytes; %zu of %zu worst ones were still a valid shop\n", f.size,
                  opened, 4 * f.size);
    assert_true(opened > 0 && opened < 3 * f.size);
    free(copy);
    free(f.bytes);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flips_and_cuts_bytes),
        cmocka_unit_test(test_worst_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
