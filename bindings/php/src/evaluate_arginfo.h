/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 1ebc607bef7651c7f40ffa530c7034219f191f25 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Evaluate___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Evaluate_binary, 0, 2, Quen\\BinaryReport, 0)
	ZEND_ARG_TYPE_MASK(0, y, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, scores, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, intervals, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, kind, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, binning, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bins, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_MASK(0, weights, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, groups, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, resamples, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, confidence, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Evaluate_compareBinary, 0, 3, Quen\\BinaryReport, 0)
	ZEND_ARG_TYPE_MASK(0, y, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, a, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, b, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, kind, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, binning, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bins, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_MASK(0, weights, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, groups, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, resamples, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, confidence, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Evaluate_calibration, 0, 2, Quen\\Rows, 0)
	ZEND_ARG_TYPE_MASK(0, y, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, scores, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, binning, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bins, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_MASK(0, weights, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Evaluate_gains, 0, 2, Quen\\Rows, 0)
	ZEND_ARG_TYPE_MASK(0, y, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, scores, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, parts, IS_LONG, 0, "10")
	ZEND_ARG_TYPE_MASK(0, weights, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Evaluate_aucTest, 0, 3, Quen\\AucTest, 0)
	ZEND_ARG_TYPE_MASK(0, y, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, a, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, b, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, confidence, IS_DOUBLE, 0, "0.95")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Evaluate_ranking, 0, 2, Quen\\RankingReport, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, heldOut, Quen\\Split|Quen\\Rows, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO(0, ranked, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, intervals, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, top, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, items, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_MASK(0, popularity, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, population, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, resamples, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, confidence, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Evaluate_compareRanking, 0, 3, Quen\\RankingReport, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, heldOut, Quen\\Split|Quen\\Rows, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO(0, a, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, b, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, top, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, items, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_MASK(0, popularity, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, population, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, resamples, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, confidence, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Evaluate_clusters, 0, 2, Quen\\ClustersReport, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, x, Quen\\Features, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO(0, labels, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, columns, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, sample, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Evaluate, binary);
ZEND_METHOD(Quen_Evaluate, compareBinary);
ZEND_METHOD(Quen_Evaluate, calibration);
ZEND_METHOD(Quen_Evaluate, gains);
ZEND_METHOD(Quen_Evaluate, aucTest);
ZEND_METHOD(Quen_Evaluate, ranking);
ZEND_METHOD(Quen_Evaluate, compareRanking);
ZEND_METHOD(Quen_Evaluate, clusters);


static const zend_function_entry class_Quen_Evaluate_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Evaluate___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Evaluate, binary, arginfo_class_Quen_Evaluate_binary, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Evaluate, compareBinary, arginfo_class_Quen_Evaluate_compareBinary, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Evaluate, calibration, arginfo_class_Quen_Evaluate_calibration, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Evaluate, gains, arginfo_class_Quen_Evaluate_gains, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Evaluate, aucTest, arginfo_class_Quen_Evaluate_aucTest, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Evaluate, ranking, arginfo_class_Quen_Evaluate_ranking, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Evaluate, compareRanking, arginfo_class_Quen_Evaluate_compareRanking, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Quen_Evaluate, clusters, arginfo_class_Quen_Evaluate_clusters, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Evaluate(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Evaluate", class_Quen_Evaluate_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
