/*
 * The lines of an order before the moment as runs of one period, added up. Mostly an
 * order is one run; only lines with times of their own make more. And how customers are
 * cut for workers, who have sums of their own.
 */
#ifndef QUEN_DATA_FIGURES_RUNS_H
#define QUEN_DATA_FIGURES_RUNS_H

#include "core/context.h"
#include "core/parallel.h"
#include "data/figures/periods.h"
#include "data/orders/log_walk.h"

typedef struct quen__figures_run {
    size_t period;
    uint64_t lines, purchases;
    int64_t revenue, refunds, quantity;
} quen__figures_run;

/* A line of a log with returns. Asked of a copy of the walk: one whose address is taken
 * would not stay in registers over the loop. */
static inline void quen__figures_add_line(quen__figures_run *run, quen__log_walk *walk)
{
    const quen__log *log = walk->log;
    int64_t amount = log->amount[walk->line], units = log->quantity[walk->line];
    int reduces = 0;
    if (amount < 0 && units >= 0) {
        quen__log_walk here = *walk;
        reduces = quen__log_is_reduction(&here);
        walk->judged = here.judged;
        walk->reduces = here.reduces;
        units = reduces ? 0 : -units;
    }
    run->purchases += (uint64_t)quen__log_is_purchase(log, walk->line);
    run->refunds -= amount < 0 && !reduces ? amount : 0;
    run->revenue += amount;
    run->quantity += units;
}

/*
 * 1 and the next run; 0 at the order's end. `at` is the order's period; `plain`, a
 * constant: each line of the log is a purchase and nothing else.
 */
static inline int quen__figures_next(const quen__periods *periods, quen__log_walk *walk,
                                     size_t at, int plain, quen__figures_run *run)
{
    quen__figures_run sum = {.period = at};
    const quen__log *log = walk->log;
    if (!quen__log_at_line(walk))
        return 0;
    uint64_t first = walk->line;
    if (walk->times)
        sum.period = quen__periods_of(periods, walk->time);
    for (; quen__log_at_line(walk); walk->line++) {
        if (walk->times && quen__periods_of(periods, walk->time) != sum.period)
            break;
        sum.lines++;
        if (!plain) {
            quen__figures_add_line(&sum, walk);
            continue;
        }
        sum.revenue += log->amount[walk->line];
        sum.quantity += log->quantity[walk->line];
    }
    if (plain)
        sum.purchases = walk->line - first;
    *run = sum;
    return 1;
}

/* How many workers have cells of their own: these are to be worth their memory, and the
 * time to merge them. */
static inline size_t quen__figures_workers(const quen_context *ctx, size_t n_cells)
{
    return n_cells > ((size_t)1 << 20) / ctx->threads ? 1 : ctx->threads;
}

/* How n things are cut for so many workers: the answers do not depend on it. */
static inline quen__chunks quen__figures_cut(size_t n, size_t workers)
{
    quen__chunks one = {n, n, 1};
    return workers == 1 && n > 0 ? one : quen__cut(n, 1024);
}

/* The period of a customer's first visit before the moment; QUEN__PERIODS_NONE. */
static inline size_t quen__figures_first(const quen__periods *periods,
                                         const quen__log *log, size_t customer)
{
    uint64_t last = log->customer_start[customer + 1];
    for (uint64_t order = log->customer_start[customer];
         order < last && log->order_time[order] < periods->now; order++)
        if (quen__log_is_visit(log, order, periods->now))
            return quen__periods_of(periods, log->order_time[order]);
    return QUEN__PERIODS_NONE;
}

#endif
