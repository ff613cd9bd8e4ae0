/* Habits in a shop: what the model alone says, by key; usual hours and what is due of
 * each customer, found again from the model's shares and its own list. */
#include <math.h>
#include <string.h>

#include "shop/shop.h"
#include "shop_cases.h"

#define DAY INT64_C(86400)
#define START (INT64_C(19000) * DAY)
#define PEOPLE 60u
#define ITEMS 20u
#define DAYS 300u

/* Customer c buys item c of 20 every ten days, always at one hour, and a stray item. */
static quen_orders *steady_orders(quen_context *ctx, uint32_t people)
{
    static quen_order_line lines[PEOPLE * DAYS / 10 * 2];
    quen_orders *orders = NULL;
    size_t n = 0;
    for (uint32_t c = 0; c < people; c++)
        for (uint32_t d = c % 10; d < DAYS; d += 10)
            for (uint32_t i = 0; i < 2; i++)
                lines[n++] = (quen_order_line){
                    .customer = quen_key_int(1000 + c),
                    .item = quen_key_int(i ? 500 + (c + d) % 7 : c % ITEMS),
                    .time_s = START + d * DAY + c % 24 * 3600,
                    .quantity = 1,
                    .amount = 100};
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    return orders;
}

static quen_shop_customer told(quen_context *ctx, const quen_shop *shop, uint32_t number)
{
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    assert_ok(ctx, quen_shop_get_customer_at(ctx, shop, number, &c));
    return c;
}

static quen_shop *steady_shop(quen_context *ctx, uint32_t parts)
{
    quen_shop_options options;
    quen_orders *orders = steady_orders(ctx, PEOPLE);
    quen_shop_options_init(&options, sizeof options);
    options.parts = parts;
    quen_shop *shop = train_shop(ctx, orders, &options);
    quen_orders_free(orders);
    return shop;
}

/* --- what is told of a customer --- */

static void check_due(quen_context *ctx, const quen_habits *alone, uint32_t i,
                      const quen_shop_customer *c)
{
    quen_due due[ITEMS + 7];
    size_t count;
    assert_ok(
        ctx, quen_habits_due(ctx, alone, i, INT64_MIN, 30 * DAY, due, ITEMS + 7, &count));
    assert_int_equal(c->n_due, count < QUEN_SHOP_DUE ? count : QUEN_SHOP_DUE);
    for (size_t j = 0; j < c->n_due; j++) {
        assert_int_equal(c->due[j], due[j].item);
        assert_true(c->due_chance[j] == due[j].chance && c->due_s[j] == due[j].due_s);
    }
}

static void check_usual(quen_context *ctx, const quen_habits *alone, uint32_t i,
                        uint32_t habit, uint32_t usual, double share)
{
    double shares[24];
    size_t n = quen_habits_n_values(alone, habit);
    assert_ok(ctx, quen_habits_shares(ctx, alone, i, habit, shares, n));
    if (!quen_habits_is_own(alone, habit)) {
        assert_true(usual == UINT32_MAX && share == 0);
        return;
    }
    assert_true(usual < n && share == shares[usual]);
    for (size_t v = 0; v < n; v++)
        assert_true(shares[v] < share || (shares[v] == share && v >= usual));
}

static void check_same(quen_context *ctx, const quen_shop *shop, const quen_habits *alone)
{
    for (uint32_t i = 0; i < PEOPLE; i++) {
        quen_shop_customer c = told(ctx, shop, i);
        assert_true(c.parts & QUEN_SHOP_HABITS);
        check_due(ctx, alone, i, &c);
        check_usual(ctx, alone, i, QUEN_HABITS_HABIT_HOUR, c.hour, c.hour_share);
        check_usual(ctx, alone, i, QUEN_HABITS_HABIT_WEEKDAY, c.weekday, c.weekday_share);
        assert_int_equal(c.hour, i % 24);
        assert_int_equal(quen_shop_item_key(shop, c.due[0]).number, i % ITEMS);
        assert_true(c.due_chance[0] > 0.8);
    }
}

