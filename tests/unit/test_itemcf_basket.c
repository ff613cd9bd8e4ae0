/* Offers for a customer with a basket: against a naive answer, at its limits, in a shop.
 */
#include "shop_cases.h"

#include "core/rng.h"
#include "models/itemcf/itemcf.h"

#define CUSTOMERS 40
#define ITEMS 90
#define MOST 24

/* Customer 0 bought nothing; the others one item in eight, the first six more often. */
static quen_itemcf *fit_random(quen_context *ctx)
{
    static uint64_t row_start[CUSTOMERS + 1];
    static uint32_t column[CUSTOMERS * ITEMS];
    quen_itemcf_options options;
    quen_itemcf *model = NULL;
    size_t end = 0;
    for (size_t c = 0; c < CUSTOMERS; c++) {
        for (uint32_t i = 0; c > 0 && i < ITEMS; i++)
            if (quen__random_below(1, c, i, 8) < 1 + (i < 6))
                column[end++] = i;
        row_start[c + 1] = end;
    }
    quen_csr matrix = {CUSTOMERS, ITEMS, row_start, column, NULL};
    quen_itemcf_options_init(&options, sizeof options);
    options.neighbors = 60;
    assert_ok(ctx, quen_itemcf_fit_csr(ctx, &matrix, &options, &model));
    return model;
}

/* --- the naive answer --- */

/* Items asked about, each once, and what each counts. */
typedef struct asked {
    uint32_t item[2 * ITEMS];
    float weight[2 * ITEMS];
    size_t n;
} asked;

static void ask_about(asked *a, uint32_t item, float weight)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->item[i] == item)
            return;
    a->item[a->n] = item;
    a->weight[a->n++] = weight;
}

static asked both(const quen_itemcf *m, uint32_t customer, const uint32_t *basket,
                  size_t n_basket, double history_weight)
{
    const uint32_t *items;
    size_t n = quen_itemcf_history(m, customer, &items);
    asked a = {.n = 0};
    for (size_t i = 0; i < n_basket; i++)
        ask_about(&a, basket[i], 1);
    for (size_t i = 0; i < n; i++)
        ask_about(&a, items[i], n_basket ? (float)(history_weight / (double)n) : 1);
    return a;
}

/* What entry i adds to the score of an item. */
static float part_of(const quen_itemcf *m, const asked *a, size_t i, uint32_t item)
{
    const quen_neighbor *row;
    size_t n = quen_itemcf_neighbors(m, a->item[i], &row);
    for (size_t e = 0; e < n; e++)
        if (row[e].item == item)
            return row[e].weight * a->weight[i];
    return 0;
}

static int is_asked(const asked *a, uint32_t item)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->item[i] == item)
            return 1;
    return 0;
}

/* The entries that add most, ties by item number. */
static void name_reasons(const quen_itemcf *m, const asked *a, quen_offer *offer)
{
    int used[2 * ITEMS] = {0};
    while (offer->n_reasons < QUEN_OFFER_REASONS) {
        size_t best = a->n;
        float most = 0;
        for (size_t i = 0; i < a->n; i++) {
            float part = used[i] ? 0 : part_of(m, a, i, offer->item);
            if (part > most || (part == most && part > 0 && a->item[i] < a->item[best])) {
                best = i;
                most = part;
            }
        }
        if (best == a->n)
            return;
        used[best] = 1;
        offer->reasons[offer->n_reasons++] = a->item[best];
    }
}

/* Offers with a score, best first. */
static size_t naive(const quen_itemcf *m, const asked *a, int include, quen_offer *offers)
{
    size_t n = 0;
    for (uint32_t item = 0; item < ITEMS; item++) {
        float score = 0;
        for (size_t i = 0; i < a->n; i++)
            score += part_of(m, a, i, item);
        if (!(score > 0) || (!include && is_asked(a, item)))
            continue;
        size_t at = n++;
        for (; at > 0 && offers[at - 1].score < (double)score; at--)
            offers[at] = offers[at - 1];
        offers[at] = (quen_offer){.item = item, .score = (double)score};
        name_reasons(m, a, &offers[at]);
    }
    return n;
}

/* --- random questions --- */

