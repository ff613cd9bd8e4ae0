/*
 * Keys on their way in and out. A column of keys is, in Python, (numbers, valid) or
 * (bytes, offsets, valid); valid is None or bits as Arrow has them.
 */
#include <string.h>

#include "core.h"

/* ---- one key ---- */

static int text_key(const char *bytes, Py_ssize_t size, quen_key *key)
{
    if (!bytes)
        return 0;
    *key = quen_key_bytes(bytes, (size_t)size);
    return 1;
}

/* Ids that went through a DataFrame with gaps are floats. */
static PyObject *whole(PyObject *object)
{
    double value = PyFloat_AsDouble(object);

    if (value >= -9007199254740992.0 && value <= 9007199254740992.0 &&
        value == (double)(long long)value)
        return PyLong_FromLongLong((long long)value);
    PyErr_SetNone(PyExc_TypeError);
    return NULL;
}

static int number_key(PyObject *object, quen_key *key)
{
    PyObject *number = PyFloat_Check(object) ? whole(object) : PyNumber_Index(object);
    long long value = number ? PyLong_AsLongLong(number) : -1;

    Py_XDECREF(number);
    if (PyErr_Occurred()) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "a key is an int, str or bytes, not %R",
                         object);
        } else if (PyErr_ExceptionMatches(PyExc_OverflowError)) {
            PyErr_Clear();
            PyErr_Format(PyExc_ValueError, "a key must be within -2^63..2^63 - 1, not %R",
                         object);
        }
        return 0;
    }
    *key = quen_key_int(value);
    return 1;
}

int key_of(PyObject *object, quen_key *key)
{
    Py_ssize_t size = 0;

    memset(key, 0, sizeof *key);
    if (object == Py_None)
        return 1;
    if (PyUnicode_Check(object)) {
        const char *text = PyUnicode_AsUTF8AndSize(object, &size);
        return text_key(text, size, key);
    }
    if (PyBytes_Check(object)) {
        char *bytes = NULL;
        return PyBytes_AsStringAndSize(object, &bytes, &size) == 0 &&
               text_key(bytes, size, key);
    }
    return number_key(object, key);
}

PyObject *key_to_object(quen_key key)
{
    PyObject *text;

    if (key.kind == QUEN_KEY_NONE)
        return Py_NewRef(Py_None);
    if (key.kind == QUEN_KEY_INT)
        return PyLong_FromLongLong(key.number);
    text = PyUnicode_DecodeUTF8(key.bytes, (Py_ssize_t)key.size, NULL);
    if (text || !PyErr_ExceptionMatches(PyExc_UnicodeDecodeError))
        return text;
    PyErr_Clear();
    return PyBytes_FromStringAndSize(key.bytes, (Py_ssize_t)key.size);
}

/* ---- hashes ---- */

int secret_of(PyObject *object, const uint8_t **secret)
{
    char *bytes = NULL;
    Py_ssize_t size = 0;

    *secret = NULL;
    if (object == Py_None)
        return 1;
    if (!PyBytes_Check(object)) {
        PyErr_Format(PyExc_TypeError, "secret must be bytes, or None, not %R", object);
        return 0;
    }
    if (PyBytes_AsStringAndSize(object, &bytes, &size) != 0)
        return 0;
    if (size != QUEN_KEY_HASH_SIZE) {
        PyErr_Format(PyExc_ValueError, "secret has %zd bytes, not %d", size,
                     QUEN_KEY_HASH_SIZE);
        return 0;
    }
    *secret = (const uint8_t *)bytes;
    return 1;
}

