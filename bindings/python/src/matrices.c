/*
 * Models of plain matrices: scaler, k-means, regression. A matrix is a two-dimensional,
 * row-major buffer; what is computed goes into arrays that the caller made.
 */
#include "core.h"

typedef struct matrix {
    const void *data;
    size_t n, d;
    int f32;
} matrix;

static int matrix_of(call *c, PyObject *object, const char *formats, matrix *m)
{
    Py_buffer *b;

    if (!call_in_place(c, object, formats, "X", &b))
        return 0;
    if (b->ndim != 2) {
        PyErr_Format(PyExc_ValueError, "X must have 2 dimensions, not %d", b->ndim);
        return 0;
    }
    m->data = b->buf;
    m->n = (size_t)b->shape[0];
    m->d = (size_t)b->shape[1];
    m->f32 = b->itemsize == sizeof(float);
    return 1;
}

static int matrix_with(call *c, PyObject *object, const char *formats, size_t d,
                       matrix *m)
{
    if (!matrix_of(c, object, formats, m))
        return 0;
    if (m->d == d)
        return 1;
    PyErr_Format(PyExc_ValueError, "X has %zu features, but the model has %zu", m->d, d);
    return 0;
}

static int optional(call *c, PyObject *object, const char *formats, const char *what,
                    size_t n, const void **data)
{
    *data = NULL;
    return object == Py_None || call_array(c, object, formats, what, n, data);
}

static int optional_output(call *c, PyObject *object, const char *formats,
                           const char *what, size_t n, void **data)
{
    *data = NULL;
    return object == Py_None || call_output(c, object, formats, what, n, data);
}

/*
 * What a fit made. The library makes no model that it would not open: if it did, the
 * matrix has changed since it was looked at.
 */
static PyObject *fitted(call *c, quen_status status, const noun_kind *kind, void *model)
{
    if (status != QUEN_ERR_FORMAT)
        return handle_made(c, status, kind, model);
    PyErr_SetString(PyExc_ValueError, "X was written to while it was read");
    return NULL;
}

/* ---- scaler ---- */

PyObject *scaler_fit(PyObject *module, PyObject *args)
{
    PyObject *x, *dict, *flags, *run, *result = NULL;
    quen_scaler_options options;
    quen_scaler *scaler;
    quen_status status;
    const void *log1p;
    matrix m;
    call c;

    quen_scaler_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "OOOO:scaler_fit", &x, &dict, &flags, &run) ||
        !options_read(scaler_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    if (matrix_of(&c, x, "d", &m) && optional(&c, flags, "B?", "log1p", m.d, &log1p)) {
        options.log1p = log1p;
        CALL(&c, status, quen_scaler_fit(c.ctx, m.data, m.n, m.d, &options, &scaler));
        result = fitted(&c, status, &noun_scaler, scaler);
    }
    call_end(&c);
    return result;
}

