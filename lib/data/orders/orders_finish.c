/*
 * Putting a log into canonical order, so that the same lines give the same results
 * however they arrived: customers and items by key, orders by customer, time and key,
 * lines by order, item, time, quantity, amount.
 *
 * Keys are ranked; lines are dealt into buckets of some customers each (orders_buckets.c)
 * and sorted there (orders_sort.c); then the base is written from them. Until that last
 * step, which cannot fail, lines keep their ids and their blocks: a log that could not be
 * finished has its lines in other places, and is as it was otherwise.
 */
#include <string.h>

#include "core/parallel.h"
#include "data/keys/key_sort.h"
#include "data/orders/orders_sort.h"

typedef struct finish {
    quen_orders *orders;
    quen__temp temp;
    uint32_t *customers, *customer_rank; /* ids by rank, and the reverse */
    uint32_t *items, *item_rank;
    quen__orders_buckets buckets;
    uint64_t *first_line, *first_order; /* of each bucket */
    /* what becomes part of the log */
    quen__orders_base base;
    quen__keymap new_customers, new_items;
} finish;

/* --- all lines in the tail, in one width --- */

static int is_even(const quen_orders *orders)
{
    size_t width = quen__orders_width(orders);
    for (size_t i = 0; i < orders->tail.n_blocks; i++)
        if (orders->tail.blocks[i]->width != width)
            return 0;
    return orders->base.n == 0;
}

static quen_status make_even(quen_context *ctx, quen_orders *orders)
{
    if (is_even(orders))
        return QUEN_OK;
    static const quen__orders_ids same = {NULL, NULL, NULL};
    quen__orders_tail tail = {0};
    quen__orders_room room;
    size_t n = (size_t)orders->sums.lines;
    quen_status status =
        quen__orders_tail_reserve(ctx, &tail, n, quen__orders_width(orders), &room);
    if (status == QUEN_OK)
        status = quen__orders_copy(ctx, orders, &same, &tail, &room);
    if (status != QUEN_OK) {
        quen__orders_tail_free(&tail, &ctx->allocator);
        return status;
    }
    quen__orders_tail_commit(&tail, &room);
    quen__orders_tail_free(&orders->tail, &ctx->allocator);
    quen__orders_base_free(&orders->base, &ctx->allocator);
    orders->tail = tail;
    return QUEN_OK;
}

/* --- ranks of keys --- */

static quen_status rank_keys(quen_context *ctx, finish *f, const quen__keymap *map,
                             uint32_t **sorted, uint32_t **rank)
{
    *sorted = quen__temp_new(&f->temp, map->n, sizeof **sorted);
    *rank = quen__temp_new(&f->temp, map->n, sizeof **rank);
    if (!*sorted || !*rank)
        return QUEN_ERR_MEMORY;
    quen_status status = quen__keymap_sort(ctx, map, *sorted);
    for (size_t i = 0; i < map->n && status == QUEN_OK; i++)
        (*rank)[(*sorted)[i]] = (uint32_t)i;
    return status;
}

static quen_status rank_all(quen_context *ctx, finish *f)
{
    quen_orders *orders = f->orders;
    quen_status status =
        rank_keys(ctx, f, &orders->customers, &f->customers, &f->customer_rank);
    if (status == QUEN_OK)
        status = rank_keys(ctx, f, &orders->items, &f->items, &f->item_rank);
    f->buckets.rank = f->customer_rank;
    f->buckets.n_customers = orders->customers.n;
    f->buckets.width = quen__orders_width(orders);
    return status == QUEN_OK ? quen__progress(ctx, "orders", 0.2) : status;
}

/* --- room for the result --- */

