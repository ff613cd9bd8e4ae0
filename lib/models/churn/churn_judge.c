/*
 * See churn_judge.h. The newest origin is measured by quen_evaluate, with DeLong's
 * interval of the area under the curve, and the slope of what came on the log odds
 * foreseen: below 1 where risks are too far apart.
 *
 * What is better is told by the area under the curve. The log loss of one origin says
 * more of its season, which moves all risks alike, than of who leaves: on Online Retail,
 * whose only autumn comes last, it preferred recency alone at origins where that ranked
 * far worse.
 */
#include "models/churn/churn_judge.h"

#include <math.h>
#include <string.h>

#include "core/rng.h"
#include "data/evaluate/evaluate.h"
#include "math/special.h"
#include "math/stats.h"

#define CONFIDENCE 0.95
#define FAST_ROWS 4000u /* of which a regression learns that only judges */
#define FAST_TOL 1e-3
#define JUDGE_TOL 1e-8 /* where all digits are wanted, but no standard errors */
#define PRIOR_ERRORS 3 /* that a margin has before it has any */

/* --- sides --- */

static quen_status make_start(quen__temp *temp, size_t columns, quen__logit_start *s)
{
    s->columns = quen__temp_new(temp, columns, 2 * sizeof *s->columns);
    s->intercepts = quen__temp_new(temp, QUEN__CHURN_ORIGINS_MOST, sizeof *s->intercepts);
    if (!s->columns || !s->intercepts)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < QUEN__CHURN_ORIGINS_MOST; i++)
        s->intercepts[i] = NAN;
    return QUEN_OK;
}

static quen_status make_side(quen__temp *temp, quen__churn_side *side)
{
    side->names = quen__temp_new(temp, side->columns, sizeof *side->names);
    side->learned = quen__temp_zero(temp, side->columns, sizeof *side->learned);
    quen_status status = side->names && side->learned ? QUEN_OK : QUEN_ERR_MEMORY;
    for (size_t i = 0; i < 2 && status == QUEN_OK; i++)
        status = make_start(temp, side->columns, &side->start[i]);
    return status;
}

quen_status quen__churn_side_own(quen__temp *temp, quen__churn_stack *stack,
                                 quen__churn_side *out)
{
    const quen__schema *schema = stack->rule.schema;
    const uint8_t *forms = stack->rule.forms;
    size_t n = 0;
    *out = (quen__churn_side){.stack = stack, .x = stack->x, .columns = stack->columns};
    quen_status status = make_side(temp, out);
    for (size_t j = 0; status == QUEN_OK && j < schema->n_columns; j++)
        if (forms[j] != QUEN__CHURN_LEFT_OUT)
            out->names[n++] = quen__schema_name(schema, j);
    for (size_t j = 0; status == QUEN_OK && j < QUEN__RHYTHM_COLUMNS; j++)
        if (forms[schema->n_columns + j] != QUEN__CHURN_LEFT_OUT)
            out->names[n++] = quen__churn_rhythm_name(j);
    return status;
}

quen_status quen__churn_side_alone(quen__temp *temp, quen__churn_stack *stack,
                                   quen__churn_side *out)
{
    *out = (quen__churn_side){.stack = stack, .columns = 2, .alone = 1};
    quen_status status = make_side(temp, out);
    if (status != QUEN_OK)
        return status;
    out->names[0] = quen__schema_name(stack->rule.schema, stack->rule.places.recency);
    out->names[1] = quen__churn_rhythm_name(QUEN__RHYTHM_LOG_RECENCY);
    out->x = quen__temp_new(temp, stack->n_rows, 2 * sizeof *out->x);
    if (!out->x)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < stack->n_rows; i++) {
        out->x[2 * i] = stack->clocks[i].recency;
        out->x[2 * i + 1] = quen__special_log1p(stack->clocks[i].recency);
    }
    return QUEN_OK;
}

/* --- learning --- */

/* Which rows a regression learns from, and of which origin, counted from its first. */
typedef struct lesson {
    size_t n;
    uint32_t *rows;
    uint8_t *groups; /* by row of the stack */
    double *mixture; /* of the origins: each alike */
} lesson;

/* One row of each `step`, by chance: rows lie in the order of customers' keys, in which
 * those of a branch, or of even numbers, may be of a kind. */
