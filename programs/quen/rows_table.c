/* Cells lie one after the other, each with a zero byte behind it. */
#include "rows_table.h"

#include <stdlib.h>
#include <string.h>

#include "print.h"

enum { WIDEST = 44 };

/* An array that has room for `needed` elements, and as many again. */
static void *grown(void *array, size_t needed, size_t *room, size_t size)
{
    size_t more = needed * 2 + 64;
    void *to = needed <= *room ? array : realloc(array, more * size);

    if (to && needed > *room)
        *room = more;
    return to;
}

void rows_keep(rows *r, const char *text, size_t size)
{
    char *bytes = grown(r->text, r->size + size + 1, &r->room, 1);
    size_t *ends;

    if (bytes)
        r->text = bytes;
    ends = grown(r->ends, r->n_cells + 1, &r->cells_room, sizeof *ends);
    if (ends)
        r->ends = ends;
    if (!bytes || !ends || r->failed) {
        r->failed = true;
        return;
    }
    memcpy(r->text + r->size, text, size);
    r->size += size;
    r->ends[r->n_cells++] = r->size;
    r->text[r->size++] = '\0';
}

static slice cell_at(const rows *r, size_t cell)
{
    size_t from = cell > 0 ? r->ends[cell - 1] + 1 : 0;

    return (slice){r->text + from, r->ends[cell] - from};
}

static size_t n_shown(const rows *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n_columns; i++)
        n += r->columns[i].is_shown;
    return n;
}

static void print_row(const rows *r, size_t first, const size_t *widths, bool is_title)
{
    FILE *out = r->s->out;
    size_t shown = 0, n = n_shown(r);

    if (r->is_facts)
        print_blanks(out, 2);
    if (is_title && r->s->color)
        fputs("\033[1m", out);
    for (size_t i = 0; i < r->n_columns; i++) {
        const column *c = &r->columns[i];
        if (!c->is_shown)
            continue;
        slice cell = cell_at(r, first + shown);
        if (shown > 0)
            print_blanks(out, 2);
        shown++;
        if (shown == n && r->is_facts)
            print_lines(out, cell.text, widths[0] + 4);
        else if (shown == n && !c->at_right)
            print_text(out, cell.text, cell.size, SIZE_MAX);
        else
            print_cell(out, cell.text, cell.size, widths[i], c->at_right);
    }
    fputs(is_title && r->s->color ? "\033[0m\n" : "\n", out);
}

static void measure(const rows *r, size_t *widths)
{
    size_t cell = 0;

    memset(widths, 0, r->n_columns * sizeof *widths);
    while (cell < r->n_cells)
        for (size_t i = 0; i < r->n_columns; i++) {
            if (!r->columns[i].is_shown)
                continue;
            slice c = cell_at(r, cell++);
            size_t width = print_width(c.text, c.size);
            width = width < WIDEST ? width : WIDEST;
            widths[i] = width > widths[i] ? width : widths[i];
        }
}

void rows_print_table(rows *r)
{
    size_t *widths = calloc(r->n_columns, sizeof *widths);
    size_t n = n_shown(r);

    r->failed = r->failed || widths == NULL;
    if (!r->failed) {
        measure(r, widths);
        for (size_t cell = 0; cell < r->n_cells; cell += n)
            print_row(r, cell, widths, cell == 0 && !r->is_facts);
    }
    free(widths);
}
