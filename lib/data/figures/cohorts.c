/*
 * Cohorts: see quen/figures.h. A customer's cohort is the period of the first visit; the
 * walk along the orders adds to one row of the table. Each worker has a table of its own,
 * the first one that of the result; if tables are large, there is that one alone.
 */
#include <string.h>

#include "core/options.h"
#include "core/parallel.h"
#include "data/figures/cohorts.h"
#include "data/figures/periods.h"
#include "data/figures/runs.h"

#define NOUN "cohorts"

typedef struct job {
    const quen__log *log;
    const quen__periods *periods;
    size_t n_periods, n_cells; /* columns; cells of a table */
    quen__chunks chunks;
    quen__cohorts_table *tables; /* of each worker */
} job;

/* --- settings --- */

static quen_cohorts_options defaults(void)
{
    quen_cohorts_options options = {0};
    options.struct_size = sizeof options;
    options.period = QUEN_FIGURES_PERIOD_MONTH;
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    options.from_s = options.now_s = INT64_MIN;
    return options;
}

void quen_cohorts_options_init(quen_cohorts_options *options, size_t size)
{
    quen_cohorts_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

/* --- a customer --- */

static inline void follow(const job *j, size_t customer, const quen__cohorts_table *t,
                          int plain)
{
    size_t first = quen__figures_first(j->periods, j->log, customer), seen = first;
    if (first == QUEN__PERIODS_NONE || first < j->periods->first)
        return;
    size_t row = (first - j->periods->first) * j->n_periods;
    quen__log_walk walk = quen__log_walk_customer(j->log, customer, j->periods->now);
    t->customers[row]++;
    for (; quen__log_at_order(&walk); walk.order++) {
        size_t period = quen__periods_of(j->periods, j->log->order_time[walk.order]);
        quen__figures_run run;
        uint64_t purchases = 0;
        quen__log_walk_lines(&walk);
        while (quen__figures_next(j->periods, &walk, period, plain, &run)) {
            size_t since = run.period > first ? run.period - first : 0;
            purchases += run.purchases;
            if (t->revenue && since < j->n_periods)
                t->revenue[row + since] += run.revenue;
        }
        if (purchases > 0 && period > seen && period - first < j->n_periods)
            t->customers[row + period - first]++;
        seen = purchases > 0 && period > seen ? period : seen;
    }
}

static void follow_chunk(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    quen__range range = quen__chunk_range(&j->chunks, chunk);
    for (size_t c = range.first; c < range.last; c++)
        if (j->log->has_returns)
            follow(j, c, &j->tables[worker], 0);
        else
            follow(j, c, &j->tables[worker], 1);
}

/* --- all --- */

/* Tables of the workers but the first. */
static quen_status make_tables(quen__temp *temp, job *j, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        j->tables[i].customers = quen__temp_zero(temp, j->n_cells, sizeof(uint64_t));
        if (j->log->has_money)
            j->tables[i].revenue = quen__temp_zero(temp, j->n_cells, sizeof(int64_t));
        if (!j->tables[i].customers || (j->log->has_money && !j->tables[i].revenue))
            return QUEN_ERR_MEMORY;
    }
    return QUEN_OK;
}

static void merge(const job *j, const quen__cohorts_table *from)
{
    for (size_t i = 0; i < j->n_cells; i++) {
        j->tables[0].customers[i] += from->customers[i];
        if (from->revenue)
            j->tables[0].revenue[i] += from->revenue[i];
    }
}

static quen_status add_log(quen_context *ctx, quen__temp *temp, job *j,
                           const quen__cohorts_table *out)
{
    size_t n_customers = j->log->n_customers;
    size_t workers = quen__figures_workers(ctx, j->n_cells);
    j->tables = quen__temp_zero(temp, workers, sizeof *j->tables);
    if (!j->tables)
        return QUEN_ERR_MEMORY;
    j->tables[0] = *out;
    quen_status status = make_tables(temp, j, workers);
    j->chunks = quen__figures_cut(n_customers, workers);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, j->chunks.count, follow_chunk, j, NOUN, 0, 1);
    for (size_t i = 1; status == QUEN_OK && i < workers; i++)
        merge(j, &j->tables[i]);
    return status;
}

