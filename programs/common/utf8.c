/*
 * Bytes of plain text are skipped eight at a time. What may follow a first byte is given
 * by table 3-7 of the Unicode Standard.
 */
#include "utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const char *skip_ascii(const char *p, const char *end)
{
    uint64_t word;

    while (end - p >= 8) {
        memcpy(&word, p, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        p += 8;
    }
    while (p < end && (unsigned char)*p < 0x80)
        p++;
    return p;
}

/* Length of the character that starts with this byte, 0 if none does. */
static int utf8_length(unsigned first)
{
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    if (first >= 0xF0 && first <= 0xF4)
        return 4;
    return 0;
}

/* The second byte tells overlong forms, surrogates and code points above 10FFFF. */
static bool second_fits(unsigned first, unsigned second)
{
    unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;

    return second >= low && second <= high;
}

const char *utf8_fault(const char *text, size_t size)
{
    const char *at = text;
    const char *end = size > 0 ? text + size : text; /* text may be NULL */

    while ((at = skip_ascii(at, end)) < end) {
        const unsigned char *p = (const unsigned char *)at;
        int length = utf8_length(p[0]);
        if (length == 0)
            return "not UTF-8";
        if (end - at < length)
            return "not UTF-8: the last character is cut short";
        if (!second_fits(p[0], p[1]))
            return "not UTF-8";
        for (int i = 2; i < length; i++)
            if ((p[i] & 0xC0) != 0x80)
                return "not UTF-8";
        at += length;
    }
    return NULL;
}
