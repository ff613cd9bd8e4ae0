/**
 * @file split.h
 * Parts of a log to learn from, and parts to be judged by: moments in the past, each
 * customer's last order, folds of customers. evaluate.h measures what comes of it.
 *
 * @code
 * quen_split *split = NULL;
 * quen_itemcf *model = NULL;
 * if (quen_split_new(ctx, orders, NULL, &split) == QUEN_OK &&
 *     quen_itemcf_fit_csr(ctx, quen_split_train(split), NULL, &model) == QUEN_OK)
 *     printf("%zu customers came back\n", quen_split_n_judged(split));
 * quen_itemcf_free(model);
 * quen_split_free(split);
 * @endcode
 */
#ifndef QUEN_SPLIT_H
#define QUEN_SPLIT_H

#include "context.h"
#include "csr.h"
#include "orders.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- what customers had, and what they came for --- */

/** What each customer of a log had before a moment, and bought from then on. */
typedef struct quen_split quen_split;

/** Where a customer's lines are cut. */
enum {
    QUEN_SPLIT_METHOD_LAST_ORDER = 0, /**< At the last visit, if another came before it;
                                           else nowhere: nothing is held out. */
    QUEN_SPLIT_METHOD_TIME = 1,       /**< At `cutoff_s`. */
    QUEN_SPLIT_METHOD_GIVEN = 2       /**< At a moment of each customer's own,
                                           `moments`. */
};

/** Settings of quen_split_new(). Fill with quen_split_options_init(), then edit. */
typedef struct quen_split_options {
    uint32_t struct_size;    /**< Written by init; leave alone. */
    uint32_t method;         /**< QUEN_SPLIT_METHOD_*. Default LAST_ORDER. */
    int64_t cutoff_s;        /**< TIME: the moment, Unix seconds. Default INT64_MIN:
                                  horizon_s before one second after the last line, but not
                                  before QUEN_TIME_MIN. */
    int64_t horizon_s;       /**< Lines are held out for so long from the moment on, >= 0.
                                  Default 0: to the end; not with a default `cutoff_s`. */
    const int64_t *moments;  /**< GIVEN: a moment for each customer of the log, by number;
                                  INT64_MAX: nothing is held out. Default NULL. */
    size_t n_moments;        /**< How many: the log's customers. Default 0. */
    uint32_t include_bought; /**< 1: hold out items too that the customer had before.
                                  Default 0. */
    uint32_t reserved;       /**< 0. */
} quen_split_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_split_options_init(quen_split_options *options, size_t size);

/**
 * Split what each customer bought. An item is a customer's, before the moment or held
 * out, where more of it was bought than returned.
 *
 * @param orders   A finished log.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a split the caller frees with quen_split_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT  The log is not finished or has no customer, `moments` are
 *                            not as many as the customers, or a setting is outside its
 *                            limits.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(lines). Memory: 24 bytes a customer, and 4 for each item of each; while it is
 * made, 24 bytes a line and 16 an item more.
 */
QUEN_CHECKED QUEN_API quen_status quen_split_new(quen_context *ctx,
                                                 const quen_orders *orders,
                                                 const quen_split_options *options,
                                                 quen_split **out);

/** Free a split. NULL is allowed. */
QUEN_API void quen_split_free(quen_split *split);

/** Customers of the log. */
QUEN_API size_t quen_split_n_customers(const quen_split *split);

/** Items of the log. */
QUEN_API size_t quen_split_n_items(const quen_split *split);

/** Customers with held-out items: those that evaluate.h judges. */
QUEN_API size_t quen_split_n_judged(const quen_split *split);

/** Where each customer's lines are cut, n_customers moments; INT64_MAX: nowhere. */
QUEN_API const int64_t *quen_split_moments(const quen_split *split);

/** What each customer had before the moment, customers x items, for a fit. The split's.
 */
QUEN_API const quen_csr *quen_split_train(const quen_split *split);

/** What each customer bought from the moment on, customers x items. The split's. */
QUEN_API const quen_csr *quen_split_held_out(const quen_split *split);

/* --- moments in the past --- */

/** Settings of quen_split_origins(). Fill with quen_origins_options_init(), then edit. */
typedef struct quen_origins_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t most;        /**< Origins at most, the latest ones. Default 0: all. */
    int64_t horizon_s;    /**< What must come after an origin, > 0. Default 90 days. */
    int64_t step_s;       /**< From one origin to the next, > 0. Default 30 days. */
    int64_t history_s;    /**< What must have come before an origin, > 0. Default 30
                               days. */
} quen_origins_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_origins_options_init(quen_origins_options *options, size_t size);

/**
 * Find moments from which a log is to be foreseen: what lies before an origin is known,
 * the horizon after it tells how it went. The last one is the horizon before one second
 * after the last line; each other one a step before the next.
 *
 * @param origins   Room for `capacity` moments, ascending, in Unix seconds. NULL with a
 *                  capacity of 0 asks for their number alone.
 * @param capacity  At least the number of origins, or nothing is written.
 * @param count     Receives how many there are, also where the capacity is too small; 0
 *                  on any other error.
 *
 * @retval QUEN_ERR_ARGUMENT  A setting is outside its limits, or the capacity is too
 *                            small; the message names both numbers.
 * @retval QUEN_ERR_NUMERIC   The log is shorter than history and horizon; the message
 *                            names the longest horizon that it can carry.
 *
 * Time O(origins).
 */
QUEN_CHECKED QUEN_API quen_status quen_split_origins(quen_context *ctx,
                                                     const quen_orders *orders,
                                                     const quen_origins_options *options,
                                                     int64_t *origins, size_t capacity,
                                                     size_t *count);

/* --- folds of customers --- */

/**
 * The fold of a key: a hash of the key and the seed, so that a customer stays in a fold
 * when others come, and has it on every machine. Folds are about equal.
 *
 * @param key      Any key; its bytes are only read.
 * @param n_folds  Folds, at least 1; 0 is taken as 1.
 * @param seed     Another one gives other folds.
 * @return         0..n_folds - 1.
 */
QUEN_API uint32_t quen_split_fold(quen_key key, uint32_t n_folds, uint64_t seed);

/**
 * The folds of all customers of a log, as quen_split_fold() tells that of each key.
 *
 * @param orders   A log; customers as they are numbered now.
 * @param n_folds  Folds, at least 2.
 * @param seed     As for quen_split_fold().
 * @param folds    Receives a fold for each customer, quen_order_totals.customers numbers.
 *
 * @retval QUEN_ERR_ARGUMENT  n_folds is below 2.
 *
 * Time O(customers).
 */
QUEN_CHECKED QUEN_API quen_status quen_split_folds(quen_context *ctx,
                                                   const quen_orders *orders,
                                                   uint32_t n_folds, uint64_t seed,
                                                   uint32_t *folds);

#ifdef __cplusplus
}
#endif

#endif
