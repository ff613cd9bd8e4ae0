/* Lifetimes from rows, and their questions; fits of a log and getters are generated. */
#include "core.h"

typedef struct rows {
    const void *x, *t_x, *t, *log_gaps, *value;
    size_t n;
} rows;

/* A column of n doubles, or NULL for None where `may_lack` is set. */
static int column(call *c, PyObject *object, const char *what, size_t n, int may_lack,
                  const void **data)
{
    *data = NULL;
    return (may_lack && object == Py_None) || call_array(c, object, "d", what, n, data);
}

/* Of a tuple (x, t_x, t, log_gaps, value), the last two maybe None. */
static int rows_of(call *c, PyObject *given, rows *r)
{
    PyObject *x, *t_x, *t, *log_gaps, *value;
    Py_buffer *b;

    if (!PyArg_ParseTuple(given, "OOOOO:rows", &x, &t_x, &t, &log_gaps, &value) ||
        !call_in_place(c, x, "d", "frequency", &b))
        return 0;
    r->n = (size_t)(b->len / b->itemsize);
    r->x = b->buf;
    return column(c, t_x, "recency", r->n, 0, &r->t_x) &&
           column(c, t, "T", r->n, 0, &r->t) &&
           column(c, log_gaps, "log_gaps", r->n, 1, &r->log_gaps) &&
           column(c, value, "monetary_value", r->n, 1, &r->value);
}

PyObject *lifetime_fit_rows(PyObject *module, PyObject *args)
{
    PyObject *given, *dict, *run, *result = NULL;
    quen_lifetime_options options;
    quen_lifetime *lifetime;
    quen_status status;
    rows r;
    call c;

    quen_lifetime_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "O!OO:lifetime_fit_rows", &PyTuple_Type, &given, &dict,
                          &run) ||
        !options_read(lifetime_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    if (rows_of(&c, given, &r)) {
        CALL(&c, status,
             quen_lifetime_fit_rows(c.ctx, r.x, r.t_x, r.t, r.log_gaps, r.value, r.n,
                                    &options, &lifetime));
        result = handle_made(&c, status, &noun_lifetime, lifetime);
    }
    call_end(&c);
    return result;
}

/* `to` has room for as many futures as there are customers. */
PyObject *lifetime_predict(PyObject *module, PyObject *args)
{
    PyObject *handle, *to, *run;
    const quen_lifetime *lifetime;
    double horizon;
    quen_status status;
    void *futures;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OdOO:lifetime_predict", &handle, &horizon, &to, &run) ||
        !(lifetime = handle_get(handle, &noun_lifetime)) || !call_begin(&c, module, run))
        return NULL;
    size_t n = quen_lifetime_n_customers(lifetime);
    if (call_output(&c, to, "B", "futures", n * sizeof(quen_lifetime_future), &futures)) {
        CALL(&c, status,
             quen_lifetime_predict(c.ctx, lifetime, horizon, NULL, n, futures));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

PyObject *lifetime_predict_rows(PyObject *module, PyObject *args)
{
    PyObject *handle, *given, *to, *run;
    const quen_lifetime *lifetime;
    double horizon;
    quen_status status;
    void *futures;
    int done = 0;
    rows r;
    call c;

    if (!PyArg_ParseTuple(args, "OdO!OO:lifetime_predict_rows", &handle, &horizon,
                          &PyTuple_Type, &given, &to, &run) ||
        !(lifetime = handle_get(handle, &noun_lifetime)) || !call_begin(&c, module, run))
        return NULL;
    if (rows_of(&c, given, &r) &&
        call_output(&c, to, "B", "futures", r.n * sizeof(quen_lifetime_future),
                    &futures)) {
        CALL(&c, status,
             quen_lifetime_predict_rows(c.ctx, lifetime, horizon, r.x, r.t_x, r.t,
                                        r.value, r.n, futures));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}
