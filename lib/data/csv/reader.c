/*
 * The reader of a file: see quen/csv.h. Bytes are pushed, become text, and wait; taking
 * decides how the text is written, once there is a window of it, and cuts rows off it. A
 * fault of the file waits where it is until the rows before it are taken: so what is
 * taken does not depend on how the bytes were pushed.
 */
#include <stdio.h>
#include <string.h>

#include "core/options.h"
#include "core/alloc.h"
#include "data/csv/state.h"

#define NOUN "csv"

/* --- options --- */

static quen_csv_options defaults(void)
{
    quen_csv_options options = {0};
    options.skip_lines = UINT32_MAX;
    return options;
}

void quen_csv_options_init(quen_csv_options *options, size_t size)
{
    quen_csv_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_separator(quen_context *ctx, uint32_t c)
{
    int letter = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (c == 0 || c == '\t' || (c >= ' ' && c < 127 && c != '"' && !letter))
        return QUEN_OK;
    return quen__bad_argument(ctx,
                              "csv: separator is %u, not a character of ASCII other than "
                              "letters, digits, quotes and line ends",
                              c);
}

static quen_status check_names(quen_context *ctx, const char *what,
                               const char *const *names, size_t n)
{
    if (n && !names)
        return quen__bad_argument(ctx, "csv: n_%s is %zu, but %s is NULL", what, n, what);
    for (size_t i = 0; i < n; i++)
        if (!names[i])
            return quen__bad_argument(ctx, "csv: %s[%zu] is NULL", what, i);
    return QUEN_OK;
}

static quen_status read_options(quen_context *ctx, const quen_csv_options *given,
                                quen_csv_options *o)
{
    *o = defaults();
    quen_status status = quen__options_read(ctx, o, sizeof *o, given, NOUN);
    if (status == QUEN_OK)
        status = check_separator(ctx, o->separator);
    if (status == QUEN_OK)
        status =
            quen__options_choice(ctx, NOUN, "quoting", o->quoting, QUEN_CSV_QUOTING_NONE);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, NOUN, "encoding", o->encoding,
                                      QUEN_CSV_ENCODING_LATIN1);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, NOUN, "no_header", o->no_header, 1);
    if (status == QUEN_OK)
        status =
            quen__extent_check(ctx, "csv: columns", o->n_columns, 1, sizeof *o->columns);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "csv: optional", o->n_optional, 1,
                                    sizeof *o->optional);
    if (status == QUEN_OK)
        status = check_names(ctx, "columns", o->columns, o->n_columns);
    if (status == QUEN_OK)
        status = check_names(ctx, "optional", o->optional, o->n_optional);
    return status;
}

/* --- a reader --- */

static quen_status keep_names(quen_context *ctx, quen_csv *csv, const quen_csv_options *o)
{
    size_t bytes = 0, n = o->n_columns + o->n_optional;
    for (size_t i = 0; i < o->n_columns; i++)
        bytes += strlen(o->columns[i]);
    for (size_t i = 0; i < o->n_optional; i++)
        bytes += strlen(o->optional[i]);
    quen_status status = quen__csv_names_new(ctx, &csv->wanted, n, bytes);
    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        const char *name =
            i < o->n_columns ? o->columns[i] : o->optional[i - o->n_columns];
        quen__csv_names_add(&csv->wanted, name, strlen(name));
    }
    csv->options = *o;
    csv->options.columns = csv->options.optional = NULL;
    return status;
}

quen_status quen_csv_new(quen_context *ctx, const quen_csv_options *given, quen_csv **out)
{
    quen_csv_options options;
    *out = NULL;
    quen_status status = read_options(ctx, given, &options);
    if (status != QUEN_OK)
        return status;
    quen_csv *csv = quen__allocate_zero(ctx, 1, sizeof *csv);
    if (!csv)
        return QUEN_ERR_MEMORY;
    csv->allocator = ctx->allocator;
    csv->decoder.encoding = options.encoding;
    status = keep_names(ctx, csv, &options);
    if (status == QUEN_OK) {
        csv->scan.fields =
            quen__allocate(ctx, QUEN_CSV_MAX_FIELDS, sizeof *csv->scan.fields);
        status = csv->scan.fields ? QUEN_OK : QUEN_ERR_MEMORY;
    }
    if (status == QUEN_OK)
        *out = csv;
    else
        quen_csv_free(csv);
    return status;
}

