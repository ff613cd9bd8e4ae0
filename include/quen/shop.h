/**
 * @file shop.h
 * The whole shop in one object and one file: train, save, open, ask.
 *
 * @code
 * quen_shop *shop = NULL;
 * if (quen_shop_train(ctx, orders, NULL, &shop) == QUEN_OK &&
 *     quen_shop_save(ctx, shop, "shop.quen") == QUEN_OK)
 *     puts("saved");
 * for (uint32_t i = 0; shop && i < quen_shop_n_customers(shop); i++) {
 *     quen_shop_customer c;
 *     quen_shop_customer_init(&c, sizeof c);
 *     if (quen_shop_get_customer_at(ctx, shop, i, &c) == QUEN_OK)
 *         printf("R %u, F %u, M %u, risk %.2f\n", c.r, c.f, c.m, c.risk);
 * }
 * quen_shop_free(shop);
 * @endcode
 */
#ifndef QUEN_SHOP_H
#define QUEN_SHOP_H

#include "churn.h"
#include "habits.h"
#include "itemcf.h"
#include "kmeans.h"
#include "lifetime.h"
#include "model.h"
#include "offers.h"
#include "rfm.h"
#include "scaler.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Parts trained from one log, and the keys of its customers and items. */
typedef struct quen_shop quen_shop;

/** Parts of a shop, to be added up. */
enum {
    QUEN_SHOP_RFM = 1,       /**< Scores and segments: rfm.h. */
    QUEN_SHOP_KMEANS = 2,    /**< Clusters: kmeans.h. */
    QUEN_SHOP_ITEMCF = 4,    /**< Offers: itemcf.h. */
    QUEN_SHOP_CHURN = 8,     /**< Risks: churn.h. */
    QUEN_SHOP_LIFETIME = 16, /**< Values and next orders: lifetime.h. */
    QUEN_SHOP_HABITS = 32,   /**< Next baskets, what is due, usual hours: habits.h. */
    QUEN_SHOP_FIGURES = 64,  /**< How the shop is doing: shop_figures.h. */
    QUEN_SHOP_ALL = 127      /**< All of them. */
};

/** Items that are told of a customer as due. */
#define QUEN_SHOP_DUE 3

/** What a shop holds of its customers' keys. */
enum {
    QUEN_SHOP_CUSTOMER_KEYS_PLAIN = 0,   /**< The keys of the log. */
    QUEN_SHOP_CUSTOMER_KEYS_NUMBERS = 1, /**< None. Customers have the numbers of the log
                                              (quen_orders_find_customer()), and are asked
                                              by them. */
    QUEN_SHOP_CUSTOMER_KEYS_HASHED = 2   /**< Their hashes under a secret, which are asked
                                              with: quen_key_hash(). Customers are
                                              numbered by ascending hash. */
};

/**
 * Settings of quen_shop_train(). Fill with quen_shop_options_init(), then edit.
 *
 * The shop's clock and moment apply to every part; those in the parts' own options are
 * ignored. Churn's cut-off is its own; by default it lies horizon_s before the moment.
 */
typedef struct quen_shop_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t parts;       /**< Sum of QUEN_SHOP_*, at least one. Default QUEN_SHOP_ALL. */
    int64_t now_s;        /**< The moment: lines at or after it are not looked at.
                               QUEN_TIME_MIN..QUEN_TIME_MAX + 1. Default INT64_MIN: just
                               after the log's last line. Churn's default cut-off is its
                               horizon before that, or before the moment if earlier. */
    int32_t utc_offset_s; /**< The shop's clock less UTC, -86400..86400. Default
                               QUEN_CLOCK_OF_LOG: the log's clock. */
    uint32_t customer_keys;            /**< QUEN_SHOP_CUSTOMER_KEYS_*. Default PLAIN. */
    const quen_rfm_options *rfm;       /**< Of segments. Default NULL: its defaults. */
    const quen_kmeans_options *kmeans; /**< Of clusters, without weights and init. Default
                                            NULL: k = 5 (fewer for fewer customers),
                                            ordered by revenue. */
    const quen_itemcf_options *itemcf; /**< Of offers. Default NULL: its defaults. */
    const quen_churn_options *churn;   /**< Of risks; its attributes describe the cut-off.
                                            Default NULL: its defaults. */
    const quen_attribute *attributes;  /**< The same as known now, for churn's
                                            predictions. Default NULL. */
    size_t n_attributes;               /**< How many, at most 1000. Default 0. */
    const uint8_t *secret; /**< HASHED: QUEN_KEY_HASH_SIZE bytes, which no file has. Else
                                NULL. Default NULL. */
    const quen_lifetime_options *lifetime; /**< Of values and next orders. Default NULL:
                                                its defaults. */
    const quen_habits_options *habits;     /**< Of next baskets and usual hours. Default
                                                NULL: its defaults. */
} quen_shop_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_shop_options_init(quen_shop_options *options, size_t size);

