/*
 * Arguments by name and number. The names are those of the stubs, so that a method's
 * signature is the only place that says what it takes.
 */
#include "php_quen.h"

zval *pq_argument(zend_execute_data *frame, const char *name, uint32_t *number)
{
    const zend_internal_arg_info *info = frame->func->internal_function.arg_info;
    uint32_t given = ZEND_CALL_NUM_ARGS(frame);

    for (uint32_t i = 0; i < given; i++)
        if (strcmp(info[i].name, name) == 0) {
            zval *value = ZEND_CALL_ARG(frame, i + 1);
            if (number)
                *number = i + 1;
            ZVAL_DEREF(value);
            return value;
        }
    return NULL;
}

zval *pq_given(pq_call *c, const char *name)
{
    zval *value = pq_argument(c->frame, name, NULL);

    return value && Z_TYPE_P(value) != IS_NULL ? value : NULL;
}

ZEND_COLD bool pq_wrong_type(uint32_t number, const char *expected, const zval *value)
{
    zend_argument_type_error(number, "must be of type %s, %s given", expected,
                             zend_zval_type_name(value));
    return false;
}

bool pq_is_strict(const pq_call *c)
{
    const zend_execute_data *caller = c->frame->prev_execute_data;

    return caller && caller->func && ZEND_CALL_USES_STRICT_TYPES(caller);
}

bool pq_long(pq_call *c, uint32_t number, zend_long *to)
{
    zval *value = PQ_ARG(c, number);

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_LONG || !pq_is_strict(c))
        return pq_whole(value, to) || pq_wrong_type(number, "int", value);
    return pq_wrong_type(number, "int", value);
}

bool pq_string(pq_call *c, uint32_t number, zend_string **to)
{
    zval *value = PQ_ARG(c, number);

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_STRING) {
        *to = Z_STR_P(value);
        return true;
    }
    if (!pq_is_strict(c) && Z_TYPE_P(value) != IS_NULL &&
        zend_parse_arg_str_weak(value, to, number))
        return true;
    return EG(exception) ? false : pq_wrong_type(number, "string", value);
}

bool pq_array(pq_call *c, uint32_t number, HashTable **to)
{
    zval *value = PQ_ARG(c, number);

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_ARRAY)
        return pq_wrong_type(number, "array", value);
    *to = Z_ARRVAL_P(value);
    return true;
}

/* ---- whole numbers, wherever they stand ---- */

bool pq_whole(const zval *value, zend_long *to)
{
    double wide;
    zend_uchar type = Z_TYPE_P(value);

    if (type == IS_STRING)
        type = is_numeric_string(Z_STRVAL_P(value), Z_STRLEN_P(value), to, &wide, false);
    else if (type == IS_LONG)
        *to = Z_LVAL_P(value);
    else if (type == IS_DOUBLE)
        wide = Z_DVAL_P(value);
    if (type == IS_LONG)
        return true;
    if (type != IS_DOUBLE || !ZEND_DOUBLE_FITS_LONG(wide))
        return false;
    *to = (zend_long)wide;
    return (double)*to == wide;
}
