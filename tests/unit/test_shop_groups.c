/* Groups for others to see: figures as the getters give them, none of too few customers,
 * none that the others tell by subtraction. */
#include "shop_cases.h"

#include "json_read.h"

typedef struct document {
    char *text;
    size_t size;
} document;

static document export(quen_context *ctx, const quen_shop *shop, uint32_t min_group,
                       uint32_t neighbors)
{
    document d;
    quen_shop_groups_options o;
    quen_shop_groups_options_init(&o, sizeof o);
    o.min_group = min_group;
    o.neighbors = neighbors;
    assert_ok(ctx, quen_shop_export_groups(ctx, shop, &o, NULL, 0, &d.size));
    d.text = malloc(d.size);
    assert_non_null(d.text);
    assert_ok(ctx, quen_shop_export_groups(ctx, shop, &o, d.text, d.size, &d.size));
    json_check(d.text, d.size);
    return d;
}

/* A path in which '#' stands for a number. */
static const char *find(const document *d, const char *path, size_t i)
{
    char whole[100];
    size_t n, to = 0;
    for (; *path && to < sizeof whole - 24; path++)
        if (*path == '#')
            to += (size_t)snprintf(whole + to, 24, "%zu", i);
        else
            whole[to++] = *path;
    whole[to] = '\0';
    return json_find(d->text, d->size, whole, &n);
}

/* The number there; fails the test if there is none. */
static double at(const document *d, const char *path, size_t i)
{
    const char *value = find(d, path, i);
    if (!value)
        fail_msg("there is no %s of %zu", path, i);
    return strtod(value, NULL);
}

static int is_there(const document *d, const char *path, size_t i)
{
    const char *value = find(d, path, i);
    return value && strncmp(value, "null", 4) != 0;
}

static quen_shop *make_shop(quen_context *ctx)
{
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_money money = {2, "EUR"};
    assert_ok(ctx, quen_orders_set_money(ctx, orders, &money));
    quen_shop *shop = train_shop(ctx, orders, NULL);
    quen_orders_free(orders);
    return shop;
}

/* --- cells --- */

/* What may be shown, by a naive rule; returns how many are left out. */
static size_t naive_shown(const uint64_t *sizes, size_t n, uint64_t least, int *shown)
{
    size_t out = 0;
    uint64_t hidden = 0;
    for (size_t i = 0; i < n; i++)
        shown[i] = sizes[i] == 0 || sizes[i] >= least;
    for (size_t i = 0; i < n; i++) {
        out += !shown[i];
        hidden += shown[i] ? 0 : sizes[i];
    }
    for (uint64_t size = 1; size <= 1000 && out; size++)
        for (size_t i = 0; i < n; i++)
            if (shown[i] && sizes[i] == size && (out < 2 || hidden < least)) {
                shown[i] = 0;
                out++;
                hidden += size;
            }
    return out;
}

static void check_segment(const document *d, size_t place, const quen_shop *shop,
                          uint32_t segment)
{
    const quen_rfm_summary *s = quen_rfm_segment_summary(quen_shop_rfm(shop), segment);
    assert_true(at(d, "rfm.segments.#.segment", place) == segment);
    assert_true(at(d, "rfm.segments.#.customers", place) == (double)s->customers);
    assert_true(at(d, "rfm.segments.#.frequency", place) == (double)s->frequency);
    assert_true(at(d, "rfm.segments.#.monetary.amount", place) == (double)s->monetary);
    assert_true(at(d, "rfm.segments.#.recency_median", place) ==
                (double)s->recency_median);
    assert_true(at(d, "rfm.segments.#.frequency_median", place) ==
                (double)s->frequency_median);
    assert_true(at(d, "rfm.segments.#.monetary_median.amount", place) ==
                (double)s->monetary_median);
}

static void check_segments(const document *d, const quen_shop *shop, uint64_t least)
{
    const quen_rfm *rfm = quen_shop_rfm(shop);
    uint64_t sizes[64] = {0};
    int shown[64];
    size_t n = quen_rfm_n_segments(rfm), place = 0;
    for (uint32_t i = 0; i < n; i++)
        sizes[i] = quen_rfm_segment_summary(rfm, i)->customers;
    size_t out = naive_shown(sizes, n, least, shown);
    assert_true(at(d, "rfm.left_out", 0) == (double)out);
    for (uint32_t i = 0; i < n; i++)
        if (shown[i])
            check_segment(d, place++, shop, i);
    assert_false(is_there(d, "rfm.segments.#", place));
    if (quen_rfm_n_customers(rfm) >= least)
        assert_true(at(d, "rfm.customers", 0) == (double)quen_rfm_n_customers(rfm));
    else
        assert_false(is_there(d, "rfm.customers", 0));
}

