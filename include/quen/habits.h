/**
 * @file habits.h
 * What a customer buys again, and when; what the next basket will hold; at which hours,
 * on which weekdays, in which months, of which groups of items and through which channel
 * they buy.
 *
 * A basket is what a customer bought on one day of the shop's clock. What each customer
 * does is counted, and drawn towards what all customers do, by as much as the log's own
 * end says:
 *   next basket  own baskets, newer ones weighing more, + popular items + those that sell
 *                of late + neighbours of what was bought (quen/itemcf.h)
 *   due again    the chance of an item of which the gaps are gamma distributed, by the
 *                time since it was last bought
 *   shares       (own orders + strength x the shop's share) / (all own + strength)
 *
 * Each of these questions is checked: a model that knows only what was before the last
 * `check_s` of the log foresees those, beside a plain answer: the items that sell best,
 * the customer's rhythm with the shop's share of the item, the shop's shares. Weights are
 * chosen by one half of the customers and judged by the other, in turn. Where the model
 * is not better beyond chance, the plain answer is what is given, and
 * quen_habits_get_check() says so.
 *
 * @code
 * quen_habits *habits = NULL;
 * quen_habits_offer offers[5];
 * size_t count = 0;
 * if (quen_habits_fit(ctx, orders, NULL, &habits) == QUEN_OK &&
 *     quen_habits_next_basket(ctx, habits, 0, NULL, offers, 5, &count) == QUEN_OK)
 *     printf("%zu items are likely\n", count);
 * quen_habits_free(habits);
 * @endcode
 */
#ifndef QUEN_HABITS_H
#define QUEN_HABITS_H

#include "model.h"
#include "offers.h"
#include "orders.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What each customer does again and again. */
typedef struct quen_habits quen_habits;

/** What shares are of; all by the shop's clock. */
enum {
    QUEN_HABITS_HABIT_HOUR = 0,       /**< Orders by hour, 0..23. */
    QUEN_HABITS_HABIT_WEEKDAY = 1,    /**< Orders by weekday, Monday is 0. */
    QUEN_HABITS_HABIT_MONTH = 2,      /**< Orders by month, January is 0. */
    QUEN_HABITS_HABIT_ITEM_GROUP = 3, /**< Items of baskets by `item_groups`. */
    QUEN_HABITS_HABIT_CHANNEL = 4     /**< Orders by `order_channels`. */
};

/** Questions that are checked. */
enum {
    QUEN_HABITS_CHECK_BASKET = 0,  /**< The next basket: NDCG of 10 items. */
    QUEN_HABITS_CHECK_NEW = 1,     /**< Of it, what was never bought before:
                                        likewise. */
    QUEN_HABITS_CHECK_DUE = 2,     /**< Which items are bought again: mean squared error
                                        of chances. */
    QUEN_HABITS_CHECK_HOUR = 3,    /**< The hour of orders: mean log-loss. */
    QUEN_HABITS_CHECK_WEEKDAY = 4, /**< Their weekday: likewise. */
    QUEN_HABITS_CHECK_MONTH = 5,   /**< Their month: likewise. */
    QUEN_HABITS_CHECK_ITEM_GROUP = 6, /**< The group of items: likewise. */
    QUEN_HABITS_CHECK_CHANNEL = 7     /**< The channel of orders: likewise. */
};

