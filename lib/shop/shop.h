/*
 * The shop from inside: its parts as views on one image, and what it keeps beside them.
 */
#ifndef QUEN_SHOP_SHOP_H
#define QUEN_SHOP_SHOP_H

#include "data/keys/keys.h"
#include "models/scaler/scaler.h"
#include "models/churn/churn.h"
#include "models/itemcf/itemcf.h"
#include "models/kmeans/kmeans.h"
#include "models/rfm/rfm.h"
#include "quen/shop.h"

/*
 * The sections of a part have the ids of its own file plus its base. Part of the format.
 */
enum {
    QUEN__SHOP_BASE_CUSTOMERS = 0x0100,
    QUEN__SHOP_BASE_ITEMS = 0x0200,
    QUEN__SHOP_BASE_RFM = 0x1000,
    QUEN__SHOP_BASE_SCALER = 0x2000,
    QUEN__SHOP_BASE_KMEANS = 0x2100,
    QUEN__SHOP_BASE_ITEMCF = 0x3000,
    QUEN__SHOP_BASE_CHURN = 0x4000
};

/* The shop's own sections. Part of the format. */
enum {
    QUEN__SHOP_META = 1,
    QUEN__SHOP_NOTE = 2,       /* text, not terminated */
    QUEN__SHOP_BY_SEGMENT = 3, /* rfm rows by segment, then monetary value, descending */
    QUEN__SHOP_CLUSTER_ROWS = 4,    /* the customer of each point of the k-means part */
    QUEN__SHOP_CLUSTER_COLUMNS = 5, /* which built-in features the points have */
    QUEN__SHOP_CLUSTER_MEANS = 6,
    QUEN__SHOP_CLUSTER_MEDIANS = 7,
    QUEN__SHOP_RISK_ROWS = 8, /* the customer of each risk, ascending */
    QUEN__SHOP_RISKS = 9,
    QUEN__SHOP_RISK_REASONS = 10, /* terms, 3 a risk; UINT32_MAX: none */
    QUEN__SHOP_RISK_EFFECTS = 11,
    QUEN__SHOP_BY_RISK = 12 /* rows of the risks, by descending risk */
};

#define QUEN__NO_REASON UINT32_MAX
#define QUEN__SHOP_NOTE_ROOM 256

typedef struct quen__shop_meta {
    uint64_t parts;
    int64_t now_s;
    int64_t utc_offset_s;
} quen__shop_meta;

/* Points and risks are rows of their own; a customer may be in both, one or neither. */
typedef struct quen__shop_clusters {
    size_t n;
    const uint32_t *customer; /* ascending */
    size_t n_columns;
    const uint32_t *column;
    const double *means, *medians;
} quen__shop_clusters;

typedef struct quen__shop_risks {
    size_t n;
    const uint32_t *customer; /* ascending */
    const double *risk;
    const uint32_t *reasons;
    const double *effects;
    const uint32_t *by_risk;
} quen__shop_risks;

struct quen_shop {
    quen__model model;
    const quen__shop_meta *meta;
    char note[QUEN__SHOP_NOTE_ROOM]; /* with the zero byte that the file does not have */
    quen__keys customers, items;
    quen_rfm rfm;
    const uint32_t *by_segment;
    quen_scaler scaler;
    quen_kmeans kmeans;
    quen__shop_clusters clusters;
    quen_itemcf itemcf;
    quen_churn churn;
    quen__shop_risks risks;
};

extern const quen__model_kind quen__shop_kind;

/* 1 if the shop has a part, one of QUEN_SHOP_*. */
static inline int quen__shop_has(const quen_shop *shop, uint32_t part)
{
    return (shop->meta->parts & part) != 0;
}

/* 1 if row a of the rfm part goes before row b in its segment order. */
int quen__shop_segment_order(const quen_rfm *rfm, uint32_t a, uint32_t b);

/* 1 and the row of a customer in an ascending list; 0 if not in it. */
int quen__shop_row(const uint32_t *customers, size_t n, uint32_t customer, size_t *row);

#endif
