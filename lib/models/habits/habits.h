/*
 * The inside of quen_habits, for its own files and for a shop, which attaches one to its
 * own image.
 */
#ifndef QUEN_MODELS_HABITS_HABITS_H
#define QUEN_MODELS_HABITS_HABITS_H

#include "io/model.h"
#include "models/offers/offers.h"
#include "quen/habits.h"

#define QUEN__KIND_HABITS 9u /* of its file; part of the format */

#define QUEN__HABITS_DAY 86400
#define QUEN__HABITS_TOP 10 /* items of a checked basket */

enum { QUEN__HABITS_HABITS = 5, QUEN__HABITS_CHECKS = 8 };

/* Of what a basket is foreseen: everything, or what was never bought. */
enum { QUEN__HABITS_ANY = 0, QUEN__HABITS_NEW = 1, QUEN__HABITS_MODES = 2 };

/* What a score is made of. Part of the format. */
typedef struct quen__habits_weights {
    double own, popular, recent, related;
} quen__habits_weights;

/*
 * Gaps: a purchase is followed by another with the chance `again`, after a gamma
 * distributed time of shape k and a mean. Strengths say how many gaps the mean, and how
 * many repeats the chance, of one's own weigh against. Part of the format.
 */
typedef struct quen__habits_law {
    double again, days; /* of all */
    double shape, days_strength, again_strength;
} quen__habits_law;

typedef struct quen__habits_judged {
    uint64_t judged, better, customers, n;
    double model, plain, model_hits, plain_hits, z;
} quen__habits_judged;

/* The section of single values. Part of the format. */
typedef struct quen__habits_info {
    int64_t now_s, from_s, to_s;
    uint64_t customers, baskets, pairs, pairs_again;
    uint64_t n_values[QUEN__HABITS_HABITS];
    uint64_t is_own[QUEN__HABITS_HABITS]; /* 0 or 1 */
    double strength[QUEN__HABITS_HABITS]; /* NaN: not judged */
    double decay;
    quen__habits_weights weights[QUEN__HABITS_MODES];
    quen__habits_law gaps, visits; /* of items, of baskets */
    quen__habits_judged checks[QUEN__HABITS_CHECKS];
} quen__habits_info;

/* An item of a customer. Part of the format. */
typedef struct quen__habits_pair {
    uint32_t item, times;
    int64_t last_s;
    float span_days; /* from the first basket with it to the last */
    float own;       /* weighted share of baskets with it, 0..1 */
} quen__habits_pair;

/* A customer's baskets. Part of the format. */
typedef struct quen__habits_rhythm {
    uint32_t times;
    float span_days;
    int64_t last_s;
} quen__habits_rhythm;

/* An item. Part of the format. */
typedef struct quen__habits_item {
    double again, days; /* of its gaps */
    double share;       /* of baskets with it */
} quen__habits_item;

/* A value of a habit that a customer has. Part of the format. */
typedef struct quen__habits_cell {
    uint32_t value; /* values of all habits are numbered on */
    uint32_t count;
} quen__habits_cell;

/* Section ids, less the base. Part of the format. */
enum {
    QUEN__HABITS_INFO = 0,
    QUEN__HABITS_PAIR_ROWS = 1,     /* 8 x (customers + 1) */
    QUEN__HABITS_PAIRS = 2,         /* ascending items of each customer */
    QUEN__HABITS_RHYTHM = 3,        /* of each customer */
    QUEN__HABITS_ITEMS = 4,         /* of each item */
    QUEN__HABITS_BASE = 5,          /* 8 x items x modes: score of what is popular */
    QUEN__HABITS_ORDER = 6,         /* 4 x items x modes: items by descending base */
    QUEN__HABITS_NEIGHBOR_ROWS = 7, /* 8 x (items + 1); or none */
    QUEN__HABITS_NEIGHBORS = 8,     /* quen_neighbor */
    QUEN__HABITS_CELL_ROWS = 9,     /* 8 x (customers + 1) */
    QUEN__HABITS_CELLS = 10,        /* ascending values of each customer */
    QUEN__HABITS_SHARES = 11,       /* 8 x values: the shop's shares */
    QUEN__HABITS_SECTIONS = 12
};

struct quen_habits {
    quen__model model;
    const quen__habits_info *info;
    const uint64_t *pair_row, *neighbor_row, *cell_row; /* neighbor_row NULL: none */
    const quen__habits_pair *pair;
    const quen__habits_rhythm *rhythm;
    const quen__habits_item *item;
    const double *base[QUEN__HABITS_MODES];
    const uint32_t *order[QUEN__HABITS_MODES];
    const quen_neighbor *neighbor;
    const quen__habits_cell *cell;
    const double *share;
    size_t n_customers, n_items, n_values;
};

extern const quen__model_kind quen__habits_kind;

/* The value that a customer's shares of a habit of time are largest at, and its share;
 * UINT32_MAX: shares are the shop's, or nothing was counted of the customer. */
uint32_t quen__habits_usual(const quen_habits *habits, uint32_t customer, uint32_t habit,
                            double *share);

/*
 * The k items of each customer that are likeliest to be bought again within a time of the
 * fit, likeliest first; `item` is UINT32_MAX where there are fewer. due: k a customer.
 */
quen_status quen__habits_likeliest(quen_context *ctx, const quen_habits *habits,
                                   int64_t horizon_s, size_t k, quen_due *due);

#endif
