/*
 * Rows into a batch: see state.h. A row of as many fields as the header goes into the
 * columns at once, unless its first field may be that of a total. What may be a total or
 * a footer waits in a tail: a row behind it makes bad rows of it, the end of the file
 * leaves it out.
 */
#include <string.h>

#include "data/csv/state.h"

/* --- bad rows --- */

static quen_status add_bad(quen_context *ctx, quen_csv *csv, quen_csv_bad bad)
{
    if (csv->n_bad == csv->bad_capacity) {
        size_t capacity = csv->bad_capacity ? 2 * csv->bad_capacity : 64;
        quen_csv_bad *grown = quen__reallocate(ctx, csv->bad, capacity, sizeof *grown);
        if (!grown)
            return QUEN_ERR_MEMORY;
        csv->bad = grown;
        csv->bad_capacity = capacity;
    }
    csv->bad[csv->n_bad++] = bad;
    return QUEN_OK;
}

/* The tail was not the end of the file. */
static quen_status flush_tail(quen_context *ctx, quen_csv *csv)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < csv->n_tail && status == QUEN_OK; i++)
        status = add_bad(ctx, csv, csv->tail[i]);
    csv->n_tail = csv->n_padding = 0;
    csv->tail_line = 0;
    return status;
}

static quen_csv_bad bad_row(const quen_csv *csv, uint32_t reason, uint32_t field)
{
    quen_csv_bad bad = {csv->scan.line, reason, field, csv->scan.n_fields};
    return bad;
}

static quen_status refuse_row(quen_context *ctx, quen_csv *csv, uint32_t reason,
                              uint32_t field)
{
    quen_status status = csv->n_tail ? flush_tail(ctx, csv) : QUEN_OK;
    return status == QUEN_OK ? add_bad(ctx, csv, bad_row(csv, reason, field)) : status;
}

/* --- the tail --- */

/* How a row begins, fit for a sentence. */
static void keep_begin(quen_csv *csv)
{
    const quen__csv_scan *s = &csv->scan;
    quen__csv_words shown = {csv->tail_text, sizeof csv->tail_text, 0};
    size_t size = s->next - s->begin;
    const char *text = s->text + s->begin;
    while (size && (text[size - 1] == '\n' || text[size - 1] == '\r'))
        size--;
    csv->tail_line = s->line;
    quen__csv_say_text(&shown, text, size);
}

static quen_status add_tail(quen_context *ctx, quen_csv *csv, int kind)
{
    const quen__csv_scan *s = &csv->scan;
    quen_status status = QUEN_OK;
    if (csv->n_tail == QUEN__CSV_TAIL)
        status = flush_tail(ctx, csv);
    if (status != QUEN_OK)
        return status;
    csv->n_padding += kind == QUEN__CSV_PADDING;
    if (kind == QUEN__CSV_TOTAL && !csv->tail_line)
        keep_begin(csv);
    csv->tail[csv->n_tail++] = bad_row(
        csv, s->n_fields == csv->header.n ? QUEN_CSV_BAD_TOTAL : QUEN_CSV_BAD_FIELDS, 0);
    return QUEN_OK;
}

static void end_file(quen_csv *csv)
{
    csv->ended = 1;
    csv->footers = csv->n_tail - csv->n_padding;
    csv->padding += csv->n_padding;
    quen__csv_tell_end(csv);
}

/* --- a row --- */

/* The field of the row that holds a zero byte, from 1; 0 if none does. */
static uint32_t zero_field(const quen_csv *csv)
{
    const quen__csv_scan *s = &csv->scan;
    size_t n = s->n_fields < QUEN_CSV_MAX_FIELDS ? s->n_fields : QUEN_CSV_MAX_FIELDS;
    if (s->begin >= csv->zero_end)
        return 0;
    for (size_t i = 0; i < n; i++) {
        size_t size;
        const char *text = quen__csv_value(s, i, &size);
        if (size && memchr(text, '\0', size))
            return (uint32_t)i + 1;
    }
    return memchr(s->text + s->begin, '\0', s->next - s->begin) ? (uint32_t)n : 0;
}

/* Separators too many at the end of a row, behind which there is nothing. */
static int ends_with_nothing(const quen_csv *csv)
{
    const quen__csv_scan *s = &csv->scan;
    size_t n = csv->header.n;
    if (s->n_fields <= n || s->n_fields > QUEN_CSV_MAX_FIELDS)
        return 0;
    for (size_t i = n; i < s->n_fields; i++)
        if (s->fields[i].size)
            return 0;
    return 1;
}

static quen_status store(quen_context *ctx, quen_csv *csv)
{
    quen_status status = csv->n_tail ? flush_tail(ctx, csv) : QUEN_OK;
    return status == QUEN_OK ? quen__csv_store(ctx, csv) : status;
}

