/*
 * Some customers of a sorted log as a sorted log: see orders_pick.h. A customer's orders
 * lie together and stay as they are, so nothing is sorted: one pass counts and finds
 * which columns are needed, one copies.
 */
#include "data/orders/orders_pick.h"

#include <string.h>

typedef struct picking {
    const quen__orders_sorted *from;
    const uint32_t *customer;
    size_t n;
    const quen__orders_ids *ids;
    int uneven, named, returns; /* lines of several times; order numbers; no purchases */
} picking;

/* A span of orders of the log. */
typedef struct span {
    uint64_t first, last;
} span;

/* The orders of picked customer i; of i = n, those of nobody. */
static span orders_of(const picking *p, size_t i)
{
    size_t customer = i < p->n ? p->customer[i] : p->from->n_customers;
    return (span){p->from->customer_start[customer],
                  p->from->customer_start[customer + 1]};
}

/* --- what there is --- */

static void look_at_order(picking *p, uint64_t order)
{
    const quen__orders_sorted *from = p->from;
    if (from->named && from->named[order])
        p->named = 1;
    for (uint64_t i = from->order_start[order]; i < from->order_start[order + 1]; i++) {
        p->uneven |= from->time && from->time[i] != from->order_time[order];
        p->returns |= (from->quantity[i] | from->amount[i]) < 0;
    }
}

static void look(picking *p, quen__orders_sorted *out)
{
    for (size_t i = 0; i <= p->n; i++) {
        span s = orders_of(p, i);
        out->n_orders += (size_t)(s.last - s.first);
        out->n += (size_t)(p->from->order_start[s.last] - p->from->order_start[s.first]);
        for (uint64_t order = s.first; order < s.last; order++)
            look_at_order(p, order);
    }
}

