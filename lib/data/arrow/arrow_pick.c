/* Filters and filling down of a stream's rows: see arrow_pick.h. */
#include "data/arrow/arrow_pick.h"

#include <stdio.h>
#include <string.h>

#include "data/arrow/arrow_words.h"
#include "data/keys/key_words.h"

#define GROUP QUEN__ARROW_GROUP
#define COMPARED                                                                         \
    (QUEN__ARROW_NONE | QUEN__ARROW_INT | QUEN__ARROW_BOOL | QUEN__ARROW_TEXT |          \
     QUEN__ARROW_BYTES)

/* --- opening --- */

static quen_status open_filled(quen__temp *temp, quen__arrow_pick *pick,
                               quen__arrow_use *uses, uint32_t role)
{
    quen__arrow_filled *filled = &pick->filled[role];
    if (role == QUEN__ITEM || !uses[role].take)
        return QUEN_OK;
    filled->use = &uses[role].column;
    filled->cells = quen__temp_new(temp, GROUP, sizeof *filled->cells);
    filled->from = quen__temp_new(temp, QUEN__ARROW_BLOCK, sizeof *filled->from);
    uses[role].column.from = filled->from;
    uses[role].column.held = &filled->held;
    return filled->cells && filled->from ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status open_filter(quen__temp *temp, quen__arrow_pick *pick,
                               const struct ArrowSchema *schema,
                               const quen_import_filter *is)
{
    quen__arrow_filter *filter = &pick->filters[pick->n_filters++];
    filter->is = is;
    filter->filled = QUEN__ARROW_FILLED;
    quen_status status = quen__arrow_open(
        temp->ctx, schema, is->column, COMPARED,
        "rows are chosen by text, whole numbers or booleans", &filter->column);
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED && status == QUEN_OK; role++)
        if (pick->filled[role].use &&
            pick->filled[role].use->child == filter->column.child)
            filter->filled = role;
    filter->cells = quen__temp_new(temp, GROUP, sizeof *filter->cells);
    return status == QUEN_OK && !filter->cells ? QUEN_ERR_MEMORY : status;
}

quen_status quen__arrow_pick_open(quen__temp *temp, quen__arrow_pick *pick,
                                  const struct ArrowSchema *schema,
                                  const quen_arrow_options *o, quen__arrow_use *uses)
{
    quen_status status = QUEN_OK;
    if (!o->n_where && !o->fill_down)
        return QUEN_OK;
    pick->fills = o->fill_down != 0;
    pick->rows = quen__temp_new(temp, QUEN__ARROW_BLOCK, sizeof *pick->rows);
    pick->filters = quen__temp_zero(temp, o->n_where + 1, sizeof *pick->filters);
    if (!pick->rows || !pick->filters)
        return QUEN_ERR_MEMORY;
    for (uint32_t role = 0; role < QUEN__ROLES; role++)
        uses[role].column.from = uses[role].rows = pick->rows;
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED && status == QUEN_OK; role++)
        if (pick->fills)
            status = open_filled(temp, pick, uses, role);
    for (size_t i = 0; i < o->n_where && status == QUEN_OK; i++)
        status = open_filter(temp, pick, schema, &o->where[i]);
    return status;
}

void quen__arrow_pick_restart(quen__arrow_pick *pick)
{
    pick->n_rows = pick->n_filled = 0;
    for (size_t i = 0; i < pick->n_filters; i++)
        pick->filters[i].rows = 0;
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED; role++)
        pick->filled[role].above.size = 0;
}

void quen__arrow_pick_free(quen_context *ctx, quen__arrow_pick *pick)
{
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED; role++) {
        quen__release(&ctx->allocator, pick->filled[role].above.bytes);
        quen__release(&ctx->allocator, pick->filled[role].kept.bytes);
    }
}

quen_status quen__arrow_pick_bind(quen_context *ctx, quen__arrow_pick *pick,
                                  const struct ArrowArray *array)
{
    quen_status status = QUEN_OK;
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED; role++)
        if (pick->filled[role].use)
            pick->filled[role].column = *pick->filled[role].use;
    for (size_t i = 0; i < pick->n_filters && status == QUEN_OK; i++) {
        quen__arrow_column *column = &pick->filters[i].column;
        status = quen__arrow_bind(ctx, column, array->children[column->child],
                                  (size_t)array->offset, (size_t)array->length);
    }
    return status;
}

