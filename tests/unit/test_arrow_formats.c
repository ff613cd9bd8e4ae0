/* Orders from Arrow streams whose times and money are texts: how they are read is learned
 * from the whole column, told, or refused with both readings. */
#include "arrow_cases.h"

#define ROWS 4
static const char *const goods[ROWS] = {"Tea", "Cup", "Tea", "Tea"};
static const char *const plain_times[ROWS] = {"2026-03-01 08:00", "2026-03-01 08:00",
                                              "2026-03-02 09:00", "2026-03-05 09:00"};
static const char *const plain_money[ROWS] = {"10", "20.50", "5", "1"};

/* The streams of a test: arrays of one row, of three, and one of all. */
static const arrow_shape shapes[] = {{.batch = 1}, {.batch = 3}, {.batch = 0}};

typedef struct shop {
    const char *const *times, *const *money;
    quen_arrow_options options;
} shop;

static shop shop_of(const char *const *times, const char *const *money)
{
    shop s = {times ? times : plain_times, money ? money : plain_money, arrow_options()};
    return s;
}

static quen_status load(quen_context *ctx, const shop *s, const arrow_shape *shape,
                        quen_orders **log)
{
    const arrow_column columns[] = {{"item", "u", NULL, goods},
                                    {"time", "u", NULL, s->times},
                                    {"amount", "vu", "c", s->money}};
    return load_arrow(ctx, columns, 3, ROWS, &s->options, shape, log);
}

/* Loads at every cut, and compares sums and what was told of a column. */
static void check(const shop *s, int64_t first, int64_t last, int64_t revenue,
                  const char *told)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < COUNT(shapes); i++) {
        quen_orders *log = NULL;
        quen_order_totals t;
        int found = 0;
        assert_ok(ctx, load(ctx, s, &shapes[i], &log));
        quen_order_totals_init(&t, sizeof t);
        quen_orders_get_totals(log, &t);
        assert_true(t.first_s == first && t.last_s == last && t.revenue == revenue);
        assert_int_equal(quen_orders_n_told(log), 2);
        for (size_t j = 0; j < quen_orders_n_told(log); j++)
            found |= strstr(quen_orders_told(log, j), told) != NULL;
        if (!found)
            print_message("not told: %s\n", told);
        assert_true(found);
        assert_null(quen_orders_told(log, 2));
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

static void refuse(const shop *s, const char *words)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < COUNT(shapes); i++) {
        quen_orders *log = NULL;
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words, load(ctx, s, &shapes[i], &log));
        assert_null(log);
    }
    quen_context_free(ctx);
}

#define MARCH_1 INT64_C(1772323200) /* 2026-03-01 00:00 UTC */
#define DAY INT64_C(86400)
#define HOUR INT64_C(3600)

static void test_times(void **state)
{
    static const char *const day_first[ROWS] = {"01/03/2026", "02/03/2026", "05/03/2026",
                                                "13/03/2026 8:30"};
    static const char *const open[ROWS] = {"01/03/2026", "02/03/2026", "05/03/2026",
                                           "05/03/2026"};
    static const char *const both[ROWS] = {"13/03/2026", "02/03/2026", "03/13/2026",
                                           "05/03/2026"};
    static const char *const zones[ROWS] = {
        "2026-03-01 00:00:10 UTC", "2026-03-01 00:00:10 UTC", "2026-03-01 00:00:20 UTC",
        "2026-03-01 00:00:30 UTC"};
    (void)state;
    shop s = shop_of(day_first, NULL);
    check(&s, MARCH_1, MARCH_1 + 12 * DAY + 17 * HOUR / 2, 3650,
          "column 'time': time: day first");
    s = shop_of(zones, NULL);
    s.options.utc_offset_s = 7 * 3600;
    check(&s, MARCH_1 + 10, MARCH_1 + 30, 3650, "column 'time': time: ");
    s = shop_of(open, NULL);
    refuse(&s, "arrow: column \"time\": time: ");
    refuse(&s, "time_format");
    s.options.time_format = "%m/%d/%Y";
    check(&s, MARCH_1 - 59 * DAY + 2 * DAY, MARCH_1 + 63 * DAY, 3650, "%m/%d/%Y");
    s = shop_of(both, NULL);
    refuse(&s, "'03/13/2026'"); /* by the column, or by the row once it is decided */
    s = shop_of(NULL, NULL);
    s.options.time_format = "%Q";
    refuse(&s, "arrow: column \"time\": ");
}

/* An hour that comes twice, one that does not, one before and one after: as text, and as
 * timestamps without a zone. */
