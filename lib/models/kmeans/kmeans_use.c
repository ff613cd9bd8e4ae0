/*
 * Asking a k-means model: which cluster, how far from each centre, and what the clusters
 * look like in the caller's units.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/parallel.h"
#include "math/matrix.h"
#include "math/points.h"
#include "math/screen.h"
#include "math/select.h"
#include "models/kmeans/kmeans.h"

#define TILE QUEN__SCREEN_TILE

/* Points that are labelled together: few, so that prefetching never pauses for long. */
#define BLOCK (2 * TILE)

/* A thread's scratch, in doubles. */
#define SCRATCH(d) (QUEN__TILE_DOUBLES(d) + BLOCK / TILE * QUEN__SCREEN_CELLS(d) / 4)

/* The frame of the screen is judged by every SAMPLE_STRIDE-th point. */
#define SAMPLE_STRIDE 32u

double quen__kmeans_reach(const double *values, size_t n, double reach)
{
    for (size_t i = 0; i < n; i++)
        reach = fabs(values[i]) > reach ? fabs(values[i]) : reach;
    return reach;
}

/* --- predict and transform --- */

typedef struct question {
    const quen__kernels *kernels;
    const quen__points *points;
    const double *centers;
    size_t k;
    double limit; /* values within it have distances that do not overflow */
    quen__frame frame;
    quen__screen screen;
    quen__chunks chunks;
    double *scratch;   /* for each thread: of a tile in doubles, and of a block rounded */
    int *refused;      /* for each thread: 1 if it met a value beyond the limit */
    uint32_t *labels;  /* or NULL */
    double *distances; /* or NULL */
} question;

/*
 * Points are read once: those within the frame are finite and within the limit. If they
 * need not be, all of them are in doubt.
 */
static int prepare(quen_context *ctx, quen__temp *temp, question *q, size_t n)
{
    size_t d = q->points->d;
    double reach = quen__kmeans_reach(q->centers, q->k * d, 0);
    q->kernels = quen__kernels_of(ctx);
    q->limit = sqrt(DBL_MAX / 16 / (double)d);
    q->chunks = quen__cut(n, 1024);
    if (!(q->scratch = quen__temp_new(temp, ctx->threads, SCRATCH(d) * sizeof(double))) ||
        !(q->refused = quen__temp_zero(temp, ctx->threads, sizeof *q->refused)) ||
        !quen__screen_new(temp, q->k, d, &q->screen) ||
        !quen__frame_new(temp, q->points, n, n / SAMPLE_STRIDE + SAMPLE_STRIDE, reach,
                         &q->frame))
        return 0;
    if (!(q->frame.reach <= q->limit))
        q->frame.least = INFINITY;
    quen__screen_aim(&q->screen, &q->frame, q->centers);
    return 1;
}

static quen_status explain(quen_context *ctx, const question *q, size_t n)
{
    quen_status status =
        quen__points_check(ctx, "kmeans: x", q->points, n, q->limit, q->scratch);
    return status == QUEN_OK ? quen__fail_changed(ctx, "kmeans: x") : status;
}

/* Have fn answer for each chunk of n rows. If it refuses a value, say which. */
static quen_status ask(quen_context *ctx, question *q, size_t n, quen__chunk_fn fn)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_status status = quen__points_check_size(ctx, "kmeans: x", q->points, n);
    if (status == QUEN_OK)
        status = prepare(ctx, &temp, q, n)
                     ? quen__parallel_for(ctx, q->chunks.count, fn, q, NULL, 0, 1)
                     : QUEN_ERR_MEMORY;
    unsigned i = 0;
    while (status == QUEN_OK && i < ctx->threads && !q->refused[i])
        i++;
    if (status == QUEN_OK && i < ctx->threads)
        status = explain(ctx, q, n);
    quen__temp_close(&temp);
    return status;
}

static double *scratch_of(const question *q, unsigned worker)
{
    return q->scratch + worker * SCRATCH(q->points->d);
}

static int all_within(const double *x, size_t d, double limit)
{
    int within = 1;
    for (size_t j = 0; j < d; j++)
        within &= fabs(x[j]) <= limit;
    return within;
}

