/*
 * Money and counts stay integers. Fractions are rounded in decimal, half away from zero,
 * from the fewest digits that read back as the same double: 12.25 % is 12.3 %, as one
 * would do by hand. No printf() of a double, whose point is the locale's.
 */
#include "format_pieces.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "data/json/json.h"

enum { MOST_DIGITS = 18, DIGITS = MOST_DIGITS + QUEN_DECIMALS_MAX + 2 };

format format_of(const texts *t, const quen_shop *shop, int32_t utc_offset_s)
{
    format f = {t, {QUEN_DECIMALS_UNKNOWN, ""}, utc_offset_s};

    quen_shop_get_money(shop, &f.money);
    return f;
}

bool format_is_vietnamese(const format *f)
{
    return f->texts == texts_vietnamese();
}

/* ---- text that grows; there is room for all that is written here ---- */

void words_put(words *w, const char *text, size_t size)
{
    size_t at = strlen(w->s);
    size_t n = size < sizeof w->s - 1 - at ? size : sizeof w->s - 1 - at;

    memcpy(w->s + at, text, n);
    w->s[at + n] = '\0';
}

void words_put_text(words *w, const char *text)
{
    words_put(w, text, strlen(text));
}

/* n digits before the point, with marks between thousands if wanted. */
static void put_whole(words *w, const char *digits, size_t n, char mark)
{
    for (size_t i = 0; i < n; i++) {
        if (mark && i > 0 && (n - i) % 3 == 0)
            words_put(w, &mark, 1);
        words_put(w, digits + i, 1);
    }
}

/* Digits, of which the last `decimals` stand behind the point; those in front have no
 * zeros but for the last. */
void words_put_decimal(words *w, const char *digits, unsigned decimals, char mark,
                       char point)
{
    size_t n = strlen(digits), whole = n - decimals, zeros = 0;

    while (zeros + 1 < whole && digits[zeros] == '0')
        zeros++;
    put_whole(w, digits + zeros, whole - zeros, mark);
    if (decimals > 0) {
        words_put(w, &point, 1);
        words_put(w, digits + whole, decimals);
    }
}

void words_put_number(const format *f, words *w, const char *digits, unsigned decimals)
{
    words_put_decimal(w, digits, decimals, format_is_vietnamese(f) ? '.' : ',',
                      format_is_vietnamese(f) ? ',' : '.');
}

/* ---- numbers ---- */

words format_count(const format *f, uint64_t n)
{
    char digits[24];
    words w = {""};

    snprintf(digits, sizeof digits, "%" PRIu64, n);
    words_put_number(f, &w, digits, 0);
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

    n = n < sizeof shortest ? n : sizeof shortest;
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
words words_of_size(double value)
{
    words w;

    snprintf(w.s, sizeof w.s, "%.0e", value);
    return w;
}

words format_number(const format *f, double value, unsigned decimals)
{
    char digits[DIGITS] = "";
    words w = {""};

    if (!isfinite(value))
        return (words){"-"};
    if (!digits_of(fabs(value), decimals, digits))
        return words_of_size(value);
    if (value < 0 && !is_zero(digits))
        words_put_text(&w, "-");
    words_put_number(f, &w, digits, decimals);
    return w;
}

words format_share(const format *f, double share)
{
    char digits[DIGITS] = "";
    words w = {""};

    if (!isfinite(share) || fabs(share) > 1e9)
        return (words){"-"};
    /* Three digits of the share itself are one of its hundredth: 100 * 0.145 is not 14.5.
     */
    digits_of(fabs(share), 3, digits);
    if (share < 0 && !is_zero(digits))
        words_put_text(&w, "-");
    words_put_number(f, &w, digits, 1);
    words_put_text(&w, "%");
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
    words_put_text(&w, share.s);
    return w;
}
