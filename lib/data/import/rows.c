/*
 * The rows of a batch, one by one: empty cells are filled from the row above, filters
 * choose, and what stays goes into a block.
 */
#include <string.h>

#include "data/import/state.h"

static unsigned long long number(uint64_t n)
{
    return n;
}

/* --- the row at hand --- */

static quen__import_cell cell_of(const quen_key_column *column, size_t row)
{
    quen_key key = quen__key_column_key(column, row);
    return (quen__import_cell){key.bytes, key.kind == QUEN_KEY_NONE ? 0 : key.size};
}

static void load(quen_import *im, const quen_csv_batch *batch, size_t row)
{
    for (size_t i = 0; i < im->n_columns; i++)
        if (im->used[i])
            im->cells[i] = cell_of(&batch->columns[i], row);
}

/* --- filling down --- */

static int goes_on(const quen_import *im, size_t column)
{
    const quen__import_cell *cell = &im->cells[column];
    return quen__rows_goes_on(&im->above[column].is, cell->at, cell->size);
}

static quen_status fill_down(quen_context *ctx, quen_import *im)
{
    int may = goes_on(im, im->slots[QUEN__IMPORT_ORDER].column) &&
              goes_on(im, im->slots[QUEN__IMPORT_TIME].column);
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < im->n_columns && status == QUEN_OK; i++) {
        quen__import_above *above = &im->above[i];
        if (!above->fills)
            continue;
        if (may && im->cells[i].size == 0 && above->is.size) {
            im->cells[i] = (quen__import_cell){above->is.bytes, above->is.size};
            im->counts.filled++;
        } else
            status = quen__rows_keep_above(ctx, &above->is, im->cells[i].at,
                                           im->cells[i].size);
    }
    return status;
}

/* A row that could not be read is above: an order may go on that is not known. */
static void forget_above(quen_import *im)
{
    for (size_t i = 0; im->above && i < im->n_columns; i++)
        im->above[i].is.size = 0;
    im->broken = im->above != NULL;
}

/* --- filters --- */

static int has_value(const quen__import_filter *filter, quen__import_cell cell)
{
    return quen__rows_has(filter->values.at, filter->values.n, cell.at, cell.size);
}

/* 1 if the filter leaves the row out, or makes it a return. */
static int takes(const quen__import_filter *filter, quen__import_cell cell)
{
    switch (filter->kind) {
    case QUEN__PROFILE_KEEP:
        return !has_value(filter, cell);
    case QUEN__PROFILE_DROP_FILLED:
        return cell.size > 0;
    case QUEN__PROFILE_DROP_EMPTY:
        return cell.size == 0;
    default:
        return has_value(filter, cell);
    }
}

/* 1 if the row stays. */
static int passes(quen_import *im, int *is_return)
{
    *is_return = 0;
    for (size_t i = 0; i < im->n_filters; i++) {
        quen__import_filter *filter = &im->filters[i];
        if (filter->kind == QUEN__PROFILE_RETURNS)
            continue;
        if (takes(filter, im->cells[filter->column])) {
            filter->rows++;
            return 0;
        }
    }
    for (size_t i = 0; i < im->n_filters; i++) {
        quen__import_filter *filter = &im->filters[i];
        if (filter->kind != QUEN__PROFILE_RETURNS ||
            !takes(filter, im->cells[filter->column]))
            continue;
        filter->rows++;
        *is_return = 1;
    }
    return 1;
}

/* --- columns that are no numbers --- */

