/*
 * Profiles of files: those that are compiled in, and texts of one's own.
 */
#include "core.h"

/* The names of a role's columns go by these. */
static const char *const roles[] = {
    [QUEN_PROFILE_CUSTOMER] = "customer",   [QUEN_PROFILE_ORDER] = "order",
    [QUEN_PROFILE_ITEM] = "item",           [QUEN_PROFILE_ITEM_NAME] = "item_name",
    [QUEN_PROFILE_TIME] = "time",           [QUEN_PROFILE_TIME_OF_DAY] = "time_of_day",
    [QUEN_PROFILE_TIME_ZONE] = "time_zone", [QUEN_PROFILE_QUANTITY] = "quantity",
    [QUEN_PROFILE_AMOUNT] = "amount",       [QUEN_PROFILE_PRICE] = "price",
    [QUEN_PROFILE_CURRENCY] = "currency",
};

/* profile_names(): of those that are compiled in. */
PyObject *profile_names(PyObject *module, PyObject *nothing)
{
    size_t n = quen_n_profiles();
    PyObject *names = PyTuple_New((Py_ssize_t)n);

    (void)module, (void)nothing;
    for (size_t i = 0; names && i < n; i++) {
        PyObject *name = text_of(quen_profile_name(quen_profile_at(i)));
        if (!name || PyTuple_SetItem(names, (Py_ssize_t)i, name) != 0)
            Py_CLEAR(names);
    }
    return names;
}

/* profile_named(name): a handle, or None. To free one that is compiled in does nothing.
 */
PyObject *profile_named(PyObject *module, PyObject *args)
{
    const quen_profile *profile;
    const char *name;

    (void)module;
    if (!PyArg_ParseTuple(args, "s:profile_named", &name))
        return NULL;
    if (!(profile = quen_profile_find(name)))
        return Py_NewRef(Py_None);
    return handle_new(&noun_profile, (void *)(uintptr_t)profile, NULL);
}

/* profile_parse(text): a handle. */
PyObject *profile_parse(PyObject *module, PyObject *args)
{
    quen_profile *profile;
    quen_status status;
    const char *text;
    Py_ssize_t size;
    PyObject *result;
    call c;

    if (!PyArg_ParseTuple(args, "s#:profile_parse", &text, &size) ||
        !call_begin(&c, module, Py_None))
        return NULL;
    status = quen_profile_parse(c.ctx, text, (size_t)size, &profile);
    result = handle_made(&c, status, &noun_profile, profile);
    call_end(&c);
    return result;
}

static PyObject *print(call *c, const quen_profile *profile)
{
    size_t size = 0;
    char *text;

    if (!call_check(c, quen_profile_text(c->ctx, profile, NULL, 0, &size)) ||
        !(text = call_scratch(c, size, 1)) ||
        !call_check(c, quen_profile_text(c->ctx, profile, text, size, &size)))
        return NULL;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)size, "replace");
}

/* profile_text(handle): the form that profile_parse() reads. */
PyObject *profile_text(PyObject *module, PyObject *args)
{
    const quen_profile *profile;
    PyObject *handle, *text;
    call c;

    if (!PyArg_ParseTuple(args, "O:profile_text", &handle) ||
        !(profile = handle_get(handle, &noun_profile)) ||
        !call_begin(&c, module, Py_None))
        return NULL;
    text = print(&c, profile);
    call_end(&c);
    return text;
}

static PyObject *columns_of(const quen_profile *profile, uint32_t role)
{
    size_t n = quen_profile_n_columns(profile, role);
    PyObject *names = PyTuple_New((Py_ssize_t)n);

    for (size_t i = 0; names && i < n; i++) {
        PyObject *name = text_of(quen_profile_column(profile, role, i));
        if (!name || PyTuple_SetItem(names, (Py_ssize_t)i, name) != 0)
            Py_CLEAR(names);
    }
    return names;
}

/* profile_columns(handle): the names that the column of each role may have. */
PyObject *profile_columns(PyObject *module, PyObject *args)
{
    const quen_profile *profile;
    PyObject *handle, *all;

    (void)module;
    if (!PyArg_ParseTuple(args, "O:profile_columns", &handle) ||
        !(profile = handle_get(handle, &noun_profile)))
        return NULL;
    all = PyDict_New();
    for (uint32_t role = 0; all && role < sizeof roles / sizeof *roles; role++) {
        PyObject *names = columns_of(profile, role);
        if (!names || PyDict_SetItemString(all, roles[role], names) != 0)
            Py_CLEAR(all);
        Py_XDECREF(names);
    }
    return all;
}
