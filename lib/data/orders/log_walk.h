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

/* 1 if a customer of the log ordered before the moment: the first order tells. */
static inline int quen__log_has_orders(const quen__log *log, size_t customer, int64_t now)
{
    return log->order_time[log->customer_start[customer]] < now;
}

/* 1 and the time of the customer's last order before the moment; 0 if there is none. */
int quen__log_last_order(const quen__log *log, size_t customer, int64_t now,
                         int64_t *time);

/*
 * The customers who ordered before the moment, ascending, and how many they are. With
 * `customers` NULL they are only counted.
 */
size_t quen__log_customers(const quen__log *log, int64_t now, uint32_t *customers);

#endif
