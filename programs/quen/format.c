/*
 * Money and counts stay integers. Fractions are rounded in decimal, half away from zero,
 * from the fewest digits that read back as the same double: 12.25 % is 12.3 %, as one
 * would do by hand. No printf() of a double, whose point is the locale's.
 */
#include "format.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/calendar.h"
#include "data/json/json.h"

enum { DAY = 86400, MOST_DIGITS = 18, DIGITS = MOST_DIGITS + QUEN_DECIMALS_MAX + 2 };

format format_of(const texts *t, const quen_shop *shop, int32_t utc_offset_s)
{
    format f = {t, {QUEN_DECIMALS_UNKNOWN, ""}, utc_offset_s};

    quen_shop_get_money(shop, &f.money);
    return f;
}

static bool is_vietnamese(const format *f)
{
    return f->texts == texts_vietnamese();
}

/* ---- text that grows; there is room for all that is written here ---- */

static void put(words *w, const char *text, size_t size)
{
    size_t at = strlen(w->s);
    size_t n = size < sizeof w->s - 1 - at ? size : sizeof w->s - 1 - at;

    memcpy(w->s + at, text, n);
    w->s[at + n] = '\0';
}

static void put_text(words *w, const char *text)
{
    put(w, text, strlen(text));
}

/* n digits before the point, with marks between thousands if wanted. */
static void put_whole(words *w, const char *digits, size_t n, char mark)
{
    for (size_t i = 0; i < n; i++) {
        if (mark && i > 0 && (n - i) % 3 == 0)
            put(w, &mark, 1);
        put(w, digits + i, 1);
    }
}

/* Digits, of which the last `decimals` stand behind the point; those in front have no
 * zeros but for the last. */
static void put_decimal(words *w, const char *digits, unsigned decimals, char mark,
                        char point)
{
    size_t n = strlen(digits), whole = n - decimals, zeros = 0;

    while (zeros + 1 < whole && digits[zeros] == '0')
        zeros++;
    put_whole(w, digits + zeros, whole - zeros, mark);
    if (decimals > 0) {
        put(w, &point, 1);
        put(w, digits + whole, decimals);
    }
}

static void put_number(const format *f, words *w, const char *digits, unsigned decimals)
{
    put_decimal(w, digits, decimals, is_vietnamese(f) ? '.' : ',',
                is_vietnamese(f) ? ',' : '.');
}

/* ---- numbers ---- */

words format_count(const format *f, uint64_t n)
{
    char digits[24];
    words w = {""};

    snprintf(digits, sizeof digits, "%" PRIu64, n);
    put_number(f, &w, digits, 0);
    return w;
}

/* Add one to the last of n digits; the first is a 0 that takes what is carried. */
static void round_up(char *digits, size_t n)
{
    while (n > 0 && digits[n - 1] == '9')
        digits[--n] = '0';
    if (n > 0)
        digits[n - 1]++;
}

/* A value of 0 or more as digits, `decimals` of them behind the point; false if they are
 * too many. */
static bool digits_of(double value, unsigned decimals, char digits[DIGITS])
{
    char shortest[QUEN__JSON_DIGITS];
    int point = 0;
    size_t n = value > 0 ? quen__json_digits(value, shortest, &point) : 0;
    int before = point > 0 ? point : 0;

    if (before > MOST_DIGITS || decimals > QUEN_DECIMALS_MAX)
        return false;
    size_t length = 1 + (size_t)before + decimals; /* a 0 in front */
    for (size_t i = 0; i < length; i++) {
        int at = (int)i - 1 - before + point;
        digits[i] = at >= 0 && (size_t)at < n ? shortest[at] : '0';
    }
    digits[length] = '\0';
    int next = point + (int)decimals;
    if (next >= 0 && (size_t)next < n && shortest[next] >= '5')
        round_up(digits, length);
    return true;
}

static bool is_zero(const char *digits)
{
    return digits[strspn(digits, "0")] == '\0';
}

/* What is beyond all that a shop counts. */
static words number_of_size(double value)
{
    words w;

    snprintf(w.s, sizeof w.s, "%.0e", value);
    return w;
}

words format_number(const format *f, double value, unsigned decimals)
{
    char digits[DIGITS];
    words w = {""};

    if (!isfinite(value))
        return (words){"-"};
    if (!digits_of(fabs(value), decimals, digits))
        return number_of_size(value);
    if (value < 0 && !is_zero(digits))
        put_text(&w, "-");
    put_number(f, &w, digits, decimals);
    return w;
}

