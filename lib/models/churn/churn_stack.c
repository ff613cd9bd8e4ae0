/*
 * Several origins, so that calendar and the age of the shop are seen at more than one
 * moment: a single one makes who came early look as if age kept them. Each origin has its
 * features and labels as of its own moment. Of a shop with more customers than rows are
 * wanted, some are drawn by number, the same at each origin.
 */
#include "models/churn/churn_stack.h"

#include <math.h>

#include "core/rng.h"
#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "math/special.h"

#define HALF_LIFE_DAYS 90.0
#define LN2 0.69314718055994530942

static int has_left(const quen__log *log, uint32_t customer, int64_t from, int64_t to)
{
    int64_t last;
    return !quen__log_last_visit(log, customer, to, &last) || last < from;
}

/* 1 if a customer is drawn, so that about QUEN__CHURN_ROWS rows are. */
static int is_drawn(const quen__churn_stack *stack, uint32_t customer)
{
    size_t most = QUEN__CHURN_ROWS / QUEN__CHURN_LEARNED;
    return stack->active <= most ||
           quen__random_below(0, 0, customer, stack->active) < most;
}

/* --- one origin --- */

/* How a customer stands at an origin. */
enum { ABSENT, CAME, LEFT };

/* Who was active at an origin, and who of them left; `standing` is by customer. */
static void count_origin(const quen__churn_stack *stack, const quen__log *log,
                         quen_churn_origin *o, uint8_t *standing)
{
    int64_t end = o->cutoff_s + stack->horizon_s;
    for (uint32_t c = 0; c < log->n_customers; c++) {
        standing[c] = ABSENT;
        if (!quen__churn_is_active(log, c, o->cutoff_s, stack->options->active_s))
            continue;
        standing[c] = has_left(log, c, o->cutoff_s, end) ? LEFT : CAME;
        o->customers++;
        o->churned += standing[c] == LEFT;
    }
}

/* What the newest origin must have to be learned from. */
static quen_status check_newest(quen_context *ctx, const quen_churn_origin *o)
{
    char day[QUEN__DAY_WORDS];
    if (o->customers == 0)
        return quen__fail(ctx, QUEN_ERR_NUMERIC,
                          "churn: nobody was active before the cut-off, %s",
                          quen__calendar_day_words(o->cutoff_s, day));
    if (o->churned == 0)
        return quen__fail(
            ctx, QUEN_ERR_NUMERIC,
            "churn: nobody left: each of %llu customers ordered within the horizon",
            (unsigned long long)o->customers);
    if (o->churned == o->customers)
        return quen__fail(
            ctx, QUEN_ERR_NUMERIC,
            "churn: everybody left: none of %llu customers ordered within the horizon",
            (unsigned long long)o->customers);
    return QUEN_OK;
}

/* The same of those of its customers who were drawn. */
static quen_status check_drawn(quen_context *ctx, const quen__churn_stack *stack)
{
    const quen_churn_origin *o = &stack->origins[0];
    size_t left = 0, rows = stack->n_rows;
    for (size_t i = 0; i < rows; i++)
        left += stack->left[i];
    if (left > 0 && left < rows)
        return QUEN_OK;
    return quen__fail(
        ctx, QUEN_ERR_NUMERIC,
        "churn: %llu of %llu customers left, but %s of the %zu who were drawn: too few "
        "to learn from, %s the horizon",
        (unsigned long long)o->churned, (unsigned long long)o->customers,
        left ? "all" : "none", rows, left ? "lengthen" : "shorten");
}

/* --- rows --- */

static void put_row(quen__churn_stack *stack, const double *features, uint8_t left,
                    double weight)
{
    size_t row = stack->n_rows++;
    double *x = stack->x + row * stack->columns;
    stack->clocks[row] = quen__churn_read_clock(&stack->rule.places, features);
    stack->taken = quen__churn_take(&stack->rule, features, x);
    quen__churn_take_rhythm(&stack->rule, &stack->clocks[row], x + stack->taken);
    stack->left[row] = left;
    stack->group[row] = (uint8_t)stack->n_origins;
    stack->weights[row] = weight;
}

static void put_origin(quen__churn_stack *stack, const quen_churn_origin *about,
                       const quen_features *features, const uint8_t *standing)
{
    size_t columns = stack->rule.schema->n_columns;
    int64_t newest = stack->n_origins ? stack->origins[0].cutoff_s : about->cutoff_s;
    double days = (double)(newest - about->cutoff_s) / (double)QUEN__CHURN_DAY;
    double weight = quen__special_exp(-LN2 / HALF_LIFE_DAYS * days);
    for (size_t i = 0; i < features->rows; i++) {
        uint8_t stands = standing[features->customers[i]];
        if (stands != ABSENT)
            put_row(stack, features->matrix + i * columns, stands == LEFT, weight);
    }
    stack->origins[stack->n_origins++] = *about;
    stack->start[stack->n_origins] = stack->n_rows;
}

/* An origin is kept if it can be learned from. */
static quen_status add_origin(quen_context *ctx, quen__churn_stack *stack,
                              const quen__log *log, const quen_features *features,
                              uint8_t *standing)
{
    quen_churn_origin about = {.cutoff_s = features->now};
    quen_status status = QUEN_OK;
    about.mean_risk = about.auc = about.log_loss = about.margin = NAN;
    count_origin(stack, log, &about, standing);
    if (stack->n_origins == 0)
        status = check_newest(ctx, &about);
    if (status == QUEN_OK &&
        (stack->n_origins == 0 || (about.churned >= QUEN__CHURN_LEAST &&
                                   about.customers - about.churned >= QUEN__CHURN_LEAST)))
        put_origin(stack, &about, features, standing);
    if (status == QUEN_OK && stack->n_origins == 1)
        status = check_drawn(ctx, stack);
    return status;
}