void quen_csv_free(quen_csv *csv)
{
    if (!csv)
        return;
    quen_allocator allocator = csv->allocator;
    quen__csv_free_room(csv);
    quen__csv_names_free(&allocator, &csv->wanted);
    quen__csv_names_free(&allocator, &csv->header);
    quen__release(&allocator, csv->scan.fields);
    quen__release(&allocator, csv->decoder.held.bytes);
    quen__release(&allocator, csv->text.bytes);
    quen__release(&allocator, csv->bad);
    quen__release(&allocator, csv);
}

/* Whatever went wrong is what every later call says. */
static quen_status keep_failure(quen_context *ctx, quen_csv *csv, quen_status status)
{
    if (status == QUEN_OK)
        return QUEN_OK;
    csv->failed = status;
    snprintf(csv->failure, sizeof csv->failure, "%s", quen_context_message(ctx));
    return status;
}

static quen_status check_usable(quen_context *ctx, const quen_csv *csv)
{
    quen_status status = quen__same_allocator(ctx, &csv->allocator, NOUN);
    if (status == QUEN_OK && csv->failed)
        return quen__fail(ctx, csv->failed, "%s", csv->failure);
    return status;
}

/* --- bytes --- */

/* Rows that were taken go, once they are most of the text. */
static void drop_taken(quen_csv *csv)
{
    quen__csv_bytes *text = &csv->text;
    size_t gone = csv->decided ? csv->scan.begin : 0;
    if (gone == 0 || 2 * gone < text->size)
        return;
    memmove(text->bytes, text->bytes + gone, text->size - gone);
    text->size -= gone;
    csv->zero_end = csv->zero_end > gone ? csv->zero_end - gone : 0;
    quen__csv_scan_text(&csv->scan, text->bytes, csv->scan.end - gone, gone);
}

static void see_zeros(quen_csv *csv, size_t from)
{
    const char *text = csv->text.bytes;
    for (size_t size = csv->text.size; from < size; csv->zero_end = ++from) {
        const char *zero = memchr(text + from, '\0', size - from);
        if (!zero)
            return;
        from = (size_t)(zero - text);
    }
}

/* The end marks of DOS, here behind `from` or before it, are no text if nothing follows.
 */
static size_t text_end(quen_csv *csv, size_t from)
{
    size_t end = csv->text.size;
    while (end > from && csv->text.bytes[end - 1] == 0x1a)
        end--;
    end = end > from ? end : csv->scan.end;
    if (csv->finished && !quen__csv_decoder_failed(&csv->decoder)) {
        csv->padding = csv->text.size - end;
        csv->text.size = end;
    }
    return end;
}

static quen_status push(quen_context *ctx, quen_csv *csv, const void *bytes, size_t size,
                        int last)
{
    drop_taken(csv);
    size_t from = csv->text.size;
    quen_status status = quen__csv_reserve(ctx, &csv->text, 1);
    if (status == QUEN_OK)
        status = quen__csv_decode(ctx, &csv->decoder, bytes, size, last, &csv->text);
    if (status != QUEN_OK)
        return keep_failure(ctx, csv, status);
    memset(csv->text.bytes + csv->text.size, 0, QUEN__CSV_PAD);
    see_zeros(csv, from);
    csv->finished = (uint32_t)last;
    quen__csv_scan_text(&csv->scan, csv->text.bytes, text_end(csv, from), 0);
    csv->scan.finished = last && !quen__csv_decoder_failed(&csv->decoder);
    return QUEN_OK;
}

static quen_status check_open(quen_context *ctx, const quen_csv *csv)
{
    quen_status status = check_usable(ctx, csv);
    if (status == QUEN_OK && csv->finished)
        return quen__bad_argument(ctx, "csv: the file was finished before");
    return status;
}

quen_status quen_csv_push(quen_context *ctx, quen_csv *csv, const void *bytes,
                          size_t size)
{
    quen_status status = check_open(ctx, csv);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "csv: bytes", size, 1, 1);
    return status == QUEN_OK && size ? push(ctx, csv, bytes, size, 0) : status;
}

