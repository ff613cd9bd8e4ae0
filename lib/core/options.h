/*
 * Option structs that can grow. A caller compiled against older headers passes a shorter
 * struct, one compiled against newer headers a longer one whose tail must be zero.
 */
#ifndef QUEN_CORE_OPTIONS_H
#define QUEN_CORE_OPTIONS_H

#include "core/context.h"

/* Fill the caller's struct of `size` bytes from our defaults; both begin with
 * struct_size. */
void quen__options_init(void *target, size_t size, const void *defaults, size_t full);

/*
 * Overwrite `options`, which holds the defaults, with what the caller gave (NULL:
 * nothing). QUEN_ERR_ARGUMENT, naming `what`, if struct_size was never set or a newer
 * caller set a field that this library does not know.
 */
quen_status quen__options_read(quen_context *ctx, void *options, size_t full,
                               const void *given, const char *what);

/* Copy a result of ours into the caller's struct, as much as it has room for. */
void quen__options_write(void *target, const void *result, size_t full);

#endif
