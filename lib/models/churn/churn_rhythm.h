/*
 * A customer's silence measured against their own rhythm: six columns that churn adds to
 * those of features.h. The customer's gap between visits is shrunk to the shop's, as most
 * customers have shown few gaps or none:
 *
 *   gap    = (sum of their gaps + shop / 2) / (number of gaps + 1 / 2)
 *   ratio  = days since the last visit / gap
 *   rate   = visits / days since the first
 *
 *   log_recency        log(1 + days since the last visit)
 *   silence_ratio      ratio
 *   log_silence_ratio  log(ratio + 0.01)
 *   silence_decay      exp(-ratio)
 *   log_order_rate     log(rate)
 *   no_order_chance    exp(-horizon * rate): of no visit, were visits a Poisson process
 *
 * The shop's gap is a number of the model, not of the log that is asked about: a log that
 * grows has ever longer gaps, and a risk would move with them.
 */
#ifndef QUEN_MODELS_CHURN_CHURN_RHYTHM_H
#define QUEN_MODELS_CHURN_CHURN_RHYTHM_H

#include "data/features/schema.h"

/* The columns. Part of the format. */
enum {
    QUEN__RHYTHM_LOG_RECENCY,
    QUEN__RHYTHM_RATIO,
    QUEN__RHYTHM_LOG_RATIO,
    QUEN__RHYTHM_DECAY,
    QUEN__RHYTHM_LOG_RATE,
    QUEN__RHYTHM_CHANCE,
    QUEN__RHYTHM_COLUMNS
};

/* What the columns are computed from. */
typedef struct quen__churn_clock {
    double recency, tenure; /* days */
    double visits;
    double gap; /* the mean, in days; NaN below two visits */
} quen__churn_clock;

/* Where a row of features has those; 0 if the schema lacks one. */
typedef struct quen__churn_places {
    size_t recency, tenure, visits, gap;
} quen__churn_places;

int quen__churn_find_places(const quen__schema *schema, quen__churn_places *out);

quen__churn_clock quen__churn_read_clock(const quen__churn_places *places,
                                         const double *features);

const char *quen__churn_rhythm_name(size_t column);

/*
 * The gap of a shop of n customers: the mean of their mean gaps, at least an hour. Where
 * nobody came twice, the mean of what they have been known for.
 */
double quen__churn_shop_gap(const quen__churn_clock *clocks, size_t n);

/* The three of them, from RATIO on, that depend on the shop's gap. */
#define QUEN__RHYTHM_PACED 3
void quen__churn_pace(const quen__churn_clock *clock, double shop_gap,
                      double out[QUEN__RHYTHM_PACED]);

/* The columns of one customer; all days above 0. */
void quen__churn_rhythm(const quen__churn_clock *clock, double shop_gap,
                        double horizon_days, double out[QUEN__RHYTHM_COLUMNS]);

#endif