PyObject *scaler_transform(PyObject *module, PyObject *args)
{
    PyObject *handle, *x, *to, *run;
    const quen_scaler *scaler;
    quen_status status;
    void *out;
    matrix m;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OOOO:scaler_transform", &handle, &x, &to, &run) ||
        !(scaler = handle_get(handle, &noun_scaler)) || !call_begin(&c, module, run))
        return NULL;
    if (matrix_with(&c, x, "d", quen_scaler_n_columns(scaler), &m) &&
        call_output(&c, to, "d", "out", m.n * m.d, &out)) {
        CALL(&c, status, quen_scaler_transform(c.ctx, scaler, m.data, m.n, out));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

/* ---- kmeans ---- */

int kmeans_read(call *c, PyObject *dict, void *given)
{
    quen_kmeans_options *options = given;

    (void)c;
    quen_kmeans_options_init(options, sizeof *options);
    return options_read(kmeans_fields, dict, options);
}

PyObject *kmeans_fit(PyObject *module, PyObject *args)
{
    PyObject *x, *dict, *weights, *init, *run, *result = NULL;
    const void *w, *start;
    quen_kmeans_options options;
    quen_kmeans *kmeans;
    quen_status status;
    matrix m;
    call c;

    if (!PyArg_ParseTuple(args, "OOOOO:kmeans_fit", &x, &dict, &weights, &init, &run) ||
        !kmeans_read(NULL, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    if (matrix_of(&c, x, "df", &m) &&
        optional(&c, weights, "d", "sample_weight", m.n, &w) &&
        optional(&c, init, "d", "init", options.k * m.d, &start)) {
        options.weights = w;
        options.init = start;
        CALL(&c, status,
             m.f32 ? quen_kmeans_fit_f32(c.ctx, m.data, m.n, m.d, &options, &kmeans)
                   : quen_kmeans_fit(c.ctx, m.data, m.n, m.d, &options, &kmeans));
        result = fitted(&c, status, &noun_kmeans, kmeans);
    }
    call_end(&c);
    return result;
}

PyObject *kmeans_predict(PyObject *module, PyObject *args)
{
    PyObject *handle, *x, *out[2], *run;
    const quen_kmeans *kmeans;
    void *labels, *distances;
    quen_status status;
    matrix m;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OOOOO:kmeans_predict", &handle, &x, &out[0], &out[1],
                          &run) ||
        !(kmeans = handle_get(handle, &noun_kmeans)) || !call_begin(&c, module, run))
        return NULL;
    if (matrix_with(&c, x, "df", quen_kmeans_n_columns(kmeans), &m) &&
        optional_output(&c, out[0], "I", "labels", m.n, &labels) &&
        optional_output(&c, out[1], "d", "distances", m.n, &distances)) {
        CALL(&c, status,
             m.f32
                 ? quen_kmeans_predict_f32(c.ctx, kmeans, m.data, m.n, labels, distances)
                 : quen_kmeans_predict(c.ctx, kmeans, m.data, m.n, labels, distances));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

PyObject *kmeans_transform(PyObject *module, PyObject *args)
{
    PyObject *handle, *x, *to, *run;
    const quen_kmeans *kmeans;
    quen_status status;
    void *out;
    matrix m;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OOOO:kmeans_transform", &handle, &x, &to, &run) ||
        !(kmeans = handle_get(handle, &noun_kmeans)) || !call_begin(&c, module, run))
        return NULL;
    if (matrix_with(&c, x, "df", quen_kmeans_n_columns(kmeans), &m) &&
        call_output(&c, to, "d", "out", m.n * quen_kmeans_n_clusters(kmeans), &out)) {
        CALL(&c, status,
             m.f32 ? quen_kmeans_transform_f32(c.ctx, kmeans, m.data, m.n, out)
                   : quen_kmeans_transform(c.ctx, kmeans, m.data, m.n, out));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

PyObject *kmeans_profile(PyObject *module, PyObject *args)
{
    PyObject *handle, *of, *x, *to[2], *run;
    const quen_kmeans *kmeans;
    const void *labels;
    void *means, *medians;
    quen_status status;
    matrix m;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OOOOOO:kmeans_profile", &handle, &of, &x, &to[0], &to[1],
                          &run) ||
        !(kmeans = handle_get(handle, &noun_kmeans)) || !call_begin(&c, module, run))
        return NULL;
    if (matrix_of(&c, x, "d", &m) && call_array(&c, of, "I", "labels", m.n, &labels) &&
        call_output(&c, to[0], "d", "means", quen_kmeans_n_clusters(kmeans) * m.d,
                    &means) &&
        call_output(&c, to[1], "d", "medians", quen_kmeans_n_clusters(kmeans) * m.d,
                    &medians)) {
        CALL(
            &c, status,
            quen_kmeans_profile(c.ctx, kmeans, labels, m.data, m.n, m.d, means, medians));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

/* ---- logit ---- */

/* A tuple of d texts. */
static int names_of(call *c, PyObject *tuple, size_t d, const char *const **names)
{
    const char **all;

    *names = NULL;
    if (tuple == Py_None)
        return 1;
    if (!PyTuple_Check(tuple) || (size_t)PyTuple_Size(tuple) != d) {
        PyErr_Format(PyExc_ValueError, "names: a tuple of %zu texts is needed", d);
        return 0;
    }
    all = call_scratch(c, d, sizeof *all);
    for (size_t i = 0; all && i < d; i++)
        if (!(all[i] =
                  PyUnicode_AsUTF8AndSize(PyTuple_GetItem(tuple, (Py_ssize_t)i), NULL)))
            return 0;
    *names = all;
    return all != NULL;
}

PyObject *logit_fit(PyObject *module, PyObject *args)
{
    PyObject *x, *y, *dict, *weights, *texts, *run, *result = NULL;
    const void *labels, *w;
    quen_logit_options options;
    quen_logit *logit;
    quen_status status;
    matrix m;
    call c;

    quen_logit_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "OOOOOO:logit_fit", &x, &y, &dict, &weights, &texts,
                          &run) ||
        !options_read(logit_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    if (matrix_of(&c, x, "d", &m) && call_array(&c, y, "B?", "y", m.n, &labels) &&
        optional(&c, weights, "d", "sample_weight", m.n, &w) &&
        names_of(&c, texts, m.d, &options.names)) {
        options.weights = w;
        CALL(&c, status,
             quen_logit_fit(c.ctx, m.data, labels, m.n, m.d, &options, &logit));
        result = fitted(&c, status, &noun_logit, logit);
    }
    call_end(&c);
    return result;
}

typedef quen_status (*rows_function)(quen_context *, const quen_logit *, const double *,
                                     size_t, double *);

/* A function of rows that writes `width` values for each; 0: one for each term. */
static PyObject *logit_rows(PyObject *module, PyObject *args, rows_function function,
                            size_t width)
{
    PyObject *handle, *x, *to, *run;
    const quen_logit *logit;
    quen_status status;
    void *out;
    matrix m;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OOOO", &handle, &x, &to, &run) ||
        !(logit = handle_get(handle, &noun_logit)) || !call_begin(&c, module, run))
        return NULL;
    if (width == 0)
        width = quen_logit_n_terms(logit);
    if (matrix_with(&c, x, "d", quen_logit_n_columns(logit), &m) &&
        call_output(&c, to, "d", "out", m.n * width, &out)) {
        CALL(&c, status, function(c.ctx, logit, m.data, m.n, out));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

PyObject *logit_predict(PyObject *module, PyObject *args)
{
    return logit_rows(module, args, quen_logit_predict, 1);
}

PyObject *logit_contributions(PyObject *module, PyObject *args)
{
    return logit_rows(module, args, quen_logit_contributions, 0);
}

PyObject *logit_intervals(PyObject *module, PyObject *args)
{
    PyObject *handle, *to;
    const quen_logit *logit;
    quen_status status;
    double level;
    void *out;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OdO:logit_intervals", &handle, &level, &to) ||
        !(logit = handle_get(handle, &noun_logit)) || !call_begin(&c, module, Py_None))
        return NULL;
    if (call_output(&c, to, "d", "out", 2 * (1 + quen_logit_n_terms(logit)), &out)) {
        CALL(&c, status, quen_logit_intervals(c.ctx, logit, level, out));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}
