/* Plain counts of a log for who looks at it: when visits are, and what is sold of late.
 */
#include "data/clock/clock.h"
#include "data/figures/figures.h"
#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"

void quen__figures_hours(const quen__log *log, const quen_zone *clock, int64_t now,
                         uint64_t *hours)
{
    for (size_t i = 0; i < 7 * 24; i++)
        hours[i] = 0;
    for (uint64_t o = 0; o < log->n_orders; o++) {
        if (log->order_time[o] >= now || !quen__log_is_visit(log, o, now))
            continue;
        int64_t local = quen__clock_local(clock, log->order_time[o]);
        int day = quen__calendar_weekday(quen__calendar_day(local));
        hours[day * 24 + quen__calendar_second_of_day(local) / 3600]++;
    }
}

/* An order's lines ascend by item: each counts once. */
static void add_order(const quen__log *log, uint64_t order, int64_t now, size_t before,
                      uint32_t *sales)
{
    uint32_t last = UINT32_MAX;
    quen__log_walk walk = quen__log_walk_orders(log, order, order + 1, now);
    quen__log_walk_lines(&walk);
    for (; quen__log_at_line(&walk); walk.line++) {
        uint32_t item = log->item[walk.line];
        if (item == last || !quen__log_is_purchase(log, walk.line))
            continue;
        sales[(size_t)item * 2 + before]++;
        last = item;
    }
}

void quen__figures_sales(const quen__log *log, int64_t now, int64_t span, uint32_t *sales)
{
    for (uint64_t o = 0; o < log->n_orders; o++) {
        int64_t time = log->order_time[o];
        if (time < now && time >= now - 2 * span)
            add_order(log, o, now, time < now - span, sales);
    }
}
