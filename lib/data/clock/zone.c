/*
 * Local time to Unix seconds: see zone.h. A change moves the clock from one local time to
 * another; the new offset counts from the later of the two on. So an hour between them is
 * read by the offset before the change: the earlier one where it exists twice, moved
 * forward where it does not exist, as Python's fold 0 has it (PEP 495).
 */
#include "data/clock/zone.h"
#include "core/alloc.h"

#define DAY 86400

static int32_t before(const quen_zone *zone, size_t i)
{
    return i > 0 ? zone->utc_offset_s[i - 1] : zone->first_offset_s;
}

/* The local time from which on the offset of a change is the one to use. */
static int64_t counts_from(const quen_zone *zone, size_t i)
{
    int32_t old = before(zone, i), new = zone->utc_offset_s[i];
    return zone->from_s[i] + (old > new ? old : new);
}

static int is_offset(int32_t offset_s)
{
    return offset_s >= -DAY && offset_s <= DAY;
}

static quen_status check_change(quen_context *ctx, const char *noun,
                                const quen_zone *zone, size_t i)
{
    if (!is_offset(zone->utc_offset_s[i]))
        return quen__bad_argument(ctx,
                                  "%s: zone: offset %zu is %d, not within -86400..86400",
                                  noun, i, zone->utc_offset_s[i]);
    if (zone->from_s[i] < INT64_MIN / 4 || zone->from_s[i] > INT64_MAX / 4)
        return quen__bad_argument(ctx, "%s: zone: change %zu is at %lld", noun, i,
                                  (long long)zone->from_s[i]);
    if (i > 0 && (zone->from_s[i] <= zone->from_s[i - 1] ||
                  counts_from(zone, i) <= counts_from(zone, i - 1)))
        return quen__bad_argument(
            ctx, "%s: zone: change %zu does not come after the one before it", noun, i);
    return QUEN_OK;
}

quen_status quen__zone_check(quen_context *ctx, const char *noun, const quen_zone *zone)
{
    quen_status status = quen__extent_check(ctx, noun, zone->n, 1, sizeof *zone->from_s);
    if (status != QUEN_OK)
        return status;
    if (!is_offset(zone->first_offset_s))
        return quen__bad_argument(ctx,
                                  "%s: zone: first_offset_s is %d, not within "
                                  "-86400..86400",
                                  noun, zone->first_offset_s);
    if (zone->reserved)
        return quen__bad_argument(ctx, "%s: zone: reserved is %u, not 0", noun,
                                  zone->reserved);
    if (zone->n > 0 && (!zone->from_s || !zone->utc_offset_s))
        return quen__bad_argument(
            ctx, "%s: zone: n is %zu, but from_s or utc_offset_s is NULL", noun, zone->n);
    for (size_t i = 0; i < zone->n && status == QUEN_OK; i++)
        status = check_change(ctx, noun, zone, i);
    return status;
}

int64_t quen__zone_utc(const quen_zone *zone, int64_t local, int *odd)
{
    size_t low = 0, high = zone->n; /* changes below `low` count already */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (counts_from(zone, middle) <= local)
            low = middle + 1;
        else
            high = middle;
    }
    int32_t offset = before(zone, low);
    *odd = QUEN__ZONE_ONCE;
    if (low < zone->n && local >= zone->from_s[low] + zone->utc_offset_s[low])
        *odd = QUEN__ZONE_TWICE;
    else if (low < zone->n && local >= zone->from_s[low] + offset)
        *odd = QUEN__ZONE_SKIPPED;
    return local - offset;
}