static quen_status plan(quen__temp *temp, const quen__churn_stack *stack, size_t first,
                        size_t last, size_t step, lesson *out)
{
    size_t from = stack->start[first], to = stack->start[last];
    out->n = 0;
    out->rows = quen__temp_new(temp, (to - from) / step + 1, sizeof *out->rows);
    out->groups = quen__temp_new(temp, stack->n_rows, sizeof *out->groups);
    out->mixture = quen__temp_new(temp, last - first, sizeof *out->mixture);
    if (!out->rows || !out->groups || !out->mixture)
        return QUEN_ERR_MEMORY;
    for (; from < to; from += step) {
        size_t of = to - from < step ? to - from : step;
        size_t row = from + (size_t)(of > 1 ? quen__random_below(0, 1, from, of) : 0);
        out->rows[out->n++] = (uint32_t)row;
        out->groups[row] = (uint8_t)(stack->group[row] - first);
    }
    for (size_t i = 0; i < last - first; i++)
        out->mixture[i] = 1 / (double)(last - first);
    return QUEN_OK;
}

static void note_range(const quen__churn_side *side, const double *x)
{
    quen_churn_drift *r = side->learned;
    for (size_t j = 0; j < side->columns; j++) {
        r[j].least = x[j] < r[j].least ? x[j] : r[j].least;
        r[j].most = x[j] > r[j].most ? x[j] : r[j].most;
    }
}

/* The columns of rhythm of a lesson's rows, and what all columns hold. */
static void prepare(const quen__churn_side *side, size_t first, const lesson *l)
{
    quen__churn_stack *stack = side->stack;
    size_t from = stack->start[first];
    quen_churn_drift *r = side->learned;
    if (!side->alone)
        stack->rule.shop_gap =
            quen__churn_shop_gap(stack->clocks + from, stack->start[first + 1] - from);
    for (size_t j = 0; j < side->columns; j++)
        r[j] = (quen_churn_drift){.least = INFINITY, .most = -INFINITY};
    for (size_t i = 0; i < l->n; i++) {
        if (!side->alone)
            quen__churn_stack_pace(stack, l->rows[i]);
        note_range(side, side->x + l->rows[i] * side->columns);
    }
    for (size_t j = 0; j < side->columns; j++)
        if (r[j].least > r[j].most) /* nothing is known of it */
            r[j].least = r[j].most = 0;
}

/* Of the origins that a regression is about to learn from; where none is known, that of
 * the one nearest. */
static void fill_intercepts(quen__logit_start *start, size_t n)
{
    double near = 0;
    for (size_t i = n; i-- > 0;)
        near = isnan(start->intercepts[i]) ? near : start->intercepts[i];
    for (size_t i = 0; i < n; i++) {
        near = isnan(start->intercepts[i]) ? near : start->intercepts[i];
        start->intercepts[i] = near;
    }
}

/* The start of a regression on origins from `first` on; a fast one may have no other. */
static quen__logit_start start_of(quen__churn_side *side, size_t first, size_t last,
                                  int fast)
{
    quen__logit_start *from = &side->start[fast], *other = &side->start[0];
    if (!from->known && other->known) {
        memcpy(from->columns, other->columns, 2 * side->columns * sizeof(double));
        memcpy(from->intercepts, other->intercepts,
               QUEN__CHURN_ORIGINS_MOST * sizeof(double));
        from->known = 1;
    }
    quen__logit_start start = *from;
    start.intercepts += first;
    fill_intercepts(&start, last - first);
    return start;
}

static quen_status regress(quen__temp *temp, quen__churn_side *side, size_t first,
                           size_t last, int fast, quen_logit **out)
{
    const quen__churn_stack *stack = side->stack;
    size_t rows = stack->start[last] - stack->start[first];
    size_t step = fast ? (rows + FAST_ROWS - 1) / FAST_ROWS : 1;
    lesson l;
    quen_logit_options options;
    quen_status status = plan(temp, stack, first, last, step, &l);
    if (status != QUEN_OK)
        return status;
    quen__logit_start start = start_of(side, first, last, fast);
    prepare(side, first, &l);
    quen__logit_data data = {.x = side->x, .y = stack->left, .rows = l.rows, .n = l.n};
    data.d = side->columns;
    data.lenient = 1; /* nobody may have a number of an attribute */
    data.groups = l.groups;
    data.n_groups = last - first;
    data.mixture = l.mixture;
    data.start = &start;
    data.rough = first > 0; /* it only judges */
    quen_logit_options_init(&options, sizeof options);
    options.l2 = stack->options->l2 / (double)step;
    if (first > 0)
        options.tol = fast ? FAST_TOL : JUDGE_TOL;
    options.names = side->names;
    options.weights = stack->weights;
    status = quen__logit_fit(temp->ctx, &data, &options, out);
    side->start[fast].known = start.known;
    return status;
}

quen_status quen__churn_learn(quen_context *ctx, quen__churn_side *side, size_t first,
                              size_t last, int fast, quen_logit **out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_status status = regress(&temp, side, first, last, fast, out);
    quen__temp_close(&temp);
    return status;
}

/* --- foreseeing --- */

