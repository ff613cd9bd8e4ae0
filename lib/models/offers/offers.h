/*
 * The asker: "also bought", "for you" and "for this basket" from any model that is a list
 * of weighted neighbours. Such a model keeps a quen__offers_model beside its own fields
 * and hands it over with each question.
 */
#ifndef QUEN_MODELS_OFFERS_OFFERS_H
#define QUEN_MODELS_OFFERS_OFFERS_H

#include "core/context.h"
#include "quen/csr.h"
#include "quen/offers.h"

/* What a question reads. The arrays are the model's, and pass quen__offers_check(). */
typedef struct quen__offers_model {
    const char *noun; /* of the model; its failures begin with it */
    size_t n_items, n_customers;
    uint64_t n_rows;           /* customers and others who have items together */
    uint64_t n_left_out;       /* of them: those that nothing was learnt from */
    const uint32_t *support;   /* of each item: of the others, those that have it */
    const uint32_t *popular;   /* items by descending support, ties by number */
    const uint64_t *row_start; /* n_items + 1 offsets of each item's neighbours */
    const quen_neighbor *neighbor;
    const uint64_t *history_start; /* n_customers + 1 offsets of what each bought */
    const uint32_t *history;
} quen__offers_model;

/*
 * Everything that questions rely on: limits of the counts, popular items in order, each
 * row's neighbours in order and without the item itself, histories ascending.
 * QUEN_ERR_FORMAT names the entry. The arrays have as many entries as the counts say.
 */
quen_status quen__offers_check(quen_context *ctx, const quen__offers_model *m,
                               size_t n_neighbors, size_t n_history);

/* The filter that was given (NULL: the defaults), everything checked but its items. */
quen_status quen__offers_read_filter(quen_context *ctx, const quen_offer_filter *given,
                                     quen_offer_filter *filter);

/* How many items a filter that was read names: its lists are in memory together. */
static inline size_t quen__offers_named(const quen_offer_filter *filter)
{
    return filter->n_exclude + filter->n_allow;
}

/*
 * Make copies of its items its own, in `to`, which has room for as many as it names, each
 * read once and checked; on failure, too, there may be copies.
 */
quen_status quen__offers_take_filter(quen_context *ctx, const quen__offers_model *m,
                                     quen_offer_filter *filter, uint32_t *to);

/* What a filter says of an item. A byte of marks may hold other bits beside. */
enum { QUEN__OFFERS_EXCLUDED = 2, QUEN__OFFERS_ALLOWED = 4 };

/* Set, or clear, what a filter whose items are its own says in the marks of items. */
void quen__offers_mark(const quen_offer_filter *filter, uint8_t *mark, int on);

/* 1 unless the filter keeps an item with this mark from being offered. */
static inline int quen__offers_may(const quen_offer_filter *filter, uint8_t mark)
{
    return !(mark & QUEN__OFFERS_EXCLUDED) &&
           (!filter->allow || mark & QUEN__OFFERS_ALLOWED);
}

/* The answers of quen_itemcf_similar() and the others of its kind, for any model. */
quen_status quen__offers_similar(quen_context *ctx, const quen__offers_model *m,
                                 uint32_t item, const quen_offer_filter *filter,
                                 quen_offer *offers, size_t capacity, size_t *count);
quen_status quen__offers_recommend(quen_context *ctx, const quen__offers_model *m,
                                   uint32_t customer, const quen_offer_filter *filter,
                                   quen_offer *offers, size_t capacity, size_t *count);
quen_status quen__offers_recommend_basket(quen_context *ctx, const quen__offers_model *m,
                                          const uint32_t *items, size_t n_items,
                                          const quen_offer_filter *filter,
                                          quen_offer *offers, size_t capacity,
                                          size_t *count);
quen_status quen__offers_recommend_customer_basket(
    quen_context *ctx, const quen__offers_model *m, uint32_t customer,
    const uint32_t *items, size_t n_items, const quen_offer_filter *filter,
    quen_offer *offers, size_t capacity, size_t *count);
quen_status quen__offers_recommend_batch(quen_context *ctx, const quen__offers_model *m,
                                         const uint32_t *customers, size_t n_customers,
                                         const quen_offer_filter *given,
                                         quen_offer *offers, size_t capacity,
                                         size_t *counts);

/* The getters of quen_itemcf_support() and the others of its kind, likewise. */
uint32_t quen__offers_support(const quen__offers_model *m, uint32_t item);
size_t quen__offers_neighbors(const quen__offers_model *m, uint32_t item,
                              const quen_neighbor **neighbors);
size_t quen__offers_history(const quen__offers_model *m, uint32_t customer,
                            const uint32_t **items);

#endif
