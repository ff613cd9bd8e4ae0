/*
 * quen._core: its functions and facts.
 */
#include "core.h"

/* ---- facts ---- */

static PyObject *facts(PyObject *module, PyObject *nothing)
{
    quen_context *ctx = NULL;
    uint32_t simd;

    (void)module, (void)nothing;
    if (quen_context_new(NULL, &ctx) != QUEN_OK)
        return PyErr_NoMemory();
    simd = quen_context_simd(ctx);
    quen_context_free(ctx);
    return Py_BuildValue("{ss sI ss ss}", "version", quen_version_string(),
                         "version_number", quen_version(), "blas", quen_blas_name(),
                         "simd", quen_simd_name(simd));
}

static PyObject *sizes(PyObject *module, PyObject *nothing)
{
    (void)module, (void)nothing;
    return Py_BuildValue(
        "{sn sn sn sn sn sn sn sn sn sn sn}", "offer", (Py_ssize_t)sizeof(quen_offer),
        "finding", (Py_ssize_t)sizeof(quen_finding), "neighbor",
        (Py_ssize_t)sizeof(quen_neighbor), "risk", (Py_ssize_t)sizeof(quen_churn_risk),
        "summary", (Py_ssize_t)sizeof(quen_rfm_summary), "customer",
        (Py_ssize_t)customer_row_size(), "bin", (Py_ssize_t)sizeof(quen_calibration_bin),
        "gain", (Py_ssize_t)sizeof(quen_gain), "auc_test",
        (Py_ssize_t)sizeof(quen_auc_test), "origin",
        (Py_ssize_t)sizeof(quen_churn_origin), "drift",
        (Py_ssize_t)sizeof(quen_churn_drift));
}

/* ---- the module ---- */

#define FUNCTION(name, function)                                                         \
    {                                                                                    \
        name, function, METH_VARARGS, NULL                                               \
    }

