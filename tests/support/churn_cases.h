/* What the tests of churn share: a log with leavers, people with attributes. */
#ifndef QUEN_TESTS_CHURN_CASES_H
#define QUEN_TESTS_CHURN_CASES_H

#include "support.h"

#define DAY INT64_C(86400)
#define CUSTOMERS 300
#define LINES 2400
#define START (INT64_C(19000) * DAY)
#define LENGTH (400 * DAY)
#define CUTOFF (START + LENGTH - 90 * DAY)

/* Age and city of every customer, some ages unknown. */
typedef struct churn_people {
    int64_t keys[CUSTOMERS];
    double age[CUSTOMERS];
    int64_t city[CUSTOMERS];
    quen_attribute attributes[2];
} churn_people;

/*
 * Customers with a pace of their own, of whom some stop coming at some moment. Customer 0
 * buys to the end, so that the log has its length.
 */
void churn_lines(quen_order_line *lines);

/* The log of those lines. */
quen_orders *churn_orders(quen_context *ctx);

void make_churn_people(churn_people *p);

/* The defaults. */
quen_churn_options churn_options(void);

/* A model that was fitted; fails the test if none came. */
quen_churn *fit_churn(quen_context *ctx, const quen_orders *orders,
                      const quen_churn_options *options);

/* The risks of a log's active customers; the caller frees them. */
quen_churn_risk *churn_predict_all(quen_context *ctx, const quen_churn *churn,
                                   const quen_orders *orders,
                                   const quen_churn_predict_options *options, size_t *n);

quen_churn_report churn_report_of(const quen_churn *churn);

/* The same coefficients and errors, but for what sums in another order lose. */
void assert_same_churn_logit(const quen_logit *a, const quen_logit *b);

#endif
