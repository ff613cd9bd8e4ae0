/**
 * @file parse.h
 * Strict text to time and money, for those who read order lines from text.
 *
 * strtod and strptime follow the locale, take what no log should hold ("nan", February
 * 30th) and round cents through binary fractions. These take digits alone, compute in
 * integers, and say what is wrong with what they refuse.
 *
 * @code
 * const char *when = "2026-01-31 09:05", *price = "2.99", *kilos = "0.335";
 * quen_order_line line = {0};
 * if (quen_parse_time(ctx, when, strlen(when), 7 * 3600, &line.time_s) ||
 *     quen_parse_decimal(ctx, kilos, strlen(kilos), 3, &line.quantity, NULL) ||
 *     quen_parse_product(ctx, kilos, strlen(kilos), price, strlen(price), 2,
 *                        &line.amount, NULL))
 *     puts(quen_context_message(ctx)); // such as "not a date like 2024-03-01"
 * @endcode
 *
 * Text is `size` bytes and need not end with a zero byte. Blanks around a value are not
 * taken. On failure the outputs are unchanged, and the sentence is the reason alone: only
 * the caller knows the row and the column. Time O(size); no memory.
 */
#ifndef QUEN_PARSE_H
#define QUEN_PARSE_H

#include "context.h"
#include "units.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Read a point in time.
 *
 * Dates: 2024-03-01, 2024/3/1, 20240301; years 1 to 9999, real days of the calendar. A
 * time may follow after a blank or T: 9:05, 09:05:30, 09:05:30.25 (the fraction is
 * dropped), and after it a zone: Z, +07:00, +0700, +07. A date alone is its midnight.
 *
 * @param utc_offset_s  Seconds east of UTC of a text without zone; 25200 for Vietnam.
 * @param time_s        Receives Unix seconds in UTC. A log takes QUEN_TIME_MIN to
 *                      QUEN_TIME_MAX of them.
 *
 * @retval QUEN_ERR_ARGUMENT  The text is no such time.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_time(quen_context *ctx, const char *text,
                                                  size_t size, int32_t utc_offset_s,
                                                  int64_t *time_s);

/**
 * Read a decimal in units of 10^-decimals: with 2 decimals "12.5" gives 1250.
 *
 * Further decimals are rounded half away from zero. Commas, exponents and signs of
 * currency are refused.
 *
 * @param decimals  0..QUEN_DECIMALS_MAX.
 * @param value     Receives the units.
 * @param rounded   Receives 1 if rounding changed the value, else 0. May be NULL.
 *
 * @retval QUEN_ERR_ARGUMENT  The text is no such number, its units do not fit int64_t, or
 *                            `decimals` is out of range.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_decimal(quen_context *ctx, const char *text,
                                                     size_t size, uint32_t decimals,
                                                     int64_t *value, int *rounded);

/**
 * Read a quantity and a price, and multiply them into units of 10^-decimals of money:
 * exactly, rounded once, half away from zero. "0.335" of "2.99" with 2 decimals gives
 * 100.
 *
 * @param quantity, price  Each of up to 18 digits, not counting zeros at its ends.
 * @param decimals         0..QUEN_DECIMALS_MAX.
 * @param amount           Receives the units.
 * @param rounded          Receives 1 if rounding changed the value, else 0. May be NULL.
 *
 * @retval QUEN_ERR_ARGUMENT  As quen_parse_decimal(); or a factor has more digits.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_product(
    quen_context *ctx, const char *quantity, size_t quantity_size, const char *price,
    size_t price_size, uint32_t decimals, int64_t *amount, int *rounded);

#ifdef __cplusplus
}
#endif

#endif
