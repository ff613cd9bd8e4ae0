/**
 * @file churn.h
 * Who is about to leave, and why: logistic regression on the features of the log, judged
 * out of time.
 *
 * A customer has left when no visit (see orders.h) comes within `horizon_s` after a
 * moment. The model learns at moments in the past, the origins: 30 days apart, or an
 * eleventh of a horizon that is longer than 330 days, from the cut-off back to 30 days
 * after the log's first line, the newest eight of them, each weighing half of one 90 days
 * later. Features are from before an origin, labels from the
 * horizon after it, so that nothing it learns from lies in the future of what it
 * predicts. Each origin has an intercept of its own; their mean is the model's.
 *
 * Features are those of features.h without tenure_days, gap_days_mean and gap_cv, and six
 * of the customer's rhythm. gap is the mean of their gaps between visits, shrunk to the
 * shop's as by half a gap; rate is visits per day since the first:
 *   log_recency         log(1 + recency_days)
 *   silence_ratio       recency_days / gap
 *   log_silence_ratio   log(silence_ratio + 0.01)
 *   silence_decay       exp(-silence_ratio)
 *   log_order_rate      log(rate)
 *   no_order_chance     exp(-horizon * rate)
 * Orders, lines, items, quantity, revenue and order values become sign(x) log(1 + |x|)
 * before the regression, as they are skewed. What lies outside the values learned from
 * counts as the nearest of them.
 *
 * The report foresees the newest origin by a regression that learned only from origins
 * whose horizons had ended by then, and compares with what recency alone foresees. Where
 * that is as good, the risk is what recency alone tells, and quen_churn_note() says so.
 *
 * @code
 * quen_churn *churn = NULL;
 * quen_churn_risk risks[1000];
 * size_t n = 0;
 * if (quen_churn_fit(ctx, orders, NULL, &churn) == QUEN_OK &&
 *     quen_churn_predict(ctx, churn, orders, NULL, risks, 1000, &n) == QUEN_OK && n > 0)
 *     printf("%g: %s\n", risks[0].risk,
 *            quen_churn_feature_name(churn, risks[0].reasons[0]));
 * quen_churn_free(churn);
 * @endcode
 */
#ifndef QUEN_CHURN_H
#define QUEN_CHURN_H

#include "features.h"
#include "logit.h"
#include "model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A fitted churn model. */
typedef struct quen_churn quen_churn;

/** Settings of quen_churn_fit(). Fill with quen_churn_options_init(), then edit. */
typedef struct quen_churn_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    int32_t utc_offset_s; /**< The shop's clock less UTC, -86400..86400. Default
                               QUEN_CLOCK_OF_LOG: the log's clock. */
    int64_t horizon_s;    /**< No order for so long means left, 1 s..300 years. Default 90
                               days. */
    int64_t cutoff_s;     /**< The newest moment learned at, at least 30 days after the
                               log's first line, at most its last line + 1 s - horizon_s.
                               Default INT64_MIN: that maximum; the log must then be so
                               long that it may tell how good the model is: it spans two
                               horizons, the first in whole steps between origins, and 30
                               days. */
    int64_t active_s;     /**< Learn from, and predict for, customers whose last visit is
                               at most this old at the moment, > 0. Default INT64_MAX: all
                               customers. */
    int64_t period_s;     /**< As in quen_features_options, > 0. Default 90 days. */
    double l2;            /**< As in quen_logit_options, >= 0. Default 1. */
    const quen_attribute *attributes; /**< As in quen_features_options: as known at the
                                           oldest origin, or they reveal the future.
                                           Default NULL. */
    size_t n_attributes;              /**< How many, at most 1000. Default 0. */
} quen_churn_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_churn_options_init(quen_churn_options *options, size_t size);

/**
 * Learn who leaves.
 *
 * @param orders   A finished log.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a model the caller frees with quen_churn_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished, a setting is outside its limits,
 *                             or an attribute is malformed, as in quen_features_new(), or
 *                             has numbers that span more than a double's range.
 * @retval QUEN_ERR_NUMERIC    The log is not sufficient: it ends before cut-off +
 *                             horizon, is too short (the message names the longest
 *                             horizon that it can carry), has no (active) customer before
 *                             the cut-off, or none or all of them left; or as
 *                             quen_logit_fit().
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(origins * (lines + steps * customers * terms^2)), with at most 12 origins, and
 * 65536 rows for all regressions: of a shop with more than 8192 customers, some are
 * drawn. Memory as quen_features_new(), and 200 bytes for each customer and origin.
 * The same bits always, but with OpenBLAS where attributes make more than 64 terms: see
 * quen_logit_fit().
 */
