/*
 * What churn learns from: customers as they were at several moments, the origins, the
 * newest first, and whether each came within the horizon after it.
 */
#ifndef QUEN_MODELS_CHURN_CHURN_STACK_H
#define QUEN_MODELS_CHURN_CHURN_STACK_H

#include "models/churn/churn.h"

#define QUEN__CHURN_DAY INT64_C(86400)
#define QUEN__CHURN_STEP (30 * QUEN__CHURN_DAY)    /* between origins, at least */
#define QUEN__CHURN_HISTORY (30 * QUEN__CHURN_DAY) /* before the first of them */
#define QUEN__CHURN_ORIGINS_MOST 12 /* for as many is foreseen how good risks are */
#define QUEN__CHURN_LEARNED 8       /* and from so many one regression learns */
#define QUEN__CHURN_LEAST 5 /* who left, and who came, for an origin to tell anything */

/* About so many rows of them are looked at; of larger shops, so many customers. */
#define QUEN__CHURN_ROWS 65536u

/* Origins as rows of a matrix, origin after origin. */
typedef struct quen__churn_stack {
    const quen_orders *orders;
    const quen_churn_options *options;
    quen__churn_rule rule; /* its shop_gap is that of the regression at work */
    int64_t horizon_s, now_s;
    quen_features *now; /* of all customers at now_s; NULL: not described yet */
    size_t active;      /* customers at the newest origin, drawn or not */
    size_t n_origins, n_rows;
    size_t start[QUEN__CHURN_ORIGINS_MOST + 1]; /* rows of each origin */
    quen_churn_origin origins[QUEN__CHURN_ORIGINS_MOST];
    size_t columns, taken; /* of the matrix; those of them that come from the schema */
    double *x;             /* n_rows x columns; some of rhythm are written per fit */
    quen__churn_clock *clocks;
    uint8_t *left, *group; /* 1: did not come; the number of the origin */
    double *weights;       /* 1/2 for each 90 days before the newest origin */
} quen__churn_stack;

/*
 * Fill a stack whose orders, options, rule, times and active are set: origins from
 * `cutoff_s` back to `first_s` and 30 days. QUEN_ERR_NUMERIC if nobody was active at the
 * newest, or nobody or everybody left. Older ones of which fewer than 5 left, or came,
 * are left out. Where all customers are drawn, they are described as of now too.
 */
quen_status quen__churn_stack_fill(quen__temp *temp, quen__churn_stack *stack,
                                   int64_t cutoff_s, int64_t first_s);

/*
 * From one origin to the next: as many as are kept reach back over the longest horizon,
 * so that the newest can be foreseen by the oldest.
 */
int64_t quen__churn_step(int64_t horizon_s);

/* The last origin, plus 1, that a regression learns from whose newest is `first`. */
size_t quen__churn_stack_last(const quen__churn_stack *stack, size_t first);

/* The newest origin whose horizon ended when `origin` began, or n_origins. */
size_t quen__churn_stack_before(const quen__churn_stack *stack, size_t origin);

/* Write the columns of a row that depend on the shop's gap, for that of the rule. */
void quen__churn_stack_pace(quen__churn_stack *stack, size_t row);

#endif
