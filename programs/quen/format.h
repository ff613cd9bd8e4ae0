/*
 * Numbers, shares, money, days and hours as they are written in English and Vietnamese,
 * by the shop's clock. No locale is asked, nothing is kept: a text is returned by value,
 * so that it may stand within a call.
 *
 *     tell(out, say(t, TEXT_REVENUE), WITH(format_money(f, amount).s));
 */
#ifndef QUEN_PROGRAM_FORMAT_H
#define QUEN_PROGRAM_FORMAT_H

#include <stdint.h>

#include <quen.h>

#include "texts/texts.h"

typedef struct format {
    const texts *texts;
    quen_money money; /* decimals unknown: money is none, and is written as a number */
    int32_t utc_offset_s; /* the shop's clock less UTC */
} format;

/* In English or Vietnamese, for a shop: its money, and a clock. */
format format_of(const texts *t, const quen_shop *shop, int32_t utc_offset_s);

/* Long enough for all of them: a text is never cut. */
typedef struct words {
    char s[64];
} words;

/* ---- numbers ---- */

/* "1,250,000", "1.250.000". */
words format_count(const format *f, uint64_t n);

/* "1,234.5", "1.234,5": rounded half away from zero, by the decimals at which the number
 * reads back. "-" if it is not finite. */
words format_number(const format *f, double value, unsigned decimals);

/* "12.3%", "12,3%" of 0.123. "-" if it is not finite. */
words format_share(const format *f, double share);

/* "+12.3%", "-4.0%": what a figure changed. "-" without an earlier one. */
words format_change(const format *f, double now, double before);

/* ---- money, in its smallest unit ---- */

/* "1,250,000 VND", "$12.50"; "1.250.000 đ", "12,50 USD"; without a currency the bare
 * number. Exact. */
words format_money(const format *f, int64_t amount);

/* The same, rounded half away from zero to the smallest unit. "-" if it is not finite. */
words format_money_of(const format *f, double amount);

/* For charts: "1.3M VND", "$1.3k"; "1,3 triệu đ". */
words format_money_short(const format *f, double amount);

/* For programs: "-1250.50"; no mark between thousands, a point, no currency. Exact. */
words format_money_plain(const format *f, int64_t amount);

/* ---- time, by the shop's clock ---- */

/* "30 Nov 2026", "30/11/2026". */
words format_day(const format *f, int64_t time_s);

/* The same of a local day, 0 being 1970-01-01: as in quen_figure. */
words format_local_day(const format *f, int64_t day);

/* "Nov 2026", "tháng 11/2026" of a local day. */
words format_month(const format *f, int64_t day);

/* "30 Nov 2026 14:05", "30/11/2026 14:05". */
words format_moment(const format *f, int64_t time_s);

/* "14:00". */
words format_hour(const format *f, uint32_t hour);

/* "Monday", "thứ Hai"; Monday is 0. */
words format_weekday(const format *f, uint32_t weekday);

/* "30 days", "30 ngày". */
words format_days(const format *f, uint64_t days);

/* "yesterday", "3 days ago", "today"; what is to come as "in 3 days". */
words format_days_ago(const format *f, int64_t days);

/* For programs: "2026-11-30", and "2026-11-30T07:05:00Z". */
words format_day_plain(const format *f, int64_t time_s);
words format_utc(int64_t time_s);

/* Local days from one time to another, by the shop's midnights. */
int64_t format_days_between(const format *f, int64_t from_s, int64_t to_s);

#endif
