/* A k-means model as the library sees it; the shop keeps one on its own image. */
#ifndef QUEN_MODELS_KMEANS_KMEANS_H
#define QUEN_MODELS_KMEANS_KMEANS_H

#include "io/model.h"
#include "math/kernels.h"
#include "quen/kmeans.h"

#define QUEN__KIND_KMEANS 3u /* of its file; part of the format */

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
    quen__model model;
    size_t n, d, k;
    const quen__kmeans_meta *meta;
    const double *centers;
    const uint32_t *labels;
    const uint64_t *sizes;
};

extern const quen__model_kind quen__kmeans_kind;

/* The largest of `reach` and the sizes of n values. */
double quen__kmeans_reach(const double *values, size_t n, double reach);

#endif
