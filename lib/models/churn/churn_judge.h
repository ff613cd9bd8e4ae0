/*
 * Regressions on a stack, and how well such a one foresees: each origin is scored by a
 * regression that learned from origins whose horizons had ended when it began.
 */
#ifndef QUEN_MODELS_CHURN_CHURN_JUDGE_H
#define QUEN_MODELS_CHURN_CHURN_JUDGE_H

#include "models/churn/churn_stack.h"

/* A matrix of the stack's rows: all columns, or those of recency alone. */
typedef struct quen__churn_side {
    quen__churn_stack *stack;
    double *x;
    size_t columns;
    const char **names;
    int alone;                 /* 1: of recency alone */
    quen_churn_drift *learned; /* columns: what the last regression learned from */
    /* Where the last one ended, near which the next will, fast ones apart; intercepts by
     * origin, NaN where none is known yet. */
    quen__logit_start start[2];
} quen__churn_side;

/* All columns of a stack. */
quen_status quen__churn_side_own(quen__temp *temp, quen__churn_stack *stack,
                                 quen__churn_side *out);

/* recency_days and log_recency. */
quen_status quen__churn_side_alone(quen__temp *temp, quen__churn_stack *stack,
                                   quen__churn_side *out);

/*
 * Learn from the origins first..last - 1; sets the shop's gap, the columns of rhythm and
 * what was learned. With `fast` of 1 some of the rows do, and less than all digits.
 */
quen_status quen__churn_learn(quen_context *ctx, quen__churn_side *side, size_t first,
                              size_t last, int fast, quen_logit **out);

/*
 * Judge: fills the measures of the origins, and of `info` those of the newest, own and of
 * recency alone, `judged`, `better` and `margin`. Where all features are no better, the
 * origins' are those of recency alone.
 */
quen_status quen__churn_judge(quen__temp *temp, quen__churn_side *own,
                              quen__churn_side *alone, quen__churn_info *info);

#endif
