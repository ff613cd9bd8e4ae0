/* The parameters of a family, and those of the model of values, from merged rows. */
#ifndef QUEN_MODELS_LIFETIME_LIFETIME_LEARN_H
#define QUEN_MODELS_LIFETIME_LIFETIME_LEARN_H

#include "models/lifetime/lifetime_newton.h"
#include "models/lifetime/lifetime_rows.h"

/* What a law is learned from. */
typedef struct quen__lifetime_sample {
    quen__lifetime_rows rows; /* x, t_x, T; times are scaled by learning */
    double log_gaps;          /* the sum over all customers; NaN: unknown */
    double returns;           /* the sum of all x */
} quen__lifetime_sample;

typedef struct quen__lifetime_learned {
    quen__lifetime_law law;
    double error[QUEN__LIFETIME_FAMILY];
    double log_likelihood;
    uint32_t state, steps;
} quen__lifetime_learned;

typedef struct quen__lifetime_wish {
    uint32_t family, k; /* k of 0: the most likely, where gaps are known */
    double prior;
    double unit; /* of time, where no T is above 0 */
} quen__lifetime_wish;

quen_status quen__lifetime_learn(quen__temp *temp, quen__lifetime_sample *sample,
                                 const quen__lifetime_wish *wish,
                                 quen__lifetime_learned *out);

/* --- one step over all rows --- */

typedef struct quen__lifetime_pass {
    quen_context *ctx;
    const quen__lifetime_rows *rows;
    quen__lifetime_law law; /* its parameters are those looked at */
} quen__lifetime_pass;

/* The rows first..last-1 of MBG/CNBD-k and BG/NBD. */
void quen__lifetime_dropout_rows(const quen__lifetime_law *law,
                                 const quen__lifetime_row *row, size_t n,
                                 quen__lifetime_sums *sums);

/* The same of Pareto/NBD. */
void quen__lifetime_pareto_rows(const quen__lifetime_law *law,
                                const quen__lifetime_row *row, size_t n,
                                quen__lifetime_sums *sums);

/* The log-likelihood and its derivatives, of what `user`, a pass, says. */
quen_status quen__lifetime_pass_sums(void *user, const double *p,
                                     quen__lifetime_sums *sums);

/* *sums += *part. */
void quen__lifetime_add_sums(quen__lifetime_sums *sums, const quen__lifetime_sums *part);

/* --- values --- */

typedef struct quen__lifetime_spend {
    double p[QUEN__LIFETIME_SPEND], error[QUEN__LIFETIME_SPEND];
    double correlation, mean, most;
    uint64_t customers; /* 0: there is no model */
} quen__lifetime_spend;

/* From n customers with x of -1 and above and their mean values. */
quen_status quen__lifetime_spend_learn(quen__temp *temp, const double *x,
                                       const double *value, size_t n, double prior,
                                       quen__lifetime_spend *out);

#endif
