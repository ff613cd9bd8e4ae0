/* Texts, and keys as such. */
#include "slice.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/utf8.h"

slice slice_of(const char *text)
{
    return (slice){text, strlen(text)};
}

slice slice_of_key(quen_key key, char *room)
{
    size_t n = 0;

    if (key.kind == QUEN_KEY_BYTES && utf8_fault(key.bytes, key.size) == NULL)
        return (slice){key.size ? key.bytes : "", key.size};
    if (key.kind == QUEN_KEY_INT) {
        snprintf(room, SLICE_ROOM, "%" PRId64, key.number);
        return slice_of(room);
    }
    if (key.kind == QUEN_KEY_NONE)
        return slice_of("");
    n = (size_t)snprintf(room, SLICE_ROOM, "hex:");
    for (size_t i = 0; i < key.size && n + 3 < SLICE_ROOM; i++)
        n += (size_t)snprintf(room + n, SLICE_ROOM - n, "%02x",
                              (unsigned)(unsigned char)key.bytes[i]);
    return (slice){room, n};
}
