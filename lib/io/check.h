/*
 * The checks that every model's attach is made of. Each looks at a whole section once, at
 * memory speed, so that asking the model needs no checks. `what` names the section.
 */
#ifndef QUEN_IO_CHECK_H
#define QUEN_IO_CHECK_H

#include "core/context.h"
#include "quen/units.h"

/* 1 of a moment that a model may be as of: one of a line, or just after the last. */
static inline int quen__check_is_moment(int64_t time_s)
{
    return time_s >= QUEN_TIME_MIN && time_s <= QUEN_TIME_MAX + 1;
}

/* Every number finite, and within -limit..limit. */
quen_status quen__check_within(quen_context *ctx, const char *what, const double *x,
                               size_t n, double limit);

/* Every number finite. */
quen_status quen__check_finite(quen_context *ctx, const char *what, const double *x,
                               size_t n);

/* Every index below `limit`. */
quen_status quen__check_below(quen_context *ctx, const char *what, const uint32_t *x,
                              size_t n, size_t limit);
quen_status quen__check_below_byte(quen_context *ctx, const char *what, const uint8_t *x,
                                   size_t n, size_t limit);

/* n + 1 offsets: from 0, never descending, ending at `total`. */
quen_status quen__check_offsets(quen_context *ctx, const char *what, const uint64_t *x,
                                size_t n, size_t total);

/* Strictly ascending. */
quen_status quen__check_ascending(quen_context *ctx, const char *what, const uint32_t *x,
                                  size_t n);

#endif