static void check_question(quen_context *ctx, const quen_itemcf *m, uint64_t seed)
{
    static const double weights[] = {1, 0, 0.25, 7};
    quen_offer want[ITEMS], got[ITEMS];
    uint32_t basket[MOST], customer = (uint32_t)(seed % CUSTOMERS);
    size_t n_basket = (size_t)quen__random_below(seed, 1, 0, seed % 3 ? 5 : MOST), n;
    quen_offer_filter filter;
    quen_offer_filter_init(&filter, sizeof filter);
    filter.no_popular = 1;
    filter.include_bought = seed / 2 % 2;
    filter.history_weight = weights[seed % 4];
    for (size_t i = 0; i < n_basket; i++)
        basket[i] = (uint32_t)quen__random_below(seed, 2, i, ITEMS);
    asked a = both(m, customer, basket, n_basket, filter.history_weight);
    size_t expected = naive(m, &a, (int)filter.include_bought, want);
    size_t room = seed % 5 ? 6 : ITEMS;
    assert_ok(ctx, quen_itemcf_recommend_customer_basket(
                       ctx, m, customer, basket, n_basket, &filter, got, room, &n));
    assert_int_equal(n, expected < room ? expected : room);
    for (size_t i = 0; i < n; i++)
        assert_memory_equal(&got[i], &want[i], sizeof got[i]);
}

static void check_questions(quen_context *ctx, void *user)
{
    const unsigned char *bytes;
    for (uint64_t seed = 0; seed < 300; seed++)
        check_question(ctx, user, seed);
    bytes = ctx->scratch;
    for (size_t i = 0; i < ctx->scratch_size; i++)
        assert_int_equal(bytes[i], 0);
}

