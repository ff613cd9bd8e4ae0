/*
 * DeLong's test of areas under ROC curves. The area is the mean over rows of class 1 of
 * the share of class 0 that they outrank, and the mean over class 0 of the share that
 * outranks them: so its variance is that of two means, and that of a difference on the
 * same rows is that of the rows' differences. One sorting gives all shares.
 * Sources: DeLong, DeLong & Clarke-Pearson, "Comparing the areas under two or more
 * correlated ROC curves", 1988; Sun & Xu, "Fast implementation of DeLong's algorithm",
 * 2014.
 */
#include "data/evaluate/evaluate.h"

#include <math.h>
#include <string.h>

#include "math/special.h"
#include "math/stats.h"

typedef struct places {
    const uint8_t *y;
    size_t n;
    double total[2];
    uint32_t *order, *scratch;
} places;

/* What each row outranks of class 0, or is outranked by of class 1, as a share. */
static void place(const places *p, const double *score, double *share)
{
    double met[2] = {0, 0};
    quen__stats_rank(score, p->n, p->order, p->scratch);
    for (size_t i = 0, end; i < p->n; i = end) {
        double group[2] = {0, 0};
        for (end = i; end < p->n && score[p->order[end]] == score[p->order[i]]; end++)
            group[p->y[p->order[end]]]++;
        double below = p->total[0] - met[0] - group[0];
        for (size_t at = i; at < end; at++) {
            uint32_t row = p->order[at];
            share[row] = p->y[row] ? (below + 0.5 * group[0]) / p->total[0]
                                   : (met[1] + 0.5 * group[1]) / p->total[1];
        }
        met[0] += group[0];
        met[1] += group[1];
    }
}

/* The mean over class 1, and the standard error of the area. */
static double area(const places *p, const double *share, double *std_error)
{
    double sum[2] = {0, 0}, squares[2] = {0, 0};
    for (size_t i = 0; i < p->n; i++)
        sum[p->y[i]] += share[i];
    for (size_t i = 0; i < p->n; i++) {
        double off = share[i] - sum[p->y[i]] / p->total[p->y[i]];
        squares[p->y[i]] += off * off;
    }
    double variance = 0;
    for (int c = 0; c < 2; c++)
        variance += squares[c] / (p->total[c] - 1) / p->total[c];
    *std_error = sqrt(variance);
    return sum[1] / p->total[1];
}

static void compare(const places *p, const double *a, const double *b, double *share_a,
                    double *share_b, quen_auc_test *t)
{
    place(p, a, share_a);
    t->auc_a = area(p, share_a, &t->std_error_a);
    t->auc_b = 0.5;
    t->std_error_b = 0;
    if (b) {
        place(p, b, share_b);
        t->auc_b = area(p, share_b, &t->std_error_b);
        for (size_t i = 0; i < p->n; i++)
            share_a[i] -= share_b[i];
    }
    t->difference = area(p, share_a, &t->std_error);
    if (!b)
        t->difference -= 0.5;
}

static void conclude(quen_auc_test *t, double confidence)
{
    double reach = -quen__special_normal_quantile((1 - confidence) / 2) * t->std_error;
    t->low = t->difference - reach;
    t->high = t->difference + reach;
    t->z = t->difference == 0 ? 0 : t->difference / t->std_error;
    t->p = quen__stats_normal_two_sided(t->z);
}

static quen_status check(quen_context *ctx, const uint8_t *y, const double *a,
                         const double *b, size_t n, double confidence)
{
    quen_status status = quen__evaluate_check_confidence(ctx, confidence);
    if (status == QUEN_OK)
        status = quen__evaluate_check_rows(ctx, y, a, n);
    if (status == QUEN_OK && b)
        status = quen__evaluate_check_rows(ctx, y, b, n);
    return status;
}

static quen_status test(quen__temp *temp, places *p, const double *a, const double *b,
                        double confidence, quen_auc_test *out)
{
    double *share_a = quen__temp_new(temp, p->n, sizeof *share_a);
    double *share_b = quen__temp_new(temp, p->n, sizeof *share_b);
    p->order = quen__temp_new(temp, p->n, sizeof *p->order);
    p->scratch = quen__temp_new(temp, p->n, sizeof *p->scratch);
    if (!share_a || !share_b || !p->order || !p->scratch)
        return QUEN_ERR_MEMORY;
    compare(p, a, b, share_a, share_b, out);
    conclude(out, confidence);
    return QUEN_OK;
}

quen_status quen_evaluate_auc_test(quen_context *ctx, const uint8_t *y, const double *a,
                                   const double *b, size_t n, double confidence,
                                   quen_auc_test *out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    places p = {.y = y, .n = n};
    quen_status status = check(ctx, y, a, b, n, confidence);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        p.total[y[i]]++;
    if (p.total[0] < 2 || p.total[1] < 2)
        *out = (quen_auc_test){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    else
        status = test(&temp, &p, a, b, confidence, out);
    quen__temp_close(&temp);
    return status;
}
