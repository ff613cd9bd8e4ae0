/* Lists of offers, customer by customer. */
#ifndef QUEN_DATA_EVALUATE_EVALUATE_LISTS_H
#define QUEN_DATA_EVALUATE_EVALUATE_LISTS_H

#include "data/evaluate/evaluate.h"

/* Figures of a customer: those of a quen_ranking_report but coverage, and last 1 where
 * novelty has items to speak of, else 0. */
#define QUEN__EVALUATE_LIST_FIGURES 10u
#define QUEN__EVALUATE_LISTED 9u

/* What lists are held against. */
typedef struct quen__evaluate_lists {
    const quen_csr *held_out;
    const uint32_t *items, *counts;
    size_t width, k; /* room of a list; how much of it counts */
    const uint64_t *popularity;
    uint64_t population;
} quen__evaluate_lists;

/* Customers with held-out items; their numbers, where `judged` is not NULL. */
size_t quen__evaluate_judged(const quen_csr *held_out, uint32_t *judged);

/*
 * Figures of each judged customer, n_judged x QUEN__EVALUATE_LIST_FIGURES, and the share
 * of all items that their lists have. QUEN_ERR_ARGUMENT names the row of a list that is
 * none.
 */
quen_status quen__evaluate_lists_measure(quen_context *ctx,
                                         const quen__evaluate_lists *lists,
                                         const uint32_t *judged, size_t n_judged,
                                         double *figures, double *coverage);

#endif
