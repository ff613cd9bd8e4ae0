/*
 * Asked by arithmetic: a little more than 1 is above 1 where it is rounded upward, a
 * little less is below 1 where it is rounded downward or toward zero.
 */
#include "core/rounding.h"

quen_status quen__rounding_check(quen_context *ctx)
{
    volatile double little = 0x1p-60; /* or the compiler would add */
    double by = little;
    if (1 + by == 1 && 1 - by == 1)
        return QUEN_OK;
    return quen__bad_argument(ctx,
                              "the rounding mode of this thread is not to nearest, which "
                              "would give other numbers: fesetround(FE_TONEAREST)");
}
