#ifndef QUEN_FEATURES_H
#define QUEN_FEATURES_H 
#include "orders.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_features quen_features;
#define QUEN_FEATURES_BUILTIN 15
typedef struct quen_attribute {
    const char *name;
    const char *unit;
    quen_key_column customers;
    const double *numbers;
    quen_key_column categories;
    size_t n;
    uint32_t max_levels;
    uint32_t reserved;
} quen_attribute;
typedef struct quen_features_options {
    uint32_t struct_size;
    int32_t utc_offset_s;
    int64_t now_s;
    int64_t period_s;
    const quen_attribute *attributes;
    size_t n_attributes;
} quen_features_options;
QUEN_API void quen_features_options_init(quen_features_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_features_new(quen_context *ctx,
                                                    const quen_orders *orders,
                                                    const quen_features_options *options,
                                                    quen_features **out);
QUEN_API void quen_features_free(quen_features *features);
QUEN_API size_t quen_features_n_rows(const quen_features *features);
QUEN_API size_t quen_features_n_columns(const quen_features *features);
QUEN_API size_t quen_features_n_builtin(const quen_features *features);
QUEN_API const double *quen_features_matrix(const quen_features *features);
QUEN_API const char *quen_features_column_name(const quen_features *features,
                                               size_t column);
QUEN_API const char *quen_features_column_unit(const quen_features *features,
                                               size_t column);
QUEN_API const uint32_t *quen_features_customers(const quen_features *features);
QUEN_API int64_t quen_features_now_s(const quen_features *features);
#ifdef __cplusplus
}
#endif
#endif