static PyMethodDef functions[] = {
    {"facts", facts, METH_NOARGS, NULL},
    {"sizes", sizes, METH_NOARGS, NULL},
    {"pack", keys_pack, METH_O, NULL},
    {"profile_names", profile_names, METH_NOARGS, NULL},
    FUNCTION("profile_named", profile_named),
    FUNCTION("profile_parse", profile_parse),
    FUNCTION("profile_text", profile_text),
    FUNCTION("profile_columns", profile_columns),
    FUNCTION("format_learn", format_learn),
    FUNCTION("format_open", format_open),
    FUNCTION("format_read", format_read),
    FUNCTION("import_orders", import_orders),
    FUNCTION("defaults", options_defaults),
    FUNCTION("keys", keys_read),
    FUNCTION("find", keys_find),
    FUNCTION("read", handle_read),
    FUNCTION("open", handle_open),
    FUNCTION("open_bytes", handle_open_bytes),
    FUNCTION("save", handle_save),
    FUNCTION("save_bytes", handle_save_bytes),
    FUNCTION("arrow_export", arrow_export),
    FUNCTION("texts", texts_make),
    FUNCTION("orders_new", orders_new),
    FUNCTION("orders_from_arrow", orders_from_arrow),
    FUNCTION("orders_finish", orders_finish),
    FUNCTION("orders_merge", orders_merge),
    FUNCTION("orders_copy_between", orders_copy_between),
    FUNCTION("orders_forget", orders_forget),
    FUNCTION("orders_check", orders_check),
    FUNCTION("fit", log_fit),
    FUNCTION("features_new", features_new),
    FUNCTION("figures_new", figures_new),
    FUNCTION("cohorts_new", cohorts_new),
    FUNCTION("survey_nps", survey_nps),
    FUNCTION("survey_csat", survey_csat),
    FUNCTION("link_find", link_find),
    FUNCTION("links_compare", links_compare),
    FUNCTION("links_groups", links_groups),
    FUNCTION("orders_merge_customers", orders_merge_customers),
    FUNCTION("rfm_fit", rfm_fit),
    FUNCTION("rfm_fit_values", rfm_fit_values),
    FUNCTION("rfm_score", rfm_score),
    FUNCTION("scaler_fit", scaler_fit),
    FUNCTION("scaler_transform", scaler_transform),
    FUNCTION("kmeans_fit", kmeans_fit),
    FUNCTION("kmeans_predict", kmeans_predict),
    FUNCTION("kmeans_transform", kmeans_transform),
    FUNCTION("kmeans_profile", kmeans_profile),
    FUNCTION("logit_fit", logit_fit),
    FUNCTION("logit_predict", logit_predict),
    FUNCTION("logit_contributions", logit_contributions),
    FUNCTION("logit_intervals", logit_intervals),
    FUNCTION("itemcf_fit_csr", itemcf_fit_csr),
    FUNCTION("itemcf_ask", itemcf_ask),
    FUNCTION("itemcf_batch", itemcf_batch),
    FUNCTION("itemcf_neighbors", itemcf_neighbors),
    FUNCTION("itemcf_history", itemcf_history),
    FUNCTION("churn_fit", churn_fit),
    FUNCTION("churn_predict", churn_predict),
    FUNCTION("habits_fit", habits_fit),
    FUNCTION("habits_next_basket", habits_next_basket),
    FUNCTION("habits_due", habits_due),
    FUNCTION("habits_n_values", habits_n_values),
    FUNCTION("habits_shares", habits_shares),
    FUNCTION("habits_check", habits_check),
    FUNCTION("lifetime_fit_rows", lifetime_fit_rows),
    FUNCTION("lifetime_predict", lifetime_predict),
    FUNCTION("lifetime_predict_rows", lifetime_predict_rows),
    FUNCTION("evaluate_binary", evaluate_binary),
    FUNCTION("evaluate_calibration", evaluate_calibration),
    FUNCTION("evaluate_gains", evaluate_gains),
    FUNCTION("evaluate_auc_test", evaluate_auc_test),
    FUNCTION("evaluate_ranking", evaluate_ranking),
    FUNCTION("evaluate_clusters", evaluate_clusters),
    FUNCTION("split_new", split_new),
    FUNCTION("split_origins", split_origins),
    FUNCTION("split_folds", split_folds),
    FUNCTION("shop_train", shop_train),
    FUNCTION("key_hash", key_hash),
    FUNCTION("shop_customer", shop_customer),
    FUNCTION("shop_customers", shop_customers),
    FUNCTION("shop_ask", shop_ask),
    FUNCTION("shop_list", shop_list),
    FUNCTION("shop_trends", shop_trends),
    FUNCTION("shop_forget", shop_forget),
    FUNCTION("shop_export_customer", shop_export_customer),
    FUNCTION("shop_export_groups", shop_export_groups),
    {NULL, NULL, 0, NULL},
};

/* Streams are released on others' threads, by PyGILState: that knows one interpreter. */
static int is_main_interpreter(void)
{
    if (PyInterpreterState_GetID(PyInterpreterState_Get()) == 0)
        return 1;
    PyErr_SetString(PyExc_ImportError, "quen works in the main interpreter alone");
    return 0;
}

static int module_exec(PyObject *module)
{
    return is_main_interpreter() && state_init(module) && view_init(module) ? 0 : -1;
}

static int module_traverse(PyObject *module, visitproc visit, void *arg)
{
    module_state *s = state_of(module);

    if (!s)
        return 0;
    Py_VISIT(s->view);
    for (int i = 0; i < N_EXCEPTIONS; i++)
        Py_VISIT(s->exceptions[i]);
    return 0;
}

static int module_clear(PyObject *module)
{
    module_state *s = state_of(module);

    if (!s)
        return 0;
    Py_CLEAR(s->view);
    for (int i = 0; i < N_EXCEPTIONS; i++)
        Py_CLEAR(s->exceptions[i]);
    return 0;
}

static void module_free(void *module)
{
    module_state *s = state_of(module);

    if (s)
        call_pool_free(s);
    (void)module_clear(module);
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, (void *)(uintptr_t)module_exec},
    {0, NULL},
};

static struct PyModuleDef module_def = {
    PyModuleDef_HEAD_INIT,
    .m_name = "quen._core",
    .m_doc = "The native half of quen: few functions over buffers and capsules.",
    .m_size = sizeof(module_state),
    .m_methods = functions,
    .m_slots = module_slots,
    .m_traverse = module_traverse,
    .m_clear = module_clear,
    .m_free = module_free,
};

PyMODINIT_FUNC PyInit__core(void);

PyMODINIT_FUNC PyInit__core(void)
{
    return PyModuleDef_Init(&module_def);
}
