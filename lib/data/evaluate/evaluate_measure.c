/*
 * The figures of a binary report from one walk over groups of equal score (areas,
 * precision, gain), one over the rows (losses, bins), and a regression of two
 * coefficients by Newton's method with step halving.
 *
 * Brier score: with w, p, y the weight, mean probability and rate of a bin,
 *     reliability = sum w (p - y)^2, resolution = sum w (y - rate)^2,
 *     within = sum over rows of (p_i - p)^2 - 2 (p_i - p)(y_i - y),
 * weights adding up to 1. Sources: Murphy, "A new vector partition of the probability
 * score", 1973; Stephenson, Coelho & Jolliffe, "Two extra components in the Brier score
 * decomposition", 2008.
 */
#include "data/evaluate/evaluate.h"

#include <math.h>
#include <string.h>

#include "data/evaluate/evaluate_groups.h"
#include "math/special.h"
#include "math/stats.h"

/* Places in a report, in the order of its fields. */
enum {
    RATE,
    AUC,
    AVERAGE_PRECISION,
    KS,
    LIFT10,
    MEAN_SCORE,
    LOG_LOSS,
    BRIER,
    RELIABILITY,
    RESOLUTION,
    UNCERTAINTY,
    WITHIN,
    CALIBRATION_ERROR,
    SLOPE,
    INTERCEPT
};

/* --- by rank --- */

/* What is seen on the way from the highest score down. */
typedef struct descent {
    quen__stats_pairs pairs;
    double total[2];  /* weight of each class */
    double precision; /* summed over ones */
    double ks;
    double top; /* ones in the first tenth of all weight */
} descent;

static void descend(descent *d, const double group[2])
{
    double all = d->total[0] + d->total[1], met = d->pairs.met[0] + d->pairs.met[1];
    d->top += group[1] * quen__evaluate_share_of(met, group, all / 10);
    quen__stats_pairs_add(&d->pairs, group);
    met += group[0] + group[1];
    if (group[1] > 0)
        d->precision += group[1] * (d->pairs.met[1] / met);
    double gap = fabs(d->pairs.met[1] / d->total[1] - d->pairs.met[0] / d->total[0]);
    if (gap > d->ks)
        d->ks = gap;
}

static void by_rank(const quen__evaluate_rows *rows, const double *weight,
                    const double total[2], double *figures)
{
    descent d = {.total = {total[0], total[1]}};
    double all = total[0] + total[1];
    for (size_t r = 0; r < rows->n;) {
        double group[2];
        r = quen__evaluate_next_group(rows, weight, r, group);
        descend(&d, group);
    }
    figures[AUC] = quen__stats_pairs_auc(&d.pairs);
    figures[KS] = total[0] > 0 && total[1] > 0 ? d.ks : NAN;
    if (total[1] > 0) {
        figures[AVERAGE_PRECISION] = d.precision / total[1];
        figures[LIFT10] = 10 * d.top / total[1];
    }
    figures[RATE] = total[1] / all;
}

/* --- probabilities --- */

/* Sums of a bin. */
typedef struct bin_sums {
    double weight, score, ones;
    double squares, products; /* of scores; of scores and classes */
} bin_sums;

static void sum_bins(const quen__evaluate_rows *rows, const double *weight,
                     bin_sums *bins, double *loss, double *brier)
{
    memset(bins, 0, rows->bins * sizeof *bins);
    for (size_t r = 0; r < rows->n; r++) {
        double w = weight ? weight[r] : 1, p = rows->score[r], error = p - rows->y[r];
        bin_sums *b = &bins[rows->bin[r]];
        *loss += w * rows->loss[r];
        *brier += w * error * error;
        b->weight += w;
        b->score += w * p;
        b->ones += w * rows->y[r];
        b->squares += w * p * p;
        b->products += w * p * rows->y[r];
    }
}

static void add_bin(const bin_sums *b, double rate, double *figures)
{
    if (b->weight == 0)
        return;
    double p = b->score / b->weight, y = b->ones / b->weight;
    figures[MEAN_SCORE] += b->score;
    figures[RELIABILITY] += b->weight * (p - y) * (p - y);
    figures[RESOLUTION] += b->weight * (y - rate) * (y - rate);
    figures[WITHIN] += (b->squares - b->score * p) - 2 * (b->products - b->ones * p);
    figures[CALIBRATION_ERROR] += b->weight * fabs(p - y);
}

