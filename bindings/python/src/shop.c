/*
 * What a shop holds of customers: forgotten, and told as JSON.
 */
#include "core.h"

/* The keys of a tuple; NULL with an exception. */
static quen_key *customers_of(call *c, const quen_shop *shop, PyObject *tuple, size_t *n)
{
    Py_ssize_t size = PyTuple_Size(tuple);
    quen_key *keys = size < 0 ? NULL : call_scratch(c, (size_t)size + 1, sizeof *keys);

    for (Py_ssize_t i = 0; keys && i < size; i++)
        if (!key_of_shop(shop, "customers", PyTuple_GetItem(tuple, i), &keys[i]))
            return NULL;
    *n = (size_t)size;
    return keys;
}

/* shop_forget(handle, keys): a handle of a new shop. */
PyObject *shop_forget(PyObject *module, PyObject *args)
{
    PyObject *handle, *tuple, *result = NULL;
    const quen_shop *shop;
    quen_shop *out;
    quen_key *keys;
    quen_status status;
    size_t n;
    call c;

    if (!PyArg_ParseTuple(args, "OO!:shop_forget", &handle, &PyTuple_Type, &tuple) ||
        !(shop = handle_get(handle, &noun_shop)) || !call_begin(&c, module, Py_None))
        return NULL;
    if ((keys = customers_of(&c, shop, tuple, &n))) {
        CALL(&c, status, quen_shop_forget(c.ctx, shop, keys, n, &out));
        result = handle_made(&c, status, &noun_shop, out);
    }
    call_end(&c);
    return result;
}

/* ---- exports: asked for their size, then for their bytes ---- */

static PyObject *customer_text(call *c, const quen_shop *shop, quen_key key)
{
    quen_status status;
    size_t size;
    char *text;

    CALL(c, status, quen_shop_export_customer(c->ctx, shop, key, NULL, 0, &size));
    if (!call_check(c, status) || !(text = call_scratch(c, size, 1)))
        return NULL;
    CALL(c, status, quen_shop_export_customer(c->ctx, shop, key, text, size, &size));
    if (!call_check(c, status))
        return NULL;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)size, NULL);
}

/* shop_export_customer(handle, key) */
PyObject *shop_export_customer(PyObject *module, PyObject *args)
{
    PyObject *handle, *object, *result;
    const quen_shop *shop;
    quen_key key;
    call c;

    if (!PyArg_ParseTuple(args, "OO:shop_export_customer", &handle, &object) ||
        !(shop = handle_get(handle, &noun_shop)) ||
        !key_of_shop(shop, "customers", object, &key) || !call_begin(&c, module, Py_None))
        return NULL;
    result = customer_text(&c, shop, key);
    call_end(&c);
    return result;
}

static PyObject *groups_text(call *c, const quen_shop *shop,
                             const quen_shop_groups_options *options)
{
    quen_status status;
    size_t size;
    char *text;

    CALL(c, status, quen_shop_export_groups(c->ctx, shop, options, NULL, 0, &size));
    if (!call_check(c, status) || !(text = call_scratch(c, size, 1)))
        return NULL;
    CALL(c, status, quen_shop_export_groups(c->ctx, shop, options, text, size, &size));
    if (!call_check(c, status))
        return NULL;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)size, NULL);
}

/* shop_export_groups(handle, options) */
PyObject *shop_export_groups(PyObject *module, PyObject *args)
{
    PyObject *handle, *dict, *result;
    const quen_shop *shop;
    quen_shop_groups_options options;
    call c;

    quen_shop_groups_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "OO:shop_export_groups", &handle, &dict) ||
        !(shop = handle_get(handle, &noun_shop)) ||
        !options_read(shop_groups_fields, dict, &options) ||
        !call_begin(&c, module, Py_None))
        return NULL;
    result = groups_text(&c, shop, &options);
    call_end(&c);
    return result;
}
