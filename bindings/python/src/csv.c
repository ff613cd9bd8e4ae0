/*
 * Columns of a CSV file, plain or gzipped, as an Arrow C stream of text: what numbers and
 * times they hold is found by the one reader of such streams. An empty field is null.
 */
#include <errno.h>
#include <string.h>

#include "core.h"
#include "common/csv.h"

#define BATCH_ROWS 65536
#define MAX_COLUMNS 7

typedef struct ArrowSchema schema;
typedef struct ArrowArray array;
typedef struct ArrowArrayStream stream;

typedef struct text_column {
    size_t index; /* in the file */
    char *name;
} text_column;

typedef struct csv_table {
    csv_reader *reader;
    int n_columns;
    text_column columns[MAX_COLUMNS];
    char message[CSV_MESSAGE_SIZE + 64];
} csv_table;

static void table_free(csv_table *t)
{
    csv_close(t->reader);
    for (int i = 0; i < t->n_columns; i++)
        free(t->columns[i].name);
    free(t);
}

/* ---- schema: it and its children are one block ---- */

static void child_schema_release(schema *s)
{
    s->release = NULL;
}

static void csv_schema_release(schema *s)
{
    for (int64_t i = 0; i < s->n_children; i++)
        if (s->children[i]->release)
            s->children[i]->release(s->children[i]);
    free(s->private_data);
    s->release = NULL;
}

typedef struct schema_block {
    schema children[MAX_COLUMNS];
    schema *pointers[MAX_COLUMNS];
} schema_block;

/* Names are the table's, which outlives no schema of a careless consumer: copied. */
static int csv_schema(stream *s, schema *out)
{
    csv_table *t = s->private_data;
    size_t names = 0;
    schema_block *b;
    char *to;

    for (int i = 0; i < t->n_columns; i++)
        names += strlen(t->columns[i].name) + 1;
    b = calloc(1, sizeof *b + names);
    if (!b)
        return ENOMEM;
    to = (char *)(b + 1);
    for (int i = 0; i < t->n_columns; i++) {
        b->pointers[i] = &b->children[i];
        b->children[i] = (schema){.format = "U",
                                  .name = strcpy(to, t->columns[i].name),
                                  .flags = ARROW_FLAG_NULLABLE,
                                  .release = child_schema_release};
        to += strlen(to) + 1;
    }
    *out = (schema){.format = "+s",
                    .name = "",
                    .n_children = t->n_columns,
                    .children = b->pointers,
                    .release = csv_schema_release,
                    .private_data = b};
    return 0;
}

/* ---- batches ---- */

typedef struct text_memory {
    const void *buffers[3];
    char *bytes;
    size_t size, capacity;
    uint8_t valid[BATCH_ROWS / 8];
    int64_t offsets[BATCH_ROWS + 1];
} text_memory;

typedef struct batch_memory {
    const void *buffers[1];
    int n_columns;
    array children[MAX_COLUMNS];
    array *pointers[MAX_COLUMNS];
    text_memory *texts[MAX_COLUMNS];
} batch_memory;

static void child_array_release(array *a)
{
    text_memory *m = a->private_data;

    free(m->bytes);
    free(m);
    a->release = NULL;
}

static void batch_release(array *a)
{
    for (int64_t i = 0; i < a->n_children; i++)
        if (a->children[i]->release)
            a->children[i]->release(a->children[i]);
    free(a->private_data);
    a->release = NULL;
}

static void batch_free(batch_memory *b)
{
    for (int i = 0; b && i < b->n_columns; i++) {
        if (b->texts[i])
            free(b->texts[i]->bytes);
        free(b->texts[i]);
    }
    free(b);
}

static batch_memory *batch_new(int n_columns)
{
    batch_memory *b = calloc(1, sizeof *b);

    if (!b)
        return NULL;
    b->n_columns = n_columns;
    for (int i = 0; i < n_columns; i++)
        if (!(b->texts[i] = calloc(1, sizeof(text_memory)))) {
            batch_free(b);
            return NULL;
        }
    return b;
}

static int append(text_memory *m, size_t row, csv_field text)
{
    if (text.size > m->capacity - m->size) {
        size_t capacity = m->capacity + m->capacity / 2 + text.size + 65536;
        char *bytes = realloc(m->bytes, capacity);
        if (!bytes)
            return 0;
        m->bytes = bytes;
        m->capacity = capacity;
    }
    if (text.size > 0) {
        memcpy(m->bytes + m->size, text.text, text.size);
        m->valid[row / 8] |= (uint8_t)(1U << row % 8);
    }
    m->size += text.size;
    m->offsets[row + 1] = (int64_t)m->size;
    return 1;
}

/*
 * End the stream: keep the sentence for who asks the stream, and set the exception, which
 * is what the call of ours that reads the stream raises.
 */
static int fault(csv_table *t, PyObject *exception, const char *sentence)
{
    PyGILState_STATE held = PyGILState_Ensure();

    PyOS_snprintf(t->message, sizeof t->message, "%s", sentence);
    raise_words(exception, sentence);
    PyGILState_Release(held);
    return EIO;
}

