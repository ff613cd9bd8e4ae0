/**
 * @file rfm.h
 * Recency, frequency, monetary: three scores a customer, and the segment they make.
 *
 * A score runs from 1 (worst) to `bins` (best). A value's score is 1 and the number of
 * cut points below it, for recency `bins` less that number: equal values always get equal
 * scores. With quantiles, cut point i of b - 1 is the value at sorted position
 * ceil(i n / b) - 1, and 1 less where the middle one of all that are equal to it, the
 * upper of two, stands after that position. So equal values take the bin of their middle
 * rank, and forty customers of fifteen orders each are average. Cut points of frequency
 * are at least 1: who ordered once scores F = 1. Cut points are kept, so that customers
 * who come later are scored without the old data.
 *
 * Recency counts from a customer's latest purchase, frequency counts visits: orders with
 * a purchase before the moment (quen/orders.h says what is one, and the log's rules).
 * Returns and price reductions count for monetary alone. Who never bought, but only
 * returned, is no customer here: quen_rfm_n_never_bought() tells how many.
 *
 * Where money is not told, there is no monetary value and no M: its scores are 0, and
 * segments come from R and F alone, by the R x F map unless others are asked for.
 *
 * @code
 * quen_rfm *rfm = NULL;
 * if (quen_rfm_fit(ctx, orders, NULL, &rfm) == QUEN_OK)
 *     printf("%s\n", quen_rfm_segment_name(rfm, quen_rfm_segments(rfm)[0]));
 * quen_rfm_free(rfm);
 * @endcode
 */
#ifndef QUEN_RFM_H
#define QUEN_RFM_H

#include "model.h"
#include "orders.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Scores and segments of customers, and how they were made. */
typedef struct quen_rfm quen_rfm;

/** What monetary is. */
enum {
    QUEN_RFM_MONETARY_SUM = 0, /**< Monetary is the sum of all amounts, refunds
                                    deducted. */
    QUEN_RFM_MONETARY_MEAN = 1 /**< Monetary is that sum per visit, or per purchase if
                                    lines are counted, rounded half away from zero. */
};

/** Over whom scores are cut. */
enum {
    QUEN_RFM_BINNING_INDEPENDENT = 0, /**< Each score is cut over all customers. */
    QUEN_RFM_BINNING_NESTED = 1 /**< F is cut within each R score, M within each pair R F;
                                     for a group without customers, as over all
                                     customers. */
};

/** What frequency is. */
enum {
    QUEN_RFM_FREQUENCY_ORDERS = 0, /**< Frequency counts orders that are visits. */
    QUEN_RFM_FREQUENCY_DAYS = 1,   /**< Frequency counts local days on which a visit
                                        began. */
    QUEN_RFM_FREQUENCY_LINES = 2 /**< Frequency counts lines that are purchases: for logs
                                      in which each is a visit of its own. Orders are not
                                      distinguished, which makes columns faster. */
};

/** How codes, the scores R F M together, become segments. */
enum {
    QUEN_RFM_SEGMENTS_ELEVEN = 0, /**< Eleven segments over all 125 codes; bins = 5.
                                       Without money, the ten of RF_MAP. */
    QUEN_RFM_SEGMENTS_RF_MAP = 1, /**< Ten segments over the R x F map; bins = 5. */
    QUEN_RFM_SEGMENTS_NONE = 2,   /**< One segment, "All". */
    QUEN_RFM_SEGMENTS_OWN = 3     /**< The rules in the options. */
};

/**
 * "These scores make that segment." The first rule that fits wins. This struct never
 * grows.
 */
typedef struct quen_rfm_rule {
    const char *segment; /**< Name, 1..63 bytes; several rules may share one. At most 256
                              different ones. */
    uint8_t r_min, r_max, f_min, f_max, m_min, m_max; /**< Inclusive, 1..bins; no min
                                                           above its max. */
    uint8_t reserved[2];                              /**< 0. */
} quen_rfm_rule;

