/*
 * The iteration of a regression, on standardised rows. A pass over the rows is chunks
 * that are accumulated, merged in chunk order, and finished by adding the penalty.
 */
#ifndef QUEN_MODELS_LOGIT_NEWTON_H
#define QUEN_MODELS_LOGIT_NEWTON_H

#include "models/logit_design.h"

typedef struct quen__newton {
    const quen__design *design;
    const double *weights; /* sample weights by row number, or NULL: 1 each */
    double class_weight[2];
    double l2, tol;
    uint32_t max_iter;
    double start; /* the intercept of a model of nothing else: log of the odds */
    double total_weight;
} quen__newton;

/* Where an iteration ended. p = 1 + terms; entry 0 is the intercept's. */
typedef struct quen__newton_result {
    double *theta;  /* p */
    double *factor; /* p x p: the Cholesky factor of the Hessian there; NULL if there is
                       none */
    double loss;    /* without penalty */
    uint32_t iterations;
    int converged, separated;
} quen__newton_result;

/* Iterate. QUEN_ERR_NUMERIC names a column that is a combination of others. */
quen_status quen__newton_run(quen__temp *temp, const quen__newton *problem,
                             quen__newton_result *out);

/* What a pass, or a chunk of it, adds up. */
typedef struct quen__newton_sums {
    double loss;
    double margin; /* the least log odds of a row's own class; rows of weight 0 aside */
    double worst;  /* the least and the largest change of those since last time */
    double best;
    double *gradient; /* p */
    double *hessian;  /* p x p, upper triangle */
} quen__newton_sums;

/* Set to nothing. */
void quen__newton_clear(quen__newton_sums *sums, size_t p);

/* Add rows first..last-1. `odds` holds n log odds: before the step, and after it on
 * return. */
void quen__newton_accumulate(const quen__newton *problem, const double *theta,
                             size_t first, size_t last, double *odds, double *block,
                             quen__newton_sums *sums);

/* Add other rows' sums. */
void quen__newton_merge(quen__newton_sums *into, const quen__newton_sums *from, size_t p);

/* Rows that quen__newton_accumulate() makes at a time; `block` has room for them. */
#define QUEN__NEWTON_BLOCK ((size_t)128)

#endif
