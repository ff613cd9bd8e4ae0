/* Orders from Arrow streams: whole numbers that are no Unix seconds; rounded amounts. */
#include "arrow_cases.h"

#include "data/orders/orders.h"
#include "data/parse/calendar_form.h"

#define ROWS 3

/* The log of three times in a column of a format; refused where `words` are given. */
static void check_times(const char *format, const char *index,
                        const char *const times[ROWS], const char *words)
{
    static const char *const items[ROWS] = {"Tea", "Cup", "Tea"};
    static const char *const amounts[ROWS] = {"10", "20", "10"};
    const arrow_column columns[] = {{"item", "u", NULL, items},
                                    {"time", format, index, times},
                                    {"amount", "l", NULL, amounts}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    arrow_shape shape = {.batch = 2};
    quen_orders *log = NULL;
    if (words)
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                     load_arrow(ctx, columns, 3, ROWS, &o, &shape, &log));
    else
        assert_ok(ctx, load_arrow(ctx, columns, 3, ROWS, &o, &shape, &log));
    quen_orders_free(log);
    quen_context_free(ctx);
}

static void test_refused(void **state)
{
    static const struct {
        const char *times[ROWS], *words;
    } cases[] = {
        {{"20260105", "20260212", "20260701"},
         "arrow: column \"time\": 20260105 to 20260701 would be Unix seconds of 1970; "
         "written as yyyymmdd they are 2026-01-05 to 2026-07-01: give them as dates, "
         "timestamps or text"},
        {{"20280229", "19000101", "21001231"}, "1900-01-01 to 2100-12-31"},
        {{"46023", "46024", "46200"},
         "as days that Excel counts they are 2026-01-01 to 2026-06-27; as days since "
         "1970 "
         "they are 2096-01-03 to 2096-06-28"},
        {{"20454", "20455", "20600"},
         "as days since 1970 they are 2026-01-01 to 2026-05-"},
        {{"1767225600", "1767225600000", "1"}, "row 1, column \"time\": 1767225600000"},
        {{"1767225600000", "1", "1"}, "milliseconds since 1970, make timestamps"},
        {{"1767225600000000", "1", "1"}, "microseconds since 1970, make timestamps"},
        {{"1767225600000000000", "1", "1"}, "nanoseconds since 1970, make timestamps"},
        {{"202601051230", "1", "1"}, "yyyymmddhhmm, or milliseconds since 1970, make"},
        {{"20260105123000", "1", "1"}, "yyyymmddhhmmss, make timestamps"},
        {{"20260105126000", "1", "1"}, "if it is microseconds since 1970"},
        {{"9223372036854775807", "1", "1"}, "9223372036854775807: outside 1900..2199"},
        {{"-9223372036854775807", "1", "1"}, "-9223372036854775807: outside 1900..2199"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        check_times("l", NULL, cases[i].times, cases[i].words);
        check_times("l", "c", cases[i].times, cases[i].words);
    }
    check_times("i", NULL, cases[0].times, cases[0].words);
}

/* Seconds of any shop; and what is a date, but for one. */
static void test_taken(void **state)
{
    static const char *const taken[][ROWS] = {
        {"1767225600", "1767225601", "1767312000"}, /* 2026 */
        {"31536000", "31536001", "63072000"},       /* 1971 */
        {"4102444799", "1", "2"},                   /* 2099, and a clock that is wrong */
        {"20260105", "20260230", "20260701"},
        {"20260105", "20260212", "20261301"},
        {"20260105", "20260212", "1767225600"},
        {"0", "86400", "172800"},
        {"10956", "46023", "46024"}, /* 1999 to 2096 in days */
        {"-20260105", "-20260212", "-20260701"},
    };
    static const char *const days[ROWS] = {"20454", "20455", "20600"};
    (void)state;
    for (size_t i = 0; i < COUNT(taken); i++)
        check_times("l", NULL, taken[i], NULL);
    check_times("tdD", NULL, days, NULL); /* which says that it is days */
}

/* Whole numbers of any size are seconds, each as it is. */
static void test_any_size(void **state)
{
    static const char *const formats[] = {"c", "C", "s", "S", "i", "I", "l", "L"};
    static const char *const items[ROWS] = {"Tea", "Cup", "Tea"};
    static const char *const times[ROWS] = {"31", "100", "127"};
    arrow_column columns[] = {{"item", "u", NULL, items}, {"time", "", NULL, times}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    (void)state;
    o.amount = NULL;
    for (size_t i = 0; i < COUNT(formats); i++) {
        quen_order_totals t;
        quen_orders *log = NULL;
        columns[1].format = formats[i];
        assert_ok(ctx, load_arrow(ctx, columns, 2, ROWS, &o, NULL, &log));
        assert_ok(ctx, quen_orders_finish(ctx, log));
        quen_order_totals_init(&t, sizeof t);
        quen_orders_get_totals(log, &t);
        assert_int_equal(t.first_s, 31);
        assert_int_equal(t.last_s, 127);
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

/* Nothing was seen: nothing is said. */
static void test_no_numbers(void **state)
{
    quen__calendar_form form = {0};
    char words[QUEN__FORM_WORDS];
    (void)state;
    quen__calendar_form_see(&form, NULL, 0);
    assert_null(quen__calendar_form_words(&form, words));
}

/* --- amounts that were rounded --- */

static uint64_t rounded(const char *role, const char *format, const char *const *amounts,
                        uint32_t decimals)
{
    static const char *const times[ROWS] = {"1767225600", "1767225600", "1767225600"};
    static const char *const items[ROWS] = {"Tea", "Cup", "Tea"};
    static const char *const quantities[ROWS] = {"2", "1", "2"};
    const arrow_column columns[] = {{"item", "u", NULL, items},
                                    {"time", "l", NULL, times},
                                    {role, format, NULL, amounts},
                                    {"quantity", "l", NULL, quantities}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    arrow_shape shape = {0};
    quen_orders *log = NULL, *both = NULL;
    o.decimals = decimals;
    o.decimal_mark = ".";
    o.quantity = "quantity";
    o.amount = strcmp(role, "amount") == 0 ? role : NULL;
    o.price = strcmp(role, "price") == 0 ? role : NULL;
    assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, &shape, &log));
    uint64_t n = quen__orders_rounded(log);
    assert_ok(ctx, quen_orders_new(ctx, &both)); /* kept when logs are put together */
    assert_ok(ctx, quen_orders_merge(ctx, both, log));
    assert_ok(ctx, quen_orders_finish(ctx, both));
    assert_int_equal(quen__orders_rounded(both), n);
    quen_orders_free(both);
    quen_orders_free(log);
    quen_context_free(ctx);
    return n;
}

static void test_rounded(void **state)
{
    static const char *const dots[ROWS] = {"45.000", "39.500", "120.5"};
    static const char *const cents[ROWS] = {"12.50", "0.29", "1.005"};
    (void)state;
    assert_int_equal(rounded("amount", "u", dots, 0), 2);
    assert_int_equal(rounded("amount", "u", dots, 3), 0);
    assert_int_equal(rounded("amount", "g", dots, 0), 2);
    assert_int_equal(rounded("amount", "u", cents, 2), 1);
    assert_int_equal(rounded("amount", "g", cents, 2), 1);
    assert_int_equal(rounded("price", "u", dots, 0), 1); /* two of 120.5 are 241 */
    assert_int_equal(rounded("price", "g", dots, 0), 1);
    assert_int_equal(rounded("price", "u", cents, 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),  cmocka_unit_test(test_taken),
        cmocka_unit_test(test_any_size), cmocka_unit_test(test_no_numbers),
        cmocka_unit_test(test_rounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
