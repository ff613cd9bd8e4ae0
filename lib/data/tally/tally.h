/*
 * Each customer's lines added up straight from columns, without a log: for those who want
 * sums alone. What is an order, and which lines count, is as in a log.
 */
#ifndef QUEN_DATA_TALLY_TALLY_H
#define QUEN_DATA_TALLY_TALLY_H

#include "core/alloc.h"
#include "data/tally/span.h"

/* In place of the latest purchase: there are lines, but none. */
#define QUEN__TALLY_NEVER (INT64_MIN + 1)

/* One customer before the moment. */
typedef struct quen__tally {
    int64_t key; /* the customer's */
    int64_t revenue;
    int64_t last;    /* the latest purchase; INT64_MIN without a line */
    uint32_t orders; /* visits; or purchases, if lines were asked for */
    uint32_t days;   /* local days with a visit, if they were asked for */
} quen__tally;

/* A column of keys that are numbers; `of` is NULL if there is none. */
typedef struct quen__tally_numbers {
    const int64_t *of;
    const uint8_t *valid; /* bits, as in quen_key_column; NULL: all are */
} quen__tally_numbers;

/* Lines that a log would take. */
typedef struct quen__tally_lines {
    size_t n;
    quen__tally_numbers customer, order;
    const int64_t *time;
    const int64_t *amount;   /* NULL: 0 each */
    const int64_t *quantity; /* NULL: 1 each; looked at if there are returns */
    quen__span times, amounts;
    int returns; /* 1: a negative amount or quantity makes a line no purchase */
} quen__tally_lines;

/* What is counted of a customer. */
enum {
    QUEN__TALLY_ORDERS = 0, /* visits */
    QUEN__TALLY_DAYS = 1,   /* visits, and local days with one */
    QUEN__TALLY_LINES = 2   /* purchases in place of visits */
};

typedef struct quen__tally_scope {
    int64_t now; /* lines at or after it are not looked at */
    int32_t utc_offset_s;
    uint32_t count; /* QUEN__TALLY_* */
} quen__tally_scope;

/*
 * Add up the lines. *out becomes the customers, all of them, by ascending key, in
 * temporary memory. See quen_rfm_fit_columns() for what it takes.
 */
quen_status quen__tally_make(quen_context *ctx, quen__temp *temp,
                             const quen__tally_lines *lines,
                             const quen__tally_scope *scope, quen__tally **out,
                             size_t *n_out);

/*
 * Sort n tallies by key, with room for as many at `spare`. Keys less `least` differ in
 * their lowest `bits` bits alone.
 */
void quen__tally_sort(quen__tally *tallies, quen__tally *spare, size_t n, int64_t least,
                      unsigned bits);

#endif
