/*
 * A context: allocator, threads, instruction set, progress, and the last failure's
 * sentence. Nothing is global: all that a call runs with is here.
 */
#include "core/context.h"

#include <stddef.h>
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
    quen_status status = quen__options_read_all(NULL, &options, sizeof options,
                                                offsetof(quen_context_options, reserved),
                                                given, "context");
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

quen_status quen_context_set_file_mode(quen_context *ctx, uint32_t mode)
{
    if (mode > 0777)
        return quen__bad_argument(ctx, "context: mode is 0%o, not 0..0777", mode);
    ctx->file_mode = mode;
    return QUEN_OK;
}

const char *quen_context_note(const quen_context *ctx)
{
    return ctx->note;
}

uint32_t quen_context_simd(const quen_context *ctx)
{
    return ctx->simd;
}
