#ifndef QUEN_SCALER_H
#define QUEN_SCALER_H 
#include "context.h"
#include "model.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_scaler quen_scaler;
enum {
    QUEN_SCALER_METHOD_STANDARD = 0,
    QUEN_SCALER_METHOD_ROBUST = 1,
    QUEN_SCALER_METHOD_NONE = 2
};
typedef struct quen_scaler_options {
    uint32_t struct_size;
    uint32_t method;
    const uint8_t *log1p;
    uint32_t log1p_all;
    uint32_t reserved;
    double clip;
} quen_scaler_options;
QUEN_API void quen_scaler_options_init(quen_scaler_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_scaler_fit(quen_context *ctx, const double *x,
                                                  size_t n, size_t d,
                                                  const quen_scaler_options *options,
                                                  quen_scaler **out);
QUEN_API void quen_scaler_free(quen_scaler *scaler);
QUEN_CHECKED QUEN_API quen_status quen_scaler_save(quen_context *ctx,
                                                   const quen_scaler *scaler,
                                                   const char *path);
QUEN_CHECKED QUEN_API quen_status quen_scaler_open(quen_context *ctx, const char *path,
                                                   quen_scaler **out);
QUEN_CHECKED QUEN_API quen_status quen_scaler_save_bytes(quen_context *ctx,
                                                         const quen_scaler *scaler,
                                                         void *bytes, size_t capacity,
                                                         size_t *size);
QUEN_CHECKED QUEN_API quen_status quen_scaler_open_bytes(quen_context *ctx,
                                                         const void *bytes, size_t size,
                                                         quen_scaler **out);
QUEN_CHECKED QUEN_API quen_status quen_scaler_transform(quen_context *ctx,
                                                        const quen_scaler *scaler,
                                                        const double *x, size_t n,
                                                        double *out);
QUEN_API size_t quen_scaler_n_columns(const quen_scaler *scaler);
QUEN_API const double *quen_scaler_center(const quen_scaler *scaler);
QUEN_API const double *quen_scaler_scale(const quen_scaler *scaler);
QUEN_API double quen_scaler_clip(const quen_scaler *scaler);
QUEN_API const uint8_t *quen_scaler_log1p(const quen_scaler *scaler);
#ifdef __cplusplus
}
#endif
#endif