static void test_zone(void **state)
{
    static const int64_t from[] = {1772953200, 1793512800}; /* summer in New York */
    static const int32_t offset[] = {-4 * 3600, -5 * 3600};
    static const quen_zone zone = {from, offset, 2, -5 * 3600, 0};
    static const char *const times[ROWS] = {"2026-11-01 01:30", "2026-03-08 02:30",
                                            "2026-03-08 00:10", "2026-11-01 02:00"};
    static const char *const seconds[ROWS] = {"1793496600", "1772937000", "1772928600",
                                              "1793498400"};
    static const int64_t right[ROWS] = {1793511000, 1772955000, 1772946600, 1793516400};
    (void)state;
    shop s = shop_of(times, NULL);
    s.options.zone = &zone;
    for (int text = 0; text < 2; text++) {
        quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
        const arrow_column columns[] = {
            {"item", "u", NULL, goods},
            {"time", text ? "u" : "tss:", NULL, text ? times : seconds}};
        quen_arrow_options o = s.options;
        quen_orders *log = NULL;
        quen_order_totals t;
        quen_zone clock;
        o.amount = NULL;
        assert_ok(ctx, load_arrow(ctx, columns, 2, ROWS, &o, &shapes[1], &log));
        quen_order_totals_init(&t, sizeof t);
        quen_orders_get_totals(log, &t);
        assert_int_equal(t.lines, ROWS);
        for (size_t i = 0; i < ROWS; i++) {
            quen_orders *second = NULL;
            assert_ok(
                ctx, quen_orders_copy_between(ctx, log, right[i], right[i] + 1, &second));
            quen_orders_get_totals(second, &t);
            assert_int_equal(t.lines, 1);
            quen_orders_free(second);
        }
        quen_orders_get_clock(log, &clock);
        assert_true(clock.n == 2 && clock.from_s[1] == from[1]);
        assert_string_equal(quen_orders_told(log, quen_orders_n_told(log) - 1),
                            "column 'time': clock: 1 local time exists twice, the "
                            "earlier was taken; 1 did "
                            "not exist and moved forward");
        quen_orders_free(log);
        quen_context_free(ctx);
    }
    s.options.utc_offset_s = 60;
    refuse(&s, "arrow: zone and utc_offset_s are both set");
    s.options.utc_offset_s = 0;
    s.options.zone = &(const quen_zone){from, offset, 2, 90000, 0};
    refuse(&s, "arrow: zone: first_offset_s is 90000");
}

static void test_money(void **state)
{
    static const char *const dots[ROWS] = {"45.000", "29.000", "45.500", "120.000"};
    static const char *const even[ROWS] = {"45.000", "29.000", "45.000", "120.000"};
    static const char *const signs[ROWS] = {"$8.00", "$1,250.00", "-$5.00", "($1.00)"};
    static const char *const commas[ROWS] = {"8,00", "1.250,00", "-5,00", "1,5"};
    (void)state;
    int64_t first = MARCH_1 + 8 * HOUR, last = MARCH_1 + 4 * DAY + 9 * HOUR;
    shop s = shop_of(NULL, dots);
    s.options.decimals = 0;
    check(&s, first, last, 239500, "column 'amount': money: ");
    s = shop_of(NULL, even);
    s.options.decimals = 0;
    refuse(&s, "arrow: column \"amount\": money: ");
    refuse(&s, "thousands");
    s.options.thousands = ".";
    check(&s, first, last, 239000, "column 'amount': money: ");
    s.options.thousands = "";
    s.options.decimal_mark = ".";
    check(&s, first, last, 239, "column 'amount': money: ");
    s = shop_of(NULL, signs);
    check(&s, first, last, 125200, "$");
    s = shop_of(NULL, commas);
    check(&s, first, last, 125450, "column 'amount': money: ");
}

/* A price is multiplied as its digits are, and rounded once. */
static void test_products(void **state)
{
    static const char *const prices[ROWS] = {"0,335", "1,00", "1.250,00", "2"};
    static const char *const pieces[ROWS] = {"3", "-1", "2", "1"};
    const arrow_column columns[] = {{"item", "u", NULL, goods},
                                    {"time", "u", NULL, plain_times},
                                    {"price", "u", NULL, prices},
                                    {"quantity", "u", NULL, pieces}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < COUNT(shapes); i++) {
        quen_arrow_options o = arrow_options();
        quen_orders *log = NULL;
        quen_order_totals t;
        o.amount = NULL;
        o.price = "price";
        o.quantity = "quantity";
        assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, &shapes[i], &log));
        quen_order_totals_init(&t, sizeof t);
        quen_orders_get_totals(log, &t);
        assert_int_equal(t.revenue, 101 - 100 + 250000 + 200); /* 3 x 0.335 = 1.005 */
        assert_int_equal(t.quantity, 5);
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

