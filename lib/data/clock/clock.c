/* Clocks of shops: see clock.h. */
#include "data/clock/clock.h"

#include <stdio.h>
#include <string.h>

#include "core/options.h"

#define DAY 86400

int32_t quen__clock_offset(const quen_zone *clock, int64_t time_s)
{
    size_t low = 0, high = clock->n; /* changes below `low` have come */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (clock->from_s[middle] <= time_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? clock->utc_offset_s[low - 1] : clock->first_offset_s;
}

quen_status quen__clock_check(quen_context *ctx, const char *noun, int32_t utc_offset_s)
{
    if (utc_offset_s == QUEN_CLOCK_OF_LOG)
        return QUEN_OK;
    return quen__options_within(ctx, noun, "utc_offset_s", utc_offset_s, -DAY, DAY);
}

/* The offsets lie behind the moments. */
quen_status quen__clock_copy(quen_context *ctx, const quen_zone *zone, quen_zone *out)
{
    quen_zone copy = {NULL, NULL, 0, zone->first_offset_s, 0};
    *out = copy;
    if (zone->n == 0)
        return QUEN_OK;
    int64_t *from = quen__allocate(ctx, zone->n, sizeof(int64_t) + sizeof(int32_t));
    if (!from)
        return QUEN_ERR_MEMORY;
    int32_t *offset = (int32_t *)(from + zone->n);
    memcpy(from, zone->from_s, zone->n * sizeof *from);
    memcpy(offset, zone->utc_offset_s, zone->n * sizeof *offset);
    out->from_s = from;
    out->utc_offset_s = offset;
    out->n = zone->n;
    return QUEN_OK;
}

int quen__clock_is_same(const quen_zone *a, const quen_zone *b)
{
    if (a->n != b->n || a->first_offset_s != b->first_offset_s)
        return 0;
    return a->n == 0 || (memcmp(a->from_s, b->from_s, a->n * sizeof *a->from_s) == 0 &&
                         memcmp(a->utc_offset_s, b->utc_offset_s,
                                a->n * sizeof *a->utc_offset_s) == 0);
}

const char *quen__clock_words(const quen_zone *clock, char words[QUEN__CLOCK_WORDS])
{
    int32_t offset = clock->first_offset_s;
    int size = offset < 0 ? -offset : offset;
    if (clock->n > 0) {
        snprintf(words, QUEN__CLOCK_WORDS, "a table of %zu change%s", clock->n,
                 clock->n == 1 ? "" : "s");
        return words;
    }
    int n = snprintf(words, QUEN__CLOCK_WORDS, "%c%02d:%02d", offset < 0 ? '-' : '+',
                     size / 3600, size / 60 % 60);
    if (size % 60)
        snprintf(words + n, QUEN__CLOCK_WORDS - (size_t)n, ":%02d", size % 60);
    return words;
}
