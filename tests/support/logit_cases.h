/* What the tests of logistic regression share: made-up data with something to find. */
#ifndef QUEN_TESTS_LOGIT_CASES_H
#define QUEN_TESTS_LOGIT_CASES_H

#include "support.h"

enum { ROWS = 400, COLUMNS = 6, TERMS = COLUMNS + 2, MANY = 20000 };

/* Two of the columns have unknown values, and so an indicator each. */
typedef struct logit_sample {
    double x[ROWS * COLUMNS], w[ROWS];
    uint8_t y[ROWS];
} logit_sample;

/* Enough rows that the fit starts with some of them. */
typedef struct logit_many {
    double x[MANY * 2];
    uint8_t y[MANY];
    quen_logit *logit;
} logit_many;

quen_logit_options logit_options(double l2);

/* A model that was fitted; fails the test if none came. */
quen_logit *fit_logit(quen_context *ctx, const double *x, const uint8_t *y, size_t n,
                      size_t d, const quen_logit_options *options);

/* A line of labels; the caller frees them. */
uint8_t *logit_labels(const golden *g, const char *name, size_t *n);

/*
 * Columns of different scale, two with unknown values, labels that follow three of them.
 */
void make_logit_sample(logit_sample *s, uint64_t seed);

/* All but the model. */
void make_logit_many(logit_many *m);

#endif
