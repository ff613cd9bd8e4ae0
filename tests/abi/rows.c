/*
 * What the headers of a recorded version say, held against today's library: values,
 * defaults, and that init functions write as much as the caller has room for.
 */
#include <stdio.h>
#include <string.h>

#include <quen.h>

static int faults;

static void fault(const char *what, const char *name)
{
    printf("%s: %s\n", name, what);
    faults++;
}

int main(void)
{
#define VALUE(name, value)                                                               \
    if (name != (value))                                                                 \
        fault("another value", #name);
#include "abi_rows.h"
#undef VALUE
#define INIT(type, init)                                                                 \
    {                                                                                    \
        union {                                                                          \
            type options;                                                                \
            unsigned char bytes[sizeof(type) + 1];                                       \
        } room;                                                                          \
        uint32_t size;                                                                   \
        memset(&room, 0xee, sizeof room);                                                \
        init(&room.options, sizeof(type));                                               \
        memcpy(&size, &room, sizeof size);                                               \
        if (size != sizeof(type) || room.bytes[sizeof(type)] != 0xee)                    \
            fault("init writes beyond the struct", #type);                               \
    }
#include "abi_rows.h"
#undef INIT
#define DEFAULT(type, field, value)                                                      \
    {                                                                                    \
        type options;                                                                    \
        type##_init(&options, sizeof options);                                           \
        if (options.field != (value))                                                    \
            fault("another default", #type "." #field);                                  \
    }
#include "abi_rows.h"
#undef DEFAULT
    return faults > 0;
}