QUEN_CHECKED QUEN_API quen_status quen_churn_fit(quen_context *ctx,
                                                 const quen_orders *orders,
                                                 const quen_churn_options *options,
                                                 quen_churn **out);

/** Free a model: see model.h, also for the next four. */
QUEN_API void quen_churn_free(quen_churn *churn);

/** Save a model to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_churn_save(quen_context *ctx,
                                                  const quen_churn *churn,
                                                  const char *path);

/** Open a model file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_churn_open(quen_context *ctx, const char *path,
                                                  quen_churn **out);

/** Save a model to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_churn_save_bytes(quen_context *ctx,
                                                        const quen_churn *churn,
                                                        void *bytes, size_t capacity,
                                                        size_t *size);

/** Open a model from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_churn_open_bytes(quen_context *ctx,
                                                        const void *bytes, size_t size,
                                                        quen_churn **out);

/** Reasons a risk carries at most. */
#define QUEN_CHURN_REASONS 3

/** One customer's risk. This struct never grows. */
typedef struct quen_churn_risk {
    uint32_t customer;  /**< Customer number (see quen_orders_customer_key()). */
    uint32_t n_reasons; /**< Entries in use: fewer if fewer features raise the risk. */
    double risk;        /**< Probability of no order within the horizon, 0..1. */
    uint32_t reasons[QUEN_CHURN_REASONS]; /**< Features that raise it most, largest effect
                                               first, for quen_churn_feature_name(). */
    uint32_t reserved;                    /**< 0. */
    double effects[QUEN_CHURN_REASONS];   /**< What each, or its being unknown, adds to
                                               the average customer's log odds, > 0. */
} quen_churn_risk;

/**
 * Settings of quen_churn_predict(). Fill with quen_churn_predict_options_init(), then
 * edit.
 */
typedef struct quen_churn_predict_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t reserved;    /**< 0. */
    int64_t now_s;        /**< The moment, as in quen_features_options. Default INT64_MIN:
                               just after the log's last line. */
    const quen_attribute *attributes; /**< Those of the fit, by name and sort, as known
                                           now; others are ignored. Default NULL. */
    size_t n_attributes;              /**< How many, at most 1000. Default 0. */
} quen_churn_predict_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_churn_predict_options_init(quen_churn_predict_options *options,
                                              size_t size);

/**
 * Predict the risk of every active customer of a log, which need not be that of the fit.
 *
 * @param orders    A finished log.
 * @param options   Settings, or NULL for the defaults.
 * @param risks     Room for `capacity` risks; they come by ascending customer number.
 *                  NULL with a capacity of 0 asks for their number alone; attributes are
 *                  then not read.
 * @param capacity  At least the number of active customers, or nothing is written. There
 *                  are no more of them than quen_order_totals.customers.
 * @param count     Receives how many there are, also where the capacity is too small; 0
 *                  on any other error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished, the moment is outside its limits,
 *                             the capacity is too small and the message names both
 *                             numbers; or an attribute is malformed, or one of the fit is
 *                             missing or of another sort.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(lines + customers * terms); O(orders) for the number alone. Memory as
 * quen_features_new(), and 56 bytes for each active customer.
 */
QUEN_CHECKED QUEN_API quen_status
quen_churn_predict(quen_context *ctx, const quen_churn *churn, const quen_orders *orders,
                   const quen_churn_predict_options *options, quen_churn_risk *risks,
                   size_t capacity, size_t *count);

/** The name of a feature, such as "recency_days"; NULL if `term` is out of range. */
QUEN_API const char *quen_churn_feature_name(const quen_churn *churn, uint32_t term);

/**
 * The regression inside: coefficients, standard errors and so on, of features some of
 * which went through the logarithm (see above). It belongs to the model: not to be freed.
 */
QUEN_API const quen_logit *quen_churn_logit(const quen_churn *churn);

/**
 * How the fit went. Fill with quen_churn_report_init(), then pass to
 * quen_churn_get_report(). Measures are of the risks that customers had at the cut-off,
 * foreseen by a regression that learned from earlier origins alone, against what came in
 * the horizon after it; NaN where `judged` is 0. Of a shop with more than 8192 customers,
 * they are of about so many, drawn by number.
 */