quen_status quen_csv_finish(quen_context *ctx, quen_csv *csv)
{
    quen_status status = check_open(ctx, csv);
    return status == QUEN_OK ? push(ctx, csv, NULL, 0, 1) : status;
}

/* --- rows --- */

static void begin_batch(quen_csv *csv)
{
    csv->rows += csv->n_rows;
    csv->n_rows = csv->n_bad = 0;
}

static quen_status take(quen_context *ctx, quen_csv *csv)
{
    if (csv->decoder.foreign)
        return quen__bad_format(ctx, "csv: this is %s", csv->decoder.foreign);
    if (!csv->decided) {
        if (!csv->finished && csv->scan.end < QUEN__CSV_WINDOW &&
            !quen__csv_decoder_failed(&csv->decoder))
            return QUEN_OK;
        quen_status status = quen__csv_open(ctx, csv);
        if (status != QUEN_OK)
            return status;
    }
    return quen__csv_fill(ctx, csv);
}

quen_status quen_csv_take(quen_context *ctx, quen_csv *csv, quen_csv_batch *batch)
{
    memset(batch, 0, sizeof *batch);
    begin_batch(csv);
    quen_status status = check_usable(ctx, csv);
    if (status == QUEN_OK)
        status = keep_failure(ctx, csv, take(ctx, csv));
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; csv->decided && i < csv->n_columns; i++) {
        csv->shown[i].bytes = csv->columns[i].bytes;
        csv->shown[i].offsets = csv->columns[i].offsets;
        csv->shown[i].valid = csv->columns[i].valid;
    }
    batch->n_rows = csv->n_rows;
    batch->n_columns = csv->decided ? csv->n_columns : 0;
    batch->columns = csv->shown;
    batch->lines = csv->lines;
    batch->n_bad = csv->n_bad;
    batch->bad = csv->bad;
    return QUEN_OK;
}

/* --- asking --- */

const char *quen_csv_bad_sentence(quen_csv *csv, size_t bad)
{
    if (bad >= csv->n_bad)
        return NULL;
    const quen_csv_bad *b = &csv->bad[bad];
    quen__csv_words words = {csv->bad_words, sizeof csv->bad_words, 0};
    quen__csv_say(&words, "line %llu: ", (unsigned long long)b->line);
    if (b->reason == QUEN_CSV_BAD_ZERO)
        quen__csv_say(&words, "field %u holds a zero byte, not text", b->field);
    else if (b->reason == QUEN_CSV_BAD_QUOTE)
        quen__csv_say(&words, "text behind the closing quote of field %u", b->field);
    else if (b->reason == QUEN_CSV_BAD_TOTAL)
        quen__csv_say(&words, "it looks like a total, but rows follow");
    else
        quen__csv_say(&words, "%llu field%s, the header has %zu",
                      (unsigned long long)b->fields, b->fields == 1 ? "" : "s",
                      csv->header.n);
    return csv->bad_words;
}

size_t quen_csv_n_columns(const quen_csv *csv)
{
    return csv->decided ? csv->n_columns : 0;
}

const char *quen_csv_column_name(const quen_csv *csv, size_t column)
{
    if (column >= quen_csv_n_columns(csv) || csv->columns[column].source == SIZE_MAX)
        return NULL;
    return quen__csv_name(&csv->header, csv->columns[column].source);
}

size_t quen_csv_n_fields(const quen_csv *csv)
{
    return csv->decided ? csv->header.n : 0;
}

const char *quen_csv_field_name(const quen_csv *csv, size_t field)
{
    return field < quen_csv_n_fields(csv) ? quen__csv_name(&csv->header, field) : NULL;
}

size_t quen_csv_n_told(const quen_csv *csv)
{
    size_t n = 0;
    for (size_t i = 0; i < QUEN__CSV_TELLS; i++)
        n += csv->told[i][0] != '\0';
    return n;
}

const char *quen_csv_told(const quen_csv *csv, size_t told)
{
    for (size_t i = 0; i < QUEN__CSV_TELLS; i++)
        if (csv->told[i][0] != '\0' && told-- == 0)
            return csv->told[i];
    return NULL;
}
