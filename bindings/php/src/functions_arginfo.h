/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 69c4154f9d04bb245c1145235710ce922e0829e7 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Quen_build_info, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Quen_memory_usage, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_Quen_profiles arginfo_Quen_build_info

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Quen_hash_key, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_LONG|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO(0, secret, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Quen_parse_phone, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, country, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Quen_parse_email, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, foldGmail, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, dropPlus, _IS_BOOL, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Quen_parse_name, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stripMarks, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, anyOrder, _IS_BOOL, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Quen_text_normalize, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, foldCase, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stripMarks, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, collapseBlanks, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, placeTones, _IS_BOOL, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Quen_nps, 0, 1, Quen\\SurveyScore, 0)
	ZEND_ARG_TYPE_INFO(0, scores, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, confidence, IS_DOUBLE, 0, "0.95")
ZEND_END_ARG_INFO()

#define arginfo_Quen_csat arginfo_Quen_nps

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Quen_link, 0, 2, Quen\\Links, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, table, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO(0, fields, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, other, Traversable, MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, blocks, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minChance, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, allAlike, _IS_BOOL, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seed, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, randomPairs, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxBlockRows, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxPairs, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, threads, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()


ZEND_FUNCTION(Quen_build_info);
ZEND_FUNCTION(Quen_memory_usage);
ZEND_FUNCTION(Quen_profiles);
ZEND_FUNCTION(Quen_hash_key);
ZEND_FUNCTION(Quen_parse_phone);
ZEND_FUNCTION(Quen_parse_email);
ZEND_FUNCTION(Quen_parse_name);
ZEND_FUNCTION(Quen_text_normalize);
ZEND_FUNCTION(Quen_nps);
ZEND_FUNCTION(Quen_csat);
ZEND_FUNCTION(Quen_link);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("Quen", build_info, Quen_build_info, arginfo_Quen_build_info)
	ZEND_NS_FALIAS("Quen", memory_usage, Quen_memory_usage, arginfo_Quen_memory_usage)
	ZEND_NS_FALIAS("Quen", profiles, Quen_profiles, arginfo_Quen_profiles)
	ZEND_NS_FALIAS("Quen", hash_key, Quen_hash_key, arginfo_Quen_hash_key)
	ZEND_NS_FALIAS("Quen", parse_phone, Quen_parse_phone, arginfo_Quen_parse_phone)
	ZEND_NS_FALIAS("Quen", parse_email, Quen_parse_email, arginfo_Quen_parse_email)
	ZEND_NS_FALIAS("Quen", parse_name, Quen_parse_name, arginfo_Quen_parse_name)
	ZEND_NS_FALIAS("Quen", text_normalize, Quen_text_normalize, arginfo_Quen_text_normalize)
	ZEND_NS_FALIAS("Quen", nps, Quen_nps, arginfo_Quen_nps)
	ZEND_NS_FALIAS("Quen", csat, Quen_csat, arginfo_Quen_csat)
	ZEND_NS_FALIAS("Quen", link, Quen_link, arginfo_Quen_link)
	ZEND_FE_END
};
