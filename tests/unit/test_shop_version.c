/* The file of a shop: what money it is in, and what a later version may have put into it.
 */
#include "support.h"

#include <math.h>

#include "shop/part.h"
#include "shop_log.h"

static quen_shop *make_shop(quen_context *ctx, const quen_money *money)
{
    static const shop_log shape = {60, 12, 500, 3, 0};
    size_t n;
    quen_orders *orders = NULL;
    quen_shop *shop = NULL;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    if (money)
        assert_ok(ctx, quen_orders_set_money(ctx, orders, money));
    assert_ok(ctx, quen_shop_train(ctx, orders, NULL, &shop));
    quen_orders_free(orders);
    free(lines);
    return shop;
}

static void assert_money(const quen_shop *shop, uint32_t decimals, const char *currency)
{
    quen_money money;
    quen_shop_get_money(shop, &money);
    assert_int_equal(money.decimals, decimals);
    assert_string_equal(money.currency, currency);
}

/* The same shop, told what money it is in, has one section more and no other byte changed
 * in the others. */
static void assert_one_section_more(const quen_shop *told, const quen_shop *untold)
{
    const quen__image *a = &told->model.image, *b = &untold->model.image;
    size_t n = quen__image_sections(a), at = 0;
    assert_int_equal(n, quen__image_sections(b) + 1);
    for (size_t i = 0; i < n; i++) {
        quen__section x = quen__image_section(a, i);
        if (x.id == QUEN__SHOP_MONEY)
            continue;
        quen__section y = quen__image_section(b, at++);
        assert_int_equal(x.id, y.id);
        assert_int_equal(x.width, y.width);
        assert_int_equal(x.count, y.count);
        assert_memory_equal(x.from, y.from, x.count * x.width);
    }
}

static void test_money(void **state)
{
    (void)state;
    static const quen_money told[] = {
        {0, "VND"}, {2, ""}, {QUEN_DECIMALS_UNKNOWN, "EUR"}, {18, "XAU"}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *untold = make_shop(ctx, NULL), *again;
    assert_money(untold, QUEN_DECIMALS_UNKNOWN, "");
    assert_false(quen__image_has(&untold->model.image, QUEN__SHOP_MONEY));
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        quen_shop *shop = make_shop(ctx, &told[i]);
        assert_money(shop, told[i].decimals, told[i].currency);
        assert_one_section_more(shop, untold);
        assert_ok(ctx, quen_shop_open_bytes(ctx, shop->model.image.data,
                                            shop->model.image.size, &again));
        assert_money(again, told[i].decimals, told[i].currency);
        quen_shop_free(again);
        quen_shop_free(shop);
    }
    quen_shop_free(untold);
    quen_context_free(ctx);
}

/* --- files that this version would not write --- */

#define MAX_SECTIONS 128

/* A shop's sections with one replaced or added; opened, or not. */
static quen_status rebuild(quen_context *ctx, const quen_shop *shop, quen__section extra,
                           quen_shop **out)
{
    quen__section rows[MAX_SECTIONS];
    quen__image image;
    size_t n = 0, there = quen__image_sections(&shop->model.image);
    int placed = 0;
    assert_true(there < MAX_SECTIONS);
    for (size_t i = 0; i < there; i++) {
        quen__section row = quen__image_section(&shop->model.image, i);
        if (!placed && row.id >= extra.id) {
            rows[n++] = extra;
            placed = 1;
        }
        if (row.id != extra.id)
            rows[n++] = row;
    }
    if (!placed)
        rows[n++] = extra;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_SHOP, rows, n, &image));
    quen__image_seal(ctx, &image);
    quen_status status = quen_shop_open_bytes(ctx, image.data, image.size, out);
    quen__image_close(&image);
    return status;
}

/* Parts and sections of a version to come are passed over, and go on with the shop. */
static void test_later_version(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, NULL), *later, *again;
    quen__shop_meta meta = *shop->meta;
    static const uint32_t something[3] = {1, 2, 3};
    quen_shop_customer c;
    unsigned char *bytes;
    size_t size;
    meta.parts |= UINT64_C(1) << 40 | 1u << 30;
    assert_ok(ctx, rebuild(ctx, shop,
                           (quen__section){QUEN__SHOP_META, 8, sizeof meta / 8, &meta},
                           &later));
    assert_int_equal(quen_shop_parts(later), QUEN_SHOP_ALL);
    assert_ok(ctx, rebuild(ctx, later, (quen__section){0x9000, 4, 3, something}, &again));
    assert_int_equal(quen_shop_parts(again), QUEN_SHOP_ALL);
    quen_shop_customer_init(&c, sizeof c);
    assert_ok(ctx, quen_shop_get_customer_at(ctx, again, 0, &c));
    assert_int_equal(c.parts, QUEN_SHOP_ALL - QUEN_SHOP_FIGURES);
    bytes = shop_log_bytes(ctx, again, &size);
    assert_int_equal(size, again->model.image.size);
    assert_memory_equal(bytes, again->model.image.data, size);
    free(bytes);
    /* A part of a version to come alone: a shop of keys. */
    quen_shop *alone;
    meta.parts = 1u << 30;
    assert_ok(ctx, rebuild(ctx, shop,
                           (quen__section){QUEN__SHOP_META, 8, sizeof meta / 8, &meta},
                           &alone));
    assert_int_equal(quen_shop_parts(alone), 0);
    assert_null(quen_shop_rfm(alone));
    assert_ok(ctx, quen_shop_get_customer_at(ctx, alone, 0, &c));
    assert_int_equal(c.parts, 0);
    quen_shop_free(alone);
    quen_shop_free(again);
    quen_shop_free(later);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