static int read_row(csv_table *t, batch_memory *b, size_t row)
{
    csv_reader *r = t->reader;

    if (r->bad)
        return fault(t, PyExc_ValueError, r->bad);
    for (int i = 0; i < t->n_columns; i++)
        if (!append(b->texts[i], row, r->fields[t->columns[i].index]))
            return fault(t, PyExc_MemoryError, "out of memory");
    return 0;
}

static void batch_give(batch_memory *b, size_t n, array *out)
{
    for (int i = 0; i < b->n_columns; i++) {
        text_memory *m = b->texts[i];
        m->buffers[0] = m->valid;
        m->buffers[1] = m->offsets;
        m->buffers[2] = m->bytes;
        b->children[i] = (array){.length = (int64_t)n,
                                 .null_count = -1,
                                 .n_buffers = 3,
                                 .buffers = m->buffers,
                                 .release = child_array_release,
                                 .private_data = m};
        b->pointers[i] = &b->children[i];
    }
    *out = (array){.length = (int64_t)n,
                   .n_buffers = 1,
                   .n_children = b->n_columns,
                   .buffers = b->buffers,
                   .children = b->pointers,
                   .release = batch_release,
                   .private_data = b};
}

static int csv_batch(stream *s, array *out)
{
    csv_table *t = s->private_data;
    batch_memory *b = batch_new(t->n_columns);
    size_t n = 0;
    int got = 1, code = b ? 0 : fault(t, PyExc_MemoryError, "out of memory");

    memset(out, 0, sizeof *out);
    while (!code && n < BATCH_ROWS && (got = csv_next(t->reader)) == 1)
        code = read_row(t, b, n++);
    if (got < 0)
        code = fault(t, PyExc_ValueError, t->reader->error);
    if (code || n == 0)
        batch_free(b);
    else
        batch_give(b, n, out);
    return code;
}

static const char *csv_error(stream *s)
{
    return ((csv_table *)s->private_data)->message;
}

static void csv_release(stream *s)
{
    table_free(s->private_data);
    s->release = NULL;
}

/* ---- opening ---- */

static int no_such_column(const csv_reader *r, const char *name)
{
    PyObject *names = PyList_New(0);

    for (size_t i = 0; names && i < r->n_columns; i++) {
        PyObject *text = PyUnicode_DecodeUTF8(r->header[i].text,
                                              (Py_ssize_t)r->header[i].size, "replace");
        if (!text || PyList_Append(names, text) != 0)
            Py_CLEAR(names);
        Py_XDECREF(text);
    }
    if (names)
        PyErr_Format(PyExc_ValueError, "no column \"%s\"; the columns are %R", name,
                     names);
    Py_XDECREF(names);
    return 0;
}

static int choose_columns(csv_table *t, PyObject *names)
{
    Py_ssize_t n = PyTuple_Size(names);

    if (n < 0 || n > MAX_COLUMNS) {
        PyErr_SetString(PyExc_ValueError, "too many columns");
        return 0;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        const char *name = PyUnicode_AsUTF8AndSize(PyTuple_GetItem(names, i), NULL);
        text_column *column = &t->columns[t->n_columns];
        if (!name)
            return 0;
        column->index = csv_find(t->reader, name);
        if (column->index == CSV_ABSENT)
            return no_such_column(t->reader, name);
        if (!(column->name = malloc(strlen(name) + 1))) {
            PyErr_NoMemory();
            return 0;
        }
        strcpy(column->name, name);
        t->n_columns++;
    }
    return 1;
}

/* The path as Python has it: bytes that are not UTF-8 are surrogates there. */
static void raise_unopened(int number, const char *message, const char *path)
{
    PyObject *error;

    if (number == 0) {
        raise_words(PyExc_ValueError, message);
        return;
    }
    error = PyObject_CallFunction(PyExc_OSError, "iNN", number, text_of(message),
                                  PyUnicode_DecodeFSDefault(path));
    if (error)
        PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_XDECREF(error);
}

static csv_table *open_table(const char *path, int separator, PyObject *names)
{
    csv_table *t = calloc(1, sizeof *t);

    if (!t) {
        PyErr_NoMemory();
        return NULL;
    }
    errno = 0;
    t->reader = csv_open(path, (char)separator, t->message, sizeof t->message);
    if (!t->reader) {
        raise_unopened(errno, t->message, path);
    } else if (choose_columns(t, names)) {
        return t;
    }
    table_free(t);
    return NULL;
}

/* csv_stream(path, columns, separator): a capsule "arrow_array_stream". */
PyObject *csv_stream(PyObject *module, PyObject *args)
{
    const char *path;
    PyObject *names;
    int separator;
    csv_table *t;
    stream *s;

    (void)module;
    if (!PyArg_ParseTuple(args, "O&O!C:csv_stream", path_of, &path, &PyTuple_Type, &names,
                          &separator))
        return NULL;
    if (separator > 127) {
        PyErr_SetString(PyExc_ValueError, "the separator must be an ASCII character");
        return NULL;
    }
    if (!(t = open_table(path, separator, names)))
        return NULL;
    if (!(s = calloc(1, sizeof *s))) {
        table_free(t);
        return PyErr_NoMemory();
    }
    *s = (stream){csv_schema, csv_batch, csv_error, csv_release, t};
    return arrow_capsule(s);
}
