/*
 * What RFM needs to know of one customer: four integers, added up from the log, merged
 * from several, and finished into the three values.
 */
#include "data/clock/clock.h"
#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "models/rfm/rfm.h"

/* Add the lines of one order; how many purchases they are. `all`: each line is one. */
static inline int64_t add_lines(quen__rfm_part *part, quen__log_walk *walk, int all)
{
    const int64_t *amount = walk->log->amount;
    int64_t n = 0, revenue = 0, last = part->last;
    for (quen__log_walk_lines(walk); quen__log_at_line(walk); walk->line++) {
        revenue += amount[walk->line];
        if (!all && !quen__log_is_purchase(walk->log, walk->line))
            continue;
        n++;
        last = walk->time > last ? walk->time : last;
    }
    part->revenue += revenue;
    part->last = last;
    return n;
}

/* An order without a purchase moves money alone. */
static inline void add_orders(quen__rfm_part *part, quen__log_walk walk,
                              const quen_rfm_options *options, const quen_zone *clock,
                              int all)
{
    quen__clock_days days = QUEN__CLOCK_DAYS;
    int lines = options->frequency == QUEN_RFM_FREQUENCY_LINES;
    for (; quen__log_at_order(&walk); walk.order++) {
        int64_t time = walk.log->order_time[walk.order];
        int64_t day = quen__calendar_day(quen__clock_local(clock, time));
        int64_t n = add_lines(part, &walk, all);
        if (!all && n == 0)
            continue;
        part->orders += lines ? n : 1;
        part->days += quen__clock_is_new_day(&days, day);
    }
}

void quen__rfm_part_add(quen__rfm_part *part, const quen__log *log, size_t customer,
                        int64_t now, const quen_rfm_options *options,
                        const quen_zone *clock)
{
    quen__log_walk walk = quen__log_walk_customer(log, customer, now);
    if (log->all_purchases)
        add_orders(part, walk, options, clock, 1);
    else
        add_orders(part, walk, options, clock, 0);
}

void quen__rfm_part_merge(quen__rfm_part *part, const quen__rfm_part *other)
{
    part->last = other->last > part->last ? other->last : part->last;
    part->orders += other->orders;
    part->days += other->days;
    part->revenue += other->revenue;
}

/* a / b to the nearest whole number, halves away from zero; b > 0. */
static int64_t rounded_mean(int64_t a, int64_t b)
{
    int64_t rest = a % b < 0 ? -(a % b) : a % b;
    if (rest >= b - rest)
        return a / b + (a < 0 ? -1 : 1);
    return a / b;
}

void quen__rfm_part_finish(const quen__rfm_part *part, const quen_rfm_options *options,
                           int64_t now, int64_t values[3])
{
    values[0] = (now - part->last) / options->recency_unit_s;
    values[1] = options->frequency == QUEN_RFM_FREQUENCY_DAYS ? part->days : part->orders;
    values[2] = options->monetary == QUEN_RFM_MONETARY_MEAN
                    ? rounded_mean(part->revenue, part->orders)
                    : part->revenue;
}
