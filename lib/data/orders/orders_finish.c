/*
 * Putting a log into canonical order, so that the same lines give the same results
 * however they arrived: customers and items by key, orders by customer, time and key,
 * lines by order, item, time, quantity, amount.
 *
 * Keys are ranked; lines are distributed to buckets of some customers each
 * (orders_buckets.c) and sorted there (orders_sort.c); then the sorted arrays are
 * written. Until that last step, which cannot fail, lines keep their ids and their
 * blocks: a log that could not be finished has its lines in other places, and is as it
 * was otherwise.
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
    quen__orders_sorted sorted;
    quen__keymap new_customers, new_items;
} finish;

/* --- all lines in the tail, in one width --- */

static int is_even(const quen_orders *orders)
{
    size_t width = quen__orders_width(orders);
    for (size_t i = 0; i < orders->tail.n_blocks; i++)
        if (orders->tail.blocks[i]->width != width)
            return 0;
    return orders->sorted.n == 0;
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
    quen__orders_sorted_free(&orders->sorted, &ctx->allocator);
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

static quen_status make_sorted(quen_context *ctx, finish *f)
{
    quen__orders_sorted *sorted = &f->sorted;
    size_t n = sorted->n = (size_t)f->first_line[f->buckets.n];
    size_t orders = sorted->n_orders = (size_t)f->first_order[f->buckets.n];
    size_t customers = sorted->n_customers = f->orders->customers.n;
    sorted->customer_start = quen__allocate(ctx, customers + 2, sizeof(uint64_t));
    sorted->order_start = quen__allocate(ctx, orders + 1, sizeof(uint64_t));
    sorted->order_time = quen__allocate(ctx, orders, sizeof *sorted->order_time);
    sorted->quantity = quen__allocate(ctx, n, sizeof *sorted->quantity);
    sorted->amount = quen__allocate(ctx, n, sizeof *sorted->amount);
    sorted->item = quen__allocate(ctx, n, sizeof *sorted->item);
    int made = sorted->customer_start && sorted->order_start && sorted->order_time &&
               sorted->quantity && sorted->amount && sorted->item;
    if (made && is_uneven(f)) {
        sorted->time = quen__allocate(ctx, n, sizeof *sorted->time);
        made = sorted->time != NULL;
    }
    if (made && f->buckets.width != sizeof(quen__orders_line)) {
        sorted->order_key = quen__allocate(ctx, orders, sizeof *sorted->order_key);
        sorted->named = quen__allocate(ctx, orders, 1);
        made = sorted->order_key && sorted->named;
    }
    if (made && f->orders->sums.purchases < n) {
        sorted->visit = quen__allocate_zero(ctx, orders, 1);
        made = sorted->visit != NULL;
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
    const quen__orders_sorted *sorted = &f->sorted;
    sorted->order_start[order] = at;
    sorted->order_time[order] = quen__orders_stamp_time(line->stamp);
    if (sorted->order_key) {
        sorted->order_key[order] = quen__orders_line_order(line, f->buckets.width);
        sorted->named[order] = (uint8_t)quen__orders_is_named(line);
    }
}

static void write_line(const finish *f, const quen__orders_line *line, size_t at,
                       size_t order)
{
    const quen__orders_sorted *sorted = &f->sorted;
    int64_t time = quen__orders_stamp_time(line->stamp);
    sorted->item[at] = f->item_rank[line->item];
    sorted->quantity[at] = line->quantity;
    sorted->amount[at] = line->amount;
    if (sorted->visit)
        sorted->visit[order] |= (line->quantity | line->amount) >= 0;
    if (!sorted->time)
        return;
    sorted->time[at] = time;
    if (time < sorted->order_time[order])
        sorted->order_time[order] = time;
}

static void write_bucket(void *user, size_t chunk, unsigned worker)
{
    const finish *f = user;
    quen__orders_bucket *bucket = &f->buckets.bucket[chunk];
    size_t width = f->buckets.width, at = (size_t)f->first_line[chunk];
    size_t order = (size_t)f->first_order[chunk] - 1;
    const quen__orders_line *before = NULL;
    int doubtful = 0; /* the order has lines that may be price reductions */
    (void)worker;
    for (const quen__orders_block *b = bucket->blocks; b; b = b->next)
        for (size_t i = 0; i < b->n; i++, at++) {
            const quen__orders_line *line = quen__orders_block_line(b, i);
            if (!before || !quen__orders_same(before, line, width)) {
                bucket->reduced +=
                    doubtful ? quen__orders_units_reduced(&f->sorted, order, at) : 0;
                doubtful = 0;
                begin_order(f, line, at, ++order);
            }
            if (before && before->customer != line->customer)
                f->sorted.customer_start[quen__orders_owner(&f->buckets, line)] = order;
            write_line(f, line, at, order);
            doubtful |= line->amount < 0 && line->quantity >= 0;
            before = line;
        }
    bucket->reduced += doubtful ? quen__orders_units_reduced(&f->sorted, order, at) : 0;
}

/* Of the first owner in each bucket; the first of the buckets that share one is last. */
static void start_buckets(const finish *f)
{
    for (size_t i = f->buckets.n; i-- > 0;) {
        const quen__orders_bucket *bucket = &f->buckets.bucket[i];
        if (bucket->n_lines == 0)
            continue;
        const quen__orders_line *first = quen__orders_block_line(bucket->blocks, 0);
        f->sorted.customer_start[quen__orders_owner(&f->buckets, first)] =
            f->first_order[i];
    }
}

static quen_status write_sorted(quen_context *ctx, finish *f)
{
    quen__orders_sorted *sorted = &f->sorted;
    sorted->order_start[sorted->n_orders] = sorted->n;
    /* Every customer has an order, but there may be none of nobody's. */
    sorted->customer_start[sorted->n_customers] = sorted->n_orders;
    sorted->customer_start[sorted->n_customers + 1] = sorted->n_orders;
    quen_status status =
        quen__parallel_for(ctx, f->buckets.n, write_bucket, f, "orders", 0.8, 1);
    if (status == QUEN_OK)
        start_buckets(f);
    return status;
}

/* --- what the lines are --- */

static void count_visits(quen__orders_sorted *sorted)
{
    sorted->n_visits = sorted->visit ? 0 : sorted->n_orders;
    for (size_t i = 0; sorted->visit && i < sorted->n_orders; i++)
        sorted->n_visits += sorted->visit[i];
}

static void judge_lines(const finish *f, quen__orders_sorted *sorted)
{
    count_visits(sorted);
    sorted->reduced = 0;
    for (size_t i = 0; i < f->buckets.n; i++)
        sorted->reduced += f->buckets.bucket[i].reduced;
}

/* No failure from here on. */
static void replace(quen_context *ctx, finish *f)
{
    quen_orders *orders = f->orders;
    judge_lines(f, &f->sorted);
    quen__keymap_replace(ctx, &orders->customers, &f->new_customers, f->customer_rank);
    quen__keymap_replace(ctx, &orders->items, &f->new_items, f->item_rank);
    quen__orders_sorted_free(&orders->sorted,
                             &ctx->allocator); /* one without lines, if any */
    orders->sorted = f->sorted;
    quen__orders_buckets_close(ctx, orders, &f->buckets);
    quen__orders_tail_free(&orders->tail, &ctx->allocator);
    orders->finished = 1;
}

static void discard(quen_context *ctx, finish *f)
{
    quen__orders_sorted_free(&f->sorted, &ctx->allocator);
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
        status = make_sorted(ctx, &f);
    if (status == QUEN_OK)
        status = make_keys(ctx, &f);
    if (status == QUEN_OK)
        status = write_sorted(ctx, &f);
    if (status == QUEN_OK)
        replace(ctx, &f);
    else
        discard(ctx, &f);
    quen__temp_close(&f.temp);
    return status;
}
