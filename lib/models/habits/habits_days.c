/*
 * See habits_days.h. Days are those of the shop's clock; one that is set back over
 * midnight does not begin a day again. A basket's items are sorted where orders of one
 * day are put together; those of one order are in order.
 */
#include "models/habits/habits_days.h"

#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "math/search.h"
#include "math/sort.h"

static int64_t day_of(const quen_zone *clock, int64_t time_s)
{
    return quen__calendar_day(quen__clock_local(clock, time_s));
}

/* --- items of one day --- */

/* Each once, ascending; how many. */
static size_t make_set(uint32_t *x, size_t n)
{
    size_t kept = 0, sorted = 1;
    for (size_t i = 1; i < n; i++)
        sorted &= x[i - 1] <= x[i];
    if (!sorted)
        quen__sort_in_place(x, n);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || x[kept - 1] != x[i])
            x[kept++] = x[i];
    return kept;
}

/* --- baskets --- */

typedef struct filling {
    quen__habits_days *days;
    uint64_t baskets, items; /* closed so far */
    uint64_t open;           /* items of the basket at hand */
    int64_t day, time;
} filling;

static void close_basket(filling *f)
{
    quen__habits_days *d = f->days;
    if (f->open == 0)
        return;
    f->items += make_set(d->item + f->items, (size_t)f->open);
    d->day[f->baskets] = f->day;
    d->time[f->baskets] = f->time;
    d->start[++f->baskets] = f->items;
    f->open = 0;
}

static void add_order(filling *f, quen__log_walk *w)
{
    quen__habits_days *d = f->days;
    int64_t time_s = w->log->order_time[w->order];
    int64_t day = day_of(&d->clock, time_s);
    if (f->open && day > f->day)
        close_basket(f);
    for (quen__log_walk_lines(w); quen__log_at_line(w); w->line++) {
        if (!quen__log_is_purchase(w->log, w->line))
            continue;
        if (f->open == 0) {
            f->day = day > f->day ? day : f->day;
            f->time = time_s;
        }
        d->item[f->items + f->open++] = w->log->item[w->line];
    }
}

static void add_customer(filling *f, size_t customer)
{
    quen__habits_days *d = f->days;
    quen__log_walk w = quen__log_walk_customer(d->log, customer, d->now_s);
    uint64_t before = f->baskets, items = f->items;
    f->day = INT64_MIN;
    for (; quen__log_at_order(&w); w.order++)
        add_order(f, &w);
    close_basket(f);
    d->customer_start[customer + 1] = f->baskets;
    size_t n = (size_t)(f->items - items + (f->baskets - before));
    d->most = n > d->most ? n : d->most;
}

quen_status quen__habits_days_make(quen__temp *temp, const quen__log *log,
                                   const quen_zone *clock, int64_t now_s,
                                   quen__habits_days *out)
{
    size_t n = log->n_customers, orders = (size_t)log->customer_start[n];
    size_t lines = (size_t)log->order_start[orders];
    *out = (quen__habits_days){.log = log,
                               .clock = *clock,
                               .now_s = now_s,
                               .last_day = day_of(clock, now_s - 1),
                               .n_customers = n,
                               .n_items = log->n_items};
    out->customer_start = quen__temp_zero(temp, n + 1, sizeof *out->customer_start);
    out->start = quen__temp_zero(temp, orders + 1, sizeof *out->start);
    out->day = quen__temp_new(temp, orders + 1, sizeof *out->day);
    out->time = quen__temp_new(temp, orders + 1, sizeof *out->time);
    out->item = quen__temp_new(temp, lines + 1, sizeof *out->item);
    if (!out->customer_start || !out->start || !out->day || !out->time || !out->item)
        return QUEN_ERR_MEMORY;
    filling f = {.days = out};
    quen_status status = QUEN_OK;
    for (size_t c = 0; c < n && status == QUEN_OK; c++) {
        add_customer(&f, c);
        status = quen__habits_tell(temp->ctx, c, 0);
    }
    return status;
}

uint64_t quen__habits_before(const quen__habits_days *days, size_t customer, int64_t day)
{
    uint64_t first = days->customer_start[customer];
    uint64_t last = days->customer_start[customer + 1];
    while (last > first && days->day[last - 1] >= day)
        last--;
    return last;
}

/* --- what is known before a day --- */

typedef struct knowing {
    quen__habits_known *known;
    quen__sort_entry *entry, *scratch;
} knowing;

static void add_event(quen__habits_event *event, uint32_t item, uint32_t n, int64_t first,
                      int64_t last, int64_t next, int is_last)
{
    *event = (quen__habits_event){item, n, (float)(last - first), (float)(next - last),
                                  is_last};
}

