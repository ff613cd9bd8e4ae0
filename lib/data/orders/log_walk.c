/* What is asked of a log as of a moment, but not for every line: see log_walk.h. */
#include "data/orders/log_walk.h"

/*
 * The lines of an item in an order follow one another; they are judged together, once.
 * What is at or after the moment leaves no trace.
 */
int quen__log_judge(quen__log_walk *walk)
{
    const quen__log *log = walk->log;
    uint64_t first = walk->line, line;
    int64_t sold = 0, taken = 0;
    while (first > log->order_start[walk->order] &&
           log->item[first - 1] == log->item[walk->line])
        first--;
    for (line = first; line < walk->last_line; line++) {
        int64_t amount = log->amount[line];
        if (log->item[line] != log->item[walk->line])
            break;
        if (log->quantity[line] < 0 || (log->time && log->time[line] >= walk->now))
            continue;
        sold += amount > 0 ? amount : 0;
        taken -= amount < 0 ? amount : 0;
    }
    walk->judged = line;
    walk->reduces = sold > taken;
    return walk->reduces;
}

int quen__log_has_purchase(const quen__log *log, uint64_t order, int64_t now)
{
    for (uint64_t line = log->order_start[order]; line < log->order_start[order + 1];
         line++)
        if (quen__log_is_purchase(log, line) && (!log->time || log->time[line] < now))
            return 1;
    return 0;
}

/* From the end: a moment is more often late in a log than early. */
int quen__log_last_visit(const quen__log *log, size_t customer, int64_t now,
                         int64_t *time)
{
    uint64_t first = log->customer_start[customer];
    for (uint64_t order = log->customer_start[customer + 1]; order-- > first;)
        if (log->order_time[order] < now && quen__log_is_visit(log, order, now)) {
            *time = log->order_time[order];
            return 1;
        }
    return 0;
}

int quen__log_has_visits(const quen__log *log, size_t customer, int64_t now)
{
    uint64_t last = log->customer_start[customer + 1];
    for (uint64_t order = log->customer_start[customer];
         order < last && log->order_time[order] < now; order++)
        if (quen__log_is_visit(log, order, now))
            return 1;
    return 0;
}