static void by_probability(const quen__evaluate_rows *rows, const double *weight,
                           double all, bin_sums *bins, double *figures)
{
    double rate = figures[RATE];
    for (int f = MEAN_SCORE; f <= CALIBRATION_ERROR; f++)
        figures[f] = 0;
    sum_bins(rows, weight, bins, &figures[LOG_LOSS], &figures[BRIER]);
    for (uint32_t b = 0; b < rows->bins; b++)
        add_bin(&bins[b], rate, figures);
    for (int f = MEAN_SCORE; f <= CALIBRATION_ERROR; f++)
        figures[f] /= all;
    figures[UNCERTAINTY] = rate * (1 - rate);
    double fit[2] = {rows->start[0], rows->start[1]};
    quen__evaluate_recalibrate(rows, weight, fit);
    figures[INTERCEPT] = fit[0];
    figures[SLOPE] = fit[1];
}

/* --- recalibration --- */

/* Minus the log-likelihood at two coefficients, its slopes and its curvature. */
typedef struct surface {
    double loss, g0, g1, h00, h01, h11;
} surface;

static surface surface_at(const quen__evaluate_rows *rows, const double *weight,
                          const double b[2])
{
    surface s = {0, 0, 0, 0, 0, 0};
    for (size_t r = 0; r < rows->n; r++) {
        double w = weight ? weight[r] : 1, x = rows->log_odds[r], z = b[0] + b[1] * x;
        if (w == 0)
            continue;
        double e = quen__special_exp(-fabs(z)), p = (z < 0 ? e : 1) / (1 + e);
        double g = w * (p - rows->y[r]), h = w * p * (1 - p);
        s.loss += w * ((rows->y[r] ? -z : z) > 0 ? fabs(z) : 0);
        s.loss += w * quen__special_log1p(e);
        s.g0 += g;
        s.g1 += g * x;
        s.h00 += h;
        s.h01 += h * x;
        s.h11 += h * x * x;
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
        if (weight && weight[r] == 0)
            continue;
        if (x > highest[rows->y[r]])
            highest[rows->y[r]] = x;
        if (x < least[rows->y[r]])
            least[rows->y[r]] = x;
    }
    return least[1] < highest[0] && highest[1] > least[0];
}

/*
 * The whole step, or as much of it as does not raise the loss, but for what rounding may;
 * 0 if none is.
 */
static int take_step(const quen__evaluate_rows *rows, const double *weight, double b[2],
                     const double step[2], surface *s)
{
    for (double part = 1; part > 1e-12; part /= 2) {
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

void quen__evaluate_recalibrate(const quen__evaluate_rows *rows, const double *weight,
                                double fit[2])
{
    double b[2] = {fit[0], fit[1]};
    fit[0] = fit[1] = NAN;
    if (!overlap(rows, weight))
        return;
    surface s = surface_at(rows, weight, b);
    for (int i = 0; i < 100; i++) {
        double det = s.h00 * s.h11 - s.h01 * s.h01;
        if (!(det > 0))
            return;
        double step[2] = {(s.h11 * s.g0 - s.h01 * s.g1) / det,
                          (s.h00 * s.g1 - s.h01 * s.g0) / det};
        double gain = step[0] * s.g0 + step[1] * s.g1;
        if (!take_step(rows, weight, b, step, &s) || gain <= 1e-20 * s.loss) {
            fit[0] = b[0];
            fit[1] = b[1];
            return;
        }
    }
}

/* --- all --- */

void quen__evaluate_measure(const quen__evaluate_rows *rows, const double *weight,
                            double *scratch, double *figures)
{
    double total[2] = {0, 0};
    if (!weight)
        weight = rows->weight;
    for (size_t r = 0; r < rows->n; r++)
        total[rows->y[r]] += weight ? weight[r] : 1;
    for (size_t f = 0; f < QUEN__EVALUATE_FIGURES; f++)
        figures[f] = NAN;
    if (!(total[0] + total[1] > 0))
        return;
    by_rank(rows, weight, total, figures);
    if (rows->probability)
        by_probability(rows, weight, total[0] + total[1], (bin_sums *)(void *)scratch,
                       figures);
}
