/* Questions to a shop by key and by number: filters, keys of another kind, structs that
 * were not filled. */
#include "support.h"

#include "shop_log.h"

#define OFFERS 12

static quen_shop *make_shop(quen_context *ctx, int numbers)
{
    shop_log shape = {60, 12, 500, 3, numbers};
    size_t n;
    quen_orders *orders = NULL;
    quen_shop *shop = NULL;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    assert_ok(ctx, quen_shop_train(ctx, orders, NULL, &shop));
    quen_orders_free(orders);
    free(lines);
    return shop;
}

/* --- customers by number --- */

static void test_by_number(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, 0);
    uint32_t n = (uint32_t)quen_shop_n_customers(shop);
    for (uint32_t i = 0; i < n; i++) {
        quen_shop_customer by_key, by_number;
        quen_shop_customer_init(&by_key, sizeof by_key);
        quen_shop_customer_init(&by_number, sizeof by_number);
        assert_ok(ctx, quen_shop_get_customer(ctx, shop, quen_shop_customer_key(shop, i),
                                              &by_key));
        assert_ok(ctx, quen_shop_get_customer_at(ctx, shop, i, &by_number));
        assert_memory_equal(&by_key, &by_number, sizeof by_key);
        assert_int_equal(by_number.customer, i);
    }
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "shop: there is no customer 60 of 60",
                 quen_shop_get_customer_at(ctx, shop, n, &c));
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* Who comes after the moment of training has a number, and no part that knows more. */
static void test_not_known(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_shop_options options;
    quen_shop_customer c;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (int64_t i = 0; i < 4; i++) {
        quen_order_line line = {.time_s = 100 * i, .quantity = 1, .amount = 5};
        line.customer = quen_key_int(i);
        line.item = quen_key_int(i % 2);
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_RFM | QUEN_SHOP_KMEANS | QUEN_SHOP_ITEMCF;
    options.now_s = 300;
    quen_shop *shop = NULL;
    assert_ok(ctx, quen_shop_train(ctx, orders, &options, &shop));
    for (uint32_t i = 0; i < 4; i++) {
        quen_shop_customer_init(&c, sizeof c);
        assert_ok(ctx, quen_shop_get_customer_at(ctx, shop, i, &c));
        assert_int_equal(c.parts, i < 3 ? options.parts : QUEN_SHOP_ITEMCF);
        assert_int_equal(c.customer, i);
    }
    quen_shop_customer none = {.struct_size = sizeof none, .customer = 3};
    none.key = quen_shop_customer_key(shop, 3);
    none.parts = QUEN_SHOP_ITEMCF;
    assert_memory_equal(&c, &none, sizeof c);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_not_filled(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, 0);
    quen_key key = quen_shop_customer_key(shop, 0);
    quen_shop_customer c, before;
    memset(&c, 0, sizeof c);
    before = c;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop customer: struct_size is 0",
                 quen_shop_get_customer(ctx, shop, key, &c));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop customer: struct_size is 0",
                 quen_shop_get_customer_at(ctx, shop, 0, &c));
    assert_memory_equal(&c, &before, sizeof c);
    memset(&c, 0xa5, sizeof c);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "struct_size is 2779096485",
                 quen_shop_get_customer(ctx, shop, key, &c));
    /* A caller of an older version gives a shorter one. */
    quen_shop_customer_init(&c, 8);
    assert_ok(ctx, quen_shop_get_customer(ctx, shop, key, &c));
    assert_int_equal(c.struct_size, 8);
    assert_int_equal(c.customer, 0);
    assert_int_equal(((unsigned char *)&c)[8], 0xa5);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* --- keys of another kind --- */

