/* Sentences about streams: see arrow_words.h. */
#include "data/arrow/arrow_words.h"

#include <stdio.h>
#include <string.h>

#include "core/words.h"
#include "data/keys/key_words.h"

/* Sign, the digits of 256 bits, and an exponent. */
#define WORDS 96

/* --- columns --- */

quen_status quen__arrow_no_column(quen_context *ctx, const struct ArrowSchema *schema,
                                  const char *name, size_t found)
{
    char list[600];
    size_t used = 0, shown = 0, n = (size_t)schema->n_children;
    list[0] = '\0';
    for (; shown < n && used < sizeof list - 150; shown++) {
        const char *other = schema->children[shown]->name;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s\"%.100s\"",
                                 shown ? ", " : "", other ? other : "");
    }
    if (shown < n)
        snprintf(list + used, sizeof list - used, " and %zu more", n - shown);
    return quen__bad_argument(
        ctx, "arrow: there %s column \"%.100s\"; the columns are %s",
        found ? "is more than one" : "is no", name, n ? list : "none at all");
}

/* --- values --- */

/* Digits and, where they are not whole, an exponent: 1250e-2. */
static void write_decimal(quen__decimal_wide digits, int negative, int32_t scale,
                          char *words)
{
    char reversed[WORDS];
    size_t n = 0;
    uint32_t left;
    do {
        reversed[n++] = (char)('0' + quen__decimal_wide_divide(&digits, 10));
        left = 0;
        for (size_t i = 0; i < QUEN__LIMBS; i++)
            left |= digits.limb[i];
    } while (left);
    if (negative)
        *words++ = '-';
    while (n > 0)
        *words++ = reversed[--n];
    *words = '\0';
    if (scale)
        snprintf(words, 16, "e%d", (int)-scale);
}

static void write_cell(const quen__arrow_type *type, const quen__arrow_cell *cell,
                       char *words)
{
    char text[QUEN__KEY_WORDS];
    int negative = cell->kind == QUEN__CELL_INT && cell->integer < 0;
    uint64_t size = negative ? 0 - cell->digits : cell->digits;
    quen__decimal_wide digits = {{(uint32_t)size, (uint32_t)(size >> 32)}};
    switch (cell->kind) {
    case QUEN__CELL_NULL:
        snprintf(words, WORDS, "null");
        return;
    case QUEN__CELL_FLOAT:
        quen__words(words, WORDS, "%.15g", cell->number);
        return;
    case QUEN__CELL_TEXT:
    case QUEN__CELL_ODD:
        snprintf(words, WORDS, "%s",
                 quen__key_words(quen_key_bytes(cell->text, cell->size), text));
        return;
    case QUEN__CELL_WIDE:
        digits = quen__arrow_cell_digits(cell, &negative);
        break;
    default:
        break;
    }
    write_decimal(digits, negative, type->scale, words);
}

/* The value is where the array's own rules say there is none. */
static quen_status refuse_array(quen_context *ctx, const quen__arrow_column *column,
                                uint64_t row, size_t at, const quen__arrow_cell *cell)
{
    if (cell->kind == QUEN__CELL_BROKEN)
        return quen__bad_format(ctx, "arrow: row %llu, column \"%s\": %s",
                                (unsigned long long)row, column->name, cell->text);
    char words[WORDS];
    quen__arrow_cell code;
    quen__arrow_column codes = *column;
    codes.coded = 0;
    codes.values = column->codes;
    quen__arrow_cells(&codes, at, 1, &code);
    write_cell(&column->code, &code, words);
    return quen__bad_format(
        ctx, "arrow: row %llu, column \"%s\": index %s of a dictionary of %zu values",
        (unsigned long long)row, column->name, words, column->values.length);
}

quen_status quen__arrow_refuse_value(quen_context *ctx, const quen__arrow_column *column,
                                     uint64_t row, size_t at,
                                     const quen__arrow_cell *cell, const char *reason)
{
    char words[WORDS];
    if (cell->kind == QUEN__CELL_BROKEN || cell->kind == QUEN__CELL_STRAY)
        return refuse_array(ctx, column, row, at, cell);
    write_cell(&column->type, cell, words);
    return quen__bad_argument(ctx, "arrow: row %llu, column \"%s\": %s: %s",
                              (unsigned long long)row, column->name, words, reason);
}
