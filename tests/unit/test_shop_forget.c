/* Forgetting: who is named goes, whole; who is not stays, to the bit; and what still
 * carries traces is told. */
#include "shop_cases.h"

#include <unistd.h>

#include <math.h>

#include "core/rng.h"
#include "shop/part.h"

#define PEOPLE 60
#define OFFERS 6

static quen_shop *forget(quen_context *ctx, const quen_shop *shop, const uint32_t *who,
                         size_t n)
{
    quen_key keys[PEOPLE];
    quen_shop *out = NULL;
    assert_true(n <= PEOPLE);
    for (size_t i = 0; i < n; i++)
        keys[i] = quen_shop_customer_key(shop, who[i]);
    assert_ok(ctx, quen_shop_forget(ctx, shop, keys, n, &out));
    return out;
}

static int is_in(const uint32_t *list, size_t n, uint32_t number)
{
    while (n-- > 0)
        if (list[n] == number)
            return 1;
    return 0;
}

static void assert_same_bytes(quen_context *ctx, const quen_shop *a, const quen_shop *b)
{
    size_t size[2];
    unsigned char *bytes[2] = {shop_log_bytes(ctx, a, &size[0]),
                               shop_log_bytes(ctx, b, &size[1])};
    assert_int_equal(size[0], size[1]);
    assert_memory_equal(bytes[0], bytes[1], size[0]);
    free(bytes[0]);
    free(bytes[1]);
}

/* --- who stays --- */

static void assert_same_offers(quen_context *ctx, const quen_shop *a, const quen_shop *b,
                               quen_key key)
{
    quen_offer offers[2][OFFERS];
    size_t n[2];
    memset(offers, 0, sizeof offers);
    assert_ok(ctx, quen_shop_recommend(ctx, a, key, NULL, offers[0], OFFERS, &n[0]));
    assert_ok(ctx, quen_shop_recommend(ctx, b, key, NULL, offers[1], OFFERS, &n[1]));
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(offers[0], offers[1], sizeof offers[0]);
}

/* All that is told of a customer, but the number, and pointers of another shop. */
static void assert_same_customer(quen_context *ctx, const quen_shop *before,
                                 const quen_shop *after, uint32_t number)
{
    quen_shop_customer a, b;
    quen_key key = quen_shop_customer_key(before, number);
    quen_shop_customer_init(&a, sizeof a);
    quen_shop_customer_init(&b, sizeof b);
    assert_ok(ctx, quen_shop_get_customer(ctx, before, key, &a));
    assert_ok(ctx, quen_shop_get_customer(ctx, after, key, &b));
    for (uint32_t i = 0; i < a.n_reasons; i++) {
        assert_string_equal(a.reasons[i], b.reasons[i]);
        b.reasons[i] = a.reasons[i];
    }
    if (a.segment_name)
        assert_string_equal(a.segment_name, b.segment_name);
    b.segment_name = a.segment_name;
    b.customer = a.customer;
    b.key = a.key;
    assert_memory_equal(&a, &b, sizeof a);
    if (quen_shop_itemcf(before))
        assert_same_offers(ctx, before, after, key);
}

static void assert_others_same(quen_context *ctx, const quen_shop *before,
                               const quen_shop *after, const uint32_t *who, size_t n)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < quen_shop_n_customers(before); i++) {
        uint32_t number = UINT32_MAX;
        quen_key key = quen_shop_customer_key(before, i);
        quen_status status = quen_shop_find_customer(ctx, after, key, &number);
        assert_int_equal(status, is_in(who, n, i) ? QUEN_ERR_NOT_FOUND : QUEN_OK);
        if (status != QUEN_OK)
            continue;
        assert_int_equal(number, next++); /* in their order, without gaps */
        assert_same_customer(ctx, before, after, i);
    }
    assert_int_equal(quen_shop_n_customers(after), next);
}

/* --- lists: those of before, without who went --- */

static void assert_same_list(const quen_shop *before, const uint32_t *a, size_t n_a,
                             const quen_shop *after, const uint32_t *b, size_t n_b,
                             const uint32_t *who, size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i < n_a; i++) {
        if (is_in(who, n, a[i]))
            continue;
        quen_key x = quen_shop_customer_key(before, a[i]);
        assert_true(at < n_b);
        quen_key y = quen_shop_customer_key(after, b[at++]);
        assert_int_equal(x.kind, y.kind);
        assert_int_equal(x.number, y.number);
        assert_int_equal(x.size, y.size);
        if (x.size)
            assert_memory_equal(x.bytes, y.bytes, x.size);
    }
    assert_int_equal(at, n_b);
}

