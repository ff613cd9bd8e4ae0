/*
 * Putting a log into canonical order, so that the same lines give the same results
 * however they arrived: customers and items by key, orders by customer, time and key,
 * lines by order, item, time, quantity, amount.
 *
 * Everything new is made beside the old and put in its place at the end, when nothing can
 * fail any more. Groups (customers of orders, orders of lines) come from counting, what
 * is inside a group from a comparison sort: most groups are small.
 */
#include <string.h>

#include "core/alloc.h"
#include "data/orders_state.h"
#include "math/index_sort.h"

typedef struct finish {
    const quen_orders *log;
    quen__temp temp;
    size_t n_lines, n_orders, n_customers, n_items;
    quen__line *lines; /* in order of storage; items by rank, orders by old id */
    uint32_t *customers, *customer_rank; /* ids by rank, and the reverse */
    uint32_t *items, *item_rank;
    uint32_t *orders, *order_rank;
    uint32_t *line_of;  /* a line of each order: the line, for orders that are one */
    uint32_t *by_order; /* lines in canonical order */
    uint32_t *scratch;
    /* what becomes part of the log */
    quen__base base;
    quen__keymap new_customers, new_items, new_orders;
    int64_t *order_time;
} finish;

/* --- ranks of keys --- */

static int key_before(const void *user, uint32_t a, uint32_t b)
{
    const quen__keymap *map = user;
    return quen__key_compare(quen__keymap_key(map, a), quen__keymap_key(map, b)) < 0;
}

static void rank_keys(finish *f, const quen__keymap *map, uint32_t *sorted,
                      uint32_t *rank)
{
    for (size_t i = 0; i < map->n; i++)
        sorted[i] = (uint32_t)i;
    quen__index_sort(sorted, map->n, f->scratch, key_before, map);
    for (size_t i = 0; i < map->n; i++)
        rank[sorted[i]] = (uint32_t)i;
}

/* --- orders --- */

static int line_less(const quen__line *a, const quen__line *b)
{
    if (a->item != b->item)
        return a->item < b->item;
    if (a->time != b->time)
        return a->time < b->time;
    if (a->quantity != b->quantity)
        return a->quantity < b->quantity;
    return a->amount < b->amount;
}

/*
 * Two orders of one customer. Orders that are single lines have no key but their content.
 */
static int order_before(const void *user, uint32_t a, uint32_t b)
{
    const finish *f = user;
    const quen_orders *log = f->log;
    if (log->order_time[a] != log->order_time[b])
        return log->order_time[a] < log->order_time[b];
    uint64_t tag_a = log->orders.scopes[a] & 3, tag_b = log->orders.scopes[b] & 3;
    if (tag_a != tag_b)
        return tag_a < tag_b;
    if (tag_a == QUEN__ORDER_ALONE)
        return line_less(&f->lines[f->line_of[a]], &f->lines[f->line_of[b]]);
    int64_t key_a = log->orders.numbers[a], key_b = log->orders.numbers[b];
    if (tag_a == QUEN__ORDER_KEY && log->order_kind == QUEN_KEY_BYTES)
        return key_before(&log->order_texts, (uint32_t)key_a, (uint32_t)key_b);
    return key_a < key_b;
}

/*
 * Where in customer_start an order counts: its customer's rank, nobody's after the last.
 */
static size_t owner(const finish *f, size_t order)
{
    uint32_t customer = quen__scope_customer(f->log->orders.scopes[order]);
    return customer == QUEN__NOBODY ? f->n_customers : f->customer_rank[customer];
}

/* Turn counts in start[1..n] into starts; start[0] is 0. */
static void accumulate(uint64_t *start, size_t n)
{
    for (size_t i = 0; i < n; i++)
        start[i + 1] += start[i];
}

/* Undo what placing did to the starts: each had moved to where the next one began. */
static void shift_back(uint64_t *start, size_t n)
{
    memmove(start + 1, start, n * sizeof *start);
    start[0] = 0;
}

