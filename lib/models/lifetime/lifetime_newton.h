/*
 * The maximum of a log-likelihood of up to four positive parameters, sought in their
 * logarithms by Newton's steps with an exact Hessian, damped where it is not concave.
 */
#ifndef QUEN_MODELS_LIFETIME_LIFETIME_NEWTON_H
#define QUEN_MODELS_LIFETIME_LIFETIME_NEWTON_H

#include "core/context.h"
#include "models/lifetime/lifetime.h"

typedef struct quen__lifetime_problem {
    size_t d;
    const double *centre; /* of the prior: normal in the logarithms */
    double prior;         /* its weight */
    double weight;        /* customers, which say what is near enough */
    double least;         /* a search that will not come to it ends early */
    /* Value and derivatives by the parameters, of which the sums are zero before. */
    quen_status (*sums)(void *user, const double *p, quen__lifetime_sums *sums);
    void *user;
} quen__lifetime_problem;

typedef struct quen__lifetime_found {
    double p[QUEN__LIFETIME_FAMILY];     /* from where to start; where the maximum is */
    double error[QUEN__LIFETIME_FAMILY]; /* standard errors */
    double value;                        /* without the prior */
    double total;                        /* with it */
    uint32_t state;                      /* QUEN_LIFETIME_STATE_* */
    uint32_t steps;
} quen__lifetime_found;

quen_status quen__lifetime_maximise(const quen__lifetime_problem *problem,
                                    quen__lifetime_found *found);

#endif
