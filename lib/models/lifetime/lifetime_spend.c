/*
 * Values of orders. Of a customer with x orders of mean value m, and A = p x + q, the
 * log-likelihood is
 *
 *   lgamma(A) - lgamma(p x) - lgamma(q) + q log(v) + (p x - 1) log(m) + p x log(x)
 *     - A log(x m + v)
 *
 * with m in units of its mean, so that no currency is nearer to the prior than another.
 * Source: Fader & Hardie, "The Gamma-Gamma model of monetary value", 2013.
 */
#include <float.h>
#include <math.h>

#include "core/parallel.h"
#include "math/special.h"
#include "models/lifetime/lifetime_learn.h"
#include "models/lifetime/lifetime_logs.h"
#include "models/lifetime/lifetime_slopes.h"

enum { P, Q, V };

#define CHUNK 512
#define DRAWN 16384.0
#define LEAST 1e-15 /* value: its ratio to any mean is above 0 */

/* Usual parameters, values in units of their mean: the prior's centre. */
static const double usual[QUEN__LIFETIME_SPEND] = {6, 4, 0.5};

/* --- one step: rows of (x, m) --- */

typedef struct spend_pass {
    quen_context *ctx;
    const quen__lifetime_rows *rows;
    const double *p;
    quen__chunks chunks;
    quen__lifetime_sums *part;
} spend_pass;

/* Rows of one x, as they come. */
typedef struct run {
    double x, w;                      /* and customers so far */
    quen__lifetime_logs values, sums; /* logarithms of m, and of x m + v */
} run;

static void add_row(const double *p, run *r, const quen__lifetime_row *row,
                    quen__lifetime_sums *sums)
{
    double x = r->x, m = row->a, w = row->count, all = p[P] * x + p[Q];
    double sum = x * m + p[V];
    r->w += w;
    quen__lifetime_logs_add(&r->values, m, w);
    quen__lifetime_logs_add(&r->sums, sum, w);
    sums->gradient[V] -= w * all / sum;
    sums->curve[V][P] -= w * x / sum;
    sums->curve[V][Q] -= w / sum;
    sums->curve[V][V] += w * all / (sum * sum);
}

/* What depends on x alone, of all customers of a run, and the run's logarithms. */
static void add_x(const double *p, const run *r, quen__lifetime_sums *sums)
{
    double x = r->x, w = r->w;
    double px = p[P] * x, all = px + p[Q], log_v = quen__special_log(p[V]);
    double log_x = quen__special_log(x), d_all = quen__special_digamma(all);
    double dd_all = quen__special_trigamma(all);
    double log_m = quen__lifetime_logs_sum(&r->values);
    double log_sum = quen__lifetime_logs_sum(&r->sums);
    sums->value += (px - 1) * log_m - all * log_sum;
    sums->gradient[P] += x * (log_m - log_sum);
    sums->gradient[Q] -= log_sum;
    sums->value += w * (quen__special_lgamma(all) - quen__special_lgamma(px) -
                        quen__special_lgamma(p[Q]) + p[Q] * log_v + px * log_x);
    quen__lifetime_add(sums, P, w * x * (d_all - quen__special_digamma(px) + log_x),
                       w * x * x * (dd_all - quen__special_trigamma(px)));
    quen__lifetime_add(sums, Q, w * (d_all - quen__special_digamma(p[Q]) + log_v),
                       w * (dd_all - quen__special_trigamma(p[Q])));
    quen__lifetime_add(sums, V, w * p[Q] / p[V], -w * p[Q] / (p[V] * p[V]));
    sums->curve[Q][P] += w * x * dd_all;
    sums->curve[V][Q] += w / p[V];
}

static void sum_chunk(void *user, size_t chunk, unsigned worker)
{
    const spend_pass *pass = user;
    quen__range range = quen__chunk_range(&pass->chunks, chunk);
    quen__lifetime_sums sums = {0};
    (void)worker;
    for (size_t i = range.first; i < range.last;) {
        run r = {pass->rows->row[i].x, 0, {0, 1}, {0, 1}};
        for (; i < range.last && pass->rows->row[i].x == r.x; i++)
            add_row(pass->p, &r, &pass->rows->row[i], &sums);
        add_x(pass->p, &r, &sums);
    }
    pass->part[chunk] = sums;
}

