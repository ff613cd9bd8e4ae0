/**
 * @file shop_figures.h
 * How the shop was doing up to the moment of training, for who opens its file and has no
 * log: months, cohorts, when customers come, what sells more and less of late, and what
 * was found in the log. Nothing of it is of a customer in particular.
 *
 * @code
 * quen_shop *shop = NULL;
 * if (quen_shop_open(ctx, "shop.quen", &shop) == QUEN_OK && quen_shop_months(shop))
 *     printf("%zu months\n", quen_figures_n_rows(quen_shop_months(shop)));
 * quen_shop_free(shop);
 * @endcode
 */
#ifndef QUEN_SHOP_FIGURES_H
#define QUEN_SHOP_FIGURES_H

#include "check.h"
#include "figures.h"
#include "shop.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Entries of quen_shop_hours(). */
#define QUEN_SHOP_HOURS 168

/** Which way sales go. */
enum {
    QUEN_SHOP_TREND_RISING = 0, /**< Their share of all sales grows. */
    QUEN_SHOP_TREND_FALLING = 1 /**< It shrinks. */
};

/** How an item sells of late. This struct never grows. */
typedef struct quen_shop_trend {
    uint32_t item;      /**< Its number: see quen_shop_item_key(). */
    uint32_t recent;    /**< Orders in which it was bought in the last 28 days before the
                             moment. */
    uint32_t before;    /**< In the 28 days before these. */
    uint32_t direction; /**< QUEN_SHOP_TREND_*. */
    double z;           /**< By how many standard deviations `recent` differs from what it
                             were if the item had kept its share of all items bought:
                             binomial, of recent + before; above 0 it rises. */
} quen_shop_trend;

/**
 * Figures of the last months, 60 at most, in order of time: see quen_figures_new().
 *
 * @return  The shop's: not to be freed. NULL if trained without QUEN_SHOP_FIGURES.
 */
QUEN_API const quen_figures *quen_shop_months(const quen_shop *shop);

/** The same of all the time up to the moment: one row, or none for a log without lines.
 */
QUEN_API const quen_figures *quen_shop_whole(const quen_shop *shop);

/**
 * What became of those who came first in each of the last months, 24 at most: see
 * quen_cohorts_new().
 *
 * @return  The shop's: not to be freed. NULL if trained without QUEN_SHOP_FIGURES.
 */
QUEN_API const quen_cohorts *quen_shop_cohorts(const quen_shop *shop);

/**
 * Orders that are visits, by the weekday and the hour of the shop's clock.
 *
 * @return  168 values, QUEN_SHOP_HOURS, 7 x 24 row-major, Monday first, the shop's; NULL
 *          if trained without QUEN_SHOP_FIGURES.
 */
QUEN_API const uint64_t *quen_shop_hours(const quen_shop *shop);

/** What was found in the log in training: see quen_orders_check(). 0 where left out. */
QUEN_API size_t quen_shop_n_findings(const quen_shop *shop);

/**
 * A finding, the most severe first; NULL if there is no such number. It is about no
 * customer by number, as its customer may be forgotten.
 */
QUEN_API const quen_finding *quen_shop_finding(const quen_shop *shop, size_t finding);

/**
 * List the items that sell more, or less, than before, the clearest first. With many
 * items some move by chance: a z of 3 is reached by one in 740.
 *
 * @param trend     QUEN_SHOP_TREND_*.
 * @param min_z     Only those that move by at least so much, finite, >= 0.
 * @param trends    Receives at most `capacity` items.
 * @param capacity  How many there is room for.
 * @param count     Receives how many; 0 on error.
 *
 * @retval QUEN_ERR_NO_PART   Trained without QUEN_SHOP_FIGURES.
 * @retval QUEN_ERR_ARGUMENT  trend or min_z is outside its limits.
 *
 * Time O(capacity).
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_list_trends(quen_context *ctx,
                                                        const quen_shop *shop,
                                                        uint32_t trend, double min_z,
                                                        quen_shop_trend *trends,
                                                        size_t capacity, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
