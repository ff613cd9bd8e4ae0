/*
 * Tests of format.c: numbers, money and days in both languages, by hand.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "format.h"

static format of(const texts *t, const char *currency, uint32_t decimals)
{
    format f = {t, {decimals, ""}, 7 * 3600};

    snprintf(f.money.currency, sizeof f.money.currency, "%s", currency);
    return f;
}

static void test_counts(void **state)
{
    format en = of(texts_english(), "VND", 0), vi = of(texts_vietnamese(), "VND", 0);

    (void)state;
    assert_string_equal(format_count(&en, 0).s, "0");
    assert_string_equal(format_count(&en, 999).s, "999");
    assert_string_equal(format_count(&en, 1000).s, "1,000");
    assert_string_equal(format_count(&vi, 1250000).s, "1.250.000");
    assert_string_equal(format_count(&vi, UINT64_MAX).s, "18.446.744.073.709.551.615");
}

static void test_numbers(void **state)
{
    format en = of(texts_english(), "", 0), vi = of(texts_vietnamese(), "", 0);

    (void)state;
    assert_string_equal(format_number(&en, 0, 1).s, "0.0");
    assert_string_equal(format_number(&vi, 1234.56, 1).s, "1.234,6");
    assert_string_equal(format_number(&en, 0.25, 1).s,
                        "0.3"); /* by hand, not by halves */
    assert_string_equal(format_number(&en, 1.005, 2).s, "1.01");
    assert_string_equal(format_number(&en, 999.95, 1).s, "1,000.0");
    assert_string_equal(format_number(&en, -0.04, 1).s, "0.0");
    assert_string_equal(format_number(&en, -0.05, 1).s, "-0.1");
    assert_string_equal(format_number(&en, 0.004, 1).s, "0.0");
    assert_string_equal(format_number(&en, 1e-300, 3).s, "0.000");
    assert_string_equal(format_number(&en, 123456789, 0).s, "123,456,789");
    assert_string_equal(format_number(&en, 1e300, 2).s, "1e+300");
    assert_string_equal(format_number(&en, (double)NAN, 2).s, "-");
    assert_string_equal(format_number(&en, (double)INFINITY, 2).s, "-");
}

static void test_shares(void **state)
{
    format en = of(texts_english(), "", 0), vi = of(texts_vietnamese(), "", 0);

    (void)state;
    assert_string_equal(format_share(&en, 0.145).s, "14.5%");
    assert_string_equal(format_share(&en, 0.1225).s, "12.3%");
    assert_string_equal(format_share(&vi, 0.5).s, "50,0%");
    assert_string_equal(format_share(&vi, 1).s, "100,0%");
    assert_string_equal(format_share(&en, 0.0004).s, "0.0%");
    assert_string_equal(format_share(&en, 0.99999).s, "100.0%");
    assert_string_equal(format_share(&en, (double)NAN).s, "-");
    assert_string_equal(format_change(&en, 110, 100).s, "+10.0%");
    assert_string_equal(format_change(&vi, 75, 100).s, "-25,0%");
    assert_string_equal(format_change(&en, 100, 100).s, "+0.0%");
    assert_string_equal(format_change(&en, 100, 0).s, "-");
    assert_string_equal(format_change(&en, 2250, 100).s, "+2,150.0%");
}