static quen_status pass_sums(void *user, const double *p, quen__lifetime_sums *sums)
{
    spend_pass *pass = user;
    quen__temp temp = QUEN__TEMP(pass->ctx);
    quen_status status = QUEN_ERR_MEMORY;
    pass->p = p;
    pass->chunks = quen__cut(pass->rows->n, CHUNK);
    pass->part = quen__temp_new(&temp, pass->chunks.count, sizeof *pass->part);
    if (pass->part)
        status = quen__parallel_for(pass->ctx, pass->chunks.count, sum_chunk, pass,
                                    "lifetime", 0.9, 1);
    for (size_t i = 0; i < pass->chunks.count && status == QUEN_OK; i++)
        quen__lifetime_add_sums(sums, &pass->part[i]);
    quen__temp_close(&temp);
    return status;
}

/* --- learning --- */

static quen_status seek(quen__temp *temp, const quen__lifetime_rows *rows, double prior,
                        quen__lifetime_found *found)
{
    double centre[QUEN__LIFETIME_SPEND];
    spend_pass pass = {.ctx = temp->ctx, .rows = rows};
    quen__lifetime_problem problem = {.d = QUEN__LIFETIME_SPEND,
                                      .centre = centre,
                                      .prior = prior,
                                      .weight = rows->count,
                                      .least = (double)-INFINITY,
                                      .sums = pass_sums,
                                      .user = &pass};
    for (size_t i = 0; i < QUEN__LIFETIME_SPEND; i++)
        centre[i] = quen__special_log(usual[i]);
    return quen__lifetime_maximise(&problem, found);
}

static quen_status search(quen__temp *temp, const quen__lifetime_rows *rows, double prior,
                          quen__lifetime_found *found)
{
    quen__lifetime_rows drawn;
    unsigned bits = 0;
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < QUEN__LIFETIME_SPEND; i++)
        found->p[i] = usual[i];
    while ((double)rows->n > DRAWN * quen__special_power_of_two((int)bits + 1))
        bits++;
    if (bits > 0)
        status = quen__lifetime_rows_draw(temp, rows, bits, &drawn);
    if (bits > 0 && status == QUEN_OK)
        status = seek(temp, &drawn, prior, found);
    return status == QUEN_OK ? seek(temp, rows, prior, found) : status;
}

/* Correlation, mean and greatest of the rows' values. */
static void describe(const quen__lifetime_rows *rows, quen__lifetime_spend *out)
{
    double n = rows->count, x = 0, m = 0, xx = 0, mm = 0, xm = 0;
    for (size_t i = 0; i < rows->n; i++) {
        const quen__lifetime_row *row = &rows->row[i];
        x += row->count * (row->x / n);
        m += row->count * (row->a / n);
        out->most = row->a > out->most ? row->a : out->most;
    }
    for (size_t i = 0; i < rows->n; i++) {
        const quen__lifetime_row *row = &rows->row[i];
        double dx = row->x / x - 1, dm = row->a / m - 1;
        xx += row->count * dx * dx;
        mm += row->count * dm * dm;
        xm += row->count * dx * dm;
    }
    out->mean = m;
    out->correlation = xx > 0 && mm > 0 ? xm / sqrt(xx * mm) : (double)NAN;
}

/* The rows of those who came back and paid. */
static quen_status gather(quen__temp *temp, const double *x, const double *value,
                          size_t n, quen__lifetime_rows *rows)
{
    double *paid = quen__temp_new(temp, n, sizeof *paid);
    if (!paid)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        paid[i] = x[i] > 0 && value[i] > LEAST ? x[i] : -1;
    return quen__lifetime_rows_make(temp, paid, value, NULL, n, 1, rows);
}

quen_status quen__lifetime_spend_learn(quen__temp *temp, const double *x,
                                       const double *value, size_t n, double prior,
                                       quen__lifetime_spend *out)
{
    quen__lifetime_found found = {0};
    quen__lifetime_rows rows;
    quen_status status = gather(temp, x, value, n, &rows);
    *out = (quen__lifetime_spend){
        .correlation = (double)NAN, .mean = (double)NAN, .most = (double)NAN};
    if (status != QUEN_OK || rows.n == 0)
        return status;
    out->most = 0;
    describe(&rows, out);
    quen__lifetime_rows_scale(&rows, out->mean, 1);
    status = search(temp, &rows, prior, &found);
    out->customers = (uint64_t)rows.count;
    for (size_t i = 0; i < QUEN__LIFETIME_SPEND; i++) {
        double unit = i == V ? out->mean : 1;
        out->p[i] = found.p[i] * unit;
        out->error[i] = found.error[i] * unit;
    }
    return status;
}
