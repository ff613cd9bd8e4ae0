/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6bfaa13fe36490f28a24e144c027aeb4eac1bfae */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Orders___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, quantityDecimals, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, currency, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, zone, DateTimeZone, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, returns, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nobody, IS_ARRAY, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_add, 0, 3, IS_VOID, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, NULL)
	ZEND_ARG_TYPE_MASK(0, item, MAY_BE_LONG|MAY_BE_STRING, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, time, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, amount, MAY_BE_LONG|MAY_BE_DOUBLE|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, quantity, MAY_BE_LONG|MAY_BE_DOUBLE|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, order, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_addColumns, 0, 3, IS_VOID, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, NULL)
	ZEND_ARG_TYPE_MASK(0, item, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, time, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, amount, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, quantity, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, order, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_fromCsv, 0, 1, Quen\\Orders, 0)
	ZEND_ARG_TYPE_INFO(0, file, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, item, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, time, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, clock, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customer, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, order, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, amount, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, price, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, quantity, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, quantityDecimals, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, currency, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, zone, DateTimeZone, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeFormat, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, thousands, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimalMark, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customerKind, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, country, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, where, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, drop, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, fillDown, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, skipBad, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, profile, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, saved, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, encoding, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, separator, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, quoting, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, skipLines, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, header, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, returns, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nobody, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_fromPdo, 0, 1, Quen\\Orders, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, statement, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, item, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, time, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, clock, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customer, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, order, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, amount, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, price, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, quantity, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, quantityDecimals, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, currency, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, zone, DateTimeZone, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeFormat, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, thousands, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimalMark, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customerKind, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, country, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, where, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, drop, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, fillDown, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, skipBad, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, profile, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, saved, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, returns, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nobody, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_imported, 0, 0, Quen\\ImportReport, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_merge, 0, 1, IS_VOID, 0)
	ZEND_ARG_OBJ_INFO(0, from, Quen\\Orders, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_finish, 0, 0, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_before, 0, 1, Quen\\Orders, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, moment, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_between, 0, 0, Quen\\Orders, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, start, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, end, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_mergeCustomers, 0, 1, Quen\\Orders, 0)
	ZEND_ARG_TYPE_INFO(0, into, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_forget, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, customers, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_check, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nobodyShare, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nobodyTimes, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, clockGapDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, repeatedShare, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_figures, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, period, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, count, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, churnAfter, IS_LONG, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, start, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, segments, Quen\\Rfm|Quen\\Shop, MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_cohorts, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, period, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mostPeriods, IS_LONG, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, start, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_totals, 0, 0, Quen\\Totals, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Orders_customers, 0, 0, Quen\\Rows, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Orders_items arginfo_class_Quen_Orders_customers

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_hasMoney, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Orders_decimals arginfo_class_Quen_Orders_count

#define arginfo_class_Quen_Orders_quantityDecimals arginfo_class_Quen_Orders_count

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_currency, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Orders_utcOffset arginfo_class_Quen_Orders_count

#define arginfo_class_Quen_Orders_returns arginfo_class_Quen_Orders_currency

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Orders_nobody, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Orders_told arginfo_class_Quen_Orders_nobody


ZEND_METHOD(Quen_Orders, __construct);
ZEND_METHOD(Quen_Orders, add);
ZEND_METHOD(Quen_Orders, addColumns);
ZEND_METHOD(Quen_Orders, fromCsv);
ZEND_METHOD(Quen_Orders, fromPdo);
ZEND_METHOD(Quen_Orders, imported);
ZEND_METHOD(Quen_Orders, merge);
ZEND_METHOD(Quen_Orders, finish);
ZEND_METHOD(Quen_Orders, before);
ZEND_METHOD(Quen_Orders, between);
ZEND_METHOD(Quen_Orders, mergeCustomers);
ZEND_METHOD(Quen_Orders, forget);
ZEND_METHOD(Quen_Orders, check);
ZEND_METHOD(Quen_Orders, figures);
ZEND_METHOD(Quen_Orders, cohorts);
ZEND_METHOD(Quen_Orders, totals);
ZEND_METHOD(Quen_Orders, count);
ZEND_METHOD(Quen_Orders, customers);
ZEND_METHOD(Quen_Orders, items);
ZEND_METHOD(Quen_Orders, hasMoney);
ZEND_METHOD(Quen_Orders, decimals);
ZEND_METHOD(Quen_Orders, quantityDecimals);
ZEND_METHOD(Quen_Orders, currency);
ZEND_METHOD(Quen_Orders, utcOffset);
ZEND_METHOD(Quen_Orders, returns);
ZEND_METHOD(Quen_Orders, nobody);
ZEND_METHOD(Quen_Model, get);


static const zend_function_entry class_Quen_Orders_methods[] = {
	ZEND_ME(Quen_Orders, __construct, arginfo_class_Quen_Orders___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, add, arginfo_class_Quen_Orders_add, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, addColumns, arginfo_class_Quen_Orders_addColumns, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, fromCsv, arginfo_class_Quen_Orders_fromCsv, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Orders, fromPdo, arginfo_class_Quen_Orders_fromPdo, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Orders, imported, arginfo_class_Quen_Orders_imported, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, merge, arginfo_class_Quen_Orders_merge, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, finish, arginfo_class_Quen_Orders_finish, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, before, arginfo_class_Quen_Orders_before, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, between, arginfo_class_Quen_Orders_between, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, mergeCustomers, arginfo_class_Quen_Orders_mergeCustomers, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, forget, arginfo_class_Quen_Orders_forget, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, check, arginfo_class_Quen_Orders_check, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, figures, arginfo_class_Quen_Orders_figures, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, cohorts, arginfo_class_Quen_Orders_cohorts, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, totals, arginfo_class_Quen_Orders_totals, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, count, arginfo_class_Quen_Orders_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, customers, arginfo_class_Quen_Orders_customers, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, items, arginfo_class_Quen_Orders_items, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, hasMoney, arginfo_class_Quen_Orders_hasMoney, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, decimals, arginfo_class_Quen_Orders_decimals, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, quantityDecimals, arginfo_class_Quen_Orders_quantityDecimals, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, currency, arginfo_class_Quen_Orders_currency, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, utcOffset, arginfo_class_Quen_Orders_utcOffset, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, returns, arginfo_class_Quen_Orders_returns, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Orders, nobody, arginfo_class_Quen_Orders_nobody, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, told, get, arginfo_class_Quen_Orders_told, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Orders(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Orders", class_Quen_Orders_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
