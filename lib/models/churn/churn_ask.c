/*
 * Asking a churn model. A risk is the regression's probability for the features that a
 * customer has now, held to the range that was learned; its reasons are the terms that
 * lift the log odds most above those of the average customer the model learned from.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "core/parallel.h"
#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "models/churn/churn.h"

/* --- customers at a moment --- */

int quen__churn_is_active(const quen__log *log, uint32_t customer, int64_t now,
                          int64_t active_s)
{
    int64_t last;
    return quen__log_last_visit(log, customer, now, &last) && now - last <= active_s;
}

size_t quen__churn_count_active(const quen__log *log, int64_t now, int64_t active_s)
{
    size_t n = 0;
    for (uint32_t customer = 0; customer < log->n_customers; customer++)
        n += (size_t)quen__churn_is_active(log, customer, now, active_s);
    return n;
}

quen_status quen__churn_population_find(quen__temp *temp, const quen_orders *orders,
                                        const quen_features *features, int64_t active_s,
                                        quen__churn_population *out)
{
    *out = (quen__churn_population){.features = features};
    quen_status status = quen__orders_log(temp->ctx, orders, &out->log);
    if (status != QUEN_OK)
        return status;
    out->rows = quen__temp_new(temp, features->rows, sizeof *out->rows);
    if (!out->rows)
        return QUEN_ERR_MEMORY;
    for (size_t row = 0; row < features->rows; row++)
        if (quen__churn_is_active(&out->log, features->customers[row], features->now,
                                  active_s))
            out->rows[out->n++] = (uint32_t)row;
    return QUEN_OK;
}

/* --- prediction --- */

static quen_churn_predict_options defaults(void)
{
    quen_churn_predict_options options = {.struct_size = sizeof options};
    options.now_s = INT64_MIN;
    return options;
}

void quen_churn_predict_options_init(quen_churn_predict_options *options, size_t size)
{
    quen_churn_predict_options initial = defaults();
    quen__options_init(options, size, &initial, sizeof initial);
}

/* Keep the QUEN_CHURN_REASONS largest effects above 0, ties by term. */
static void add_reason(quen_churn_risk *risk, uint32_t term, double effect)
{
    uint32_t at = risk->n_reasons;
    if (!(effect > 0))
        return;
    while (at > 0 && effect > risk->effects[at - 1])
        at--;
    if (at == QUEN_CHURN_REASONS)
        return;
    if (risk->n_reasons < QUEN_CHURN_REASONS)
        risk->n_reasons++;
    for (uint32_t i = risk->n_reasons - 1; i > at; i--) {
        risk->effects[i] = risk->effects[i - 1];
        risk->reasons[i] = risk->reasons[i - 1];
    }
    risk->effects[at] = effect;
    risk->reasons[at] = term;
}

/* Whether a value is known is part of what its feature says, not a reason of its own. */
static void add_reasons(quen_churn_risk *risk, const quen_logit *logit, double *effects)
{
    uint32_t columns = (uint32_t)quen_logit_n_columns(logit);
    for (uint32_t term = columns; term < logit->terms; term++)
        effects[logit->indicators[term - columns]] += effects[term];
    for (uint32_t column = 0; column < columns; column++)
        add_reason(risk, column, effects[column]);
}

typedef struct question {
    const quen_churn *churn;
    const quen__churn_population *people;
    quen__chunks chunks;
    quen__churn_rule rule;
    double *x;       /* workers x columns: a row of the regression */
    double *effects; /* workers x terms */
    quen_churn_risk *risks;
} question;

static void take_row(const question *q, const double *features, double *x)
{
    quen__churn_clock clock = quen__churn_read_clock(&q->rule.places, features);
    size_t taken = quen__churn_take(&q->rule, features, x);
    quen__churn_take_rhythm(&q->rule, &clock, x + taken);
    quen__churn_hold(q->churn->drifts, q->churn->n_columns, x);
}

static quen__churn_rule rule_of(const quen_churn *churn)
{
    const quen__churn_info *info = churn->info;
    return (quen__churn_rule){&churn->schema, churn->forms, churn->places, info->shop_gap,
                              (double)info->horizon_s / 86400.0};
}