/* What is found where an origin is foreseen. */
typedef struct foreseen {
    int known; /* 0: nothing; the rest is not set */
    quen__churn_measures measures;
    double auc_low, auc_high; /* of the newest origin alone */
    double error;             /* the mean risk less what came */
} foreseen;

/* The customers of one origin, scored. */
typedef struct trial {
    size_t n;
    const uint8_t *left;
    double *score;
    uint32_t *order, *scratch;
} trial;

static quen_status open_trial(quen__temp *temp, const quen__churn_stack *stack,
                              size_t origin, trial *t)
{
    t->n = stack->start[origin + 1] - stack->start[origin];
    t->left = stack->left + stack->start[origin];
    t->score = quen__temp_new(temp, t->n, sizeof *t->score);
    t->order = quen__temp_new(temp, t->n, sizeof *t->order);
    t->scratch = quen__temp_new(temp, t->n, sizeof *t->scratch);
    return t->score && t->order && t->scratch ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status score(quen__temp *temp, const quen__churn_side *side, size_t origin,
                         const quen_logit *logit, trial *t)
{
    quen__churn_stack *stack = side->stack;
    size_t d = side->columns, from = stack->start[origin];
    double *x = quen__temp_new(temp, d, sizeof *x);
    if (!x)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < t->n; i++) {
        if (!side->alone)
            quen__churn_stack_pace(stack, from + i);
        for (size_t j = 0; j < d; j++)
            x[j] = side->x[(from + i) * d + j];
        quen__churn_hold(side->learned, d, x);
        t->score[i] = quen__logit_probability(logit, x);
    }
    return QUEN_OK;
}

static double within(double x, double least, double most)
{
    return x < least ? least : x > most ? most : x;
}