/* What is kept is released whatever comes, and numbers are told nothing of. */
static void test_faults(void **state)
{
    static const char *const broken[ROWS] = {"1", "2", "3 apples", "4"};
    static const char *const seconds[ROWS] = {"1772323200", "1772323200", "1772323260",
                                              "1772323320"};
    const arrow_column numbers[] = {{"item", "u", NULL, goods},
                                    {"time", "l", NULL, seconds},
                                    {"amount", "l", NULL, seconds}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_orders *log = NULL;
    (void)state;
    shop s = shop_of(NULL, broken);
    refuse(&s, "arrow: row 2, column \"amount\": '3 apples': ");
    arrow_shape failing = {.batch = 1, .next_code = 5, .error = "the wire broke"};
    shop whole = shop_of(NULL, NULL);
    assert_fails(ctx, QUEN_ERR_IO, "the wire broke", load(ctx, &whole, &failing, &log));
    assert_ok(ctx, load_arrow(ctx, numbers, 3, ROWS, &o, NULL, &log));
    assert_int_equal(quen_orders_n_told(log), 0);
    assert_null(quen_orders_told(log, 0));
    quen_orders_free(log);
    quen_context_free(ctx);
}

/* The currency of a log whose amounts are these, "" where none is known. */
static void check_currency(const char *const *money, const char *stated, const char *is)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    shop s = shop_of(NULL, money);
    s.options.currency = stated;
    for (size_t i = 0; i < COUNT(shapes); i++) {
        quen_orders *log = NULL;
        quen_money known;
        assert_ok(ctx, load(ctx, &s, &shapes[i], &log));
        quen_orders_get_money(log, &known);
        assert_string_equal(known.currency, is);
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

static void test_currencies(void **state)
{
    static const char euro[] = "\xe2\x82\xac 2.00";
    static const char *const euros[ROWS] = {"5.00 EUR", "1.00", euro, "3.00"};
    static const char *const dollars[ROWS] = {"$5.00", "$1.00", "$2.00", "$3.00"};
    (void)state;
    check_currency(plain_money, NULL, "");
    check_currency(plain_money, "USD", "USD");
    check_currency(euros, NULL, "EUR");
    check_currency(euros, "EUR", "EUR");
    check_currency(dollars, NULL, "");
    check_currency(dollars, "CAD", "CAD");
    check_currency(dollars, "BBD", "BBD"); /* a dollar of which nothing is known here */
    shop s = shop_of(NULL, euros);
    s.options.currency = "USD";
    refuse(&s,
           "arrow: column 'amount' is in EUR, but the currency is said to be USD: say "
           "EUR, or take the column that is meant");
    s.options.currency = "BBD";
    refuse(&s, "is in EUR, but the currency is said to be BBD");
    s = shop_of(NULL, dollars);
    s.options.currency = "VND";
    refuse(&s, "is in $, but the currency is said to be VND: say which it is");
}

/* A row without a quantity counts 1, in whatever units quantities are. */
static void test_one_each(void **state)
{
    static const int64_t each[] = {1, 10, 1000000000000000000};
    static const uint32_t decimals[] = {0, 1, 18};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < COUNT(each); i++) {
        shop s = shop_of(NULL, NULL);
        quen_orders *log = NULL;
        quen_order_totals t;
        s.options.quantity_decimals = decimals[i];
        assert_ok(ctx, load(ctx, &s, &shapes[1], &log));
        quen_order_totals_init(&t, sizeof t);
        quen_orders_get_totals(log, &t);
        assert_int_equal(t.quantity, ROWS * each[i]);
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

static quen_status load_shop(quen_context *ctx, void *user)
{
    static const arrow_shape two = {.batch = 2};
    quen_orders *log = NULL;
    quen_status status = load(ctx, user, &two, &log);
    quen_orders_free(log);
    return status;
}

static void test_memory(void **state)
{
    shop s = shop_of(NULL, NULL);
    (void)state;
    support_each_oom(load_shop, &s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times),      cmocka_unit_test(test_zone),
        cmocka_unit_test(test_money),      cmocka_unit_test(test_products),
        cmocka_unit_test(test_faults),     cmocka_unit_test(test_memory),
        cmocka_unit_test(test_currencies), cmocka_unit_test(test_one_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