static void assert_other_kind(quen_context *ctx, const quen_shop *shop, quen_key other,
                              const char *customers, const char *items)
{
    quen_offer offers[OFFERS];
    quen_shop_customer c;
    quen_shop_filter filter;
    size_t count = 9;
    uint32_t number;
    quen_key nobody = {0}, item = quen_shop_item_key(shop, 0);
    quen_shop_customer_init(&c, sizeof c);
    quen_shop_filter_init(&filter, sizeof filter);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, customers,
                 quen_shop_find_customer(ctx, shop, other, &number));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, customers,
                 quen_shop_get_customer(ctx, shop, other, &c));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, customers,
                 quen_shop_recommend(ctx, shop, other, NULL, offers, OFFERS, &count));
    assert_int_equal(count, 0);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, items,
                 quen_shop_find_item(ctx, shop, other, &number));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, items,
                 quen_shop_similar(ctx, shop, other, NULL, offers, OFFERS, &count));
    assert_fails(
        ctx, QUEN_ERR_NOT_FOUND, items,
        quen_shop_recommend_basket(ctx, shop, &other, 1, NULL, offers, OFFERS, &count));
    filter.exclude = &other;
    filter.n_exclude = 1;
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, items,
                 quen_shop_similar(ctx, shop, item, &filter, offers, OFFERS, &count));
    filter.n_exclude = 0;
    filter.allow = &other;
    filter.n_allow = 1;
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, items,
                 quen_shop_similar(ctx, shop, item, &filter, offers, OFFERS, &count));
    /* Nobody is of no kind. */
    assert_ok(ctx, quen_shop_recommend(ctx, shop, nobody, NULL, offers, OFFERS, &count));
    assert_int_equal(count, OFFERS);
}

static void test_other_kind(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *text = make_shop(ctx, 0), *numbers = make_shop(ctx, 1);
    assert_other_kind(ctx, text, quen_key_int(17850),
                      "shop: key 17850 is a number, but the customers' keys are text",
                      "shop: key 17850 is a number, but the items' keys are text");
    assert_other_kind(ctx, numbers, quen_key_text("17850"),
                      "shop: key '17850' is text, but the customers' keys are numbers",
                      "shop: key '17850' is text, but the items' keys are numbers");
    quen_shop_free(text);
    quen_shop_free(numbers);
    quen_context_free(ctx);
}

/* --- filters --- */

/* A filter of keys offers what the same filter of numbers offers. */
static void assert_same_offers(quen_context *ctx, const quen_shop *shop,
                               const quen_shop_filter *keys,
                               const quen_offer_filter *numbers)
{
    quen_offer a[OFFERS], b[OFFERS];
    size_t n_a, n_b;
    const quen_itemcf *itemcf = quen_shop_itemcf(shop);
    memset(a, 0, sizeof a);
    memset(b, 0, sizeof b);
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_key key = quen_shop_customer_key(shop, i);
        assert_ok(ctx, quen_shop_recommend(ctx, shop, key, keys, a, OFFERS, &n_a));
        assert_ok(ctx, quen_itemcf_recommend(ctx, itemcf, i, numbers, b, OFFERS, &n_b));
        assert_int_equal(n_a, n_b);
        assert_memory_equal(a, b, n_a * sizeof *a);
    }
}

static void test_filter(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, 0);
    static const uint32_t few[] = {3, 1, 7, 3};
    quen_key keys[6];
    uint8_t unknown[12];
    quen_shop_filter filter;
    quen_offer_filter plain;
    quen_shop_filter_init(&filter, sizeof filter);
    quen_offer_filter_init(&plain, sizeof plain);
    for (size_t i = 0; i < 4; i++)
        keys[i + (i > 1)] = quen_shop_item_key(shop, few[i]);
    keys[2] = quen_key_text("not sold here");
    keys[5] = (quen_key){0};
    assert_same_offers(ctx, shop, &filter, &plain);
    filter.include_bought = plain.include_bought = 1;
    assert_same_offers(ctx, shop, &filter, &plain);
    filter.exclude = keys;
    filter.n_exclude = 6;
    plain.exclude = few;
    plain.n_exclude = 4;
    assert_same_offers(ctx, shop, &filter, &plain);
    filter.no_popular = plain.no_popular = 1;
    filter.exclude = NULL;
    plain.exclude = NULL;
    filter.n_exclude = plain.n_exclude = 0;
    filter.allow = keys;
    filter.n_allow = 6;
    plain.allow = few;
    plain.n_allow = 4;
    assert_same_offers(ctx, shop, &filter, &plain);
    /* Which keys are not known, of both lists. */
    filter.exclude = keys + 1;
    filter.n_exclude = 2;
    plain.exclude = few + 1;
    plain.n_exclude = 1;
    filter.unknown = unknown;
    memset(unknown, 9, sizeof unknown);
    assert_same_offers(ctx, shop, &filter, &plain);
    static const uint8_t expected[] = {0, 1, 0, 0, 1, 0, 0, 1, 9, 9, 9, 9};
    assert_memory_equal(unknown, expected, sizeof expected);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* Only what is not known is allowed: nothing is offered. */
