/*
 * How good answers are, and splits of a log. Figures come back as a dict, or with
 * intervals as three: the figures, the lower ends, the upper ends.
 */
#include <string.h>

#include "core.h"

/* ---- what is shared ---- */

static int optional(call *c, PyObject *object, const char *formats, const char *what,
                    size_t n, const void **data)
{
    *data = NULL;
    return object == Py_None || call_array(c, object, formats, what, n, data);
}

/* As many numbers as there are. */
static int doubles_of(call *c, PyObject *object, const char *what, const double **data,
                      size_t *n)
{
    Py_buffer *b;

    if (!call_buffer(c, object, "d", what, &b))
        return 0;
    *data = b->buf;
    *n = (size_t)(b->len / b->itemsize);
    return 1;
}

/* Records of `size` bytes that the caller made room for. */
static int records_of(call *c, PyObject *object, const char *what, size_t size, void **to,
                      size_t *n)
{
    Py_buffer *b;

    if (!call_in_place(c, object, "*", what, &b))
        return 0;
    if (b->readonly || (size_t)b->itemsize != size) {
        PyErr_Format(PyExc_ValueError, "%s: no room for records of %zu bytes", what,
                     size);
        return 0;
    }
    *to = b->buf;
    *n = (size_t)(b->len / b->itemsize);
    return 1;
}

/* One dict, or a tuple of three. */
static PyObject *reports_tell(const field *fields, const void *reports, size_t size,
                              int intervals)
{
    PyObject *dicts[3] = {NULL, NULL, NULL}, *all = NULL;
    int n = intervals ? 3 : 1, made = 0;

    while (made < n && (dicts[made] = options_tell(fields, (const char *)reports +
                                                               (size_t)made * size)))
        made++;
    if (made == n)
        all =
            n == 1 ? Py_NewRef(dicts[0]) : PyTuple_Pack(3, dicts[0], dicts[1], dicts[2]);
    for (int i = 0; i < n; i++)
        Py_XDECREF(dicts[i]);
    return all;
}

/* ---- two classes ---- */

typedef struct classes {
    const uint8_t *y;
    const double *a, *b; /* b may be NULL */
    size_t n;
    quen_binary_options options;
} classes;

/* (y, a, b or None, weights or None, groups or None, options) */
static int classes_of(call *c, PyObject *tuple, classes *k)
{
    PyObject *y, *a, *b, *weights, *groups, *dict;
    const void *data;

    quen_binary_options_init(&k->options, sizeof k->options);
    if (!PyArg_ParseTuple(tuple, "OOOOOO", &y, &a, &b, &weights, &groups, &dict) ||
        !options_read(binary_fields, dict, &k->options) ||
        !doubles_of(c, a, "score", &k->a, &k->n) ||
        !call_array(c, y, "B?", "y", k->n, &data))
        return 0;
    k->y = data;
    if (!optional(c, b, "d", "score", k->n, &data))
        return 0;
    k->b = data;
    if (!optional(c, weights, "d", "weights", k->n, &data))
        return 0;
    k->options.weights = data;
    if (!optional(c, groups, "I", "groups", k->n, &data))
        return 0;
    k->options.groups = data;
    return 1;
}

PyObject *evaluate_binary(PyObject *module, PyObject *args)
{
    PyObject *tuple, *run, *result = NULL;
    quen_binary_report r[3];
    quen_status status;
    int intervals;
    classes k;
    call c;

    if (!PyArg_ParseTuple(args, "OpO:evaluate_binary", &tuple, &intervals, &run) ||
        !call_begin(&c, module, run))
        return NULL;
    for (int i = 0; i < 3; i++)
        quen_binary_report_init(&r[i], sizeof r[i]);
    if (classes_of(&c, tuple, &k)) {
        quen_binary_report *low = intervals ? &r[1] : NULL, *high = low ? &r[2] : NULL;
        CALL(&c, status,
             k.b ? quen_evaluate_binary_compare(c.ctx, k.y, k.a, k.b, k.n, &k.options,
                                                &r[0], low, high)
                 : quen_evaluate_binary(c.ctx, k.y, k.a, k.n, &k.options, &r[0], low,
                                        high));
        if (call_check(&c, status))
            result = reports_tell(binary_report_fields, r, sizeof r[0], intervals);
    }
    call_end(&c);
    return result;
}

PyObject *evaluate_calibration(PyObject *module, PyObject *args)
{
    PyObject *tuple, *to, *run, *result = NULL;
    size_t capacity, count;
    quen_status status;
    void *bins;
    classes k;
    call c;

    if (!PyArg_ParseTuple(args, "OOO:evaluate_calibration", &tuple, &to, &run) ||
        !call_begin(&c, module, run))
        return NULL;
    if (classes_of(&c, tuple, &k) &&
        records_of(&c, to, "bins", sizeof(quen_calibration_bin), &bins, &capacity)) {
        CALL(&c, status,
             quen_evaluate_calibration(c.ctx, k.y, k.a, k.n, &k.options, bins, capacity,
                                       &count));
        if (call_check(&c, status))
            result = PyLong_FromSize_t(count);
    }
    call_end(&c);
    return result;
}

