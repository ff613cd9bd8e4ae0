/*
 * The rows of neighbours on their way into the model: counted by itemcf_fit.c, brought
 * into the model's form by itemcf_rows.c.
 */
#ifndef QUEN_MODELS_ITEMCF_ITEMCF_ROW_H
#define QUEN_MODELS_ITEMCF_ITEMCF_ROW_H

#include <string.h>

#include "core/alloc.h"
#include "quen/itemcf.h"

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
    size_t n_left_out;       /* rows that have more items than they may */
} quen__itemcf_basis;

/*
 * The matrix without the entries of rows that have more than max_items (0: no limit), and
 * how many these are. Rows keep their numbers. Without such rows it is the matrix as it
 * stands.
 */
quen_status quen__itemcf_limit_rows(quen__temp *temp, const quen_csr *matrix,
                                    uint32_t max_items, quen_csr *kept,
                                    size_t *n_left_out);

/*
 * What each item keeps, in any order, in memory of `temp`: its best targets, or with
 * `by_target` its best sources. See itemcf_fit.c.
 */
quen_status quen__itemcf_fit_rows(quen__temp *temp, const quen__itemcf_basis *basis,
                                  const quen_itemcf_options *options, int by_target,
                                  quen__itemcf_rows *kept);

/* From there to the rows of the model; `both`: sources of targets are pruned as well. */
quen_status quen__itemcf_finish_rows(quen__temp *temp, const quen_itemcf_options *options,
                                     int by_target, int both, quen__itemcf_rows *rows);

/* Put each row in order, into the model's array. */
quen_status quen__itemcf_write_rows(quen_context *ctx, const quen__itemcf_rows *rows,
                                    const uint64_t *start, quen_neighbor *neighbor);

#endif
