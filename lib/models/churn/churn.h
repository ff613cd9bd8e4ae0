/* A churn model as the library sees it, so that a shop can carry one in its image. */
#ifndef QUEN_MODELS_CHURN_CHURN_H
#define QUEN_MODELS_CHURN_CHURN_H

#include "core/alloc.h"
#include "data/features/features.h"
#include "models/logit/logit.h"
#include "quen/churn.h"

#define QUEN__KIND_CHURN 6u /* of its file; part of the format */

/* The section of single values. Part of the format. */
typedef struct quen__churn_info {
    int64_t cutoff_s, horizon_s, active_s, period_s, utc_offset_s;
    uint64_t customers, churned;
    double auc, log_loss, brier, lift10; /* out of fold; NaN if they could not be had */
} quen__churn_info;

/* Section ids, less the base. Part of the format. */
enum {
    QUEN__CHURN_INFO = 0,
    QUEN__CHURN_LOG1P =
        1, /* a byte for each feature: 1 if it goes through the logarithm */
    QUEN__CHURN_SCHEMA = 0x10,
    QUEN__CHURN_LOGIT = 0x20,
    QUEN__CHURN_SPAN = QUEN__CHURN_LOGIT + QUEN__LOGIT_SECTIONS,
    QUEN__CHURN_SECTIONS = 2 + QUEN__SCHEMA_SECTIONS + QUEN__LOGIT_SECTIONS /* how many */
};

struct quen_churn {
    quen__model model;
    const quen__churn_info *info;
    const uint8_t *log1p;
    quen__schema schema; /* a view */
    quen_logit logit;    /* a view */
};

extern const quen__model_kind quen__churn_kind;

/* The model's sections, for an image that shall carry it. */
void quen__churn_sections(const quen_churn *churn, uint32_t base,
                          quen__section rows[QUEN__CHURN_SECTIONS]);

/* --- what fit and prediction share --- */

/* Customers who ordered before a moment, of whom the active ones are looked at. */
typedef struct quen__churn_population {
    quen__log log;
    const quen_features *features;
    uint32_t *rows; /* of their matrix, ascending: of customers who are active */
    size_t n;
} quen__churn_population;

/*
 * The customers of a log who ordered at most active_s before the features' moment. The
 * features are of all who ordered before it, and must outlive the population.
 */
quen_status quen__churn_population_find(quen__temp *temp, const quen_orders *orders,
                                        const quen_features *features, int64_t active_s,
                                        quen__churn_population *out);

/* x, or where a column is flagged sign(x) log(1 + |x|). NaN stays NaN. */
void quen__churn_take_logs(const double *x, const uint8_t *log1p, size_t columns,
                           double *out);

/* --- prediction from features that are there already --- */

/*
 * The features that a model predicts from, as of a moment: all customers who ordered
 * before it, in the columns of the model's schema and in the units of the log. The model
 * must outlive them. Attributes as in quen_churn_predict_options.
 */
quen_status quen__churn_features(quen_context *ctx, const quen_churn *churn,
                                 const quen_orders *orders, int64_t now_s,
                                 const quen_attribute *attributes, size_t n_attributes,
                                 quen_features **out);

/*
 * Predict from such features, of the same log, as quen_churn_predict() does. `risks` has
 * room for every active customer; there are no more of them than rows.
 */
quen_status quen__churn_predict_features(quen_context *ctx, const quen_churn *churn,
                                         const quen_orders *orders,
                                         const quen_features *features,
                                         quen_churn_risk *risks, size_t *count);

#endif
