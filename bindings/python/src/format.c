/*
 * How a column of texts is read: learned from the whole of it, or opened from a short
 * text.
 */
#include <string.h>

#include "core.h"

/* ---- making ---- */

/* (dict of options, zone or None); rows are counted from 0, as Python does. */
static int read_options(call *c, PyObject *dict, PyObject *clock, quen_zone *zone,
                        quen_format_options *options)
{
    quen_format_options_init(options, sizeof *options);
    options->first_row = 0;
    return options_read(format_fields, dict, options) &&
           zone_of(c, clock, zone, &options->zone);
}

static quen_status learn(quen_context *ctx, const quen_format_options *options,
                         const quen_key_column *texts, size_t n, quen_format **out)
{
    quen_status status = quen_format_new(ctx, options, out);

    if (status == QUEN_OK)
        status = quen_format_add(ctx, *out, texts, n);
    if (status == QUEN_OK)
        status = quen_format_finish(ctx, *out);
    if (status != QUEN_OK) {
        quen_format_free(*out);
        *out = NULL;
    }
    return status;
}

/* format_learn(column, options, zone or None): a handle. */
PyObject *format_learn(PyObject *module, PyObject *args)
{
    PyObject *column, *dict, *clock, *result = NULL;
    quen_format_options options;
    quen_key_column texts;
    quen_format *format;
    quen_status status;
    quen_zone zone;
    size_t n;
    call c;

    if (!PyArg_ParseTuple(args, "OOO:format_learn", &column, &dict, &clock) ||
        !call_begin(&c, module, Py_None))
        return NULL;
    if (read_options(&c, dict, clock, &zone, &options) &&
        key_column_of(&c, column, "texts", &texts, &n)) {
        CALL(&c, status, learn(c.ctx, &options, &texts, n, &format));
        result = handle_made(&c, status, &noun_format, format);
    }
    call_end(&c);
    return result;
}

/* format_open(saved, options, zone or None): a handle. */
PyObject *format_open(PyObject *module, PyObject *args)
{
    PyObject *dict, *clock, *result = NULL;
    quen_format_options options;
    quen_format *format;
    quen_status status;
    const char *saved;
    quen_zone zone;
    call c;

    if (!PyArg_ParseTuple(args, "sOO:format_open", &saved, &dict, &clock) ||
        !call_begin(&c, module, Py_None))
        return NULL;
    if (read_options(&c, dict, clock, &zone, &options)) {
        status = quen_format_open(c.ctx, saved, &options, &format);
        result = handle_made(&c, status, &noun_format, format);
    }
    call_end(&c);
    return result;
}

/* ---- reading ---- */

static quen_status read_as(quen_context *ctx, const char *kind, const quen_format *format,
                           const quen_key_column *texts, size_t n, int64_t *out,
                           const char **faults, quen_format_counts *counts)
{
    if (strcmp(kind, "time") == 0)
        return quen_format_read_times(ctx, format, texts, n, out, faults, counts);
    if (strcmp(kind, "key") == 0)
        return quen_format_read_keys(ctx, format, texts, n, out, faults, counts);
    return quen_format_read_decimals(ctx, format, texts, n, out, faults, counts);
}

/* A list of (row, reason). */
static PyObject *faults_of(const char *const *faults, size_t n)
{
    PyObject *list = PyList_New(0);

    for (size_t i = 0; list && i < n; i++) {
        PyObject *fault;
        if (!faults[i])
            continue;
        fault = Py_BuildValue("(nN)", (Py_ssize_t)i, text_of(faults[i]));
        if (!fault || PyList_Append(list, fault) != 0)
            Py_CLEAR(list);
        Py_XDECREF(fault);
    }
    return list;
}

static PyObject *read_column(call *c, const char *kind, const quen_format *format,
                             PyObject *column, PyObject *out)
{
    quen_key_column texts;
    quen_format_counts counts;
    quen_status status;
    const char **faults;
    void *values;
    size_t n;

    quen_format_counts_init(&counts, sizeof counts);
    if (!key_column_of(c, column, "texts", &texts, &n) ||
        !call_output(c, out, "q", "values", n, &values) ||
        !(faults = call_scratch(c, n, sizeof *faults)))
        return NULL;
    CALL(c, status, read_as(c->ctx, kind, format, &texts, n, values, faults, &counts));
    if (!call_check(c, status))
        return NULL;
    return Py_BuildValue("(NN)", faults_of(faults, n),
                         options_tell(format_counts_fields, &counts));
}

/*
 * format_read(handle, kind, column, values): (faults, counts). The values of rows at
 * fault are unchanged.
 */
PyObject *format_read(PyObject *module, PyObject *args)
{
    PyObject *handle, *column, *out, *result;
    const quen_format *format;
    const char *kind;
    call c;

    if (!PyArg_ParseTuple(args, "OsOO:format_read", &handle, &kind, &column, &out) ||
        !(format = handle_get(handle, &noun_format)) || !call_begin(&c, module, Py_None))
        return NULL;
    result = read_column(&c, kind, format, column, out);
    call_end(&c);
    return result;
}
