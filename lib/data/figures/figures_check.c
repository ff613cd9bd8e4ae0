/*
 * Figures and cohorts that were read from a file: sums may be any that a log can have,
 * and what follows from them must be what it is there.
 */
#include <math.h>
#include <string.h>

#include "data/figures/cohorts.h"
#include "data/figures/figures.h"

/* 1 if the revenue of nobody and that of the others make the whole in 64 bits. */
static int has_parts(const quen_figure *f)
{
    int64_t nobody = f->revenue_without_customer;
    return nobody < 0 ? f->revenue <= INT64_MAX + nobody
                      : f->revenue >= INT64_MIN + nobody;
}

static int is_counted(const quen_figure *f)
{
    return f->orders_without_customer <= f->orders && f->customers_new <= f->customers &&
           f->customers_returning == f->customers - f->customers_new &&
           f->customers <= f->orders - f->orders_without_customer &&
           f->customers_retained <= f->customers_returning &&
           f->customers_won_back <= f->customers_returning &&
           f->customers_repeating <= f->customers;
}

static int is_period(const quen_figures *figures, size_t i)
{
    const quen_figure *f = &figures->rows[i];
    return f->segment == QUEN_FIGURES_ALL && f->start_s < f->end_s &&
           f->is_whole == (f->end_s <= figures->now) &&
           (i == 0 || (f->start_s == f[-1].end_s && f->day > f[-1].day));
}

/* The ratios once more. Of the first row what came before is not known. */
static int is_divided(const quen_figures *figures, size_t i)
{
    quen_figure f = figures->rows[i];
    uint64_t told[sizeof f / 8], made[sizeof f / 8];
    double retention = f.retention;
    quen__figures_divide(&f, i > 0 ? figures->rows[i - 1].customers : 0,
                         figures->has_money);
    if (i == 0 && retention >= 0 && retention <= 1)
        f.retention = retention;
    memcpy(told, &figures->rows[i], sizeof f);
    memcpy(made, &f, sizeof f);
    return memcmp(told, made, sizeof f) == 0;
}

quen_status quen__figures_check(quen_context *ctx, const quen_figures *figures)
{
    for (size_t i = 0; i < figures->n; i++) {
        const quen_figure *f = &figures->rows[i];
        if (!is_period(figures, i))
            return quen__bad_format(ctx, "figures: row %zu is no period", i);
        if (!is_counted(f) || !has_parts(f) || !is_divided(figures, i))
            return quen__bad_format(ctx, "figures: row %zu contradicts itself", i);
    }
    return QUEN_OK;
}

quen_status quen__cohorts_check(quen_context *ctx, const quen_cohorts *cohorts)
{
    size_t n = cohorts->n_cohorts;
    for (size_t c = 0; c < n; c++) {
        const uint64_t *row = cohorts->table.customers + c * n;
        if (c > 0 && cohorts->days[c] <= cohorts->days[c - 1])
            return quen__bad_format(ctx, "cohorts: day %zu is out of order", c);
        for (size_t p = 0; p < n; p++)
            if (row[p] > (c + p < n ? row[0] : 0))
                return quen__bad_format(ctx, "cohorts: entry %zu is out of range",
                                        c * n + p);
    }
    return QUEN_OK;
}
