/*
 * Questions: what to offer, who a customer is, who is in a segment or about to leave.
 * Offers are written into an array of quen_offer that the caller made.
 */
#include <string.h>

#include "core.h"

/* ---- what may be offered ---- */

static int numbers_of(call *c, PyObject *object, const char *what,
                      const uint32_t **numbers, size_t *n)
{
    static const uint32_t nothing = 0;
    Py_buffer *b;

    *numbers = NULL;
    *n = 0;
    if (object == Py_None)
        return 1;
    if (!call_buffer(c, object, "I", what, &b))
        return 0;
    *n = (size_t)(b->len / b->itemsize);
    *numbers = *n > 0 ? b->buf : &nothing; /* an empty list is not no list */
    return 1;
}

/* (include_bought, no_popular, exclude or None, allow or None) */
int offers_filter(call *c, PyObject *tuple, quen_offer_filter *filter)
{
    PyObject *exclude, *allow;
    int bought, no_popular;

    quen_offer_filter_init(filter, sizeof *filter);
    if (!PyArg_ParseTuple(tuple, "ppOO:filter", &bought, &no_popular, &exclude, &allow) ||
        !numbers_of(c, exclude, "exclude", &filter->exclude, &filter->n_exclude) ||
        !numbers_of(c, allow, "allow", &filter->allow, &filter->n_allow))
        return 0;
    filter->include_bought = (uint32_t)bought;
    filter->no_popular = (uint32_t)no_popular;
    return 1;
}

/* A tuple of keys of the shop's items; None is no list, an empty one is. */
static int keys_of(call *c, const quen_shop *shop, PyObject *tuple, const quen_key **keys,
                   size_t *n)
{
    Py_ssize_t size = tuple == Py_None ? 0 : PyTuple_Size(tuple);
    quen_key *list;

    *keys = NULL;
    *n = 0;
    if (tuple == Py_None || size < 0)
        return size == 0;
    if (!(list = call_scratch(c, (size_t)size + 1, sizeof *list)))
        return 0;
    for (Py_ssize_t i = 0; i < size; i++)
        if (!key_of_shop(shop, "items", PyTuple_GetItem(tuple, i), &list[i]))
            return 0;
    *keys = list;
    *n = (size_t)size;
    return 1;
}

/* A filter, and the lists that its keys are of. */
typedef struct shop_filter {
    quen_shop_filter filter;
    PyObject *exclude, *allow;
} shop_filter;

/* (include_bought, no_popular, exclude or None, allow or None, strict) */
static int shop_filter_of(call *c, const quen_shop *shop, PyObject *tuple, shop_filter *f)
{
    quen_shop_filter *filter = &f->filter;
    int bought, no_popular, strict;

    quen_shop_filter_init(filter, sizeof *filter);
    if (!PyArg_ParseTuple(tuple, "ppOOp:filter", &bought, &no_popular, &f->exclude,
                          &f->allow, &strict) ||
        !keys_of(c, shop, f->exclude, &filter->exclude, &filter->n_exclude) ||
        !keys_of(c, shop, f->allow, &filter->allow, &filter->n_allow))
        return 0;
    filter->include_bought = (uint32_t)bought;
    filter->no_popular = (uint32_t)no_popular;
    if (strict)
        filter->unknown = call_scratch(c, filter->n_exclude + filter->n_allow, 1);
    return !strict || filter->unknown;
}

/* Where unknown keys were asked for: the first is an error. */
static int all_known(call *c, const shop_filter *f)
{
    size_t n = f->filter.n_exclude, n_all = n + f->filter.n_allow;

    for (size_t i = 0; f->filter.unknown && i < n_all; i++)
        if (f->filter.unknown[i]) {
            PyErr_Format(state_of(c->module)->exceptions[NOT_FOUND], "items: no %R",
                         i < n ? PyTuple_GetItem(f->exclude, (Py_ssize_t)i)
                               : PyTuple_GetItem(f->allow, (Py_ssize_t)(i - n)));
            return 0;
        }
    return 1;
}

