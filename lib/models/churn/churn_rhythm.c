/*
 * See churn_rhythm.h. Gaps are shrunk as by a prior of half a gap: on retail logs whole
 * gaps hide who came twice within days. The Poisson term is the chance of silence of
 * Schmittlein, Morrison, Colombo, "Counting your customers", 1987, without their mixing.
 */
#include "models/churn/churn_rhythm.h"

#include <math.h>

#include "data/features/builtin.h"
#include "math/special.h"

#define PRIOR_GAPS 0.5
#define LEAST_RATIO 0.01
#define LEAST_GAP (1 / 24.0)

int quen__churn_find_places(const quen__schema *schema, quen__churn_places *out)
{
    return quen__schema_builtin(schema, QUEN__RECENCY_DAYS, &out->recency) &&
           quen__schema_builtin(schema, QUEN__TENURE_DAYS, &out->tenure) &&
           quen__schema_builtin(schema, QUEN__ORDERS, &out->visits) &&
           quen__schema_builtin(schema, QUEN__GAP_DAYS_MEAN, &out->gap);
}

quen__churn_clock quen__churn_read_clock(const quen__churn_places *places,
                                         const double *features)
{
    return (quen__churn_clock){features[places->recency], features[places->tenure],
                               features[places->visits], features[places->gap]};
}

const char *quen__churn_rhythm_name(size_t column)
{
    static const char *const names[QUEN__RHYTHM_COLUMNS] = {
        "log_recency",   "silence_ratio",  "log_silence_ratio",
        "silence_decay", "log_order_rate", "no_order_chance"};
    return names[column];
}

double quen__churn_shop_gap(const quen__churn_clock *clocks, size_t n)
{
    double gaps = 0, known = 0, tenures = 0;
    for (size_t i = 0; i < n; i++) {
        int twice = clocks[i].visits > 1;
        gaps += twice ? clocks[i].gap : 0;
        known += twice;
        tenures += clocks[i].tenure;
    }
    double gap = known > 0 ? gaps / known : tenures / (double)n;
    return gap > LEAST_GAP ? gap : LEAST_GAP;
}

void quen__churn_pace(const quen__churn_clock *clock, double shop_gap,
                      double out[QUEN__RHYTHM_PACED])
{
    double n = clock->visits - 1, gaps = n > 0 ? n * clock->gap : 0;
    double gap = (gaps + PRIOR_GAPS * shop_gap) / (n + PRIOR_GAPS);
    double ratio = clock->recency / gap;
    out[0] = ratio;
    out[QUEN__RHYTHM_LOG_RATIO - QUEN__RHYTHM_RATIO] =
        quen__special_log(ratio + LEAST_RATIO);
    out[QUEN__RHYTHM_DECAY - QUEN__RHYTHM_RATIO] = quen__special_exp(-ratio);
}

void quen__churn_rhythm(const quen__churn_clock *clock, double shop_gap,
                        double horizon_days, double out[QUEN__RHYTHM_COLUMNS])
{
    double rate = clock->visits / (clock->tenure > 1 ? clock->tenure : 1);
    out[QUEN__RHYTHM_LOG_RECENCY] = quen__special_log1p(clock->recency);
    quen__churn_pace(clock, shop_gap, out + QUEN__RHYTHM_RATIO);
    out[QUEN__RHYTHM_LOG_RATE] = quen__special_log(rate);
    out[QUEN__RHYTHM_CHANCE] = quen__special_exp(-horizon_days * rate);
}
