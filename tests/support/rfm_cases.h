/* What the tests of RFM share: a random log, options, checks of every model. */
#ifndef QUEN_TESTS_RFM_CASES_H
#define QUEN_TESTS_RFM_CASES_H

#include "support.h"

#define LINES 4000 /* of the random log */
#define CUSTOMERS 300

/* Recency, frequency and monetary value of n customers, without a log. */
typedef struct rfm_values {
    int64_t *of[3];
    size_t n;
} rfm_values;

/* A random number below n, always the same for i and `what`. */
uint64_t rfm_draw(size_t i, uint64_t what, uint64_t n);

/* Line i of the log: with and without a customer and an order, sales and refunds. */
quen_order_line rfm_line(size_t i);

/* A finished log of n lines, by QUEN_RETURNS_*. */
quen_orders *rfm_log(quen_context *ctx, const quen_order_line *lines, size_t n,
                     uint32_t returns);

/* The log of LINES lines, which are kept in `lines`. */
quen_orders *rfm_orders(quen_context *ctx, quen_order_line *lines, uint32_t returns);

/* The defaults. */
quen_rfm_options rfm_options(void);

/* Three bins and these rules. */
quen_rfm_options rfm_own_options(const quen_rfm_rule *rules, uint32_t n);

/* Four rules for three bins, two of one segment. */
extern const quen_rfm_rule rfm_regulars[];

/* 1, 2, 3, 4: values, or cuts. */
extern const int64_t rfm_four[];

/* One customer for each code, by fixed cuts: score = value, and 6 - value for recency. */
quen_rfm *fit_rfm_codes(quen_context *ctx, uint32_t segments);

/* Scoring the same customers by the stored cuts gives what the fit gave. */
void check_rfm_rescored(quen_context *ctx, const rfm_values *v, const quen_rfm *rfm);

/* Counts, sums and medians of each segment, against a naive computation. */
void check_rfm_summaries(const quen_rfm *rfm);

#endif