static void check_clusters(const document *d, const quen_shop *shop, uint64_t least)
{
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);
    int shown[64];
    size_t k = quen_kmeans_n_clusters(kmeans), columns = quen_kmeans_n_columns(kmeans);
    size_t place = 0, out = naive_shown(quen_kmeans_sizes(kmeans), k, least, shown);
    assert_true(at(d, "kmeans.left_out", 0) == (double)out);
    for (size_t c = 0; c < k; c++) {
        char format[60];
        if (!shown[c])
            continue;
        assert_true(at(d, "kmeans.clusters.#.cluster", place) == (double)c);
        assert_true(at(d, "kmeans.clusters.#.customers", place) ==
                    (double)quen_kmeans_sizes(kmeans)[c]);
        for (size_t j = 0; j < columns; j++) {
            snprintf(format, sizeof format, "kmeans.clusters.%zu.means.#", place);
            assert_true(at(d, format, j) ==
                        quen_shop_cluster_means(shop)[c * columns + j]);
            snprintf(format, sizeof format, "kmeans.clusters.%zu.medians.#", place);
            assert_true(at(d, format, j) ==
                        quen_shop_cluster_medians(shop)[c * columns + j]);
        }
        place++;
    }
    assert_false(is_there(d, "kmeans.clusters.#", place));
}

/* --- items --- */

static int has_item(const quen_itemcf *itemcf, uint32_t customer, uint32_t item)
{
    const uint32_t *items;
    size_t n = quen_itemcf_history(itemcf, customer, &items);
    for (size_t i = 0; i < n; i++)
        if (items[i] == item)
            return 1;
    return 0;
}

/* Customers who have both. */
static uint64_t count_both(const quen_itemcf *itemcf, uint32_t a, uint32_t b)
{
    uint64_t n = 0;
    for (uint32_t c = 0; c < quen_itemcf_n_customers(itemcf); c++)
        n += has_item(itemcf, c, a) && has_item(itemcf, c, b);
    return n;
}

static int item_shown(const quen_itemcf *itemcf, uint32_t item, uint64_t least)
{
    uint64_t customers = count_both(itemcf, item, item);
    return least == 1 ||
           (customers ? customers : quen_itemcf_support(itemcf, item)) >= least;
}

static void check_pairs(const document *d, size_t place, const quen_itemcf *itemcf,
                        uint32_t item, uint64_t least, size_t most)
{
    const quen_neighbor *to;
    size_t n = quen_itemcf_neighbors(itemcf, item, &to), told = 0;
    char format[80];
    for (size_t e = 0; e < n && told < most; e++) {
        uint64_t both = count_both(itemcf, item, to[e].item);
        if (!item_shown(itemcf, to[e].item, least) || (least > 1 && both < least))
            continue;
        snprintf(format, sizeof format, "itemcf.items.%zu.neighbors.#.item", place);
        assert_true(at(d, format, told) == to[e].item);
        snprintf(format, sizeof format, "itemcf.items.%zu.neighbors.#.customers", place);
        assert_true(at(d, format, told) == (double)both);
        snprintf(format, sizeof format, "itemcf.items.%zu.neighbors.#.weight", place);
        assert_true(at(d, format, told++) == (double)to[e].weight);
    }
    snprintf(format, sizeof format, "itemcf.items.%zu.neighbors.#", place);
    assert_false(is_there(d, format, told));
}

static void check_items(const document *d, const quen_shop *shop, uint64_t least,
                        size_t most)
{
    const quen_itemcf *itemcf = quen_shop_itemcf(shop);
    size_t n = quen_itemcf_n_items(itemcf), place = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!item_shown(itemcf, i, least))
            continue;
        assert_true(at(d, "itemcf.items.#.item", place) == i);
        assert_true(at(d, "itemcf.items.#.customers", place) ==
                    (double)count_both(itemcf, i, i));
        assert_true(at(d, "itemcf.items.#.support", place) ==
                    quen_itemcf_support(itemcf, i));
        check_pairs(d, place++, itemcf, i, least, most);
    }
    assert_false(is_there(d, "itemcf.items.#", place));
    assert_true(at(d, "itemcf.left_out", 0) == (double)(n - place));
}

/* --- churn --- */

static int are_enough(uint64_t customers, uint64_t churned, uint64_t least)
{
    uint64_t stayed = customers - churned;
    return least == 1 || (customers >= least && (churned >= least || churned == 0) &&
                          (stayed >= least || stayed == 0));
}

static void check_churn(const document *d, const quen_shop *shop, uint64_t least)
{
    const quen_churn *churn = quen_shop_churn(shop);
    quen_churn_report r;
    size_t place = 0, out = 0;
    quen_churn_report_init(&r, sizeof r);
    quen_churn_get_report(churn, &r);
    int judged = are_enough(r.customers, r.churned, least);
    assert_int_equal(is_there(d, "churn.report", 0), judged);
    if (judged) {
        assert_true(at(d, "churn.report.churned", 0) == (double)r.churned);
        assert_true(at(d, "churn.report.auc", 0) == r.auc);
        assert_true(at(d, "churn.report.recency_slope", 0) == r.recency_slope);
    }
    assert_int_equal(is_there(d, "churn.now", 0), r.now_customers >= least);
    if (r.now_customers >= least)
        assert_true(at(d, "churn.now.mean_risk", 0) == r.now_mean_risk);
    for (uint32_t i = 0; i < quen_churn_n_origins(churn); i++) {
        const quen_churn_origin *o = quen_churn_origin_summary(churn, i);
        if (!are_enough(o->customers, o->churned, least)) {
            out++;
            continue;
        }
        assert_true(at(d, "churn.origins.#.cutoff.unix_s", place) == (double)o->cutoff_s);
        assert_true(at(d, "churn.origins.#.churned", place++) == (double)o->churned);
    }
    assert_false(is_there(d, "churn.origins.#", place));
    out += (size_t)(!judged + (r.now_customers < least));
    assert_true(at(d, "churn.left_out", 0) == (double)out);
}

