/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: c7b8463db8dc9e8240e4fb3b38c7944ec41940e3 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Features___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, periodDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, attributes, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxLevels, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Features_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Features_names, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Features_units arginfo_class_Quen_Features_names

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Features_customers, 0, 0, Quen\\Rows, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Features_matrix arginfo_class_Quen_Features_names

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Features_packed, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Features_column, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Features_row, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Features_now, 0, 0, DateTimeImmutable, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Features, __construct);
ZEND_METHOD(Quen_Model, get);
ZEND_METHOD(Quen_Features, units);
ZEND_METHOD(Quen_Features, customers);
ZEND_METHOD(Quen_Features, matrix);
ZEND_METHOD(Quen_Features, packed);
ZEND_METHOD(Quen_Features, column);
ZEND_METHOD(Quen_Features, row);


static const zend_function_entry class_Quen_Features_methods[] = {
	ZEND_ME(Quen_Features, __construct, arginfo_class_Quen_Features___construct, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, count, get, arginfo_class_Quen_Features_count, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, names, get, arginfo_class_Quen_Features_names, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Features, units, arginfo_class_Quen_Features_units, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Features, customers, arginfo_class_Quen_Features_customers, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Features, matrix, arginfo_class_Quen_Features_matrix, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Features, packed, arginfo_class_Quen_Features_packed, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Features, column, arginfo_class_Quen_Features_column, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Features, row, arginfo_class_Quen_Features_row, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, now, get, arginfo_class_Quen_Features_now, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Features(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Features", class_Quen_Features_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