static int offers_of(call *c, PyObject *object, quen_offer **offers, size_t *n)
{
    Py_buffer *b = NULL;
    void *memory;
    size_t items;

    if (!call_in_place(c, object, "*", "offers", &b))
        return 0;
    if (b->itemsize != sizeof(quen_offer)) {
        PyErr_Format(PyExc_TypeError, "offers: items of %zd bytes, not %zu", b->itemsize,
                     sizeof(quen_offer));
        return 0;
    }
    items = (size_t)(b->len / b->itemsize);
    if (!call_output(c, object, "*", "offers", items, &memory))
        return 0;
    *offers = memory;
    *n = items;
    return 1;
}

/* ---- itemcf ---- */

static int number_of(PyObject *object, uint32_t *number)
{
    unsigned long long wide = PyLong_AsUnsignedLongLong(object);

    if (PyErr_Occurred())
        return 0;
    *number = wide > UINT32_MAX ? UINT32_MAX : (uint32_t)wide;
    return 1;
}

/* None keeps the library's own. */
static int weight_of(PyObject *object, double *weight)
{
    if (object != Py_None)
        *weight = PyFloat_AsDouble(object);
    return !PyErr_Occurred();
}

/* A customer with a basket: (number, numbers of items, history_weight or None). */
static int ask_itemcf_both(call *c, const quen_itemcf *itemcf, PyObject *subject,
                           quen_offer_filter filter, quen_offer *offers, size_t n,
                           size_t *count)
{
    PyObject *who, *basket, *weight;
    const uint32_t *items;
    quen_status status;
    uint32_t number;
    size_t n_items;

    if (!PyArg_ParseTuple(subject, "OOO:subject", &who, &basket, &weight) ||
        !number_of(who, &number) || !weight_of(weight, &filter.history_weight) ||
        !numbers_of(c, basket, "items", &items, &n_items))
        return 0;
    CALL(c, status,
         quen_itemcf_recommend_customer_basket(c->ctx, itemcf, number, items, n_items,
                                               &filter, offers, n, count));
    return call_check(c, status);
}

/* Ask about an item, a customer, or a list of items. */
static int ask_itemcf(call *c, const quen_itemcf *itemcf, const char *kind,
                      PyObject *subject, const quen_offer_filter *filter,
                      quen_offer *offers, size_t n, size_t *count)
{
    const uint32_t *items;
    quen_status status;
    uint32_t number;
    size_t n_items;

    if (strcmp(kind, "both") == 0)
        return ask_itemcf_both(c, itemcf, subject, *filter, offers, n, count);
    if (strcmp(kind, "basket") == 0) {
        if (!numbers_of(c, subject, "items", &items, &n_items))
            return 0;
        CALL(c, status,
             quen_itemcf_recommend_basket(c->ctx, itemcf, items, n_items, filter, offers,
                                          n, count));
        return call_check(c, status);
    }
    if (!number_of(subject, &number))
        return 0;
    if (strcmp(kind, "similar") == 0)
        CALL(c, status,
             quen_itemcf_similar(c->ctx, itemcf, number, filter, offers, n, count));
    else
        CALL(c, status,
             quen_itemcf_recommend(c->ctx, itemcf, number, filter, offers, n, count));
    return call_check(c, status);
}

PyObject *itemcf_ask(PyObject *module, PyObject *args)
{
    PyObject *handle, *subject, *tuple, *to;
    const quen_itemcf *itemcf;
    quen_offer_filter filter;
    quen_offer *offers;
    const char *kind;
    size_t n, count = 0;
    int done;
    call c;

    if (!PyArg_ParseTuple(args, "OsOOO:itemcf_ask", &handle, &kind, &subject, &tuple,
                          &to) ||
        !(itemcf = handle_get(handle, &noun_itemcf)) || !call_begin(&c, module, Py_None))
        return NULL;
    done = offers_filter(&c, tuple, &filter) && offers_of(&c, to, &offers, &n) &&
           ask_itemcf(&c, itemcf, kind, subject, &filter, offers, n, &count);
    call_end(&c);
    return done ? PyLong_FromSize_t(count) : NULL;
}