/* What is due of who stayed, and no more. */
static void assert_due_same(quen_context *ctx, const quen_shop *before,
                            const quen_shop *after, const uint32_t *who, size_t n)
{
    static quen_due a[PEOPLE * 64], b[PEOPLE * 64];
    size_t n_a, n_b, at = 0;
    quen_key all = {0};
    assert_ok(ctx, quen_shop_list_due(ctx, before, all, INT64_MIN, 30 * 86400, 0, a,
                                      PEOPLE * 64, &n_a));
    assert_ok(ctx, quen_shop_list_due(ctx, after, all, INT64_MIN, 30 * 86400, 0, b,
                                      PEOPLE * 64, &n_b));
    assert_in_range(n_a, 1, PEOPLE * 64 - 1);
    for (size_t i = 0; i < n_a; i++) {
        uint32_t number;
        if (is_in(who, n, a[i].customer))
            continue;
        assert_ok(
            ctx, quen_shop_find_customer(
                     ctx, after, quen_shop_customer_key(before, a[i].customer), &number));
        assert_true(at < n_b);
        assert_int_equal(b[at].customer, number);
        b[at].customer = a[i].customer;
        assert_memory_equal(&a[i], &b[at++], sizeof *a);
    }
    assert_int_equal(at, n_b);
}

static void assert_lists_same(quen_context *ctx, const quen_shop *before,
                              const quen_shop *after, const uint32_t *who, size_t n)
{
    uint32_t a[PEOPLE], b[PEOPLE];
    size_t n_a, n_b;
    for (uint32_t s = 0; s < quen_rfm_n_segments(quen_shop_rfm(before)); s++) {
        assert_ok(ctx, quen_shop_list_segment(ctx, before, s, a, PEOPLE, &n_a, NULL));
        assert_ok(ctx, quen_shop_list_segment(ctx, after, s, b, PEOPLE, &n_b, NULL));
        assert_same_list(before, a, n_a, after, b, n_b, who, n);
    }
    assert_ok(ctx,
              quen_shop_list_at_risk(ctx, before, 0, UINT32_MAX, a, PEOPLE, &n_a, NULL));
    assert_ok(ctx,
              quen_shop_list_at_risk(ctx, after, 0, UINT32_MAX, b, PEOPLE, &n_b, NULL));
    assert_same_list(before, a, n_a, after, b, n_b, who, n);
    assert_ok(ctx, quen_shop_list_lapsed_valuable(ctx, before, 0, UINT32_MAX, a, PEOPLE,
                                                  &n_a, NULL));
    assert_ok(ctx, quen_shop_list_lapsed_valuable(ctx, after, 0, UINT32_MAX, b, PEOPLE,
                                                  &n_b, NULL));
    assert_same_list(before, a, n_a, after, b, n_b, who, n);
    assert_due_same(ctx, before, after, who, n);
}

/* --- groups: counted anew --- */

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int64_t median_in(const quen_rfm *rfm, const int64_t *values, uint32_t segment)
{
    int64_t in[PEOPLE];
    size_t n = 0;
    for (size_t i = 0; i < quen_rfm_n_customers(rfm) && values; i++)
        if (quen_rfm_segments(rfm)[i] == segment)
            in[n++] = values[i];
    qsort(in, n, sizeof *in, ascending);
    return n ? in[(n - 1) / 2] : 0;
}

static void check_segments(const quen_rfm *rfm)
{
    for (uint32_t s = 0; s < quen_rfm_n_segments(rfm); s++) {
        const quen_rfm_summary *told = quen_rfm_segment_summary(rfm, s);
        assert_int_equal(told->recency_median, median_in(rfm, quen_rfm_recency(rfm), s));
        assert_int_equal(told->frequency_median,
                         median_in(rfm, quen_rfm_frequency(rfm), s));
        assert_int_equal(told->monetary_median,
                         median_in(rfm, quen_rfm_monetary(rfm), s));
    }
}

