#ifndef QUEN_CHURN_H
#define QUEN_CHURN_H 
#include "features.h"
#include "logit.h"
#include "model.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_churn quen_churn;
typedef struct quen_churn_options {
    uint32_t struct_size;
    int32_t utc_offset_s;
    int64_t horizon_s;
    int64_t cutoff_s;
    int64_t active_s;
    int64_t period_s;
    double l2;
    const quen_attribute *attributes;
    size_t n_attributes;
} quen_churn_options;
QUEN_API void quen_churn_options_init(quen_churn_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_churn_fit(quen_context *ctx,
                                                 const quen_orders *orders,
                                                 const quen_churn_options *options,
                                                 quen_churn **out);
QUEN_API void quen_churn_free(quen_churn *churn);
QUEN_CHECKED QUEN_API quen_status quen_churn_save(quen_context *ctx,
                                                  const quen_churn *churn,
                                                  const char *path);
QUEN_CHECKED QUEN_API quen_status quen_churn_open(quen_context *ctx, const char *path,
                                                  quen_churn **out);
QUEN_CHECKED QUEN_API quen_status quen_churn_save_bytes(quen_context *ctx,
                                                        const quen_churn *churn,
                                                        void *bytes, size_t capacity,
                                                        size_t *size);
QUEN_CHECKED QUEN_API quen_status quen_churn_open_bytes(quen_context *ctx,
                                                        const void *bytes, size_t size,
                                                        quen_churn **out);
#define QUEN_CHURN_REASONS 3
typedef struct quen_churn_risk {
    uint32_t customer;
    uint32_t n_reasons;
    double risk;
    uint32_t reasons[QUEN_CHURN_REASONS];
    uint32_t reserved;
    double effects[QUEN_CHURN_REASONS];
} quen_churn_risk;
typedef struct quen_churn_predict_options {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t now_s;
    const quen_attribute *attributes;
    size_t n_attributes;
} quen_churn_predict_options;
QUEN_API void quen_churn_predict_options_init(quen_churn_predict_options *options,
                                              size_t size);
QUEN_CHECKED QUEN_API quen_status
quen_churn_predict(quen_context *ctx, const quen_churn *churn, const quen_orders *orders,
                   const quen_churn_predict_options *options, quen_churn_risk *risks,
                   size_t capacity, size_t *count);
QUEN_API const char *quen_churn_feature_name(const quen_churn *churn, uint32_t term);
QUEN_API const quen_logit *quen_churn_logit(const quen_churn *churn);
typedef struct quen_churn_report {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t cutoff_s;
    int64_t horizon_s;
    uint64_t customers;
    uint64_t churned;
    double auc;
    double log_loss;
    double brier;
    double lift10;
    uint64_t judged;
    uint64_t better;
    double auc_low;
    double auc_high;
    double mean_risk;
    double slope;
    double recency_auc;
    double recency_log_loss;
    double recency_brier;
    double recency_lift10;
    double recency_mean_risk;
    double recency_slope;
    int64_t now_s;
    uint64_t now_customers;
    double now_mean_risk;
    double margin;
} quen_churn_report;
QUEN_API void quen_churn_report_init(quen_churn_report *report, size_t size);
QUEN_API void quen_churn_get_report(const quen_churn *churn, quen_churn_report *report);
typedef struct quen_churn_origin {
    int64_t cutoff_s;
    uint64_t customers;
    uint64_t churned;
    double mean_risk;
    double auc;
    double log_loss;
    double margin;
} quen_churn_origin;
QUEN_API size_t quen_churn_n_origins(const quen_churn *churn);
QUEN_API const quen_churn_origin *quen_churn_origin_summary(const quen_churn *churn,
                                                            uint32_t origin);
typedef struct quen_churn_drift {
    double least;
    double most;
    uint64_t below;
    uint64_t above;
} quen_churn_drift;
QUEN_API size_t quen_churn_n_features(const quen_churn *churn);
QUEN_API const quen_churn_drift *quen_churn_feature_drift(const quen_churn *churn,
                                                          uint32_t feature);
QUEN_API const char *quen_churn_note(const quen_churn *churn);
#ifdef __cplusplus
}
#endif
#endif
