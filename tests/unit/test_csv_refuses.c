/* What is refused of a reader's options, calls and sizes; and memory that runs out. */
#include "csv_cases.h"

static void test_options(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_csv_options options;
    quen_csv *csv = NULL;
    static const uint32_t bad[] = {'"', '\n', '\r', 'a', 'Z', '7', 127, 200, 1};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        quen_csv_options_init(&options, sizeof options);
        options.separator = bad[i];
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: separator is ",
                     quen_csv_new(ctx, &options, &csv));
        assert_null(csv);
    }
    quen_csv_options_init(&options, sizeof options);
    options.quoting = 3;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: quoting is 3",
                 quen_csv_new(ctx, &options, &csv));
    quen_csv_options_init(&options, sizeof options);
    options.encoding = 6;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: encoding is 6",
                 quen_csv_new(ctx, &options, &csv));
    quen_csv_options_init(&options, sizeof options);
    options.no_header = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: no_header is 2",
                 quen_csv_new(ctx, &options, &csv));
    quen_csv_options_init(&options, sizeof options);
    options.n_optional = 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: n_optional is 1, but optional is NULL",
                 quen_csv_new(ctx, &options, &csv));
    options.optional = (const char *const[]){NULL};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: optional[0] is NULL",
                 quen_csv_new(ctx, &options, &csv));
    memset(&options, 0, sizeof options);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv", quen_csv_new(ctx, &options, &csv));
    quen_context_free(ctx);
}

static void test_calls(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_csv *csv = NULL;
    quen_csv_batch batch;
    (void)state;
    assert_ok(ctx, quen_csv_new(ctx, NULL, &csv));
    assert_ok(ctx, quen_csv_push(ctx, csv, NULL, 0));
    assert_ok(ctx, quen_csv_take(ctx, csv, &batch));
    assert_int_equal(batch.n_rows + batch.n_bad + batch.n_columns, 0);
    assert_int_equal(quen_csv_n_columns(csv) + quen_csv_n_fields(csv), 0);
    assert_null(quen_csv_column_name(csv, 0));
    assert_null(quen_csv_field_name(csv, 0));
    assert_ok(ctx, quen_csv_push(ctx, csv, "a,b\n1,2\n", 8));
    assert_ok(ctx, quen_csv_finish(ctx, csv));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: the file was finished before",
                 quen_csv_push(ctx, csv, "x", 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: the file was finished before",
                 quen_csv_finish(ctx, csv));
    assert_ok(ctx, quen_csv_take(ctx, csv, &batch));
    assert_int_equal(batch.n_rows, 1);
    assert_int_equal(quen_csv_n_fields(csv), 2);
    assert_string_equal(quen_csv_field_name(csv, 1), "b");
    assert_null(quen_csv_field_name(csv, 2));
    assert_null(quen_csv_column_name(csv, 2));
    assert_null(quen_csv_bad_sentence(csv, 0));
    quen_csv_free(csv);
    quen_csv_free(NULL);
    quen_context_free(ctx);
}

static void test_other_allocator(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO),
                 *other = support_other_context();
    quen_csv *csv = NULL;
    quen_csv_batch batch;
    (void)state;
    assert_ok(ctx, quen_csv_new(ctx, NULL, &csv));
    assert_fails(other, QUEN_ERR_ARGUMENT, "csv: made with another allocator",
                 quen_csv_push(other, csv, "a,b\n", 4));
    assert_fails(other, QUEN_ERR_ARGUMENT, "csv: made with another allocator",
                 quen_csv_take(other, csv, &batch));
    assert_fails(other, QUEN_ERR_ARGUMENT, "csv: made with another allocator",
                 quen_csv_finish(other, csv));
    assert_ok(ctx, quen_csv_push(ctx, csv, "a,b\n", 4)); /* nothing came of it */
    assert_ok(ctx, quen_csv_finish(ctx, csv));
    quen_csv_free(csv);
    quen_context_free(other);
    quen_context_free(ctx);
}

