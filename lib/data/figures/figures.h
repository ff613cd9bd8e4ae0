/* What figures are, and how they are made of what was checked. */
#ifndef QUEN_DATA_FIGURES_FIGURES_H
#define QUEN_DATA_FIGURES_FIGURES_H

#include "data/figures/periods.h"

struct quen_figures {
    quen_allocator allocator;
    size_t n;
    int64_t now;
    int has_money;
    quen_figure *rows;
};

/* Fill in the rows. */
quen_status quen__figures_build(quen_context *ctx, const quen__log *log,
                                const quen__periods *periods,
                                const quen_figures_options *options, quen_figures *out);

#endif
