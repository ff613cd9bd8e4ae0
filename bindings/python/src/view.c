/*
 * A read-only buffer over memory that belongs to a model, which it keeps alive: what
 * numpy.frombuffer() is given, so that results are seen, not copied.
 */
#include "core.h"

typedef struct view {
    PyObject_HEAD PyObject *owner;
    const void *data;
    Py_ssize_t size;
} view;

static void view_free(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);

    Py_XDECREF(((view *)self)->owner);
    release(self);
    Py_DECREF(type);
}

static int view_buffer(PyObject *self, Py_buffer *buffer, int flags)
{
    view *v = (view *)self;

    return PyBuffer_FillInfo(buffer, self, (void *)(uintptr_t)v->data, v->size, 1, flags);
}

static PyType_Slot view_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t) "Memory of a model, read-only."},
    {Py_tp_dealloc, (void *)(uintptr_t)view_free},
    {Py_bf_getbuffer, (void *)(uintptr_t)view_buffer},
    {0, NULL},
};

static PyType_Spec view_spec = {
    .name = "quen._core.View",
    .basicsize = sizeof(view),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = view_slots,
};

int view_init(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &view_spec, NULL);

    state_of(module)->view = (PyTypeObject *)type;
    return type != NULL && PyModule_AddType(module, (PyTypeObject *)type) == 0;
}

PyObject *view_new(PyObject *module, PyObject *owner, const void *data, size_t size)
{
    PyTypeObject *type = state_of(module)->view;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    view *v = (view *)allocate(type, 0);

    if (!v)
        return NULL;
    Py_INCREF(owner);
    v->owner = owner;
    v->data = data;
    v->size = data ? (Py_ssize_t)size : 0;
    return (PyObject *)v;
}
