/* What cohorts are. */
#ifndef QUEN_DATA_FIGURES_COHORTS_H
#define QUEN_DATA_FIGURES_COHORTS_H

#include "core/context.h"
#include "quen/figures.h"

typedef struct quen__cohorts_table {
    uint64_t *customers;
    int64_t *revenue; /* NULL without money */
} quen__cohorts_table;

struct quen_cohorts {
    quen_allocator allocator; /* of cohorts that are not part of a shop */
    size_t n_cohorts, n_periods;
    int64_t now;
    const int64_t *days;
    quen__cohorts_table table; /* written by who makes it alone */
};

/* QUEN_ERR_FORMAT unless cohorts are such as quen_cohorts_new() makes: as many periods as
 * cohorts, and nobody in those that are yet to come. */
quen_status quen__cohorts_check(quen_context *ctx, const quen_cohorts *cohorts);

#endif
