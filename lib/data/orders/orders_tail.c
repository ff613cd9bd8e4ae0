/* Where the lines of a log lie before and after finishing: see orders_state.h. */
#include <string.h>

#include "core/parallel.h"
#include "data/orders/log_walk.h"
#include "data/orders/orders_state.h"

/* --- the tail --- */

quen__orders_block *quen__orders_block_new(quen_context *ctx, size_t width)
{
    quen__orders_block *block =
        quen__allocate(ctx, sizeof *block / 8 + QUEN__BLOCK * (width / 8), 8);
    if (block)
        *block = (quen__orders_block){NULL, 0, (uint32_t)width};
    return block;
}

void quen__orders_tail_push(quen__orders_tail *tail, quen__orders_block *block)
{
    tail->blocks[tail->n_blocks++] = block;
    tail->bytes += sizeof *block + QUEN__BLOCK * block->width;
}

quen_status quen__orders_tail_list(quen_context *ctx, quen__orders_tail *tail,
                                   size_t needed)
{
    if (needed <= tail->room)
        return QUEN_OK;
    size_t room = tail->room + tail->room / 2 + 4;
    if (room < needed)
        room = needed;
    quen__orders_block **blocks =
        quen__reallocate(ctx, tail->blocks, room, sizeof *blocks);
    if (!blocks)
        return QUEN_ERR_MEMORY;
    tail->blocks = blocks;
    tail->room = room;
    return QUEN_OK;
}

quen_status quen__orders_tail_reserve(quen_context *ctx, quen__orders_tail *tail,
                                      size_t n, size_t width, quen__orders_room *room)
{
    *room = (quen__orders_room){tail->n_blocks, 0, n, tail->n_blocks};
    const quen__orders_block *last =
        tail->n_blocks ? tail->blocks[tail->n_blocks - 1] : NULL;
    if (last && last->width == width && last->n < QUEN__BLOCK) {
        room->block--;
        room->at = last->n;
    }
    size_t needed = room->block + (room->at + n + QUEN__BLOCK - 1) / QUEN__BLOCK;
    quen_status status = quen__orders_tail_list(ctx, tail, needed);
    while (status == QUEN_OK && tail->n_blocks < needed) {
        quen__orders_block *block = quen__orders_block_new(ctx, width);
        if (block)
            quen__orders_tail_push(tail, block);
        else
            status = QUEN_ERR_MEMORY;
    }
    if (status != QUEN_OK)
        quen__orders_tail_undo(tail, room, &ctx->allocator);
    return status;
}

void quen__orders_tail_commit(quen__orders_tail *tail, const quen__orders_room *room)
{
    size_t end = room->at + room->n;
    for (size_t b = room->block; end > 0; b++) {
        size_t here = end < QUEN__BLOCK ? end : QUEN__BLOCK;
        tail->blocks[b]->n = (uint32_t)here;
        end -= here;
    }
    tail->n += room->n;
}

void quen__orders_tail_undo(quen__orders_tail *tail, const quen__orders_room *room,
                            const quen_allocator *allocator)
{
    while (tail->n_blocks > room->n_blocks) {
        quen__orders_block *block = tail->blocks[--tail->n_blocks];
        tail->bytes -= sizeof *block + QUEN__BLOCK * block->width;
        quen__release(allocator, block);
    }
}

void quen__orders_tail_free(quen__orders_tail *tail, const quen_allocator *allocator)
{
    for (size_t i = 0; i < tail->n_blocks; i++)
        quen__release(allocator, tail->blocks[i]);
    quen__release(allocator, tail->blocks);
    memset(tail, 0, sizeof *tail);
}

/* --- the sorted part --- */

void quen__orders_sorted_free(quen__orders_sorted *sorted,
                              const quen_allocator *allocator)
{
    quen__release(allocator, sorted->customer_start);
    quen__release(allocator, sorted->order_start);
    quen__release(allocator, sorted->order_time);
    quen__release(allocator, sorted->order_key);
    quen__release(allocator, sorted->named);
    quen__release(allocator, sorted->time);
    quen__release(allocator, sorted->quantity);
    quen__release(allocator, sorted->amount);
    quen__release(allocator, sorted->item);
    quen__release(allocator, sorted->visit);
    memset(sorted, 0, sizeof *sorted);
}

size_t quen__orders_sorted_bytes(const quen__orders_sorted *sorted)
{
    size_t names = sorted->order_key ? sorted->n_orders * 9 : 0;
    size_t visits = sorted->visit ? sorted->n_orders : 0;
    return sorted->n * (sorted->time ? 28 : 20) + sorted->n_orders * 16 +
           sorted->n_customers * 8 + names + visits;
}

int64_t quen__orders_units_reduced(const quen__orders_sorted *sorted, size_t order,
                                   size_t end)
{
    quen__log log = {.order_start = sorted->order_start,
                     .item = sorted->item,
                     .time = sorted->time,
                     .quantity = sorted->quantity,
                     .amount = sorted->amount};
    quen__log_walk walk = {.log = &log, .now = INT64_MAX, .order = order};
    int64_t units = 0;
    walk.last_line = end;
    for (walk.line = log.order_start[order]; walk.line < end; walk.line++)
        if (quen__log_is_reduction(&walk))
            units += log.quantity[walk.line];
    return units;
}

