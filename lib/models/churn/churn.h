/* A churn model as the library sees it, so that a shop can carry one in its image. */
#ifndef QUEN_MODELS_CHURN_CHURN_H
#define QUEN_MODELS_CHURN_CHURN_H

#include "core/alloc.h"
#include "data/features/features.h"
#include "models/churn/churn_rhythm.h"
#include "models/logit/logit.h"
#include "quen/churn.h"

#define QUEN__KIND_CHURN 6u /* of its file; part of the format */

/* How good risks were that were foreseen. Part of the format. NaN: it is not known. */
typedef struct quen__churn_measures {
    double auc, log_loss, brier, lift10, mean_risk, slope;
} quen__churn_measures;

/* The section of single values. Part of the format. */
typedef struct quen__churn_info {
    int64_t cutoff_s, horizon_s, active_s, period_s;
    int64_t utc_offset_s; /* or QUEN_CLOCK_OF_LOG: the clock of the log at hand */
    uint64_t customers, churned;
    quen__churn_measures own, recency;
    double auc_low, auc_high;
    uint64_t judged, better; /* 0 or 1; 0 and 0: nothing could be judged */
    double margin;           /* of the mean risk; NaN: it is not known */
    double shop_gap;         /* days */
    int64_t now_s;
    uint64_t now_customers;
    double now_mean_risk; /* NaN without customers */
} quen__churn_info;

/* 1 if the risks are those of recency alone. */
static inline int quen__churn_is_alone(const quen__churn_info *info)
{
    return info->judged && !info->better;
}

/* How a column of the schema, or one of rhythm, enters the regression. In the format. */
enum {
    QUEN__CHURN_AS_IS = 0,
    QUEN__CHURN_LOG1P = 1, /* sign(x) log(1 + |x|) */
    QUEN__CHURN_LEFT_OUT = 2
};

/* Section ids, less the base. Part of the format. */
enum {
    QUEN__CHURN_INFO = 0,
    QUEN__CHURN_FORMS = 1,   /* a byte for each column of the schema, then of rhythm */
    QUEN__CHURN_DRIFTS = 2,  /* a quen_churn_drift for each column of the regression */
    QUEN__CHURN_ORIGINS = 3, /* quen_churn_origin */
    QUEN__CHURN_NOTE = 4,    /* text with its zero byte */
    QUEN__CHURN_SCHEMA = 0x10,
    QUEN__CHURN_LOGIT = 0x20,
    QUEN__CHURN_SPAN = QUEN__CHURN_LOGIT + QUEN__LOGIT_SECTIONS,
    QUEN__CHURN_SECTIONS = 5 + QUEN__SCHEMA_SECTIONS + QUEN__LOGIT_SECTIONS /* how many */
};

struct quen_churn {
    quen__model model;
    const quen__churn_info *info;
    const uint8_t *forms;
    const quen_churn_drift *drifts;
    const quen_churn_origin *origins;
    const char *note;
    size_t n_columns, n_origins, note_size;
    quen__churn_places places;
    quen__schema schema; /* a view */
    quen_logit logit;    /* a view */
};

extern const quen__model_kind quen__churn_kind;

/* The model's sections, for an image that shall carry it. */
void quen__churn_sections(const quen_churn *churn, uint32_t base,
                          quen__section rows[QUEN__CHURN_SECTIONS]);

/*
 * quen_churn_fit() for a shop as of a moment: `now_s` is when the risks will be asked
 * for. With `cutoff_s` of INT64_MIN, the default, the log must be long enough to tell how
 * well the model foresees; the horizon then ends at `now_s`, or just after the last line
 * if that is earlier. `now`, unless it is NULL, receives the features of all customers
 * as of then, with the fit's attributes, which the model must outlive; NULL on error.
 */
quen_status quen__churn_fit(quen_context *ctx, const quen_orders *orders,
                            const quen_churn_options *given, int64_t now_s,
                            quen_churn **out, quen_features **now);

/* --- what fit and prediction share --- */

/* How a row of features becomes a row of the regression. */
typedef struct quen__churn_rule {
    const quen__schema *schema;
    const uint8_t *forms;
    quen__churn_places places;
    double shop_gap, horizon_days;
} quen__churn_rule;

/* Columns of the regression. */
size_t quen__churn_n_columns(const quen__schema *schema, const uint8_t *forms);

/* The columns that come from the schema; returns how many. NaN stays NaN. */
size_t quen__churn_take(const quen__churn_rule *rule, const double *features,
                        double *out);

/* The columns of rhythm, which follow; returns how many. */
size_t quen__churn_take_rhythm(const quen__churn_rule *rule,
                               const quen__churn_clock *clock, double *out);

/* Hold values to what was learned. NaN stays NaN. */
static inline void quen__churn_hold(const quen_churn_drift *learned, size_t n, double *x)
{
    for (size_t j = 0; j < n; j++) {
        x[j] = x[j] < learned[j].least ? learned[j].least : x[j];
        x[j] = x[j] > learned[j].most ? learned[j].most : x[j];
    }
}

/* Customers who were there before a moment, of whom the active ones are looked at. */
typedef struct quen__churn_population {
    quen__log log;
    const quen_features *features;
    uint32_t *rows; /* of their matrix, ascending: of customers who are active */
    size_t n;
} quen__churn_population;

/*
 * The customers of a log whose last visit is at most active_s before the features'
 * moment. The features are of all who were there before it, and must outlive the
 * population.
 */
quen_status quen__churn_population_find(quen__temp *temp, const quen_orders *orders,
                                        const quen_features *features, int64_t active_s,
                                        quen__churn_population *out);

/* 1 if the customer's last visit before the moment is at most active_s old. */
int quen__churn_is_active(const quen__log *log, uint32_t customer, int64_t now,
                          int64_t active_s);

/* How many are. */
size_t quen__churn_count_active(const quen__log *log, int64_t now, int64_t active_s);

/* --- prediction from features that are there already --- */

/*
 * The features that a model predicts from, as of a moment: all customers who were there
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
