/*
 * Rows of up to three numbers, sorted, equal ones merged with a count: what a likelihood
 * is a sum over. It then does not depend on the order of the customers, and takes as long
 * as there are different ones.
 */
#ifndef QUEN_MODELS_LIFETIME_LIFETIME_ROWS_H
#define QUEN_MODELS_LIFETIME_LIFETIME_ROWS_H

#include "core/alloc.h"

typedef struct quen__lifetime_row {
    double x, a, b; /* t_x and T; or the mean value and 0 */
    double count;
} quen__lifetime_row;

typedef struct quen__lifetime_rows {
    quen__lifetime_row *row; /* ascending by x, a, b */
    size_t n;
    double count; /* customers: the sum of all counts */
} quen__lifetime_rows;

/*
 * Of n rows, all numbers >= 0; those with x < 0 are left out. `b` may be NULL: all 0. Of
 * `of` rows every one whose number is a multiple of `step` is taken.
 */
quen_status quen__lifetime_rows_make(quen__temp *temp, const double *x, const double *a,
                                     const double *b, size_t n, size_t step,
                                     quen__lifetime_rows *out);

/* Those of about one in 2^bits different rows, drawn by what they hold. */
quen_status quen__lifetime_rows_draw(quen__temp *temp, const quen__lifetime_rows *rows,
                                     unsigned bits, quen__lifetime_rows *out);

/* Divide all times by a number. */
void quen__lifetime_rows_scale(quen__lifetime_rows *rows, double a, double b);

#endif