/* Compute all distances of the rows in doubt, if their values are within the limit. */
static void settle(const question *q, const quen__points *p, const uint32_t *rows,
                   size_t n, unsigned worker, uint32_t label[BLOCK])
{
    uint32_t exact[BLOCK];
    double *scratch = scratch_of(q, worker);
    for (size_t i = 0; i < n; i++)
        if (!all_within(quen__points_row(p, rows[i], scratch), p->d, q->limit))
            q->refused[worker] = 1;
    q->kernels->nearest(p, rows, n, &q->screen, scratch, exact);
    for (size_t i = 0; i < n; i++)
        label[rows[i]] = exact[i];
}

/* Label the first n points of p, at most a block. */
static void label_block(const question *q, const quen__points *p, size_t n,
                        unsigned worker, uint32_t label[BLOCK])
{
    int16_t *tiles =
        (int16_t *)(void *)(scratch_of(q, worker) + QUEN__TILE_DOUBLES(p->d));
    quen__kernels_outline outlines[BLOCK / TILE];
    uint32_t unsure[BLOCK / TILE], changed[BLOCK / TILE], rows[BLOCK];
    q->kernels->narrow(p, n, &q->frame, tiles, outlines);
    q->kernels->screen(tiles, outlines, quen__screen_tiles(n), &q->screen, label, label,
                       unsure, changed);
    settle(q, p, rows, quen__screen_list(unsure, n, rows), worker, label);
}

static void assign_chunk(void *user, size_t chunk, unsigned worker)
{
    const question *q = user;
    quen__range rows = quen__chunk_range(&q->chunks, chunk);
    size_t d = q->points->d;
    double *scratch = scratch_of(q, worker);
    uint32_t label[BLOCK] = {0};
    for (size_t i = rows.first; i < rows.last; i += BLOCK) {
        size_t n = rows.last - i < BLOCK ? rows.last - i : BLOCK;
        quen__points p = quen__points_from(q->points, i);
        label_block(q, &p, n, worker, label);
        if (q->labels)
            memcpy(q->labels + i, label, n * sizeof *label);
        for (size_t at = 0; at < n && q->distances; at++)
            q->distances[i + at] = quen__kernels_distance(
                quen__points_row(&p, at, scratch), q->centers + label[at] * d, d);
    }
}

static quen_status predict(quen_context *ctx, const quen_kmeans *kmeans,
                           const quen__points *points, size_t n, uint32_t *labels,
                           double *distances)
{
    question q = {.points = points,
                  .centers = kmeans->centers,
                  .k = kmeans->k,
                  .labels = labels,
                  .distances = distances};
    return ask(ctx, &q, n, assign_chunk);
}

quen_status quen_kmeans_predict(quen_context *ctx, const quen_kmeans *kmeans,
                                const double *x, size_t n, uint32_t *labels,
                                double *distances)
{
    const quen__points points = {x, kmeans->d, 0};
    return predict(ctx, kmeans, &points, n, labels, distances);
}

quen_status quen_kmeans_predict_f32(quen_context *ctx, const quen_kmeans *kmeans,
                                    const float *x, size_t n, uint32_t *labels,
                                    double *distances)
{
    const quen__points points = {x, kmeans->d, 1};
    return predict(ctx, kmeans, &points, n, labels, distances);
}

static void transform_chunk(void *user, size_t chunk, unsigned worker)
{
    const question *q = user;
    quen__range rows = quen__chunk_range(&q->chunks, chunk);
    double *scratch = scratch_of(q, worker);
    for (size_t i = rows.first; i < rows.last; i += BLOCK) {
        size_t n = rows.last - i < BLOCK ? rows.last - i : BLOCK;
        quen__points p = quen__points_from(q->points, i);
        for (size_t at = 0; at < n; at++)
            if (!all_within(quen__points_row(&p, at, scratch), p.d, q->limit))
                q->refused[worker] = 1;
        q->kernels->distances(&p, n, q->centers, q->k, scratch, q->distances + i * q->k);
        q->kernels->root(q->distances + i * q->k, n * q->k);
    }
}