/* --- all of them --- */

/* The customers who are drawn. */
static quen_status draw(quen__temp *temp, const quen__churn_stack *stack,
                        const quen__log *log, uint32_t **drawn, size_t *n)
{
    *n = 0;
    *drawn = quen__temp_new(temp, log->n_customers, sizeof **drawn);
    if (!*drawn)
        return QUEN_ERR_MEMORY;
    for (uint32_t c = 0; c < log->n_customers; c++)
        if (is_drawn(stack, c))
            (*drawn)[(*n)++] = c;
    return QUEN_OK;
}

/* Room for every customer who is drawn, at every origin. */
static quen_status make_room(quen__temp *temp, quen__churn_stack *stack, size_t drawn,
                             size_t origins)
{
    size_t rows;
    stack->columns = quen__churn_n_columns(stack->rule.schema, stack->rule.forms);
    if (!quen__mul_size(drawn, origins, &rows))
        return quen__fail(temp->ctx, QUEN_ERR_MEMORY, "out of memory: %zu customers",
                          drawn);
    stack->x = quen__temp_new(temp, rows, stack->columns * sizeof *stack->x);
    stack->clocks = quen__temp_new(temp, rows, sizeof *stack->clocks);
    stack->left = quen__temp_new(temp, rows, sizeof *stack->left);
    stack->group = quen__temp_new(temp, rows, sizeof *stack->group);
    stack->weights = quen__temp_new(temp, rows, sizeof *stack->weights);
    return stack->x && stack->clocks && stack->left && stack->group && stack->weights
               ? QUEN_OK
               : QUEN_ERR_MEMORY;
}

int64_t quen__churn_step(int64_t horizon_s)
{
    int64_t days = (QUEN__CHURN_ORIGINS_MOST - 1) * QUEN__CHURN_DAY;
    int64_t step = (horizon_s + days - 1) / days * QUEN__CHURN_DAY;
    return step > QUEN__CHURN_STEP ? step : QUEN__CHURN_STEP;
}

/*
 * Customers as they were at `n` moments, the newest of which is the cut-off. With `all`
 * as of now too, which may be earlier than a cut-off of the caller's own.
 */
static quen_status describe(quen_context *ctx, quen__churn_stack *stack, int64_t cutoff,
                            const uint32_t *drawn, size_t n_drawn, int all, size_t n,
                            quen_features **out)
{
    const quen_churn_options *o = stack->options;
    quen__features_moment moments[QUEN__FEATURES_MOMENTS];
    size_t more = all && stack->now_s > cutoff;
    int64_t step = quen__churn_step(stack->horizon_s);
    for (size_t i = 0; i < n; i++)
        moments[i] = (quen__features_moment){cutoff - (int64_t)i * step, o->period_s,
                                             o->utc_offset_s};
    moments[n] = (quen__features_moment){stack->now_s, o->period_s, o->utc_offset_s};
    quen_status status = quen__features_build_moments(
        ctx, stack->orders, moments, n + more, drawn, n_drawn, stack->rule.schema,
        o->attributes, o->n_attributes, out);
    stack->now = more ? out[n] : NULL;
    return status;
}

quen_status quen__churn_stack_fill(quen__temp *temp, quen__churn_stack *stack,
                                   int64_t cutoff_s, int64_t first_s)
{
    int64_t step = quen__churn_step(stack->horizon_s);
    int64_t span = (cutoff_s - first_s - QUEN__CHURN_HISTORY) / step;
    size_t n_drawn = 0, n = span < QUEN__CHURN_ORIGINS_MOST ? (size_t)span + 1
                                                            : QUEN__CHURN_ORIGINS_MOST;
    quen_features *features[QUEN__FEATURES_MOMENTS] = {NULL};
    uint32_t *drawn = NULL;
    quen__log log;
    quen_status status = quen__orders_log(temp->ctx, stack->orders, &log);
    if (status == QUEN_OK)
        status = draw(temp, stack, &log, &drawn, &n_drawn);
    if (status == QUEN_OK)
        status = make_room(temp, stack, n_drawn, n);
    if (status == QUEN_OK)
        status = describe(temp->ctx, stack, cutoff_s, drawn, n_drawn,
                          n_drawn == log.n_customers, n, features);
    uint8_t *standing = quen__temp_new(temp, log.n_customers, sizeof *standing);
    if (status == QUEN_OK && !standing)
        status = QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        status = add_origin(temp->ctx, stack, &log, features[i], standing);
    for (size_t i = 0; i < n; i++)
        quen_features_free(features[i]);
    return status;
}

size_t quen__churn_stack_last(const quen__churn_stack *stack, size_t first)
{
    size_t last = first + QUEN__CHURN_LEARNED;
    return last < stack->n_origins ? last : stack->n_origins;
}

size_t quen__churn_stack_before(const quen__churn_stack *stack, size_t origin)
{
    size_t before = origin + 1;
    while (before < stack->n_origins &&
           stack->origins[before].cutoff_s + stack->horizon_s >
               stack->origins[origin].cutoff_s)
        before++;
    return before;
}

void quen__churn_stack_pace(quen__churn_stack *stack, size_t row)
{
    double *rhythm = stack->x + row * stack->columns + stack->taken;
    quen__churn_pace(&stack->clocks[row], stack->rule.shop_gap,
                     rhythm + QUEN__RHYTHM_RATIO);
}