static quen_status make(quen_context *ctx, const picking *p, quen__orders_sorted *out)
{
    size_t n = out->n, orders = out->n_orders;
    out->customer_start = quen__allocate(ctx, out->n_customers + 2, sizeof(uint64_t));
    out->order_start = quen__allocate(ctx, orders + 1, sizeof(uint64_t));
    out->order_time = quen__allocate(ctx, orders, sizeof *out->order_time);
    out->quantity = quen__allocate(ctx, n, sizeof *out->quantity);
    out->amount = quen__allocate(ctx, n, sizeof *out->amount);
    out->item = quen__allocate(ctx, n, sizeof *out->item);
    int made = out->customer_start && out->order_start && out->order_time &&
               out->quantity && out->amount && out->item;
    if (made && p->uneven)
        made = (out->time = quen__allocate(ctx, n, sizeof *out->time)) != NULL;
    if (made && p->named) {
        out->order_key = quen__allocate(ctx, orders, sizeof *out->order_key);
        out->named = quen__allocate(ctx, orders, 1);
        made = out->order_key && out->named;
    }
    if (made && p->returns)
        made = (out->visit = quen__allocate(ctx, orders, 1)) != NULL;
    return made ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* --- copying --- */

static void copy_names(const picking *p, quen__orders_sorted *out, size_t to,
                       uint64_t order)
{
    const quen__orders_sorted *from = p->from;
    int64_t key = from->order_key[order];
    out->named[to] = from->named[order];
    out->order_key[to] = out->named[to] && p->ids->text ? p->ids->text[key] : key;
}

/* Lines are added up behind those that are there. */
static void copy_lines(const picking *p, quen__orders_sorted *out, uint64_t first,
                       uint64_t last)
{
    const quen__orders_sorted *from = p->from;
    size_t n = (size_t)(last - first);
    memcpy(out->quantity + out->n, from->quantity + first, n * sizeof *out->quantity);
    memcpy(out->amount + out->n, from->amount + first, n * sizeof *out->amount);
    if (out->time)
        memcpy(out->time + out->n, from->time + first, n * sizeof *out->time);
    for (size_t i = 0; i < n; i++) {
        uint32_t item = from->item[first + i];
        out->item[out->n + i] = p->ids->item ? p->ids->item[item] : item;
    }
    out->n += n;
}

static void copy_order(const picking *p, quen__orders_sorted *out, uint64_t order)
{
    const quen__orders_sorted *from = p->from;
    size_t to = out->n_orders++, first = out->n;
    int doubtful = 0;
    out->order_start[to] = first;
    out->order_time[to] = from->order_time[order];
    if (out->named)
        copy_names(p, out, to, order);
    if (out->visit)
        out->visit[to] = from->visit[order];
    copy_lines(p, out, from->order_start[order], from->order_start[order + 1]);
    out->n_visits += out->visit ? out->visit[to] : 1;
    for (size_t i = first; i < out->n; i++)
        doubtful |= out->amount[i] < 0 && out->quantity[i] >= 0;
    if (doubtful)
        out->reduced += quen__orders_units_reduced(out, to, out->n);
}

static void copy(const picking *p, quen__orders_sorted *out)
{
    out->n = out->n_orders = 0;
    for (size_t i = 0; i <= p->n; i++) {
        span s = orders_of(p, i);
        out->customer_start[i] = out->n_orders;
        for (uint64_t order = s.first; order < s.last; order++)
            copy_order(p, out, order);
    }
    out->customer_start[p->n + 1] = out->n_orders;
    out->order_start[out->n_orders] = out->n;
}

quen_status quen__orders_pick(quen_context *ctx, const quen__orders_sorted *from,
                              const uint32_t *customer, size_t n,
                              const quen__orders_ids *ids, quen__orders_sorted *out)
{
    picking p = {.from = from, .customer = customer, .n = n, .ids = ids};
    *out = (quen__orders_sorted){.n_customers = n};
    look(&p, out);
    quen_status status = make(ctx, &p, out);
    if (status == QUEN_OK)
        copy(&p, out);
    else
        quen__orders_sorted_free(out, &ctx->allocator);
    return status;
}

/* --- a log in another order --- */

/* All keys of a map, with their ids. */
static quen_status copy_map(quen_context *ctx, quen__temp *temp, const quen__keymap *from,
                            quen__keymap *to)
{
    uint32_t *ids = quen__temp_new(temp, from->n, sizeof *ids);
    if (!ids)
        return QUEN_ERR_MEMORY;
    for (uint32_t i = 0; i < from->n; i++)
        ids[i] = i;
    return quen__keymap_pick(ctx, from, ids, from->n, to);
}

static quen_status copy_keys(quen_context *ctx, const quen_orders *from,
                             const uint32_t *customer, quen_orders *to)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_status status = quen__keymap_pick(ctx, &from->customers, customer,
                                           from->customers.n, &to->customers);
    if (status == QUEN_OK)
        status = copy_map(ctx, &temp, &from->items, &to->items);
    if (status == QUEN_OK)
        status = copy_map(ctx, &temp, &from->order_texts, &to->order_texts);
    quen__temp_close(&temp);
    return status;
}

quen_status quen__orders_reorder(quen_context *ctx, const quen_orders *orders,
                                 const uint32_t *customer, quen_orders **out)
{
    static const quen__orders_ids same = {NULL, NULL, NULL};
    quen_orders *to = NULL;
    *out = NULL;
    quen_status status = quen_orders_new(ctx, &to);
    if (status == QUEN_OK && orders->has_clock)
        status = quen_orders_set_clock(ctx, to, &orders->clock);
    if (status == QUEN_OK)
        status = copy_keys(ctx, orders, customer, to);
    if (status == QUEN_OK)
        status = quen__orders_pick(ctx, &orders->sorted, customer, orders->customers.n,
                                   &same, &to->sorted);
    if (status != QUEN_OK) {
        quen_orders_free(to);
        return status;
    }
    to->order_kind = orders->order_kind;
    to->sums = orders->sums;
    to->money = orders->money;
    to->returns = orders->returns;
    to->finished = 1;
    *out = to;
    return QUEN_OK;
}
