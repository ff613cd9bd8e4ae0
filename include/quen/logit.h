/**
 * @file logit.h
 * Binary logistic regression with the statistics that go with it.
 *
 * Minimises  sum_i w_i loss(y_i, b0 + x_i b) + l2 / 2 * sum_j (s_j b_j)^2,  s_j the
 * standard deviation of column j: the penalty is on the standardised scale, the intercept
 * is free. Means and standard deviations (population) count each row once, whatever its
 * weight, as scikit-learn's StandardScaler does in front of its
 * LogisticRegression(C=1/l2).
 *
 * A value NaN counts as unknown: it is replaced by the column's mean over the known
 * values, and a column that had unknown values in the fit gains an indicator column ("x
 * missing") after the d given ones. Coefficients are those of the d columns, then of the
 * indicators.
 *
 * @code
 * quen_logit *logit = NULL;
 * if (quen_logit_fit(ctx, x, y, n, d, NULL, &logit) == QUEN_OK)
 *     printf("odds ratio %g\n", quen_logit_odds_ratios(logit)[0]);
 * quen_logit_free(logit);
 * @endcode
 */
#ifndef QUEN_LOGIT_H
#define QUEN_LOGIT_H

#include "context.h"
#include "model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Coefficients and what is known of them. */
typedef struct quen_logit quen_logit;

/** What the classes weigh. */
enum {
    QUEN_LOGIT_CLASS_MODE_GIVEN = 0,   /**< `class_weight`. */
    QUEN_LOGIT_CLASS_MODE_BALANCED = 1 /**< n / (2 n_class), as if both were equally
                                            frequent. */
};

/** Settings of quen_logit_fit(). Fill with quen_logit_options_init(), then edit. */
typedef struct quen_logit_options {
    uint32_t struct_size;   /**< Written by init; leave alone. */
    uint32_t max_iter;      /**< Steps that see all rows, at least 1; running out of them
                                 is no error. Default 100. */
    double l2;              /**< Penalty, >= 0, finite; scikit-learn's 1 / C. Default
                                 1. */
    double tol;             /**< Stop once no entry of the gradient, on the standardised
                                 scale, exceeds this times the sum of weights. > 0,
                                 finite. Default 1e-10. */
    uint32_t class_mode;    /**< QUEN_LOGIT_CLASS_MODE_*. Default GIVEN. */
    uint32_t reserved;      /**< 0. */
    double class_weight[2]; /**< Weight of class 0 and of class 1, > 0, finite. Default 1,
                                 1. */
    const double *weights;  /**< n sample weights >= 0, finite. Default NULL: 1 each. */
    const char *const *names; /**< d column names, each 1..255 bytes, copied. Default
                                   NULL: "x0" and so on. */
} quen_logit_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_logit_options_init(quen_logit_options *options, size_t size);

/**
 * Fit by Newton's method with Cholesky factors and step halving. Where there are many
 * rows, some of them give the start, and an old Hessian serves while the gradient falls
 * fast.
 *
 * A column without spread gets coefficient 0 and standard error NaN. Without penalty,
 * classes that a plane separates (rows may lie on the plane) have no finite
 * solution: the fit stops where it is, with NaN for standard errors, z and p, and
 * quen_logit_separated() tells.
 *
 * @param x        n x d, row-major, finite or NaN. Never copied.
 * @param y        n labels, 0 or 1.
 * @param n        Rows, at least 2.
 * @param d        Columns, 1..2^24.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a model the caller frees with quen_logit_free(); NULL on
 *                 error.
 *
 * @retval QUEN_OK             Fitted. Running out of steps is no error: see
 *                             quen_logit_converged().
 * @retval QUEN_ERR_ARGUMENT   n or d is out of range, n x d values do not fit in memory,
 *                             a label is neither 0 nor 1, x holds an infinity (the
 *                             message names row and column), a column has no known value
 *                             or spans more than a double's range, or a setting is
 *                             outside its limits (sums of weights: 1e-200..1e200).
 * @retval QUEN_ERR_NUMERIC    Only one class occurs, or has weight. Without penalty, or
 *                             with one lost in rounding: a column is a combination of
 *                             others (the message names it). Or the coefficients leave
 *                             the range of doubles.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(n p^2) a step at most, O(n p) where an old Hessian serves. With p = terms + 8,
 * at most 12 p^2 + 512 p + 8192 bytes, and 4 p^2 + 1200 p + 8192 more for each thread,
 * the result among them; more only for names longer than 8 bytes. The same bits for any
 * number of threads and any instruction set; with OpenBLAS, which helps to factor the
 * Hessian of more than 64 terms, within tol between its builds and CPUs.
 */
QUEN_CHECKED QUEN_API quen_status quen_logit_fit(quen_context *ctx, const double *x,
                                                 const uint8_t *y, size_t n, size_t d,
                                                 const quen_logit_options *options,
                                                 quen_logit **out);

