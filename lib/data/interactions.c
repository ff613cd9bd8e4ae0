/*
 * The log as a sparse matrix. A row is made of some orders that follow each other; within
 * one order the lines of an item follow each other. Quantities add up in dense cells that
 * a list of touched items clears again; the rows come out in the order items were met,
 * and two transpositions sort them.
 */
#include "data/interactions.h"

#include <string.h>

#include "data/orders/log_walk.h"
#include "math/csr.h"
#include "math/special.h"

/* What a row knows of one item so far. */
typedef struct cell {
    int64_t quantity;
    uint32_t orders; /* in which more was bought than returned */
    uint32_t met;    /* 1: on the list */
} cell;

typedef struct builder {
    const quen__log *log;
    uint32_t values;
    int64_t now_s;
    cell *cells;    /* n_items */
    uint32_t *list; /* items of the row, as they were met */
    size_t n_list;
    uint64_t *row_start;
    uint32_t *column;
    double *value;
    size_t n_rows;
} builder;

/* Add what one order has of an item. */
static void add_item(builder *b, uint32_t item, int64_t quantity)
{
    cell *c = &b->cells[item];
    if (!c->met) {
        c->met = 1;
        b->list[b->n_list++] = item;
    }
    c->quantity += quantity;
    c->orders += quantity > 0;
}

/* Bought by the line where the walk stands; most logs have no returns to look for. */
static int64_t units_of(quen__log_walk *walk)
{
    return walk->log->has_returns ? quen__log_units(walk)
                                  : walk->log->quantity[walk->line];
}

/* An order before the moment has a line before it; those of one item are neighbours. */
static void add_order(builder *b, quen__log_walk *walk)
{
    const quen__log *log = b->log;
    uint32_t item = UINT32_MAX;
    int64_t quantity = 0;
    for (quen__log_walk_lines(walk); quen__log_at_line(walk); walk->line++) {
        if (log->item[walk->line] != item) {
            if (item != UINT32_MAX)
                add_item(b, item, quantity);
            item = log->item[walk->line];
            quantity = 0;
        }
        quantity += units_of(walk);
    }
    add_item(b, item, quantity);
}

static double value_of(const builder *b, const cell *c)
{
    return b->values == QUEN__INTERACTIONS_QUANTITY ? (double)c->quantity
                                                    : (double)c->orders;
}

/* Write the row and clear its cells. */
static void end_row(builder *b)
{
    uint64_t end = b->row_start[b->n_rows];
    for (size_t t = 0; t < b->n_list; t++) {
        cell *c = &b->cells[b->list[t]];
        if (c->quantity > 0) {
            b->column[end] = b->list[t];
            if (b->value)
                b->value[end] = value_of(b, c);
            end++;
        }
        memset(c, 0, sizeof *c);
    }
    b->n_list = 0;
    b->row_start[++b->n_rows] = end;
}

static void add_row(builder *b, uint64_t first_order, uint64_t last_order)
{
    quen__log_walk walk =
        quen__log_walk_orders(b->log, first_order, last_order, b->now_s);
    for (; quen__log_at_order(&walk); walk.order++)
        add_order(b, &walk);
    end_row(b);
}

static quen_status begin(quen__temp *temp, builder *b, size_t n_rows)
{
    const quen__log *log = b->log;
    b->cells = quen__temp_zero(temp, log->n_items, sizeof *b->cells);
    b->list = quen__temp_new(temp, log->n_items, sizeof *b->list);
    b->row_start = quen__temp_zero(temp, n_rows + 1, sizeof *b->row_start);
    b->column = quen__temp_new(temp, log->n_lines, sizeof *b->column);
    if (b->values != QUEN__INTERACTIONS_BINARY)
        b->value = quen__temp_new(temp, log->n_lines, sizeof *b->value);
    if (!b->cells || !b->list || !b->row_start || !b->column ||
        (b->values != QUEN__INTERACTIONS_BINARY && !b->value))
        return QUEN_ERR_MEMORY;
    return QUEN_OK;
}

quen_status quen__interactions(quen__temp *temp, const quen__log *log, uint32_t rows,
                               uint32_t values, int64_t now_s, quen_csr *out)
{
    size_t n_customers = rows == QUEN__ROWS_ORDERS ? 0 : log->n_customers;
    uint64_t known = log->customer_start[log->n_customers];
    uint64_t first = rows == QUEN__ROWS_ORDERS ? 0 : known;
    uint64_t last = rows == QUEN__ROWS_CUSTOMERS ? first : log->n_orders;
    builder b = {.log = log, .values = values, .now_s = now_s};
    quen_status status = begin(temp, &b, n_customers + (size_t)(last - first));
    if (status != QUEN_OK)
        return status;
    for (size_t c = 0; c < n_customers; c++)
        add_row(&b, log->customer_start[c], log->customer_start[c + 1]);
    for (uint64_t o = first; o < last; o++)
        add_row(&b, o, o + 1);
    for (uint64_t e = 0;
         values == QUEN__INTERACTIONS_LOG_COUNT && e < b.row_start[b.n_rows]; e++)
        b.value[e] = quen__special_log1p(b.value[e]);
    quen_csr rough = {b.n_rows, log->n_items, b.row_start, b.column, b.value}, by_item;
    status = quen__csr_transpose(temp, &rough, &by_item);
    if (status == QUEN_OK)
        status = quen__csr_transpose(temp, &by_item, out);
    return status;
}
