/* Quen\Lifetime: who is a customer still, what they will order, and when. */
#include <math.h>

#include "orders.h"

/* ---- fits ---- */

ZEND_METHOD(Quen_Lifetime, fit)
{
    pq_call call, *c = &call;
    quen_lifetime_options options;
    const pq_object *orders;
    quen_lifetime *lifetime;

    if (!pq_begin(c, execute_data))
        return;
    orders = pq_orders_argument(c, 1);
    if (orders && pq_read_arguments(c, &options_lifetime, &options) &&
        pq_ok(c, quen_lifetime_fit(c->ctx, c->log, &options, &lifetime)))
        pq_make(return_value, &noun_lifetime, lifetime, c->held)->decimals =
            orders->decimals;
    pq_end(c);
}

typedef struct rows {
    const double *x, *t_x, *t, *value, *log_gaps; /* the last two may be NULL */
    size_t n;
} rows;

static bool take_column(pq_call *c, const zval *given, const char *name,
                        const double **to, size_t n)
{
    size_t found;

    return pq_doubles(c, given, name, to, &found) && pq_length(name, found, n);
}

/* One that may be left out, and is NULL then. */
static bool take_given(pq_call *c, const char *name, const double **to, size_t n)
{
    const zval *given = pq_given(c, name);

    *to = NULL;
    return !given || take_column(c, given, name, to, n);
}

/*
 * The columns of rows, of which the first is argument `first`; money in 10^-decimals.
 * False with an exception.
 */
static bool take_rows(pq_call *c, uint32_t first, int decimals, rows *r)
{
    double unit = pow(10, decimals), *scaled;

    if (!pq_doubles(c, PQ_ARG(c, first), "x", &r->x, &r->n) ||
        !take_column(c, PQ_ARG(c, first + 1), "tX", &r->t_x, r->n) ||
        !take_column(c, PQ_ARG(c, first + 2), "t", &r->t, r->n) ||
        !take_given(c, "logGaps", &r->log_gaps, r->n) ||
        !take_given(c, "value", &r->value, r->n))
        return false;
    if (r->value && decimals > 0) {
        scaled = pq_memory_of(r->n + 1, sizeof *scaled);
        for (size_t i = 0; i < r->n; i++)
            scaled[i] = r->value[i] * unit;
        r->value = scaled;
    }
    return true;
}

ZEND_METHOD(Quen_Lifetime, fitRows)
{
    pq_call call, *c = &call;
    quen_lifetime_options options;
    quen_lifetime *lifetime;
    rows r;

    if (!pq_begin(c, execute_data))
        return;
    if (take_rows(c, 1, 0, &r) && pq_read_arguments(c, &options_lifetime, &options) &&
        pq_ok(c, quen_lifetime_fit_rows(c->ctx, r.x, r.t_x, r.t, r.log_gaps, r.value, r.n,
                                        &options, &lifetime)))
        pq_make(return_value, &noun_lifetime, lifetime, NULL)->decimals = 0;
    pq_end(c);
}

/* ---- futures ---- */

static void future_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_lifetime_future *f = (const quen_lifetime_future *)rows->data + i;
    pq_result r = pq_result_new(to, pq_ce_lifetime_future);

    pq_put_customer(pq_add(&r), rows->keys, f->customer);
    pq_add_double(&r, f->alive);
    pq_add_double(&r, f->orders);
    pq_add_worth(&r, f->value, rows->decimals);
    pq_add_bool(&r, f->regular != 0);
    for (int quartile = 0; quartile < 3; quartile++)
        pq_add_double(&r, f->wait[quartile]);
    for (int quartile = 0; quartile < 3; quartile++)
        pq_add_double(&r, f->wait_within[quartile]);
}

/* Whether money can be told: there is none, or its digits are known. */
static bool knows_money(const pq_object *self)
{
    int decimals;

    return !quen_lifetime_value(self->handle->thing) || pq_decimals(self, &decimals);
}

static bool take_horizon(pq_call *c, double *horizon)
{
    return pq_double(PQ_ARG(c, 1), horizon) || pq_wrong_type(1, "float", PQ_ARG(c, 1));
}