static double mean(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

static double truth(const trial *t)
{
    size_t left = 0;
    for (size_t i = 0; i < t->n; i++)
        left += t->left[i];
    return (double)left / (double)t->n;
}

/* What is told of an older origin: no more than that. */
static quen_status measure_some(trial *t, quen__churn_measures *out)
{
    *out = (quen__churn_measures){NAN, NAN, NAN, NAN, NAN, NAN};
    quen__stats_rank(t->score, t->n, t->order, t->scratch);
    out->auc = quen__stats_auc(t->score, t->left, t->order, t->n);
    out->log_loss = quen__stats_log_loss(t->score, t->left, t->n);
    out->mean_risk = mean(t->score, t->n);
    return QUEN_OK;
}

/* All measures, and the interval of the area under the curve. */
static quen_status measure_all(quen_context *ctx, const trial *t, foreseen *out)
{
    quen_binary_report report;
    quen_auc_test test;
    quen_binary_report_init(&report, sizeof report);
    quen_status status =
        quen_evaluate_binary(ctx, t->left, t->score, t->n, NULL, &report, NULL, NULL);
    if (status == QUEN_OK)
        status =
            quen_evaluate_auc_test(ctx, t->left, t->score, NULL, t->n, CONFIDENCE, &test);
    if (status != QUEN_OK)
        return status;
    out->measures = (quen__churn_measures){.auc = report.auc,
                                           .log_loss = report.log_loss,
                                           .brier = report.brier,
                                           .lift10 = report.lift10,
                                           .mean_risk = report.mean_score,
                                           .slope = report.slope};
    out->auc_low = within(0.5 + test.low, 0, 1);
    out->auc_high = within(0.5 + test.high, 0, 1);
    return QUEN_OK;
}

/* 1 if so many left, and so many came, that an origin tells how well it was foreseen. */
static int tells(const quen__churn_stack *stack, size_t origin)
{
    size_t rows = stack->start[origin + 1] - stack->start[origin], left = 0;
    for (size_t i = 0; i < rows; i++)
        left += stack->left[stack->start[origin] + i];
    return left >= QUEN__CHURN_LEAST && rows - left >= QUEN__CHURN_LEAST;
}

/*
 * Score an origin by what was known when it began. Nothing is foreseen if nothing was, if
 * that does not determine a regression, or if too few left or came.
 */
static quen_status foresee(quen_context *ctx, quen__churn_side *side, size_t origin,
                           int fast, foreseen *out)
{
    const quen__churn_stack *stack = side->stack;
    quen__temp temp = QUEN__TEMP(ctx);
    size_t first = quen__churn_stack_before(stack, origin);
    quen_logit *logit = NULL;
    trial t;
    out->known = 0;
    if (first == stack->n_origins || !tells(stack, origin))
        return QUEN_OK;
    quen_status status = quen__churn_learn(
        ctx, side, first, quen__churn_stack_last(stack, first), fast, &logit);
    if (status == QUEN_ERR_NUMERIC)
        return QUEN_OK;
    if (status == QUEN_OK)
        status = open_trial(&temp, stack, origin, &t);
    if (status == QUEN_OK)
        status = score(&temp, side, origin, logit, &t);
    if (status == QUEN_OK)
        status = fast ? measure_some(&t, &out->measures) : measure_all(ctx, &t, out);
    if (status == QUEN_OK) {
        out->known = 1;
        out->error = out->measures.mean_risk - truth(&t);
    }
    quen_logit_free(logit);
    quen__temp_close(&temp);
    return status;
}

/* --- all origins --- */

static double base_rate(const quen_churn_origin *origin)
{
    return (double)origin->churned / (double)origin->customers;
}

/* By how much base rates moved within a horizon, of origins from `first` on: mean square.
 */
static double movement(const quen__churn_stack *stack, size_t first)
{
    double squares = 0;
    size_t n = 0;
    for (size_t i = first; i < stack->n_origins; i++) {
        size_t before = quen__churn_stack_before(stack, i);
        if (before == stack->n_origins)
            break;
        double moved = base_rate(&stack->origins[i]) - base_rate(&stack->origins[before]);
        squares += moved * moved;
        n++;
    }
    return n ? squares / (double)n : 0;
}

/*
 * Twice the root mean square of the errors of the origins from `first` on. A few errors
 * may all be small by luck: three more are as large as base rates move within a horizon,
 * and are not counted. NaN without errors.
 */
static double margin_from(const quen__churn_stack *stack, size_t first,
                          const double *errors)
{
    double squares = 0;
    size_t n = 0;
    for (size_t i = first; i < stack->n_origins; i++) {
        squares += isnan(errors[i]) ? 0 : errors[i] * errors[i];
        n += (size_t)!isnan(errors[i]);
    }
    squares += PRIOR_ERRORS * movement(stack, first);
    return n ? 2 * sqrt(squares / (double)n) : (double)NAN;
}

/* Margins by the errors of the origins whose horizons had ended. */
static void set_margins(quen__churn_stack *stack, const double *errors,
                        quen__churn_info *info)
{
    for (size_t i = 0; i < stack->n_origins; i++)
        stack->origins[i].margin =
            margin_from(stack, quen__churn_stack_before(stack, i), errors);
    info->margin = margin_from(stack, 0, errors);
}

static void note_origin(quen_churn_origin *origin, const quen__churn_measures *m)
{
    origin->mean_risk = m->mean_risk;
    origin->auc = m->auc;
    origin->log_loss = m->log_loss;
}

static quen_status judge_older(quen_context *ctx, quen__churn_side *side, double *errors)
{
    quen__churn_stack *stack = side->stack;
    quen_status status = QUEN_OK;
    for (size_t i = 1; i < stack->n_origins && status == QUEN_OK; i++) {
        foreseen f = {.known = 0};
        status = foresee(ctx, side, i, 1, &f);
        if (status == QUEN_OK && f.known) {
            note_origin(&stack->origins[i], &f.measures);
            errors[i] = f.error;
        }
        if (status == QUEN_OK)
            status = quen__progress(ctx, "churn", (double)i / (double)stack->n_origins);
    }
    return status;
}

static void know_nothing(quen__churn_info *info)
{
    quen__churn_measures none = {NAN, NAN, NAN, NAN, NAN, NAN};
    info->own = info->recency = none;
    info->auc_low = info->auc_high = info->margin = NAN;
    info->judged = info->better = 0;
}

static void know(quen__churn_info *info, const foreseen *own, const foreseen *alone)
{
    info->own = own->measures;
    info->recency = alone->measures;
    info->auc_low = own->auc_low;
    info->auc_high = own->auc_high;
    info->judged = 1;
    info->better = info->own.auc > info->recency.auc;
}

quen_status quen__churn_judge(quen__temp *temp, quen__churn_side *own,
                              quen__churn_side *alone, quen__churn_info *info)
{
    quen_context *ctx = temp->ctx;
    quen__churn_stack *stack = own->stack;
    double errors[QUEN__CHURN_ORIGINS_MOST];
    foreseen all = {.known = 0}, plain = {.known = 0};
    know_nothing(info);
    for (size_t i = 0; i < QUEN__CHURN_ORIGINS_MOST; i++)
        errors[i] = NAN;
    quen_status status = foresee(ctx, own, 0, 0, &all);
    if (status == QUEN_OK)
        status = foresee(ctx, alone, 0, 0, &plain);
    if (status != QUEN_OK || !all.known || !plain.known)
        return status;
    know(info, &all, &plain);
    const foreseen *used = info->better ? &all : &plain;
    errors[0] = used->error;
    note_origin(&stack->origins[0], &used->measures);
    status = judge_older(ctx, info->better ? own : alone, errors);
    set_margins(stack, errors, info);
    return status;
}
