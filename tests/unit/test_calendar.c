/* Days in words, weekdays and months, held against the C library's calendar. */
#include "support.h"

#include <time.h>

#include "data/parse/calendar.h"

static void test_day_words(void **state)
{
    (void)state;
    char words[QUEN__DAY_WORDS], expected[32];
#ifdef _WIN32
    int64_t first = 0; /* where its C library begins */
#else
    int64_t first = QUEN_TIME_MIN;
#endif
    for (int64_t t = first; t <= QUEN_TIME_MAX; t += 86400 * 11 + 7211) {
        time_t time = (time_t)t;
        struct tm parts;
        if (time != t) /* a clock of 32 bits */
            continue;
        gmtime_r(&time, &parts);
        strftime(expected, sizeof expected, "%Y-%m-%d", &parts);
        assert_string_equal(quen__calendar_day_words(t, words), expected);
        int64_t day = quen__calendar_day(t);
        assert_int_equal(quen__calendar_weekday(day), (parts.tm_wday + 6) % 7);
        assert_int_equal(quen__calendar_is_weekend(day), parts.tm_wday % 6 == 0);
        assert_int_equal(quen__calendar_month(day),
                         12 * (1900 + parts.tm_year) + parts.tm_mon);
    }
    assert_string_equal(quen__calendar_day_words(QUEN_TIME_MIN, words), "1900-01-01");
    assert_string_equal(quen__calendar_day_words(-1, words), "1969-12-31");
    assert_string_equal(quen__calendar_day_words(951782400, words), "2000-02-29");
    assert_string_equal(quen__calendar_day_words(QUEN_TIME_MAX, words), "2199-12-31");
    assert_string_equal(quen__calendar_day_words(INT64_MIN, words),
                        "-9223372036854775808");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_day_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