PyObject *itemcf_batch(PyObject *module, PyObject *args)
{
    PyObject *handle, *who, *tuple, *to, *how_many, *run;
    const quen_itemcf *itemcf;
    const uint32_t *customers;
    quen_offer_filter filter;
    quen_offer *offers;
    quen_status status;
    void *counts;
    size_t n, n_customers;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OOOOOO:itemcf_batch", &handle, &who, &tuple, &to,
                          &how_many, &run) ||
        !(itemcf = handle_get(handle, &noun_itemcf)) || !call_begin(&c, module, run))
        return NULL;
    if (offers_filter(&c, tuple, &filter) && offers_of(&c, to, &offers, &n) &&
        numbers_of(&c, who, "customers", &customers, &n_customers) &&
        call_output(&c, how_many, "QNL", "counts", n_customers, &counts)) {
        n = n_customers > 0 ? n / n_customers : 0;
        CALL(&c, status,
             quen_itemcf_recommend_batch(c.ctx, itemcf, customers, n_customers, &filter,
                                         offers, n, counts));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

static size_t count_neighbors(const quen_itemcf *itemcf)
{
    const quen_neighbor *neighbors;
    size_t total = 0;

    for (size_t i = 0; i < quen_itemcf_n_items(itemcf); i++)
        total += quen_itemcf_neighbors(itemcf, (uint32_t)i, &neighbors);
    return total;
}

/* All rows one after another: where they start, then items and weights. */
static void copy_neighbors(const quen_itemcf *itemcf, char *starts, char *entries)
{
    const quen_neighbor *neighbors;
    int64_t at = 0;

    for (size_t i = 0; i < quen_itemcf_n_items(itemcf); i++) {
        size_t n = quen_itemcf_neighbors(itemcf, (uint32_t)i, &neighbors);
        memcpy(starts + i * sizeof at, &at, sizeof at);
        if (n > 0)
            memcpy(entries + (size_t)at * sizeof *neighbors, neighbors,
                   n * sizeof *neighbors);
        at += (int64_t)n;
    }
    memcpy(starts + quen_itemcf_n_items(itemcf) * sizeof at, &at, sizeof at);
}

/* (row starts as int64, entries as quen_neighbor) */
PyObject *itemcf_neighbors(PyObject *module, PyObject *args)
{
    PyObject *handle, *starts, *entries = NULL;
    const quen_itemcf *itemcf;

    (void)module;
    if (!PyArg_ParseTuple(args, "O:itemcf_neighbors", &handle) ||
        !(itemcf = handle_get(handle, &noun_itemcf)))
        return NULL;
    starts = PyBytes_FromStringAndSize(
        NULL, (Py_ssize_t)((quen_itemcf_n_items(itemcf) + 1) * sizeof(int64_t)));
    if (starts)
        entries = PyBytes_FromStringAndSize(
            NULL, (Py_ssize_t)(count_neighbors(itemcf) * sizeof(quen_neighbor)));
    if (!entries) {
        Py_XDECREF(starts);
        return NULL;
    }
    copy_neighbors(itemcf, PyBytes_AsString(starts), PyBytes_AsString(entries));
    return Py_BuildValue("(NN)", starts, entries);
}

PyObject *itemcf_history(PyObject *module, PyObject *args)
{
    PyObject *handle;
    const quen_itemcf *itemcf;
    const uint32_t *items;
    unsigned customer;
    size_t n;

    if (!PyArg_ParseTuple(args, "OI:itemcf_history", &handle, &customer) ||
        !(itemcf = handle_get(handle, &noun_itemcf)))
        return NULL;
    n = quen_itemcf_history(itemcf, customer, &items);
    return view_new(module, handle, items, n * sizeof *items);
}

/* ---- shop ---- */

static PyObject *reasons_of(const quen_shop_customer *k)
{
    PyObject *list = PyList_New(0);

    for (uint32_t i = 0; list && i < k->n_reasons; i++) {
        PyObject *pair = Py_BuildValue("(Nd)", text_of(k->reasons[i]), k->effects[i]);
        if (!pair || PyList_Append(list, pair) != 0)
            Py_CLEAR(list);
        Py_XDECREF(pair);
    }
    return list;
}

/* By key, or by number where the shop has no keys. */
static quen_status tell_customer(quen_context *ctx, const quen_shop *shop, quen_key key,
                                 quen_shop_customer *k)
{
    quen_status status;

    if (quen_shop_customer_key_form(shop) != QUEN_SHOP_CUSTOMER_KEYS_NUMBERS ||
        key.kind != QUEN_KEY_INT || key.number < 0 || key.number > UINT32_MAX)
        return quen_shop_get_customer(ctx, shop, key, k);
    status = quen_shop_get_customer_at(ctx, shop, (uint32_t)key.number, k);
    k->key = key;
    return status;
}

/* (item, chance, moment) of what is due, likeliest first. */
static PyObject *due_of(const quen_shop *shop, const quen_shop_customer *k)
{
    PyObject *list = PyList_New(0);

    for (uint32_t i = 0; list && i < k->n_due; i++) {
        PyObject *row =
            Py_BuildValue("(NdL)", key_to_object(quen_shop_item_key(shop, k->due[i])),
                          k->due_chance[i], (long long)k->due_s[i]);
        if (!row || PyList_Append(list, row) != 0)
            Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

PyObject *shop_customer(PyObject *module, PyObject *args)
{
    PyObject *handle, *object, *reasons = NULL, *due = NULL, *result = NULL;
    const quen_shop *shop;
    quen_shop_customer k;
    quen_key key;
    call c;

    quen_shop_customer_init(&k, sizeof k);
    if (!PyArg_ParseTuple(args, "OO:shop_customer", &handle, &object) ||
        !(shop = handle_get(handle, &noun_shop)) ||
        !key_of_shop(shop, "customers", object, &key) || !call_begin(&c, module, Py_None))
        return NULL;
    if (call_check(&c, tell_customer(c.ctx, shop, key, &k)) &&
        (reasons = reasons_of(&k)) && (due = due_of(shop, &k)))
        result = Py_BuildValue(
            "{sI sN sI sI sI sI sz sI sL sL sL sd sO sI sI sd sd sd sd s(LLL)"
            " sI sI sd sd sO}",
            "number", k.customer, "key", key_to_object(k.key), "parts", k.parts, "r", k.r,
            "f", k.f, "m", k.m, "segment", k.segment_name, "cluster", k.cluster,
            "recency", (long long)k.recency, "frequency", (long long)k.frequency,
            "monetary", (long long)k.monetary, "risk", k.risk, "reasons", reasons,
            "regular", k.regular, "late", k.late, "alive", k.alive, "orders", k.orders,
            "value", k.value, "stake", k.stake, "next", (long long)k.next_s[0],
            (long long)k.next_s[1], (long long)k.next_s[2], "hour", k.hour, "weekday",
            k.weekday, "hour_share", k.hour_share, "weekday_share", k.weekday_share,
            "due", due);
    Py_XDECREF(reasons);
    Py_XDECREF(due);
    call_end(&c);
    return result;
}

/* What lists of customers say of each. This struct never grows: _shop_customers.py has
 * it, too. */
typedef struct customer_row {
    uint32_t parts, r, f, m, segment, cluster, n_reasons, regular, late, hour, weekday,
        n_due, due, reserved;
    int64_t recency, frequency, monetary;
    double risk, alive, orders, value, stake, due_chance;
    int64_t next_s[3];
} customer_row;

size_t customer_row_size(void)
{
    return sizeof(customer_row);
}

/* One customer; and after the others' the features that are the reasons, if wanted. */
static int row_of(call *c, const quen_shop *shop, uint32_t number, customer_row *row,
                  PyObject *reasons)
{
    quen_shop_customer k;
    uint32_t n;

    quen_shop_customer_init(&k, sizeof k);
    if (!call_check(c, quen_shop_get_customer_at(c->ctx, shop, number, &k)))
        return 0;
    n = reasons ? k.n_reasons : 0;
    *row = (customer_row){k.parts,
                          k.r,
                          k.f,
                          k.m,
                          k.segment,
                          k.cluster,
                          n,
                          k.regular,
                          k.late,
                          k.hour,
                          k.weekday,
                          k.n_due,
                          k.due[0],
                          0,
                          k.recency,
                          k.frequency,
                          k.monetary,
                          k.risk,
                          k.alive,
                          k.orders,
                          k.value,
                          k.stake,
                          k.due_chance[0],
                          {k.next_s[0], k.next_s[1], k.next_s[2]}};
    for (uint32_t i = 0; i < n; i++) {
        PyObject *text = text_of(k.reasons[i]);
        if (!text || PyList_Append(reasons, text) != 0) {
            Py_XDECREF(text);
            return 0;
        }
        Py_DECREF(text);
    }
    return 1;
}

/* (rows as bytes, reasons if they are wanted) of the customers with some numbers. */
PyObject *shop_customers(PyObject *module, PyObject *args)
{
    PyObject *handle, *which, *reasons, *result = NULL;
    const quen_shop *shop;
    const uint32_t *numbers;
    customer_row *rows;
    size_t n, i = 0;
    int why;
    call c;

    if (!PyArg_ParseTuple(args, "OOp:shop_customers", &handle, &which, &why) ||
        !(shop = handle_get(handle, &noun_shop)) || !call_begin(&c, module, Py_None))
        return NULL;
    reasons = PyList_New(0);
    if (reasons && numbers_of(&c, which, "numbers", &numbers, &n) &&
        (rows = call_scratch(&c, n, sizeof *rows))) {
        while (i < n && row_of(&c, shop, numbers[i], &rows[i], why ? reasons : NULL))
            i++;
        if (i == n)
            result = Py_BuildValue("(y#O)", (const char *)rows,
                                   (Py_ssize_t)(n * sizeof *rows), reasons);
    }
    Py_XDECREF(reasons);
    call_end(&c);
    return result;
}

/* A customer with a basket: (key, keys of items, history_weight or None). */
static int ask_shop_both(call *c, const quen_shop *shop, PyObject *subject,
                         quen_shop_filter filter, quen_offer *offers, size_t n,
                         size_t *count)
{
    PyObject *who, *basket, *weight;
    const quen_key *keys;
    quen_status status;
    quen_key key;
    size_t n_keys;

    if (!PyArg_ParseTuple(subject, "OO!O:subject", &who, &PyTuple_Type, &basket,
                          &weight) ||
        !weight_of(weight, &filter.history_weight) ||
        !key_of_shop(shop, "customers", who, &key) ||
        !keys_of(c, shop, basket, &keys, &n_keys))
        return 0;
    CALL(c, status,
         quen_shop_recommend_customer_basket(c->ctx, shop, key, keys, n_keys, &filter,
                                             offers, n, count));
    return call_check(c, status);
}

/* Ask about an item, a customer, or a list of items, by key. */
static int ask_shop(call *c, const quen_shop *shop, const char *kind, PyObject *subject,
                    const quen_shop_filter *filter, quen_offer *offers, size_t n,
                    size_t *count)
{
    int is_item = strcmp(kind, "similar") == 0;
    quen_status status;
    const quen_key *keys;
    quen_key key;
    size_t n_keys;

    if (strcmp(kind, "both") == 0)
        return ask_shop_both(c, shop, subject, *filter, offers, n, count);
    if (strcmp(kind, "basket") == 0) {
        if (!keys_of(c, shop, subject, &keys, &n_keys))
            return 0;
        CALL(c, status,
             quen_shop_recommend_basket(c->ctx, shop, keys, n_keys, filter, offers, n,
                                        count));
        return call_check(c, status);
    }
    if (!key_of_shop(shop, is_item ? "items" : "customers", subject, &key))
        return 0;
    if (is_item)
        CALL(c, status, quen_shop_similar(c->ctx, shop, key, filter, offers, n, count));
    else
        CALL(c, status, quen_shop_recommend(c->ctx, shop, key, filter, offers, n, count));
    return call_check(c, status);
}

PyObject *shop_ask(PyObject *module, PyObject *args)
{
    PyObject *handle, *subject, *tuple, *to;
    shop_filter f;
    const quen_shop *shop;
    quen_offer *offers;
    const char *kind;
    size_t n, count = 0;
    int done;
    call c;

    if (!PyArg_ParseTuple(args, "OsOOO:shop_ask", &handle, &kind, &subject, &tuple,
                          &to) ||
        !(shop = handle_get(handle, &noun_shop)) || !call_begin(&c, module, Py_None))
        return NULL;
    done = shop_filter_of(&c, shop, tuple, &f) && offers_of(&c, to, &offers, &n) &&
           ask_shop(&c, shop, kind, subject, &f.filter, offers, n, &count) &&
           all_known(&c, &f);
    call_end(&c);
    return done ? PyLong_FromSize_t(count) : NULL;
}

/* A list of one of three kinds; the last two of those with at least a figure. */
static int list_customers(call *c, const quen_shop *shop, const char *kind,
                          uint32_t segment, double least, uint32_t *out, size_t n,
                          size_t *count, size_t *total)
{
    quen_status status;

    if (strcmp(kind, "segment") == 0)
        CALL(c, status,
             quen_shop_list_segment(c->ctx, shop, segment, out, n, count, total));
    else if (strcmp(kind, "risk") == 0)
        CALL(c, status,
             quen_shop_list_at_risk(c->ctx, shop, least, segment, out, n, count, total));
    else
        CALL(c, status,
             quen_shop_list_lapsed_valuable(c->ctx, shop, least, segment, out, n, count,
                                            total));
    return call_check(c, status);
}

/* (shop, kind, segment, least figure, as many numbers as there is room for) */
PyObject *shop_list(PyObject *module, PyObject *args)
{
    PyObject *handle, *to;
    const quen_shop *shop;
    const char *kind;
    unsigned segment;
    double least;
    size_t count = 0, total = 0;
    Py_buffer *b;
    void *out;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OsIdO:shop_list", &handle, &kind, &segment, &least,
                          &to) ||
        !(shop = handle_get(handle, &noun_shop)) || !call_begin(&c, module, Py_None))
        return NULL;
    if (call_in_place(&c, to, "I", "customers", &b) &&
        call_output(&c, to, "I", "customers", (size_t)(b->len / b->itemsize), &out)) {
        size_t n = (size_t)(b->len / b->itemsize);
        done = list_customers(&c, shop, kind, segment, least, out, n, &count, &total);
    }
    call_end(&c);
    return done ? Py_BuildValue("(nn)", (Py_ssize_t)count, (Py_ssize_t)total) : NULL;
}

/* (shop, which way, least z, how many at most, as many quen_shop_trend) */
PyObject *shop_trends(PyObject *module, PyObject *args)
{
    PyObject *handle, *to, *result = NULL;
    const quen_shop *shop;
    unsigned trend;
    double min_z;
    Py_ssize_t capacity;
    quen_status status;
    size_t count;
    void *out;
    call c;

    if (!PyArg_ParseTuple(args, "OIdnO:shop_trends", &handle, &trend, &min_z, &capacity,
                          &to) ||
        !(shop = handle_get(handle, &noun_shop)) || !call_begin(&c, module, Py_None))
        return NULL;
    if (call_output(&c, to, "B", "trends", (size_t)capacity * sizeof(quen_shop_trend),
                    &out)) {
        CALL(&c, status,
             quen_shop_list_trends(c.ctx, shop, trend, min_z, out, (size_t)capacity,
                                   &count));
        if (call_check(&c, status))
            result = PyLong_FromSize_t(count);
    }
    call_end(&c);
    return result;
}
