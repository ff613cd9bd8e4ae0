/* Lifetimes in a shop: what the model alone says, what is at stake of who is late by
 * another way to it, and the list of whom to win back. */
#include <math.h>
#include <string.h>

#include "shop/shop.h"
#include "shop_cases.h"

#define PEOPLE 60
#define DAY INT64_C(86400)
#define YEAR_DAYS 365

static quen_shop_customer told(quen_context *ctx, const quen_shop *shop, uint32_t number)
{
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    assert_ok(ctx, quen_shop_get_customer_at(ctx, shop, number, &c));
    return c;
}

/* --- what is told of a customer --- */

/* Seen from the last order, at which no time had passed since. */
static int is_late(quen_context *ctx, const quen_lifetime *l, uint32_t i)
{
    quen_lifetime_future then;
    double x = quen_lifetime_x(l)[i], t_x = quen_lifetime_t_x(l)[i];
    assert_ok(ctx, quen_lifetime_predict_rows(ctx, l, YEAR_DAYS, &x, &t_x, &t_x, NULL, 1,
                                              &then));
    return quen_lifetime_t(l)[i] - t_x > then.wait[2];
}

static void check_told(quen_context *ctx, const quen_shop *shop, const quen_lifetime *l,
                       uint32_t i)
{
    quen_shop_customer c = told(ctx, shop, i);
    quen_lifetime_future f;
    assert_ok(ctx, quen_lifetime_predict(ctx, l, YEAR_DAYS, &i, 1, &f));
    assert_true(c.parts & QUEN_SHOP_LIFETIME);
    assert_memory_equal(&c.alive, &f.alive, sizeof f.alive);
    assert_memory_equal(&c.orders, &f.orders, sizeof f.orders);
    assert_memory_equal(&c.value, &f.value, sizeof f.value);
    assert_int_equal(c.regular, f.regular);
    assert_int_equal(c.late, is_late(ctx, l, i));
    double worth = isnan(f.value) ? f.orders : f.value;
    assert_true(fabs(c.stake - (c.late ? worth * (1 - f.alive) : 0)) <= 1e-12 * worth);
    for (size_t q = 0; q < 3; q++) {
        double at = (double)quen_shop_now_s(shop) + floor(f.wait[q] * 86400);
        assert_true(at < (double)QUEN_TIME_MAX ? (double)c.next_s[q] == at
                                               : c.next_s[q] == QUEN_TIME_MAX);
    }
}

/* Also with an option of its own, and where money is not told. */
static void test_told(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (int variant = 0; variant < 3; variant++) {
        size_t n;
        quen_orders *orders = NULL;
        quen_lifetime *alone = NULL;
        quen_lifetime_options own;
        quen_shop_options options;
        quen_order_line *lines = shop_log_lines(&shop_small, &n);
        for (size_t i = 0; i < n && variant == 2; i++)
            lines[i].amount = QUEN_AMOUNT_NONE;
        assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
        quen_lifetime_options_init(&own, sizeof own);
        own.family = variant == 1 ? QUEN_LIFETIME_FAMILY_PARETO_NBD : own.family;
        own.check_s = variant == 1 ? 0 : own.check_s;
        quen_shop_options_init(&options, sizeof options);
        options.lifetime = variant ? &own : NULL;
        quen_shop *shop = train_shop(ctx, orders, &options);
        assert_ok(ctx, quen_lifetime_fit(ctx, orders, &own, &alone));
        size_t late = 0;
        for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
            check_told(ctx, shop, alone, i);
            late += told(ctx, shop, i).late;
            assert_true(isnan(told(ctx, shop, i).value) == (variant == 2));
        }
        assert_in_range(late, 1, PEOPLE - 1);
        quen_lifetime_free(alone);
        quen_shop_free(shop);
        quen_orders_free(orders);
        free(lines);
    }
    quen_context_free(ctx);
}

static void test_who_came_later(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_order_line lines[] = {
        {.customer = quen_key_text("An"),
         .item = quen_key_text("Tea"),
         .time_s = 10 * DAY},
        {.customer = quen_key_text("Binh"),
         .item = quen_key_text("Tea"),
         .time_s = 90 * DAY},
    };
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_LIFETIME;
    options.now_s = 50 * DAY;
    assert_ok(ctx, shop_log_orders(ctx, lines, 2, &orders));
    quen_shop *shop = train_shop(ctx, orders, &options);
    quen_shop_customer an = told(ctx, shop, 0), binh = told(ctx, shop, 1);
    uint32_t list[2];
    size_t count, total;
    assert_int_equal(an.parts, QUEN_SHOP_LIFETIME);
    assert_true(an.alive > 0 && an.alive <= 1 && an.next_s[0] >= 50 * DAY);
    assert_int_equal(binh.parts, 0);
    assert_true(binh.alive == 0 && binh.next_s[2] == 0);
    assert_ok(ctx, quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, list, 2,
                                                  &count, &total));
    assert_true(count == total && (count == 0 || list[0] == 0));
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- whom to win back --- */

