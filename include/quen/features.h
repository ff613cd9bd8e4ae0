/**
 * @file features.h
 * One row of numbers per customer, as seen at a moment: nothing later is looked at.
 *
 * Columns, in this order, each with its unit. Orders are visits (see orders.h):
 *   recency_days, tenure_days   since the last purchase and since the first visit
 *   orders, lines               visits, and lines that are purchases
 *   distinct_items              items of which more was bought than returned
 *   quantity                    units bought, returns deducted
 *   revenue                     all amounts, refunds deducted (smallest money units)
 *   order_value_mean, order_value_std   over visits (std: population, 0 for one visit)
 *   gap_days_mean, gap_cv       days between visits, and std / mean of those gaps; NaN
 *                               below two gaps for gap_cv, below one for the mean;
 *                               gap_cv also where all visits came at one time
 *   refund_share                amounts of returns / gross sales, at most 1; 0 without
 *                               returns
 *   trend                       (last period - the one before) / (|last| + |before|) of
 *                               revenue; 0 if neither had any
 *   weekend_share, hour         share of visits on Saturday or Sunday, mean local hour
 * then the caller's attributes: a number as one column; a category as one column for each
 * of its levels, by ascending key, and one for "other", where values go that got no
 * column, unknown ones, and those called "other". In such a name a zero byte becomes '?'.
 * A customer whom an attribute does not name is unknown to it. A log without money has no
 * revenue, order_value_mean, order_value_std, refund_share and trend.
 *
 * An order counts if one of its lines is before the moment, with those lines alone. Its
 * time is that of its earliest line. The last period begins period_s before the moment
 * and ends with it; a line belongs to the period of its own time.
 *
 * @code
 * quen_features_options options;
 * quen_features_options_init(&options, sizeof options);
 * options.utc_offset_s = 7 * 3600;
 * quen_features *features = NULL;
 * if (quen_features_new(ctx, orders, &options, &features) == QUEN_OK)
 *     printf("%s\n", quen_features_column_name(features, 0));
 * quen_features_free(features);
 * @endcode
 */
#ifndef QUEN_FEATURES_H
#define QUEN_FEATURES_H

#include "orders.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Customers in rows, features in columns. Does not change once made. */
typedef struct quen_features quen_features;

/** Number of columns that come from a log with money. */
#define QUEN_FEATURES_BUILTIN 15

/** What the caller knows of customers beside their orders. This struct never grows. */
typedef struct quen_attribute {
    const char *name;           /**< 1..255 bytes, unlike any other attribute's or
                                     built-in column's. */
    const char *unit;           /**< Of a number, such as "years"; NULL: none. */
    quen_key_column customers;  /**< n keys, each valid, of the log's kind and at most
                                     once; customers not in the log are ignored. */
    const double *numbers;      /**< A number: n values, NaN where unknown, never
                                     infinite; else NULL. */
    quen_key_column categories; /**< A category: n values, invalid where unknown; else all
                                     NULL. */
    size_t n;                   /**< Rows, below 2^32 - 1. */
    uint32_t max_levels;        /**< A category: so many of its most frequent values get a
                                     column each (ties by key), 1..1000; 0 means 8. */
    uint32_t reserved;          /**< 0. */
} quen_attribute;

/** Settings of quen_features_new(). Fill with quen_features_options_init(), then edit. */
typedef struct quen_features_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    int32_t utc_offset_s; /**< The shop's clock less UTC, -86400..86400. Default
                               QUEN_CLOCK_OF_LOG: the log's clock. */
    int64_t now_s;        /**< The moment: lines at or after it are not looked at.
                               QUEN_TIME_MIN..QUEN_TIME_MAX + 1. Default INT64_MIN: just
                               after the log's last line. */
    int64_t period_s;     /**< Length of the trend's periods, > 0. Default 90 days. */
    const quen_attribute *attributes; /**< Columns the caller brings. Default NULL. */
    size_t n_attributes;              /**< How many, at most 1000. Default 0. */
} quen_features_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_features_options_init(quen_features_options *options, size_t size);

/**
 * Describe every customer who was there before the moment: who only returned goods is
 * left out.
 *
 * @param orders   A finished log.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives features the caller frees with quen_features_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished, a setting is outside its limits,
 *                             or an attribute is malformed, infinite or names a customer
 *                             twice (the message names attribute and row).
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(lines + rows * columns), and O(a log a) for an attribute of a rows. Memory 8
 * bytes a cell and 4 a customer, and meanwhile, for each thread, 4 an item, 16 in a log
 * with returns, and 16 an order of the customer with the most of them; or 4 a customer
 * while an attribute is joined, and the attributes' values once more; 8 KiB for names.
 */
QUEN_CHECKED QUEN_API quen_status quen_features_new(quen_context *ctx,
                                                    const quen_orders *orders,
                                                    const quen_features_options *options,
                                                    quen_features **out);

/** Free features. NULL is allowed. */
QUEN_API void quen_features_free(quen_features *features);

/** Rows: customers with a visit before the moment. There may be none. */
QUEN_API size_t quen_features_n_rows(const quen_features *features);

/** Columns: those that come from the log, then those of the attributes. */
QUEN_API size_t quen_features_n_columns(const quen_features *features);

/** Columns that come from the log: QUEN_FEATURES_BUILTIN, less where it has no money. */
QUEN_API size_t quen_features_n_builtin(const quen_features *features);

/** The matrix, n_rows x n_columns, row-major. NaN where undefined or unknown. */
QUEN_API const double *quen_features_matrix(const quen_features *features);

/** The name of a column, such as "recency_days" or "city=Hanoi"; NULL if out of range. */
QUEN_API const char *quen_features_column_name(const quen_features *features,
                                               size_t column);

/** The unit of a column, such as "days" or "money"; "" if it has none or is not there. */
QUEN_API const char *quen_features_column_unit(const quen_features *features,
                                               size_t column);

/** The customer numbers, n_rows, ascending (see quen_orders_customer_key()). */
QUEN_API const uint32_t *quen_features_customers(const quen_features *features);

/** The moment, in Unix seconds. */
QUEN_API int64_t quen_features_now_s(const quen_features *features);

#ifdef __cplusplus
}
#endif

#endif
