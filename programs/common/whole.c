/*
 * Digits are added up below zero, which reaches one further down than up.
 */
#include "whole.h"

#include <stdbool.h>
#include <stddef.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* value * 10 - digit, or false if that is below 64 bits. */
static bool append_digit(int64_t *value, int digit)
{
    if (*value < (INT64_MIN + digit) / 10)
        return false;
    *value = *value * 10 - digit;
    return true;
}

const char *whole_number(const char *text, int64_t *value)
{
    bool negative = *text == '-';
    const char *digits = text + (negative || *text == '+');
    int64_t v = 0;
    bool fits = true;

    if (*text == '\0')
        return "empty";
    if (*digits == '\0')
        return "not a whole number";
    for (const char *p = digits; *p; p++)
        if (!is_digit(*p))
            return "not a whole number";
    for (const char *p = digits; fits && *p; p++)
        fits = append_digit(&v, *p - '0');
    if (!fits || (!negative && v == INT64_MIN))
        return "too large for 64 bits";
    *value = negative ? v : -v;
    return NULL;
}
