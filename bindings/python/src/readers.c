/*
 * What a handle holds, by name: numbers, texts, arrays as views of the model's memory,
 * and parts as handles of their own. One line for each function of the headers.
 */
#include <string.h>

#include "core.h"

typedef PyObject *(*reader)(PyObject *module, PyObject *handle, const void *object);

/* A reader named noun_name that returns `result`, where `self` is the object. */
#define READER(noun, name, result)                                                       \
    static PyObject *noun##_##name(PyObject *module, PyObject *handle,                   \
                                   const void *object)                                   \
    {                                                                                    \
        const quen_##noun *self = object;                                                \
        (void)module, (void)handle, (void)self;                                          \
        return result;                                                                   \
    }
#define GET(noun, name) quen_##noun##_##name(self)
#define SIZE(noun, name) READER(noun, name, PyLong_FromSize_t(GET(noun, name)))
#define INT64(noun, name) READER(noun, name, PyLong_FromLongLong(GET(noun, name)))
#define FLAG(noun, name) READER(noun, name, PyBool_FromLong(GET(noun, name)))
#define DOUBLE(noun, name) READER(noun, name, PyFloat_FromDouble(GET(noun, name)))
#define ARRAY(noun, name, n)                                                             \
    READER(noun, name,                                                                   \
           view_new(module, handle, GET(noun, name), (n) * sizeof *GET(noun, name)))
