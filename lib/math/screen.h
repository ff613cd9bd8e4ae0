/*
 * Which of k centres is nearest to a point, exactly, at the price of float arithmetic:
 * distances are compared in float with room for all rounding, and the few points that
 * this leaves in doubt get every distance computed in double.
 *
 * Y and Z are a point and a centre less a common shift, scaled to at most 1 in size; y, z
 * are what is left of them in float. With u = 2^-24 and e = 3/2 (d + 8) u, at most 1/170:
 *  - the computed half - y z differs from S = |Z|^2 / 2 - Y Z by no more than
 *    e (|Y|^2 + |Z|^2), half being |z|^2 / 2 (Higham, "Accuracy and stability of
 *    numerical algorithms", section 3.1);
 *  - `halves` holds |z|^2 / 2 (1 - 4 e), so that a score t is never above S + e |Y|^2,
 *    whatever the centre, nor below S - 9 e |Y|^2 - 8 e A, A = |Y - Z|^2 = |Y|^2 + 2 S;
 *  - hence A <= (|Y|^2 + 2 t + 18 e |Y|^2) / (1 - 16 e) and A >= |Y|^2 + 2 t - 2 e |Y|^2;
 *  - so of two centres with scores t and t' the first is nearer, even as the plain method
 *    computes distances in double (a factor 1 + e), if t' - t > 22 e |Y|^2 + 20 e t. The
 *    kernel asks for 24 e |y|^2 + 21 e t, which covers the rounding of this, and takes
 * for |y|^2 the largest of a tile's rows.
 */
#ifndef QUEN_MATH_SCREEN_H
#define QUEN_MATH_SCREEN_H

#include "core/alloc.h"
#include "math/kernels.h"

/* Points that are asked for at once, at most, and the tiles that they fill. */
#define QUEN__SCREEN_BLOCK 256u
#define QUEN__SCREEN_TILES (QUEN__SCREEN_BLOCK / QUEN__SCREEN_TILE)

/*
 * A frame for points and centres of which no value is larger than `largest` in size,
 * around the mean of some of these n points. 0 if memory is out.
 */
int quen__frame_new(quen__temp *temp, const quen__points *points, size_t n,
                    double largest, quen__frame *frame);

/* Room for k centres of d columns. 0 if memory is out. */
int quen__screen_new(quen__temp *temp, size_t k, size_t d, quen__screen *screen);

/* Take these k centres, as a frame has them. */
void quen__screen_aim(quen__screen *screen, const quen__frame *frame,
                      const double *centers);

/* Tiles for n points. */
size_t quen__screen_tiles(size_t n);

#endif
