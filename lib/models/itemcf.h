/*
 * The inside of quen_itemcf, for its own files and for the shop, which attaches one to
 * its own image.
 */
#ifndef QUEN_MODELS_ITEMCF_H
#define QUEN_MODELS_ITEMCF_H

#include "core/alloc.h"
#include "core/parallel.h"
#include "io/model.h"
#include "quen/itemcf.h"

/* Sections, as base + n. */
enum {
    QUEN__ITEMCF_HEAD = 0,      /* struct quen__itemcf_head */
    QUEN__ITEMCF_SUPPORT = 1,   /* 4 x items: customers who bought each */
    QUEN__ITEMCF_POPULAR = 2,   /* 4 x items: by descending support, ties by number */
    QUEN__ITEMCF_ROWS = 3,      /* 8 x (items + 1): offsets of each item's neighbours */
    QUEN__ITEMCF_NEIGHBORS = 4, /* 4 x neighbours: item numbers, by descending weight */
    QUEN__ITEMCF_WEIGHTS = 5,   /* 4 x neighbours: float */
    QUEN__ITEMCF_HISTORY_ROWS = 6, /* 8 x (customers + 1): offsets of what each bought */
    QUEN__ITEMCF_HISTORY = 7,      /* 4 x purchases: item numbers, ascending */
    QUEN__ITEMCF_SECTIONS = 8
};

typedef struct quen__itemcf_head {
    uint64_t n_rows; /* of the matrix: what an item's support is a share of */
} quen__itemcf_head;

struct quen_itemcf {
    quen__model model;
    size_t n_items, n_customers;
    const quen__itemcf_head *head;
    const uint32_t *support;
    const uint32_t *popular;
    const uint64_t *row_start;
    const uint32_t *neighbor;
    const float *weight;
    const uint64_t *history_start;
    const uint32_t *history;
};

extern const quen__model_kind quen__itemcf_kind;

/* Find and check a model in another's image, which must outlive it. */
static inline quen_status quen__itemcf_attach(quen_context *ctx, const quen__image *image,
                                              uint32_t base, quen_itemcf *view)
{
    return quen__model_attach(ctx, &quen__itemcf_kind, image, base, view);
}

/* --- fitting: itemcf_fit.c --- */

/*
 * The rows of the model: for each item the items it leads to, in any order, with weights
 * above 0, in memory of `temp`.
 */
quen_status quen__itemcf_rows(quen__temp *temp, const quen_csr *matrix,
                              const quen_itemcf_options *options, quen_csr *rows);

/* Round the weights of the rows to float and order each row as the model keeps it. */
quen_status quen__itemcf_order(quen__temp *temp, const quen_csr *rows, uint32_t *neighbor,
                               float *weight);

/*
 * What one item has in common with each other, over some of the customers. Accumulate,
 * merge, finish: the partial results of disjoint ranges of customers, merged by ascending
 * range, are the result of the whole; to the bit where they are counts.
 */
typedef struct quen__itemcf_partial {
    double *sum;       /* n_items: of the products left x right; unused for counts */
    uint32_t *shared;  /* n_items: customers in common */
    uint32_t *touched; /* items whose `shared` is not 0, in the order they were met */
    size_t n_touched;
} quen__itemcf_partial;

/*
 * Which products are added up: left of (item, customer) times right of (customer, other).
 */
typedef struct quen__itemcf_pairs {
    quen_csr by_customer;
    quen_csr by_item;    /* its transpose */
    const double *left;  /* as by_item's entries; NULL: only counts are wanted */
    const double *right; /* as by_customer's entries; NULL: 1 each */
} quen__itemcf_pairs;

/* Add the customers first..last-1 of an item to a partial result. */
void quen__itemcf_accumulate(quen__itemcf_partial *partial,
                             const quen__itemcf_pairs *pairs, uint32_t item,
                             quen__range customers);

/* Add the partial result of other customers. */
void quen__itemcf_merge(quen__itemcf_partial *into, const quen__itemcf_partial *from);

/* All zero again. */
void quen__itemcf_clear(quen__itemcf_partial *partial);

#endif
