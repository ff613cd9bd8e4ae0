/* The order log: what was sold to whom and when. */
#include "quen/orders.h"

#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "data/orders/orders_state.h"

void quen_order_columns_init(quen_order_columns *columns, size_t size)
{
    quen_order_columns zero = {0};
    quen__options_init(columns, size, &zero, sizeof zero);
}

void quen_order_totals_init(quen_order_totals *totals, size_t size)
{
    quen_order_totals zero = {0};
    quen__options_init(totals, size, &zero, sizeof zero);
}

quen_status quen_orders_new(quen_context *ctx, quen_orders **out)
{
    quen_orders *orders = quen__allocate_zero(ctx, 1, sizeof *orders);
    *out = orders;
    if (!orders)
        return QUEN_ERR_MEMORY;
    orders->allocator = ctx->allocator;
    orders->money.decimals = QUEN_DECIMALS_UNKNOWN;
    quen_status status =
        quen__nobody_make(ctx, quen__nobody_texts, QUEN__NOBODY_TEXTS, &orders->nobody);
    if (status != QUEN_OK) {
        quen_orders_free(orders);
        *out = NULL;
        return status;
    }
    /* The log's address is random enough for a seed. */
    uint64_t seed = (uint64_t)(uintptr_t)orders * UINT64_C(0x9e3779b97f4a7c15);
    quen__keymap_seed(&orders->customers, seed);
    quen__keymap_seed(&orders->items, seed + 1);
    quen__keymap_seed(&orders->order_texts, seed + 2);
    return QUEN_OK;
}

void quen_orders_free(quen_orders *orders)
{
    if (!orders)
        return;
    quen_allocator allocator = orders->allocator;
    quen__keymap_free(&orders->customers, &allocator);
    quen__keymap_free(&orders->items, &allocator);
    quen__keymap_free(&orders->order_texts, &allocator);
    quen__orders_tail_free(&orders->tail, &allocator);
    quen__orders_sorted_free(&orders->sorted, &allocator);
    quen__nobody_free(&orders->nobody, &allocator);
    quen__release(&allocator, orders->told.text);
    quen__release(&allocator, (void *)(uintptr_t)orders->clock.from_s);
    quen__release(&allocator, orders);
}

/* --- reading --- */

static uint64_t bytes_held(const quen_orders *orders)
{
    return quen__keymap_bytes(&orders->customers) + quen__keymap_bytes(&orders->items) +
           quen__keymap_bytes(&orders->order_texts) + orders->tail.bytes +
           orders->tail.room * sizeof *orders->tail.blocks +
           quen__orders_sorted_bytes(&orders->sorted) + orders->told.size +
           quen__orders_clock_bytes(orders) + sizeof *orders;
}

void quen_orders_get_totals(const quen_orders *orders, quen_order_totals *totals)
{
    const quen__orders_sums *sums = &orders->sums;
    quen_order_totals all = {0};
    all.finished = orders->finished;
    all.lines = sums->lines;
    all.orders = orders->finished ? orders->sorted.n_orders : 0;
    all.customers = orders->customers.n;
    all.items = orders->items.n;
    all.lines_without_customer = sums->without_customer;
    all.refund_lines = sums->refunds;
    all.revenue = sums->revenue;
    all.quantity = sums->quantity + orders->sorted.reduced;
    all.first_s = sums->first_s;
    all.last_s = sums->last_s;
    all.bytes = bytes_held(orders);
    if (orders->finished)
        all.visits = orders->returns == QUEN_RETURNS_VISIT ? orders->sorted.n_orders
                                                           : orders->sorted.n_visits;
    all.has_money = sums->amounts == QUEN__AMOUNTS_TOLD;
    quen__options_write(totals, &all, sizeof all);
}

static quen_key key_or_none(const quen__keymap *map, uint32_t id)
{
    quen_key none = {0};
    return id < map->n ? quen__keymap_key(map, id) : none;
}

quen_key quen_orders_customer_key(const quen_orders *orders, uint32_t customer)
{
    return key_or_none(&orders->customers, customer);
}

quen_key quen_orders_item_key(const quen_orders *orders, uint32_t item)
{
    return key_or_none(&orders->items, item);
}

quen_status quen_orders_find_customer(quen_context *ctx, const quen_orders *orders,
                                      quen_key key, uint32_t *customer)
{
    return quen__keymap_look_up(ctx, &orders->customers, "orders", "customer", key,
                                customer);
}

quen_status quen_orders_find_item(quen_context *ctx, const quen_orders *orders,
                                  quen_key key, uint32_t *item)
{
    return quen__keymap_look_up(ctx, &orders->items, "orders", "item", key, item);
}

/* --- for the models --- */

quen_status quen__orders_log(quen_context *ctx, const quen_orders *orders, quen__log *out)
{
    const quen__orders_sorted *sorted = &orders->sorted;
    if (!orders->finished)
        return quen__bad_argument(
            ctx, "orders: the log is not finished: call quen_orders_finish() first");
    int as_purchases = orders->returns == QUEN_RETURNS_VISIT || !sorted->visit;
    quen__log log = {
        .n_customers = sorted->n_customers,
        .n_items = orders->items.n,
        .n_orders = sorted->n_orders,
        .n_lines = sorted->n,
        .customer_start = sorted->customer_start,
        .order_start = sorted->order_start,
        .order_time = sorted->order_time,
        .item = sorted->item,
        .time = sorted->time,
        .quantity = sorted->quantity,
        .amount = sorted->amount,
        .visit = as_purchases ? NULL : sorted->visit,
        .all_purchases = as_purchases,
        .has_returns = sorted->visit != NULL,
        .has_money = orders->sums.amounts != QUEN__AMOUNTS_NONE,
        .clock = orders->clock,
    };
    *out = log;
    return QUEN_OK;
}

int64_t quen__orders_moment(const quen_orders *orders, int64_t now_s)
{
    return now_s == INT64_MIN ? orders->sums.last_s + 1 : now_s;
}

void quen__orders_count_rounded(quen_orders *orders, uint64_t lines)
{
    orders->sums.rounded += lines;
}

uint64_t quen__orders_rounded(const quen_orders *orders)
{
    return orders->sums.rounded;
}

uint32_t quen__orders_number_kind(const quen_orders *orders)
{
    return orders->order_kind;
}

int quen__orders_has_number(const quen_orders *orders, uint64_t order)
{
    const quen__orders_sorted *sorted = &orders->sorted;
    return sorted->order_key && sorted->named[order];
}

int64_t quen__orders_number(const quen_orders *orders, uint64_t order)
{
    return orders->sorted.order_key[order];
}

quen_key quen__orders_number_key(const quen_orders *orders, uint64_t order)
{
    quen_key none = {0};
    if (!quen__orders_has_number(orders, order))
        return none;
    int64_t number = quen__orders_number(orders, order);
    return orders->order_kind == QUEN_KEY_INT
               ? quen_key_int(number)
               : quen__keymap_key(&orders->order_texts, (uint32_t)number);
}

const quen__keymap *quen__orders_customers(const quen_orders *orders)
{
    return &orders->customers;
}

const quen__keymap *quen__orders_items(const quen_orders *orders)
{
    return &orders->items;
}
