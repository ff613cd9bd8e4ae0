/* Option structs that can grow: see options.h. */
#include "core/options.h"

#include <math.h>
#include <string.h>

#include "core/rounding.h"

static uint32_t struct_size_of(const void *options)
{
    uint32_t size;
    memcpy(&size, options, sizeof size);
    return size;
}

void quen__options_init(void *target, size_t size, const void *defaults, size_t full)
{
    uint32_t written = (uint32_t)size;
    memset(target, 0, size);
    memcpy(target, defaults, size < full ? size : full);
    memcpy(target, &written, sizeof written);
}

static int all_zero(const unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i])
            return 0;
    return 1;
}

/* A struct that was not filled holds anything at all; no version has so long a one. */
static quen_status check_size(quen_context *ctx, size_t size, const char *what,
                              const char *kind)
{
    if (size >= sizeof(uint32_t) && size <= 65536)
        return QUEN_OK;
    return quen__bad_argument(
        ctx, "%s%s: struct_size is %zu; fill them with the init function", what, kind,
        size);
}

quen_status quen__options_check(quen_context *ctx, const void *target, const char *what)
{
    return check_size(ctx, struct_size_of(target), what, "");
}

quen_status quen__options_read(quen_context *ctx, void *options, size_t full,
                               const void *given, const char *what)
{
    quen_status status = ctx ? quen__rounding_check(ctx) : QUEN_OK;
    if (status != QUEN_OK || !given)
        return status;
    size_t size = struct_size_of(given);
    status = check_size(ctx, size, what, " options");
    if (status != QUEN_OK)
        return status;
    if (size > full && !all_zero((const unsigned char *)given + full, size - full))
        return quen__bad_argument(
            ctx, "%s options: a field is set that this version, %s, does not know", what,
            QUEN_VERSION_STRING);
    uint32_t own = (uint32_t)full;
    memcpy(options, given, size < full ? size : full);
    memcpy(options, &own, sizeof own);
    return QUEN_OK;
}

quen_status quen__options_reserved(quen_context *ctx, const char *what, uint32_t value)
{
    if (value == 0)
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: reserved is %u, not 0", what, value);
}

quen_status quen__options_read_all(quen_context *ctx, void *options, size_t full,
                                   size_t reserved, const void *given, const char *what)
{
    uint32_t value;
    quen_status status = quen__options_read(ctx, options, full, given, what);
    memcpy(&value, (const char *)options + reserved, sizeof value);
    return status == QUEN_OK ? quen__options_reserved(ctx, what, value) : status;
}

void quen__options_write(void *target, const void *result, size_t full)
{
    uint32_t size = struct_size_of(target);
    if (size > full)
        memset((char *)target + full, 0, size - full);
    memcpy(target, result, size < full ? size : full);
    memcpy(target, &size, sizeof size);
}

quen_status quen__options_choice(quen_context *ctx, const char *noun, const char *option,
                                 uint32_t value, uint32_t last)
{
    if (value <= last)
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: %s is %u, not within 0..%u", noun, option, value,
                              last);
}

quen_status quen__options_not_negative(quen_context *ctx, const char *noun,
                                       const char *option, double value)
{
    if (value >= 0 && isfinite(value))
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: %s is %g, not a finite number of at least 0",
                              noun, option, value);
}

quen_status quen__options_positive(quen_context *ctx, const char *noun,
                                   const char *option, double value)
{
    if (value > 0 && isfinite(value))
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: %s is %g, not a finite number above 0", noun,
                              option, value);
}

quen_status quen__options_at_least(quen_context *ctx, const char *noun,
                                   const char *option, uint64_t value, uint64_t least)
{
    if (value >= least)
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: %s is %llu, not at least %llu", noun, option,
                              (unsigned long long)value, (unsigned long long)least);
}

quen_status quen__options_within(quen_context *ctx, const char *noun, const char *option,
                                 int64_t value, int64_t least, int64_t most)
{
    if (value >= least && value <= most)
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: %s is %lld, not within %lld..%lld", noun, option,
                              (long long)value, (long long)least, (long long)most);
}

quen_status quen__options_above_zero(quen_context *ctx, const char *noun,
                                     const char *option, int64_t value)
{
    if (value > 0)
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: %s is %lld, not above 0", noun, option,
                              (long long)value);
}
