/*
 * See lifetime_people.h. One pass over the orders of each customer, which ascend by time.
 * Days are those of the shop's clock; one that is set back over midnight does not make a
 * gap negative.
 */
#include "models/lifetime/lifetime_people.h"

#include "core/parallel.h"
#include "data/parse/calendar.h"
#include "models/lifetime/lifetime_logs.h"

typedef struct pass {
    const quen__log *log;
    const quen_zone *clock;
    quen__lifetime_span span;
    int64_t last_day, span_days;
    quen__lifetime_people *people;
    quen__chunks chunks;
} pass;

static int64_t day_of(const quen_zone *clock, int64_t time_s)
{
    return quen__calendar_day(quen__clock_local(clock, time_s));
}

int64_t quen__lifetime_last_day(const quen_zone *clock, int64_t moment_s)
{
    return day_of(clock, moment_s - 1);
}

/* What is known of one customer on the way. */
typedef struct walk {
    int64_t first, last; /* days */
    int64_t days, money; /* after the first day */
    int64_t later, before;
    int64_t later_last;
    quen__lifetime_logs gaps;
} walk;

static int64_t money_of(const quen__log *log, uint64_t order)
{
    int64_t sum = 0;
    for (uint64_t i = log->order_start[order]; i < log->order_start[order + 1]; i++)
        sum += log->amount[i];
    return sum;
}

static void come(const pass *p, walk *w, int64_t day)
{
    if (w->days < 0) {
        w->first = w->last = day;
        w->days = 0;
    } else if (day > w->last) {
        quen__lifetime_logs_add(&w->gaps, (double)(day - w->last), 1);
        w->last = day;
        w->days++;
    } else {
        return;
    }
    w->before += day > p->last_day - p->span_days && w->first < day &&
                 w->first <= p->last_day - p->span_days;
}

static walk follow(const pass *p, size_t customer)
{
    const quen__log *log = p->log;
    walk w = {.days = -1, .later_last = INT64_MIN, .gaps = {0, 1}};
    for (uint64_t i = log->customer_start[customer];
         i < log->customer_start[customer + 1]; i++) {
        int64_t time_s = log->order_time[i], day;
        int is_visit = !log->visit || log->visit[i];
        if (time_s >= p->span.until_s)
            break;
        day = day_of(p->clock, time_s);
        if (time_s < p->span.now_s && is_visit)
            come(p, &w, day);
        else if (is_visit && day > p->last_day && day > w.later_last) {
            w.later++;
            w.later_last = day;
        }
        /* A return of a later day counts with the money, too. */
        if (p->people->value && w.days > 0 && day > w.first)
            w.money += money_of(log, i);
    }
    return w;
}

static void write_chunk(void *user, size_t chunk, unsigned worker)
{
    const pass *p = user;
    quen__range range = quen__chunk_range(&p->chunks, chunk);
    quen__lifetime_people *people = p->people;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        walk w = follow(p, i);
        int there = w.days >= 0;
        people->x[i] = (double)w.days;
        people->t_x[i] = (double)(w.last - w.first);
        people->t[i] =
            there && p->last_day > w.first ? (double)(p->last_day - w.first) : 0;
        people->t_x[i] = people->t_x[i] < people->t[i] ? people->t_x[i] : people->t[i];
        people->log_gaps[i] = quen__lifetime_logs_sum(&w.gaps);
        if (people->value)
            people->value[i] = w.days > 0 ? (double)w.money / (double)w.days : 0;
        if (people->later) {
            people->later[i] = (double)w.later;
            people->before[i] = (double)w.before;
        }
    }
}

static quen_status make_room(quen__temp *temp, const quen__log *log, int with_later,
                             quen__lifetime_people *out)
{
    double *room = quen__temp_new(temp, log->n_customers, 6 * sizeof *room);
    size_t n = log->n_customers;
    if (!room)
        return QUEN_ERR_MEMORY;
    *out = (quen__lifetime_people){
        .x = room, .t_x = room + n, .t = room + 2 * n, .log_gaps = room + 3 * n, .n = n};
    if (with_later) {
        out->later = room + 4 * n;
        out->before = room + 5 * n;
    } else if (log->has_money) {
        out->value = room + 4 * n;
    }
    return QUEN_OK;
}

quen_status quen__lifetime_people_make(quen__temp *temp, const quen__log *log,
                                       const quen_zone *clock, quen__lifetime_span span,
                                       int with_later, quen__lifetime_people *out)
{
    pass p = {.log = log, .clock = clock, .span = span, .people = out};
    quen_status status = make_room(temp, log, with_later, out);
    if (status != QUEN_OK)
        return status;
    p.last_day = quen__lifetime_last_day(clock, span.now_s);
    p.span_days = quen__lifetime_last_day(clock, span.until_s) - p.last_day;
    p.chunks = quen__cut(out->n, 1024);
    return quen__parallel_for(temp->ctx, p.chunks.count, write_chunk, &p, "lifetime", 0,
                              0.1);
}
