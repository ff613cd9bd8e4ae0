/*
 * What the module keeps: exceptions of its own, the type of views, contexts that wait for
 * calls. Nothing here calls the rest of the module.
 */
#include "state.h"

module_state *state_of(PyObject *module)
{
    return PyModule_GetState(module);
}

/* ---- exceptions ---- */

/* In the order of state.h; each is a quen.Error and what the language has for it. */
static const struct {
    const char *name, *doc;
} exceptions[N_EXCEPTIONS] = {
    {"Error", "What only this library can say; base of the classes below."},
    {"FormatError", "Not a model file, or a damaged one."},
    {"VersionError", "A model file that a newer library wrote."},
    {"NumericError", "The data do not determine an answer."},
    {"NotFoundError", "No such customer, item or segment."},
    {"NoPartError", "The shop was trained without the part asked about."},
    {"CancelledError", "The call was stopped."},
};

/* What Python itself has for it. */
static PyObject *base_of(int i)
{
    switch (i) {
    case FORMAT:
    case VERSION:
    case NUMERIC:
        return PyExc_ValueError;
    case NOT_FOUND:
        return PyExc_LookupError;
    case NO_PART:
    case CANCELLED:
        return PyExc_RuntimeError;
    default:
        return PyExc_Exception;
    }
}

static int add_exception(PyObject *module, int i)
{
    PyObject **all = state_of(module)->exceptions, *base = base_of(i);
    PyObject *bases =
        i == ERROR ? PyTuple_Pack(1, base) : PyTuple_Pack(2, all[ERROR], base);
    char full[64];

    if (!bases)
        return 0;
    PyOS_snprintf(full, sizeof full, "quen.%s", exceptions[i].name);
    all[i] = PyErr_NewExceptionWithDoc(full, exceptions[i].doc, bases, NULL);
    Py_DECREF(bases);
    return all[i] && PyModule_AddObjectRef(module, exceptions[i].name, all[i]) == 0;
}

int state_init(PyObject *module)
{
    for (int i = 0; i < N_EXCEPTIONS; i++)
        if (!add_exception(module, i))
            return 0;
    return 1;
}

PyObject *state_exception(PyObject *module, quen_status status)
{
    PyObject **own = state_of(module)->exceptions;

    switch (status) {
    case QUEN_ERR_ARGUMENT:
        return PyExc_ValueError;
    case QUEN_ERR_OVERFLOW:
        return PyExc_OverflowError;
    case QUEN_ERR_NOT_FOUND:
        return own[NOT_FOUND];
    case QUEN_ERR_CANCELLED:
        return own[CANCELLED];
    case QUEN_ERR_IO:
        return PyExc_OSError;
    case QUEN_ERR_FORMAT:
        return own[FORMAT];
    case QUEN_ERR_VERSION:
        return own[VERSION];
    case QUEN_ERR_NUMERIC:
        return own[NUMERIC];
    case QUEN_ERR_NO_PART:
        return own[NO_PART];
    default:
        return own[ERROR];
    }
}
