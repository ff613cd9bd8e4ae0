/*
 * The library's reader of rows on any bytes: pushed at once and in pieces, which must
 * give the same rows, bad rows, words and failure.
 */
#include "fuzz.h"

/* What was read, as one number, and the last sentence. */
typedef struct reading {
    uint64_t hash, rows;
    quen_status status;
    char message[1024];
} reading;

static void mix(reading *r, const void *bytes, size_t size)
{
    const uint8_t *p = bytes;
    for (size_t i = 0; i < size; i++)
        r->hash = (r->hash ^ p[i]) * UINT64_C(1099511628211);
    r->hash = (r->hash ^ 0xff) * UINT64_C(1099511628211);
}

static void mix_row(reading *r, const quen_csv_batch *batch, size_t row)
{
    MUST(row == 0 || batch->lines[row] > batch->lines[row - 1]);
    mix(r, &batch->lines[row], sizeof *batch->lines);
    for (size_t i = 0; i < batch->n_columns; i++) {
        const quen_key_column *column = &batch->columns[i];
        uint64_t start = column->offsets[row], end = column->offsets[row + 1];
        MUST(start <= end);
        MUST((column->valid[row / 8] >> row % 8 & 1) == (end > start));
        if (end > start)
            mix(r, column->bytes + start, (size_t)(end - start));
        else
            mix(r, "", 0);
    }
}

/* Rows and bad rows by line: batches may end anywhere. */
static void mix_batch(reading *r, quen_csv *csv, const quen_csv_batch *batch)
{
    size_t row = 0, bad = 0;
    while (row < batch->n_rows || bad < batch->n_bad) {
        if (row == batch->n_rows ||
            (bad < batch->n_bad && batch->bad[bad].line < batch->lines[row])) {
            const char *words = quen_csv_bad_sentence(csv, bad++);
            MUST(words && strlen(words) > 10);
            mix(r, words, strlen(words));
        } else {
            mix_row(r, batch, row++);
            r->rows++;
        }
    }
}

/* 1 until it fails. */
static int take(quen_context *ctx, quen_csv *csv, reading *r)
{
    for (;;) {
        quen_csv_batch batch;
        r->status = quen_csv_take(ctx, csv, &batch);
        if (r->status != QUEN_OK) {
            MUST(r->status == QUEN_ERR_ARGUMENT || r->status == QUEN_ERR_FORMAT);
            snprintf(r->message, sizeof r->message, "%s", quen_context_message(ctx));
            return 0;
        }
        if (batch.n_rows + batch.n_bad == 0)
            return 1;
        mix_batch(r, csv, &batch);
    }
}

static void end(quen_csv *csv, reading *r)
{
    mix(r, r->message, strlen(r->message));
    for (size_t i = 0; i < quen_csv_n_columns(csv); i++)
        if (quen_csv_column_name(csv, i))
            mix(r, quen_csv_column_name(csv, i), strlen(quen_csv_column_name(csv, i)));
    MUST(!quen_csv_told(csv, quen_csv_n_told(csv)));
    for (size_t i = 0; i < quen_csv_n_told(csv); i++)
        mix(r, quen_csv_told(csv, i), strlen(quen_csv_told(csv, i)));
}

static reading read_file(quen_context *ctx, const quen_csv_options *options,
                         const uint8_t *data, size_t size, fuzz_bytes *cuts)
{
    reading r = {UINT64_C(14695981039346656037), 0, QUEN_OK, ""};
    quen_csv *csv = NULL;
    int going = 1;
    MUST(quen_csv_new(ctx, options, &csv) == QUEN_OK);
    while (going && size > 0) {
        size_t n = cuts && cuts->left ? 1u + fuzz_byte(cuts) % 64u : size;
        n = n < size ? n : size;
        MUST(quen_csv_push(ctx, csv, data, n) == QUEN_OK);
        data += n;
        size -= n;
        going = take(ctx, csv, &r);
    }
    if (going) {
        MUST(quen_csv_finish(ctx, csv) == QUEN_OK);
        take(ctx, csv, &r);
    }
    end(csv, &r);
    quen_csv_free(csv);
    return r;
}

static quen_csv_options any_options(fuzz_bytes *bytes)
{
    static const char *const names[] = {"a", "item", "Total", "1"};
    static const char separators[] = "\0\0\0\0\0,;\t|: #";
    quen_csv_options options;
    quen_csv_options_init(&options, sizeof options);
    options.quoting = fuzz_below(bytes, 6) % 3;
    options.encoding = fuzz_below(bytes, 4) ? 0 : fuzz_below(bytes, 6);
    options.separator = (unsigned char)separators[fuzz_below(bytes, 12)];
    options.no_header = fuzz_below(bytes, 4) == 1;
    if (fuzz_below(bytes, 6) == 1)
        options.skip_lines = fuzz_below(bytes, 8);
    if (fuzz_below(bytes, 4) == 1) {
        options.columns = names + fuzz_below(bytes, 4);
        options.n_columns = 1;
    }
    if (fuzz_below(bytes, 4) == 1) {
        options.optional = names;
        options.n_optional = fuzz_below(bytes, 5);
    }
    return options;
}

/* The same bytes again and again, until they go beyond what is decided by. */
static uint8_t *repeated(const uint8_t *data, size_t size, size_t *total)
{
    size_t times = (((size_t)1 << 20) + 65536) / size + 1;
    uint8_t *all = malloc(size * times);
    MUST(all);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * size, data, size);
    *total = size * times;
    return all;
}

/* One input in 64, by all of its bytes: what an input becomes is not repeated with it. */
static int is_chosen(const uint8_t *data, size_t size)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum = sum * 31 + data[i];
    return sum >> 26 == 5;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_bytes bytes = {data, size};
    fuzz_limits limits = {((size_t)16 << 20) + 8 * size, 1000};
    quen_csv_options options = any_options(&bytes);
    uint8_t how = fuzz_byte(&bytes);
    fuzz_bytes cuts = bytes; /* the file's own bytes say where it is cut */
    uint8_t *copy = NULL;
    size_t total = bytes.left;
    if (bytes.left > 64 && how % 4 == 1 && is_chosen(data, size))
        copy = repeated(bytes.at, bytes.left, &total);
    quen_context *ctx = fuzz_context(&limits, 1);
    reading whole = read_file(ctx, &options, copy ? copy : bytes.at, total, NULL);
    reading cut = read_file(ctx, &options, copy ? copy : bytes.at, total, &cuts);
    MUST(strcmp(whole.message, cut.message) == 0);
    MUST(whole.status == cut.status && whole.rows == cut.rows && whole.hash == cut.hash);
    quen_context_free(ctx);
    free(copy);
    return 0;
}
