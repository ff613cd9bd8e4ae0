/*
 * Strict conversions of text to times and money.
 *
 * strtod and strptime follow the locale, accept what no order log should hold (hex,
 * "nan", February 30th) and round cents through binary fractions. Here every value is a
 * sign and decimal digits in integers; see decimal.c for products. To round half away
 * from zero, the first dropped digit alone decides.
 */
#include "data/parse/parse.h"
#include "core/alloc.h"

#include "data/parse/calendar.h"

#define MAX_DIGITS 18U /* of one factor, for 10^18 fits a uint64_t */

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- text that is consumed from the left --- */

typedef struct span {
    const char *at;
    const char *end;
} span;

static span span_of(const char *text, size_t size)
{
    span s = {text, text};
    if (size > 0) /* text may be NULL otherwise */
        s.end = text + size;
    return s;
}

static int is_at(const span *s, char c)
{
    return s->at < s->end && *s->at == c;
}

static int take(span *s, char c)
{
    if (!is_at(s, c))
        return 0;
    s->at++;
    return 1;
}

/* Take between `least` and `most` digits; with less, take nothing and say 0. */
static int take_digits(span *s, int least, int most, int *value)
{
    int n = 0;
    int v = 0;
    while (n < most && s->at + n < s->end && is_digit(s->at[n]))
        v = v * 10 + (s->at[n++] - '0');
    if (n < least)
        return 0;
    s->at += n;
    *value = v;
    return 1;
}

/* Take an optional sign: 1 for a minus. */
static int take_sign(span *s)
{
    if (take(s, '-'))
        return 1;
    take(s, '+');
    return 0;
}

/* --- times --- */

static const char *take_date(span *s, int64_t *days)
{
    static const char *const not_a_date = "not a date like 2024-03-01";
    int year;
    int month;
    int day;
    char mark;
    if (!take_digits(s, 4, 4, &year) || s->at == s->end)
        return not_a_date;
    mark = *s->at;
    if (mark == '-' || mark == '/') {
        s->at++;
        if (!take_digits(s, 1, 2, &month) || !take(s, mark) ||
            !take_digits(s, 1, 2, &day))
            return not_a_date;
    } else if (!take_digits(s, 2, 2, &month) || !take_digits(s, 2, 2, &day)) {
        return not_a_date;
    }
    if (s->at < s->end && is_digit(*s->at))
        return not_a_date;
    if (year == 0)
        return "year 0";
    if (month < 1 || month > 12)
        return "month not in 1 to 12";
    if (day < 1 || day > quen__calendar_days_in_month(year, month))
        return "no such day in this month";
    *days = quen__calendar_date(year, month, day);
    return NULL;
}

/* A fraction of a second is checked and dropped: a log in seconds has no use for it. */
static const char *take_seconds(span *s, int *second)
{
    int digit;
    if (!take_digits(s, 2, 2, second))
        return "seconds are not two digits";
    if (*second > 59)
        return "second not in 0 to 59";
    if (!is_at(s, '.') && !is_at(s, ','))
        return NULL;
    s->at++;
    if (!take_digits(s, 1, 1, &digit))
        return "no digits after the seconds' decimal point";
    while (take_digits(s, 1, 1, &digit))
        continue;
    return NULL;
}

static const char *take_clock(span *s, int64_t *seconds)
{
    int hour;
    int minute;
    int second = 0;
    const char *reason;
    if (!take_digits(s, 1, 2, &hour) || !take(s, ':') || !take_digits(s, 2, 2, &minute))
        return "not a time like 09:05 after the date";
    if (hour > 23)
        return "hour not in 0 to 23";
    if (minute > 59)
        return "minute not in 0 to 59";
    if (take(s, ':')) {
        reason = take_seconds(s, &second);
        if (reason)
            return reason;
    }
    *seconds = (int64_t)hour * 3600 + minute * 60 + second;
    return NULL;
}

/* Take Z, +07:00, +0700 or +07, a space before it or not; else the offset stays. */
static const char *take_zone(span *s, int64_t *offset_s)
{
    int hours;
    int minutes = 0;
    int spaced = take(s, ' ');
    int west = is_at(s, '-');
    if (take(s, 'Z') || take(s, 'z')) {
        *offset_s = 0;
        return NULL;
    }
    if (!west && !is_at(s, '+'))
        return spaced ? "not a zone like +07:00" : NULL;
    s->at++;
    if (!take_digits(s, 2, 2, &hours))
        return "not a zone like +07:00";
    if ((take(s, ':') || s->at < s->end) && !take_digits(s, 2, 2, &minutes))
        return "not a zone like +07:00";
    if (minutes > 59 || hours * 60 + minutes > 18 * 60)
        return "zone not within 18 hours of UTC";
    *offset_s = (west ? -60 : 60) * (int64_t)(hours * 60 + minutes);
    return NULL;
}

const char *quen__parse_time(const char *text, size_t size, int32_t utc_offset_s,
                             int64_t *time_s)
{
    span s = span_of(text, size);
    int64_t offset_s = utc_offset_s;
    int64_t days;
    int64_t seconds = 0;
    const char *reason;
    if (size == 0)
        return "empty";
    reason = take_date(&s, &days);
    if (!reason && (take(&s, 'T') || take(&s, 't') || take(&s, ' '))) {
        reason = take_clock(&s, &seconds);
        if (!reason)
            reason = take_zone(&s, &offset_s);
    }
    if (reason)
        return reason;
    if (s.at != s.end)
        return "text after the date";
    *time_s = days * 86400 + seconds - offset_s;
    return NULL;
}

/* --- decimals --- */

/* v * 10 + digit, or 0 if that exceeds 64 bits. */
static int append_digit(uint64_t *v, unsigned digit)
{
    if (*v > (UINT64_MAX - digit) / 10)
        return 0;
    *v = *v * 10 + digit;
    return 1;
}