/* The last i below n with start[i] <= value; start[0] is 0. */
static size_t group_of(const uint64_t *start, size_t n, uint64_t value)
{
    size_t low = 0, high = n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (start[middle] <= value)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static size_t read_sorted(const quen__orders_sorted *sorted, size_t first,
                          quen__orders_named_line lines[QUEN__BLOCK])
{
    size_t n = sorted->n - first < QUEN__BLOCK ? sorted->n - first : QUEN__BLOCK;
    size_t order = group_of(sorted->order_start, sorted->n_orders, first);
    size_t customer = group_of(sorted->customer_start, sorted->n_customers + 1, order);
    for (size_t i = 0; i < n; i++) {
        size_t at = first + i;
        while (at >= sorted->order_start[order + 1])
            order++;
        while (order >= sorted->customer_start[customer + 1])
            customer++;
        int named = sorted->named && sorted->named[order];
        lines[i].line = (quen__orders_line){
            customer < sorted->n_customers ? (uint32_t)customer : QUEN__NOBODY,
            sorted->item[at],
            quen__orders_stamp(
                sorted->time ? sorted->time[at] : sorted->order_time[order], named),
            sorted->quantity[at], sorted->amount[at]};
        lines[i].order = named ? sorted->order_key[order] : 0;
    }
    return n;
}

/* --- both --- */

size_t quen__orders_width(const quen_orders *orders)
{
    return orders->order_kind == QUEN_KEY_NONE ? sizeof(quen__orders_line)
                                               : sizeof(quen__orders_named_line);
}

static size_t sorted_parts(const quen__orders_sorted *sorted)
{
    return sorted->n / QUEN__BLOCK + (sorted->n % QUEN__BLOCK != 0);
}

size_t quen__orders_parts(const quen_orders *orders)
{
    return sorted_parts(&orders->sorted) + orders->tail.n_blocks;
}

static size_t part_size(const quen_orders *orders, size_t part)
{
    size_t in_sorted = sorted_parts(&orders->sorted), left;
    if (part >= in_sorted)
        return orders->tail.blocks[part - in_sorted]->n;
    left = orders->sorted.n - part * QUEN__BLOCK;
    return left < QUEN__BLOCK ? left : QUEN__BLOCK;
}

size_t quen__orders_read_part(const quen_orders *orders, size_t part,
                              quen__orders_named_line lines[QUEN__BLOCK])
{
    size_t in_sorted = sorted_parts(&orders->sorted);
    if (part < in_sorted)
        return read_sorted(&orders->sorted, part * QUEN__BLOCK, lines);
    const quen__orders_block *block = orders->tail.blocks[part - in_sorted];
    for (size_t i = 0; i < block->n; i++) {
        const quen__orders_line *line = quen__orders_block_line(block, i);
        lines[i].line = *line;
        lines[i].order = quen__orders_line_order(line, block->width);
    }
    return block->n;
}

/* --- copying --- */

typedef struct copying {
    const quen_orders *from;
    const quen__orders_ids *ids;
    const quen__orders_tail *to;
    const quen__orders_room *room;
    uint64_t *start; /* where each part's lines go */
} copying;

static void translate(const quen__orders_ids *ids, quen__orders_named_line *line)
{
    if (ids->customer && line->line.customer != QUEN__NOBODY)
        line->line.customer = ids->customer[line->line.customer];
    if (ids->item)
        line->line.item = ids->item[line->line.item];
    if (ids->text && quen__orders_is_named(&line->line))
        line->order = ids->text[line->order];
}

static void copy_part(void *user, size_t part, unsigned worker)
{
    const copying *c = user;
    quen__orders_named_line lines[QUEN__BLOCK];
    size_t n = quen__orders_read_part(c->from, part, lines);
    size_t width = c->to->blocks[c->room->block]->width;
    (void)worker;
    for (size_t i = 0; i < n; i++) {
        translate(c->ids, &lines[i]);
        memcpy(quen__orders_room_line(c->to, c->room, (size_t)c->start[part] + i),
               &lines[i], width);
    }
}

quen_status quen__orders_copy(quen_context *ctx, const quen_orders *from,
                              const quen__orders_ids *ids, const quen__orders_tail *to,
                              const quen__orders_room *room)
{
    size_t parts = quen__orders_parts(from);
    quen__temp temp = QUEN__TEMP(ctx);
    copying c = {from, ids, to, room, quen__temp_new(&temp, parts, sizeof(uint64_t))};
    quen_status status = c.start ? QUEN_OK : QUEN_ERR_MEMORY;
    if (status == QUEN_OK) {
        uint64_t start = 0;
        for (size_t part = 0; part < parts; part++) {
            c.start[part] = start;
            start += part_size(from, part);
        }
        status = quen__parallel_for(ctx, parts, copy_part, &c, NULL, 0, 0);
    }
    quen__temp_close(&temp);
    return status;
}
