/* Quen\Logit: logistic regression. */
#include <math.h>

#include "matrix.h"

/* ---- fit ---- */

static bool take_classes(pq_call *c, size_t n, const uint8_t **y)
{
    size_t found;

    return pq_classes(c, PQ_ARG(c, 2), y, &found) && pq_length("y", found, n);
}

static bool take_names(pq_call *c, size_t d, const char *const **names)
{
    const zval *given = pq_given(c, "names");
    const char **copy;
    zval *name;
    size_t n = 0;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, "names", "a list of names", given);
    if (!pq_length("names", zend_hash_num_elements(Z_ARRVAL_P(given)), d))
        return false;
    *names = copy = pq_memory_of(d + 1, sizeof *copy);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), name)
    {
        ZVAL_DEREF(name);
        if (Z_TYPE_P(name) != IS_STRING || zend_str_has_nul_byte(Z_STR_P(name)))
            return pq_wrong_at(c, "names", "texts without zero bytes", name);
        copy[n++] = Z_STRVAL_P(name);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool take_class_weight(pq_call *c, quen_logit_options *options)
{
    const zval *given = pq_given(c, "classWeight");

    if (!given)
        return true;
    if (Z_TYPE_P(given) == IS_STRING) {
        options->class_mode = QUEN_LOGIT_CLASS_MODE_BALANCED;
        return zend_string_equals_literal(Z_STR_P(given), "balanced") ||
               pq_refuse_at(c, "classWeight", "it is \"balanced\", or two weights");
    }
    for (zend_ulong i = 0; Z_TYPE_P(given) == IS_ARRAY && i < 2; i++) {
        zval *weight = zend_hash_index_find(Z_ARRVAL_P(given), i);
        if (weight)
            ZVAL_DEREF(weight);
        if (weight && !pq_double(weight, &options->class_weight[i]))
            return pq_wrong_at(c, "classWeight", "\"balanced\" or two numbers", weight);
    }
    return Z_TYPE_P(given) == IS_ARRAY ||
           pq_wrong_at(c, "classWeight", "\"balanced\" or two numbers", given);
}

static bool take_weights(pq_call *c, size_t n, const double **weights)
{
    const zval *given = pq_given(c, "weights");
    size_t found;

    return !given || (pq_doubles(c, given, "weights", weights, &found) &&
                      pq_length("weights", found, n));
}

ZEND_METHOD(Quen_Logit, fit)
{
    pq_call call, *c = &call;
    quen_logit_options options;
    quen_logit *logit;
    const uint8_t *y = NULL;
    pq_matrix m;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_matrix_argument(c, 1, 0, &m) && take_classes(c, m.n, &y) &&
        pq_read_arguments(c, &options_logit, &options) &&
        take_names(c, m.d, &options.names) && take_class_weight(c, &options) &&
        take_weights(c, m.n, &options.weights) &&
        pq_ok(c, quen_logit_fit(c->ctx, m.x, y, m.n, m.d, &options, &logit)))
        pq_make(return_value, &noun_logit, logit, NULL);
    pq_end(c);
}

/* ---- rows ---- */

ZEND_METHOD(Quen_Logit, predict)
{
    pq_matrix m;

    PQ_BEGIN(self);
    const quen_logit *logit = self->handle->thing;
    if (pq_matrix_argument(c, 1, quen_logit_n_columns(logit), &m)) {
        pq_answers a = pq_answers_new(&m, 1, sizeof(double));
        if (pq_ok(c, quen_logit_predict(c->ctx, logit, m.x, m.n, a.numbers)))
            pq_answer_doubles(return_value, &a, m.n);
        else
            pq_answers_free(&a);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Logit, contributions)
{
    pq_matrix m;

    PQ_BEGIN(self);
    const quen_logit *logit = self->handle->thing;
    size_t terms = quen_logit_n_terms(logit);
    if (pq_matrix_argument(c, 1, quen_logit_n_columns(logit), &m)) {
        pq_answers a = pq_answers_new(&m, terms, sizeof(double));
        if (pq_ok(c, quen_logit_contributions(c->ctx, logit, m.x, m.n, a.numbers)))
            pq_answer_rows(return_value, &a, m.n, terms);
        else
            pq_answers_free(&a);
    }
    pq_end(c);
}

/* ---- the regression ---- */

/* A row of the summary: the intercept, then the terms. */
static void coefficient_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_logit *logit = rows->handle->thing;
    const double *ends = rows->data, *intercept = quen_logit_intercept(logit);
    size_t term = i - 1;
    pq_result r = pq_result_new(to, pq_ce_coefficient);

    pq_add_text(&r, i ? quen_logit_term_name(logit, term) : "(intercept)");
    pq_add_double(&r, i ? quen_logit_coefficients(logit)[term] : intercept[0]);
    pq_add_double(&r, i ? quen_logit_std_errors(logit)[term] : intercept[1]);
    pq_add_double(&r, i ? quen_logit_z_values(logit)[term] : intercept[2]);
    pq_add_double(&r, i ? quen_logit_p_values(logit)[term] : intercept[3]);
    pq_add_double(&r, ends[2 * i]);
    pq_add_double(&r, ends[2 * i + 1]);
    pq_add_double(&r, i ? quen_logit_odds_ratios(logit)[term] : exp(intercept[0]));
}

bool pq_level(pq_call *c, double *level)
{
    const zval *given = pq_given(c, "level");

    *level = 0.95;
    return !given || pq_double(given, level) ||
           pq_wrong_at(c, "level", "of type float", given);
}

void pq_put_coefficients(pq_call *c, zval *to, const quen_logit *logit, pq_handle *owner,
                         double level)
{
    size_t n = quen_logit_n_terms(logit) + 1;
    double *ends = safe_emalloc(2 * n, sizeof *ends, 0);
    pq_rows *rows;

    if (!pq_ok(c, quen_logit_intervals(c->ctx, logit, level, ends))) {
        efree(ends);
        return;
    }
    rows = pq_rows_new(to, coefficient_row, n, n, NULL, ends);
    rows->handle = pq_handle_new(&noun_logit, (void *)logit, owner);
}

ZEND_METHOD(Quen_Logit, summary)
{
    double level;

    PQ_BEGIN(self);
    if (pq_level(c, &level))
        pq_put_coefficients(c, return_value, self->handle->thing, self->handle, level);
    pq_end(c);
}

ZEND_METHOD(Quen_Logit, intercept)
{
    PQ_BEGIN(self);
    RETVAL_DOUBLE(quen_logit_intercept(self->handle->thing)[0]);
    pq_end(c);
}

ZEND_METHOD(Quen_Logit, coefficients)
{
    const quen_logit *logit;

    PQ_BEGIN(self);
    logit = self->handle->thing;
    array_init(return_value);
    for (size_t i = 0; i < quen_logit_n_terms(logit); i++)
        add_assoc_double(return_value, quen_logit_term_name(logit, i),
                         quen_logit_coefficients(logit)[i]);
    pq_end(c);
}
