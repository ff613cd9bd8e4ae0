/**
 * @file offers.h
 * An item offered, with its reasons, and what may be offered: what every model of offers
 * (itemcf.h) and a shop (shop.h) answer with.
 *
 * @code
 * quen_offer_filter filter;
 * quen_offer_filter_init(&filter, sizeof filter);
 * filter.include_bought = 1; // a cafe offers the same coffee again
 * @endcode
 */
#ifndef QUEN_OFFERS_H
#define QUEN_OFFERS_H

#include "version.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Reasons an offer carries at most. */
#define QUEN_OFFER_REASONS 3

/** One item offered. This struct never grows. */
typedef struct quen_offer {
    uint32_t item;      /**< Item number. */
    uint32_t popular;   /**< 1: no neighbour led here; offered because it sells well. Else
                             0. */
    double score;       /**< Sum of weights, > 0, added as floats in the order of the
                             items asked about, those of a basket before those of a
                             history; for a popular one, its share of all customers
                             (orders), 0..1. */
    uint32_t n_reasons; /**< Entries of `reasons` in use; 0 for a popular one. */
    uint32_t reasons[QUEN_OFFER_REASONS]; /**< Because of these items, largest weight
                                               first, ties by item number. */
} quen_offer;

/** What may be offered. Fill with quen_offer_filter_init(), then edit. */
typedef struct quen_offer_filter {
    uint32_t struct_size;    /**< Written by init; leave alone. */
    uint32_t include_bought; /**< 1: items asked about or bought already too. Default
                                  0. */
    uint32_t no_popular;     /**< 1: do not fill up with popular items. Default 0. */
    uint32_t reserved;       /**< 0. */
    const uint32_t *exclude; /**< Item numbers never offered, any order. Default NULL. */
    size_t n_exclude;        /**< How many. Default 0. */
    const uint32_t *allow;   /**< Only these are offered, any order. Default NULL: all. */
    size_t n_allow;          /**< How many; 0 with `allow` not NULL: none. Default 0. */
    double history_weight;   /**< Customers with a basket: how many items of the basket
                                  the whole history counts as, 0..1e6. 0: what was bought
                                  before is not offered again, and counts for nothing
                                  else. Default 1. */
} quen_offer_filter;

/** Fill `filter` with the defaults; `size` is sizeof *filter. */
QUEN_API void quen_offer_filter_init(quen_offer_filter *filter, size_t size);

#ifdef __cplusplus
}
#endif

#endif