/* The entries of one item, baskets ascending. */
static void add_pair(knowing *k, const quen__sort_entry *entry, size_t n)
{
    quen__habits_known *known = k->known;
    const quen__habits_days *d = known->days;
    uint32_t item = (uint32_t)entry[0].key;
    int64_t first = d->day[entry[0].value], last = first;
    for (size_t i = 0; i < n; i++) {
        int is_last = i + 1 == n;
        int64_t next = is_last ? known->day - 1 : d->day[entry[i + 1].value];
        last = d->day[entry[i].value];
        add_event(&known->event[known->n_events++], item, (uint32_t)i + 1, first, last,
                  next, is_last);
    }
    known->pair[known->n_pairs++] = (quen__habits_pair){
        item, (uint32_t)n, d->time[entry[n - 1].value], (float)(last - first), 0};
    known->again += n > 1;
}

static void add_visits(quen__habits_known *known, size_t customer, uint64_t from,
                       uint64_t to)
{
    const quen__habits_days *d = known->days;
    quen__habits_rhythm *r = &known->rhythm[customer];
    if (to == from)
        return;
    for (uint64_t b = from; b < to; b++) {
        int is_last = b + 1 == to;
        add_event(&known->visit[known->n_visits++], 0, (uint32_t)(b - from) + 1,
                  d->day[from], d->day[b], is_last ? known->day - 1 : d->day[b + 1],
                  is_last);
    }
    *r = (quen__habits_rhythm){(uint32_t)(to - from),
                               (float)(d->day[to - 1] - d->day[from]), d->time[to - 1]};
    known->customers++;
    known->baskets += to - from;
}

static void know_customer(knowing *k, size_t customer)
{
    quen__habits_known *known = k->known;
    const quen__habits_days *d = known->days;
    uint64_t from = d->customer_start[customer];
    uint64_t to = quen__habits_before(d, customer, known->day);
    size_t n = 0, first = 0;
    for (uint64_t b = from; b < to; b++)
        for (uint64_t i = d->start[b]; i < d->start[b + 1]; i++)
            k->entry[n++] = (quen__sort_entry){d->item[i], b};
    quen__sort_entries(k->entry, n, k->scratch);
    for (size_t i = 0; i < n; i++)
        if (i + 1 == n || k->entry[i + 1].key != k->entry[i].key) {
            add_pair(k, k->entry + first, i + 1 - first);
            first = i + 1;
        }
    add_visits(known, customer, from, to);
    known->row[customer + 1] = known->n_pairs;
}

quen_status quen__habits_know(quen__temp *temp, const quen__habits_days *days,
                              int64_t day, quen__habits_known *out)
{
    size_t n = days->n_customers, baskets = (size_t)days->customer_start[n];
    size_t lines = (size_t)days->start[baskets];
    *out = (quen__habits_known){.days = days, .day = day};
    knowing k = {.known = out};
    out->row = quen__temp_zero(temp, n + 1, sizeof *out->row);
    out->pair = quen__temp_new(temp, lines + 1, sizeof *out->pair);
    out->rhythm = quen__temp_zero(temp, n + 1, sizeof *out->rhythm);
    out->event = quen__temp_new(temp, lines + 1, sizeof *out->event);
    out->visit = quen__temp_new(temp, baskets + 1, sizeof *out->visit);
    k.entry = quen__temp_new(temp, days->most + 1, 2 * sizeof *k.entry);
    if (!out->row || !out->pair || !out->rhythm || !out->event || !out->visit || !k.entry)
        return QUEN_ERR_MEMORY;
    k.scratch = k.entry + days->most + 1;
    quen_status status = QUEN_OK;
    for (size_t c = 0; c < n && status == QUEN_OK; c++) {
        know_customer(&k, c);
        status = quen__habits_tell(temp->ctx, c, day > days->last_day ? 0.7 : 0);
    }
    return status;
}

/* Pairs, and the item that is sought. */
typedef struct seeking {
    const quen__habits_pair *pair;
    uint32_t item;
} seeking;

static int pair_order(const void *user, size_t i)
{
    const seeking *s = user;
    return (s->pair[i].item > s->item) - (s->pair[i].item < s->item);
}

const quen__habits_pair *quen__habits_find(const quen__habits_pair *pair, size_t n,
                                           uint32_t item)
{
    seeking s = {pair, item};
    size_t at;
    return quen__search(n, pair_order, &s, &at) ? pair + at : NULL;
}

int quen__habits_holds(const quen__habits_days *days, uint64_t basket, uint32_t item)
{
    size_t at;
    return quen__search_number(days->item + days->start[basket],
                               (size_t)(days->start[basket + 1] - days->start[basket]),
                               item, &at);
}

void quen__habits_weigh(const quen__habits_known *known, size_t customer, double decay,
                        quen__habits_pair *pair)
{
    const quen__habits_days *d = known->days;
    size_t n = (size_t)(known->row[customer + 1] - known->row[customer]);
    uint64_t from = d->customer_start[customer];
    double weight = 1, sum = 0;
    for (size_t i = 0; i < n; i++)
        pair[i].own = 0;
    for (uint64_t b = quen__habits_before(d, customer, known->day); b-- > from;) {
        for (uint64_t i = d->start[b]; i < d->start[b + 1]; i++)
            pair[quen__habits_find(pair, n, d->item[i]) - pair].own += (float)weight;
        sum += weight;
        weight *= decay;
    }
    for (size_t i = 0; i < n; i++)
        pair[i].own = (float)(pair[i].own / (sum + 1));
}