static void answer(void *user, size_t chunk, unsigned worker)
{
    const question *q = user;
    const quen_features *features = q->people->features;
    const quen_logit *logit = &q->churn->logit;
    size_t columns = q->churn->n_columns;
    double *x = q->x + worker * columns, *effects = q->effects + worker * logit->terms;
    quen__range range = quen__chunk_range(&q->chunks, chunk);
    for (size_t i = range.first; i < range.last; i++) {
        size_t row = q->people->rows[i];
        quen_churn_risk risk = {.customer = features->customers[row]};
        take_row(q, features->matrix + row * features->schema.n_columns, x);
        risk.risk = quen__logit_probability(logit, x);
        quen__logit_effects(logit, x, effects);
        add_reasons(&risk, logit, effects);
        q->risks[i] = risk;
    }
}

quen_status quen__churn_predict_features(quen_context *ctx, const quen_churn *churn,
                                         const quen_orders *orders,
                                         const quen_features *features,
                                         quen_churn_risk *risks, size_t *count)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__churn_population people;
    question q = {
        .churn = churn, .people = &people, .rule = rule_of(churn), .risks = risks};
    *count = 0;
    quen_status status = quen__churn_population_find(&temp, orders, features,
                                                     churn->info->active_s, &people);
    if (status == QUEN_OK) {
        q.chunks = quen__cut(people.n, 256);
        q.x = quen__temp_new(&temp, churn->n_columns, ctx->threads * sizeof *q.x);
        q.effects =
            quen__temp_new(&temp, churn->logit.terms, ctx->threads * sizeof *q.effects);
        status = q.x && q.effects ? QUEN_OK : QUEN_ERR_MEMORY;
    }
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, q.chunks.count, answer, &q, "churn", 0, 1);
    if (status == QUEN_OK)
        *count = people.n;
    quen__temp_close(&temp);
    return status;
}

quen_status quen__churn_features(quen_context *ctx, const quen_churn *churn,
                                 const quen_orders *orders, int64_t now_s,
                                 const quen_attribute *attributes, size_t n_attributes,
                                 quen_features **out)
{
    quen__features_moment moment = {quen__orders_moment(orders, now_s),
                                    churn->info->period_s,
                                    (int32_t)churn->info->utc_offset_s};
    return quen__features_build(ctx, orders, &moment, &churn->schema, attributes,
                                n_attributes, out);
}

/* How many customers are active, and whether they find room. */
static quen_status count_risks(quen_context *ctx, const quen_churn *churn,
                               const quen_orders *orders, int64_t now_s, size_t capacity,
                               size_t *count)
{
    quen__log log;
    int64_t now = quen__orders_moment(orders, now_s);
    quen_status status = quen__orders_log(ctx, orders, &log);
    if (status == QUEN_OK)
        status = quen__calendar_check_moment(ctx, "churn", now);
    if (status != QUEN_OK)
        return status;
    *count = quen__churn_count_active(&log, now, churn->info->active_s);
    if (*count > capacity)
        return quen__bad_argument(
            ctx, "churn: %zu customers are active, but there is room for %zu", *count,
            capacity);
    return QUEN_OK;
}

/* Copied at the end: a call that is cancelled leaves the caller's room as it was. */
static quen_status predict_into(quen_context *ctx, const quen_churn *churn,
                                const quen_orders *orders, const quen_features *features,
                                size_t n, quen_churn_risk *risks, size_t *count)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_churn_risk *all = quen__temp_new(&temp, n, sizeof *all);
    quen_status status = all ? QUEN_OK : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__churn_predict_features(ctx, churn, orders, features, all, count);
    if (status == QUEN_OK && *count > 0)
        memcpy(risks, all, *count * sizeof *all);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_churn_predict(quen_context *ctx, const quen_churn *churn,
                               const quen_orders *orders,
                               const quen_churn_predict_options *given,
                               quen_churn_risk *risks, size_t capacity, size_t *count)
{
    quen_churn_predict_options options = defaults();
    quen_features *features = NULL;
    int number_alone = !risks && capacity == 0;
    *count = 0;
    quen_status status = quen__options_read_all(
        ctx, &options, sizeof options, offsetof(quen_churn_predict_options, reserved),
        given, "churn prediction");
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "churn: capacity", capacity, 1, sizeof *risks);
    if (status == QUEN_OK)
        status = count_risks(ctx, churn, orders, options.now_s,
                             number_alone ? SIZE_MAX : capacity, count);
    if (status != QUEN_OK || number_alone)
        return status;
    size_t n = *count;
    *count = 0;
    status = quen__churn_features(ctx, churn, orders, options.now_s, options.attributes,
                                  options.n_attributes, &features);
    if (status == QUEN_OK)
        status = predict_into(ctx, churn, orders, features, n, risks, count);
    quen_features_free(features);
    return status;
}