/**
 * Learn everything about a shop from its log.
 *
 * Clusters are made from recency, tenure, orders, distinct items, mean order value,
 * revenue and refund share: log1p, standardised, limited to 3 standard deviations. Churn
 * is left out, not failed, where the log does not tell who leaves, unless it is the only
 * part: see quen_shop_parts() and quen_shop_churn_note().
 *
 * @param orders   A finished log with at least one customer, for segments and clusters
 *                 one who ordered before the moment; offers alone can also be trained
 *                 from a log without any.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a shop the caller frees with quen_shop_free(); NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished or has no such customer, a setting
 *                             is outside its limits; or as the parts, and then the
 *                             message names the part.
 * @retval QUEN_ERR_OVERFLOW   Values do not fit in memory.
 * @retval QUEN_ERR_NUMERIC    As quen_churn_fit(), if churn is the only part.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time and memory are those of the parts, one after the other; with hashes a copy of the
 * log beside them.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_train(quen_context *ctx,
                                                  const quen_orders *orders,
                                                  const quen_shop_options *options,
                                                  quen_shop **out);

/** Free a shop: see model.h, also for the next four. */
QUEN_API void quen_shop_free(quen_shop *shop);

/** Save a shop to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_shop_save(quen_context *ctx, const quen_shop *shop,
                                                 const char *path);

/** Open a shop file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_shop_open(quen_context *ctx, const char *path,
                                                 quen_shop **out);

/** Save a shop to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_shop_save_bytes(quen_context *ctx,
                                                       const quen_shop *shop, void *bytes,
                                                       size_t capacity, size_t *size);

/** Open a shop from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_shop_open_bytes(quen_context *ctx,
                                                       const void *bytes, size_t size,
                                                       quen_shop **out);

/**
 * The parts it has: sum of QUEN_SHOP_*. Parts of a file that this library does not know,
 * for a later version wrote it, or was built without, are not among them.
 */
QUEN_API uint32_t quen_shop_parts(const quen_shop *shop);

/** Why churn was left out though asked for; "" if it was not. The shop's. */
QUEN_API const char *quen_shop_churn_note(const quen_shop *shop);

QUEN_API size_t quen_shop_n_customers(const quen_shop *shop); /**< Customers. */
QUEN_API size_t quen_shop_n_items(const quen_shop *shop);     /**< Items. */

/**
 * What money the amounts are in, as the log was told (quen_orders_set_money()) that the
 * shop was trained from.
 */
QUEN_API void quen_shop_get_money(const quen_shop *shop, quen_money *money);

/**
 * 1 if the log that the shop was trained from told amounts, else 0: then nothing of
 * money is known, neither what a customer spent nor features of money.
 */
QUEN_API int quen_shop_has_money(const quen_shop *shop);

/** The moment of training, in Unix seconds. */
QUEN_API int64_t quen_shop_now_s(const quen_shop *shop);

/**
 * The shop's clock less UTC, in seconds, as training was told it (quen_shop_options);
 * QUEN_CLOCK_OF_LOG if it was the log's, which a shop does not keep.
 */
QUEN_API int32_t quen_shop_utc_offset_s(const quen_shop *shop);

/** What it holds of its customers' keys: QUEN_SHOP_CUSTOMER_KEYS_*. */
QUEN_API uint32_t quen_shop_customer_key_form(const quen_shop *shop);

/**
 * The key of a customer, 0..customers - 1, ascending; QUEN_KEY_NONE if out of range, or
 * if the shop has numbers alone. Where it has hashes, those. Its bytes are the shop's.
 */
