/*
 * Figures: see quen/figures.h. Customers are cut into chunks; a customer is one walk
 * along the orders, which ascend by time, and adds whole numbers to the cells of the
 * segment's periods, of which each worker has its own. The workers' cells are merged, and
 * rows are made of the sums. Who has churned is seen at the next visit, or at the end.
 */
#include "data/figures/figures.h"

#include <math.h>

#include "core/parallel.h"
#include "data/clock/clock.h"
#include "data/figures/runs.h"
#include "data/parse/calendar.h"

#define DAY INT64_C(86400)
#define STAGE "figures"

/* --- sums --- */

/* A period of a segment. */
typedef struct cell {
    uint64_t lines, orders, orders_nobody;
    int64_t quantity, revenue, refunds, returning, nobody;
    uint64_t customers, fresh, retained, won_back, repeating, churned;
    int64_t gap;
} cell;

static void merge(cell *to, const cell *from)
{
    to->lines += from->lines;
    to->orders += from->orders;
    to->orders_nobody += from->orders_nobody;
    to->quantity += from->quantity;
    to->revenue += from->revenue;
    to->refunds += from->refunds;
    to->returning += from->returning;
    to->nobody += from->nobody;
    to->customers += from->customers;
    to->fresh += from->fresh;
    to->retained += from->retained;
    to->won_back += from->won_back;
    to->repeating += from->repeating;
    to->churned += from->churned;
    to->gap += from->gap;
}

static inline void add_run(cell *to, const quen__figures_run *run)
{
    to->lines += run->lines;
    to->quantity += run->quantity;
    to->revenue += run->revenue;
    to->refunds += run->refunds;
}

/* --- a customer --- */

typedef struct job {
    const quen__log *log;
    const quen__periods *periods;
    const quen_figures_options *options;
    quen_zone clock; /* of days */
    size_t patience; /* periods after which a customer has churned */
    size_t n_cells;  /* of a worker */
    quen__chunks chunks;
    cell *cells; /* of each worker, by segment and period */
} job;

/* How far a customer's visits were followed. */
typedef struct trail {
    size_t period;   /* of the last one */
    uint64_t orders; /* in it */
    int64_t time;    /* of the last one */
    quen__clock_days days;
} trail;

static inline void leave(const job *j, const trail *t, cell *cells)
{
    if (t->period != QUEN__PERIODS_NONE && j->patience < j->periods->n - t->period)
        cells[t->period + j->patience].churned++;
}

/* The first visit of a period. */
static inline void enter(const job *j, trail *t, size_t period, cell *cells)
{
    cell *here = &cells[period];
    here->customers++;
    if (t->period == QUEN__PERIODS_NONE) {
        here->fresh++;
    } else {
        here->retained += period - t->period == 1;
        if (period - t->period > j->patience) {
            leave(j, t, cells);
            here->won_back++;
        }
    }
    t->period = period;
    t->orders = 0;
}

static inline void add_visit(const job *j, trail *t, size_t period, int64_t time,
                             cell *cells)
{
    int is_first = t->period == QUEN__PERIODS_NONE;
    if (j->options->count == QUEN_FIGURES_COUNT_DAYS) {
        int64_t day = quen__calendar_day(quen__clock_local(&j->clock, time));
        if (!quen__clock_is_new_day(&t->days, day))
            return;
        time = day * DAY;
    }
    if (period != t->period)
        enter(j, t, period, cells);
    cells[period].orders++;
    cells[period].repeating += ++t->orders == 2;
    cells[period].gap += is_first ? 0 : time - t->time;
    t->time = time;
}

