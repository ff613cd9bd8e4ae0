/* Screening of centres in float: see screen.h for what is certain, and why. */
#include "math/screen.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "math/special.h"

/*
 * Squared distances below this may have lost all their bits to underflow, in double and
 * (scaled) in float; it drowns such errors.
 */
#define TINY 1e-300
#define FLOAT_TINY 1e-30

/* With more columns, float is too coarse to tell anything. */
#define MAX_COLUMNS 65536u

/* Points whose mean is good enough for a shift. */
#define SAMPLE 1024u

/* The mean of some points: y and z are small there, and so is their rounding. */
static void set_shift(quen__frame *frame, const quen__points *points, size_t n)
{
    size_t stride = n / SAMPLE + 1, taken = (n - 1) / stride + 1;
    memset(frame->shift, 0, frame->d * sizeof *frame->shift);
    for (size_t i = 0; i < n; i += stride) {
        quen__points p = quen__points_from(points, i);
        for (size_t j = 0; j < p.d; j++) {
            double x =
                p.single ? (double)((const float *)p.x)[j] : ((const double *)p.x)[j];
            frame->shift[j] += x / (double)taken;
        }
    }
}

int quen__frame_new(quen__temp *temp, const quen__points *points, size_t n,
                    double largest, quen__frame *frame)
{
    size_t d = points->d;
    int exponent = quen__exponent(largest);
    *frame = (quen__frame){.d = d};
    frame->shift = quen__temp_new(temp, d, sizeof *frame->shift);
    if (!frame->shift)
        return 0;
    set_shift(frame, points, n);
    frame->scale = quen__power_of_two(exponent > -1000 ? -exponent - 1 : 999);
    double least = FLOAT_TINY + TINY * frame->scale * frame->scale;
    frame->least = least < 1 && d <= MAX_COLUMNS ? (float)least : INFINITY;
    if (d <= MAX_COLUMNS) {
        frame->error = 1.5f * (float)(d + 8) * (FLT_EPSILON / 2);
        frame->doubt = 24 * frame->error;
        frame->slant = 21 * frame->error;
    }
    return 1;
}

int quen__screen_new(quen__temp *temp, size_t k, size_t d, quen__screen *screen)
{
    size_t lanes = (k + QUEN__TILE - 1) / QUEN__TILE * QUEN__TILE;
    *screen = (quen__screen){.d = d, .k = k};
    screen->centers = quen__temp_zero(temp, lanes, d * sizeof *screen->centers);
    screen->halves = quen__temp_new(temp, lanes, sizeof *screen->halves);
    screen->exact = quen__temp_new(temp, lanes, d * sizeof *screen->exact);
    if (!screen->centers || !screen->halves || !screen->exact)
        return 0;
    for (size_t c = k; c < lanes; c++)
        screen->halves[c] = INFINITY;
    for (size_t i = 0; i < lanes * d; i++)
        screen->exact[i] = INFINITY;
    return 1;
}

/* Where centre c begins among groups of so many lanes. */
static size_t lane_of(size_t c, size_t lanes, size_t d)
{
    return c / lanes * lanes * d + c % lanes;
}

void quen__screen_aim(quen__screen *screen, const quen__frame *frame,
                      const double *centers)
{
    size_t d = screen->d;
    screen->slant = frame->slant;
    for (size_t c = 0; c < screen->k; c++) {
        float *z = screen->centers + lane_of(c, QUEN__SCREEN_GROUP, d);
        double *exact = screen->exact + lane_of(c, QUEN__TILE, d), length = 0;
        for (size_t j = 0; j < d; j++) {
            double value = centers[c * d + j];
            float at = (float)((value - frame->shift[j]) * frame->scale);
            exact[j * QUEN__TILE] = value;
            z[j * QUEN__SCREEN_GROUP] = at;
            length += (double)at * (double)at;
        }
        screen->halves[c] = (float)(length / 2 * (1 - 4 * (double)frame->error));
    }
}

size_t quen__screen_tiles(size_t n)
{
    return n / QUEN__SCREEN_TILE + (n % QUEN__SCREEN_TILE != 0);
}