/* As trained, and as opened. */
static void test_told(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = steady_orders(ctx, PEOPLE);
    quen_habits *alone = NULL;
    quen_shop *shop = train_shop(ctx, orders, NULL), *opened = NULL;
    size_t size;
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    assert_ok(ctx, quen_habits_fit(ctx, orders, NULL, &alone));
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &opened));
    assert_true(quen_habits_is_own(alone, QUEN_HABITS_HABIT_HOUR));
    check_same(ctx, shop, alone);
    check_same(ctx, opened, alone);
    free(bytes);
    quen_habits_free(alone);
    quen_shop_free(opened);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Nobody has hours of their own where the log is too short to tell; who came first after
 * the moment has no habits. */
static void test_nothing_known(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = steady_orders(ctx, 3);
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_HABITS;
    options.now_s = START + 2 * DAY;
    quen_shop *shop = train_shop(ctx, orders, &options);
    quen_shop_customer first = told(ctx, shop, 0), last = told(ctx, shop, 2);
    assert_int_equal(first.parts, QUEN_SHOP_HABITS);
    assert_true(first.hour == UINT32_MAX && first.hour_share == 0);
    assert_true(first.weekday == UINT32_MAX && first.n_due == 2);
    assert_int_equal(last.parts, 0);
    assert_true(last.hour == 0 && last.n_due == 0);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- questions --- */

static void check_basket(quen_context *ctx, const quen_shop *shop, quen_key key,
                         uint32_t number)
{
    quen_habits_offer by_key[5], by_number[5];
    size_t n, m;
    assert_ok(ctx, quen_shop_next_basket(ctx, shop, key, NULL, by_key, 5, &n));
    assert_ok(ctx, quen_habits_next_basket(ctx, quen_shop_habits(shop), number, NULL,
                                           by_number, 5, &m));
    assert_true(n == m && n == 5);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(by_key[i].item, by_number[i].item);
        assert_int_equal(by_key[i].times, by_number[i].times);
        assert_true(by_key[i].score == by_number[i].score);
    }
    assert_true((by_key[0].own > 0) == (number != UINT32_MAX));
}