#define TEXTS(noun, name, n, text)                                                       \
    static const char *noun##_##name##_text(const void *self, size_t i)                  \
    {                                                                                    \
        return text;                                                                     \
    }                                                                                    \
    READER(noun, name, texts_new(self, n, noun##_##name##_text))
#define PART(noun, name)                                                                 \
    READER(noun, name, part_new(handle, &noun_##name, (const void *)GET(noun, name)))

static PyObject *texts_new(const void *object, size_t n,
                           const char *(*text)(const void *, size_t))
{
    PyObject *texts = PyTuple_New((Py_ssize_t)n);

    for (size_t i = 0; texts && i < n; i++) {
        PyObject *item = text_of(text(object, i));
        if (!item || PyTuple_SetItem(texts, (Py_ssize_t)i, item) != 0)
            Py_CLEAR(texts);
    }
    return texts;
}

/* A part of a model, or None where it was left out. */
static PyObject *part_new(PyObject *handle, const noun_kind *kind, const void *part)
{
    if (!part)
        return Py_NewRef(Py_None);
    return handle_new(kind, (void *)(uintptr_t)part, handle);
}

/* ---- orders ---- */

static PyObject *orders_totals(PyObject *module, PyObject *handle, const void *object)
{
    quen_order_totals t;

    (void)module, (void)handle;
    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(object, &t);
    return Py_BuildValue(
        "{sO sK sK sK sK sK sK sL sL sL sL sK}", "finished",
        t.finished ? Py_True : Py_False, "lines", (unsigned long long)t.lines, "orders",
        (unsigned long long)t.orders, "customers", (unsigned long long)t.customers,
        "items", (unsigned long long)t.items, "lines_without_customer",
        (unsigned long long)t.lines_without_customer, "refund_lines",
        (unsigned long long)t.refund_lines, "revenue", (long long)t.revenue, "quantity",
        (long long)t.quantity, "first_s", (long long)t.first_s, "last_s",
        (long long)t.last_s, "bytes", (unsigned long long)t.bytes);
}

/* ---- features ---- */

#define CELLS (GET(features, n_rows) * GET(features, n_columns))
SIZE(features, n_rows)
SIZE(features, n_columns)
INT64(features, now_s)
ARRAY(features, matrix, CELLS)
ARRAY(features, customers, GET(features, n_rows))
TEXTS(features, column_names, GET(features, n_columns),
      quen_features_column_name(self, i))
TEXTS(features, column_units, GET(features, n_columns),
      quen_features_column_unit(self, i))

/* ---- rfm ---- */

SIZE(rfm, n_customers)
SIZE(rfm, n_bins)
INT64(rfm, now_s)
ARRAY(rfm, customers, GET(rfm, n_customers))
ARRAY(rfm, recency, GET(rfm, n_customers))
ARRAY(rfm, frequency, GET(rfm, n_customers))
ARRAY(rfm, monetary, GET(rfm, n_customers))
ARRAY(rfm, scores, 3 * GET(rfm, n_customers))
ARRAY(rfm, segments, GET(rfm, n_customers))
TEXTS(rfm, segment_names, GET(rfm, n_segments), quen_rfm_segment_name(self, (uint32_t)i))

static PyObject *rfm_cuts(PyObject *module, PyObject *handle, const quen_rfm *self,
                          uint32_t axis)
{
    size_t groups;
    const int64_t *cuts = quen_rfm_cuts(self, axis, &groups);

    return view_new(module, handle, cuts,
                    groups * (quen_rfm_n_bins(self) - 1) * sizeof *cuts);
}
READER(rfm, r_cuts, rfm_cuts(module, handle, self, 0))
READER(rfm, f_cuts, rfm_cuts(module, handle, self, 1))
READER(rfm, m_cuts, rfm_cuts(module, handle, self, 2))

/* The summaries of all segments, one quen_rfm_summary each. */
static PyObject *rfm_segment_summaries(PyObject *module, PyObject *handle,
                                       const void *object)
{
    uint32_t n = quen_rfm_n_segments(object);
    size_t size = sizeof(quen_rfm_summary);
    PyObject *out = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(n * size));
    char *to = out ? PyBytes_AsString(out) : NULL;

    (void)module, (void)handle;
    for (uint32_t i = 0; out && i < n; i++)
        memcpy(to + i * size, quen_rfm_segment_summary(object, i), size);
    return out;
}

READER(rfm, has_keys,
       PyBool_FromLong(quen_rfm_customer_key(self, 0).kind != QUEN_KEY_NONE))

/* ---- kmeans ---- */

SIZE(kmeans, n_clusters)
SIZE(kmeans, n_columns)
SIZE(kmeans, n_rows)
SIZE(kmeans, n_iterations)
DOUBLE(kmeans, inertia)
FLAG(kmeans, converged)
ARRAY(kmeans, centers, GET(kmeans, n_clusters) * GET(kmeans, n_columns))
ARRAY(kmeans, labels, GET(kmeans, n_rows))
ARRAY(kmeans, sizes, GET(kmeans, n_clusters))

/* ---- scaler ---- */

SIZE(scaler, n_columns)
DOUBLE(scaler, clip)
ARRAY(scaler, center, GET(scaler, n_columns))
ARRAY(scaler, scale, GET(scaler, n_columns))
ARRAY(scaler, log1p, GET(scaler, n_columns))

/* ---- logit ---- */

SIZE(logit, n_columns)
SIZE(logit, n_terms)
SIZE(logit, n_iterations)
DOUBLE(logit, log_likelihood)
FLAG(logit, converged)
FLAG(logit, separated)
ARRAY(logit, intercept, 4)
ARRAY(logit, coefficients, GET(logit, n_terms))
ARRAY(logit, std_errors, GET(logit, n_terms))
ARRAY(logit, z_values, GET(logit, n_terms))
ARRAY(logit, p_values, GET(logit, n_terms))
ARRAY(logit, odds_ratios, GET(logit, n_terms))
ARRAY(logit, means, GET(logit, n_terms))
TEXTS(logit, term_names, GET(logit, n_terms), quen_logit_term_name(self, i))

/* ---- itemcf ---- */

SIZE(itemcf, n_items)
SIZE(itemcf, n_customers)

static PyObject *itemcf_support(PyObject *module, PyObject *handle, const void *object)
{
    size_t n = quen_itemcf_n_items(object);
    PyObject *out = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(n * sizeof(uint32_t)));
    char *to = out ? PyBytes_AsString(out) : NULL;

    (void)module, (void)handle;
    for (size_t i = 0; out && i < n; i++) {
        uint32_t support = quen_itemcf_support(object, (uint32_t)i);
        memcpy(to + i * sizeof support, &support, sizeof support);
    }
    return out;
}

/* ---- churn ---- */

static PyObject *churn_report(PyObject *module, PyObject *handle, const void *object)
{
    quen_churn_report r;

    (void)module, (void)handle;
    quen_churn_report_init(&r, sizeof r);
    quen_churn_get_report(object, &r);
    return Py_BuildValue("{sL sL sK sK sd sd sd sd}", "cutoff_s", (long long)r.cutoff_s,
                         "horizon_s", (long long)r.horizon_s, "customers",
                         (unsigned long long)r.customers, "churned",
                         (unsigned long long)r.churned, "auc", r.auc, "log_loss",
                         r.log_loss, "brier", r.brier, "lift10", r.lift10);
}
PART(churn, logit)

static size_t n_features(const quen_churn *churn)
{
    uint32_t n = 0;

    while (quen_churn_feature_name(churn, n))
        n++;
    return n;
}
TEXTS(churn, feature_names, n_features(self), quen_churn_feature_name(self, (uint32_t)i))

/* ---- shop ---- */

SIZE(shop, parts)
SIZE(shop, n_customers)
SIZE(shop, n_items)
INT64(shop, now_s)
READER(shop, churn_note, text_of(quen_shop_churn_note(self)))
PART(shop, rfm)
PART(shop, kmeans)
PART(shop, itemcf)
PART(shop, churn)
PART(shop, scaler)

static size_t features_of(const quen_shop *shop)
{
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);

    return kmeans ? quen_kmeans_n_columns(kmeans) : 0;
}
TEXTS(shop, cluster_features, features_of(self), quen_shop_cluster_feature(self, i))

static PyObject *shop_profile(PyObject *module, PyObject *handle, const quen_shop *shop,
                              const double *profile)
{
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);
    size_t n =
        kmeans ? quen_kmeans_n_clusters(kmeans) * quen_kmeans_n_columns(kmeans) : 0;

    return view_new(module, handle, profile, n * sizeof(double));
}
READER(shop, cluster_means,
       shop_profile(module, handle, self, quen_shop_cluster_means(self)))