/* (key, secret): its hash as bytes. */
PyObject *key_hash(PyObject *module, PyObject *args)
{
    PyObject *object, *bytes, *result = NULL;
    const uint8_t *secret = NULL;
    uint8_t hash[QUEN_KEY_HASH_SIZE];
    quen_key key;
    call c;

    if (!PyArg_ParseTuple(args, "OO!:key_hash", &object, &PyBytes_Type, &bytes) ||
        !key_of(object, &key) || !secret_of(bytes, &secret) ||
        !call_begin(&c, module, Py_None))
        return NULL;
    if (call_check(&c, quen_key_hash(c.ctx, secret, key, hash)))
        result = PyBytes_FromStringAndSize((const char *)hash, sizeof hash);
    call_end(&c);
    return result;
}

/* ---- columns in ---- */

static int valid_of(call *c, PyObject *object, const char *what, size_t n,
                    const uint8_t **valid)
{
    Py_buffer *b;

    *valid = NULL;
    if (object == Py_None)
        return 1;
    if (!call_buffer(c, object, "Bc", what, &b))
        return 0;
    if ((size_t)b->len < (n + 7) / 8) {
        PyErr_Format(PyExc_ValueError, "%s: %zu bits of %zu", what, (size_t)b->len * 8,
                     n);
        return 0;
    }
    *valid = b->buf;
    return 1;
}

static int numbers_of(call *c, PyObject *tuple, const char *what, quen_key_column *column,
                      size_t *n)
{
    PyObject *numbers, *valid;
    Py_buffer *b;

    if (!PyArg_ParseTuple(tuple, "OO", &numbers, &valid) ||
        !call_buffer(c, numbers, "q", what, &b))
        return 0;
    *n = (size_t)(b->len / b->itemsize);
    column->numbers = b->buf;
    return valid_of(c, valid, what, *n, &column->valid);
}

static int texts_of(call *c, PyObject *tuple, const char *what, quen_key_column *column,
                    size_t *n)
{
    PyObject *bytes, *offsets, *valid;
    Py_buffer *b, *o;

    if (!PyArg_ParseTuple(tuple, "OOO", &bytes, &offsets, &valid) ||
        !call_buffer(c, bytes, "Bbc", what, &b) ||
        !call_buffer(c, offsets, "qQ", what, &o))
        return 0;
    column->bytes = b->buf;
    column->offsets = o->buf;
    *n = (size_t)(o->len / o->itemsize);
    if (*n == 0 || column->offsets[--*n] > (uint64_t)b->len) {
        PyErr_Format(PyExc_ValueError, "%s: offsets beyond %zd bytes", what, b->len);
        return 0;
    }
    return valid_of(c, valid, what, *n, &column->valid);
}

int key_column_of(call *c, PyObject *object, const char *what, quen_key_column *column,
                  size_t *n)
{
    memset(column, 0, sizeof *column);
    if (PyTuple_Check(object) && PyTuple_Size(object) == 2)
        return numbers_of(c, object, what, column, n);
    if (PyTuple_Check(object) && PyTuple_Size(object) == 3)
        return texts_of(c, object, what, column, n);
    PyErr_Format(PyExc_TypeError, "%s: not a column of keys: %R", what, object);
    return 0;
}

/* ---- columns out ---- */

/* The keys of one kind that an object holds. */
typedef struct key_source {
    const void *object;
    quen_key (*key)(const void *object, size_t i);
    quen_status (*find)(quen_context *ctx, const void *object, quen_key key,
                        uint32_t *number);
    size_t n;
} key_source;

#define SOURCE(noun, kind, getter)                                                       \
    static quen_key noun##_##kind##_key(const void *object, size_t i)                    \
    {                                                                                    \
        return getter(object, (uint32_t)i);                                              \
    }                                                                                    \
    static quen_status noun##_find_##kind(quen_context *ctx, const void *object,         \
                                          quen_key key, uint32_t *number)                \
    {                                                                                    \
        return quen_##noun##_find_##kind(ctx, object, key, number);                      \
    }

SOURCE(orders, customer, quen_orders_customer_key)
SOURCE(orders, item, quen_orders_item_key)
SOURCE(shop, customer, quen_shop_customer_key)
SOURCE(shop, item, quen_shop_item_key)

