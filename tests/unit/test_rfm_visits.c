/*
 * RFM by visits: who sends back what they bought was there once, who only sends back was
 * not, and money counts all of it.
 */
#include "rfm_cases.h"

#define DAY INT64_C(86400)
#define MIDNIGHT (20454 * DAY) /* 2026-01-01 */
#define N 11

static quen_order_line line_of(const char *customer, const char *order, const char *item,
                               int64_t day, int64_t quantity, int64_t amount)
{
    quen_order_line line = {0};
    line.customer = quen_key_text(customer);
    line.order = quen_key_text(order);
    line.item = quen_key_text(item);
    line.time_s = MIDNIGHT + day * DAY;
    line.quantity = quantity;
    line.amount = amount;
    return line;
}

static quen_rfm *fit(quen_context *ctx, const quen_orders *orders, int64_t now,
                     uint32_t frequency)
{
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = NULL;
    o.now_s = now;
    o.frequency = frequency;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &o, &rfm));
    return rfm;
}

static size_t row_of(const quen_rfm *rfm, const quen_orders *orders, const char *name)
{
    for (size_t i = 0; i < quen_rfm_n_customers(rfm); i++) {
        quen_key key = quen_orders_customer_key(orders, quen_rfm_customers(rfm)[i]);
        if (key.size == strlen(name) && memcmp(key.bytes, name, key.size) == 0)
            return i;
    }
    return SIZE_MAX;
}

static void check(const quen_rfm *rfm, const quen_orders *orders, const char *name,
                  int64_t recency, int64_t frequency, int64_t monetary)
{
    size_t row = row_of(rfm, orders, name);
    assert_true(row != SIZE_MAX);
    assert_int_equal(quen_rfm_recency(rfm)[row], recency);
    assert_int_equal(quen_rfm_frequency(rfm)[row], frequency);
    assert_int_equal(quen_rfm_monetary(rfm)[row], monetary);
}

/* A lamp that was bought, and came back with a number of its own 99 days later. */
static void test_credit_note(void **state)
{
    (void)state;
    const quen_order_line lines[] = {
        line_of("Mai", "1", "Tea", 0, 1, 900),
        line_of("Mai", "2", "Tea", 70, 1, 900),
        line_of("Lan", "3", "Lamp", 0, 1, 8000),
        line_of("Lan", "R3", "Lamp", 99, -1, -8000),
        line_of("Hoa", "4", "Cup", 50, 2, 700),
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    int64_t now = MIDNIGHT + 100 * DAY; /* 2026-04-11 */
    for (uint32_t frequency = 0; frequency < 3; frequency++) {
        quen_orders *orders = rfm_log(ctx, lines, 5, QUEN_RETURNS_NO_VISIT);
        quen_rfm *rfm = fit(ctx, orders, now, frequency);
        check(rfm, orders, "Lan", 100, 1, 0);
        check(rfm, orders, "Mai", 30, 2, 1800);
        check(rfm, orders, "Hoa", 50, 1, 700);
        assert_int_equal(quen_rfm_scores(rfm)[3 * row_of(rfm, orders, "Lan") + 1], 1);
        quen_rfm_free(rfm);
        quen_orders_free(orders);
        orders = rfm_log(ctx, lines, 5, QUEN_RETURNS_VISIT);
        rfm = fit(ctx, orders, now, frequency);
        check(rfm, orders, "Lan", 1, 2, 0);
        quen_rfm_free(rfm);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

/*
 * Free drinks are visits. A reduction within an order changes nothing but its sum. Goods
 * that come back with what is bought anew are no day and no line of their own.
 */
static void test_kinds_of_lines(void **state)
{
    (void)state;
    const quen_order_line lines[] = {
        line_of("Mai", "1", "Tea", 0, 1, 0), /* free */
        line_of("Mai", "2", "Tea", 9, 1, 0),
        line_of("Lan", "3", "Cup", 0, 2, 1000), /* reduced */
        line_of("Lan", "3", "Cup", 0, 1, -300),
        line_of("Hoa", "4", "Cup", 0, 1, 500),
        line_of("Hoa", "5", "Cup", 4, -1, -500), /* exchanged, the larger size later */
        line_of("Hoa", "5", "Pot", 5, 1, 900),
        line_of("Dao", "6", "Pot", 2, -1, -900), /* never bought */
        line_of("Dao", "7", "Pot", 3, 1, -100),
        line_of("Nga", "8", "Pot", 3, 1, 900),
        line_of("Nga", "8", "Pot", 8, -1, -900), /* the same order, later */
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = rfm_log(ctx, lines, N, QUEN_RETURNS_NO_VISIT);
    for (uint32_t frequency = 0; frequency < 3; frequency++) {
        quen_rfm *rfm = fit(ctx, orders, MIDNIGHT + 10 * DAY, frequency);
        assert_int_equal(quen_rfm_n_customers(rfm), 4);
        assert_int_equal(quen_rfm_n_never_bought(rfm), 1);
        check(rfm, orders, "Mai", 1, 2, 0);
        check(rfm, orders, "Lan", 10, 1, 700);
        check(rfm, orders, "Hoa", 5, 2, 900);
        check(rfm, orders, "Nga", 7, 1, 0);
        assert_true(row_of(rfm, orders, "Dao") == SIZE_MAX);
        quen_rfm_free(rfm);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* At the moment between the return and the purchase of one order, it is no visit yet. */
static void test_moment_within_order(void **state)
{
    (void)state;
    const quen_order_line lines[] = {
        line_of("Mai", "1", "Tea", 0, 1, 900),
        line_of("Hoa", "5", "Cup", 4, -1, -500),
        line_of("Hoa", "5", "Pot", 6, 1, 900),
        line_of("Lan", "6", "Pot", 8, 1, 900),
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = rfm_log(ctx, lines, 4, QUEN_RETURNS_NO_VISIT);
    for (uint32_t frequency = 0; frequency < 3; frequency++) {
        quen_rfm *rfm = fit(ctx, orders, MIDNIGHT + 5 * DAY, frequency);
        assert_int_equal(quen_rfm_n_customers(rfm), 1);
        assert_int_equal(quen_rfm_n_never_bought(rfm), 1);
        quen_rfm_free(rfm);
        rfm = fit(ctx, orders, MIDNIGHT + 7 * DAY, frequency);
        assert_int_equal(quen_rfm_n_never_bought(rfm), 0);
        check(rfm, orders, "Hoa", 1, 1, 400);
        quen_rfm_free(rfm);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_only_returns(void **state)
{
    (void)state;
    const quen_order_line lines[] = {
        line_of("Mai", "1", "Tea", 0, -1, -900),
        line_of("Lan", "2", "Tea", 0, 1, -900),
        line_of("Hoa", "3", "Tea", 9, 1, 900),
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = rfm_log(ctx, lines, 3, QUEN_RETURNS_NO_VISIT);
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = NULL;
    o.now_s = MIDNIGHT + 5 * DAY;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "rfm: nobody bought before the moment, 2026-01-06: all that the 2 "
                 "customers of before did was to return",
                 quen_rfm_fit(ctx, orders, &o, &rfm));
    assert_null(rfm);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_credit_note),
        cmocka_unit_test(test_kinds_of_lines),
        cmocka_unit_test(test_moment_within_order),
        cmocka_unit_test(test_only_returns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
