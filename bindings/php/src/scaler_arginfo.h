/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: bf20e0817659fa3d904a35133afb3eadfd4c9b9c */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Quen_Scaler___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Scaler_fit, 0, 1, Quen\\Scaler, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, x, Quen\\Features, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, columns, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, method, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, log1p, MAY_BE_BOOL|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, clip, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Scaler_open, 0, 1, Quen\\Scaler, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Quen_Scaler_fromBytes, 0, 1, Quen\\Scaler, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Scaler_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Scaler_toBytes, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Quen_Scaler_transform, 0, 1, MAY_BE_ARRAY|MAY_BE_STRING)
	ZEND_ARG_OBJ_TYPE_MASK(0, x, Quen\\Features, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Scaler_columns, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Scaler_center, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Quen_Scaler_scale arginfo_class_Quen_Scaler_center

#define arginfo_class_Quen_Scaler_log1p arginfo_class_Quen_Scaler_center

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Quen_Scaler_clip, 0, 0, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Quen_Model, __construct);
ZEND_METHOD(Quen_Scaler, fit);
ZEND_METHOD(Quen_Model, open);
ZEND_METHOD(Quen_Model, fromBytes);
ZEND_METHOD(Quen_Model, save);
ZEND_METHOD(Quen_Model, toBytes);
ZEND_METHOD(Quen_Scaler, transform);
ZEND_METHOD(Quen_Model, get);


static const zend_function_entry class_Quen_Scaler_methods[] = {
	ZEND_MALIAS(Quen_Model, __construct, __construct, arginfo_class_Quen_Scaler___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Quen_Scaler, fit, arginfo_class_Quen_Scaler_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, open, open, arginfo_class_Quen_Scaler_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, fromBytes, fromBytes, arginfo_class_Quen_Scaler_fromBytes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Quen_Model, save, save, arginfo_class_Quen_Scaler_save, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, toBytes, toBytes, arginfo_class_Quen_Scaler_toBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Quen_Scaler, transform, arginfo_class_Quen_Scaler_transform, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, columns, get, arginfo_class_Quen_Scaler_columns, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, center, get, arginfo_class_Quen_Scaler_center, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, scale, get, arginfo_class_Quen_Scaler_scale, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, log1p, get, arginfo_class_Quen_Scaler_log1p, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Quen_Model, clip, get, arginfo_class_Quen_Scaler_clip, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Scaler(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen", "Scaler", class_Quen_Scaler_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
