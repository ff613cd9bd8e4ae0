/*
 * The memory of a question, and its steps: add up rows (offers_scores.c), take the best
 * (offers_scores.c), name reasons (offers_reasons.c).
 */
#ifndef QUEN_MODELS_OFFERS_OFFERS_ASKER_H
#define QUEN_MODELS_OFFERS_OFFERS_ASKER_H

#include <string.h>

#include "math/kernels.h"
#include "math/topk.h"
#include "models/offers/offers.h"

/* Marks of an item during a question, beside the filter's. */
enum { QUEN__OFFERS_ASKED = 1, QUEN__OFFERS_SEARCHED = 8 };

/* Items asked about, and what each counts; 1 for all but a history beside a basket. */
typedef struct quen__offers_list {
    const uint32_t *items;
    size_t n;
    float weight; /* >= 0 */
} quen__offers_list;

/* A question is about one list, or two: the basket, then the history. */
#define QUEN__OFFERS_LISTS 2u

typedef struct quen__offers_question {
    quen__offers_list lists[QUEN__OFFERS_LISTS];
    size_t n_lists;
} quen__offers_question;

/* The best reasons of an offer, as keys: the larger, the better; 0: none. */
typedef struct quen__offers_reasons {
    uint64_t key[QUEN_OFFER_REASONS];
    float least; /* a weight below it is not among them */
    uint32_t reserved;
} quen__offers_reasons;

/* Memory for questions to one model, all zero between them but for the filter's marks. */
typedef struct quen__offers_asker {
    const quen__offers_model *model;
    const quen_offer_filter *filter;
    const quen__kernels *kernels;
    size_t lines;                /* of scores, a multiple of QUEN__BLOCK_LINES */
    size_t capacity;             /* offers with a score at most */
    float *score;                /* of each item, and up to the end of the last line */
    uint8_t *touched;            /* of each line: whether a score was raised */
    uint8_t *mark;               /* of each item */
    quen__kernels_sought sought; /* the items offered, while reasons are searched */
    quen__topk_ranked *best;     /* of each offer */
    quen__offers_reasons
        *reasons; /* by the place of an offer, 1 the first; 0 of no offer */
} quen__offers_asker;

/* Bytes of memory that an asker needs; SIZE_MAX if they cannot be counted. */
size_t quen__offers_asker_bytes(const quen__offers_model *m, size_t capacity);

/* For `capacity` offers at most. memory: quen__offers_asker_bytes(), all zero. */
quen__offers_asker quen__offers_asker_open(const quen_context *ctx,
                                           const quen__offers_model *m,
                                           const quen_offer_filter *filter,
                                           size_t capacity, char *memory);

/* The memory is all zero again. */
void quen__offers_asker_close(quen__offers_asker *a);

static inline int quen__offers_may_offer(const quen__offers_asker *a, uint32_t item)
{
    uint8_t mark = a->mark[item];
    return quen__offers_may(a->filter, mark) &&
           (!(mark & QUEN__OFFERS_ASKED) || a->filter->include_bought);
}

/*
 * The scores are 0 again when the offers are known. From then on an item's score holds,
 * as a whole number, its place among the offers, counted from 1.
 */
static inline uint32_t quen__offers_place(const quen__offers_asker *a, uint32_t item)
{
    uint32_t place;
    memcpy(&place, a->score + item, sizeof place);
    return place;
}

static inline void quen__offers_set_place(quen__offers_asker *a, uint32_t item,
                                          uint32_t place)
{
    memcpy(a->score + item, &place, sizeof place);
}

/*
 * Add up the rows of the items, each item once, in the first list that names it, and mark
 * the items as asked about.
 */
void quen__offers_add_rows(quen__offers_asker *a, const quen__offers_list *list);

/* Write down the offers with the best scores; the scores become places. How many. */
size_t quen__offers_take_best(quen__offers_asker *a, const quen__offers_question *q,
                              quen_offer *offers);

/* Fill up from `count` to `capacity` with popular items. How many there are then. */
size_t quen__offers_take_popular(const quen__offers_asker *a, quen_offer *offers,
                                 size_t count, size_t capacity);

/*
 * Name the reasons of the first n offers, which have scores: those that are the best.
 * Clears the marks of the items asked about, the places and the best.
 */
void quen__offers_explain(quen__offers_asker *a, const quen__offers_question *q,
                          quen_offer *offers, size_t n);

#endif
