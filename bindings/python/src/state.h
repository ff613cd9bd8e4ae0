/* What the module keeps, and its exceptions: state.c. */
#ifndef QUEN_PYTHON_STATE_H
#define QUEN_PYTHON_STATE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "quen.h"

/* A context that is not in use, with the place its progress callback looks at: call.c. */
typedef struct slot slot;

#define POOL_SIZE 8

/* Exceptions of our own; the first is the base of the others. */
enum { ERROR, FORMAT, VERSION, NUMERIC, NOT_FOUND, NO_PART, CANCELLED, N_EXCEPTIONS };

typedef struct module_state {
    PyTypeObject *view;
    PyObject *exceptions[N_EXCEPTIONS];
    slot *pool[POOL_SIZE];
    int n_pool;
} module_state;

module_state *state_of(PyObject *module);

/* Make the exceptions and put them into the module. False with an exception set. */
int state_init(PyObject *module);

/* The class of exceptions, borrowed, that fits a status other than QUEN_OK. */
PyObject *state_exception(PyObject *module, quen_status status);

#endif