static quen_key rfm_customer(const void *object, size_t i)
{
    return quen_rfm_customer_key(object, i);
}

static quen_status rfm_find_customer(quen_context *ctx, const void *object, quen_key key,
                                     uint32_t *number)
{
    size_t row = 0;
    quen_status status = quen_rfm_find_customer(ctx, object, key, &row);

    *number = (uint32_t)row;
    return status;
}

static key_source orders_source(const quen_orders *orders, int items)
{
    quen_order_totals totals;

    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return items ? (key_source){orders, orders_item_key, orders_find_item, totals.items}
                 : (key_source){orders, orders_customer_key, orders_find_customer,
                                totals.customers};
}

/* Where a shop has no keys, the numbers of its customers are what they are called. */
static quen_key shop_number_key(const void *object, size_t i)
{
    (void)object;
    return quen_key_int((int64_t)i);
}

static quen_status shop_find_number(quen_context *ctx, const void *object, quen_key key,
                                    uint32_t *number)
{
    (void)ctx;
    if (key.kind != QUEN_KEY_INT || key.number < 0 ||
        (uint64_t)key.number >= quen_shop_n_customers(object))
        return QUEN_ERR_NOT_FOUND;
    *number = (uint32_t)key.number;
    return QUEN_OK;
}

static key_source shop_source(const quen_shop *shop, int items)
{
    size_t n = quen_shop_n_customers(shop);

    if (items)
        return (key_source){shop, shop_item_key, shop_find_item, quen_shop_n_items(shop)};
    if (quen_shop_customer_key_form(shop) == QUEN_SHOP_CUSTOMER_KEYS_NUMBERS)
        return (key_source){shop, shop_number_key, shop_find_number, n};
    return (key_source){shop, shop_customer_key, shop_find_customer, n};
}

static int source_in(const noun_kind *kind, const void *object, const char *which,
                     key_source *source)
{
    int items = strcmp(which, "items") == 0;

    if (kind == &noun_orders)
        *source = orders_source(object, items);
    else if (kind == &noun_shop)
        *source = shop_source(object, items);
    else if (kind == &noun_rfm && !items)
        *source = (key_source){object, rfm_customer, rfm_find_customer,
                               quen_rfm_n_customers(object)};
    else {
        PyErr_Format(PyExc_TypeError, "%s has no keys of %s", kind->name, which);
        return 0;
    }
    return 1;
}

static int source_of(PyObject *handle, const char *which, key_source *source)
{
    void *object;
    const noun_kind *kind = handle_noun(handle, &object);

    return kind && source_in(kind, object, which, source);
}

/* Which kind of keys a source has; NONE if it is empty, and then any will do. */
static uint32_t kind_in(const key_source *source)
{
    return source->n > 0 ? source->key(source->object, 0).kind : QUEN_KEY_NONE;
}

static int fits(const key_source *source, const char *which, PyObject *object,
                const quen_key *key)
{
    uint32_t kind = kind_in(source);

    if (key->kind == kind || key->kind == QUEN_KEY_NONE || kind == QUEN_KEY_NONE)
        return 1;
    PyErr_Format(PyExc_TypeError, "keys of %s are %s here, not %R", which,
                 kind == QUEN_KEY_INT ? "numbers" : "text", object);
    return 0;
}

int key_of_shop(const quen_shop *shop, const char *which, PyObject *object, quen_key *key)
{
    key_source source;

    return source_in(&noun_shop, shop, which, &source) && key_of(object, key) &&
           fits(&source, which, object, key);
}

