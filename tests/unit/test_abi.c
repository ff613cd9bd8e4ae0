/*
 * What a program compiled yesterday relies on: values of enums, layouts of structs (as
 * 64-bit machines have them), and that a shorter struct of an older header still works.
 */
#include "support.h"

#include "shop_log.h"

static void test_pinned_values(void **state)
{
    (void)state;
    assert_int_equal(QUEN_ERR_ARGUMENT, 1);
    assert_int_equal(QUEN_ERR_MEMORY, 2);
    assert_int_equal(QUEN_ERR_OVERFLOW, 3);
    assert_int_equal(QUEN_ERR_NOT_FOUND, 4);
    assert_int_equal(QUEN_ERR_CANCELLED, 5);
    assert_int_equal(QUEN_ERR_IO, 6);
    assert_int_equal(QUEN_ERR_FORMAT, 7);
    assert_int_equal(QUEN_ERR_VERSION, 8);
    assert_int_equal(QUEN_ERR_NUMERIC, 9);
    assert_int_equal(QUEN_ERR_NO_PART, 10);
    assert_int_equal(QUEN_KEY_BYTES, 2);
    assert_int_equal(QUEN_SIMD_AVX512VNNI, 5);
    assert_int_equal(QUEN_SIMD_NEON, 6);
    assert_int_equal(QUEN_SHOP_CHURN, 8);
    assert_int_equal(QUEN_RFM_SEGMENTS_OWN, 3);
    assert_int_equal(QUEN_ITEMCF_METHOD_RP3BETA, 2);
}

#define ROW(type, field, at)                                                             \
    {                                                                                    \
#type "." #field, offsetof(type, field), at                                      \
    }

static const struct {
    const char *what;
    size_t offset, expected;
} layout[] = {
    ROW(quen_key, size, 8),
    ROW(quen_key, number, 16),
    ROW(quen_key, kind, 24),
    {"quen_key", sizeof(quen_key), 32},
    ROW(quen_order_line, item, 64),
    ROW(quen_order_line, time_s, 96),
    {"quen_order_line", sizeof(quen_order_line), 120},
    ROW(quen_key_column, valid, 24),
    {"quen_key_column", sizeof(quen_key_column), 32},
    ROW(quen_order_columns, n, 8),
    ROW(quen_order_columns, item, 80),
    ROW(quen_order_columns, amount, 128),
    ROW(quen_attribute, categories, 56),
    {"quen_attribute", sizeof(quen_attribute), 104},
    ROW(quen_csr, value, 32),
    ROW(quen_offer, score, 8),
    ROW(quen_offer, reasons, 20),
    {"quen_offer", sizeof(quen_offer), 32},
    ROW(quen_churn_risk, risk, 8),
    ROW(quen_churn_risk, effects, 32),
    {"quen_churn_risk", sizeof(quen_churn_risk), 56},
    {"quen_rfm_rule", sizeof(quen_rfm_rule), 16},
    {"quen_rfm_summary", sizeof(quen_rfm_summary), 48},
    ROW(quen_context_options, allocator, 16),
    ROW(quen_context_options, progress, 48),
    ROW(quen_arrow_options, customer, 8),
    ROW(quen_arrow_options, decimals, 64),
    ROW(quen_features_options, now_s, 8),
    ROW(quen_rfm_options, rules, 32),
    ROW(quen_kmeans_options, seed, 8),
    ROW(quen_kmeans_options, init, 40),
    ROW(quen_itemcf_options, shrink, 24),
    ROW(quen_logit_options, class_weight, 32),
    ROW(quen_churn_options, horizon_s, 8),
    ROW(quen_shop_options, rfm, 24),
    ROW(quen_offer_filter, exclude, 16),
};

