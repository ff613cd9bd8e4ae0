/*
 * What is made from a log: features, segments, offers, risks, shops. Each function takes
 * handles, dicts of options, and last how to run: None or (threads, progress).
 */
#include <string.h>

#include "core.h"

/* ---- orders ---- */

/* The stream in a capsule that nobody has read; NULL with an exception. */
static struct ArrowArrayStream *stream_in(PyObject *capsule)
{
    struct ArrowArrayStream *stream;

    if (!PyCapsule_IsValid(capsule, "arrow_array_stream")) {
        PyErr_Format(PyExc_TypeError,
                     "__arrow_c_stream__ must return a capsule \"arrow_array_stream\", "
                     "not %R",
                     capsule);
        return NULL;
    }
    stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
    if (stream->release)
        return stream;
    PyErr_SetString(PyExc_ValueError, "the stream has been read already");
    return NULL;
}

/* Keys of a tuple, whose texts are borrowed: nothing else has hold of it. */
static quen_key *read_keys(call *c, PyObject *tuple, const char *what, size_t *n_keys)
{
    Py_ssize_t n = PyTuple_Size(tuple);
    quen_key *keys = n < 0 ? NULL : call_scratch(c, (size_t)n + 1, sizeof *keys);

    for (Py_ssize_t i = 0; keys && i < n; i++) {
        if (!key_of(PyTuple_GetItem(tuple, i), &keys[i]))
            return NULL;
        if (keys[i].kind == QUEN_KEY_NONE) {
            PyErr_Format(PyExc_TypeError,
                         "%s: None is no key, and means nobody without a word", what);
            return NULL;
        }
    }
    *n_keys = (size_t)n;
    return keys;
}

int order_rules_of(call *c, PyObject *dict, PyObject *nobody, quen_order_rules *rules)
{
    quen_order_rules_init(rules, sizeof *rules);
    return options_read(order_rules_fields, dict, rules) &&
           (nobody == Py_None ||
            (rules->nobody = read_keys(c, nobody, "nobody", &rules->n_nobody)) != NULL);
}

int zone_of(call *c, PyObject *object, quen_zone *zone, const quen_zone **to)
{
    PyObject *moments, *offsets;
    const void *offsets_s;
    Py_buffer *from_s;
    int first;

    if (object == Py_None)
        return 1;
    if (!PyArg_ParseTuple(object, "OOi:zone", &moments, &offsets, &first) ||
        !call_buffer(c, moments, "q", "zone", &from_s) ||
        !call_array(c, offsets, "i", "zone", (size_t)(from_s->len / from_s->itemsize),
                    &offsets_s))
        return 0;
    *zone = (quen_zone){.from_s = from_s->buf,
                        .utc_offset_s = offsets_s,
                        .n = (size_t)(from_s->len / from_s->itemsize),
                        .first_offset_s = first};
    *to = zone;
    return 1;
}

/*
 * (stream, (dict, dict of rules, nobody or None, filters, zone), run). The stream is
 * moved out first: another thread finds the capsule empty.
 */
PyObject *orders_from_arrow(PyObject *module, PyObject *args)
{
    PyObject *capsule, *dict, *rules_dict, *nobody, *filters, *clock, *run,
        *result = NULL;
    struct ArrowArrayStream *stream, moved;
    quen_arrow_options options;
    quen_order_rules rules;
    quen_zone zone;
    quen_orders *orders;
    quen_status status;
    call c;

    quen_arrow_options_init(&options, sizeof options);
    options.rules = &rules;
    if (!PyArg_ParseTuple(args, "O(OOOOO)O:orders_from_arrow", &capsule, &dict,
                          &rules_dict, &nobody, &filters, &clock, &run) ||
        !options_read(arrow_fields, dict, &options) || !(stream = stream_in(capsule)) ||
        !call_begin(&c, module, run))
        return NULL;
    if (order_rules_of(&c, rules_dict, nobody, &rules) &&
        filters_read(&c, filters, &options.where, &options.n_where) &&
        zone_of(&c, clock, &zone, &options.zone)) {
        moved = *stream;
        stream->release = NULL;
        CALL(&c, status, quen_orders_from_arrow(c.ctx, &moved, &options, &orders));
        result = handle_made(&c, status, &noun_orders, orders);
    }
    call_end(&c);
    return result;
}

