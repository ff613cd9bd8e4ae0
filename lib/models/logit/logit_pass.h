/*
 * One look at the rows of a regression, or at every so-manieth block of them: loss,
 * gradient and Hessian at some coefficients. Chunks are accumulated on all threads,
 * merged in chunk order, and finished.
 */
#ifndef QUEN_MODELS_LOGIT_LOGIT_PASS_H
#define QUEN_MODELS_LOGIT_LOGIT_PASS_H

#include "core/parallel.h"
#include "models/logit/logit_design.h"

/* The losses of a regression's rows, and how they are weighed. */
typedef struct quen__losses {
    const quen__design *design;
    const double *weights; /* sample weights by row number, or NULL: 1 each */
    double class_weight[2];
} quen__losses;

/* What is asked of the rows. Coefficients are those of standardised terms. */
typedef struct quen__question {
    size_t stride;                /* look at blocks 0, stride, 2 stride, ... */
    int hessian;                  /* 1: the Hessian too */
    int watch;                    /* 1: the margins too */
    double start;                 /* the intercept */
    double start_change;          /* how it came there; and so the others: */
    const double *theta, *change; /* all lanes */
} quen__question;

/* What a pass, or a chunk of it, adds up. */
typedef struct quen__sums {
    double margin; /* the least log odds of a row's own class; rows of weight 0 aside */
    double worst;  /* the least and the largest change of those */
    double best;
    size_t size, lanes; /* numbers in all; lanes of the terms */
    double *all;        /* what follows, one after another */
    double *rows;       /* losses, slopes, curves: eight lanes each */
    double *gradient;   /* slope times term; all lanes */
    double *weighted;   /* curve times term: the intercept's row of the Hessian */
    double *tiles;      /* the terms' share of the Hessian: see panels.h */
} quen__sums;

/* Room for a worker. */
typedef struct quen__desk {
    quen__sums sums;
    quen__margins margins;
    double change[QUEN__ROWS];
    double *z, *wz; /* a block of rows; the same times their curves */
} quen__desk;

/* A pass: its room, made once for many. */
typedef struct quen__pass {
    const quen__losses *losses;
    quen__question question;
    quen__chunks blocks; /* those looked at, in chunks */
    quen__sums sums;     /* of the last pass */
    quen__desk *desks;   /* one a worker */
} quen__pass;

/* Make room for passes. */
quen_status quen__pass_open(quen__temp *temp, const quen__losses *losses,
                            quen__pass *out);

/* Look at the rows, with the context's threads. */
quen_status quen__pass_run(quen_context *ctx, quen__pass *pass,
                           const quen__question *question);

/* The sums, with the intercept in front: loss, gradient (p = 1 + terms), and the upper
 * triangle of the Hessian (p x p). */
double quen__pass_loss(const quen__pass *pass);
void quen__pass_gradient(const quen__pass *pass, double *gradient);
void quen__pass_hessian(const quen__pass *pass, double *hessian);

/* --- accumulate, merge --- */

quen_status quen__sums_open(quen__temp *temp, size_t terms, quen__sums *out);
void quen__sums_clear(quen__sums *sums, int hessian);
void quen__sums_merge(quen__sums *into, const quen__sums *from, int hessian);

/* Add the blocks first..last-1 of those that the question is about. */
void quen__sums_add(const quen__losses *losses, const quen__question *question,
                    size_t first, size_t last, quen__desk *desk);

/* Room for a worker. */
quen_status quen__desk_open(quen__temp *temp, size_t terms, quen__desk *out);

#endif