/** Settings of quen_rfm_fit(). Fill with quen_rfm_options_init(), then edit. */
typedef struct quen_rfm_options {
    uint32_t struct_size;       /**< Written by init; leave alone. */
    uint32_t bins;              /**< Scores 1..bins, 2..10. Default 5. */
    uint32_t monetary;          /**< QUEN_RFM_MONETARY_*. Default SUM. */
    uint32_t binning;           /**< QUEN_RFM_BINNING_*. Default INDEPENDENT. */
    uint32_t frequency;         /**< QUEN_RFM_FREQUENCY_*. Default ORDERS. */
    uint32_t segments;          /**< QUEN_RFM_SEGMENTS_*. Default ELEVEN. */
    int32_t utc_offset_s;       /**< The shop's clock less UTC, -86400..86400. Default
                                     QUEN_CLOCK_OF_LOG: the log's clock. Columns without a
                                     log: UTC. */
    uint32_t n_rules;           /**< QUEN_RFM_SEGMENTS_OWN: how many rules, >= 1; else 0.
                                     Default 0. */
    const quen_rfm_rule *rules; /**< QUEN_RFM_SEGMENTS_OWN: they must cover every code.
                                     Default NULL. */
    int64_t now_s;              /**< The moment: lines at or after it are not looked at.
                                     QUEN_TIME_MIN..QUEN_TIME_MAX + 1. Default INT64_MIN:
                                     just after the log's last line. */
    int64_t recency_unit_s;     /**< Recency counts whole units of so many seconds, > 0.
                                     Default 86400: days. */
    const int64_t *r_cuts;      /**< Fixed cut points, not with nested binning: bins - 1
                                     recencies in units, none below the one before; a
                                     recency above cut i loses a point. Default NULL:
                                     quantiles. */
    const int64_t *f_cuts;      /**< Likewise, frequencies; one above cut i gains a point.
                                     Default NULL: quantiles. */
    const int64_t *m_cuts;      /**< Likewise, amounts. Default NULL: quantiles. */
} quen_rfm_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_rfm_options_init(quen_rfm_options *options, size_t size);

/**
 * Score every customer who bought before the moment.
 *
 * @param orders   A finished log.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a model the caller frees with quen_rfm_free(); NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished or nobody bought before the
 *                             moment; a setting is outside its limits; fixed cut points
 *                             descend or meet nested binning; a built-in table meets
 *                             other bins than 5; a code has no rule (the message names
 *                             it); or without money, m_cuts or a rule that limits M.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(lines + n). At its peak 77 bytes for each of the n customers scored and 4 MiB at
 * most: the model takes 32 of them. Eleven segments: see docs/algorithms.md for the
 * table's source.
 */
QUEN_CHECKED QUEN_API quen_status quen_rfm_fit(quen_context *ctx,
                                               const quen_orders *orders,
                                               const quen_rfm_options *options,
                                               quen_rfm **out);

/**
 * Score every customer who bought before the moment, straight from columns of order
 * lines: the same answer, to the bit, as quen_orders_add_columns() to a new log,
 * quen_orders_finish() and quen_rfm_fit() give, several times faster, and the model
 * knows its customers' keys.
 *
 * @param columns  As quen_orders_add_columns() takes them, rules included. Borrowed until
 *                 return.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a model the caller frees with quen_rfm_free(); NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_OVERFLOW  As quen_orders_add_columns() on a new
 *                             log, or as quen_rfm_fit().
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(lines + n), if keys are byte strings O(lines + n log n). At its peak, while
 * lines are added up, 16 bytes a line (24 or 32 if the columns' values span so much that
 * a line's four do not fit), 32 for each of the n customers, and for each thread 72 for
 * each line of the fullest of the parts that customers are dealt to (512, if there are
 * 12,000 lines for each); if customers have fewer than six lines each, 150 for each of
 * them in place of 32; and 4 MiB at most. Or 93 bytes for each customer alone, if that is
 * more. Byte strings as keys: 8 bytes a line and column more, and the keys themselves
 * with what finds them again. Keys that mean nobody, if there are such lines: a bit a
 * line. The model takes 40 bytes a customer, or 40 and its key.
 */
QUEN_CHECKED QUEN_API quen_status quen_rfm_fit_columns(quen_context *ctx,
                                                       const quen_order_columns *columns,
                                                       const quen_rfm_options *options,
                                                       quen_rfm **out);