/* Means stay; of a cluster that lost all its customers there are none. */
static void check_clusters(const quen_shop *before, const quen_shop *after)
{
    const quen_kmeans *kmeans = quen_shop_kmeans(after);
    size_t d = quen_kmeans_n_columns(kmeans);
    for (size_t i = 0; i < quen_kmeans_n_clusters(kmeans) * d; i++) {
        int empty = quen_kmeans_sizes(kmeans)[i / d] == 0;
        const double *a = quen_shop_cluster_means(before),
                     *b = quen_shop_cluster_means(after);
        assert_true(empty ? isnan(b[i]) : a[i] == b[i]);
        a = quen_shop_cluster_medians(before);
        b = quen_shop_cluster_medians(after);
        assert_true(empty ? isnan(b[i]) : a[i] == b[i]);
    }
}

/* --- bytes --- */

static int has_bytes(const unsigned char *bytes, size_t size, quen_key key)
{
    for (size_t i = 0; i + key.size <= size; i++)
        if (memcmp(bytes + i, key.bytes, key.size) == 0)
            return 1;
    return 0;
}

/* A number may stand in a file for many things: there the table of keys is looked at. */
static void assert_not_in_file(quen_context *ctx, const quen_shop *before,
                               const quen_shop *after, uint32_t number)
{
    size_t size;
    unsigned char *bytes = shop_log_bytes(ctx, after, &size);
    quen_key key = quen_shop_customer_key(before, number);
    if (key.kind == QUEN_KEY_BYTES)
        assert_false(has_bytes(bytes, size, key));
    for (size_t i = 0; i < after->customers.n && key.kind == QUEN_KEY_INT; i++)
        assert_int_not_equal(after->customers.numbers[i], key.number);
    free(bytes);
}

/* Sections with rows have those of who stayed, and no others. */
static void assert_sections_shrank(const quen_shop *before, const quen_shop *after)
{
    size_t gone = quen_shop_n_customers(before) - quen_shop_n_customers(after);
    for (size_t i = 0; i < quen__image_sections(after->model.home); i++) {
        const quen__shop_holding *whose;
        quen__section b = quen__image_section(after->model.home, i);
        const quen__shop_section *known = quen__shop_section_find(after, b.id, &whose);
        if (b.id == QUEN__SHOP_FORGOTTEN)
            continue;
        assert_non_null(known);
        quen__section a = b;
        for (size_t j = 0; j < quen__image_sections(before->model.home); j++)
            if (quen__image_section(before->model.home, j).id == b.id)
                a = quen__image_section(before->model.home, j);
        if (known->how == QUEN__SHOP_KEPT) {
            assert_int_equal(a.count, b.count);
            assert_memory_equal(a.from, b.from, a.count * a.width);
        } else if (known->how != QUEN__SHOP_MADE) {
            assert_true(gone ? b.count < a.count : b.count == a.count);
        }
    }
}

static void check_forgotten(quen_context *ctx, const quen_shop *before,
                            const uint32_t *who, size_t n)
{
    quen_shop *after = forget(ctx, before, who, n), *again = NULL;
    size_t size;
    assert_others_same(ctx, before, after, who, n);
    assert_lists_same(ctx, before, after, who, n);
    check_segments(quen_shop_rfm(after));
    check_clusters(before, after);
    for (size_t i = 0; i < n; i++)
        assert_not_in_file(ctx, before, after, who[i]);
    assert_sections_shrank(before, after);
    unsigned char *bytes = shop_log_bytes(ctx, after, &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &again));
    assert_int_equal(quen_shop_n_forgotten(again), n);
    free(bytes);
    quen_shop_free(again);
    quen_shop_free(after);
}

/* --- the tests --- */

