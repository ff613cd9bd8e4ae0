/*
 * Which of k centres is nearest to a point, exactly, at the cost of arithmetic on 16-bit
 * integers, which is exact itself: the numbers stand for the points' values, it
 * is known how far they may be off, and the few points that this leaves in doubt get
 * every distance computed in double.
 *
 * Y and Z are a point and a centre less a shift, scaled. y is Y rounded and z is f Z
 * rounded, f >= 1: centres are shorter than points as a rule, so that there is room for
 * finer numbers. |y - Y| and |z - f Z| are at most e = sqrt(d) / 2 and a little. The
 * nearest centre has the lowest S = f (|Z|^2 / 2 - Y Z). A score is t = h - y z, exactly,
 * for h = f |Z|^2 / 2 - e |z| rounded. As f Y Z - y z = (Y - y) z + Y (f Z - z), with g
 * the largest |f Z - z|:
 *   S - 2 e |z| - |Y| g - 1 <= t <= S + |Y| g + 1.
 * (Lanes hold -z: there are instructions that add products, none that subtract them.)
 * So a centre is nearer than another if its score is lower by more than
 *   2 e |z| + 2 |Y| g + 2, z being the nearer of the two; and |Y| <= |y| + e.
 * The lowest bits of scores hold the centre's number, which adds 2 mask; and what doubles
 * say of two distances may be wrong by a factor of 1 + (d + 4) 2^-53 each, which adds
 * less than f while d is at most 2^16.
 *
 * The frame is chosen so that most points, judged by a sample, have |y| <= RADIUS; they
 * may exceed it by what float makes of squares, below one in 200. The others are far:
 * always in doubt, and 0. A centre with |Z| above any such |Y| is far, too, and shortened
 * to that length: this lowers its S for points that are not far, as
 *   S - S' = f (1 - s) |Z| ((1 + s) |Z| / 2 - Y Z / |Z|) for Z' = s Z.
 * It gets two lanes. So where it comes first the second equals it, which leaves a doubt;
 * and where it does not, what is lower than its score is nearer for certain.
 *
 * With L = 32288, above |Y|, |Z| and f |Z|, S is at least L^2 / (2 f) - L^2, and at most
 * 2 L^2 more. So h gets L^2 (1 - 1 / (2 f)) + SLACK added, for scores within 2^23..2^31 -
 * 2^23, which are in the same order if they are taken for the bits of floats.
 */
#ifndef QUEN_MATH_SCREEN_H
#define QUEN_MATH_SCREEN_H

#include "core/alloc.h"
#include "math/kernels.h"

/* Points that are asked for at once, at most, and the tiles that they fill. */
#define QUEN__SCREEN_BLOCK 256u
#define QUEN__SCREEN_TILES (QUEN__SCREEN_BLOCK / QUEN__SCREEN_TILE)

/*
 * A frame for n points, judged by `looks` of them or about a thousand, which need not be
 * numbers; for values as large as `largest` if they are all the same. 0 if memory is out.
 */
int quen__frame_new(quen__temp *temp, const quen__points *points, size_t n, size_t looks,
                    double largest, quen__frame *frame);

/* Room for k centres of d columns. 0 if memory is out. */
int quen__screen_new(quen__temp *temp, size_t k, size_t d, quen__screen *screen);

/* Take these k centres, as a frame has them; squares of their distances are finite. */
void quen__screen_aim(quen__screen *screen, const quen__frame *frame,
                      const double *centers);

/* Tiles for n points. */
size_t quen__screen_tiles(size_t n);

/* Write down which of n points have their bit set, ascending. Returns how many. */
size_t quen__screen_list(const uint32_t *bits, size_t n, uint32_t *rows);

#endif
