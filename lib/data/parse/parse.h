/* Strict text to times and money, for rows by the million: no context, no sentences. */
#ifndef QUEN_DATA_PARSE_PARSE_H
#define QUEN_DATA_PARSE_PARSE_H

#include "core/context.h"
#include "data/parse/decimal.h"
#include "quen/parse.h"

/*
 * As the public functions. NULL on success, else a short static reason such as "not a
 * number", with the outputs unchanged. `rounded` may be NULL.
 */
const char *quen__parse_time(const char *text, size_t size, int32_t utc_offset_s,
                             int64_t *time_s);
const char *quen__parse_decimal(const char *text, size_t size, uint32_t decimals,
                                int64_t *value, int *rounded);
const char *quen__parse_product(const char *quantity, size_t quantity_size,
                                const char *price, size_t price_size, uint32_t decimals,
                                int64_t *amount, int *rounded);

/* A reason as the sentence of a failure; NULL: there is none. */
static inline quen_status quen__parse_say(quen_context *ctx, const char *reason)
{
    return reason ? quen__fail(ctx, QUEN_ERR_ARGUMENT, "%s", reason) : QUEN_OK;
}

/* A decimal of up to 18 digits, zeros at its ends not counted, as it is. */
const char *quen__parse_digits(const char *text, size_t size, quen__decimal *out);

#endif
