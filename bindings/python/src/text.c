/*
 * Cells to keys and normal forms, a list at a time. The interpreter is held: a cell takes
 * less than it costs to let go. Ctrl-C is looked for now and then.
 */
#include <string.h>

#include "core.h"

#define SIGNALS_EVERY 8192

/* What texts are made: its options, and a text that is never refused but for them. */
typedef struct maker {
    const char *noun;
    const char *sample;
    quen_status (*make)(quen_context *ctx, const char *text, size_t size,
                        const void *options, char *out, size_t room, size_t *n);
    size_t room; /* bytes of the result, beside three for each of the text */
} maker;

#define PARSER(kind)                                                                     \
    static quen_status make_##kind(quen_context *ctx, const char *text, size_t size,     \
                                   const void *options, char *out, size_t room,          \
                                   size_t *n)                                            \
    {                                                                                    \
        quen_status status = quen_parse_##kind(ctx, text, size, options, out);           \
                                                                                         \
        (void)room;                                                                      \
        *n = status == QUEN_OK ? strlen(out) : 0;                                        \
        return status;                                                                   \
    }

PARSER(phone)
PARSER(email)
PARSER(name)

static quen_status make_text(quen_context *ctx, const char *text, size_t size,
                             const void *options, char *out, size_t room, size_t *n)
{
    return quen_text_normalize(ctx, text, size, options, out, room, n);
}

static const maker makers[] = {
    {"phone", "+84912345678", make_phone, QUEN_PHONE_ROOM},
    {"email", "an@example.com", make_email, QUEN_EMAIL_ROOM},
    {"name", "An", make_name, QUEN_NAME_ROOM},
    {"text", "", make_text, 1},
};

/* Room that grows with the longest text, and what is needed for each. */
typedef struct texts {
    call c;
    const maker *maker;
    const void *options;
    char *out;
    size_t room;
} texts;

static int make_room(texts *t, size_t size)
{
    size_t room = t->maker->room + 3 * size;
    char *out;

    if (room <= t->room)
        return 1;
    out = realloc(t->out, 2 * room);
    if (!out) {
        PyErr_NoMemory();
        return 0;
    }
    t->out = out;
    t->room = 2 * room;
    return 1;
}

/* A reason is a tuple of it, so that no result can be taken for one. */
static PyObject *reason_of(const char *words)
{
    return Py_BuildValue("(N)", text_of(words));
}

static PyObject *make_one(texts *t, const char *text, size_t size)
{
    quen_status status;
    size_t n = 0;

    if (!make_room(t, size))
        return NULL;
    status = t->maker->make(t->c.ctx, text, size, t->options, t->out, t->room, &n);
    if (status == QUEN_ERR_ARGUMENT)
        return reason_of(quen_context_message(t->c.ctx));
    if (!call_check(&t->c, status))
        return NULL;
    return PyUnicode_DecodeUTF8(t->out, (Py_ssize_t)n, NULL);
}

static PyObject *make_item(texts *t, PyObject *item)
{
    Py_ssize_t size = 0;
    const char *text;

    if (item == Py_None)
        return Py_NewRef(Py_None);
    text = PyUnicode_AsUTF8AndSize(item, &size);
    if (text)
        return make_one(t, text, (size_t)size);
    if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError))
        return NULL;
    PyErr_Clear(); /* half of a surrogate pair */
    return reason_of("not UTF-8");
}

static PyObject *make_all(texts *t, PyObject *items)
{
    Py_ssize_t n = PyList_Size(items);
    PyObject *out = PyList_New(n);

    for (Py_ssize_t i = 0; out && i < n; i++) {
        PyObject *made = make_item(t, PyList_GetItem(items, i));
        if (!made || PyList_SetItem(out, i, made) != 0 ||
            (i % SIGNALS_EVERY == SIGNALS_EVERY - 1 && PyErr_CheckSignals() != 0))
            Py_CLEAR(out);
    }
    return out;
}

/* Options are refused once, not with each text. */
static int options_hold(texts *t)
{
    size_t n;

    return make_room(t, strlen(t->maker->sample)) &&
           call_check(&t->c,
                      t->maker->make(t->c.ctx, t->maker->sample, strlen(t->maker->sample),
                                     t->options, t->out, t->room, &n));
}

static const maker *maker_named(const char *noun)
{
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (strcmp(makers[i].noun, noun) == 0)
            return &makers[i];
    PyErr_Format(PyExc_ValueError, "nothing makes texts of \"%s\"", noun);
    return NULL;
}

/* A str, None, or a tuple of the reason for each str or None of a list. */
PyObject *texts_make(PyObject *module, PyObject *args)
{
    PyObject *items, *dict, *made = NULL;
    uint64_t options[OPTIONS_LARGEST / sizeof(uint64_t)];
    const options_kind *kind;
    const char *noun;
    texts t = {.options = options};

    if (!PyArg_ParseTuple(args, "sO!O:texts", &noun, &PyList_Type, &items, &dict) ||
        !(t.maker = maker_named(noun)) || !(kind = options_of_noun(noun)))
        return NULL;
    kind->init(options, kind->size);
    if (!options_read(kind->fields, dict, options) || !call_begin(&t.c, module, Py_None))
        return NULL;
    if (options_hold(&t))
        made = make_all(&t, items);
    call_end(&t.c);
    free(t.out);
    return made;
}