/**
 * Score n customers whose three values are known already. Settings that say how a log
 * becomes values must be valid, but are not looked at.
 *
 * @param recency    n whole units since the last visit, smaller is better.
 * @param frequency  n counts, at least 0.
 * @param monetary   n amounts; NULL: money is not told.
 * @param n          Customers, 1..2^32 - 1.
 * @param options    Settings, or NULL for the defaults.
 * @param out        Receives a model the caller frees with quen_rfm_free(); NULL on
 *                   error.
 *
 * @retval QUEN_ERR_ARGUMENT  n is out of range or a count negative (the message names the
 *                            row); or a setting, as quen_rfm_fit().
 * @retval QUEN_ERR_OVERFLOW  The sum of all absolute amounts, or of counts, exceeds
 *                            2^63 - 1.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(n). At its peak 49 bytes a customer and 4 MiB at most: the model takes 32 of
 * them.
 */
QUEN_CHECKED QUEN_API quen_status quen_rfm_fit_values(
    quen_context *ctx, const int64_t *recency, const int64_t *frequency,
    const int64_t *monetary, size_t n, const quen_rfm_options *options, quen_rfm **out);

/**
 * Score n other customers by the stored cut points. Time O(n).
 *
 * @param recency    n whole units, as quen_rfm_recency(); so below.
 * @param frequency  n counts.
 * @param monetary   n amounts; not looked at if the model knows no money.
 * @param scores     Receives n x 3 scores: R, F, M. NULL: not wanted.
 * @param segments   Receives n segment numbers. NULL: not wanted.
 *
 * @retval QUEN_ERR_ARGUMENT  `monetary` is NULL, but the model knows money. Otherwise any
 *                            values have scores.
 */
QUEN_CHECKED QUEN_API quen_status quen_rfm_score(quen_context *ctx, const quen_rfm *rfm,
                                                 const int64_t *recency,
                                                 const int64_t *frequency,
                                                 const int64_t *monetary, size_t n,
                                                 uint8_t *scores, uint8_t *segments);

/** Free a model: see model.h, also for the next four. */
QUEN_API void quen_rfm_free(quen_rfm *rfm);

/** Save a model to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_rfm_save(quen_context *ctx, const quen_rfm *rfm,
                                                const char *path);

/** Open a model file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_rfm_open(quen_context *ctx, const char *path,
                                                quen_rfm **out);

/** Save a model to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_rfm_save_bytes(quen_context *ctx,
                                                      const quen_rfm *rfm, void *bytes,
                                                      size_t capacity, size_t *size);

/** Open a model from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_rfm_open_bytes(quen_context *ctx,
                                                      const void *bytes, size_t size,
                                                      quen_rfm **out);

/** Customers scored by the fit, n, at least 1; less those forgotten since, as
 * quen_shop_forget() does. */
QUEN_API size_t quen_rfm_n_customers(const quen_rfm *rfm);

/**
 * Customers who have lines before the moment, but no purchase: they only returned, and
 * are not scored. 0 after fit_values.
 */
QUEN_API size_t quen_rfm_n_never_bought(const quen_rfm *rfm);

/**
 * Customer numbers, n_customers, ascending (see quen_orders_customer_key()); 0, 1, ...
 * after fit_values.
 */
QUEN_API const uint32_t *quen_rfm_customers(const quen_rfm *rfm);

/** The recency of each of n_customers, in whole units. */
QUEN_API const int64_t *quen_rfm_recency(const quen_rfm *rfm);

/** The frequency of each of n_customers: visits, or days, or purchases. */
QUEN_API const int64_t *quen_rfm_frequency(const quen_rfm *rfm);

/** 1 if the model knows money, else 0. */
QUEN_API int quen_rfm_has_money(const quen_rfm *rfm);

/** What each of n_customers paid: money. NULL if the model knows none. */
QUEN_API const int64_t *quen_rfm_monetary(const quen_rfm *rfm);

/** The scores R, F, M of each customer, n_customers x 3, row-major; M is 0 without money.
 */
QUEN_API const uint8_t *quen_rfm_scores(const quen_rfm *rfm);

