/**
 * @file context.h
 * What a call runs with: memory, threads, progress, and the last failure's message.
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

/**
 * One thread at a time may use a context; each thread has its own. It keeps the scratch
 * memory of offers (itemcf.h) from call to call.
 */
typedef struct quen_context quen_context;

/**
 * Where memory comes from. Called by the thread that made the call, never by our own.
 * All three functions or none are set. Models keep a copy and free themselves through it,
 * so `user` must outlive them. This struct never grows.
 */
typedef struct quen_allocator {
    void *user; /**< Passed to each function. */
    /** As malloc; NULL if it cannot. `size` is in bytes, never 0. */
    void *(*allocate)(void *user, size_t size);
    /** As realloc. `ptr` is never NULL, `size` never 0. */
    void *(*reallocate)(void *user, void *ptr, size_t size);
    /** As free. `ptr` is never NULL. */
    void (*release)(void *user, void *ptr);
} quen_allocator;

/**
 * Told how far a long call is, from the calling thread, a few hundred times a stage at
 * most. It must return, by no other way, and must not use the context of the call nor
 * free or change what the call was given. It may call the library with another context.
 *
 * A call that it ends leaves nothing behind: what it would have made is NULL, what it
 * would have filled is as it was or has a count of 0, and its context is fit for the next
 * call.
 *
 * @param user      As given in the options.
 * @param stage     What is being done, such as "kmeans". Static text. A call may go
 *                  through several stages, and through one more than once.
 * @param fraction  0 to 1 within the stage.
 * @return          0 to go on; anything else ends the call with QUEN_ERR_CANCELLED.
 */
typedef int (*quen_progress)(void *user, const char *stage, double fraction);

/** Instruction sets. The answers are the same bits with each of them. */
enum {
    QUEN_SIMD_AUTO = 0,       /**< The best that this CPU and this build have. */
    QUEN_SIMD_SCALAR = 1,     /**< Plain C: everywhere. */
    QUEN_SIMD_SSE2 = 2,       /**< x86. */
    QUEN_SIMD_AVX2 = 3,       /**< x86, with SSE4.2. */
    QUEN_SIMD_AVX512 = 4,     /**< x86: F, DQ, BW and VL, with SSE4.2. */
    QUEN_SIMD_AVX512VNNI = 5, /**< x86: that and VNNI. */
    QUEN_SIMD_NEON = 6        /**< ARM, 64 bits. */
};

/** Settings of quen_context_new(). Fill with quen_context_options_init(), then edit. */
typedef struct quen_context_options {
    uint32_t struct_size;     /**< Written by init; leave alone. */
    uint32_t threads;         /**< Threads a call may use, the calling one included,
                                   1..256. Default 1. */
    uint32_t simd;            /**< QUEN_SIMD_*. Default QUEN_SIMD_AUTO. */
    uint32_t reserved;        /**< 0. */
    quen_allocator allocator; /**< Default NULL each: malloc, realloc, free. */
    quen_progress progress;   /**< Default NULL: nobody is told. */
    void *progress_user;      /**< Passed to `progress`. Default NULL. */
} quen_context_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_context_options_init(quen_context_options *options, size_t size);

/**
 * Make a context. If that fails there is none to ask for a message.
 *
 * A call that computes with fractions gives QUEN_ERR_ARGUMENT on a thread whose rounding
 * mode is not to nearest: its answers would be others. It needs at most 64 KiB of the
 * thread's stack, beside what callbacks, an allocator and OpenBLAS use.
 *
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a context the caller frees with quen_context_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT  A setting is outside its limits, `simd` is an instruction
 *                            set that this CPU or this build lacks, or the allocator is
 *                            incomplete.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_context_new(const quen_context_options *options,
                                                   quen_context **out);

/** Free a context. NULL is allowed. Logs and models made with it live on. */
QUEN_API void quen_context_free(quen_context *ctx);

/**
 * Explain the last failure of a call with this context. Read it right after the call that
 * failed: a later call that succeeds may overwrite it too, with the text of a failure
 * that it recovered from.
 *
 * @return  A sentence that the context owns, "" before any failure. The next failure
 *          overwrites it.
 */
QUEN_API const char *quen_context_message(const quen_context *ctx);

/**
 * Choose who may read and write the files that quen_*_save() writes with this context
 * from now on.
 *
 * Files hold keys of customers: without a choice a file that is replaced keeps its mode,
 * and a new one gets 0640 less the umask. A mode that was chosen is given as it is,
 * whatever the umask, to new files and to those that are replaced, so that a web server's
 * group can read what a job of another user writes. On Windows a file has the rights of
 * its folder.
 *
 * @param mode  As chmod() takes it, 0..0777; 0: no choice, as at first.
 *
 * @retval QUEN_ERR_ARGUMENT  It is none.
 */
QUEN_CHECKED QUEN_API quen_status quen_context_set_file_mode(quen_context *ctx,
                                                             uint32_t mode);

/**
 * What the last quen_*_save() with this context has to say though the new file is in its
 * place: that the old one's group, mode or owner could not be kept, or that the folder
 * could not be brought to the disk.
 *
 * @return  A sentence that the context owns, "" if there is nothing to say or the call
 *          failed. The next quen_*_save() overwrites it.
 */
QUEN_API const char *quen_context_note(const quen_context *ctx);

/** The instruction set in use, one of QUEN_SIMD_* but never QUEN_SIMD_AUTO. */
QUEN_API uint32_t quen_context_simd(const quen_context *ctx);

/** 1 if this CPU and this build have the instruction set `simd`, else 0. AUTO is none. */
QUEN_API int quen_simd_supported(uint32_t simd);

/**
 * Name an instruction set: "auto", "scalar", "sse2", "avx2", "avx512", "avx512vnni"
 * or "neon".
 *
 * @return  Static text; "unknown" for a value that is none.
 */
QUEN_API const char *quen_simd_name(uint32_t simd);

#ifdef __cplusplus
}
#endif

#endif
