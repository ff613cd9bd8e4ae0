/*
 * Reading a column by its format. Lines of one order have one time, so a text that equals
 * the one before it is not read again.
 */
#include <stdio.h>

#include "core/options.h"
#include "core/alloc.h"
#include "data/format/format_rows.h"
#include "data/format/number_plain.h"
#include "data/clock/zone.h"
#include "data/parse/parse.h"

static const char empty[] = "empty";
static const char nothing[] = "the column had no text when its format was learned";

/* --- rows --- */

quen__format_text quen__format_number_text(int64_t number,
                                           char digits[QUEN__FORMAT_DIGITS])
{
    int n = snprintf(digits, QUEN__FORMAT_DIGITS, "%lld", (long long)number);
    return (quen__format_text){digits, (size_t)n};
}

quen_status quen__format_check_rows(quen_context *ctx, const quen_format *format,
                                    const quen_key_column *texts, size_t n)
{
    uint64_t row = format->options.first_row + format->seen.texts;
    quen_status status =
        quen__extent_check(ctx, "format: rows", n, 1, sizeof *texts->offsets);
    if (status != QUEN_OK || texts->numbers || n == 0)
        return status;
    if (!texts->offsets)
        return quen__bad_argument(ctx,
                                  "format: the column has neither texts nor numbers");
    /* The highest bit of a size, or of an offset, tells, so that no row has a branch. */
    uint64_t bits = texts->offsets[0];
    for (size_t i = 0; i < n; i++)
        bits |= (texts->offsets[i + 1] - texts->offsets[i]) | texts->offsets[i + 1];
    for (size_t i = 0; bits >> 63 && i < n; i++, row++)
        if (texts->offsets[i] > texts->offsets[i + 1] || texts->offsets[i + 1] >> 63)
            return quen__bad_argument(ctx, "format: row %llu: the offsets descend",
                                      (unsigned long long)row);
    return QUEN_OK;
}

/* --- what all kinds share --- */

/* A call that reads. */
typedef struct reading {
    quen_context *ctx;
    const quen_format *format;
    const char **faults;
    quen_format_counts counts;
} reading;

static quen_status check_format(quen_context *ctx, const quen_format *format,
                                int is_of_kind)
{
    if (!format->is_finished)
        return quen__bad_argument(ctx, "format: it is not finished");
    if (!is_of_kind)
        return quen__bad_argument(ctx, "format: it is of another kind than what is read");
    return QUEN_OK;
}

static quen_status begin(reading *r, const quen_key_column *texts, size_t n,
                         int is_of_kind, const quen_format_counts *counts)
{
    quen_status status = check_format(r->ctx, r->format, is_of_kind);
    if (status == QUEN_OK)
        status = quen__format_check_rows(r->ctx, r->format, texts, n);
    return status == QUEN_OK && counts
               ? quen__options_check(r->ctx, counts, "format counts")
               : status;
}

/* Note how a text was read; an error if nobody takes faults. */
static inline quen_status note(reading *r, quen__format_text text, size_t row,
                               const char *reason)
{
    if (r->faults)
        r->faults[row] = reason;
    if (!reason) {
        r->counts.read++;
        return QUEN_OK;
    }
    r->counts.faults++;
    if (r->faults)
        return QUEN_OK;
    quen__seen_entry shown = {.row = row};
    char words[QUEN__FORMAT_WORDS];
    shown.size = (uint32_t)(text.size < QUEN__SEEN_TEXT ? text.size : QUEN__SEEN_TEXT);
    if (shown.size)
        memcpy(shown.text, text.at, shown.size);
    return quen__bad_argument(r->ctx, "format: %s: %s",
                              quen__format_words(r->format, &shown, words), reason);
}

/* Add to the caller's counts, as many as they have room for. */
static void finish(const reading *r, quen_format_counts *counts)
{
    quen_format_counts sum = {0};
    if (!counts)
        return;
    memcpy(&sum, counts,
           counts->struct_size < sizeof sum ? counts->struct_size : sizeof sum);
    sum.read += r->counts.read;
    sum.faults += r->counts.faults;
    sum.rounded += r->counts.rounded;
    sum.twice += r->counts.twice;
    sum.skipped += r->counts.skipped;
    quen__options_write(counts, &sum, sizeof sum);
}

