/*
 * Dense algebra, the little of it that the models need, on row-major matrices of which
 * the upper triangle counts (what is below the diagonal is of no meaning). blas.c is the
 * only file that knows where the products come from. Call from one thread at a time.
 */
#ifndef QUEN_MATH_BLAS_H
#define QUEN_MATH_BLAS_H

#include <stddef.h>

/*
 * Factor a (p x p, symmetric, positive definite) as r' r, in place. Returns p; or the
 * first column that is a combination of those before it, which is when no more than
 * `least` times its diagonal entry is left of it: then `a` is of no use. `work` has room
 * for p numbers.
 */
size_t quen__cholesky(double *a, size_t p, double least, double *work);

/* Solve r' r x = b for x in place of b. */
void quen__cholesky_solve(const double *r, size_t p, double *b);

/*
 * v' (r' r)^-1 v, which for a unit vector is an entry of the inverse's diagonal. Entries
 * of v before `first` are 0. Overwrites v.
 */
double quen__cholesky_form(const double *r, size_t p, size_t first, double *v);

#endif
