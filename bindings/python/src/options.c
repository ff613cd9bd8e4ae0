/*
 * Keyword arguments to the options of the library: a table of fields for each struct.
 * What is None keeps the library's own default, which defaults() tells; limits are the
 * library's to check.
 */
#include <string.h>

#include "core.h"

/* The position of a name in "a|b|c"; -1 if it is none. */
static int choice_of(const char *choices, const char *name, size_t size)
{
    for (int i = 0;; i++) {
        const char *end = strchr(choices, '|');
        size_t here = end ? (size_t)(end - choices) : strlen(choices);
        if (here == size && memcmp(choices, name, size) == 0)
            return i;
        if (!end)
            return -1;
        choices = end + 1;
    }
}

static int set_choice(const field *f, PyObject *value, void *place)
{
    Py_ssize_t size = 0;
    const char *name =
        PyUnicode_Check(value) ? PyUnicode_AsUTF8AndSize(value, &size) : NULL;
    int choice = name ? choice_of(f->choices, name, (size_t)size) : -1;
    uint32_t number = (uint32_t)choice;

    if (choice < 0) {
        PyErr_Clear();
        PyErr_Format(PyExc_ValueError, "%s must be one of %s, not %R", f->name,
                     f->choices, value);
        return 0;
    }
    memcpy(place, &number, sizeof number);
    return 1;
}

static int not_a_number(const field *f, PyObject *value, const char *kind)
{
    if (PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "%s must be a %s, not %R", f->name, kind, value);
    }
    return 0;
}

static int out_of_range(const field *f, PyObject *value, const char *range)
{
    if (!PyErr_ExceptionMatches(PyExc_OverflowError))
        return not_a_number(f, value, "whole number");
    PyErr_Clear();
    PyErr_Format(PyExc_ValueError, "%s must be within %s, not %R", f->name, range, value);
    return 0;
}

static int set_unsigned(const field *f, PyObject *value, void *place, uint64_t limit)
{
    PyObject *number = PyNumber_Index(value);
    uint64_t wide = number ? PyLong_AsUnsignedLongLong(number) : 0;
    uint32_t narrow = (uint32_t)wide;

    Py_XDECREF(number);
    if (!PyErr_Occurred() && wide > limit)
        PyErr_SetNone(PyExc_OverflowError);
    if (PyErr_Occurred())
        return out_of_range(f, value, limit > UINT32_MAX ? "0..2^64 - 1" : "0..2^32 - 1");
    memcpy(place, limit > UINT32_MAX ? (void *)&wide : (void *)&narrow,
           limit > UINT32_MAX ? sizeof wide : sizeof narrow);
    return 1;
}

static int set_signed(const field *f, PyObject *value, void *place, int64_t limit)
{
    PyObject *number = PyNumber_Index(value);
    int64_t wide = number ? PyLong_AsLongLong(number) : 0;
    int32_t narrow = (int32_t)wide;

    Py_XDECREF(number);
    if (!PyErr_Occurred() && (wide > limit || wide < -limit - 1))
        PyErr_SetNone(PyExc_OverflowError);
    if (PyErr_Occurred())
        return out_of_range(f, value,
                            limit > INT32_MAX ? "-2^63..2^63 - 1" : "-2^31..2^31 - 1");
    memcpy(place, limit > INT32_MAX ? (void *)&wide : (void *)&narrow,
           limit > INT32_MAX ? sizeof wide : sizeof narrow);
    return 1;
}

static int set_double(const field *f, PyObject *value, void *place)
{
    double number = PyFloat_AsDouble(value);

    if (number == -1.0 && PyErr_Occurred())
        return not_a_number(f, value, "number");
    memcpy(place, &number, sizeof number);
    return 1;
}

/* The text lives as long as the dict does. */
static int set_text(const field *f, PyObject *value, void *place)
{
    Py_ssize_t size;
    const char *text =
        PyUnicode_Check(value) ? PyUnicode_AsUTF8AndSize(value, &size) : NULL;

    if (!text || strlen(text) != (size_t)size) {
        if (!PyErr_Occurred())
            PyErr_Format(PyExc_ValueError, "%s must be text without zero bytes, not %R",
                         f->name, value);
        return 0;
    }
    memcpy(place, &text, sizeof text);
    return 1;
}

