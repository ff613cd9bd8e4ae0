/* The module: settings, classes, and what phpinfo() says. */
#include "php_quen.h"
#include "ext/standard/info.h"
#include "php_ini.h"
#include "zend_attributes.h"
#include "zend_interfaces.h"

#include "churn_arginfo.h"
#include "evaluate_arginfo.h"
#include "features_arginfo.h"
#include "functions_arginfo.h"
#include "habits_arginfo.h"
#include "itemcf_arginfo.h"
#include "kmeans_arginfo.h"
#include "lifetime_arginfo.h"
#include "link_arginfo.h"
#include "logit_arginfo.h"
#include "orders_arginfo.h"
#include "rfm_arginfo.h"
#include "scaler_arginfo.h"
#include "shop_arginfo.h"
#include "split_arginfo.h"

ZEND_DECLARE_MODULE_GLOBALS(quen)

PHP_INI_BEGIN()
STD_PHP_INI_ENTRY("quen.model_dir", "", PHP_INI_SYSTEM, OnUpdateString, model_dir,
                  zend_quen_globals, quen_globals)
STD_PHP_INI_ENTRY("quen.max_model_bytes", "0", PHP_INI_SYSTEM, OnUpdateLong,
                  max_model_bytes, zend_quen_globals, quen_globals)
STD_PHP_INI_ENTRY("quen.threads", "1", PHP_INI_SYSTEM, OnUpdateLong, threads,
                  zend_quen_globals, quen_globals)
PHP_INI_END()

static PHP_GINIT_FUNCTION(quen)
{
#if defined(ZTS) && defined(COMPILE_DL_QUEN)
    ZEND_TSRMLS_CACHE_UPDATE();
#endif
    memset(quen_globals, 0, sizeof *quen_globals);
}

static PHP_GSHUTDOWN_FUNCTION(quen)
{
    if (quen_globals->shops) {
        zend_hash_destroy(quen_globals->shops);
        pefree(quen_globals->shops, 1);
    }
    quen_context_free(quen_globals->slot.ctx);
}

static void register_nouns(void)
{
    register_class_Quen_Evaluate();
    noun_orders.ce = register_class_Quen_Orders(zend_ce_countable);
    noun_features.ce = register_class_Quen_Features(zend_ce_countable);
    noun_scaler.ce = register_class_Quen_Scaler();
    noun_rfm.ce = register_class_Quen_Rfm(zend_ce_countable);
    noun_kmeans.ce = register_class_Quen_KMeans();
    noun_itemcf.ce = register_class_Quen_ItemCF();
    noun_logit.ce = register_class_Quen_Logit();
    noun_churn.ce = register_class_Quen_Churn();
    noun_lifetime.ce = register_class_Quen_Lifetime(zend_ce_countable);
    noun_habits.ce = register_class_Quen_Habits();
    noun_links.ce = register_class_Quen_Links(zend_ce_countable);
    noun_shop.ce = register_class_Quen_Shop(zend_ce_countable);
    noun_split.ce = register_class_Quen_Split();
}

static PHP_MINIT_FUNCTION(quen)
{
    (void)type;
    REGISTER_INI_ENTRIES();
    pq_errors_init();
    pq_results_init();
    pq_rows_init();
    register_nouns();
    pq_objects_init();
    return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(quen)
{
    (void)type;
    UNREGISTER_INI_ENTRIES();
    return SUCCESS;
}

static PHP_RINIT_FUNCTION(quen)
{
    (void)type, (void)module_number;
#if defined(ZTS) && defined(COMPILE_DL_QUEN)
    ZEND_TSRMLS_CACHE_UPDATE();
#endif
    /* A request that ended within a call, for want of memory, left it there. */
    QUEN_G(slot).call = NULL;
    pq_memory_forget(NULL);
    return SUCCESS;
}

/* The instruction set that contexts pick here. */
static const char *simd_name(void)
{
    quen_context *ctx = NULL;
    const char *name = "unknown";

    if (quen_context_new(NULL, &ctx) == QUEN_OK)
        name = quen_simd_name(quen_context_simd(ctx));
    quen_context_free(ctx);
    return name;
}

static PHP_MINFO_FUNCTION(quen)
{
    char held[32];

    snprintf(held, sizeof held, "%zu", pq_memory());
    php_info_print_table_start();
    php_info_print_table_row(2, "quen", "enabled");
    php_info_print_table_row(2, "version", quen_version_string());
    php_info_print_table_row(2, "dense algebra", quen_blas_name());
    php_info_print_table_row(2, "instruction set", simd_name());
    php_info_print_table_row(2, "bytes held, beside memory_limit", held);
    php_info_print_table_end();
    DISPLAY_INI_ENTRIES();
}

static const zend_module_dep dependencies[] = {ZEND_MOD_REQUIRED(
    "date") ZEND_MOD_REQUIRED("json") ZEND_MOD_REQUIRED("spl") ZEND_MOD_END};

zend_module_entry quen_module_entry = {
    STANDARD_MODULE_HEADER_EX,
    NULL,
    dependencies,
    "quen",
    ext_functions,
    PHP_MINIT(quen),
    PHP_MSHUTDOWN(quen),
    PHP_RINIT(quen),
    NULL,
    PHP_MINFO(quen),
    PHP_QUEN_VERSION,
    PHP_MODULE_GLOBALS(quen),
    PHP_GINIT(quen),
    PHP_GSHUTDOWN(quen),
    NULL,
    STANDARD_MODULE_PROPERTIES_EX,
};

#ifdef COMPILE_DL_QUEN
#ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
#endif
ZEND_GET_MODULE(quen)
#endif
