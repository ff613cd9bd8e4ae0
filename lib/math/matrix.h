/* The caller's matrices: is every value finite, or unknown where that is allowed? */
#ifndef QUEN_MATH_MATRIX_H
#define QUEN_MATH_MATRIX_H

#include "core/context.h"

/* What may stand in a matrix. */
enum {
    QUEN__MATRIX_FINITE = 0, /* finite numbers */
    QUEN__MATRIX_KNOWN = 1   /* finite numbers, or NaN for what is not known */
};

/*
 * n x d values, row-major, none larger than `limit` in size (DBL_MAX: all finite ones
 * may). QUEN_ERR_ARGUMENT names `what`, and row and column of the first that is refused;
 * QUEN_ERR_OVERFLOW if n x d doubles do not fit in memory.
 */
quen_status quen__matrix_check(quen_context *ctx, const char *what, const double *x,
                               size_t n, size_t d, int allowed, double limit);

/* The same for one row, the `row`th: d finite values. */
quen_status quen__matrix_check_row(quen_context *ctx, const char *what, const double *x,
                                   size_t row, size_t d, double limit);

#endif
