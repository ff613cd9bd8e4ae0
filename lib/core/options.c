/* Option structs that can grow: see options.h. */
#include "core/options.h"

#include <string.h>

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

quen_status quen__options_read(quen_context *ctx, void *options, size_t full,
                               const void *given, const char *what)
{
    if (!given)
        return QUEN_OK;
    size_t size = struct_size_of(given);
    if (size < sizeof(uint32_t) || size > 65536)
        return quen__fail(
            ctx, QUEN_ERR_ARGUMENT,
            "%s options: struct_size is %zu; fill them with the init function", what,
            size);
    if (size > full && !all_zero((const unsigned char *)given + full, size - full))
        return quen__fail(
            ctx, QUEN_ERR_ARGUMENT,
            "%s options: a field is set that this version, %s, does not know", what,
            QUEN_VERSION_STRING);
    uint32_t own = (uint32_t)full;
    memcpy(options, given, size < full ? size : full);
    memcpy(options, &own, sizeof own);
    return QUEN_OK;
}

void quen__options_write(void *target, const void *result, size_t full)
{
    uint32_t size = struct_size_of(target);
    if (size > full)
        memset((char *)target + full, 0, size - full);
    memcpy(target, result, size < full ? size : full);
    memcpy(target, &size, sizeof size);
}
