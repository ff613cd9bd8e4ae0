/*
 * Local time of Unix seconds by the clock of a shop: see quen/clock.h. A clock without
 * changes, which most are, costs one test that is always foreseen.
 */
#ifndef QUEN_DATA_CLOCK_CLOCK_H
#define QUEN_DATA_CLOCK_CLOCK_H

#include "core/alloc.h"
#include "core/context.h"
#include "data/clock/zone.h"
#include "quen/clock.h"

/* The offset of a sound table at a moment, in O(log n). */
int32_t quen__clock_offset(const quen_zone *clock, int64_t time_s);

/* Local seconds: as if they were Unix seconds of UTC. */
static inline int64_t quen__clock_local(const quen_zone *clock, int64_t time_s)
{
    int64_t offset = clock->first_offset_s;
    if (clock->n > 0)
        offset = quen__clock_offset(clock, time_s);
    return time_s + offset;
}

/* Unix seconds of local ones; *odd receives one of QUEN__ZONE_*. */
static inline int64_t quen__clock_utc(const quen_zone *clock, int64_t local, int *odd)
{
    if (clock->n > 0)
        return quen__zone_utc(clock, local, odd);
    *odd = QUEN__ZONE_ONCE;
    return local - clock->first_offset_s;
}

/* The clock that options ask for: a constant offset, or that of the log. */
static inline quen_zone quen__clock_chosen(const quen_zone *of_log, int32_t utc_offset_s)
{
    quen_zone constant = {NULL, NULL, 0, utc_offset_s, 0};
    return utc_offset_s == QUEN_CLOCK_OF_LOG ? *of_log : constant;
}

/*
 * The same for who keeps it in one number: QUEN_CLOCK_OF_LOG where the clock changes, so
 * that it is the log's at hand then.
 */
static inline int32_t quen__clock_kept(const quen_zone *of_log, int32_t utc_offset_s)
{
    quen_zone chosen = quen__clock_chosen(of_log, utc_offset_s);
    return chosen.n > 0 ? QUEN_CLOCK_OF_LOG : chosen.first_offset_s;
}

/* QUEN_ERR_ARGUMENT unless an option is QUEN_CLOCK_OF_LOG or within a day. */
quen_status quen__clock_check(quen_context *ctx, const char *noun, int32_t utc_offset_s);

/*
 * A copy of a sound table in one block of memory, that of from_s, which the caller
 * releases; NULL if there are no changes.
 */
quen_status quen__clock_copy(quen_context *ctx, const quen_zone *zone, quen_zone *out);

/* 1 if two clocks have the same tables. */
int quen__clock_is_same(const quen_zone *a, const quen_zone *b);

/* "+07:00", "-03:30", "+05:53:28", or "a table of 3 changes". */
#define QUEN__CLOCK_WORDS 48
const char *quen__clock_words(const quen_zone *clock, char words[QUEN__CLOCK_WORDS]);

/*
 * Days of moments that ascend. Those of a clock that is set back over midnight come
 * twice, so the last 64 are remembered. Start with QUEN__CLOCK_DAYS.
 */
typedef struct quen__clock_days {
    int64_t last;  /* the latest day */
    uint64_t seen; /* bit i: there was the day i before the latest */
} quen__clock_days;

#define QUEN__CLOCK_DAYS                                                                 \
    {                                                                                    \
        INT64_MIN, 0                                                                     \
    }

/* 1 if a day is another one than those before. */
static inline int quen__clock_is_new_day(quen__clock_days *days, int64_t day)
{
    if (day > days->last) {
        uint64_t gap = (uint64_t)day - (uint64_t)days->last;
        days->seen = gap < 64 ? days->seen << gap | 1 : 1;
        days->last = day;
        return 1;
    }
    uint64_t back = (uint64_t)days->last - (uint64_t)day;
    uint64_t bit = back < 64 ? UINT64_C(1) << back : 0;
    int is_new = !(days->seen & bit);
    days->seen |= bit;
    return is_new;
}

#endif
