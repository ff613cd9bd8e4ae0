/* What is asked of a log as of a moment, but not for every line: see log_walk.h. */
#include "data/orders/log_walk.h"

/* From the end: a moment is more often late in a log than early. */
int quen__log_last_order(const quen__log *log, size_t customer, int64_t now,
                         int64_t *time)
{
    uint64_t first = log->customer_start[customer];
    for (uint64_t order = log->customer_start[customer + 1]; order-- > first;)
        if (log->order_time[order] < now) {
            *time = log->order_time[order];
            return 1;
        }
    return 0;
}

size_t quen__log_customers(const quen__log *log, int64_t now, uint32_t *customers)
{
    size_t n = 0;
    for (size_t i = 0; i < log->n_customers; i++) {
        if (!quen__log_has_orders(log, i, now))
            continue;
        if (customers)
            customers[n] = (uint32_t)i;
        n++;
    }
    return n;
}