/** Settings of quen_habits_fit(). Fill with quen_habits_options_init(), then edit. */
typedef struct quen_habits_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    int32_t utc_offset_s; /**< The shop's clock less UTC, -86400..86400. Default
                               QUEN_CLOCK_OF_LOG: the log's clock. */
    int64_t now_s;        /**< The moment: lines at or after it are not looked at.
                               QUEN_TIME_MIN..QUEN_TIME_MAX + 1. Default INT64_MIN: just
                               after the log's last line. */
    int64_t check_s;      /**< Length of the time at the log's end that weights are chosen
                               and judged by, 0..300 years; below a day there is no check,
                               and weights are fixed ones. Default 90 days. */
    int64_t half_life_s;  /**< A basket so long ago counts half for what sells of late, >
                               0. Default 30 days. */
    double decay;         /**< What a basket of a customer weighs against the next newer
                               one, 1e-300..1; 0: chosen by the check. Default 0. */
    uint32_t neighbors;   /**< Neighbours of an item that are looked at, 0..1000; 0: none.
                               Default 100. */
    uint32_t n_groups;    /**< Groups of items, 1..1000 with `item_groups`; else 0.
                               Default 0. */
    const uint32_t *item_groups; /**< The group of each item of the log, by number: below
                                      n_groups, or UINT32_MAX: in none. Default NULL:
                                      there are no groups. */
    size_t n_item_groups;        /**< How many: the log's items. Default 0. */
    uint32_t n_channels;         /**< Channels, 1..1000 with `order_channels`; else 0.
                                      Default 0. */
    uint32_t reserved;           /**< 0. */
    const uint32_t *order_channels; /**< The channel (till, web, telephone, app) of the
                                         order of each row: below n_channels, or
                                         UINT32_MAX: not told. Default NULL: there are no
                                         channels. */
    size_t n_order_channels;        /**< How many rows, below 2^32 - 1. Default 0. */
    const quen_key_column *order_numbers; /**< With `order_channels`, a column of its
                                               rows: of which order each is, by the log's
                                               order number. A row without a key, or of an
                                               order that is not in the log, is passed
                                               over; an order may have many rows, of one
                                               channel. Default NULL. */
} quen_habits_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_habits_options_init(quen_habits_options *options, size_t size);

/**
 * Learn from a log. Purchases count (see orders.h), and visits for shares of orders.
 *
 * No log is too small: what cannot be checked has fixed weights, and the shop's shares.
 *
 * @param orders   A finished log.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a model the caller frees with quen_habits_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished, a group is not below n_groups (the
 *                             message names the item), a channel not below n_channels, an
 *                             order has two (the message names the rows), its numbers are
 *                             malformed or of another kind than the log's, or a setting
 *                             is outside its limits.
 * @retval QUEN_ERR_OVERFLOW   n_item_groups groups, or n_order_channels rows, do not fit
 *                             in memory, or these are too many.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(lines), that of quen_itemcf_fit() once or twice where there are neighbours, and
 * up to about a second for the choice of weights. The model takes 24 bytes for each item
 * of a customer, 32 a customer, 48 an item, 8 for each value of a habit that a customer
 * has, and where neighbours are of use 8 for each; scratch 60 bytes a line, and with
 * channels 8 a row, 4 an order, and for each order number of the rows itself and 40.
 */
QUEN_CHECKED QUEN_API quen_status quen_habits_fit(quen_context *ctx,
                                                  const quen_orders *orders,
                                                  const quen_habits_options *options,
                                                  quen_habits **out);

/** Free a model: see model.h, also for the next four. */
QUEN_API void quen_habits_free(quen_habits *habits);

/** Save a model to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_habits_save(quen_context *ctx,
                                                   const quen_habits *habits,
                                                   const char *path);

/** Open a model file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_habits_open(quen_context *ctx, const char *path,
                                                   quen_habits **out);

/** Save a model to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_habits_save_bytes(quen_context *ctx,
                                                         const quen_habits *habits,
                                                         void *bytes, size_t capacity,
                                                         size_t *size);

/** Open a model from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_habits_open_bytes(quen_context *ctx,
                                                         const void *bytes, size_t size,
                                                         quen_habits **out);

/** An item of the next basket. This struct never grows. */
typedef struct quen_habits_offer {
    uint32_t item;  /**< Item number. */
    uint32_t times; /**< Baskets of the customer with it so far. */
    double score;   /**< The larger, the likelier, > 0: the sum of the three below, added
                         in their order. */
    double own;     /**< Because of the customer's own baskets. */
    double popular; /**< Because it sells well, in all and of late. */
    double related; /**< Because of its neighbours among what was bought. */
} quen_habits_offer;

