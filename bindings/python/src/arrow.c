/*
 * Tables handed out as an Arrow C stream of one batch. A column comes as a tuple
 *
 *     (name, format, length, null_count, buffers, children, dictionary)
 *
 * where buffers is a tuple of objects with memory or None, children a tuple of columns
 * and dictionary a column or None. Values are lent, never copied: each buffer is held
 * until the consumer releases the array. What says where values are (bits, offsets, codes
 * of a dictionary) is copied unless nobody can change it, for consumers trust it.
 */
#include <errno.h>
#include <string.h>

#include "core.h"

typedef struct ArrowSchema schema;
typedef struct ArrowArray array;
typedef struct ArrowArrayStream stream;

/* ---- letting go ---- */

static void schema_release(schema *s)
{
    for (int64_t i = 0; i < s->n_children; i++) {
        if (s->children[i] && s->children[i]->release)
            s->children[i]->release(s->children[i]);
        free(s->children[i]);
    }
    if (s->dictionary && s->dictionary->release)
        s->dictionary->release(s->dictionary);
    free(s->dictionary);
    free(s->children);
    free(s->private_data);
    s->release = NULL;
}

typedef struct array_memory {
    Py_buffer buffers[3];
    const void *pointers[3];
    void *copies[3];
    int n_held;
} array_memory;

/*
 * May be called from any thread, with or without the interpreter; once that is gone, so
 * is what the buffers are of.
 */
static void array_release(array *a)
{
    array_memory *m = a->private_data;

    for (int64_t i = 0; i < a->n_children; i++) {
        if (a->children[i] && a->children[i]->release)
            a->children[i]->release(a->children[i]);
        free(a->children[i]);
    }
    if (a->dictionary && a->dictionary->release)
        a->dictionary->release(a->dictionary);
    free(a->dictionary);
    free(a->children);
    if (m && m->n_held > 0 && Py_IsInitialized()) {
        PyGILState_STATE held = PyGILState_Ensure();
        while (m->n_held > 0)
            PyBuffer_Release(&m->buffers[--m->n_held]);
        PyGILState_Release(held);
    }
    for (int i = 0; m && i < 3; i++)
        free(m->copies[i]);
    free(m);
    a->release = NULL;
}

/* ---- schemas ---- */

static int schema_of(PyObject *column, schema *s);

static int schema_children(PyObject *children, schema *s)
{
    Py_ssize_t n = PyTuple_Size(children);

    if (n <= 0)
        return n == 0;
    s->children = calloc((size_t)n, sizeof *s->children);
    for (Py_ssize_t i = 0; s->children && i < n; i++) {
        if (!(s->children[i] = calloc(1, sizeof(schema))))
            break;
        s->n_children++;
        if (!schema_of(PyTuple_GetItem(children, i), s->children[i]))
            return 0;
    }
    if (s->n_children < n)
        PyErr_NoMemory();
    return s->n_children == n;
}

/* On failure the caller releases what there is. */
static int schema_of(PyObject *column, schema *s)
{
    const char *name, *format;
    PyObject *buffers, *children, *dictionary;
    Py_ssize_t length, nulls;
    char *texts;

    s->release = schema_release;
    if (!PyArg_ParseTuple(column, "ssnnO!O!O:column", &name, &format, &length, &nulls,
                          &PyTuple_Type, &buffers, &PyTuple_Type, &children, &dictionary))
        return 0;
    texts = malloc(strlen(format) + strlen(name) + 2);
    if (!texts) {
        PyErr_NoMemory();
        return 0;
    }
    s->private_data = texts;
    s->format = strcpy(texts, format);
    s->name = strcpy(texts + strlen(format) + 1, name);
    s->flags = ARROW_FLAG_NULLABLE;
    if (!schema_children(children, s))
        return 0;
    if (dictionary == Py_None)
        return 1;
    s->dictionary = calloc(1, sizeof(schema));
    if (!s->dictionary)
        PyErr_NoMemory();
    return s->dictionary && schema_of(dictionary, s->dictionary);
}

/* ---- arrays ---- */

static int array_of(PyObject *column, array *a);