/* One log has one money. */
static quen_status see_currency(quen_context *ctx, quen_import *im, uint64_t line)
{
    quen__import_cell cell = {NULL, 0};
    char words[QUEN__KEY_WORDS];
    if (im->currency != QUEN__IMPORT_ABSENT)
        cell = im->cells[im->currency];
    if (cell.size == 0 || (im->code_line && strlen(im->code) == cell.size &&
                           memcmp(im->code, cell.at, cell.size) == 0))
        return QUEN_OK;
    if (cell.size >= sizeof im->code || im->code_line)
        return quen__bad_argument(
            ctx,
            "import: line %llu: the currency is %s%s%s: choose rows of one currency by "
            "where",
            number(line), quen__key_words(quen_key_bytes(cell.at, cell.size), words),
            im->code_line ? ", before it was " : ", no code", im->code);
    memcpy(im->code, cell.at, cell.size);
    im->code[cell.size] = '\0';
    im->code_line = line;
    return QUEN_OK;
}

static void see_time_zone(quen_import *im)
{
    if (im->time_zone == QUEN__IMPORT_ABSENT || im->zone_words[0])
        return;
    quen__import_cell cell = im->cells[im->time_zone];
    if (cell.size)
        quen__key_words(quen_key_bytes(cell.at, cell.size), im->zone_words);
}

/* --- rows --- */

/* Left out for what stands, or does not stand, in a column. */
static quen_status leave_out(quen_context *ctx, quen_import *im, const char *reason,
                             uint64_t line)
{
    if (im->options.skip_bad)
        return quen__import_skip(ctx, im, reason, NULL, line, "", 0);
    return quen__bad_argument(ctx,
                              "import: line %llu: %s: mend the file, or leave bad rows "
                              "out by skip_bad",
                              number(line), reason);
}

static quen_status take_row(quen_context *ctx, quen_import *im,
                            const quen_csv_batch *batch, size_t row)
{
    uint64_t line = batch->lines[row];
    quen_status status = QUEN_OK;
    int is_return = 0;
    load(im, batch, row);
    im->counts.rows++;
    if (im->broken && im->cells[im->slots[QUEN__IMPORT_ORDER].column].size == 0)
        return leave_out(ctx, im, "no order number, and the row above is bad", line);
    im->broken = 0;
    if (im->above)
        status = fill_down(ctx, im);
    if (status == QUEN_OK && !passes(im, &is_return)) {
        im->counts.filtered++;
        return QUEN_OK;
    }
    see_time_zone(im);
    if (status == QUEN_OK)
        status = see_currency(ctx, im, line);
    if (status == QUEN_OK)
        status = quen__import_put_row(ctx, im, line, is_return);
    if (status == QUEN_OK && quen__import_is_full(im))
        status = quen__import_settle(ctx, im);
    return status;
}

static const char *const reasons[] = {
    [QUEN_CSV_BAD_FIELDS] = "more or fewer fields than the header",
    [QUEN_CSV_BAD_ZERO] = "a field holds a zero byte",
    [QUEN_CSV_BAD_QUOTE] = "text behind a closing quote",
    [QUEN_CSV_BAD_TOTAL] = "it looks like a total, but rows follow",
};

static quen_status take_bad(quen_context *ctx, quen_import *im,
                            const quen_csv_batch *batch, size_t bad)
{
    im->counts.rows++;
    forget_above(im);
    if (!im->options.skip_bad)
        return quen__bad_argument(ctx,
                                  "import: %s: mend the file, or leave bad rows out by "
                                  "skip_bad",
                                  quen_csv_bad_sentence(im->csv, bad));
    return quen__import_skip(ctx, im, reasons[batch->bad[bad].reason], NULL,
                             batch->bad[bad].line, "", 0);
}

quen_status quen__import_take_batch(quen_context *ctx, quen_import *im,
                                    const quen_csv_batch *batch)
{
    size_t row = 0, bad = 0;
    quen_status status = QUEN_OK;
    while (status == QUEN_OK && (row < batch->n_rows || bad < batch->n_bad)) {
        int is_row = bad == batch->n_bad ||
                     (row < batch->n_rows && batch->lines[row] < batch->bad[bad].line);
        status =
            is_row ? take_row(ctx, im, batch, row++) : take_bad(ctx, im, batch, bad++);
    }
    return status;
}
