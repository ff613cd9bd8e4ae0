/*
 * How good a classifier is, and how surprising a statistic. Through libm: not to the bit.
 */
#ifndef QUEN_MATH_STATS_H
#define QUEN_MATH_STATS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Probability that a standard normal value is at least as far from 0 as z. NaN stays NaN.
 */
double quen__stats_normal_two_sided(double z);

/* exp(x) / (1 + exp(x)), without overflow. */
double quen__stats_logistic(double x);

/* 0..n-1 by falling score, ties by number. `scratch` has room for n. */
void quen__stats_rank(const double *score, size_t n, uint32_t *order, uint32_t *scratch);

/*
 * Of n rows with scores and classes y, 0 or 1, ranked by `order`: the area under the ROC
 * curve, ties counting half. NaN if a class is missing.
 */
double quen__stats_auc(const double *score, const uint8_t *y, const uint32_t *order,
                       size_t n);

/* Share of class 1 in the first tenth (rounded up) over that in all. NaN if there is
 * none. */
double quen__stats_lift10(const uint8_t *y, const uint32_t *order, size_t n);

/* Where scores are probabilities of class 1: means of -log(that of the row's own class),
 * and of the squared error. */
double quen__stats_log_loss(const double *score, const uint8_t *y, size_t n);
double quen__stats_brier(const double *score, const uint8_t *y, size_t n);

#endif
