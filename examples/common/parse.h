/**
 * Strict text to number conversions for the examples; no part of the library.
 *
 * Each takes text that need not end with a zero byte, and returns NULL on success or else
 * a short static reason such as "not a date"; outputs are unchanged on failure. Spaces
 * around a value are not accepted. No locale, no floating point.
 */
#ifndef EXAMPLES_COMMON_PARSE_H
#define EXAMPLES_COMMON_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PARSE_MAX_DECIMALS 18U

/**
 * A point in time, in Unix seconds UTC.
 *
 * Dates: 2024-03-01, 2024/3/1, 20240301; years 1 to 9999, real days of the calendar. A
 * time may follow after a space or T: 9:05, 09:05:30, 09:05:30.25 (the fraction is
 * dropped), and after it a zone: Z, +07:00, +0700, +07. A date alone is its midnight.
 *
 * @param utc_offset_s  Seconds east of UTC of a text without zone; 25200 for Vietnam.
 */
const char *parse_time(const char *text, size_t size, int32_t utc_offset_s,
                       int64_t *time_s);

/** A whole number: digits with an optional sign. */
const char *parse_int64(const char *text, size_t size, int64_t *value);

/**
 * A decimal in units of 10^-decimals: with 2 decimals "12.5" gives 1250.
 *
 * Further decimals are rounded half away from zero. Thousands separators, exponents,
 * currency signs and whatever exceeds int64 are refused.
 *
 * @param decimals  0 to PARSE_MAX_DECIMALS.
 * @param rounded   Receives whether rounding changed the value. May be NULL.
 */
const char *parse_decimal(const char *text, size_t size, unsigned decimals,
                          int64_t *value, bool *rounded);

/**
 * Quantity times price in units of 10^-decimals of the currency.
 *
 * Computed exactly and rounded once, half away from zero: "0.335" of "2.99" with 2
 * decimals gives 100. Each factor may have up to 18 digits, not counting zeros at its
 * ends.
 *
 * @param rounded   Receives whether rounding changed the value. May be NULL.
 */
const char *parse_money_product(const char *quantity, size_t quantity_size,
                                const char *price, size_t price_size, unsigned decimals,
                                int64_t *amount, bool *rounded);

/** NULL if the text is UTF-8 throughout: no overlong forms, no surrogates. */
const char *parse_utf8_valid(const char *text, size_t size);

#endif