QUEN_API quen_key quen_shop_customer_key(const quen_shop *shop, uint32_t customer);

/** The key of an item, 0..items - 1. As quen_shop_customer_key() otherwise. */
QUEN_API quen_key quen_shop_item_key(const quen_shop *shop, uint32_t item);

/**
 * Find the number of a customer. Time O(log customers).
 *
 * @param customer  Receives the number (see quen_shop_customer_key()).
 *
 * @retval QUEN_ERR_NOT_FOUND  The shop does not know this key; or it is a number and the
 *                             customers' keys are text, or the other way round, or no
 *                             hash where the shop has hashes, or the shop has no keys,
 *                             which the message says.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_find_customer(quen_context *ctx,
                                                          const quen_shop *shop,
                                                          quen_key key,
                                                          uint32_t *customer);

/**
 * Find the number of an item. Time O(log items).
 *
 * @param item  Receives the number (see quen_shop_item_key()).
 *
 * @retval QUEN_ERR_NOT_FOUND  As quen_shop_find_customer().
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_find_item(quen_context *ctx,
                                                      const quen_shop *shop, quen_key key,
                                                      uint32_t *item);

/**
 * Everything about one customer. Fill with quen_shop_customer_init(), then pass to
 * quen_shop_get_customer(). Texts are the shop's. What is not known is 0 or NULL.
 */
typedef struct quen_shop_customer {
    uint32_t struct_size;     /**< Written by init; leave alone. */
    uint32_t customer;        /**< Customer number. */
    quen_key key;             /**< Customer key. */
    uint32_t parts;           /**< Which of the following are known: sum of QUEN_SHOP_*.
                                   With QUEN_SHOP_ITEMCF there are offers to ask for. Who
                                   only returned is in no segment and no cluster; they,
                                   and who was not active, have no risk. Who first came
                                   after the moment has no lifetime and no habits. */
    uint32_t r, f, m;         /**< RFM scores, 1..bins; m is 0 where money is not told. */
    uint32_t segment;         /**< RFM segment number. */
    uint32_t cluster;         /**< K-means cluster number. */
    const char *segment_name; /**< Name of the RFM segment, or NULL. */
    int64_t recency;          /**< RFM values: whole units (days by default), */
    int64_t frequency;        /**< visits, days or purchases, */
    int64_t monetary;         /**< money; QUEN_AMOUNT_NONE where the log told none. */
    double risk;              /**< Churn risk, 0..1. */
    uint32_t n_reasons;       /**< Entries of `reasons` in use. */
    uint32_t reserved;        /**< 0. */
    const char *reasons[QUEN_CHURN_REASONS]; /**< Features that raise the risk most,
                                                  largest effect first. */
    double effects[QUEN_CHURN_REASONS];      /**< What each adds to the log odds, > 0. */
    uint32_t regular; /**< 1: the customer comes at a rhythm, so that `next_s` is narrow:
                           see quen_lifetime_future. */
    uint32_t late;    /**< 1: the last order is longer ago than the next one, seen from
                           there, takes to come in three cases of four. */
    double alive;     /**< Probability of being a customer still, 0..1. */
    double orders;    /**< Expected orders within 365 days of the moment, >= 0. */
    double value;     /**< Expected money within them, in the smallest unit, discounted as
                           the options say; NaN where values have no model. */
    double stake;     /**< Of who is late: `value`, or `orders` where that is NaN, times 1
                           - alive: what winning the customer back is worth. Of others
                           0. */
    int64_t next_s[3];    /**< When the next order comes of one who stays: quartiles, Unix
                               seconds, at most QUEN_TIME_MAX. */
    uint32_t hour;        /**< The hour by the shop's clock, 0..23, at which the customer
                               orders most; UINT32_MAX where customers have no hours of
                               their own (see quen_habits_is_own()), or this one none. */
    uint32_t weekday;     /**< The weekday likewise, Monday is 0. */
    double hour_share;    /**< The share of orders at that hour; 0 without one. */
    double weekday_share; /**< On that weekday. */
    uint32_t n_due;       /**< Entries of the next three in use. */
    uint32_t due[QUEN_SHOP_DUE];      /**< Items likeliest to be bought again within 30
                                           days of the moment, likeliest first. */
    double due_chance[QUEN_SHOP_DUE]; /**< The chance of each, 0..1: see
                                           quen_habits_due(). */
    int64_t due_s[QUEN_SHOP_DUE];     /**< The median of when, if it is bought again. */
} quen_shop_customer;

