/**
 * Numbers, money, days and table cells for the terminal; no part of the library.
 *
 * No locale: a point before the decimals, commas between thousands. A text is returned by
 * value, so that it may stand within a call:
 *
 *     printf("%12s\n", text_money(amount, 2).s);
 */
#ifndef QUEN_COMMON_TEXT_H
#define QUEN_COMMON_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct text {
    char s[40];
} text;

/** "1,234,567". */
text text_count(uint64_t n);

/** "-1,234,567.89" from -123456789 and 2 decimals, 0..18. */
text text_money(int64_t amount, unsigned decimals);

/** The same without commas, for programs to read. */
text text_money_plain(int64_t amount, unsigned decimals);

/** "2026-06-30": the local day of a Unix time. */
text text_day(int64_t time_s, int32_t utc_offset_s);

/** "12.3%" from 123 of 1000; "-" where a share says nothing: of 0, or tenfold and more.
 */
text text_share(double part, double whole);

/** Characters (code points) of UTF-8 text. */
size_t text_width(const char *s, size_t size);

/**
 * Print UTF-8 text, at most `width` characters of it: what is longer ends in an ellipsis.
 * Control characters become blanks, for a name may not steer the terminal, and what is
 * not UTF-8 becomes a question mark.
 *
 * @return The characters printed.
 */
size_t text_put(FILE *out, const char *s, size_t size, size_t width);

/** As text_put(), then blanks up to `width`. */
void text_cell(FILE *out, const char *s, size_t size, size_t width);

#endif