/* An empty log by the default rules, or by those of another. */
static quen_status new_log(quen_context *ctx, const quen_orders *like, quen_orders **out)
{
    quen_order_rules rules;
    quen_status status = quen_orders_new(ctx, out);

    if (status != QUEN_OK || !like)
        return status;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(like, &rules);
    status = quen_orders_set_rules(ctx, *out, &rules);
    if (status != QUEN_OK)
        quen_orders_free(*out);
    return status;
}

/* (a log whose rules it takes, or None; run) */
PyObject *orders_new(PyObject *module, PyObject *args)
{
    const quen_orders *like = NULL;
    quen_orders *orders;
    quen_status status;
    PyObject *handle, *run, *result;
    call c;

    if (!PyArg_ParseTuple(args, "OO:orders_new", &handle, &run) ||
        (handle != Py_None && !(like = handle_get(handle, &noun_orders))) ||
        !call_begin(&c, module, run))
        return NULL;
    status = new_log(c.ctx, like, &orders);
    result = handle_made(&c, status, &noun_orders, orders);
    call_end(&c);
    return result;
}

PyObject *orders_finish(PyObject *module, PyObject *args)
{
    PyObject *handle, *run;
    quen_orders *orders;
    quen_status status;
    int done;
    call c;

    if (!PyArg_ParseTuple(args, "OO:orders_finish", &handle, &run) ||
        !(orders = handle_get(handle, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    CALL(&c, status, quen_orders_finish(c.ctx, orders));
    done = call_check(&c, status);
    call_end(&c);
    return none_if(done);
}

PyObject *orders_merge(PyObject *module, PyObject *args)
{
    PyObject *to, *from, *run;
    quen_orders *orders, *more;
    quen_status status;
    int done;
    call c;

    if (!PyArg_ParseTuple(args, "OOO:orders_merge", &to, &from, &run) ||
        !(orders = handle_get(to, &noun_orders)) ||
        !(more = handle_get(from, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    CALL(&c, status, quen_orders_merge(c.ctx, orders, more));
    done = call_check(&c, status);
    call_end(&c);
    return none_if(done);
}

/* (orders, tuple of keys, run): a log that nothing else has hold of; how many there were.
 */
PyObject *orders_forget(PyObject *module, PyObject *args)
{
    PyObject *handle, *tuple, *run, *result = NULL;
    quen_orders *orders;
    quen_status status;
    quen_key *keys;
    size_t n, forgotten;
    call c;

    if (!PyArg_ParseTuple(args, "OO!O:orders_forget", &handle, &PyTuple_Type, &tuple,
                          &run) ||
        !(orders = handle_get(handle, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    if ((keys = read_keys(&c, tuple, "customers", &n)) != NULL) {
        CALL(&c, status, quen_orders_forget(c.ctx, orders, keys, n, &forgotten));
        result = call_check(&c, status) ? PyLong_FromSize_t(forgotten) : NULL;
    }
    call_end(&c);
    return result;
}

PyObject *orders_copy_between(PyObject *module, PyObject *args)
{
    PyObject *handle, *run, *result;
    const quen_orders *orders;
    long long from_s, to_s;
    quen_orders *copy;
    quen_status status;
    call c;

    if (!PyArg_ParseTuple(args, "OLLO:orders_copy_between", &handle, &from_s, &to_s,
                          &run) ||
        !(orders = handle_get(handle, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    CALL(&c, status, quen_orders_copy_between(c.ctx, orders, from_s, to_s, &copy));
    result = handle_made(&c, status, &noun_orders, copy);
    call_end(&c);
    return result;
}

/* ---- what is made from a log alone ---- */

typedef quen_status (*make_function)(quen_context *ctx, const quen_orders *orders,
                                     const void *options, void **out);
typedef int (*read_function)(call *c, PyObject *object, void *given);

/* Room for what any of the readers below fills in. */
typedef union any_options {
    quen_check_options check;
    quen_features_options features;
    quen_rfm_options rfm;
    quen_churn_options churn;
    quen_shop_options shop;
} any_options;

/* (orders, what `read` takes, run) */
static PyObject *make(PyObject *module, PyObject *args, const noun_kind *kind,
                      read_function read, make_function function)
{
    PyObject *handle, *object, *run, *result = NULL;
    const quen_orders *orders;
    quen_status status;
    void *out;
    any_options options;
    call c;

    if (!PyArg_ParseTuple(args, "OOO", &handle, &object, &run) ||
        !(orders = handle_get(handle, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    if (read(&c, object, &options)) {
        CALL(&c, status, function(c.ctx, orders, &options, &out));
        result = handle_made(&c, status, kind, out);
    }
    call_end(&c);
    return result;
}

/* PyObject *noun_verb(PyObject *module, PyObject *args), by quen_noun_verb(). */
#define MAKER(noun, verb)                                                                \
    static quen_status noun##_##verb##_call(                                             \
        quen_context *ctx, const quen_orders *orders, const void *options, void **out)   \
    {                                                                                    \
        return quen_##noun##_##verb(ctx, orders, options, (quen_##noun **)out);          \
    }                                                                                    \
    PyObject *noun##_##verb(PyObject *module, PyObject *args)                            \
    {                                                                                    \
        return make(module, args, &noun_##noun, noun##_read, noun##_##verb##_call);      \
    }

PyObject *log_fit(PyObject *module, PyObject *args)
{
    PyObject *handle, *dict, *run, *result = NULL;
    const char *name;
    uint64_t options[OPTIONS_LARGEST / sizeof(uint64_t)];
    const options_kind *known;
    const noun_kind *kind;
    const quen_orders *orders;
    quen_status status;
    void *out;
    call c;

    if (!PyArg_ParseTuple(args, "sOOO:fit", &name, &handle, &dict, &run) ||
        !(kind = noun_named(name)) || !(known = options_of_noun(name)) ||
        !(orders = handle_get(handle, &noun_orders)))
        return NULL;
    if (!kind->fit)
        return PyErr_Format(PyExc_ValueError, "%s is not fitted from a log alone", name);
    known->init(options, known->size);
    if (!options_read(known->fields, dict, options) || !call_begin(&c, module, run))
        return NULL;
    CALL(&c, status, kind->fit(c.ctx, orders, options, &out));
    result = handle_made(&c, status, kind, out);
    call_end(&c);
    return result;
}

/* A dict of options and a list of attributes or None, as (dict, list). */
static int described_read(call *c, PyObject *tuple, const field *fields, void *options,
                          const quen_attribute **attributes, size_t *n)
{
    PyObject *dict, *list;

    return PyArg_ParseTuple(tuple, "OO", &dict, &list) &&
           options_read(fields, dict, options) && attributes_of(c, list, attributes, n);
}

/* ---- check ---- */

static int check_read(call *c, PyObject *dict, void *given)
{
    quen_check_options *options = given;

    (void)c;
    quen_check_options_init(options, sizeof *options);
    return options_read(check_fields, dict, options);
}

static quen_status check_call(quen_context *ctx, const quen_orders *orders,
                              const void *options, void **out)
{
    return quen_orders_check(ctx, orders, options, (quen_check **)out);
}

PyObject *orders_check(PyObject *module, PyObject *args)
{
    return make(module, args, &noun_check, check_read, check_call);
}

/* ---- features ---- */

static int features_read(call *c, PyObject *tuple, void *given)
{
    quen_features_options *options = given;

    quen_features_options_init(options, sizeof *options);
    return described_read(c, tuple, features_fields, options, &options->attributes,
                          &options->n_attributes);
}

MAKER(features, new)

/* ---- rfm ---- */

static int read_rule(PyObject *tuple, quen_rfm_rule *rule)
{
    return PyTuple_Check(tuple) &&
           PyArg_ParseTuple(tuple, "s(bb)(bb)(bb):rule", &rule->segment, &rule->r_min,
                            &rule->r_max, &rule->f_min, &rule->f_max, &rule->m_min,
                            &rule->m_max);
}

/* A list of (segment, (r_min, r_max), (f_min, f_max), (m_min, m_max)). */
static int read_rules(call *c, PyObject *list, quen_rfm_options *options)
{
    Py_ssize_t n = PyList_Size(list);
    quen_rfm_rule *rules = n < 0 ? NULL : call_scratch(c, (size_t)n, sizeof *rules);

    if (!rules)
        return 0;
    for (Py_ssize_t i = 0; i < n; i++)
        if (!read_rule(PyList_GetItem(list, i), &rules[i])) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_TypeError, "a rule is a tuple");
            return 0;
        }
    options->rules = rules;
    options->n_rules = (uint32_t)n;
    return 1;
}

static int read_cuts(call *c, PyObject *cuts, quen_rfm_options *options)
{
    const int64_t **to[] = {&options->r_cuts, &options->f_cuts, &options->m_cuts};
    const char *what[] = {"r_cuts", "f_cuts", "m_cuts"};

    for (int i = 0; i < 3; i++) {
        PyObject *object = PyTuple_GetItem(cuts, i);
        const void *data = NULL;
        if (!object || (object != Py_None &&
                        !call_array(c, object, "q", what[i], options->bins - 1, &data)))
            return 0;
        *to[i] = data;
    }
    return 1;
}

/* (dict, rules or None, cuts or None). Too few bins to cut: the library says so. */
static int rfm_read(call *c, PyObject *tuple, void *given)
{
    quen_rfm_options *options = given;
    PyObject *dict, *rules, *cuts;

    quen_rfm_options_init(options, sizeof *options);
    return PyArg_ParseTuple(tuple, "OOO", &dict, &rules, &cuts) &&
           options_read(rfm_fields, dict, options) &&
           (rules == Py_None || read_rules(c, rules, options)) &&
           (cuts == Py_None || options->bins < 2 || read_cuts(c, cuts, options));
}

MAKER(rfm, fit)

typedef int (*get_function)(call *c, PyObject *object, const char *formats,
                            const char *what, Py_buffer **buffer);

/* Three columns of as many values as the first has. */
static int read_values(call *c, PyObject *const objects[3], get_function get,
                       const int64_t *values[3], size_t *n)
{
    const char *what[] = {"recency", "frequency", "monetary"};

    for (int i = 0; i < 3; i++) {
        Py_buffer *b;
        values[i] = NULL;
        if (i == 2 && objects[i] == Py_None) /* money may not be */
            return 1;
        if (!get(c, objects[i], "q", what[i], &b) ||
            (i > 0 && !call_length_is(b, what[i], *n)))
            return 0;
        values[i] = b->buf;
        *n = (size_t)(b->len / b->itemsize);
    }
    return 1;
}

PyObject *rfm_fit_values(PyObject *module, PyObject *args)
{
    PyObject *columns[3], *tuple, *run, *result = NULL;
    const int64_t *v[3];
    quen_rfm_options options;
    quen_rfm *rfm;
    quen_status status;
    size_t n;
    call c;

    if (!PyArg_ParseTuple(args, "OOOOO:rfm_fit_values", &columns[0], &columns[1],
                          &columns[2], &tuple, &run) ||
        !call_begin(&c, module, run))
        return NULL;
    if (read_values(&c, columns, call_buffer, v, &n) && rfm_read(&c, tuple, &options)) {
        CALL(&c, status, quen_rfm_fit_values(c.ctx, v[0], v[1], v[2], n, &options, &rfm));
        result = handle_made(&c, status, &noun_rfm, rfm);
    }
    call_end(&c);
    return result;
}

PyObject *rfm_score(PyObject *module, PyObject *args)
{
    PyObject *handle, *columns[3], *out[2];
    const int64_t *v[3];
    const quen_rfm *rfm;
    quen_status status;
    void *scores, *segments;
    size_t n;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OOOOOO:rfm_score", &handle, &columns[0], &columns[1],
                          &columns[2], &out[0], &out[1]) ||
        !(rfm = handle_get(handle, &noun_rfm)) || !call_begin(&c, module, Py_None))
        return NULL;
    if (read_values(&c, columns, call_in_place, v, &n) &&
        call_output(&c, out[0], "B", "scores", 3 * n, &scores) &&
        call_output(&c, out[1], "B", "segments", n, &segments)) {
        CALL(&c, status,
             quen_rfm_score(c.ctx, rfm, v[0], v[1], v[2], n, scores, segments));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

/* ---- itemcf ---- */

/* Row starts must end where the entries do; all else of a matrix the library checks. */
int csr_of(call *c, PyObject *const objects[3], quen_csr *csr)
{
    Py_buffer *columns;
    const void *starts, *values = NULL;
    size_t n;

    if (csr->n_rows > PY_SSIZE_T_MAX || csr->n_columns > PY_SSIZE_T_MAX) {
        PyErr_SetString(PyExc_ValueError, "a matrix has no negative number of rows or "
                                          "columns; indptr has one entry more than rows");
        return 0;
    }
    if (!call_buffer(c, objects[1], "I", "indices", &columns) ||
        !call_array(c, objects[0], "Q", "indptr", csr->n_rows + 1, &starts))
        return 0;
    n = (size_t)(columns->len / columns->itemsize);
    if (objects[2] != Py_None && !call_array(c, objects[2], "d", "values", n, &values))
        return 0;
    csr->row_start = starts;
    csr->column = columns->buf;
    csr->value = values;
    if (csr->row_start[csr->n_rows] == n)
        return 1;
    PyErr_Format(PyExc_ValueError, "indptr ends with %llu, not with %zu, the entries",
                 (unsigned long long)csr->row_start[csr->n_rows], n);
    return 0;
}

static int itemcf_read(call *c, PyObject *dict, void *given)
{
    quen_itemcf_options *options = given;

    (void)c;
    quen_itemcf_options_init(options, sizeof *options);
    return options_read(itemcf_fields, dict, options);
}

PyObject *itemcf_fit_csr(PyObject *module, PyObject *args)
{
    PyObject *objects[3], *dict, *run, *result = NULL;
    Py_ssize_t n_rows, n_columns;
    quen_itemcf_options options;
    quen_itemcf *itemcf;
    quen_status status;
    quen_csr csr;
    call c;

    if (!PyArg_ParseTuple(args, "(nn)OOOOO:itemcf_fit_csr", &n_rows, &n_columns,
                          &objects[0], &objects[1], &objects[2], &dict, &run) ||
        !itemcf_read(NULL, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    csr.n_rows = (size_t)n_rows;
    csr.n_columns = (size_t)n_columns;
    if (csr_of(&c, objects, &csr)) {
        CALL(&c, status, quen_itemcf_fit_csr(c.ctx, &csr, &options, &itemcf));
        result = handle_made(&c, status, &noun_itemcf, itemcf);
    }
    call_end(&c);
    return result;
}

/* ---- churn ---- */

static int churn_read(call *c, PyObject *tuple, void *given)
{
    quen_churn_options *options = given;

    quen_churn_options_init(options, sizeof *options);
    return described_read(c, tuple, churn_fields, options, &options->attributes,
                          &options->n_attributes);
}

MAKER(churn, fit)

/* The risks as bytes: an array of quen_churn_risk. */
static PyObject *predict(call *c, const quen_churn *churn, const quen_orders *orders,
                         const quen_churn_predict_options *options)
{
    quen_order_totals totals;
    quen_churn_risk *risks;
    PyObject *result = NULL;
    quen_status status;
    size_t room, n;

    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    room = (size_t)totals.customers;
    risks = PyMem_Malloc(room * sizeof *risks);
    if (!risks)
        return PyErr_NoMemory();
    CALL(c, status, quen_churn_predict(c->ctx, churn, orders, options, risks, room, &n));
    if (call_check(c, status))
        result = PyBytes_FromStringAndSize((const char *)risks,
                                           (Py_ssize_t)(n * sizeof *risks));
    PyMem_Free(risks);
    return result;
}

/* (churn, orders, (dict, attributes or None), run) */
PyObject *churn_predict(PyObject *module, PyObject *args)
{
    PyObject *handle, *log, *tuple, *run, *result = NULL;
    const quen_orders *orders;
    const quen_churn *churn;
    quen_churn_predict_options options;
    call c;

    quen_churn_predict_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "OOOO:churn_predict", &handle, &log, &tuple, &run) ||
        !(churn = handle_get(handle, &noun_churn)) ||
        !(orders = handle_get(log, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    if (described_read(&c, tuple, churn_predict_fields, &options, &options.attributes,
                       &options.n_attributes))
        result = predict(&c, churn, orders, &options);
    call_end(&c);
    return result;
}

/* ---- shop ---- */

/* Options of parts that are no plain values; of others a dict will do. */
static read_function part_reader(const char *noun)
{
    static const struct {
        const char *noun;
        read_function read;
    } readers[] = {{"rfm", rfm_read}, {"kmeans", kmeans_read}, {"churn", churn_read}};

    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strcmp(readers[i].noun, noun) == 0)
            return readers[i].read;
    return NULL;
}

static int part_read(call *c, const char *noun, PyObject *object, void *given)
{
    read_function read = part_reader(noun);
    const options_kind *known = options_of_noun(noun);

    if (read || !known)
        return known && read(c, object, given);
    known->init(given, known->size);
    return options_read(known->fields, object, given);
}

/* Settings of parts by their nouns; None, or nothing, keeps the defaults. */
static int parts_read(call *c, PyObject *dict, quen_shop_options *options)
{
    uint64_t(*room)[OPTIONS_LARGEST / sizeof(uint64_t)] =
        call_scratch(c, N_SHOP_PARTS, sizeof *room);

    if (!room)
        return 0;
    for (size_t i = 0; i < N_SHOP_PARTS; i++) {
        const part_field *part = &shop_part_fields[i];
        PyObject *object = PyDict_GetItemString(dict, part->noun);
        const void *given = room[i];
        if (!object || object == Py_None)
            continue;
        if (!part_read(c, part->noun, object, room[i]))
            return 0;
        memcpy((char *)options + part->offset, &given, sizeof given);
    }
    return 1;
}

/* (dict, dict of parts, attributes or None, secret or None) */
static int shop_read(call *c, PyObject *tuple, void *given)
{
    quen_shop_options *o = given;
    PyObject *dict, *parts, *list, *secret;

    quen_shop_options_init(o, sizeof *o);
    return PyArg_ParseTuple(tuple, "OO!OO", &dict, &PyDict_Type, &parts, &list,
                            &secret) &&
           secret_of(secret, &o->secret) && options_read(shop_fields, dict, o) &&
           parts_read(c, parts, o) &&
           attributes_of(c, list, &o->attributes, &o->n_attributes);
}

MAKER(shop, train)
