/**
 * @file itemcf.h
 * Offers: "also bought", "for you", "for this basket", by item-based collaborative
 * filtering.
 *
 * The model keeps, for each item, the items that its buyers turn to, with a weight; a
 * list of items is answered by adding up the rows of its items. Every answer can say
 * because of which items it was given. Equal scores are ordered by item number, so the
 * first 5 of 10 are the answer to asking for 5.
 *
 * @code
 * quen_itemcf *itemcf = NULL;
 * quen_offer offers[5];
 * size_t count = 0;
 * if (quen_itemcf_fit(ctx, orders, NULL, &itemcf) == QUEN_OK &&
 *     quen_itemcf_similar(ctx, itemcf, 0, NULL, offers, 5, &count) == QUEN_OK)
 *     printf("%zu offers\n", count);
 * quen_itemcf_free(itemcf);
 * @endcode
 */
#ifndef QUEN_ITEMCF_H
#define QUEN_ITEMCF_H

#include "csr.h"
#include "model.h"
#include "offers.h"
#include "orders.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Neighbours of items, and what each customer bought. */
typedef struct quen_itemcf quen_itemcf;

/** How much item i leads to item j; sums run over the customers of both. */
enum {
    QUEN_ITEMCF_METHOD_COSINE = 0,  /**< sum(x_i x_j m^-user_discount) / (|x_i| |x_j| +
                                         shrink); the norms are those of the values
                                         alone. */
    QUEN_ITEMCF_METHOD_JACCARD = 1, /**< both / (either + shrink), in customers; values
                                         are taken as 1. */
    QUEN_ITEMCF_METHOD_RP3BETA = 2  /**< sum(p_i^alpha p_j^alpha) / customers(j)^beta: the
                                         steps of a random walk, p_i from item i to the
                                         customer, p_j from there to item j, in proportion
                                         to the values. */
};

/** What an entry of a log's matrix is worth. */
enum {
    QUEN_ITEMCF_VALUES_BINARY = 0, /**< 1 where a customer bought an item. */
    QUEN_ITEMCF_VALUES_COUNT = 1,  /**< Orders in which more was bought than returned. */
    QUEN_ITEMCF_VALUES_LOG_COUNT = 2, /**< log(1 + count). */
    QUEN_ITEMCF_VALUES_QUANTITY = 3   /**< How much, returns deducted. */
};

/** What a row of a log's matrix is. */
enum {
    QUEN_ITEMCF_GROUP_CUSTOMER = 0, /**< Items of one customer belong together, ever; so
                                         do those of an order without a customer. */
    QUEN_ITEMCF_GROUP_ORDER = 1     /**< Items of one order belong together. */
};

/** Which weights are kept, when each item may keep `neighbors`. */
enum {
    QUEN_ITEMCF_PRUNE_AUTO = 0,    /**< RP3beta: SOURCES; cosine and Jaccard: TARGETS. */
    QUEN_ITEMCF_PRUNE_SOURCES = 1, /**< Each item leads to its best items. */
    QUEN_ITEMCF_PRUNE_TARGETS = 2, /**< Each item is reached from its best items; one that
                                        is among the best of none leads nowhere. */
    QUEN_ITEMCF_PRUNE_BOTH = 3     /**< SOURCES, then, after normalize, TARGETS. */
};

/** Settings of quen_itemcf_fit(). Fill with quen_itemcf_options_init(), then edit. */
typedef struct quen_itemcf_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t method;      /**< QUEN_ITEMCF_METHOD_*. Default RP3BETA. */
    uint32_t values;      /**< QUEN_ITEMCF_VALUES_*; logs only. Default BINARY. */
    uint32_t group;       /**< QUEN_ITEMCF_GROUP_*; logs only. Default CUSTOMER. */
    uint32_t neighbors;   /**< Neighbours kept per item, >= 1: see `prune`. The best by
                               weight as a float; ties by item number. Default 100. */
    uint32_t min_support; /**< Customers (by order: orders) that two items must share at
                               least, >= 1. Default 1. */
    double shrink;        /**< Cosine, Jaccard: added to the denominator, >= 0. Default
                               0. */
    double user_discount; /**< Cosine: a customer with m items counts m^-this, >= 0.
                               Default 0. */
    double alpha;         /**< RP3beta: exponent of the transition probabilities, >= 0.
                               Default 0.8. */
    double beta;          /**< RP3beta: exponent of the popularity discount, >= 0. Default
                               0.4. */
    uint32_t normalize;   /**< 1: the weights of each item's row, once pruned and rounded
                               to float, are divided by their sum; 0: not. Default 0. */
    uint32_t prune;       /**< QUEN_ITEMCF_PRUNE_*. Default AUTO. */
    int64_t now_s;        /**< Lines at or after it are not looked at; logs only. Default
                               INT64_MIN: all lines. */
    uint32_t max_items;   /**< A customer (by order: an order) with more items than this
                               has a history, but no part in what is learnt. 0: no limit.
                               Default 10000. */
    uint32_t reserved;    /**< 0. */
} quen_itemcf_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_itemcf_options_init(quen_itemcf_options *options, size_t size);

