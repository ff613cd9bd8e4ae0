/* Filters of rows, as quen._where makes them: tuples of a column, texts, and drop. */
#include <string.h>

#include "core.h"

/* Without zero bytes; NULL with an exception. */
static const char *value_of(PyObject *object)
{
    Py_ssize_t size;
    const char *text = PyUnicode_AsUTF8AndSize(object, &size);

    if (text && strlen(text) != (size_t)size) {
        PyErr_Format(PyExc_ValueError, "where: %R holds a zero byte", object);
        return NULL;
    }
    return text;
}

/* One filter; its texts go to `values`. How many they are, or -1 with an exception. */
static Py_ssize_t filter_of(PyObject *tuple, quen_import_filter *filter,
                            const char **values)
{
    PyObject *texts;
    Py_ssize_t n;
    int drop;

    if (!PyArg_ParseTuple(tuple, "sO!p:filter", &filter->column, &PyTuple_Type, &texts,
                          &drop))
        return -1;
    n = PyTuple_Size(texts);
    for (Py_ssize_t i = 0; i < n; i++)
        if (!(values[i] = value_of(PyTuple_GetItem(texts, i))))
            return -1;
    filter->values = values;
    filter->n_values = (size_t)n;
    filter->drop = (uint32_t)drop;
    return n;
}

/* How many texts all filters have; -1: an exception. */
static Py_ssize_t count_values(PyObject *filters, Py_ssize_t n)
{
    Py_ssize_t total = 0, here;

    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *tuple = PyTuple_GetItem(filters, i);
        PyObject *texts = tuple ? PyTuple_GetItem(tuple, 1) : NULL;
        if (!texts || (here = PyTuple_Size(texts)) < 0)
            return -1;
        total += here;
    }
    return total;
}

int filters_read(call *c, PyObject *filters, const quen_import_filter **where, size_t *n)
{
    Py_ssize_t n_filters = PyTuple_Size(filters);
    Py_ssize_t n_values = n_filters < 0 ? -1 : count_values(filters, n_filters);
    quen_import_filter *list;
    const char **values;

    if (n_values < 0 || !(list = call_scratch(c, (size_t)n_filters + 1, sizeof *list)) ||
        !(values = call_scratch(c, (size_t)n_values + 1, sizeof *values)))
        return 0;
    for (Py_ssize_t i = 0; i < n_filters; i++) {
        Py_ssize_t taken = filter_of(PyTuple_GetItem(filters, i), &list[i], values);
        if (taken < 0)
            return 0;
        values += taken;
    }
    *where = list;
    *n = (size_t)n_filters;
    return 1;
}
