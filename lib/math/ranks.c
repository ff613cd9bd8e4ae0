/*
 * Selection by counting: the span from the least value to the greatest is cut into equal
 * buckets, the values of each are counted for each group, and the counts say which
 * buckets hold the positions asked for. If a bucket is one value wide, as for counts and
 * days, that is the answer; otherwise the values of those few buckets are brought
 * together and sorted. Everything is counted, so the answers do not depend on threads.
 */
#include "math/ranks.h"

#include <string.h>

#include "math/sort.h"

#define LEAST 32768u    /* values worth a part of their own */
#define SKIP UINT32_MAX /* a bucket without a question */

typedef struct search {
    quen__ranks *ranks;
    const int64_t *values;
    const uint8_t *groups;
    size_t n_groups;
    unsigned bits;  /* a group has 1 << bits buckets */
    unsigned shift; /* a bucket is 1 << shift wide */
    int64_t low;
    int64_t least[QUEN__RANKS_PARTS], greatest[QUEN__RANKS_PARTS];
} search;

quen_status quen__ranks_new(quen__temp *temp, size_t n, quen__ranks *out)
{
    size_t share = n / QUEN__RANKS_PARTS + 1;
    out->parts = quen__cut(n, share > LEAST ? share : LEAST);
    out->counts = quen__temp_new(temp, out->parts.count + 1,
                                 QUEN__RANKS_BUCKETS * sizeof *out->counts);
    out->kept = quen__temp_new(temp, n, sizeof *out->kept);
    out->scratch = quen__temp_new(temp, n, sizeof *out->scratch);
    if (!out->counts || !out->kept || !out->scratch)
        return QUEN_ERR_MEMORY;
    out->total = out->counts + out->parts.count * QUEN__RANKS_BUCKETS;
    return QUEN_OK;
}

/* --- the span of values --- */

static void find_extremes(void *user, size_t part, unsigned worker)
{
    search *s = user;
    quen__range range = quen__chunk_range(&s->ranks->parts, part);
    int64_t least = INT64_MAX, greatest = INT64_MIN;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        least = s->values[i] < least ? s->values[i] : least;
        greatest = s->values[i] > greatest ? s->values[i] : greatest;
    }
    s->least[part] = least;
    s->greatest[part] = greatest;
}

/* As many buckets a group as there is room for, and as wide as the span then needs. */
static void lay_out(search *s)
{
    int64_t least = s->least[0], greatest = s->greatest[0];
    for (size_t i = 1; i < s->ranks->parts.count; i++) {
        least = s->least[i] < least ? s->least[i] : least;
        greatest = s->greatest[i] > greatest ? s->greatest[i] : greatest;
    }
    uint64_t span = (uint64_t)greatest - (uint64_t)least;
    unsigned most = 0;
    while (s->n_groups << (most + 1) <= QUEN__RANKS_BUCKETS)
        most++;
    s->low = least;
    for (s->bits = 0; s->bits < most && span >> s->bits;)
        s->bits++;
    for (s->shift = 0; span >> s->shift >> s->bits;)
        s->shift++;
}

static size_t buckets(const search *s)
{
    return s->n_groups << s->bits;
}

static size_t bucket_of(const search *s, size_t group, int64_t value)
{
    return group << s->bits | (size_t)(((uint64_t)value - (uint64_t)s->low) >> s->shift);
}

/* --- counting --- */

static void count_part(void *user, size_t part, unsigned worker)
{
    const search *s = user;
    quen__range range = quen__chunk_range(&s->ranks->parts, part);
    uint32_t *counts = s->ranks->counts + part * QUEN__RANKS_BUCKETS;
    (void)worker;
    memset(counts, 0, buckets(s) * sizeof *counts);
    for (size_t i = range.first; i < range.last && s->groups; i++)
        counts[bucket_of(s, s->groups[i], s->values[i])]++;
    for (size_t i = range.first; i < range.last && !s->groups; i++)
        counts[bucket_of(s, 0, s->values[i])]++;
}

static void add_up(const search *s)
{
    uint32_t *total = s->ranks->total;
    memset(total, 0, buckets(s) * sizeof *total);
    for (size_t part = 0; part < s->ranks->parts.count; part++) {
        const uint32_t *counts = s->ranks->counts + part * QUEN__RANKS_BUCKETS;
        for (size_t b = 0; b < buckets(s); b++)
            total[b] += counts[b];
    }
}

