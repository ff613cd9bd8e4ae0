/*
 * Words by a format: see words.h. Directives are read here one by one, since printf
 * cannot be asked for one argument of a list; of the C library comes only how a fraction
 * is written, with whatever its locale puts for the point.
 */
#include "core/words.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define FRACTION 400 /* 1e308 in full, and then some digits */

typedef struct writer {
    char *to;
    size_t size, n; /* n: what the whole would need, also beyond size */
    va_list args;
} writer;

typedef struct directive {
    size_t width;
    int zeros, precision; /* -1: none */
    int longs;            /* 'l's; 3: z */
    char letter;
} directive;

static void put(writer *w, const char *text, size_t n)
{
    size_t room = w->n < w->size ? w->size - w->n : 0;
    if (room)
        memcpy(w->to + w->n, text, n < room ? n : room);
    w->n += n;
}

static void put_padded(writer *w, const directive *d, const char *text, size_t n)
{
    for (size_t i = n; i < d->width; i++)
        put(w, d->zeros ? "0" : " ", 1);
    put(w, text, n);
}

/* --- reading a directive --- */

static size_t read_number(const char **at)
{
    size_t number = 0;
    for (; **at >= '0' && **at <= '9'; ++*at)
        number = number * 10 + (size_t)(**at - '0');
    return number;
}

/* From behind the % on; where it ends. */
static const char *read_directive(writer *w, const char *at, directive *d)
{
    d->zeros = *at == '0';
    d->width = read_number(&at);
    d->precision = -1;
    d->longs = 0;
    if (*at == '.') {
        at++;
        if (*at == '*') {
            at++;
            d->precision = va_arg(w->args, int);
        } else {
            d->precision = (int)read_number(&at);
        }
    }
    for (; *at == 'l'; at++)
        d->longs++;
    if (*at == 'z') {
        d->longs = 3;
        at++;
    }
    d->letter = *at;
    return at + (*at != '\0');
}

/* --- arguments --- */

static uint64_t take_unsigned(writer *w, const directive *d)
{
    switch (d->longs) {
    case 0:
        return va_arg(w->args, unsigned);
    case 1:
        return va_arg(w->args, unsigned long);
    case 2:
        return va_arg(w->args, unsigned long long);
    default:
        return va_arg(w->args, size_t);
    }
}

static int64_t take_signed(writer *w, const directive *d)
{
    switch (d->longs) {
    case 0:
        return va_arg(w->args, int);
    case 1:
        return va_arg(w->args, long);
    default:
        return va_arg(w->args, long long);
    }
}

static void put_whole(writer *w, const directive *d, int negative, uint64_t size)
{
    char digits[24];
    directive rest = *d;
    size_t at = sizeof digits;
    unsigned base = d->letter == 'x' ? 16 : d->letter == 'o' ? 8 : 10;
    do {
        digits[--at] = "0123456789abcdef"[size % base];
        size /= base;
    } while (size > 0);
    if (negative && !d->zeros)
        digits[--at] = '-';
    if (negative && d->zeros) {
        put(w, "-", 1);
        rest.width -= rest.width > 0;
    }
    put_padded(w, &rest, digits + at, sizeof digits - at);
}

/* What is neither digit, sign nor letter is the locale's point, of one byte or more. */
static size_t set_point(char *text)
{
    size_t n = strspn(text, "-+0123456789aefinAEFIN"), rest = n;
    while (text[rest] && !strchr("-+0123456789eE", text[rest]))
        rest++;
    if (rest > n)
        text[n++] = '.';
    size_t size = strlen(text + rest);
    memmove(text + n, text + rest, size + 1);
    return n + size;
}

/* What printf() makes of a NaN depends on its sign and on the C library. */
static void put_fraction(writer *w, const directive *d, double value)
{
    char text[FRACTION];
    if (!isfinite(value)) {
        const char *word = isnan(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        put_padded(w, d, word, strlen(word));
        return;
    }
    int precision = d->precision < 0 ? 6 : d->precision;
    precision = precision < 60 ? precision : 60;
    snprintf(text, sizeof text, d->letter == 'g' ? "%.*g" : "%.*f", precision, value);
    put_padded(w, d, text, set_point(text));
}

static void put_text(writer *w, const directive *d, const char *text)
{
    const char *end = d->precision < 0 ? NULL : memchr(text, 0, (size_t)d->precision);
    size_t n = end                ? (size_t)(end - text)
               : d->precision < 0 ? strlen(text)
                                  : (size_t)d->precision;
    put_padded(w, d, text, n);
}

/* Whether the directive is one of ours: what an argument of another is, nobody knows. */
static int put_argument(writer *w, const directive *d)
{
    int64_t number;
    char letter;
    switch (d->letter) {
    case 'd':
        number = take_signed(w, d);
        put_whole(w, d, number < 0, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
        break;
    case 'u':
    case 'x':
    case 'o':
        put_whole(w, d, 0, take_unsigned(w, d));
        break;
    case 'g':
    case 'f':
        put_fraction(w, d, va_arg(w->args, double));
        break;
    case 's':
        put_text(w, d, va_arg(w->args, const char *));
        break;
    case 'c':
        letter = (char)va_arg(w->args, int);
        put_padded(w, d, &letter, 1);
        break;
    case '%':
        put(w, "%", 1);
        break;
    default:
        return 0;
    }
    return 1;
}

/* --- the whole --- */

int quen__words_of(char *to, size_t size, const char *format, va_list args)
{
    writer w = {.to = to, .size = size};
    directive d;
    va_copy(w.args, args);
    while (*format) {
        const char *percent = strchr(format, '%');
        size_t plain = percent ? (size_t)(percent - format) : strlen(format);
        put(&w, format, plain);
        format += plain;
        if (percent) {
            format = read_directive(&w, percent + 1, &d);
            if (!put_argument(&w, &d))
                break;
        }
    }
    va_end(w.args);
    if (size)
        to[w.n < size ? w.n : size - 1] = '\0';
    return (int)w.n;
}

int quen__words(char *to, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = quen__words_of(to, size, format, args);
    va_end(args);
    return n;
}
