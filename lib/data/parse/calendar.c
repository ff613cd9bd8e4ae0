/* Days in words, and the limits of moments and clocks: see calendar.h. */
#include "data/parse/calendar.h"

#include <stdio.h>

#include "core/options.h"
#include "quen/units.h"

#define DAY 86400

/* Year by year and month by month: messages are rare, and this cannot be wrong. */
const char *quen__calendar_day_words(int64_t time_s, char words[QUEN__DAY_WORDS])
{
    int64_t day = quen__calendar_day(time_s);
    int year = 1970, month = 1;
    if (time_s < QUEN_TIME_MIN || time_s > QUEN_TIME_MAX + 1) {
        snprintf(words, QUEN__DAY_WORDS, "%lld", (long long)time_s);
        return words;
    }
    for (; day < 0; day += 365 + quen__calendar_is_leap(year))
        year--;
    for (; day >= 365 + quen__calendar_is_leap(year); year++)
        day -= 365 + quen__calendar_is_leap(year);
    for (; day >= quen__calendar_days_in_month(year, month); month++)
        day -= quen__calendar_days_in_month(year, month);
    snprintf(words, QUEN__DAY_WORDS, "%04d-%02d-%02d", year, month, (int)day + 1);
    return words;
}

quen_status quen__calendar_check_time(quen_context *ctx, const char *noun,
                                      const char *option, int64_t time_s)
{
    return quen__options_within(ctx, noun, option, time_s, QUEN_TIME_MIN,
                                QUEN_TIME_MAX + 1);
}

quen_status quen__calendar_check_moment(quen_context *ctx, const char *noun, int64_t now)
{
    return quen__calendar_check_time(ctx, noun, "now_s", now);
}

quen_status quen__calendar_check_utc_offset(quen_context *ctx, const char *noun,
                                            int32_t utc_offset_s)
{
    return quen__options_within(ctx, noun, "utc_offset_s", utc_offset_s, -DAY, DAY);
}
