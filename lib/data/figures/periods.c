/*
 * Periods: see periods.h. A period is where the calendar says that it begins, read by the
 * shop's clock: so they follow one another whatever the clock does, and each moment is in
 * one. The table has for each day of UTC the period in which that day begins.
 */
#include "data/figures/periods.h"

#include "core/options.h"
#include "data/clock/clock.h"
#include "data/parse/calendar.h"

#define DAY 86400

/* --- the calendar --- */

/* Months of a period; 0: it is counted in days. */
static const uint8_t months_of[] = {[QUEN_FIGURES_PERIOD_MONTH] = 1,
                                    [QUEN_FIGURES_PERIOD_QUARTER] = 3,
                                    [QUEN_FIGURES_PERIOD_YEAR] = 12};

static int64_t month_start(int64_t month)
{
    return quen__calendar_date((int)(month / 12), (int)(month % 12) + 1, 1);
}

/* The day on which the period of a day begins. */
static int64_t period_start(uint32_t period, int64_t day)
{
    if (period == QUEN_FIGURES_PERIOD_DAY)
        return day;
    if (period == QUEN_FIGURES_PERIOD_WEEK)
        return day - quen__calendar_weekday(day);
    int64_t month = quen__calendar_month(day);
    return month_start(month - month % months_of[period]);
}

/* The day on which the period after it begins. */
static int64_t next_start(uint32_t period, int64_t start)
{
    if (period == QUEN_FIGURES_PERIOD_DAY)
        return start + 1;
    if (period == QUEN_FIGURES_PERIOD_WEEK)
        return start + 7;
    return month_start(quen__calendar_month(start) + months_of[period]);
}

/* --- the spans --- */

static int64_t local_day(const quen_zone *clock, int64_t time)
{
    return quen__calendar_day(quen__clock_local(clock, time));
}

/* The first moment at which the clock shows midnight, or has been set beyond it. */
static int64_t midnight(const quen_zone *clock, int64_t day)
{
    int odd;
    int64_t time = quen__clock_utc(clock, day * DAY, &odd);
    size_t change = clock->n;
    if (odd != QUEN__ZONE_SKIPPED)
        return time;
    while (change > 0 && clock->from_s[change - 1] > time)
        change--;
    return clock->from_s[change - 1];
}

/* Room for so many periods: days between, and what clocks may add at both ends. */
static quen_status make_room(quen__temp *temp, const quen__periods_wanted *wanted,
                             int64_t begin, int64_t **start, int64_t **day)
{
    static const int least_days[] = {1, 7, 28, 90, 365, 1};
    int64_t days = (wanted->now - begin) / DAY + 6;
    size_t room = (size_t)(days / least_days[wanted->period]) + 4;
    *start = quen__temp_new(temp, room, sizeof **start);
    *day = quen__temp_new(temp, room, sizeof **day);
    return *start && *day ? QUEN_OK : QUEN_ERR_MEMORY;
}

static size_t list_calendar(const quen__periods_wanted *wanted, const quen_zone *clock,
                            int64_t begin, int64_t *start, int64_t *day)
{
    size_t n = 0;
    day[0] = period_start(wanted->period, local_day(clock, begin));
    start[0] = midnight(clock, day[0]);
    while (start[n] < wanted->now) {
        n++;
        day[n] = next_start(wanted->period, day[n - 1]);
        start[n] = midnight(clock, day[n]);
    }
    return n;
}

/* What came before `from`, if anything did, and what came from then on. */
static size_t list_all(const quen__periods_wanted *wanted, const quen_zone *clock,
                       int64_t begin, int64_t from, int64_t *start, int64_t *day)
{
    size_t n = 0;
    if (begin < from)
        start[n++] = begin;
    start[n++] = from;
    start[n] = wanted->now;
    for (size_t i = 0; i < n; i++)
        day[i] = local_day(clock, start[i]);
    return n;
}

static quen_status make_buckets(quen__temp *temp, quen__periods *p)
{
    size_t days = (size_t)((p->now - p->start[0]) / DAY) + 1, at = 0;
    uint32_t *bucket = quen__temp_new(temp, days, sizeof *bucket);
    if (!bucket)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < days; i++) {
        while (at + 1 < p->n && p->start[0] + (int64_t)i * DAY >= p->start[at + 1])
            at++;
        bucket[i] = (uint32_t)at;
    }
    p->bucket = bucket;
    return QUEN_OK;
}

static quen_status check_wanted(quen_context *ctx, const quen__periods_wanted *wanted)
{
    quen_status status = quen__clock_check(ctx, wanted->noun, wanted->utc_offset_s);
    if (status == QUEN_OK)
        status = quen__calendar_check_moment(ctx, wanted->noun, wanted->now);
    if (status != QUEN_OK || wanted->from == INT64_MIN)
        return status;
    status = quen__calendar_check_time(ctx, wanted->noun, "from_s", wanted->from);
    if (status == QUEN_OK && wanted->from >= wanted->now)
        return quen__bad_argument(
            ctx, "%s: from_s is %lld, not before the moment, %lld: begin earlier",
            wanted->noun, (long long)wanted->from, (long long)wanted->now);
    return status;
}

quen_status quen__periods_make(quen__temp *temp, const quen_orders *orders,
                               const quen__log *log, const quen__periods_wanted *wanted,
                               quen__periods *out)
{
    int64_t *start, *day;
    quen_order_totals totals;
    quen_zone clock = quen__clock_chosen(&log->clock, wanted->utc_offset_s);
    *out = (quen__periods){.now = wanted->now};
    quen_status status = check_wanted(temp->ctx, wanted);
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    int64_t from = wanted->from == INT64_MIN ? totals.first_s : wanted->from;
    int64_t begin = totals.lines > 0 && totals.first_s < from ? totals.first_s : from;
    if (status != QUEN_OK || begin >= wanted->now ||
        (totals.lines == 0 && wanted->from == INT64_MIN))
        return status;
    status = make_room(temp, wanted, begin, &start, &day);
    if (status != QUEN_OK)
        return status;
    out->n = wanted->period == QUEN_FIGURES_PERIOD_ALL
                 ? list_all(wanted, &clock, begin, from, start, day)
                 : list_calendar(wanted, &clock, begin, start, day);
    out->start = start;
    out->day = day;
    status = make_buckets(temp, out);
    if (status == QUEN_OK)
        out->first = quen__periods_of(out, from);
    return status;
}
