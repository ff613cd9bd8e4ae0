/*
 * Scores of two classes, with intervals, and two models on the same rows. A resample is a
 * measurement under weights that say how often each row was drawn.
 */
#include "data/evaluate/evaluate.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "math/stats.h"

#define FIGURES QUEN__EVALUATE_FIGURES

/* Numbers of scratch that a bin takes. */
#define OF_BIN 5u

static const size_t figures_at = offsetof(quen_binary_report, rate);

/* What is measured, once or twice, and where each thread works. */
typedef struct subject {
    quen__evaluate_rows *rows; /* n_models */
    size_t n_models;
    double *weight;  /* workers x n */
    double *scratch; /* workers x bins x OF_BIN */
} subject;

void quen_binary_report_init(quen_binary_report *report, size_t size)
{
    static const quen_binary_report empty = {.struct_size = 0};
    quen__options_init(report, size, &empty, sizeof empty);
}

static void write_report(quen_binary_report *target, const double *figures)
{
    quen_binary_report report = {.struct_size = sizeof report};
    memcpy((char *)&report + figures_at, figures, FIGURES * sizeof *figures);
    quen__options_write(target, &report, sizeof report);
}

/* A model's figures, or the first's less the second's. */
static void measure(const subject *s, const double *weights[2], double *scratch,
                    double *figures)
{
    double second[FIGURES];
    quen__evaluate_measure(&s->rows[0], weights[0], scratch, figures);
    if (s->n_models == 1)
        return;
    quen__evaluate_measure(&s->rows[1], weights[1], scratch, second);
    for (size_t f = 0; f < FIGURES; f++)
        figures[f] -= second[f];
}

static void weigh(const quen__evaluate_rows *rows, const uint32_t *drawn, double *weight)
{
    for (size_t r = 0; r < rows->n; r++)
        weight[r] = drawn[rows->unit[r]] * (rows->weight ? rows->weight[r] : 1);
}

static void measure_resample(void *user, const uint32_t *drawn, unsigned worker,
                             double *figures)
{
    const subject *s = user;
    size_t n = s->rows[0].n;
    double *weight = s->weight + worker * n * s->n_models;
    const double *weights[2] = {weight, weight + n};
    for (size_t m = 0; m < s->n_models; m++)
        weigh(&s->rows[m], drawn, weight + m * n);
    measure(s, weights, s->scratch + worker * s->rows[0].bins * OF_BIN, figures);
}

/* Resamples have their regressions near that of all rows, if there is one. */
static quen_status set_start(quen__temp *temp, quen__evaluate_rows *rows)
{
    double fit[2] = {0, 0};
    quen__evaluate_recalibrate(rows, rows->weight, fit);
    if (isnan(fit[0]))
        return QUEN_OK;
    double *chance = quen__temp_new(temp, rows->n, sizeof *chance);
    if (!chance)
        return QUEN_ERR_MEMORY;
    for (size_t r = 0; r < rows->n; r++)
        chance[r] = quen__evaluate_chance(rows->log_odds[r], fit);
    memcpy(rows->start, fit, sizeof fit);
    rows->start_chance = chance;
    return QUEN_OK;
}

static quen_status intervals(quen__temp *temp, const quen_binary_options *o, subject *s,
                             double *low, double *high)
{
    quen__evaluate_draws draws = {o->resamples, o->confidence, o->seed};
    s->weight = quen__temp_new(temp, s->rows[0].n,
                               temp->ctx->threads * s->n_models * sizeof *s->weight);
    quen_status status = s->weight ? QUEN_OK : QUEN_ERR_MEMORY;
    for (size_t m = 0; status == QUEN_OK && m < s->n_models; m++)
        if (s->rows[m].probability)
            status = set_start(temp, &s->rows[m]);
    if (status == QUEN_OK)
        status = quen__evaluate_bootstrap(temp->ctx, s->rows[0].n_units, &draws, FIGURES,
                                          measure_resample, s, low, high);
    return status;
}

static quen_status evaluate(quen__temp *temp, const quen_binary_options *o,
                            quen__evaluate_rows *rows, size_t n_models,
                            quen_binary_report *reports[3])
{
    quen_context *ctx = temp->ctx;
    subject s = {rows, n_models, NULL, NULL};
    double figures[3][FIGURES];
    const double *weights[2] = {NULL, NULL};
    s.scratch = quen__temp_new(temp, o->bins * OF_BIN, ctx->threads * sizeof *s.scratch);
    if (!s.scratch)
        return QUEN_ERR_MEMORY;
    measure(&s, weights, s.scratch, figures[0]);
    quen_status status = QUEN_OK;
    if (reports[1])
        status = intervals(temp, o, &s, figures[1], figures[2]);
    for (int i = 0; status == QUEN_OK && i < 3; i++)
        if (reports[i])
            write_report(reports[i], figures[i]);
    return status;
}

static quen_status check_reports(quen_context *ctx, quen_binary_report *reports[3])
{
    static const char *const names[3] = {"evaluate: report", "evaluate: low",
                                         "evaluate: high"};
    quen_status status = QUEN_OK;
    if (!reports[1] != !reports[2])
        return quen__bad_argument(ctx, "evaluate: low and high are NULL both or neither");
    for (int i = 0; status == QUEN_OK && i < 3; i++)
        if (reports[i])
            status = quen__options_check(ctx, reports[i], names[i]);
    return status;
}

static quen_status evaluate_models(quen_context *ctx, const uint8_t *y,
                                   const double *const scores[2], size_t n_models,
                                   size_t n, const quen_binary_options *given,
                                   quen_binary_report *reports[3])
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__evaluate_rows rows[2];
    quen_binary_options options;
    quen_status status = check_reports(ctx, reports);
    if (status == QUEN_OK)
        status = quen__evaluate_read(ctx, given, &options);
    for (size_t m = 0; status == QUEN_OK && m < n_models; m++)
        status = quen__evaluate_prepare(&temp, y, scores[m], n, &options, &rows[m]);
    if (status == QUEN_OK)
        status = evaluate(&temp, &options, rows, n_models, reports);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_evaluate_binary(quen_context *ctx, const uint8_t *y, const double *score,
                                 size_t n, const quen_binary_options *options,
                                 quen_binary_report *report, quen_binary_report *low,
                                 quen_binary_report *high)
{
    const double *const scores[2] = {score, NULL};
    quen_binary_report *reports[3] = {report, low, high};
    return evaluate_models(ctx, y, scores, 1, n, options, reports);
}

quen_status quen_evaluate_binary_compare(quen_context *ctx, const uint8_t *y,
                                         const double *a, const double *b, size_t n,
                                         const quen_binary_options *options,
                                         quen_binary_report *difference,
                                         quen_binary_report *low,
                                         quen_binary_report *high)
{
    const double *const scores[2] = {a, b};
    quen_binary_report *reports[3] = {difference, low, high};
    return evaluate_models(ctx, y, scores, 2, n, options, reports);
}
