/* Screening of centres in float: see screen.h for what is certain, and why. */
#include "math/screen.h"

#include <float.h>
#include <math.h>

#include "math/special.h"

#define BLOCK QUEN__SCREEN_BLOCK

/*
 * Distances below this may have lost all their bits to underflow, in double and (scaled)
 * in float; it drowns such errors.
 */
#define TINY 1e-150
#define FLOAT_TINY 1e-15

/* With more columns, float is too coarse to tell anything. */
#define MAX_COLUMNS 65536u

int quen__screen_new(quen__temp *temp, size_t k, size_t d, quen__screen *screen)
{
    screen->centers = quen__temp_new(temp, k, d * sizeof *screen->centers);
    screen->halves = quen__temp_new(temp, k, sizeof *screen->halves);
    screen->shift = quen__temp_new(temp, d, sizeof *screen->shift);
    screen->order = quen__temp_new(temp, k, sizeof *screen->order);
    screen->place = quen__temp_new(temp, k, sizeof *screen->place);
    return screen->centers && screen->halves && screen->shift && screen->order &&
           screen->place;
}

void quen__screen_scale(quen__screen *screen, size_t d, double largest)
{
    int exponent = quen__exponent(largest);
    screen->scale = quen__power_of_two(exponent > -1000 ? -exponent - 1 : 999);
    double least = FLOAT_TINY + 4 * TINY * screen->scale;
    screen->least = least < 1 ? (float)least : INFINITY;
    screen->doubt =
        d <= MAX_COLUMNS ? 1.5f * (float)(d + 8) * (FLT_EPSILON / 2) : INFINITY;
}

/* The mean of the centres: y and z are small there, and so is their rounding. */
static void set_shift(quen__screen *screen, const double *centers, size_t k, size_t d)
{
    for (size_t j = 0; j < d; j++)
        screen->shift[j] = 0;
    for (size_t c = 0; c < k; c++)
        for (size_t j = 0; j < d; j++)
            screen->shift[j] += centers[c * d + j] / (double)k;
}

/* Put one centre at its place. */
static void set_center(quen__screen *screen, size_t place, const double *center, size_t d)
{
    float *z = screen->centers + place * d;
    double length = 0;
    for (size_t j = 0; j < d; j++) {
        z[j] = (float)((center[j] - screen->shift[j]) * screen->scale);
        length += (double)z[j] * (double)z[j];
    }
    screen->halves[place] = (float)(length / 2 * (1 - 4 * (double)screen->doubt));
}

void quen__screen_aim_ordered(quen__screen *screen, const double *centers, size_t k,
                              size_t d)
{
    screen->k = k;
    set_shift(screen, centers, k, d);
    for (uint32_t place = 0; place < k; place++) {
        set_center(screen, place, centers + screen->order[place] * d, d);
        screen->place[screen->order[place]] = place;
    }
}

void quen__screen_aim(quen__screen *screen, const double *centers, size_t k, size_t d)
{
    for (uint32_t c = 0; c < k; c++)
        screen->order[c] = c;
    quen__screen_aim_ordered(screen, centers, k, d);
}

/*
 * A computed distance is off by less than d + 4 roundings. This leaves four times as much
 * room, which also covers the distances that it is compared with.
 */
static double margin(size_t d)
{
    return 4 * (double)(d + 4) * DBL_EPSILON;
}

double quen__screen_at_most(double distance, size_t d)
{
    return distance * (1 + margin(d)) + TINY;
}

static double at_least(double distance, size_t d)
{
    return distance * (1 - margin(d)) - TINY;
}

/* Compute all distances of m points, which stand at `place` among the others. */
static void settle(const quen__screen *screen, const quen__kernels *kernels,
                   const quen__points *p, const uint32_t *rows, const uint32_t *place,
                   size_t m, const double *centers, double *tile, uint32_t *label,
                   float *gap)
{
    uint32_t exact[BLOCK];
    double first[BLOCK], second[BLOCK];
    kernels->nearest(p, rows, m, centers, screen->k, tile, exact, first, second);
    kernels->root(first, m);
    kernels->root(second, m);
    for (size_t i = 0; i < m; i++) {
        double near = quen__screen_at_most(first[i], p->d);
        label[place[i]] = exact[i];
        gap[place[i]] =
            quen__screen_below((at_least(second[i], p->d) - near) * screen->scale);
    }
}

void quen__screen_nearest(const quen__screen *screen, const quen__kernels *kernels,
                          const quen__points *p, const uint32_t *rows, size_t n,
                          size_t first, const uint32_t *own, const double *centers,
                          double *tile, uint32_t *label, float *gap)
{
    uint32_t unsure[BLOCK], place[BLOCK], places[BLOCK] = {0};
    size_t m = 0;
    for (size_t i = 0; i < n && own; i++)
        places[i] = screen->place[own[i]];
    kernels->screen(p, rows, n, screen, own ? first : screen->k, own ? places : NULL,
                    tile, label, gap);
    for (size_t i = 0; i < n; i++) {
        place[m] = (uint32_t)i;
        unsure[m] = rows ? rows[i] : (uint32_t)i;
        m += !(gap[i] > 0);
        label[i] = screen->order[label[i] < screen->k ? label[i] : 0];
    }
    if (m)
        settle(screen, kernels, p, unsure, place, m, centers, tile, label, gap);
}
