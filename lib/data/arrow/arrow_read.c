/*
 * From buffers to cells: see arrow_column.h. Values are fetched by memcpy, for buffers
 * need not be aligned. Pointers are trusted; offsets, lengths and indices of a producer
 * are not: what points outside becomes a cell that says so.
 */
#include "data/arrow/arrow_read.h"

#include <string.h>

#include "core/cpu.h"

/* The place of value i; 0 and a cell without a value if it has none. */
QUEN__INLINE int take_place(const size_t *at, size_t first, size_t i,
                            quen__arrow_cell *cell, size_t *place)
{
    *place = at ? at[i] : first + i;
    if (*place < QUEN__NOWHERE)
        return 1;
    cell->kind = *place == QUEN__NOWHERE ? QUEN__CELL_NULL : QUEN__CELL_STRAY;
    return 0;
}

QUEN__READER(nulls)
{
    (void)bound;
    for (size_t i = 0; i < n; i++) {
        size_t place;
        if (take_place(at, first, i, &cells[i], &place))
            cells[i].kind = QUEN__CELL_NULL;
    }
}

QUEN__READER(cells)
{
    const quen__arrow_cell *values = (const quen__arrow_cell *)(const void *)bound->data;
    for (size_t i = 0; i < n; i++) {
        size_t place;
        if (take_place(at, first, i, &cells[i], &place))
            cells[i] = values[place];
    }
}

/* --- numbers --- */

QUEN__READER(bits)
{
    for (size_t i = 0; i < n; i++) {
        size_t place;
        if (!take_place(at, first, i, &cells[i], &place))
            continue;
        cells[i].integer = bound->data[place / 8] >> place % 8 & 1;
        cells[i].kind = QUEN__CELL_INT;
    }
}

/* A reader of values of one C type, which go into `field` of a cell of `what` kind. */
#define NUMBER_READER(name, c_type, field, what)                                         \
    QUEN__READER(name)                                                                   \
    {                                                                                    \
        for (size_t i = 0; i < n; i++) {                                                 \
            size_t place;                                                                \
            c_type value;                                                                \
            if (!take_place(at, first, i, &cells[i], &place))                            \
                continue;                                                                \
            memcpy(&value, bound->data + place * sizeof value, sizeof value);            \
            cells[i].field = value;                                                      \
            cells[i].kind = what;                                                        \
        }                                                                                \
    }

NUMBER_READER(i8, int8_t, integer, QUEN__CELL_INT)
NUMBER_READER(u8, uint8_t, integer, QUEN__CELL_INT)
NUMBER_READER(i16, int16_t, integer, QUEN__CELL_INT)
NUMBER_READER(u16, uint16_t, integer, QUEN__CELL_INT)
NUMBER_READER(i32, int32_t, integer, QUEN__CELL_INT)
NUMBER_READER(u32, uint32_t, integer, QUEN__CELL_INT)
NUMBER_READER(i64, int64_t, integer, QUEN__CELL_INT)
NUMBER_READER(u64, uint64_t, digits, value > INT64_MAX ? QUEN__CELL_UINT : QUEN__CELL_INT)
NUMBER_READER(f32, float, number, QUEN__CELL_FLOAT)
NUMBER_READER(f64, double, number, QUEN__CELL_FLOAT)

/* --- text --- */

static void break_cell(quen__arrow_cell *cell, const char *reason)
{
    cell->text = reason;
    cell->kind = QUEN__CELL_BROKEN;
}

/* A string that begins and ends where the offsets say. */
QUEN__INLINE void cut_text(const quen__arrow_bound *bound, int64_t start, int64_t end,
                           quen__arrow_cell *cell)
{
    if (start < 0 || end < start || (uint64_t)end > bound->total) {
        break_cell(cell, "its offsets descend or are negative");
        return;
    }
    cell->size = (size_t)(end - start);
    cell->text = cell->size ? (const char *)bound->bytes + start : "";
    cell->kind = QUEN__CELL_TEXT;
}

#define TEXT_READER(name, c_type)                                                        \
    QUEN__READER(name)                                                                   \
    {                                                                                    \
        for (size_t i = 0; i < n; i++) {                                                 \
            size_t place;                                                                \
            c_type ends[2];                                                              \
            if (!take_place(at, first, i, &cells[i], &place))                            \
                continue;                                                                \
            memcpy(ends, bound->data + place * sizeof *ends, sizeof ends);               \
            cut_text(bound, ends[0], ends[1], &cells[i]);                                \
        }                                                                                \
    }

TEXT_READER(text_32, int32_t)
TEXT_READER(text_64, int64_t)

/* A string view of Arrow: size, then up to 12 bytes; or 4 of them, buffer and offset. */
static void follow_view(const quen__arrow_bound *bound, const uint8_t *at,
                        quen__arrow_cell *cell)
{
    int32_t size, prefix_buffer_start[3];
    int64_t room = 0;
    memcpy(&size, at, sizeof size);
    memcpy(prefix_buffer_start, at + 4, sizeof prefix_buffer_start);
    int32_t buffer = prefix_buffer_start[1], start = prefix_buffer_start[2];
    cell->kind = QUEN__CELL_TEXT;
    cell->text = (const char *)at + 4;
    cell->size = (size_t)size;
    if (size >= 0 && size <= 12)
        return;
    if (size > 0 && buffer >= 0 && (size_t)buffer < bound->n_others)
        memcpy(&room, bound->sizes + (size_t)buffer * sizeof room, sizeof room);
    if (size < 0 || start < 0 || (int64_t)start + size > room || !bound->others[buffer])
        break_cell(cell, "its view points outside the buffers");
    else
        cell->text = (const char *)bound->others[buffer] + start;
}