/* Which keys are asked for: all, or those of some numbers. */
static int choose(call *c, PyObject *object, const key_source *source,
                  const uint32_t **numbers, size_t *n)
{
    Py_buffer *b;

    *numbers = NULL;
    *n = source->n;
    if (object == Py_None)
        return 1;
    if (!call_buffer(c, object, "I", "numbers", &b))
        return 0;
    *numbers = b->buf;
    *n = (size_t)(b->len / b->itemsize);
    for (size_t i = 0; i < *n; i++)
        if ((*numbers)[i] >= source->n) {
            PyErr_Format(PyExc_IndexError, "number %u of %zu keys", (*numbers)[i],
                         source->n);
            return 0;
        }
    return 1;
}

static quen_key chosen(const key_source *source, const uint32_t *numbers, size_t i)
{
    return source->key(source->object, numbers ? numbers[i] : i);
}

static PyObject *number_column(const key_source *source, const uint32_t *numbers,
                               size_t n)
{
    PyObject *out = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(n * sizeof(int64_t)));
    char *to = out ? PyBytes_AsString(out) : NULL;

    for (size_t i = 0; out && i < n; i++) {
        int64_t number = chosen(source, numbers, i).number;
        memcpy(to + i * sizeof number, &number, sizeof number);
    }
    return out ? Py_BuildValue("(NO)", out, Py_None) : NULL;
}

static PyObject *text_column(const key_source *source, const uint32_t *numbers, size_t n)
{
    size_t size = 0;
    PyObject *bytes = NULL, *offsets;
    char *to, *marks;

    for (size_t i = 0; i < n; i++)
        size += chosen(source, numbers, i).size;
    offsets = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)((n + 1) * sizeof(int64_t)));
    if (offsets)
        bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size);
    if (!bytes) {
        Py_XDECREF(offsets);
        return NULL;
    }
    to = PyBytes_AsString(bytes);
    marks = PyBytes_AsString(offsets);
    size = 0;
    for (size_t i = 0; i <= n; i++) {
        int64_t mark = (int64_t)size;
        memcpy(marks + i * sizeof mark, &mark, sizeof mark);
        if (i < n) {
            quen_key key = chosen(source, numbers, i);
            if (key.size > 0)
                memcpy(to + size, key.bytes, key.size);
            size += key.size;
        }
    }
    return Py_BuildValue("(NNO)", bytes, offsets, Py_None);
}

PyObject *keys_read(PyObject *module, PyObject *args)
{
    PyObject *handle, *which_numbers, *column = NULL;
    const uint32_t *numbers;
    const char *which;
    key_source source;
    size_t n;
    call c;

    if (!PyArg_ParseTuple(args, "OsO:keys", &handle, &which, &which_numbers) ||
        !source_of(handle, which, &source) || !call_begin(&c, module, Py_None))
        return NULL;
    if (choose(&c, which_numbers, &source, &numbers, &n)) {
        column = kind_in(&source) == QUEN_KEY_BYTES ? text_column(&source, numbers, n)
                                                    : number_column(&source, numbers, n);
    }
    call_end(&c);
    return column;
}

/* ---- from keys to numbers ---- */

static PyObject *find_all(call *c, const key_source *source, const char *which,
                          PyObject *keys)
{
    Py_ssize_t n = keys ? PyTuple_Size(keys) : -1;
    PyObject *out = n < 0 ? NULL : PyBytes_FromStringAndSize(NULL, n * 4);
    char *to = out ? PyBytes_AsString(out) : NULL;

    for (Py_ssize_t i = 0; out && i < n; i++) {
        uint32_t number = UINT32_MAX;
        quen_key key;
        PyObject *object = PyTuple_GetItem(keys, i);
        if (!key_of(object, &key) || !fits(source, which, object, &key)) {
            Py_CLEAR(out);
            break;
        }
        if (source->find(c->ctx, source->object, key, &number) != QUEN_OK)
            number = UINT32_MAX;
        memcpy(to + i * 4, &number, sizeof number);
    }
    return out;
}

