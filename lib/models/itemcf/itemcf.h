/*
 * The inside of quen_itemcf, for its own files and for the shop, which attaches one to
 * its own image.
 */
#ifndef QUEN_MODELS_ITEMCF_ITEMCF_H
#define QUEN_MODELS_ITEMCF_ITEMCF_H

#include <string.h>

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
    QUEN__ITEMCF_NEIGHBORS = 4, /* 8 x neighbours: quen_neighbor, by descending weight */
    QUEN__ITEMCF_HISTORY_ROWS = 5, /* 8 x (customers + 1): offsets of what each bought */
    QUEN__ITEMCF_HISTORY = 6,      /* 4 x purchases: item numbers, ascending */
    QUEN__ITEMCF_SECTIONS = 7
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
    const quen_neighbor *neighbor;
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

/* --- fitting --- */

/*
 * A neighbour as a key: the smaller, the better. Weights are compared as the floats that
 * the model keeps, ties go by item number.
 */
static inline uint64_t quen__itemcf_key(double weight, uint32_t item)
{
    /* Never 0, nor so small that a machine which flushes small numbers takes it for 0. */
    float stored = weight < 0x1p-126 ? 0x1p-126f : (float)weight;
    uint32_t bits;
    memcpy(&bits, &stored, sizeof bits);
    return (uint64_t)~bits << 32 | item;
}

static inline uint32_t quen__itemcf_key_item(uint64_t key)
{
    return (uint32_t)key;
}

static inline float quen__itemcf_key_weight(uint64_t key)
{
    uint32_t bits = ~(uint32_t)(key >> 32);
    float weight;
    memcpy(&weight, &bits, sizeof weight);
    return weight;
}

/* Neighbours of items: item i has n[i] from key[start[i]] on. */
typedef struct quen__itemcf_rows {
    size_t n_items;
    uint64_t *start; /* n_items + 1 */
    uint32_t *n;
    uint64_t *key;
} quen__itemcf_rows;

/* What is learnt from, with what was counted already. */
typedef struct quen__itemcf_basis {
    const quen_csr *matrix;
    const uint32_t *support; /* of each item */
    const uint32_t *popular; /* items by descending support */
} quen__itemcf_basis;

/*
 * What each item keeps, in any order, in memory of `temp`: its best targets, or with
 * `columns` its best sources. See itemcf_fit.c.
 */
quen_status quen__itemcf_reckon(quen__temp *temp, const quen__itemcf_basis *basis,
                                const quen_itemcf_options *options, int columns,
                                quen__itemcf_rows *kept);

/* From there to the rows of the model; `both`: columns are pruned too. */
quen_status quen__itemcf_finish(quen__temp *temp, const quen_itemcf_options *options,
                                int columns, int both, quen__itemcf_rows *rows);

/* Put each row in order, into the model's array. */
quen_status quen__itemcf_order(quen_context *ctx, const quen__itemcf_rows *rows,
                               const uint64_t *start, quen_neighbor *neighbor);

#endif
