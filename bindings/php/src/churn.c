/* Quen\Churn: who is about to leave, and why. */
#include "orders.h"

ZEND_METHOD(Quen_Churn, fit)
{
    pq_call call, *c = &call;
    quen_churn_options options;
    const pq_object *orders;
    quen_churn *churn;

    if (!pq_begin(c, execute_data))
        return;
    orders = pq_orders_argument(c, 1);
    if (orders && pq_read_arguments(c, &options_churn, &options) &&
        pq_attributes(c, "attributes", pq_customer_kind(orders->handle),
                      &options.attributes, &options.n_attributes) &&
        pq_ok(c, quen_churn_fit(c->ctx, c->log, &options, &churn)))
        pq_make(return_value, &noun_churn, churn, NULL);
    pq_end(c);
}

static void risk_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_churn_risk *risk = (const quen_churn_risk *)rows->data + i;
    pq_result r = pq_result_new(to, pq_ce_churn_risk);
    zval *reasons;

    pq_put_customer(pq_add(&r), rows->keys, risk->customer);
    pq_add_double(&r, risk->risk);
    reasons = pq_add(&r);
    array_init_size(reasons, risk->n_reasons);
    for (uint32_t j = 0; j < risk->n_reasons; j++)
        add_assoc_double(reasons,
                         quen_churn_feature_name(rows->handle->thing, risk->reasons[j]),
                         risk->effects[j]);
}

ZEND_METHOD(Quen_Churn, predict)
{
    quen_churn_predict_options options;
    quen_churn_risk *risks;
    const pq_object *orders;
    size_t room, n;

    PQ_BEGIN(self);
    orders = pq_orders_argument(c, 1);
    if (orders && pq_read_arguments(c, &options_churn_predict, &options) &&
        pq_attributes(c, "attributes", pq_customer_kind(orders->handle),
                      &options.attributes, &options.n_attributes)) {
        room = pq_orders_totals(c->log).customers;
        risks = safe_emalloc(room + 1, sizeof *risks, 0);
        if (pq_ok(c, quen_churn_predict(c->ctx, self->handle->thing, c->log, &options,
                                        risks, room, &n))) {
            pq_rows *rows = pq_rows_new(return_value, risk_row, n, n, NULL, risks);
            rows->handle = pq_handle_share(self->handle);
            rows->keys = pq_handle_share(c->held);
        } else {
            efree(risks);
        }
    }
    pq_end(c);
}

/* ---- what it tells ---- */

ZEND_METHOD(Quen_Churn, report)
{
    quen_churn_report report;
    zend_object *made;

    PQ_BEGIN(self);
    quen_churn_report_init(&report, sizeof report);
    quen_churn_get_report(self->handle->thing, &report);
    made = pq_result_new(return_value, pq_ce_churn_report).object;
    pq_add_fields(made, churn_report_fields, &report);
    if (!report.judged)
        ZVAL_NULL(pq_property(made, "better"));
    pq_end(c);
}

static void origin_row(const pq_rows *rows, size_t i, zval *to)
{
    pq_add_fields(pq_result_new(to, pq_ce_churn_origin).object, churn_origin_fields,
                  quen_churn_origin_summary(rows->handle->thing, (uint32_t)i));
}

ZEND_METHOD(Quen_Churn, origins)
{
    PQ_BEGIN(self);
    size_t n = quen_churn_n_origins(self->handle->thing);
    pq_rows_new(return_value, origin_row, n, n, self, NULL);
    pq_end(c);
}

static void drift_row(const pq_rows *rows, size_t i, zval *to)
{
    zend_object *made = pq_result_new(to, pq_ce_churn_drift).object;
    uint32_t feature = (uint32_t)i;

    pq_add_fields(made, churn_drift_fields,
                  quen_churn_feature_drift(rows->handle->thing, feature));
    ZVAL_STRING(pq_property(made, "feature"),
                quen_churn_feature_name(rows->handle->thing, feature));
}

ZEND_METHOD(Quen_Churn, drift)
{
    PQ_BEGIN(self);
    size_t n = quen_churn_n_features(self->handle->thing);
    pq_rows_new(return_value, drift_row, n, n, self, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_Churn, logit)
{
    PQ_BEGIN(self);
    pq_make_part(return_value, &noun_logit, quen_churn_logit(self->handle->thing), self);
    pq_end(c);
}

ZEND_METHOD(Quen_Churn, summary)
{
    double level;

    PQ_BEGIN(self);
    if (pq_level(c, &level))
        pq_put_coefficients(c, return_value, quen_churn_logit(self->handle->thing),
                            self->handle, level);
    pq_end(c);
}