static int array_children(PyObject *children, array *a)
{
    Py_ssize_t n = PyTuple_Size(children);

    if (n <= 0)
        return n == 0;
    a->children = calloc((size_t)n, sizeof *a->children);
    for (Py_ssize_t i = 0; a->children && i < n; i++) {
        if (!(a->children[i] = calloc(1, sizeof(array))))
            break;
        a->n_children++;
        if (!array_of(PyTuple_GetItem(children, i), a->children[i]))
            return 0;
    }
    if (a->n_children < n)
        PyErr_NoMemory();
    return a->n_children == n;
}

/* Bytes of an offset into texts; 0 if the format has none. */
static size_t offset_width(const char *format)
{
    return *format == 'u' || *format == 'z'   ? sizeof(int32_t)
           : *format == 'U' || *format == 'Z' ? sizeof(int64_t)
                                              : 0;
}

static void *copy_of(const Py_buffer *b)
{
    void *copy = malloc(b->len > 0 ? (size_t)b->len : 1);

    if (!copy)
        PyErr_NoMemory();
    else if (b->len > 0)
        memcpy(copy, b->buf, (size_t)b->len);
    return copy;
}

/* *size receives that of the buffer. */
static int hold(array_memory *m, Py_ssize_t i, PyObject *object, int copied, size_t *size)
{
    Py_buffer *b = &m->buffers[m->n_held];

    *size = 0;
    if (object == Py_None)
        return 1;
    if (PyObject_GetBuffer(object, b, PyBUF_SIMPLE) != 0)
        return 0;
    m->pointers[i] = b->buf;
    m->n_held++;
    *size = (size_t)b->len;
    if (!copied || PyBytes_CheckExact(object))
        return 1;
    m->pointers[i] = m->copies[i] = copy_of(b);
    return m->copies[i] != NULL;
}

/* No stream says how long its buffers are: the last of n offsets must be within. */
static int ends_within(const void *offsets, size_t width, size_t n, const size_t sizes[3])
{
    int64_t end = 0;
    int32_t narrow = 0;

    if (n <= sizes[1] / width && width == sizeof narrow) {
        memcpy(&narrow, (const char *)offsets + (n - 1) * width, sizeof narrow);
        end = narrow;
    } else if (n <= sizes[1] / width) {
        memcpy(&end, (const char *)offsets + (n - 1) * width, sizeof end);
    }
    if (n <= sizes[1] / width && end >= 0 && (uint64_t)end <= sizes[2])
        return 1;
    PyErr_Format(PyExc_ValueError,
                 "texts: %zu offsets in %zu bytes, to %lld of %zu bytes", n, sizes[1],
                 (long long)end, sizes[2]);
    return 0;
}

static int array_buffers(PyObject *buffers, const char *format, Py_ssize_t length,
                         int coded, array *a)
{
    array_memory *m = calloc(1, sizeof *m);
    Py_ssize_t n = PyTuple_Size(buffers);
    size_t width = offset_width(format), sizes[3] = {0};

    a->private_data = m;
    if (!m || n > 3) {
        PyErr_NoMemory();
        return 0;
    }
    for (Py_ssize_t i = 0; i < n; i++)
        if (!hold(m, i, PyTuple_GetItem(buffers, i),
                  i == 0 || (i == 1 && (width || coded)), &sizes[i]))
            return 0;
    a->n_buffers = n;
    a->buffers = m->pointers;
    return !width || length < 1 ||
           ends_within(m->pointers[1], width, (size_t)length + 1, sizes);
}

/* On failure the caller releases what there is. */
static int array_of(PyObject *column, array *a)
{
    const char *name, *format;
    PyObject *buffers, *children, *dictionary;
    Py_ssize_t length, nulls;

    a->release = array_release;
    if (!PyArg_ParseTuple(column, "ssnnO!O!O:column", &name, &format, &length, &nulls,
                          &PyTuple_Type, &buffers, &PyTuple_Type, &children,
                          &dictionary) ||
        !array_buffers(buffers, format, length, dictionary != Py_None, a) ||
        !array_children(children, a))
        return 0;
    a->length = length;
    a->null_count = nulls;
    if (dictionary == Py_None)
        return 1;
    a->dictionary = calloc(1, sizeof(array));
    if (!a->dictionary)
        PyErr_NoMemory();
    return a->dictionary && array_of(dictionary, a->dictionary);
}

