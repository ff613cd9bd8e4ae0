/* Habits of a log, and their questions; most getters are generated. */
#include "core.h"

/* (order numbers, the channel of each) or None. */
static int channels_read(call *c, PyObject *told, quen_habits_options *options,
                         quen_key_column *column)
{
    PyObject *keys, *channels;
    const void *data;
    size_t n;

    if (told == Py_None)
        return 1;
    if (!PyArg_ParseTuple(told, "OO", &keys, &channels) ||
        !key_column_of(c, keys, "channels", column, &n) ||
        !call_array(c, channels, "I", "channels", n, &data))
        return 0;
    options->order_channels = data;
    options->n_order_channels = n;
    options->order_numbers = column;
    return 1;
}

/* (dict, groups of items or None, channels or None); `column` is of the options. */
static int habits_read(call *c, PyObject *tuple, quen_habits_options *options,
                       quen_key_column *column)
{
    PyObject *dict, *groups, *channels;
    Py_buffer *b;

    quen_habits_options_init(options, sizeof *options);
    if (!PyArg_ParseTuple(tuple, "OOO", &dict, &groups, &channels) ||
        !options_read(habits_fields, dict, options) ||
        !channels_read(c, channels, options, column))
        return 0;
    if (groups == Py_None)
        return 1;
    if (!call_buffer(c, groups, "I", "item_groups", &b))
        return 0;
    options->item_groups = b->buf;
    options->n_item_groups = (size_t)(b->len / b->itemsize);
    return 1;
}

PyObject *habits_fit(PyObject *module, PyObject *args)
{
    PyObject *log, *tuple, *run, *result = NULL;
    const quen_orders *orders;
    quen_habits_options options;
    quen_key_column column;
    quen_habits *habits;
    quen_status status;
    call c;

    if (!PyArg_ParseTuple(args, "OOO:habits_fit", &log, &tuple, &run) ||
        !(orders = handle_get(log, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    if (habits_read(&c, tuple, &options, &column)) {
        CALL(&c, status, quen_habits_fit(c.ctx, orders, &options, &habits));
        result = handle_made(&c, status, &noun_habits, habits);
    }
    call_end(&c);
    return result;
}

/* `offers` has room for `capacity` items; how many there are. */
PyObject *habits_next_basket(PyObject *module, PyObject *args)
{
    PyObject *handle, *to, *run, *result = NULL;
    const quen_habits *habits;
    PyObject *tuple;
    unsigned int customer;
    Py_ssize_t capacity;
    quen_offer_filter filter;
    quen_status status;
    size_t count;
    void *offers;
    call c;

    if (!PyArg_ParseTuple(args, "OIOnOO:habits_next_basket", &handle, &customer, &tuple,
                          &capacity, &to, &run) ||
        !(habits = handle_get(handle, &noun_habits)) || !call_begin(&c, module, run))
        return NULL;
    if (offers_filter(&c, tuple, &filter) &&
        call_output(&c, to, "B", "offers", (size_t)capacity * sizeof(quen_habits_offer),
                    &offers)) {
        CALL(&c, status,
             quen_habits_next_basket(c.ctx, habits, customer, &filter, offers,
                                     (size_t)capacity, &count));
        if (call_check(&c, status))
            result = PyLong_FromSize_t(count);
    }
    call_end(&c);
    return result;
}

/* Of a customer, or of all for UINT32_MAX. */
PyObject *habits_due(PyObject *module, PyObject *args)
{
    PyObject *handle, *to, *run, *result = NULL;
    const quen_habits *habits;
    unsigned int customer;
    long long now_s, horizon_s;
    double min_chance;
    Py_ssize_t capacity;
    quen_status status;
    size_t count;
    void *due;
    call c;

    if (!PyArg_ParseTuple(args, "OILLdnOO:habits_due", &handle, &customer, &now_s,
                          &horizon_s, &min_chance, &capacity, &to, &run) ||
        !(habits = handle_get(handle, &noun_habits)) || !call_begin(&c, module, run))
        return NULL;
    if (call_output(&c, to, "B", "due", (size_t)capacity * sizeof(quen_due), &due)) {
        if (customer == UINT32_MAX)
            CALL(&c, status,
                 quen_habits_list_due(c.ctx, habits, now_s, horizon_s, min_chance, due,
                                      (size_t)capacity, &count));
        else
            CALL(&c, status,
                 quen_habits_due(c.ctx, habits, customer, now_s, horizon_s, due,
                                 (size_t)capacity, &count));
        if (call_check(&c, status))
            result = PyLong_FromSize_t(count);
    }
    call_end(&c);
    return result;
}

/* How many shares a habit has; 0 if it has none. */
PyObject *habits_n_values(PyObject *module, PyObject *args)
{
    PyObject *handle;
    const quen_habits *habits;
    unsigned int habit;

    (void)module;
    if (!PyArg_ParseTuple(args, "OI:habits_n_values", &handle, &habit) ||
        !(habits = handle_get(handle, &noun_habits)))
        return NULL;
    return PyLong_FromSize_t(quen_habits_n_values(habits, habit));
}

/* `shares` has room for those of the habit; 1 if they are customers' own. */
PyObject *habits_shares(PyObject *module, PyObject *args)
{
    PyObject *handle, *to, *run, *result = NULL;
    const quen_habits *habits;
    unsigned int customer, habit;
    quen_status status;
    void *shares;
    call c;

    if (!PyArg_ParseTuple(args, "OIIOO:habits_shares", &handle, &customer, &habit, &to,
                          &run) ||
        !(habits = handle_get(handle, &noun_habits)) || !call_begin(&c, module, run))
        return NULL;
    size_t n = quen_habits_n_values(habits, habit);
    if (call_output(&c, to, "d", "shares", n, &shares)) {
        CALL(&c, status, quen_habits_shares(c.ctx, habits, customer, habit, shares, n));
        if (call_check(&c, status))
            result = PyLong_FromLong(quen_habits_is_own(habits, habit));
    }
    call_end(&c);
    return result;
}

PyObject *habits_check(PyObject *module, PyObject *args)
{
    PyObject *handle, *to, *run;
    const quen_habits *habits;
    unsigned int question;
    quen_status status;
    void *check;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OIOO:habits_check", &handle, &question, &to, &run) ||
        !(habits = handle_get(handle, &noun_habits)) || !call_begin(&c, module, run))
        return NULL;
    if (call_output(&c, to, "B", "check", sizeof(quen_habits_check), &check)) {
        CALL(&c, status, quen_habits_get_check(c.ctx, habits, question, check));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}
