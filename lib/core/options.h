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
 * caller set a field that this library does not know; and in another rounding mode, as
 * nearly every call that computes begins here.
 */
quen_status quen__options_read(quen_context *ctx, void *options, size_t full,
                               const void *given, const char *what);

/*
 * The same for a struct with a field `reserved` at this place: it must be 0, so that it
 * can mean something one day.
 */
quen_status quen__options_read_all(quen_context *ctx, void *options, size_t full,
                                   size_t reserved, const void *given, const char *what);

/* QUEN_ERR_ARGUMENT, naming what has a field `reserved`, unless that is 0. */
quen_status quen__options_reserved(quen_context *ctx, const char *what, uint32_t value);

/* QUEN_ERR_ARGUMENT, naming `what`, unless the init function of a result's struct was
 * called. */
quen_status quen__options_check(quen_context *ctx, const void *target, const char *what);

/* Copy a result of ours into the caller's struct, as much as it has room for. */
void quen__options_write(void *target, const void *result, size_t full);

/* --- limits of single options; QUEN_ERR_ARGUMENT names noun, option, value and limit ---
 */

/* One of 0..last. */
quen_status quen__options_choice(quen_context *ctx, const char *noun, const char *option,
                                 uint32_t value, uint32_t last);

/* Finite and at least 0; finite and above 0. */
quen_status quen__options_not_negative(quen_context *ctx, const char *noun,
                                       const char *option, double value);
quen_status quen__options_positive(quen_context *ctx, const char *noun,
                                   const char *option, double value);

/* A count of at least `least`. */
quen_status quen__options_at_least(quen_context *ctx, const char *noun,
                                   const char *option, uint64_t value, uint64_t least);

/* A whole number: one of least..most; above 0. */
quen_status quen__options_within(quen_context *ctx, const char *noun, const char *option,
                                 int64_t value, int64_t least, int64_t most);
quen_status quen__options_above_zero(quen_context *ctx, const char *noun,
                                     const char *option, int64_t value);

#endif
