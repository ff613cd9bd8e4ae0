/*
 * How the shop is doing: figures and cohorts of a log, scores of what customers answered.
 */
#include "core.h"

/* ---- figures ---- */

/* (dict, segments or None) */
static int figures_read(call *c, PyObject *tuple, quen_figures_options *options)
{
    PyObject *dict, *segments;
    Py_buffer *b;

    quen_figures_options_init(options, sizeof *options);
    if (!PyArg_ParseTuple(tuple, "OO", &dict, &segments) ||
        !options_read(figures_fields, dict, options))
        return 0;
    if (segments == Py_None)
        return 1;
    if (!call_buffer(c, segments, "I", "segments", &b))
        return 0;
    options->customer_segments = b->buf;
    options->n_customer_segments = (size_t)(b->len / b->itemsize);
    return 1;
}

PyObject *figures_new(PyObject *module, PyObject *args)
{
    PyObject *handle, *tuple, *run, *result = NULL;
    const quen_orders *orders;
    quen_figures_options options;
    quen_figures *figures;
    quen_status status;
    call c;

    if (!PyArg_ParseTuple(args, "OOO:figures_new", &handle, &tuple, &run) ||
        !(orders = handle_get(handle, &noun_orders)) || !call_begin(&c, module, run))
        return NULL;
    if (figures_read(&c, tuple, &options)) {
        CALL(&c, status, quen_figures_new(c.ctx, orders, &options, &figures));
        result = handle_made(&c, status, &noun_figures, figures);
    }
    call_end(&c);
    return result;
}

PyObject *cohorts_new(PyObject *module, PyObject *args)
{
    PyObject *handle, *dict, *run, *result;
    const quen_orders *orders;
    quen_cohorts_options options;
    quen_cohorts *cohorts;
    quen_status status;
    call c;

    quen_cohorts_options_init(&options, sizeof options);
    if (!PyArg_ParseTuple(args, "OOO:cohorts_new", &handle, &dict, &run) ||
        !(orders = handle_get(handle, &noun_orders)) ||
        !options_read(cohorts_fields, dict, &options) || !call_begin(&c, module, run))
        return NULL;
    CALL(&c, status, quen_cohorts_new(c.ctx, orders, &options, &cohorts));
    result = handle_made(&c, status, &noun_cohorts, cohorts);
    call_end(&c);
    return result;
}

/* ---- surveys ---- */

typedef quen_status (*score_function)(quen_context *ctx, const int64_t *scores, size_t n,
                                      double confidence, quen_survey_score *out);

/* The score as bytes: a quen_survey_score. */
static PyObject *score(PyObject *module, PyObject *args, score_function function)
{
    PyObject *answers, *result = NULL;
    double confidence;
    quen_survey_score out;
    quen_status status;
    Py_buffer *b;
    call c;

    if (!PyArg_ParseTuple(args, "Od", &answers, &confidence) ||
        !call_begin(&c, module, Py_None))
        return NULL;
    if (call_buffer(&c, answers, "q", "scores", &b)) {
        CALL(&c, status,
             function(c.ctx, b->buf, (size_t)(b->len / b->itemsize), confidence, &out));
        if (call_check(&c, status))
            result = PyBytes_FromStringAndSize((const char *)&out, sizeof out);
    }
    call_end(&c);
    return result;
}

PyObject *survey_nps(PyObject *module, PyObject *args)
{
    return score(module, args, quen_survey_nps);
}

PyObject *survey_csat(PyObject *module, PyObject *args)
{
    return score(module, args, quen_survey_csat);
}
