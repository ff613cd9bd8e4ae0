/* The limits of moments and clocks: see calendar.h. */
#include "data/calendar.h"

#include "quen/orders.h"

quen_status quen__check_moment(quen_context *ctx, int64_t now)
{
    if (now >= QUEN_TIME_MIN && now <= QUEN_TIME_MAX + 1)
        return QUEN_OK;
    return quen__fail(ctx, QUEN_ERR_ARGUMENT, "the moment %lld is not within %lld..%lld",
                      (long long)now, (long long)QUEN_TIME_MIN,
                      (long long)QUEN_TIME_MAX + 1);
}

quen_status quen__check_utc_offset(quen_context *ctx, int32_t utc_offset_s)
{
    if (utc_offset_s >= -86400 && utc_offset_s <= 86400)
        return QUEN_OK;
    return quen__fail(ctx, QUEN_ERR_ARGUMENT, "utc_offset_s is %d, not -86400..86400",
                      utc_offset_s);
}
