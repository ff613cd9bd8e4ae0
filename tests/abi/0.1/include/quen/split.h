#ifndef QUEN_SPLIT_H
#define QUEN_SPLIT_H 
#include "context.h"
#include "csr.h"
#include "orders.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_split quen_split;
enum {
    QUEN_SPLIT_METHOD_LAST_ORDER = 0,
    QUEN_SPLIT_METHOD_TIME = 1,
    QUEN_SPLIT_METHOD_GIVEN = 2
};
typedef struct quen_split_options {
    uint32_t struct_size;
    uint32_t method;
    int64_t cutoff_s;
    int64_t horizon_s;
    const int64_t *moments;
    size_t n_moments;
    uint32_t include_bought;
    uint32_t reserved;
} quen_split_options;
QUEN_API void quen_split_options_init(quen_split_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_split_new(quen_context *ctx,
                                                 const quen_orders *orders,
                                                 const quen_split_options *options,
                                                 quen_split **out);
QUEN_API void quen_split_free(quen_split *split);
QUEN_API size_t quen_split_n_customers(const quen_split *split);
QUEN_API size_t quen_split_n_items(const quen_split *split);
QUEN_API size_t quen_split_n_judged(const quen_split *split);
QUEN_API const int64_t *quen_split_moments(const quen_split *split);
QUEN_API const quen_csr *quen_split_train(const quen_split *split);
QUEN_API const quen_csr *quen_split_held_out(const quen_split *split);
typedef struct quen_origins_options {
    uint32_t struct_size;
    uint32_t most;
    int64_t horizon_s;
    int64_t step_s;
    int64_t history_s;
} quen_origins_options;
QUEN_API void quen_origins_options_init(quen_origins_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_split_origins(quen_context *ctx,
                                                     const quen_orders *orders,
                                                     const quen_origins_options *options,
                                                     int64_t *origins, size_t capacity,
                                                     size_t *count);
QUEN_API uint32_t quen_split_fold(quen_key key, uint32_t n_folds, uint64_t seed);
QUEN_CHECKED QUEN_API quen_status quen_split_folds(quen_context *ctx,
                                                   const quen_orders *orders,
                                                   uint32_t n_folds, uint64_t seed,
                                                   uint32_t *folds);
#ifdef __cplusplus
}
#endif
#endif