/* The result's own room, all zero. */
static quen_status make_room(quen_context *ctx, job *j, quen_cohorts *out)
{
    size_t n = out->n_cohorts = j->periods->n - j->periods->first;
    out->n_periods = j->n_periods;
    if (!quen__mul_size(n, j->n_periods, &j->n_cells) ||
        j->n_cells > QUEN_COHORTS_MAX_CELLS)
        return quen__bad_argument(
            ctx,
            "cohorts: %zu cohorts of %zu periods are more than %d cells: ask for longer "
            "periods, fewer of each cohort (most_periods), or a later beginning (from_s)",
            n, j->n_periods, QUEN_COHORTS_MAX_CELLS);
    int64_t *days = quen__allocate(ctx, n, sizeof *days);
    out->days = days;
    out->table.customers =
        quen__allocate_zero(ctx, j->n_cells, sizeof *out->table.customers);
    if (j->log->has_money)
        out->table.revenue =
            quen__allocate_zero(ctx, j->n_cells, sizeof *out->table.revenue);
    if (!days || !out->table.customers || (j->log->has_money && !out->table.revenue))
        return QUEN_ERR_MEMORY;
    if (n > 0)
        memcpy(days, j->periods->day + j->periods->first, n * sizeof *days);
    return QUEN_OK;
}

static quen_status fill(quen__temp *temp, const quen_orders *orders, const quen__log *log,
                        const quen_cohorts_options *o, quen_cohorts *out)
{
    quen__periods periods;
    quen__periods_wanted wanted = {NOUN, o->period, o->utc_offset_s, o->from_s,
                                   quen__orders_moment(orders, o->now_s)};
    job j = {.log = log, .periods = &periods};
    quen_status status = quen__periods_make(temp, orders, log, &wanted, &periods);
    out->now = wanted.now;
    if (status != QUEN_OK)
        return status;
    j.n_periods = periods.n - periods.first;
    if (o->most_periods > 0 && o->most_periods < j.n_periods)
        j.n_periods = o->most_periods;
    status = make_room(temp->ctx, &j, out);
    if (status == QUEN_OK && periods.n > 0)
        status = add_log(temp->ctx, temp, &j, &out->table);
    return status;
}

quen_status quen_cohorts_new(quen_context *ctx, const quen_orders *orders,
                             const quen_cohorts_options *given, quen_cohorts **out)
{
    quen_cohorts_options o = defaults();
    quen__temp temp = QUEN__TEMP(ctx);
    quen__log log;
    *out = NULL;
    quen_status status = quen__options_read(ctx, &o, sizeof o, given, NOUN);
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status == QUEN_OK)
        status =
            quen__options_choice(ctx, NOUN, "period", o.period, QUEN_FIGURES_PERIOD_YEAR);
    if (status != QUEN_OK)
        return status;
    quen_cohorts *cohorts = quen__allocate_zero(ctx, 1, sizeof *cohorts);
    if (!cohorts)
        return QUEN_ERR_MEMORY;
    cohorts->allocator = ctx->allocator;
    status = fill(&temp, orders, &log, &o, cohorts);
    quen__temp_close(&temp);
    if (status == QUEN_OK)
        *out = cohorts;
    else
        quen_cohorts_free(cohorts);
    return status;
}

void quen_cohorts_free(quen_cohorts *cohorts)
{
    if (!cohorts)
        return;
    quen_allocator allocator = cohorts->allocator;
    quen__release(&allocator, (void *)cohorts->days);
    quen__release(&allocator, cohorts->table.customers);
    quen__release(&allocator, cohorts->table.revenue);
    quen__release(&allocator, cohorts);
}

/* --- getters --- */

size_t quen_cohorts_n_cohorts(const quen_cohorts *cohorts)
{
    return cohorts->n_cohorts;
}

size_t quen_cohorts_n_periods(const quen_cohorts *cohorts)
{
    return cohorts->n_periods;
}

const int64_t *quen_cohorts_days(const quen_cohorts *cohorts)
{
    return cohorts->days;
}

const uint64_t *quen_cohorts_customers(const quen_cohorts *cohorts)
{
    return cohorts->table.customers;
}

const int64_t *quen_cohorts_revenue(const quen_cohorts *cohorts)
{
    return cohorts->table.revenue;
}

int quen_cohorts_has_money(const quen_cohorts *cohorts)
{
    return cohorts->table.revenue != NULL;
}

int64_t quen_cohorts_now_s(const quen_cohorts *cohorts)
{
    return cohorts->now;
}
