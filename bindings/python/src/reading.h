/* What readers are made of: readers_generated.c has the plain ones, readers.c the others.
 */
#ifndef QUEN_PYTHON_READING_H
#define QUEN_PYTHON_READING_H

#include "core.h"

typedef PyObject *(*reader)(PyObject *module, PyObject *handle, const void *object);

typedef struct reader_row {
    const noun_kind *kind;
    const char *name;
    reader read;
} reader_row;

/* Tables end with a NULL kind. */
extern const reader_row readers_generated[];

/* clang-format off */
#define ROW(noun, name) {&noun_##noun, #name, noun##_##name}
/* clang-format on */

/* A reader named noun_name that returns `result`, where `self` is the object. */
#define READER(noun, name, result)                                                       \
    static PyObject *noun##_##name(PyObject *module, PyObject *handle,                   \
                                   const void *object)                                   \
    {                                                                                    \
        const quen_##noun *self = object;                                                \
        (void)module, (void)handle, (void)self;                                          \
        return result;                                                                   \
    }
#define GET(noun, name) quen_##noun##_##name(self)
#define SIZE(noun, name) READER(noun, name, PyLong_FromSize_t(GET(noun, name)))
#define INT64(noun, name) READER(noun, name, PyLong_FromLongLong(GET(noun, name)))
#define FLAG(noun, name) READER(noun, name, PyBool_FromLong(GET(noun, name)))
#define FLOAT(noun, name) READER(noun, name, PyFloat_FromDouble(GET(noun, name)))
#define TEXT(noun, name) READER(noun, name, text_of(GET(noun, name)))
#define ARRAY(noun, name, n)                                                             \
    READER(noun, name,                                                                   \
           view_new(module, handle, GET(noun, name), (n) * sizeof *GET(noun, name)))
/* What a part of a model counts; 0 where it was left out. */
#define PART_COUNT(part, count) ((part) ? count(part) : 0)
#define PART(noun, name, part)                                                           \
    READER(noun, name, read_part(handle, &noun_##part, GET(noun, name)))

/* What there is one of for each number: `get` tells it, `n` how many, or UNTIL_NULL. */
#define UNTIL_NULL SIZE_MAX
#define TEXTS(noun, name, get, number, n)                                                \
    static const char *noun##_##name##_text(const void *self, size_t i)                  \
    {                                                                                    \
        return quen_##noun##_##get(self, (number)i);                                     \
    }                                                                                    \
    READER(noun, name, read_texts(self, noun##_##name##_text, n))
#define STRUCTS(noun, name, get, number, type, n)                                        \
    static void noun##_##name##_copy(const void *self, size_t i, void *to)               \
    {                                                                                    \
        *(type *)to = *quen_##noun##_##get(self, (number)i);                             \
    }                                                                                    \
    READER(noun, name, read_array(self, noun##_##name##_copy, n, sizeof(type)))
#define VALUES(noun, name, number, type, n)                                              \
    static void noun##_##name##_copy(const void *self, size_t i, void *to)               \
    {                                                                                    \
        *(type *)to = quen_##noun##_##name(self, (number)i);                             \
    }                                                                                    \
    READER(noun, name, read_array(self, noun##_##name##_copy, n, sizeof(type)))

/* A struct that quen_noun_get_name() fills in, as a dict of its fields. */
#define STRUCT(noun, name, type, fields)                                                 \
    static PyObject *noun##_##name(PyObject *module, PyObject *handle,                   \
                                   const void *object)                                   \
    {                                                                                    \
        type filled;                                                                     \
        (void)module, (void)handle;                                                      \
        type##_init(&filled, sizeof filled);                                             \
        quen_##noun##_get_##name(object, &filled);                                       \
        return options_tell(fields, &filled);                                            \
    }

/* A part of a model, or None where it was left out. */
PyObject *read_part(PyObject *handle, const noun_kind *kind, const void *part);

/* A tuple of n texts, or of as many as there are before NULL. */
PyObject *read_texts(const void *object, const char *(*text)(const void *, size_t),
                     size_t n);

/* n items of `size` bytes, one after another, as bytes. */
PyObject *read_array(const void *object, void (*copy)(const void *, size_t, void *),
                     size_t n, size_t size);

#endif
