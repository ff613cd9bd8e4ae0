/*
 * Rows of two classes, checked and put into the order of their scores, with all that does
 * not depend on weights computed once: losses, log odds, bins of calibration. The cuts of
 * quantile bins are interpolated as numpy.percentile() does it, to the bit, so that what
 * equals a cut falls into the same bin there and here.
 */
#include "data/evaluate/evaluate.h"
#include "core/alloc.h"

#include <math.h>
#include <stddef.h>

#include "core/options.h"
#include "math/special.h"
#include "math/stats.h"

static quen_binary_options defaults(void)
{
    quen_binary_options options = {0};
    options.struct_size = sizeof options;
    options.bins = 10;
    options.resamples = 1000;
    options.confidence = 0.95;
    return options;
}

void quen_binary_options_init(quen_binary_options *options, size_t size)
{
    quen_binary_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

quen_status quen__evaluate_read(quen_context *ctx, const quen_binary_options *given,
                                quen_binary_options *options)
{
    *options = defaults();
    quen_status status = quen__options_read_all(ctx, options, sizeof *options,
                                                offsetof(quen_binary_options, reserved),
                                                given, "evaluate");
    quen__evaluate_draws draws = {options->resamples, options->confidence, options->seed};
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "evaluate", "scores", options->scores,
                                      QUEN_BINARY_SCORES_ANY);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "evaluate", "binning", options->binning,
                                      QUEN_BINARY_BINNING_WIDTH);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "evaluate", "bins", options->bins, 1, 1000);
    if (status == QUEN_OK)
        status = quen__evaluate_check_draws(ctx, &draws);
    return status;
}

/* --- checks --- */

quen_status quen__evaluate_check_rows(quen_context *ctx, const uint8_t *y,
                                      const double *score, size_t n)
{
    quen_status status = quen__extent_check(ctx, "evaluate: rows", n, 1, sizeof *score);
    if (status != QUEN_OK)
        return status;
    if (n == 0 || n >= UINT32_MAX)
        return quen__bad_argument(ctx, "evaluate: %zu rows, not within 1..2^32 - 2", n);
    for (size_t i = 0; i < n; i++) {
        if (y[i] > 1)
            return quen__bad_argument(ctx, "evaluate: row %zu: class is %u, not 0 or 1",
                                      i, (unsigned)y[i]);
        if (!isfinite(score[i]))
            return quen__bad_argument(ctx, "evaluate: row %zu: score is %g, not finite",
                                      i, score[i]);
    }
    return QUEN_OK;
}

static quen_status check_probabilities(quen_context *ctx, const double *score, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (score[i] < 0 || score[i] > 1)
            return quen__bad_argument(
                ctx,
                "evaluate: row %zu: score is %g, not within 0..1; where scores are no "
                "probabilities, say QUEN_BINARY_SCORES_ANY",
                i, score[i]);
    return QUEN_OK;
}

/* Figures multiply the weights of two classes, and those of rows by losses. */
#define LEAST_WEIGHT 1e-100
#define MOST_WEIGHT 1e100

static quen_status check_weights(quen_context *ctx, const double *weights, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(weights[i]) || weights[i] < 0)
            return quen__bad_argument(
                ctx, "evaluate: row %zu: weight is %g, not finite and at least 0", i,
                weights[i]);
        sum += weights[i];
    }
    if (sum >= LEAST_WEIGHT && sum <= MOST_WEIGHT)
        return QUEN_OK;
    return quen__bad_argument(ctx,
                              "evaluate: weights add up to %g; from %g to %g is allowed",
                              sum, LEAST_WEIGHT, MOST_WEIGHT);
}

static quen_status check_groups(quen_context *ctx, const uint32_t *groups, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (groups[i] >= n)
            return quen__bad_argument(ctx,
                                      "evaluate: row %zu: group is %u, not within 0..%zu",
                                      i, (unsigned)groups[i], n - 1);
    return QUEN_OK;
}

static quen_status check(quen_context *ctx, const uint8_t *y, const double *score,
                         size_t n, const quen_binary_options *o)
{
    quen_status status = quen__evaluate_check_rows(ctx, y, score, n);
    if (status == QUEN_OK && o->scores == QUEN_BINARY_SCORES_PROBABILITY)
        status = check_probabilities(ctx, score, n);
    if (status == QUEN_OK && o->weights)
        status = check_weights(ctx, o->weights, n);
    if (status == QUEN_OK && o->groups)
        status = check_groups(ctx, o->groups, n);
    return status;
}

/* --- what is drawn --- */

/* Groups that occur, numbered as they do; how many they are. */
static uint32_t number_groups(const uint32_t *groups, size_t n, uint32_t *number)
{
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++)
        number[i] = UINT32_MAX;
    for (size_t i = 0; i < n; i++)
        if (number[groups[i]] == UINT32_MAX)
            number[groups[i]] = count++;
    return count;
}

