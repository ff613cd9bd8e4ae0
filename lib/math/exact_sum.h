/*
 * Sums of columns that are exact, and so the same bits in whatever order values are
 * added, taken away and merged.
 *
 * Each value is rounded to a multiple of its column's step, a power of two far below the
 * column's largest value. The multiple is kept in two parts of b = 52 - ceil(log2 n)
 * bits, at most 50: n of them add up in a double without rounding. So the step is
 * 2^-(2 b + 1) of the power of two above the largest value: 2^-85 for a thousand rows,
 * 2^-65 for a million.
 * Source: pre-rounding, Demmel & Nguyen, "Fast reproducible floating-point summation",
 * ARITH 2013.
 */
#ifndef QUEN_MATH_EXACT_SUM_H
#define QUEN_MATH_EXACT_SUM_H

#include "core/alloc.h"
#include "math/kernels.h"

/* Room for so many columns. 0 if memory is out. */
int quen__grid_new(quen__temp *temp, size_t columns, quen__grid *grid);

/* Make room in column `column` for n values, none larger than `largest`, below 2^900. */
void quen__grid_set(quen__grid *grid, size_t column, double largest, size_t n);

/* A value's step in a column that was set so. */
double quen__grid_step(double largest, size_t n);

/* The sum of a column, rounded once. `sum` is 2 x columns, as kernels leave it. */
static inline double quen__grid_sum(const quen__grid *grid, const double *sum,
                                    size_t column)
{
    return sum[column] + sum[grid->columns + column];
}

#endif
