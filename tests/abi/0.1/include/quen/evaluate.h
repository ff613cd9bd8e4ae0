#ifndef QUEN_EVALUATE_H
#define QUEN_EVALUATE_H 
#include "context.h"
#include "csr.h"
#ifdef __cplusplus
extern "C" {
#endif
enum {
    QUEN_BINARY_SCORES_PROBABILITY = 0,
    QUEN_BINARY_SCORES_ANY = 1
};
enum {
    QUEN_BINARY_BINNING_QUANTILE = 0,
    QUEN_BINARY_BINNING_WIDTH = 1
};
typedef struct quen_binary_options {
    uint32_t struct_size;
    uint32_t scores;
    uint32_t binning;
    uint32_t bins;
    const double *weights;
    const uint32_t *groups;
    uint32_t resamples;
    uint32_t reserved;
    double confidence;
    uint64_t seed;
} quen_binary_options;
QUEN_API void quen_binary_options_init(quen_binary_options *options, size_t size);
typedef struct quen_binary_report {
    uint32_t struct_size;
    uint32_t reserved;
    double rate;
    double auc;
    double average_precision;
    double ks;
    double lift10;
    double mean_score;
    double log_loss;
    double brier;
    double reliability;
    double resolution;
    double uncertainty;
    double within;
    double calibration_error;
    double slope;
    double intercept;
} quen_binary_report;
QUEN_API void quen_binary_report_init(quen_binary_report *report, size_t size);
QUEN_CHECKED QUEN_API quen_status
quen_evaluate_binary(quen_context *ctx, const uint8_t *y, const double *score, size_t n,
                     const quen_binary_options *options, quen_binary_report *report,
                     quen_binary_report *low, quen_binary_report *high);
QUEN_CHECKED QUEN_API quen_status quen_evaluate_binary_compare(
    quen_context *ctx, const uint8_t *y, const double *a, const double *b, size_t n,
    const quen_binary_options *options, quen_binary_report *difference,
    quen_binary_report *low, quen_binary_report *high);
typedef struct quen_calibration_bin {
    uint64_t rows;
    double weight;
    double least;
    double greatest;
    double mean_score;
    double rate;
} quen_calibration_bin;
QUEN_CHECKED QUEN_API quen_status
quen_evaluate_calibration(quen_context *ctx, const uint8_t *y, const double *score,
                          size_t n, const quen_binary_options *options,
                          quen_calibration_bin *bins, size_t capacity, size_t *count);
typedef struct quen_gain {
    double share;
    double least;
    double rate;
    double lift;
    double captured;
    double cumulative_lift;
} quen_gain;
QUEN_CHECKED QUEN_API quen_status quen_evaluate_gains(quen_context *ctx, const uint8_t *y,
                                                      const double *score, size_t n,
                                                      const quen_binary_options *options,
                                                      quen_gain *parts, size_t n_parts);
typedef struct quen_auc_test {
    double auc_a;
    double std_error_a;
    double auc_b;
    double std_error_b;
    double difference;
    double std_error;
    double low;
    double high;
    double z;
    double p;
} quen_auc_test;
QUEN_CHECKED QUEN_API quen_status quen_evaluate_auc_test(quen_context *ctx,
                                                         const uint8_t *y,
                                                         const double *a, const double *b,
                                                         size_t n, double confidence,
                                                         quen_auc_test *out);
typedef struct quen_ranking_options {
    uint32_t struct_size;
    uint32_t top;
    const uint64_t *popularity;
    uint64_t population;
    uint32_t resamples;
    uint32_t reserved;
    double confidence;
    uint64_t seed;
} quen_ranking_options;
QUEN_API void quen_ranking_options_init(quen_ranking_options *options, size_t size);
typedef struct quen_ranking_report {
    uint32_t struct_size;
    uint32_t reserved;
    double precision;
    double recall;
    double recall_min;
    double hit_rate;
    double ndcg;
    double ndcg_untruncated;
    double average_precision;
    double reciprocal_rank;
    double novelty;
    double coverage;
} quen_ranking_report;
QUEN_API void quen_ranking_report_init(quen_ranking_report *report, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_evaluate_ranking(
    quen_context *ctx, const quen_csr *held_out, const uint32_t *items,
    const uint32_t *counts, size_t width, const quen_ranking_options *options,
    quen_ranking_report *report, quen_ranking_report *low, quen_ranking_report *high);
QUEN_CHECKED QUEN_API quen_status quen_evaluate_ranking_compare(
    quen_context *ctx, const quen_csr *held_out, const uint32_t *items_a,
    const uint32_t *counts_a, const uint32_t *items_b, const uint32_t *counts_b,
    size_t width, const quen_ranking_options *options, quen_ranking_report *difference,
    quen_ranking_report *low, quen_ranking_report *high);
typedef struct quen_clusters_options {
    uint32_t struct_size;
    uint32_t reserved;
    uint64_t sample;
    uint64_t seed;
} quen_clusters_options;
QUEN_API void quen_clusters_options_init(quen_clusters_options *options, size_t size);
typedef struct quen_clusters_report {
    uint32_t struct_size;
    uint32_t reserved;
    uint64_t clusters;
    uint64_t sampled;
    double silhouette;
    double silhouette_error;
    double calinski_harabasz;
    double davies_bouldin;
} quen_clusters_report;
QUEN_API void quen_clusters_report_init(quen_clusters_report *report, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_evaluate_clusters(
    quen_context *ctx, const double *x, size_t n, size_t d, const uint32_t *labels,
    const quen_clusters_options *options, quen_clusters_report *report);
#ifdef __cplusplus
}
#endif
#endif
