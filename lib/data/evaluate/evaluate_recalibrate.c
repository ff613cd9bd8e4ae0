/*
 * The logistic regression of the class on the log odds: two coefficients by Newton's
 * method, halving steps that raise the loss.
 *
 * A resample's coefficients are near those of all rows. Its first step takes the
 * probabilities there, which do not depend on weights, so that it costs no exponential.
 * Steps then shrink quadratically: one that is short enough tells that the next would not
 * be seen. What does not shrink so goes the careful way.
 */
#include <math.h>
#include <string.h>

#include "data/evaluate/evaluate.h"
#include "math/special.h"

/* Minus the log-likelihood at two coefficients, its slopes and its curvature. */
typedef struct surface {
    double loss, weight, g0, g1, h00, h01, h11;
} surface;

static inline double weight_of(const double *weight, size_t r)
{
    return weight ? weight[r] : 1;
}

/* A row whose probability is p. */
static inline void add_row(surface *s, double w, double x, uint8_t y, double p)
{
    double g = w * (p - y), h = w * p * (1 - p);
    s->weight += w;
    s->g0 += g;
    s->g1 += g * x;
    s->h00 += h;
    s->h01 += h * x;
    s->h11 += h * x * x;
}

static surface surface_at(const quen__evaluate_rows *rows, const double *weight,
                          const double b[2])
{
    surface s = {0, 0, 0, 0, 0, 0, 0};
    for (size_t r = 0; r < rows->n; r++) {
        double w = weight_of(weight, r), x = rows->log_odds[r], z = b[0] + b[1] * x;
        if (w == 0)
            continue;
        double e = quen__special_exp(-fabs(z));
        s.loss += w * ((rows->y[r] ? -z : z) > 0 ? fabs(z) : 0);
        s.loss += w * quen__special_log1p(e);
        add_row(&s, w, x, rows->y[r], (z < 0 ? e : 1) / (1 + e));
    }
    return s;
}

/* 1 if some one's log odds are below some zero's and some above: else no finite solution.
 */
static int overlap(const quen__evaluate_rows *rows, const double *weight)
{
    double highest[2] = {-INFINITY, -INFINITY}, least[2] = {INFINITY, INFINITY};
    for (size_t r = 0; r < rows->n; r++) {
        double x = rows->log_odds[r];
        if (weight_of(weight, r) == 0)
            continue;
        if (x > highest[rows->y[r]])
            highest[rows->y[r]] = x;
        if (x < least[rows->y[r]])
            least[rows->y[r]] = x;
    }
    return least[1] < highest[0] && highest[1] > least[0];
}

/* Newton's step, and what it promises to take off twice the loss; 0 if there is none. */
static int step_from(const surface *s, double step[2], double *gain)
{
    double det = s->h00 * s->h11 - s->h01 * s->h01;
    if (!(det > 0))
        return 0;
    step[0] = (s->h11 * s->g0 - s->h01 * s->g1) / det;
    step[1] = (s->h00 * s->g1 - s->h01 * s->g0) / det;
    *gain = step[0] * s->g0 + step[1] * s->g1;
    return 1;
}

/* --- with care --- */

/*
 * The whole step, or as much of it as does not raise the loss, but for what rounding may;
 * 0 if none is.
 */
static int take_step(const quen__evaluate_rows *rows, const double *weight, double b[2],
                     const double step[2], surface *s)
{
    double part = 1;
    for (int halved = 0; halved < 40; halved++, part /= 2) {
        double next[2] = {b[0] - part * step[0], b[1] - part * step[1]};
        surface there = surface_at(rows, weight, next);
        if (!(there.loss <= s->loss * (1 + 1e-12)))
            continue;
        memcpy(b, next, sizeof next);
        *s = there;
        return 1;
    }
    return 0;
}

static int go_carefully(const quen__evaluate_rows *rows, const double *weight,
                        double b[2])
{
    surface s = surface_at(rows, weight, b);
    for (int i = 0; i < 100; i++) {
        double step[2], gain;
        if (!step_from(&s, step, &gain))
            return 0;
        if (!take_step(rows, weight, b, step, &s) || gain <= 1e-20 * s.loss)
            return 1;
    }
    return 0;
}

void quen__evaluate_recalibrate(const quen__evaluate_rows *rows, const double *weight,
                                double fit[2])
{
    double b[2] = {fit[0], fit[1]};
    if (!overlap(rows, weight) || !go_carefully(rows, weight, b))
        b[0] = b[1] = NAN;
    memcpy(fit, b, sizeof b);
}

/* --- near the fit of all rows --- */

double quen__evaluate_chance(double log_odds, const double fit[2])
{
    double z = fit[0] + fit[1] * log_odds, e = quen__special_exp(-fabs(z));
    return (z < 0 ? e : 1) / (1 + e);
}

/* At the start, where probabilities are known, or elsewhere; without the loss. */
static surface slopes_at(const quen__evaluate_rows *rows, const double *weight,
                         const double *b)
{
    surface s = {0, 0, 0, 0, 0, 0, 0};
    for (size_t r = 0; r < rows->n; r++) {
        double w = weight_of(weight, r), x = rows->log_odds[r];
        if (w == 0)
            continue;
        double p = b ? quen__evaluate_chance(x, b) : rows->start_chance[r];
        add_row(&s, w, x, rows->y[r], p);
    }
    return s;
}

/*
 * A step is as long as the root of its gain, in standard errors where rows weigh 1; the
 * next one after two of a and b is about as long as b^2 / a^2 times b. 0 if steps do not
 * shrink so.
 */
static int go_quickly(const quen__evaluate_rows *rows, const double *weight, double b[2])
{
    double step[2], gain, last = 0;
    for (int i = 0; i < 10; i++) {
        surface s = slopes_at(rows, weight, i > 0 ? b : NULL);
        if (!step_from(&s, step, &gain) || (i > 0 && gain > last / 4))
            return 0;
        b[0] -= step[0];
        b[1] -= step[1];
        double unit = s.weight / (double)rows->n;
        if (gain <= 1e-12 * unit || (i > 0 && gain * sqrt(gain / unit) <= 1e-5 * last))
            return 1;
        last = gain;
    }
    return 0;
}

void quen__evaluate_recalibrate_near(const quen__evaluate_rows *rows,
                                     const double *weight, double fit[2])
{
    memcpy(fit, rows->start, sizeof rows->start);
    if (overlap(rows, weight) && go_quickly(rows, weight, fit))
        return;
    memcpy(fit, rows->start, sizeof rows->start);
    quen__evaluate_recalibrate(rows, weight, fit);
}
