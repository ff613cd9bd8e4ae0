/*
 * Learning who leaves: a stack of origins (churn_stack.c), a regression on all of it, and
 * how well such regressions foresaw, each learned from what was known before
 * (churn_judge.c). Where recency alone foresaw better, the regression is of that alone.
 *
 * A customer's age is left out: it always lies a horizon beyond what was learned, and on
 * a till where all came in the first weeks it made everybody leave. So are the gaps,
 * which rhythm tells better. Counts and sums of money are skewed: a few customers have a
 * hundred times what most have, so that they go through the logarithm.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "data/clock/clock.h"
#include "data/features/builtin.h"
#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "models/churn/churn_judge.h"
#include "models/churn/churn_now.h"

#define DAY QUEN__CHURN_DAY

/* The longest horizon: from one end of time to the other. */
#define MAX_HORIZON (QUEN_TIME_MAX - QUEN_TIME_MIN)

static quen_churn_options defaults(void)
{
    quen_churn_options options = {.struct_size = sizeof options};
    options.horizon_s = 90 * DAY;
    options.cutoff_s = INT64_MIN;
    options.active_s = INT64_MAX;
    options.period_s = 90 * DAY;
    options.l2 = 1;
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    return options;
}

void quen_churn_options_init(quen_churn_options *options, size_t size)
{
    quen_churn_options initial = defaults();
    quen__options_init(options, size, &initial, sizeof initial);
}

static quen_status check_options(quen_context *ctx, const quen_churn_options *o)
{
    quen_status status =
        quen__options_within(ctx, "churn", "horizon_s", o->horizon_s, 1, MAX_HORIZON);
    if (status == QUEN_OK)
        status = quen__options_above_zero(ctx, "churn", "active_s", o->active_s);
    if (status == QUEN_OK)
        status = quen__options_above_zero(ctx, "churn", "period_s", o->period_s);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "churn", "l2", o->l2);
    if (status == QUEN_OK)
        status = quen__clock_check(ctx, "churn", o->utc_offset_s);
    if (status == QUEN_OK && o->cutoff_s != INT64_MIN)
        status = quen__calendar_check_time(ctx, "churn", "cutoff_s", o->cutoff_s);
    return status;
}

/* --- the moments --- */

typedef struct training {
    quen__temp *temp;
    const quen_orders *orders;
    const quen_churn_options *options;
    int64_t now_s, first_s; /* when risks are asked for; the first line */
    quen__churn_info info;
    uint8_t *forms;
    quen__churn_stack stack;
    quen__churn_side own, alone;
} training;

/* From an origin back to the next that a horizon had ended before. */
static int64_t steps_before(int64_t horizon)
{
    int64_t step = quen__churn_step(horizon);
    return (horizon + step - 1) / step * step;
}

/* The longest horizon, in days, of which a log tells how well it is foreseen. */
static int64_t longest(int64_t first, int64_t end)
{
    int64_t most = 0, rest = end - first - QUEN__CHURN_HISTORY;
    int64_t back = steps_before(1);
    while (back < rest) {
        int64_t horizon = back < rest - back ? back : rest - back;
        most = horizon > most ? horizon : most;
        back = steps_before(back + 1);
    }
    return most / DAY;
}

static quen_status too_short(quen_context *ctx, const training *l, int64_t end)
{
    int64_t days = longest(l->first_s, end), length = (end - l->first_s) / DAY;
    double horizon = (double)l->info.horizon_s / (double)DAY;
    char from[QUEN__DAY_WORDS];
    quen__calendar_day_words(l->first_s, from);
    if (days < 1)
        return quen__fail(ctx, QUEN_ERR_NUMERIC,
                          "churn: a log of %lld day%s, from %s on, is too short: 61 are "
                          "needed for a horizon of one day",
                          (long long)length, length == 1 ? "" : "s", from);
    return quen__fail(ctx, QUEN_ERR_NUMERIC,
                      "churn: a log of %lld days, from %s on, is too short for a horizon "
                      "of %g days: the longest that it can carry is %lld days",
                      (long long)length, from, horizon, (long long)days);
}

/* Without a cut-off of the caller's own, an earlier origin must tell how good this is. */
static quen_status check_history(quen_context *ctx, const training *l, int64_t known)
{
    int64_t history = l->info.cutoff_s - l->first_s;
    int64_t judged =
        l->options->cutoff_s == INT64_MIN ? steps_before(l->info.horizon_s) : 0;
    if (history - judged < QUEN__CHURN_HISTORY)
        return too_short(ctx, l, known);
    return QUEN_OK;
}

