/*
 * What the measures of two classes work on, and the bootstrap. A measure is a function of
 * weights alone, so that a resample is nothing but other weights.
 */
#ifndef QUEN_DATA_EVALUATE_EVALUATE_H
#define QUEN_DATA_EVALUATE_EVALUATE_H

#include "core/alloc.h"
#include "quen/evaluate.h"

/* Figures of a quen_binary_report, in its order. */
#define QUEN__EVALUATE_FIGURES 15u

/* Rows by falling score; those of equal score follow each other. */
typedef struct quen__evaluate_rows {
    size_t n, n_units;
    uint32_t bins;
    uint32_t probability; /* 1: scores are probabilities, else 0 */
    const double *score;  /* n, and so below */
    const uint8_t *y;
    const double *weight; /* NULL: 1 each */
    const uint32_t *unit; /* below n_units: what is drawn with the row */
    /* NULL unless scores are probabilities: */
    const double *loss;     /* -ln(probability of what happened) */
    const double *log_odds; /* of the score */
    const uint32_t *bin;    /* rising, as scores fall: 0 has the least */
    /* Intercept and slope of all rows, near which resamples have theirs, and what they
     * make of each row; NULL: not known, or there are none. */
    double start[2];
    const double *start_chance;
} quen__evaluate_rows;

/* The settings of a bootstrap. */
typedef struct quen__evaluate_draws {
    uint32_t resamples;
    double confidence;
    uint64_t seed;
} quen__evaluate_draws;

/* Compute figures from how often each unit was drawn. */
typedef void (*quen__evaluate_figures)(void *user, const uint32_t *drawn, unsigned worker,
                                       double *figures);

/*
 * Intervals of n_figures figures over resamples of n units. An end is NaN where fewer
 * than half of the resamples define the figure.
 */
quen_status quen__evaluate_bootstrap(quen_context *ctx, size_t n_units,
                                     const quen__evaluate_draws *draws, size_t n_figures,
                                     quen__evaluate_figures fn, void *user, double *low,
                                     double *high);

/* Limits of what a bootstrap takes. */
quen_status quen__evaluate_check_draws(quen_context *ctx,
                                       const quen__evaluate_draws *draws);

/* QUEN_ERR_ARGUMENT unless `confidence` is above 0 and below 1. */
quen_status quen__evaluate_check_confidence(quen_context *ctx, double confidence);

/* n >= 1 classes of 0 or 1, and finite scores; QUEN_ERR_ARGUMENT names the row. */
quen_status quen__evaluate_check_rows(quen_context *ctx, const uint8_t *y,
                                      const double *score, size_t n);

/* Rows and options, checked and sorted, in memory of `temp`. */
quen_status quen__evaluate_prepare(quen__temp *temp, const uint8_t *y,
                                   const double *score, size_t n,
                                   const quen_binary_options *options,
                                   quen__evaluate_rows *out);

/* Settings over the defaults, checked. */
quen_status quen__evaluate_read(quen_context *ctx, const quen_binary_options *given,
                                quen_binary_options *options);

/*
 * All figures from n weights, or from those of the rows (NULL). `scratch` has room for 5
 * numbers a bin. Where weights add up to 0, all is NaN.
 */
void quen__evaluate_measure(const quen__evaluate_rows *rows, const double *weight,
                            double *scratch, double *figures);

/*
 * Intercept and slope of the logistic regression of the class on the log odds; NaN where
 * there is none. They hold a start when it begins.
 */
void quen__evaluate_recalibrate(const quen__evaluate_rows *rows, const double *weight,
                                double fit[2]);

/* The same from rows->start, to 1e-5 standard errors or better. */
void quen__evaluate_recalibrate_near(const quen__evaluate_rows *rows,
                                     const double *weight, double fit[2]);

/* The probability that intercept and slope make of log odds. */
double quen__evaluate_chance(double log_odds, const double fit[2]);

#endif