words format_share(const format *f, double share)
{
    char digits[DIGITS];
    words w = {""};

    if (!isfinite(share) || fabs(share) > 1e9)
        return (words){"-"};
    /* Three digits of the share itself are one of its hundredth: 100 * 0.145 is not 14.5.
     */
    digits_of(fabs(share), 3, digits);
    if (share < 0 && !is_zero(digits))
        put_text(&w, "-");
    put_number(f, &w, digits, 1);
    put_text(&w, "%");
    return w;
}

words format_change(const format *f, double now, double before)
{
    words w = {"+"};
    words share;

    if (!isfinite(now) || !isfinite(before) || before <= 0)
        return (words){"-"};
    share = format_share(f, (now - before) / before);
    if (share.s[0] == '-')
        return share;
    put_text(&w, share.s);
    return w;
}

/* ---- money ---- */

/* What money is written with in English, in front of it. */
static const char *sign_of(const format *f)
{
    static const char *const signs[][2] = {
        {"USD", "$"}, {"EUR", "\u20AC"}, {"GBP", "\u00A3"}, {"JPY", "\u00A5"}};

    for (size_t i = 0; i < sizeof signs / sizeof *signs && !is_vietnamese(f); i++)
        if (strcmp(signs[i][0], f->money.currency) == 0)
            return signs[i][1];
    return "";
}

/* What stands behind it. */
static const char *unit_of(const format *f)
{
    if (is_vietnamese(f) && strcmp(f->money.currency, "VND") == 0)
        return "\u0111";
    return *sign_of(f) ? "" : f->money.currency;
}

static words with_currency(const format *f, bool negative, const char *number)
{
    const char *unit = unit_of(f);
    words w = {""};

    if (negative)
        put_text(&w, "-");
    put_text(&w, sign_of(f));
    put_text(&w, number);
    if (*unit) {
        put_text(&w, " ");
        put_text(&w, unit);
    }
    return w;
}

static unsigned decimals_of(const format *f)
{
    return f->money.decimals <= QUEN_DECIMALS_MAX ? f->money.decimals : 0;
}

static uint64_t magnitude(int64_t amount)
{
    return amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
}

/* Digits with one at least in front of the point. */
static void digits_of_money(const format *f, int64_t amount, char *digits, size_t size)
{
    snprintf(digits, size, "%0*" PRIu64, (int)decimals_of(f) + 1, magnitude(amount));
}

words format_money(const format *f, int64_t amount)
{
    char digits[40];
    words number = {""};

    digits_of_money(f, amount, digits, sizeof digits);
    put_number(f, &number, digits, decimals_of(f));
    return with_currency(f, amount < 0, number.s);
}

words format_money_of(const format *f, double amount)
{
    if (!isfinite(amount))
        return (words){"-"};
    if (fabs(amount) > 9e18)
        return with_currency(f, false, number_of_size(amount).s);
    return format_money(f, (int64_t)(amount + (amount < 0 ? -0.5 : 0.5)));
}

words format_money_short(const format *f, double amount)
{
    static const struct {
        double least;
        text_id text;
    } units[] = {{1e9, TEXT_BILLION}, {1e6, TEXT_MILLION}, {1e3, TEXT_THOUSAND}};
    double value = fabs(amount);
    words number;

    if (!isfinite(amount))
        return (words){"-"};
    for (unsigned i = 0; i < decimals_of(f); i++)
        value /= 10;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (value < units[i].least)
            continue;
        double scaled = value / units[i].least;
        words w = format_number(f, scaled, scaled < 100);
        fill(number.s, sizeof number.s, say(f->texts, units[i].text), WITH(w.s));
        return with_currency(f, amount < 0, number.s);
    }
    number = format_number(f, value, value < 100 && decimals_of(f) ? 2 : 0);
    return with_currency(f, amount < 0, number.s);
}

words format_money_plain(const format *f, int64_t amount)
{
    char digits[40];
    words w = {""};

    if (amount < 0)
        put_text(&w, "-");
    digits_of_money(f, amount, digits, sizeof digits);
    put_decimal(&w, digits, decimals_of(f), '\0', '.');
    return w;
}

/* ---- time ---- */

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

    if (is_vietnamese(f))
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
             is_vietnamese(f) ? "/" : " ", d.year);
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

    put_text(&w, text_at(f, TEXT_WEEKDAY_0, weekday, 7));
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
        return counted(f, TEXT_IN_DAYS, magnitude(days));
    if (days > 1)
        return counted(f, TEXT_DAYS_AGO, (uint64_t)days);
    put_text(&w, say(f->texts, days < 0    ? TEXT_TOMORROW
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
