/*
 * Times that cannot be. A log all of whose times are in 1970 was given something else
 * than Unix seconds. A few lines far from all others come from a clock that was wrong:
 * one line in 2099 makes everybody else a customer of long ago. They are looked for by
 * counting lines of each day: the widest gap with hardly any line beyond it, if no gap
 * among the other lines is a third as wide (a shop of each winter closes each summer).
 */
#include <stdio.h>

#include "data/check/finding.h"
#include "data/parse/calendar.h"
#include "data/parse/calendar_form.h"

#define DAY 86400
#define YEAR 365
/* Beyond a gap lie few lines; beyond one of ten years, where a default date is, any few.
 */
#define FEW 0.01
#define FEW_AFTER_YEARS 0.5
#define OTHER_GAPS 3
/* With fewer lines, no gap says anything. */
#define LINES 10u

/* Lines of each day, from the first on. */
typedef struct days {
    size_t n;
    int64_t first; /* days since 1970 */
    uint32_t *lines;
} days;

/* Between two days with lines; lines beyond it: after, or before it. */
typedef struct gap {
    size_t from, to;
    uint64_t beyond;
} gap;

/* --- 1970 --- */

static void check_1970(quen__checking *c)
{
    const quen__log *log = &c->log;
    quen__calendar_form form = {0};
    char words[QUEN__FORM_WORDS], from[QUEN__DAY_WORDS], to[QUEN__DAY_WORDS];
    if (c->first_s < 0 || c->last_s >= YEAR * DAY)
        return;
    c->no_times = 1;
    quen__calendar_form_see(&form, log->time ? log->time : log->order_time,
                            log->time ? log->n_lines : log->n_orders);
    const char *means = quen__calendar_form_words(&form, words);
    quen_finding finding = quen__finding_of(QUEN_FINDING_TIMES_1970, QUEN_SEVERITY_SEVERE,
                                            log->n_lines, log->n_lines);
    finding.time_s = c->first_s;
    char *example = quen__finding_add(
        c, &finding,
        "all times are within %s to %s, as Unix seconds%s%s: give the seconds of when "
        "lines were sold",
        quen__calendar_day_words(c->first_s, from),
        quen__calendar_day_words(c->last_s, to), means ? "; " : "", means ? means : "");
    snprintf(example, QUEN__FINDING_EXAMPLE, "%lld", (long long)c->first_s);
}

/* --- gaps --- */

static void count_lines(const quen__checking *c, days *d)
{
    const quen__log *log = &c->log;
    for (uint64_t order = 0; order < log->n_orders; order++) {
        uint64_t first = log->order_start[order], last = log->order_start[order + 1];
        if (!log->time)
            d->lines[quen__checking_day(c, log->order_time[order]) - d->first] +=
                (uint32_t)(last - first);
        for (uint64_t i = first; log->time && i < last; i++)
            d->lines[quen__checking_day(c, log->time[i]) - d->first]++;
    }
}

/* 1: so few lines lie beyond a gap that they may be wrong. */
static int is_few(uint64_t beyond, uint64_t lines, size_t gap_days)
{
    double share = gap_days >= 10 * YEAR ? FEW_AFTER_YEARS : FEW;
    return beyond == 1 || (double)beyond <= share * (double)lines;
}

/* The widest gap that few lines are before, and the widest that few are after. */
static void find_gaps(const days *d, uint64_t lines, gap *early, gap *late)
{
    uint64_t before = 0;
    for (size_t from = 0, to; from + 1 < d->n; from = to) {
        before += d->lines[from];
        for (to = from + 1; d->lines[to] == 0;)
            to++;
        if (to - from > early->to - early->from && is_few(before, lines, to - from))
            *early = (gap){from, to, before};
        if (to - from >= late->to - late->from &&
            is_few(lines - before, lines, to - from))
            *late = (gap){from, to, lines - before};
    }
}

/* The widest gap from one day with lines to another. */
static size_t widest(const days *d, size_t first, size_t last)
{
    size_t found = 0;
    for (size_t day = first + 1, before = first; day <= last; day++)
        if (d->lines[day] > 0) {
            found = day - before > found ? day - before : found;
            before = day;
        }
    return found;
}

static int stands_out(const quen__checking *c, const gap *g, size_t other)
{
    size_t apart = g->to - g->from;
    return (int64_t)apart * DAY >= c->options.clock_gap_s && apart >= OTHER_GAPS * other;
}

static void tell(quen__checking *c, const days *d, const gap *g, int late)
{
    char words[QUEN__DAY_WORDS];
    size_t apart = g->to - g->from;
    int64_t day = d->first + (int64_t)(late ? g->to : g->from);
    int severe = late && apart >= YEAR, odd;
    quen_finding finding = quen__finding_of(
        late ? QUEN_FINDING_LAST_TIME : QUEN_FINDING_FIRST_TIME,
        severe ? QUEN_SEVERITY_SEVERE : QUEN_SEVERITY_WARNING, g->beyond, c->log.n_lines);
    finding.value = (double)apart;
    finding.time_s = quen__clock_utc(&c->clock, day * DAY, &odd);
    char *example = quen__finding_add(
        c, &finding,
        "%llu of %llu lines are of %s or %s, %zu days %s all others: if a clock was "
        "wrong or a date is missing, mend these lines or leave them out%s",
        (unsigned long long)g->beyond, (unsigned long long)c->log.n_lines,
        quen__calendar_day_words(day * DAY, words), late ? "later" : "before", apart,
        late ? "after" : "before", late ? "; else everybody seems lost for as long" : "");
    snprintf(example, QUEN__FINDING_EXAMPLE, "%s", words);
}

static void check_gaps(quen__checking *c, const days *d)
{
    gap early = {0}, late = {0};
    find_gaps(d, c->log.n_lines, &early, &late);
    size_t first = early.to, last = late.to ? late.from : d->n - 1;
    size_t other = first < last ? widest(d, first, last) : 0;
    if (late.to && stands_out(c, &late, other))
        tell(c, d, &late, 1);
    if (early.to && stands_out(c, &early, other))
        tell(c, d, &early, 0);
}

quen_status quen__checking_times(quen__checking *c)
{
    check_1970(c);
    if (c->no_times || c->log.n_lines < LINES)
        return QUEN_OK;
    days d = {.first = c->first_day};
    d.n = (size_t)(c->last_day - c->first_day) + 1;
    quen__temp temp = QUEN__TEMP(c->ctx);
    d.lines = quen__temp_zero(&temp, d.n, sizeof *d.lines);
    int made = d.lines != NULL;
    if (made) {
        count_lines(c, &d);
        check_gaps(c, &d);
    }
    quen__temp_close(&temp);
    return made ? QUEN_OK : QUEN_ERR_MEMORY;
}
