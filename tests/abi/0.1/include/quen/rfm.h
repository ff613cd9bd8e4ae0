#ifndef QUEN_RFM_H
#define QUEN_RFM_H 
#include "model.h"
#include "orders.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_rfm quen_rfm;
enum {
    QUEN_RFM_MONETARY_SUM = 0,
    QUEN_RFM_MONETARY_MEAN = 1
};
enum {
    QUEN_RFM_BINNING_INDEPENDENT = 0,
    QUEN_RFM_BINNING_NESTED = 1
};
enum {
    QUEN_RFM_FREQUENCY_ORDERS = 0,
    QUEN_RFM_FREQUENCY_DAYS = 1,
    QUEN_RFM_FREQUENCY_LINES = 2
};
enum {
    QUEN_RFM_SEGMENTS_ELEVEN = 0,
    QUEN_RFM_SEGMENTS_RF_MAP = 1,
    QUEN_RFM_SEGMENTS_NONE = 2,
    QUEN_RFM_SEGMENTS_OWN = 3
};
typedef struct quen_rfm_rule {
    const char *segment;
    uint8_t r_min, r_max, f_min, f_max, m_min, m_max;
    uint8_t reserved[2];
} quen_rfm_rule;
typedef struct quen_rfm_options {
    uint32_t struct_size;
    uint32_t bins;
    uint32_t monetary;
    uint32_t binning;
    uint32_t frequency;
    uint32_t segments;
    int32_t utc_offset_s;
    uint32_t n_rules;
    const quen_rfm_rule *rules;
    int64_t now_s;
    int64_t recency_unit_s;
    const int64_t *r_cuts;
    const int64_t *f_cuts;
    const int64_t *m_cuts;
} quen_rfm_options;
QUEN_API void quen_rfm_options_init(quen_rfm_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_rfm_fit(quen_context *ctx,
                                               const quen_orders *orders,
                                               const quen_rfm_options *options,
                                               quen_rfm **out);
QUEN_CHECKED QUEN_API quen_status quen_rfm_fit_columns(quen_context *ctx,
                                                       const quen_order_columns *columns,
                                                       const quen_rfm_options *options,
                                                       quen_rfm **out);
QUEN_CHECKED QUEN_API quen_status quen_rfm_fit_values(
    quen_context *ctx, const int64_t *recency, const int64_t *frequency,
    const int64_t *monetary, size_t n, const quen_rfm_options *options, quen_rfm **out);
QUEN_CHECKED QUEN_API quen_status quen_rfm_score(quen_context *ctx, const quen_rfm *rfm,
                                                 const int64_t *recency,
                                                 const int64_t *frequency,
                                                 const int64_t *monetary, size_t n,
                                                 uint8_t *scores, uint8_t *segments);
QUEN_API void quen_rfm_free(quen_rfm *rfm);
QUEN_CHECKED QUEN_API quen_status quen_rfm_save(quen_context *ctx, const quen_rfm *rfm,
                                                const char *path);
QUEN_CHECKED QUEN_API quen_status quen_rfm_open(quen_context *ctx, const char *path,
                                                quen_rfm **out);
QUEN_CHECKED QUEN_API quen_status quen_rfm_save_bytes(quen_context *ctx,
                                                      const quen_rfm *rfm, void *bytes,
                                                      size_t capacity, size_t *size);
QUEN_CHECKED QUEN_API quen_status quen_rfm_open_bytes(quen_context *ctx,
                                                      const void *bytes, size_t size,
                                                      quen_rfm **out);
QUEN_API size_t quen_rfm_n_customers(const quen_rfm *rfm);
QUEN_API size_t quen_rfm_n_never_bought(const quen_rfm *rfm);
QUEN_API const uint32_t *quen_rfm_customers(const quen_rfm *rfm);
QUEN_API const int64_t *quen_rfm_recency(const quen_rfm *rfm);
QUEN_API const int64_t *quen_rfm_frequency(const quen_rfm *rfm);
QUEN_API int quen_rfm_has_money(const quen_rfm *rfm);
QUEN_API const int64_t *quen_rfm_monetary(const quen_rfm *rfm);
QUEN_API const uint8_t *quen_rfm_scores(const quen_rfm *rfm);
QUEN_API const uint8_t *quen_rfm_segments(const quen_rfm *rfm);
QUEN_API quen_key quen_rfm_customer_key(const quen_rfm *rfm, size_t row);
QUEN_CHECKED QUEN_API quen_status quen_rfm_find_customer(quen_context *ctx,
                                                         const quen_rfm *rfm,
                                                         quen_key key, size_t *row);
QUEN_API uint32_t quen_rfm_n_bins(const quen_rfm *rfm);
QUEN_API int64_t quen_rfm_now_s(const quen_rfm *rfm);
QUEN_API const int64_t *quen_rfm_cuts(const quen_rfm *rfm, uint32_t axis, size_t *groups);
QUEN_API uint32_t quen_rfm_n_segments(const quen_rfm *rfm);
QUEN_API const char *quen_rfm_segment_name(const quen_rfm *rfm, uint32_t segment);
QUEN_API const char *quen_rfm_segment_meaning(const quen_rfm *rfm, uint32_t segment);
QUEN_API const uint8_t *quen_rfm_codes(const quen_rfm *rfm);
QUEN_CHECKED QUEN_API quen_status quen_rfm_find_segment(quen_context *ctx,
                                                        const quen_rfm *rfm,
                                                        const char *name,
                                                        uint32_t *segment);
typedef struct quen_rfm_summary {
    uint64_t customers;
    uint64_t frequency;
    int64_t monetary;
    int64_t recency_median;
    int64_t frequency_median;
    int64_t monetary_median;
} quen_rfm_summary;
QUEN_API const quen_rfm_summary *quen_rfm_segment_summary(const quen_rfm *rfm,
                                                          uint32_t segment);
#ifdef __cplusplus
}
#endif
#endif
