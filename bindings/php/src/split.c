/* Quen\Split: parts of a log to learn from, and parts to be judged by. */
#include "orders.h"

/* ---- making ---- */

/* A moment for each customer; null is never. */
static bool take_moments(pq_call *c, const zval *given, quen_split_options *options)
{
    int64_t *copy;
    zval *value;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_int64s(c, given, "moments", &options->moments, &options->n_moments);
    options->n_moments = zend_hash_num_elements(Z_ARRVAL_P(given));
    options->moments = copy = pq_memory_of(options->n_moments + 1, sizeof *copy);
    c->row = 0;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), value)
    {
        ZVAL_DEREF(value);
        copy[c->row] = INT64_MAX;
        if (Z_TYPE_P(value) != IS_NULL && !pq_moment(c, value, "moments", &copy[c->row]))
            return false;
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

ZEND_METHOD(Quen_Split, __construct)
{
    pq_object *self = PQ_OBJECT(Z_OBJ_P(ZEND_THIS));
    pq_call call, *c = &call;
    quen_split_options options;
    const pq_object *orders;
    quen_split *split;

    (void)return_value;
    if (self->handle) {
        zend_throw_error(NULL, "Quen\\Split: constructed already");
        return;
    }
    if (!pq_begin(c, execute_data))
        return;
    orders = pq_orders_argument(c, 1);
    if (orders && pq_read_arguments(c, &options_split, &options) &&
        take_moments(c, pq_given(c, "moments"), &options) &&
        pq_ok(c, quen_split_new(c->ctx, c->log, &options, &split))) {
        self->handle = pq_handle_new(&noun_split, split, NULL);
        self->keys = pq_handle_share(c->held);
    }
    pq_end(c);
}

/* ---- what it tells ---- */

static void put_basket(zval *to, const quen_csr *csr, size_t row)
{
    uint64_t first = csr->row_start[row], end = csr->row_start[row + 1];

    array_init_size(to, (uint32_t)(end - first));
    for (uint64_t i = first; i < end; i++)
        add_next_index_long(to, csr->column[i]);
}

static void train_row(const pq_rows *rows, size_t i, zval *to)
{
    put_basket(to, quen_split_train(rows->handle->thing), i);
}

static void held_out_row(const pq_rows *rows, size_t i, zval *to)
{
    put_basket(to, quen_split_held_out(rows->handle->thing), i);
}

const quen_csr *pq_split_matrix(const zval *value)
{
    const pq_rows *rows;

    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != pq_ce_rows)
        return NULL;
    rows = PQ_ROWS(Z_OBJ_P(value));
    if (rows->row == train_row)
        return quen_split_train(rows->handle->thing);
    return rows->row == held_out_row ? quen_split_held_out(rows->handle->thing) : NULL;
}

static void moment_row(const pq_rows *rows, size_t i, zval *to)
{
    int64_t moment = quen_split_moments(rows->handle->thing)[i];

    ZVAL_NULL(to);
    if (moment != INT64_MAX)
        pq_put_moment(to, moment);
}

/* A method that gives a row for each customer, or item. */
#define ROWS(method, row, number)                                                        \
    ZEND_METHOD(Quen_Split, method)                                                      \
    {                                                                                    \
        PQ_BEGIN(self);                                                                  \
        size_t n = number(self->handle->thing);                                          \
        pq_rows_new(return_value, row, n, n, self, NULL);                                \
        pq_end(c);                                                                       \
    }

ROWS(train, train_row, quen_split_n_customers)
ROWS(heldOut, held_out_row, quen_split_n_customers)
ROWS(moments, moment_row, quen_split_n_customers)
ROWS(customers, pq_customer_row, quen_split_n_customers)
ROWS(items, pq_item_row, quen_split_n_items)

void pq_split_popularity(const quen_split *split, uint64_t *counts)
{
    const quen_csr *had = quen_split_train(split);

    memset(counts, 0, had->n_columns * sizeof *counts);
    for (uint64_t i = 0; i < had->row_start[had->n_rows]; i++)
        counts[had->column[i]]++;
}

ZEND_METHOD(Quen_Split, popularity)
{
    PQ_BEGIN(self);
    size_t n = quen_split_n_items(self->handle->thing);
    uint64_t *counts = pq_memory_of(n + 1, sizeof *counts);
    pq_split_popularity(self->handle->thing, counts);
    array_init_size(return_value, (uint32_t)n);
    for (size_t i = 0; i < n; i++)
        add_next_index_long(return_value, (zend_long)counts[i]);
    pq_end(c);
}

