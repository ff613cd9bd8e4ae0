/*
 * Handles: capsules of the library's objects. What every noun can do is in a table that
 * is generated: nouns_generated.c.
 */
#include <string.h>

#include "core.h"

/* ---- capsules ---- */

static const noun_kind *noun_of(PyObject *capsule)
{
    const char *name = PyCapsule_CheckExact(capsule) ? PyCapsule_GetName(capsule) : NULL;

    for (const noun_kind *const *kind = nouns; name && *kind; kind++)
        if ((*kind)->name == name)
            return *kind;
    return NULL;
}

/* What is an owner's goes with its owner. */
static void capsule_free(PyObject *capsule)
{
    const noun_kind *kind = noun_of(capsule);
    PyObject *owner = PyCapsule_GetContext(capsule);

    if (owner)
        Py_DECREF(owner);
    else if (kind)
        kind->release(PyCapsule_GetPointer(capsule, kind->name));
}

PyObject *handle_new(const noun_kind *kind, void *object, PyObject *owner)
{
    PyObject *capsule = PyCapsule_New(object, kind->name, capsule_free);

    if (!capsule) {
        if (!owner)
            kind->release(object);
        return NULL;
    }
    if (owner) {
        Py_INCREF(owner);
        PyCapsule_SetContext(capsule, owner);
    }
    return capsule;
}

void *handle_get(PyObject *capsule, const noun_kind *kind)
{
    if (noun_of(capsule) == kind)
        return PyCapsule_GetPointer(capsule, kind->name);
    PyErr_Format(PyExc_TypeError, "not a handle of %s: %R", kind->name, capsule);
    return NULL;
}

const noun_kind *handle_noun(PyObject *capsule, void **object)
{
    const noun_kind *kind = noun_of(capsule);

    if (kind)
        *object = PyCapsule_GetPointer(capsule, kind->name);
    else
        PyErr_Format(PyExc_TypeError, "not a handle: %R", capsule);
    return kind;
}

PyObject *handle_made(call *c, quen_status status, const noun_kind *kind, void *object)
{
    return call_check(c, status) ? handle_new(kind, object, NULL) : NULL;
}

PyObject *none_if(int done)
{
    return done ? Py_NewRef(Py_None) : NULL;
}

/* ---- files and bytes ---- */

const noun_kind *noun_named(const char *name)
{
    for (const noun_kind *const *kind = nouns; *kind; kind++)
        if (strcmp((*kind)->name + strlen("quen."), name) == 0 && (*kind)->open)
            return *kind;
    PyErr_Format(PyExc_ValueError, "no model called \"%s\"", name);
    return NULL;
}

PyObject *handle_open(PyObject *module, PyObject *args)
{
    const char *name, *path;
    const noun_kind *kind;
    PyObject *run, *result;
    quen_status status;
    void *object;
    call c;

    if (!PyArg_ParseTuple(args, "sO&O:open", &name, path_of, &path, &run) ||
        !(kind = noun_named(name)) || !call_begin(&c, module, run))
        return NULL;
    CALL(&c, status, kind->open(c.ctx, path, &object));
    result = handle_made(&c, status, kind, object);
    call_end(&c);
    return result;
}

PyObject *handle_open_bytes(PyObject *module, PyObject *args)
{
    const char *name;
    const noun_kind *kind;
    PyObject *bytes, *run, *result = NULL;
    Py_buffer *b;
    quen_status status;
    void *object;
    call c;

    if (!PyArg_ParseTuple(args, "sOO:open_bytes", &name, &bytes, &run) ||
        !(kind = noun_named(name)) || !call_begin(&c, module, run))
        return NULL;
    if (call_in_place(&c, bytes, "*", "bytes", &b)) {
        CALL(&c, status, kind->open_bytes(c.ctx, b->buf, (size_t)b->len, &object));
        result = handle_made(&c, status, kind, object);
    }
    call_end(&c);
    return result;
}

/* Settings of a file that is saved. Contexts are used again, so each save sets them. */
typedef struct file_options {
    uint32_t mode;
} file_options;

static const field file_fields[] = {
    FIELD(file_options, mode, FIELD_U32),
    {NULL, 0, 0, NULL},
};

static quen_status save_with(quen_context *ctx, const noun_kind *kind, const void *object,
                             const char *path, const file_options *options)
{
    quen_status status = quen_context_set_file_mode(ctx, options->mode);

    return status == QUEN_OK ? kind->save(ctx, object, path) : status;
}

PyObject *handle_save(PyObject *module, PyObject *args)
{
    const char *path;
    const noun_kind *kind;
    PyObject *handle, *dict, *run, *result;
    file_options options = {0};
    quen_status status;
    void *object;
    call c;

    if (!PyArg_ParseTuple(args, "OO&OO:save", &handle, path_of, &path, &dict, &run) ||
        !(kind = handle_noun(handle, &object)) ||
        !options_read(file_fields, dict, &options))
        return NULL;
    if (!kind->save) {
        PyErr_Format(PyExc_TypeError, "%s has no file of its own", kind->name);
        return NULL;
    }
    if (!call_begin(&c, module, run))
        return NULL;
    CALL(&c, status, save_with(c.ctx, kind, object, path, &options));
    result = call_check(&c, status) ? text_of(quen_context_note(c.ctx)) : NULL;
    call_end(&c);
    return result;
}

static PyObject *bytes_of(call *c, const noun_kind *kind, const void *object)
{
    PyObject *bytes = NULL;
    quen_status status;
    size_t size;

    CALL(c, status, kind->save_bytes(c->ctx, object, NULL, 0, &size));
    if (!call_check(c, status) ||
        !(bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size)))
        return NULL;
    char *to = PyBytes_AsString(bytes);
    CALL(c, status, kind->save_bytes(c->ctx, object, to, size, &size));
    if (!call_check(c, status))
        Py_CLEAR(bytes);
    return bytes;
}

PyObject *handle_save_bytes(PyObject *module, PyObject *args)
{
    const noun_kind *kind;
    PyObject *handle, *run, *bytes;
    void *object;
    call c;

    if (!PyArg_ParseTuple(args, "OO:save_bytes", &handle, &run) ||
        !(kind = handle_noun(handle, &object)))
        return NULL;
    if (!kind->save_bytes) {
        PyErr_Format(PyExc_TypeError, "%s has no file of its own", kind->name);
        return NULL;
    }
    if (!call_begin(&c, module, run))
        return NULL;
    bytes = bytes_of(&c, kind, object);
    call_end(&c);
    return bytes;
}
