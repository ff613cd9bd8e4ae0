/*
 * Clusters: how far points are from those of their own, and from those of others. The
 * silhouettes of sampled points are exact, each from its distances to all points, so that
 * their mean is an unbiased estimate of that of all. Which points those are is told by
 * random numbers of the points' own, the lowest of which are taken.
 * Sources: Rousseeuw, "Silhouettes", 1987; Calinski & Harabasz, "A dendrite method for
 * cluster analysis", 1974; Davies & Bouldin, "A cluster separation measure", 1979.
 */
#include "data/evaluate/evaluate.h"
#include "core/alloc.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#include "core/options.h"
#include "core/parallel.h"
#include "core/rng.h"
#include "math/matrix.h"
#include "math/smallest.h"

typedef struct clusters {
    const double *x;
    size_t n, d, k;
    uint32_t *label; /* n, below k: those that occur, in the order in which they do */
    double *size;    /* k */
    double *center;  /* k x d */
    double *spread;  /* k: mean distance to the centre */
    uint64_t *drawn; /* m: the row of each sampled point is the lower half */
    size_t m;
    double *silhouette; /* m */
    double *distance;   /* workers x k: sums for one point */
    quen__chunks chunks;
} clusters;

static quen_clusters_options defaults(void)
{
    quen_clusters_options options = {0};
    options.struct_size = sizeof options;
    options.sample = 2000;
    return options;
}

void quen_clusters_options_init(quen_clusters_options *options, size_t size)
{
    quen_clusters_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

void quen_clusters_report_init(quen_clusters_report *report, size_t size)
{
    static const quen_clusters_report empty = {.struct_size = 0};
    quen__options_init(report, size, &empty, sizeof empty);
}

static double distance_of(const double *a, const double *b, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++)
        sum += (a[j] - b[j]) * (a[j] - b[j]);
    return sqrt(sum);
}

/* --- labels --- */

/* Number the labels that occur from 0 on. */
static quen_status number_labels(quen__temp *temp, clusters *c, const uint32_t *labels)
{
    uint32_t *number = quen__temp_zero(temp, c->n, sizeof *number);
    c->label = quen__temp_new(temp, c->n, sizeof *c->label);
    if (!number || !c->label)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < c->n; i++) {
        if (labels[i] >= c->n)
            return quen__bad_argument(temp->ctx,
                                      "evaluate: row %zu: label is %u, not within 0..%zu",
                                      i, (unsigned)labels[i], c->n - 1);
        if (number[labels[i]] == 0)
            number[labels[i]] = (uint32_t)++c->k;
        c->label[i] = number[labels[i]] - 1;
    }
    if (c->k < 2 || c->k >= c->n)
        return quen__bad_argument(
            temp->ctx,
            "evaluate: labels tell %zu clusters of %zu points, not within 2..%zu", c->k,
            c->n, c->n - 1);
    return QUEN_OK;
}

/* --- centres --- */

static void set_centers(clusters *c)
{
    for (size_t i = 0; i < c->n; i++) {
        double *center = c->center + c->label[i] * c->d;
        c->size[c->label[i]]++;
        for (size_t j = 0; j < c->d; j++)
            center[j] += c->x[i * c->d + j];
    }
    for (size_t a = 0; a < c->k; a++)
        for (size_t j = 0; j < c->d; j++)
            c->center[a * c->d + j] /= c->size[a];
}

/* Adds up squares within clusters, and sets their spreads. */
static double set_spreads(clusters *c)
{
    double within = 0;
    for (size_t i = 0; i < c->n; i++) {
        uint32_t a = c->label[i];
        double r = distance_of(c->x + i * c->d, c->center + a * c->d, c->d);
        within += r * r;
        c->spread[a] += r;
    }
    for (size_t a = 0; a < c->k; a++)
        c->spread[a] /= c->size[a];
    return within;
}

static double between(const clusters *c)
{
    double sum = 0;
    for (size_t j = 0; j < c->d; j++) {
        double mean = 0;
        for (size_t a = 0; a < c->k; a++)
            mean += c->size[a] * c->center[a * c->d + j];
        mean /= (double)c->n;
        for (size_t a = 0; a < c->k; a++) {
            double off = c->center[a * c->d + j] - mean;
            sum += c->size[a] * off * off;
        }
    }
    return sum;
}

static double calinski_harabasz(const clusters *c, double within)
{
    double degrees = (double)(c->n - c->k) / (double)(c->k - 1);
    return within == 0 ? 1 : between(c) / within * degrees;
}

/* Clusters on one centre take no part in one another's worst. */
static double davies_bouldin(const clusters *c)
{
    double sum = 0;
    for (size_t a = 0; a < c->k; a++) {
        double worst = 0;
        for (size_t b = 0; b < c->k; b++) {
            double apart = distance_of(c->center + a * c->d, c->center + b * c->d, c->d);
            double ratio = apart > 0 ? (c->spread[a] + c->spread[b]) / apart : 0;
            worst = ratio > worst ? ratio : worst;
        }
        sum += worst;
    }
    return sum / (double)c->k;
}

/* --- silhouettes --- */

