/*
 * Measures of a classifier. The area under the ROC curve is the share of pairs of one row
 * of each class that the scores put in the right order, a tie counting half: Mann and
 * Whitney's U over n0 n1, summed over groups of equal scores.
 */
#include "math/stats.h"

#include <math.h>

#include "math/index_sort.h"

double quen__stats_normal_two_sided(double z)
{
    return quen__special_erfc(fabs(z) * 0.70710678118654752440);
}

double quen__stats_logistic(double x)
{
    double e = quen__special_exp(-fabs(x));
    return (x < 0 ? e : 1) / (1 + e);
}

static int scores_higher(const void *user, uint32_t a, uint32_t b)
{
    const double *score = user;
    return score[a] > score[b];
}

void quen__stats_rank(const double *score, size_t n, uint32_t *order, uint32_t *scratch)
{
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    quen__index_sort(order, n, scratch, scores_higher, score);
}

double quen__stats_pairs_auc(const quen__stats_pairs *pairs)
{
    double all = pairs->met[0] * pairs->met[1];
    return all > 0 ? pairs->ordered / all : NAN;
}

double quen__stats_auc(const double *score, const uint8_t *y, const uint32_t *order,
                       size_t n)
{
    quen__stats_pairs pairs = {{0, 0}, 0};
    for (size_t i = 0; i < n;) {
        double value = score[order[i]], group[2] = {0, 0};
        do
            group[y[order[i++]]]++;
        while (i < n && score[order[i]] == value);
        quen__stats_pairs_add(&pairs, group);
    }
    return quen__stats_pairs_auc(&pairs);
}

double quen__stats_log_loss(const double *score, const uint8_t *y, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += quen__stats_loss_of(score[i], y[i]);
    return sum / (double)n;
}
