/*
 * Matrices: rows of PHP's arrays are copied, packed strings and features are read where
 * they lie. What goes in packed comes out packed.
 */
#include "matrix.h"

/* ---- in ---- */

static bool copy_row(pq_call *c, const zval *row, const char *what, size_t d, double *to)
{
    zval *value;
    size_t n = 0;

    if (Z_TYPE_P(row) != IS_ARRAY)
        return pq_wrong_at(c, what, "an array of numbers", row);
    if (zend_hash_num_elements(Z_ARRVAL_P(row)) != d) {
        zend_string *sentence = strpprintf(0, "%u columns, not %zu",
                                           zend_hash_num_elements(Z_ARRVAL_P(row)), d);
        pq_refuse_at(c, what, ZSTR_VAL(sentence));
        zend_string_release(sentence);
        return false;
    }
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(row), value)
    {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) == IS_DOUBLE)
            to[n++] = Z_DVAL_P(value);
        else if (!pq_double(value, &to[n++]))
            return pq_wrong_at(c, what, "an array of numbers", value);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* Columns of the first row; 0: there is none. */
static size_t width_of(const HashTable *rows)
{
    zval *row;

    ZEND_HASH_FOREACH_VAL((HashTable *)rows, row)
    {
        ZVAL_DEREF(row);
        return Z_TYPE_P(row) == IS_ARRAY ? zend_hash_num_elements(Z_ARRVAL_P(row)) : 0;
    }
    ZEND_HASH_FOREACH_END();
    return 0;
}

static bool of_rows(pq_call *c, const HashTable *rows, const char *what, size_t d,
                    pq_matrix *m)
{
    double *copy;
    zval *row;

    m->n = zend_hash_num_elements(rows);
    m->d = d ? d : width_of(rows);
    m->x = copy = pq_memory_of(m->n + 1, (m->d + 1) * sizeof *copy);
    c->row = 0;
    ZEND_HASH_FOREACH_VAL((HashTable *)rows, row)
    {
        ZVAL_DEREF(row);
        if (!copy_row(c, row, what, m->d, copy + c->row * m->d))
            return false;
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

static bool columns_given(pq_call *c, size_t *d)
{
    uint32_t number;
    zval *value = pq_argument(c->frame, "columns", &number);
    zend_long given = 0;

    if (value && Z_TYPE_P(value) != IS_NULL && !pq_long(c, number, &given))
        return false;
    *d = given > 0 ? (size_t)given : 0;
    return given > 0 ||
           pq_refuse_at(c, "columns", "packed rows want their number, above 0");
}

static bool of_packed(pq_call *c, const zend_string *bytes, const char *what, size_t d,
                      pq_matrix *m)
{
    size_t row;

    m->packed = true;
    m->d = d;
    if (!d && !columns_given(c, &m->d))
        return false;
    row = m->d * sizeof *m->x;
    m->x = (const double *)ZSTR_VAL(bytes);
    m->n = ZSTR_LEN(bytes) / row;
    if (ZSTR_LEN(bytes) % row != 0)
        pq_refuse("%s: %zu bytes are no rows of %zu packed floats", what, ZSTR_LEN(bytes),
                  m->d);
    return ZSTR_LEN(bytes) % row == 0;
}

static bool of_features(pq_call *c, const quen_features *features, const char *what,
                        size_t d, pq_matrix *m)
{
    m->x = quen_features_matrix(features);
    m->n = quen_features_n_rows(features);
    m->d = quen_features_n_columns(features);
    if (d && d != m->d)
        pq_refuse("%s: %zu columns, not %zu", what, m->d, d);
    (void)c;
    return !d || d == m->d;
}

bool pq_matrix_of(pq_call *c, const zval *value, const char *what, size_t d, pq_matrix *m)
{
    ZVAL_DEREF(value);
    memset(m, 0, sizeof *m);
    if (Z_TYPE_P(value) == IS_ARRAY)
        return of_rows(c, Z_ARRVAL_P(value), what, d, m);
    if (Z_TYPE_P(value) == IS_STRING)
        return of_packed(c, Z_STR_P(value), what, d, m);
    if (Z_TYPE_P(value) == IS_OBJECT && Z_OBJCE_P(value) == noun_features.ce &&
        PQ_OBJECT(Z_OBJ_P(value))->handle)
        return of_features(c, PQ_OBJECT(Z_OBJ_P(value))->handle->thing, what, d, m);
    return pq_wrong_at(c, what, "rows of numbers, packed ones, or Quen\\Features", value);
}

bool pq_matrix_argument(pq_call *c, uint32_t number, size_t d, pq_matrix *m)
{
    return pq_matrix_of(c, PQ_ARG(c, number), "x", d, m);
}

/* ---- out ---- */

pq_answers pq_answers_new(const pq_matrix *m, size_t width, size_t size)
{
    pq_answers a = {NULL, NULL};

    if (m->packed) {
        a.packed = zend_string_safe_alloc(m->n * width, size, 0, 0);
        ZSTR_VAL(a.packed)[m->n * width * size] = '\0';
        a.numbers = ZSTR_VAL(a.packed);
    } else {
        a.numbers = pq_memory_of(m->n * width + 1, size);
    }
    return a;
}

void pq_answers_free(pq_answers *a)
{
    if (a->packed)
        zend_string_release(a->packed);
}

void pq_answer_rows(zval *to, const pq_answers *a, size_t n, size_t width)
{
    if (a->packed)
        ZVAL_NEW_STR(to, a->packed);
    else
        pq_put_double_rows(to, a->numbers, n, width);
}

void pq_answer_doubles(zval *to, const pq_answers *a, size_t n)
{
    if (a->packed)
        ZVAL_NEW_STR(to, a->packed);
    else
        pq_put_doubles(to, a->numbers, n);
}

void pq_answer_labels(zval *to, const pq_answers *a, size_t n)
{
    const uint32_t *labels = a->numbers;

    if (a->packed) {
        ZVAL_NEW_STR(to, a->packed);
        return;
    }
    array_init_size(to, (uint32_t)n);
    for (size_t i = 0; i < n; i++)
        add_next_index_long(to, labels[i]);
}
