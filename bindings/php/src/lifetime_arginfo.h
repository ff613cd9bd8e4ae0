/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: cce9e11d320fb770c2fd5b46ec6a72a4194c5930 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Lifetime___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Lifetime_fit, 0, 1, Quen\\Lifetime, 0)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, family, IS_STRING, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, regularity, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, prior, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, discount, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, checkDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Lifetime_fitRows, 0, 3, Quen\\Lifetime, 0)
	ZEND_ARG_TYPE_MASK(0, x, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, tX, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, t, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, value, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, logGaps, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, family, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, regularity, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, prior, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, discount, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Lifetime_open, 0, 1, Quen\\Lifetime, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Lifetime_fromBytes, 0, 1, Quen\\Lifetime, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Lifetime_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Lifetime_toBytes, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Lifetime_predict, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO(0, horizon, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customers, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Lifetime_predictRows, 0, 4, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO(0, horizon, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_MASK(0, x, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, tX, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, t, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, value, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Lifetime_parameters, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Lifetime_standardErrors arginfo_class_Quen_Lifetime_parameters

#define arginfo_class_Quen_Lifetime_x arginfo_class_Quen_Lifetime_parameters

#define arginfo_class_Quen_Lifetime_tX arginfo_class_Quen_Lifetime_parameters

#define arginfo_class_Quen_Lifetime_t arginfo_class_Quen_Lifetime_parameters

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Lifetime_value, 0, 0, IS_ARRAY, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Lifetime_report, 0, 0, Quen\\LifetimeReport, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Lifetime_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Lifetime, fit);
ZEND_METHOD(Quen_Lifetime, fitRows);
ZEND_METHOD(Quen_Model, open);
ZEND_METHOD(Quen_Model, fromBytes);
ZEND_METHOD(Quen_Model, save);
ZEND_METHOD(Quen_Model, toBytes);
ZEND_METHOD(Quen_Lifetime, predict);
ZEND_METHOD(Quen_Lifetime, predictRows);
ZEND_METHOD(Quen_Lifetime, parameters);
ZEND_METHOD(Quen_Lifetime, standardErrors);
ZEND_METHOD(Quen_Model, get);
ZEND_METHOD(Quen_Lifetime, value);
ZEND_METHOD(Quen_Lifetime, report);


static const zend_function_entry class_Quen_Lifetime_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Lifetime___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Lifetime, fit, arginfo_class_Quen_Lifetime_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Lifetime, fitRows, arginfo_class_Quen_Lifetime_fitRows, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, open, open, arginfo_class_Quen_Lifetime_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, fromBytes, fromBytes, arginfo_class_Quen_Lifetime_fromBytes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, save, save, arginfo_class_Quen_Lifetime_save, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, toBytes, toBytes, arginfo_class_Quen_Lifetime_toBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Lifetime, predict, arginfo_class_Quen_Lifetime_predict, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Lifetime, predictRows, arginfo_class_Quen_Lifetime_predictRows, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Lifetime, parameters, arginfo_class_Quen_Lifetime_parameters, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Lifetime, standardErrors, arginfo_class_Quen_Lifetime_standardErrors, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, x, get, arginfo_class_Quen_Lifetime_x, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, tX, get, arginfo_class_Quen_Lifetime_tX, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, t, get, arginfo_class_Quen_Lifetime_t, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Lifetime, value, arginfo_class_Quen_Lifetime_value, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Lifetime, report, arginfo_class_Quen_Lifetime_report, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, count, get, arginfo_class_Quen_Lifetime_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Lifetime(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Lifetime", class_Quen_Lifetime_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
