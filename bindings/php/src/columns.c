/*
 * Columns of numbers: a list, whose entries are copied, or a string of packed numbers,
 * which is read where it lies, or copied if it is not aligned (strings are, by 8).
 */
#include "php_quen.h"

bool pq_length(const char *what, size_t found, size_t n)
{
    if (found != n)
        pq_refuse("%s: %zu values are wanted, not %zu", what, n, found);
    return found == n;
}

/* How many numbers of a size are packed; false with an exception. */
static bool unpack(const zval *value, const char *what, size_t size, size_t *n)
{
    *n = Z_STRLEN_P(value) / size;
    if (Z_STRLEN_P(value) % size != 0)
        pq_refuse("%s: %zu bytes are no packed numbers of %zu bytes", what,
                  Z_STRLEN_P(value), size);
    return Z_STRLEN_P(value) % size == 0;
}

static bool is_list(const char *what, const zval *value)
{
    if (Z_TYPE_P(value) == IS_ARRAY)
        return true;
    zend_type_error("%s must be a list of numbers or a string of packed ones, %s given",
                    what, zend_zval_type_name(value));
    return false;
}

static bool int64_of(pq_call *c, const char *what, const zval *value, int64_t *to)
{
    zend_long number;

    if (Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE)
        number = Z_TYPE_P(value) == IS_TRUE;
    else if (!pq_whole(value, &number))
        return pq_wrong_at(c, what, "a whole number", value);
    *to = number;
    return true;
}

bool pq_double(const zval *value, double *to)
{
    if (Z_TYPE_P(value) == IS_DOUBLE)
        *to = Z_DVAL_P(value);
    else if (Z_TYPE_P(value) == IS_LONG)
        *to = (double)Z_LVAL_P(value);
    else
        return Z_TYPE_P(value) == IS_STRING &&
               zend_parse_arg_double_weak((zval *)value, to, (uint32_t)-1);
    return true;
}

static bool double_of(pq_call *c, const char *what, const zval *value, double *to)
{
    return pq_double(value, to) || pq_wrong_at(c, what, "a number", value);
}

static bool uint32_of(pq_call *c, const char *what, const zval *value, uint32_t *to)
{
    int64_t number = 0;

    if (!int64_of(c, what, value, &number))
        return false;
    *to = (uint32_t)number;
    return (number >= 0 && number <= UINT32_MAX) ||
           pq_refuse_at(c, what, "a number is not within 0..2^32 - 1");
}

/* A function that takes a list, or what is packed, of numbers of a type. */
#define COLUMN(name, type, of)                                                           \
    bool name(pq_call *c, const zval *value, const char *what, const type **to,          \
              size_t *n)                                                                 \
    {                                                                                    \
        type *made;                                                                      \
        zval *entry;                                                                     \
        ZVAL_DEREF(value);                                                               \
        if (Z_TYPE_P(value) == IS_STRING) {                                              \
            *to = (const type *)Z_STRVAL_P(value);                                       \
            return unpack(value, what, sizeof **to, n);                                  \
        }                                                                                \
        if (!is_list(what, value))                                                       \
            return false;                                                                \
        *n = zend_hash_num_elements(Z_ARRVAL_P(value));                                  \
        *to = made = pq_memory_of(*n, sizeof *made);                                     \
        c->row = 0;                                                                      \
        ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), entry)                                  \
        {                                                                                \
            ZVAL_DEREF(entry);                                                           \
            if (!of(c, what, entry, made + c->row))                                      \
                return false;                                                            \
            c->row++;                                                                    \
        }                                                                                \
        ZEND_HASH_FOREACH_END();                                                         \
        c->row = PQ_NO_ROW;                                                              \
        return true;                                                                     \
    }

COLUMN(pq_int64s, int64_t, int64_of)
COLUMN(pq_doubles, double, double_of)
COLUMN(pq_uint32s, uint32_t, uint32_of)

void pq_put_doubles(zval *to, const double *x, size_t n)
{
    array_init_size(to, (uint32_t)n);
    zend_hash_real_init_packed(Z_ARRVAL_P(to));
    ZEND_HASH_FILL_PACKED(Z_ARRVAL_P(to))
    {
        for (size_t i = 0; i < n; i++) {
            ZEND_HASH_FILL_SET_DOUBLE(x[i]);
            ZEND_HASH_FILL_NEXT();
        }
    }
    ZEND_HASH_FILL_END();
}

void pq_put_double_rows(zval *to, const double *x, size_t n, size_t d)
{
    zval row;

    array_init_size(to, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        pq_put_doubles(&row, x + i * d, d);
        add_next_index_zval(to, &row);
    }
}

/* ---- classes ---- */

static bool class_of(const zval *value, uint8_t *to)
{
    zend_long number;

    if (Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE)
        number = Z_TYPE_P(value) == IS_TRUE;
    else if (!pq_whole(value, &number) || number < 0 || number > UINT8_MAX)
        return false;
    *to = (uint8_t)number;
    return true;
}

bool pq_classes(pq_call *c, const zval *value, const uint8_t **y, size_t *n)
{
    uint8_t *copy;
    zval *label;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_STRING) {
        *y = (const uint8_t *)Z_STRVAL_P(value);
        *n = Z_STRLEN_P(value);
        return true;
    }
    if (Z_TYPE_P(value) != IS_ARRAY)
        return pq_wrong_at(c, "y", "a list of 0 and 1, or a string of such bytes", value);
    *n = zend_hash_num_elements(Z_ARRVAL_P(value));
    *y = copy = pq_memory_of(*n + 1, 1);
    c->row = 0;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), label)
    {
        ZVAL_DEREF(label);
        if (!class_of(label, copy + c->row))
            return pq_wrong_at(c, "y", "0 or 1", label);
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}