static quen_status set_cutoff(quen_context *ctx, training *l)
{
    quen_order_totals totals;
    quen_zone clock;
    char day[QUEN__DAY_WORDS], other[QUEN__DAY_WORDS];
    const quen_churn_options *o = l->options;
    int64_t end = quen__orders_moment(l->orders, INT64_MIN), horizon = o->horizon_s;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(l->orders, &totals);
    int64_t known = l->now_s < end ? l->now_s : end; /* of what came */
    int64_t cutoff = o->cutoff_s == INT64_MIN ? known - horizon : o->cutoff_s;
    l->first_s = totals.first_s;
    l->info = (quen__churn_info){.cutoff_s = cutoff, .horizon_s = horizon};
    l->info.active_s = o->active_s;
    l->info.period_s = o->period_s;
    quen_orders_get_clock(l->orders, &clock);
    l->info.utc_offset_s = quen__clock_kept(&clock, o->utc_offset_s);
    l->info.now_s = l->now_s;
    if (totals.customers == 0)
        return quen__fail(ctx, QUEN_ERR_NUMERIC, "churn: nobody ordered");
    if (o->cutoff_s != INT64_MIN && cutoff <= totals.first_s)
        return quen__fail(ctx, QUEN_ERR_NUMERIC,
                          "churn: nobody ordered before the cut-off, %s",
                          quen__calendar_day_words(cutoff, day));
    if (known - cutoff < horizon)
        return quen__fail(ctx, QUEN_ERR_NUMERIC,
                          "churn: %s %s, before cut-off + horizon, %s",
                          known < end ? "now is" : "the log ends on",
                          quen__calendar_day_words(known, day),
                          quen__calendar_day_words(cutoff + horizon, other));
    return check_history(ctx, l, known);
}

/* --- the columns --- */

/* Counts, sums of money: columns keep their numbers for ever. */
static uint8_t form_of(const quen__schema_column *column)
{
    if (column->kind != QUEN__COLUMN_BUILTIN)
        return QUEN__CHURN_AS_IS;
    switch (column->source) {
    case QUEN__TENURE_DAYS:
    case QUEN__GAP_DAYS_MEAN:
    case QUEN__GAP_CV:
        return QUEN__CHURN_LEFT_OUT;
    case QUEN__ORDERS:
    case QUEN__LINES:
    case QUEN__DISTINCT_ITEMS:
    case QUEN__QUANTITY:
    case QUEN__REVENUE:
    case QUEN__ORDER_VALUE_MEAN:
    case QUEN__ORDER_VALUE_STD:
        return QUEN__CHURN_LOG1P;
    default:
        return QUEN__CHURN_AS_IS;
    }
}

static quen_status set_forms(training *l, const quen__schema *schema)
{
    quen__churn_rule *rule = &l->stack.rule;
    size_t n = schema->n_columns;
    l->forms = quen__temp_zero(l->temp, n + QUEN__RHYTHM_COLUMNS, sizeof *l->forms);
    if (!l->forms)
        return QUEN_ERR_MEMORY;
    for (size_t j = 0; j < n; j++)
        l->forms[j] = form_of(&schema->columns[j]);
    *rule = (quen__churn_rule){.schema = schema, .forms = l->forms, .shop_gap = 1};
    rule->horizon_days = (double)l->options->horizon_s / (double)DAY;
    quen__churn_find_places(schema, &rule->places);
    return QUEN_OK;
}

/* Leave out all but recency. */
static void use_recency_alone(training *l)
{
    size_t n = l->stack.rule.schema->n_columns;
    memset(l->forms, QUEN__CHURN_LEFT_OUT, n + QUEN__RHYTHM_COLUMNS);
    l->forms[l->stack.rule.places.recency] = QUEN__CHURN_AS_IS;
    l->forms[n + QUEN__RHYTHM_LOG_RECENCY] = QUEN__CHURN_AS_IS;
}

/* --- the stack --- */

static quen_status fill_stack(training *l)
{
    quen__churn_stack *stack = &l->stack;
    quen__log log;
    quen_status status = quen__orders_log(l->temp->ctx, l->orders, &log);
    if (status != QUEN_OK)
        return status;
    stack->orders = l->orders;
    stack->options = l->options;
    stack->horizon_s = l->info.horizon_s;
    stack->now_s = l->now_s;
    stack->active = quen__churn_count_active(&log, l->info.cutoff_s, l->info.active_s);
    status = quen__churn_stack_fill(l->temp, stack, l->info.cutoff_s, l->first_s);
    if (status == QUEN_OK) {
        l->info.customers = stack->origins[0].customers;
        l->info.churned = stack->origins[0].churned;
    }
    return status;
}