/* --- times --- */

/* Why a text has nothing to be read, or the column nothing to read it by. */
static const char *absent(const quen_format *format, quen__format_text text)
{
    return text.size == 0 ? empty : format->set == 0 ? nothing : NULL;
}

const char *quen__format_time(const quen_format *format, quen__format_text text,
                              int64_t *time_s, int *odd)
{
    quen__format_moment moment;
    text = quen__format_trim(text);
    const char *reason = absent(format, text);
    if (!reason)
        reason = quen__format_read_time(format, text, &moment);
    if (reason)
        return reason;
    *time_s = moment.time_s;
    *odd = moment.odd;
    return NULL;
}

quen_status quen_format_read_times(quen_context *ctx, const quen_format *format,
                                   const quen_key_column *texts, size_t n,
                                   int64_t *time_s, const char **faults,
                                   quen_format_counts *counts)
{
    reading r = {ctx, format, faults, {0}};
    char digits[QUEN__FORMAT_DIGITS];
    quen__format_text last = {NULL, 0};
    quen__format_moment moment = {0, 0};
    const char *reason = NULL;
    quen_status status =
        begin(&r, texts, n, format->options.kind == QUEN_FORMAT_KIND_TIME, counts);
    for (size_t i = 0; status == QUEN_OK && i < n; i++) {
        quen__format_text text = quen__format_row(texts, i, digits);
        if (text.size == 0 || !last.at || !quen__format_is_same(text, last)) {
            reason = absent(format, text);
            if (!reason)
                reason = quen__format_read_time(format, text, &moment);
        }
        last = texts->numbers || text.size == 0 ? (quen__format_text){NULL, 0} : text;
        if (!reason)
            time_s[i] = moment.time_s;
        r.counts.twice += !reason && moment.odd == QUEN__ZONE_TWICE;
        r.counts.skipped += !reason && moment.odd == QUEN__ZONE_SKIPPED;
        status = note(&r, text, i, reason);
    }
    finish(&r, counts);
    return status;
}

/* --- numbers --- */

static inline int is_point(const quen_format *format)
{
    return format->set == QUEN__NUMBER_POINT;
}

static const char *read_decimal(const quen_format *format, quen__format_text text,
                                int64_t *value, int *rounded)
{
    char plain[QUEN__NUMBER_PLAIN];
    uint32_t decimals = format->options.decimals;
    quen__decimal d;
    const char *reason = absent(format, text);
    if (reason)
        return reason;
    if (quen__number_take_plain(text, is_point(format), &d))
        return quen__decimal_units(d, 1, (int32_t)decimals, value, rounded);
    reason = quen__format_plain(format, text, plain, &text);
    return reason ? reason
                  : quen__parse_decimal(text.at, text.size, decimals, value, rounded);
}

static const char too_many[] = "more decimals than quantities are counted in";

const char *quen__format_units(const quen_format *format, quen__format_text text,
                               int64_t *value, int *rounded)
{
    int64_t units;
    const char *reason = read_decimal(format, quen__format_trim(text), &units, rounded);
    if (!reason && *rounded && format->options.kind == QUEN_FORMAT_KIND_QUANTITY)
        reason = too_many;
    if (!reason)
        *value = units;
    return reason;
}

const char *quen__format_digits(const quen_format *format, quen__format_text text,
                                quen__decimal *out)
{
    char plain[QUEN__NUMBER_PLAIN];
    text = quen__format_trim(text);
    const char *reason = absent(format, text);
    if (reason || quen__number_take_plain(text, is_point(format), out))
        return reason;
    reason = quen__format_plain(format, text, plain, &text);
    return reason ? reason : quen__parse_digits(text.at, text.size, out);
}

