/* Blocks of rows: the texts of the columns that are used, copied out of the reader. */
#include <string.h>

#include "core/alloc.h"
#include "data/import/state.h"

/* --- room --- */

void quen__import_block_free(const quen_allocator *allocator, quen__import_block *block)
{
    for (size_t i = 0; block->texts && i < block->n_slots; i++) {
        quen__release(allocator, block->texts[i].bytes);
        quen__release(allocator, block->texts[i].offsets);
    }
    quen__release(allocator, block->texts);
    quen__release(allocator, block->lines);
    quen__release(allocator, block->returns);
    quen__release(allocator, block);
}

/* Room for more rows; what there is stays valid on failure. */
static quen_status grow_rows(quen_context *ctx, quen__import_block *block, size_t rows)
{
    uint64_t *lines = quen__reallocate(ctx, block->lines, rows, sizeof *lines);
    if (!lines)
        return QUEN_ERR_MEMORY;
    block->lines = lines;
    uint8_t *returns = quen__reallocate(ctx, block->returns, rows, 1);
    if (!returns)
        return QUEN_ERR_MEMORY;
    block->returns = returns;
    for (size_t i = 0; i < block->n_slots; i++) {
        uint64_t *offsets =
            quen__reallocate(ctx, block->texts[i].offsets, rows + 1, sizeof *offsets);
        if (!offsets)
            return QUEN_ERR_MEMORY;
        block->texts[i].offsets = offsets;
        if (block->n == 0)
            offsets[0] = 0;
    }
    block->rows = rows;
    return QUEN_OK;
}

static quen_status add_block(quen_context *ctx, quen_import *im)
{
    quen__import_block *block = quen__allocate_zero(ctx, 1, sizeof *block);
    if (!block)
        return QUEN_ERR_MEMORY;
    block->n_slots = im->n_slots;
    block->texts = quen__allocate_zero(ctx, im->n_slots, sizeof *block->texts);
    if (!block->texts || grow_rows(ctx, block, 256) != QUEN_OK) {
        quen__import_block_free(&im->allocator, block);
        return QUEN_ERR_MEMORY;
    }
    if (im->last)
        im->last->next = block;
    else
        im->first = block;
    im->last = block;
    return QUEN_OK;
}

/* --- rows --- */

static quen_status put(quen_context *ctx, quen__import_block *block, size_t slot,
                       quen__import_cell cell)
{
    quen__import_texts *texts = &block->texts[slot];
    size_t begin = (size_t)texts->offsets[block->n], end = begin + cell.size;
    if (!texts->bytes || end > texts->capacity) {
        size_t room = 2 * end > 4096 ? 2 * end : 4096;
        char *bytes = quen__reallocate(ctx, texts->bytes, room, 1);
        if (!bytes)
            return QUEN_ERR_MEMORY;
        texts->bytes = bytes;
        texts->capacity = room;
    }
    if (cell.size)
        memcpy(texts->bytes + begin, cell.at, cell.size);
    texts->offsets[block->n + 1] = end;
    block->bytes += cell.size;
    return QUEN_OK;
}

/* A day and its clock as one text, with a blank between them. */
static quen_status join(quen_context *ctx, quen_import *im, quen__import_cell *day)
{
    quen__import_cell clock = im->cells[im->clock];
    size_t size = day->size + 1 + clock.size;
    if (clock.size == 0 || day->size == 0)
        return QUEN_OK;
    if (size > im->joined_room) {
        char *joined = quen__reallocate(ctx, im->joined, 2 * size, 1);
        if (!joined)
            return QUEN_ERR_MEMORY;
        im->joined = joined;
        im->joined_room = 2 * size;
    }
    memcpy(im->joined, day->at, day->size);
    im->joined[day->size] = ' ';
    memcpy(im->joined + day->size + 1, clock.at, clock.size);
    *day = (quen__import_cell){im->joined, size};
    return QUEN_OK;
}

int quen__import_is_full(const quen_import *im)
{
    return !im->together &&
           (im->last->n >= QUEN__IMPORT_ROWS || im->last->bytes >= QUEN__IMPORT_BYTES);
}

quen_status quen__import_put_row(quen_context *ctx, quen_import *im, uint64_t line,
                                 int is_return)
{
    quen_status status = QUEN_OK;
    if (!im->last || quen__import_is_full(im))
        status = add_block(ctx, im);
    quen__import_block *block = im->last;
    if (status == QUEN_OK && block->n == block->rows)
        status = grow_rows(ctx, block, 2 * block->rows);
    for (size_t i = 0; i < im->n_slots && status == QUEN_OK; i++) {
        quen__import_cell cell = {NULL, 0};
        if (im->slots[i].column != QUEN__IMPORT_ABSENT)
            cell = im->cells[im->slots[i].column];
        if (i == QUEN__IMPORT_TIME && im->clock != QUEN__IMPORT_ABSENT)
            status = join(ctx, im, &cell);
        if (status == QUEN_OK)
            status = put(ctx, block, i, cell);
    }
    if (status != QUEN_OK)
        return status;
    block->lines[block->n] = line;
    block->returns[block->n++] = (uint8_t)is_return;
    return QUEN_OK;
}

/* --- as columns --- */

quen_key_column quen__import_column(const quen__import_block *block, size_t slot)
{
    quen_key_column column = {NULL, NULL, NULL, NULL};
    column.bytes = block->texts[slot].bytes;
    column.offsets = block->texts[slot].offsets;
    return column;
}
