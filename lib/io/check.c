/* The checks that every model's attach is made of: see check.h. */
#include "io/check.h"

#include <math.h>

static quen_status fail_at(quen_context *ctx, const char *what, size_t i, const char *why)
{
    return quen__bad_format(ctx, "%s: entry %zu %s", what, i, why);
}

quen_status quen__check_within(quen_context *ctx, const char *what, const double *x,
                               size_t n, double limit)
{
    quen_status status = quen__check_finite(ctx, what, x, n);
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        if (fabs(x[i]) > limit)
            status = quen__bad_format(ctx, "%s: entry %zu is %g, beyond %g", what, i,
                                      x[i], limit);
    return status;
}

/*
 * x - x is 0 for finite numbers and NaN otherwise: adding them up keeps the loop free of
 * branches, and the entry at fault is looked for only if there is one.
 */
quen_status quen__check_finite(quen_context *ctx, const char *what, const double *x,
                               size_t n)
{
    double sum[4] = {0, 0, 0, 0};
    size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (size_t lane = 0; lane < 4; lane++)
            sum[lane] += x[i + lane] - x[i + lane];
    for (; i < n; i++)
        sum[0] += x[i] - x[i];
    if (sum[0] + sum[1] + sum[2] + sum[3] == 0)
        return QUEN_OK;
    for (i = 0; isfinite(x[i]); i++)
        ;
    return fail_at(ctx, what, i, "is not finite");
}

quen_status quen__check_below(quen_context *ctx, const char *what, const uint32_t *x,
                              size_t n, size_t limit)
{
    uint32_t largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = x[i] > largest ? x[i] : largest;
    if (n == 0 || largest < limit)
        return QUEN_OK;
    return quen__bad_format(ctx, "%s: %u is not below %zu", what, largest, limit);
}

quen_status quen__check_below_byte(quen_context *ctx, const char *what, const uint8_t *x,
                                   size_t n, size_t limit)
{
    uint8_t largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = x[i] > largest ? x[i] : largest;
    if (n == 0 || largest < limit)
        return QUEN_OK;
    return quen__bad_format(ctx, "%s: %u is not below %zu", what, largest, limit);
}

quen_status quen__check_offsets(quen_context *ctx, const char *what, const uint64_t *x,
                                size_t n, size_t total)
{
    if (x[0] != 0)
        return fail_at(ctx, what, 0, "is not 0");
    for (size_t i = 1; i <= n; i++)
        if (x[i] < x[i - 1])
            return fail_at(ctx, what, i, "is below the one before");
    if (x[n] != total)
        return quen__bad_format(ctx, "%s: the last offset is %llu, not %zu", what,
                                (unsigned long long)x[n], total);
    return QUEN_OK;
}

quen_status quen__check_ascending(quen_context *ctx, const char *what, const uint32_t *x,
                                  size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (x[i] <= x[i - 1])
            return fail_at(ctx, what, i, "is not above the one before");
    return QUEN_OK;
}
