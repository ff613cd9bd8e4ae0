/*
 * What the caller knows of customers beside their orders: a list of tuples
 * (name, unit or None, keys, numbers or None, categories or None, max_levels or 0).
 */
#include "core.h"

static int one_of(call *c, PyObject *tuple, quen_attribute *a)
{
    PyObject *keys, *numbers, *categories;
    const void *data;
    size_t n;

    if (!PyTuple_Check(tuple) ||
        !PyArg_ParseTuple(tuple, "szOOOI:attribute", &a->name, &a->unit, &keys, &numbers,
                          &categories, &a->max_levels) ||
        !key_column_of(c, keys, a->name, &a->customers, &a->n)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "an attribute is a tuple");
        return 0;
    }
    if (numbers != Py_None) {
        if (!call_array(c, numbers, "d", a->name, a->n, &data))
            return 0;
        a->numbers = data;
        return 1;
    }
    if (!key_column_of(c, categories, a->name, &a->categories, &n))
        return 0;
    if (n == a->n)
        return 1;
    PyErr_Format(PyExc_ValueError, "%s: %zu values for %zu customers", a->name, n, a->n);
    return 0;
}

int attributes_of(call *c, PyObject *list, const quen_attribute **attributes, size_t *n)
{
    Py_ssize_t size = list == Py_None ? 0 : PyList_Size(list);
    quen_attribute *all;

    *attributes = NULL;
    *n = 0;
    if (size <= 0)
        return size == 0;
    all = call_scratch(c, (size_t)size, sizeof *all);
    if (!all)
        return 0;
    for (Py_ssize_t i = 0; i < size; i++)
        if (!one_of(c, PyList_GetItem(list, i), &all[i]))
            return 0;
    *attributes = all;
    *n = (size_t)size;
    return 1;
}
