/* Features for models: any moment, any schema. */
#ifndef QUEN_DATA_FEATURES_FEATURES_H
#define QUEN_DATA_FEATURES_FEATURES_H

#include "data/orders/orders.h"
#include "data/features/schema.h"
#include "quen/features.h"

struct quen_features {
    quen_allocator allocator;
    size_t rows;
    double *matrix;      /* rows x schema.n_columns */
    uint32_t *customers; /* rows */
    int64_t now;
    quen__schema schema; /* owned if its image is */
};

/* As of when customers are described, and how. */
typedef struct quen__features_moment {
    int64_t now;          /* lines at or after it do not exist; QUEN_TIME_MIN..MAX + 1 */
    int64_t period;       /* > 0 */
    int32_t utc_offset_s; /* -86400..86400, or QUEN_CLOCK_OF_LOG */
} quen__features_moment;

/*
 * Describe every customer who ordered before the moment by the columns of a schema, which
 * must outlive the features. Attributes are matched by name; those that the schema does
 * not have are ignored. QUEN_ERR_ARGUMENT as quen_features_new(), or an attribute of the
 * schema is missing or of another kind.
 */
quen_status quen__features_build(quen_context *ctx, const quen_orders *orders,
                                 const quen__features_moment *moment,
                                 const quen__schema *schema,
                                 const quen_attribute *attributes, size_t n_attributes,
                                 quen_features **out);

/* Moments of one call, at most. */
#define QUEN__FEATURES_MOMENTS 13

/*
 * The same at n >= 1 different moments, alike in all but `now`, of some customers, whose
 * numbers ascend: with one walk over their lines, but for those with an order that has
 * lines on both sides of a moment. out[0..n - 1] are NULL on error.
 */
quen_status quen__features_build_moments(quen_context *ctx, const quen_orders *orders,
                                         const quen__features_moment *moments, size_t n,
                                         const uint32_t *customers, size_t n_customers,
                                         const quen__schema *schema,
                                         const quen_attribute *attributes,
                                         size_t n_attributes, quen_features **out);

/*
 * Fill the columns of a schema that come from attributes, matched by name, in all rows of
 * features. QUEN_ERR_ARGUMENT if one is missing or of another kind.
 */
quen_status quen__attributes_describe(quen_context *ctx, const quen_orders *orders,
                                      size_t n_customers, const quen__schema *schema,
                                      const quen_attribute *attributes, size_t n,
                                      quen_features *features);

#endif