QUEN__READER(text_view)
{
    for (size_t i = 0; i < n; i++) {
        size_t place;
        if (take_place(at, first, i, &cells[i], &place))
            follow_view(bound, bound->data + place * 16, &cells[i]);
    }
}

QUEN__READER(fixed)
{
    size_t width = bound->type->width;
    for (size_t i = 0; i < n; i++) {
        size_t place;
        if (!take_place(at, first, i, &cells[i], &place))
            continue;
        cells[i].text = width ? (const char *)bound->data + place * width : "";
        cells[i].size = width;
        cells[i].kind = QUEN__CELL_TEXT;
    }
}

/* --- decimals of more than 64 bits --- */

/* Limbs of 32 bits in the machine's order, so the lowest is first or last. */
static uint32_t limb_of(const char *bytes, size_t width, size_t limb)
{
    const uint16_t one = 1;
    uint8_t first_byte;
    uint32_t value;
    memcpy(&first_byte, &one, 1);
    size_t at = first_byte ? limb * 4 : width - 4 - limb * 4;
    memcpy(&value, bytes + at, sizeof value);
    return value;
}

QUEN__READER(decimal)
{
    size_t width = bound->type->width;
    for (size_t i = 0; i < n; i++) {
        size_t place;
        if (!take_place(at, first, i, &cells[i], &place))
            continue;
        const char *bytes = (const char *)bound->data + place * width;
        uint32_t high = limb_of(bytes, width, 1), sign = high >> 31 ? UINT32_MAX : 0;
        int wide = 0;
        for (size_t limb = 2; limb < width / 4; limb++)
            wide |= limb_of(bytes, width, limb) != sign;
        cells[i].size = width;
        cells[i].kind = wide ? QUEN__CELL_WIDE : QUEN__CELL_INT;
        if (wide)
            cells[i].text = bytes;
        else
            cells[i].digits = (uint64_t)high << 32 | limb_of(bytes, width, 0);
    }
}

quen__decimal_wide quen__arrow_cell_digits(const quen__arrow_cell *cell, int *negative)
{
    quen__decimal_wide digits = {{0}};
    size_t limbs = cell->size / 4;
    uint64_t carry = 1;
    *negative = (int)(limb_of(cell->text, cell->size, limbs - 1) >> 31);
    for (size_t i = 0; i < limbs; i++) {
        digits.limb[i] = limb_of(cell->text, cell->size, i);
        if (!*negative)
            continue;
        carry += ~digits.limb[i];
        digits.limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return digits;
}

/* --- a column --- */

/* Rows some of which are null. */
static void read_valid(const quen__arrow_bound *bound, size_t first, size_t n,
                       quen__arrow_cell *cells)
{
    size_t at[QUEN__ARROW_GROUP] = {0};
    for (size_t i = 0; i < n; i++)
        at[i] = quen__arrow_is_valid(bound, first + i) ? first + i : QUEN__NOWHERE;
    bound->type->read(bound, at, 0, n, cells);
}

/* Where in the dictionary the value is that a code stands for. */
static size_t look_up(const quen__arrow_bound *values, const quen__arrow_cell *code)
{
    if (code->kind == QUEN__CELL_NULL)
        return QUEN__NOWHERE;
    if (code->kind != QUEN__CELL_INT || code->integer < 0 ||
        (uint64_t)code->integer >= values->length)
        return QUEN__OUTSIDE;
    size_t place = values->first + (size_t)code->integer;
    return quen__arrow_is_valid(values, place) ? place : QUEN__NOWHERE;
}

/* From codes to the values they stand for. */
static void decode(const quen__arrow_bound *values, size_t n, quen__arrow_cell *cells)
{
    size_t at[QUEN__ARROW_GROUP] = {0};
    for (size_t i = 0; i < n; i++)
        at[i] = look_up(values, &cells[i]);
    values->type->read(values, at, 0, n, cells);
}

void quen__arrow_cells(const quen__arrow_column *column, size_t row, size_t n,
                       quen__arrow_cell *cells)
{
    const quen__arrow_bound *rows = column->coded ? &column->codes : &column->values;
    if (rows->valid)
        read_valid(rows, rows->first + row, n, cells);
    else
        rows->type->read(rows, NULL, rows->first + row, n, cells);
    if (column->coded)
        decode(&column->values, n, cells);
}

void quen__arrow_picked_cells(const quen__arrow_column *column, size_t first, size_t row,
                              size_t n, quen__arrow_cell *cells)
{
    size_t at[QUEN__ARROW_GROUP] = {0};
    const quen__arrow_bound *rows = column->coded ? &column->codes : &column->values;
    const uint32_t *from = column->from + row;
    for (size_t i = 0; i < n; i++) {
        size_t place = rows->first + first + from[i];
        int is_here = from[i] != QUEN__ARROW_HELD && quen__arrow_is_valid(rows, place);
        at[i] = is_here ? place : QUEN__NOWHERE;
    }
    rows->type->read(rows, at, 0, n, cells);
    if (column->coded)
        decode(&column->values, n, cells);
    for (size_t i = 0; i < n; i++)
        if (from[i] == QUEN__ARROW_HELD)
            cells[i] = *column->held;
}
