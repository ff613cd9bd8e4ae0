/* Quen\Features: a row of numbers for each customer. */
#include "orders.h"

ZEND_METHOD(Quen_Features, __construct)
{
    pq_object *self = PQ_OBJECT(Z_OBJ_P(ZEND_THIS));
    pq_call call, *c = &call;
    quen_features_options options;
    quen_features *features;
    const pq_object *orders;

    (void)return_value;
    if (self->handle) {
        zend_throw_error(NULL, "Quen\\Features: constructed already");
        return;
    }
    if (!pq_begin(c, execute_data))
        return;
    orders = pq_orders_argument(c, 1);
    if (orders && pq_read_arguments(c, &options_features, &options) &&
        pq_attributes(c, "attributes", pq_customer_kind(orders->handle),
                      &options.attributes, &options.n_attributes) &&
        pq_ok(c, quen_features_new(c->ctx, c->log, &options, &features))) {
        self->handle = pq_handle_new(&noun_features, features, NULL);
        self->keys = pq_handle_share(c->held);
        self->decimals = orders->decimals;
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Features, units)
{
    const quen_features *features;

    PQ_BEGIN(self);
    features = self->handle->thing;
    array_init(return_value);
    for (size_t i = 0; i < quen_features_n_columns(features); i++)
        add_assoc_string(return_value, quen_features_column_name(features, i),
                         quen_features_column_unit(features, i));
    pq_end(c);
}

static void customer_row(const pq_rows *rows, size_t i, zval *to)
{
    pq_put_customer(to, rows->keys, quen_features_customers(rows->handle->thing)[i]);
}

ZEND_METHOD(Quen_Features, customers)
{
    PQ_BEGIN(self);
    size_t n = quen_features_n_rows(self->handle->thing);
    pq_rows_new(return_value, customer_row, n, n, self, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_Features, matrix)
{
    const quen_features *features;

    PQ_BEGIN(self);
    features = self->handle->thing;
    pq_put_double_rows(return_value, quen_features_matrix(features),
                       quen_features_n_rows(features), quen_features_n_columns(features));
    pq_end(c);
}

ZEND_METHOD(Quen_Features, packed)
{
    const quen_features *features;

    PQ_BEGIN(self);
    features = self->handle->thing;
    RETVAL_STRINGL((const char *)quen_features_matrix(features),
                   quen_features_n_rows(features) * quen_features_n_columns(features) *
                       sizeof(double));
    pq_end(c);
}

/* The place of a column; false with an exception. */
static bool find_column(const quen_features *features, const zend_string *name,
                        size_t *column)
{
    const char *other;

    for (*column = 0; (other = quen_features_column_name(features, *column)) != NULL;
         ++*column)
        if (zend_string_equals_cstr(name, other, strlen(other)))
            return true;
    pq_refuse("features: there is no column \"%s\"", ZSTR_VAL(name));
    return false;
}

ZEND_METHOD(Quen_Features, column)
{
    zend_string *name;
    size_t column;

    PQ_BEGIN(self);
    const quen_features *features = self->handle->thing;
    if (pq_string(c, 1, &name) && find_column(features, name, &column)) {
        size_t n = quen_features_n_rows(features), d = quen_features_n_columns(features);
        array_init_size(return_value, (uint32_t)n);
        for (size_t i = 0; i < n; i++)
            add_next_index_double(return_value,
                                  quen_features_matrix(features)[i * d + column]);
    }
    pq_end(c);
}

/* The row of a customer's number; false with an exception. */
static bool find_row(const quen_features *features, uint32_t number, size_t *row)
{
    if (pq_find_number(quen_features_customers(features), quen_features_n_rows(features),
                       number, row))
        return true;
    pq_raise(QUEN_ERR_NOT_FOUND, "features: the customer was not there at the moment");
    return false;
}

ZEND_METHOD(Quen_Features, row)
{
    uint32_t number;
    size_t row;

    PQ_BEGIN(self);
    const quen_features *features = self->handle->thing;
    if (pq_customer_number(c, self->keys, PQ_ARG(c, 1), 0, &number) &&
        find_row(features, number, &row)) {
        size_t d = quen_features_n_columns(features);
        array_init_size(return_value, (uint32_t)d);
        for (size_t i = 0; i < d; i++)
            add_assoc_double(return_value, quen_features_column_name(features, i),
                             quen_features_matrix(features)[row * d + i]);
    }
    pq_end(c);
}
