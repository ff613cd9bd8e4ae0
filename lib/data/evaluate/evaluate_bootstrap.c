/*
 * The bootstrap: draw n of n units with replacement, compute the figures from how often
 * each was drawn, and take percentiles over the resamples. Unit j of resample i is random
 * number j of stream i, so that each resample is the same whichever thread makes it.
 * Source: Efron, "Bootstrap methods: another look at the jackknife", 1979.
 */
#include "data/evaluate/evaluate.h"

#include <math.h>
#include <string.h>

#include "core/options.h"
#include "core/parallel.h"
#include "core/rng.h"
#include "math/select.h"

#define MOST_RESAMPLES 1000000

typedef struct bootstrap {
    const quen__evaluate_draws *draws;
    size_t n_units, n_figures;
    quen__evaluate_figures fn;
    void *user;
    quen__chunks chunks;
    uint32_t *drawn; /* workers x n_units */
    double *figures; /* workers x n_figures */
    double *table;   /* n_figures x resamples */
} bootstrap;

quen_status quen__evaluate_check_confidence(quen_context *ctx, double confidence)
{
    if (confidence > 0 && confidence < 1)
        return QUEN_OK;
    return quen__bad_argument(ctx, "evaluate: confidence is %g, not above 0 and below 1",
                              confidence);
}

quen_status quen__evaluate_check_draws(quen_context *ctx,
                                       const quen__evaluate_draws *draws)
{
    quen_status status = quen__options_within(ctx, "evaluate", "resamples",
                                              draws->resamples, 2, MOST_RESAMPLES);
    if (status == QUEN_OK)
        status = quen__evaluate_check_confidence(ctx, draws->confidence);
    return status;
}

static void draw(const bootstrap *b, size_t resample, uint32_t *drawn)
{
    memset(drawn, 0, b->n_units * sizeof *drawn);
    for (size_t j = 0; j < b->n_units; j++)
        drawn[quen__random_below(b->draws->seed, resample, j, b->n_units)]++;
}

static void resample_chunk(void *user, size_t chunk, unsigned worker)
{
    bootstrap *b = user;
    uint32_t *drawn = b->drawn + worker * b->n_units;
    double *figures = b->figures + worker * b->n_figures;
    quen__range range = quen__chunk_range(&b->chunks, chunk);
    for (size_t i = range.first; i < range.last; i++) {
        draw(b, i, drawn);
        b->fn(b->user, drawn, worker, figures);
        for (size_t f = 0; f < b->n_figures; f++)
            b->table[f * b->draws->resamples + i] = figures[f];
    }
}

/* Those that are defined go to the front; how many they are. */
static size_t defined(double *x, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]))
            x[kept++] = x[i];
    return kept;
}

/* Between the two nearest of n values, if sorted. */
static double quantile(double *x, size_t n, double q)
{
    double place = q * (double)(n - 1);
    size_t below = (size_t)place;
    double low = quen__select(x, n, below);
    if (below + 1 == n)
        return low;
    double high = quen__select(x, n, below + 1);
    return low + (high - low) * (place - (double)below);
}

static void intervals(const bootstrap *b, double *low, double *high)
{
    double outside = (1 - b->draws->confidence) / 2;
    for (size_t f = 0; f < b->n_figures; f++) {
        double *x = b->table + f * b->draws->resamples;
        size_t n = defined(x, b->draws->resamples);
        int enough = n >= (b->draws->resamples + 1) / 2;
        low[f] = enough ? quantile(x, n, outside) : NAN;
        high[f] = enough ? quantile(x, n, 1 - outside) : NAN;
    }
}

quen_status quen__evaluate_bootstrap(quen_context *ctx, size_t n_units,
                                     const quen__evaluate_draws *draws, size_t n_figures,
                                     quen__evaluate_figures fn, void *user, double *low,
                                     double *high)
{
    quen__temp temp = QUEN__TEMP(ctx);
    bootstrap b = {.draws = draws,
                   .n_units = n_units,
                   .n_figures = n_figures,
                   .fn = fn,
                   .user = user,
                   .chunks = quen__cut(draws->resamples, 1)};
    quen_status status = QUEN_ERR_MEMORY;
    b.drawn = quen__temp_new(&temp, n_units, ctx->threads * sizeof *b.drawn);
    b.figures = quen__temp_new(&temp, n_figures, ctx->threads * sizeof *b.figures);
    b.table = quen__temp_new(&temp, draws->resamples, n_figures * sizeof *b.table);
    if (b.drawn && b.figures && b.table)
        status =
            quen__parallel_for(ctx, b.chunks.count, resample_chunk, &b, "evaluate", 0, 1);
    if (status == QUEN_OK)
        intervals(&b, low, high);
    quen__temp_close(&temp);
    return status;
}