/** The segment number of each of n_customers. */
QUEN_API const uint8_t *quen_rfm_segments(const quen_rfm *rfm);

/**
 * The key of the customer in row `row` of the arrays above; keys ascend. Its bytes belong
 * to the model. QUEN_KEY_NONE if there is no such row, or the model does not know keys:
 * only fits from columns do, and what is opened from their files. After quen_rfm_fit() it
 * is the log that knows the key of a customer number.
 */
QUEN_API quen_key quen_rfm_customer_key(const quen_rfm *rfm, size_t row);

/**
 * Find the row of a customer by key. Time O(log n).
 *
 * @param row  Receives the row.
 *
 * @retval QUEN_ERR_NOT_FOUND  No row has this key, or the model does not know keys.
 */
QUEN_CHECKED QUEN_API quen_status quen_rfm_find_customer(quen_context *ctx,
                                                         const quen_rfm *rfm,
                                                         quen_key key, size_t *row);

/** Scores run from 1 to this. */
QUEN_API uint32_t quen_rfm_n_bins(const quen_rfm *rfm);

/** The moment of the fit, in Unix seconds; 0 after fit_values. */
QUEN_API int64_t quen_rfm_now_s(const quen_rfm *rfm);

/**
 * The stored cut points, each group of bins - 1 ascending.
 *
 * @param axis    0 recency, 1 frequency, 2 monetary.
 * @param groups  Receives how many groups: 1; nested: 1, bins, bins * bins, ascending by
 *                R and then F score. NULL allowed.
 * @return        NULL, and no groups, for another axis, or for 2 without money.
 */
QUEN_API const int64_t *quen_rfm_cuts(const quen_rfm *rfm, uint32_t axis, size_t *groups);

/** Number of segments. */
QUEN_API uint32_t quen_rfm_n_segments(const quen_rfm *rfm);

/** The name of a segment; NULL if out of range. */
QUEN_API const char *quen_rfm_segment_name(const quen_rfm *rfm, uint32_t segment);

/**
 * What is true of everyone in a segment, one sentence in English; NULL if out of range.
 *
 * It is said of scores: 4 and 5 are "more than most", 3 is "the middle", among all
 * customers, or with nested binning among those of the group; fixed cut points draw these
 * lines where the caller wants them. F = 1 may be one order: a segment that has such
 * codes does not say of anyone that they came often. Segments of own rules say their
 * least and greatest scores: "Scores within R 1..2, F 3..3, M 1..3."
 */
QUEN_API const char *quen_rfm_segment_meaning(const quen_rfm *rfm, uint32_t segment);

/**
 * The segment number of every code, n_bins x n_bins x n_bins: by R, then F, then M, each
 * from 1 on.
 */
QUEN_API const uint8_t *quen_rfm_codes(const quen_rfm *rfm);

/**
 * Find the number of a segment.
 *
 * @param name     Its name, byte for byte.
 * @param segment  Receives its number, below quen_rfm_n_segments().
 *
 * @retval QUEN_ERR_NOT_FOUND  No segment has that name.
 */
QUEN_CHECKED QUEN_API quen_status quen_rfm_find_segment(quen_context *ctx,
                                                        const quen_rfm *rfm,
                                                        const char *name,
                                                        uint32_t *segment);

/**
 * A segment in figures. This struct never grows. Medians: the lower of two middle values.
 */
typedef struct quen_rfm_summary {
    uint64_t customers;       /**< Customers in it, maybe none. */
    uint64_t frequency;       /**< Sum over its customers: visits, days or purchases. */
    int64_t monetary;         /**< Sum over its customers: money; 0 without, as the median
                                   below. */
    int64_t recency_median;   /**< Whole units. 0 for a segment without customers, as
                                   those below. */
    int64_t frequency_median; /**< Visits, days or purchases. */
    int64_t monetary_median;  /**< Money. */
} quen_rfm_summary;

/** A segment in figures; NULL if out of range. */
QUEN_API const quen_rfm_summary *quen_rfm_segment_summary(const quen_rfm *rfm,
                                                          uint32_t segment);

#ifdef __cplusplus
}
#endif

#endif
