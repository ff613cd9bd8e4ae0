/*
 * Groups of customers for others to see: what is shown of them is decided first, then
 * written.
 */
#ifndef QUEN_SHOP_SHOP_GROUPS_H
#define QUEN_SHOP_SHOP_GROUPS_H

#include "shop/shop_export.h"

/* Cells of a partition: groups of customers of whom each is in one. */
typedef struct quen__shop_cells {
    size_t n;
    uint8_t *shown; /* n: 1 or 0 */
    size_t n_left_out;
    uint64_t customers; /* of all cells */
} quen__shop_cells;

/* Items and their neighbours are no partition. */
typedef struct quen__shop_group_items {
    uint32_t *customers; /* of each item: those who have it */
    uint32_t *shared;    /* of each neighbour in the model: those who have both */
    uint8_t *shown, *pair_shown;
    size_t n_left_out, n_pairs_left_out;
} quen__shop_group_items;

typedef struct quen__shop_groups {
    quen_context *ctx;
    const quen_shop *shop;
    quen_shop_groups_options options;
    quen__temp temp;
    quen__shop_cells segments, clusters;
    quen__shop_group_items items;
} quen__shop_groups;

/* Decide what is shown of items, and write it: shop_groups_items.c. */
quen_status quen__shop_groups_find_items(quen__shop_groups *g);
void quen__shop_groups_put_items(quen__json *json, const quen__shop_groups *g);

#endif
