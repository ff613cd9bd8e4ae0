/*
 * The churn model: reading it, asking it. A risk is the regression's probability for the
 * features that a customer has now; its reasons are the terms that lift the log odds most
 * above those of the average customer the model learned from.
 */
#include "models/churn/churn.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "core/parallel.h"
#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "io/check.h"

/* --- opening --- */

/* Outside 0..most; NaN is inside. */
static int beyond(double measure, double most)
{
    return measure < 0 || measure > most;
}

static quen_status check_info(quen_context *ctx, const quen__churn_info *info)
{
    if (info->cutoff_s < QUEN_TIME_MIN || info->cutoff_s > QUEN_TIME_MAX + 1)
        return quen__bad_format(ctx, "churn: the cut-off is out of range");
    if (info->horizon_s <= 0 || info->horizon_s > QUEN_TIME_MAX - QUEN_TIME_MIN)
        return quen__bad_format(ctx, "churn: the horizon is out of range");
    if (info->active_s <= 0 || info->period_s <= 0)
        return quen__bad_format(ctx, "churn: a length of time is not above 0");
    if (info->utc_offset_s < -86400 || info->utc_offset_s > 86400)
        return quen__bad_format(ctx, "churn: the shop's clock is out of range");
    if (info->churned == 0 || info->churned >= info->customers)
        return quen__bad_format(ctx, "churn: the counts of customers do not agree");
    if (beyond(info->auc, 1) || beyond(info->brier, 1) ||
        beyond(info->log_loss, DBL_MAX) || beyond(info->lift10, DBL_MAX))
        return quen__bad_format(ctx, "churn: a measure is out of range");
    return QUEN_OK;
}

static quen_status attach_parts(quen_context *ctx, const quen__image *image,
                                uint32_t base, quen_churn *churn)
{
    const void *info;
    quen_status status = quen__image_get_n(ctx, image, base + QUEN__CHURN_INFO, 8,
                                           sizeof *churn->info / 8, "churn", &info);
    if (status == QUEN_OK)
        status = check_info(ctx, info);
    if (status == QUEN_OK)
        status =
            quen__schema_attach(ctx, image, base + QUEN__CHURN_SCHEMA, &churn->schema);
    if (status == QUEN_OK)
        status = quen__model_attach(ctx, &quen__logit_kind, image,
                                    base + QUEN__CHURN_LOGIT, &churn->logit);
    if (status == QUEN_OK)
        churn->info = info;
    return status;
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    quen_churn *churn = view;
    const void *log1p;
    quen_status status = attach_parts(ctx, image, base, churn);
    if (status != QUEN_OK)
        return status;
    size_t columns = churn->schema.n_columns;
    if (quen_logit_n_columns(&churn->logit) != columns)
        return quen__bad_format(ctx,
                                "churn: %zu features and a regression of %zu columns",
                                columns, quen_logit_n_columns(&churn->logit));
    if (churn->logit.terms > UINT32_MAX)
        return quen__bad_format(ctx, "churn: %zu terms are too many", churn->logit.terms);
    status = quen__image_get_n(ctx, image, base + QUEN__CHURN_LOG1P, 1, columns,
                               "logarithms", &log1p);
    if (status == QUEN_OK)
        status = quen__check_below_byte(ctx, "logarithms", log1p, columns, 2);
    if (status == QUEN_OK)
        churn->log1p = log1p;
    return status;
}

const quen__model_kind quen__churn_kind = {QUEN__KIND_CHURN, QUEN__CHURN_SPAN, "churn",
                                           sizeof(quen_churn), attach};

QUEN__MODEL_FUNCTIONS(churn)

void quen__churn_sections(const quen_churn *churn, uint32_t base,
                          quen__section rows[QUEN__CHURN_SECTIONS])
{
    rows[0] =
        (quen__section){base + QUEN__CHURN_INFO, 8, sizeof *churn->info / 8, churn->info};
    rows[1] = (quen__section){base + QUEN__CHURN_LOG1P, 1, churn->schema.n_columns,
                              churn->log1p};
    quen__schema_sections(&churn->schema, base + QUEN__CHURN_SCHEMA, rows + 2);
    quen__logit_sections(&churn->logit, base + QUEN__CHURN_LOGIT,
                         rows + 2 + QUEN__SCHEMA_SECTIONS);
}

