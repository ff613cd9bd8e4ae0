/*
 * The inside of quen_itemcf, for its own files and for the shop, which attaches one to
 * its own image.
 */
#ifndef QUEN_MODELS_ITEMCF_ITEMCF_H
#define QUEN_MODELS_ITEMCF_ITEMCF_H

#include "core/alloc.h"
#include "io/model.h"
#include "models/offers/offers.h"
#include "quen/itemcf.h"

#define QUEN__KIND_ITEMCF 4u /* of its file; part of the format */

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
    uint64_t n_rows;     /* of the matrix */
    uint64_t n_left_out; /* of them: what an item's support is a share of is the rest */
} quen__itemcf_head;

struct quen_itemcf {
    quen__model model;
    quen__offers_model offers; /* points into the image */
};

extern const quen__model_kind quen__itemcf_kind;

#endif
