/**
 * @file scaler.h
 * Bring columns of different units to one scale, and remember how.
 *
 * @code
 * quen_scaler *scaler = NULL;
 * if (quen_scaler_fit(ctx, x, n, d, NULL, &scaler) == QUEN_OK &&
 *     quen_scaler_transform(ctx, scaler, x, n, scaled) == QUEN_OK)
 *     puts("columns have mean 0 and variance 1");
 * quen_scaler_free(scaler);
 * @endcode
 */
#ifndef QUEN_SCALER_H
#define QUEN_SCALER_H

#include "context.h"
#include "model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is subtracted from each column, and by what it is divided. */
typedef struct quen_scaler quen_scaler;

/** What becomes of a value x. */
enum {
    QUEN_SCALER_METHOD_STANDARD = 0, /**< (x - mean) / standard deviation (population). */
    QUEN_SCALER_METHOD_ROBUST = 1,   /**< (x - median) / interquartile range. */
    QUEN_SCALER_METHOD_NONE = 2      /**< x. */
};

/** Settings of quen_scaler_fit(). Fill with quen_scaler_options_init(), then edit. */
typedef struct quen_scaler_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t method;      /**< QUEN_SCALER_METHOD_*. Default STANDARD. */
    const uint8_t *log1p; /**< d flags: 1 where x becomes sign(x) log(1 + |x|) first, else
                               0. Default NULL: as `log1p_all` says. */
    uint32_t log1p_all;   /**< 1: every column; 0: none. Default 0. */
    uint32_t reserved;    /**< 0. */
    double clip;          /**< Scaled values beyond it, below or above, become that limit,
                               so that one extreme row does not outweigh all others; >= 0,
                               finite. Default 0: no limit. */
} quen_scaler_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_scaler_options_init(quen_scaler_options *options, size_t size);

/**
 * Learn the scale of each column.
 *
 * A column whose standard deviation, or interquartile range, is 0 is only centred.
 * Quartiles and median are observed values, at sorted position ceil(q n) - 1. NaN counts
 * as unknown: it is left out here, and becomes the column's centre, that is 0, in
 * quen_scaler_transform().
 *
 * @param x        n x d, row-major, finite or NaN.
 * @param n        Rows, at least 1.
 * @param d        Columns, at least 1.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a scaler the caller frees with quen_scaler_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT  n or d is 0, x holds an infinity or a value whose square
 *                            overflows in a sum of n (the message names row and column),
 *                            a column has no known value, or a setting is outside its
 *                            limits.
 * @retval QUEN_ERR_OVERFLOW  n x d values do not fit in memory.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(n d); scratch 8 n bytes a thread for quartiles, and up to 10 KB a column.
 */
QUEN_CHECKED QUEN_API quen_status quen_scaler_fit(quen_context *ctx, const double *x,
                                                  size_t n, size_t d,
                                                  const quen_scaler_options *options,
                                                  quen_scaler **out);

/** Free a scaler: see model.h, also for the next four. */
QUEN_API void quen_scaler_free(quen_scaler *scaler);

/** Save a scaler to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_scaler_save(quen_context *ctx,
                                                   const quen_scaler *scaler,
                                                   const char *path);

/** Open a scaler file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_scaler_open(quen_context *ctx, const char *path,
                                                   quen_scaler **out);

/** Save a scaler to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_scaler_save_bytes(quen_context *ctx,
                                                         const quen_scaler *scaler,
                                                         void *bytes, size_t capacity,
                                                         size_t *size);

/** Open a scaler from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_scaler_open_bytes(quen_context *ctx,
                                                         const void *bytes, size_t size,
                                                         quen_scaler **out);

/**
 * Scale n rows of quen_scaler_n_columns() values. Time O(n d).
 *
 * @param x    n x d, row-major, finite or NaN.
 * @param out  Receives n x d values, row-major; may be `x` itself. A value beyond the
 *             range of doubles becomes the end of that range.
 *
 * @retval QUEN_ERR_ARGUMENT  x holds an infinity; the message names row and column.
 * @retval QUEN_ERR_OVERFLOW  n x d values do not fit in memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_scaler_transform(quen_context *ctx,
                                                        const quen_scaler *scaler,
                                                        const double *x, size_t n,
                                                        double *out);

/** Columns, d. */
QUEN_API size_t quen_scaler_n_columns(const quen_scaler *scaler);

/** What is subtracted from each column (after log1p), n_columns values. */
QUEN_API const double *quen_scaler_center(const quen_scaler *scaler);

/** What each column is divided by, n_columns values, > 0. */
QUEN_API const double *quen_scaler_scale(const quen_scaler *scaler);

/** The limit of scaled values; 0: none. */
QUEN_API double quen_scaler_clip(const quen_scaler *scaler);

/** 1 where a column goes through log1p, else 0; n_columns flags. */
QUEN_API const uint8_t *quen_scaler_log1p(const quen_scaler *scaler);

#ifdef __cplusplus
}
#endif

#endif
