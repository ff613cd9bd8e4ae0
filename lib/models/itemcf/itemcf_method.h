/*
 * The methods: what each adds up over the customers of two items, and how a weight comes
 * of it. A fit knows them by this table alone.
 */
#ifndef QUEN_MODELS_ITEMCF_ITEMCF_METHOD_H
#define QUEN_MODELS_ITEMCF_ITEMCF_METHOD_H

#include "models/itemcf/itemcf_record.h"

/*
 * What a method prepares. Items go by their place in the popular order. Item i's row is
 * computed, j is any other item; own and other are what the weight of i and j takes from
 * each, as norms, counts or factors.
 */
typedef struct quen__itemcf_setup {
    const quen_itemcf_options *options;
    int by_target; /* 1: i is the target and j the source; 0: the other way round */
    quen__itemcf_terms terms;
    double *own, *other; /* n_items each */
} quen__itemcf_setup;

/* How a weight comes from the sum or count of a pair: see quen__itemcf_weigh(). */
enum {
    QUEN__ITEMCF_WEIGHT_QUOTIENT = 0, /* sum / (own x other + shrink) */
    QUEN__ITEMCF_WEIGHT_UNION = 1,    /* sum / (own + other - sum + shrink) */
    QUEN__ITEMCF_WEIGHT_PRODUCT = 2   /* sum x own x other */
};

typedef struct quen__itemcf_method {
    uint32_t weight; /* QUEN__ITEMCF_WEIGHT_* */
    uint32_t prune;  /* what QUEN_ITEMCF_PRUNE_AUTO stands for: SOURCES or TARGETS */
    int valued;      /* 0: values are taken as 1 */

    /*
     * Fill own and other; and of the terms, which hold the matrix, its values if they are
     * wanted, and say that counts alone are: what is added up.
     */
    quen_status (*prepare)(quen__temp *temp, quen__itemcf_setup *s);
} quen__itemcf_method;

/* By QUEN_ITEMCF_METHOD_*, 0..quen__itemcf_last_method. */
extern const quen__itemcf_method quen__itemcf_methods[];
extern const uint32_t quen__itemcf_last_method;

/* --- weights: inline, since each pair that may be kept needs one --- */

static inline double quen__itemcf_weigh(uint32_t weight, double sum, double own,
                                        double other, double shrink)
{
    if (weight == QUEN__ITEMCF_WEIGHT_QUOTIENT)
        return sum / (own * other + shrink);
    if (weight == QUEN__ITEMCF_WEIGHT_UNION)
        return sum / (own + other - sum + shrink);
    return sum * own * other;
}

/*
 * Which sums give a weight of at least `least`: those of at least bound[0] *
 * quen__itemcf_scale(other) + bound[1], but for rounding.
 */
static inline void quen__itemcf_bound(uint32_t weight, double least, double own,
                                      double shrink, double bound[2])
{
    if (weight == QUEN__ITEMCF_WEIGHT_QUOTIENT) {
        bound[0] = least * own;
        bound[1] = least * shrink;
    } else if (weight == QUEN__ITEMCF_WEIGHT_UNION) {
        bound[0] = least / (1 + least);
        bound[1] = bound[0] * (own + shrink);
    } else {
        bound[0] = least / own;
        bound[1] = 0;
    }
}

static inline double quen__itemcf_scale(uint32_t weight, double other)
{
    return weight == QUEN__ITEMCF_WEIGHT_PRODUCT ? 1 / other : other;
}

#endif
