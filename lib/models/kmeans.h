/* A k-means model as the library sees it; the shop keeps one on its own image. */
#ifndef QUEN_MODELS_KMEANS_H
#define QUEN_MODELS_KMEANS_H

#include "io/container.h"
#include "quen/kmeans.h"

/* Sections, from the base on. k is the number of sizes, n that of labels. */
enum {
    QUEN__KMEANS_META = 0,    /* one quen__kmeans_meta */
    QUEN__KMEANS_CENTERS = 1, /* k x d doubles */
    QUEN__KMEANS_LABELS = 2,  /* n uint32 */
    QUEN__KMEANS_SIZES = 3,   /* k uint64 */
    QUEN__KMEANS_SECTIONS = 4
};

typedef struct quen__kmeans_meta {
    double inertia;
    uint64_t iterations;
    uint64_t converged; /* 0 or 1 */
} quen__kmeans_meta;

struct quen_kmeans {
    quen__image image; /* data NULL: a view of its owner's image */
    quen_allocator allocator;
    size_t n, d, k;
    const quen__kmeans_meta *meta;
    const double *centers;
    const uint32_t *labels;
    const uint64_t *sizes;
};

/* A model with nothing in it; free with quen_kmeans_free(). NULL if memory is out. */
quen_kmeans *quen__kmeans_new(quen_context *ctx);

/*
 * Point `model` into an image, checking everything. Nothing of the image is owned by it.
 */
quen_status quen__kmeans_attach(quen_context *ctx, const quen__image *image,
                                uint32_t base, quen_kmeans *model);

/*
 * The model's QUEN__KMEANS_SECTIONS sections, for an owner that copies them to its image.
 */
void quen__kmeans_sections(const quen_kmeans *model, uint32_t base, quen__section *out);

/*
 * The nearest of k centres for each of n rows: the lowest number among equals, and the
 * squared distance to it. Either output may be NULL.
 */
quen_status quen__kmeans_assign(quen_context *ctx, const double *x, size_t n, size_t d,
                                const double *centers, size_t k, uint32_t *labels,
                                double *distances);

#endif
