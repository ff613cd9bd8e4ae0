/* Spellings of customers of a stream: see arrow_spell.h. */
#include "data/arrow/arrow_spell.h"

#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "data/arrow/arrow_read.h"

#define GROUP QUEN__ARROW_GROUP
#define CHUNK QUEN__ARROW_CHUNK

/* --- opening --- */

quen_status quen__arrow_spell_open(quen_context *ctx, quen__arrow_spelling *spelling,
                                   const quen_arrow_options *options,
                                   const quen_orders *orders)
{
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(orders, &rules);
    spelling->kind = options->customer_kind;
    spelling->country =
        options->country ? quen__parse_country_of(options->country) : NULL;
    spelling->type.read = quen__arrow_read_cells;
    spelling->type.family = QUEN__ARROW_TEXT;
    return quen__nobody_make(ctx, rules.nobody, rules.n_nobody, &spelling->nobody);
}

void quen__arrow_spell_free(quen_context *ctx, quen__arrow_spelling *spelling)
{
    quen__nobody_free(&spelling->nobody, &ctx->allocator);
    quen__release(&ctx->allocator, spelling->values);
    quen__release(&ctx->allocator, spelling->bytes);
}

/* --- cells --- */

static size_t room_of(const quen__arrow_spelling *spelling, const quen__arrow_cell *cells,
                      size_t n)
{
    size_t room = 0;
    for (size_t i = 0; i < n; i++)
        if (cells[i].kind == QUEN__CELL_TEXT)
            room += quen__rows_spelling_room(spelling->kind, cells[i].size);
    return room;
}

static quen_status renew(quen_context *ctx, char **bytes, size_t room)
{
    quen__release(&ctx->allocator, *bytes);
    *bytes = quen__allocate(ctx, room + 1, 1);
    return *bytes ? QUEN_OK : QUEN_ERR_MEMORY;
}

static void spell(const quen__arrow_spelling *spelling, char **to, quen__arrow_cell *cell)
{
    quen__rows_spelling s;
    if (cell->kind != QUEN__CELL_TEXT || cell->size == 0 ||
        quen__rows_is_nobody(&spelling->nobody, cell->text, cell->size))
        return;
    if (quen__rows_spell(spelling->kind, spelling->country, cell->text, cell->size, &s)) {
        cell->kind = QUEN__CELL_ODD;
        return;
    }
    memcpy(*to, s.at, s.size);
    cell->text = *to;
    cell->size = s.size;
    *to += s.size;
}

void quen__arrow_spell_cell(quen__arrow_spelling *spelling, size_t row,
                            quen__arrow_cell *cell)
{
    if (!spelling->by_value)
        spell(spelling, &spelling->to[row / CHUNK], cell);
}

void quen__arrow_spell_odd(quen__arrow_spelling *spelling, size_t row)
{
    if (spelling->odd[row / CHUNK]++ == 0)
        spelling->at_odd[row / CHUNK] = row;
}

/* --- dictionaries --- */

/* All values of a column's dictionary, as cells. */
static void list_values(const quen__arrow_column *column, quen__arrow_cell *cells)
{
    quen__arrow_column values = *column;
    values.coded = 0;
    for (size_t i = 0; i < values.values.length; i += GROUP) {
        size_t left = values.values.length - i;
        quen__arrow_cells(&values, i, left < GROUP ? left : GROUP, cells + i);
    }
}

quen_status quen__arrow_spell_array(quen_context *ctx, quen__arrow_use *use, size_t rows)
{
    quen__arrow_spelling *spelling = use->spelling;
    quen__arrow_bound *bound = &use->column.values;
    size_t n = bound->length;
    spelling->by_value =
        use->column.coded && n <= rows && spelling->kind >= QUEN_IMPORT_KEY_PHONE;
    if (!spelling->by_value)
        return QUEN_OK;
    quen__release(&ctx->allocator, spelling->values);
    spelling->values = quen__allocate(ctx, n + 1, sizeof *spelling->values);
    if (!spelling->values)
        return QUEN_ERR_MEMORY;
    list_values(&use->column, spelling->values);
    quen_status status =
        renew(ctx, &spelling->bytes, room_of(spelling, spelling->values, n));
    if (status != QUEN_OK)
        return status;
    char *to = spelling->bytes;
    for (size_t i = 0; i < n; i++)
        spell(spelling, &to, &spelling->values[i]);
    *bound = (quen__arrow_bound){
        .type = &spelling->type, .data = (const uint8_t *)spelling->values, .length = n};
    return QUEN_OK;
}

/* --- blocks --- */

/* What is repeated from above is of an earlier array: its spelling is made anew. */
static void spell_held(quen__arrow_spelling *spelling, quen__arrow_column *column)
{
    char *to = spelling->held_room;
    if (column->held && column->held != &spelling->held_spelled) {
        spelling->held = column->held;
        column->held = &spelling->held_spelled;
    }
    if (!spelling->held)
        return;
    spelling->held_spelled = *spelling->held;
    if (spelling->by_value)
        spell(spelling, &to, &spelling->held_spelled);
}

quen_status quen__arrow_spell_begin(quen_context *ctx, quen__arrow_use *use, size_t n)
{
    quen__arrow_spelling *spelling = use->spelling;
    quen__arrow_cell cells[GROUP];
    size_t starts[QUEN__ARROW_CHUNKS] = {0}, room = 0;
    if (spelling->kind < QUEN_IMPORT_KEY_PHONE)
        return QUEN_OK;
    memset(spelling->odd, 0, sizeof spelling->odd);
    spell_held(spelling, &use->column);
    if (spelling->by_value)
        return QUEN_OK;
    for (size_t row = 0; row < n; row += GROUP) {
        size_t some = n - row < GROUP ? n - row : GROUP;
        if (row % CHUNK == 0)
            starts[row / CHUNK] = room;
        quen__arrow_block_cells(&use->column, use->first, row, some, cells);
        room += room_of(spelling, cells, some);
    }
    quen_status status = renew(ctx, &spelling->bytes, room);
    for (size_t i = 0; i < QUEN__ARROW_CHUNKS && status == QUEN_OK; i++)
        spelling->to[i] = spelling->bytes + starts[i];
    return status;
}

void quen__arrow_spell_end(const quen__arrow_use *use, size_t n, uint64_t row)
{
    quen__arrow_spelling *spelling = use->spelling;
    for (size_t i = 0; i * CHUNK < n; i++) {
        quen__arrow_cell cell;
        size_t at = spelling->at_odd[i];
        if (spelling->odd[i] && spelling->n_odd == 0) {
            quen__arrow_block_cells(&use->column, use->first, at, 1, &cell);
            quen__key_words(quen_key_bytes(cell.text, cell.size), spelling->odd_words);
            spelling->odd_row = row + (use->rows ? use->rows[at] : at);
        }
        spelling->n_odd += spelling->odd[i];
    }
}

quen_status quen__arrow_spell_tell(quen_context *ctx, const quen__arrow_use *use,
                                   quen_orders *orders)
{
    char text[400];
    const quen__arrow_spelling *spelling = use->spelling;
    quen__rows_odd odd = {spelling->n_odd, spelling->odd_row, spelling->odd_words};
    if (spelling->kind < QUEN_IMPORT_KEY_PHONE)
        return QUEN_OK;
    quen__orders_spell(orders, 1u << (spelling->kind - QUEN_IMPORT_KEY_PHONE),
                       spelling->country);
    quen__rows_say_customers(text, sizeof text, spelling->kind, "row", &odd);
    return quen__orders_tell_customers(ctx, orders, use->column.name, text);
}
