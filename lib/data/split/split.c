/*
 * What each customer had before a moment, and bought from then on. Units of the lines on
 * either side add up in two cells for each item that the customer met; a list of those
 * clears them again. Rows come out in the order in which items were met, and are sorted
 * by two transpositions.
 */
#include "quen/split.h"

#include <stddef.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "data/orders/log_walk.h"
#include "math/csr.h"

struct quen_split {
    quen_allocator allocator;
    quen_csr part[2]; /* before the moments, and from then on */
    size_t n_judged;
    int64_t *moments;
    uint64_t *row_start[2];
    uint32_t *column[2];
};

/* What a customer bought of an item before the moment and from then on. */
typedef struct cell {
    int64_t units[2];
    uint32_t met;
    uint32_t reserved;
} cell;

typedef struct builder {
    const quen__log *log;
    const quen_split_options *options;
    const int64_t *moments;
    cell *cells;    /* n_items */
    uint32_t *list; /* items of the customer, as they were met */
    size_t n_list;
    uint64_t *row_start[2];
    uint32_t *column[2];
} builder;

static quen_split_options defaults(void)
{
    quen_split_options options = {0};
    options.struct_size = sizeof options;
    options.cutoff_s = INT64_MIN;
    return options;
}

void quen_split_options_init(quen_split_options *options, size_t size)
{
    quen_split_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

/* --- settings --- */

static quen_status check_choices(quen_context *ctx, const quen_split_options *o)
{
    quen_status status =
        quen__options_choice(ctx, "split", "method", o->method, QUEN_SPLIT_METHOD_GIVEN);
    if (status == QUEN_OK)
        status =
            quen__options_choice(ctx, "split", "include_bought", o->include_bought, 1);
    if (status == QUEN_OK)
        status =
            quen__options_within(ctx, "split", "horizon_s", o->horizon_s, 0, INT64_MAX);
    return status;
}

static quen_status check_options(quen_context *ctx, const quen_split_options *o,
                                 size_t n_customers)
{
    quen_status status = check_choices(ctx, o);
    if (status != QUEN_OK)
        return status;
    status =
        quen__extent_check(ctx, "split: moments", o->n_moments, 1, sizeof *o->moments);
    if (status != QUEN_OK)
        return status;
    if (n_customers == 0)
        return quen__bad_argument(ctx, "split: the log has no customer");
    if (o->method == QUEN_SPLIT_METHOD_TIME && o->cutoff_s == INT64_MIN &&
        o->horizon_s == 0)
        return quen__bad_argument(ctx,
                                  "split: horizon_s is 0, and so long before the end "
                                  "of the log nothing is held out: tell it, or the "
                                  "moment");
    if (o->method == QUEN_SPLIT_METHOD_GIVEN &&
        (!o->moments || o->n_moments != n_customers))
        return quen__bad_argument(ctx,
                                  "split: there are %zu moments, and the log has %zu "
                                  "customers: one for each is needed",
                                  o->moments ? o->n_moments : 0, n_customers);
    return QUEN_OK;
}

/* --- moments --- */

/* The last visit, if there was another before it. */
static int64_t last_visit(const quen__log *log, size_t customer)
{
    int64_t last, before;
    if (quen__log_last_visit(log, customer, INT64_MAX, &last) &&
        quen__log_last_visit(log, customer, last, &before))
        return last;
    return INT64_MAX;
}

/* The horizon before the end of the log, at least the first time that a line may have. */
static int64_t default_cutoff(const quen_orders *orders, int64_t horizon)
{
    int64_t end = quen__orders_moment(orders, INT64_MIN);
    return horizon < end - QUEN_TIME_MIN ? end - horizon : QUEN_TIME_MIN;
}

static void set_moments(const quen_orders *orders, const quen__log *log,
                        const quen_split_options *o, int64_t *moments)
{
    int64_t cutoff =
        o->cutoff_s == INT64_MIN ? default_cutoff(orders, o->horizon_s) : o->cutoff_s;
    for (size_t i = 0; i < log->n_customers; i++)
        moments[i] = o->method == QUEN_SPLIT_METHOD_LAST_ORDER ? last_visit(log, i)
                     : o->method == QUEN_SPLIT_METHOD_TIME     ? cutoff
                                                               : o->moments[i];
}

/* --- rows --- */

static void add_units(builder *b, uint32_t item, int later, int64_t units)
{
    cell *c = &b->cells[item];
    if (!c->met) {
        c->met = 1;
        b->list[b->n_list++] = item;
    }
    c->units[later] += units;
}

/* The lines of one side: those before `end` that are not before `from`. */
static void add_side(builder *b, size_t customer, int later, int64_t from, int64_t end)
{
    quen__log_walk walk = quen__log_walk_customer(b->log, customer, end);
    for (; quen__log_at_order(&walk); walk.order++)
        for (quen__log_walk_lines(&walk); quen__log_at_line(&walk); walk.line++)
            if (walk.time >= from)
                add_units(b, b->log->item[walk.line], later, quen__log_units(&walk));
}

static void add_row(builder *b, size_t customer)
{
    int64_t moment = b->moments[customer], horizon = b->options->horizon_s;
    int64_t end =
        horizon == 0 || moment > INT64_MAX - horizon ? INT64_MAX : moment + horizon;
    uint64_t at[2] = {b->row_start[0][customer], b->row_start[1][customer]};
    add_side(b, customer, 0, INT64_MIN, moment);
    add_side(b, customer, 1, moment, end);
    for (size_t t = 0; t < b->n_list; t++) {
        cell *c = &b->cells[b->list[t]];
        int had = c->units[0] > 0, came = c->units[1] > 0;
        if (had)
            b->column[0][at[0]++] = b->list[t];
        if (came && (!had || b->options->include_bought))
            b->column[1][at[1]++] = b->list[t];
        memset(c, 0, sizeof *c);
    }
    b->n_list = 0;
    for (int part = 0; part < 2; part++)
        b->row_start[part][customer + 1] = at[part];
}

static quen_status build(quen__temp *temp, builder *b)
{
    const quen__log *log = b->log;
    b->cells = quen__temp_zero(temp, log->n_items, sizeof *b->cells);
    b->list = quen__temp_new(temp, log->n_items, sizeof *b->list);
    for (int part = 0; part < 2; part++) {
        b->row_start[part] =
            quen__temp_zero(temp, log->n_customers + 1, sizeof *b->row_start[part]);
        b->column[part] = quen__temp_new(temp, log->n_lines, sizeof *b->column[part]);
    }
    if (!b->cells || !b->list || !b->row_start[0] || !b->column[0] || !b->row_start[1] ||
        !b->column[1])
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < log->n_customers; i++)
        add_row(b, i);
    return QUEN_OK;
}

