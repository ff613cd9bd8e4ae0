/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 82a2187033485f766a3ac6bb767c0e3e7ecef2a9 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Split___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, method, IS_STRING, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, cutoff, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, horizonDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_MASK(0, moments, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, includeBought, _IS_BOOL, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Split_train, 0, 0, Quen\\Rows, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Split_heldOut arginfo_class_Quen_Split_train

#define arginfo_class_Quen_Split_moments arginfo_class_Quen_Split_train

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Split_popularity, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Split_judged, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Split_customers arginfo_class_Quen_Split_train

#define arginfo_class_Quen_Split_items arginfo_class_Quen_Split_train

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Split_origins, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, horizonDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stepDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, historyDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, most, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Split_fold, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO(0, folds, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Split_folds, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, customers, Quen\\Orders, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO(0, folds, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Split, __construct);
ZEND_METHOD(Quen_Split, train);
ZEND_METHOD(Quen_Split, heldOut);
ZEND_METHOD(Quen_Split, moments);
ZEND_METHOD(Quen_Split, popularity);
ZEND_METHOD(Quen_Model, get);
ZEND_METHOD(Quen_Split, customers);
ZEND_METHOD(Quen_Split, items);
ZEND_METHOD(Quen_Split, origins);
ZEND_METHOD(Quen_Split, fold);
ZEND_METHOD(Quen_Split, folds);


static const zend_function_entry class_Quen_Split_methods[] = {
	ZEND_ME(Quen_Split, __construct, arginfo_class_Quen_Split___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Split, train, arginfo_class_Quen_Split_train, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Split, heldOut, arginfo_class_Quen_Split_heldOut, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Split, moments, arginfo_class_Quen_Split_moments, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Split, popularity, arginfo_class_Quen_Split_popularity, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, judged, get, arginfo_class_Quen_Split_judged, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Split, customers, arginfo_class_Quen_Split_customers, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Split, items, arginfo_class_Quen_Split_items, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Split, origins, arginfo_class_Quen_Split_origins, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Split, fold, arginfo_class_Quen_Split_fold, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Split, folds, arginfo_class_Quen_Split_folds, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Split(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Split", class_Quen_Split_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
