/* See orders_cases.h. */
#include "orders_cases.h"

#include "core/rng.h"

uint64_t orders_draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(7, what, i, n);
}

void make_orders_sample(orders_sample *s, int bytes)
{
    for (size_t i = 0; i < 200; i++)
        snprintf(s->names[i], sizeof s->names[i], "k%zu%s", i * 7919 % 200,
                 i % 3 ? "" : "\xe1\xba\xbf");
    for (size_t i = 0; i < LINES; i++) {
        quen_order_line *line = &s->lines[i];
        size_t customer = (size_t)orders_draw(i, 1, 60),
               item = (size_t)orders_draw(i, 2, 40),
               order = (size_t)orders_draw(i, 3, 150);
        memset(line, 0, sizeof *line);
        if (orders_draw(i, 4, 5) > 0)
            line->customer = bytes ? quen_key_text(s->names[customer])
                                   : quen_key_int((int64_t)customer * 31 % 60 - 30);
        if (orders_draw(i, 5, 4) > 0)
            line->order =
                bytes ? quen_key_text(s->names[order]) : quen_key_int(-(int64_t)order);
        line->item = bytes ? quen_key_text(s->names[item]) : quen_key_int((int64_t)item);
        line->time_s = 1700000000 + (int64_t)orders_draw(i, 6, 400) * 3600;
        line->quantity = (int64_t)orders_draw(i, 7, 5) - 1;
        line->amount = (int64_t)orders_draw(i, 8, 2000) - 300;
    }
}

quen_orders *new_orders(quen_context *ctx)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    return orders;
}

quen_orders *load_orders(quen_context *ctx, const quen_order_line *lines, size_t batch)
{
    quen_orders *orders = new_orders(ctx);
    for (size_t i = 0; i < LINES; i += batch)
        assert_ok(ctx, quen_orders_add(ctx, orders, lines + i,
                                       i + batch < LINES ? batch : LINES - i));
    return orders;
}
