/*
 * Between the steps of adding lines up: lines brought together into parts by their
 * customer, the table in which a part is added up, and its orders, noted line by line.
 * For tally.c and tally_orders.c.
 */
#ifndef QUEN_DATA_TALLY_TALLY_PARTS_H
#define QUEN_DATA_TALLY_TALLY_PARTS_H

#include "data/keys/key_hash.h"
#include "data/tally/tally.h"

typedef struct quen__tally_part {
    char *lines; /* packed */
    size_t n_lines;
    quen__tally *own; /* a table of its own, if it needed one */
    size_t n_own;
    quen__tally *customers; /* once they are added up; NULL until then */
    size_t n;
    quen__span keys; /* theirs */
} quen__tally_part;

/*
 * Customers who are being added up, found by linear probing. Until orders are counted,
 * tally.days is the customer's number within the part, from 1, and 0 in an empty slot.
 */
typedef struct quen__tally_table {
    quen__tally *slots;
    size_t n_slots, n;
} quen__tally_table;

/* Of tables; answers do not depend on it. */
typedef struct quen__tally_secret {
    uint64_t flip, factor;
} quen__tally_secret;

static inline uint64_t quen__tally_hash(const quen__tally_secret *secret, uint64_t x)
{
    return quen__key_fold(x ^ secret->flip, secret->factor);
}

/*
 * How a part's orders are distinguished: a mark is a customer's number, from 0, above
 * `shift` bits that no other order of the customer has; or, where that does not fit a
 * word or times are asked for, orders are structs.
 */
typedef struct quen__tally_rule {
    const quen__tally_scope *scope;
    quen__tally_secret secret;
    int64_t first_s; /* the earliest time */
    unsigned shift;  /* 0: no marks */
} quen__tally_rule;

/* An order; later a day with a visit. */
typedef struct quen__tally_order {
    uint64_t key;      /* number or time, as a distance from the least one */
    uint64_t when;     /* distance from the earliest time, times two; 1 more: no number */
    uint32_t customer; /* number within the part, from 0 */
    uint32_t visit;    /* 1: it has a purchase */
} quen__tally_order;

/* What a worker needs to count the distinct orders of a part. */
typedef struct quen__tally_room {
    uint64_t *marks;           /* of the purchases that were added, or */
    quen__tally_order *orders; /* these */
    size_t n;
    uint64_t *slots;
    uint32_t *counts; /* of each customer: visits, days */
} quen__tally_room;

/* Room for parts of so many lines at most. 0: no memory. */
int quen__tally_order_room(quen__temp *temp, const quen__tally_rule *t, size_t lines,
                           quen__tally_room *room);

/*
 * Count the distinct orders of a part: `to` becomes the table's customers with
 * tally.orders, which are left as they are if lines are counted, and, if asked for,
 * tally.days. It may be the table.
 */
void quen__tally_orders(const quen__tally_rule *t, const quen__tally_table *table,
                        quen__tally_room *room, quen__tally *to);

#endif
