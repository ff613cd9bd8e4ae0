/**
 * @file clock.h
 * The clock of a shop: what its local time is at a moment, so that days and hours are
 * those of its own wall.
 *
 * A log keeps its clock (quen_orders_set_clock()), and whatever counts local days or
 * hours of the log goes by it. A constant offset from UTC is a zone without changes. Who
 * has a name such as "America/New_York" makes a table of it from the IANA data that is at
 * hand; the library brings none.
 *
 * @code
 * quen_zone hanoi = {.first_offset_s = 7 * 3600};
 * if (quen_orders_set_clock(ctx, orders, &hanoi))
 *     puts(quen_context_message(ctx));
 * @endcode
 */
#ifndef QUEN_CLOCK_H
#define QUEN_CLOCK_H

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/** In place of an offset from UTC in options: the clock of the log. */
#define QUEN_CLOCK_OF_LOG INT32_MIN

/**
 * The clock of a place as a table of its changes. Read from local time, an hour that
 * exists twice is the earlier one, and one that does not exist is taken by the clock
 * before the change, which moves it forward; both are counted. This struct never grows.
 */
typedef struct quen_zone {
    const int64_t *from_s; /**< n Unix seconds, ascending, further apart than the clock is
                                moved: when each offset begins. NULL if n is 0. */
    const int32_t *utc_offset_s; /**< n offsets: the local clock less UTC from then on,
                                      -86400..86400. NULL if n is 0. */
    size_t n;                    /**< Changes, 0 if there are none. */
    int32_t first_offset_s;      /**< The offset before the first change. */
    uint32_t reserved;           /**< 0. */
} quen_zone;

#ifdef __cplusplus
}
#endif

#endif