/** Fill `customer` with zeros; `size` is sizeof *customer. */
QUEN_API void quen_shop_customer_init(quen_shop_customer *customer, size_t size);

/**
 * Tell everything about one customer. Time O(log customers).
 *
 * @param customer  Receives it; filled with quen_shop_customer_init() before.
 *
 * @retval QUEN_ERR_NOT_FOUND  As quen_shop_find_customer().
 * @retval QUEN_ERR_ARGUMENT   `customer` was not filled.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_get_customer(quen_context *ctx,
                                                         const quen_shop *shop,
                                                         quen_key key,
                                                         quen_shop_customer *customer);

/**
 * Tell everything about the customer with a number, to go through all of them. As
 * quen_shop_get_customer() otherwise.
 *
 * @param number  Below quen_shop_n_customers().
 *
 * @retval QUEN_ERR_NOT_FOUND  There is no such number.
 * @retval QUEN_ERR_ARGUMENT   `customer` was not filled.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_get_customer_at(quen_context *ctx,
                                                            const quen_shop *shop,
                                                            uint32_t number,
                                                            quen_shop_customer *customer);

/**
 * What may be offered, by key. Fill with quen_shop_filter_init(), then edit. As
 * quen_offer_filter, which has item numbers.
 */
typedef struct quen_shop_filter {
    uint32_t struct_size;    /**< Written by init; leave alone. */
    uint32_t include_bought; /**< 1: items asked about or bought already too. Default
                                  0. */
    uint32_t no_popular;     /**< 1: do not fill up with popular items. Default 0. */
    uint32_t reserved;       /**< 0. */
    const quen_key *exclude; /**< Items never offered, any order. Default NULL. */
    size_t n_exclude;        /**< How many. Default 0. */
    const quen_key *allow;   /**< Only these are offered, any order. Default NULL: all. */
    size_t n_allow;          /**< How many; 0 with `allow` not NULL: none. Default 0. */
    uint8_t *unknown;        /**< Receives for each key of `exclude`, then of `allow`, 1
                                  if the shop does not know it, else 0: such keys are
                                  passed over. Default NULL: not wanted. */
    double history_weight;   /**< Customers with a basket: how many items of the basket
                                  the whole history counts as, 0..1e6. Default 1. */
} quen_shop_filter;

/** Fill `filter` with the defaults; `size` is sizeof *filter. */
QUEN_API void quen_shop_filter_init(quen_shop_filter *filter, size_t size);

