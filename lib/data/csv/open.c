/*
 * The first window of a file: see state.h. It is decided how the text is written; then
 * the rows are read from its begin, up to the header.
 */
#include <string.h>

#include "data/csv/state.h"

static int is_whole(const quen_csv *csv)
{
    return csv->finished && csv->scan.end < QUEN__CSV_WINDOW &&
           !quen__csv_decoder_failed(&csv->decoder);
}

static quen_status decide(quen_context *ctx, quen_csv *csv, quen__csv_window *window)
{
    quen__temp temp = QUEN__TEMP(ctx);
    window->text = csv->text.bytes;
    window->size = csv->scan.end < QUEN__CSV_WINDOW ? csv->scan.end : QUEN__CSV_WINDOW;
    window->whole = is_whole(csv);
    window->fields = csv->scan.fields;
    window->counts = quen__temp_zero(&temp, QUEN__CSV_COUNTS, sizeof *window->counts);
    window->wanted = &csv->wanted;
    window->n_required = csv->options.n_columns;
    window->separator = csv->options.separator;
    window->quoting = csv->options.quoting;
    window->skip_lines = csv->options.skip_lines;
    window->no_header = csv->options.no_header;
    window->first = 0;
    window->first_line = 1;
    quen_status status =
        window->counts ? quen__csv_decide(ctx, window, &csv->dialect) : QUEN_ERR_MEMORY;
    quen__temp_close(&temp);
    return status;
}

/* Go to the row with the header: 1 if it is there. */
static int go_to_header(quen_csv *csv)
{
    uint64_t first = csv->dialect.reading.header_line;
    if (csv->options.skip_lines != UINT32_MAX)
        first = (uint64_t)csv->options.skip_lines + 1;
    while (quen__csv_scan_next(&csv->scan) == QUEN__CSV_ROW)
        if (csv->scan.line >= first && !quen__csv_is_empty(&csv->scan))
            return 1;
    return 0;
}

/* Without a header, the lines to skip are those that were said. */
static void skip_lines(quen_csv *csv)
{
    uint32_t n = csv->options.skip_lines;
    quen__csv_scan before = csv->scan;
    while (n != UINT32_MAX && before.next_line <= n &&
           quen__csv_scan_next(&csv->scan) == QUEN__CSV_ROW)
        before = csv->scan;
    csv->scan = before;
}

static quen_status refuse_header(quen_context *ctx, const quen_csv *csv)
{
    if (!csv->scan.finished)
        return quen__bad_format(ctx,
                                "csv: line %llu: no header ends within the first MiB",
                                (unsigned long long)csv->scan.line);
    return quen__bad_format(ctx, "csv: the file has no header, not even that");
}

quen_status quen__csv_open(quen_context *ctx, quen_csv *csv)
{
    quen__csv_window window;
    quen__csv_scan *s = &csv->scan;
    if (csv->scan.end == 0 && !quen__csv_decoder_failed(&csv->decoder))
        return quen__bad_format(ctx, "csv: the file is empty, not even a header");
    quen_status status = decide(ctx, csv, &window);
    if (status != QUEN_OK)
        return status;
    const quen__csv_reading *r = &csv->dialect.reading;
    s->separator = r->separator;
    s->blanks = r->blanks;
    s->quotes = r->quotes;
    quen__csv_scan_begin(s, window.first, window.first_line);
    size_t end = s->end;
    uint8_t finished = s->finished;
    quen__csv_scan_text(s, s->text, window.size, 0); /* no matter what is behind it */
    s->finished = window.whole != 0;
    if (csv->options.no_header)
        skip_lines(csv);
    else if (!go_to_header(csv))
        return refuse_header(ctx, csv);
    status = quen__csv_set_header(ctx, csv, !csv->options.no_header);
    if (status != QUEN_OK)
        return status;
    quen__csv_scan_text(s, s->text, end, 0);
    s->finished = finished;
    if (csv->options.quoting == QUEN_CSV_QUOTING_FIND && r->quotes)
        s->columns = csv->header.n;
    quen__csv_tell_dialect(csv);
    csv->decided = 1;
    return QUEN_OK;
}