PyObject *evaluate_gains(PyObject *module, PyObject *args)
{
    PyObject *tuple, *to, *run;
    quen_status status;
    size_t n_parts;
    void *parts;
    int done = 0;
    classes k;
    call c;

    if (!PyArg_ParseTuple(args, "OOO:evaluate_gains", &tuple, &to, &run) ||
        !call_begin(&c, module, run))
        return NULL;
    if (classes_of(&c, tuple, &k) &&
        records_of(&c, to, "parts", sizeof(quen_gain), &parts, &n_parts)) {
        CALL(&c, status,
             quen_evaluate_gains(c.ctx, k.y, k.a, k.n, &k.options, parts, n_parts));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

PyObject *evaluate_auc_test(PyObject *module, PyObject *args)
{
    PyObject *tuple, *to, *run;
    quen_status status;
    size_t n = 0;
    void *out;
    int done = 0;
    classes k;
    call c;

    if (!PyArg_ParseTuple(args, "OOO:evaluate_auc_test", &tuple, &to, &run) ||
        !call_begin(&c, module, run))
        return NULL;
    if (classes_of(&c, tuple, &k) &&
        records_of(&c, to, "out", sizeof(quen_auc_test), &out, &n) && n == 1) {
        CALL(
            &c, status,
            quen_evaluate_auc_test(c.ctx, k.y, k.a, k.b, k.n, k.options.confidence, out));
        done = call_check(&c, status);
    }
    call_end(&c);
    return none_if(done);
}

/* ---- lists of offers ---- */

/* A matrix of item numbers, and how many of each row are in use. */
typedef struct lists {
    const uint32_t *items;
    const void *counts;
    size_t width;
} lists;

static int lists_of(call *c, PyObject *tuple, size_t n_rows, lists *l)
{
    PyObject *items, *counts;
    Py_buffer *b;

    if (!PyArg_ParseTuple(tuple, "OO", &items, &counts) ||
        !call_buffer(c, items, "I", "ranked", &b))
        return 0;
    if (b->ndim != 2 || (size_t)b->shape[0] != n_rows) {
        PyErr_Format(PyExc_ValueError, "ranked: a list for each of %zu rows is needed",
                     n_rows);
        return 0;
    }
    l->items = b->buf;
    l->width = (size_t)b->shape[1];
    return optional(c, counts, "I", "counts", n_rows, &l->counts);
}

/* ((rows, columns), indptr, indices, None): what was held out. */
static int held_out_of(call *c, PyObject *tuple, quen_csr *csr)
{
    PyObject *objects[3];
    Py_ssize_t n_rows, n_columns;

    if (!PyArg_ParseTuple(tuple, "(nn)OOO", &n_rows, &n_columns, &objects[0], &objects[1],
                          &objects[2]))
        return 0;
    csr->n_rows = (size_t)n_rows;
    csr->n_columns = (size_t)n_columns;
    return csr_of(c, objects, csr);
}

static quen_status rank(call *c, const quen_csr *held_out, const lists l[2],
                        const quen_ranking_options *o, int intervals,
                        quen_ranking_report r[3])
{
    quen_ranking_report *low = intervals ? &r[1] : NULL, *high = low ? &r[2] : NULL;

    if (!l[1].items)
        return quen_evaluate_ranking(c->ctx, held_out, l[0].items, l[0].counts,
                                     l[0].width, o, &r[0], low, high);
    return quen_evaluate_ranking_compare(c->ctx, held_out, l[0].items, l[0].counts,
                                         l[1].items, l[1].counts, l[0].width, o, &r[0],
                                         low, high);
}

/* The lists, of one width if there are two. */
static int both_lists_of(call *c, PyObject *a, PyObject *b, size_t n_rows, lists l[2])
{
    memset(l, 0, 2 * sizeof *l);
    if (!lists_of(c, a, n_rows, &l[0]) ||
        (b != Py_None && !lists_of(c, b, n_rows, &l[1])))
        return 0;
    if (b == Py_None || l[0].width == l[1].width)
        return 1;
    PyErr_Format(PyExc_ValueError, "ranked: lists of %zu and of %zu items", l[0].width,
                 l[1].width);
    return 0;
}

PyObject *evaluate_ranking(PyObject *module, PyObject *args)
{
    PyObject *tuple, *a, *b, *popularity, *dict, *run, *result = NULL;
    quen_ranking_report r[3];
    quen_ranking_options options;
    const void *counts;
    quen_status status;
    quen_csr held_out;
    lists l[2];
    int intervals;
    call c;

    quen_ranking_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "OOOOOpO:evaluate_ranking", &tuple, &a, &b, &popularity,
                          &dict, &intervals, &run) ||
        !options_read(ranking_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    for (int i = 0; i < 3; i++)
        quen_ranking_report_init(&r[i], sizeof r[i]);
    if (held_out_of(&c, tuple, &held_out) &&
        both_lists_of(&c, a, b, held_out.n_rows, l) &&
        optional(&c, popularity, "Q", "popularity", held_out.n_columns, &counts)) {
        options.popularity = counts;
        CALL(&c, status, rank(&c, &held_out, l, &options, intervals, r));
        if (call_check(&c, status))
            result = reports_tell(ranking_report_fields, r, sizeof r[0], intervals);
    }
    call_end(&c);
    return result;
}

/* ---- clusters ---- */

PyObject *evaluate_clusters(PyObject *module, PyObject *args)
{
    PyObject *x, *of, *dict, *run, *result = NULL;
    quen_clusters_options options;
    quen_clusters_report report;
    const void *labels;
    quen_status status;
    Py_buffer *b;
    call c;

    quen_clusters_options_init(&options, sizeof options);
    quen_clusters_report_init(&report, sizeof report);
    if (!PyArg_ParseTuple(args, "OOOO:evaluate_clusters", &x, &of, &dict, &run) ||
        !options_read(clusters_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    if (call_buffer(&c, x, "d", "X", &b) && b->ndim == 2 &&
        call_array(&c, of, "I", "labels", (size_t)b->shape[0], &labels)) {
        CALL(&c, status,
             quen_evaluate_clusters(c.ctx, b->buf, (size_t)b->shape[0],
                                    (size_t)b->shape[1], labels, &options, &report));
        if (call_check(&c, status))
            result = options_tell(clusters_report_fields, &report);
    }
    call_end(&c);
    return result;
}

/* ---- splits ---- */

PyObject *split_new(PyObject *module, PyObject *args)
{
    PyObject *log, *dict, *moments, *run, *result = NULL;
    const quen_orders *orders;
    quen_split_options options;
    quen_split *split;
    quen_status status;
    Py_buffer *b;
    call c;

    quen_split_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "OOOO:split_new", &log, &dict, &moments, &run) ||
        !(orders = handle_get(log, &noun_orders)) ||
        !options_read(split_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    if (moments == Py_None || call_buffer(&c, moments, "q", "moments", &b)) {
        if (moments != Py_None) {
            options.moments = b->buf;
            options.n_moments = (size_t)(b->len / b->itemsize);
        }
        CALL(&c, status, quen_split_new(c.ctx, orders, &options, &split));
        result = handle_made(&c, status, &noun_split, split);
    }
    call_end(&c);
    return result;
}

/* The moments as bytes: an array of int64. */
static PyObject *origins_of(call *c, const quen_orders *orders,
                            const quen_origins_options *options)
{
    quen_status status;
    int64_t *origins;
    size_t n;

    CALL(c, status, quen_split_origins(c->ctx, orders, options, NULL, 0, &n));
    if (!call_check(c, status) || !(origins = call_scratch(c, n, sizeof *origins)))
        return NULL;
    CALL(c, status, quen_split_origins(c->ctx, orders, options, origins, n, &n));
    if (!call_check(c, status))
        return NULL;
    return PyBytes_FromStringAndSize((const char *)origins,
                                     (Py_ssize_t)(n * sizeof *origins));
}

PyObject *split_origins(PyObject *module, PyObject *args)
{
    PyObject *log, *dict, *run, *result;
    const quen_orders *orders;
    quen_origins_options options;
    call c;

    quen_origins_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "OOO:split_origins", &log, &dict, &run) ||
        !(orders = handle_get(log, &noun_orders)) ||
        !options_read(origins_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    result = origins_of(&c, orders, &options);
    call_end(&c);
    return result;
}

static int ascends(const uint64_t *offsets, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (offsets[i] > offsets[i + 1]) {
            PyErr_Format(PyExc_ValueError, "keys: row %zu: the offsets descend", i);
            return 0;
        }
    return 1;
}

static quen_key key_at(const quen_key_column *column, size_t i)
{
    if (column->valid && !(column->valid[i / 8] >> i % 8 & 1))
        return (quen_key){0};
    if (column->numbers)
        return quen_key_int(column->numbers[i]);
    return quen_key_bytes(column->bytes + column->offsets[i],
                          (size_t)(column->offsets[i + 1] - column->offsets[i]));
}

/* split_folds(keys, n_folds, seed, folds): a fold for each key of a column. */
PyObject *split_folds(PyObject *module, PyObject *args)
{
    PyObject *keys, *to;
    quen_key_column column;
    unsigned long long seed;
    unsigned n_folds;
    size_t n;
    void *folds;
    int done = 0;
    call c;

    if (!PyArg_ParseTuple(args, "OIKO:split_folds", &keys, &n_folds, &seed, &to) ||
        !call_begin(&c, module, Py_None))
        return NULL;
    if (key_column_of(&c, keys, "keys", &column, &n) &&
        (column.numbers || ascends(column.offsets, n)) &&
        call_output(&c, to, "I", "folds", n, &folds)) {
        for (size_t i = 0; i < n; i++)
            ((uint32_t *)folds)[i] = quen_split_fold(key_at(&column, i), n_folds, seed);
        done = 1;
    }
    call_end(&c);
    return none_if(done);
}
