/*
 * The shop from inside: its parts as views on one image, and what it keeps beside them.
 */
#ifndef QUEN_SHOP_SHOP_H
#define QUEN_SHOP_SHOP_H

#include "data/figures/cohorts.h"
#include "data/figures/figures.h"
#include "data/keys/keys.h"
#include "models/churn/churn.h"
#include "models/habits/habits.h"
#include "models/itemcf/itemcf.h"
#include "models/kmeans/kmeans.h"
#include "models/lifetime/lifetime.h"
#include "models/rfm/rfm.h"
#include "models/scaler/scaler.h"
#include "quen/check.h"
#include "quen/shop.h"
#include "quen/shop_figures.h"
#include "quen/shop_privacy.h"

#define QUEN__KIND_SHOP 1u /* of its file; part of the format */

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
    QUEN__SHOP_BY_RISK = 12,   /* rows of the risks, by descending risk */
    QUEN__SHOP_MONEY = 13,     /* absent: nobody told what money amounts are in */
    QUEN__SHOP_NO_MONEY = 14,  /* empty; there where the log told no amounts */
    QUEN__SHOP_KEY_FORM = 15,  /* absent: the customers' keys are plain */
    QUEN__SHOP_FORGOTTEN = 16, /* how many were since training; absent: none */
    QUEN__SHOP_NUMBERS = 17,   /* a byte of 0 for each customer; of the form numbers */
    QUEN__SHOP_STAKES = 18,    /* what is at stake of each customer */
    QUEN__SHOP_BY_STAKE = 19,  /* customers, by descending stake */
    QUEN__SHOP_FUTURES = 20,   /* of each customer, see below */
    QUEN__SHOP_DUE = 21,       /* QUEN_SHOP_DUE of each customer, see below */
    QUEN__SHOP_MONTHS = 22,    /* quen_figure of each month, the last ones */
    QUEN__SHOP_WHOLE = 23,     /* quen_figure of all months, if there are lines */
    QUEN__SHOP_COHORT_DAYS = 24,
    QUEN__SHOP_COHORTS = 25,      /* customers, by month of the first visit and since */
    QUEN__SHOP_COHORT_MONEY = 26, /* their revenue; absent without money */
    QUEN__SHOP_HOURS = 27,        /* visits by weekday and hour */
    QUEN__SHOP_SALES = 28,        /* orders with each item: of late, and before */
    QUEN__SHOP_BY_SALES = 29,     /* items, from those that rise to those that fall */
    QUEN__SHOP_FINDINGS = 30      /* quen_finding, of no customer in particular */
};

#define QUEN__NO_REASON UINT32_MAX
#define QUEN__SHOP_NOTE_ROOM 256

typedef struct quen__shop_meta {
    uint64_t parts; /* also such as a later version trained */
    int64_t now_s;
    int64_t utc_offset_s; /* or QUEN_CLOCK_OF_LOG: it was one that changes */
} quen__shop_meta;

typedef struct quen__shop_money {
    uint64_t decimals; /* UINT32_MAX: not told */
    uint64_t currency; /* the code's letters, the first in the lowest byte; 0: not told */
} quen__shop_money;

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

/* What is expected of a customer; zeros of one who came first after the moment. Part of
 * the format. */
typedef struct quen__shop_future {
    double alive, orders, value;
    double wait[3];
    uint64_t flags; /* QUEN__SHOP_REGULAR, QUEN__SHOP_LATE */
} quen__shop_future;

enum { QUEN__SHOP_REGULAR = 1, QUEN__SHOP_LATE = 2 };

/* An item that is due. Part of the format. */
typedef struct quen__shop_due {
    uint64_t item; /* UINT32_MAX, and zeros: there are no more */
    double chance;
    int64_t due_s;
} quen__shop_due;

/* Orders with each item, in the last four weeks and in the four before. */
typedef struct quen__shop_sales {
    size_t n;
    const uint32_t *of;    /* 2 an item */
    const uint32_t *order; /* items, from those that rise to those that fall */
    uint64_t recent, before;
} quen__shop_sales;

struct quen_shop {
    quen__model model;
    const quen__shop_meta *meta;
    uint32_t parts;                  /* those of meta that this library has */
    char note[QUEN__SHOP_NOTE_ROOM]; /* with the zero byte that the file does not have */
    quen_money money;
    uint64_t n_forgotten;
    quen__keys customers, items;
    uint32_t key_form; /* QUEN_SHOP_CUSTOMER_KEYS_*, of the customers */
    quen_rfm rfm;
    const uint32_t *by_segment;
    quen_scaler scaler;
    quen_kmeans kmeans;
    quen__shop_clusters clusters;
    quen_itemcf itemcf;
    quen_churn churn;
    quen__shop_risks risks;
    quen_lifetime lifetime;
    size_t n_at_stake; /* customers with a stake above 0 */
    const double *stakes;
    const quen__shop_future *futures;
    const uint32_t *by_stake;
    quen_habits habits;
    const quen__shop_due *due;
    quen_figures months, whole;
    quen_cohorts cohorts;
    const uint64_t *hours;
    quen__shop_sales sales;
    size_t n_findings;
    const quen_finding *findings;
};

extern const quen__model_kind quen__shop_kind;

/* The sections of the customers' keys: shop_keys.c. */
quen_status quen__shop_keys_attach(quen_context *ctx, quen_shop *shop);

/* QUEN_ERR_NOT_FOUND if this can be no key of a customer: there are none in the shop, or
 * hashes. Nobody's is fine. */
quen_status quen__shop_keys_fit(quen_context *ctx, const quen_shop *shop, quen_key key);

/* 1 if the shop has a part, one of QUEN_SHOP_*. */
static inline int quen__shop_has(const quen_shop *shop, uint32_t part)
{
    return (shop->parts & part) != 0;
}

#endif