PyObject *keys_find(PyObject *module, PyObject *args)
{
    PyObject *handle, *keys, *found = NULL;
    const char *which;
    key_source source;
    call c;

    if (!PyArg_ParseTuple(args, "OsO!:find", &handle, &which, &PyList_Type, &keys) ||
        !source_of(handle, which, &source) || !call_begin(&c, module, Py_None))
        return NULL;
    keys = PyList_AsTuple(keys); /* __index__ of a key may change the list */
    found = find_all(&c, &source, which, keys);
    Py_XDECREF(keys);
    call_end(&c);
    return found;
}

/* ---- from Python objects to a column ---- */

/* A tuple, for keys may be of classes whose __index__ changes the list, or its answer. */
typedef struct packer {
    PyObject *keys;
    size_t n;
    size_t size; /* of all texts */
    int numbers, texts, nulls;
} packer;

static int measure(packer *p)
{
    for (size_t i = 0; i < p->n; i++) {
        quen_key key;
        if (!key_of(PyTuple_GetItem(p->keys, (Py_ssize_t)i), &key))
            return 0;
        p->numbers |= key.kind == QUEN_KEY_INT;
        p->texts |= key.kind == QUEN_KEY_BYTES;
        p->nulls |= key.kind == QUEN_KEY_NONE;
        p->size += key.size;
        if (p->numbers && p->texts) {
            PyErr_Format(PyExc_TypeError,
                         "row %zu: keys are all numbers or all text, not "
                         "both: %R",
                         i, PyTuple_GetItem(p->keys, (Py_ssize_t)i));
            return 0;
        }
    }
    return 1;
}

static int pack(const packer *p, char *items, char *bytes, uint8_t *valid)
{
    int64_t size = 0;

    for (size_t i = 0; i < p->n; i++) {
        quen_key key;
        if (!key_of(PyTuple_GetItem(p->keys, (Py_ssize_t)i), &key))
            return 0;
        if (valid && key.kind != QUEN_KEY_NONE)
            valid[i / 8] |= (uint8_t)(1U << i % 8);
        memcpy(items + i * 8, bytes ? &size : &key.number, 8);
        if (key.size > 0)
            memcpy(bytes + size, key.bytes, key.size);
        size += (int64_t)key.size;
    }
    if (bytes)
        memcpy(items + p->n * 8, &size, 8);
    return 1;
}

/* (bytes, offsets, valid) or (numbers, valid); NULL with an exception. */
static PyObject *packed(packer *p)
{
    Py_ssize_t n_items = (Py_ssize_t)(p->n + (size_t)p->texts);
    PyObject *items = PyBytes_FromStringAndSize(NULL, n_items * 8);
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)p->size);
    PyObject *valid = Py_NewRef(Py_None), *column = NULL;
    uint8_t *bits = NULL;

    if (p->nulls) {
        Py_DECREF(valid);
        valid = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(p->n + 7) / 8);
        bits = valid ? (uint8_t *)PyBytes_AsString(valid) : NULL;
    }
    if (bits)
        memset(bits, 0, (p->n + 7) / 8);
    if (items && bytes && valid &&
        pack(p, PyBytes_AsString(items), p->texts ? PyBytes_AsString(bytes) : NULL, bits))
        column = p->texts ? PyTuple_Pack(3, bytes, items, valid)
                          : PyTuple_Pack(2, items, valid);
    Py_XDECREF(items);
    Py_XDECREF(bytes);
    Py_XDECREF(valid);
    return column;
}

/* A list of int, or of str and bytes, with None where there is no key, as a column. */
PyObject *keys_pack(PyObject *module, PyObject *list)
{
    packer p = {0};
    PyObject *column = NULL;

    (void)module;
    if (!PyList_Check(list)) {
        PyErr_SetString(PyExc_TypeError, "pack() takes a list");
        return NULL;
    }
    p.keys = PyList_AsTuple(list);
    p.n = p.keys ? (size_t)PyTuple_Size(p.keys) : 0;
    if (p.keys && measure(&p))
        column = packed(&p);
    Py_XDECREF(p.keys);
    return column;
}
