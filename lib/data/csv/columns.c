/*
 * The columns of a batch: see state.h. Values are copied one behind another, 32 bytes at
 * least: text and columns have room behind their ends.
 */
#include <string.h>

#include "core/cpu.h"
#include "data/csv/state.h"

#define FIRST_BYTES ((size_t)1 << 16)

quen_status quen__csv_make_room(quen_context *ctx, quen_csv *csv)
{
    size_t wide = csv->n_columns > csv->header.n ? csv->n_columns : csv->header.n;
    size_t rows = QUEN__CSV_BATCH_BYTES / wide + 1;
    rows = rows < QUEN__CSV_BATCH_ROWS ? rows : QUEN__CSV_BATCH_ROWS;
    csv->rows_capacity = rows;
    csv->lines = quen__allocate(ctx, rows, sizeof *csv->lines);
    csv->shown = quen__allocate_zero(ctx, csv->n_columns, sizeof *csv->shown);
    if (!csv->lines || !csv->shown)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < csv->n_columns; i++) {
        quen__csv_column *column = &csv->columns[i];
        column->offsets = quen__allocate(ctx, rows + 1, sizeof *column->offsets);
        column->valid = quen__allocate(ctx, rows / 8 + 1, 1);
        if (!column->offsets || !column->valid)
            return QUEN_ERR_MEMORY;
        column->offsets[0] = 0;
    }
    return QUEN_OK;
}

void quen__csv_free_room(quen_csv *csv)
{
    const quen_allocator *allocator = &csv->allocator;
    for (size_t i = 0; csv->columns && i < csv->n_columns; i++) {
        quen__release(allocator, csv->columns[i].bytes);
        quen__release(allocator, csv->columns[i].offsets);
        quen__release(allocator, csv->columns[i].valid);
    }
    quen__release(allocator, csv->columns);
    quen__release(allocator, csv->shown);
    quen__release(allocator, csv->lines);
}

QUEN__NOINLINE quen_status grow(quen_context *ctx, quen__csv_column *column, size_t size)
{
    size_t capacity = 2 * column->capacity;
    if (capacity < FIRST_BYTES)
        capacity = FIRST_BYTES / 16;
    if (capacity < size)
        capacity = size;
    char *bytes = quen__reallocate(ctx, column->bytes, capacity + QUEN__CSV_PAD, 1);
    if (!bytes)
        return QUEN_ERR_MEMORY;
    column->bytes = bytes;
    column->capacity = capacity;
    return QUEN_OK;
}

/* Most values are short: 32 bytes are copied whatever their size, within the pads. */
QUEN__INLINE void copy(char *to, const char *from, size_t size)
{
    memcpy(to, from, 32);
    if (size > 32)
        memcpy(to + 32, from + 32, size - 32);
}

QUEN__NOINLINE const char *trim(quen_csv *csv, const char *text, size_t *size)
{
    size_t before = *size;
    quen__csv_trim(&text, size);
    csv->trimmed += *size < before;
    return text;
}

/* 1 if a value that is not empty begins or ends with what may be a blank. */
QUEN__INLINE int has_blank_end(const char *text, size_t size)
{
    unsigned char first = (unsigned char)text[0];
    unsigned char last = (unsigned char)text[size - 1];
    return (first <= ' ') | (last <= ' ');
}

/*
 * Append the value of a field to its column. What is read of the column is read first:
 * the copy may change any memory, as far as a compiler knows.
 */
QUEN__INLINE quen_status store_value(quen_context *ctx, quen_csv *csv,
                                     quen__csv_column *column, const char *text,
                                     uint32_t flags, size_t row)
{
    uint64_t *offsets = column->offsets + row;
    uint8_t *valid = column->valid + row / 8;
    size_t size = flags & QUEN__CSV_SIZE, used = (size_t)offsets[0];
    if (size && has_blank_end(text, size) && !(flags & QUEN__CSV_QUOTED))
        text = trim(csv, text, &size);
    if (size == 0) {
        column->has_empty = 1;
        offsets[1] = used;
        return QUEN_OK;
    }
    if (used + size > column->capacity && grow(ctx, column, used + size) != QUEN_OK)
        return QUEN_ERR_MEMORY;
    if (flags & QUEN__CSV_DOUBLED)
        size = quen__csv_unquote(text, size, column->bytes + used);
    else
        copy(column->bytes + used, text, size);
    offsets[1] = used + size;
    *valid |= (uint8_t)(1u << row % 8);
    return QUEN_OK;
}

quen_status quen__csv_store(quen_context *ctx, quen_csv *csv)
{
    const char *text = csv->scan.text + csv->scan.begin;
    const quen__csv_field *fields = csv->scan.fields;
    quen__csv_column *column = csv->columns, *end = column + csv->n_columns;
    size_t row = csv->n_rows;
    for (; column < end; column++) {
        if (row % 8 == 0)
            column->valid[row / 8] = 0;
        if (column->source == SIZE_MAX) {
            column->offsets[row + 1] = 0;
            continue;
        }
        quen__csv_field field = fields[column->source];
        if (store_value(ctx, csv, column, text + field.start, field.size, row) != QUEN_OK)
            return QUEN_ERR_MEMORY;
    }
    csv->lines[row] = csv->scan.line;
    csv->n_rows++;
    return QUEN_OK;
}
