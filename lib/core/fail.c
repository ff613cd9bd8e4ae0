/* Messages of failures, and the progress callback: see context.h. */
#include <string.h>

#include "core/context.h"
#include "core/words.h"

static void say(quen_context *ctx, const char *format, va_list args) QUEN__PRINTF(2, 0);

/* The sentence, if there is a context to keep it. */
static void say(quen_context *ctx, const char *format, va_list args)
{
    if (ctx)
        quen__words_of(ctx->message, sizeof ctx->message, format, args);
}

quen_status quen__fail(quen_context *ctx, quen_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(ctx, format, args);
    va_end(args);
    return status;
}

quen_status quen__bad_argument(quen_context *ctx, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(ctx, format, args);
    va_end(args);
    return QUEN_ERR_ARGUMENT;
}

quen_status quen__bad_format(quen_context *ctx, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(ctx, format, args);
    va_end(args);
    return QUEN_ERR_FORMAT;
}

quen_status quen__fail_changed(quen_context *ctx, const char *what)
{
    return quen__bad_argument(ctx, "%s was changed by another thread while it was read",
                              what);
}

quen_status quen__fail_absent(quen_context *ctx, const char *part)
{
    return quen__fail(ctx, QUEN_ERR_NO_PART, "%s: this library was built without it",
                      part);
}

void quen__note(quen_context *ctx, const char *format, ...)
{
    size_t end = strlen(ctx->note), room = sizeof ctx->note - end;
    va_list args;
    if (end > 0 && room > 2) {
        memcpy(ctx->note + end, "; ", 3);
        end += 2;
        room -= 2;
    }
    va_start(args, format);
    quen__words_of(ctx->note + end, room, format, args);
    va_end(args);
}

quen_status quen__fail_in(quen_context *ctx, quen_status status, const char *words)
{
    size_t prefix = strlen(words) + 2;
    if (prefix >= sizeof ctx->message || strncmp(ctx->message, words, prefix - 2) == 0)
        return status; /* said already */
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