/**
 * Learn from a finished log. Item and customer numbers are those of the log.
 *
 * A customer's item counts when more of it was bought than returned (orders.h says what a
 * return is); a log without amounts will do. An order without a customer is a customer of
 * its own here, but has no number and no history.
 *
 * @param orders   A finished log with at least one line.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a model the caller frees with quen_itemcf_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished or empty, or a setting is outside
 *                             its limits.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(sum over customers of their items squared, but for those left out), of which
 * much is done for 512 items at once where only counts are wanted (Jaccard; cosine of
 * values that are all 1, without user_discount). The model takes 8 bytes a neighbour, 4 a
 * purchase, 8 a customer and 16 an item; scratch at most 15 bytes an entry of the matrix
 * (31 if it has values), 104 a customer, 128 and 32 x neighbors an item, for each thread
 * 164 and 10 x neighbors an item, and 64 KiB; where customers are left out, 4 bytes more
 * an entry (12 with values); and for a log, before that, 24 bytes a line and 32 an item.
 * Sources: docs/algorithms.md.
 */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_fit(quen_context *ctx,
                                                  const quen_orders *orders,
                                                  const quen_itemcf_options *options,
                                                  quen_itemcf **out);

/**
 * Learn from a matrix; rows are customers, columns items. As quen_itemcf_fit() otherwise.
 *
 * @param matrix  At least 1 x 1.
 *
 * @retval QUEN_ERR_ARGUMENT  A setting is outside its limits, the matrix is malformed
 *                            (the message names the row), or the values, or for cosine
 *                            their squares, of a customer or item add up to less than
 *                            1e-300 or more than 1e300.
 * @retval QUEN_ERR_MEMORY, QUEN_ERR_CANCELLED  As quen_itemcf_fit().
 */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_fit_csr(quen_context *ctx,
                                                      const quen_csr *matrix,
                                                      const quen_itemcf_options *options,
                                                      quen_itemcf **out);

/** Free a model: see model.h, also for the next four. */
QUEN_API void quen_itemcf_free(quen_itemcf *itemcf);

/** Save a model to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_save(quen_context *ctx,
                                                   const quen_itemcf *itemcf,
                                                   const char *path);

/** Open a model file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_open(quen_context *ctx, const char *path,
                                                   quen_itemcf **out);

/** Save a model to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_save_bytes(quen_context *ctx,
                                                         const quen_itemcf *itemcf,
                                                         void *bytes, size_t capacity,
                                                         size_t *size);

/** Open a model from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_open_bytes(quen_context *ctx,
                                                         const void *bytes, size_t size,
                                                         quen_itemcf **out);

/**
 * Find items to offer beside one item, best first: its neighbours, then popular items.
 *
 * What nobody bought is never offered.
 *
 * @param item      Item number.
 * @param filter    What may be offered, or NULL for the defaults.
 * @param offers    Receives at most `capacity` offers.
 * @param capacity  How many offers there is room for.
 * @param count     Receives how many: less than `capacity` only if no more may be
 *                  offered.
 *
 * @retval QUEN_ERR_ARGUMENT  An item number, the filter's included, is not below
 *                            quen_itemcf_n_items(); or the filter is malformed.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(kept weights of the items asked about), and O(items) where popular items fill
 * up. The context keeps 6 bytes an item, 48 an offer, 4 for each item that is given and 6
 * KiB at most as scratch for the next question.
 */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_similar(
    quen_context *ctx, const quen_itemcf *itemcf, uint32_t item,
    const quen_offer_filter *filter, quen_offer *offers, size_t capacity, size_t *count);

