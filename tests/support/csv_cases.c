/* Files of rows and columns: see csv_cases.h. */
#include "csv_cases.h"

#include "core/rng.h"

void csv_page_free(csv_page *page)
{
    free(page->text);
    *page = (csv_page){NULL, 0, 0};
}

static void add_bytes(csv_page *page, const char *bytes, size_t size)
{
    if (page->size + size + 1 > page->capacity) {
        page->capacity = 2 * (page->size + size + 64);
        page->text = realloc(page->text, page->capacity);
        assert_non_null(page->text);
    }
    if (size)
        memcpy(page->text + page->size, bytes, size);
    page->size += size;
    page->text[page->size] = '\0';
}

void csv_page_add(csv_page *page, const char *format, ...)
{
    char text[2048];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    assert_true(n >= 0 && (size_t)n < sizeof text);
    add_bytes(page, text, (size_t)n);
}

static void add_value(csv_page *page, const quen_key_column *column, size_t row)
{
    size_t start = (size_t)column->offsets[row], end = (size_t)column->offsets[row + 1];
    int valid = column->valid[row / 8] >> row % 8 & 1;
    assert_int_equal(valid, end > start);
    for (size_t i = start; i < end; i++) {
        if (column->bytes[i] == '\n' || column->bytes[i] == '\r')
            add_bytes(page, column->bytes[i] == '\n' ? "\\n" : "\\r", 2);
        else
            add_bytes(page, column->bytes + i, 1);
    }
    if (!valid)
        add_bytes(page, "~", 1);
}

static void add_names(csv_page *page, const quen_csv *csv)
{
    for (size_t i = 0; i < quen_csv_n_columns(csv); i++) {
        const char *name = quen_csv_column_name(csv, i);
        csv_page_add(page, "%s%s", i ? "|" : "names ", name ? name : "(none)");
    }
    csv_page_add(page, "\n");
}

/* Rows and bad rows by line. */
static void add_batch(csv_page *page, quen_csv *csv, const quen_csv_batch *batch)
{
    size_t row = 0, bad = 0;
    while (row < batch->n_rows || bad < batch->n_bad) {
        if (row == batch->n_rows ||
            (bad < batch->n_bad && batch->bad[bad].line < batch->lines[row])) {
            csv_page_add(page, "! %s\n", quen_csv_bad_sentence(csv, bad++));
            continue;
        }
        csv_page_add(page, "%llu ", (unsigned long long)batch->lines[row]);
        for (size_t i = 0; i < batch->n_columns; i++) {
            add_bytes(page, "|", i > 0);
            add_value(page, &batch->columns[i], row);
        }
        add_bytes(page, "\n", 1);
        row++;
    }
    assert_null(quen_csv_bad_sentence(csv, bad));
}

/* 1 until it fails. */
static int take_all(quen_context *ctx, quen_csv *csv, csv_page *page, int *named)
{
    for (;;) {
        quen_csv_batch batch;
        quen_status status = quen_csv_take(ctx, csv, &batch);
        if (!*named && quen_csv_n_columns(csv)) {
            add_names(page, csv);
            *named = 1;
        }
        if (status != QUEN_OK) {
            csv_page_add(page, "ERROR %s %s\n", quen_status_name(status),
                         quen_context_message(ctx));
            assert_int_equal(batch.n_rows + batch.n_bad, 0);
            assert_int_equal(quen_csv_take(ctx, csv, &batch), status);
            return 0;
        }
        if (batch.n_rows + batch.n_bad == 0)
            return 1;
        add_batch(page, csv, &batch);
    }
}

static size_t piece_of(uint64_t cut, uint64_t *drawn)
{
    if (cut < 2)
        return cut ? 1 : SIZE_MAX;
    uint64_t most = UINT64_C(1) << quen__random_below(cut, 0, (*drawn)++, 16);
    return 1 + (size_t)quen__random_below(cut, 1, (*drawn)++, most);
}

void csv_page_read(quen_context *ctx, const char *bytes, size_t size,
                   const quen_csv_options *options, uint64_t cut, csv_page *page)
{
    quen_csv *csv = NULL;
    uint64_t drawn = 0;
    int named = 0, going = 1;
    assert_ok(ctx, quen_csv_new(ctx, options, &csv));
    while (going && size > 0) {
        size_t n = piece_of(cut, &drawn);
        n = n < size ? n : size;
        assert_ok(ctx, quen_csv_push(ctx, csv, bytes, n));
        bytes += n;
        size -= n;
        going = take_all(ctx, csv, page, &named);
    }
    if (going) {
        assert_ok(ctx, quen_csv_finish(ctx, csv));
        take_all(ctx, csv, page, &named);
    }
    for (size_t i = 0; i < quen_csv_n_told(csv); i++)
        csv_page_add(page, "# %s\n", quen_csv_told(csv, i));
    assert_null(quen_csv_told(csv, quen_csv_n_told(csv)));
    quen_csv_free(csv);
}

void csv_page_read_cut(quen_context *ctx, const char *bytes, size_t size,
                       const quen_csv_options *options, csv_page *page)
{
    csv_page_read(ctx, bytes, size, options, 0, page);
    for (uint64_t cut = 1; cut < 6; cut++) {
        csv_page other = {NULL, 0, 0};
        csv_page_read(ctx, bytes, size, options, cut, &other);
        if (strcmp(page->text, other.text) != 0)
            print_error("cut %u\n%s\n-- not --\n%s\n", (unsigned)cut, other.text,
                        page->text);
        assert_string_equal(page->text, other.text);
        csv_page_free(&other);
    }
}

/*
 * Behind the line of the page that is, or begins with, this one; or NULL. A row must be
 * the next line, but for the names; others may stand anywhere behind `from`.
 */
static const char *find_line(const char *from, const char *line, size_t size)
{
    int row = *line == '!' || (*line >= '0' && *line <= '9');
    int begins = size > 3 && strncmp(line + size - 3, "...", 3) == 0;
    size_t n = begins ? size - 3 : size;
    for (const char *at = from; *at; at = strchr(at, '\n') + 1)
        if (strncmp(at, line, n) == 0 && (begins || at[n] == '\n'))
            return strchr(at, '\n') + 1;
        else if (row && strncmp(at, "names ", 6) != 0)
            return NULL;
    return NULL;
}

static const char *demand_line(const char *from, const char *line, size_t size)
{
    if (size == 3 && strncmp(line, "end", 3) == 0)
        return *from == '\0' || *from == '#' ? from : NULL;
    return find_line(from, line, size);
}

void csv_demand(const char *bytes, size_t size, const quen_csv_options *options,
                const char *lines)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    csv_page page = {NULL, 0, 0};
    csv_page_read_cut(ctx, bytes, size, options, &page);
    const char *at = page.text;
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        const char *next = demand_line(at, lines, n);
        if (!next)
            print_error("no line \"%.*s\" in\n%s\n", (int)n, lines, page.text);
        assert_non_null(next);
        at = next;
        lines += n + (lines[n] == '\n');
    }
    csv_page_free(&page);
    quen_context_free(ctx);
}

quen_csv_options csv_wanting(const char *const *names)
{
    quen_csv_options options;
    quen_csv_options_init(&options, sizeof options);
    options.columns = names;
    while (names[options.n_columns])
        options.n_columns++;
    return options;
}