/* --- the tests --- */

static void assert_without(const document *d, const quen_shop *shop)
{
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_key key = quen_shop_customer_key(shop, i);
        for (size_t j = 0; j + key.size <= d->size; j++)
            assert_memory_not_equal(d->text + j, key.bytes, key.size);
    }
}

static void test_groups(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx);
    for (uint32_t least = 1; least <= 70; least++) {
        size_t most = least % 5;
        document d = export(ctx, shop, least, (uint32_t)most);
        assert_true(at(&d, "min_group", 0) == least);
        check_segments(&d, shop, least);
        check_clusters(&d, shop, least);
        check_items(&d, shop, least, most);
        check_churn(&d, shop, least);
        assert_without(&d, shop);
        free(d.text);
    }
    quen_shop_free(shop);
    quen_context_free(ctx);
}

static void test_nothing_left_out(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx);
    document d = export(ctx, shop, 1, UINT32_MAX);
    static const char *const counts[] = {"rfm.left_out", "kmeans.left_out",
                                         "itemcf.left_out", "itemcf.left_out_pairs",
                                         "churn.left_out"};
    for (size_t i = 0; i < 5; i++)
        assert_json_at(d.text, d.size, counts[i], "0");
    assert_json_at(d.text, d.size, "format", "\"quen shop groups\"");
    assert_json_at(d.text, d.size, "kmeans.features.0", "\"recency_days\"");
    check_items(&d, shop, 1, SIZE_MAX);
    free(d.text);
    size_t size;
    char *text = malloc(1 << 20);
    assert_ok(ctx, quen_shop_export_groups(ctx, shop, NULL, text, 1 << 20, &size));
    d = export(ctx, shop, 1, 10);
    assert_int_equal(size, d.size);
    assert_memory_equal(text, d.text, size);
    free(d.text);
    free(text);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* Sales without customers: each order is somebody, and no pair's customers are known. */
static void test_no_customers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line lines[20];
    quen_orders *orders = NULL;
    quen_shop_options options;
    for (int i = 0; i < 20; i++)
        lines[i] = (quen_order_line){
            {0}, quen_key_int(i / 2), quen_key_int(i % 2), 1700000000, 1, 5};
    assert_ok(ctx, shop_log_orders(ctx, lines, 20, &orders));
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_ITEMCF;
    quen_shop *shop = train_shop(ctx, orders, &options);
    document d = export(ctx, shop, 10, 10);
    assert_json_at(d.text, d.size, "rfm", "null");
    assert_json_at(d.text, d.size, "churn", "null");
    assert_json_at(d.text, d.size, "itemcf.items.1.support", "10");
    assert_json_at(d.text, d.size, "itemcf.items.1.customers", "0");
    assert_json_at(d.text, d.size, "itemcf.items.1.neighbors", "[]");
    assert_json_at(d.text, d.size, "itemcf.left_out_pairs", "2");
    free(d.text);
    d = export(ctx, shop, 11, 10);
    assert_json_at(d.text, d.size, "itemcf.left_out", "2");
    free(d.text);
    d = export(ctx, shop, 1, 10);
    assert_json_at(d.text, d.size, "itemcf.items.1.neighbors.0.item", "0");
    free(d.text);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- refused --- */

static void test_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx);
    quen_shop_groups_options o;
    char text[8] = "#######", words[100];
    size_t size, again;
    quen_shop_groups_options_init(&o, sizeof o);
    assert_ok(ctx, quen_shop_export_groups(ctx, shop, &o, NULL, 0, &size));
    snprintf(words, sizeof words, "shop: room for 7 bytes, and there are %zu", size);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_shop_export_groups(ctx, shop, &o, text, 7, &again));
    assert_int_equal(again, size);
    assert_string_equal(text, "#######");
    o.min_group = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop groups: min_group is 0, not at least 1",
                 quen_shop_export_groups(ctx, shop, &o, NULL, 0, &again));
    assert_int_equal(again, 0);
    memset(&o, 0, sizeof o);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop groups options: struct_size is 0",
                 quen_shop_export_groups(ctx, shop, &o, NULL, 0, &again));
    quen_shop_free(shop);
    quen_context_free(ctx);
}

static quen_status export_some(quen_context *ctx, void *user)
{
    size_t size;
    return quen_shop_export_groups(ctx, user, NULL, NULL, 0, &size);
}

static void test_no_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx);
    support_each_oom(export_some, shop);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),       cmocka_unit_test(test_nothing_left_out),
        cmocka_unit_test(test_no_customers), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
