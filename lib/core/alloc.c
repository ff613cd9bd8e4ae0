/* Memory: see alloc.h. The only file that knows malloc. */
#include "core/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/pages.h"

#define ALIGNMENT 64u

static void *system_allocate(void *user, size_t size)
{
    void *ptr = malloc(size);
    (void)user;
    if (ptr)
        quen__pages_advise(ptr, size);
    return ptr;
}

static void *system_reallocate(void *user, void *ptr, size_t size)
{
    void *grown = realloc(ptr, size);
    (void)user;
    if (grown)
        quen__pages_advise(grown, size);
    return grown;
}

static void system_release(void *user, void *ptr)
{
    (void)user;
    free(ptr);
}

quen_allocator quen__system_allocator(void)
{
    quen_allocator allocator = {NULL, system_allocate, system_reallocate, system_release};
    return allocator;
}

int quen__mul_size(size_t a, size_t b, size_t *out)
{
    *out = a * b;
    return a == 0 || b <= SIZE_MAX / a;
}

int quen__add_size(size_t a, size_t b, size_t *out)
{
    *out = a + b;
    return b <= SIZE_MAX - a;
}

quen_status quen__extent_check(quen_context *ctx, const char *what, size_t n, size_t d,
                               size_t size)
{
    const size_t most = PTRDIFF_MAX;
    size_t cells, bytes;
    if (quen__mul_size(d, n, &cells) && quen__mul_size(size, cells, &bytes) &&
        bytes <= most)
        return QUEN_OK;
    if (d == 1 && size == 1)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                          "%s: %zu bytes do not fit in memory, which has %zu at most",
                          what, n, most);
    if (d == 1)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                          "%s: %zu values of %zu bytes do not fit in memory, which has "
                          "%zu at most",
                          what, n, size, most);
    return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                      "%s: %zu x %zu values of %zu bytes do not fit in memory, which has "
                      "%zu at most",
                      what, n, d, size, most);
}

/* malloc(0) may return NULL, which here means failure: ask for one byte instead. */
static int checked_size(quen_context *ctx, size_t n, size_t size, size_t *out)
{
    if (!quen__mul_size(n, size, out)) {
        quen__fail(ctx, QUEN_ERR_MEMORY,
                   "out of memory: %zu x %zu bytes do not fit in memory", n, size);
        return 0;
    }
    if (*out == 0)
        *out = 1;
    return 1;
}

static void *or_fail(quen_context *ctx, void *ptr, size_t size)
{
    if (!ptr)
        quen__fail(ctx, QUEN_ERR_MEMORY, "out of memory: %zu bytes were refused", size);
    return ptr;
}

void *quen__allocate(quen_context *ctx, size_t n, size_t size)
{
    size_t bytes;
    if (!checked_size(ctx, n, size, &bytes))
        return NULL;
    return or_fail(ctx, ctx->allocator.allocate(ctx->allocator.user, bytes), bytes);
}

void *quen__allocate_zero(quen_context *ctx, size_t n, size_t size)
{
    void *ptr = quen__allocate(ctx, n, size);
    if (ptr)
        memset(ptr, 0, n * size);
    return ptr;
}

void *quen__reallocate(quen_context *ctx, void *ptr, size_t n, size_t size)
{
    size_t bytes;
    if (!ptr)
        return quen__allocate(ctx, n, size);
    if (!checked_size(ctx, n, size, &bytes))
        return NULL;
    return or_fail(ctx, ctx->allocator.reallocate(ctx->allocator.user, ptr, bytes),
                   bytes);
}

void quen__release(const quen_allocator *allocator, void *ptr)
{
    if (ptr)
        allocator->release(allocator->user, ptr);
}

/* A compiler cannot leave the zeros out: the allocator's function may read them. */
void quen__release_wiped(const quen_allocator *allocator, void *ptr, size_t bytes)
{
    if (!ptr)
        return;
    memset(ptr, 0, bytes);
    quen__release(allocator, ptr);
}

quen_status quen__same_allocator(quen_context *ctx, const quen_allocator *allocator,
                                 const char *noun)
{
    if (ctx->allocator.user == allocator->user &&
        ctx->allocator.allocate == allocator->allocate &&
        ctx->allocator.reallocate == allocator->reallocate &&
        ctx->allocator.release == allocator->release)
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: made with another allocator than this context's",
                              noun);
}

/* A block on a quen__temp: the link to the one before, then padding, then the memory. */
void *quen__temp_new(quen__temp *temp, size_t n, size_t size)
{
    size_t bytes;
    if (!checked_size(temp->ctx, n, size, &bytes))
        return NULL;
    if (!quen__add_size(bytes, sizeof(void *) + ALIGNMENT, &bytes)) {
        quen__fail(temp->ctx, QUEN_ERR_MEMORY, "out of memory: %zu x %zu bytes", n, size);
        return NULL;
    }
    char *block = quen__allocate(temp->ctx, bytes, 1);
    if (!block)
        return NULL;
    memcpy(block, &temp->last, sizeof temp->last);
    temp->last = block;
    uintptr_t start = (uintptr_t)(block + sizeof(void *));
    return block + sizeof(void *) + (ALIGNMENT - start % ALIGNMENT) % ALIGNMENT;
}

void *quen__temp_zero(quen__temp *temp, size_t n, size_t size)
{
    void *ptr = quen__temp_new(temp, n, size);
    if (ptr)
        memset(ptr, 0, n * size);
    return ptr;
}

void quen__temp_close(quen__temp *temp)
{
    while (temp->last) {
        void *block = temp->last;
        memcpy(&temp->last, block, sizeof temp->last);
        quen__release(&temp->ctx->allocator, block);
    }
}

void *quen__scratch(quen_context *ctx, size_t n, size_t size)
{
    size_t bytes;
    if (!checked_size(ctx, n, size, &bytes))
        return NULL;
    if (bytes <= ctx->scratch_size)
        return ctx->scratch;
    void *grown = quen__allocate_zero(ctx, bytes, 1);
    if (!grown)
        return NULL;
    quen__release(&ctx->allocator, ctx->scratch);
    ctx->scratch = grown;
    ctx->scratch_size = bytes;
    return grown;
}
