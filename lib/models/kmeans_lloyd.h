/*
 * The steps of a k-means fit. A sweep is accumulate, merge, finish: chunks of rows are
 * added to partial results, these are merged in chunk order, and the merged one gives the
 * centres. The same three serve rows that lie on several machines.
 */
#ifndef QUEN_MODELS_KMEANS_LLOYD_H
#define QUEN_MODELS_KMEANS_LLOYD_H

#include "core/alloc.h"
#include "core/parallel.h"
#include "math/kernels.h"

/*
 * Rows that a worker looks at together: their bounds and results stay in the nearest
 * cache.
 */
#define QUEN__KMEANS_BLOCK 256u

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
    const double *x;       /* n x d */
    const double *weights; /* n, or NULL: 1 each */
    size_t n, d, k;
    quen__chunks chunks; /* how each pass over the rows is cut */
    double *tiles;       /* one for each thread */
    quen__kmeans_progress *progress;
} quen__kmeans_data;

/* How n rows are cut: so that all partial sums together are no larger than the rows. */
quen__chunks quen__kmeans_chunks(size_t n, size_t k);

/* A worker's tile. */
double *quen__kmeans_tile(const quen__kmeans_data *data, unsigned worker);

/* `done`, 0 to 1, of what is under way. QUEN_ERR_CANCELLED when told to stop. */
quen_status quen__kmeans_tell(const quen__kmeans_data *data, double done);

/* The partial result of some rows. */
typedef struct quen__kmeans_part {
    double *sums;    /* k x d: w x of each cluster's rows, added up */
    double *weight;  /* k: their w */
    uint64_t *count; /* k: how many have w > 0 */
    double cost;     /* w times the squared distance to the centre of the label */
} quen__kmeans_part;

/* Room for n partial results, not cleared. 0 if memory is out. */
int quen__kmeans_parts_new(quen__temp *temp, size_t n, size_t k, size_t d,
                           quen__kmeans_part *parts);

/* Forget all rows. */
void quen__kmeans_part_clear(quen__kmeans_part *part, size_t k, size_t d);

/* Add rows under their labels; `centers` NULL: the cost is not wanted. */
void quen__kmeans_accumulate(const quen__kmeans_data *data, const uint32_t *labels,
                             const double *centers, quen__range rows,
                             quen__kmeans_part *part);

/* Add the rows of another partial result. */
void quen__kmeans_merge(quen__kmeans_part *into, const quen__kmeans_part *from, size_t k,
                        size_t d);

/* The centres that follow; a cluster without rows keeps the one it had `before`. */
void quen__kmeans_finish(const quen__kmeans_part *part, size_t k, size_t d,
                         const double *before, double *centers);

/*
 * Lloyd's iteration from one start, and the memory it needs; used again for the next
 * start.
 */
typedef struct quen__kmeans_run {
    const quen__kmeans_data *data;
    double *centers;  /* k x d: the start; in the end the result */
    double *previous; /* k x d */
    uint32_t *labels; /* n */
    double *upper;    /* n: no smaller than the distance to the label's centre */
    double *lower;    /* n: no larger than the distance to any other centre */
    double *moved;    /* k: no smaller than the centre's last movement */
    double *others;   /* k: no smaller than the last movement of any other centre */
    double *half;     /* k: no larger than half the way to the next centre */
    quen__kmeans_part *parts; /* one for each chunk */
    quen__kmeans_part total;
    size_t *changed;  /* labels that changed, for each chunk */
    size_t *refugees; /* k: rows that start an empty cluster, and where they came from */
    uint32_t *homes;  /* k */
    int stale;        /* rows moved to empty clusters: parts and labels differ */
    uint32_t iterations;
    int converged;
    double inertia;
} quen__kmeans_run;

/* Room for a run. QUEN_ERR_MEMORY. */
quen_status quen__kmeans_run_new(quen__temp *temp, const quen__kmeans_data *data,
                                 quen__kmeans_run *run);

/* Iterate from run->centers until rest, or `max_iter` sweeps. */
quen_status quen__kmeans_lloyd(quen__kmeans_run *run, uint32_t max_iter, double tol);

/*
 * Starting centres by greedy k-means++. `start` tells the starts of one seed apart;
 * `closest` is scratch of n doubles.
 */
quen_status quen__kmeans_seed(const quen__kmeans_data *data, size_t trials, uint64_t seed,
                              uint64_t start, double *closest, double *centers);

#endif