/* --- customers at a moment --- */

/* 1 if the customer's last order before the moment is at most active_s old. */
static int is_active(const quen__log *log, uint32_t customer, int64_t now,
                     int64_t active_s)
{
    int64_t last;
    return quen__log_last_visit(log, customer, now, &last) && now - last <= active_s;
}

static size_t count_active(const quen__log *log, int64_t now, int64_t active_s)
{
    size_t n = 0;
    for (uint32_t customer = 0; customer < log->n_customers; customer++)
        n += (size_t)is_active(log, customer, now, active_s);
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
        if (is_active(&out->log, features->customers[row], features->now, active_s))
            out->rows[out->n++] = (uint32_t)row;
    return QUEN_OK;
}

void quen__churn_take_logs(const double *x, const uint8_t *log1ps, size_t columns,
                           double *out)
{
    for (size_t j = 0; j < columns; j++)
        out[j] = !log1ps[j] ? x[j] : x[j] < 0 ? -log1p(-x[j]) : log1p(x[j]);
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
    double *x;       /* workers x columns: a row after its logarithms */
    double *effects; /* workers x terms */
    quen_churn_risk *risks;
} question;

static void answer(void *user, size_t chunk, unsigned worker)
{
    const question *q = user;
    const quen_features *features = q->people->features;
    const quen_logit *logit = &q->churn->logit;
    size_t columns = features->schema.n_columns;
    double *x = q->x + worker * columns, *effects = q->effects + worker * logit->terms;
    quen__range range = quen__chunk_range(&q->chunks, chunk);
    for (size_t i = range.first; i < range.last; i++) {
        size_t row = q->people->rows[i];
        quen_churn_risk risk = {.customer = features->customers[row]};
        quen__churn_take_logs(features->matrix + row * columns, q->churn->log1p, columns,
                              x);
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
    question q = {.churn = churn, .people = &people, .risks = risks};
    *count = 0;
    quen_status status = quen__churn_population_find(&temp, orders, features,
                                                     churn->info->active_s, &people);
    if (status == QUEN_OK) {
        q.chunks = quen__cut(people.n, 256);
        q.x = quen__temp_new(&temp, churn->schema.n_columns, ctx->threads * sizeof *q.x);
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
    *count = count_active(&log, now, churn->info->active_s);
    if (*count > capacity)
        return quen__bad_argument(
            ctx, "churn: %zu customers are active, but there is room for %zu", *count,
            capacity);
    return QUEN_OK;
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
    quen_status status =
        quen__options_read(ctx, &options, sizeof options, given, "churn prediction");
    if (status == QUEN_OK)
        status = count_risks(ctx, churn, orders, options.now_s,
                             number_alone ? SIZE_MAX : capacity, count);
    if (status != QUEN_OK || number_alone)
        return status;
    *count = 0;
    status = quen__churn_features(ctx, churn, orders, options.now_s, options.attributes,
                                  options.n_attributes, &features);
    if (status == QUEN_OK)
        status = quen__churn_predict_features(ctx, churn, orders, features, risks, count);
    quen_features_free(features);
    return status;
}

/* --- reading --- */

const char *quen_churn_feature_name(const quen_churn *churn, uint32_t term)
{
    return quen_logit_term_name(&churn->logit, term);
}

const quen_logit *quen_churn_logit(const quen_churn *churn)
{
    return &churn->logit;
}

void quen_churn_report_init(quen_churn_report *report, size_t size)
{
    quen_churn_report initial = {.struct_size = sizeof initial};
    quen__options_init(report, size, &initial, sizeof initial);
}

void quen_churn_get_report(const quen_churn *churn, quen_churn_report *report)
{
    const quen__churn_info *info = churn->info;
    quen_churn_report full = {.struct_size = sizeof full};
    full.cutoff_s = info->cutoff_s;
    full.horizon_s = info->horizon_s;
    full.customers = info->customers;
    full.churned = info->churned;
    full.auc = info->auc;
    full.log_loss = info->log_loss;
    full.brier = info->brier;
    full.lift10 = info->lift10;
    quen__options_write(report, &full, sizeof full);
}
