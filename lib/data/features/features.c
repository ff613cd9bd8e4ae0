/*
 * Features: see quen/features.h for the columns. A customer is one pass over the lines
 * before the moment, which adds up integers and notes the visits down, for what needs a
 * mean first. Customers are cut into chunks; each row depends on its customer alone.
 *
 * An order counts if one of its lines is before the moment, and then those of its lines.
 * As an order's time is that of its earliest line, the orders that count are the first
 * ones of each customer, and whatever happens at or after the moment leaves no trace.
 */
#include "data/features/features.h"

#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/cpu.h"
#include "core/options.h"
#include "core/parallel.h"
#include "data/features/builtin.h"
#include "data/clock/clock.h"
#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"

#define CHUNK 256u
#define DAY 86400.0

/* --- one customer --- */

/* Sums over a customer's lines and visits before the moment. */
typedef struct sums {
    int64_t first, last_visit; /* times of the first and the last visit */
    int64_t last;              /* latest purchase */
    int64_t visits, lines, items;
    int64_t units, revenue, refunds; /* revenue: refunds deducted */
    int64_t value;                   /* revenue of visits */
    int64_t recent, earlier;  /* revenue of the last period and of the one before */
    int64_t weekend, seconds; /* visits on Saturday or Sunday; local seconds of the day */
} sums;

/* A visit, for what needs a mean first. */
typedef struct visit {
    int64_t time, value;
} visit;

/* The units that a customer holds of an item. */
typedef struct holding {
    int64_t units;
    uint32_t customer, reserved; /* the last one who was seen with the item */
} holding;

/* What a worker notes down while it looks at a customer. */
typedef struct notes {
    visit *visits;  /* room for those of the customer with the most orders */
    uint32_t *seen; /* of each item, the last customer who was seen with it */
    holding *held;  /* the same, in its place where the log has returns */
} notes;

/* What the workers share. */
typedef struct job {
    const quen__log *log;
    quen__features_moment moment;
    quen_zone clock; /* as the moment's utc_offset_s asks for */
    const quen__schema *schema;
    quen_features *features;
    quen__chunks chunks;
    size_t max_orders; /* of a customer */
    notes all;         /* the workers' notes, one's behind another's */
} job;

/* What money at a time says of the last period and of the one before. */
static inline void add_trend(sums *t, const job *j, int64_t time, int64_t amount)
{
    int64_t age = j->moment.now - time, period = j->moment.period;
    /* Without signs, for the longest of periods goes below the least of numbers. */
    int recent = age <= period,
        earlier = (age > period) & ((uint64_t)age - (uint64_t)period <= (uint64_t)period);
    t->recent += recent ? amount : 0; /* no branch: moments are not foreseen */
    t->earlier += earlier ? amount : 0;
}

/*
 * 1 if the line is a price reduction. Asked of a walk of its own: one whose address is
 * taken would not stay in registers over the loop.
 */
static inline int is_reduction(quen__log_walk *walk)
{
    quen__log_walk here = *walk;
    int reduces = quen__log_is_reduction(&here);
    walk->judged = here.judged;
    walk->reduces = here.reduces;
    return reduces;
}

/* The units that a line of a log with returns moves, below 0 for a return. */
static inline int64_t add_units(sums *t, quen__log_walk *walk, int64_t amount)
{
    int64_t units = walk->log->quantity[walk->line];
    int reduces = 0;
    if (amount < 0 && units >= 0) {
        reduces = is_reduction(walk);
        units = reduces ? 0 : -units;
    }
    t->refunds -= amount < 0 && !reduces ? amount : 0;
    t->units += units;
    return units;
}

/* Another line of an item: how the number of items bought changes. */
static inline int count_seen(uint32_t *seen, uint32_t customer, int64_t units)
{
    int first = units > 0 && *seen != customer;
    *seen = units > 0 ? customer : *seen;
    return first;
}

/* The same of items kept. */
static inline int count_kept(holding *held, uint32_t customer, int64_t units)
{
    int64_t before = held->customer == customer ? held->units : 0;
    *held = (holding){.customer = customer, .units = before + units};
    return (held->units > 0) - (before > 0);
}