static void test_filter_of_nothing(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, 0);
    quen_key customer = quen_shop_customer_key(shop, 0), unknown = quen_key_text("?");
    quen_offer offers[OFFERS];
    quen_shop_filter filter;
    size_t count;
    quen_shop_filter_init(&filter, sizeof filter);
    filter.allow = &unknown;
    filter.n_allow = 1;
    assert_ok(ctx,
              quen_shop_recommend(ctx, shop, customer, &filter, offers, OFFERS, &count));
    assert_int_equal(count, 0);
    filter.n_allow = 0;
    assert_ok(ctx,
              quen_shop_recommend(ctx, shop, customer, &filter, offers, OFFERS, &count));
    assert_int_equal(count, 0);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

static void test_filter_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, 0);
    quen_key customer = quen_shop_customer_key(shop, 0);
    quen_offer offers[OFFERS];
    quen_shop_filter filter = {0};
    size_t count = 9;
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "shop filter options: struct_size is 0",
        quen_shop_recommend(ctx, shop, customer, &filter, offers, OFFERS, &count));
    assert_int_equal(count, 0);
    quen_shop_filter_init(&filter, sizeof filter);
    filter.n_allow = 1;
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "shop: the filter counts keys of no list",
        quen_shop_recommend(ctx, shop, customer, &filter, offers, OFFERS, &count));
    filter.n_allow = 0;
    filter.include_bought = 2;
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "include_bought",
        quen_shop_recommend(ctx, shop, customer, &filter, offers, OFFERS, &count));
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status ask_everything(quen_context *ctx, void *user)
{
    const quen_shop *shop = user;
    quen_key customer = quen_shop_customer_key(shop, 0),
             items[2] = {quen_shop_item_key(shop, 0), quen_shop_item_key(shop, 1)};
    quen_offer offers[OFFERS];
    quen_shop_customer c;
    quen_shop_filter filter;
    size_t count = 0;
    quen_shop_customer_init(&c, sizeof c);
    quen_shop_filter_init(&filter, sizeof filter);
    filter.exclude = items;
    filter.n_exclude = 2;
    quen_status status = quen_shop_get_customer_at(ctx, shop, 0, &c);
    if (status == QUEN_OK)
        status =
            quen_shop_recommend(ctx, shop, customer, &filter, offers, OFFERS, &count);
    if (status == QUEN_OK)
        status = quen_shop_similar(ctx, shop, items[0], &filter, offers, OFFERS, &count);
    if (status == QUEN_OK)
        status = quen_shop_recommend_basket(ctx, shop, items, 2, &filter, offers, OFFERS,
                                            &count);
    assert_true(status == QUEN_OK || count == 0);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, 0);
    support_each_oom(ask_everything, shop);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_number),
        cmocka_unit_test(test_not_known),
        cmocka_unit_test(test_not_filled),
        cmocka_unit_test(test_other_kind),
        cmocka_unit_test(test_filter),
        cmocka_unit_test(test_filter_of_nothing),
        cmocka_unit_test(test_filter_refused),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