/**
 * Find items to offer to a customer, best first; a key that the shop does not know gets
 * popular items. Time and scratch as quen_itemcf_similar(), so too below.
 *
 * @param filter    What may be offered, or NULL for the defaults.
 * @param offers    Receives at most `capacity` offers, in item numbers: see
 *                  quen_shop_item_key().
 * @param capacity  Offers that there is room for.
 * @param count     Receives how many; 0 on error.
 *
 * @retval QUEN_ERR_NO_PART    Trained without QUEN_SHOP_ITEMCF.
 * @retval QUEN_ERR_NOT_FOUND  The customer's key, or one of the filter's, is a number and
 *                             those of the shop are text, or the other way round; or the
 *                             customer's is no hash where the shop has hashes, or the
 *                             shop has no keys of customers.
 * @retval QUEN_ERR_ARGUMENT   The filter is malformed.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_recommend(
    quen_context *ctx, const quen_shop *shop, quen_key customer,
    const quen_shop_filter *filter, quen_offer *offers, size_t capacity, size_t *count);

/**
 * Find items to offer beside one item. As quen_shop_recommend() otherwise.
 *
 * @retval QUEN_ERR_NOT_FOUND  The shop does not know this item.
 * @retval QUEN_ERR_NO_PART, QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY  As quen_shop_recommend().
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_similar(quen_context *ctx,
                                                    const quen_shop *shop, quen_key item,
                                                    const quen_shop_filter *filter,
                                                    quen_offer *offers, size_t capacity,
                                                    size_t *count);

/**
 * Find items to offer for a basket. As quen_shop_recommend() otherwise.
 *
 * @param items  n_items keys, in any order; one named twice counts once, one that the
 *               shop does not know is passed over.
 *
 * @retval QUEN_ERR_NO_PART, QUEN_ERR_NOT_FOUND, QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY  As
 *         quen_shop_recommend().
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_recommend_basket(
    quen_context *ctx, const quen_shop *shop, const quen_key *items, size_t n_items,
    const quen_shop_filter *filter, quen_offer *offers, size_t capacity, size_t *count);

/**
 * Find items to offer to a customer who has a basket in hand, from both: see
 * quen_itemcf_recommend_customer_basket(). A customer whom the shop does not know gets
 * offers for the basket. As quen_shop_recommend() otherwise.
 *
 * @param items  As quen_shop_recommend_basket().
 *
 * @retval QUEN_ERR_NO_PART, QUEN_ERR_NOT_FOUND, QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY  As
 *         quen_shop_recommend().
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_recommend_customer_basket(
    quen_context *ctx, const quen_shop *shop, quen_key customer, const quen_key *items,
    size_t n_items, const quen_shop_filter *filter, quen_offer *offers, size_t capacity,
    size_t *count);

/**
 * List the customers of a segment, by descending monetary value, or frequency where money
 * is not told, ties by customer number.
 * Time O(segments + capacity).
 *
 * @param segment    Segment number (see quen_rfm_find_segment()).
 * @param customers  Receives at most `capacity` customer numbers.
 * @param capacity   Customers that there is room for.
 * @param count      Receives how many were written; 0 on error.
 * @param total      Receives how many there are. NULL allowed.
 *
 * @retval QUEN_ERR_NO_PART    Trained without QUEN_SHOP_RFM.
 * @retval QUEN_ERR_NOT_FOUND  No such segment.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_list_segment(
    quen_context *ctx, const quen_shop *shop, uint32_t segment, uint32_t *customers,
    size_t capacity, size_t *count, size_t *total);

/**
 * List the customers at most risk, by descending risk, ties by customer number.
 *
 * @param min_risk   Only those with at least this risk, 0..1.
 * @param segment    Only those of this segment; UINT32_MAX: any.
 * @param customers  Receives at most `capacity` customer numbers.
 * @param capacity   Customers that there is room for.
 * @param count      Receives how many were written; 0 on error.
 * @param total      Receives how many there are. NULL: not wanted, and not counted.
 *
 * @retval QUEN_ERR_NO_PART    Trained without QUEN_SHOP_CHURN, or a segment was asked for
 *                             and it was trained without QUEN_SHOP_RFM.
 * @retval QUEN_ERR_ARGUMENT   min_risk is not within 0..1.
 * @retval QUEN_ERR_NOT_FOUND  No such segment.
 *
 * Time O(customers looked at), times O(log customers) where a segment is asked for.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_list_at_risk(
    quen_context *ctx, const quen_shop *shop, double min_risk, uint32_t segment,
    uint32_t *customers, size_t capacity, size_t *count, size_t *total);

/**
 * List the customers whom to win back first: who is late by their own rhythm, by
 * descending `stake` (see quen_shop_customer), ties by customer number. The first are
 * worth much, and on the brink: of one who is as good as lost little is left to expect.
 *
 * @param min_stake  Only those with at least this stake, in the smallest unit of money,
 *                   or orders where values have no model; >= 0.
 * @param segment    Only those of this segment; UINT32_MAX: any.
 * @param customers  Receives at most `capacity` customer numbers.
 * @param capacity   Customers that there is room for.
 * @param count      Receives how many were written; 0 on error.
 * @param total      Receives how many there are. NULL: not wanted, and not counted.
 *
 * @retval QUEN_ERR_NO_PART    Trained without QUEN_SHOP_LIFETIME, or a segment was asked
 *                             for and it was trained without QUEN_SHOP_RFM.
 * @retval QUEN_ERR_ARGUMENT   min_stake is below 0 or not finite.
 * @retval QUEN_ERR_NOT_FOUND  No such segment.
 *
 * Time O(customers looked at), times O(log customers) where a segment is asked for.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_list_lapsed_valuable(
    quen_context *ctx, const quen_shop *shop, double min_stake, uint32_t segment,
    uint32_t *customers, size_t capacity, size_t *count, size_t *total);

/**
 * Foresee the next basket of a customer, likeliest items first: see
 * quen_habits_next_basket(). A key that the shop does not know gets what is popular.
 *
 * @param filter    What may be foreseen. NULL: everything, and so what was bought before,
 *                  unlike a filter's default. With `include_bought` of 0, items that were
 *                  never bought. `history_weight` means nothing.
 * @param offers    Receives at most `capacity` items, in item numbers: see
 *                  quen_shop_item_key().
 * @param capacity  How many there is room for.
 * @param count     Receives how many; 0 on error.
 *
 * @retval QUEN_ERR_NO_PART    Trained without QUEN_SHOP_HABITS.
 * @retval QUEN_ERR_NOT_FOUND, QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY  As
 *         quen_shop_recommend().
 *
 * Time and scratch as quen_habits_next_basket().
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_next_basket(quen_context *ctx,
                                                        const quen_shop *shop,
                                                        quen_key customer,
                                                        const quen_shop_filter *filter,
                                                        quen_habits_offer *offers,
                                                        size_t capacity, size_t *count);

/**
 * List who is about to buy what again, the likeliest first: see quen_habits_list_due().
 *
 * @param customer    Only the items of this one; QUEN_KEY_NONE: of all customers.
 * @param now_s       From when on: QUEN_TIME_MIN..QUEN_TIME_MAX + 1. INT64_MIN: the
 *                    moment of training. What was bought since is not known.
 * @param horizon_s   How long, > 0, at most 300 years.
 * @param min_chance  Only what is as likely as this, 0..1.
 * @param due         Receives at most `capacity` items of customers, by number.
 * @param capacity    How many there is room for.
 * @param count       Receives how many; 0 on error.
 *
 * @retval QUEN_ERR_NO_PART    Trained without QUEN_SHOP_HABITS.
 * @retval QUEN_ERR_NOT_FOUND  As quen_shop_find_customer().
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_OVERFLOW, QUEN_ERR_MEMORY, QUEN_ERR_CANCELLED  As
 *         quen_habits_list_due().
 *
 * Time O(items of the customers), about a microsecond each, by the context's threads.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_list_due(
    quen_context *ctx, const quen_shop *shop, quen_key customer, int64_t now_s,
    int64_t horizon_s, double min_chance, quen_due *due, size_t capacity, size_t *count);

/**
 * The parts, to be read and saved with their own functions; NULL where left out. The
 * shop's: not to be freed. K-means works on scaled features.
 */
