/*
 * What is known of customers beside their orders: by name, and then by the customer's
 * key, as PHP's arrays hold such things. Numbers stay numbers; where one value is text,
 * all are.
 */
#include <math.h>

#include "php_quen.h"

/* Whether all values are numbers. */
static bool is_number(const HashTable *values)
{
    zval *value;

    ZEND_HASH_FOREACH_VAL((HashTable *)values, value)
    {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) > IS_DOUBLE)
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* Text that grows row by row, within room that was counted before. */
typedef struct texts {
    char *bytes;
    uint64_t *offsets;
    uint8_t *valid;
    size_t n;
} texts;

static void texts_init(texts *t, size_t n, size_t bytes)
{
    t->bytes = pq_memory_of(bytes + 1, 1);
    t->offsets = pq_memory_of(n + 1, sizeof *t->offsets);
    t->valid = pq_memory_of(n / 8 + 1, 1);
    memset(t->valid, 0xff, n / 8 + 1);
    t->offsets[0] = 0;
    t->n = 0;
}

/* Add a text; NULL is none. */
static void texts_add(texts *t, const char *text, size_t size)
{
    if (!text)
        t->valid[t->n / 8] &= (uint8_t) ~(1u << t->n % 8);
    else
        memcpy(t->bytes + t->offsets[t->n], text, size);
    t->offsets[t->n + 1] = t->offsets[t->n] + (text ? size : 0);
    t->n++;
}

static quen_key_column texts_column(const texts *t)
{
    return (quen_key_column){NULL, t->bytes, t->offsets, t->valid};
}

/* ---- customers ---- */

static size_t bytes_of_keys(const HashTable *values)
{
    zend_string *name;
    size_t bytes = 0;

    ZEND_HASH_FOREACH_STR_KEY((HashTable *)values, name)
    {
        bytes += name ? ZSTR_LEN(name) : PQ_DIGITS;
    }
    ZEND_HASH_FOREACH_END();
    return bytes;
}

static quen_key_column text_keys(const HashTable *values)
{
    char digits[PQ_DIGITS], *end = digits + PQ_DIGITS - 1, *begin;
    zend_string *name;
    zend_ulong number;
    texts t;

    texts_init(&t, zend_hash_num_elements(values), bytes_of_keys(values));
    ZEND_HASH_FOREACH_KEY((HashTable *)values, number, name)
    {
        if (name) {
            texts_add(&t, ZSTR_VAL(name), ZSTR_LEN(name));
        } else {
            begin = zend_print_long_to_buf(end, (zend_long)number);
            texts_add(&t, begin, (size_t)(end - begin));
        }
    }
    ZEND_HASH_FOREACH_END();
    return texts_column(&t);
}

/* Numbers; a text is none, and no log whose keys are numbers has it. */
static bool number_keys(pq_call *c, const char *name, const HashTable *values,
                        const char *refused, quen_key_column *column)
{
    int64_t *numbers = pq_memory_of(zend_hash_num_elements(values) + 1, sizeof *numbers);
    zend_string *text;
    zend_ulong number;
    size_t n = 0;

    ZEND_HASH_FOREACH_KEY((HashTable *)values, number, text)
    {
        if (text)
            return pq_refuse_at(c, name, refused);
        numbers[n++] = (int64_t)number;
    }
    ZEND_HASH_FOREACH_END();
    *column = (quen_key_column){numbers, NULL, NULL, NULL};
    return true;
}

bool pq_array_keys(pq_call *c, const char *name, const HashTable *values, uint32_t kind,
                   const char *refused, quen_key_column *column)
{
    if (kind == QUEN_KEY_INT)
        return number_keys(c, name, values, refused, column);
    *column = text_keys(values);
    return true;
}

/* ---- values ---- */

static const double *numbers_of(const HashTable *values)
{
    double *numbers = pq_memory_of(zend_hash_num_elements(values) + 1, sizeof *numbers);
    zval *value;
    size_t n = 0;

    ZEND_HASH_FOREACH_VAL((HashTable *)values, value)
    {
        ZVAL_DEREF(value);
        numbers[n++] = Z_TYPE_P(value) == IS_NULL ? NAN : zval_get_double(value);
    }
    ZEND_HASH_FOREACH_END();
    return numbers;
}

static bool categories_of(pq_call *c, const char *name, const HashTable *values,
                          quen_key_column *column)
{
    size_t bytes = 0;
    zval *value;
    texts t;

    ZEND_HASH_FOREACH_VAL((HashTable *)values, value)
    {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) > IS_STRING)
            return pq_wrong_at(c, name, "a number or a text for each customer", value);
        bytes += Z_TYPE_P(value) == IS_STRING ? Z_STRLEN_P(value) : 2 * PQ_DIGITS;
    }
    ZEND_HASH_FOREACH_END();
    texts_init(&t, zend_hash_num_elements(values), bytes);
    ZEND_HASH_FOREACH_VAL((HashTable *)values, value)
    {
        zend_string *text, *copy;
        ZVAL_DEREF(value);
        text = zval_get_tmp_string(value, &copy);
        texts_add(&t, Z_TYPE_P(value) == IS_NULL ? NULL : ZSTR_VAL(text), ZSTR_LEN(text));
        zend_tmp_string_release(copy);
    }
    ZEND_HASH_FOREACH_END();
    *column = texts_column(&t);
    return true;
}

static bool take_one(pq_call *c, const char *name, const zval *value, uint32_t kind,
                     quen_attribute *attribute)
{
    const HashTable *values;

    if (Z_TYPE_P(value) != IS_ARRAY)
        return pq_wrong_at(c, name, "an array of values by customer", value);
    values = Z_ARRVAL_P(value);
    attribute->n = zend_hash_num_elements(values);
    if (!pq_array_keys(c, name, values, kind,
                       "customers are numbers in this log, not text",
                       &attribute->customers))
        return false;
    if (!is_number(values))
        return categories_of(c, name, values, &attribute->categories);
    attribute->numbers = numbers_of(values);
    return true;
}

static bool take_levels(pq_call *c, uint32_t *levels)
{
    uint32_t number;
    zval *value = pq_argument(c->frame, "maxLevels", &number);
    zend_long given;

    *levels = 0;
    if (!value || Z_TYPE_P(value) == IS_NULL)
        return true;
    if (!pq_long(c, number, &given))
        return false;
    *levels = (uint32_t)given;
    return (given >= 1 && given <= 1000) ||
           pq_refuse_at(c, "maxLevels", "it is not within 1..1000");
}

bool pq_attributes(pq_call *c, const char *name, uint32_t kind,
                   const quen_attribute **attributes, size_t *n)
{
    const zval *given = pq_given(c, name);
    quen_attribute *all;
    zend_string *column;
    uint32_t levels;
    zval *value;

    if (!take_levels(c, &levels) || !given)
        return !EG(exception);
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, name, "an array of attributes by name", given);
    *attributes = all =
        pq_memory_of(zend_hash_num_elements(Z_ARRVAL_P(given)) + 1, sizeof *all);
    *n = 0;
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARRVAL_P(given), column, value)
    {
        ZVAL_DEREF(value);
        memset(all + *n, 0, sizeof *all);
        if (!column || zend_str_has_nul_byte(column))
            return pq_refuse_at(c, name, "an attribute has a name, without zero bytes");
        all[*n].name = ZSTR_VAL(column);
        if (!take_one(c, ZSTR_VAL(column), value, kind, all + *n))
            return false;
        all[*n].max_levels = all[*n].numbers ? 0 : levels;
        ++*n;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}
