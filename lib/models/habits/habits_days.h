/* Baskets: what each customer of a log bought, day by day. */
#ifndef QUEN_MODELS_HABITS_HABITS_DAYS_H
#define QUEN_MODELS_HABITS_HABITS_DAYS_H

#include "core/alloc.h"
#include "data/clock/clock.h"
#include "data/orders/orders.h"
#include "models/habits/habits.h"

typedef struct quen__habits_days {
    const quen__log *log;
    quen_zone clock;
    int64_t now_s, last_day; /* the day of the last second before the moment */
    size_t n_customers, n_items;
    uint64_t *customer_start; /* n_customers + 1 */
    uint64_t *start;          /* of each basket, and 1: its items */
    int64_t *day, *time;      /* of each basket; those of a customer ascend */
    uint32_t *item;           /* ascending, each once a basket */
    size_t most;              /* items of a customer, each as often as bought */
} quen__habits_days;

/* Tell the progress now and then, while customers are gone through. */
static inline quen_status quen__habits_tell(quen_context *ctx, size_t customer,
                                            double fraction)
{
    return customer % 16384 ? QUEN_OK : quen__progress(ctx, "habits", fraction);
}

quen_status quen__habits_days_make(quen__temp *temp, const quen__log *log,
                                   const quen_zone *clock, int64_t now_s,
                                   quen__habits_days *out);

/* A customer's baskets before a day: one past the last. */
uint64_t quen__habits_before(const quen__habits_days *days, size_t customer, int64_t day);

/* Purchases of an item by a customer, in order. */
typedef struct quen__habits_event {
    uint32_t item;
    uint32_t n;       /* baskets with it so far */
    float span, wait; /* from the first to the last so far; until the next, or so far */
    int32_t is_last;  /* 1: there is no next */
} quen__habits_event;

/* What is known before a day; `own` of pairs is not yet. */
typedef struct quen__habits_known {
    const quen__habits_days *days;
    int64_t day; /* baskets before it */
    uint64_t *row;
    quen__habits_pair *pair;
    quen__habits_rhythm *rhythm;
    quen__habits_event *event, *visit; /* of pairs; of baskets, as of one item 0 */
    size_t n_pairs, n_events, n_visits;
    uint64_t baskets, customers, again; /* pairs bought again */
} quen__habits_known;

quen_status quen__habits_know(quen__temp *temp, const quen__habits_days *days,
                              int64_t day, quen__habits_known *out);

/* Write the share of a customer's baskets with each item, newer ones weighing more. */
void quen__habits_weigh(const quen__habits_known *known, size_t customer, double decay,
                        quen__habits_pair *pair);

/* 1 if a basket has an item. */
int quen__habits_holds(const quen__habits_days *days, uint64_t basket, uint32_t item);

/* The pair of an item, or NULL. */
const quen__habits_pair *quen__habits_find(const quen__habits_pair *pair, size_t n,
                                           uint32_t item);

#endif
