/*
 * Dense algebra, the little of it that the models need. blas.c is the only file that knows
 * where it comes from.
 */
#ifndef QUEN_MATH_BLAS_H
#define QUEN_MATH_BLAS_H

#include <stddef.h>

#endif