static quen_status judge(training *l)
{
    quen_status status = quen__churn_side_own(l->temp, &l->stack, &l->own);
    if (status == QUEN_OK)
        status = quen__churn_side_alone(l->temp, &l->stack, &l->alone);
    if (status == QUEN_OK)
        status = quen__churn_judge(l->temp, &l->own, &l->alone, &l->info);
    return status;
}

/* --- the model --- */

static quen_status build(const training *l, const quen__churn_side *side,
                         const quen_logit *logit, quen_churn **out)
{
    quen_context *ctx = l->temp->ctx;
    char note[QUEN__CHURN_NOTE_ROOM];
    quen_churn parts = {.info = &l->info,
                        .forms = l->forms,
                        .drifts = side->learned,
                        .n_columns = side->columns,
                        .origins = l->stack.origins,
                        .note = note,
                        .n_origins = l->stack.n_origins,
                        .schema = *l->stack.rule.schema,
                        .logit = *logit};
    quen__section rows[QUEN__CHURN_SECTIONS];
    quen__image image;
    parts.note_size =
        quen__churn_write_note(&l->info, l->stack.origins, l->stack.n_origins, note);
    quen__churn_sections(&parts, 0, rows);
    quen_status status =
        quen__image_build(ctx, QUEN__KIND_CHURN, rows, QUEN__CHURN_SECTIONS, &image);
    if (status != QUEN_OK)
        return status;
    quen__image_seal(ctx, &image);
    *out = quen__model_adopt(ctx, &quen__churn_kind, &image, &status);
    return status;
}

/* Learn from all origins, and look at the customers of now. */
static quen_status finish(training *l, quen_churn **out)
{
    quen_context *ctx = l->temp->ctx;
    quen__churn_side *side = quen__churn_is_alone(&l->info) ? &l->alone : &l->own;
    quen_logit *logit = NULL;
    quen_status status =
        quen__churn_learn(ctx, side, 0, quen__churn_stack_last(&l->stack, 0), 0, &logit);
    if (status != QUEN_OK)
        return status;
    if (side->alone)
        use_recency_alone(l);
    l->info.shop_gap = l->stack.rule.shop_gap;
    status = quen__churn_look_at(l->temp, &l->stack, side, logit, &l->info);
    if (status == QUEN_OK)
        status = build(l, side, logit, out);
    quen_logit_free(logit);
    return status;
}

static quen_status learn(training *l, const quen__schema *schema, quen_churn **out)
{
    quen_status status = set_cutoff(l->temp->ctx, l);
    if (status == QUEN_OK)
        status = set_forms(l, schema);
    if (status == QUEN_OK)
        status = fill_stack(l);
    if (status == QUEN_OK)
        status = judge(l);
    return status == QUEN_OK ? finish(l, out) : status;
}

/* The customers of now, whose columns are the model's from here on. */
static void hand_over(training *l, const quen_churn *churn, quen_features **now)
{
    quen_features *features = l->stack.now;
    if (!churn || !now) {
        quen_features_free(features);
        return;
    }
    features->schema = churn->schema;
    memset(&features->schema.image, 0, sizeof features->schema.image);
    *now = features;
}

quen_status quen__churn_fit(quen_context *ctx, const quen_orders *orders,
                            const quen_churn_options *given, int64_t now_s,
                            quen_churn **out, quen_features **now)
{
    quen_churn_options options = defaults();
    quen__log log;
    quen__schema schema;
    *out = NULL;
    if (now)
        *now = NULL;
    quen_status status =
        quen__options_read(ctx, &options, sizeof options, given, "churn");
    if (status == QUEN_OK)
        status = check_options(ctx, &options);
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status == QUEN_OK)
        status = quen__schema_build(ctx, log.has_money, options.attributes,
                                    options.n_attributes, &schema);
    if (status != QUEN_OK)
        return status;
    quen__temp temp = QUEN__TEMP(ctx);
    training l = {.temp = &temp, .orders = orders, .options = &options};
    l.now_s = quen__orders_moment(orders, now_s);
    status = learn(&l, &schema, out);
    hand_over(&l, *out, now);
    quen__temp_close(&temp);
    quen__schema_free(&schema);
    return status;
}

quen_status quen_churn_fit(quen_context *ctx, const quen_orders *orders,
                           const quen_churn_options *options, quen_churn **out)
{
    return quen__churn_fit(ctx, orders, options, INT64_MIN, out, NULL);
}
