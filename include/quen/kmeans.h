/**
 * @file kmeans.h
 * Groups of customers who behave alike: k-means, exact.
 *
 * @code
 * quen_kmeans_options options;
 * quen_kmeans_options_init(&options, sizeof options);
 * options.k = 5;
 * quen_kmeans *kmeans = NULL;
 * if (quen_kmeans_fit(ctx, x, n, d, &options, &kmeans) == QUEN_OK)
 *     printf("inertia %g\n", quen_kmeans_inertia(kmeans));
 * quen_kmeans_free(kmeans);
 * @endcode
 */
#ifndef QUEN_KMEANS_H
#define QUEN_KMEANS_H

#include "context.h"
#include "model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Centres, and the clusters of the points that they were made from. */
typedef struct quen_kmeans quen_kmeans;

/** Settings of quen_kmeans_fit(). Fill with quen_kmeans_options_init(), then edit. */
typedef struct quen_kmeans_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t k;           /**< Clusters, 1..n. Default 8. */
    uint64_t seed;        /**< Same seed, same bits, at any thread count. Default 0. */
    uint32_t n_init;      /**< Starts, at least 1; the one of lowest inertia is kept.
                               Default 4. */
    uint32_t max_iter;    /**< Sweeps per start, at least 1; running out of them is no
                               error. Default 300. */
    double tol;           /**< Stop once the centres' squared movement, summed, is at most
                               this; >= 0. Default 0: until nothing moves. */
    const double *weights; /**< n weights >= 0, finite, not all 0, their sum at most
                                1e200. Default NULL: 1 each. */
    const double *init;    /**< k x d starting centres, row-major, finite; then there is
                                one start. Default NULL: greedy k-means++. */
    uint32_t init_trials;  /**< Candidates per greedy k-means++ step, above n taken as n.
                                Default 0: 2 + floor(log k). */
    uint32_t order_by;     /**< Clusters are numbered by ascending centre in this column,
                                then in the others from the first. 0..d-1. Default 0. */
} quen_kmeans_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_kmeans_options_init(quen_kmeans_options *options, size_t size);

/**
 * Cluster `n` points of `d` features.
 *
 * Lloyd's iteration, exact. Distances are compared in 16-bit integers first, and in
 * double where those do not decide; sums are exact and rounded once. So labels and
 * centres are those of the plain method to the bit. A cluster that loses all its points
 * restarts at the point farthest from its centre. Starts: greedy k-means++ (Arthur &
 * Vassilvitskii 2007).
 *
 * A weight counts as 0 below about n^2 2^-105 of the largest weight: 2^-65 of it for a
 * million points.
 *
 * @param x        n x d, row-major, finite.
 * @param n        Points, at least k.
 * @param d        Features, at least 1.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a model the caller frees with quen_kmeans_free(); NULL on
 *                 error.
 *
 * @retval QUEN_OK             Fitted. Running out of sweeps is no error: see
 *                             quen_kmeans_converged().
 * @retval QUEN_ERR_ARGUMENT   k > n, d == 0, x, `init` or a weight not finite or so large
 *                             that sums of squared distances overflow (the message names
 *                             the row), or a setting outside its limits.
 * @retval QUEN_ERR_OVERFLOW   n x d values do not fit in memory.
 * @retval QUEN_ERR_MEMORY     Out of memory; nothing leaked.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(n_init * max_iter * n * k * d) at worst. With t threads, m candidates per
 * greedy step, and s starts under way, scratch and result take at most
 * (2 d + 3 + 13 s) n + 8 s m (d + 2048) + 16 (t + 5 s) (k + 32) (d + 16) + 32768 bytes,
 * a rounded copy of the points among them; if `init` is given and no cluster empties, 9 n
 * in place of 13 s n. s is 1, or the lesser of t and n_init if n <= 2^18 and
 * n k d <= 2^25 (2^20 if that leaves threads without a start).
 */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_fit(quen_context *ctx, const double *x,
                                                  size_t n, size_t d,
                                                  const quen_kmeans_options *options,
                                                  quen_kmeans **out);

/**
 * The same for floats. Each is taken as the double that it equals: labels, centres and
 * inertia are, to the bit, those of quen_kmeans_fit() on the converted matrix, which is
 * never made. Parameters, statuses, time and memory as there.
 */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_fit_f32(quen_context *ctx, const float *x,
                                                      size_t n, size_t d,
                                                      const quen_kmeans_options *options,
                                                      quen_kmeans **out);

/** Free a model: see model.h, also for the next four. */
QUEN_API void quen_kmeans_free(quen_kmeans *kmeans);