static void check_list(quen_context *ctx, const quen_shop *shop)
{
    uint32_t list[PEOPLE], few[PEOPLE];
    size_t count, total, n_few, late = 0, in_segments = 0;
    assert_ok(ctx, quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, list, PEOPLE,
                                                  &count, &total));
    assert_int_equal(count, total);
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++)
        late += told(ctx, shop, i).stake > 0;
    assert_int_equal(count, late);
    assert_in_range(count, 6, PEOPLE - 1);
    for (size_t i = 1; i < count; i++)
        assert_true(told(ctx, shop, list[i]).stake <= told(ctx, shop, list[i - 1]).stake);
    assert_ok(ctx, quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, few, 5,
                                                  &n_few, &total));
    assert_int_equal(n_few, 5);
    assert_int_equal(total, count);
    assert_memory_equal(few, list, 5 * sizeof *list);
    double third = told(ctx, shop, list[2]).stake;
    assert_ok(ctx, quen_shop_list_lapsed_valuable(ctx, shop, third, UINT32_MAX, few,
                                                  PEOPLE, &n_few, NULL));
    assert_in_range(n_few, 3, count);
    for (uint32_t s = 0; s < quen_rfm_n_segments(quen_shop_rfm(shop)); s++) {
        assert_ok(ctx, quen_shop_list_lapsed_valuable(ctx, shop, 0, s, few, PEOPLE,
                                                      &n_few, &total));
        for (size_t i = 0; i < n_few; i++)
            assert_int_equal(told(ctx, shop, few[i]).segment, s);
        in_segments += total;
    }
    assert_int_equal(in_segments, count);
}

static void test_list(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL), *opened = NULL;
    size_t size;
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &opened));
    check_list(ctx, shop);
    check_list(ctx, opened);
    free(bytes);
    quen_shop_free(opened);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = NULL;
    quen_shop_options options;
    quen_lifetime_options own;
    uint32_t one;
    size_t count;
    quen_shop_options_init(&options, sizeof options);
    quen_lifetime_options_init(&own, sizeof own);
    own.regularity = 13;
    options.lifetime = &own;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "lifetime: regularity is 13",
                 quen_shop_train(ctx, orders, &options, &shop));
    options.lifetime = NULL;
    options.parts = QUEN_SHOP_LIFETIME;
    shop = train_shop(ctx, orders, &options);
    static const double bad[] = {-1, (double)NAN, (double)INFINITY};
    for (size_t i = 0; i < 3; i++)
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop: min_stake is ",
                     quen_shop_list_lapsed_valuable(ctx, shop, bad[i], UINT32_MAX, &one,
                                                    1, &count, NULL));
    assert_fails(ctx, QUEN_ERR_NO_PART, "trained without rfm",
                 quen_shop_list_lapsed_valuable(ctx, shop, 0, 0, &one, 1, &count, NULL));
    assert_non_null(quen_shop_lifetime(shop));
    quen_shop_free(shop);
    options.parts = QUEN_SHOP_RFM;
    shop = train_shop(ctx, orders, &options);
    assert_null(quen_shop_lifetime(shop));
    assert_fails(
        ctx, QUEN_ERR_NO_PART, "trained without lifetime",
        quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, &one, 1, &count, NULL));
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- files that say something else --- */

/* The shop with one of its sections replaced, which must not open. */
static void assert_no_shop(quen_context *ctx, const quen_shop *shop, uint32_t id,
                           const void *from, size_t count, const char *words)
{
    uint32_t width = id == QUEN__SHOP_BY_STAKE ? 4 : 8;
    assert_null(shop_with_section(ctx, shop, (quen__section){id, width, count, from}));
    assert_non_null(strstr(quen_context_message(ctx), words));
}

static void test_hostile(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    size_t n = quen_shop_n_customers(shop);
    double stakes[PEOPLE];
    uint32_t order[PEOPLE];
    memcpy(stakes, shop->stakes, n * sizeof *stakes);
    stakes[7] = -1;
    assert_no_shop(ctx, shop, QUEN__SHOP_STAKES, stakes, n, "stakes: entry 7 is below 0");
    stakes[7] = (double)INFINITY;
    assert_no_shop(ctx, shop, QUEN__SHOP_STAKES, stakes, n, "entry 7 is below 0 or not");
    assert_no_shop(ctx, shop, QUEN__SHOP_STAKES, stakes, n - 1, "lifetime: ");
    memcpy(order, shop->by_stake, n * sizeof *order);
    order[1] = order[0];
    assert_no_shop(ctx, shop, QUEN__SHOP_BY_STAKE, order, n,
                   "order by stake: entry 1 is out of order");
    order[1] = (uint32_t)n;
    assert_no_shop(ctx, shop, QUEN__SHOP_BY_STAKE, order, n, "order by stake");
    quen__shop_future futures[PEOPLE];
    size_t width = sizeof *futures / 8;
    for (int fault = 0; fault < 6; fault++) {
        memcpy(futures, shop->futures, n * sizeof *futures);
        quen__shop_future *f = &futures[5];
        *(fault == 0   ? &f->alive
          : fault == 1 ? &f->orders
          : fault == 2 ? &f->value
          : fault == 3 ? &f->wait[0]
                       : &f->wait[2]) =
            fault == 4 ? f->wait[1] / 2 - 1 : (double)INFINITY;
        f->flags = fault == 5 ? 4 : f->flags;
        f->wait[2] = fault == 5 ? f->wait[1] : f->wait[2];
        assert_no_shop(ctx, shop, QUEN__SHOP_FUTURES, futures, n * width,
                       "futures: entry 5 is out of range");
    }
    assert_no_shop(ctx, shop, QUEN__SHOP_FUTURES, futures, n * width - 1, "lifetime: ");
    uint64_t info[64];
    size_t words = sizeof(quen__lifetime_info) / 8;
    memcpy(info, shop->lifetime.info, sizeof(quen__lifetime_info));
    info[5] = 0; /* has_time */
    assert_no_shop(ctx, shop, 0x5000, info, words, "they are of rows");
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told),    cmocka_unit_test(test_who_came_later),
        cmocka_unit_test(test_list),    cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