/* A decimal taken apart, not converted: the digits before and behind the point. */
typedef struct decimal {
    span whole;
    span fraction;
    int negative;
} decimal;

static span take_run(span *s)
{
    span run = {s->at, s->at};
    while (run.end < s->end && is_digit(*run.end))
        run.end++;
    s->at = run.end;
    return run;
}

/* Say what the likely mistake is: these three come out of spreadsheets every day. */
static const char *why_not_decimal(const span *rest)
{
    if (is_at(rest, ','))
        return "comma in a number, please write 1234.50";
    if (is_at(rest, 'e') || is_at(rest, 'E'))
        return "exponent in a number";
    return "not a number";
}

/* Zeros that carry no value are cut off, so that they use up no digits. */
static void trim_zeros(decimal *d)
{
    while (d->whole.at < d->whole.end && *d->whole.at == '0')
        d->whole.at++;
    while (d->fraction.at < d->fraction.end && d->fraction.end[-1] == '0')
        d->fraction.end--;
}

static const char *scan_decimal(const char *text, size_t size, decimal *d)
{
    span s = span_of(text, size);
    if (size == 0)
        return "empty";
    d->negative = take_sign(&s);
    d->whole = take_run(&s);
    d->fraction = (span){s.at, s.at};
    if (take(&s, '.'))
        d->fraction = take_run(&s);
    if (d->whole.at == d->whole.end && d->fraction.at == d->fraction.end)
        return is_at(&s, ',') ? why_not_decimal(&s) : "not a number";
    if (s.at != s.end)
        return why_not_decimal(&s);
    trim_zeros(d);
    return NULL;
}

const char *quen__parse_decimal(const char *text, size_t size, uint32_t decimals,
                                int64_t *value, int *rounded)
{
    decimal d;
    uint64_t v = 0;
    int fits = 1;
    int dropped;
    const char *reason;
    if (decimals > QUEN_DECIMALS_MAX)
        return "more than 18 decimals asked for";
    reason = scan_decimal(text, size, &d);
    if (reason)
        return reason;
    for (; fits && d.whole.at < d.whole.end; d.whole.at++)
        fits = append_digit(&v, (unsigned)(*d.whole.at - '0'));
    for (unsigned i = 0; fits && i < decimals; i++) {
        int present = d.fraction.at < d.fraction.end;
        fits = append_digit(&v, present ? (unsigned)(*d.fraction.at - '0') : 0U);
        d.fraction.at += present;
    }
    dropped = d.fraction.at < d.fraction.end;
    if (!fits || (dropped && v == UINT64_MAX))
        return "too large for 64 bits";
    v += dropped && *d.fraction.at >= '5';
    reason = quen__decimal_with_sign(d.negative, v, value);
    if (!reason && rounded)
        *rounded = dropped;
    return reason;
}

/* --- quantity times price --- */

const char *quen__parse_digits(const char *text, size_t size, quen__decimal *out)
{
    decimal d;
    const char *reason = scan_decimal(text, size, &d);
    if (reason)
        return reason;
    size_t n_fraction = (size_t)(d.fraction.end - d.fraction.at);
    if ((size_t)(d.whole.end - d.whole.at) + n_fraction > MAX_DIGITS)
        return "more than 18 digits";
    *out = (quen__decimal){0, (int32_t)n_fraction, d.negative};
    for (; d.whole.at < d.whole.end; d.whole.at++)
        out->digits = out->digits * 10 + (unsigned)(*d.whole.at - '0');
    for (; d.fraction.at < d.fraction.end; d.fraction.at++)
        out->digits = out->digits * 10 + (unsigned)(*d.fraction.at - '0');
    return NULL;
}

const char *quen__parse_product(const char *quantity, size_t quantity_size,
                                const char *price, size_t price_size, uint32_t decimals,
                                int64_t *amount, int *rounded)
{
    quen__decimal q, p;
    if (decimals > QUEN_DECIMALS_MAX)
        return "more than 18 decimals asked for";
    const char *reason = quen__parse_digits(quantity, quantity_size, &q);
    if (!reason)
        reason = quen__parse_digits(price, price_size, &p);
    if (reason)
        return reason;
    p.negative = p.negative != q.negative;
    return quen__decimal_units(p, q.digits, (int32_t)decimals - q.scale, amount, rounded);
}

/* --- with a sentence --- */

quen_status quen_parse_time(quen_context *ctx, const char *text, size_t size,
                            int32_t utc_offset_s, int64_t *time_s)
{
    quen_status status = quen__extent_check(ctx, "time", size, 1, 1);
    if (status != QUEN_OK)
        return status;
    return quen__parse_say(ctx, quen__parse_time(text, size, utc_offset_s, time_s));
}

quen_status quen_parse_decimal(quen_context *ctx, const char *text, size_t size,
                               uint32_t decimals, int64_t *value, int *rounded)
{
    quen_status status = quen__extent_check(ctx, "decimal", size, 1, 1);
    if (status != QUEN_OK)
        return status;
    return quen__parse_say(ctx,
                           quen__parse_decimal(text, size, decimals, value, rounded));
}

quen_status quen_parse_product(quen_context *ctx, const char *quantity,
                               size_t quantity_size, const char *price, size_t price_size,
                               uint32_t decimals, int64_t *amount, int *rounded)
{
    quen_status status = quen__extent_check(ctx, "quantity", quantity_size, 1, 1);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "price", price_size, 1, 1);
    if (status != QUEN_OK)
        return status;
    return quen__parse_say(ctx,
                           quen__parse_product(quantity, quantity_size, price, price_size,
                                               decimals, amount, rounded));
}