static void test_next_basket(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = steady_shop(ctx, QUEN_SHOP_HABITS);
    quen_habits_offer offers[2 * ITEMS];
    quen_shop_filter filter;
    size_t count;
    check_basket(ctx, shop, quen_key_int(1007), 7);
    check_basket(ctx, shop, quen_key_int(77), UINT32_MAX);
    check_basket(ctx, shop, (quen_key){0}, UINT32_MAX);
    const quen_key not [] = {quen_key_int(7), quen_key_int(12345)};
    uint8_t unknown[2];
    quen_shop_filter_init(&filter, sizeof filter);
    filter.include_bought = 1;
    filter.exclude = not ;
    filter.n_exclude = 2;
    filter.unknown = unknown;
    assert_ok(ctx, quen_shop_next_basket(ctx, shop, quen_key_int(1007), &filter, offers,
                                         2 * ITEMS, &count));
    assert_int_equal(count, ITEMS + 7 - 1);
    assert_true(unknown[0] == 0 && unknown[1] == 1);
    for (size_t i = 0; i < count; i++)
        assert_int_not_equal(quen_shop_item_key(shop, offers[i].item).number, 7);
    quen_shop_filter_init(&filter, sizeof filter);
    assert_ok(ctx, quen_shop_next_basket(ctx, shop, quen_key_int(1007), &filter, offers,
                                         2 * ITEMS, &count));
    for (size_t i = 0; i < count; i++)
        assert_int_equal(offers[i].times, 0);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

static void test_list_due(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = steady_shop(ctx, QUEN_SHOP_HABITS);
    static quen_due all[PEOPLE * ITEMS], own[ITEMS];
    size_t n, n_own, at = 0;
    quen_key any = {0};
    assert_ok(ctx, quen_shop_list_due(ctx, shop, any, INT64_MIN, 12 * DAY, 0, all,
                                      PEOPLE * ITEMS, &n));
    assert_in_range(n, PEOPLE * 2, PEOPLE * 8);
    for (size_t i = 1; i < n; i++)
        assert_true(all[i].chance <= all[i - 1].chance);
    double least = all[n / 2].chance;
    assert_ok(ctx, quen_shop_list_due(ctx, shop, quen_key_int(1030), INT64_MIN, 12 * DAY,
                                      least, own, ITEMS, &n_own));
    for (size_t i = 0; i < n; i++)
        if (all[i].customer == 30 && all[i].chance >= least) {
            assert_true(at < n_own && own[at].item == all[i].item);
            assert_true(own[at++].chance == all[i].chance);
        }
    assert_true(at == n_own && n_own >= 1);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = steady_orders(ctx, PEOPLE);
    quen_shop *shop = NULL;
    quen_shop_options options;
    quen_habits_options own;
    quen_habits_offer offer;
    quen_due due;
    size_t count = 7;
    quen_key an = quen_key_int(1000);
    quen_shop_options_init(&options, sizeof options);
    quen_habits_options_init(&own, sizeof own);
    own.neighbors = 1001;
    options.habits = &own;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "habits: neighbors is 1001",
                 quen_shop_train(ctx, orders, &options, &shop));
    own.neighbors = 0;
    options.parts = QUEN_SHOP_HABITS;
    shop = train_shop(ctx, orders, &options);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop: min_chance is ",
                 quen_shop_list_due(ctx, shop, an, INT64_MIN, DAY, 1.5, &due, 1, &count));
    assert_int_equal(count, 0);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "horizon_s is 0",
                 quen_shop_list_due(ctx, shop, an, INT64_MIN, 0, 0.5, &due, 1, &count));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "5",
                 quen_shop_list_due(ctx, shop, quen_key_int(5), INT64_MIN, DAY, 0, &due,
                                    1, &count));
    assert_fails(
        ctx, QUEN_ERR_NOT_FOUND, "text",
        quen_shop_next_basket(ctx, shop, quen_key_text("An"), NULL, &offer, 1, &count));
    quen_shop_free(shop);
    options.parts = QUEN_SHOP_RFM;
    shop = train_shop(ctx, orders, &options);
    assert_fails(ctx, QUEN_ERR_NO_PART, "trained without habits",
                 quen_shop_next_basket(ctx, shop, an, NULL, &offer, 1, &count));
    assert_fails(ctx, QUEN_ERR_NO_PART, "trained without habits",
                 quen_shop_list_due(ctx, shop, an, INT64_MIN, DAY, 0, &due, 1, &count));
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- files --- */

static void check_refused(quen_context *ctx, const quen_shop *shop, size_t entry,
                          quen__shop_due bad)
{
    static quen__shop_due due[PEOPLE * QUEN_SHOP_DUE];
    memcpy(due, shop->due, sizeof due);
    due[entry] = bad;
    assert_null(shop_with_section(
        ctx, shop, (quen__section){QUEN__SHOP_DUE, 8, sizeof due / 8, due}));
    assert_non_null(strstr(quen_context_message(ctx), "due: entry"));
}

static void test_bad_due(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = steady_shop(ctx, QUEN_SHOP_HABITS);
    quen__shop_due good = shop->due[4], bad[] = {good, good, good, good, good};
    bad[0].item = ITEMS + 7;
    bad[1].chance = (double)NAN;
    bad[2].chance = 1.01;
    bad[3].due_s = QUEN_TIME_MAX + 1;
    bad[4].item = UINT32_MAX;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        check_refused(ctx, shop, 4, bad[i]);
    good = shop->due[3];
    good.chance = shop->due[4].chance / 2; /* out of order */
    check_refused(ctx, shop, 3, good);
    check_refused(ctx, shop, 3, (quen__shop_due){UINT32_MAX, 0, 0}); /* a gap */
    quen_shop_free(shop);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told),        cmocka_unit_test(test_nothing_known),
        cmocka_unit_test(test_next_basket), cmocka_unit_test(test_list_due),
        cmocka_unit_test(test_refuses),     cmocka_unit_test(test_bad_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
