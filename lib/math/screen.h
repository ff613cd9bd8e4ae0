/*
 * Which of k centres is nearest to a point, exactly, at the price of float arithmetic:
 * distances are compared in float with room for all rounding, and the few points that
 * this leaves in doubt get every distance computed in double.
 *
 * Y and Z are a point and a centre less a common shift, scaled to at most 1 in size; y, z
 * are what is left of them in float. With u = 2^-24 and e = 3/2 (d + 8) u:
 *  - the computed half - y z differs from S = |Z|^2 / 2 - Y Z by no more than
 *    e (|Y|^2 + |Z|^2), half being |z|^2 / 2 (Higham, "Accuracy and stability of
 *    numerical algorithms", section 3.1);
 *  - `halves` holds |z|^2 / 2 (1 - 4 e), so that a score t is never above S + e |Y|^2,
 *    whatever the centre, nor below S - 9 e |Y|^2 - 8 e |Y - Z|^2;
 *  - hence |Y - Z|^2 = |Y|^2 + 2 S lies between |y|^2 + 2 t - 6 e |y|^2 and
 *    (|y|^2 + 2 t + 24 e |y|^2) (1 + 24 e), which the kernel computes.
 * A last factor 1 +- e on both sides covers the rounding of the roots, and that of the
 * distances as the plain method computes them in double.
 */
#ifndef QUEN_MATH_SCREEN_H
#define QUEN_MATH_SCREEN_H

#include <float.h>
#include <math.h>

#include "core/alloc.h"
#include "math/kernels.h"

/* Points that are asked for at once, at most. */
#define QUEN__SCREEN_BLOCK 256u

/* Room for k centres of d columns. 0 if memory is out. */
int quen__screen_new(quen__temp *temp, size_t k, size_t d, quen__screen *screen);

/* Units for points and centres of which no value is larger than `largest` in size. */
void quen__screen_scale(quen__screen *screen, size_t d, double largest);

/* Take these k centres, in ascending order of their numbers. */
void quen__screen_aim(quen__screen *screen, const double *centers, size_t k, size_t d);

/* The same, in the order of screen->order. */
void quen__screen_aim_ordered(quen__screen *screen, const double *centers, size_t k,
                              size_t d);

/*
 * For n points, those listed in `rows` or the first n: the nearest of the centres that
 * the screen was aimed at, the lowest among equals; and by how much at least, in units of
 * 1 / scale, it is nearer than all others, less what rounding may amount to: 0 or less if
 * nothing is certain.
 *
 * If `own` is given, only centres at the first `first` places count, and the centre
 * own[i], for whoever knows that it must be one of these; but where that is not certain
 * in float, the answer is about all centres.
 */
void quen__screen_nearest(const quen__screen *screen, const quen__kernels *kernels,
                          const quen__points *p, const uint32_t *rows, size_t n,
                          size_t first, const uint32_t *own, const double *centers,
                          double *tile, uint32_t *label, float *gap);

/* More than a distance can be, rounded as it may have been; not squared. */
double quen__screen_at_most(double distance, size_t d);

/* A float near `a` that is certainly not above; NaN stays NaN, which nothing is below. */
static inline float quen__screen_below(double a)
{
    double most = (double)FLT_MAX / 2, b = a > most ? most : a;
    double below = b - fabs(b) * (double)FLT_EPSILON;
    return below < -(double)FLT_MAX ? -INFINITY : (float)below;
}

#endif
