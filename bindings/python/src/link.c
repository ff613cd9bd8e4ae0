/*
 * Who is who: rows of one person, groups of them, and the log where these are one.
 */
#include "core.h"

/* (name, column, kind, blocks) */
static int field_of(call *c, PyObject *tuple, quen_link_field *made, size_t *n)
{
    PyObject *values;

    if (PyTuple_Check(tuple) && PyArg_ParseTuple(tuple, "sOII:field", &made->name,
                                                 &values, &made->kind, &made->blocks))
        return key_column_of(c, values, made->name, &made->values, n);
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_TypeError, "a field is a tuple");
    return 0;
}

/* A list of them, all of one length. */
static const quen_link_field *fields_of(call *c, PyObject *list, size_t *n_fields,
                                        size_t *n)
{
    quen_link_field *all;
    size_t rows;

    *n_fields = (size_t)PyList_Size(list);
    *n = 0;
    all = call_scratch(c, *n_fields + 1, sizeof *all);
    for (size_t i = 0; all && i < *n_fields; i++) {
        if (!field_of(c, PyList_GetItem(list, (Py_ssize_t)i), &all[i], &rows))
            return NULL;
        if (i > 0 && rows != *n) {
            PyErr_Format(PyExc_ValueError, "%s: %zu values, where others have %zu",
                         all[i].name, rows, *n);
            return NULL;
        }
        *n = rows;
    }
    return all;
}

PyObject *link_find(PyObject *module, PyObject *args)
{
    PyObject *list, *dict, *run, *result = NULL;
    const quen_link_field *fields;
    quen_link_options options;
    quen_links *links;
    quen_status status;
    size_t n_fields, n;
    call c;

    quen_link_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "O!OO:link_find", &PyList_Type, &list, &dict, &run) ||
        !options_read(link_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    if ((fields = fields_of(&c, list, &n_fields, &n)) != NULL) {
        CALL(&c, status, quen_link_find(c.ctx, fields, n_fields, n, &options, &links));
        result = handle_made(&c, status, &noun_links, links);
    }
    call_end(&c);
    return result;
}

/* Two rows: a quen_link as bytes. */
PyObject *links_compare(PyObject *module, PyObject *args)
{
    PyObject *handle, *result = NULL;
    const quen_links *links;
    unsigned int a, b;
    quen_link out;
    quen_status status;
    call c;

    if (!PyArg_ParseTuple(args, "OII:links_compare", &handle, &a, &b) ||
        !(links = handle_get(handle, &noun_links)) || !call_begin(&c, module, Py_None))
        return NULL;
    CALL(&c, status, quen_links_compare(c.ctx, links, a, b, &out));
    if (call_check(&c, status))
        result = PyBytes_FromStringAndSize((const char *)&out, sizeof out);
    call_end(&c);
    return result;
}

/* The groups go to a buffer; (groups, largest, vetoed, too_large). */
PyObject *links_groups(PyObject *module, PyObject *args)
{
    PyObject *handle, *dict, *output, *run, *result = NULL;
    const quen_links *links;
    quen_link_groups_options options;
    quen_link_groups_report report;
    quen_status status;
    void *groups;
    call c;

    quen_link_groups_options_init(&options, sizeof options);
    quen_link_groups_report_init(&report, sizeof report);
    if (!PyArg_ParseTuple(args, "OOOO:links_groups", &handle, &dict, &output, &run) ||
        !(links = handle_get(handle, &noun_links)) ||
        !options_read(link_groups_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    if (call_output(&c, output, "I", "groups", quen_links_n_rows(links), &groups)) {
        CALL(&c, status, quen_links_groups(c.ctx, links, &options, groups, &report));
        if (call_check(&c, status))
            result = Py_BuildValue("KKKK", (unsigned long long)report.groups,
                                   (unsigned long long)report.largest,
                                   (unsigned long long)report.vetoed,
                                   (unsigned long long)report.too_large);
    }
    call_end(&c);
    return result;
}

PyObject *orders_merge_customers(PyObject *module, PyObject *args)
{
    PyObject *handle, *numbers, *run, *result = NULL;
    const quen_orders *orders;
    quen_orders *merged;
    quen_status status;
    Py_buffer *b;
    call c;

    if (!PyArg_ParseTuple(args, "OOO:orders_merge_customers", &handle, &numbers, &run) ||
        !(orders = handle_get(handle, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    if (call_buffer(&c, numbers, "I", "into", &b)) {
        CALL(&c, status,
             quen_orders_merge_customers(c.ctx, orders, b->buf,
                                         (size_t)(b->len / b->itemsize), &merged));
        result = handle_made(&c, status, &noun_orders, merged);
    }
    call_end(&c);
    return result;
}
