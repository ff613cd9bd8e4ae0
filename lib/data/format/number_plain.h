/* Numbers in plain digits, as most are: told and read without taking them apart. */
#ifndef QUEN_DATA_FORMAT_NUMBER_PLAIN_H
#define QUEN_DATA_FORMAT_NUMBER_PLAIN_H

#include "data/format/format.h"
#include "data/format/scan_number.h"
#include "data/parse/decimal.h"

/* Beside the readings of a text: it has a point or a comma. */
#define QUEN__NUMBER_MARKED 4u

static inline size_t quen__number_sign(quen__format_text text)
{
    return text.at[0] == '-' || text.at[0] == '+';
}

/* Behind digits from `at` on. */
static inline size_t quen__number_digits(quen__format_text text, size_t at)
{
    while (at < text.size && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    return at;
}

/* 1: digits alone, which every reading has alike. */
static inline int quen__number_is_whole(quen__format_text text)
{
    size_t start = quen__number_sign(text);
    return start < text.size && quen__number_digits(text, start) == text.size;
}

/*
 * The bits of digits alone, or with a point that no thousands have: other digits than
 * three behind it, or more than three or a zero in front; or any, if a point is known to
 * part no thousands. 0 for all others.
 */
static inline uint32_t quen__number_look_plain(quen__format_text text, int known)
{
    size_t start = quen__number_sign(text), at = quen__number_digits(text, start);
    size_t whole = at - start;
    if (at == text.size)
        return whole > 0 ? QUEN__NUMBER_BOTH : 0u;
    if (text.at[at] != '.' || quen__number_digits(text, at + 1) != text.size)
        return 0;
    size_t behind = text.size - at - 1;
    int clear = known || behind != 3 || whole == 0 || whole > 3 || text.at[start] == '0';
    return whole + behind > 0 && clear ? QUEN__NUMBER_POINT | QUEN__NUMBER_MARKED : 0;
}

/*
 * Take [-]digits[.digits] of at most 18 digits apart; 0 for all others. A point is
 * refused unless it is known to part decimals.
 */
static inline int quen__number_take_plain(quen__format_text text, int known,
                                          quen__decimal *out)
{
    const char *at = text.at, *end = at + text.size, *point = NULL;
    quen__decimal d = {0, 0, 0};
    if (text.size > 19)
        return 0;
    d.negative = at < end && *at == '-';
    at += d.negative;
    const char *start = at;
    for (; at < end; at++) {
        unsigned digit = (unsigned)*at - '0';
        if (digit <= 9)
            d.digits = d.digits * 10 + digit;
        else if (*at == '.' && !point && known)
            point = at;
        else
            return 0;
    }
    d.scale = point ? (int32_t)(end - point - 1) : 0;
    *out = d;
    return at - start - (point != NULL) > 0 && at - start <= 18;
}

#endif
