#ifndef QUEN_CONTEXT_H
#define QUEN_CONTEXT_H 
#include "status.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_context quen_context;
typedef struct quen_allocator {
    void *user;
    void *(*allocate)(void *user, size_t size);
    void *(*reallocate)(void *user, void *ptr, size_t size);
    void (*release)(void *user, void *ptr);
} quen_allocator;
typedef int (*quen_progress)(void *user, const char *stage, double fraction);
enum {
    QUEN_SIMD_AUTO = 0,
    QUEN_SIMD_SCALAR = 1,
    QUEN_SIMD_SSE2 = 2,
    QUEN_SIMD_AVX2 = 3,
    QUEN_SIMD_AVX512 = 4,
    QUEN_SIMD_AVX512VNNI = 5,
    QUEN_SIMD_NEON = 6
};
typedef struct quen_context_options {
    uint32_t struct_size;
    uint32_t threads;
    uint32_t simd;
    uint32_t reserved;
    quen_allocator allocator;
    quen_progress progress;
    void *progress_user;
} quen_context_options;
QUEN_API void quen_context_options_init(quen_context_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_context_new(const quen_context_options *options,
                                                   quen_context **out);
QUEN_API void quen_context_free(quen_context *ctx);
QUEN_API const char *quen_context_message(const quen_context *ctx);
QUEN_CHECKED QUEN_API quen_status quen_context_set_file_mode(quen_context *ctx,
                                                             uint32_t mode);
QUEN_API const char *quen_context_note(const quen_context *ctx);
QUEN_API uint32_t quen_context_simd(const quen_context *ctx);
QUEN_API int quen_simd_supported(uint32_t simd);
QUEN_API const char *quen_simd_name(uint32_t simd);
#ifdef __cplusplus
}
#endif
#endif
