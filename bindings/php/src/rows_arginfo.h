/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 04c67f1047cc0f907e5f3f379a8ef31031fa8a4b */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Rows___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rows_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rows_getIterator, 0, 0, Iterator, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rows_offsetExists, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rows_offsetGet, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rows_offsetSet, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rows_offsetUnset, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rows_column, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, property, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rows_toArray, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Rows_jsonSerialize arginfo_class_Quen_Rows_toArray


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Rows, count);
ZEND_METHOD(Quen_Rows, getIterator);
ZEND_METHOD(Quen_Rows, offsetExists);
ZEND_METHOD(Quen_Rows, offsetGet);
ZEND_METHOD(Quen_Rows, offsetSet);
ZEND_METHOD(Quen_Rows, offsetUnset);
ZEND_METHOD(Quen_Rows, column);
ZEND_METHOD(Quen_Rows, toArray);
ZEND_METHOD(Quen_Rows, jsonSerialize);


static const zend_function_entry class_Quen_Rows_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Rows___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Rows, count, arginfo_class_Quen_Rows_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rows, getIterator, arginfo_class_Quen_Rows_getIterator, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rows, offsetExists, arginfo_class_Quen_Rows_offsetExists, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rows, offsetGet, arginfo_class_Quen_Rows_offsetGet, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rows, offsetSet, arginfo_class_Quen_Rows_offsetSet, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rows, offsetUnset, arginfo_class_Quen_Rows_offsetUnset, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rows, column, arginfo_class_Quen_Rows_column, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rows, toArray, arginfo_class_Quen_Rows_toArray, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rows, jsonSerialize, arginfo_class_Quen_Rows_jsonSerialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Rows(zend_class_entry *class_entry_Countable, zend_class_entry *class_entry_IteratorAggregate, zend_class_entry *class_entry_ArrayAccess, zend_class_entry *class_entry_JsonSerializable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Rows", class_Quen_Rows_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 4, class_entry_Countable, class_entry_IteratorAggregate, class_entry_ArrayAccess, class_entry_JsonSerializable);

	zval property_total_default_value;
	ZVAL_UNDEF(&property_total_default_value);
	zend_string *property_total_name = zend_string_init("total", sizeof("total") - 1, 1);
	zend_declare_typed_property(class_entry, property_total_name, &property_total_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_total_name);

	return class_entry;
}
