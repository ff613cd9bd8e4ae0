/*
 * How good a classifier is, and how surprising a statistic.
 */
#ifndef QUEN_MATH_STATS_H
#define QUEN_MATH_STATS_H

#include <float.h>
#include <stddef.h>
#include <stdint.h>

#include "math/special.h"

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

/*
 * Pairs of a row of each class, as rows are met by falling score: how many there are, and
 * how many stand in the right order. Source: Mann & Whitney 1947.
 */
typedef struct quen__stats_pairs {
    double met[2]; /* rows of each class, or their weight */
    double ordered;
} quen__stats_pairs;

/* Rows of equal score, so many of each class. */
static inline void quen__stats_pairs_add(quen__stats_pairs *pairs, const double group[2])
{
    pairs->ordered += group[0] * (pairs->met[1] + 0.5 * group[1]);
    pairs->met[0] += group[0];
    pairs->met[1] += group[1];
}

/* The area under the curve; NaN if a class was not met. */
double quen__stats_pairs_auc(const quen__stats_pairs *pairs);

/* A probability, held within 2^-52 of 0 and 1. */
static inline double quen__stats_within_unit(double p)
{
    return p < DBL_EPSILON ? DBL_EPSILON : p > 1 - DBL_EPSILON ? 1 - DBL_EPSILON : p;
}

/* -log(the probability of what happened, so held), p that of class 1. */
static inline double quen__stats_loss_of(double p, uint8_t y)
{
    return -quen__special_log(quen__stats_within_unit(y ? p : 1 - p));
}

/* Where scores are probabilities of class 1: the mean of -log(that of the row's own
 * class). */
double quen__stats_log_loss(const double *score, const uint8_t *y, size_t n);

#endif