static void refuse(quen_context *ctx, const quen_shop *shop, quen__section section,
                   const char *words)
{
    quen_shop *out = NULL;
    assert_fails(ctx, QUEN_ERR_FORMAT, words, rebuild(ctx, shop, section, &out));
    assert_null(out);
}

static void test_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, NULL);
    quen__shop_meta meta = *shop->meta;
    meta.parts = 0;
    refuse(ctx, shop, (quen__section){QUEN__SHOP_META, 8, sizeof meta / 8, &meta},
           "shop: it has no parts");
    static const quen__shop_money wrong[] = {
        {19, 0},
        {UINT64_MAX, 0},
        {UINT32_MAX - 1, 0},
        {2, 'E'},
        {2, 1},
        {2, UINT64_C(1) << 32},
        {2, 'e' | 'u' << 8 | 'r' << 16},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        refuse(ctx, shop, (quen__section){QUEN__SHOP_MONEY, 8, 2, &wrong[i]},
               "shop: its money is malformed");
    refuse(ctx, shop, (quen__section){QUEN__SHOP_MONEY, 8, 1, wrong}, "money");
    refuse(ctx, shop, (quen__section){QUEN__SHOP_NO_MONEY, 1, 1, "x"}, "absent money");
    refuse(ctx, shop, (quen__section){QUEN__SHOP_NO_MONEY, 1, 0, ""},
           "rfm: one of the model and the shop knows money");
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* --- parts that do not agree --- */

/* Customers who cannot be told apart, so that all clusters but one are empty. */
static quen_shop *make_alike(quen_context *ctx)
{
    quen_order_line lines[8];
    quen_orders *orders = NULL;
    quen_shop *shop = NULL;
    for (int64_t i = 0; i < 8; i++)
        lines[i] =
            (quen_order_line){quen_key_int(i), {0}, quen_key_int(9), 1700000000, 1, 5};
    assert_ok(ctx, shop_log_orders(ctx, lines, 8, &orders));
    assert_ok(ctx, quen_shop_train(ctx, orders, NULL, &shop));
    quen_orders_free(orders);
    return shop;
}

static void test_clusters_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_alike(ctx);
    const quen__shop_clusters *c = &shop->clusters;
    size_t d = c->n_columns, n = quen_kmeans_n_clusters(&shop->kmeans) * d;
    double means[5 * QUEN_FEATURES_BUILTIN];
    assert_int_equal(n, 5 * d);
    memcpy(means, c->means, n * sizeof *means);
    means[1] = (double)INFINITY;
    refuse(ctx, shop, (quen__section){QUEN__SHOP_CLUSTER_MEANS, 8, n, means},
           "cluster means: entry 1 is inf in a cluster of 8 customers");
    refuse(ctx, shop, (quen__section){QUEN__SHOP_CLUSTER_MEDIANS, 8, n, means},
           "cluster medians: entry 1 is inf in a cluster of 8 customers");
    memcpy(means, c->means, n * sizeof *means);
    means[n - 1] = 0;
    refuse(ctx, shop, (quen__section){QUEN__SHOP_CLUSTER_MEANS, 8, n, means},
           "is 0 in a cluster of 0 customers");
    refuse(ctx, shop, (quen__section){QUEN__SHOP_CLUSTER_COLUMNS, 1, d, c->column},
           "cluster features");
    refuse(ctx, shop, (quen__section){QUEN__SHOP_CLUSTER_COLUMNS, 4, d - 1, c->column},
           "cluster features, but k-means has");
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* A scaler of one column less than the clusters have. */
static void test_scaler_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_alike(ctx), *out = NULL;
    quen__section rows[MAX_SECTIONS];
    quen__image image;
    size_t n = quen__image_sections(&shop->model.image), less = 0;
    assert_in_range(n, 1, MAX_SECTIONS);
    for (size_t i = 0; i < n; i++) {
        rows[i] = quen__image_section(&shop->model.image, i);
        if (rows[i].id >> 8 == 0x20 && rows[i].count > 1) {
            rows[i].count--;
            less++;
        }
    }
    assert_int_equal(less, 3);
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_SHOP, rows, n, &image));
    quen__image_seal(ctx, &image);
    char words[80];
    size_t d = shop->clusters.n_columns;
    snprintf(words, sizeof words,
             "%zu cluster features, but k-means has %zu and the scaler %zu", d, d, d - 1);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen_shop_open_bytes(ctx, image.data, image.size, &out));
    assert_null(out);
    quen__image_close(&image);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

static void test_reasons_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, NULL);
    size_t n = shop->risks.n * QUEN_CHURN_REASONS;
    uint32_t *reasons = malloc(n * sizeof *reasons);
    assert_non_null(reasons);
    memcpy(reasons, shop->risks.reasons, n * sizeof *reasons);
    reasons[0] = UINT32_MAX;
    reasons[1] = 0;
    refuse(ctx, shop, (quen__section){QUEN__SHOP_RISK_REASONS, 4, n, reasons},
           "reasons: entry 1 follows an empty one");
    free(reasons);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_money),          cmocka_unit_test(test_later_version),
        cmocka_unit_test(test_refused),        cmocka_unit_test(test_clusters_refused),
        cmocka_unit_test(test_scaler_refused), cmocka_unit_test(test_reasons_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
