/* The header of a file, and where its columns go: see state.h. */
#include <stdio.h>
#include <string.h>

#include "data/csv/state.h"

/* --- sentences --- */

static void say_where(quen__csv_words *words, const quen_csv *csv)
{
    if (csv->options.no_header)
        quen__csv_say(words, "the file, whose columns are called by their place, has ");
    else
        quen__csv_say(words, "the header on line %llu has ",
                      (unsigned long long)csv->scan.line);
}

static quen_status refuse_missing(quen_context *ctx, const quen_csv *csv)
{
    char text[900];
    quen__csv_words words = {text, sizeof text, 0};
    say_where(&words, csv);
    quen__csv_say_missing(&words, &csv->wanted, csv->options.n_columns, &csv->header);
    return quen__bad_argument(ctx, "csv: %s", text);
}

static quen_status refuse_twice(quen_context *ctx, const quen_csv *csv, const char *name,
                                size_t first, size_t second)
{
    char text[160];
    quen__csv_words words = {text, sizeof text, 0};
    quen__csv_say_text(&words, name, strlen(name));
    return quen__bad_argument(ctx,
                              "csv: columns %zu and %zu of the header on line %llu are "
                              "both called %s: rename one",
                              first + 1, second + 1, (unsigned long long)csv->scan.line,
                              text);
}

/* Names that are numbers: the first row was taken for a header. */
static quen_status check_names(quen_context *ctx, const quen_csv *csv)
{
    size_t filled = 0, figures = 0, which = 0;
    char text[64];
    quen__csv_words words = {text, sizeof text, 0};
    for (size_t i = 0; i < csv->header.n; i++) {
        const char *name = quen__csv_name(&csv->header, i);
        if (!*name)
            continue;
        filled++;
        if (quen__csv_is_figure(name, strlen(name)) && figures++ == 0)
            which = i;
    }
    if (2 * figures < filled || figures == 0)
        return QUEN_OK;
    quen__csv_say_text(&words, quen__csv_name(&csv->header, which),
                       strlen(quen__csv_name(&csv->header, which)));
    return quen__bad_argument(
        ctx,
        "csv: line %llu, where the header would be, holds numbers or "
        "dates such as %s: say no_header if there is none, or "
        "skip_lines",
        (unsigned long long)csv->scan.line, text);
}

/* --- names --- */

static quen_status read_names(quen_context *ctx, quen_csv *csv)
{
    const quen__csv_scan *s = &csv->scan;
    size_t n = s->n_fields, most = csv->dialect.reading.columns;
    if (n > QUEN_CSV_MAX_FIELDS)
        return quen__bad_format(ctx,
                                "csv: line %llu: the header has %zu fields, at most %d "
                                "can be read",
                                (unsigned long long)s->line, n, QUEN_CSV_MAX_FIELDS);
    while (n > most && n > 1 && (s->fields[n - 1].size & QUEN__CSV_SIZE) == 0)
        n--;
    quen_status status = quen__csv_names_new(ctx, &csv->header, n, s->next - s->begin);
    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        size_t size;
        const char *text = quen__csv_value(s, i, &size);
        quen__csv_names_add(&csv->header, text, size);
        if (s->fields[i].size & QUEN__CSV_DOUBLED) {
            char *name = csv->header.text + csv->header.starts[i];
            name[quen__csv_unquote(name, strlen(name), name)] = '\0';
        }
    }
    return status;
}

static quen_status number_names(quen_context *ctx, quen_csv *csv)
{
    size_t n = csv->dialect.reading.columns;
    if (n == 0)
        return quen__bad_format(ctx, "csv: the file has no rows");
    quen_status status = quen__csv_names_new(ctx, &csv->header, n, 8 * n);
    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        char name[16];
        int size = snprintf(name, sizeof name, "%zu", i + 1);
        quen__csv_names_add(&csv->header, name, (size_t)size);
    }
    return status;
}

/* --- columns --- */

static quen_status bind_wanted(quen_context *ctx, quen_csv *csv)
{
    int missing = 0;
    for (size_t i = 0; i < csv->n_columns; i++) {
        const char *name = quen__csv_name(&csv->wanted, i);
        size_t found = SIZE_MAX, second = 0;
        size_t n = quen__csv_names_find(&csv->header, name, &found, &second);
        if (n > 1)
            return refuse_twice(ctx, csv, name, found, second);
        csv->columns[i].source = n ? found : SIZE_MAX;
        missing |= n == 0 && i < csv->options.n_columns;
    }
    return missing ? refuse_missing(ctx, csv) : QUEN_OK;
}

static quen_status bind_columns(quen_context *ctx, quen_csv *csv)
{
    csv->n_columns = csv->wanted.n ? csv->wanted.n : csv->header.n;
    csv->columns = quen__allocate_zero(ctx, csv->n_columns, sizeof *csv->columns);
    if (!csv->columns)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < csv->n_columns; i++)
        csv->columns[i].source = i;
    quen_status status = csv->wanted.n ? bind_wanted(ctx, csv) : QUEN_OK;
    return status == QUEN_OK ? quen__csv_make_room(ctx, csv) : status;
}

quen_status quen__csv_set_header(quen_context *ctx, quen_csv *csv, int has_header)
{
    quen_status status = has_header ? read_names(ctx, csv) : number_names(ctx, csv);
    if (status == QUEN_OK && has_header && !csv->dialect.reading.found)
        status = check_names(ctx, csv);
    if (status == QUEN_OK)
        status = bind_columns(ctx, csv);
    return status;
}