/**
 * Find items to offer to a customer of the fit, from all that customer bought. As
 * quen_itemcf_similar() otherwise.
 *
 * @param customer  Customer number.
 *
 * @retval QUEN_ERR_ARGUMENT  The customer is not below quen_itemcf_n_customers(); or as
 *                            quen_itemcf_similar().
 * @retval QUEN_ERR_MEMORY    Out of memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_recommend(
    quen_context *ctx, const quen_itemcf *itemcf, uint32_t customer,
    const quen_offer_filter *filter, quen_offer *offers, size_t capacity, size_t *count);

/**
 * Find items to offer to an unknown visitor, from what is in the basket. As
 * quen_itemcf_similar() otherwise.
 *
 * @param items  n_items item numbers; one named twice counts once.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY  As quen_itemcf_similar().
 */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_recommend_basket(
    quen_context *ctx, const quen_itemcf *itemcf, const uint32_t *items, size_t n_items,
    const quen_offer_filter *filter, quen_offer *offers, size_t capacity, size_t *count);

/**
 * Find items to offer to a customer of the fit who has a basket in hand, from both. As
 * quen_itemcf_similar() otherwise.
 *
 * An item of the basket counts its weights, one of the history its weights times
 * `history_weight` of the filter / (items of the history); one in both is of the basket.
 * So what is at hand leads, however long the history is, and the history decides where
 * the basket says little. A reason weighs what it adds to the score. What is in either is
 * not offered, unless `include_bought` is set. With an empty basket it is
 * quen_itemcf_recommend(), with an empty history quen_itemcf_recommend_basket().
 * docs/algorithms.md tells how often each is right.
 *
 * @param customer  Customer number.
 * @param items     n_items item numbers; one named twice counts once.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY  As quen_itemcf_recommend().
 */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_recommend_customer_basket(
    quen_context *ctx, const quen_itemcf *itemcf, uint32_t customer,
    const uint32_t *items, size_t n_items, const quen_offer_filter *filter,
    quen_offer *offers, size_t capacity, size_t *count);

/**
 * Answer quen_itemcf_recommend() for many customers, with the context's threads.
 *
 * @param customers  n_customers customer numbers.
 * @param filter     What may be offered to each, or NULL for the defaults.
 * @param offers     Receives n_customers x capacity offers, row-major; row i has
 *                   counts[i].
 * @param capacity   How many offers there is room for, for each customer.
 * @param counts     Receives n_customers counts.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY  As quen_itemcf_recommend().
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop; all counts are 0.
 *
 * Scratch for each thread 6 bytes an item, 48 an offer of `capacity` and 6 KiB at most;
 * and 4 for each customer and each item of the filter.
 */
QUEN_CHECKED QUEN_API quen_status quen_itemcf_recommend_batch(
    quen_context *ctx, const quen_itemcf *itemcf, const uint32_t *customers,
    size_t n_customers, const quen_offer_filter *filter, quen_offer *offers,
    size_t capacity, size_t *counts);

QUEN_API size_t quen_itemcf_n_items(const quen_itemcf *itemcf);     /**< Items. */
QUEN_API size_t quen_itemcf_n_customers(const quen_itemcf *itemcf); /**< With a number. */

/**
 * How many customers (by order: how many orders) had more than max_items items, and so no
 * part in weights, support and popular items.
 *
 * Their histories are kept: quen_itemcf_recommend() answers for them as for all others.
 * What costs grows with the square of a customer's items, and who has more than 10,000 of
 * them is rarely one customer: a till's key for everybody without a card, or a reseller.
 * An item that only they bought is not offered.
 */
QUEN_API size_t quen_itemcf_n_left_out(const quen_itemcf *itemcf);

/**
 * How many customers (by order: how many orders) have an item, of those with a part in
 * what is learnt; 0 if out of range.
 */
QUEN_API uint32_t quen_itemcf_support(const quen_itemcf *itemcf, uint32_t item);

/**
 * The kept neighbours of an item, largest weight first, ties by item number.
 *
 * @param neighbors  Receives a pointer to them. The model's.
 * @return           How many; 0, and a NULL pointer, if `item` is out of range.
 */
QUEN_API size_t quen_itemcf_neighbors(const quen_itemcf *itemcf, uint32_t item,
                                      const quen_neighbor **neighbors);

/**
 * What a customer bought, ascending.
 *
 * @param items  Receives a pointer to the items' numbers. The model's.
 * @return       How many; 0, and a NULL pointer, if `customer` is out of range.
 */
QUEN_API size_t quen_itemcf_history(const quen_itemcf *itemcf, uint32_t customer,
                                    const uint32_t **items);

#ifdef __cplusplus
}
#endif

#endif
