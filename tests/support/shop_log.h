/* A small made-up log in which there is something to find: habits, pairs of items,
 * leavers. */
#ifndef QUEN_TESTS_SHOP_LOG_H
#define QUEN_TESTS_SHOP_LOG_H

#include "support.h"

/* Shape of a log. */
typedef struct shop_log {
    size_t customers; /* each with a rhythm, two favourite items, and maybe an end */
    size_t items;     /* at least 4 */
    size_t days;
    uint64_t seed;
    int numbers; /* 1: keys are numbers; 0: byte strings */
} shop_log;

/* All its lines, in order of customers; the caller frees them. Byte keys live in the
 * array's end. */
quen_order_line *shop_log_lines(const shop_log *shape, size_t *n);

/* The same lines in another order. */
void shop_log_shuffle(quen_order_line *lines, size_t n, uint64_t seed);

/* A finished log of these lines. */
quen_status shop_log_orders(quen_context *ctx, const quen_order_line *lines, size_t n,
                            quen_orders **out);

/* The bytes of a shop's file and how many; the caller frees them. */
unsigned char *shop_log_bytes(quen_context *ctx, const quen_shop *shop, size_t *size);

#endif
