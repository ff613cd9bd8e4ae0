/*
 * Tests of programs/common/text.c and calendar.c: money to the last digit, days before
 * 1970, columns of Vietnamese.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "common/calendar.h"
#include "common/text.h"

static void money_is_written(void **state)
{
    (void)state;
    assert_string_equal(text_money(0, 0).s, "0");
    assert_string_equal(text_money(0, 2).s, "0.00");
    assert_string_equal(text_money(5, 2).s, "0.05");
    assert_string_equal(text_money(-5, 2).s, "-0.05");
    assert_string_equal(text_money(99999, 2).s, "999.99");
    assert_string_equal(text_money(100000, 2).s, "1,000.00");
    assert_string_equal(text_money(-123456789, 2).s, "-1,234,567.89");
    assert_string_equal(text_money(350000, 0).s, "350,000");
    assert_string_equal(text_money_plain(-123456789, 2).s, "-1234567.89");
    assert_string_equal(text_money(INT64_MAX, 0).s, "9,223,372,036,854,775,807");
    assert_string_equal(text_money(INT64_MIN, 0).s, "-9,223,372,036,854,775,808");
    assert_string_equal(text_money(INT64_MIN, 18).s, "-9.223372036854775808");
    assert_string_equal(text_money(INT64_MIN, 2).s, "-92,233,720,368,547,758.08");
}

static void counts_and_shares_are_written(void **state)
{
    (void)state;
    assert_string_equal(text_count(0).s, "0");
    assert_string_equal(text_count(999).s, "999");
    assert_string_equal(text_count(1000).s, "1,000");
    assert_string_equal(text_count(UINT64_MAX).s, "18,446,744,073,709,551,615");
    assert_string_equal(text_share(1, 8).s, "12.5%");
    assert_string_equal(text_share(-1, 1).s, "-100.0%");
    assert_string_equal(text_share(1, 0).s, "-");
    assert_string_equal(text_share(0, 0).s, "-");
    assert_string_equal(text_share(9.99, 1).s, "999.0%");
    assert_string_equal(text_share(-10, 1).s, "-");
}

static void days_are_local(void **state)
{
    (void)state;
    assert_string_equal(text_day(0, 0).s, "1970-01-01");
    assert_string_equal(text_day(-1, 0).s, "1969-12-31");
    assert_string_equal(text_day(86399, 0).s, "1970-01-01");
    assert_string_equal(text_day(86399, 1).s, "1970-01-02");
    assert_string_equal(text_day(1782838800, 7 * 3600).s, "2026-07-01");
    assert_string_equal(text_day(1782838799, 7 * 3600).s, "2026-06-30");
    assert_string_equal(text_day(INT64_C(-2208988800), 0).s, "1900-01-01");
    assert_string_equal(text_day(INT64_C(7258118399), 0).s, "2199-12-31");
}

/* Days one after another are dates one after another. */
static void the_calendar_has_no_gap(void **state)
{
    date before = date_of(-25568);

    (void)state;
    for (int32_t day = -25567; day < 84006; day++) {
        date d = date_of(day);
        int same_month = d.month == before.month && d.day == before.day + 1;
        int next_month =
            d.day == 1 && before.day >= 28 && d.month == before.month % 12 + 1;
        assert_true(same_month || next_month);
        assert_int_equal(d.year, before.year + (d.month == 1 && d.day == 1));
        before = d;
    }
}

/* What text_cell() prints. */
static const char *cell(const char *s, size_t size, size_t width)
{
    static char printed[256];
    FILE *f = tmpfile();
    size_t n;

    assert_non_null(f);
    text_cell(f, s, size, width);
    rewind(f);
    n = fread(printed, 1, sizeof printed - 1, f);
    printed[n] = '\0';
    fclose(f);
    return printed;
}

#define assert_cell(text, width, want)                                                   \
    assert_string_equal(cell((text), sizeof(text) - 1, (width)), (want))

static void cells_have_a_width(void **state)
{
    (void)state;
    assert_int_equal(text_width("Cà phê sữa đá", strlen("Cà phê sữa đá")), 13);
    assert_cell("tea", 5, "tea  ");
    assert_cell("tea", 3, "tea");
    assert_cell("green tea", 6, "green\xE2\x80\xA6");
    assert_cell("Cà phê", 8, "Cà phê  ");
    assert_cell("Cà phê sữa", 7, "Cà phê\xE2\x80\xA6");
    assert_cell("", 2, "  ");
    assert_cell("tea", 0, "");
    assert_cell("tea", 1, "\xE2\x80\xA6");
}

static void cells_are_harmless(void **state)
{
    (void)state;
    assert_cell("a\tb\nc\x1B[2J\x7F", 12, "a b c [2J   ");
    assert_cell("a\xC2\x9B"
                "31mb",
                8, "a 31mb  ");
    assert_cell("\xFFtea\xE1\xBA", 8, "?tea?   ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_is_written),
        cmocka_unit_test(counts_and_shares_are_written),
        cmocka_unit_test(days_are_local),
        cmocka_unit_test(the_calendar_has_no_gap),
        cmocka_unit_test(cells_have_a_width),
        cmocka_unit_test(cells_are_harmless),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
