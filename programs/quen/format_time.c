/* Days and hours by the shop's clock. */
#include <inttypes.h>
#include <stdio.h>

#include "common/calendar.h"
#include "format_pieces.h"

enum { DAY = 86400 };

static const char *text_at(const format *f, text_id first, uint32_t i, uint32_t n)
{
    return i < n ? say(f->texts, (text_id)(first + i)) : "";
}

static const char *month_name(const format *f, int month)
{
    return text_at(f, TEXT_MONTH_1, (uint32_t)month - 1, 12);
}

words format_local_day(const format *f, int64_t day)
{
    date d = date_of((int32_t)day);
    words w;

    if (format_is_vietnamese(f))
        snprintf(w.s, sizeof w.s, "%02d/%02d/%04d", d.day, d.month, d.year);
    else
        snprintf(w.s, sizeof w.s, "%d %s %04d", d.day, month_name(f, d.month), d.year);
    return w;
}

words format_month(const format *f, int64_t day)
{
    date d = date_of((int32_t)day);
    words w;

    snprintf(w.s, sizeof w.s, "%s%s%04d", month_name(f, d.month),
             format_is_vietnamese(f) ? "/" : " ", d.year);
    return w;
}

words format_day(const format *f, int64_t time_s)
{
    return format_local_day(f, day_of(time_s, f->utc_offset_s));
}

/* Seconds since local midnight. */
static int second_of_day(int64_t time_s, int32_t utc_offset_s)
{
    return (int)(time_s + utc_offset_s - (int64_t)day_of(time_s, utc_offset_s) * DAY);
}

words format_moment(const format *f, int64_t time_s)
{
    words day = format_day(f, time_s);
    int second = second_of_day(time_s, f->utc_offset_s);
    words w;

    snprintf(w.s, sizeof w.s, "%.40s %02d:%02d", day.s, second / 3600, second / 60 % 60);
    return w;
}

words format_hour(const format *f, uint32_t hour)
{
    words w;

    (void)f;
    snprintf(w.s, sizeof w.s, "%02" PRIu32 ":00", hour);
    return w;
}

words format_weekday(const format *f, uint32_t weekday)
{
    words w = {""};

    words_put_text(&w, text_at(f, TEXT_WEEKDAY_0, weekday, 7));
    return w;
}

static words counted(const format *f, text_id id, uint64_t n)
{
    words w;

    fill(w.s, sizeof w.s, say_n(f->texts, id, n), WITH(format_count(f, n).s));
    return w;
}

words format_days(const format *f, uint64_t days)
{
    return counted(f, TEXT_DAYS, days);
}

words format_days_ago(const format *f, int64_t days)
{
    words w = {""};

    if (days < -1)
        return counted(f, TEXT_IN_DAYS, 0 - (uint64_t)days);
    if (days > 1)
        return counted(f, TEXT_DAYS_AGO, (uint64_t)days);
    words_put_text(&w, say(f->texts, days < 0    ? TEXT_TOMORROW
                                     : days == 0 ? TEXT_TODAY
                                                 : TEXT_YESTERDAY));
    return w;
}

words format_day_plain(const format *f, int64_t time_s)
{
    date d = date_of(day_of(time_s, f->utc_offset_s));
    words w;

    snprintf(w.s, sizeof w.s, "%04d-%02d-%02d", d.year, d.month, d.day);
    return w;
}

words format_utc(int64_t time_s)
{
    date d = date_of(day_of(time_s, 0));
    int second = second_of_day(time_s, 0);
    words w;

    snprintf(w.s, sizeof w.s, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day,
             second / 3600, second / 60 % 60, second % 60);
    return w;
}

int64_t format_days_between(const format *f, int64_t from_s, int64_t to_s)
{
    return (int64_t)day_of(to_s, f->utc_offset_s) - day_of(from_s, f->utc_offset_s);
}
