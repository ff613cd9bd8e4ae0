/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 53c4467fa42113083f29cfbddb8f8b426e263355 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Shop___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_train, 0, 1, Quen\\Shop, 0)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, parts, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customerKeys, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, rfm, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, kmeans, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, itemcf, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, churn, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lifetime, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, habits, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, attributes, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, attributesAtCutoff, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxLevels, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, secret, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_open, 0, 1, Quen\\Shop, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_fromBytes, 0, 1, Quen\\Shop, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_toBytes, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_recommend, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "10")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, basket, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, historyWeight, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, exclude, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, allow, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, includeBought, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, popular, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, strict, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_similar, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_MASK(0, item, MAY_BE_LONG|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "10")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, exclude, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, allow, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, popular, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, strict, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_recommendBasket, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO(0, items, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "10")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, exclude, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, allow, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, includeBought, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, popular, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, strict, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_customer, 0, 1, Quen\\Customer, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_hasCustomer, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_hasItem, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_MASK(0, item, MAY_BE_LONG|MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_table, 0, 0, Quen\\Rows, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Shop_segments arginfo_class_Quen_Shop_table

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_segment, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_atRisk, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minRisk, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, segment, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_lapsedValuable, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minStake, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, segment, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_nextBasket, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "10")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bought, _IS_BOOL, 0, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, exclude, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, allow, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, popular, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, strict, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_listDue, 0, 0, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, horizon, IS_DOUBLE, 0, "14")
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minChance, IS_DOUBLE, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "100")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Shop_clusters arginfo_class_Quen_Shop_table

#define arginfo_class_Quen_Shop_months arginfo_class_Quen_Shop_table

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_whole, 0, 0, Quen\\Figure, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Shop_cohorts arginfo_class_Quen_Shop_table

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_hours, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Shop_findings arginfo_class_Quen_Shop_table

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_trends, 0, 1, Quen\\Rows, 0)
	ZEND_ARG_TYPE_INFO(0, direction, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minZ, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_forget, 0, 1, Quen\\Shop, 0)
	ZEND_ARG_TYPE_INFO(0, customers, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_forgotten, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Shop_traces arginfo_class_Quen_Shop_hours

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_exportCustomer, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_exportGroups, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minGroup, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, neighbors, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Shop_count arginfo_class_Quen_Shop_forgotten

#define arginfo_class_Quen_Shop_customers arginfo_class_Quen_Shop_table

#define arginfo_class_Quen_Shop_items arginfo_class_Quen_Shop_table

#define arginfo_class_Quen_Shop_parts arginfo_class_Quen_Shop_hours

#define arginfo_class_Quen_Shop_churnNote arginfo_class_Quen_Shop_toBytes

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_now, 0, 0, DateTimeImmutable, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_utcOffset, 0, 0, IS_LONG, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Shop_hasMoney, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Shop_decimals arginfo_class_Quen_Shop_forgotten

#define arginfo_class_Quen_Shop_currency arginfo_class_Quen_Shop_toBytes

#define arginfo_class_Quen_Shop_customerKeys arginfo_class_Quen_Shop_toBytes

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_rfm, 0, 0, Quen\\Rfm, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_kmeans, 0, 0, Quen\\KMeans, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_itemcf, 0, 0, Quen\\ItemCF, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_churn, 0, 0, Quen\\Churn, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_lifetime, 0, 0, Quen\\Lifetime, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_habits, 0, 0, Quen\\Habits, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Shop_scaler, 0, 0, Quen\\Scaler, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Shop, train);
ZEND_METHOD(Quen_Shop, open);
ZEND_METHOD(Quen_Model, fromBytes);
ZEND_METHOD(Quen_Model, save);
ZEND_METHOD(Quen_Model, toBytes);
ZEND_METHOD(Quen_Shop, recommend);
ZEND_METHOD(Quen_Shop, similar);
ZEND_METHOD(Quen_Shop, recommendBasket);
ZEND_METHOD(Quen_Shop, customer);
ZEND_METHOD(Quen_Shop, hasCustomer);
ZEND_METHOD(Quen_Shop, hasItem);
ZEND_METHOD(Quen_Shop, table);
ZEND_METHOD(Quen_Shop, segments);
ZEND_METHOD(Quen_Shop, segment);
ZEND_METHOD(Quen_Shop, atRisk);
ZEND_METHOD(Quen_Shop, lapsedValuable);
ZEND_METHOD(Quen_Shop, nextBasket);
ZEND_METHOD(Quen_Shop, listDue);
ZEND_METHOD(Quen_Shop, clusters);
ZEND_METHOD(Quen_Shop, months);
ZEND_METHOD(Quen_Shop, whole);
ZEND_METHOD(Quen_Shop, cohorts);
ZEND_METHOD(Quen_Shop, hours);
ZEND_METHOD(Quen_Shop, findings);
ZEND_METHOD(Quen_Shop, trends);
ZEND_METHOD(Quen_Shop, forget);
ZEND_METHOD(Quen_Model, get);
ZEND_METHOD(Quen_Shop, exportCustomer);
ZEND_METHOD(Quen_Shop, exportGroups);
ZEND_METHOD(Quen_Shop, customers);
ZEND_METHOD(Quen_Shop, items);
ZEND_METHOD(Quen_Shop, parts);
ZEND_METHOD(Quen_Shop, decimals);
ZEND_METHOD(Quen_Shop, currency);
ZEND_METHOD(Quen_Shop, customerKeys);
ZEND_METHOD(Quen_Shop, rfm);
ZEND_METHOD(Quen_Shop, kmeans);
ZEND_METHOD(Quen_Shop, itemcf);
ZEND_METHOD(Quen_Shop, churn);
ZEND_METHOD(Quen_Shop, lifetime);
ZEND_METHOD(Quen_Shop, habits);
ZEND_METHOD(Quen_Shop, scaler);


