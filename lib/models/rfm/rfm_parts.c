/*
 * What RFM needs to know of one customer: four integers, added up from the log, merged
 * from several, and finished into the three values.
 */
#include "data/parse/calendar.h"
#include "models/rfm/rfm.h"

/*
 * Orders ascend by time and an order's time is that of its earliest line: the first order
 * at or after the moment ends the search, and orders of one day follow one another.
 */
void quen__rfm_part_add(quen__rfm_part *part, const quen__log *log, size_t customer,
                        int64_t now, const quen_rfm_options *options)
{
    int lines = options->frequency == QUEN_RFM_FREQUENCY_LINES;
    int64_t last_day = INT64_MIN;
    uint64_t end = log->customer_start[customer + 1];
    for (uint64_t order = log->customer_start[customer]; order < end; order++) {
        if (log->order_time[order] >= now)
            break;
        int64_t day = quen__calendar_day(log->order_time[order] + options->utc_offset_s);
        part->orders += !lines;
        part->days += day != last_day;
        last_day = day;
        for (uint64_t i = log->order_start[order]; i < log->order_start[order + 1]; i++) {
            int64_t time = quen__log_time(log, order, i);
            if (time >= now)
                continue;
            part->orders += lines;
            part->revenue += log->amount[i];
            part->last = time > part->last ? time : part->last;
        }
    }
}

void quen__rfm_part_merge(quen__rfm_part *part, const quen__rfm_part *other)
{
    part->last = other->last > part->last ? other->last : part->last;
    part->orders += other->orders;
    part->days += other->days;
    part->revenue += other->revenue;
}

/* a / b to the nearest whole number, halves away from zero; b > 0. */
static int64_t rounded_mean(int64_t a, int64_t b)
{
    int64_t rest = a % b < 0 ? -(a % b) : a % b;
    if (rest >= b - rest)
        return a / b + (a < 0 ? -1 : 1);
    return a / b;
}

void quen__rfm_part_finish(const quen__rfm_part *part, const quen_rfm_options *options,
                           int64_t now, int64_t values[3])
{
    values[0] = (now - part->last) / options->recency_unit_s;
    values[1] = options->frequency == QUEN_RFM_FREQUENCY_DAYS ? part->days : part->orders;
    values[2] = options->monetary == QUEN_RFM_MONETARY_MEAN
                    ? rounded_mean(part->revenue, part->orders)
                    : part->revenue;
}