/*
 * The line's money is returned, which the caller adds. `plain`, a constant: every line of
 * the log is a purchase.
 */
static inline int64_t add_line(sums *t, const job *j, quen__log_walk *walk,
                               uint32_t customer, const notes *own, int plain)
{
    const quen__log *log = walk->log;
    int64_t amount = log->amount[walk->line];
    int purchase = plain || quen__log_is_purchase(log, walk->line);
    uint32_t item = log->item[walk->line];
    t->lines += purchase;
    if (plain) {
        int64_t units = log->quantity[walk->line];
        t->units += units;
        t->items += count_seen(&own->seen[item], customer, units);
    } else {
        int64_t units = add_units(t, walk, amount);
        t->items += count_kept(&own->held[item], customer, units);
    }
    if (walk->times) {
        add_trend(t, j, walk->time, amount);
        t->last = purchase && walk->time > t->last ? walk->time : t->last;
    }
    return amount;
}

static inline void add_visit(sums *t, const job *j, int64_t time, int64_t value,
                             const notes *own)
{
    int64_t local = quen__clock_local(&j->clock, time);
    own->visits[t->visits] = (visit){time, value};
    t->first = t->visits ? t->first : time;
    t->visits++;
    t->last_visit = time;
    t->last = time > t->last ? time : t->last;
    t->value += value;
    t->weekend += quen__calendar_is_weekend(quen__calendar_day(local));
    t->seconds += quen__calendar_second_of_day(local);
}

/*
 * Add the orders where the walk stands up to its moment. Lines without times of their own
 * are of their order's, and looked at for it at once.
 */
static inline sums count_lines(sums t, quen__log_walk *from, const job *j,
                               uint32_t customer, const notes *own, int plain)
{
    quen__log_walk walk = *from;
    for (; quen__log_at_order(&walk); walk.order++) {
        int64_t value = 0, lines = t.lines, time = j->log->order_time[walk.order];
        for (quen__log_walk_lines(&walk); quen__log_at_line(&walk); walk.line++)
            value += add_line(&t, j, &walk, customer, own, plain);
        t.revenue += value;
        if (!walk.times)
            add_trend(&t, j, time, value);
        if (t.lines > lines)
            add_visit(&t, j, time, value, own);
    }
    *from = walk;
    return t;
}

static sums count_on(sums t, quen__log_walk *walk, const job *j, uint32_t customer,
                     const notes *own)
{
    return j->log->has_returns ? count_lines(t, walk, j, customer, own, 0)
                               : count_lines(t, walk, j, customer, own, 1);
}

static sums count_customer(const job *j, uint32_t customer, const notes *own)
{
    quen__log_walk walk = quen__log_walk_customer(j->log, customer, j->moment.now);
    return count_on((sums){.last = INT64_MIN}, &walk, j, customer, own);
}

/* Population standard deviation of the values of the visits. */
static double value_deviation(const visit *visits, size_t n, double mean)
{
    double squares = 0;
    for (size_t i = 0; i < n; i++) {
        double off = (double)visits[i].value - mean;
        squares += off * off;
    }
    return sqrt(squares / (double)n);
}