static void sort_orders(finish *f)
{
    uint64_t *start = f->base.customer_start;
    size_t owners = f->n_customers + 1;
    for (size_t i = 0; i < f->n_orders; i++)
        start[owner(f, i) + 1]++;
    accumulate(start, owners);
    for (size_t i = 0; i < f->n_orders; i++)
        f->orders[start[owner(f, i)]++] = (uint32_t)i;
    shift_back(start, owners);
    for (size_t c = 0; c < owners; c++)
        quen__index_sort(f->orders + start[c], (size_t)(start[c + 1] - start[c]),
                         f->scratch, order_before, f);
    for (size_t i = 0; i < f->n_orders; i++)
        f->order_rank[f->orders[i]] = (uint32_t)i;
}

/* --- lines --- */

static void read_lines(finish *f)
{
    size_t cursor = 0;
    for (size_t i = 0; i < f->n_lines; i++) {
        quen__line line = quen__orders_line(f->log, i, &cursor);
        line.item = f->item_rank[line.item];
        f->lines[i] = line;
        f->line_of[line.order] = (uint32_t)i;
    }
}

static int line_before(const void *user, uint32_t a, uint32_t b)
{
    const quen__line *lines = user;
    return line_less(&lines[a], &lines[b]);
}

static void sort_lines(finish *f)
{
    uint64_t *start = f->base.order_start;
    for (size_t i = 0; i < f->n_lines; i++)
        start[f->order_rank[f->lines[i].order] + 1]++;
    accumulate(start, f->n_orders);
    for (size_t i = 0; i < f->n_lines; i++)
        f->by_order[start[f->order_rank[f->lines[i].order]]++] = (uint32_t)i;
    shift_back(start, f->n_orders);
    for (size_t o = 0; o < f->n_orders; o++)
        quen__index_sort(f->by_order + start[o], (size_t)(start[o + 1] - start[o]),
                         f->scratch, line_before, f->lines);
}

static void write_lines(finish *f)
{
    quen__base *base = &f->base;
    for (size_t i = 0; i < f->n_lines; i++) {
        const quen__line *line = &f->lines[f->by_order[i]];
        base->item[i] = line->item;
        base->time[i] = line->time;
        base->quantity[i] = line->quantity;
        base->amount[i] = line->amount;
    }
    for (size_t i = 0; i < f->n_orders; i++)
        f->order_time[i] = f->log->order_time[f->orders[i]];
}

/* --- memory --- */

static size_t largest(const finish *f)
{
    size_t n = f->n_lines > f->n_orders ? f->n_lines : f->n_orders;
    n = n > f->n_customers ? n : f->n_customers;
    return n > f->n_items ? n : f->n_items;
}

static quen_status make_scratch(finish *f)
{
    quen__temp *temp = &f->temp;
    f->lines = quen__temp_new(temp, f->n_lines, sizeof *f->lines);
    f->by_order = quen__temp_new(temp, f->n_lines, sizeof *f->by_order);
    f->customers = quen__temp_new(temp, f->n_customers, sizeof *f->customers);
    f->customer_rank = quen__temp_new(temp, f->n_customers, sizeof *f->customer_rank);
    f->items = quen__temp_new(temp, f->n_items, sizeof *f->items);
    f->item_rank = quen__temp_new(temp, f->n_items, sizeof *f->item_rank);
    f->orders = quen__temp_new(temp, f->n_orders, sizeof *f->orders);
    f->order_rank = quen__temp_new(temp, f->n_orders, sizeof *f->order_rank);
    f->line_of = quen__temp_new(temp, f->n_orders, sizeof *f->line_of);
    f->scratch = quen__temp_new(temp, largest(f), sizeof *f->scratch);
    return f->lines && f->by_order && f->customers && f->customer_rank && f->items &&
                   f->item_rank && f->orders && f->order_rank && f->line_of && f->scratch
               ? QUEN_OK
               : QUEN_ERR_MEMORY;
}

static quen_status make_base(quen_context *ctx, finish *f)
{
    quen__base *base = &f->base;
    base->n = f->n_lines;
    base->n_orders = f->n_orders;
    base->n_customers = f->n_customers;
    base->customer_start = quen__allocate_zero(ctx, f->n_customers + 2, sizeof(uint64_t));
    base->order_start = quen__allocate_zero(ctx, f->n_orders + 1, sizeof(uint64_t));
    base->time = quen__allocate(ctx, f->n_lines, sizeof *base->time);
    base->quantity = quen__allocate(ctx, f->n_lines, sizeof *base->quantity);
    base->amount = quen__allocate(ctx, f->n_lines, sizeof *base->amount);
    base->item = quen__allocate(ctx, f->n_lines, sizeof *base->item);
    f->order_time = quen__allocate(ctx, f->n_orders, sizeof *f->order_time);
    return base->customer_start && base->order_start && base->time && base->quantity &&
                   base->amount && base->item && f->order_time
               ? QUEN_OK
               : QUEN_ERR_MEMORY;
}

