/*
 * Money is cut up as an integer, never through a double: what is printed is what was
 * added up. Columns count code points, which is right for all that has no wide or
 * combining characters; Vietnamese as keyboards write it is such.
 */
#include "text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "calendar.h"
#include "utf8.h"

/* ---- numbers ---- */

/* Digits, a comma before each third of them from the right if wanted. */
static void put_digits(char *to, size_t size, uint64_t n, bool grouped)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, n);
    size_t at = 0;

    for (int i = 0; i < length && at + 2 < size; i++) {
        if (grouped && i > 0 && (length - i) % 3 == 0)
            to[at++] = ',';
        to[at++] = digits[i];
    }
    to[at] = '\0';
}

text text_count(uint64_t n)
{
    text t;

    put_digits(t.s, sizeof t.s, n, true);
    return t;
}

static text money(int64_t amount, unsigned decimals, bool grouped)
{
    uint64_t magnitude = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    uint64_t unit = 1;
    text t = {{amount < 0 ? '-' : '\0'}};
    size_t at = amount < 0;

    for (unsigned i = 0; i < decimals; i++)
        unit *= 10;
    put_digits(t.s + at, sizeof t.s - at, magnitude / unit, grouped);
    at = strlen(t.s);
    if (decimals > 0)
        snprintf(t.s + at, sizeof t.s - at, ".%0*" PRIu64, (int)decimals,
                 magnitude % unit);
    return t;
}

text text_money(int64_t amount, unsigned decimals)
{
    return money(amount, decimals, true);
}

text text_money_plain(int64_t amount, unsigned decimals)
{
    return money(amount, decimals, false);
}

text text_day(int64_t time_s, int32_t utc_offset_s)
{
    date d = date_of(day_of(time_s, utc_offset_s));
    text t;

    snprintf(t.s, sizeof t.s, "%04d-%02d-%02d", d.year, d.month, d.day);
    return t;
}

text text_share(double part, double whole)
{
    double share = part / whole; /* infinite or NaN of 0 */
    text t = {"-"};

    if (share > -10 && share < 10)
        snprintf(t.s, sizeof t.s, "%.1f%%", 100 * share);
    return t;
}

/* ---- characters ---- */

/* Bytes of the character that begins at p; a stray byte counts as one. */
static size_t step(const char *p, const char *end)
{
    const char *q = p + 1;

    while (q < end && ((unsigned char)*q & 0xC0) == 0x80)
        q++;
    return (size_t)(q - p);
}

size_t text_width(const char *s, size_t size)
{
    const char *end = s + size;
    size_t width = 0;

    for (const char *p = s; p < end; p += step(p, end))
        width++;
    return width;
}

/* C0, DEL, and C1, which UTF-8 writes as C2 80 to C2 9F. */
static bool is_control(const char *p, size_t size)
{
    unsigned char first = (unsigned char)p[0];

    return first < 0x20 || first == 0x7F ||
           (first == 0xC2 && size == 2 && (unsigned char)p[1] < 0xA0);
}

/* One character as it may be shown. */
static void put_character(FILE *out, const char *p, size_t size)
{
    if (is_control(p, size))
        putc(' ', out);
    else if (utf8_fault(p, size) != NULL)
        putc('?', out);
    else
        fwrite(p, 1, size, out);
}

size_t text_put(FILE *out, const char *s, size_t size, size_t width)
{
    const char *end = s + size;
    size_t n = text_width(s, size);
    size_t shown = n <= width ? n : width - (width > 0);
    const char *p = s;

    for (size_t i = 0; i < shown; i++) {
        size_t bytes = step(p, end);
        put_character(out, p, bytes);
        p += bytes;
    }
    if (n > width && width > 0)
        fputs("\xE2\x80\xA6", out);
    return n <= width ? n : width;
}

void text_cell(FILE *out, const char *s, size_t size, size_t width)
{
    size_t printed = text_put(out, s, size, width);

    fprintf(out, "%*s", (int)(width - printed), "");
}
