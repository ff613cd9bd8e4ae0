/* Order statistics. */
#ifndef QUEN_MATH_SELECT_H
#define QUEN_MATH_SELECT_H

#include <stddef.h>

/*
 * The value at position `rank`, 0..n-1, of n values if they were sorted; none may be NaN.
 * Reorders x: what then stands before that position is not above the value, what stands
 * after it not below. Time O(n), whatever the values.
 */
double quen__select(double *x, size_t n, size_t rank);

#endif