/* Orders keep their tag and number; their customer has a new id. */
static quen_status renumber_orders(quen_context *ctx, finish *f)
{
    uint64_t *scopes = quen__temp_new(&f->temp, f->n_orders, sizeof *scopes);
    if (!scopes)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < f->n_orders; i++) {
        uint64_t scope = f->log->orders.scopes[f->orders[i]];
        uint32_t customer = quen__scope_customer(scope);
        if (customer != QUEN__NOBODY)
            customer = f->customer_rank[customer];
        scopes[i] = quen__order_scope(customer, scope & 3);
    }
    return quen__keymap_renumber(ctx, &f->log->orders, f->orders, scopes, &f->new_orders);
}

static quen_status renumber(quen_context *ctx, finish *f)
{
    quen_status status = quen__keymap_renumber(ctx, &f->log->customers, f->customers,
                                               NULL, &f->new_customers);
    if (status == QUEN_OK)
        status =
            quen__keymap_renumber(ctx, &f->log->items, f->items, NULL, &f->new_items);
    return status == QUEN_OK ? renumber_orders(ctx, f) : status;
}

/* --- the whole --- */

static quen_status sort_all(quen_context *ctx, finish *f)
{
    rank_keys(f, &f->log->customers, f->customers, f->customer_rank);
    rank_keys(f, &f->log->items, f->items, f->item_rank);
    quen_status status = quen__progress(ctx, "orders", 0.2);
    if (status != QUEN_OK)
        return status;
    read_lines(f);
    sort_orders(f);
    status = quen__progress(ctx, "orders", 0.5);
    if (status != QUEN_OK)
        return status;
    sort_lines(f);
    write_lines(f);
    return quen__progress(ctx, "orders", 0.9);
}

static void replace(quen_orders *orders, finish *f)
{
    const quen_allocator *allocator = &orders->allocator;
    for (size_t i = 0; i < orders->n_blocks; i++)
        quen__release(allocator, orders->blocks[i]);
    quen__release(allocator, orders->blocks);
    quen__release(allocator, orders->order_time);
    quen__base_free(&orders->base, allocator);
    quen__keymap_free(&orders->customers, allocator);
    quen__keymap_free(&orders->items, allocator);
    quen__keymap_free(&orders->orders, allocator);
    orders->blocks = NULL;
    orders->n_blocks = orders->n_tail = 0;
    orders->order_time = f->order_time;
    orders->order_room = f->n_orders;
    orders->base = f->base;
    orders->customers = f->new_customers;
    orders->items = f->new_items;
    orders->orders = f->new_orders;
    quen__keymap_rest(&orders->orders, allocator); /* nobody asks for orders by key */
    orders->finished = 1;
}

static void discard(quen_context *ctx, finish *f)
{
    quen__base_free(&f->base, &ctx->allocator);
    quen__keymap_free(&f->new_customers, &ctx->allocator);
    quen__keymap_free(&f->new_items, &ctx->allocator);
    quen__keymap_free(&f->new_orders, &ctx->allocator);
    quen__release(&ctx->allocator, f->order_time);
}

quen_status quen_orders_finish(quen_context *ctx, quen_orders *orders)
{
    if (orders->finished)
        return QUEN_OK;
    finish f = {0};
    f.log = orders;
    f.temp.ctx = ctx;
    f.n_lines = (size_t)orders->sums.lines;
    f.n_orders = orders->orders.n;
    f.n_customers = orders->customers.n;
    f.n_items = orders->items.n;
    quen_status status = quen__same_allocator(ctx, &orders->allocator, "log");
    if (status == QUEN_OK)
        status = make_scratch(&f);
    if (status == QUEN_OK)
        status = make_base(ctx, &f);
    if (status == QUEN_OK)
        status = sort_all(ctx, &f);
    if (status == QUEN_OK)
        status = renumber(ctx, &f);
    if (status == QUEN_OK)
        replace(orders, &f);
    else
        discard(ctx, &f);
    quen__temp_close(&f.temp);
    return status;
}