/* ---- the stream ---- */

/* The schema's column, the batch until it is asked for, and who makes more. */
typedef struct table {
    PyObject *column;
    PyObject *more; /* a callable that returns a column or None; or NULL */
    array batch;
    char message[256];
} table;

/*
 * Keep the sentence for those who ask the stream. The exception itself stays set: where
 * the consumer is a call of ours, it is what the call raises.
 */
static void keep_message(table *t)
{
    PyObject *type, *value, *trace, *text;
    const char *s;

    PyErr_Fetch(&type, &value, &trace);
    text = value ? PyObject_Str(value) : NULL;
    s = text ? PyUnicode_AsUTF8AndSize(text, NULL) : NULL;
    PyOS_snprintf(t->message, sizeof t->message, "%s", s ? s : "no sentence");
    Py_XDECREF(text);
    PyErr_Restore(type, value, trace);
}

static int stream_schema(stream *s, schema *out)
{
    table *t = s->private_data;
    PyGILState_STATE held = PyGILState_Ensure();
    int done;

    memset(out, 0, sizeof *out);
    done = schema_of(t->column, out);
    if (!done) {
        keep_message(t);
        schema_release(out);
    }
    PyGILState_Release(held);
    return done ? 0 : EIO;
}

/* True unless there is an exception; at the end the batch is as it was: released. */
static int make_batch(table *t)
{
    PyObject *column = PyObject_CallNoArgs(t->more);
    int done = column && (column == Py_None || array_of(column, &t->batch));

    if (!done && t->batch.release)
        t->batch.release(&t->batch);
    Py_XDECREF(column);
    return done;
}

static int stream_next(stream *s, array *out)
{
    table *t = s->private_data;
    int done = 1;

    if (!t->batch.release && t->more) {
        PyGILState_STATE held = PyGILState_Ensure();
        done = make_batch(t);
        if (!done)
            keep_message(t);
        PyGILState_Release(held);
    }
    if (!done)
        return EIO;
    *out = t->batch;
    memset(&t->batch, 0, sizeof t->batch);
    return 0;
}

static const char *stream_error(stream *s)
{
    return ((table *)s->private_data)->message;
}

static void stream_release(stream *s)
{
    table *t = s->private_data;

    if (t->batch.release)
        t->batch.release(&t->batch);
    if (Py_IsInitialized()) {
        PyGILState_STATE held = PyGILState_Ensure();
        Py_DECREF(t->column);
        Py_XDECREF(t->more);
        PyGILState_Release(held);
    }
    free(t);
    s->release = NULL;
}

static void capsule_free(PyObject *capsule)
{
    stream *s = PyCapsule_GetPointer(capsule, "arrow_array_stream");

    if (s->release)
        s->release(s);
    free(s);
}

PyObject *arrow_capsule(stream *s)
{
    PyObject *capsule = PyCapsule_New(s, "arrow_array_stream", capsule_free);

    if (!capsule) {
        s->release(s);
        free(s);
    }
    return capsule;
}

/*
 * arrow_export(column, more): a capsule "arrow_array_stream" whose first batch is
 * `column`, a struct "+s"; `more` is None, or called for further ones until it says None.
 */
PyObject *arrow_export(PyObject *module, PyObject *args)
{
    PyObject *column, *more;
    stream *s;
    table *t;

    (void)module;
    if (!PyArg_ParseTuple(args, "OO:arrow_export", &column, &more))
        return NULL;
    s = calloc(1, sizeof *s);
    t = calloc(1, sizeof *t);
    if (!s || !t || !array_of(column, &t->batch)) {
        if (t && t->batch.release)
            t->batch.release(&t->batch);
        free(s);
        free(t);
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    }
    t->column = Py_NewRef(column);
    t->more = more == Py_None ? NULL : Py_NewRef(more);
    *s = (stream){stream_schema, stream_next, stream_error, stream_release, t};
    return arrow_capsule(s);
}