/** Save a model to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_save(quen_context *ctx,
                                                   const quen_kmeans *kmeans,
                                                   const char *path);

/** Open a model file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_open(quen_context *ctx, const char *path,
                                                   quen_kmeans **out);

/** Save a model to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_save_bytes(quen_context *ctx,
                                                         const quen_kmeans *kmeans,
                                                         void *bytes, size_t capacity,
                                                         size_t *size);

/** Open a model from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_open_bytes(quen_context *ctx,
                                                         const void *bytes, size_t size,
                                                         quen_kmeans **out);

/**
 * Find the nearest centre of each of n points; the lowest number among equally near ones.
 *
 * @param x          n x d, row-major, finite; d is quen_kmeans_n_columns().
 * @param labels     Receives n cluster numbers. NULL: not wanted.
 * @param distances  Receives n squared distances to that centre. NULL: not wanted.
 *
 * @retval QUEN_ERR_ARGUMENT  x is not finite, or so large that squared distances
 *                            overflow; the message names row and column. x is read once,
 *                            so labels and distances may have been written by then.
 * @retval QUEN_ERR_OVERFLOW  n x d values do not fit in memory.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(n k d).
 */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_predict(quen_context *ctx,
                                                      const quen_kmeans *kmeans,
                                                      const double *x, size_t n,
                                                      uint32_t *labels,
                                                      double *distances);

/** The same for floats, each taken as the double that it equals. */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_predict_f32(quen_context *ctx,
                                                          const quen_kmeans *kmeans,
                                                          const float *x, size_t n,
                                                          uint32_t *labels,
                                                          double *distances);

/**
 * Measure the distance of each of n points to each centre.
 *
 * @param x    As for quen_kmeans_predict().
 * @param out  Receives n x k distances, not squared, row-major.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_OVERFLOW, QUEN_ERR_MEMORY  As
 *                            quen_kmeans_predict(), and so for what was written.
 */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_transform(quen_context *ctx,
                                                        const quen_kmeans *kmeans,
                                                        const double *x, size_t n,
                                                        double *out);

/** The same for floats, each taken as the double that it equals. */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_transform_f32(quen_context *ctx,
                                                            const quen_kmeans *kmeans,
                                                            const float *x, size_t n,
                                                            double *out);

/**
 * Describe each cluster in the caller's units: mean and median of any matrix's columns.
 *
 * @param labels   n cluster numbers, each < k, such as quen_kmeans_labels().
 * @param x        n x d values in their original units, row-major, finite or NaN (left
 *                 out).
 * @param d        Columns of x; need not be those of the fit.
 * @param means    Receives k x d means, row-major; NaN where no value is known.
 * @param medians  Receives k x d medians (the lower of two middle values), likewise;
 *                 NULL: not wanted.
 *
 * @retval QUEN_ERR_ARGUMENT  A label is too large, or x holds an infinity or a value that
 *                            overflows in a sum of n; the message names the row.
 * @retval QUEN_ERR_OVERFLOW  n x d values do not fit in memory.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O((n + k) d); scratch 16 n bytes.
 */
QUEN_CHECKED QUEN_API quen_status quen_kmeans_profile(quen_context *ctx,
                                                      const quen_kmeans *kmeans,
                                                      const uint32_t *labels,
                                                      const double *x, size_t n, size_t d,
                                                      double *means, double *medians);

QUEN_API size_t quen_kmeans_n_clusters(const quen_kmeans *kmeans); /**< Clusters, k. */
QUEN_API size_t quen_kmeans_n_columns(const quen_kmeans *kmeans);  /**< Features, d. */
/** Points fitted, n; less those forgotten since, as quen_shop_forget() does. */
QUEN_API size_t quen_kmeans_n_rows(const quen_kmeans *kmeans);

/** The centres, n_clusters x n_columns, row-major, finite. */
QUEN_API const double *quen_kmeans_centers(const quen_kmeans *kmeans);

/** The cluster of each point of the fit, n_rows numbers, as quen_kmeans_predict() gives.
 */
QUEN_API const uint32_t *quen_kmeans_labels(const quen_kmeans *kmeans);

/** The points in each cluster, n_clusters numbers; 0 may be among them if points
 * coincide. */
QUEN_API const uint64_t *quen_kmeans_sizes(const quen_kmeans *kmeans);

/** Sum of weighted squared distances of the fit's points to their nearest centre. */
QUEN_API double quen_kmeans_inertia(const quen_kmeans *kmeans);

/** Sweeps of the start that was kept. */
QUEN_API uint32_t quen_kmeans_n_iterations(const quen_kmeans *kmeans);

/** 1 if the start that was kept converged (see `tol`) within max_iter sweeps, else 0. */
QUEN_API int quen_kmeans_converged(const quen_kmeans *kmeans);

#ifdef __cplusplus
}
#endif

#endif
