/* Filters, and cells that repeat the row above: see rows.h. */
#include "data/rows/rows.h"

#include <stdio.h>

#include "core/alloc.h"
#include "data/csv/names.h"
#include "data/format/currency.h"
#include "data/format/format.h"
#include "data/profile/profile.h"

/* --- filters --- */

quen_status quen__rows_check_filters(quen_context *ctx, const char *noun,
                                     const quen_import_filter *where, size_t n)
{
    quen_status status = quen__extent_check(ctx, noun, n, 1, sizeof *where);
    if (status != QUEN_OK)
        return status;
    if (n && !where)
        return quen__bad_argument(ctx, "%s: where is NULL, but n_where is %zu", noun, n);
    for (size_t i = 0; i < n; i++) {
        const quen_import_filter *w = &where[i];
        if (!w->column || !w->values || w->n_values == 0 || w->drop > 1)
            return quen__bad_argument(ctx,
                                      "%s: where %zu has no column or no values, or drop "
                                      "is not 0 or 1",
                                      noun, i);
        status = quen__extent_check(ctx, noun, w->n_values, 1, sizeof *w->values);
        if (status != QUEN_OK)
            return status;
        if (w->reserved)
            return quen__bad_argument(ctx, "%s: where %zu: reserved is %u, not 0", noun,
                                      i, w->reserved);
    }
    return QUEN_OK;
}

int quen__rows_same(const char *text, size_t size, const char *value)
{
    size_t value_size = strlen(value);
    if (size == 0)
        return value_size == 0;
    if (quen__profile_same(text, size, value))
        return 1;
    quen__csv_trim(&text, &size);
    quen__csv_trim(&value, &value_size);
    return quen__csv_alike(text, size, value, value_size) > 0;
}

int quen__rows_has(const char *const *values, size_t n, const char *text, size_t size)
{
    for (size_t i = 0; i < n; i++)
        if (quen__rows_same(text, size, values[i]))
            return 1;
    return 0;
}

/* --- filling down --- */

quen_status quen__rows_keep_above(quen_context *ctx, quen__rows_above *above,
                                  const char *at, size_t size)
{
    if (size > above->capacity) {
        char *bytes = quen__reallocate(ctx, above->bytes, 2 * size, 1);
        if (!bytes)
            return QUEN_ERR_MEMORY;
        above->bytes = bytes;
        above->capacity = 2 * size;
    }
    if (size)
        memcpy(above->bytes, at, size);
    above->size = size;
    return QUEN_OK;
}

void quen__rows_say_filled(char *words, size_t size, uint64_t filled)
{
    snprintf(words, size, "%llu empty cell%s repeat%s the row above of the same order",
             (unsigned long long)filled, filled == 1 ? "" : "s", filled == 1 ? "s" : "");
}

/* --- money --- */

quen_status quen__rows_find_currency(quen_context *ctx, const char *noun,
                                     const char *column, const quen_format *format,
                                     char currency[4])
{
    uint32_t seen = format ? format->currency : 0;
    const char *code = quen__currency_code(seen);
    if (currency[0] && quen__currency_is_against(seen, currency))
        return quen__bad_argument(ctx,
                                  "%s: column '%.60s' is in %s, but the currency is said "
                                  "to be %s: say %s, or take the column that is meant",
                                  noun, column, code, currency,
                                  quen__currency_is_sign(seen) ? "which it is" : code);
    if (!currency[0] && seen && !quen__currency_is_sign(seen))
        memcpy(currency, code, 4);
    return QUEN_OK;
}
