/*
 * Days of the shop's own clock: local seconds are Unix seconds plus the offset from UTC.
 */
#ifndef QUEN_DATA_PARSE_CALENDAR_H
#define QUEN_DATA_PARSE_CALENDAR_H

#include "core/context.h"

/* floor(a / b), also for a below 0; b > 0. */
static inline int64_t quen__calendar_floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Days since 1970-01-01, a Thursday. */
static inline int64_t quen__calendar_day(int64_t local)
{
    return quen__calendar_floor_div(local, 86400);
}

/* 0..86399. */
static inline int64_t quen__calendar_second_of_day(int64_t local)
{
    return local - 86400 * quen__calendar_day(local);
}

/* 0 on Mondays, 6 on Sundays; 1970-01-01 was a Thursday. */
static inline int quen__calendar_weekday(int64_t day)
{
    return (int)(day + 3 - 7 * quen__calendar_floor_div(day + 3, 7));
}

static inline int quen__calendar_is_weekend(int64_t day)
{
    return quen__calendar_weekday(day) >= 5;
}

static inline int quen__calendar_is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* month: 1..12. */
static inline int quen__calendar_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && quen__calendar_is_leap(year));
}

/*
 * Days from 1970-01-01 to a date; year 1 or later. As in Howard Hinnant's
 * "chrono-compatible low-level date algorithms": years begin in March, so that the leap
 * day comes last.
 */
static inline int64_t quen__calendar_date(int year, int month, int day)
{
    int y = month > 2 ? year : year - 1;
    int era = y / 400;
    int year_of_era = y % 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int64_t)era * 146097 + day_of_era - 719468;
}

/* The month of a day, counted from January of year 0: quen__calendar_date() the other way
 * round. */
static inline int64_t quen__calendar_month(int64_t day)
{
    int64_t era = quen__calendar_floor_div(day + 719468, 146097);
    int64_t in_era = day + 719468 - era * 146097;
    int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
    return 12 * (400 * era + year) + (5 * in_year + 2) / 153 + 2;
}

/* Room for the words of any day that a line may have. */
#define QUEN__DAY_WORDS 40

/* The day of a moment, in UTC, for messages: "2026-06-30". Returns `words`. */
const char *quen__calendar_day_words(int64_t time_s, char words[QUEN__DAY_WORDS]);

/*
 * QUEN_ERR_ARGUMENT, naming noun and option, unless a moment is one a line may have or
 * just after the last of them (check_moment: now_s); unless an offset from UTC is within
 * a day.
 */
quen_status quen__calendar_check_time(quen_context *ctx, const char *noun,
                                      const char *option, int64_t time_s);
quen_status quen__calendar_check_moment(quen_context *ctx, const char *noun, int64_t now);
quen_status quen__calendar_check_utc_offset(quen_context *ctx, const char *noun,
                                            int32_t utc_offset_s);

#endif
