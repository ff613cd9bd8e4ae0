/* Logs held against each other: see same_log.h. */
#include "same_log.h"

#include "data/orders/orders.h"

void assert_same_key(quen_key a, quen_key b)
{
    assert_int_equal(a.kind, b.kind);
    assert_int_equal(a.number, b.number);
    assert_int_equal(a.size, b.size);
    if (a.size)
        assert_memory_equal(a.bytes, b.bytes, a.size);
}

static void assert_same_columns(const quen__log *a, const quen__log *b)
{
    assert_memory_equal(a->customer_start, b->customer_start, (a->n_customers + 2) * 8);
    assert_memory_equal(a->order_start, b->order_start, (a->n_orders + 1) * 8);
    assert_memory_equal(a->order_time, b->order_time, a->n_orders * 8);
    assert_memory_equal(a->item, b->item, a->n_lines * 4);
    assert_int_equal(a->time != NULL, b->time != NULL);
    if (a->time)
        assert_memory_equal(a->time, b->time, a->n_lines * 8);
    assert_memory_equal(a->quantity, b->quantity, a->n_lines * 8);
    assert_memory_equal(a->amount, b->amount, a->n_lines * 8);
}

void assert_same_log(quen_context *ctx, const quen_orders *a, quen_orders *b)
{
    quen__log x, y;
    assert_ok(ctx, quen_orders_finish(ctx, b));
    assert_ok(ctx, quen__orders_log(ctx, a, &x));
    assert_ok(ctx, quen__orders_log(ctx, b, &y));
    assert_int_equal(x.n_customers, y.n_customers);
    assert_int_equal(x.n_items, y.n_items);
    assert_int_equal(x.n_orders, y.n_orders);
    assert_int_equal(x.n_lines, y.n_lines);
    assert_same_columns(&x, &y);
    for (uint32_t i = 0; i < x.n_customers; i++)
        assert_same_key(quen_orders_customer_key(a, i), quen_orders_customer_key(b, i));
    for (uint32_t i = 0; i < x.n_items; i++)
        assert_same_key(quen_orders_item_key(a, i), quen_orders_item_key(b, i));
}