READER(shop, cluster_medians,
       shop_profile(module, handle, self, quen_shop_cluster_medians(self)))

/* ---- the table ---- */

#define ROW(noun, name)                                                                  \
    {                                                                                    \
        &noun_##noun, #name, noun##_##name                                               \
    }

static const struct {
    const noun_kind *kind;
    const char *name;
    reader read;
} readers[] = {
    ROW(orders, totals),
    ROW(features, n_rows),
    ROW(features, n_columns),
    ROW(features, now_s),
    ROW(features, matrix),
    ROW(features, customers),
    ROW(features, column_names),
    ROW(features, column_units),
    ROW(rfm, n_customers),
    ROW(rfm, n_bins),
    ROW(rfm, now_s),
    ROW(rfm, customers),
    ROW(rfm, recency),
    ROW(rfm, frequency),
    ROW(rfm, monetary),
    ROW(rfm, scores),
    ROW(rfm, segments),
    ROW(rfm, segment_names),
    ROW(rfm, r_cuts),
    ROW(rfm, f_cuts),
    ROW(rfm, m_cuts),
    ROW(rfm, segment_summaries),
    ROW(rfm, has_keys),
    ROW(kmeans, n_clusters),
    ROW(kmeans, n_columns),
    ROW(kmeans, n_rows),
    ROW(kmeans, n_iterations),
    ROW(kmeans, inertia),
    ROW(kmeans, converged),
    ROW(kmeans, centers),
    ROW(kmeans, labels),
    ROW(kmeans, sizes),
    ROW(scaler, n_columns),
    ROW(scaler, clip),
    ROW(scaler, center),
    ROW(scaler, scale),
    ROW(scaler, log1p),
    ROW(logit, n_columns),
    ROW(logit, n_terms),
    ROW(logit, n_iterations),
    ROW(logit, log_likelihood),
    ROW(logit, converged),
    ROW(logit, separated),
    ROW(logit, intercept),
    ROW(logit, coefficients),
    ROW(logit, std_errors),
    ROW(logit, z_values),
    ROW(logit, p_values),
    ROW(logit, odds_ratios),
    ROW(logit, means),
    ROW(logit, term_names),
    ROW(itemcf, n_items),
    ROW(itemcf, n_customers),
    ROW(itemcf, support),
    ROW(churn, report),
    ROW(churn, logit),
    ROW(churn, feature_names),
    ROW(shop, parts),
    ROW(shop, n_customers),
    ROW(shop, n_items),
    ROW(shop, now_s),
    ROW(shop, churn_note),
    ROW(shop, rfm),
    ROW(shop, kmeans),
    ROW(shop, itemcf),
    ROW(shop, churn),
    ROW(shop, scaler),
    ROW(shop, cluster_features),
    ROW(shop, cluster_means),
    ROW(shop, cluster_medians),
};
#define N_READERS (sizeof readers / sizeof *readers)

PyObject *handle_read(PyObject *module, PyObject *args)
{
    PyObject *handle;
    const char *name;
    const noun_kind *kind;
    void *object;

    if (!PyArg_ParseTuple(args, "Os:read", &handle, &name) ||
        !(kind = handle_noun(handle, &object)))
        return NULL;
    for (size_t i = 0; i < N_READERS; i++)
        if (readers[i].kind == kind && strcmp(readers[i].name, name) == 0)
            return readers[i].read(module, handle, object);
    PyErr_Format(PyExc_AttributeError, "%s has no \"%s\"", kind->name, name);
    return NULL;
}