static quen_status transform(quen_context *ctx, const quen_kmeans *kmeans,
                             const quen__points *points, size_t n, double *out)
{
    question q = {
        .points = points, .centers = kmeans->centers, .k = kmeans->k, .distances = out};
    return ask(ctx, &q, n, transform_chunk);
}

quen_status quen_kmeans_transform(quen_context *ctx, const quen_kmeans *kmeans,
                                  const double *x, size_t n, double *out)
{
    const quen__points points = {x, kmeans->d, 0};
    return transform(ctx, kmeans, &points, n, out);
}

quen_status quen_kmeans_transform_f32(quen_context *ctx, const quen_kmeans *kmeans,
                                      const float *x, size_t n, double *out)
{
    const quen__points points = {x, kmeans->d, 1};
    return transform(ctx, kmeans, &points, n, out);
}

/* --- profile --- */

/* Rows sorted by label, in row order within one: those of cluster c from start[c] on. */
typedef struct grouping {
    size_t *start; /* k + 1 */
    size_t *rows;  /* n */
    double *known; /* n: the known values of one column in one cluster */
} grouping;

static quen_status check_labels(quen_context *ctx, const uint32_t *labels, size_t n,
                                size_t k)
{
    for (size_t i = 0; i < n; i++)
        if (labels[i] >= k)
            return quen__bad_argument(
                ctx,
                "kmeans: the label of row %zu is %u, but there are only %zu "
                "clusters",
                i, labels[i], k);
    return QUEN_OK;
}

/* Counting sort. While rows are placed, start[c] runs to the end of cluster c. */
static void group_rows(const uint32_t *labels, size_t n, size_t k, grouping *g)
{
    memset(g->start, 0, (k + 1) * sizeof *g->start);
    for (size_t i = 0; i < n; i++)
        g->start[labels[i] + 1]++;
    for (size_t c = 0; c < k; c++)
        g->start[c + 1] += g->start[c];
    for (size_t i = 0; i < n; i++)
        g->rows[g->start[labels[i]]++] = i;
    memmove(g->start + 1, g->start, k * sizeof *g->start);
    g->start[0] = 0;
}

/* Mean and lower median of column j in cluster c; NaN if nothing is known. */
static void describe(const grouping *g, const double *x, size_t d, size_t c, size_t j,
                     double *mean, double *median)
{
    size_t known = 0;
    double sum = 0;
    for (size_t i = g->start[c]; i < g->start[c + 1]; i++) {
        double v = x[g->rows[i] * d + j];
        if (isnan(v))
            continue;
        sum += v;
        g->known[known++] = v;
    }
    *mean = known ? sum / (double)known : (double)NAN;
    if (median)
        *median = known ? quen__select(g->known, known, (known - 1) / 2) : (double)NAN;
}

quen_status quen_kmeans_profile(quen_context *ctx, const quen_kmeans *kmeans,
                                const uint32_t *labels, const double *x, size_t n,
                                size_t d, double *means, double *medians)
{
    size_t k = kmeans->k;
    quen_status status = quen__extent_check(ctx, "kmeans: x", n, d, sizeof *x);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "kmeans: labels", n, 1, sizeof *labels);
    if (status == QUEN_OK)
        status = check_labels(ctx, labels, n, k);
    if (status == QUEN_OK)
        status = quen__matrix_check(ctx, "kmeans: x", x, n, d, QUEN__MATRIX_KNOWN,
                                    DBL_MAX / (double)(n ? n : 1));
    if (status != QUEN_OK)
        return status;
    quen__temp temp = QUEN__TEMP(ctx);
    grouping g = {quen__temp_new(&temp, k + 1, sizeof *g.start),
                  quen__temp_new(&temp, n, sizeof *g.rows),
                  quen__temp_new(&temp, n, sizeof *g.known)};
    if (g.start && g.rows && g.known) {
        group_rows(labels, n, k, &g);
        for (size_t c = 0; c < k; c++)
            for (size_t j = 0; j < d; j++)
                describe(&g, x, d, c, j, means + c * d + j,
                         medians ? medians + c * d + j : NULL);
    } else {
        status = QUEN_ERR_MEMORY;
    }
    quen__temp_close(&temp);
    return status;
}
