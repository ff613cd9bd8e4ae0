#ifndef QUEN_KMEANS_H
#define QUEN_KMEANS_H 
#include "context.h"
#include "model.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_kmeans quen_kmeans;
typedef struct quen_kmeans_options {
    uint32_t struct_size;
    uint32_t k;
    uint64_t seed;
    uint32_t n_init;
    uint32_t max_iter;
    double tol;
    const double *weights;
    const double *init;
    uint32_t init_trials;
    uint32_t order_by;
} quen_kmeans_options;
QUEN_API void quen_kmeans_options_init(quen_kmeans_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_fit(quen_context *ctx, const double *x,
                                                  size_t n, size_t d,
                                                  const quen_kmeans_options *options,
                                                  quen_kmeans **out);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_fit_f32(quen_context *ctx, const float *x,
                                                      size_t n, size_t d,
                                                      const quen_kmeans_options *options,
                                                      quen_kmeans **out);
QUEN_API void quen_kmeans_free(quen_kmeans *kmeans);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_save(quen_context *ctx,
                                                   const quen_kmeans *kmeans,
                                                   const char *path);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_open(quen_context *ctx, const char *path,
                                                   quen_kmeans **out);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_save_bytes(quen_context *ctx,
                                                         const quen_kmeans *kmeans,
                                                         void *bytes, size_t capacity,
                                                         size_t *size);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_open_bytes(quen_context *ctx,
                                                         const void *bytes, size_t size,
                                                         quen_kmeans **out);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_predict(quen_context *ctx,
                                                      const quen_kmeans *kmeans,
                                                      const double *x, size_t n,
                                                      uint32_t *labels,
                                                      double *distances);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_predict_f32(quen_context *ctx,
                                                          const quen_kmeans *kmeans,
                                                          const float *x, size_t n,
                                                          uint32_t *labels,
                                                          double *distances);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_transform(quen_context *ctx,
                                                        const quen_kmeans *kmeans,
                                                        const double *x, size_t n,
                                                        double *out);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_transform_f32(quen_context *ctx,
                                                            const quen_kmeans *kmeans,
                                                            const float *x, size_t n,
                                                            double *out);
QUEN_CHECKED QUEN_API quen_status quen_kmeans_profile(quen_context *ctx,
                                                      const quen_kmeans *kmeans,
                                                      const uint32_t *labels,
                                                      const double *x, size_t n, size_t d,
                                                      double *means, double *medians);
QUEN_API size_t quen_kmeans_n_clusters(const quen_kmeans *kmeans);
QUEN_API size_t quen_kmeans_n_columns(const quen_kmeans *kmeans);
QUEN_API size_t quen_kmeans_n_rows(const quen_kmeans *kmeans);
QUEN_API const double *quen_kmeans_centers(const quen_kmeans *kmeans);
QUEN_API const uint32_t *quen_kmeans_labels(const quen_kmeans *kmeans);
QUEN_API const uint64_t *quen_kmeans_sizes(const quen_kmeans *kmeans);
QUEN_API double quen_kmeans_inertia(const quen_kmeans *kmeans);
QUEN_API uint32_t quen_kmeans_n_iterations(const quen_kmeans *kmeans);
QUEN_API int quen_kmeans_converged(const quen_kmeans *kmeans);
#ifdef __cplusplus
}
#endif
#endif
