/* The texts of a column one by one, without blanks around them. */
#ifndef QUEN_DATA_FORMAT_FORMAT_ROWS_H
#define QUEN_DATA_FORMAT_FORMAT_ROWS_H

#include <string.h>

#include "data/format/format.h"

/* Room for the digits of any whole number. */
#define QUEN__FORMAT_DIGITS 24

/* QUEN_ERR_ARGUMENT, naming the row, where offsets descend. */
quen_status quen__format_check_rows(quen_context *ctx, const quen_format *format,
                                    const quen_key_column *texts, size_t n);

/* The digits of a number, in `digits`. */
quen__format_text quen__format_number_text(int64_t number,
                                           char digits[QUEN__FORMAT_DIGITS]);

static inline int quen__format_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline quen__format_text quen__format_trim(quen__format_text text)
{
    while (text.size > 0 && quen__format_is_blank(*text.at)) {
        text.at++;
        text.size--;
    }
    while (text.size > 0 && quen__format_is_blank(text.at[text.size - 1]))
        text.size--;
    return text;
}

static inline quen__format_text quen__format_row(const quen_key_column *texts, size_t row,
                                                 char digits[QUEN__FORMAT_DIGITS])
{
    quen__format_text text = {NULL, 0};
    if (texts->valid && !(texts->valid[row / 8] >> row % 8 & 1))
        return text;
    if (texts->numbers)
        return quen__format_number_text(texts->numbers[row], digits);
    if (!texts->bytes)
        return text;
    text.at = texts->bytes + texts->offsets[row];
    text.size = (size_t)(texts->offsets[row + 1] - texts->offsets[row]);
    return quen__format_trim(text);
}

static inline uint64_t quen__format_eight(const char *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    return eight;
}

/* Texts of 8 to 24 bytes, as most times are, without a call. */
static inline int quen__format_is_same(quen__format_text a, quen__format_text b)
{
    size_t n = a.size, last = n - 8, middle = last / 2;
    if (n != b.size)
        return 0;
    if (n < 8 || n > 24)
        return memcmp(a.at, b.at, n) == 0;
    return quen__format_eight(a.at) == quen__format_eight(b.at) &&
           quen__format_eight(a.at + last) == quen__format_eight(b.at + last) &&
           quen__format_eight(a.at + middle) == quen__format_eight(b.at + middle);
}

#endif