quen_status quen_format_read_decimals(quen_context *ctx, const quen_format *format,
                                      const quen_key_column *texts, size_t n,
                                      int64_t *value, const char **faults,
                                      quen_format_counts *counts)
{
    reading r = {ctx, format, faults, {0}};
    char digits[QUEN__FORMAT_DIGITS];
    uint32_t kind = format->options.kind;
    quen_status status = begin(
        &r, texts, n, kind == QUEN_FORMAT_KIND_MONEY || kind == QUEN_FORMAT_KIND_QUANTITY,
        counts);
    for (size_t i = 0; status == QUEN_OK && i < n; i++) {
        quen__format_text text = quen__format_row(texts, i, digits);
        int64_t units;
        int rounded = 0;
        const char *reason = read_decimal(format, text, &units, &rounded);
        if (rounded && kind == QUEN_FORMAT_KIND_QUANTITY)
            reason = too_many;
        if (!reason)
            value[i] = units;
        r.counts.rounded += (uint64_t)(!reason && rounded);
        status = note(&r, text, i, reason);
    }
    finish(&r, counts);
    return status;
}

static const char *read_product(const quen_format *quantity, const quen_format *price,
                                quen__format_text q, quen__format_text p, int64_t *amount,
                                int *rounded)
{
    char q_plain[QUEN__NUMBER_PLAIN], p_plain[QUEN__NUMBER_PLAIN];
    int32_t decimals = (int32_t)price->options.decimals;
    quen__decimal a, b;
    if (q.size == 0 || p.size == 0)
        return empty;
    if (quantity->set == 0 || price->set == 0)
        return nothing;
    if (quen__number_take_plain(q, is_point(quantity), &a) &&
        quen__number_take_plain(p, is_point(price), &b)) {
        b.negative = a.negative != b.negative;
        return quen__decimal_units(b, a.digits, decimals - a.scale, amount, rounded);
    }
    const char *reason = quen__format_plain(quantity, q, q_plain, &q);
    if (!reason)
        reason = quen__format_plain(price, p, p_plain, &p);
    return reason ? reason
                  : quen__parse_product(q.at, q.size, p.at, p.size, (uint32_t)decimals,
                                        amount, rounded);
}

quen_status quen_format_read_products(quen_context *ctx, const quen_format *quantity,
                                      const quen_format *price,
                                      const quen_key_column *quantities,
                                      const quen_key_column *prices, size_t n,
                                      int64_t *amount, const char **faults,
                                      quen_format_counts *counts)
{
    reading r = {ctx, price, faults, {0}};
    char q_digits[QUEN__FORMAT_DIGITS], p_digits[QUEN__FORMAT_DIGITS];
    quen_status status =
        check_format(ctx, quantity, quantity->options.kind == QUEN_FORMAT_KIND_QUANTITY);
    if (status == QUEN_OK)
        status = quen__format_check_rows(ctx, quantity, quantities, n);
    if (status == QUEN_OK)
        status =
            begin(&r, prices, n, price->options.kind == QUEN_FORMAT_KIND_MONEY, counts);
    for (size_t i = 0; status == QUEN_OK && i < n; i++) {
        quen__format_text q = quen__format_row(quantities, i, q_digits);
        quen__format_text p = quen__format_row(prices, i, p_digits);
        int rounded = 0;
        const char *reason = read_product(quantity, price, q, p, &amount[i], &rounded);
        r.counts.rounded += (uint64_t)(rounded != 0);
        status = note(&r, p, i, reason);
    }
    finish(&r, counts);
    return status;
}

/* --- keys --- */

quen_status quen_format_read_keys(quen_context *ctx, const quen_format *format,
                                  const quen_key_column *texts, size_t n, int64_t *number,
                                  const char **faults, quen_format_counts *counts)
{
    reading r = {ctx, format, faults, {0}};
    char digits[QUEN__FORMAT_DIGITS];
    quen_status status =
        begin(&r, texts, n, format->options.kind == QUEN_FORMAT_KIND_KEY, counts);
    if (status == QUEN_OK && !format->set)
        return quen__bad_argument(ctx, "format: keys of this column are texts");
    for (size_t i = 0; status == QUEN_OK && i < n; i++) {
        quen__format_text text = quen__format_row(texts, i, digits);
        const char *reason =
            text.size == 0 ? empty : quen__format_read_key(text, &number[i]);
        status = note(&r, text, i, reason);
    }
    finish(&r, counts);
    return status;
}