/* Population standard deviation of the gaps between visits, in seconds. */
static double gap_deviation(const visit *visits, size_t n, double mean)
{
    double squares = 0;
    for (size_t i = 1; i < n; i++) {
        double off = (double)(visits[i].time - visits[i - 1].time) - mean;
        squares += off * off;
    }
    return sqrt(squares / (double)(n - 1));
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static void describe_sums(const sums *t, const quen__features_moment *moment, double *x)
{
    double visits = (double)t->visits;
    x[QUEN__RECENCY_DAYS] = (double)(moment->now - t->last) / DAY;
    x[QUEN__TENURE_DAYS] = (double)(moment->now - t->first) / DAY;
    x[QUEN__ORDERS] = visits;
    x[QUEN__LINES] = (double)t->lines;
    x[QUEN__DISTINCT_ITEMS] = (double)t->items;
    x[QUEN__QUANTITY] = (double)t->units;
    x[QUEN__REVENUE] = (double)t->revenue;
    x[QUEN__WEEKEND_SHARE] = (double)t->weekend / visits;
    x[QUEN__HOUR] = (double)t->seconds / visits / 3600.0;
}

static void describe_shares(const sums *t, double *x)
{
    double recent = (double)t->recent, earlier = (double)t->earlier;
    double refunds = (double)t->refunds, sales = (double)(t->revenue + t->refunds);
    x[QUEN__REFUND_SHARE] = refunds >= sales ? t->refunds > 0 : ratio(refunds, sales);
    x[QUEN__TREND] = ratio(recent - earlier, fabs(recent) + fabs(earlier));
}

static void describe_spread(const sums *t, const visit *visits, double *x)
{
    size_t n = (size_t)t->visits;
    double mean = (double)t->value / (double)n;
    x[QUEN__ORDER_VALUE_MEAN] = mean;
    x[QUEN__ORDER_VALUE_STD] = value_deviation(visits, n, mean);
    x[QUEN__GAP_DAYS_MEAN] = x[QUEN__GAP_CV] = (double)NAN;
    if (n < 2)
        return;
    double gap = (double)(t->last_visit - t->first) / (double)(n - 1);
    x[QUEN__GAP_DAYS_MEAN] = gap / DAY;
    if (n > 2 && gap > 0)
        x[QUEN__GAP_CV] = gap_deviation(visits, n, gap) / gap;
}

/* The columns of a row that come from the log itself. */
static void put_builtin(const quen__schema *schema, const double *x, double *row)
{
    const quen__schema_column *column = schema->columns,
                              *end = column + schema->n_columns;
    for (; column < end; column++, row++)
        if (column->kind == QUEN__COLUMN_BUILTIN)
            *row = x[column->source];
}

static notes worker_notes(const job *j, unsigned worker)
{
    size_t items = worker * j->log->n_items;
    notes own = {.visits = j->all.visits + worker * j->max_orders};
    if (j->log->has_returns)
        own.held = j->all.held + items;
    else
        own.seen = j->all.seen + items;
    return own;
}

/* The row of a customer who was counted at a moment. */
static void describe(const job *j, const quen__features_moment *moment, const sums *t,
                     const notes *own, quen_features *features, size_t row)
{
    double x[QUEN_FEATURES_BUILTIN];
    describe_sums(t, moment, x);
    describe_shares(t, x);
    describe_spread(t, own->visits, x);
    put_builtin(j->schema, x, features->matrix + row * j->schema->n_columns);
}

static void describe_chunk(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    quen__range range = quen__chunk_range(&j->chunks, chunk);
    notes own = worker_notes(j, worker);
    for (size_t row = range.first; row < range.last; row++) {
        sums t = count_customer(j, j->features->customers[row], &own);
        describe(j, &j->moment, &t, &own, j->features, row);
    }
}

/* The most orders of a customer. */
static size_t most_orders(const quen__log *log)
{
    size_t most = 0;
    for (size_t c = 0; c < log->n_customers; c++) {
        size_t n = (size_t)(log->customer_start[c + 1] - log->customer_start[c]);
        most = n > most ? n : most;
    }
    return most;
}

static quen_status make_notes(quen__temp *temp, job *j)
{
    size_t items, orders;
    j->max_orders = most_orders(j->log);
    if (!quen__mul_size(j->log->n_items, temp->ctx->threads, &items) ||
        !quen__mul_size(j->max_orders, temp->ctx->threads, &orders))
        return quen__fail(temp->ctx, QUEN_ERR_MEMORY,
                          "out of memory: %zu items, %zu orders of a customer",
                          j->log->n_items, j->max_orders);
    size_t width = j->log->has_returns ? sizeof *j->all.held : sizeof *j->all.seen;
    void *of_items = quen__temp_new(temp, items, width);
    j->all.visits = of_items ? quen__temp_new(temp, orders, sizeof(visit)) : NULL;
    if (!j->all.visits)
        return QUEN_ERR_MEMORY;
    memset(of_items, 0xff, items * width); /* nobody's */
    j->all.seen = j->log->has_returns ? NULL : of_items;
    j->all.held = j->log->has_returns ? of_items : NULL;
    return QUEN_OK;
}

static quen_status describe_orders(quen_context *ctx, const quen__log *log,
                                   const quen__features_moment *moment,
                                   const quen__schema *schema, quen_features *features)
{
    quen__temp temp = QUEN__TEMP(ctx);
    job j = {.log = log,
             .moment = *moment,
             .clock = quen__clock_chosen(&log->clock, moment->utc_offset_s),
             .schema = schema,
             .features = features};
    j.chunks = quen__cut(features->rows, CHUNK);
    quen_status status = make_notes(&temp, &j);
    if (status == QUEN_OK)
        status =
            quen__parallel_for(ctx, j.chunks.count, describe_chunk, &j, "features", 0, 1);
    quen__temp_close(&temp);
    return status;
}

/* --- several moments --- */

#define MOMENTS QUEN__FEATURES_MOMENTS

/* A time at which a customer's sums are looked at. */
typedef struct stop {
    int64_t time;
    size_t moment;          /* the number of the moment, or MOMENTS: it is none */
    size_t recent, earlier; /* the stops where its last period begins, and the other */
} stop;

typedef struct history {
    job job;
    const quen__features_moment *moments;
    quen_features *const *out;
    const uint32_t *customers;
    size_t n, n_stops; /* moments; stops, which ascend */
    stop stops[3 * MOMENTS];
} history;

static size_t find_stop(const history *h, int64_t time)
{
    size_t s = 0;
    while (s < h->n_stops && h->stops[s].time < time)
        s++;
    return s;
}

static void add_stop(history *h, int64_t time)
{
    size_t s = find_stop(h, time);
    if (s < h->n_stops && h->stops[s].time == time)
        return;
    memmove(h->stops + s + 1, h->stops + s, (h->n_stops++ - s) * sizeof *h->stops);
    h->stops[s] = (stop){.time = time, .moment = MOMENTS};
}

/* A period before a time; nothing is earlier than QUEN_TIME_MIN. */
static int64_t before(int64_t time, int64_t period)
{
    return period > time - QUEN_TIME_MIN ? QUEN_TIME_MIN : time - period;
}

static void set_stops(history *h)
{
    int64_t period = h->moments[0].period;
    h->n_stops = 0;
    for (size_t k = 0; k < h->n; k++) {
        int64_t recent = before(h->moments[k].now, period);
        add_stop(h, h->moments[k].now);
        add_stop(h, recent);
        add_stop(h, before(recent, period));
    }
    for (size_t k = 0; k < h->n; k++) {
        int64_t recent = before(h->moments[k].now, period);
        stop *s = &h->stops[find_stop(h, h->moments[k].now)];
        s->moment = k;
        s->recent = find_stop(h, recent);
        s->earlier = find_stop(h, before(recent, period));
    }
}

/* 1 if an order of the customer has lines on both sides of a stop. */
static int has_parted_orders(const history *h, uint32_t customer)
{
    const quen__log *log = h->job.log;
    uint64_t last = log->customer_start[customer + 1];
    if (!log->time)
        return 0;
    for (uint64_t order = log->customer_start[customer]; order < last; order++) {
        int64_t begin = log->order_time[order], end = begin;
        for (uint64_t i = log->order_start[order]; i < log->order_start[order + 1]; i++)
            end = log->time[i] > end ? log->time[i] : end;
        size_t s = end > begin ? find_stop(h, begin + 1) : h->n_stops;
        if (s < h->n_stops && h->stops[s].time <= end)
            return 1;
    }
    return 0;
}

/* One walk: at each stop the sums are those of the orders before it. */
static void describe_on(const history *h, uint32_t customer, const notes *own,
                        size_t *rows)
{
    quen__log_walk walk = quen__log_walk_customer(h->job.log, customer, 0);
    int64_t revenue[3 * MOMENTS];
    sums t = {.last = INT64_MIN};
    for (size_t s = 0; s < h->n_stops; s++) {
        const stop *at = &h->stops[s];
        walk.now = at->time;
        if (quen__log_at_order(&walk))
            t = count_on(t, &walk, &h->job, customer, own);
        revenue[s] = t.revenue;
        if (at->moment == MOMENTS || t.visits == 0)
            continue;
        sums then = t;
        then.recent = revenue[s] - revenue[at->recent];
        then.earlier = revenue[at->recent] - revenue[at->earlier];
        describe(&h->job, &h->moments[at->moment], &then, own, h->out[at->moment],
                 rows[at->moment]++);
    }
}

/* The worker has not seen the customer with any item. */
static void forget(const history *h, uint32_t customer, const notes *own)
{
    const quen__log *log = h->job.log;
    for (uint64_t i = log->order_start[log->customer_start[customer]];
         i < log->order_start[log->customer_start[customer + 1]]; i++) {
        if (own->held)
            own->held[log->item[i]].customer = UINT32_MAX;
        else
            own->seen[log->item[i]] = UINT32_MAX;
    }
}

/* A walk for each moment. */
static void describe_apart(const history *h, uint32_t customer, const notes *own,
                           size_t *rows)
{
    for (size_t k = 0; k < h->n; k++) {
        job j = h->job;
        j.moment = h->moments[k];
        forget(h, customer, own);
        sums t = count_customer(&j, customer, own);
        if (t.visits > 0)
            describe(&j, &j.moment, &t, own, h->out[k], rows[k]++);
    }
}

/* The first row of a customer, or of one after. */
static size_t row_of(const quen_features *features, uint32_t customer)
{
    size_t first = 0, last = features->rows;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (features->customers[middle] < customer)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

static void describe_history(void *user, size_t chunk, unsigned worker)
{
    const history *h = user;
    quen__range range = quen__chunk_range(&h->job.chunks, chunk);
    notes own = worker_notes(&h->job, worker);
    size_t rows[MOMENTS];
    for (size_t k = 0; k < h->n; k++)
        rows[k] = row_of(h->out[k], h->customers[range.first]);
    for (size_t i = range.first; i < range.last; i++)
        if (has_parted_orders(h, h->customers[i]))
            describe_apart(h, h->customers[i], &own, rows);
        else
            describe_on(h, h->customers[i], &own, rows);
}

static quen_status describe_moments(quen_context *ctx, history *h, size_t n_customers)
{
    quen__temp temp = QUEN__TEMP(ctx);
    h->job.chunks = quen__cut(n_customers, CHUNK);
    set_stops(h);
    quen_status status = make_notes(&temp, &h->job);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, h->job.chunks.count, describe_history, h,
                                    "features", 0, 1);
    quen__temp_close(&temp);
    return status;
}

/* --- all customers --- */

static quen_status check_moment(quen_context *ctx, const quen__features_moment *moment)
{
    quen_status status = quen__calendar_check_moment(ctx, "features", moment->now);
    if (status == QUEN_OK)
        status = quen__clock_check(ctx, "features", moment->utc_offset_s);
    if (status == QUEN_OK)
        status = quen__options_above_zero(ctx, "features", "period_s", moment->period);
    return status;
}

/* Columns of money need a log that tells it. */
static quen_status check_money(quen_context *ctx, const quen__log *log,
                               const quen__schema *schema)
{
    for (size_t i = 0; i < schema->n_columns && !log->has_money; i++)
        if (schema->columns[i].kind == QUEN__COLUMN_BUILTIN &&
            quen__builtin_is_money((size_t)schema->columns[i].source))
            return quen__bad_argument(ctx,
                                      "features: %s is wanted, but the log tells no "
                                      "money: add amounts, or learn from a log without",
                                      quen__schema_name(schema, i));
    return QUEN_OK;
}

/* Rows of those of the customers who were there before a moment; NULL: of all. */
static quen_status list_rows(quen_context *ctx, const quen__log *log, int64_t now,
                             const quen__schema *schema, const uint32_t *customers,
                             size_t n_customers, quen_features **out)
{
    quen_features *f = quen__allocate_zero(ctx, 1, sizeof *f);
    size_t cells;
    *out = f;
    if (!f)
        return QUEN_ERR_MEMORY;
    f->allocator = ctx->allocator;
    f->now = now;
    f->customers = quen__allocate(ctx, n_customers, sizeof *f->customers);
    if (!f->customers)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n_customers; i++) {
        uint32_t customer = customers ? customers[i] : (uint32_t)i;
        if (quen__log_has_visits(log, customer, now))
            f->customers[f->rows++] = customer;
    }
    if (!quen__mul_size(f->rows, schema->n_columns, &cells))
        return quen__fail(ctx, QUEN_ERR_MEMORY, "out of memory: %zu x %zu features",
                          f->rows, (size_t)schema->n_columns);
    f->matrix = quen__allocate(ctx, cells, sizeof *f->matrix);
    return f->matrix ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* Attributes, and the schema's columns. */
static quen_status complete(quen_context *ctx, const quen_orders *orders,
                            size_t n_customers, const quen__schema *schema,
                            const quen_attribute *attributes, size_t n_attributes,
                            quen_features *f)
{
    quen_status status = quen__attributes_describe(ctx, orders, n_customers, schema,
                                                   attributes, n_attributes, f);
    f->schema = *schema;
    memset(&f->schema.image, 0, sizeof f->schema.image);
    return status;
}

quen_status quen__features_build(quen_context *ctx, const quen_orders *orders,
                                 const quen__features_moment *moment,
                                 const quen__schema *schema,
                                 const quen_attribute *attributes, size_t n_attributes,
                                 quen_features **out)
{
    quen__log log;
    quen_features *f = NULL;
    *out = NULL;
    quen_status status = quen__orders_log(ctx, orders, &log);
    if (status == QUEN_OK)
        status = check_moment(ctx, moment);
    if (status == QUEN_OK)
        status = check_money(ctx, &log, schema);
    if (status == QUEN_OK)
        status = list_rows(ctx, &log, moment->now, schema, NULL, log.n_customers, &f);
    if (status == QUEN_OK)
        status = describe_orders(ctx, &log, moment, schema, f);
    if (status == QUEN_OK)
        status =
            complete(ctx, orders, log.n_customers, schema, attributes, n_attributes, f);
    if (status != QUEN_OK) {
        quen_features_free(f);
        return status;
    }
    *out = f;
    return QUEN_OK;
}

quen_status quen__features_build_moments(quen_context *ctx, const quen_orders *orders,
                                         const quen__features_moment *moments, size_t n,
                                         const uint32_t *customers, size_t n_customers,
                                         const quen__schema *schema,
                                         const quen_attribute *attributes,
                                         size_t n_attributes, quen_features **out)
{
    quen__log log;
    history h = {.moments = moments, .out = out, .customers = customers, .n = n};
    quen_status status = quen__orders_log(ctx, orders, &log);
    if (status == QUEN_OK)
        status = check_money(ctx, &log, schema);
    for (size_t k = 0; k < n; k++) {
        out[k] = NULL;
        if (status == QUEN_OK)
            status = check_moment(ctx, &moments[k]);
        if (status == QUEN_OK)
            status = list_rows(ctx, &log, moments[k].now, schema, customers, n_customers,
                               &out[k]);
    }
    h.job = (job){.log = &log,
                  .moment = moments[0],
                  .clock = quen__clock_chosen(&log.clock, moments[0].utc_offset_s),
                  .schema = schema};
    if (status == QUEN_OK)
        status = describe_moments(ctx, &h, n_customers);
    for (size_t k = 0; status == QUEN_OK && k < n; k++)
        status = complete(ctx, orders, log.n_customers, schema, attributes, n_attributes,
                          out[k]);
    for (size_t k = 0; status != QUEN_OK && k < n; k++) {
        quen_features_free(out[k]);
        out[k] = NULL;
    }
    return status;
}