static quen_status take_row(quen_context *ctx, quen_csv *csv)
{
    quen__csv_scan *s = &csv->scan;
    if (quen__csv_is_empty(s)) {
        csv->empty_rows += s->n_fields > 1;
        return QUEN_OK;
    }
    if (s->guarded) {
        csv->kept_line = csv->kept ? csv->kept_line : s->line;
        csv->kept++;
    }
    if (s->fault)
        return refuse_row(ctx, csv, QUEN_CSV_BAD_QUOTE, s->fault);
    uint32_t zero = zero_field(csv);
    if (ends_with_nothing(csv)) {
        s->n_fields = csv->header.n;
        csv->extra++;
    }
    int kind = quen__csv_kind_of(csv);
    if (zero && kind != QUEN__CSV_PADDING)
        return refuse_row(ctx, csv, QUEN_CSV_BAD_ZERO, zero);
    if (kind != QUEN__CSV_LINE)
        return add_tail(ctx, csv, kind);
    if (s->n_fields != csv->header.n)
        return refuse_row(ctx, csv, QUEN_CSV_BAD_FIELDS, 0);
    return store(ctx, csv);
}

/* 1 if the row can be nothing but a row: its first field begins no total. */
static int is_plain(const quen_csv *csv)
{
    const quen__csv_scan *s = &csv->scan;
    if (s->n_fields != csv->header.n || s->fault || s->guarded || csv->n_tail ||
        s->begin < csv->zero_end || (s->fields[0].size & QUEN__CSV_SIZE) == 0)
        return 0;
    unsigned char c = (unsigned char)s->text[s->begin + s->fields[0].start];
    unsigned char small = c | 0x20;
    return c > 0x20 && small != 't' && small != 's' && small != 'g' && small != 'c';
}

/* --- what ends the reading --- */

static quen_status refuse_guarded(quen_context *ctx, const quen_csv *csv)
{
    return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                      "csv: line %llu: the quote that opens in field %u closes on line "
                      "%llu, and the lines between look like rows: say quoting none if "
                      "the file is not quoted, or standard if these lines are one field",
                      (unsigned long long)csv->scan.line, csv->scan.guarded,
                      (unsigned long long)csv->scan.next_line - 1);
}

static quen_status refuse_unclosed(quen_context *ctx, const quen_csv *csv)
{
    return quen__bad_format(ctx,
                            "csv: line %llu: the quote that opens in field %zu is never "
                            "closed: say quoting none if the file is not quoted",
                            (unsigned long long)csv->scan.line, csv->scan.n_fields + 1);
}

static quen_status refuse_long(quen_context *ctx, const quen_csv *csv)
{
    int quoted = quen__csv_scan_in_quotes(&csv->scan);
    return quen__bad_format(ctx, "csv: line %llu: a row is longer than %d MiB%s",
                            (unsigned long long)csv->scan.line, QUEN_CSV_MAX_ROW >> 20,
                            quoted ? ", for a quote opens in it that does not close: say "
                                     "quoting none if the file is not quoted"
                                   : "");
}

/* What is in front of a fault is taken first. */
static int has_batch(const quen_csv *csv)
{
    return csv->n_rows || csv->n_bad;
}

/* The next call comes to this row again. */
static quen_status put_back(quen_csv *csv)
{
    quen__csv_scan_begin(&csv->scan, csv->scan.begin, csv->scan.line);
    return QUEN_OK;
}

/* The text ends in front of bytes that are no character. */
static quen_status refuse_bytes(quen_context *ctx, const quen_csv *csv)
{
    const quen__csv_decoder *d = &csv->decoder;
    const quen__csv_scan *s = &csv->scan;
    const char *text = s->text + s->begin;
    size_t size = csv->text.size - s->begin, characters = 1;
    uint64_t lines = quen__csv_lines(text, size);
    uint64_t line = s->line + lines;
    while (size && lines && text[size - 1] != '\n' && text[size - 1] != '\r') {
        characters += (text[size - 1] & 0xc0) != 0x80;
        size--;
    }
    for (size_t i = 0; i < size && !lines; i++)
        characters += (text[i] & 0xc0) != 0x80;
    return quen__bad_format(
        ctx,
        "csv: line %llu, character %zu: the byte 0x%02x is no character of %s: the file "
        "is damaged, or say its encoding",
        (unsigned long long)line, characters, d->bad[0],
        quen__csv_encoding_name(d->encoding));
}

static quen_status end_text(quen_context *ctx, quen_csv *csv)
{
    const quen__csv_scan *s = &csv->scan;
    if (has_batch(csv))
        return QUEN_OK;
    if (s->end - s->begin > (size_t)QUEN_CSV_MAX_ROW)
        return refuse_long(ctx, csv);
    if (quen__csv_decoder_failed(&csv->decoder))
        return refuse_bytes(ctx, csv);
    if (csv->finished && !csv->ended)
        end_file(csv);
    return QUEN_OK;
}

quen_status quen__csv_fill(quen_context *ctx, quen_csv *csv)
{
    quen__csv_scan *s = &csv->scan;
    size_t start = s->next;
    quen_status status = QUEN_OK;
    while (status == QUEN_OK && csv->n_rows < csv->rows_capacity &&
           csv->n_bad < QUEN__CSV_BATCH_ROWS && s->next - start < QUEN__CSV_BATCH_BYTES) {
        int step = quen__csv_scan_next(s);
        if (step == QUEN__CSV_MORE)
            return end_text(ctx, csv);
        if (step == QUEN__CSV_UNCLOSED)
            return has_batch(csv) ? QUEN_OK : refuse_unclosed(ctx, csv);
        if (is_plain(csv))
            status = quen__csv_store(ctx, csv);
        else if (s->guarded && !csv->dialect.reading.sure)
            return has_batch(csv) ? put_back(csv) : refuse_guarded(ctx, csv);
        else
            status = take_row(ctx, csv);
    }
    return status;
}
