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
 *
 * To forget a customer:
 *
 * @code
 * quen_key leaver = quen_key_text("KH0001");
 * quen_shop *shop = NULL, *without = NULL;
 * if (quen_shop_open(ctx, "shop.quen", &shop) == QUEN_OK &&
 *     quen_shop_forget(ctx, shop, &leaver, 1, &without) == QUEN_OK &&
 *     quen_shop_save(ctx, without, "shop.quen") == QUEN_OK) // replaces the file whole
 *     for (size_t i = 0; i < quen_shop_n_traces(without); i++)
 *         puts(quen_shop_trace_name(without, i));
 * quen_shop_free(without);
 * quen_shop_free(shop);
 * @endcode
 */
#ifndef QUEN_SHOP_H
#define QUEN_SHOP_H

#include "churn.h"
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
    QUEN_SHOP_ALL = 31       /**< All of them. */
};

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
 * The parts it has: sum of QUEN_SHOP_*. Parts of a file that a later version wrote, and
 * that this one does not know, are not among them.
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
                                   after the moment has no lifetime. */
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
    int64_t next_s[3]; /**< When the next order comes of one who stays: quartiles, Unix
                            seconds, at most QUEN_TIME_MAX. */
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
 * Forget customers: make a shop that does not hold them, to be saved over the old file,
 * as the sample above does.
 *
 * Their keys, numbers, scores, values, clusters, risks, reasons and histories go, and
 * nobody's else do: the others keep their order, and their numbers close up. Every answer
 * about them is the same, to the bit: scores, segments, clusters, risks, offers. What
 * segments and clusters count and sum is counted anew, without those who went.
 *
 * What was learned from all customers together (cut points, centres, neighbours,
 * coefficients) is not learned anew, and so carries traces: quen_shop_trace_name() names
 * them. Only training from a log without the customers (quen_orders_forget()) frees it
 * of them. Where few customers were alike, a trace may tell much: the centre of a
 * cluster of one customer is that customer.
 *
 * A shop that has numbers alone for customers finds nobody by a key: it is trained anew
 * from a log without them.
 *
 * Processes that have the old file open go on seeing it until they open the new one; and
 * copies of it, backups among them, are not reached.
 *
 * @param customers    n_customers keys, in any order; one named twice counts once.
 * @param n_customers  How many. 0: a copy.
 * @param out          Receives a shop the caller frees with quen_shop_free(); NULL on
 *                     error.
 *
 * @retval QUEN_ERR_NOT_FOUND  As quen_shop_find_customer(); the message names the key's
 *                             place. Nobody is forgotten then.
 * @retval QUEN_ERR_VERSION    A later version wrote the file, and it holds what this one
 *                             does not know.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 *
 * Time O(size of the file + customers * log customers). Beside the new shop, scratch as
 * large as what it holds of customers, 36 bytes a customer and 8 a cluster and feature.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_forget(quen_context *ctx,
                                                   const quen_shop *shop,
                                                   const quen_key *customers,
                                                   size_t n_customers, quen_shop **out);

/** Customers who were forgotten since the shop was trained. */
QUEN_API size_t quen_shop_n_forgotten(const quen_shop *shop);

/** What still carries traces of them; 0 where nobody was forgotten. */
QUEN_API size_t quen_shop_n_traces(const quen_shop *shop);

/**
 * The name of a trace, such as "kmeans: centres"; NULL if out of range. Names say the
 * part and what of it was learned from all; docs/format.md lists them. They stay as they
 * are from version to version.
 */
QUEN_API const char *quen_shop_trace_name(const quen_shop *shop, size_t trace);