static const zend_function_entry class_Quen_Shop_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Shop___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Shop, train, arginfo_class_Quen_Shop_train, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Shop, open, arginfo_class_Quen_Shop_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, fromBytes, fromBytes, arginfo_class_Quen_Shop_fromBytes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, save, save, arginfo_class_Quen_Shop_save, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, toBytes, toBytes, arginfo_class_Quen_Shop_toBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, recommend, arginfo_class_Quen_Shop_recommend, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, similar, arginfo_class_Quen_Shop_similar, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, recommendBasket, arginfo_class_Quen_Shop_recommendBasket, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, customer, arginfo_class_Quen_Shop_customer, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, hasCustomer, arginfo_class_Quen_Shop_hasCustomer, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, hasItem, arginfo_class_Quen_Shop_hasItem, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, table, arginfo_class_Quen_Shop_table, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, segments, arginfo_class_Quen_Shop_segments, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, segment, arginfo_class_Quen_Shop_segment, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, atRisk, arginfo_class_Quen_Shop_atRisk, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, lapsedValuable, arginfo_class_Quen_Shop_lapsedValuable, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, nextBasket, arginfo_class_Quen_Shop_nextBasket, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, listDue, arginfo_class_Quen_Shop_listDue, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, clusters, arginfo_class_Quen_Shop_clusters, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, months, arginfo_class_Quen_Shop_months, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, whole, arginfo_class_Quen_Shop_whole, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, cohorts, arginfo_class_Quen_Shop_cohorts, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, hours, arginfo_class_Quen_Shop_hours, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, findings, arginfo_class_Quen_Shop_findings, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, trends, arginfo_class_Quen_Shop_trends, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, forget, arginfo_class_Quen_Shop_forget, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, forgotten, get, arginfo_class_Quen_Shop_forgotten, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, traces, get, arginfo_class_Quen_Shop_traces, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, exportCustomer, arginfo_class_Quen_Shop_exportCustomer, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, exportGroups, arginfo_class_Quen_Shop_exportGroups, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, count, get, arginfo_class_Quen_Shop_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, customers, arginfo_class_Quen_Shop_customers, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, items, arginfo_class_Quen_Shop_items, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, parts, arginfo_class_Quen_Shop_parts, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, churnNote, get, arginfo_class_Quen_Shop_churnNote, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, now, get, arginfo_class_Quen_Shop_now, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, utcOffset, get, arginfo_class_Quen_Shop_utcOffset, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, hasMoney, get, arginfo_class_Quen_Shop_hasMoney, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, decimals, arginfo_class_Quen_Shop_decimals, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, currency, arginfo_class_Quen_Shop_currency, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, customerKeys, arginfo_class_Quen_Shop_customerKeys, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, rfm, arginfo_class_Quen_Shop_rfm, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, kmeans, arginfo_class_Quen_Shop_kmeans, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, itemcf, arginfo_class_Quen_Shop_itemcf, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, churn, arginfo_class_Quen_Shop_churn, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, lifetime, arginfo_class_Quen_Shop_lifetime, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, habits, arginfo_class_Quen_Shop_habits, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Shop, scaler, arginfo_class_Quen_Shop_scaler, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Shop(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Shop", class_Quen_Shop_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "train", sizeof("train") - 1), 14, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}
