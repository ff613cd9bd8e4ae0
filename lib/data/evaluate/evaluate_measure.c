/*
 * The figures of a binary report from one walk over groups of equal score (areas,
 * precision, gain), one over the rows (losses, bins), and the regression of
 * evaluate_recalibrate.c.
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
    double fit[2] = {0, 0};
    if (rows->start_chance)
        quen__evaluate_recalibrate_near(rows, weight, fit);
    else
        quen__evaluate_recalibrate(rows, weight, fit);
    figures[INTERCEPT] = fit[0];
    figures[SLOPE] = fit[1];
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
