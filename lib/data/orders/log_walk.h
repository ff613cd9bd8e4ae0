/*
 * The orders of a customer before a moment. A customer's orders ascend by time, and an
 * order's time is that of its earliest line: so those before the moment are the first
 * ones, and the walk ends at the first that is not. Of their lines, those before the
 * moment count. Everything that looks at a log as of a moment looks through here.
 */
#ifndef QUEN_DATA_ORDERS_LOG_WALK_H
#define QUEN_DATA_ORDERS_LOG_WALK_H

#include "data/orders/orders.h"

/*
 * An order at a time, and in it a line at a time:
 *
 *     quen__log_walk w = quen__log_walk_customer(log, customer, now);
 *     for (; quen__log_at_order(&w); w.order++)
 *         for (quen__log_walk_lines(&w); quen__log_at_line(&w); w.line++)
 */
typedef struct quen__log_walk {
    const quen__log *log;
    int64_t now;
    uint64_t order, last_order; /* up to last_order - 1 */
    uint64_t line, last_line;
    const int64_t *times; /* of lines; NULL: each is of its order's time */
    int64_t time;         /* of the line */
    uint64_t judged;      /* doubtful lines before it are what `reduces` says */
    int reduces;
} quen__log_walk;

/* From order `first` to order last - 1, which ascend by time. */
static inline quen__log_walk quen__log_walk_orders(const quen__log *log, uint64_t first,
                                                   uint64_t last, int64_t now)
{
    quen__log_walk walk = {
        .log = log, .now = now, .order = first, .last_order = last, .times = log->time};
    return walk;
}

/* Along the orders of a customer. */
static inline quen__log_walk quen__log_walk_customer(const quen__log *log,
                                                     size_t customer, int64_t now)
{
    return quen__log_walk_orders(log, log->customer_start[customer],
                                 log->customer_start[customer + 1], now);
}

/* 1 at an order before the moment, 0 at the end. */
static inline int quen__log_at_order(const quen__log_walk *walk)
{
    return walk->order < walk->last_order &&
           walk->log->order_time[walk->order] < walk->now;
}

/* Go to the first line of the order. */
static inline void quen__log_walk_lines(quen__log_walk *walk)
{
    walk->line = walk->log->order_start[walk->order];
    walk->last_line = walk->log->order_start[walk->order + 1];
    walk->time = walk->log->order_time[walk->order];
    walk->judged = 0;
}

/* 1 at the next line before the moment, this one included; 0 at the order's end. */
static inline int quen__log_at_line(quen__log_walk *walk)
{
    if (!walk->times) /* the order's time, which is before the moment */
        return walk->line < walk->last_line;
    for (; walk->line < walk->last_line; walk->line++) {
        walk->time = walk->times[walk->line];
        if (walk->time < walk->now)
            return 1;
    }
    return 0;
}

/* --- what a line is: see quen/orders.h --- */

static inline int quen__log_is_purchase(const quen__log *log, uint64_t line)
{
    return log->all_purchases || (log->quantity[line] | log->amount[line]) >= 0;
}

/* 1 if the doubtful line where the walk stands is a price reduction. */
int quen__log_judge(quen__log_walk *walk);

/* 1 if the line where the walk stands is a price reduction. */
static inline int quen__log_is_reduction(quen__log_walk *walk)
{
    const quen__log *log = walk->log;
    if (log->amount[walk->line] >= 0 || log->quantity[walk->line] < 0)
        return 0;
    return walk->line < walk->judged ? walk->reduces : quen__log_judge(walk);
}

/* Units bought by the line where the walk stands, below 0 for a return. */
static inline int64_t quen__log_units(quen__log_walk *walk)
{
    int64_t quantity = walk->log->quantity[walk->line];
    if (walk->log->amount[walk->line] >= 0 || quantity < 0)
        return quantity;
    return quen__log_is_reduction(walk) ? 0 : -quantity;
}

/* --- what a visit is --- */

/* 1 if one of the order's lines before the moment is a purchase. */
int quen__log_has_purchase(const quen__log *log, uint64_t order, int64_t now);

/* 1 if an order that began before the moment is a visit, as seen at the moment. */
static inline int quen__log_is_visit(const quen__log *log, uint64_t order, int64_t now)
{
    if (!log->visit)
        return 1;
    return log->visit[order] && (!log->time || quen__log_has_purchase(log, order, now));
}

/* 1 and the time of the customer's last visit before the moment; 0 if there is none. */
int quen__log_last_visit(const quen__log *log, size_t customer, int64_t now,
                         int64_t *time);

/* 1 if a customer of the log was there before the moment. */
int quen__log_has_visits(const quen__log *log, size_t customer, int64_t now);

#endif