/* The numbers of customers whose keys are given, or NULL for all. */
static bool take_customers(pq_call *c, const pq_object *self, const uint32_t **to,
                           size_t *n)
{
    const zval *given = pq_given(c, "customers");
    size_t most = quen_lifetime_n_customers(self->handle->thing);
    uint32_t *numbers;
    zval *key;

    *to = NULL;
    *n = most;
    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, "customers", "a list of customers", given);
    *n = zend_hash_num_elements(Z_ARRVAL_P(given));
    *to = numbers = pq_memory_of(*n + 1, sizeof *numbers);
    c->row = 0;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), key)
    {
        ZVAL_DEREF(key);
        if (!pq_customer_number(c, self->keys, key, most, &numbers[c->row]))
            return false;
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

/* Futures, which are taken, as rows; `keys` of NULL: they are numbered. */
static void put_futures(zval *to, quen_status status, pq_call *c,
                        quen_lifetime_future *futures, size_t n, const pq_object *self,
                        pq_handle *keys)
{
    pq_rows *made;

    if (!pq_ok(c, status)) {
        efree(futures);
        return;
    }
    made = pq_rows_new(to, future_row, n, n, NULL, futures);
    made->keys = pq_handle_share(keys);
    made->decimals = self->decimals;
}

ZEND_METHOD(Quen_Lifetime, predict)
{
    quen_lifetime_future *futures;
    const uint32_t *customers;
    double horizon;
    size_t n;

    PQ_BEGIN(self);
    if (take_horizon(c, &horizon) && knows_money(self) &&
        take_customers(c, self, &customers, &n)) {
        futures = safe_emalloc(n + 1, sizeof *futures, 0);
        put_futures(return_value,
                    quen_lifetime_predict(c->ctx, self->handle->thing, horizon, customers,
                                          n, futures),
                    c, futures, n, self, self->keys);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Lifetime, predictRows)
{
    quen_lifetime_future *futures;
    double horizon;
    rows r;

    PQ_BEGIN(self);
    if (take_horizon(c, &horizon) && knows_money(self) &&
        take_rows(c, 2, self->decimals, &r)) {
        futures = safe_emalloc(r.n + 1, sizeof *futures, 0);
        put_futures(return_value,
                    quen_lifetime_predict_rows(c->ctx, self->handle->thing, horizon, r.x,
                                               r.t_x, r.t, r.value, r.n, futures),
                    c, futures, r.n, self, NULL);
    }
    pq_end(c);
}

/* ---- what it tells ---- */

static void put_named(zval *to, const quen_lifetime *lifetime, const double *values)
{
    size_t n = quen_lifetime_n_parameters(lifetime);

    array_init_size(to, (uint32_t)n);
    for (uint32_t i = 0; i < n; i++)
        add_assoc_double(to, quen_lifetime_parameter_name(lifetime, i), values[i]);
}

ZEND_METHOD(Quen_Lifetime, parameters)
{
    PQ_BEGIN(self);
    put_named(return_value, self->handle->thing,
              quen_lifetime_parameters(self->handle->thing));
    pq_end(c);
}

ZEND_METHOD(Quen_Lifetime, standardErrors)
{
    PQ_BEGIN(self);
    put_named(return_value, self->handle->thing,
              quen_lifetime_standard_errors(self->handle->thing));
    pq_end(c);
}

ZEND_METHOD(Quen_Lifetime, value)
{
    PQ_BEGIN(self);
    const double *value = quen_lifetime_value(self->handle->thing);
    size_t n = quen_lifetime_n_customers(self->handle->thing);
    if (value && knows_money(self)) {
        double unit = pow(10, self->decimals);
        array_init_size(return_value, (uint32_t)n);
        for (size_t i = 0; i < n; i++)
            add_next_index_double(return_value, value[i] / unit);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Lifetime, report)
{
    quen_lifetime_report report;
    zend_object *made;

    PQ_BEGIN(self);
    quen_lifetime_report_init(&report, sizeof report);
    quen_lifetime_get_report(self->handle->thing, &report);
    made = pq_result_new(return_value, pq_ce_lifetime_report).object;
    pq_add_fields(made, lifetime_report_fields, &report);
    if (report.now_s == 0)
        pq_put_null(made, "now");
    if (!report.judged) {
        pq_put_null(made, "better");
        pq_put_null(made, "start");
        pq_put_null(made, "end");
    }
    pq_end(c);
}
