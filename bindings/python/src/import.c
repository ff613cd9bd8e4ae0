/*
 * A file of rows becomes a log: Python reads its bytes, block by block, and the library
 * the rest. The import begins and ends within one call, so that what it borrows is there.
 */
#include <string.h>

#include "reading.h"

/* What the options point to, until the import is freed. */
typedef struct loan {
    quen_csv_options csv;
    quen_order_rules rules;
    quen_zone zone;
} loan;

/* ---- options ---- */

/* (dict, dict of csv, dict of rules, nobody or None, filters, zone, profile or None) */
static int read_options(call *c, PyObject *const parts[7], loan *lent,
                        quen_import_options *options)
{
    quen_import_options_init(options, sizeof *options);
    quen_csv_options_init(&lent->csv, sizeof lent->csv);
    options->csv = &lent->csv;
    options->rules = &lent->rules;
    return options_read(import_fields, parts[0], options) &&
           options_read(csv_fields, parts[1], &lent->csv) &&
           order_rules_of(c, parts[2], parts[3], &lent->rules) &&
           filters_read(c, parts[4], &options->where, &options->n_where) &&
           zone_of(c, parts[5], &lent->zone, &options->zone) &&
           (parts[6] == Py_None ||
            (options->profile = handle_get(parts[6], &noun_profile)) != NULL);
}

/* ---- bytes ---- */

/* 1, 0 for an empty block, -1 with an exception. */
static int push_bytes(call *c, quen_import *import, PyObject *bytes)
{
    quen_status status = QUEN_OK;
    Py_ssize_t size;
    char *data;

    if (PyBytes_AsStringAndSize(bytes, &data, &size) != 0)
        return -1;
    CALL(c, status, quen_import_push(c->ctx, import, data, (size_t)size));
    return call_check(c, status) ? size > 0 : -1;
}

/* The block, or a copy of what others may write to. */
static PyObject *bytes_of(PyObject *block)
{
    PyObject *bytes;
    Py_buffer b;

    if (PyBytes_CheckExact(block))
        return Py_NewRef(block);
    if (PyObject_GetBuffer(block, &b, PyBUF_SIMPLE) != 0)
        return NULL;
    bytes = PyBytes_FromStringAndSize(b.buf, b.len);
    PyBuffer_Release(&b);
    return bytes;
}

static int push_block(call *c, quen_import *import, PyObject *block)
{
    PyObject *bytes = bytes_of(block);
    int more = bytes ? push_bytes(c, import, bytes) : -1;

    Py_XDECREF(bytes);
    return more;
}

/* Blocks of a callable, until it returns an empty one. */
static int push_all(call *c, quen_import *import, PyObject *read)
{
    int more = 1;

    while (more > 0) {
        PyObject *block = PyObject_CallNoArgs(read);
        more = block && PyErr_CheckSignals() == 0 ? push_block(c, import, block) : -1;
        Py_XDECREF(block);
    }
    return more == 0;
}

/* ---- what is told ---- */

static const char *told_at(const void *import, size_t i)
{
    return quen_import_told(import, i);
}

/* A tuple (reason, column, rows, first line, example) for each sort of bad rows. */
static PyObject *skipped_of(const quen_import *import)
{
    size_t n = quen_import_n_skipped(import);
    PyObject *all = PyTuple_New((Py_ssize_t)n);

    for (size_t i = 0; all && i < n; i++) {
        quen_import_skipped s;
        PyObject *row = NULL;
        if (quen_import_get_skipped(import, i, &s))
            row = Py_BuildValue("(NNKKN)", text_of(s.reason), text_of(s.column),
                                (unsigned long long)s.rows,
                                (unsigned long long)s.first_line, text_of(s.example));
        if (!row || PyTuple_SetItem(all, (Py_ssize_t)i, row) != 0)
            Py_CLEAR(all);
    }
    return all;
}

static PyObject *profile_name_of(const quen_import *import)
{
    const quen_profile *profile = quen_import_profile(import);

    return profile ? text_of(quen_profile_name(profile)) : Py_NewRef(Py_None);
}

/* (counts, skipped, told, saved, the profile's name or None) */
static PyObject *report_of(const quen_import *import)
{
    quen_import_counts counts;

    quen_import_counts_init(&counts, sizeof counts);
    quen_import_get_counts(import, &counts);
    return Py_BuildValue("(NNNNN)", options_tell(import_counts_fields, &counts),
                         skipped_of(import), read_texts(import, told_at, UNTIL_NULL),
                         text_of(quen_import_saved(import)), profile_name_of(import));
}

/* ---- one import ---- */

static PyObject *finish(call *c, quen_import *import)
{
    quen_orders *orders;
    quen_status status;
    PyObject *handle, *report;

    CALL(c, status, quen_import_finish(c->ctx, import, &orders));
    if (!(handle = handle_made(c, status, &noun_orders, orders)))
        return NULL;
    if ((report = report_of(import)))
        return Py_BuildValue("(NN)", handle, report);
    Py_DECREF(handle);
    return NULL;
}

static PyObject *import_all(call *c, PyObject *read, const quen_import_options *options)
{
    quen_import *import;
    PyObject *result = NULL;

    if (!call_check(c, quen_import_new(c->ctx, options, &import)))
        return NULL;
    if (push_all(c, import, read))
        result = finish(c, import);
    quen_import_free(import);
    return result;
}

/*
 * (read, options, run): a log that is not finished, and its report. Texts of the first
 * dict are borrowed while `read`, which is Python's, may do anything: a copy keeps them.
 */
PyObject *import_orders(PyObject *module, PyObject *args)
{
    PyObject *read, *parts[7], *run, *dict, *result = NULL;
    quen_import_options options;
    loan lent;
    call c;

    if (!PyArg_ParseTuple(args, "O(O!OOOO!OO)O:import_orders", &read, &PyDict_Type, &dict,
                          &parts[1], &parts[2], &parts[3], &PyTuple_Type, &parts[4],
                          &parts[5], &parts[6], &run) ||
        !(parts[0] = PyDict_Copy(dict)))
        return NULL;
    if (call_begin(&c, module, run)) {
        if (read_options(&c, parts, &lent, &options))
            result = import_all(&c, read, &options);
        call_end(&c);
    }
    Py_DECREF(parts[0]);
    return result;
}
