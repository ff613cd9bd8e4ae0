/* Figures as quen/figures.h has them: asked for, and told of. */
#include "core/options.h"
#include "data/figures/figures.h"

#define NOUN "figures"
#define MAX_SEGMENTS 1000

static quen_figures_options defaults(void)
{
    quen_figures_options options = {0};
    options.struct_size = sizeof options;
    options.period = QUEN_FIGURES_PERIOD_MONTH;
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    options.from_s = options.now_s = INT64_MIN;
    return options;
}

void quen_figures_options_init(quen_figures_options *options, size_t size)
{
    quen_figures_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

/* --- settings --- */

static quen_status check_segments(quen_context *ctx, const quen_figures_options *o,
                                  size_t n_customers)
{
    const uint32_t *segments = o->customer_segments;
    if (!segments && o->n_segments > 0)
        return quen__bad_argument(ctx,
                                  "figures: n_segments is %u without customer_segments: "
                                  "give a segment for each customer",
                                  o->n_segments);
    if (!segments)
        return QUEN_OK;
    quen_status status =
        quen__options_within(ctx, NOUN, "n_segments", o->n_segments, 1, MAX_SEGMENTS);
    if (status != QUEN_OK)
        return status;
    if (o->n_customer_segments != n_customers)
        return quen__bad_argument(ctx,
                                  "figures: there are %zu customer_segments, and the log "
                                  "has %zu customers: one for each is needed",
                                  o->n_customer_segments, n_customers);
    for (size_t i = 0; i < n_customers; i++)
        if (segments[i] >= o->n_segments && segments[i] != UINT32_MAX)
            return quen__bad_argument(ctx,
                                      "figures: customer %zu has segment %u, not below "
                                      "n_segments, %u: a customer in none has UINT32_MAX",
                                      i, segments[i], o->n_segments);
    return QUEN_OK;
}

static quen_status check_options(quen_context *ctx, const quen_figures_options *o,
                                 size_t n_customers)
{
    quen_status status =
        quen__options_choice(ctx, NOUN, "period", o->period, QUEN_FIGURES_PERIOD_ALL);
    if (status == QUEN_OK)
        status =
            quen__options_choice(ctx, NOUN, "count", o->count, QUEN_FIGURES_COUNT_DAYS);
    if (status == QUEN_OK)
        status =
            quen__extent_check(ctx, "figures: customer_segments", o->n_customer_segments,
                               1, sizeof *o->customer_segments);
    if (status == QUEN_OK)
        status = check_segments(ctx, o, n_customers);
    return status;
}

/* About a quarter of a year, where that is more than one period. */
static uint32_t default_patience(uint32_t period)
{
    static const uint8_t periods[] = {90, 13, 3, 1, 1, 1};
    return periods[period];
}

/* --- making them --- */

static quen_status fill(quen__temp *temp, const quen_orders *orders, const quen__log *log,
                        quen_figures_options *o, quen_figures *out)
{
    quen__periods periods;
    quen__periods_wanted wanted = {NOUN, o->period, o->utc_offset_s, o->from_s,
                                   quen__orders_moment(orders, o->now_s)};
    if (o->churn_after == 0)
        o->churn_after = default_patience(o->period);
    quen_status status = quen__periods_make(temp, orders, log, &wanted, &periods);
    out->now = wanted.now;
    out->has_money = log->has_money;
    if (status == QUEN_OK)
        status = quen__figures_build(temp->ctx, log, &periods, o, out);
    return status;
}

quen_status quen_figures_new(quen_context *ctx, const quen_orders *orders,
                             const quen_figures_options *given, quen_figures **out)
{
    quen_figures_options o = defaults();
    quen__temp temp = QUEN__TEMP(ctx);
    quen__log log;
    *out = NULL;
    quen_status status = quen__options_read(ctx, &o, sizeof o, given, NOUN);
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status == QUEN_OK)
        status = check_options(ctx, &o, log.n_customers);
    if (status != QUEN_OK)
        return status;
    quen_figures *figures = quen__allocate_zero(ctx, 1, sizeof *figures);
    if (!figures)
        return QUEN_ERR_MEMORY;
    figures->allocator = ctx->allocator;
    status = fill(&temp, orders, &log, &o, figures);
    quen__temp_close(&temp);
    if (status == QUEN_OK)
        *out = figures;
    else
        quen_figures_free(figures);
    return status;
}

void quen_figures_free(quen_figures *figures)
{
    if (!figures)
        return;
    quen_allocator allocator = figures->allocator;
    quen__release(&allocator, (void *)figures->rows);
    quen__release(&allocator, figures);
}

/* --- getters --- */

size_t quen_figures_n_rows(const quen_figures *figures)
{
    return figures->n;
}

const quen_figure *quen_figures_row(const quen_figures *figures, size_t row)
{
    return row < figures->n ? &figures->rows[row] : NULL;
}

int quen_figures_has_money(const quen_figures *figures)
{
    return figures->has_money;
}

int64_t quen_figures_now_s(const quen_figures *figures)
{
    return figures->now;
}
