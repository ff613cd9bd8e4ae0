/**
 * @file context.h
 * The surroundings of a call: memory, threads, progress, and the last failure's sentence.
 *
 * @code
 * quen_context *ctx = NULL;
 * if (quen_context_new(NULL, &ctx) != QUEN_OK)
 *     return 1;
 * // ... calls that take ctx ...
 * quen_context_free(ctx);
 * @endcode
 */
#ifndef QUEN_CONTEXT_H
#define QUEN_CONTEXT_H

#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One thread at a time may use a context; each thread has its own. */
typedef struct quen_context quen_context;

/**
 * Where memory comes from. Called by the thread that made the call, never by our own.
 * All three or none are set. Models keep a copy and free themselves through it.
 */
typedef struct quen_allocator {
    void *user;                                              /**< Passed to each
                                                                  function. */
    void *(*allocate)(void *user, size_t size);              /**< Aligned as malloc
                                                                  does. */
    void *(*reallocate)(void *user, void *ptr, size_t size); /**< As realloc; ptr not
                                                                  NULL. */
    void (*release)(void *user, void *ptr);                  /**< ptr is never NULL. */
} quen_allocator;

/**
 * Told how far a long call is, from the calling thread, a few hundred times at most.
 *
 * @param user      As given in the options.
 * @param stage     What is being done, such as "kmeans". Static text.
 * @param fraction  0 to 1 within the stage.
 * @return          0 to go on; anything else ends the call with QUEN_ERR_CANCELLED.
 */
typedef int (*quen_progress)(void *user, const char *stage, double fraction);

/** Instruction sets. The answers are the same bits with each of them. */
enum {
    QUEN_SIMD_AUTO = 0, /**< The best that this CPU has. */
    QUEN_SIMD_SCALAR = 1,
    QUEN_SIMD_SSE2 = 2,
    QUEN_SIMD_AVX2 = 3,
    QUEN_SIMD_AVX512 = 4,
    QUEN_SIMD_NEON = 5
};

/** Settings of quen_context_new(). Fill with quen_context_options_init(), then edit. */
typedef struct quen_context_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t threads;     /**< Threads a call may use, 1..256. Default 1. */
    uint32_t simd;        /**< QUEN_SIMD_*. Default QUEN_SIMD_AUTO. */
    uint32_t reserved;    /**< 0. */
    quen_allocator allocator; /**< Default: malloc, realloc, free. */
    quen_progress progress;   /**< Default NULL: nobody is told. */
    void *progress_user;      /**< Passed to `progress`. */
} quen_context_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_context_options_init(quen_context_options *options, size_t size);

/**
 * Make a context.
 *
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a context the caller frees with quen_context_free().
 *
 * @retval QUEN_ERR_ARGUMENT  A setting is outside its limits, `simd` is an instruction
 *                            set that this CPU lacks, or the allocator is incomplete.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_context_new(const quen_context_options *options,
                                                   quen_context **out);

/** Free a context. NULL is allowed. Models made with it live on. */
QUEN_API void quen_context_free(quen_context *ctx);

/**
 * The sentence that explains the last failure of a call with this context.
 *
 * @return Text that the context owns, "" before any failure. The next failure overwrites
 * it.
 */
QUEN_API const char *quen_context_message(const quen_context *ctx);

/** The instruction set in use, one of QUEN_SIMD_* but never QUEN_SIMD_AUTO. */
QUEN_API uint32_t quen_context_simd(const quen_context *ctx);

/** 1 if this CPU and this build have the instruction set QUEN_SIMD_*, else 0. */
QUEN_API int quen_simd_supported(uint32_t simd);

/** The name of an instruction set: "scalar", "sse2", "avx2", "avx512" or "neon". */
QUEN_API const char *quen_simd_name(uint32_t simd);

#ifdef __cplusplus
}
#endif

#endif