static void test_layouts(void **state)
{
    (void)state;
    if (sizeof(void *) != 8)
        skip();
    for (size_t i = 0; i < sizeof layout / sizeof *layout; i++) {
        if (layout[i].offset != layout[i].expected)
            print_error("%s is at %zu, not %zu\n", layout[i].what, layout[i].offset,
                        layout[i].expected);
        assert_int_equal(layout[i].offset, layout[i].expected);
    }
}

/*
 * The first fields of quen_kmeans_options, as if the others had not been thought of yet.
 */
typedef struct old_kmeans_options {
    uint32_t struct_size, k;
    uint64_t seed;
} old_kmeans_options;

/* quen_kmeans_options and a field that is yet to come. */
typedef struct new_kmeans_options {
    quen_kmeans_options options;
    uint64_t future;
} new_kmeans_options;

static void test_old_and_new_callers(void **state)
{
    (void)state;
    static const double x[] = {0, 1, 2, 10, 11, 12};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans *kmeans = NULL;
    old_kmeans_options old;
    quen_kmeans_options_init((quen_kmeans_options *)(void *)&old, sizeof old);
    old.k = 2;
    assert_ok(
        ctx, quen_kmeans_fit(ctx, x, 6, 1, (quen_kmeans_options *)(void *)&old, &kmeans));
    assert_int_equal(quen_kmeans_n_clusters(kmeans), 2);
    quen_kmeans_free(kmeans);
    new_kmeans_options newer;
    quen_kmeans_options_init(&newer.options, sizeof newer);
    newer.options.k = 3;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, 6, 1, &newer.options, &kmeans));
    assert_int_equal(quen_kmeans_n_clusters(kmeans), 3);
    quen_kmeans_free(kmeans);
    newer.future = 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "does not know",
                 quen_kmeans_fit(ctx, x, 6, 1, &newer.options, &kmeans));
    assert_null(kmeans);
    quen_context_free(ctx);
}

/* Every init function writes the size it was told and nothing beyond. */
#define CHECK_INIT(type, init)                                                           \
    for (size_t size = 8; size <= sizeof(type) + 16; size += 8) {                        \
        union {                                                                          \
            type options;                                                                \
            uint32_t struct_size;                                                        \
            unsigned char bytes[512];                                                    \
        } room;                                                                          \
        memset(&room, 0xee, sizeof room);                                                \
        init(&room.options, size);                                                       \
        assert_int_equal(room.struct_size, size);                                        \
        assert_int_equal(room.bytes[size], 0xee);                                        \
        for (size_t at = sizeof(type); at < size; at++)                                  \
            assert_int_equal(room.bytes[at], 0);                                         \
    }

static void test_init_functions(void **state)
{
    (void)state;
    CHECK_INIT(quen_context_options, quen_context_options_init)
    CHECK_INIT(quen_order_columns, quen_order_columns_init)
    CHECK_INIT(quen_order_totals, quen_order_totals_init)
    CHECK_INIT(quen_arrow_options, quen_arrow_options_init)
    CHECK_INIT(quen_features_options, quen_features_options_init)
    CHECK_INIT(quen_scaler_options, quen_scaler_options_init)
    CHECK_INIT(quen_rfm_options, quen_rfm_options_init)
    CHECK_INIT(quen_kmeans_options, quen_kmeans_options_init)
    CHECK_INIT(quen_itemcf_options, quen_itemcf_options_init)
    CHECK_INIT(quen_offer_filter, quen_offer_filter_init)
    CHECK_INIT(quen_logit_options, quen_logit_options_init)
    CHECK_INIT(quen_churn_options, quen_churn_options_init)
    CHECK_INIT(quen_churn_predict_options, quen_churn_predict_options_init)
    CHECK_INIT(quen_churn_report, quen_churn_report_init)
    CHECK_INIT(quen_shop_options, quen_shop_options_init)
    CHECK_INIT(quen_shop_customer, quen_shop_customer_init)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pinned_values),
        cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_old_and_new_callers),
        cmocka_unit_test(test_init_functions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
