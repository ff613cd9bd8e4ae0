/* What the tests of figures and cohorts share: a random log with a naive reading of it,
 * and CDNOW. */
#ifndef QUEN_TESTS_FIGURES_CASES_H
#define QUEN_TESTS_FIGURES_CASES_H

#include "support.h"

#define DAY INT64_C(86400)
#define FIGURES_LINES 1500
#define FIGURES_CUSTOMERS 70

/* Line i of the log: 2019 to 2021, orders with and without numbers, with lines days
 * apart, returns, price reductions, nobody. */
quen_order_line figures_line(size_t i);

/* A finished log of them, by the clock, or with that of UTC. */
quen_orders *figures_orders(quen_context *ctx, const quen_zone *clock);

/* A clock that is set twice a year, over midnight. */
extern const quen_zone figures_clock;

/* --- the naive reading --- */

typedef struct naive_order {
    int64_t customer; /* -1: nobody */
    int64_t number;   /* -1: none */
    int64_t time;
    int visit;
} naive_order;

/* What the lines say as of a moment. */
typedef struct naive_log {
    quen_order_line lines[FIGURES_LINES];
    size_t order_of[FIGURES_LINES];
    int returned[FIGURES_LINES];
    int64_t units[FIGURES_LINES];
    naive_order orders[FIGURES_LINES];
    size_t n_lines, n_orders;
} naive_log;

naive_log *naive_read(int64_t now);

/* The local day of a moment; where the clock was set back, the latest it has shown. */
int64_t naive_day(const quen_zone *clock, int64_t time);

/* A number of the period that a day is in; periods that follow one another have numbers
 * that do. */
int64_t naive_period(uint32_t period, int64_t day);

/* --- CDNOW --- */

/* All its purchases: see test_cdnow.c. */
quen_orders *cdnow_orders(quen_context *ctx);

#endif