static quen_status set_units(quen__temp *temp, const uint32_t *groups,
                             const uint32_t *order, quen__evaluate_rows *rows)
{
    rows->n_units = rows->n;
    rows->unit = order;
    if (!groups)
        return QUEN_OK;
    uint32_t *number = quen__temp_new(temp, rows->n, sizeof *number);
    uint32_t *unit = quen__temp_new(temp, rows->n, sizeof *unit);
    if (!number || !unit)
        return QUEN_ERR_MEMORY;
    rows->n_units = number_groups(groups, rows->n, number);
    for (size_t r = 0; r < rows->n; r++)
        unit[r] = number[groups[order[r]]];
    rows->unit = unit;
    return QUEN_OK;
}

/* --- bins --- */

/* The score that is this far up in ascending order. */
static double percentile(const quen__evaluate_rows *rows, double share)
{
    double place = share * 100 / 100 * (double)(rows->n - 1), below = floor(place);
    size_t at = rows->n - 1 - (size_t)below;
    double low = rows->score[at], high = rows->score[at > 0 ? at - 1 : 0];
    double t = place - below, spread = high - low;
    return t >= 0.5 ? high - spread * (1 - t) : low + spread * t;
}

/* A bin has the rows above its lower cut, up to its upper one. */
static void set_bins(const quen__evaluate_rows *rows, uint32_t binning, uint32_t *bin)
{
    double step = 1.0 / rows->bins;
    size_t r = 0;
    for (uint32_t b = rows->bins; b-- > 0;) {
        double share = b * step;
        double cut =
            binning == QUEN_BINARY_BINNING_WIDTH ? share : percentile(rows, share);
        for (; r < rows->n && (b == 0 || rows->score[r] > cut); r++)
            bin[r] = b;
    }
}

/* --- all --- */

static quen_status set_probabilities(quen__temp *temp, uint32_t binning,
                                     quen__evaluate_rows *rows)
{
    double *loss = quen__temp_new(temp, rows->n, sizeof *loss);
    double *log_odds = quen__temp_new(temp, rows->n, sizeof *log_odds);
    uint32_t *bin = quen__temp_new(temp, rows->n, sizeof *bin);
    if (!loss || !log_odds || !bin)
        return QUEN_ERR_MEMORY;
    for (size_t r = 0; r < rows->n; r++) {
        double p = quen__stats_within_unit(rows->score[r]);
        loss[r] = quen__stats_loss_of(rows->score[r], rows->y[r]);
        log_odds[r] = quen__special_log(p / (1 - p));
    }
    set_bins(rows, binning, bin);
    rows->loss = loss;
    rows->log_odds = log_odds;
    rows->bin = bin;
    return QUEN_OK;
}

/* The rows' arrays in the order of falling scores. */
static quen_status sort_rows(quen__temp *temp, const uint8_t *y, const double *score,
                             const double *weights, const uint32_t *order,
                             quen__evaluate_rows *rows)
{
    double *s = quen__temp_new(temp, rows->n, sizeof *s);
    uint8_t *c = quen__temp_new(temp, rows->n, sizeof *c);
    double *w = weights ? quen__temp_new(temp, rows->n, sizeof *w) : NULL;
    if (!s || !c || (weights && !w))
        return QUEN_ERR_MEMORY;
    for (size_t r = 0; r < rows->n; r++) {
        s[r] = score[order[r]];
        c[r] = y[order[r]];
        if (w)
            w[r] = weights[order[r]];
    }
    rows->score = s;
    rows->y = c;
    rows->weight = w;
    return QUEN_OK;
}

quen_status quen__evaluate_prepare(quen__temp *temp, const uint8_t *y,
                                   const double *score, size_t n,
                                   const quen_binary_options *options,
                                   quen__evaluate_rows *out)
{
    quen_status status = check(temp->ctx, y, score, n, options);
    if (status != QUEN_OK)
        return status;
    uint32_t *order = quen__temp_new(temp, n, sizeof *order);
    uint32_t *scratch = quen__temp_new(temp, n, sizeof *scratch);
    if (!order || !scratch)
        return QUEN_ERR_MEMORY;
    quen__stats_rank(score, n, order, scratch);
    *out = (quen__evaluate_rows){.n = n, .bins = options->bins};
    out->probability = options->scores == QUEN_BINARY_SCORES_PROBABILITY;
    status = sort_rows(temp, y, score, options->weights, order, out);
    if (status == QUEN_OK)
        status = set_units(temp, options->groups, order, out);
    if (status == QUEN_OK && out->probability)
        status = set_probabilities(temp, options->binning, out);
    return status;
}
