/* What the tests of a k-means model share: three groups of points, and random ones. */
#ifndef QUEN_TESTS_KMEANS_CASES_H
#define QUEN_TESTS_KMEANS_CASES_H

#include "support.h"

#define ROWS 40u
#define COLUMNS 2u
#define CLUSTERS 3u

/* Three groups, by row modulo 3, with distances that a hand can follow. */
void make_kmeans_points(double *x);

quen_kmeans_options kmeans_options(size_t k);

/* Those points in three clusters; fails the test if no model came. */
quen_kmeans *fit_kmeans(quen_context *ctx, const double *x);

/* The squared distance of two such points. */
double kmeans_distance(const double *a, const double *b);

/* What the model answers about those points is what distances say. */
void check_kmeans_answers(quen_context *ctx, const quen_kmeans *m, const double *x);

/* Points in no order, whole numbers if asked for; the caller frees them. */
double *kmeans_scatter(size_t n, size_t d, int whole);

/* The same values; the caller frees them. */
float *kmeans_floats(const double *x, size_t n);

#endif
