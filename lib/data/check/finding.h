/* What a check is made of, and what its parts share. */
#ifndef QUEN_DATA_CHECK_FINDING_H
#define QUEN_DATA_CHECK_FINDING_H

#include "core/alloc.h"
#include "data/clock/clock.h"
#include "data/orders/orders.h"
#include "data/parse/calendar.h"
#include "quen/check.h"

/* Keys that are told of each of the two kinds that may have several. */
#define QUEN__FINDING_KEYS 8u
#define QUEN__FINDING_KINDS (QUEN_FINDING_ONE_ITEM + 1)
#define QUEN__FINDINGS (2 * QUEN__FINDING_KEYS + QUEN__FINDING_KINDS - 2)

#define QUEN__FINDING_EXAMPLE 160
#define QUEN__FINDING_SENTENCE 400

typedef struct quen__finding {
    quen_finding finding;
    char example[QUEN__FINDING_EXAMPLE], sentence[QUEN__FINDING_SENTENCE];
} quen__finding;

struct quen_check {
    quen_allocator allocator;
    size_t n;
    quen__finding found[QUEN__FINDINGS]; /* the most severe first */
};

/* A check while it is made. */
typedef struct quen__checking {
    quen_context *ctx;
    const quen_orders *orders;
    quen__log log;
    quen_check_options options;
    quen_zone clock;             /* of days */
    int64_t first_s, last_s;     /* the times of lines */
    int64_t first_day, last_day; /* their least and greatest local day */
    int no_times;                /* 1: what stands in their place are no Unix seconds */
    quen_check *out;
} quen__checking;

/* A finding of a kind about no time and no customer. */
quen_finding quen__finding_of(uint32_t kind, uint32_t severity, uint64_t count,
                              uint64_t of);

/*
 * Add a finding with its sentence, after those as severe. Its example is "" and may be
 * written.
 */
char *quen__finding_add(quen__checking *c, const quen_finding *finding,
                        const char *format, ...) QUEN__PRINTF(3, 4);

/* The local day of a moment, since 1970. */
static inline int64_t quen__checking_day(const quen__checking *c, int64_t time_s)
{
    return quen__calendar_day(quen__clock_local(&c->clock, time_s));
}

/* The same in words: "2026-06-30". Returns `words`. */
const char *quen__finding_day(const quen__checking *c, int64_t time_s, char *words);

/* part / whole as 12.3 of 100; 0 of nothing. */
double quen__finding_percent(uint64_t part, uint64_t whole);

/* 1: part is at least `share` of the whole. */
static inline int quen__finding_is_share(uint64_t part, uint64_t whole, double share)
{
    return whole > 0 && (double)part >= share * (double)whole;
}

/* --- the parts --- */

quen_status quen__checking_customers(quen__checking *c);
quen_status quen__checking_returns(quen__checking *c);
quen_status quen__checking_times(quen__checking *c);
quen_status quen__checking_repeats(quen__checking *c);
quen_status quen__checking_numbers(quen__checking *c);

#endif