/* --- the result --- */

static quen_status keep_part(quen__temp *temp, const builder *b, int part,
                             quen_split *split)
{
    quen_csr rough = {b->log->n_customers, b->log->n_items, b->row_start[part],
                      b->column[part], NULL};
    quen_csr by_item, sorted;
    quen_status status = quen__csr_transpose(temp, &rough, &by_item);
    if (status == QUEN_OK)
        status = quen__csr_transpose(temp, &by_item, &sorted);
    if (status != QUEN_OK)
        return status;
    size_t rows = rough.n_rows + 1, entries = quen__csr_entries(&sorted);
    uint64_t *row_start = split->row_start[part] =
        quen__allocate(temp->ctx, rows, sizeof *row_start);
    uint32_t *column = split->column[part] =
        quen__allocate(temp->ctx, entries + 1, sizeof *column);
    if (!row_start || !column)
        return QUEN_ERR_MEMORY;
    memcpy(row_start, sorted.row_start, rows * sizeof *row_start);
    memcpy(column, sorted.column, entries * sizeof *column);
    split->part[part] =
        (quen_csr){rough.n_rows, rough.n_columns, row_start, column, NULL};
    return QUEN_OK;
}

static quen_status fill(quen__temp *temp, const quen_orders *orders, const quen__log *log,
                        const quen_split_options *o, quen_split *split)
{
    split->moments = quen__allocate(temp->ctx, log->n_customers, sizeof *split->moments);
    if (!split->moments)
        return QUEN_ERR_MEMORY;
    set_moments(orders, log, o, split->moments);
    builder b = {.log = log, .options = o, .moments = split->moments};
    quen_status status = build(temp, &b);
    for (int part = 0; status == QUEN_OK && part < 2; part++)
        status = keep_part(temp, &b, part, split);
    for (size_t i = 0; status == QUEN_OK && i < log->n_customers; i++)
        split->n_judged += quen__csr_degree(&split->part[1], i) > 0;
    return status;
}

static quen_status make(quen_context *ctx, const quen_orders *orders,
                        const quen__log *log, const quen_split_options *o,
                        quen_split **out)
{
    quen_split *split = quen__allocate_zero(ctx, 1, sizeof *split);
    if (!split)
        return QUEN_ERR_MEMORY;
    quen__temp temp = QUEN__TEMP(ctx);
    split->allocator = ctx->allocator;
    quen_status status = fill(&temp, orders, log, o, split);
    quen__temp_close(&temp);
    if (status == QUEN_OK)
        *out = split;
    else
        quen_split_free(split);
    return status;
}

quen_status quen_split_new(quen_context *ctx, const quen_orders *orders,
                           const quen_split_options *options, quen_split **out)
{
    quen_split_options o = defaults();
    quen__log log;
    *out = NULL;
    quen_status status = quen__options_read_all(
        ctx, &o, sizeof o, offsetof(quen_split_options, reserved), options, "split");
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status == QUEN_OK)
        status = check_options(ctx, &o, log.n_customers);
    if (status == QUEN_OK)
        status = make(ctx, orders, &log, &o, out);
    return status;
}

void quen_split_free(quen_split *split)
{
    if (!split)
        return;
    quen_allocator allocator = split->allocator;
    quen__release(&allocator, split->moments);
    for (int part = 0; part < 2; part++) {
        quen__release(&allocator, split->row_start[part]);
        quen__release(&allocator, split->column[part]);
    }
    quen__release(&allocator, split);
}

/* --- getters --- */

size_t quen_split_n_customers(const quen_split *split)
{
    return split->part[0].n_rows;
}

size_t quen_split_n_items(const quen_split *split)
{
    return split->part[0].n_columns;
}

size_t quen_split_n_judged(const quen_split *split)
{
    return split->n_judged;
}

const int64_t *quen_split_moments(const quen_split *split)
{
    return split->moments;
}

const quen_csr *quen_split_train(const quen_split *split)
{
    return &split->part[0];
}

const quen_csr *quen_split_held_out(const quen_split *split)
{
    return &split->part[1];
}
