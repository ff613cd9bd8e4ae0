/*
 * The iteration of a regression, on standardised rows.
 */
#ifndef QUEN_MODELS_LOGIT_LOGIT_NEWTON_H
#define QUEN_MODELS_LOGIT_LOGIT_NEWTON_H

#include "models/logit/logit_pass.h"

typedef struct quen__logit_newton {
    quen__logit_losses losses;
    double l2, tol;
    uint32_t max_iter;
    double start;      /* the intercept of the model without terms: log of the odds */
    double start_loss; /* and its loss */
    double total_weight;
    const double *near; /* p: where to begin; NULL: it is not known */
    int rough;          /* 1: the Hessian at the end is not wanted */
} quen__logit_newton;

/* Where an iteration ended. p = 1 + terms; entry 0 is the intercept's. */
typedef struct quen__logit_newton_result {
    double *theta;  /* p */
    double *factor; /* p x p: the Cholesky factor of the Hessian there; NULL if there is
                       none */
    double loss;    /* without penalty */
    uint32_t iterations;
    int converged, separated;
} quen__logit_newton_result;

/* Iterate. QUEN_ERR_NUMERIC names a column that is a combination of others. */
quen_status quen__logit_newton_run(quen__temp *temp, const quen__logit_newton *problem,
                                   quen__logit_newton_result *out);

#endif
