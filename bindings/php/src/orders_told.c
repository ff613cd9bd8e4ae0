/* What a log tells: totals, keys, units, and what the check finds. */
#include "orders.h"

static void put_moment_or_null(zend_object *to, const char *name, int64_t time_s,
                               bool known)
{
    if (known)
        pq_put_moment(pq_property(to, name), time_s);
    else
        ZVAL_NULL(pq_property(to, name));
}

static void put_totals(zval *to, const pq_object *self, const quen_order_totals *totals)
{
    zend_object *made = pq_result_new(to, pq_ce_totals).object;

    pq_add_fields(made, order_totals_fields, totals);
    pq_put_decimal(pq_property(made, "quantity"), totals->quantity,
                   self->quantity_decimals);
    put_moment_or_null(made, "first", totals->first_s, totals->lines > 0);
    put_moment_or_null(made, "last", totals->last_s, totals->lines > 0);
    if (totals->has_money || totals->lines == 0) {
        ZVAL_LONG(pq_property(made, "refundLines"), (zend_long)totals->refund_lines);
        pq_put_decimal(pq_property(made, "revenue"), totals->revenue, self->decimals);
    } else {
        ZVAL_NULL(pq_property(made, "refundLines"));
        ZVAL_NULL(pq_property(made, "revenue"));
    }
}

ZEND_METHOD(Quen_Orders, totals)
{
    PQ_BEGIN(self);
    if (pq_orders_finished(c, self)) {
        quen_order_totals totals = pq_orders_totals(self->handle->thing);
        put_totals(return_value, self, &totals);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, count)
{
    PQ_BEGIN(self);
    RETVAL_LONG((zend_long)pq_orders_totals(self->handle->thing).lines);
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, hasMoney)
{
    PQ_BEGIN(self);
    RETVAL_BOOL(pq_orders_totals(self->handle->thing).has_money);
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, decimals)
{
    PQ_BEGIN(self);
    RETVAL_LONG(self->decimals);
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, quantityDecimals)
{
    PQ_BEGIN(self);
    RETVAL_LONG(self->quantity_decimals);
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, currency)
{
    quen_money money;

    PQ_BEGIN(self);
    quen_orders_get_money(self->handle->thing, &money);
    RETVAL_STRING(money.currency);
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, utcOffset)
{
    quen_zone zone;
    int64_t last_s;
    size_t at = 0;

    PQ_BEGIN(self);
    quen_orders_get_clock(self->handle->thing, &zone);
    last_s = pq_orders_totals(self->handle->thing).last_s;
    while (at < zone.n && zone.from_s[at] <= last_s)
        at++;
    RETVAL_LONG(at ? zone.utc_offset_s[at - 1] : zone.first_offset_s);
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, returns)
{
    quen_order_rules rules;

    PQ_BEGIN(self);
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(self->handle->thing, &rules);
    RETVAL_STRING(rules.returns == QUEN_RETURNS_VISIT ? "visit" : "no_visit");
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, nobody)
{
    quen_order_rules rules;

    PQ_BEGIN(self);
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(self->handle->thing, &rules);
    array_init(return_value);
    for (size_t i = 0; i < rules.n_nobody; i++) {
        zval key, lines;
        pq_put_key(&key, rules.nobody[i]);
        ZVAL_LONG(&lines, (zend_long)quen_orders_nobody_lines(self->handle->thing, i));
        array_set_zval_key(Z_ARRVAL_P(return_value), &key, &lines);
        zval_ptr_dtor(&key);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, imported)
{
    PQ_BEGIN(self);
    RETVAL_COPY(&self->imported);
    pq_end(c);
}

/* ---- keys ---- */

void pq_customer_row(const pq_rows *rows, size_t i, zval *to)
{
    pq_put_customer(to, rows->keys, (uint32_t)i);
}

void pq_item_row(const pq_rows *rows, size_t i, zval *to)
{
    pq_put_item(to, rows->keys, (uint32_t)i);
}

ZEND_METHOD(Quen_Orders, customers)
{
    PQ_BEGIN(self);
    if (pq_orders_finished(c, self)) {
        size_t n = pq_orders_totals(self->handle->thing).customers;
        pq_rows *rows = pq_rows_new(return_value, pq_customer_row, n, n, NULL, NULL);
        rows->keys = pq_handle_share(self->handle);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, items)
{
    PQ_BEGIN(self);
    if (pq_orders_finished(c, self)) {
        size_t n = pq_orders_totals(self->handle->thing).items;
        pq_rows *rows = pq_rows_new(return_value, pq_item_row, n, n, NULL, NULL);
        rows->keys = pq_handle_share(self->handle);
    }
    pq_end(c);
}

/* ---- the check ---- */

static void check_release(void *thing)
{
    quen_check_free(thing);
}

static const pq_noun noun_check = {"check", "",   NULL, check_release,
                                   NULL,    NULL, NULL, NULL};

void pq_put_finding(zval *to, const quen_finding *finding, const pq_handle *keys,
                    const char *example, const char *sentence)
{
    zend_object *made = pq_result_new(to, pq_ce_finding).object;

    pq_add_fields(made, finding_fields, finding);
    put_moment_or_null(made, "time", finding->time_s, finding->time_s != INT64_MIN);
    ZVAL_NULL(pq_property(made, "customer"));
    if (finding->customer != UINT32_MAX)
        pq_put_customer(pq_property(made, "customer"), keys, finding->customer);
    ZVAL_STRING(pq_property(made, "example"), example);
    ZVAL_STRING(pq_property(made, "sentence"), sentence);
}

static void finding_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_check *check = rows->handle->thing;

    pq_put_finding(to, quen_check_finding(check, i), rows->keys,
                   quen_check_example(check, i), quen_check_sentence(check, i));
}

ZEND_METHOD(Quen_Orders, check)
{
    const quen_orders *orders;
    quen_check_options options;
    quen_check *check;

    PQ_BEGIN(self);
    orders = pq_orders_finished(c, self);
    if (orders && pq_read_arguments(c, &options_check, &options) &&
        pq_ok(c, quen_orders_check(c->ctx, orders, &options, &check))) {
        size_t n = quen_check_n_findings(check);
        pq_rows *rows = pq_rows_new(return_value, finding_row, n, n, NULL, NULL);
        rows->handle = pq_handle_new(&noun_check, check, NULL);
        rows->keys = pq_handle_share(c->held ? c->held : self->handle);
    }
    pq_end(c);
}
