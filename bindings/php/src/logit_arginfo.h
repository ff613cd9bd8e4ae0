/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 1469cc449b4ae78a6884cbcb9f3f9f69002dfef3 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Logit___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Logit_fit, 0, 2, Quen\\Logit, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, x, Quen\\Features, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, y, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, columns, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, names, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, l2, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxIter, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tol, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_MASK(0, classWeight, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, weights, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Logit_open, 0, 1, Quen\\Logit, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Logit_fromBytes, 0, 1, Quen\\Logit, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Logit_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Logit_toBytes, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Quen_Logit_predict, 0, 1, MAY_BE_ARRAY|MAY_BE_STRING)
	ZEND_ARG_OBJ_TYPE_MASK(0, x, Quen\\Features, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Logit_contributions arginfo_class_Quen_Logit_predict

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Logit_summary, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, level, IS_DOUBLE, 0, "0.95")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Logit_columns, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Logit_intercept, 0, 0, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Logit_coefficients, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Logit_logLikelihood arginfo_class_Quen_Logit_intercept

#define arginfo_class_Quen_Logit_iterations arginfo_class_Quen_Logit_columns

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Logit_converged, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Logit_separated arginfo_class_Quen_Logit_converged


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Logit, fit);
ZEND_METHOD(Quen_Model, open);
ZEND_METHOD(Quen_Model, fromBytes);
ZEND_METHOD(Quen_Model, save);
ZEND_METHOD(Quen_Model, toBytes);
ZEND_METHOD(Quen_Logit, predict);
ZEND_METHOD(Quen_Logit, contributions);
ZEND_METHOD(Quen_Logit, summary);
ZEND_METHOD(Quen_Model, get);
ZEND_METHOD(Quen_Logit, intercept);
ZEND_METHOD(Quen_Logit, coefficients);


static const zend_function_entry class_Quen_Logit_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Logit___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Logit, fit, arginfo_class_Quen_Logit_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, open, open, arginfo_class_Quen_Logit_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, fromBytes, fromBytes, arginfo_class_Quen_Logit_fromBytes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, save, save, arginfo_class_Quen_Logit_save, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, toBytes, toBytes, arginfo_class_Quen_Logit_toBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Logit, predict, arginfo_class_Quen_Logit_predict, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Logit, contributions, arginfo_class_Quen_Logit_contributions, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Logit, summary, arginfo_class_Quen_Logit_summary, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, columns, get, arginfo_class_Quen_Logit_columns, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Logit, intercept, arginfo_class_Quen_Logit_intercept, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Logit, coefficients, arginfo_class_Quen_Logit_coefficients, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, logLikelihood, get, arginfo_class_Quen_Logit_logLikelihood, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, iterations, get, arginfo_class_Quen_Logit_iterations, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, converged, get, arginfo_class_Quen_Logit_converged, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, separated, get, arginfo_class_Quen_Logit_separated, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Logit(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Logit", class_Quen_Logit_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