static void test_equals_naive(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_random(ctx);
    support_each_context(check_questions, m);
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* --- what is one question and what another --- */

static void assert_same(const quen_offer *a, size_t n_a, const quen_offer *b, size_t n_b)
{
    assert_int_equal(n_a, n_b);
    assert_memory_equal(a, b, n_a * sizeof *a);
}

static void test_without_either(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_random(ctx);
    const uint32_t basket[] = {3, 50, 3};
    quen_offer a[ITEMS], b[ITEMS];
    size_t n_a, n_b;
    for (uint32_t c = 0; c < CUSTOMERS; c++) {
        assert_ok(ctx, quen_itemcf_recommend_customer_basket(ctx, m, c, NULL, 0, NULL, a,
                                                             ITEMS, &n_a));
        assert_ok(ctx, quen_itemcf_recommend(ctx, m, c, NULL, b, ITEMS, &n_b));
        assert_same(a, n_a, b, n_b);
    }
    assert_ok(ctx, quen_itemcf_recommend_customer_basket(ctx, m, 0, basket, 3, NULL, a,
                                                         ITEMS, &n_a));
    assert_ok(ctx, quen_itemcf_recommend_basket(ctx, m, basket, 3, NULL, b, ITEMS, &n_b));
    assert_same(a, n_a, b, n_b);
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* A history that counts for nothing names no reasons. */
static void test_no_weight(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_random(ctx);
    const uint32_t basket[] = {3};
    quen_offer_filter filter;
    quen_offer offers[ITEMS];
    size_t n;
    quen_offer_filter_init(&filter, sizeof filter);
    filter.no_popular = 1;
    filter.history_weight = 0;
    assert_ok(ctx, quen_itemcf_recommend_customer_basket(ctx, m, 5, basket, 1, &filter,
                                                         offers, ITEMS, &n));
    assert_in_range(n, 1, ITEMS);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(offers[i].n_reasons, 1);
        assert_int_equal(offers[i].reasons[0], 3);
    }
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

static void assert_refuses(quen_context *ctx, const quen_itemcf *m, uint32_t customer,
                           uint32_t item, double history_weight, const char *words)
{
    quen_offer_filter filter;
    quen_offer offers[2];
    size_t n = 9;
    quen_offer_filter_init(&filter, sizeof filter);
    filter.history_weight = history_weight;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_itemcf_recommend_customer_basket(ctx, m, customer, &item, 1,
                                                       &filter, offers, 2, &n));
    assert_int_equal(n, 9);
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_random(ctx);
    assert_refuses(ctx, m, CUSTOMERS, 0, 1, "itemcf: customer 40 is not below 40");
    assert_refuses(ctx, m, 1, ITEMS, 1,
                   "itemcf: items[0] is item 90, which is not below");
    assert_refuses(ctx, m, 1, 0, -1, "offer filter: history_weight is -1");
    assert_refuses(ctx, m, 1, 0, 2e6, "history_weight is 2e+06, not at most 1e+06");
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* --- in a shop --- */

static void test_shop(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    quen_key basket[] = {quen_shop_item_key(shop, 2), quen_key_text("unknown"),
                         quen_shop_item_key(shop, 5)};
    const uint32_t numbers[] = {2, 5};
    quen_shop_filter filter;
    quen_offer_filter plain;
    quen_offer a[12], b[12];
    size_t n_a, n_b;
    quen_shop_filter_init(&filter, sizeof filter);
    quen_offer_filter_init(&plain, sizeof plain);
    filter.history_weight = plain.history_weight = 3;
    filter.include_bought = plain.include_bought = 1;
    for (uint32_t c = 0; c < quen_shop_n_customers(shop); c++) {
        quen_key key = quen_shop_customer_key(shop, c);
        assert_ok(ctx, quen_shop_recommend_customer_basket(ctx, shop, key, basket, 3,
                                                           &filter, a, 12, &n_a));
        assert_ok(ctx,
                  quen_itemcf_recommend_customer_basket(ctx, quen_shop_itemcf(shop), c,
                                                        numbers, 2, &plain, b, 12, &n_b));
        assert_same(a, n_a, b, n_b);
    }
    quen_key strangers[] = {quen_key_text("stranger"), {0}};
    for (size_t i = 0; i < 2; i++) {
        assert_ok(ctx, quen_shop_recommend_customer_basket(ctx, shop, strangers[i],
                                                           basket, 3, NULL, a, 12, &n_a));
        assert_ok(ctx,
                  quen_shop_recommend_basket(ctx, shop, basket, 3, NULL, b, 12, &n_b));
        assert_same(a, n_a, b, n_b);
    }
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_shop_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    options.parts = QUEN_SHOP_RFM;
    quen_shop *without = train_shop(ctx, orders, &options);
    quen_key who = quen_shop_customer_key(shop, 0), what = quen_shop_item_key(shop, 0),
             number = quen_key_int(7);
    quen_offer offers[2];
    size_t n = 9;
    assert_fails(ctx, QUEN_ERR_NO_PART, "shop: it was trained without offers",
                 quen_shop_recommend_customer_basket(ctx, without, who, &what, 1, NULL,
                                                     offers, 2, &n));
    assert_int_equal(n, 0);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "customer",
                 quen_shop_recommend_customer_basket(ctx, shop, number, &what, 1, NULL,
                                                     offers, 2, &n));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "item",
                 quen_shop_recommend_customer_basket(ctx, shop, who, &number, 1, NULL,
                                                     offers, 2, &n));
    quen_shop_free(shop);
    quen_shop_free(without);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- memory --- */

typedef struct oom {
    const quen_itemcf *itemcf;
    const quen_shop *shop;
} oom;

static quen_status ask_itemcf(quen_context *ctx, void *user)
{
    const oom *o = user;
    const uint32_t items[] = {1, 4};
    quen_offer offers[4];
    size_t n = 9;
    quen_status status = quen_itemcf_recommend_customer_basket(ctx, o->itemcf, 3, items,
                                                               2, NULL, offers, 4, &n);
    assert_int_equal(n, status == QUEN_OK ? 4 : 9);
    return status;
}

static quen_status ask_shop(quen_context *ctx, void *user)
{
    const oom *o = user;
    quen_key who = quen_shop_customer_key(o->shop, 3),
             what = quen_shop_item_key(o->shop, 1);
    quen_offer offers[4];
    size_t n = 9;
    quen_status status = quen_shop_recommend_customer_basket(ctx, o->shop, who, &what, 1,
                                                             NULL, offers, 4, &n);
    assert_int_equal(n > 0, status == QUEN_OK);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    oom o = {fit_random(ctx), shop};
    support_each_oom(ask_itemcf, &o);
    support_each_oom(ask_shop, &o);
    quen_itemcf_free((quen_itemcf *)o.itemcf);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equals_naive),
        cmocka_unit_test(test_without_either),
        cmocka_unit_test(test_no_weight),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_shop),
        cmocka_unit_test(test_shop_refuses),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
