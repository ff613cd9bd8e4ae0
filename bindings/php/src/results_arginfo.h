/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: f624d48296c6bceddc30abda48f151c3506e5297 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Result___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Result_jsonSerialize, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Result, jsonSerialize);


static const zend_function_entry class_Quen_Result_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Result___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Result, jsonSerialize, arginfo_class_Quen_Result_jsonSerialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Totals_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Finding_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Figure_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Cohort_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Trend_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_SurveyScore_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_ImportReport_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_SkippedRows_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_RfmScore_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Segment_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Offer_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Customer_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Cluster_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Coefficient_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_ChurnRisk_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_ChurnOutcome_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_ChurnReport_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_ChurnOrigin_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_ChurnDrift_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_LifetimeFuture_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_LifetimeReport_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_HabitsOffer_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Due_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_HabitsCheck_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_HabitsReport_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Link_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_LinkLevels_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_LinksReport_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_LinkGroups_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_BinaryReport_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_CalibrationBin_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Gain_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_AucTest_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_RankingReport_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_ClustersReport_methods[] = {
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Result(zend_class_entry *class_entry_JsonSerializable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Result", class_Quen_Result_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_ABSTRACT|ZEND_ACC_NO_DYNAMIC_PROPERTIES;
	zend_class_implements(class_entry, 1, class_entry_JsonSerializable);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Totals(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Totals", class_Quen_Totals_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_lines_default_value;
	ZVAL_UNDEF(&property_lines_default_value);
	zend_string *property_lines_name = zend_string_init("lines", sizeof("lines") - 1, 1);
	zend_declare_typed_property(class_entry, property_lines_name, &property_lines_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_lines_name);

	zval property_orders_default_value;
	ZVAL_UNDEF(&property_orders_default_value);
	zend_string *property_orders_name = zend_string_init("orders", sizeof("orders") - 1, 1);
	zend_declare_typed_property(class_entry, property_orders_name, &property_orders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_orders_name);

	zval property_visits_default_value;
	ZVAL_UNDEF(&property_visits_default_value);
	zend_string *property_visits_name = zend_string_init("visits", sizeof("visits") - 1, 1);
	zend_declare_typed_property(class_entry, property_visits_name, &property_visits_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_visits_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_items_default_value;
	ZVAL_UNDEF(&property_items_default_value);
	zend_string *property_items_name = zend_string_init("items", sizeof("items") - 1, 1);
	zend_declare_typed_property(class_entry, property_items_name, &property_items_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_items_name);

	zval property_linesWithoutCustomer_default_value;
	ZVAL_UNDEF(&property_linesWithoutCustomer_default_value);
	zend_string *property_linesWithoutCustomer_name = zend_string_init("linesWithoutCustomer", sizeof("linesWithoutCustomer") - 1, 1);
	zend_declare_typed_property(class_entry, property_linesWithoutCustomer_name, &property_linesWithoutCustomer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_linesWithoutCustomer_name);

	zval property_refundLines_default_value;
	ZVAL_UNDEF(&property_refundLines_default_value);
	zend_string *property_refundLines_name = zend_string_init("refundLines", sizeof("refundLines") - 1, 1);
	zend_declare_typed_property(class_entry, property_refundLines_name, &property_refundLines_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_refundLines_name);

	zval property_revenue_default_value;
	ZVAL_UNDEF(&property_revenue_default_value);
	zend_string *property_revenue_name = zend_string_init("revenue", sizeof("revenue") - 1, 1);
	zend_declare_typed_property(class_entry, property_revenue_name, &property_revenue_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_revenue_name);

	zval property_quantity_default_value;
	ZVAL_UNDEF(&property_quantity_default_value);
	zend_string *property_quantity_name = zend_string_init("quantity", sizeof("quantity") - 1, 1);
	zend_declare_typed_property(class_entry, property_quantity_name, &property_quantity_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_quantity_name);

	zend_string *property_first_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_first_default_value;
	ZVAL_UNDEF(&property_first_default_value);
	zend_string *property_first_name = zend_string_init("first", sizeof("first") - 1, 1);
	zend_declare_typed_property(class_entry, property_first_name, &property_first_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_first_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_first_name);

	zend_string *property_last_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_last_default_value;
	ZVAL_UNDEF(&property_last_default_value);
	zend_string *property_last_name = zend_string_init("last", sizeof("last") - 1, 1);
	zend_declare_typed_property(class_entry, property_last_name, &property_last_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_last_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_last_name);

	zval property_hasMoney_default_value;
	ZVAL_UNDEF(&property_hasMoney_default_value);
	zend_string *property_hasMoney_name = zend_string_init("hasMoney", sizeof("hasMoney") - 1, 1);
	zend_declare_typed_property(class_entry, property_hasMoney_name, &property_hasMoney_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_hasMoney_name);

	zval property_bytes_default_value;
	ZVAL_UNDEF(&property_bytes_default_value);
	zend_string *property_bytes_name = zend_string_init("bytes", sizeof("bytes") - 1, 1);
	zend_declare_typed_property(class_entry, property_bytes_name, &property_bytes_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_bytes_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Finding(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Finding", class_Quen_Finding_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_severity_default_value;
	ZVAL_UNDEF(&property_severity_default_value);
	zend_string *property_severity_name = zend_string_init("severity", sizeof("severity") - 1, 1);
	zend_declare_typed_property(class_entry, property_severity_name, &property_severity_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_severity_name);

	zval property_kind_default_value;
	ZVAL_UNDEF(&property_kind_default_value);
	zend_string *property_kind_name = zend_string_init("kind", sizeof("kind") - 1, 1);
	zend_declare_typed_property(class_entry, property_kind_name, &property_kind_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_kind_name);

	zval property_count_default_value;
	ZVAL_UNDEF(&property_count_default_value);
	zend_string *property_count_name = zend_string_init("count", sizeof("count") - 1, 1);
	zend_declare_typed_property(class_entry, property_count_name, &property_count_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_count_name);

	zval property_of_default_value;
	ZVAL_UNDEF(&property_of_default_value);
	zend_string *property_of_name = zend_string_init("of", sizeof("of") - 1, 1);
	zend_declare_typed_property(class_entry, property_of_name, &property_of_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_of_name);

	zval property_value_default_value;
	ZVAL_UNDEF(&property_value_default_value);
	zend_string *property_value_name = zend_string_init("value", sizeof("value") - 1, 1);
	zend_declare_typed_property(class_entry, property_value_name, &property_value_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_value_name);

	zend_string *property_time_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_time_default_value;
	ZVAL_UNDEF(&property_time_default_value);
	zend_string *property_time_name = zend_string_init("time", sizeof("time") - 1, 1);
	zend_declare_typed_property(class_entry, property_time_name, &property_time_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_time_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_time_name);

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_customer_name);

	zval property_example_default_value;
	ZVAL_UNDEF(&property_example_default_value);
	zend_string *property_example_name = zend_string_init("example", sizeof("example") - 1, 1);
	zend_declare_typed_property(class_entry, property_example_name, &property_example_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_example_name);

	zval property_sentence_default_value;
	ZVAL_UNDEF(&property_sentence_default_value);
	zend_string *property_sentence_name = zend_string_init("sentence", sizeof("sentence") - 1, 1);
	zend_declare_typed_property(class_entry, property_sentence_name, &property_sentence_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_sentence_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Figure(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Figure", class_Quen_Figure_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zend_string *property_start_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_start_default_value;
	ZVAL_UNDEF(&property_start_default_value);
	zend_string *property_start_name = zend_string_init("start", sizeof("start") - 1, 1);
	zend_declare_typed_property(class_entry, property_start_name, &property_start_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_start_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_start_name);

	zend_string *property_end_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_end_default_value;
	ZVAL_UNDEF(&property_end_default_value);
	zend_string *property_end_name = zend_string_init("end", sizeof("end") - 1, 1);
	zend_declare_typed_property(class_entry, property_end_name, &property_end_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_end_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_end_name);

	zval property_segment_default_value;
	ZVAL_UNDEF(&property_segment_default_value);
	zend_string *property_segment_name = zend_string_init("segment", sizeof("segment") - 1, 1);
	zend_declare_typed_property(class_entry, property_segment_name, &property_segment_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_segment_name);

	zval property_isWhole_default_value;
	ZVAL_UNDEF(&property_isWhole_default_value);
	zend_string *property_isWhole_name = zend_string_init("isWhole", sizeof("isWhole") - 1, 1);
	zend_declare_typed_property(class_entry, property_isWhole_name, &property_isWhole_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_isWhole_name);

	zval property_lines_default_value;
	ZVAL_UNDEF(&property_lines_default_value);
	zend_string *property_lines_name = zend_string_init("lines", sizeof("lines") - 1, 1);
	zend_declare_typed_property(class_entry, property_lines_name, &property_lines_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_lines_name);

	zval property_quantity_default_value;
	ZVAL_UNDEF(&property_quantity_default_value);
	zend_string *property_quantity_name = zend_string_init("quantity", sizeof("quantity") - 1, 1);
	zend_declare_typed_property(class_entry, property_quantity_name, &property_quantity_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_quantity_name);

	zval property_revenue_default_value;
	ZVAL_UNDEF(&property_revenue_default_value);
	zend_string *property_revenue_name = zend_string_init("revenue", sizeof("revenue") - 1, 1);
	zend_declare_typed_property(class_entry, property_revenue_name, &property_revenue_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_revenue_name);

	zval property_refunds_default_value;
	ZVAL_UNDEF(&property_refunds_default_value);
	zend_string *property_refunds_name = zend_string_init("refunds", sizeof("refunds") - 1, 1);
	zend_declare_typed_property(class_entry, property_refunds_name, &property_refunds_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_refunds_name);

	zval property_revenueReturning_default_value;
	ZVAL_UNDEF(&property_revenueReturning_default_value);
	zend_string *property_revenueReturning_name = zend_string_init("revenueReturning", sizeof("revenueReturning") - 1, 1);
	zend_declare_typed_property(class_entry, property_revenueReturning_name, &property_revenueReturning_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_revenueReturning_name);

	zval property_revenueWithoutCustomer_default_value;
	ZVAL_UNDEF(&property_revenueWithoutCustomer_default_value);
	zend_string *property_revenueWithoutCustomer_name = zend_string_init("revenueWithoutCustomer", sizeof("revenueWithoutCustomer") - 1, 1);
	zend_declare_typed_property(class_entry, property_revenueWithoutCustomer_name, &property_revenueWithoutCustomer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_revenueWithoutCustomer_name);

	zval property_orders_default_value;
	ZVAL_UNDEF(&property_orders_default_value);
	zend_string *property_orders_name = zend_string_init("orders", sizeof("orders") - 1, 1);
	zend_declare_typed_property(class_entry, property_orders_name, &property_orders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_orders_name);

	zval property_ordersWithoutCustomer_default_value;
	ZVAL_UNDEF(&property_ordersWithoutCustomer_default_value);
	zend_string *property_ordersWithoutCustomer_name = zend_string_init("ordersWithoutCustomer", sizeof("ordersWithoutCustomer") - 1, 1);
	zend_declare_typed_property(class_entry, property_ordersWithoutCustomer_name, &property_ordersWithoutCustomer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_ordersWithoutCustomer_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_customersNew_default_value;
	ZVAL_UNDEF(&property_customersNew_default_value);
	zend_string *property_customersNew_name = zend_string_init("customersNew", sizeof("customersNew") - 1, 1);
	zend_declare_typed_property(class_entry, property_customersNew_name, &property_customersNew_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customersNew_name);

	zval property_customersReturning_default_value;
	ZVAL_UNDEF(&property_customersReturning_default_value);
	zend_string *property_customersReturning_name = zend_string_init("customersReturning", sizeof("customersReturning") - 1, 1);
	zend_declare_typed_property(class_entry, property_customersReturning_name, &property_customersReturning_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customersReturning_name);

	zval property_customersRetained_default_value;
	ZVAL_UNDEF(&property_customersRetained_default_value);
	zend_string *property_customersRetained_name = zend_string_init("customersRetained", sizeof("customersRetained") - 1, 1);
	zend_declare_typed_property(class_entry, property_customersRetained_name, &property_customersRetained_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customersRetained_name);

	zval property_customersWonBack_default_value;
	ZVAL_UNDEF(&property_customersWonBack_default_value);
	zend_string *property_customersWonBack_name = zend_string_init("customersWonBack", sizeof("customersWonBack") - 1, 1);
	zend_declare_typed_property(class_entry, property_customersWonBack_name, &property_customersWonBack_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customersWonBack_name);

	zval property_customersRepeating_default_value;
	ZVAL_UNDEF(&property_customersRepeating_default_value);
	zend_string *property_customersRepeating_name = zend_string_init("customersRepeating", sizeof("customersRepeating") - 1, 1);
	zend_declare_typed_property(class_entry, property_customersRepeating_name, &property_customersRepeating_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customersRepeating_name);

	zval property_customersChurned_default_value;
	ZVAL_UNDEF(&property_customersChurned_default_value);
	zend_string *property_customersChurned_name = zend_string_init("customersChurned", sizeof("customersChurned") - 1, 1);
	zend_declare_typed_property(class_entry, property_customersChurned_name, &property_customersChurned_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customersChurned_name);

	zval property_orderValueMean_default_value;
	ZVAL_UNDEF(&property_orderValueMean_default_value);
	zend_string *property_orderValueMean_name = zend_string_init("orderValueMean", sizeof("orderValueMean") - 1, 1);
	zend_declare_typed_property(class_entry, property_orderValueMean_name, &property_orderValueMean_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_orderValueMean_name);

	zval property_ordersPerCustomer_default_value;
	ZVAL_UNDEF(&property_ordersPerCustomer_default_value);
	zend_string *property_ordersPerCustomer_name = zend_string_init("ordersPerCustomer", sizeof("ordersPerCustomer") - 1, 1);
	zend_declare_typed_property(class_entry, property_ordersPerCustomer_name, &property_ordersPerCustomer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_ordersPerCustomer_name);

	zval property_quantityPerOrder_default_value;
	ZVAL_UNDEF(&property_quantityPerOrder_default_value);
	zend_string *property_quantityPerOrder_name = zend_string_init("quantityPerOrder", sizeof("quantityPerOrder") - 1, 1);
	zend_declare_typed_property(class_entry, property_quantityPerOrder_name, &property_quantityPerOrder_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_quantityPerOrder_name);

	zval property_gapDaysMean_default_value;
	ZVAL_UNDEF(&property_gapDaysMean_default_value);
	zend_string *property_gapDaysMean_name = zend_string_init("gapDaysMean", sizeof("gapDaysMean") - 1, 1);
	zend_declare_typed_property(class_entry, property_gapDaysMean_name, &property_gapDaysMean_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_gapDaysMean_name);

	zval property_repeatRate_default_value;
	ZVAL_UNDEF(&property_repeatRate_default_value);
	zend_string *property_repeatRate_name = zend_string_init("repeatRate", sizeof("repeatRate") - 1, 1);
	zend_declare_typed_property(class_entry, property_repeatRate_name, &property_repeatRate_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_repeatRate_name);

	zval property_repeatOrderShare_default_value;
	ZVAL_UNDEF(&property_repeatOrderShare_default_value);
	zend_string *property_repeatOrderShare_name = zend_string_init("repeatOrderShare", sizeof("repeatOrderShare") - 1, 1);
	zend_declare_typed_property(class_entry, property_repeatOrderShare_name, &property_repeatOrderShare_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_repeatOrderShare_name);

	zval property_retention_default_value;
	ZVAL_UNDEF(&property_retention_default_value);
	zend_string *property_retention_name = zend_string_init("retention", sizeof("retention") - 1, 1);
	zend_declare_typed_property(class_entry, property_retention_name, &property_retention_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_retention_name);

	zval property_returningShare_default_value;
	ZVAL_UNDEF(&property_returningShare_default_value);
	zend_string *property_returningShare_name = zend_string_init("returningShare", sizeof("returningShare") - 1, 1);
	zend_declare_typed_property(class_entry, property_returningShare_name, &property_returningShare_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_returningShare_name);

	zval property_quickRatio_default_value;
	ZVAL_UNDEF(&property_quickRatio_default_value);
	zend_string *property_quickRatio_name = zend_string_init("quickRatio", sizeof("quickRatio") - 1, 1);
	zend_declare_typed_property(class_entry, property_quickRatio_name, &property_quickRatio_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_quickRatio_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Cohort(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Cohort", class_Quen_Cohort_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_day_default_value;
	ZVAL_UNDEF(&property_day_default_value);
	zend_string *property_day_name = zend_string_init("day", sizeof("day") - 1, 1);
	zend_declare_typed_property(class_entry, property_day_name, &property_day_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_day_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_customers_name);

	zval property_revenue_default_value;
	ZVAL_UNDEF(&property_revenue_default_value);
	zend_string *property_revenue_name = zend_string_init("revenue", sizeof("revenue") - 1, 1);
	zend_declare_typed_property(class_entry, property_revenue_name, &property_revenue_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY|MAY_BE_NULL));
	zend_string_release(property_revenue_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Trend(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Trend", class_Quen_Trend_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_item_default_value;
	ZVAL_UNDEF(&property_item_default_value);
	zend_string *property_item_name = zend_string_init("item", sizeof("item") - 1, 1);
	zend_declare_typed_property(class_entry, property_item_name, &property_item_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_item_name);

	zval property_recent_default_value;
	ZVAL_UNDEF(&property_recent_default_value);
	zend_string *property_recent_name = zend_string_init("recent", sizeof("recent") - 1, 1);
	zend_declare_typed_property(class_entry, property_recent_name, &property_recent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_recent_name);

	zval property_before_default_value;
	ZVAL_UNDEF(&property_before_default_value);
	zend_string *property_before_name = zend_string_init("before", sizeof("before") - 1, 1);
	zend_declare_typed_property(class_entry, property_before_name, &property_before_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_before_name);

	zval property_z_default_value;
	ZVAL_UNDEF(&property_z_default_value);
	zend_string *property_z_name = zend_string_init("z", sizeof("z") - 1, 1);
	zend_declare_typed_property(class_entry, property_z_name, &property_z_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_z_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_SurveyScore(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "SurveyScore", class_Quen_SurveyScore_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_n_default_value;
	ZVAL_UNDEF(&property_n_default_value);
	zend_string *property_n_name = zend_string_init("n", sizeof("n") - 1, 1);
	zend_declare_typed_property(class_entry, property_n_name, &property_n_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_n_name);

	zval property_good_default_value;
	ZVAL_UNDEF(&property_good_default_value);
	zend_string *property_good_name = zend_string_init("good", sizeof("good") - 1, 1);
	zend_declare_typed_property(class_entry, property_good_name, &property_good_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_good_name);

	zval property_neutral_default_value;
	ZVAL_UNDEF(&property_neutral_default_value);
	zend_string *property_neutral_name = zend_string_init("neutral", sizeof("neutral") - 1, 1);
	zend_declare_typed_property(class_entry, property_neutral_name, &property_neutral_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_neutral_name);

	zval property_bad_default_value;
	ZVAL_UNDEF(&property_bad_default_value);
	zend_string *property_bad_name = zend_string_init("bad", sizeof("bad") - 1, 1);
	zend_declare_typed_property(class_entry, property_bad_name, &property_bad_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_bad_name);

	zval property_score_default_value;
	ZVAL_UNDEF(&property_score_default_value);
	zend_string *property_score_name = zend_string_init("score", sizeof("score") - 1, 1);
	zend_declare_typed_property(class_entry, property_score_name, &property_score_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_score_name);

	zval property_stdError_default_value;
	ZVAL_UNDEF(&property_stdError_default_value);
	zend_string *property_stdError_name = zend_string_init("stdError", sizeof("stdError") - 1, 1);
	zend_declare_typed_property(class_entry, property_stdError_name, &property_stdError_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_stdError_name);

	zval property_low_default_value;
	ZVAL_UNDEF(&property_low_default_value);
	zend_string *property_low_name = zend_string_init("low", sizeof("low") - 1, 1);
	zend_declare_typed_property(class_entry, property_low_name, &property_low_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_low_name);

	zval property_high_default_value;
	ZVAL_UNDEF(&property_high_default_value);
	zend_string *property_high_name = zend_string_init("high", sizeof("high") - 1, 1);
	zend_declare_typed_property(class_entry, property_high_name, &property_high_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_high_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_ImportReport(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "ImportReport", class_Quen_ImportReport_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_rows_default_value;
	ZVAL_UNDEF(&property_rows_default_value);
	zend_string *property_rows_name = zend_string_init("rows", sizeof("rows") - 1, 1);
	zend_declare_typed_property(class_entry, property_rows_name, &property_rows_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_rows_name);

	zval property_kept_default_value;
	ZVAL_UNDEF(&property_kept_default_value);
	zend_string *property_kept_name = zend_string_init("kept", sizeof("kept") - 1, 1);
	zend_declare_typed_property(class_entry, property_kept_name, &property_kept_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_kept_name);

	zval property_filtered_default_value;
	ZVAL_UNDEF(&property_filtered_default_value);
	zend_string *property_filtered_name = zend_string_init("filtered", sizeof("filtered") - 1, 1);
	zend_declare_typed_property(class_entry, property_filtered_name, &property_filtered_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_filtered_name);

	zval property_skipped_default_value;
	ZVAL_UNDEF(&property_skipped_default_value);
	zend_string *property_skipped_name = zend_string_init("skipped", sizeof("skipped") - 1, 1);
	zend_declare_typed_property(class_entry, property_skipped_name, &property_skipped_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_skipped_name);

	zval property_filled_default_value;
	ZVAL_UNDEF(&property_filled_default_value);
	zend_string *property_filled_name = zend_string_init("filled", sizeof("filled") - 1, 1);
	zend_declare_typed_property(class_entry, property_filled_name, &property_filled_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_filled_name);

	zval property_rounded_default_value;
	ZVAL_UNDEF(&property_rounded_default_value);
	zend_string *property_rounded_name = zend_string_init("rounded", sizeof("rounded") - 1, 1);
	zend_declare_typed_property(class_entry, property_rounded_name, &property_rounded_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_rounded_name);

	zval property_twice_default_value;
	ZVAL_UNDEF(&property_twice_default_value);
	zend_string *property_twice_name = zend_string_init("twice", sizeof("twice") - 1, 1);
	zend_declare_typed_property(class_entry, property_twice_name, &property_twice_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_twice_name);

	zval property_moved_default_value;
	ZVAL_UNDEF(&property_moved_default_value);
	zend_string *property_moved_name = zend_string_init("moved", sizeof("moved") - 1, 1);
	zend_declare_typed_property(class_entry, property_moved_name, &property_moved_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_moved_name);

	zval property_odd_default_value;
	ZVAL_UNDEF(&property_odd_default_value);
	zend_string *property_odd_name = zend_string_init("odd", sizeof("odd") - 1, 1);
	zend_declare_typed_property(class_entry, property_odd_name, &property_odd_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_odd_name);

	zval property_reasons_default_value;
	ZVAL_UNDEF(&property_reasons_default_value);
	zend_string *property_reasons_name = zend_string_init("reasons", sizeof("reasons") - 1, 1);
	zend_declare_typed_property(class_entry, property_reasons_name, &property_reasons_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_reasons_name);

	zval property_told_default_value;
	ZVAL_UNDEF(&property_told_default_value);
	zend_string *property_told_name = zend_string_init("told", sizeof("told") - 1, 1);
	zend_declare_typed_property(class_entry, property_told_name, &property_told_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_told_name);

	zval property_saved_default_value;
	ZVAL_UNDEF(&property_saved_default_value);
	zend_string *property_saved_name = zend_string_init("saved", sizeof("saved") - 1, 1);
	zend_declare_typed_property(class_entry, property_saved_name, &property_saved_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_saved_name);

	zval property_profile_default_value;
	ZVAL_UNDEF(&property_profile_default_value);
	zend_string *property_profile_name = zend_string_init("profile", sizeof("profile") - 1, 1);
	zend_declare_typed_property(class_entry, property_profile_name, &property_profile_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_profile_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_SkippedRows(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "SkippedRows", class_Quen_SkippedRows_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_reason_default_value;
	ZVAL_UNDEF(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_reason_name);

	zval property_column_default_value;
	ZVAL_UNDEF(&property_column_default_value);
	zend_string *property_column_name = zend_string_init("column", sizeof("column") - 1, 1);
	zend_declare_typed_property(class_entry, property_column_name, &property_column_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_column_name);

	zval property_example_default_value;
	ZVAL_UNDEF(&property_example_default_value);
	zend_string *property_example_name = zend_string_init("example", sizeof("example") - 1, 1);
	zend_declare_typed_property(class_entry, property_example_name, &property_example_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_example_name);

	zval property_rows_default_value;
	ZVAL_UNDEF(&property_rows_default_value);
	zend_string *property_rows_name = zend_string_init("rows", sizeof("rows") - 1, 1);
	zend_declare_typed_property(class_entry, property_rows_name, &property_rows_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_rows_name);

	zval property_firstLine_default_value;
	ZVAL_UNDEF(&property_firstLine_default_value);
	zend_string *property_firstLine_name = zend_string_init("firstLine", sizeof("firstLine") - 1, 1);
	zend_declare_typed_property(class_entry, property_firstLine_name, &property_firstLine_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_firstLine_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_RfmScore(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "RfmScore", class_Quen_RfmScore_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_customer_name);

	zval property_recency_default_value;
	ZVAL_UNDEF(&property_recency_default_value);
	zend_string *property_recency_name = zend_string_init("recency", sizeof("recency") - 1, 1);
	zend_declare_typed_property(class_entry, property_recency_name, &property_recency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_recency_name);

	zval property_frequency_default_value;
	ZVAL_UNDEF(&property_frequency_default_value);
	zend_string *property_frequency_name = zend_string_init("frequency", sizeof("frequency") - 1, 1);
	zend_declare_typed_property(class_entry, property_frequency_name, &property_frequency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_frequency_name);

	zval property_monetary_default_value;
	ZVAL_UNDEF(&property_monetary_default_value);
	zend_string *property_monetary_name = zend_string_init("monetary", sizeof("monetary") - 1, 1);
	zend_declare_typed_property(class_entry, property_monetary_name, &property_monetary_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_monetary_name);

	zval property_r_default_value;
	ZVAL_UNDEF(&property_r_default_value);
	zend_string *property_r_name = zend_string_init("r", sizeof("r") - 1, 1);
	zend_declare_typed_property(class_entry, property_r_name, &property_r_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_r_name);

	zval property_f_default_value;
	ZVAL_UNDEF(&property_f_default_value);
	zend_string *property_f_name = zend_string_init("f", sizeof("f") - 1, 1);
	zend_declare_typed_property(class_entry, property_f_name, &property_f_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_f_name);

	zval property_m_default_value;
	ZVAL_UNDEF(&property_m_default_value);
	zend_string *property_m_name = zend_string_init("m", sizeof("m") - 1, 1);
	zend_declare_typed_property(class_entry, property_m_name, &property_m_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_m_name);

	zval property_segment_default_value;
	ZVAL_UNDEF(&property_segment_default_value);
	zend_string *property_segment_name = zend_string_init("segment", sizeof("segment") - 1, 1);
	zend_declare_typed_property(class_entry, property_segment_name, &property_segment_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_segment_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Segment(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Segment", class_Quen_Segment_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_name_name);

	zval property_meaning_default_value;
	ZVAL_UNDEF(&property_meaning_default_value);
	zend_string *property_meaning_name = zend_string_init("meaning", sizeof("meaning") - 1, 1);
	zend_declare_typed_property(class_entry, property_meaning_name, &property_meaning_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_meaning_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_share_default_value;
	ZVAL_UNDEF(&property_share_default_value);
	zend_string *property_share_name = zend_string_init("share", sizeof("share") - 1, 1);
	zend_declare_typed_property(class_entry, property_share_name, &property_share_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_share_name);

	zval property_frequency_default_value;
	ZVAL_UNDEF(&property_frequency_default_value);
	zend_string *property_frequency_name = zend_string_init("frequency", sizeof("frequency") - 1, 1);
	zend_declare_typed_property(class_entry, property_frequency_name, &property_frequency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_frequency_name);

	zval property_monetary_default_value;
	ZVAL_UNDEF(&property_monetary_default_value);
	zend_string *property_monetary_name = zend_string_init("monetary", sizeof("monetary") - 1, 1);
	zend_declare_typed_property(class_entry, property_monetary_name, &property_monetary_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_monetary_name);

	zval property_recencyMedian_default_value;
	ZVAL_UNDEF(&property_recencyMedian_default_value);
	zend_string *property_recencyMedian_name = zend_string_init("recencyMedian", sizeof("recencyMedian") - 1, 1);
	zend_declare_typed_property(class_entry, property_recencyMedian_name, &property_recencyMedian_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_recencyMedian_name);

	zval property_frequencyMedian_default_value;
	ZVAL_UNDEF(&property_frequencyMedian_default_value);
	zend_string *property_frequencyMedian_name = zend_string_init("frequencyMedian", sizeof("frequencyMedian") - 1, 1);
	zend_declare_typed_property(class_entry, property_frequencyMedian_name, &property_frequencyMedian_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_frequencyMedian_name);

	zval property_monetaryMedian_default_value;
	ZVAL_UNDEF(&property_monetaryMedian_default_value);
	zend_string *property_monetaryMedian_name = zend_string_init("monetaryMedian", sizeof("monetaryMedian") - 1, 1);
	zend_declare_typed_property(class_entry, property_monetaryMedian_name, &property_monetaryMedian_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_monetaryMedian_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Offer(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Offer", class_Quen_Offer_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_item_default_value;
	ZVAL_UNDEF(&property_item_default_value);
	zend_string *property_item_name = zend_string_init("item", sizeof("item") - 1, 1);
	zend_declare_typed_property(class_entry, property_item_name, &property_item_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_item_name);

	zval property_score_default_value;
	ZVAL_UNDEF(&property_score_default_value);
	zend_string *property_score_name = zend_string_init("score", sizeof("score") - 1, 1);
	zend_declare_typed_property(class_entry, property_score_name, &property_score_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_score_name);

	zval property_popular_default_value;
	ZVAL_UNDEF(&property_popular_default_value);
	zend_string *property_popular_name = zend_string_init("popular", sizeof("popular") - 1, 1);
	zend_declare_typed_property(class_entry, property_popular_name, &property_popular_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_popular_name);

	zval property_because_default_value;
	ZVAL_UNDEF(&property_because_default_value);
	zend_string *property_because_name = zend_string_init("because", sizeof("because") - 1, 1);
	zend_declare_typed_property(class_entry, property_because_name, &property_because_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_because_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Customer(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Customer", class_Quen_Customer_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_customer_name);

	zval property_r_default_value;
	ZVAL_UNDEF(&property_r_default_value);
	zend_string *property_r_name = zend_string_init("r", sizeof("r") - 1, 1);
	zend_declare_typed_property(class_entry, property_r_name, &property_r_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_r_name);

	zval property_f_default_value;
	ZVAL_UNDEF(&property_f_default_value);
	zend_string *property_f_name = zend_string_init("f", sizeof("f") - 1, 1);
	zend_declare_typed_property(class_entry, property_f_name, &property_f_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_f_name);

	zval property_m_default_value;
	ZVAL_UNDEF(&property_m_default_value);
	zend_string *property_m_name = zend_string_init("m", sizeof("m") - 1, 1);
	zend_declare_typed_property(class_entry, property_m_name, &property_m_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_m_name);

	zval property_segment_default_value;
	ZVAL_UNDEF(&property_segment_default_value);
	zend_string *property_segment_name = zend_string_init("segment", sizeof("segment") - 1, 1);
	zend_declare_typed_property(class_entry, property_segment_name, &property_segment_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_segment_name);

	zval property_recency_default_value;
	ZVAL_UNDEF(&property_recency_default_value);
	zend_string *property_recency_name = zend_string_init("recency", sizeof("recency") - 1, 1);
	zend_declare_typed_property(class_entry, property_recency_name, &property_recency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_recency_name);

	zval property_frequency_default_value;
	ZVAL_UNDEF(&property_frequency_default_value);
	zend_string *property_frequency_name = zend_string_init("frequency", sizeof("frequency") - 1, 1);
	zend_declare_typed_property(class_entry, property_frequency_name, &property_frequency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_frequency_name);

	zval property_monetary_default_value;
	ZVAL_UNDEF(&property_monetary_default_value);
	zend_string *property_monetary_name = zend_string_init("monetary", sizeof("monetary") - 1, 1);
	zend_declare_typed_property(class_entry, property_monetary_name, &property_monetary_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_monetary_name);

	zval property_cluster_default_value;
	ZVAL_UNDEF(&property_cluster_default_value);
	zend_string *property_cluster_name = zend_string_init("cluster", sizeof("cluster") - 1, 1);
	zend_declare_typed_property(class_entry, property_cluster_name, &property_cluster_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_cluster_name);

	zval property_risk_default_value;
	ZVAL_UNDEF(&property_risk_default_value);
	zend_string *property_risk_name = zend_string_init("risk", sizeof("risk") - 1, 1);
	zend_declare_typed_property(class_entry, property_risk_name, &property_risk_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_risk_name);

	zval property_reasons_default_value;
	ZVAL_UNDEF(&property_reasons_default_value);
	zend_string *property_reasons_name = zend_string_init("reasons", sizeof("reasons") - 1, 1);
	zend_declare_typed_property(class_entry, property_reasons_name, &property_reasons_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_reasons_name);

	zval property_alive_default_value;
	ZVAL_UNDEF(&property_alive_default_value);
	zend_string *property_alive_name = zend_string_init("alive", sizeof("alive") - 1, 1);
	zend_declare_typed_property(class_entry, property_alive_name, &property_alive_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_alive_name);

	zval property_orders_default_value;
	ZVAL_UNDEF(&property_orders_default_value);
	zend_string *property_orders_name = zend_string_init("orders", sizeof("orders") - 1, 1);
	zend_declare_typed_property(class_entry, property_orders_name, &property_orders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_orders_name);

	zval property_value_default_value;
	ZVAL_UNDEF(&property_value_default_value);
	zend_string *property_value_name = zend_string_init("value", sizeof("value") - 1, 1);
	zend_declare_typed_property(class_entry, property_value_name, &property_value_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_value_name);

	zval property_stake_default_value;
	ZVAL_UNDEF(&property_stake_default_value);
	zend_string *property_stake_name = zend_string_init("stake", sizeof("stake") - 1, 1);
	zend_declare_typed_property(class_entry, property_stake_name, &property_stake_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_stake_name);

	zval property_regular_default_value;
	ZVAL_UNDEF(&property_regular_default_value);
	zend_string *property_regular_name = zend_string_init("regular", sizeof("regular") - 1, 1);
	zend_declare_typed_property(class_entry, property_regular_name, &property_regular_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL|MAY_BE_NULL));
	zend_string_release(property_regular_name);

	zval property_late_default_value;
	ZVAL_UNDEF(&property_late_default_value);
	zend_string *property_late_name = zend_string_init("late", sizeof("late") - 1, 1);
	zend_declare_typed_property(class_entry, property_late_name, &property_late_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL|MAY_BE_NULL));
	zend_string_release(property_late_name);

	zend_string *property_next25_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_next25_default_value;
	ZVAL_UNDEF(&property_next25_default_value);
	zend_string *property_next25_name = zend_string_init("next25", sizeof("next25") - 1, 1);
	zend_declare_typed_property(class_entry, property_next25_name, &property_next25_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_next25_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_next25_name);

	zend_string *property_next50_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_next50_default_value;
	ZVAL_UNDEF(&property_next50_default_value);
	zend_string *property_next50_name = zend_string_init("next50", sizeof("next50") - 1, 1);
	zend_declare_typed_property(class_entry, property_next50_name, &property_next50_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_next50_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_next50_name);

	zend_string *property_next75_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_next75_default_value;
	ZVAL_UNDEF(&property_next75_default_value);
	zend_string *property_next75_name = zend_string_init("next75", sizeof("next75") - 1, 1);
	zend_declare_typed_property(class_entry, property_next75_name, &property_next75_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_next75_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_next75_name);

	zval property_hour_default_value;
	ZVAL_UNDEF(&property_hour_default_value);
	zend_string *property_hour_name = zend_string_init("hour", sizeof("hour") - 1, 1);
	zend_declare_typed_property(class_entry, property_hour_name, &property_hour_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_hour_name);

	zval property_hourShare_default_value;
	ZVAL_UNDEF(&property_hourShare_default_value);
	zend_string *property_hourShare_name = zend_string_init("hourShare", sizeof("hourShare") - 1, 1);
	zend_declare_typed_property(class_entry, property_hourShare_name, &property_hourShare_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_hourShare_name);

	zval property_weekday_default_value;
	ZVAL_UNDEF(&property_weekday_default_value);
	zend_string *property_weekday_name = zend_string_init("weekday", sizeof("weekday") - 1, 1);
	zend_declare_typed_property(class_entry, property_weekday_name, &property_weekday_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_weekday_name);

	zval property_weekdayShare_default_value;
	ZVAL_UNDEF(&property_weekdayShare_default_value);
	zend_string *property_weekdayShare_name = zend_string_init("weekdayShare", sizeof("weekdayShare") - 1, 1);
	zend_declare_typed_property(class_entry, property_weekdayShare_name, &property_weekdayShare_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_weekdayShare_name);

	zval property_due_default_value;
	ZVAL_UNDEF(&property_due_default_value);
	zend_string *property_due_name = zend_string_init("due", sizeof("due") - 1, 1);
	zend_declare_typed_property(class_entry, property_due_name, &property_due_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_due_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Cluster(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Cluster", class_Quen_Cluster_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_cluster_default_value;
	ZVAL_UNDEF(&property_cluster_default_value);
	zend_string *property_cluster_name = zend_string_init("cluster", sizeof("cluster") - 1, 1);
	zend_declare_typed_property(class_entry, property_cluster_name, &property_cluster_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_cluster_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_means_default_value;
	ZVAL_UNDEF(&property_means_default_value);
	zend_string *property_means_name = zend_string_init("means", sizeof("means") - 1, 1);
	zend_declare_typed_property(class_entry, property_means_name, &property_means_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_means_name);

	zval property_medians_default_value;
	ZVAL_UNDEF(&property_medians_default_value);
	zend_string *property_medians_name = zend_string_init("medians", sizeof("medians") - 1, 1);
	zend_declare_typed_property(class_entry, property_medians_name, &property_medians_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_medians_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Coefficient(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Coefficient", class_Quen_Coefficient_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_term_default_value;
	ZVAL_UNDEF(&property_term_default_value);
	zend_string *property_term_name = zend_string_init("term", sizeof("term") - 1, 1);
	zend_declare_typed_property(class_entry, property_term_name, &property_term_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_term_name);

	zval property_coefficient_default_value;
	ZVAL_UNDEF(&property_coefficient_default_value);
	zend_string *property_coefficient_name = zend_string_init("coefficient", sizeof("coefficient") - 1, 1);
	zend_declare_typed_property(class_entry, property_coefficient_name, &property_coefficient_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_coefficient_name);

	zval property_stdError_default_value;
	ZVAL_UNDEF(&property_stdError_default_value);
	zend_string *property_stdError_name = zend_string_init("stdError", sizeof("stdError") - 1, 1);
	zend_declare_typed_property(class_entry, property_stdError_name, &property_stdError_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_stdError_name);

	zval property_z_default_value;
	ZVAL_UNDEF(&property_z_default_value);
	zend_string *property_z_name = zend_string_init("z", sizeof("z") - 1, 1);
	zend_declare_typed_property(class_entry, property_z_name, &property_z_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_z_name);

	zval property_p_default_value;
	ZVAL_UNDEF(&property_p_default_value);
	zend_string *property_p_name = zend_string_init("p", sizeof("p") - 1, 1);
	zend_declare_typed_property(class_entry, property_p_name, &property_p_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_p_name);

	zval property_low_default_value;
	ZVAL_UNDEF(&property_low_default_value);
	zend_string *property_low_name = zend_string_init("low", sizeof("low") - 1, 1);
	zend_declare_typed_property(class_entry, property_low_name, &property_low_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_low_name);

	zval property_high_default_value;
	ZVAL_UNDEF(&property_high_default_value);
	zend_string *property_high_name = zend_string_init("high", sizeof("high") - 1, 1);
	zend_declare_typed_property(class_entry, property_high_name, &property_high_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_high_name);

	zval property_oddsRatio_default_value;
	ZVAL_UNDEF(&property_oddsRatio_default_value);
	zend_string *property_oddsRatio_name = zend_string_init("oddsRatio", sizeof("oddsRatio") - 1, 1);
	zend_declare_typed_property(class_entry, property_oddsRatio_name, &property_oddsRatio_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_oddsRatio_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_ChurnRisk(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "ChurnRisk", class_Quen_ChurnRisk_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_customer_name);

	zval property_risk_default_value;
	ZVAL_UNDEF(&property_risk_default_value);
	zend_string *property_risk_name = zend_string_init("risk", sizeof("risk") - 1, 1);
	zend_declare_typed_property(class_entry, property_risk_name, &property_risk_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_risk_name);

	zval property_reasons_default_value;
	ZVAL_UNDEF(&property_reasons_default_value);
	zend_string *property_reasons_name = zend_string_init("reasons", sizeof("reasons") - 1, 1);
	zend_declare_typed_property(class_entry, property_reasons_name, &property_reasons_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_reasons_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_ChurnOutcome(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "ChurnOutcome", class_Quen_ChurnOutcome_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_customer_name);

	zval property_risk_default_value;
	ZVAL_UNDEF(&property_risk_default_value);
	zend_string *property_risk_name = zend_string_init("risk", sizeof("risk") - 1, 1);
	zend_declare_typed_property(class_entry, property_risk_name, &property_risk_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_risk_name);

	zval property_churned_default_value;
	ZVAL_UNDEF(&property_churned_default_value);
	zend_string *property_churned_name = zend_string_init("churned", sizeof("churned") - 1, 1);
	zend_declare_typed_property(class_entry, property_churned_name, &property_churned_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_churned_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_ChurnReport(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "ChurnReport", class_Quen_ChurnReport_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zend_string *property_cutoff_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_cutoff_default_value;
	ZVAL_UNDEF(&property_cutoff_default_value);
	zend_string *property_cutoff_name = zend_string_init("cutoff", sizeof("cutoff") - 1, 1);
	zend_declare_typed_property(class_entry, property_cutoff_name, &property_cutoff_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_cutoff_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_cutoff_name);

	zval property_horizonDays_default_value;
	ZVAL_UNDEF(&property_horizonDays_default_value);
	zend_string *property_horizonDays_name = zend_string_init("horizonDays", sizeof("horizonDays") - 1, 1);
	zend_declare_typed_property(class_entry, property_horizonDays_name, &property_horizonDays_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_horizonDays_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_churned_default_value;
	ZVAL_UNDEF(&property_churned_default_value);
	zend_string *property_churned_name = zend_string_init("churned", sizeof("churned") - 1, 1);
	zend_declare_typed_property(class_entry, property_churned_name, &property_churned_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_churned_name);

	zval property_judged_default_value;
	ZVAL_UNDEF(&property_judged_default_value);
	zend_string *property_judged_name = zend_string_init("judged", sizeof("judged") - 1, 1);
	zend_declare_typed_property(class_entry, property_judged_name, &property_judged_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_judged_name);

	zval property_better_default_value;
	ZVAL_UNDEF(&property_better_default_value);
	zend_string *property_better_name = zend_string_init("better", sizeof("better") - 1, 1);
	zend_declare_typed_property(class_entry, property_better_name, &property_better_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL|MAY_BE_NULL));
	zend_string_release(property_better_name);

	zval property_auc_default_value;
	ZVAL_UNDEF(&property_auc_default_value);
	zend_string *property_auc_name = zend_string_init("auc", sizeof("auc") - 1, 1);
	zend_declare_typed_property(class_entry, property_auc_name, &property_auc_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_auc_name);

	zval property_aucLow_default_value;
	ZVAL_UNDEF(&property_aucLow_default_value);
	zend_string *property_aucLow_name = zend_string_init("aucLow", sizeof("aucLow") - 1, 1);
	zend_declare_typed_property(class_entry, property_aucLow_name, &property_aucLow_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_aucLow_name);

	zval property_aucHigh_default_value;
	ZVAL_UNDEF(&property_aucHigh_default_value);
	zend_string *property_aucHigh_name = zend_string_init("aucHigh", sizeof("aucHigh") - 1, 1);
	zend_declare_typed_property(class_entry, property_aucHigh_name, &property_aucHigh_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_aucHigh_name);

	zval property_logLoss_default_value;
	ZVAL_UNDEF(&property_logLoss_default_value);
	zend_string *property_logLoss_name = zend_string_init("logLoss", sizeof("logLoss") - 1, 1);
	zend_declare_typed_property(class_entry, property_logLoss_name, &property_logLoss_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_logLoss_name);

	zval property_brier_default_value;
	ZVAL_UNDEF(&property_brier_default_value);
	zend_string *property_brier_name = zend_string_init("brier", sizeof("brier") - 1, 1);
	zend_declare_typed_property(class_entry, property_brier_name, &property_brier_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_brier_name);

	zval property_lift10_default_value;
	ZVAL_UNDEF(&property_lift10_default_value);
	zend_string *property_lift10_name = zend_string_init("lift10", sizeof("lift10") - 1, 1);
	zend_declare_typed_property(class_entry, property_lift10_name, &property_lift10_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_lift10_name);

	zval property_meanRisk_default_value;
	ZVAL_UNDEF(&property_meanRisk_default_value);
	zend_string *property_meanRisk_name = zend_string_init("meanRisk", sizeof("meanRisk") - 1, 1);
	zend_declare_typed_property(class_entry, property_meanRisk_name, &property_meanRisk_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_meanRisk_name);

	zval property_slope_default_value;
	ZVAL_UNDEF(&property_slope_default_value);
	zend_string *property_slope_name = zend_string_init("slope", sizeof("slope") - 1, 1);
	zend_declare_typed_property(class_entry, property_slope_name, &property_slope_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_slope_name);

	zval property_recencyAuc_default_value;
	ZVAL_UNDEF(&property_recencyAuc_default_value);
	zend_string *property_recencyAuc_name = zend_string_init("recencyAuc", sizeof("recencyAuc") - 1, 1);
	zend_declare_typed_property(class_entry, property_recencyAuc_name, &property_recencyAuc_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_recencyAuc_name);

	zval property_recencyLogLoss_default_value;
	ZVAL_UNDEF(&property_recencyLogLoss_default_value);
	zend_string *property_recencyLogLoss_name = zend_string_init("recencyLogLoss", sizeof("recencyLogLoss") - 1, 1);
	zend_declare_typed_property(class_entry, property_recencyLogLoss_name, &property_recencyLogLoss_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_recencyLogLoss_name);

	zval property_recencyBrier_default_value;
	ZVAL_UNDEF(&property_recencyBrier_default_value);
	zend_string *property_recencyBrier_name = zend_string_init("recencyBrier", sizeof("recencyBrier") - 1, 1);
	zend_declare_typed_property(class_entry, property_recencyBrier_name, &property_recencyBrier_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_recencyBrier_name);

	zval property_recencyLift10_default_value;
	ZVAL_UNDEF(&property_recencyLift10_default_value);
	zend_string *property_recencyLift10_name = zend_string_init("recencyLift10", sizeof("recencyLift10") - 1, 1);
	zend_declare_typed_property(class_entry, property_recencyLift10_name, &property_recencyLift10_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_recencyLift10_name);

	zval property_recencyMeanRisk_default_value;
	ZVAL_UNDEF(&property_recencyMeanRisk_default_value);
	zend_string *property_recencyMeanRisk_name = zend_string_init("recencyMeanRisk", sizeof("recencyMeanRisk") - 1, 1);
	zend_declare_typed_property(class_entry, property_recencyMeanRisk_name, &property_recencyMeanRisk_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_recencyMeanRisk_name);

	zval property_recencySlope_default_value;
	ZVAL_UNDEF(&property_recencySlope_default_value);
	zend_string *property_recencySlope_name = zend_string_init("recencySlope", sizeof("recencySlope") - 1, 1);
	zend_declare_typed_property(class_entry, property_recencySlope_name, &property_recencySlope_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_recencySlope_name);

	zend_string *property_now_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_now_default_value;
	ZVAL_UNDEF(&property_now_default_value);
	zend_string *property_now_name = zend_string_init("now", sizeof("now") - 1, 1);
	zend_declare_typed_property(class_entry, property_now_name, &property_now_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_now_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_now_name);

	zval property_nowCustomers_default_value;
	ZVAL_UNDEF(&property_nowCustomers_default_value);
	zend_string *property_nowCustomers_name = zend_string_init("nowCustomers", sizeof("nowCustomers") - 1, 1);
	zend_declare_typed_property(class_entry, property_nowCustomers_name, &property_nowCustomers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_nowCustomers_name);

	zval property_nowMeanRisk_default_value;
	ZVAL_UNDEF(&property_nowMeanRisk_default_value);
	zend_string *property_nowMeanRisk_name = zend_string_init("nowMeanRisk", sizeof("nowMeanRisk") - 1, 1);
	zend_declare_typed_property(class_entry, property_nowMeanRisk_name, &property_nowMeanRisk_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_nowMeanRisk_name);

	zval property_margin_default_value;
	ZVAL_UNDEF(&property_margin_default_value);
	zend_string *property_margin_name = zend_string_init("margin", sizeof("margin") - 1, 1);
	zend_declare_typed_property(class_entry, property_margin_name, &property_margin_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_margin_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_ChurnOrigin(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "ChurnOrigin", class_Quen_ChurnOrigin_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zend_string *property_cutoff_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_cutoff_default_value;
	ZVAL_UNDEF(&property_cutoff_default_value);
	zend_string *property_cutoff_name = zend_string_init("cutoff", sizeof("cutoff") - 1, 1);
	zend_declare_typed_property(class_entry, property_cutoff_name, &property_cutoff_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_cutoff_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_cutoff_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_churned_default_value;
	ZVAL_UNDEF(&property_churned_default_value);
	zend_string *property_churned_name = zend_string_init("churned", sizeof("churned") - 1, 1);
	zend_declare_typed_property(class_entry, property_churned_name, &property_churned_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_churned_name);

	zval property_meanRisk_default_value;
	ZVAL_UNDEF(&property_meanRisk_default_value);
	zend_string *property_meanRisk_name = zend_string_init("meanRisk", sizeof("meanRisk") - 1, 1);
	zend_declare_typed_property(class_entry, property_meanRisk_name, &property_meanRisk_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_meanRisk_name);

	zval property_auc_default_value;
	ZVAL_UNDEF(&property_auc_default_value);
	zend_string *property_auc_name = zend_string_init("auc", sizeof("auc") - 1, 1);
	zend_declare_typed_property(class_entry, property_auc_name, &property_auc_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_auc_name);

	zval property_logLoss_default_value;
	ZVAL_UNDEF(&property_logLoss_default_value);
	zend_string *property_logLoss_name = zend_string_init("logLoss", sizeof("logLoss") - 1, 1);
	zend_declare_typed_property(class_entry, property_logLoss_name, &property_logLoss_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_logLoss_name);

	zval property_margin_default_value;
	ZVAL_UNDEF(&property_margin_default_value);
	zend_string *property_margin_name = zend_string_init("margin", sizeof("margin") - 1, 1);
	zend_declare_typed_property(class_entry, property_margin_name, &property_margin_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_margin_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_ChurnDrift(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "ChurnDrift", class_Quen_ChurnDrift_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_feature_default_value;
	ZVAL_UNDEF(&property_feature_default_value);
	zend_string *property_feature_name = zend_string_init("feature", sizeof("feature") - 1, 1);
	zend_declare_typed_property(class_entry, property_feature_name, &property_feature_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_feature_name);

	zval property_least_default_value;
	ZVAL_UNDEF(&property_least_default_value);
	zend_string *property_least_name = zend_string_init("least", sizeof("least") - 1, 1);
	zend_declare_typed_property(class_entry, property_least_name, &property_least_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_least_name);

	zval property_most_default_value;
	ZVAL_UNDEF(&property_most_default_value);
	zend_string *property_most_name = zend_string_init("most", sizeof("most") - 1, 1);
	zend_declare_typed_property(class_entry, property_most_name, &property_most_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_most_name);

	zval property_below_default_value;
	ZVAL_UNDEF(&property_below_default_value);
	zend_string *property_below_name = zend_string_init("below", sizeof("below") - 1, 1);
	zend_declare_typed_property(class_entry, property_below_name, &property_below_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_below_name);

	zval property_above_default_value;
	ZVAL_UNDEF(&property_above_default_value);
	zend_string *property_above_name = zend_string_init("above", sizeof("above") - 1, 1);
	zend_declare_typed_property(class_entry, property_above_name, &property_above_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_above_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_LifetimeFuture(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "LifetimeFuture", class_Quen_LifetimeFuture_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_customer_name);

	zval property_alive_default_value;
	ZVAL_UNDEF(&property_alive_default_value);
	zend_string *property_alive_name = zend_string_init("alive", sizeof("alive") - 1, 1);
	zend_declare_typed_property(class_entry, property_alive_name, &property_alive_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_alive_name);

	zval property_orders_default_value;
	ZVAL_UNDEF(&property_orders_default_value);
	zend_string *property_orders_name = zend_string_init("orders", sizeof("orders") - 1, 1);
	zend_declare_typed_property(class_entry, property_orders_name, &property_orders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_orders_name);

	zval property_value_default_value;
	ZVAL_UNDEF(&property_value_default_value);
	zend_string *property_value_name = zend_string_init("value", sizeof("value") - 1, 1);
	zend_declare_typed_property(class_entry, property_value_name, &property_value_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_value_name);

	zval property_regular_default_value;
	ZVAL_UNDEF(&property_regular_default_value);
	zend_string *property_regular_name = zend_string_init("regular", sizeof("regular") - 1, 1);
	zend_declare_typed_property(class_entry, property_regular_name, &property_regular_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_regular_name);

	zval property_wait25_default_value;
	ZVAL_UNDEF(&property_wait25_default_value);
	zend_string *property_wait25_name = zend_string_init("wait25", sizeof("wait25") - 1, 1);
	zend_declare_typed_property(class_entry, property_wait25_name, &property_wait25_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_wait25_name);

	zval property_wait50_default_value;
	ZVAL_UNDEF(&property_wait50_default_value);
	zend_string *property_wait50_name = zend_string_init("wait50", sizeof("wait50") - 1, 1);
	zend_declare_typed_property(class_entry, property_wait50_name, &property_wait50_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_wait50_name);

	zval property_wait75_default_value;
	ZVAL_UNDEF(&property_wait75_default_value);
	zend_string *property_wait75_name = zend_string_init("wait75", sizeof("wait75") - 1, 1);
	zend_declare_typed_property(class_entry, property_wait75_name, &property_wait75_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_wait75_name);

	zval property_waitWithin25_default_value;
	ZVAL_UNDEF(&property_waitWithin25_default_value);
	zend_string *property_waitWithin25_name = zend_string_init("waitWithin25", sizeof("waitWithin25") - 1, 1);
	zend_declare_typed_property(class_entry, property_waitWithin25_name, &property_waitWithin25_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_waitWithin25_name);

	zval property_waitWithin50_default_value;
	ZVAL_UNDEF(&property_waitWithin50_default_value);
	zend_string *property_waitWithin50_name = zend_string_init("waitWithin50", sizeof("waitWithin50") - 1, 1);
	zend_declare_typed_property(class_entry, property_waitWithin50_name, &property_waitWithin50_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_waitWithin50_name);

	zval property_waitWithin75_default_value;
	ZVAL_UNDEF(&property_waitWithin75_default_value);
	zend_string *property_waitWithin75_name = zend_string_init("waitWithin75", sizeof("waitWithin75") - 1, 1);
	zend_declare_typed_property(class_entry, property_waitWithin75_name, &property_waitWithin75_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_waitWithin75_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_LifetimeReport(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "LifetimeReport", class_Quen_LifetimeReport_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_family_default_value;
	ZVAL_UNDEF(&property_family_default_value);
	zend_string *property_family_name = zend_string_init("family", sizeof("family") - 1, 1);
	zend_declare_typed_property(class_entry, property_family_name, &property_family_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_family_name);

	zval property_regularity_default_value;
	ZVAL_UNDEF(&property_regularity_default_value);
	zend_string *property_regularity_name = zend_string_init("regularity", sizeof("regularity") - 1, 1);
	zend_declare_typed_property(class_entry, property_regularity_name, &property_regularity_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_regularity_name);

	zval property_state_default_value;
	ZVAL_UNDEF(&property_state_default_value);
	zend_string *property_state_name = zend_string_init("state", sizeof("state") - 1, 1);
	zend_declare_typed_property(class_entry, property_state_name, &property_state_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_state_name);

	zval property_steps_default_value;
	ZVAL_UNDEF(&property_steps_default_value);
	zend_string *property_steps_name = zend_string_init("steps", sizeof("steps") - 1, 1);
	zend_declare_typed_property(class_entry, property_steps_name, &property_steps_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_steps_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_repeaters_default_value;
	ZVAL_UNDEF(&property_repeaters_default_value);
	zend_string *property_repeaters_name = zend_string_init("repeaters", sizeof("repeaters") - 1, 1);
	zend_declare_typed_property(class_entry, property_repeaters_name, &property_repeaters_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_repeaters_name);

	zval property_logLikelihood_default_value;
	ZVAL_UNDEF(&property_logLikelihood_default_value);
	zend_string *property_logLikelihood_name = zend_string_init("logLikelihood", sizeof("logLikelihood") - 1, 1);
	zend_declare_typed_property(class_entry, property_logLikelihood_name, &property_logLikelihood_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_logLikelihood_name);

	zend_string *property_now_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_now_default_value;
	ZVAL_UNDEF(&property_now_default_value);
	zend_string *property_now_name = zend_string_init("now", sizeof("now") - 1, 1);
	zend_declare_typed_property(class_entry, property_now_name, &property_now_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_now_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_now_name);

	zval property_answer_default_value;
	ZVAL_UNDEF(&property_answer_default_value);
	zend_string *property_answer_name = zend_string_init("answer", sizeof("answer") - 1, 1);
	zend_declare_typed_property(class_entry, property_answer_name, &property_answer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_answer_name);

	zval property_judged_default_value;
	ZVAL_UNDEF(&property_judged_default_value);
	zend_string *property_judged_name = zend_string_init("judged", sizeof("judged") - 1, 1);
	zend_declare_typed_property(class_entry, property_judged_name, &property_judged_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_judged_name);

	zval property_better_default_value;
	ZVAL_UNDEF(&property_better_default_value);
	zend_string *property_better_name = zend_string_init("better", sizeof("better") - 1, 1);
	zend_declare_typed_property(class_entry, property_better_name, &property_better_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL|MAY_BE_NULL));
	zend_string_release(property_better_name);

	zend_string *property_start_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_start_default_value;
	ZVAL_UNDEF(&property_start_default_value);
	zend_string *property_start_name = zend_string_init("start", sizeof("start") - 1, 1);
	zend_declare_typed_property(class_entry, property_start_name, &property_start_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_start_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_start_name);

	zend_string *property_end_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_end_default_value;
	ZVAL_UNDEF(&property_end_default_value);
	zend_string *property_end_name = zend_string_init("end", sizeof("end") - 1, 1);
	zend_declare_typed_property(class_entry, property_end_name, &property_end_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_end_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_end_name);

	zval property_checkCustomers_default_value;
	ZVAL_UNDEF(&property_checkCustomers_default_value);
	zend_string *property_checkCustomers_name = zend_string_init("checkCustomers", sizeof("checkCustomers") - 1, 1);
	zend_declare_typed_property(class_entry, property_checkCustomers_name, &property_checkCustomers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_checkCustomers_name);

	zval property_checkOrders_default_value;
	ZVAL_UNDEF(&property_checkOrders_default_value);
	zend_string *property_checkOrders_name = zend_string_init("checkOrders", sizeof("checkOrders") - 1, 1);
	zend_declare_typed_property(class_entry, property_checkOrders_name, &property_checkOrders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_checkOrders_name);

	zval property_modelOrders_default_value;
	ZVAL_UNDEF(&property_modelOrders_default_value);
	zend_string *property_modelOrders_name = zend_string_init("modelOrders", sizeof("modelOrders") - 1, 1);
	zend_declare_typed_property(class_entry, property_modelOrders_name, &property_modelOrders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_modelOrders_name);

	zval property_meanOrders_default_value;
	ZVAL_UNDEF(&property_meanOrders_default_value);
	zend_string *property_meanOrders_name = zend_string_init("meanOrders", sizeof("meanOrders") - 1, 1);
	zend_declare_typed_property(class_entry, property_meanOrders_name, &property_meanOrders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_meanOrders_name);

	zval property_ownOrders_default_value;
	ZVAL_UNDEF(&property_ownOrders_default_value);
	zend_string *property_ownOrders_name = zend_string_init("ownOrders", sizeof("ownOrders") - 1, 1);
	zend_declare_typed_property(class_entry, property_ownOrders_name, &property_ownOrders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_ownOrders_name);

	zval property_modelRmse_default_value;
	ZVAL_UNDEF(&property_modelRmse_default_value);
	zend_string *property_modelRmse_name = zend_string_init("modelRmse", sizeof("modelRmse") - 1, 1);
	zend_declare_typed_property(class_entry, property_modelRmse_name, &property_modelRmse_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_modelRmse_name);

	zval property_meanRmse_default_value;
	ZVAL_UNDEF(&property_meanRmse_default_value);
	zend_string *property_meanRmse_name = zend_string_init("meanRmse", sizeof("meanRmse") - 1, 1);
	zend_declare_typed_property(class_entry, property_meanRmse_name, &property_meanRmse_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_meanRmse_name);

	zval property_ownRmse_default_value;
	ZVAL_UNDEF(&property_ownRmse_default_value);
	zend_string *property_ownRmse_name = zend_string_init("ownRmse", sizeof("ownRmse") - 1, 1);
	zend_declare_typed_property(class_entry, property_ownRmse_name, &property_ownRmse_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_ownRmse_name);

	zval property_modelMae_default_value;
	ZVAL_UNDEF(&property_modelMae_default_value);
	zend_string *property_modelMae_name = zend_string_init("modelMae", sizeof("modelMae") - 1, 1);
	zend_declare_typed_property(class_entry, property_modelMae_name, &property_modelMae_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_modelMae_name);

	zval property_meanMae_default_value;
	ZVAL_UNDEF(&property_meanMae_default_value);
	zend_string *property_meanMae_name = zend_string_init("meanMae", sizeof("meanMae") - 1, 1);
	zend_declare_typed_property(class_entry, property_meanMae_name, &property_meanMae_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_meanMae_name);

	zval property_ownMae_default_value;
	ZVAL_UNDEF(&property_ownMae_default_value);
	zend_string *property_ownMae_name = zend_string_init("ownMae", sizeof("ownMae") - 1, 1);
	zend_declare_typed_property(class_entry, property_ownMae_name, &property_ownMae_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_ownMae_name);

	zval property_z_default_value;
	ZVAL_UNDEF(&property_z_default_value);
	zend_string *property_z_name = zend_string_init("z", sizeof("z") - 1, 1);
	zend_declare_typed_property(class_entry, property_z_name, &property_z_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_z_name);

	zval property_valueCorrelation_default_value;
	ZVAL_UNDEF(&property_valueCorrelation_default_value);
	zend_string *property_valueCorrelation_name = zend_string_init("valueCorrelation", sizeof("valueCorrelation") - 1, 1);
	zend_declare_typed_property(class_entry, property_valueCorrelation_name, &property_valueCorrelation_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_valueCorrelation_name);

	zval property_valueCustomers_default_value;
	ZVAL_UNDEF(&property_valueCustomers_default_value);
	zend_string *property_valueCustomers_name = zend_string_init("valueCustomers", sizeof("valueCustomers") - 1, 1);
	zend_declare_typed_property(class_entry, property_valueCustomers_name, &property_valueCustomers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_valueCustomers_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_HabitsOffer(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "HabitsOffer", class_Quen_HabitsOffer_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_item_default_value;
	ZVAL_UNDEF(&property_item_default_value);
	zend_string *property_item_name = zend_string_init("item", sizeof("item") - 1, 1);
	zend_declare_typed_property(class_entry, property_item_name, &property_item_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_item_name);

	zval property_times_default_value;
	ZVAL_UNDEF(&property_times_default_value);
	zend_string *property_times_name = zend_string_init("times", sizeof("times") - 1, 1);
	zend_declare_typed_property(class_entry, property_times_name, &property_times_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_times_name);

	zval property_score_default_value;
	ZVAL_UNDEF(&property_score_default_value);
	zend_string *property_score_name = zend_string_init("score", sizeof("score") - 1, 1);
	zend_declare_typed_property(class_entry, property_score_name, &property_score_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_score_name);

	zval property_own_default_value;
	ZVAL_UNDEF(&property_own_default_value);
	zend_string *property_own_name = zend_string_init("own", sizeof("own") - 1, 1);
	zend_declare_typed_property(class_entry, property_own_name, &property_own_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_own_name);

	zval property_popular_default_value;
	ZVAL_UNDEF(&property_popular_default_value);
	zend_string *property_popular_name = zend_string_init("popular", sizeof("popular") - 1, 1);
	zend_declare_typed_property(class_entry, property_popular_name, &property_popular_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_popular_name);

	zval property_related_default_value;
	ZVAL_UNDEF(&property_related_default_value);
	zend_string *property_related_name = zend_string_init("related", sizeof("related") - 1, 1);
	zend_declare_typed_property(class_entry, property_related_name, &property_related_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_related_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Due(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Due", class_Quen_Due_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_customer_name);

	zval property_item_default_value;
	ZVAL_UNDEF(&property_item_default_value);
	zend_string *property_item_name = zend_string_init("item", sizeof("item") - 1, 1);
	zend_declare_typed_property(class_entry, property_item_name, &property_item_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_item_name);

	zval property_chance_default_value;
	ZVAL_UNDEF(&property_chance_default_value);
	zend_string *property_chance_name = zend_string_init("chance", sizeof("chance") - 1, 1);
	zend_declare_typed_property(class_entry, property_chance_name, &property_chance_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_chance_name);

	zend_string *property_last_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_last_default_value;
	ZVAL_UNDEF(&property_last_default_value);
	zend_string *property_last_name = zend_string_init("last", sizeof("last") - 1, 1);
	zend_declare_typed_property(class_entry, property_last_name, &property_last_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_last_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_last_name);

	zend_string *property_due_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_due_default_value;
	ZVAL_UNDEF(&property_due_default_value);
	zend_string *property_due_name = zend_string_init("due", sizeof("due") - 1, 1);
	zend_declare_typed_property(class_entry, property_due_name, &property_due_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_due_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_due_name);

	zval property_times_default_value;
	ZVAL_UNDEF(&property_times_default_value);
	zend_string *property_times_name = zend_string_init("times", sizeof("times") - 1, 1);
	zend_declare_typed_property(class_entry, property_times_name, &property_times_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_times_name);

	zval property_late_default_value;
	ZVAL_UNDEF(&property_late_default_value);
	zend_string *property_late_name = zend_string_init("late", sizeof("late") - 1, 1);
	zend_declare_typed_property(class_entry, property_late_name, &property_late_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_late_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_HabitsCheck(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "HabitsCheck", class_Quen_HabitsCheck_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_question_default_value;
	ZVAL_UNDEF(&property_question_default_value);
	zend_string *property_question_name = zend_string_init("question", sizeof("question") - 1, 1);
	zend_declare_typed_property(class_entry, property_question_name, &property_question_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_question_name);

	zval property_judged_default_value;
	ZVAL_UNDEF(&property_judged_default_value);
	zend_string *property_judged_name = zend_string_init("judged", sizeof("judged") - 1, 1);
	zend_declare_typed_property(class_entry, property_judged_name, &property_judged_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_judged_name);

	zval property_better_default_value;
	ZVAL_UNDEF(&property_better_default_value);
	zend_string *property_better_name = zend_string_init("better", sizeof("better") - 1, 1);
	zend_declare_typed_property(class_entry, property_better_name, &property_better_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL|MAY_BE_NULL));
	zend_string_release(property_better_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_n_default_value;
	ZVAL_UNDEF(&property_n_default_value);
	zend_string *property_n_name = zend_string_init("n", sizeof("n") - 1, 1);
	zend_declare_typed_property(class_entry, property_n_name, &property_n_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_n_name);

	zval property_model_default_value;
	ZVAL_UNDEF(&property_model_default_value);
	zend_string *property_model_name = zend_string_init("model", sizeof("model") - 1, 1);
	zend_declare_typed_property(class_entry, property_model_name, &property_model_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_model_name);

	zval property_plain_default_value;
	ZVAL_UNDEF(&property_plain_default_value);
	zend_string *property_plain_name = zend_string_init("plain", sizeof("plain") - 1, 1);
	zend_declare_typed_property(class_entry, property_plain_name, &property_plain_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_plain_name);

	zval property_modelHits_default_value;
	ZVAL_UNDEF(&property_modelHits_default_value);
	zend_string *property_modelHits_name = zend_string_init("modelHits", sizeof("modelHits") - 1, 1);
	zend_declare_typed_property(class_entry, property_modelHits_name, &property_modelHits_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_modelHits_name);

	zval property_plainHits_default_value;
	ZVAL_UNDEF(&property_plainHits_default_value);
	zend_string *property_plainHits_name = zend_string_init("plainHits", sizeof("plainHits") - 1, 1);
	zend_declare_typed_property(class_entry, property_plainHits_name, &property_plainHits_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_plainHits_name);

	zval property_z_default_value;
	ZVAL_UNDEF(&property_z_default_value);
	zend_string *property_z_name = zend_string_init("z", sizeof("z") - 1, 1);
	zend_declare_typed_property(class_entry, property_z_name, &property_z_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_z_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_HabitsReport(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "HabitsReport", class_Quen_HabitsReport_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zend_string *property_now_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_now_default_value;
	ZVAL_UNDEF(&property_now_default_value);
	zend_string *property_now_name = zend_string_init("now", sizeof("now") - 1, 1);
	zend_declare_typed_property(class_entry, property_now_name, &property_now_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_now_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_now_name);

	zend_string *property_start_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_start_default_value;
	ZVAL_UNDEF(&property_start_default_value);
	zend_string *property_start_name = zend_string_init("start", sizeof("start") - 1, 1);
	zend_declare_typed_property(class_entry, property_start_name, &property_start_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_start_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_start_name);

	zend_string *property_end_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_end_default_value;
	ZVAL_UNDEF(&property_end_default_value);
	zend_string *property_end_name = zend_string_init("end", sizeof("end") - 1, 1);
	zend_declare_typed_property(class_entry, property_end_name, &property_end_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_end_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_end_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_baskets_default_value;
	ZVAL_UNDEF(&property_baskets_default_value);
	zend_string *property_baskets_name = zend_string_init("baskets", sizeof("baskets") - 1, 1);
	zend_declare_typed_property(class_entry, property_baskets_name, &property_baskets_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_baskets_name);

	zval property_pairs_default_value;
	ZVAL_UNDEF(&property_pairs_default_value);
	zend_string *property_pairs_name = zend_string_init("pairs", sizeof("pairs") - 1, 1);
	zend_declare_typed_property(class_entry, property_pairs_name, &property_pairs_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pairs_name);

	zval property_pairsAgain_default_value;
	ZVAL_UNDEF(&property_pairsAgain_default_value);
	zend_string *property_pairsAgain_name = zend_string_init("pairsAgain", sizeof("pairsAgain") - 1, 1);
	zend_declare_typed_property(class_entry, property_pairsAgain_name, &property_pairsAgain_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pairsAgain_name);

	zval property_decay_default_value;
	ZVAL_UNDEF(&property_decay_default_value);
	zend_string *property_decay_name = zend_string_init("decay", sizeof("decay") - 1, 1);
	zend_declare_typed_property(class_entry, property_decay_name, &property_decay_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_decay_name);

	zval property_weightOwn_default_value;
	ZVAL_UNDEF(&property_weightOwn_default_value);
	zend_string *property_weightOwn_name = zend_string_init("weightOwn", sizeof("weightOwn") - 1, 1);
	zend_declare_typed_property(class_entry, property_weightOwn_name, &property_weightOwn_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_weightOwn_name);

	zval property_weightPopular_default_value;
	ZVAL_UNDEF(&property_weightPopular_default_value);
	zend_string *property_weightPopular_name = zend_string_init("weightPopular", sizeof("weightPopular") - 1, 1);
	zend_declare_typed_property(class_entry, property_weightPopular_name, &property_weightPopular_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_weightPopular_name);

	zval property_weightRecent_default_value;
	ZVAL_UNDEF(&property_weightRecent_default_value);
	zend_string *property_weightRecent_name = zend_string_init("weightRecent", sizeof("weightRecent") - 1, 1);
	zend_declare_typed_property(class_entry, property_weightRecent_name, &property_weightRecent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_weightRecent_name);

	zval property_weightRelated_default_value;
	ZVAL_UNDEF(&property_weightRelated_default_value);
	zend_string *property_weightRelated_name = zend_string_init("weightRelated", sizeof("weightRelated") - 1, 1);
	zend_declare_typed_property(class_entry, property_weightRelated_name, &property_weightRelated_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_weightRelated_name);

	zval property_newPopular_default_value;
	ZVAL_UNDEF(&property_newPopular_default_value);
	zend_string *property_newPopular_name = zend_string_init("newPopular", sizeof("newPopular") - 1, 1);
	zend_declare_typed_property(class_entry, property_newPopular_name, &property_newPopular_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_newPopular_name);

	zval property_newRecent_default_value;
	ZVAL_UNDEF(&property_newRecent_default_value);
	zend_string *property_newRecent_name = zend_string_init("newRecent", sizeof("newRecent") - 1, 1);
	zend_declare_typed_property(class_entry, property_newRecent_name, &property_newRecent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_newRecent_name);

	zval property_newRelated_default_value;
	ZVAL_UNDEF(&property_newRelated_default_value);
	zend_string *property_newRelated_name = zend_string_init("newRelated", sizeof("newRelated") - 1, 1);
	zend_declare_typed_property(class_entry, property_newRelated_name, &property_newRelated_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_newRelated_name);

	zval property_again_default_value;
	ZVAL_UNDEF(&property_again_default_value);
	zend_string *property_again_name = zend_string_init("again", sizeof("again") - 1, 1);
	zend_declare_typed_property(class_entry, property_again_name, &property_again_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_again_name);

	zval property_gapDays_default_value;
	ZVAL_UNDEF(&property_gapDays_default_value);
	zend_string *property_gapDays_name = zend_string_init("gapDays", sizeof("gapDays") - 1, 1);
	zend_declare_typed_property(class_entry, property_gapDays_name, &property_gapDays_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_gapDays_name);

	zval property_gapShape_default_value;
	ZVAL_UNDEF(&property_gapShape_default_value);
	zend_string *property_gapShape_name = zend_string_init("gapShape", sizeof("gapShape") - 1, 1);
	zend_declare_typed_property(class_entry, property_gapShape_name, &property_gapShape_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_gapShape_name);

	zval property_strengthHour_default_value;
	ZVAL_UNDEF(&property_strengthHour_default_value);
	zend_string *property_strengthHour_name = zend_string_init("strengthHour", sizeof("strengthHour") - 1, 1);
	zend_declare_typed_property(class_entry, property_strengthHour_name, &property_strengthHour_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_strengthHour_name);

	zval property_strengthWeekday_default_value;
	ZVAL_UNDEF(&property_strengthWeekday_default_value);
	zend_string *property_strengthWeekday_name = zend_string_init("strengthWeekday", sizeof("strengthWeekday") - 1, 1);
	zend_declare_typed_property(class_entry, property_strengthWeekday_name, &property_strengthWeekday_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_strengthWeekday_name);

	zval property_strengthMonth_default_value;
	ZVAL_UNDEF(&property_strengthMonth_default_value);
	zend_string *property_strengthMonth_name = zend_string_init("strengthMonth", sizeof("strengthMonth") - 1, 1);
	zend_declare_typed_property(class_entry, property_strengthMonth_name, &property_strengthMonth_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_strengthMonth_name);

	zval property_strengthItemGroup_default_value;
	ZVAL_UNDEF(&property_strengthItemGroup_default_value);
	zend_string *property_strengthItemGroup_name = zend_string_init("strengthItemGroup", sizeof("strengthItemGroup") - 1, 1);
	zend_declare_typed_property(class_entry, property_strengthItemGroup_name, &property_strengthItemGroup_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_strengthItemGroup_name);

	zval property_strengthChannel_default_value;
	ZVAL_UNDEF(&property_strengthChannel_default_value);
	zend_string *property_strengthChannel_name = zend_string_init("strengthChannel", sizeof("strengthChannel") - 1, 1);
	zend_declare_typed_property(class_entry, property_strengthChannel_name, &property_strengthChannel_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_strengthChannel_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Link(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Link", class_Quen_Link_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_a_default_value;
	ZVAL_UNDEF(&property_a_default_value);
	zend_string *property_a_name = zend_string_init("a", sizeof("a") - 1, 1);
	zend_declare_typed_property(class_entry, property_a_name, &property_a_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_a_name);

	zval property_b_default_value;
	ZVAL_UNDEF(&property_b_default_value);
	zend_string *property_b_name = zend_string_init("b", sizeof("b") - 1, 1);
	zend_declare_typed_property(class_entry, property_b_name, &property_b_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_b_name);

	zval property_chance_default_value;
	ZVAL_UNDEF(&property_chance_default_value);
	zend_string *property_chance_name = zend_string_init("chance", sizeof("chance") - 1, 1);
	zend_declare_typed_property(class_entry, property_chance_name, &property_chance_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_chance_name);

	zval property_reasons_default_value;
	ZVAL_UNDEF(&property_reasons_default_value);
	zend_string *property_reasons_name = zend_string_init("reasons", sizeof("reasons") - 1, 1);
	zend_declare_typed_property(class_entry, property_reasons_name, &property_reasons_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_reasons_name);

	zval property_rest_default_value;
	ZVAL_UNDEF(&property_rest_default_value);
	zend_string *property_rest_name = zend_string_init("rest", sizeof("rest") - 1, 1);
	zend_declare_typed_property(class_entry, property_rest_name, &property_rest_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_rest_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_LinkLevels(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "LinkLevels", class_Quen_LinkLevels_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_field_default_value;
	ZVAL_UNDEF(&property_field_default_value);
	zend_string *property_field_name = zend_string_init("field", sizeof("field") - 1, 1);
	zend_declare_typed_property(class_entry, property_field_name, &property_field_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_field_name);

	zval property_known_default_value;
	ZVAL_UNDEF(&property_known_default_value);
	zend_string *property_known_name = zend_string_init("known", sizeof("known") - 1, 1);
	zend_declare_typed_property(class_entry, property_known_name, &property_known_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_known_name);

	zval property_uDifferent_default_value;
	ZVAL_UNDEF(&property_uDifferent_default_value);
	zend_string *property_uDifferent_name = zend_string_init("uDifferent", sizeof("uDifferent") - 1, 1);
	zend_declare_typed_property(class_entry, property_uDifferent_name, &property_uDifferent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_uDifferent_name);

	zval property_uClose_default_value;
	ZVAL_UNDEF(&property_uClose_default_value);
	zend_string *property_uClose_name = zend_string_init("uClose", sizeof("uClose") - 1, 1);
	zend_declare_typed_property(class_entry, property_uClose_name, &property_uClose_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_uClose_name);

	zval property_uEqual_default_value;
	ZVAL_UNDEF(&property_uEqual_default_value);
	zend_string *property_uEqual_name = zend_string_init("uEqual", sizeof("uEqual") - 1, 1);
	zend_declare_typed_property(class_entry, property_uEqual_name, &property_uEqual_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_uEqual_name);

	zval property_mDifferent_default_value;
	ZVAL_UNDEF(&property_mDifferent_default_value);
	zend_string *property_mDifferent_name = zend_string_init("mDifferent", sizeof("mDifferent") - 1, 1);
	zend_declare_typed_property(class_entry, property_mDifferent_name, &property_mDifferent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_mDifferent_name);

	zval property_mClose_default_value;
	ZVAL_UNDEF(&property_mClose_default_value);
	zend_string *property_mClose_name = zend_string_init("mClose", sizeof("mClose") - 1, 1);
	zend_declare_typed_property(class_entry, property_mClose_name, &property_mClose_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_mClose_name);

	zval property_mEqual_default_value;
	ZVAL_UNDEF(&property_mEqual_default_value);
	zend_string *property_mEqual_name = zend_string_init("mEqual", sizeof("mEqual") - 1, 1);
	zend_declare_typed_property(class_entry, property_mEqual_name, &property_mEqual_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_mEqual_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_LinksReport(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "LinksReport", class_Quen_LinksReport_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_converged_default_value;
	ZVAL_UNDEF(&property_converged_default_value);
	zend_string *property_converged_name = zend_string_init("converged", sizeof("converged") - 1, 1);
	zend_declare_typed_property(class_entry, property_converged_name, &property_converged_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_converged_name);

	zval property_pairs_default_value;
	ZVAL_UNDEF(&property_pairs_default_value);
	zend_string *property_pairs_name = zend_string_init("pairs", sizeof("pairs") - 1, 1);
	zend_declare_typed_property(class_entry, property_pairs_name, &property_pairs_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pairs_name);

	zval property_pairsLeftOut_default_value;
	ZVAL_UNDEF(&property_pairsLeftOut_default_value);
	zend_string *property_pairsLeftOut_name = zend_string_init("pairsLeftOut", sizeof("pairsLeftOut") - 1, 1);
	zend_declare_typed_property(class_entry, property_pairsLeftOut_name, &property_pairsLeftOut_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pairsLeftOut_name);

	zval property_blocksLeftOut_default_value;
	ZVAL_UNDEF(&property_blocksLeftOut_default_value);
	zend_string *property_blocksLeftOut_name = zend_string_init("blocksLeftOut", sizeof("blocksLeftOut") - 1, 1);
	zend_declare_typed_property(class_entry, property_blocksLeftOut_name, &property_blocksLeftOut_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_blocksLeftOut_name);

	zval property_blockRows_default_value;
	ZVAL_UNDEF(&property_blockRows_default_value);
	zend_string *property_blockRows_name = zend_string_init("blockRows", sizeof("blockRows") - 1, 1);
	zend_declare_typed_property(class_entry, property_blockRows_name, &property_blockRows_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_blockRows_name);

	zval property_links_default_value;
	ZVAL_UNDEF(&property_links_default_value);
	zend_string *property_links_name = zend_string_init("links", sizeof("links") - 1, 1);
	zend_declare_typed_property(class_entry, property_links_name, &property_links_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_links_name);

	zval property_pairsOfOne_default_value;
	ZVAL_UNDEF(&property_pairsOfOne_default_value);
	zend_string *property_pairsOfOne_name = zend_string_init("pairsOfOne", sizeof("pairsOfOne") - 1, 1);
	zend_declare_typed_property(class_entry, property_pairsOfOne_name, &property_pairsOfOne_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_pairsOfOne_name);

	zval property_priorBits_default_value;
	ZVAL_UNDEF(&property_priorBits_default_value);
	zend_string *property_priorBits_name = zend_string_init("priorBits", sizeof("priorBits") - 1, 1);
	zend_declare_typed_property(class_entry, property_priorBits_name, &property_priorBits_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_priorBits_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_LinkGroups(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "LinkGroups", class_Quen_LinkGroups_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_first_default_value;
	ZVAL_UNDEF(&property_first_default_value);
	zend_string *property_first_name = zend_string_init("first", sizeof("first") - 1, 1);
	zend_declare_typed_property(class_entry, property_first_name, &property_first_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_first_name);

	zval property_groups_default_value;
	ZVAL_UNDEF(&property_groups_default_value);
	zend_string *property_groups_name = zend_string_init("groups", sizeof("groups") - 1, 1);
	zend_declare_typed_property(class_entry, property_groups_name, &property_groups_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_groups_name);

	zval property_largest_default_value;
	ZVAL_UNDEF(&property_largest_default_value);
	zend_string *property_largest_name = zend_string_init("largest", sizeof("largest") - 1, 1);
	zend_declare_typed_property(class_entry, property_largest_name, &property_largest_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_largest_name);

	zval property_vetoed_default_value;
	ZVAL_UNDEF(&property_vetoed_default_value);
	zend_string *property_vetoed_name = zend_string_init("vetoed", sizeof("vetoed") - 1, 1);
	zend_declare_typed_property(class_entry, property_vetoed_name, &property_vetoed_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_vetoed_name);

	zval property_tooLarge_default_value;
	ZVAL_UNDEF(&property_tooLarge_default_value);
	zend_string *property_tooLarge_name = zend_string_init("tooLarge", sizeof("tooLarge") - 1, 1);
	zend_declare_typed_property(class_entry, property_tooLarge_name, &property_tooLarge_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_tooLarge_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_BinaryReport(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "BinaryReport", class_Quen_BinaryReport_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_rate_default_value;
	ZVAL_UNDEF(&property_rate_default_value);
	zend_string *property_rate_name = zend_string_init("rate", sizeof("rate") - 1, 1);
	zend_declare_typed_property(class_entry, property_rate_name, &property_rate_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_rate_name);

	zval property_auc_default_value;
	ZVAL_UNDEF(&property_auc_default_value);
	zend_string *property_auc_name = zend_string_init("auc", sizeof("auc") - 1, 1);
	zend_declare_typed_property(class_entry, property_auc_name, &property_auc_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_auc_name);

	zval property_averagePrecision_default_value;
	ZVAL_UNDEF(&property_averagePrecision_default_value);
	zend_string *property_averagePrecision_name = zend_string_init("averagePrecision", sizeof("averagePrecision") - 1, 1);
	zend_declare_typed_property(class_entry, property_averagePrecision_name, &property_averagePrecision_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_averagePrecision_name);

	zval property_ks_default_value;
	ZVAL_UNDEF(&property_ks_default_value);
	zend_string *property_ks_name = zend_string_init("ks", sizeof("ks") - 1, 1);
	zend_declare_typed_property(class_entry, property_ks_name, &property_ks_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_ks_name);

	zval property_lift10_default_value;
	ZVAL_UNDEF(&property_lift10_default_value);
	zend_string *property_lift10_name = zend_string_init("lift10", sizeof("lift10") - 1, 1);
	zend_declare_typed_property(class_entry, property_lift10_name, &property_lift10_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_lift10_name);

	zval property_meanScore_default_value;
	ZVAL_UNDEF(&property_meanScore_default_value);
	zend_string *property_meanScore_name = zend_string_init("meanScore", sizeof("meanScore") - 1, 1);
	zend_declare_typed_property(class_entry, property_meanScore_name, &property_meanScore_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_meanScore_name);

	zval property_logLoss_default_value;
	ZVAL_UNDEF(&property_logLoss_default_value);
	zend_string *property_logLoss_name = zend_string_init("logLoss", sizeof("logLoss") - 1, 1);
	zend_declare_typed_property(class_entry, property_logLoss_name, &property_logLoss_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_logLoss_name);

	zval property_brier_default_value;
	ZVAL_UNDEF(&property_brier_default_value);
	zend_string *property_brier_name = zend_string_init("brier", sizeof("brier") - 1, 1);
	zend_declare_typed_property(class_entry, property_brier_name, &property_brier_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_brier_name);

	zval property_reliability_default_value;
	ZVAL_UNDEF(&property_reliability_default_value);
	zend_string *property_reliability_name = zend_string_init("reliability", sizeof("reliability") - 1, 1);
	zend_declare_typed_property(class_entry, property_reliability_name, &property_reliability_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_reliability_name);

	zval property_resolution_default_value;
	ZVAL_UNDEF(&property_resolution_default_value);
	zend_string *property_resolution_name = zend_string_init("resolution", sizeof("resolution") - 1, 1);
	zend_declare_typed_property(class_entry, property_resolution_name, &property_resolution_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_resolution_name);

	zval property_uncertainty_default_value;
	ZVAL_UNDEF(&property_uncertainty_default_value);
	zend_string *property_uncertainty_name = zend_string_init("uncertainty", sizeof("uncertainty") - 1, 1);
	zend_declare_typed_property(class_entry, property_uncertainty_name, &property_uncertainty_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_uncertainty_name);

	zval property_within_default_value;
	ZVAL_UNDEF(&property_within_default_value);
	zend_string *property_within_name = zend_string_init("within", sizeof("within") - 1, 1);
	zend_declare_typed_property(class_entry, property_within_name, &property_within_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_within_name);

	zval property_calibrationError_default_value;
	ZVAL_UNDEF(&property_calibrationError_default_value);
	zend_string *property_calibrationError_name = zend_string_init("calibrationError", sizeof("calibrationError") - 1, 1);
	zend_declare_typed_property(class_entry, property_calibrationError_name, &property_calibrationError_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_calibrationError_name);

	zval property_slope_default_value;
	ZVAL_UNDEF(&property_slope_default_value);
	zend_string *property_slope_name = zend_string_init("slope", sizeof("slope") - 1, 1);
	zend_declare_typed_property(class_entry, property_slope_name, &property_slope_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_slope_name);

	zval property_intercept_default_value;
	ZVAL_UNDEF(&property_intercept_default_value);
	zend_string *property_intercept_name = zend_string_init("intercept", sizeof("intercept") - 1, 1);
	zend_declare_typed_property(class_entry, property_intercept_name, &property_intercept_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_intercept_name);

	zend_string *property_low_class_Quen_BinaryReport = zend_string_init("Quen\\BinaryReport", sizeof("Quen\\BinaryReport")-1, 1);
	zval property_low_default_value;
	ZVAL_UNDEF(&property_low_default_value);
	zend_string *property_low_name = zend_string_init("low", sizeof("low") - 1, 1);
	zend_declare_typed_property(class_entry, property_low_name, &property_low_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_low_class_Quen_BinaryReport, 0, MAY_BE_NULL));
	zend_string_release(property_low_name);

	zend_string *property_high_class_Quen_BinaryReport = zend_string_init("Quen\\BinaryReport", sizeof("Quen\\BinaryReport")-1, 1);
	zval property_high_default_value;
	ZVAL_UNDEF(&property_high_default_value);
	zend_string *property_high_name = zend_string_init("high", sizeof("high") - 1, 1);
	zend_declare_typed_property(class_entry, property_high_name, &property_high_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_high_class_Quen_BinaryReport, 0, MAY_BE_NULL));
	zend_string_release(property_high_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_CalibrationBin(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "CalibrationBin", class_Quen_CalibrationBin_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_rows_default_value;
	ZVAL_UNDEF(&property_rows_default_value);
	zend_string *property_rows_name = zend_string_init("rows", sizeof("rows") - 1, 1);
	zend_declare_typed_property(class_entry, property_rows_name, &property_rows_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_rows_name);

	zval property_weight_default_value;
	ZVAL_UNDEF(&property_weight_default_value);
	zend_string *property_weight_name = zend_string_init("weight", sizeof("weight") - 1, 1);
	zend_declare_typed_property(class_entry, property_weight_name, &property_weight_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_weight_name);

	zval property_least_default_value;
	ZVAL_UNDEF(&property_least_default_value);
	zend_string *property_least_name = zend_string_init("least", sizeof("least") - 1, 1);
	zend_declare_typed_property(class_entry, property_least_name, &property_least_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_least_name);

	zval property_greatest_default_value;
	ZVAL_UNDEF(&property_greatest_default_value);
	zend_string *property_greatest_name = zend_string_init("greatest", sizeof("greatest") - 1, 1);
	zend_declare_typed_property(class_entry, property_greatest_name, &property_greatest_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_greatest_name);

	zval property_meanScore_default_value;
	ZVAL_UNDEF(&property_meanScore_default_value);
	zend_string *property_meanScore_name = zend_string_init("meanScore", sizeof("meanScore") - 1, 1);
	zend_declare_typed_property(class_entry, property_meanScore_name, &property_meanScore_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_meanScore_name);

	zval property_rate_default_value;
	ZVAL_UNDEF(&property_rate_default_value);
	zend_string *property_rate_name = zend_string_init("rate", sizeof("rate") - 1, 1);
	zend_declare_typed_property(class_entry, property_rate_name, &property_rate_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_rate_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Gain(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Gain", class_Quen_Gain_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_share_default_value;
	ZVAL_UNDEF(&property_share_default_value);
	zend_string *property_share_name = zend_string_init("share", sizeof("share") - 1, 1);
	zend_declare_typed_property(class_entry, property_share_name, &property_share_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_share_name);

	zval property_least_default_value;
	ZVAL_UNDEF(&property_least_default_value);
	zend_string *property_least_name = zend_string_init("least", sizeof("least") - 1, 1);
	zend_declare_typed_property(class_entry, property_least_name, &property_least_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_least_name);

	zval property_rate_default_value;
	ZVAL_UNDEF(&property_rate_default_value);
	zend_string *property_rate_name = zend_string_init("rate", sizeof("rate") - 1, 1);
	zend_declare_typed_property(class_entry, property_rate_name, &property_rate_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_rate_name);

	zval property_lift_default_value;
	ZVAL_UNDEF(&property_lift_default_value);
	zend_string *property_lift_name = zend_string_init("lift", sizeof("lift") - 1, 1);
	zend_declare_typed_property(class_entry, property_lift_name, &property_lift_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_lift_name);

	zval property_captured_default_value;
	ZVAL_UNDEF(&property_captured_default_value);
	zend_string *property_captured_name = zend_string_init("captured", sizeof("captured") - 1, 1);
	zend_declare_typed_property(class_entry, property_captured_name, &property_captured_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_captured_name);

	zval property_cumulativeLift_default_value;
	ZVAL_UNDEF(&property_cumulativeLift_default_value);
	zend_string *property_cumulativeLift_name = zend_string_init("cumulativeLift", sizeof("cumulativeLift") - 1, 1);
	zend_declare_typed_property(class_entry, property_cumulativeLift_name, &property_cumulativeLift_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_cumulativeLift_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_AucTest(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "AucTest", class_Quen_AucTest_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_aucA_default_value;
	ZVAL_UNDEF(&property_aucA_default_value);
	zend_string *property_aucA_name = zend_string_init("aucA", sizeof("aucA") - 1, 1);
	zend_declare_typed_property(class_entry, property_aucA_name, &property_aucA_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_aucA_name);

	zval property_stdErrorA_default_value;
	ZVAL_UNDEF(&property_stdErrorA_default_value);
	zend_string *property_stdErrorA_name = zend_string_init("stdErrorA", sizeof("stdErrorA") - 1, 1);
	zend_declare_typed_property(class_entry, property_stdErrorA_name, &property_stdErrorA_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_stdErrorA_name);

	zval property_aucB_default_value;
	ZVAL_UNDEF(&property_aucB_default_value);
	zend_string *property_aucB_name = zend_string_init("aucB", sizeof("aucB") - 1, 1);
	zend_declare_typed_property(class_entry, property_aucB_name, &property_aucB_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_aucB_name);

	zval property_stdErrorB_default_value;
	ZVAL_UNDEF(&property_stdErrorB_default_value);
	zend_string *property_stdErrorB_name = zend_string_init("stdErrorB", sizeof("stdErrorB") - 1, 1);
	zend_declare_typed_property(class_entry, property_stdErrorB_name, &property_stdErrorB_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_stdErrorB_name);

	zval property_difference_default_value;
	ZVAL_UNDEF(&property_difference_default_value);
	zend_string *property_difference_name = zend_string_init("difference", sizeof("difference") - 1, 1);
	zend_declare_typed_property(class_entry, property_difference_name, &property_difference_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_difference_name);

	zval property_stdError_default_value;
	ZVAL_UNDEF(&property_stdError_default_value);
	zend_string *property_stdError_name = zend_string_init("stdError", sizeof("stdError") - 1, 1);
	zend_declare_typed_property(class_entry, property_stdError_name, &property_stdError_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_stdError_name);

	zval property_low_default_value;
	ZVAL_UNDEF(&property_low_default_value);
	zend_string *property_low_name = zend_string_init("low", sizeof("low") - 1, 1);
	zend_declare_typed_property(class_entry, property_low_name, &property_low_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_low_name);

	zval property_high_default_value;
	ZVAL_UNDEF(&property_high_default_value);
	zend_string *property_high_name = zend_string_init("high", sizeof("high") - 1, 1);
	zend_declare_typed_property(class_entry, property_high_name, &property_high_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_high_name);

	zval property_z_default_value;
	ZVAL_UNDEF(&property_z_default_value);
	zend_string *property_z_name = zend_string_init("z", sizeof("z") - 1, 1);
	zend_declare_typed_property(class_entry, property_z_name, &property_z_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_z_name);

	zval property_p_default_value;
	ZVAL_UNDEF(&property_p_default_value);
	zend_string *property_p_name = zend_string_init("p", sizeof("p") - 1, 1);
	zend_declare_typed_property(class_entry, property_p_name, &property_p_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_p_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_RankingReport(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "RankingReport", class_Quen_RankingReport_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_precision_default_value;
	ZVAL_UNDEF(&property_precision_default_value);
	zend_string *property_precision_name = zend_string_init("precision", sizeof("precision") - 1, 1);
	zend_declare_typed_property(class_entry, property_precision_name, &property_precision_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_precision_name);

	zval property_recall_default_value;
	ZVAL_UNDEF(&property_recall_default_value);
	zend_string *property_recall_name = zend_string_init("recall", sizeof("recall") - 1, 1);
	zend_declare_typed_property(class_entry, property_recall_name, &property_recall_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_recall_name);

	zval property_recallMin_default_value;
	ZVAL_UNDEF(&property_recallMin_default_value);
	zend_string *property_recallMin_name = zend_string_init("recallMin", sizeof("recallMin") - 1, 1);
	zend_declare_typed_property(class_entry, property_recallMin_name, &property_recallMin_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_recallMin_name);

	zval property_hitRate_default_value;
	ZVAL_UNDEF(&property_hitRate_default_value);
	zend_string *property_hitRate_name = zend_string_init("hitRate", sizeof("hitRate") - 1, 1);
	zend_declare_typed_property(class_entry, property_hitRate_name, &property_hitRate_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_hitRate_name);

	zval property_ndcg_default_value;
	ZVAL_UNDEF(&property_ndcg_default_value);
	zend_string *property_ndcg_name = zend_string_init("ndcg", sizeof("ndcg") - 1, 1);
	zend_declare_typed_property(class_entry, property_ndcg_name, &property_ndcg_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_ndcg_name);

	zval property_ndcgUntruncated_default_value;
	ZVAL_UNDEF(&property_ndcgUntruncated_default_value);
	zend_string *property_ndcgUntruncated_name = zend_string_init("ndcgUntruncated", sizeof("ndcgUntruncated") - 1, 1);
	zend_declare_typed_property(class_entry, property_ndcgUntruncated_name, &property_ndcgUntruncated_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_ndcgUntruncated_name);

	zval property_averagePrecision_default_value;
	ZVAL_UNDEF(&property_averagePrecision_default_value);
	zend_string *property_averagePrecision_name = zend_string_init("averagePrecision", sizeof("averagePrecision") - 1, 1);
	zend_declare_typed_property(class_entry, property_averagePrecision_name, &property_averagePrecision_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_averagePrecision_name);

	zval property_reciprocalRank_default_value;
	ZVAL_UNDEF(&property_reciprocalRank_default_value);
	zend_string *property_reciprocalRank_name = zend_string_init("reciprocalRank", sizeof("reciprocalRank") - 1, 1);
	zend_declare_typed_property(class_entry, property_reciprocalRank_name, &property_reciprocalRank_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_reciprocalRank_name);

	zval property_novelty_default_value;
	ZVAL_UNDEF(&property_novelty_default_value);
	zend_string *property_novelty_name = zend_string_init("novelty", sizeof("novelty") - 1, 1);
	zend_declare_typed_property(class_entry, property_novelty_name, &property_novelty_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_novelty_name);

	zval property_coverage_default_value;
	ZVAL_UNDEF(&property_coverage_default_value);
	zend_string *property_coverage_name = zend_string_init("coverage", sizeof("coverage") - 1, 1);
	zend_declare_typed_property(class_entry, property_coverage_name, &property_coverage_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_coverage_name);

	zend_string *property_low_class_Quen_RankingReport = zend_string_init("Quen\\RankingReport", sizeof("Quen\\RankingReport")-1, 1);
	zval property_low_default_value;
	ZVAL_UNDEF(&property_low_default_value);
	zend_string *property_low_name = zend_string_init("low", sizeof("low") - 1, 1);
	zend_declare_typed_property(class_entry, property_low_name, &property_low_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_low_class_Quen_RankingReport, 0, MAY_BE_NULL));
	zend_string_release(property_low_name);

	zend_string *property_high_class_Quen_RankingReport = zend_string_init("Quen\\RankingReport", sizeof("Quen\\RankingReport")-1, 1);
	zval property_high_default_value;
	ZVAL_UNDEF(&property_high_default_value);
	zend_string *property_high_name = zend_string_init("high", sizeof("high") - 1, 1);
	zend_declare_typed_property(class_entry, property_high_name, &property_high_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_high_class_Quen_RankingReport, 0, MAY_BE_NULL));
	zend_string_release(property_high_name);

	return class_entry;
}

static zend_class_entry *register_class_Quen_ClustersReport(zend_class_entry *class_entry_Quen_Result)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "ClustersReport", class_Quen_ClustersReport_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Result);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_clusters_default_value;
	ZVAL_UNDEF(&property_clusters_default_value);
	zend_string *property_clusters_name = zend_string_init("clusters", sizeof("clusters") - 1, 1);
	zend_declare_typed_property(class_entry, property_clusters_name, &property_clusters_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_clusters_name);

	zval property_sampled_default_value;
	ZVAL_UNDEF(&property_sampled_default_value);
	zend_string *property_sampled_name = zend_string_init("sampled", sizeof("sampled") - 1, 1);
	zend_declare_typed_property(class_entry, property_sampled_name, &property_sampled_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_sampled_name);

	zval property_silhouette_default_value;
	ZVAL_UNDEF(&property_silhouette_default_value);
	zend_string *property_silhouette_name = zend_string_init("silhouette", sizeof("silhouette") - 1, 1);
	zend_declare_typed_property(class_entry, property_silhouette_name, &property_silhouette_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_silhouette_name);

	zval property_silhouetteError_default_value;
	ZVAL_UNDEF(&property_silhouetteError_default_value);
	zend_string *property_silhouetteError_name = zend_string_init("silhouetteError", sizeof("silhouetteError") - 1, 1);
	zend_declare_typed_property(class_entry, property_silhouetteError_name, &property_silhouetteError_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_silhouetteError_name);

	zval property_calinskiHarabasz_default_value;
	ZVAL_UNDEF(&property_calinskiHarabasz_default_value);
	zend_string *property_calinskiHarabasz_name = zend_string_init("calinskiHarabasz", sizeof("calinskiHarabasz") - 1, 1);
	zend_declare_typed_property(class_entry, property_calinskiHarabasz_name, &property_calinskiHarabasz_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_calinskiHarabasz_name);

	zval property_daviesBouldin_default_value;
	ZVAL_UNDEF(&property_daviesBouldin_default_value);
	zend_string *property_daviesBouldin_name = zend_string_init("daviesBouldin", sizeof("daviesBouldin") - 1, 1);
	zend_declare_typed_property(class_entry, property_daviesBouldin_name, &property_daviesBouldin_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_daviesBouldin_name);

	return class_entry;
}
