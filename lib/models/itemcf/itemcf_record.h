/*
 * What the fit reads and adds up: customers' records, pairs of items, partial results.
 */
#ifndef QUEN_MODELS_ITEMCF_ITEMCF_RECORD_H
#define QUEN_MODELS_ITEMCF_ITEMCF_RECORD_H

#include "core/alloc.h"
#include "math/kernels.h"
#include "quen/itemcf.h"

/*
 * A customer's record: this head; the list of the customer's less popular items, and
 * their values if there are any; and from the next multiple of 64 bytes on bit lines, in
 * which the popular items, those below width * QUEN__LINE_BITS, are a bit each. A
 * customer has as many bit lines as save time. All of it lies together, since fetching it
 * takes longer than adding it up. Items are numbered by descending support here;
 * customers with more bit lines come first, others keep their order.
 */
typedef struct quen__itemcf_customer {
    double factor;  /* what the customer counts, where sums are wanted */
    uint32_t n;     /* items of the list */
    uint32_t width; /* bit lines */
} quen__itemcf_customer;

/* Lines that a record takes before its bit lines. */
static inline size_t quen__itemcf_list_lines(uint32_t n, int valued)
{
    size_t head = sizeof(quen__itemcf_customer), list = (size_t)n * sizeof(uint32_t);
    size_t values = valued ? (size_t)n * sizeof(double) + list % sizeof(double) : 0;
    return (head + list + values + QUEN__LINE_BITS / 8 - 1) / (QUEN__LINE_BITS / 8);
}

/* Items, rounded up to whole lines: what the rows of a partial result have. */
static inline size_t quen__itemcf_padded(size_t n_items)
{
    size_t lines = n_items / QUEN__LINE_BITS + (n_items % QUEN__LINE_BITS != 0);
    return lines * QUEN__LINE_BITS;
}

/*
 * Which products are added up: left of (item, customer) times right of (customer, other).
 */
typedef struct quen__itemcf_pairs {
    const quen__kernels *kernels;
    size_t n_items;
    int summed;                 /* 0: only counts are wanted */
    int counted;                /* 1: counts are wanted, be it beside sums */
    int valued;                 /* 1: left and right are not 1 */
    uint32_t widest;            /* bit lines of the customer that has most */
    unsigned levels;            /* bits of a bit sum */
    const uint64_t *item_start; /* n_items + 1 offsets into item_customer */
    /*
     * By item, ascending: where, in lines, the records of its customers are. For
     * customers that have the item as a bit, which come first, up to item_split, it is
     * where their bit lines are: nothing else of the record is read.
     */
    const uint32_t *item_customer;
    const uint64_t *item_split;
    const uint64_t *work; /* n_items: how many items their customers have in all */
    const uint64_t *records;
    const double *left; /* as item_customer; NULL: the customers' factors */
} quen__itemcf_pairs;

/*
 * What one item has in common with each other, over some of its customers. Accumulate,
 * merge, finish: the partial results of consecutive customers, merged in their order, are
 * the result of the whole; to the bit where they are counts.
 */
typedef struct quen__itemcf_partial {
    uint32_t *shared; /* customers in common, if counted or tracked */
    double *sum;      /* of the products, if summed */
    int tracked;      /* 1: `touched` lists the items that have counts */
    uint32_t *touched;
    size_t n_touched;
    uint64_t *planes;  /* bit sums of popular items, zero between calls */
    uint32_t *batches; /* that were added to each line of them, likewise */
} quen__itemcf_partial;

/* The customers' factor is (their items)^exponent. */
typedef struct quen__itemcf_terms {
    const quen_csr *matrix;
    const uint32_t *popular; /* items by descending support */
    const uint32_t *support; /* of each item, by its own number */
    int summed, counted;
    double exponent;
    const double *value; /* of the matrix; NULL: left and right are 1 */
    /* left = (factor x value / left_of) ^ alpha, and so right, without a factor. */
    double alpha;
    const double *item_total, *customer_total; /* by their own numbers; NULL: 1 each */
    int items_left; /* 1: left is divided by the item's total, right by the customer's */
} quen__itemcf_terms;

#endif
