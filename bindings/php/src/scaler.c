/* Quen\Scaler: columns brought to one scale. */
#include "matrix.h"

/* true is every column; a list has a flag for each. */
static bool take_log1p(pq_call *c, size_t d, quen_scaler_options *options)
{
    const zval *given = pq_given(c, "log1p");
    uint8_t *flags;
    zval *flag;
    size_t n = 0;

    if (!given)
        return true;
    if (Z_TYPE_P(given) == IS_TRUE || Z_TYPE_P(given) == IS_FALSE) {
        options->log1p_all = Z_TYPE_P(given) == IS_TRUE;
        return true;
    }
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, "log1p", "a bool, or one for each column", given);
    if (!pq_length("log1p", zend_hash_num_elements(Z_ARRVAL_P(given)), d))
        return false;
    options->log1p = flags = pq_memory_of(d + 1, 1);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), flag)
    {
        ZVAL_DEREF(flag);
        if (Z_TYPE_P(flag) != IS_TRUE && Z_TYPE_P(flag) != IS_FALSE)
            return pq_wrong_at(c, "log1p", "a bool, or one for each column", flag);
        flags[n++] = Z_TYPE_P(flag) == IS_TRUE;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

ZEND_METHOD(Quen_Scaler, fit)
{
    pq_call call, *c = &call;
    quen_scaler_options options;
    quen_scaler *scaler;
    pq_matrix m;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_matrix_argument(c, 1, 0, &m) &&
        pq_read_arguments(c, &options_scaler, &options) && take_log1p(c, m.d, &options) &&
        pq_ok(c, quen_scaler_fit(c->ctx, m.x, m.n, m.d, &options, &scaler)))
        pq_make(return_value, &noun_scaler, scaler, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_Scaler, transform)
{
    pq_matrix m;

    PQ_BEGIN(self);
    const quen_scaler *scaler = self->handle->thing;
    if (pq_matrix_argument(c, 1, quen_scaler_n_columns(scaler), &m)) {
        pq_answers a = pq_answers_new(&m, m.d, sizeof(double));
        if (pq_ok(c, quen_scaler_transform(c->ctx, scaler, m.x, m.n, a.numbers)))
            pq_answer_rows(return_value, &a, m.n, m.d);
        else
            pq_answers_free(&a);
    }
    pq_end(c);
}
