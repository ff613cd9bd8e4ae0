/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 0c9a2876992848e426d810d4de94a67516a089e4 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Habits___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Habits_fit, 0, 1, Quen\\Habits, 0)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, checkDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, halfLifeDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decay, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, neighbors, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, itemGroups, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, channels, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Habits_open, 0, 1, Quen\\Habits, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Habits_fromBytes, 0, 1, Quen\\Habits, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Habits_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Habits_toBytes, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Habits_nextBasket, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "10")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bought, _IS_BOOL, 0, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, exclude, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, allow, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, popular, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, strict, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Habits_due, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, horizon, IS_DOUBLE, 0, "14")
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "100")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Habits_listDue, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, horizon, IS_DOUBLE, 0, "14")
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minChance, IS_DOUBLE, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "100")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Habits_shares, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, habit, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Habits_isOwn, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, habit, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Habits_checks, 0, 0, Quen\\Rows, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Habits_report, 0, 0, Quen\\HabitsReport, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Habits_customers arginfo_class_Quen_Habits_checks

#define arginfo_class_Quen_Habits_items arginfo_class_Quen_Habits_checks


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Habits, fit);
ZEND_METHOD(Quen_Model, open);
ZEND_METHOD(Quen_Model, fromBytes);
ZEND_METHOD(Quen_Model, save);
ZEND_METHOD(Quen_Model, toBytes);
ZEND_METHOD(Quen_Habits, nextBasket);
ZEND_METHOD(Quen_Habits, due);
ZEND_METHOD(Quen_Habits, listDue);
ZEND_METHOD(Quen_Habits, shares);
ZEND_METHOD(Quen_Habits, isOwn);
ZEND_METHOD(Quen_Habits, checks);
ZEND_METHOD(Quen_Habits, report);
ZEND_METHOD(Quen_Habits, customers);
ZEND_METHOD(Quen_Habits, items);


static const zend_function_entry class_Quen_Habits_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Habits___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Habits, fit, arginfo_class_Quen_Habits_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, open, open, arginfo_class_Quen_Habits_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, fromBytes, fromBytes, arginfo_class_Quen_Habits_fromBytes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, save, save, arginfo_class_Quen_Habits_save, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, toBytes, toBytes, arginfo_class_Quen_Habits_toBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, nextBasket, arginfo_class_Quen_Habits_nextBasket, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, due, arginfo_class_Quen_Habits_due, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, listDue, arginfo_class_Quen_Habits_listDue, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, shares, arginfo_class_Quen_Habits_shares, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, isOwn, arginfo_class_Quen_Habits_isOwn, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, checks, arginfo_class_Quen_Habits_checks, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, report, arginfo_class_Quen_Habits_report, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, customers, arginfo_class_Quen_Habits_customers, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Habits, items, arginfo_class_Quen_Habits_items, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Habits(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Habits", class_Quen_Habits_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