QUEN_API const quen_rfm *quen_shop_rfm(const quen_shop *shop);
QUEN_API const quen_kmeans *quen_shop_kmeans(const quen_shop *shop);
QUEN_API const quen_itemcf *quen_shop_itemcf(const quen_shop *shop);
QUEN_API const quen_churn *quen_shop_churn(const quen_shop *shop);
QUEN_API const quen_lifetime *quen_shop_lifetime(const quen_shop *shop);
QUEN_API const quen_habits *quen_shop_habits(const quen_shop *shop);

/** The scaler in front of the k-means part; NULL where left out. The shop's. */
QUEN_API const quen_scaler *quen_shop_scaler(const quen_shop *shop);

/**
 * The mean of each cluster in each k-means feature, in original units.
 *
 * @return  quen_kmeans_n_clusters() x quen_kmeans_n_columns(), row-major, the shop's;
 *          NULL where left out. NaN for a cluster without customers, as there are where
 *          fewer than k customers differ.
 */
QUEN_API const double *quen_shop_cluster_means(const quen_shop *shop);

/**
 * The median of each cluster in each k-means feature. As quen_shop_cluster_means()
 * otherwise.
 *
 * @return  quen_kmeans_n_clusters() x quen_kmeans_n_columns().
 */
QUEN_API const double *quen_shop_cluster_medians(const quen_shop *shop);

/** The name of a k-means feature, such as "recency_days"; NULL if out of range. */
QUEN_API const char *quen_shop_cluster_feature(const quen_shop *shop, size_t column);

#ifdef __cplusplus
}
#endif

#endif
