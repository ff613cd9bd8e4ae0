/*
 * Periods of a shop's clock as spans of time: where each begins, and which a moment is
 * in, told by one division and one look at a table of the days of UTC.
 */
#ifndef QUEN_DATA_FIGURES_PERIODS_H
#define QUEN_DATA_FIGURES_PERIODS_H

#include "core/alloc.h"
#include "data/orders/orders.h"
#include "quen/figures.h"

#define QUEN__PERIODS_NONE SIZE_MAX

typedef struct quen__periods {
    size_t n;               /* 0: there is no line before the moment */
    size_t first;           /* the first that was asked for */
    int64_t now;            /* the moment */
    const int64_t *start;   /* n + 1: period p is from start[p] to before start[p + 1] */
    const int64_t *day;     /* n: the local day on which it begins */
    const uint32_t *bucket; /* of each day of UTC from start[0] on: the first period in
                               it */
} quen__periods;

/* What is asked for: see quen_figures_options. */
typedef struct quen__periods_wanted {
    const char *noun;
    uint32_t period;
    int32_t utc_offset_s;
    int64_t from, now;
} quen__periods_wanted;

/*
 * The periods from the log's first line or `from`, whichever comes first, to the moment,
 * in temporary memory. QUEN_ERR_ARGUMENT where the options are outside their limits.
 */
quen_status quen__periods_make(quen__temp *temp, const quen_orders *orders,
                               const quen__log *log, const quen__periods_wanted *wanted,
                               quen__periods *out);

/* The period of a time of a line before the moment. */
static inline size_t quen__periods_of(const quen__periods *p, int64_t time)
{
    size_t i = p->bucket[(uint64_t)(time - p->start[0]) / 86400];
    while (time >= p->start[i + 1])
        i++;
    return i;
}

#endif