/* What may be a total at the end of what was pushed is one once the file ends there. */
static void test_end_of_text(void **state)
{
    csv_page file = {NULL, 0, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_csv *csv = NULL;
    quen_csv_batch batch;
    (void)state;
    csv_page_add(&file, "a,b\n");
    while (file.size <= (size_t)1 << 20)
        csv_page_add(&file, "%zu,Tea\n", file.size);
    csv_page_add(&file, "Total,\n\x1a\n");
    assert_ok(ctx, quen_csv_new(ctx, NULL, &csv));
    assert_ok(ctx, quen_csv_push(ctx, csv, file.text, file.size));
    do
        assert_ok(ctx, quen_csv_take(ctx, csv, &batch));
    while (batch.n_rows > 0);
    for (size_t i = 0; i < quen_csv_n_told(csv); i++) {
        assert_null(strstr(quen_csv_told(csv, i), "at the end"));
        assert_null(strstr(quen_csv_told(csv, i), "without a meaning"));
    }
    assert_ok(ctx, quen_csv_push(ctx, csv, "1,Cup\n", 6));
    assert_ok(ctx, quen_csv_finish(ctx, csv));
    assert_ok(ctx, quen_csv_take(ctx, csv, &batch));
    assert_int_equal(batch.n_rows, 1);
    assert_int_equal(batch.n_bad, 2);
    assert_ok(ctx, quen_csv_take(ctx, csv, &batch));
    for (size_t i = 0; i < quen_csv_n_told(csv); i++) {
        assert_null(strstr(quen_csv_told(csv, i), "at the end"));
        assert_null(strstr(quen_csv_told(csv, i), "without a meaning"));
    }
    quen_csv_free(csv);
    csv_page_free(&file);
    quen_context_free(ctx);
}

/* A file whose names are there, but whose rows are cut alike by nothing. */
static void test_rows_of_any_length(void **state)
{
    static const char *const names[] = {"a", "b", NULL};
    csv_page file = {NULL, 0, 0};
    quen_csv_options options = csv_wanting(names);
    (void)state;
    csv_page_add(&file, "a,b\n");
    for (int i = 0; i < 24; i++) {
        for (int j = 0; j < i; j++)
            csv_page_add(&file, "x,");
        csv_page_add(&file, "y\n");
    }
    csv_demand(file.text, file.size, &options,
               "ERROR QUEN_ERR_FORMAT csv: no separator cuts the rows alike; the best, "
               ",, gives 2 fields in 2 of 25 rows: it is no file of rows and columns, or "
               "say separator, quoting or skip_lines");
    csv_page_free(&file);
}

/* A file of `head`, then `fill` so many times, then `tail`; what reading it says. */
static void demand_long(const char *head, char fill, size_t n, const char *tail,
                        const char *lines)
{
    csv_page page = {NULL, 0, 0};
    size_t begin = strlen(head), end = strlen(tail);
    char *file = malloc(begin + n + end);
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    assert_non_null(file);
    memcpy(file, head, begin);
    memset(file + begin, fill, n);
    memcpy(file + begin + n, tail, end);
    for (uint64_t cut = 0; cut < 10; cut += 9) {
        csv_page_read(ctx, file, begin + n + end, NULL, cut, &page);
        if (!strstr(page.text, lines))
            print_error("no \"%s\" in \"%.300s\"\n", lines, page.text);
        assert_non_null(strstr(page.text, lines));
        csv_page_free(&page);
    }
    quen_context_free(ctx);
    free(file);
}

static void test_sizes(void **state)
{
    size_t most = QUEN_CSV_MAX_ROW;
    (void)state;
    demand_long("a,b\n1,2\n3,", 'x', most - 2, "\n5,6\n", "4 5|6\n");
    demand_long(
        "a,b\n1,2\n3,", 'x', most - 1, "\n5,6\n",
        "2 1|2\nERROR QUEN_ERR_FORMAT csv: line 3: a row is longer than 16 MiB\n");
    demand_long(
        "a,b\n1,2\n3,\"", 'x', most, "\n5,6\n",
        "2 1|2\nERROR QUEN_ERR_FORMAT csv: line 3: a row is longer than 16 MiB, for a "
        "quote opens in it that does not close: say quoting none");
    demand_long("", 'x', (size_t)2 << 20, "\n",
                "csv: line 1: no header ends within the "
                "first MiB");
    demand_long("a", ',', QUEN_CSV_MAX_FIELDS, "\n",
                "csv: line 1: the header has 16385 fields, at most 16384 can be read");
    demand_long("a,b\n1,2\n", ',', QUEN_CSV_MAX_FIELDS, "x\n3,4\n",
                "! line 3: 16385 fields, the header has 2\n4 3|4\n");
}

/* Past the window, unquoted rows that a quoted field swallows are refused. */
static void test_guard(void **state)
{
    csv_page file = {NULL, 0, 0}, page = {NULL, 0, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    size_t lines = 1;
    char words[200], before[80];
    (void)state;
    csv_page_add(&file, "id\titem\tn\n");
    for (; file.size < (size_t)1200 << 10; lines++)
        csv_page_add(&file, "%zu\tMug with a handle\t1\n", lines);
    csv_page_add(&file, "7\t\"Best mug\t1\n8\tMug\t2\n9\tTray 24\"\t3\n");
    snprintf(
        words, sizeof words,
        "ERROR QUEN_ERR_ARGUMENT csv: line %zu: the quote that opens in field 2 closes "
        "on line %zu, and the lines between look like rows: say quoting none",
        lines + 1, lines + 3);
    snprintf(before, sizeof before, "\n%zu %zu|Mug with a handle|1\nERROR ", lines,
             lines - 1);
    for (uint64_t cut = 0; cut < 20; cut += 5) {
        csv_page_read(ctx, file.text, file.size, NULL, cut, &page);
        assert_non_null(strstr(page.text, words));
        assert_non_null(strstr(page.text, before)); /* the row in front of it */
        csv_page_free(&page);
    }
    quen_csv_options options;
    quen_csv_options_init(&options, sizeof options);
    options.quoting = QUEN_CSV_QUOTING_NONE;
    csv_page_read(ctx, file.text, file.size, &options, 0, &page);
    assert_non_null(strstr(page.text, " 7|\"Best mug|1\n"));
    assert_non_null(strstr(page.text, " 9|Tray 24\"|3\n"));
    csv_page_free(&page);
    csv_page_free(&file);
    quen_context_free(ctx);
}

/* Rows by the ten thousand: batches end, and what is held stays small. */
static void test_batches(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_csv *csv = NULL;
    quen_csv_batch batch;
    uint64_t rows = 0;
    size_t batches = 0;
    (void)state;
    assert_ok(ctx, quen_csv_new(ctx, NULL, &csv));
    assert_ok(ctx, quen_csv_push(ctx, csv, "a,b\n", 4));
    for (int i = 0; i < 100000; i++)
        assert_ok(ctx, quen_csv_push(ctx, csv, "1,two of them\n", 14));
    assert_ok(ctx, quen_csv_finish(ctx, csv));
    for (;; batches++) {
        assert_ok(ctx, quen_csv_take(ctx, csv, &batch));
        if (batch.n_rows == 0)
            break;
        assert_true(batch.n_rows <= 16384);
        for (size_t i = 0; i < batch.n_rows; i++)
            assert_int_equal(batch.lines[i], 2 + rows + i);
        assert_memory_equal(batch.columns[1].bytes, "two of themtwo of them", 22);
        rows += batch.n_rows;
    }
    assert_int_equal(rows, 100000);
    assert_int_equal(batches, 7);
    quen_csv_free(csv);
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status read_file(quen_context *ctx, const char *text, size_t size,
                             const quen_csv_options *options, size_t *rows)
{
    quen_csv *csv = NULL;
    quen_csv_batch batch = {0};
    quen_status status = quen_csv_new(ctx, options, &csv);
    *rows = 0;
    if (status != QUEN_OK) {
        assert_null(csv);
        return status;
    }
    for (size_t half = 0; half < 2 && status == QUEN_OK; half++)
        status = quen_csv_push(ctx, csv, text + half * (size / 2),
                               half ? size - size / 2 : size / 2);
    if (status == QUEN_OK)
        status = quen_csv_finish(ctx, csv);
    do {
        if (status == QUEN_OK)
            status = quen_csv_take(ctx, csv, &batch);
        *rows += status == QUEN_OK ? batch.n_rows : 0;
    } while (status == QUEN_OK && batch.n_rows + batch.n_bad > 0);
    if (status != QUEN_OK) { /* and it says so again */
        assert_int_equal(quen_csv_take(ctx, csv, &batch), status);
        assert_int_equal(quen_csv_push(ctx, csv, "x", 1), status);
    }
    quen_csv_free(csv);
    return status;
}

static quen_status read_in_memory(quen_context *ctx, void *user)
{
    static const char *const wanted[] = {"b", "a"};
    csv_page *file = user;
    quen_csv_options options;
    size_t rows;
    quen_csv_options_init(&options, sizeof options);
    options.columns = wanted;
    options.n_columns = 2;
    quen_status status = read_file(ctx, file->text, file->size, &options, &rows);
    assert_int_equal(rows, status == QUEN_OK ? 400 : 0);
    return status;
}

static void test_memory(void **state)
{
    csv_page file = {NULL, 0, 0};
    (void)state;
    csv_page_add(&file, "a,b\n");
    for (int i = 0; i < 400; i++)
        csv_page_add(&file, "%d,caf\xe9 with cr\xe8me and a long name of it %d\n", i, i);
    for (int i = 0; i < 200; i++)
        csv_page_add(&file, "%s", i % 9 ? "1,2,3,4\n" : "Total,\n");
    support_each_oom(read_in_memory, &file);
    csv_page_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_other_allocator),
        cmocka_unit_test(test_end_of_text),
        cmocka_unit_test(test_rows_of_any_length),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_guard),
        cmocka_unit_test(test_batches),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
