/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 11f0ee1d6848197799a4559676a1e0cf5625e419 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Links___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Links_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Links_fields, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Links_table, 0, 0, Quen\\Rows, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Links_levels arginfo_class_Quen_Links_table

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Links_report, 0, 0, Quen\\LinksReport, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Links_compare, 0, 2, Quen\\Link, 0)
	ZEND_ARG_TYPE_INFO(0, a, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, b, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Links_groups, 0, 0, Quen\\LinkGroups, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minChance, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, vetoChance, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, oneToOne, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxRows, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Model, get);
ZEND_METHOD(Quen_Links, table);
ZEND_METHOD(Quen_Links, levels);
ZEND_METHOD(Quen_Links, report);
ZEND_METHOD(Quen_Links, compare);
ZEND_METHOD(Quen_Links, groups);


static const zend_function_entry class_Quen_Links_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Links___construct, ZEND_ACC_PRIVATE)
	ZEND_MALIAS(Quen_Model, count, get, arginfo_class_Quen_Links_count, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, fields, get, arginfo_class_Quen_Links_fields, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Links, table, arginfo_class_Quen_Links_table, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Links, levels, arginfo_class_Quen_Links_levels, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Links, report, arginfo_class_Quen_Links_report, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Links, compare, arginfo_class_Quen_Links_compare, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Links, groups, arginfo_class_Quen_Links_groups, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Links(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Links", class_Quen_Links_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