static inline void follow(const job *j, size_t customer, cell *cells, int plain)
{
    trail t = {.period = QUEN__PERIODS_NONE, .days = QUEN__CLOCK_DAYS};
    quen__log_walk walk = quen__log_walk_customer(j->log, customer, j->periods->now);
    size_t first = quen__figures_first(j->periods, j->log, customer);
    for (; quen__log_at_order(&walk); walk.order++) {
        int64_t time = j->log->order_time[walk.order];
        size_t period = quen__periods_of(j->periods, time);
        quen__figures_run run;
        uint64_t purchases = 0;
        quen__log_walk_lines(&walk);
        while (quen__figures_next(j->periods, &walk, period, plain, &run)) {
            add_run(&cells[run.period], &run);
            cells[run.period].returning += run.period > first ? run.revenue : 0;
            purchases += run.purchases;
        }
        if (purchases > 0)
            add_visit(j, &t, period, time, cells);
    }
    leave(j, &t, cells);
}

static size_t segment_of(const job *j, size_t customer)
{
    const uint32_t *segments = j->options->customer_segments;
    uint32_t none = j->options->n_segments;
    uint32_t own = segments ? segments[customer] : none;
    return own < none ? own : none;
}

static void follow_chunk(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    quen__range range = quen__chunk_range(&j->chunks, chunk);
    cell *own = j->cells + worker * j->n_cells;
    for (size_t c = range.first; c < range.last; c++) {
        cell *cells = own + segment_of(j, c) * j->periods->n;
        if (j->log->has_returns)
            follow(j, c, cells, 0);
        else
            follow(j, c, cells, 1);
    }
}

/* --- nobody --- */

static inline void add_nobody(const job *j, quen__range range, cell *cells, int plain)
{
    uint64_t base = j->log->customer_start[j->log->n_customers];
    quen__log_walk walk = quen__log_walk_orders(j->log, base + range.first,
                                                base + range.last, j->periods->now);
    for (; quen__log_at_order(&walk); walk.order++) {
        size_t period = quen__periods_of(j->periods, j->log->order_time[walk.order]);
        quen__figures_run run;
        uint64_t purchases = 0;
        quen__log_walk_lines(&walk);
        while (quen__figures_next(j->periods, &walk, period, plain, &run)) {
            add_run(&cells[run.period], &run);
            cells[run.period].nobody += run.revenue;
            purchases += run.purchases;
        }
        cells[period].orders += purchases > 0;
        cells[period].orders_nobody += purchases > 0;
    }
}

static void nobody_chunk(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    quen__range range = quen__chunk_range(&j->chunks, chunk);
    cell *cells = j->cells + worker * j->n_cells + j->options->n_segments * j->periods->n;
    if (j->log->has_returns)
        add_nobody(j, range, cells, 0);
    else
        add_nobody(j, range, cells, 1);
}

/* --- all --- */

static quen_status add_log(quen_context *ctx, quen__temp *temp, job *j)
{
    const quen__log *log = j->log;
    size_t workers = quen__figures_workers(ctx, j->n_cells);
    j->cells = quen__temp_zero(temp, workers * j->n_cells, sizeof *j->cells);
    if (!j->cells)
        return QUEN_ERR_MEMORY;
    j->chunks = quen__figures_cut(log->n_customers, workers);
    quen_status status =
        quen__parallel_for(ctx, j->chunks.count, follow_chunk, j, STAGE, 0, 0.9);
    if (status != QUEN_OK)
        return status;
    size_t of_nobody = (size_t)(log->n_orders - log->customer_start[log->n_customers]);
    j->chunks = quen__figures_cut(of_nobody, workers);
    status = quen__parallel_for(ctx, j->chunks.count, nobody_chunk, j, STAGE, 0.9, 1);
    for (size_t i = j->n_cells; status == QUEN_OK && i < workers * j->n_cells; i++)
        merge(&j->cells[i % j->n_cells], &j->cells[i]);
    return status;
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : (double)NAN;
}