/** Free a model: see model.h, also for the next four. */
QUEN_API void quen_logit_free(quen_logit *logit);

/** Save a model to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_logit_save(quen_context *ctx,
                                                  const quen_logit *logit,
                                                  const char *path);

/** Open a model file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_logit_open(quen_context *ctx, const char *path,
                                                  quen_logit **out);

/** Save a model to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_logit_save_bytes(quen_context *ctx,
                                                        const quen_logit *logit,
                                                        void *bytes, size_t capacity,
                                                        size_t *size);

/** Open a model from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_logit_open_bytes(quen_context *ctx,
                                                        const void *bytes, size_t size,
                                                        quen_logit **out);

/**
 * Predict the probability of class 1 for each of n rows of quen_logit_n_columns() values.
 *
 * @param x    n x d, row-major, finite or NaN.
 * @param out  Receives n probabilities, 0..1.
 *
 * @retval QUEN_ERR_ARGUMENT   x holds an infinity; the message names row and column.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(n terms).
 */
QUEN_CHECKED QUEN_API quen_status quen_logit_predict(quen_context *ctx,
                                                     const quen_logit *logit,
                                                     const double *x, size_t n,
                                                     double *out);

/**
 * Tell how much each coefficient moves each row's log odds away from the average row's.
 *
 * @param x    As for quen_logit_predict().
 * @param out  Receives n x quen_logit_n_terms() values, row-major: coefficient times
 *             (value - mean), at most 1e290 in size. A row's sum plus the average row's
 *             log odds is its own log odds.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_CANCELLED  As quen_logit_predict().
 */
QUEN_CHECKED QUEN_API quen_status quen_logit_contributions(quen_context *ctx,
                                                           const quen_logit *logit,
                                                           const double *x, size_t n,
                                                           double *out);

/**
 * Compute confidence intervals of the intercept and the coefficients: coefficient -/+ z
 * standard errors (Wald's), z the normal distribution's quantile at (1 + level) / 2.
 * Those of odds ratios are their exponentials. A penalty draws coefficients towards 0,
 * and their intervals with them.
 *
 * @param level  Share of such intervals that hold the true value, above 0 and below 1,
 *               such as 0.95.
 * @param out    Receives (1 + n_terms) x 2 values, row-major: lower and upper end, of the
 *               intercept first. NaN where there is no standard error.
 *
 * @retval QUEN_ERR_ARGUMENT  `level` is out of range.
 *
 * Time O(n_terms).
 */
QUEN_CHECKED QUEN_API quen_status quen_logit_intervals(quen_context *ctx,
                                                       const quen_logit *logit,
                                                       double level, double *out);

QUEN_API size_t quen_logit_n_columns(const quen_logit *logit); /**< Columns of x, d. */
QUEN_API size_t quen_logit_n_terms(const quen_logit *logit); /**< d and the indicators. */

/** The name of a term, such as "age" or "age missing"; NULL if out of range. */
QUEN_API const char *quen_logit_term_name(const quen_logit *logit, size_t term);

/** Intercept and its standard error, z and p value: 4 values; NaN as below. */
QUEN_API const double *quen_logit_intercept(const quen_logit *logit);

/** Coefficients on the original scale, n_terms values, finite. */
QUEN_API const double *quen_logit_coefficients(const quen_logit *logit);

/**
 * Standard errors, n_terms values: roots of the diagonal of the inverse (penalised)
 * Hessian. NaN where there is none, as are z and p then.
 */
QUEN_API const double *quen_logit_std_errors(const quen_logit *logit);

/** Coefficient / standard error, n_terms values. */
QUEN_API const double *quen_logit_z_values(const quen_logit *logit);

/** Two-sided p values by the normal distribution, n_terms values. */
QUEN_API const double *quen_logit_p_values(const quen_logit *logit);

/** exp(coefficient), n_terms values; may be infinite. */
QUEN_API const double *quen_logit_odds_ratios(const quen_logit *logit);

/**
 * The mean of each of n_terms over the fit's rows, each counted once; contributions start
 * there.
 */
QUEN_API const double *quen_logit_means(const quen_logit *logit);

/** The weighted log-likelihood, without penalty. */
QUEN_API double quen_logit_log_likelihood(const quen_logit *logit);

/** Steps taken that saw all rows. */
QUEN_API uint32_t quen_logit_n_iterations(const quen_logit *logit);

/** 1 if the gradient came down to `tol`, else 0. */
QUEN_API int quen_logit_converged(const quen_logit *logit);

/**
 * 1 if a plane separates the classes, so that coefficients grow without end: use a
 * penalty. Else 0, always with a penalty.
 */
QUEN_API int quen_logit_separated(const quen_logit *logit);

#ifdef __cplusplus
}
#endif

#endif
