/* What is learned of a log's end, and what is kept. */
#ifndef QUEN_MODELS_HABITS_HABITS_LEARN_H
#define QUEN_MODELS_HABITS_HABITS_LEARN_H

#include "models/habits/habits_days.h"

/* `better` asks for two standard errors: chance alone makes it so in one of forty logs.
 */
#define QUEN__HABITS_BEYOND_CHANCE 2.0
#define QUEN__HABITS_LEAST 20   /* customers who can be judged */
#define QUEN__HABITS_MOST 2048u /* customers who are looked at for it */

/* Whoever is judged: every so many of n. */
static inline size_t quen__habits_step(size_t n)
{
    return n / QUEN__HABITS_MOST + 1;
}

/* Sums of differences, one a customer: above 0, the model is better. */
typedef struct quen__habits_tally {
    double n, sum, square;
} quen__habits_tally;

static inline void quen__habits_count(quen__habits_tally *t, double better)
{
    t->n += 1;
    t->sum += better;
    t->square += better * better;
}

/* Write z and `better`. */
void quen__habits_conclude(const quen__habits_tally *t, quen__habits_judged *out);

quen__habits_judged quen__habits_unjudged(void);

/* --- popular items: habits_popular.c --- */

/* Of each item: its share of baskets before a day; what sells of late, as a share of its
 * peak, times the largest share. In memory of `temp`. */
typedef struct quen__habits_popular {
    double *share, *recent;
} quen__habits_popular;

quen_status quen__habits_popular_make(quen__temp *temp, const quen__habits_days *days,
                                      int64_t day, double half_life_days,
                                      quen__habits_popular *out);

/* --- neighbours: habits_related.c --- */

/* Add up the neighbours of a customer's items. score: of each item, 0 before; touched
 * receives the items, n of them. Returns the largest score. */
typedef struct quen__habits_rows {
    const uint64_t *start;
    const quen_neighbor *neighbor;
} quen__habits_rows;

float quen__habits_relate(const quen__habits_rows *rows, const quen__habits_pair *pair,
                          size_t n, float *score, uint32_t *touched, size_t *count);

/* A copy of the neighbours that items of a log have before a moment. */
quen_status quen__habits_rows_make(quen__temp *temp, const quen_orders *orders,
                                   int64_t now_s, uint32_t neighbors,
                                   quen__habits_rows *out);

/* --- the next basket: habits_basket.c --- */

/* Customers whose next basket can be foreseen: fewer than QUEN__HABITS_LEAST judge
 * nothing. */
size_t quen__habits_asked(const quen__habits_known *known);

/* Choose weights and decay by the baskets from known->day on. rows->start NULL: none. */
quen_status quen__habits_choose(quen__temp *temp, const quen__habits_known *known,
                                const quen__habits_popular *popular,
                                const quen__habits_rows *rows, double decay,
                                quen__habits_info *info);

/* --- gaps: habits_gaps.c --- */

/* What laws are read off, kept for all of a fit. NULL: no memory. */
typedef struct quen__habits_tables quen__habits_tables;
quen__habits_tables *quen__habits_tables_new(quen__temp *temp);

/* Learn a law from events; item receives each item's. n_items >= 1. */
quen_status quen__habits_gaps(quen__temp *temp, quen__habits_tables *tables,
                              const quen__habits_event *event, size_t n, size_t n_items,
                              quen__habits_item *item, quen__habits_law *law);

/* A chance by the law of an item. */
typedef struct quen__habits_gap {
    double again, days, shape; /* of this customer and item */
} quen__habits_gap;

quen__habits_gap quen__habits_gap_of(const quen__habits_law *law,
                                     const quen__habits_item *item, uint32_t times,
                                     double span_days);

/* Of a purchase within h days, t days after the last. */
double quen__habits_chance(const quen__habits_gap *gap, double t, double h);

/* Share of those who buy again who have not by t. */
double quen__habits_still(const quen__habits_gap *gap, double t);

/* Days after the last purchase when half of those who are still to buy again have. */
double quen__habits_median(const quen__habits_gap *gap, double t);

/* The same of a customer who comes at a rhythm, and takes the item as all do: the number
 * of baskets within h days, and the chance that one of them holds it. */
double quen__habits_visits(const quen__habits_gap *gap, double t, double h);
double quen__habits_taken(double share, double visits);

quen_status quen__habits_judge_due(quen__temp *temp, quen__habits_tables *tables,
                                   const quen__habits_known *known,
                                   const quen__habits_popular *popular,
                                   quen__habits_info *info);

/* --- channels: habits_channels.c --- */

/* The channel of each order of a customer, UINT32_MAX where none is told, in memory of
 * `temp`; NULL: there are none. The options' limits were checked. */
quen_status quen__habits_channels(quen__temp *temp, const quen_orders *orders,
                                  const quen__log *log,
                                  const quen_habits_options *options,
                                  const uint32_t **out);

/* --- shares: habits_shares.c --- */

typedef struct quen__habits_values {
    size_t first[QUEN__HABITS_HABITS + 1]; /* values are numbered on */
    const uint32_t *group;                 /* of each item; NULL: none */
    const uint32_t *channel;               /* of each order; NULL: none */
} quen__habits_values;

typedef struct quen__habits_counts {
    uint64_t *row;
    quen__habits_cell *cell;
    double *share; /* of the shop */
} quen__habits_counts;

quen_status quen__habits_share(quen__temp *temp, const quen__habits_days *days,
                               const quen__habits_values *values, int64_t check_day,
                               quen__habits_counts *out, quen__habits_info *info);

#endif