/* --- asking --- */

/*
 * Where each position is: its value becomes the bucket's number, the position one within
 * the bucket. What is said of values that are less or equal is right for the bucket.
 */
static void locate(const search *s, quen__rank *asked, size_t n_asked)
{
    size_t bucket = 0, before = 0, group = SIZE_MAX;
    for (size_t i = 0; i < n_asked; i++) {
        if (asked[i].group != group) {
            group = asked[i].group;
            bucket = group << s->bits;
            before = 0;
        }
        while (before + s->ranks->total[bucket] <= asked[i].position)
            before += s->ranks->total[bucket++];
        asked[i].value = (int64_t)bucket;
        asked[i].position -= before;
        asked[i].less = before;
        asked[i].equal = s->ranks->total[bucket];
    }
}

/* Counts become places: of each part's values in the buckets that are asked about. */
static void place(const search *s, const quen__rank *asked, size_t n_asked)
{
    uint32_t *next = s->ranks->total, at = 0;
    for (size_t b = 0, i = 0; b < buckets(s); b++) {
        uint32_t here = next[b];
        next[b] = SKIP;
        if (i == n_asked || (size_t)asked[i].value != b)
            continue;
        next[b] = at;
        at += here;
        while (i < n_asked && (size_t)asked[i].value == b)
            i++;
    }
    for (size_t part = 0; part < s->ranks->parts.count; part++) {
        uint32_t *counts = s->ranks->counts + part * QUEN__RANKS_BUCKETS;
        for (size_t b = 0; b < buckets(s); b++) {
            uint32_t here = counts[b];
            counts[b] = next[b];
            next[b] += next[b] == SKIP ? 0 : here;
        }
    }
}

static void keep_part(void *user, size_t part, unsigned worker)
{
    const search *s = user;
    quen__range range = quen__chunk_range(&s->ranks->parts, part);
    uint32_t *next = s->ranks->counts + part * QUEN__RANKS_BUCKETS;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        size_t bucket = bucket_of(s, s->groups ? s->groups[i] : 0, s->values[i]);
        if (next[bucket] != SKIP)
            s->ranks->kept[next[bucket]++] = s->values[i];
    }
}

/* The answer to a question within its bucket of n ascending values. */
static void answer_one(quen__rank *asked, const int64_t *bucket, size_t n)
{
    size_t first = asked->position, end = first + 1;
    asked->value = bucket[first];
    while (first > 0 && bucket[first - 1] == asked->value)
        first--;
    while (end < n && bucket[end] == asked->value)
        end++;
    asked->less += first;
    asked->equal = end - first;
}

/* The places have moved to the ends of the buckets, in the last part's counts. */
static void answer(const search *s, quen__rank *asked, size_t n_asked)
{
    int64_t *kept = s->ranks->kept;
    size_t start = 0;
    for (size_t i = 0; i < n_asked;) {
        int64_t bucket = asked[i].value;
        size_t end = s->ranks->total[bucket];
        quen__sort_int64(kept + start, end - start, s->ranks->scratch);
        for (; i < n_asked && asked[i].value == bucket; i++)
            answer_one(&asked[i], kept + start, end - start);
        start = end;
    }
}

void quen__ranks_find(quen_context *ctx, quen__ranks *ranks, const int64_t *values,
                      const uint8_t *groups, size_t n_groups, quen__rank *asked,
                      size_t n_asked)
{
    search s = {.ranks = ranks, .values = values, .groups = groups, .n_groups = n_groups};
    size_t parts = ranks->parts.count, mask = 0;
    if (n_asked == 0)
        return;
    (void)quen__parallel_for(ctx, parts, find_extremes, &s, NULL, 0, 1);
    lay_out(&s);
    (void)quen__parallel_for(ctx, parts, count_part, &s, NULL, 0, 1);
    add_up(&s);
    locate(&s, asked, n_asked);
    if (s.shift > 0) {
        place(&s, asked, n_asked);
        (void)quen__parallel_for(ctx, parts, keep_part, &s, NULL, 0, 1);
        answer(&s, asked, n_asked);
        return;
    }
    mask = ((size_t)1 << s.bits) - 1;
    for (size_t i = 0; i < n_asked; i++)
        asked[i].value = (int64_t)((uint64_t)s.low + ((size_t)asked[i].value & mask));
}