static int set_field(const field *f, PyObject *value, void *options)
{
    void *place = (char *)options + f->offset;

    switch (f->kind) {
    case FIELD_FLAG:
    case FIELD_U32:
        return set_unsigned(f, value, place, UINT32_MAX);
    case FIELD_U64:
        return set_unsigned(f, value, place, UINT64_MAX);
    case FIELD_I32:
        return set_signed(f, value, place, INT32_MAX);
    case FIELD_I64:
        return set_signed(f, value, place, INT64_MAX);
    case FIELD_DOUBLE:
        return set_double(f, value, place);
    case FIELD_TEXT:
        return set_text(f, value, place);
    default:
        return set_choice(f, value, place);
    }
}

static int no_such_option(const field *fields, PyObject *dict)
{
    PyObject *names = PyDict_New(), *name, *value;
    Py_ssize_t at = 0;

    for (const field *f = fields; names && f->name; f++)
        if (PyDict_SetItemString(names, f->name, Py_None) != 0)
            Py_CLEAR(names);
    while (names && PyDict_Next(dict, &at, &name, &value))
        if (!PyDict_Contains(names, name)) {
            PyErr_Format(PyExc_TypeError, "there is no option %R", name);
            break;
        }
    Py_XDECREF(names);
    return 0;
}

int options_read(const field *fields, PyObject *dict, void *options)
{
    Py_ssize_t known = 0;

    if (!PyDict_Check(dict)) {
        PyErr_Format(PyExc_TypeError, "options must be a dict, not %R", dict);
        return 0;
    }
    for (const field *f = fields; f->name; f++) {
        PyObject *value = PyDict_GetItemString(dict, f->name);
        known += value != NULL;
        if (value && value != Py_None && !set_field(f, value, options))
            return 0;
    }
    return known == PyDict_Size(dict) || no_such_option(fields, dict);
}

/* ---- from the options of the library to Python ---- */

static PyObject *tell_choice(const field *f, const void *place)
{
    const char *name = f->choices, *end;
    uint32_t number;

    memcpy(&number, place, sizeof number);
    while (number-- > 0)
        name = strchr(name, '|') + 1;
    end = strchr(name, '|');
    return PyUnicode_FromStringAndSize(
        name, (Py_ssize_t)(end ? (size_t)(end - name) : strlen(name)));
}

#define TELL(type, make)                                                                 \
    {                                                                                    \
        type value;                                                                      \
        memcpy(&value, place, sizeof value);                                             \
        return make(value);                                                              \
    }

static PyObject *tell_text(const char *text)
{
    return text ? text_of(text) : Py_NewRef(Py_None);
}

static PyObject *tell_field(const field *f, const void *options)
{
    const void *place = (const char *)options + f->offset;

    switch (f->kind) {
    case FIELD_FLAG:
        TELL(uint32_t, PyBool_FromLong)
    case FIELD_U32:
        TELL(uint32_t, PyLong_FromUnsignedLong)
    case FIELD_U64:
        TELL(uint64_t, PyLong_FromUnsignedLongLong)
    case FIELD_I32:
        TELL(int32_t, PyLong_FromLong)
    case FIELD_I64:
        TELL(int64_t, PyLong_FromLongLong)
    case FIELD_DOUBLE:
        TELL(double, PyFloat_FromDouble)
    case FIELD_TEXT:
        TELL(const char *, tell_text)
    default:
        return tell_choice(f, place);
    }
}

PyObject *options_tell(const field *fields, const void *options)
{
    PyObject *dict = PyDict_New();

    for (const field *f = fields; dict && f->name; f++) {
        PyObject *value = tell_field(f, options);
        if (!value || PyDict_SetItemString(dict, f->name, value) != 0)
            Py_CLEAR(dict);
        Py_XDECREF(value);
    }
    return dict;
}

const options_kind *options_of_noun(const char *name)
{
    const options_kind *kind = options_kinds;

    while (kind->noun && strcmp(kind->noun, name) != 0)
        kind++;
    if (kind->noun)
        return kind;
    PyErr_Format(PyExc_ValueError, "no noun with options is called \"%s\"", name);
    return NULL;
}

PyObject *options_defaults(PyObject *module, PyObject *args)
{
    const options_kind *kind;
    const char *name;
    uint64_t options[OPTIONS_LARGEST / sizeof(uint64_t)];

    (void)module;
    if (!PyArg_ParseTuple(args, "s:defaults", &name) || !(kind = options_of_noun(name)))
        return NULL;
    kind->init(options, kind->size);
    return options_tell(kind->fields, options);
}