/* Where each bucket's lines and orders begin. */
static quen_status place_buckets(finish *f)
{
    size_t n = f->buckets.n;
    f->first_line = quen__temp_new(&f->temp, n + 1, sizeof *f->first_line);
    f->first_order = quen__temp_new(&f->temp, n + 1, sizeof *f->first_order);
    if (!f->first_line || !f->first_order)
        return QUEN_ERR_MEMORY;
    f->first_line[0] = f->first_order[0] = 0;
    for (size_t i = 0; i < n; i++) {
        const quen__orders_bucket *bucket = &f->buckets.bucket[i];
        f->first_line[i + 1] = f->first_line[i] + bucket->n_lines;
        f->first_order[i + 1] = f->first_order[i] + bucket->n_orders;
    }
    return QUEN_OK;
}

static int is_uneven(const finish *f)
{
    uint32_t uneven = 0;
    for (size_t i = 0; i < f->buckets.n; i++)
        uneven |= f->buckets.bucket[i].uneven;
    return (int)uneven;
}

static quen_status make_base(quen_context *ctx, finish *f)
{
    quen__orders_base *base = &f->base;
    size_t n = base->n = (size_t)f->first_line[f->buckets.n];
    size_t orders = base->n_orders = (size_t)f->first_order[f->buckets.n];
    size_t customers = base->n_customers = f->orders->customers.n;
    base->customer_start = quen__allocate(ctx, customers + 2, sizeof(uint64_t));
    base->order_start = quen__allocate(ctx, orders + 1, sizeof(uint64_t));
    base->order_time = quen__allocate(ctx, orders, sizeof *base->order_time);
    base->quantity = quen__allocate(ctx, n, sizeof *base->quantity);
    base->amount = quen__allocate(ctx, n, sizeof *base->amount);
    base->item = quen__allocate(ctx, n, sizeof *base->item);
    int made = base->customer_start && base->order_start && base->order_time &&
               base->quantity && base->amount && base->item;
    if (made && is_uneven(f)) {
        base->time = quen__allocate(ctx, n, sizeof *base->time);
        made = base->time != NULL;
    }
    if (made && f->buckets.width != sizeof(quen__orders_line)) {
        base->order_key = quen__allocate(ctx, orders, sizeof *base->order_key);
        base->named = quen__allocate(ctx, orders, 1);
        made = base->order_key && base->named;
    }
    return made ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status make_keys(quen_context *ctx, finish *f)
{
    quen_orders *orders = f->orders;
    quen_status status =
        quen__keymap_renumber(ctx, &orders->customers, f->customers, &f->new_customers);
    if (status == QUEN_OK)
        status = quen__keymap_renumber(ctx, &orders->items, f->items, &f->new_items);
    return status;
}

/* --- writing it --- */

static void begin_order(const finish *f, const quen__orders_line *line, size_t at,
                        size_t order)
{
    const quen__orders_base *base = &f->base;
    base->order_start[order] = at;
    base->order_time[order] = quen__orders_stamp_time(line->stamp);
    if (base->order_key) {
        base->order_key[order] = quen__orders_line_order(line, f->buckets.width);
        base->named[order] = (uint8_t)quen__orders_is_named(line);
    }
}

static void write_line(const finish *f, const quen__orders_line *line, size_t at,
                       size_t order)
{
    const quen__orders_base *base = &f->base;
    int64_t time = quen__orders_stamp_time(line->stamp);
    base->item[at] = f->item_rank[line->item];
    base->quantity[at] = line->quantity;
    base->amount[at] = line->amount;
    if (!base->time)
        return;
    base->time[at] = time;
    if (time < base->order_time[order])
        base->order_time[order] = time;
}

static void write_bucket(void *user, size_t chunk, unsigned worker)
{
    const finish *f = user;
    const quen__orders_bucket *bucket = &f->buckets.bucket[chunk];
    size_t width = f->buckets.width, at = (size_t)f->first_line[chunk];
    size_t order = (size_t)f->first_order[chunk] - 1;
    const quen__orders_line *before = NULL;
    (void)worker;
    for (const quen__orders_block *b = bucket->blocks; b; b = b->next)
        for (size_t i = 0; i < b->n; i++, at++) {
            const quen__orders_line *line = quen__orders_block_line(b, i);
            if (!before || !quen__orders_same(before, line, width))
                begin_order(f, line, at, ++order);
            if (before && before->customer != line->customer)
                f->base.customer_start[quen__orders_owner(&f->buckets, line)] = order;
            write_line(f, line, at, order);
            before = line;
        }
}

/* Of the first owner in each bucket; the first of the buckets that share one is last. */
static void start_buckets(const finish *f)
{
    for (size_t i = f->buckets.n; i-- > 0;) {
        const quen__orders_bucket *bucket = &f->buckets.bucket[i];
        if (bucket->n_lines == 0)
            continue;
        const quen__orders_line *first = quen__orders_block_line(bucket->blocks, 0);
        f->base.customer_start[quen__orders_owner(&f->buckets, first)] =
            f->first_order[i];
    }
}

/* No failure from here on. */
static void write_base(quen_context *ctx, finish *f)
{
    quen__orders_base *base = &f->base;
    base->order_start[base->n_orders] = base->n;
    /* Every customer has an order, but there may be none of nobody's. */
    base->customer_start[base->n_customers] = base->n_orders;
    base->customer_start[base->n_customers + 1] = base->n_orders;
    /* Without a stage to report nobody can cancel. */
    quen_status status =
        quen__parallel_for(ctx, f->buckets.n, write_bucket, f, NULL, 0, 0);
    (void)status;
    start_buckets(f);
}

static void replace(quen_context *ctx, finish *f)
{
    quen_orders *orders = f->orders;
    write_base(ctx, f);
    quen__keymap_replace(ctx, &orders->customers, &f->new_customers, f->customer_rank);
    quen__keymap_replace(ctx, &orders->items, &f->new_items, f->item_rank);
    quen__orders_base_free(&orders->base,
                           &ctx->allocator); /* one without lines, if any */
    orders->base = f->base;
    quen__orders_buckets_close(ctx, orders, &f->buckets);
    quen__orders_tail_free(&orders->tail, &ctx->allocator);
    orders->finished = 1;
}

static void discard(quen_context *ctx, finish *f)
{
    quen__orders_base_free(&f->base, &ctx->allocator);
    quen__keymap_free(&f->new_customers, &ctx->allocator);
    quen__keymap_free(&f->new_items, &ctx->allocator);
    quen__orders_buckets_close(ctx, f->orders, &f->buckets);
}

/* --- the whole --- */

static quen_status sort_all(quen_context *ctx, finish *f)
{
    quen_status status = make_even(ctx, f->orders);
    if (status == QUEN_OK)
        status = rank_all(ctx, f);
    if (status == QUEN_OK)
        status = quen__orders_buckets_fill(ctx, f->orders, &f->buckets);
    if (status == QUEN_OK)
        status = quen__progress(ctx, "orders", 0.5);
    if (status == QUEN_OK)
        status = quen__orders_buckets_sort(ctx, f->orders, f->item_rank, &f->buckets);
    return status == QUEN_OK ? quen__progress(ctx, "orders", 0.8) : status;
}

quen_status quen_orders_finish(quen_context *ctx, quen_orders *orders)
{
    if (orders->finished)
        return QUEN_OK;
    quen_status status = quen__same_allocator(ctx, &orders->allocator, "orders");
    if (status != QUEN_OK)
        return status;
    finish f = {.orders = orders, .temp = QUEN__TEMP(ctx)};
    status = sort_all(ctx, &f);
    if (status == QUEN_OK)
        status = place_buckets(&f);
    if (status == QUEN_OK)
        status = make_base(ctx, &f);
    if (status == QUEN_OK)
        status = make_keys(ctx, &f);
    if (status == QUEN_OK)
        replace(ctx, &f);
    else
        discard(ctx, &f);
    quen__temp_close(&f.temp);
    return status;
}