typedef struct quen_churn_report {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t reserved;    /**< 0. */
    int64_t cutoff_s;     /**< The cut-off used, in Unix seconds: measures are from there
                               to a horizon later. */
    int64_t horizon_s;    /**< The horizon used, in seconds. */
    uint64_t customers;   /**< Customers at the cut-off. */
    uint64_t churned;     /**< Of those, who left. */
    double auc;           /**< Area under the ROC curve, 0..1. */
    double log_loss;      /**< Mean of -ln(probability of what happened), >= 0. */
    double brier;         /**< Mean squared error of the risk, 0..1. */
    double lift10;        /**< Churn rate among the tenth at most risk / overall, >= 0;
                               equal risks share the tenth's edge, as in
                               quen_binary_report. */
    uint64_t judged;      /**< 1 if an earlier origin could foresee the cut-off's, after
                               which at least 5 left and 5 came. */
    uint64_t better;      /**< 1 if `auc` is above that of recency alone. 0: it is not,
                               and risks are those of recency alone; or `judged` is 0,
                               nobody knows, and risks are of all features. */
    double auc_low;       /**< Of 95 % for `auc`, DeLong's, as
                               quen_evaluate_auc_test(). */
    double auc_high;      /**< The upper end of that. */
    double mean_risk;     /**< The mean risk foreseen, 0..1; `churned` / `customers` came
                               true. */
    double slope;         /**< Of what came on the log odds foreseen: 1 if calibrated,
                               below 1 where risks lie too far apart. */
    double recency_auc;   /**< The same measures for a regression on recency alone. */
    double recency_log_loss;  /**< Its log loss. */
    double recency_brier;     /**< Its squared error. */
    double recency_lift10;    /**< Its lift. */
    double recency_mean_risk; /**< Its mean risk. */
    double recency_slope;     /**< Its slope. */
    int64_t now_s;            /**< The moment of the fit: just after the last line, or the
                                   shop's. */
    uint64_t now_customers;   /**< Active customers then. */
    double now_mean_risk;     /**< Their mean risk, 0..1. NaN if there are none. */
    double margin;            /**< The true mean lies about so far from `now_mean_risk` at
                                   most: 2 sqrt((sum of e^2 + 3 s^2) / n), of the errors e
                                   of the mean risks of n earlier origins, and s^2 the
                                   mean square by which base rates moved within a horizon.
                                   NaN: it is not known. */
} quen_churn_report;

/** Fill `report` with zeros; `size` is sizeof *report. */
QUEN_API void quen_churn_report_init(quen_churn_report *report, size_t size);

/** Copy the report of the fit. */
QUEN_API void quen_churn_get_report(const quen_churn *churn, quen_churn_report *report);

/** A moment that was learned from, or that judges. This struct never grows. */
typedef struct quen_churn_origin {
    int64_t cutoff_s;   /**< The moment, in Unix seconds. */
    uint64_t customers; /**< Active customers then. */
    uint64_t churned;   /**< Of those, who left: the base rate is churned / customers. */
    double mean_risk;   /**< Foreseen from origins whose horizons had ended by then, 0..1.
                             NaN, as are those below, without such. */
    double auc;         /**< Area under the ROC curve of those risks, 0..1. */
    double log_loss;    /**< Their log loss, >= 0. */
    double margin;      /**< What would have been told of the mean risk then, as in
                             quen_churn_report. */
} quen_churn_origin;

/** Origins, 1..12, the newest first. */
QUEN_API size_t quen_churn_n_origins(const quen_churn *churn);

/** An origin's figures; NULL if out of range. */
QUEN_API const quen_churn_origin *quen_churn_origin_summary(const quen_churn *churn,
                                                            uint32_t origin);

/**
 * What was learned of a feature, as it enters the regression, and which customers of the
 * report's `now_s` lie outside. This struct never grows.
 */
typedef struct quen_churn_drift {
    double least;   /**< The least value learned from. */
    double most;    /**< The largest. */
    uint64_t below; /**< Customers whose value is below `least`, and counts as it. */
    uint64_t above; /**< Customers whose value is above `most`. */
} quen_churn_drift;

/** Features of the regression: those below it in quen_churn_feature_name(). */
QUEN_API size_t quen_churn_n_features(const quen_churn *churn);

/** What was learned of a feature; NULL if out of range. */
QUEN_API const quen_churn_drift *quen_churn_feature_drift(const quen_churn *churn,
                                                          uint32_t feature);

/**
 * What should be known of the risks, one sentence or more: that it is not known how well
 * they foresee, that recency alone tells as much, that their mean now is implausible;
 * "" if there is nothing.
 */
QUEN_API const char *quen_churn_note(const quen_churn *churn);

#ifdef __cplusplus
}
#endif

#endif