static void test_money(void **state)
{
    format en = of(texts_english(), "VND", 0), vi = of(texts_vietnamese(), "VND", 0);
    format us = of(texts_english(), "USD", 2), usv = of(texts_vietnamese(), "USD", 2);
    format bare = of(texts_english(), "", QUEN_DECIMALS_UNKNOWN);
    format fine = of(texts_english(), "", 18);

    (void)state;
    assert_string_equal(format_money(&en, 1250000).s, "1,250,000 VND");
    assert_string_equal(format_money(&vi, 1250000).s, "1.250.000 đ");
    assert_string_equal(format_money(&vi, -500).s, "-500 đ");
    assert_string_equal(format_money(&us, 1250).s, "$12.50");
    assert_string_equal(format_money(&us, -5).s, "-$0.05");
    assert_string_equal(format_money(&usv, 125000005).s, "1.250.000,05 USD");
    assert_string_equal(format_money(&bare, 1250).s, "1,250");
    assert_string_equal(format_money(&fine, INT64_MIN).s, "-9.223372036854775808");
    assert_string_equal(format_money(&us, INT64_MAX).s, "$92,233,720,368,547,758.07");
    assert_string_equal(format_money_of(&us, 1249.5).s, "$12.50");
    assert_string_equal(format_money_of(&us, -1249.5).s, "-$12.50");
    assert_string_equal(format_money_of(&us, (double)NAN).s, "-");
    assert_string_equal(format_money_of(&us, 1e30).s, "$1e+30");
    assert_string_equal(format_money_plain(&us, -125050).s, "-1250.50");
    assert_string_equal(format_money_plain(&vi, 1250000).s, "1250000");
    assert_string_equal(format_money_short(&vi, 1250000).s, "1,3 triệu đ");
    assert_string_equal(format_money_short(&en, 45000).s, "45.0k VND");
    assert_string_equal(format_money_short(&us, 123456789).s, "$1.2M");
    assert_string_equal(format_money_short(&us, 1250).s, "$12.50");
    assert_string_equal(format_money_short(&vi, 125e9).s, "125 tỷ đ");
}

static void test_days(void **state)
{
    format en = of(texts_english(), "", 0), vi = of(texts_vietnamese(), "", 0);
    int64_t evening = 1795996800 + 17 * 3600; /* 2026-11-30T17:00:00Z: the 1st in Hanoi */

    (void)state;
    assert_string_equal(format_day(&en, evening).s, "1 Dec 2026");
    assert_string_equal(format_day(&vi, evening - 1).s, "30/11/2026");
    assert_string_equal(format_moment(&vi, evening - 60).s, "30/11/2026 23:59");
    assert_string_equal(format_moment(&en, evening + 65).s, "1 Dec 2026 00:01");
    assert_string_equal(format_day_plain(&en, evening).s, "2026-12-01");
    assert_string_equal(format_utc(evening + 5).s, "2026-11-30T17:00:05Z");
    assert_string_equal(format_utc(-1).s, "1969-12-31T23:59:59Z");
    assert_string_equal(format_month(&vi, 20787).s, "tháng 11/2026");
    assert_string_equal(format_month(&en, 20787).s, "Nov 2026");
    assert_string_equal(format_hour(&en, 7).s, "07:00");
    assert_string_equal(format_weekday(&vi, 6).s, "Chủ nhật");
    assert_string_equal(format_weekday(&en, 0).s, "Monday");
    assert_string_equal(format_weekday(&en, 7).s, "");
    assert_int_equal(format_days_between(&en, evening - 1, evening), 1);
}

static void test_relative(void **state)
{
    format en = of(texts_english(), "", 0), vi = of(texts_vietnamese(), "", 0);

    (void)state;
    assert_string_equal(format_days(&en, 1).s, "1 day");
    assert_string_equal(format_days(&en, 1200).s, "1,200 days");
    assert_string_equal(format_days(&vi, 1).s, "1 ngày");
    assert_string_equal(format_days_ago(&en, 0).s, "today");
    assert_string_equal(format_days_ago(&en, 1).s, "yesterday");
    assert_string_equal(format_days_ago(&vi, 3).s, "3 ngày trước");
    assert_string_equal(format_days_ago(&en, -1).s, "tomorrow");
    assert_string_equal(format_days_ago(&vi, -14).s, "14 ngày nữa");
    assert_string_equal(format_days_ago(&en, -14).s, "in 14 days");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts), cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_shares), cmocka_unit_test(test_money),
        cmocka_unit_test(test_days),   cmocka_unit_test(test_relative),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
