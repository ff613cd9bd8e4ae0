/*
 * What a handle holds, by name: numbers, texts, arrays as views of the model's memory,
 * and parts as handles of their own. What is asked for by the function's name alone is in
 * readers_generated.c; the rest is here.
 */
#include <string.h>

#include "reading.h"

/* ---- rfm ---- */

static PyObject *rfm_cuts(PyObject *module, PyObject *handle, const quen_rfm *self,
                          uint32_t axis)
{
    size_t groups;
    const int64_t *cuts = quen_rfm_cuts(self, axis, &groups);

    return view_new(module, handle, cuts,
                    groups * (quen_rfm_n_bins(self) - 1) * sizeof *cuts);
}
READER(rfm, r_cuts, rfm_cuts(module, handle, self, 0))
READER(rfm, f_cuts, rfm_cuts(module, handle, self, 1))
READER(rfm, m_cuts, rfm_cuts(module, handle, self, 2))
READER(rfm, has_keys,
       PyBool_FromLong(quen_rfm_customer_key(self, 0).kind != QUEN_KEY_NONE))

/* ---- money ---- */

/* (decimals or None, currency or "") */
static PyObject *money_of(const quen_money *money)
{
    if (money->decimals == QUEN_DECIMALS_UNKNOWN)
        return Py_BuildValue("(Os)", Py_None, money->currency);
    return Py_BuildValue("(Is)", money->decimals, money->currency);
}

static PyObject *orders_money(PyObject *module, PyObject *handle, const void *object)
{
    quen_money money;

    (void)module, (void)handle;
    quen_orders_get_money(object, &money);
    return money_of(&money);
}

static PyObject *shop_money(PyObject *module, PyObject *handle, const void *object)
{
    quen_money money;

    (void)module, (void)handle;
    quen_shop_get_money(object, &money);
    return money_of(&money);
}

/* ---- rules ---- */

/* (key, lines that it took) of each key that means nobody. */
static PyObject *nobody_of(const quen_orders *orders, const quen_order_rules *rules)
{
    PyObject *list = PyTuple_New((Py_ssize_t)rules->n_nobody);

    for (size_t i = 0; list && i < rules->n_nobody; i++) {
        unsigned long long lines = quen_orders_nobody_lines(orders, i);
        PyObject *key = key_to_object(rules->nobody[i]);
        PyObject *pair = key ? Py_BuildValue("(NK)", key, lines) : NULL;
        if (!pair || PyTuple_SetItem(list, (Py_ssize_t)i, pair) != 0)
            Py_CLEAR(list);
    }
    return list;
}

/* (dict, pairs of nobody_of()) */
static PyObject *orders_rules(PyObject *module, PyObject *handle, const void *object)
{
    quen_order_rules rules;
    PyObject *dict, *nobody;

    (void)module, (void)handle;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(object, &rules);
    if (!(dict = options_tell(order_rules_fields, &rules)))
        return NULL;
    if ((nobody = nobody_of(object, &rules)))
        return Py_BuildValue("(NN)", dict, nobody);
    Py_DECREF(dict);
    return NULL;
}

/* ---- clocks ---- */

/* (moments, offsets, the first offset) */
static PyObject *orders_clock(PyObject *module, PyObject *handle, const void *object)
{
    quen_zone zone;

    quen_orders_get_clock(object, &zone);
    return Py_BuildValue(
        "(NNi)", view_new(module, handle, zone.from_s, zone.n * sizeof *zone.from_s),
        view_new(module, handle, zone.utc_offset_s, zone.n * sizeof *zone.utc_offset_s),
        (int)zone.first_offset_s);
}

/* ---- splits ---- */

/* (row starts, columns) */
static PyObject *matrix_views(PyObject *module, PyObject *handle, const quen_csr *m)
{
    size_t starts = (m->n_rows + 1) * sizeof *m->row_start,
           entries = (size_t)m->row_start[m->n_rows] * sizeof *m->column;

    return Py_BuildValue("(NN)", view_new(module, handle, m->row_start, starts),
                         view_new(module, handle, m->column, entries));
}
READER(split, train, matrix_views(module, handle, quen_split_train(self)))
READER(split, held_out, matrix_views(module, handle, quen_split_held_out(self)))

static const reader_row readers_special[] = {
    ROW(orders, clock), ROW(orders, money),   ROW(orders, rules), ROW(shop, money),
    ROW(rfm, r_cuts),   ROW(rfm, f_cuts),     ROW(rfm, m_cuts),   ROW(rfm, has_keys),
    ROW(split, train),  ROW(split, held_out), {NULL, NULL, NULL},
};

/* ---- by name ---- */

static reader find_reader(const reader_row *rows, const noun_kind *kind, const char *name)
{
    for (; rows->kind; rows++)
        if (rows->kind == kind && strcmp(rows->name, name) == 0)
            return rows->read;
    return NULL;
}

PyObject *handle_read(PyObject *module, PyObject *args)
{
    PyObject *handle;
    const char *name;
    const noun_kind *kind;
    reader read;
    void *object;

    if (!PyArg_ParseTuple(args, "Os:read", &handle, &name) ||
        !(kind = handle_noun(handle, &object)))
        return NULL;
    read = find_reader(readers_generated, kind, name);
    if (!read)
        read = find_reader(readers_special, kind, name);
    if (read)
        return read(module, handle, object);
    PyErr_Format(PyExc_AttributeError, "%s has no \"%s\"", kind->name, name);
    return NULL;
}
