/*
 * The steps of a k-means fit. A sweep is accumulate, merge, finish: rows are added to
 * partial results, these are merged, and the merged one gives the centres. Sums are
 * exact, so that partial results may be cut and merged in any way, rows may be taken out
 * again, and the same three steps serve rows that lie on several machines.
 */
#ifndef QUEN_MODELS_KMEANS_KMEANS_LLOYD_H
#define QUEN_MODELS_KMEANS_KMEANS_LLOYD_H

#include "core/alloc.h"
#include "core/parallel.h"
#include "math/exact_sum.h"
#include "math/kernels.h"
#include "math/screen.h"

/*
 * Rows that a worker takes together: their bounds and results stay in the first-level
 * cache.
 */
#define QUEN__KMEANS_BLOCK QUEN__SCREEN_BLOCK

/* Told to the caller, but not each time: a few hundred calls are promised at most. */
typedef struct quen__kmeans_progress {
    double from, to; /* the part of the whole that is under way */
    double told;     /* negative: nothing yet */
    uint64_t steps;  /* so far */
    uint64_t due;    /* the step to tell of, however small its part of the whole */
} quen__kmeans_progress;

/* What is clustered; the same for each start. */
typedef struct quen__kmeans_data {
    quen_context *ctx;
    const quen__kernels *kernels;
    quen__points points;   /* n x d */
    const double *weights; /* n, or NULL: 1 each */
    double heaviest;       /* weight; 1 if there are none */
    size_t n, d, k;
    double *largest; /* d: the largest size in each column */
    double reach;    /* the largest of all, starting centres too */
    quen__grid grid; /* of the sums: d columns, and one for weights if there are any */
    quen__chunks chunks; /* how each pass over the rows is cut */
    double *scratch;     /* one tile for each thread */
    quen__frame frame;
    int16_t *tiles; /* the points as the screen takes them: see kernels.h */
    quen__kernels_outline *outlines; /* one for each tile */
    quen__chunks tile_chunks;
    quen__kmeans_progress *progress;
} quen__kmeans_data;

/* The grid and the tiles of data that has everything else. QUEN_ERR_MEMORY. */
quen_status quen__kmeans_prepare(quen__temp *temp, quen__kmeans_data *data);

/* A worker's scratch for a tile. */
double *quen__kmeans_scratch(const quen__kmeans_data *data, unsigned worker);

/* `done`, 0 to 1, of what is under way. QUEN_ERR_CANCELLED when told to stop. */
quen_status quen__kmeans_tell(const quen__kmeans_data *data, double done);

/* The partial result of some rows. */
typedef struct quen__kmeans_part {
    double *sums;   /* k x 2 x the grid's columns: w x and w of each cluster's rows */
    int64_t *count; /* k: how many of them count, see quen__grid.least */
} quen__kmeans_part;

/* Memory of n partial results, not cleared. 0 if memory is out. */
int quen__kmeans_parts_new(quen__temp *temp, size_t n, const quen__kmeans_data *data,
                           quen__kmeans_part *parts);

/* Forget all rows. */
void quen__kmeans_part_clear(const quen__kmeans_data *data, quen__kmeans_part *part);

/*
 * Move rows from one label to another, from[i] NULL: add them. They are rows[i] (NULL:
 * i), i < n, counted from row `first` on.
 */
void quen__kmeans_accumulate(const quen__kmeans_data *data, size_t first,
                             const uint32_t *rows, size_t n, const uint32_t *from,
                             const uint32_t *to, double *tile, quen__kmeans_part *part);

/* Add the rows of another partial result. */
void quen__kmeans_merge(const quen__kmeans_data *data, quen__kmeans_part *into,
                        const quen__kmeans_part *from);

/* The centres that follow; a cluster without rows keeps the one it had `before`. */
void quen__kmeans_finish(const quen__kmeans_data *data, const quen__kmeans_part *part,
                         const double *before, double *centers);

/* QUEN_ERR_ARGUMENT unless centres are where centres of the points can be. */
quen_status quen__kmeans_check_centers(const quen__kmeans_data *data,
                                       const double *centers);

/* Rows whose label changed, until there are enough of them to move. */
typedef struct quen__kmeans_moves {
    size_t n;
    uint32_t rows[2 * QUEN__KMEANS_BLOCK]; /* counted from the chunk's first on */
    uint32_t from[2 * QUEN__KMEANS_BLOCK], to[2 * QUEN__KMEANS_BLOCK];
} quen__kmeans_moves;

/*
 * Lloyd's iteration from one start, and the memory it needs; used again for the next
 * start.
 */
typedef struct quen__kmeans_run {
    const quen__kmeans_data *data;
    double *centers;  /* k x d: the start; in the end the result */
    double *previous; /* k x d */
    uint32_t *labels; /* n, and what fills the last tile */
    quen__screen screen;
    quen__kmeans_moves *moves; /* one for each thread */
    quen__kmeans_part *parts;  /* one for each thread: what the sweep moved */
    quen__kmeans_part total;
    size_t *changed;       /* labels that changed, for each thread */
    double *cost;          /* w times squared distance, for each chunk */
    size_t *reseeds;       /* k: rows that restart an empty cluster, */
    uint32_t *reseed_from; /* k: the clusters that they left */
    uint32_t *reseed_to;   /* k: and those that they restart */
    double *spare;         /* n, for when a cluster is empty; NULL: allocated then */
    int fresh;             /* no row is in the sums yet */
    int summing;           /* 1: rows that change their label are moved between sums */
    size_t n_reseeds; /* of the last sweep: by these the sums differ from the labels */
    uint32_t iterations;
    int converged;
    double inertia;
} quen__kmeans_run;

/* Memory of a run. QUEN_ERR_MEMORY. */
quen_status quen__kmeans_run_new(quen__temp *temp, const quen__kmeans_data *data,
                                 quen__kmeans_run *run);

/* Iterate from run->centers until nothing moves, or `max_iter` sweeps. */
quen_status quen__kmeans_lloyd(quen__kmeans_run *run, uint32_t max_iter, double tol);

/* Find the labels of run->centers, and their cost: run->inertia. */
quen_status quen__kmeans_account(quen__kmeans_run *run);

#endif