/* --- filling down --- */

/* A cell as bytes, none where it is empty. */
static const char *bytes_of(const quen__arrow_cell *cell, size_t *size)
{
    int empty = cell->kind == QUEN__CELL_NULL ||
                (cell->kind == QUEN__CELL_FLOAT && cell->number != cell->number);
    if (cell->kind == QUEN__CELL_TEXT) {
        *size = cell->size;
        return cell->text;
    }
    *size = empty ? 0 : sizeof cell->digits;
    return (const char *)&cell->digits;
}

static quen__arrow_cell cell_of(const quen__rows_above *above, uint32_t kind)
{
    quen__arrow_cell cell = {.kind = kind};
    if (kind == QUEN__CELL_TEXT) {
        cell.text = above->bytes;
        cell.size = above->size;
    } else {
        memcpy(&cell.digits, above->bytes, sizeof cell.digits);
    }
    return cell;
}

/* What stands above the block stays where it is while its rows are converted. */
static quen_status hold(quen_context *ctx, quen__arrow_filled *filled)
{
    filled->at = QUEN__ARROW_HELD;
    if (!filled->use || filled->above.size == 0)
        return QUEN_OK;
    quen_status status = quen__rows_keep_above(ctx, &filled->kept, filled->above.bytes,
                                               filled->above.size);
    if (status == QUEN_OK)
        filled->held = cell_of(&filled->kept, filled->kind);
    return status;
}

static int goes_on(const quen__arrow_pick *pick, uint32_t role, size_t i)
{
    size_t size;
    const char *at = bytes_of(&pick->filled[role].cells[i], &size);
    return quen__rows_goes_on(&pick->filled[role].above, at, size);
}

/* Row i of the group, row `row` of the block. */
static quen_status fill_row(quen_context *ctx, quen__arrow_pick *pick, size_t i,
                            uint32_t row)
{
    int may = goes_on(pick, QUEN__ORDER, i) && goes_on(pick, QUEN__ROLE_TIME, i);
    quen_status status = QUEN_OK;
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED && status == QUEN_OK; role++) {
        quen__arrow_filled *filled = &pick->filled[role];
        size_t size;
        if (!filled->use)
            continue;
        const char *at = bytes_of(&filled->cells[i], &size);
        if (may && size == 0 && filled->above.size) {
            filled->cells[i] = cell_of(&filled->above, filled->kind);
            pick->n_filled++;
            continue;
        }
        status = quen__rows_keep_above(ctx, &filled->above, at, size);
        filled->kind = filled->cells[i].kind;
        filled->at = row;
    }
    return status;
}

/* --- filters --- */

static int has_word(const quen_import_filter *is, const char *word)
{
    return quen__rows_has(is->values, is->n_values, word, strlen(word));
}

/* Nothing is no value, an empty text is one. */
static int has_value(const quen__arrow_filter *filter, const quen__arrow_cell *cell)
{
    char digits[24];
    const quen_import_filter *is = filter->is;
    if (cell->kind == QUEN__CELL_TEXT)
        return quen__rows_has(is->values, is->n_values, cell->text, cell->size);
    if (cell->kind != QUEN__CELL_INT && cell->kind != QUEN__CELL_UINT)
        return 0;
    if (filter->column.type.family == QUEN__ARROW_BOOL)
        return has_word(is, cell->integer ? "true" : "false") ||
               has_word(is, cell->integer ? "1" : "0");
    if (cell->kind == QUEN__CELL_UINT)
        snprintf(digits, sizeof digits, "%llu", (unsigned long long)cell->digits);
    else
        snprintf(digits, sizeof digits, "%lld", (long long)cell->integer);
    return has_word(is, digits);
}

/* 1 if row i of the group stays. */
static int passes(quen__arrow_pick *pick, size_t i)
{
    for (size_t f = 0; f < pick->n_filters; f++) {
        quen__arrow_filter *filter = &pick->filters[f];
        const quen__arrow_cell *cells = filter->cells;
        if (filter->filled < QUEN__ARROW_FILLED)
            cells = pick->filled[filter->filled].cells;
        if (has_value(filter, &cells[i]) != (int)filter->is->drop)
            continue;
        filter->rows++;
        return 0;
    }
    return 1;
}

/* --- a block --- */