/* ---- moments in the past ---- */

static void origin_row(const pq_rows *rows, size_t i, zval *to)
{
    pq_put_moment(to, ((const int64_t *)rows->data)[i]);
}

ZEND_METHOD(Quen_Split, origins)
{
    pq_call call, *c = &call;
    quen_origins_options options;
    int64_t *origins;
    size_t n;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_orders_argument(c, 1) && pq_read_arguments(c, &options_origins, &options) &&
        pq_ok(c, quen_split_origins(c->ctx, c->log, &options, NULL, 0, &n))) {
        origins = safe_emalloc(n + 1, sizeof *origins, 0);
        if (pq_ok(c, quen_split_origins(c->ctx, c->log, &options, origins, n, &n)))
            pq_rows_new(return_value, origin_row, n, n, NULL, origins);
        else
            efree(origins);
    }
    pq_end(c);
}

/* ---- folds of customers ---- */

/* The arguments behind the first: how many folds, at least `least`, and the seed. */
static bool take_folds(pq_call *c, zend_long least, uint32_t *folds, uint64_t *seed)
{
    zend_long n = 0, number = 0;

    if (!pq_long(c, 2, &n) ||
        (ZEND_CALL_NUM_ARGS(c->frame) >= 3 && !pq_long(c, 3, &number)))
        return false;
    *folds = (uint32_t)n;
    *seed = (uint64_t)number;
    if (n < least || n > UINT32_MAX)
        pq_refuse("folds: " ZEND_LONG_FMT " is not within " ZEND_LONG_FMT "..2^32 - 1", n,
                  least);
    else if (number < 0)
        pq_refuse("seed: " ZEND_LONG_FMT " is below 0", number);
    return !EG(exception);
}

ZEND_METHOD(Quen_Split, fold)
{
    pq_call call, *c = &call;
    char digits[PQ_DIGITS];
    uint32_t folds;
    uint64_t seed;
    quen_key key;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_key(c, PQ_ARG(c, 1), QUEN_KEY_NONE, "customer", digits, &key) &&
        take_folds(c, 1, &folds, &seed))
        RETVAL_LONG(quen_split_fold(key, folds, seed));
    pq_end(c);
}

static bool folds_of_log(pq_call *c, uint32_t n_folds, uint64_t seed, uint32_t **folds,
                         size_t *n)
{
    if (!pq_orders_argument(c, 1))
        return false;
    *n = pq_orders_totals(c->log).customers;
    *folds = pq_memory_of(*n + 1, sizeof **folds);
    return pq_ok(c, quen_split_folds(c->ctx, c->log, n_folds, seed, *folds));
}

static bool folds_of_keys(pq_call *c, const HashTable *list, uint32_t n_folds,
                          uint64_t seed, uint32_t **folds, size_t *n)
{
    quen_key *keys;

    if (!pq_keys(c, list, QUEN_KEY_NONE, "customers", &keys, n))
        return false;
    *folds = pq_memory_of(*n + 1, sizeof **folds);
    for (size_t i = 0; i < *n; i++)
        (*folds)[i] = quen_split_fold(keys[i], n_folds, seed);
    return true;
}

ZEND_METHOD(Quen_Split, folds)
{
    pq_call call, *c = &call;
    uint32_t n_folds, *folds = NULL;
    uint64_t seed;
    zval *given;
    size_t n = 0;

    if (!pq_begin(c, execute_data))
        return;
    given = PQ_ARG(c, 1);
    ZVAL_DEREF(given);
    if (Z_TYPE_P(given) != IS_ARRAY && Z_TYPE_P(given) != IS_OBJECT)
        pq_wrong_type(1, "Quen\\Orders|array", given);
    else if (take_folds(c, 2, &n_folds, &seed) &&
             (Z_TYPE_P(given) == IS_ARRAY
                  ? folds_of_keys(c, Z_ARRVAL_P(given), n_folds, seed, &folds, &n)
                  : folds_of_log(c, n_folds, seed, &folds, &n))) {
        array_init_size(return_value, (uint32_t)n);
        for (size_t i = 0; i < n; i++)
            add_next_index_long(return_value, folds[i]);
    }
    pq_end(c);
}