/**
 * Foresee what a customer buys next, likeliest first, ties by item number. What nobody
 * bought is never foreseen.
 *
 * @param customer  Customer number. One without purchases has what is popular, and so has
 *                  UINT32_MAX: somebody unknown.
 * @param filter    What may be foreseen. NULL: everything, and so what was bought before,
 *                  unlike a filter's default. With `include_bought` of 0, items that were
 *                  never bought, by weights of their own. `no_popular` leaves out items
 *                  that are popular and nothing else; `history_weight` means nothing.
 * @param offers    Receives at most `capacity` items.
 * @param capacity  How many there is room for.
 * @param count     Receives how many: less than `capacity` only if there are no more.
 *
 * @retval QUEN_ERR_ARGUMENT  The customer is not below quen_habits_n_customers(), an item
 *                            of the filter not below quen_habits_n_items(), or the filter
 *                            is malformed.
 * @retval QUEN_ERR_OVERFLOW  `capacity` items do not fit in memory.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(items of the customer + capacity), some microseconds; O(items) with a filter
 * that leaves out most of them, and as long as quen_itemcf_recommend() where neighbours
 * count. The context keeps 9 bytes an item, 4 for each that the filter names, and 16 for
 * each of `capacity` as scratch.
 */
QUEN_CHECKED QUEN_API quen_status quen_habits_next_basket(quen_context *ctx,
                                                          const quen_habits *habits,
                                                          uint32_t customer,
                                                          const quen_offer_filter *filter,
                                                          quen_habits_offer *offers,
                                                          size_t capacity, size_t *count);

/** An item that a customer is about to need again. This struct never grows. */
typedef struct quen_due {
    uint32_t customer; /**< Customer number. */
    uint32_t item;     /**< Item number. */
    double chance;     /**< Of buying it within the horizon, 0..1. */
    int64_t last_s;    /**< When it was bought last, Unix seconds. */
    int64_t due_s;     /**< The median of when it is bought again, if it is; at most
                            QUEN_TIME_MAX. */
    uint32_t times;    /**< Baskets with it so far: the reason to show. */
    uint32_t late;     /**< 1: nine of ten who buy it again would have done so by now. */
} quen_due;

/**
 * Tell which of the items that a customer bought are bought again within a time, the
 * likeliest first, ties by item number.
 *
 * @param customer   Customer number.
 * @param now_s      From when on: QUEN_TIME_MIN..QUEN_TIME_MAX + 1. INT64_MIN: the moment
 *                   of the fit. What is bought after that moment is not known.
 * @param horizon_s  How long, > 0, at most 300 years.
 * @param due        Receives at most `capacity` items.
 * @param capacity   How many there is room for.
 * @param count      Receives how many: less than `capacity` only if there are no more.
 *
 * @retval QUEN_ERR_ARGUMENT  The customer is not below quen_habits_n_customers(), or the
 *                            moment or the horizon is outside its limits.
 * @retval QUEN_ERR_OVERFLOW  `capacity` items do not fit in memory.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(items of the customer), about a microsecond each.
 */
QUEN_CHECKED QUEN_API quen_status quen_habits_due(quen_context *ctx,
                                                  const quen_habits *habits,
                                                  uint32_t customer, int64_t now_s,
                                                  int64_t horizon_s, quen_due *due,
                                                  size_t capacity, size_t *count);

/**
 * The same of all customers, with the context's threads: the likeliest first, ties by
 * customer, then by item.
 *
 * @param min_chance  Only what is as likely as this, 0..1.
 *
 * @retval QUEN_ERR_ARGUMENT   As quen_habits_due(), or `min_chance` is outside its
 *                             limits.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Scratch 8 bytes for each item of each customer, and 16 for each of `capacity`.
 * Otherwise as quen_habits_due().
 */
QUEN_CHECKED QUEN_API quen_status quen_habits_list_due(quen_context *ctx,
                                                       const quen_habits *habits,
                                                       int64_t now_s, int64_t horizon_s,
                                                       double min_chance, quen_due *due,
                                                       size_t capacity, size_t *count);

/**
 * A customer's shares over the values of a habit, which add up to 1: drawn towards the
 * shop's, or these alone where quen_habits_is_own() is 0.
 *
 * @param customer  Customer number. UINT32_MAX: the shop's shares.
 * @param habit     QUEN_HABITS_HABIT_*.
 * @param shares    Receives n shares.
 * @param n         The habit's values: see quen_habits_n_values().
 *
 * @retval QUEN_ERR_ARGUMENT  The customer is not below quen_habits_n_customers(), there
 *                            is no such habit, or n is not the number of its values.
 * @retval QUEN_ERR_OVERFLOW  n shares do not fit in memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_habits_shares(quen_context *ctx,
                                                     const quen_habits *habits,
                                                     uint32_t customer, uint32_t habit,
                                                     double *shares, size_t n);

QUEN_API size_t quen_habits_n_customers(const quen_habits *habits); /**< Customers. */
QUEN_API size_t quen_habits_n_items(const quen_habits *habits);     /**< Items. */

