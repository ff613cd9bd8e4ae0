/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 7531738c36de9ab42fc5c2c298ad59de1d4f17f3 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Churn___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_fit, 0, 1, Quen\\Churn, 0)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, horizonDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, cutoff, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, activeDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, periodDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, l2, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, attributes, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxLevels, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_backtest, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, horizonDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, cutoff, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, activeDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, periodDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, l2, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_open, 0, 1, Quen\\Churn, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_fromBytes, 0, 1, Quen\\Churn, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Churn_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Churn_toBytes, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_predict, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, attributes, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Churn_features, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_report, 0, 0, Quen\\ChurnReport, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_origins, 0, 0, Quen\\Rows, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Churn_drift arginfo_class_Quen_Churn_origins

#define arginfo_class_Quen_Churn_note arginfo_class_Quen_Churn_toBytes

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_logit, 0, 0, Quen\\Logit, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Churn_summary, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, level, IS_DOUBLE, 0, "0.95")
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Churn, fit);
ZEND_METHOD(Quen_Churn, backtest);
ZEND_METHOD(Quen_Model, open);
ZEND_METHOD(Quen_Model, fromBytes);
ZEND_METHOD(Quen_Model, save);
ZEND_METHOD(Quen_Model, toBytes);
ZEND_METHOD(Quen_Churn, predict);
ZEND_METHOD(Quen_Model, get);
ZEND_METHOD(Quen_Churn, report);
ZEND_METHOD(Quen_Churn, origins);
ZEND_METHOD(Quen_Churn, drift);
ZEND_METHOD(Quen_Churn, logit);
ZEND_METHOD(Quen_Churn, summary);


static const zend_function_entry class_Quen_Churn_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Churn___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Churn, fit, arginfo_class_Quen_Churn_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Churn, backtest, arginfo_class_Quen_Churn_backtest, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, open, open, arginfo_class_Quen_Churn_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, fromBytes, fromBytes, arginfo_class_Quen_Churn_fromBytes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, save, save, arginfo_class_Quen_Churn_save, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, toBytes, toBytes, arginfo_class_Quen_Churn_toBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Churn, predict, arginfo_class_Quen_Churn_predict, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, features, get, arginfo_class_Quen_Churn_features, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Churn, report, arginfo_class_Quen_Churn_report, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Churn, origins, arginfo_class_Quen_Churn_origins, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Churn, drift, arginfo_class_Quen_Churn_drift, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, note, get, arginfo_class_Quen_Churn_note, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Churn, logit, arginfo_class_Quen_Churn_logit, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Churn, summary, arginfo_class_Quen_Churn_summary, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Churn(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Churn", class_Quen_Churn_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
