/*
 * Statuses as exceptions: one class for each, all of them Quen\Exception\Exception, each
 * below a class of PHP's own. The message is the library's sentence, the code its status.
 */
#include "php_quen.h"
#include "ext/spl/spl_exceptions.h"

#include "exceptions_arginfo.h"

static zend_class_entry *classes[QUEN_ERR_NO_PART + 1], *runtime;

void pq_errors_init(void)
{
    zend_class_entry *root = register_class_Quen_Exception_Exception(zend_ce_throwable);

    classes[QUEN_ERR_ARGUMENT] =
        register_class_Quen_Exception_InvalidArgumentException(zend_ce_value_error, root);
    classes[QUEN_ERR_MEMORY] =
        register_class_Quen_Exception_OutOfMemoryException(spl_ce_RuntimeException, root);
    classes[QUEN_ERR_OVERFLOW] =
        register_class_Quen_Exception_OverflowException(spl_ce_OverflowException, root);
    classes[QUEN_ERR_NOT_FOUND] = register_class_Quen_Exception_NotFoundException(
        spl_ce_OutOfBoundsException, root);
    classes[QUEN_ERR_CANCELLED] =
        register_class_Quen_Exception_CancelledException(spl_ce_RuntimeException, root);
    classes[QUEN_ERR_IO] =
        register_class_Quen_Exception_IoException(spl_ce_RuntimeException, root);
    classes[QUEN_ERR_FORMAT] =
        register_class_Quen_Exception_FormatException(spl_ce_RuntimeException, root);
    classes[QUEN_ERR_VERSION] =
        register_class_Quen_Exception_VersionException(classes[QUEN_ERR_FORMAT]);
    classes[QUEN_ERR_NUMERIC] =
        register_class_Quen_Exception_NumericException(spl_ce_DomainException, root);
    classes[QUEN_ERR_NO_PART] =
        register_class_Quen_Exception_NoPartException(spl_ce_LogicException, root);
    runtime = spl_ce_RuntimeException;
}

zend_class_entry *pq_exception_of(quen_status status)
{
    return classes[status];
}

void pq_raise(quen_status status, const char *sentence)
{
    size_t number = (size_t)status;
    bool known = number <= QUEN_ERR_NO_PART && classes[number];

    zend_throw_exception(known ? classes[number] : runtime,
                         *sentence ? sentence : quen_status_name(status),
                         (zend_long)status);
}

ZEND_COLD void pq_refuse(const char *format, ...)
{
    zend_string *sentence;
    va_list list;

    va_start(list, format);
    sentence = zend_vstrpprintf(0, format, list);
    va_end(list);
    pq_raise(QUEN_ERR_ARGUMENT, ZSTR_VAL(sentence));
    zend_string_release(sentence);
}

static zend_string *place_of(const pq_call *c, const char *what)
{
    if (c->row == PQ_NO_ROW)
        return strpprintf(0, "%s", what);
    return strpprintf(0, "%s: row %zu", what, c->row);
}

ZEND_COLD bool pq_refuse_at(const pq_call *c, const char *what, const char *reason)
{
    zend_string *place = place_of(c, what);

    pq_refuse("%s: %s", ZSTR_VAL(place), reason);
    zend_string_release(place);
    return false;
}

ZEND_COLD bool pq_wrong_at(const pq_call *c, const char *what, const char *expected,
                           const zval *value)
{
    zend_string *place = place_of(c, what);

    zend_type_error("%s must be %s, %s given", ZSTR_VAL(place), expected,
                    zend_zval_type_name(value));
    zend_string_release(place);
    return false;
}
