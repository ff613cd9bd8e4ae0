/* A caller's points: are they finite, and how large are they? */
#ifndef QUEN_MATH_POINTS_H
#define QUEN_MATH_POINTS_H

#include "math/kernels.h"

/* QUEN_ERR_OVERFLOW if n points do not fit in memory. */
quen_status quen__points_check_size(quen_context *ctx, const char *what,
                                    const quen__points *p, size_t n);

/*
 * n points whose size was found good: each value finite and no larger than `limit` in
 * size, as quen__matrix_check() has it. largest[j], of d columns, receives the largest
 * size in column j. QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY.
 */
quen_status quen__points_check(quen_context *ctx, const char *what, const quen__points *p,
                               size_t n, double limit, double *largest);

#endif
