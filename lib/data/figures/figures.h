/* What figures are, and how they are made of what was checked. */
#ifndef QUEN_DATA_FIGURES_FIGURES_H
#define QUEN_DATA_FIGURES_FIGURES_H

#include "data/figures/periods.h"

struct quen_figures {
    quen_allocator allocator; /* of figures that are not part of a shop */
    size_t n;
    int64_t now;
    int has_money;
    const quen_figure *rows;
};

/* Fill in the rows. */
quen_status quen__figures_build(quen_context *ctx, const quen__log *log,
                                const quen__periods *periods,
                                const quen_figures_options *options, quen_figures *out);

/* Fill in the ratios of a row, which follow from its sums; `before`: customers of the
 * period before. */
void quen__figures_divide(quen_figure *f, uint64_t before, int has_money);

/*
 * QUEN_ERR_FORMAT unless rows are such as quen_figures_new() makes of consecutive periods
 * of the whole, up to the moment. What came before the first one is not known.
 */
quen_status quen__figures_check(quen_context *ctx, const quen_figures *figures);

/* Visits by weekday, Monday first, and hour of a clock: 7 x 24. */
void quen__figures_hours(const quen__log *log, const quen_zone *clock, int64_t now,
                         uint64_t *hours);

/*
 * Orders before the moment in which each item was bought: within the last `span` seconds,
 * and within as many before. Two numbers an item, all 0 before.
 */
void quen__figures_sales(const quen__log *log, int64_t now, int64_t span,
                         uint32_t *sales);

#endif
