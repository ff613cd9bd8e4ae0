/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: ee49fc42dbb25924c103a7bc8d54c4d7b63ba7fb */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Rfm___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rfm_fit, 0, 1, Quen\\Rfm, 0)
	ZEND_ARG_OBJ_INFO(0, orders, Quen\\Orders, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bins, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, monetary, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, binning, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, frequency, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, segments, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, utcOffset, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, recencyUnitDays, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, rCuts, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, fCuts, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mCuts, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rfm_fitValues, 0, 2, Quen\\Rfm, 0)
	ZEND_ARG_TYPE_MASK(0, recency, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, frequency, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, monetary, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bins, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, binning, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, segments, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, rCuts, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, fCuts, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mCuts, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rfm_open, 0, 1, Quen\\Rfm, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rfm_fromBytes, 0, 1, Quen\\Rfm, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, decimals, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rfm_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rfm_toBytes, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rfm_scores, 0, 0, Quen\\Rows, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rfm_customer, 0, 1, Quen\\RfmScore, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_LONG|MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rfm_score, 0, 2, Quen\\Rows, 0)
	ZEND_ARG_TYPE_MASK(0, recency, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, frequency, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, monetary, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Rfm_summary arginfo_class_Quen_Rfm_scores

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rfm_segments, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Rfm_codes arginfo_class_Quen_Rfm_segments

#define arginfo_class_Quen_Rfm_cuts arginfo_class_Quen_Rfm_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rfm_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Rfm_bins arginfo_class_Quen_Rfm_count

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Rfm_hasMoney, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Rfm_neverBought arginfo_class_Quen_Rfm_count

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Rfm_now, 0, 0, DateTimeImmutable, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Rfm, fit);
ZEND_METHOD(Quen_Rfm, fitValues);
ZEND_METHOD(Quen_Model, open);
ZEND_METHOD(Quen_Model, fromBytes);
ZEND_METHOD(Quen_Model, save);
ZEND_METHOD(Quen_Model, toBytes);
ZEND_METHOD(Quen_Rfm, scores);
ZEND_METHOD(Quen_Rfm, customer);
ZEND_METHOD(Quen_Rfm, score);
ZEND_METHOD(Quen_Rfm, summary);
ZEND_METHOD(Quen_Model, get);
ZEND_METHOD(Quen_Rfm, codes);
ZEND_METHOD(Quen_Rfm, cuts);


static const zend_function_entry class_Quen_Rfm_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Rfm___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Rfm, fit, arginfo_class_Quen_Rfm_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Rfm, fitValues, arginfo_class_Quen_Rfm_fitValues, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, open, open, arginfo_class_Quen_Rfm_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, fromBytes, fromBytes, arginfo_class_Quen_Rfm_fromBytes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, save, save, arginfo_class_Quen_Rfm_save, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, toBytes, toBytes, arginfo_class_Quen_Rfm_toBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rfm, scores, arginfo_class_Quen_Rfm_scores, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rfm, customer, arginfo_class_Quen_Rfm_customer, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rfm, score, arginfo_class_Quen_Rfm_score, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rfm, summary, arginfo_class_Quen_Rfm_summary, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, segments, get, arginfo_class_Quen_Rfm_segments, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rfm, codes, arginfo_class_Quen_Rfm_codes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Rfm, cuts, arginfo_class_Quen_Rfm_cuts, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, count, get, arginfo_class_Quen_Rfm_count, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, bins, get, arginfo_class_Quen_Rfm_bins, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, hasMoney, get, arginfo_class_Quen_Rfm_hasMoney, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, neverBought, get, arginfo_class_Quen_Rfm_neverBought, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, now, get, arginfo_class_Quen_Rfm_now, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Rfm(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Rfm", class_Quen_Rfm_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