/** Values of a habit: 24, 7, 12, the groups of items, the channels; 0 if there is no such
 *  habit. */
QUEN_API size_t quen_habits_n_values(const quen_habits *habits, uint32_t habit);

/** 1: a customer's own shares foresaw better than the shop's; else 0. */
QUEN_API int quen_habits_is_own(const quen_habits *habits, uint32_t habit);

/**
 * How the fit went. Fill with quen_habits_report_init(), then pass to
 * quen_habits_get_report().
 */
typedef struct quen_habits_report {
    uint32_t struct_size;  /**< Written by init; leave alone. */
    uint32_t reserved;     /**< 0. */
    int64_t now_s;         /**< The moment of the fit. */
    int64_t from_s;        /**< What was foreseen begins here, */
    int64_t to_s;          /**< and ends before this. Both are 0 where nothing was. */
    uint64_t customers;    /**< Customers with purchases. */
    uint64_t baskets;      /**< Their baskets. */
    uint64_t pairs;        /**< Items of customers, each once. */
    uint64_t pairs_again;  /**< Of these, those that were bought again. */
    double decay;          /**< What a basket weighs against the next newer one. */
    double weight_own;     /**< Next basket: of own baskets; 0 where the plain answer is
                                given. */
    double weight_popular; /**< Of an item's share of baskets. */
    double weight_recent;  /**< Of what sells of late, as a share of what sells best. */
    double weight_related; /**< Of neighbours. */
    double new_popular;    /**< Items never bought: of an item's share of baskets. */
    double new_recent;     /**< Of what sells of late. */
    double new_related;    /**< Of neighbours. */
    double again;          /**< Due: the chance of buying an item again, of all items. */
    double gap_days;       /**< Mean time between two purchases of an item, of all. */
    double gap_shape;      /**< Shape of the gamma distribution of gaps: 1 is no
                                rhythm. */
    double strength_hour;  /**< Orders that the shop's shares weigh; NaN: not judged. */
    double strength_weekday;    /**< Likewise. */
    double strength_month;      /**< Likewise. */
    double strength_item_group; /**< Items of baskets that they weigh. */
    double strength_channel;    /**< Orders that they weigh. */
} quen_habits_report;

/** Fill `report` with zeros; `size` is sizeof *report. */
QUEN_API void quen_habits_report_init(quen_habits_report *report, size_t size);

/** Copy the report of the fit. */
QUEN_API void quen_habits_get_report(const quen_habits *habits,
                                     quen_habits_report *report);

/** What an answer is worth: a question, checked by the log's end. This struct never
 *  grows. */
typedef struct quen_habits_check {
    uint32_t check;     /**< QUEN_HABITS_CHECK_*. The question. */
    uint32_t habit;     /**< QUEN_HABITS_HABIT_*. What its shares are of; else 0. */
    uint32_t judged;    /**< 1 if 20 customers at least could be foreseen; else the
                             measures are NaN. */
    uint32_t better;    /**< 1: the model is better than the plain answer, beyond chance.
                             0: the plain answer is given, where `judged` is 1. */
    uint64_t customers; /**< Customers of the check. */
    uint64_t n;         /**< Baskets, chances, orders or items that were foreseen. */
    double model;       /**< The measure of QUEN_HABITS_CHECK_*, of the model: */
    double plain;       /**< and of the plain answer. */
    double model_hits;  /**< Baskets: the mean share of a basket's items among the 10. NaN
                             for other questions. */
    double plain_hits;  /**< That of the plain answer. */
    double z;           /**< By how many standard errors, of customers, the model is
                             better: `better` is 1 above 2, and for log-losses if the gain
                             is above 0.001. */
} quen_habits_check;

/**
 * Copy a check.
 *
 * @param question  QUEN_HABITS_CHECK_*.
 * @param check     Receives the check.
 *
 * @retval QUEN_ERR_ARGUMENT  There is no such question.
 */
QUEN_CHECKED QUEN_API quen_status quen_habits_get_check(quen_context *ctx,
                                                        const quen_habits *habits,
                                                        uint32_t question,
                                                        quen_habits_check *check);

#ifdef __cplusplus
}
#endif

#endif
