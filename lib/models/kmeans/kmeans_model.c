/* A k-means model on its image: checking it, reading it, saving and opening it. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "io/check.h"
#include "models/kmeans/kmeans.h"

/* --- attaching --- */

/* Sections and extents: k, n and d follow from the sections' sizes. */
static quen_status find_sections(quen_context *ctx, const quen__image *image,
                                 uint32_t base, quen_kmeans *m)
{
    const void *meta = NULL, *centers = NULL, *labels = NULL, *sizes = NULL;
    size_t cells = 0;
    quen_status status = quen__image_get_n(ctx, image, base + QUEN__KMEANS_META, 8,
                                           sizeof *m->meta / 8, "k-means facts", &meta);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + QUEN__KMEANS_CENTERS, 8,
                                 "cluster centres", &centers, &cells);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + QUEN__KMEANS_LABELS, 4,
                                 "cluster labels", &labels, &m->n);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + QUEN__KMEANS_SIZES, 8,
                                 "cluster sizes", &sizes, &m->k);
    if (status != QUEN_OK)
        return status;
    /* Points may be fewer than clusters, even none: they may have been forgotten. */
    if (m->k == 0 || m->k > UINT32_MAX || cells == 0 || cells % m->k)
        return quen__bad_format(
            ctx, "cluster centres: %zu numbers and %zu clusters do not fit together",
            cells, m->k);
    m->d = cells / m->k;
    m->meta = meta;
    m->centers = centers;
    m->labels = labels;
    m->sizes = sizes;
    return QUEN_OK;
}

static quen_status check_meta(quen_context *ctx, const quen__kmeans_meta *meta)
{
    if (!(meta->inertia >= 0) || isinf(meta->inertia))
        return quen__bad_format(ctx, "k-means facts: the inertia is %g", meta->inertia);
    if (meta->iterations == 0 || meta->iterations > UINT32_MAX)
        return quen__bad_format(ctx, "k-means facts: %llu sweeps",
                                (unsigned long long)meta->iterations);
    if (meta->converged > 1)
        return quen__bad_format(ctx, "k-means facts: `converged` is neither 0 nor 1");
    return QUEN_OK;
}

/* Each size must be the number of labels that it stands for. */
static quen_status check_sizes(quen_context *ctx, const quen_kmeans *m)
{
    uint64_t *counted = quen__allocate_zero(ctx, m->k, sizeof *counted);
    quen_status status = QUEN_OK;
    if (!counted)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < m->n; i++)
        counted[m->labels[i]]++;
    for (size_t c = 0; c < m->k && status == QUEN_OK; c++)
        if (counted[c] != m->sizes[c])
            status = quen__bad_format(
                ctx, "cluster sizes: cluster %zu has %llu points, not %llu", c,
                (unsigned long long)counted[c], (unsigned long long)m->sizes[c]);
    quen__release(&ctx->allocator, counted);
    return status;
}

/*
 * A fit takes points of at most sqrt(DBL_MAX / 16 / d), so that squared distances never
 * overflow; their means may exceed that by what rounding adds.
 */
static double most_of(size_t d)
{
    return sqrt(DBL_MAX / 15 / (double)d);
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    quen_kmeans *model = view;
    quen_status status = find_sections(ctx, image, base, model);
    if (status == QUEN_OK)
        status = check_meta(ctx, model->meta);
    if (status == QUEN_OK)
        status = quen__check_within(ctx, "cluster centres", model->centers,
                                    model->k * model->d, most_of(model->d));
    if (status == QUEN_OK)
        status =
            quen__check_below(ctx, "cluster labels", model->labels, model->n, model->k);
    if (status == QUEN_OK)
        status = check_sizes(ctx, model);
    return status;
}

const quen__model_kind quen__kmeans_kind = {QUEN__KIND_KMEANS, QUEN__KMEANS_SECTIONS,
                                            "kmeans", sizeof(quen_kmeans), attach};

QUEN__MODEL_FUNCTIONS(kmeans)

/* --- reading --- */

size_t quen_kmeans_n_clusters(const quen_kmeans *kmeans)
{
    return kmeans->k;
}

size_t quen_kmeans_n_columns(const quen_kmeans *kmeans)
{
    return kmeans->d;
}

size_t quen_kmeans_n_rows(const quen_kmeans *kmeans)
{
    return kmeans->n;
}

const double *quen_kmeans_centers(const quen_kmeans *kmeans)
{
    return kmeans->centers;
}

const uint32_t *quen_kmeans_labels(const quen_kmeans *kmeans)
{
    return kmeans->labels;
}

const uint64_t *quen_kmeans_sizes(const quen_kmeans *kmeans)
{
    return kmeans->sizes;
}

double quen_kmeans_inertia(const quen_kmeans *kmeans)
{
    return kmeans->meta->inertia;
}

uint32_t quen_kmeans_n_iterations(const quen_kmeans *kmeans)
{
    return (uint32_t)kmeans->meta->iterations;
}

int quen_kmeans_converged(const quen_kmeans *kmeans)
{
    return (int)kmeans->meta->converged;
}
