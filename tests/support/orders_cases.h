/* What the tests of the order log share: a log in which every sort of line occurs. */
#ifndef QUEN_TESTS_ORDERS_CASES_H
#define QUEN_TESTS_ORDERS_CASES_H

#include "support.h"

#define LINES 3000

/* Lines without a customer, without an order number, refunds, repeats. */
typedef struct orders_sample {
    quen_order_line lines[LINES];
    char names[200][16];
} orders_sample;

/* A random number below n, always the same for i and `what`. */
uint64_t orders_draw(size_t i, uint64_t what, uint64_t n);

/* With byte strings as keys, or with numbers. */
void make_orders_sample(orders_sample *s, int bytes);

quen_orders *new_orders(quen_context *ctx);

/* LINES lines, added so many at a time; the log is not finished. */
quen_orders *load_orders(quen_context *ctx, const quen_order_line *lines, size_t batch);

#endif
