/*
 * What a log is made of; only the files that build it (orders.c, orders_finish.c) look
 * here.
 *
 * Lines arrive into blocks, the tail. Finishing sorts everything into the base: plain
 * arrays, in canonical order, with ids that ascend with the keys. Later lines start a new
 * tail.
 */
#ifndef QUEN_DATA_ORDERS_STATE_H
#define QUEN_DATA_ORDERS_STATE_H

#include "data/keymap.h"
#include "data/orders.h"

#define QUEN__NOBODY UINT32_MAX
#define QUEN__BLOCK 4096u

/*
 * What makes an order one: its customer and, by tag, its number, its time, or nothing but
 * itself. Together they are the scope and the number of its key in `orders`.
 */
enum {
    QUEN__ORDER_KEY = 0,  /* an order number, or the id of an order text */
    QUEN__ORDER_TIME = 1, /* no number: all that a customer buys at one time */
    QUEN__ORDER_ALONE = 2 /* no number, no customer: the line itself */
};

/* 32 bytes a line; order times, 8 bytes, come once per order. */
typedef struct quen__block {
    int64_t time[QUEN__BLOCK], quantity[QUEN__BLOCK], amount[QUEN__BLOCK];
    uint32_t order[QUEN__BLOCK], item[QUEN__BLOCK];
} quen__block;

/* The lines in canonical order. */
typedef struct quen__base {
    size_t n, n_orders, n_customers;
    uint64_t *customer_start, *order_start;
    int64_t *time, *quantity, *amount;
    uint32_t *item;
} quen__base;

typedef struct quen__sums {
    uint64_t lines, without_customer, refunds, alone;
    int64_t revenue, quantity;
    int64_t gross_amount,
        gross_quantity; /* of absolute values: no partial sum exceeds them */
    int64_t first_s, last_s;
} quen__sums;

struct quen_orders {
    quen_allocator allocator;
    quen__keymap customers, items;
    quen__keymap order_texts; /* order keys that are byte strings */
    quen__keymap orders;      /* numbers, scoped: see above */
    uint32_t order_kind;      /* kind of the order keys seen */
    uint32_t finished;
    int64_t *order_time; /* of each order, its earliest line */
    size_t order_room;
    quen__block **blocks;
    size_t n_blocks;
    size_t n_tail; /* lines in the blocks */
    quen__base base;
    quen__sums sums;
};

/* A line with ids in place of keys. */
typedef struct quen__line {
    int64_t time, quantity, amount;
    uint32_t order, item;
} quen__line;

/*
 * Line i in order of storage. `cursor` starts as 0 and remembers the order that line i of
 * the base belongs to, for callers who go through all lines.
 */
quen__line quen__orders_line(const quen_orders *orders, size_t i, size_t *cursor);

static inline uint64_t quen__order_scope(uint32_t customer, uint32_t tag)
{
    return ((uint64_t)customer + 1) << 2 | tag;
}

static inline uint32_t quen__scope_customer(uint64_t scope)
{
    return (uint32_t)((scope >> 2) - 1);
}

void quen__base_free(quen__base *base, const quen_allocator *allocator);

#endif