/* Each customer alone, and random sets of them, of every size. */
static void test_forget(void **state)
{
    (void)state;
    static const shop_log shapes[] = {{PEOPLE, 12, 500, 3, 0}, {PEOPLE, 12, 500, 3, 1}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t s = 0; s < 2; s++) {
        quen_orders *orders = shop_orders(ctx, &shapes[s]);
        quen_shop *shop = train_shop(ctx, orders, NULL);
        uint32_t people = (uint32_t)quen_shop_n_customers(shop), who[PEOPLE];
        for (uint32_t i = 0; i < people; i++)
            check_forgotten(ctx, shop, &i, 1);
        for (uint32_t n = 0; n <= people; n++) {
            for (uint32_t i = 0; i < people; i++)
                who[i] = i;
            for (uint32_t i = 0; i < n; i++) {
                size_t j = i + (size_t)quen__random_below(9, n, i, people - i);
                uint32_t other = who[j];
                who[j] = who[i];
                who[i] = other;
            }
            check_forgotten(ctx, shop, who, n);
        }
        quen_shop_free(shop);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

static void test_one_by_one(void **state)
{
    (void)state;
    static const uint32_t both[] = {7, 3, 7}, later[] = {6};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    quen_shop *once = forget(ctx, shop, both, 3);
    quen_shop *first = forget(ctx, shop, both + 1, 1);
    quen_shop *second = forget(ctx, first, later, 1); /* 7, once 3 is gone */
    quen_shop *nobody = forget(ctx, shop, NULL, 0);
    assert_same_bytes(ctx, once, second);
    assert_int_equal(quen_shop_n_forgotten(once), 2);
    assert_same_bytes(ctx, nobody, shop);
    assert_int_equal(quen_shop_n_forgotten(nobody), 0);
    quen_shop_free(nobody);
    quen_shop_free(second);
    quen_shop_free(first);
    quen_shop_free(once);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Customers without a row in some part, and a log without money. */
static void test_not_in_every_part(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_shop_options options;
    quen_shop *shop = NULL;
    quen_order_line lines[8] = {{{0}, {0}, {0}, 0, 0, 0}};
    for (int64_t i = 0; i < 8; i++) {
        lines[i].customer = quen_key_int(i);
        lines[i].item = quen_key_int(i % 3);
        lines[i].time_s = 100 * i;
        lines[i].quantity = i == 2 ? -1 : 1; /* 2 only returned; 7 comes later */
        lines[i].amount = QUEN_AMOUNT_NONE;
    }
    assert_ok(ctx, shop_log_orders(ctx, lines, 8, &orders));
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_ALL - QUEN_SHOP_CHURN;
    options.now_s = 700;
    shop = train_shop(ctx, orders, &options);
    for (uint32_t i = 0; i < 8; i++) {
        quen_shop *after = forget(ctx, shop, &i, 1);
        assert_others_same(ctx, shop, after, &i, 1);
        assert_int_equal(quen_rfm_n_customers(quen_shop_rfm(after)),
                         6 - (i != 2 && i != 7));
        check_segments(quen_shop_rfm(after));
        quen_shop_free(after);
    }
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* The old file may be open while the new one takes its place. */
static void test_file(void **state)
{
    (void)state;
    static const uint32_t who[] = {11};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL), *opened = NULL, *again = NULL;
    char path[4096];
    snprintf(path, sizeof path, "%s", temp_path("forget"));
    assert_ok(ctx, quen_shop_save(ctx, shop, path));
    assert_ok(ctx, quen_shop_open(ctx, path, &opened));
    quen_shop *without = forget(ctx, opened, who, 1);
    assert_ok(ctx, quen_shop_save(ctx, without, path));
    assert_same_bytes(ctx, opened, shop);
    quen_shop_free(opened); /* nothing of the new one is the old one's */
    assert_ok(ctx, quen_shop_open(ctx, path, &again));
    assert_same_bytes(ctx, again, without);
    unlink(path);
    quen_shop_free(again);
    quen_shop_free(without);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- traces --- */

static const char *const traces[] = {
    "shop: moment of training",
    "kmeans: means of clusters",
    "kmeans: medians of clusters",
    "figures: months",
    "figures: the whole",
    "figures: cohorts",
    "figures: hours of visits",
    "figures: sales of items",
    "figures: findings in the log",
    "shop: keys of items",
    "rfm: customers who never bought",
    "rfm: cut points",
    "scaler: centres",
    "scaler: scales",
    "kmeans: inertia",
    "kmeans: centres",
    "itemcf: number of customers",
    "itemcf: support of items",
    "itemcf: neighbours of items",
    "churn: report",
    "churn: forms of features",
    "churn: ranges of features",
    "churn: origins",
    "churn: note",
    "churn: coefficients",
    "lifetime: report",
    "lifetime: parameters",
    "habits: report",
    "habits: gaps of items",
    "habits: popular items",
    "habits: shares of the shop",
};

static void test_traces(void **state)
{
    (void)state;
    static const uint32_t who[] = {0};
    size_t n = sizeof traces / sizeof *traces;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    assert_int_equal(quen_shop_n_traces(shop), 0);
    assert_null(quen_shop_trace_name(shop, 0));
    quen_shop *after = forget(ctx, shop, who, 1);
    for (size_t i = 0; i < n; i++) {
        assert_true(i < quen_shop_n_traces(after));
        assert_string_equal(quen_shop_trace_name(after, i), traces[i]);
    }
    assert_int_equal(quen_shop_n_traces(after), n);
    assert_null(quen_shop_trace_name(after, n));
    assert_null(quen_shop_trace_name(after, SIZE_MAX));
    quen_shop_free(after);
    quen_shop_free(shop);
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_ITEMCF;
    shop = train_shop(ctx, orders, &options);
    after = forget(ctx, shop, who, 1);
    assert_int_equal(quen_shop_n_traces(after), 5);
    quen_shop_free(after);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- refused --- */

static void test_unknown(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL), *out = shop;
    quen_key keys[3] = {quen_shop_customer_key(shop, 1), quen_key_text("stranger"),
                        quen_key_int(5)};
    assert_fails(ctx, QUEN_ERR_NOT_FOUND,
                 "shop: key 1 of 3 to be forgotten: no customer has the key 'stranger'",
                 quen_shop_forget(ctx, shop, keys, 3, &out));
    assert_null(out);
    keys[1] = keys[0];
    assert_fails(
        ctx, QUEN_ERR_NOT_FOUND,
        "shop: key 2 of 3 to be forgotten: key 5 is a number, but the customers' "
        "keys are text",
        quen_shop_forget(ctx, shop, keys, 3, &out));
    assert_null(out);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* What this version does not know might be of anybody; nor are parts known that the shop
 * says it does not have. */
static void test_later_version(void **state)
{
    (void)state;
    static const uint32_t something[3] = {1, 2, 3};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL), *out = NULL;
    quen_key key = quen_shop_customer_key(shop, 1);
    quen__shop_meta meta = *shop->meta;
    quen_shop *later =
        shop_with_section(ctx, shop, (quen__section){0x9000, 4, 3, something});
    assert_fails(ctx, QUEN_ERR_VERSION, "shop: section 0x9000 is of no part that this",
                 quen_shop_forget(ctx, later, &key, 1, &out));
    assert_null(out);
    quen_shop_free(later);
    meta.parts = QUEN_SHOP_ALL - QUEN_SHOP_RFM;
    later = shop_with_section(
        ctx, shop, (quen__section){QUEN__SHOP_META, 8, sizeof meta / 8, &meta});
    assert_fails(ctx, QUEN_ERR_VERSION, "shop: section 0x0003 is of no part that this",
                 quen_shop_forget(ctx, later, &key, 1, &out));
    quen_shop_free(later);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_counts_refused(void **state)
{
    (void)state;
    static const uint64_t counts[] = {0, UINT64_MAX, 1, 1};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    for (size_t i = 0; i < 3; i++) {
        quen_shop *out = shop_with_section(
            ctx, shop, (quen__section){QUEN__SHOP_FORGOTTEN, 8, 1 + i / 2, &counts[i]});
        assert_null(out);
        assert_non_null(strstr(quen_context_message(ctx), "forgotten customers"));
    }
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static quen_status forget_some(quen_context *ctx, void *user)
{
    const quen_shop *shop = user;
    quen_key keys[2] = {quen_shop_customer_key(shop, 1), quen_shop_customer_key(shop, 9)};
    quen_shop *out = (quen_shop *)user;
    quen_status status = quen_shop_forget(ctx, shop, keys, 2, &out);
    assert_true((out != NULL) == (status == QUEN_OK));
    quen_shop_free(out);
    return status;
}

static void test_no_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    support_each_oom(forget_some, shop);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forget),
        cmocka_unit_test(test_one_by_one),
        cmocka_unit_test(test_not_in_every_part),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_traces),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_later_version),
        cmocka_unit_test(test_counts_refused),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
