/*
 * One pass over the rows of a regression, or over every stride-th block of them: loss,
 * gradient and Hessian at given coefficients. Chunks are accumulated on all threads,
 * merged in chunk order, and finished.
 */
#ifndef QUEN_MODELS_LOGIT_LOGIT_PASS_H
#define QUEN_MODELS_LOGIT_LOGIT_PASS_H

#include "core/parallel.h"
#include "models/logit/logit_design.h"

/* The losses of a regression's rows, and how they are weighed. */
typedef struct quen__logit_losses {
    const quen__logit_design *design;
    const double *weights; /* sample weights by row number, or NULL: 1 each */
    double class_weight[2];
} quen__logit_losses;

/* What a pass computes. Coefficients are those of standardised terms. */
typedef struct quen__logit_question {
    size_t stride;                /* use blocks 0, stride, 2 stride, ... */
    int hessian;                  /* 1: the Hessian too */
    int watch;                    /* 1: the margins too */
    double start;                 /* the intercept */
    double start_change;          /* by which it differs from the last iterate */
    const double *theta, *change; /* the same of the terms, in all lanes */
} quen__logit_question;

/* What a pass, or a chunk of it, adds up. */
typedef struct quen__logit_sums {
    double margin; /* the least log odds of a row's own class; without rows of weight 0 */
    double worst;  /* the least and the largest change of those */
    double best;
    size_t size, lanes; /* numbers in all; lanes of the terms */
    double *all;        /* what follows, one after another */
    double *rows;       /* losses, slopes, curves: eight lanes each */
    double *gradient;   /* slope times term; all lanes */
    double *weighted;   /* curve times term: the intercept's row of the Hessian */
    double *tiles;      /* the terms' share of the Hessian: see panels.h */
} quen__logit_sums;

/* Scratch of one worker. */
typedef struct quen__logit_scratch {
    quen__logit_sums sums;
    quen__panels_margins margins;
    double change[QUEN__ROWS];
    double *z, *wz; /* a block of rows; the same times their curves */
} quen__logit_scratch;

/* Memory for passes, allocated once for many. */
typedef struct quen__logit_pass {
    const quen__logit_losses *losses;
    quen__logit_question question;
    quen__chunks blocks;          /* those used, in chunks */
    quen__logit_sums sums;        /* of the last pass */
    quen__logit_scratch *scratch; /* one a worker */
} quen__logit_pass;

/* Allocate what passes need. */
quen_status quen__logit_pass_open(quen__temp *temp, const quen__logit_losses *losses,
                                  quen__logit_pass *out);

/* Run a pass on the context's threads. */
quen_status quen__logit_pass_run(quen_context *ctx, quen__logit_pass *pass,
                                 const quen__logit_question *question);

/* The sums, with the intercept in front: loss, gradient (p = 1 + terms), and the upper
 * triangle of the Hessian (p x p). */
double quen__logit_pass_loss(const quen__logit_pass *pass);
void quen__logit_pass_gradient(const quen__logit_pass *pass, double *gradient);
void quen__logit_pass_hessian(const quen__logit_pass *pass, double *hessian);

/* --- accumulate, merge --- */

quen_status quen__logit_sums_open(quen__temp *temp, size_t terms, quen__logit_sums *out);
void quen__logit_sums_clear(quen__logit_sums *sums, int hessian);
void quen__logit_sums_merge(quen__logit_sums *into, const quen__logit_sums *from,
                            int hessian);

/* Add blocks first..last-1 of those that the pass uses. */
void quen__logit_sums_add(const quen__logit_losses *losses,
                          const quen__logit_question *question, size_t first, size_t last,
                          quen__logit_scratch *scratch);

/* Scratch of one worker. */
quen_status quen__logit_scratch_open(quen__temp *temp, size_t terms,
                                     quen__logit_scratch *out);

#endif
