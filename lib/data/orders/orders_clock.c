/* The clock of a log, which tells the local days and hours of its times. */
#include "core/alloc.h"
#include "data/clock/clock.h"
#include "data/orders/orders_state.h"

/* The table lies in one block, that of from_s. */
void quen__orders_clock_take(quen_orders *orders, const quen_zone *clock)
{
    quen__release(&orders->allocator, (void *)(uintptr_t)orders->clock.from_s);
    orders->clock = *clock;
    orders->has_clock = 1;
}

quen_status quen_orders_set_clock(quen_context *ctx, quen_orders *orders,
                                  const quen_zone *zone)
{
    quen_zone copy;
    quen_status status = quen__same_allocator(ctx, &orders->allocator, "orders");
    if (status == QUEN_OK)
        status = quen__zone_check(ctx, "orders", zone);
    if (status == QUEN_OK)
        status = quen__clock_copy(ctx, zone, &copy);
    if (status == QUEN_OK)
        quen__orders_clock_take(orders, &copy);
    return status;
}

void quen_orders_get_clock(const quen_orders *orders, quen_zone *zone)
{
    *zone = orders->clock;
}

size_t quen__orders_clock_bytes(const quen_orders *orders)
{
    return orders->clock.n * (sizeof(int64_t) + sizeof(int32_t));
}

quen_status quen__orders_same_clock(quen_context *ctx, const quen_orders *a,
                                    const quen_orders *b)
{
    char here[QUEN__CLOCK_WORDS], there[QUEN__CLOCK_WORDS];
    if (!a->has_clock || !b->has_clock || quen__clock_is_same(&a->clock, &b->clock))
        return QUEN_OK;
    return quen__bad_argument(ctx,
                              "orders: the clock of one log is %s, that of the other is "
                              "%s: set one clock for both first",
                              quen__clock_words(&a->clock, here),
                              quen__clock_words(&b->clock, there));
}
