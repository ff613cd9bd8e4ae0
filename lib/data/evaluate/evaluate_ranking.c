/*
 * Lists of offers: means over customers of what evaluate_lists.c tells of each, with
 * intervals over resamples of customers, and two sets of lists for the same customers.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "core/alloc.h"
#include "data/evaluate/evaluate_lists.h"
#include "math/csr.h"

#define OF_LIST QUEN__EVALUATE_LIST_FIGURES
#define LISTED QUEN__EVALUATE_LISTED
#define MEANS (LISTED)          /* figures with intervals: novelty is the last */
#define COVERAGE MEANS          /* and one without */
#define FIGURES (COVERAGE + 1u) /* of a report */

static const size_t figures_at = offsetof(quen_ranking_report, precision);

/* Customers' figures under one set of lists, or under two. */
typedef struct ranking {
    size_t n_judged, n_sets;
    uint32_t *judged;
    double *figures[2]; /* n_judged x OF_LIST */
    double coverage[2];
} ranking;

static quen_ranking_options defaults(void)
{
    quen_ranking_options options = {0};
    options.struct_size = sizeof options;
    options.resamples = 1000;
    options.confidence = 0.95;
    return options;
}

void quen_ranking_options_init(quen_ranking_options *options, size_t size)
{
    quen_ranking_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

void quen_ranking_report_init(quen_ranking_report *report, size_t size)
{
    static const quen_ranking_report empty = {.struct_size = 0};
    quen__options_init(report, size, &empty, sizeof empty);
}

static void write_report(quen_ranking_report *target, const double *figures)
{
    quen_ranking_report report = {.struct_size = sizeof report};
    memcpy((char *)&report + figures_at, figures, FIGURES * sizeof *figures);
    quen__options_write(target, &report, sizeof report);
}

/* --- means --- */

/* Over customers, each as often as it was drawn; NULL: once. */
static void mean_of(const double *figures, size_t n, const uint32_t *drawn, double *mean)
{
    double sum[OF_LIST] = {0}, all = 0;
    for (size_t i = 0; i < n; i++) {
        double times = drawn ? drawn[i] : 1;
        if (times == 0)
            continue;
        all += times;
        for (size_t f = 0; f < OF_LIST; f++)
            sum[f] += times * figures[i * OF_LIST + f];
    }
    for (size_t f = 0; f + 1 < MEANS; f++)
        mean[f] = all > 0 ? sum[f] / all : NAN;
    mean[MEANS - 1] = sum[LISTED] > 0 ? sum[MEANS - 1] / sum[LISTED] : NAN;
}

static void means_of_draw(void *user, const uint32_t *drawn, unsigned worker,
                          double *figures)
{
    const ranking *r = user;
    double second[MEANS];
    (void)worker;
    mean_of(r->figures[0], r->n_judged, drawn, figures);
    if (r->n_sets == 1)
        return;
    mean_of(r->figures[1], r->n_judged, drawn, second);
    for (size_t f = 0; f < MEANS; f++)
        figures[f] -= second[f];
}

static quen_status tell(quen_context *ctx, const quen_ranking_options *o, ranking *r,
                        quen_ranking_report *reports[3])
{
    quen__evaluate_draws draws = {o->resamples, o->confidence, o->seed};
    double figures[3][FIGURES];
    for (size_t f = 0; f < FIGURES; f++)
        figures[1][f] = figures[2][f] = NAN;
    means_of_draw(r, NULL, 0, figures[0]);
    figures[0][COVERAGE] = r->coverage[0] - (r->n_sets == 2 ? r->coverage[1] : 0);
    quen_status status = QUEN_OK;
    if (reports[1] && r->n_judged > 0)
        status = quen__evaluate_bootstrap(ctx, r->n_judged, &draws, MEANS, means_of_draw,
                                          r, figures[1], figures[2]);
    for (int i = 0; status == QUEN_OK && i < 3; i++)
        if (reports[i])
            write_report(reports[i], figures[i]);
    return status;
}

/* --- checks --- */

static quen_status check_popularity(quen_context *ctx, const quen_ranking_options *o,
                                    size_t n_items)
{
    if (o->popularity && o->population == 0)
        return quen__bad_argument(ctx, "evaluate: population is 0, and popularity is "
                                       "given: say of how many customers");
    for (size_t i = 0; o->popularity && i < n_items; i++)
        if (o->popularity[i] > o->population)
            return quen__bad_argument(
                ctx,
                "evaluate: item %zu: popularity is %llu, above the population of %llu", i,
                (unsigned long long)o->popularity[i], (unsigned long long)o->population);
    return QUEN_OK;
}

static quen_status read_options(quen_context *ctx, const quen_csr *held_out, size_t width,
                                const quen_ranking_options *given,
                                quen_ranking_options *o)
{
    *o = defaults();
    quen_status status = quen__options_read_all(
        ctx, o, sizeof *o, offsetof(quen_ranking_options, reserved), given, "evaluate");
    quen__evaluate_draws draws = {o->resamples, o->confidence, o->seed};
    if (status == QUEN_OK)
        status = quen__csr_check(ctx, "evaluate: held_out", held_out);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "evaluate: items", held_out->n_rows, width,
                                    sizeof(uint32_t));
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "evaluate", "width", (int64_t)width, 1,
                                      INT64_C(1) << 31);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "evaluate", "top", o->top, 0, (int64_t)width);
    if (status == QUEN_OK)
        status = quen__evaluate_check_draws(ctx, &draws);
    if (status == QUEN_OK)
        status = check_popularity(ctx, o, held_out->n_columns);
    return status;
}

