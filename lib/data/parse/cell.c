/* What stands around a value: see cell.h. */
#include "data/parse/cell.h"

#include <string.h>

#include "data/text/unicode.h"

static int is_outside(int32_t code)
{
    return quen__unicode_is_blank(code) || quen__unicode_is_hidden(code);
}

/* The character that a cell ends with, and its bytes; 0 if it ends with none. */
static size_t last_of(quen__parse_cell cell, int32_t *code)
{
    for (size_t n = 1; n <= 4 && n <= cell.size; n++)
        if (quen__unicode_read(cell.at + cell.size - n, n, code) == n)
            return n;
    return 0;
}

quen__parse_cell quen__parse_cell_trim(quen__parse_cell cell)
{
    int32_t code = 0;
    size_t n;
    while ((n = quen__unicode_read(cell.at, cell.size, &code)) && is_outside(code)) {
        cell.at += n;
        cell.size -= n;
    }
    while ((n = last_of(cell, &code)) && is_outside(code))
        cell.size -= n;
    return cell;
}

static int is_between(quen__parse_cell cell, char first, char last)
{
    return cell.size >= 2 && cell.at[0] == first && cell.at[cell.size - 1] == last;
}

static quen__parse_cell inner(quen__parse_cell cell)
{
    return (quen__parse_cell){cell.at + 1, cell.size - 2};
}

/* Without what stands around a value once. */
static quen__parse_cell unwrap(quen__parse_cell cell)
{
    if (cell.size >= 3 && memcmp(cell.at, "=\"", 2) == 0)
        cell = (quen__parse_cell){cell.at + 1, cell.size - 1};
    if (is_between(cell, '"', '"') || is_between(cell, '\'', '\''))
        return inner(cell);
    if (cell.size > 1 && *cell.at == '\'')
        return (quen__parse_cell){cell.at + 1, cell.size - 1};
    return cell;
}

quen__parse_cell quen__parse_cell_of(const char *text, size_t size)
{
    quen__parse_cell cell = {text, size}, before;
    if (size == 0) /* text may be NULL */
        return (quen__parse_cell){"", 0};
    do {
        before = cell;
        cell = unwrap(quen__parse_cell_trim(cell));
    } while (cell.size < before.size);
    return cell;
}

int quen__parse_cell_drop(quen__parse_cell *cell, const char *prefix)
{
    size_t n = strlen(prefix);
    if (cell->size < n)
        return 0;
    for (size_t i = 0; i < n; i++) {
        char c = cell->at[i];
        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != prefix[i])
            return 0;
    }
    cell->at += n;
    cell->size -= n;
    return 1;
}