static void sample(clusters *c, uint64_t seed)
{
    for (size_t i = 0; i < c->n; i++)
        c->drawn[i] = (quen__random(seed, 0, i) & UINT64_C(0xffffffff00000000)) | i;
    if (c->m < c->n)
        quen__smallest(c->drawn, c->n, c->m);
    for (size_t i = 0; i < c->m; i++)
        c->drawn[i] &= UINT32_MAX;
    quen__smallest_sort(c->drawn, c->m);
}

static double silhouette_of(const clusters *c, size_t row, double *sum)
{
    uint32_t own = c->label[row];
    double nearest = INFINITY;
    if (c->size[own] == 1)
        return 0;
    for (size_t a = 0; a < c->k; a++)
        sum[a] = 0;
    for (size_t i = 0; i < c->n; i++)
        sum[c->label[i]] += distance_of(c->x + row * c->d, c->x + i * c->d, c->d);
    for (size_t a = 0; a < c->k; a++)
        if (a != own && sum[a] / c->size[a] < nearest)
            nearest = sum[a] / c->size[a];
    double inside = sum[own] / (c->size[own] - 1);
    double larger = inside > nearest ? inside : nearest;
    return larger > 0 ? (nearest - inside) / larger : 0;
}

static void silhouette_chunk(void *user, size_t chunk, unsigned worker)
{
    clusters *c = user;
    quen__range range = quen__chunk_range(&c->chunks, chunk);
    for (size_t i = range.first; i < range.last; i++)
        c->silhouette[i] =
            silhouette_of(c, (size_t)c->drawn[i], c->distance + worker * c->k);
}

static void average(const clusters *c, quen_clusters_report *r)
{
    double sum = 0, squares = 0, m = (double)c->m;
    for (size_t i = 0; i < c->m; i++)
        sum += c->silhouette[i];
    r->silhouette = sum / m;
    for (size_t i = 0; i < c->m; i++)
        squares += (c->silhouette[i] - sum / m) * (c->silhouette[i] - sum / m);
    r->silhouette_error = sqrt(squares / (m - 1) / m * (1 - m / (double)c->n));
}

/* --- all --- */

static quen_status check(quen_context *ctx, const double *x, size_t n, size_t d,
                         const quen_clusters_options *o)
{
    quen_status status = quen__options_at_least(ctx, "evaluate", "sample", o->sample, 2);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "evaluate: x", n, d, sizeof *x);
    if (status == QUEN_OK && (n < 3 || n >= UINT32_MAX || d == 0))
        return quen__bad_argument(
            ctx, "evaluate: %zu x %zu values, not 3..2^32 - 2 points of 1 column or more",
            n, d);
    if (status == QUEN_OK)
        status = quen__matrix_check(ctx, "evaluate: x", x, n, d, QUEN__MATRIX_FINITE,
                                    sqrt(DBL_MAX / (double)n / 16 / (double)d));
    return status;
}

static quen_status make_room(quen__temp *temp, clusters *c)
{
    c->size = quen__temp_zero(temp, c->k, sizeof *c->size);
    c->center = quen__temp_zero(temp, c->k, c->d * sizeof *c->center);
    c->spread = quen__temp_zero(temp, c->k, sizeof *c->spread);
    c->drawn = quen__temp_new(temp, c->n, sizeof *c->drawn);
    c->silhouette = quen__temp_new(temp, c->m, sizeof *c->silhouette);
    c->distance = quen__temp_new(temp, c->k, temp->ctx->threads * sizeof *c->distance);
    if (!c->size || !c->center || !c->spread || !c->drawn || !c->silhouette ||
        !c->distance)
        return QUEN_ERR_MEMORY;
    return QUEN_OK;
}

static quen_status measure(quen__temp *temp, clusters *c, const uint32_t *labels,
                           const quen_clusters_options *o, quen_clusters_report *r)
{
    quen_status status = number_labels(temp, c, labels);
    c->m = o->sample < c->n ? (size_t)o->sample : c->n;
    if (status == QUEN_OK)
        status = make_room(temp, c);
    if (status != QUEN_OK)
        return status;
    set_centers(c);
    double within = set_spreads(c);
    r->clusters = c->k;
    r->sampled = c->m;
    r->calinski_harabasz = calinski_harabasz(c, within);
    r->davies_bouldin = davies_bouldin(c);
    sample(c, o->seed);
    c->chunks = quen__cut(c->m, 1);
    status = quen__parallel_for(temp->ctx, c->chunks.count, silhouette_chunk, c,
                                "evaluate", 0, 1);
    if (status == QUEN_OK)
        average(c, r);
    return status;
}

quen_status quen_evaluate_clusters(quen_context *ctx, const double *x, size_t n, size_t d,
                                   const uint32_t *labels,
                                   const quen_clusters_options *options,
                                   quen_clusters_report *report)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_clusters_options o = defaults();
    quen_clusters_report result = {.struct_size = sizeof result};
    clusters c = {.x = x, .n = n, .d = d};
    quen_status status = quen__options_check(ctx, report, "evaluate: report");
    if (status == QUEN_OK)
        status = quen__options_read_all(ctx, &o, sizeof o,
                                        offsetof(quen_clusters_options, reserved),
                                        options, "evaluate");
    if (status == QUEN_OK)
        status = check(ctx, x, n, d, &o);
    if (status == QUEN_OK)
        status = measure(&temp, &c, labels, &o, &result);
    if (status == QUEN_OK)
        quen__options_write(report, &result, sizeof result);
    quen__temp_close(&temp);
    return status;
}
