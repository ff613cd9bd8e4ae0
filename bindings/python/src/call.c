/*
 * One call of the library: a context from the pool, the interpreter released around the
 * work, progress and Ctrl-C on the way, and a status turned into an exception.
 *
 * Contexts are kept from call to call because they keep scratch memory; a context serves
 * one call at a time, so threads that ask at once get one each.
 */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "core.h"

struct slot {
    uint32_t threads;
    quen_context *ctx;
    PyObject *progress;    /* a callable, or NULL; borrowed for the call */
    PyThreadState *thread; /* saved while the library works */
    const char *stage;     /* last told */
    int64_t told_ms;
    int saved_errno;
};

/* ---- progress ---- */

static int64_t now_ms(void)
{
    struct timespec t;

    if (timespec_get(&t, TIME_UTC) != TIME_UTC)
        return 0;
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Not more than ten times a second, but each stage once, and its end. */
static int worth_telling(slot *s, const char *stage, double fraction)
{
    int64_t now = now_ms();

    if (stage == s->stage && fraction < 1.0 && now - s->told_ms < 100 &&
        now >= s->told_ms)
        return 0;
    s->stage = stage;
    s->told_ms = now;
    return 1;
}

static int tell(PyObject *progress, const char *stage, double fraction)
{
    PyObject *answer = PyObject_CallFunction(progress, "sd", stage, fraction);

    Py_XDECREF(answer);
    return answer == NULL;
}

/* An exception, Ctrl-C's among them, ends the call; it is raised when the call is over.
 */
static int on_progress(void *user, const char *stage, double fraction)
{
    slot *s = user;
    int stop;

    if (!worth_telling(s, stage, fraction))
        return 0;
    PyEval_RestoreThread(s->thread);
    stop = PyErr_CheckSignals() != 0;
    if (!stop && s->progress)
        stop = tell(s->progress, stage, fraction);
    s->thread = PyEval_SaveThread();
    return stop;
}

/* ---- the pool ---- */

static void slot_free(slot *s)
{
    if (s)
        quen_context_free(s->ctx);
    free(s);
}

static slot *slot_new(uint32_t threads)
{
    quen_context_options options;
    slot *s = calloc(1, sizeof *s);
    quen_status status;

    if (!s) {
        PyErr_NoMemory();
        return NULL;
    }
    quen_context_options_init(&options, sizeof options);
    options.threads = threads;
    options.progress = on_progress;
    options.progress_user = s;
    s->threads = threads;
    status = quen_context_new(&options, &s->ctx);
    if (status == QUEN_OK)
        return s;
    if (status == QUEN_ERR_MEMORY)
        PyErr_NoMemory();
    else
        PyErr_Format(PyExc_ValueError, "threads must be within 1..256, not %u", threads);
    slot_free(s);
    return NULL;
}

static slot *pool_take(module_state *state, uint32_t threads)
{
    for (int i = state->n_pool; i-- > 0;) {
        slot *s = state->pool[i];
        if (s->threads == threads) {
            state->pool[i] = state->pool[--state->n_pool];
            return s;
        }
    }
    return slot_new(threads);
}

/* A full pool forgets its oldest: the first. */
static void pool_give(module_state *state, slot *s)
{
    if (state->n_pool == POOL_SIZE) {
        slot_free(state->pool[0]);
        memmove(state->pool, state->pool + 1, (POOL_SIZE - 1) * sizeof(slot *));
        state->n_pool--;
    }
    state->pool[state->n_pool++] = s;
}

void call_pool_free(module_state *state)
{
    while (state->n_pool > 0)
        slot_free(state->pool[--state->n_pool]);
}

/* ---- a call ---- */

static int run_read(PyObject *run, uint32_t *threads, PyObject **progress)
{
    PyObject *number;
    long long n;
    int beyond;

    *threads = 1;
    *progress = NULL;
    if (run == Py_None)
        return 1;
    if (!PyArg_ParseTuple(run, "OO", &number, progress))
        return 0;
    n = PyLong_AsLongLongAndOverflow(number, &beyond);
    if (PyErr_Occurred())
        return 0;
    if (beyond || n < 0 || n > UINT32_MAX) { /* else the library looks at it */
        PyErr_Format(PyExc_ValueError, "threads must be within 1..256, not %R", number);
        return 0;
    }
    *threads = (uint32_t)n;
    if (*progress == Py_None)
        *progress = NULL;
    return 1;
}

int call_begin(call *c, PyObject *module, PyObject *run)
{
    uint32_t threads;
    PyObject *progress;

    c->module = module;
    c->buffers = NULL;
    c->n_scratch = 0;
    c->slot = NULL;
    if (!run_read(run, &threads, &progress))
        return 0;
    c->slot = pool_take(state_of(module), threads);
    if (!c->slot)
        return 0;
    c->ctx = c->slot->ctx;
    c->slot->progress = progress;
    c->slot->stage = NULL;
    c->slot->told_ms = now_ms();
    return 1;
}

void call_end(call *c)
{
    for (held_buffer *b = c->buffers, *next; b; b = next) {
        next = b->next;
        PyBuffer_Release(&b->buffer);
        free(b->copy);
        free(b);
    }
    while (c->n_scratch > 0)
        free(c->scratch[--c->n_scratch]);
    if (c->slot) {
        c->slot->progress = NULL;
        pool_give(state_of(c->module), c->slot);
    }
    c->slot = NULL;
}

void call_leave(call *c)
{
    c->slot->thread = PyEval_SaveThread();
    errno = 0;
}

void call_return(call *c)
{
    c->slot->saved_errno = errno;
    PyEval_RestoreThread(c->slot->thread);
}

/* ---- statuses ---- */

PyObject *text_of(const char *words)
{
    return PyUnicode_DecodeUTF8(words, (Py_ssize_t)strlen(words), "replace");
}

void raise_words(PyObject *type, const char *words)
{
    PyObject *text = text_of(words);

    if (text)
        PyErr_SetObject(type, text);
    Py_XDECREF(text);
}

/* OSError picks its subclass, such as FileNotFoundError, by errno. */
static void raise_os_error(int number, const char *message)
{
    PyObject *text = text_of(message);
    PyObject *error = PyObject_CallFunction(PyExc_OSError, "iN", number, text);

    if (error)
        PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_XDECREF(error);
}

int call_check(call *c, quen_status status)
{
    const char *message = quen_context_message(c->ctx);

    if (status == QUEN_OK)
        return 1;
    if (PyErr_Occurred()) /* what the progress callback raised */
        return 0;
    if (status == QUEN_ERR_MEMORY)
        raise_words(PyExc_MemoryError, message);
    else if (status == QUEN_ERR_IO && c->slot->saved_errno != 0)
        raise_os_error(c->slot->saved_errno, message);
    else
        raise_words(state_exception(c->module, status), message);
    return 0;
}

int path_of(PyObject *object, void *path)
{
    char *bytes = NULL;
    int done = PyBytes_AsStringAndSize(object, &bytes, NULL) == 0;

    *(const char **)path = bytes;
    return done;
}

/* ---- memory of a call ---- */

void *call_scratch(call *c, size_t n, size_t size)
{
    void *memory = NULL;

    if (c->n_scratch < CALL_SCRATCH && (size == 0 || n <= PY_SSIZE_T_MAX / size))
        memory = calloc(n > 0 ? n : 1, size > 0 ? size : 1);
    if (!memory) {
        PyErr_NoMemory();
        return NULL;
    }
    c->scratch[c->n_scratch++] = memory;
    return memory;
}

/* The letter of a format of struct, less its byte order where that is the machine's. */
static char letter_of(const Py_buffer *buffer)
{
    const char *format = buffer->format ? buffer->format : "B";

    if (*format == '@' || *format == '=' ||
        *format == (PY_LITTLE_ENDIAN_MACHINE ? '<' : '>'))
        format++;
    if (format[0] == '\0' || format[1] != '\0')
        return '\0';
    /* long is int or long long, as the machine has it */
    if (*format == 'l')
        return sizeof(long) == 8 ? 'q' : 'i';
    if (*format == 'L')
        return sizeof(long) == 8 ? 'Q' : 'I';
    return *format;
}

static held_buffer *hold(call *c, PyObject *object, int flags)
{
    held_buffer *b = malloc(sizeof *b);

    if (!b) {
        PyErr_NoMemory();
        return NULL;
    }
    if (PyObject_GetBuffer(object, &b->buffer, flags) != 0) {
        free(b);
        return NULL;
    }
    b->seen = b->buffer;
    b->copy = NULL;
    b->next = c->buffers;
    c->buffers = b;
    return b;
}

static held_buffer *buffer_get(call *c, PyObject *object, const char *formats,
                               const char *what, int flags)
{
    held_buffer *b = hold(c, object, flags | PyBUF_C_CONTIGUOUS | PyBUF_FORMAT);
    const char *format = b && b->buffer.format ? b->buffer.format : "B";
    char letter = b ? letter_of(&b->buffer) : '\0';

    if (!b || *formats == '*' || (letter != '\0' && strchr(formats, letter)))
        return b;
    PyErr_Format(PyExc_TypeError, "%s: an array of format \"%s\", not one of \"%s\"",
                 what, format, formats);
    return NULL;
}

int call_in_place(call *c, PyObject *object, const char *formats, const char *what,
                  Py_buffer **buffer)
{
    held_buffer *b = buffer_get(c, object, formats, what, PyBUF_SIMPLE);

    if (b)
        *buffer = &b->seen;
    return b != NULL;
}

int call_is_constant(call *c, PyObject *object)
{
    return PyBytes_CheckExact(object) || Py_TYPE(object) == state_of(c->module)->view;
}

static int copy_bytes(held_buffer *b)
{
    size_t size = (size_t)b->buffer.len;

    b->copy = malloc(size > 0 ? size : 1);
    if (!b->copy) {
        PyErr_NoMemory();
        return 0;
    }
    if (size > 0)
        memcpy(b->copy, b->buffer.buf, size);
    b->seen.buf = b->copy;
    return 1;
}

int call_buffer(call *c, PyObject *object, const char *formats, const char *what,
                Py_buffer **buffer)
{
    held_buffer *b = buffer_get(c, object, formats, what, PyBUF_SIMPLE);

    if (!b || (!call_is_constant(c, object) && !copy_bytes(b)))
        return 0;
    *buffer = &b->seen;
    return 1;
}

int call_length_is(const Py_buffer *b, const char *what, size_t n)
{
    size_t has = (size_t)(b->len / b->itemsize);

    if (has == n)
        return 1;
    PyErr_Format(PyExc_ValueError, "%s: %zu values where %zu are needed", what, has, n);
    return 0;
}

int call_array(call *c, PyObject *object, const char *formats, const char *what, size_t n,
               const void **data)
{
    Py_buffer *b;

    if (!call_buffer(c, object, formats, what, &b) || !call_length_is(b, what, n))
        return 0;
    *data = b->buf;
    return 1;
}

int call_output(call *c, PyObject *object, const char *formats, const char *what,
                size_t n, void **data)
{
    held_buffer *b = buffer_get(c, object, formats, what, PyBUF_WRITABLE);

    if (!b || !call_length_is(&b->buffer, what, n))
        return 0;
    *data = b->buffer.buf;
    return 1;
}
