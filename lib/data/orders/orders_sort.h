/* The two steps of sorting a log's lines; for orders_finish.c. */
#ifndef QUEN_DATA_ORDERS_ORDERS_SORT_H
#define QUEN_DATA_ORDERS_ORDERS_SORT_H

#include "core/alloc.h"
#include "data/orders/orders_state.h"

/*
 * Lines whose owners' ranks are low..high - 1, and whose stamps low_stamp..high_stamp. An
 * owner is a customer by rank; after the last come lines without a customer.
 */
typedef struct quen__orders_bucket {
    quen__orders_block *blocks;
    size_t n_blocks, n_lines, n_orders;
    uint64_t low_stamp, high_stamp;
    uint32_t low, high;
    uint32_t uneven; /* 1: an order has lines of several times */
    uint32_t reserved;
    int64_t reduced; /* units of price reductions */
} quen__orders_bucket;

typedef struct quen__orders_buckets {
    const uint32_t *rank; /* of each customer */
    size_t n_customers, width;
    quen__orders_bucket *bucket;
    size_t n, room, n_blocks;
    quen__orders_block *spare; /* blocks without lines */
} quen__orders_buckets;

static inline uint32_t quen__orders_owner(const quen__orders_buckets *b,
                                          const quen__orders_line *line)
{
    return line->customer == QUEN__NOBODY ? (uint32_t)b->n_customers
                                          : b->rank[line->customer];
}

/*
 * Move the lines of the log into buckets that ascend, each with few lines if that can be.
 * On failure too, all lines are in buckets.
 */
quen_status quen__orders_buckets_fill(quen_context *ctx, quen_orders *orders,
                                      quen__orders_buckets *b);

/* Put the lines of each bucket into canonical order, and count the orders. */
quen_status quen__orders_buckets_sort(quen_context *ctx, const quen_orders *orders,
                                      const uint32_t *item_rank, quen__orders_buckets *b);

/* Give the blocks back to the log and free the rest. */
void quen__orders_buckets_close(quen_context *ctx, quen_orders *orders,
                                quen__orders_buckets *b);

/* Lines that a bucket has at most, if it can be split. */
#define QUEN__BUCKET_MAX 32768u

/* 1 if two neighbours in canonical order belong to one order. */
int quen__orders_same(const quen__orders_line *a, const quen__orders_line *b,
                      size_t width);

#endif