/* What follows from the sums. */
void quen__figures_divide(quen_figure *f, uint64_t before, int has_money)
{
    uint64_t known = f->orders - f->orders_without_customer,
             repeats = known - f->customers_new;
    double orders = (double)f->orders, customers = (double)f->customers;
    int64_t of_known = f->revenue - f->revenue_without_customer;
    f->order_value_mean = ratio((double)f->revenue, has_money ? orders : 0);
    f->orders_per_customer = ratio((double)known, customers);
    f->quantity_per_order = ratio((double)f->quantity, orders);
    f->gap_days_mean = ratio((double)f->gap_s, (double)repeats * (double)DAY);
    f->repeat_rate = ratio((double)f->customers_repeating, customers);
    f->repeat_order_share = ratio((double)repeats, (double)known);
    f->retention = ratio((double)f->customers_retained, (double)before);
    f->returning_share = ratio((double)f->revenue_returning, (double)of_known);
    f->quick_ratio = ratio((double)f->customers_new + (double)f->customers_won_back,
                           (double)f->customers_churned);
}

static quen_figure row_of(const job *j, size_t period, uint32_t segment, const cell *sum,
                          uint64_t before)
{
    const quen__periods *p = j->periods;
    quen_figure f = {.start_s = p->start[period],
                     .end_s = p->start[period + 1],
                     .day = p->day[period],
                     .segment = segment,
                     .is_whole = p->start[period + 1] <= p->now,
                     .lines = sum->lines,
                     .quantity = sum->quantity,
                     .revenue = sum->revenue,
                     .refunds = sum->refunds,
                     .revenue_returning = sum->returning,
                     .revenue_without_customer = sum->nobody,
                     .orders = sum->orders,
                     .orders_without_customer = sum->orders_nobody,
                     .customers = sum->customers,
                     .customers_new = sum->fresh,
                     .customers_returning = sum->customers - sum->fresh,
                     .customers_retained = sum->retained,
                     .customers_won_back = sum->won_back,
                     .customers_repeating = sum->repeating,
                     .customers_churned = sum->churned,
                     .gap_s = (uint64_t)sum->gap};
    quen__figures_divide(&f, before, j->log->has_money);
    return f;
}

/* The rows of a period: the whole first. */
static size_t put_rows(const job *j, size_t period, quen_figure *rows)
{
    uint32_t n = j->options->n_segments;
    size_t width = j->periods->n;
    cell sum = {0};
    uint64_t before = 0;
    for (uint32_t s = 0; s <= n; s++) {
        const cell *own = &j->cells[s * width + period];
        uint64_t own_before = period > 0 ? own[-1].customers : 0;
        merge(&sum, own);
        before += own_before;
        if (n > 0)
            rows[1 + s] = row_of(j, period, s, own, own_before);
    }
    rows[0] = row_of(j, period, QUEN_FIGURES_ALL, &sum, before);
    return n > 0 ? (size_t)n + 2 : 1;
}

static quen_status keep_rows(quen_context *ctx, const job *j, quen_figures *out)
{
    size_t width = j->options->n_segments > 0 ? (size_t)j->options->n_segments + 2 : 1;
    size_t periods = j->periods->n - j->periods->first, n;
    if (!quen__mul_size(periods, width, &n))
        return quen__fail(ctx, QUEN_ERR_MEMORY, "out of memory: %zu periods", periods);
    quen_figure *rows = quen__allocate(ctx, n, sizeof *rows);
    out->rows = rows;
    if (!rows)
        return QUEN_ERR_MEMORY;
    for (size_t p = j->periods->first; p < j->periods->n; p++)
        out->n += put_rows(j, p, rows + out->n);
    return QUEN_OK;
}

quen_status quen__figures_build(quen_context *ctx, const quen__log *log,
                                const quen__periods *periods,
                                const quen_figures_options *options, quen_figures *out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    job j = {.log = log,
             .periods = periods,
             .options = options,
             .clock = quen__clock_chosen(&log->clock, options->utc_offset_s),
             .patience = options->churn_after};
    size_t segments = (size_t)options->n_segments + 1;
    quen_status status = QUEN_OK;
    if (!quen__mul_size(segments, periods->n, &j.n_cells))
        return quen__fail(ctx, QUEN_ERR_MEMORY, "out of memory: %zu segments", segments);
    if (periods->n > 0)
        status = add_log(ctx, &temp, &j);
    if (status == QUEN_OK && periods->n > 0)
        status = keep_rows(ctx, &j, out);
    quen__temp_close(&temp);
    return status;
}
