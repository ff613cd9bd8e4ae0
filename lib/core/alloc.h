/*
 * Memory. Every size is a checked product; every failure leaves a sentence in the
 * context.
 *
 * Two ways to hold memory:
 *  - quen__temp: what a call needs until it returns. Allocations hang on a list and go
 *    together in quen__temp_close(), so that no error path has to remember them.
 *  - quen__allocate and quen__release: what outlives the call.
 */
#ifndef QUEN_CORE_ALLOC_H
#define QUEN_CORE_ALLOC_H

#include "core/context.h"

/* malloc, realloc and free of the C library. */
quen_allocator quen__system_allocator(void);

/* *out = a * b; 0 if that does not fit. */
int quen__mul_size(size_t a, size_t b, size_t *out);

/* *out = a + b; 0 if that does not fit. */
int quen__add_size(size_t a, size_t b, size_t *out);

/*
 * An array of n x d values of `size` bytes that a caller says to give, be it to read or
 * to write: QUEN_ERR_OVERFLOW, naming `what`, if it takes more than PTRDIFF_MAX bytes,
 * which none can. To be called before anything of it is read.
 */
quen_status quen__extent_check(quen_context *ctx, const char *what, size_t n, size_t d,
                               size_t size);

/*
 * n * size bytes, not cleared, aligned as malloc does. NULL with a sentence on failure.
 */
void *quen__allocate(quen_context *ctx, size_t n, size_t size);

/* The same, all zero. */
void *quen__allocate_zero(quen_context *ctx, size_t n, size_t size);

/* Make room for n * size bytes at ptr (NULL: nothing yet). On failure ptr stays valid. */
void *quen__reallocate(quen_context *ctx, void *ptr, size_t n, size_t size);

/* Give memory back. NULL is allowed. */
void quen__release(const quen_allocator *allocator, void *ptr);

/* The same for what must not be found in memory afterwards: its bytes become 0 before. */
void quen__release_wiped(const quen_allocator *allocator, void *ptr, size_t bytes);

/*
 * For what is changed through contexts: QUEN_ERR_ARGUMENT, naming the noun, unless this
 * context's allocator is the one that it was made with.
 */
quen_status quen__same_allocator(quen_context *ctx, const quen_allocator *allocator,
                                 const char *noun);

/* Memory until quen__temp_close(). Start with {ctx, NULL}, or QUEN__TEMP(ctx). */
typedef struct quen__temp {
    quen_context *ctx;
    void *last;
} quen__temp;

#define QUEN__TEMP(ctx)                                                                  \
    {                                                                                    \
        (ctx), NULL                                                                      \
    }

/* n * size bytes, aligned to 64, not cleared. NULL with a sentence on failure. */
void *quen__temp_new(quen__temp *temp, size_t n, size_t size);

/* The same, all zero. */
void *quen__temp_zero(quen__temp *temp, size_t n, size_t size);

/* Give everything back. */
void quen__temp_close(quen__temp *temp);

/*
 * n * size bytes, all zero, kept by the context from call to call, so that a question
 * that is asked a thousand times a second costs no allocation. One user at a time, who
 * must leave it all zero again, on every path. NULL with a sentence on failure.
 */
void *quen__scratch(quen_context *ctx, size_t n, size_t size);

#endif
