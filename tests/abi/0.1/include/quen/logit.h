#ifndef QUEN_LOGIT_H
#define QUEN_LOGIT_H 
#include "context.h"
#include "model.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_logit quen_logit;
enum {
    QUEN_LOGIT_CLASS_MODE_GIVEN = 0,
    QUEN_LOGIT_CLASS_MODE_BALANCED = 1
};
typedef struct quen_logit_options {
    uint32_t struct_size;
    uint32_t max_iter;
    double l2;
    double tol;
    uint32_t class_mode;
    uint32_t reserved;
    double class_weight[2];
    const double *weights;
    const char *const *names;
} quen_logit_options;
QUEN_API void quen_logit_options_init(quen_logit_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_logit_fit(quen_context *ctx, const double *x,
                                                 const uint8_t *y, size_t n, size_t d,
                                                 const quen_logit_options *options,
                                                 quen_logit **out);
QUEN_API void quen_logit_free(quen_logit *logit);
QUEN_CHECKED QUEN_API quen_status quen_logit_save(quen_context *ctx,
                                                  const quen_logit *logit,
                                                  const char *path);
QUEN_CHECKED QUEN_API quen_status quen_logit_open(quen_context *ctx, const char *path,
                                                  quen_logit **out);
QUEN_CHECKED QUEN_API quen_status quen_logit_save_bytes(quen_context *ctx,
                                                        const quen_logit *logit,
                                                        void *bytes, size_t capacity,
                                                        size_t *size);
QUEN_CHECKED QUEN_API quen_status quen_logit_open_bytes(quen_context *ctx,
                                                        const void *bytes, size_t size,
                                                        quen_logit **out);
QUEN_CHECKED QUEN_API quen_status quen_logit_predict(quen_context *ctx,
                                                     const quen_logit *logit,
                                                     const double *x, size_t n,
                                                     double *out);
QUEN_CHECKED QUEN_API quen_status quen_logit_contributions(quen_context *ctx,
                                                           const quen_logit *logit,
                                                           const double *x, size_t n,
                                                           double *out);
QUEN_CHECKED QUEN_API quen_status quen_logit_intervals(quen_context *ctx,
                                                       const quen_logit *logit,
                                                       double level, double *out);
QUEN_API size_t quen_logit_n_columns(const quen_logit *logit);
QUEN_API size_t quen_logit_n_terms(const quen_logit *logit);
QUEN_API const char *quen_logit_term_name(const quen_logit *logit, size_t term);
QUEN_API const double *quen_logit_intercept(const quen_logit *logit);
QUEN_API const double *quen_logit_coefficients(const quen_logit *logit);
QUEN_API const double *quen_logit_std_errors(const quen_logit *logit);
QUEN_API const double *quen_logit_z_values(const quen_logit *logit);
QUEN_API const double *quen_logit_p_values(const quen_logit *logit);
QUEN_API const double *quen_logit_odds_ratios(const quen_logit *logit);
QUEN_API const double *quen_logit_means(const quen_logit *logit);
QUEN_API double quen_logit_log_likelihood(const quen_logit *logit);
QUEN_API uint32_t quen_logit_n_iterations(const quen_logit *logit);
QUEN_API int quen_logit_converged(const quen_logit *logit);
QUEN_API int quen_logit_separated(const quen_logit *logit);
#ifdef __cplusplus
}
#endif
#endif