/* Fetch n cells; an array that breaks its own rules is at fault before its values are. */
static quen_status fetch(quen_context *ctx, const quen__arrow_column *column,
                         size_t first, uint64_t row, size_t n, quen__arrow_cell *cells)
{
    quen__arrow_cells(column, first, n, cells);
    for (size_t i = 0; i < n; i++)
        if (cells[i].kind == QUEN__CELL_BROKEN || cells[i].kind == QUEN__CELL_STRAY)
            return quen__arrow_refuse_value(ctx, column, row + i, first + i, &cells[i],
                                            NULL);
    return QUEN_OK;
}

static quen_status fetch_all(quen_context *ctx, quen__arrow_pick *pick, size_t first,
                             uint64_t row, size_t n)
{
    quen_status status = QUEN_OK;
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED && status == QUEN_OK; role++)
        if (pick->filled[role].use)
            status = fetch(ctx, &pick->filled[role].column, first, row, n,
                           pick->filled[role].cells);
    for (size_t f = 0; f < pick->n_filters && status == QUEN_OK; f++)
        if (pick->filters[f].filled == QUEN__ARROW_FILLED)
            status = fetch(ctx, &pick->filters[f].column, first, row, n,
                           pick->filters[f].cells);
    return status;
}

static void take_row(quen__arrow_pick *pick, uint32_t row, size_t taken)
{
    pick->rows[taken] = row;
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED; role++)
        if (pick->filled[role].use)
            pick->filled[role].from[taken] = pick->filled[role].at;
}

static quen_status pick_group(quen_context *ctx, quen__arrow_pick *pick, size_t begin,
                              size_t n, size_t *taken)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        uint32_t row = (uint32_t)(begin + i);
        if (pick->fills)
            status = fill_row(ctx, pick, i, row);
        if (status == QUEN_OK && passes(pick, i))
            take_row(pick, row, (*taken)++);
    }
    pick->n_rows += n;
    return status;
}

quen_status quen__arrow_pick_block(quen_context *ctx, quen__arrow_pick *pick,
                                   size_t first, uint64_t row, size_t *n)
{
    size_t taken = 0;
    quen_status status = QUEN_OK;
    for (uint32_t role = 0; role < QUEN__ARROW_FILLED && status == QUEN_OK; role++)
        status = hold(ctx, &pick->filled[role]);
    for (size_t at = 0; at < *n && status == QUEN_OK; at += GROUP) {
        size_t some = *n - at < GROUP ? *n - at : GROUP;
        status = fetch_all(ctx, pick, first + at, row + at, some);
        if (status == QUEN_OK)
            status = pick_group(ctx, pick, at, some, &taken);
    }
    *n = taken;
    return status;
}

/* --- telling --- */

#define WORDS 400

static quen_status tell_filter(quen_context *ctx, const quen__arrow_pick *pick,
                               const quen__arrow_filter *filter, quen_orders *orders)
{
    char text[WORDS], words[QUEN__KEY_WORDS];
    const quen_import_filter *is = filter->is;
    size_t at = (size_t)snprintf(text, sizeof text, "%s", is->drop ? "drop" : "keep");
    for (size_t i = 0; i < is->n_values && i < 4; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s %s", i ? "," : "",
                               quen__key_words(quen_key_text(is->values[i]), words));
    snprintf(text + at, sizeof text - at, "%s: %llu of %llu row%s left out",
             is->n_values > 4 ? ", ..." : "", (unsigned long long)filter->rows,
             (unsigned long long)pick->n_rows, pick->n_rows == 1 ? "" : "s");
    return quen__orders_tell(ctx, orders, is->column, text);
}

quen_status quen__arrow_pick_tell(quen_context *ctx, const quen__arrow_pick *pick,
                                  quen_orders *orders)
{
    static const char head[] = "fill_down: ";
    char text[WORDS];
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < pick->n_filters && status == QUEN_OK; i++)
        status = tell_filter(ctx, pick, &pick->filters[i], orders);
    if (status != QUEN_OK || !pick->fills)
        return status;
    memcpy(text, head, sizeof head);
    quen__rows_say_filled(text + sizeof head - 1, sizeof text - sizeof head,
                          pick->n_filled);
    return quen__orders_tell(ctx, orders, pick->filled[QUEN__ORDER].use->name, text);
}
