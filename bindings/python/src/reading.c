/*
 * What readers are made of: parts as handles of their own, texts and items by number.
 */
#include "reading.h"

PyObject *read_part(PyObject *handle, const noun_kind *kind, const void *part)
{
    if (!part)
        return Py_NewRef(Py_None);
    return handle_new(kind, (void *)(uintptr_t)part, handle);
}

static size_t count_texts(const void *object, const char *(*text)(const void *, size_t))
{
    size_t n = 0;

    while (text(object, n))
        n++;
    return n;
}

PyObject *read_texts(const void *object, const char *(*text)(const void *, size_t),
                     size_t n)
{
    PyObject *texts;

    if (n == UNTIL_NULL)
        n = count_texts(object, text);
    texts = PyTuple_New((Py_ssize_t)n);
    for (size_t i = 0; texts && i < n; i++) {
        PyObject *item = text_of(text(object, i));
        if (!item || PyTuple_SetItem(texts, (Py_ssize_t)i, item) != 0)
            Py_CLEAR(texts);
    }
    return texts;
}

/* Bytes of Python's may lie anywhere: an item is made in aligned memory first. */
PyObject *read_array(const void *object, void (*copy)(const void *, size_t, void *),
                     size_t n, size_t size)
{
    PyObject *out = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(n * size));
    char *to = out ? PyBytes_AsString(out) : NULL;
    void *item = malloc(size);

    for (size_t i = 0; out && item && i < n; i++) {
        copy(object, i, item);
        memcpy(to + i * size, item, size);
    }
    if (out && !item) {
        Py_CLEAR(out);
        PyErr_NoMemory();
    }
    free(item);
    return out;
}