/**
 * Tell all that a shop holds of one customer, as JSON: what a customer who asks is owed
 * (as by Articles 15 and 20 of the GDPR).
 *
 * The text is RFC 8259 in UTF-8, on one line, with these members:
 *
 * - format, version: "quen shop customer", 1. Later versions may add members.
 * - shop: now, the moment of training, and utc_offset_s, its clock less UTC, or null.
 * - customer, key: the number and the key.
 * - rfm: r, f, m, segment, segment_name, segment_meaning, place (in
 *   quen_shop_list_segment(), from 0 on), recency, frequency, monetary.
 * - kmeans: cluster.
 * - itemcf: history, a list of items, each with item, its number, and key.
 * - churn: risk, place (in quen_shop_list_at_risk(), from 0 on), reasons, effects.
 * - lifetime: returns, last_day and days (x, t_x and T of lifetime.h), order_value (the
 *   mean value of the returns, in the smallest unit of money), what quen_shop_customer
 *   has: alive, orders, value, regular, late, stake, next (three times); and place, in
 *   the order of stakes, from 0 on.
 *
 * Members of parts are called as in quen_shop_customer, and null where a part was left
 * out or knows nothing of the customer. Money is an object of amount, a whole number of
 * the smallest unit, decimal, the same as a text such as "45.00", and currency; times are
 * unix_s, and utc, a text such as "2026-01-30T00:00:01Z"; keys are kind, "text" or
 * "number", and text, or kind "bytes" and hex, where a key is no UTF-8. What is not known
 * is null. Fractions have the fewest digits that read back as the same double.
 *
 * What was learned from all customers together is no one's own, and is not told.
 *
 * @param text       Receives the text without a zero byte behind it. NULL with a capacity
 *                   of 0 asks for the size alone.
 * @param capacity   At least the size, or nothing is written.
 * @param text_size  Receives how many bytes there are, also where the capacity is too
 *                   small; 0 on any other error.
 *
 * @retval QUEN_ERR_NOT_FOUND  As quen_shop_find_customer().
 * @retval QUEN_ERR_ARGUMENT   The capacity is too small; the message names both numbers.
 *
 * Time O(customers + size). Nothing is allocated.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_export_customer(quen_context *ctx,
                                                            const quen_shop *shop,
                                                            quen_key key, char *text,
                                                            size_t capacity,
                                                            size_t *text_size);

/**
 * Settings of quen_shop_export_groups(). Fill with quen_shop_groups_options_init(), then
 * edit.
 */
typedef struct quen_shop_groups_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t min_group;   /**< What fewer customers stand behind is left out, >= 1.
                               Default 1: nothing is. */
    uint32_t neighbors;   /**< Items told of at most that an item leads to. Default 10. */
    uint32_t reserved;    /**< 0. */
} quen_shop_groups_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_shop_groups_options_init(quen_shop_groups_options *options,
                                            size_t size);

/**
 * Tell what a shop holds of groups of customers, as JSON, to be shared: no key of a
 * customer is in it, and with `min_group` above 1 no figure that fewer customers stand
 * behind.
 *
 * The form is that of quen_shop_export_customer(), with these members; a part that was
 * left out of the shop is null.
 *
 * - format, version: "quen shop groups", 1; shop, as there; min_group.
 * - rfm: customers, left_out, and segments: segment, segment_name, segment_meaning, and
 *   the figures of quen_rfm_summary.
 * - kmeans: customers, left_out, features, and clusters: cluster, customers, means and
 *   medians by feature in its own unit, money in the smallest.
 * - itemcf: left_out, left_out_pairs, and items: item, key, customers who have it,
 *   support (see quen_itemcf_support()), and neighbors: item, customers who have
 *   both, weight.
 * - churn: report, now, origins (see quen_churn_report and quen_churn_origin), left_out.
 *
 * left_out says how many cells `min_group` kept back. Segments are parts of a whole that
 * is told or known elsewhere, and so are clusters: subtracting would tell the one that is
 * missing. So wherever some are left out, the next smallest are too, until those left out
 * are at least two, and together min_group customers. An empty one is told: it is
 * nobody's secret. Customers who have more than 10,000 items are not counted behind
 * pairs. A figure of churn is left out where customers, those who left, or those who
 * stayed are too few. A median is one customer's value, whose it is not said.
 *
 * Two exports, of one shop before and after few customers came or went, tell together
 * what neither tells alone; no `min_group` prevents that.
 *
 * @param options    Settings, or NULL for the defaults.
 * @param text       Receives the text without a zero byte behind it. NULL with a capacity
 *                   of 0 asks for the size alone.
 * @param capacity   At least the size, or nothing is written.
 * @param text_size  Receives how many bytes there are, also where the capacity is too
 *                   small; 0 on any other error.
 *
 * @retval QUEN_ERR_ARGUMENT  A setting is outside its limits; or the capacity is too
 *                            small, and the message names both numbers.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(size + sum over customers of their items squared). Scratch 17 bytes an item, 5 a
 * neighbour, 4 a purchase, 9 a segment and 1 a cluster.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_export_groups(
    quen_context *ctx, const quen_shop *shop, const quen_shop_groups_options *options,
    char *text, size_t capacity, size_t *text_size);

/**
 * The parts, to be read and saved with their own functions; NULL where left out. The
 * shop's: not to be freed. K-means works on scaled features.
 */
QUEN_API const quen_rfm *quen_shop_rfm(const quen_shop *shop);
QUEN_API const quen_kmeans *quen_shop_kmeans(const quen_shop *shop);
QUEN_API const quen_itemcf *quen_shop_itemcf(const quen_shop *shop);
QUEN_API const quen_churn *quen_shop_churn(const quen_shop *shop);
QUEN_API const quen_lifetime *quen_shop_lifetime(const quen_shop *shop);

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
