/* The context as the library sees it, and how a failure gets its sentence. */
#ifndef QUEN_CORE_CONTEXT_H
#define QUEN_CORE_CONTEXT_H

#include <stdarg.h>

#include "quen/context.h"

struct quen_context {
    quen_allocator allocator;
    quen_progress progress;
    void *progress_user;
    uint32_t threads;
    uint32_t simd; /* never QUEN_SIMD_AUTO */
    void *scratch; /* all zero between calls; see quen__scratch() */
    size_t scratch_size;
    uint32_t file_mode; /* of files that are saved; 0: see quen_context_set_file_mode() */
    const struct quen__system *system; /* NULL: the machine's own calls; io/system.h */
    char note[1024];
    char message[1024]; /* fixed, so that it works when memory is out */
};

/* On Windows, meson.build asks for the C99 formats, which the compiler must be told. */
#if defined(__MINGW32__) && !defined(__clang__)
#define QUEN__PRINTF(fmt, args) __attribute__((format(gnu_printf, fmt, args)))
#elif defined(__GNUC__)
#define QUEN__PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define QUEN__PRINTF(fmt, args)
#endif

/* Write the sentence and hand the status back: `return quen__fail(ctx, QUEN_ERR_...,
 * ...)`. */
quen_status quen__fail(quen_context *ctx, quen_status status, const char *format, ...)
    QUEN__PRINTF(3, 4);

/* The two that are said most: a value given is outside its limits, a file is damaged. */
quen_status quen__bad_argument(quen_context *ctx, const char *format, ...)
    QUEN__PRINTF(2, 3);
quen_status quen__bad_format(quen_context *ctx, const char *format, ...)
    QUEN__PRINTF(2, 3);

/*
 * QUEN_ERR_ARGUMENT of values in which a fault was found that is not there any more: a
 * thread of the host writes to them.
 */
quen_status quen__fail_changed(quen_context *ctx, const char *what);

/* QUEN_ERR_NO_PART of a part that this library was built without. */
quen_status quen__fail_absent(quen_context *ctx, const char *part);

/* Add to what quen_context_note() tells of a call that succeeds. */
void quen__note(quen_context *ctx, const char *format, ...) QUEN__PRINTF(2, 3);

/* Put "words: " in front of the sentence that is there, to say which part failed. */
quen_status quen__fail_in(quen_context *ctx, quen_status status, const char *words);

/* Tell the caller how far we are. QUEN_ERR_CANCELLED when told to stop. */
quen_status quen__progress(quen_context *ctx, const char *stage, double fraction);

#endif
