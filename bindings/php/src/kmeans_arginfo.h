/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: a03c14ca1282242bc948f2286ad4e799e9700e22 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_KMeans___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_KMeans_fit, 0, 1, Quen\\KMeans, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, x, Quen\\Features, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, columns, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, k, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nInit, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxIter, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tol, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_MASK(0, weights, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, init, MAY_BE_ARRAY|MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, initTrials, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, orderBy, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_KMeans_open, 0, 1, Quen\\KMeans, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_KMeans_fromBytes, 0, 1, Quen\\KMeans, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_KMeans_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_KMeans_toBytes, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Quen_KMeans_predict, 0, 1, MAY_BE_ARRAY|MAY_BE_STRING)
	ZEND_ARG_OBJ_TYPE_MASK(0, x, Quen\\Features, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_KMeans_transform arginfo_class_Quen_KMeans_predict

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_KMeans_profile, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, x, Quen\\Features, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, labels, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, columns, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_KMeans_clusters, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_KMeans_columns arginfo_class_Quen_KMeans_clusters

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_KMeans_centers, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_KMeans_labels arginfo_class_Quen_KMeans_centers

#define arginfo_class_Quen_KMeans_sizes arginfo_class_Quen_KMeans_centers

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_KMeans_inertia, 0, 0, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_KMeans_iterations arginfo_class_Quen_KMeans_clusters

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_KMeans_converged, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_KMeans, fit);
ZEND_METHOD(Quen_Model, open);
ZEND_METHOD(Quen_Model, fromBytes);
ZEND_METHOD(Quen_Model, save);
ZEND_METHOD(Quen_Model, toBytes);
ZEND_METHOD(Quen_KMeans, predict);
ZEND_METHOD(Quen_KMeans, transform);
ZEND_METHOD(Quen_KMeans, profile);
ZEND_METHOD(Quen_Model, get);


static const zend_function_entry class_Quen_KMeans_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_KMeans___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_KMeans, fit, arginfo_class_Quen_KMeans_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, open, open, arginfo_class_Quen_KMeans_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, fromBytes, fromBytes, arginfo_class_Quen_KMeans_fromBytes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, save, save, arginfo_class_Quen_KMeans_save, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, toBytes, toBytes, arginfo_class_Quen_KMeans_toBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_KMeans, predict, arginfo_class_Quen_KMeans_predict, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_KMeans, transform, arginfo_class_Quen_KMeans_transform, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_KMeans, profile, arginfo_class_Quen_KMeans_profile, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, clusters, get, arginfo_class_Quen_KMeans_clusters, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, columns, get, arginfo_class_Quen_KMeans_columns, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, centers, get, arginfo_class_Quen_KMeans_centers, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, labels, get, arginfo_class_Quen_KMeans_labels, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, sizes, get, arginfo_class_Quen_KMeans_sizes, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, inertia, get, arginfo_class_Quen_KMeans_inertia, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, iterations, get, arginfo_class_Quen_KMeans_iterations, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, converged, get, arginfo_class_Quen_KMeans_converged, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_KMeans(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "KMeans", class_Quen_KMeans_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
