/* Quen\Evaluate: how good answers are. */
#include "matrix.h"

/* ---- classes and scores ---- */

/* Rows that are judged: classes and one or two scores. */
typedef struct judged {
    const uint8_t *y;
    const double *a, *b;
    size_t n;
} judged;

static bool take_scores(pq_call *c, uint32_t number, const char *what, size_t n,
                        const double **to)
{
    size_t found;

    return pq_doubles(c, PQ_ARG(c, number), what, to, &found) &&
           pq_length(what, found, n);
}

static bool take_judged(pq_call *c, bool has_two, judged *j)
{
    const char *first = has_two ? "a" : "scores";

    memset(j, 0, sizeof *j);
    return pq_classes(c, PQ_ARG(c, 1), &j->y, &j->n) &&
           take_scores(c, 2, first, j->n, &j->a) &&
           (!has_two || take_scores(c, 3, "b", j->n, &j->b));
}

static bool take_options(pq_call *c, size_t n, quen_binary_options *options)
{
    const zval *weights = pq_given(c, "weights"), *groups = pq_given(c, "groups");
    size_t found = n;

    if (!pq_read_arguments(c, &options_binary, options))
        return false;
    if (weights && (!pq_doubles(c, weights, "weights", &options->weights, &found) ||
                    !pq_length("weights", found, n)))
        return false;
    return !groups || (pq_uint32s(c, groups, "groups", &options->groups, &found) &&
                       pq_length("groups", found, n));
}

/* ---- reports ---- */

/* A report, from where to where each figure may be, if that is known. */
typedef struct reports {
    quen_binary_report all, low, high;
} reports;

static void reports_init(reports *r)
{
    quen_binary_report_init(&r->all, sizeof r->all);
    quen_binary_report_init(&r->low, sizeof r->low);
    quen_binary_report_init(&r->high, sizeof r->high);
}

static void put_reports(zval *to, const reports *r, bool intervals)
{
    pq_put_report(to, pq_ce_binary_report, binary_report_fields, &r->all,
                  intervals ? &r->low : NULL, intervals ? &r->high : NULL);
}

ZEND_METHOD(Quen_Evaluate, binary)
{
    pq_call call, *c = &call;
    quen_binary_options options;
    const zval *given;
    bool intervals;
    judged j;
    reports r;

    if (!pq_begin(c, execute_data))
        return;
    given = pq_given(c, "intervals");
    intervals = given && zend_is_true((zval *)given);
    reports_init(&r);
    if (take_judged(c, false, &j) && take_options(c, j.n, &options) &&
        pq_ok(c, quen_evaluate_binary(c->ctx, j.y, j.a, j.n, &options, &r.all,
                                      intervals ? &r.low : NULL,
                                      intervals ? &r.high : NULL)))
        put_reports(return_value, &r, intervals);
    pq_end(c);
}

ZEND_METHOD(Quen_Evaluate, compareBinary)
{
    pq_call call, *c = &call;
    quen_binary_options options;
    judged j;
    reports r;

    if (!pq_begin(c, execute_data))
        return;
    reports_init(&r);
    if (take_judged(c, true, &j) && take_options(c, j.n, &options) &&
        pq_ok(c, quen_evaluate_binary_compare(c->ctx, j.y, j.a, j.b, j.n, &options,
                                              &r.all, &r.low, &r.high)))
        put_reports(return_value, &r, true);
    pq_end(c);
}

/* ---- tables ---- */

enum { MOST_BINS = 1001 };

static void bin_row(const pq_rows *rows, size_t i, zval *to)
{
    pq_add_fields(pq_result_new(to, pq_ce_calibration_bin).object, calibration_bin_fields,
                  (const quen_calibration_bin *)rows->data + i);
}

ZEND_METHOD(Quen_Evaluate, calibration)
{
    pq_call call, *c = &call;
    quen_binary_options options;
    quen_calibration_bin *bins;
    judged j;
    size_t n;

    if (!pq_begin(c, execute_data))
        return;
    if (take_judged(c, false, &j) && take_options(c, j.n, &options)) {
        /* More than that the library refuses, before it writes. */
        bins = safe_emalloc(options.bins < MOST_BINS ? options.bins + 1 : MOST_BINS,
                            sizeof *bins, 0);
        if (pq_ok(c, quen_evaluate_calibration(c->ctx, j.y, j.a, j.n, &options, bins,
                                               options.bins, &n)))
            pq_rows_new(return_value, bin_row, n, n, NULL, bins);
        else
            efree(bins);
    }
    pq_end(c);
}

static void gain_row(const pq_rows *rows, size_t i, zval *to)
{
    pq_add_fields(pq_result_new(to, pq_ce_gain).object, gain_fields,
                  (const quen_gain *)rows->data + i);
}

static bool take_parts(pq_call *c, size_t n, size_t *parts)
{
    zend_long given = 10;

    if (ZEND_CALL_NUM_ARGS(c->frame) >= 3 && !pq_long(c, 3, &given))
        return false;
    *parts = (size_t)given;
    return (given >= 1 && (size_t)given <= n + 1) ||
           pq_refuse_at(c, "parts", "it is not within 1..rows");
}

ZEND_METHOD(Quen_Evaluate, gains)
{
    pq_call call, *c = &call;
    quen_binary_options options;
    quen_gain *gains;
    size_t parts;
    judged j;

    if (!pq_begin(c, execute_data))
        return;
    if (take_judged(c, false, &j) && take_parts(c, j.n, &parts) &&
        take_options(c, j.n, &options)) {
        gains = safe_emalloc(parts, sizeof *gains, 0);
        if (pq_ok(c, quen_evaluate_gains(c->ctx, j.y, j.a, j.n, &options, gains, parts)))
            pq_rows_new(return_value, gain_row, parts, parts, NULL, gains);
        else
            efree(gains);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Evaluate, aucTest)
{
    pq_call call, *c = &call;
    const zval *given;
    double confidence = 0.95;
    quen_auc_test test;
    judged j;

    if (!pq_begin(c, execute_data))
        return;
    given = pq_given(c, "confidence");
    if (given && !pq_double(given, &confidence))
        pq_wrong_at(c, "confidence", "of type float", given);
    else if (take_judged(c, true, &j) &&
             pq_ok(c,
                   quen_evaluate_auc_test(c->ctx, j.y, j.a, j.b, j.n, confidence, &test)))
        pq_add_fields(pq_result_new(return_value, pq_ce_auc_test).object, auc_test_fields,
                      &test);
    pq_end(c);
}

ZEND_METHOD(Quen_Evaluate, clusters)
{
    pq_call call, *c = &call;
    quen_clusters_options options;
    quen_clusters_report report;
    const uint32_t *labels;
    pq_matrix m;
    size_t n;

    if (!pq_begin(c, execute_data))
        return;
    quen_clusters_report_init(&report, sizeof report);
    if (pq_matrix_argument(c, 1, 0, &m) &&
        pq_uint32s(c, PQ_ARG(c, 2), "labels", &labels, &n) &&
        pq_length("labels", n, m.n) &&
        pq_read_arguments(c, &options_clusters, &options) &&
        pq_ok(c,
              quen_evaluate_clusters(c->ctx, m.x, m.n, m.d, labels, &options, &report)))
        pq_add_fields(pq_result_new(return_value, pq_ce_clusters_report).object,
                      clusters_report_fields, &report);
    pq_end(c);
}
