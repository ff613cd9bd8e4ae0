/*
 * Spreadsheets compute what begins with =, +, -, @, | or %, with blanks in front of it or
 * not. A telephone number is a number, and stays one.
 */
#include "csv.h"

#include <stdbool.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

/* An optional sign, digits, at most one point. */
static bool is_number(const char *text, size_t size)
{
    size_t at = size > 0 && (text[0] == '+' || text[0] == '-');
    size_t digits = 0, points = 0;

    for (; at < size; at++) {
        if (text[at] == '.')
            points++;
        else if (text[at] >= '0' && text[at] <= '9')
            digits++;
        else
            return false;
    }
    return digits > 0 && points <= 1;
}

static bool is_computed(const char *text, size_t size)
{
    size_t at = 0;

    while (at < size && is_blank(text[at]))
        at++;
    if (at > 0 && (text[0] == '\t' || text[0] == '\r'))
        return true;
    return at < size && memchr("=+-@|%", text[at], 6) != NULL && !is_number(text, size);
}

static void quoted(FILE *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"')
            fputc('"', out);
        fputc(text[i], out);
    }
}

void csv_text(FILE *out, const char *text, size_t size)
{
    bool guarded = is_computed(text, size), quotes = guarded;

    for (size_t i = 0; i < size && !quotes; i++)
        quotes = memchr("\",\r\n;\t'", text[i], 7) != NULL || text[i] == '\0';
    if (!quotes) {
        fwrite(text, 1, size, out);
        return;
    }
    fputs(guarded ? "\"'" : "\"", out);
    quoted(out, text, size);
    fputc('"', out);
}

void csv_plain(FILE *out, const char *text)
{
    fputs(text, out);
}

void csv_mark(FILE *out)
{
    fputs("\xEF\xBB\xBF", out);
}

void csv_comma(FILE *out)
{
    fputc(',', out);
}

void csv_end_row(FILE *out)
{
    fputs("\r\n", out);
}
