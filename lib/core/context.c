/*
 * A context: allocator, threads, instruction set, progress, and the last failure's
 * sentence. There is nothing global; whatever a call needs to know of its surroundings is
 * here.
 */
#include "core/context.h"

#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "core/cpu.h"
#include "core/options.h"

#define MAX_THREADS 256u

static quen_context_options defaults(void)
{
    quen_context_options options = {0};
    options.struct_size = sizeof options;
    options.threads = 1;
    options.simd = QUEN_SIMD_AUTO;
    return options;
}

void quen_context_options_init(quen_context_options *options, size_t size)
{
    quen_context_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static int allocator_complete(const quen_allocator *a)
{
    return a->allocate && a->reallocate && a->release;
}

static int allocator_absent(const quen_allocator *a)
{
    return !a->allocate && !a->reallocate && !a->release;
}

/* There is no context yet to keep a sentence, so the status alone must do. */
static int options_valid(const quen_context_options *options)
{
    return options->threads >= 1 && options->threads <= MAX_THREADS &&
           (options->simd == QUEN_SIMD_AUTO || quen_simd_supported(options->simd)) &&
           (allocator_complete(&options->allocator) ||
            allocator_absent(&options->allocator));
}

quen_status quen_context_new(const quen_context_options *given, quen_context **out)
{
    quen_context_options options = defaults();
    quen_status status =
        quen__options_read(NULL, &options, sizeof options, given, "context");
    *out = NULL;
    if (status != QUEN_OK || !options_valid(&options))
        return QUEN_ERR_ARGUMENT;
    if (allocator_absent(&options.allocator))
        options.allocator = quen__system_allocator();
    quen_context *ctx = options.allocator.allocate(options.allocator.user, sizeof *ctx);
    if (!ctx)
        return QUEN_ERR_MEMORY;
    memset(ctx, 0, sizeof *ctx);
    ctx->allocator = options.allocator;
    ctx->progress = options.progress;
    ctx->progress_user = options.progress_user;
    ctx->threads = options.threads;
    ctx->simd = options.simd == QUEN_SIMD_AUTO ? quen__cpu_best() : options.simd;
    *out = ctx;
    return QUEN_OK;
}

void quen_context_free(quen_context *ctx)
{
    if (!ctx)
        return;
    quen_allocator allocator = ctx->allocator;
    quen__release(&allocator, ctx->scratch);
    quen__release(&allocator, ctx);
}

const char *quen_context_message(const quen_context *ctx)
{
    return ctx->message;
}

uint32_t quen_context_simd(const quen_context *ctx)
{
    return ctx->simd;
}

quen_status quen__fail(quen_context *ctx, quen_status status, const char *format, ...)
{
    if (!ctx)
        return status;
    va_list args;
    va_start(args, format);
    vsnprintf(ctx->message, sizeof ctx->message, format, args);
    va_end(args);
    return status;
}

quen_status quen__fail_in(quen_context *ctx, quen_status status, const char *words)
{
    size_t prefix = strlen(words) + 2;
    if (prefix >= sizeof ctx->message)
        return status;
    memmove(ctx->message + prefix, ctx->message, sizeof ctx->message - prefix);
    memcpy(ctx->message, words, prefix - 2);
    memcpy(ctx->message + prefix - 2, ": ", 2);
    ctx->message[sizeof ctx->message - 1] = '\0';
    return status;
}

quen_status quen__progress(quen_context *ctx, const char *stage, double fraction)
{
    if (!ctx->progress || ctx->progress(ctx->progress_user, stage, fraction) == 0)
        return QUEN_OK;
    return quen__fail(ctx, QUEN_ERR_CANCELLED, "%s: cancelled by the progress callback",
                      stage);
}
