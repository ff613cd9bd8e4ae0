/*
 * Asking a k-means model: which cluster, how far from each centre, and what the clusters
 * look like in the caller's units.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/parallel.h"
#include "data/matrix.h"
#include "math/kernels.h"
#include "math/select.h"
#include "models/kmeans.h"

#define BLOCK 256u

/* --- predict and transform --- */

typedef struct question {
    const quen__kernels *kernels;
    const double *x;
    const double *centers;
    size_t d, k;
    quen__chunks chunks;
    double *tiles;     /* one for each thread */
    uint32_t *labels;  /* or NULL */
    double *distances; /* or NULL */
} question;

/* Prepare a question and have fn answer it for each chunk of rows. */
static quen_status ask(quen_context *ctx, question *q, size_t n, quen__chunk_fn fn)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_status status = QUEN_ERR_MEMORY;
    q->kernels = quen__kernels_of(ctx);
    q->chunks = quen__cut(n, 1024);
    q->tiles = quen__temp_new(&temp, ctx->threads * QUEN__TILE, q->d * sizeof(double));
    if (q->tiles)
        status = quen__parallel_for(ctx, q->chunks.count, fn, q, NULL, 0, 1);
    quen__temp_close(&temp);
    return status;
}

static void assign_chunk(void *user, size_t chunk, unsigned worker)
{
    const question *q = user;
    quen__range rows = quen__chunk_range(&q->chunks, chunk);
    double first[BLOCK], second[BLOCK], *tile = q->tiles + worker * QUEN__TILE * q->d;
    uint32_t label[BLOCK];
    for (size_t i = rows.first; i < rows.last; i += BLOCK) {
        size_t n = rows.last - i < BLOCK ? rows.last - i : BLOCK;
        q->kernels->nearest(q->x + i * q->d, NULL, n, q->d, q->centers, q->k, tile, label,
                            first, second);
        if (q->labels)
            memcpy(q->labels + i, label, n * sizeof *label);
        if (q->distances)
            memcpy(q->distances + i, first, n * sizeof *first);
    }
}

quen_status quen__kmeans_assign(quen_context *ctx, const double *x, size_t n, size_t d,
                                const double *centers, size_t k, uint32_t *labels,
                                double *distances)
{
    question q = {.x = x,
                  .centers = centers,
                  .d = d,
                  .k = k,
                  .labels = labels,
                  .distances = distances};
    return ask(ctx, &q, n, assign_chunk);
}

/* Values within which squared distances to the model's centres do not overflow. */
static quen_status check_points(quen_context *ctx, const quen_kmeans *kmeans,
                                const double *x, size_t n)
{
    double limit = sqrt(DBL_MAX / 16 / (double)kmeans->d);
    return quen__matrix_check(ctx, "kmeans: x", x, n, kmeans->d, QUEN__MATRIX_FINITE,
                              limit);
}

quen_status quen_kmeans_predict(quen_context *ctx, const quen_kmeans *kmeans,
                                const double *x, size_t n, uint32_t *labels,
                                double *distances)
{
    quen_status status = check_points(ctx, kmeans, x, n);
    if (status != QUEN_OK)
        return status;
    return quen__kmeans_assign(ctx, x, n, kmeans->d, kmeans->centers, kmeans->k, labels,
                               distances);
}

static void transform_chunk(void *user, size_t chunk, unsigned worker)
{
    const question *q = user;
    quen__range rows = quen__chunk_range(&q->chunks, chunk);
    double *out = q->distances + rows.first * q->k;
    q->kernels->distances(q->x + rows.first * q->d, rows.last - rows.first, q->d,
                          q->centers, q->k, q->tiles + worker * QUEN__TILE * q->d, out);
    q->kernels->root(out, (rows.last - rows.first) * q->k);
}

quen_status quen_kmeans_transform(quen_context *ctx, const quen_kmeans *kmeans,
                                  const double *x, size_t n, double *out)
{
    quen_status status = check_points(ctx, kmeans, x, n);
    if (status != QUEN_OK)
        return status;
    question q = {.x = x,
                  .centers = kmeans->centers,
                  .d = kmeans->d,
                  .k = kmeans->k,
                  .distances = out};
    return ask(ctx, &q, n, transform_chunk);
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
            return quen__fail(
                ctx, QUEN_ERR_ARGUMENT,
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
    quen_status status = check_labels(ctx, labels, n, k);
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