static quen_status check_reports(quen_context *ctx, quen_ranking_report *reports[3])
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

/* --- all --- */

static quen_status measure(quen__temp *temp, const quen__evaluate_lists *sets, ranking *r)
{
    const quen_csr *held_out = sets[0].held_out;
    r->n_judged = quen__evaluate_judged(held_out, NULL);
    r->judged = quen__temp_new(temp, r->n_judged, sizeof *r->judged);
    if (!r->judged)
        return QUEN_ERR_MEMORY;
    quen__evaluate_judged(held_out, r->judged);
    quen_status status = QUEN_OK;
    for (size_t s = 0; status == QUEN_OK && s < r->n_sets; s++) {
        r->figures[s] =
            quen__temp_new(temp, r->n_judged, OF_LIST * sizeof *r->figures[s]);
        if (!r->figures[s])
            return QUEN_ERR_MEMORY;
        status = quen__evaluate_lists_measure(temp->ctx, &sets[s], r->judged, r->n_judged,
                                              r->figures[s], &r->coverage[s]);
    }
    return status;
}

static quen_status evaluate_sets(quen_context *ctx, quen__evaluate_lists *sets,
                                 size_t n_sets, const quen_ranking_options *given,
                                 quen_ranking_report *reports[3])
{
    quen__temp temp = QUEN__TEMP(ctx);
    ranking r = {.n_sets = n_sets};
    quen_ranking_options o;
    quen_status status = check_reports(ctx, reports);
    if (status == QUEN_OK)
        status = read_options(ctx, sets[0].held_out, sets[0].width, given, &o);
    for (size_t s = 0; status == QUEN_OK && s < n_sets; s++) {
        sets[s].k = o.top > 0 ? o.top : sets[s].width;
        sets[s].popularity = o.popularity;
        sets[s].population = o.population;
    }
    if (status == QUEN_OK)
        status = measure(&temp, sets, &r);
    if (status == QUEN_OK)
        status = tell(ctx, &o, &r, reports);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_evaluate_ranking(quen_context *ctx, const quen_csr *held_out,
                                  const uint32_t *items, const uint32_t *counts,
                                  size_t width, const quen_ranking_options *options,
                                  quen_ranking_report *report, quen_ranking_report *low,
                                  quen_ranking_report *high)
{
    quen__evaluate_lists sets[1] = {{held_out, items, counts, width, 0, NULL, 0}};
    quen_ranking_report *reports[3] = {report, low, high};
    return evaluate_sets(ctx, sets, 1, options, reports);
}

quen_status quen_evaluate_ranking_compare(
    quen_context *ctx, const quen_csr *held_out, const uint32_t *items_a,
    const uint32_t *counts_a, const uint32_t *items_b, const uint32_t *counts_b,
    size_t width, const quen_ranking_options *options, quen_ranking_report *difference,
    quen_ranking_report *low, quen_ranking_report *high)
{
    quen__evaluate_lists sets[2] = {{held_out, items_a, counts_a, width, 0, NULL, 0},
                                    {held_out, items_b, counts_b, width, 0, NULL, 0}};
    quen_ranking_report *reports[3] = {difference, low, high};
    return evaluate_sets(ctx, sets, 2, options, reports);
}
