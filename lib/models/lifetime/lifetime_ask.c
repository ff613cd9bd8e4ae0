/*
 * Questions: each customer's row, or rows of the caller's, to a future, by the model or
 * by the plain answer that foresaw better.
 */
#include <float.h>
#include <math.h>

#include "core/alloc.h"
#include "core/parallel.h"
#include "math/special.h"
#include "models/lifetime/lifetime.h"

#define MONTHS 12 /* equal parts of a horizon, each discounted as of its end */

enum { P = QUEN__LIFETIME_FAMILY, Q, V };

typedef struct asking {
    const quen_lifetime *lifetime;
    quen__lifetime_law law;
    double horizon;
    const uint32_t *customers; /* NULL: 0, 1, ... */
    quen__lifetime_given rows; /* the model's or the caller's */
    quen_lifetime_future *futures;
    quen__chunks chunks;
} asking;

static quen__lifetime_law law_of(const quen_lifetime *lifetime)
{
    quen__lifetime_law law = {.family = (uint32_t)lifetime->info->family,
                              .k = (uint32_t)lifetime->info->regularity};
    for (size_t i = 0; i < QUEN__LIFETIME_FAMILY; i++)
        law.p[i] = lifetime->parameters[i];
    return law;
}

/* What an order is worth, of x at a mean of m: never more than any customer's mean was.
 */
static double worth(const quen_lifetime *lifetime, double x, double m)
{
    const double *p = lifetime->parameters;
    double most = lifetime->info->most_value, below = p[P] * x + p[Q] - 1;
    double value = below > 0 ? p[P] * (p[V] + (m > 0 ? m : 0) * x) / below
                             : lifetime->info->mean_value;
    return value >= 0 && value < most ? value : most;
}

/* Orders of a plain answer: at one rate. */
static double plain_rate(const quen__lifetime_info *info, double x, double t)
{
    return info->answer == QUEN_LIFETIME_ANSWER_OWN && t > 0 ? x / t : info->mean_rate;
}

static void plain_wait(double rate, double wait[3])
{
    static const double lasts[3] = {0.75, 0.5, 0.25};
    for (int i = 0; i < 3; i++) {
        double time = rate > 0 ? -quen__special_log(lasts[i]) / rate : DBL_MAX;
        wait[i] = time < QUEN__LIFETIME_MOST_WAIT ? time : QUEN__LIFETIME_MOST_WAIT;
    }
}

/* A customer on the way to a future. */
typedef struct customer {
    double x, t_x, t;
    quen__lifetime_now now;
} customer;

static double orders_within(const asking *a, const customer *c, double h)
{
    const quen__lifetime_info *info = a->lifetime->info;
    if (info->answer != QUEN_LIFETIME_ANSWER_MODEL)
        return plain_rate(info, c->x, c->t) * h;
    return quen__lifetime_orders(&a->law, c->x, c->t, &c->now, h);
}

/* Orders, each weighing what its money is worth now. */
static double discounted(const asking *a, const customer *c, double orders)
{
    double rate = quen__special_log1p(a->lifetime->info->discount), sum = 0, before = 0;
    if (rate == 0)
        return orders;
    for (int i = 1; i <= MONTHS; i++) {
        double end = a->horizon * i / MONTHS;
        double by_then = i < MONTHS ? orders_within(a, c, end) : orders;
        sum += (by_then - before) * quen__special_exp(-rate * end);
        before = by_then;
    }
    return sum;
}

static quen_lifetime_future future_of(const asking *a, size_t row)
{
    const quen__lifetime_info *info = a->lifetime->info;
    int there = a->rows.x[row] >= 0,
        by_model = info->answer == QUEN_LIFETIME_ANSWER_MODEL;
    customer c = {
        .x = there ? a->rows.x[row] : 0, .t_x = a->rows.t_x[row], .t = a->rows.t[row]};
    double value = a->rows.value ? a->rows.value[row] : 0;
    quen_lifetime_future future = {.customer = (uint32_t)row, .alive = info->mean_alive};
    if (by_model) {
        c.now = quen__lifetime_look(&a->law, c.x, c.t_x, c.t);
        future.alive = c.now.alive;
        future.regular = (uint32_t)quen__lifetime_is_regular(&a->law, c.x);
        quen__lifetime_wait(&a->law, c.x, c.t_x, c.t, 1, future.wait);
        quen__lifetime_wait_within(&a->law, c.x, c.t_x, c.t, a->horizon,
                                   future.wait_within);
    } else {
        plain_wait(plain_rate(info, c.x, c.t), future.wait);
        quen__lifetime_plain_within(plain_rate(info, c.x, c.t), a->horizon,
                                    future.wait_within);
    }
    future.orders = orders_within(a, &c, a->horizon);
    future.value = info->value_customers
                       ? discounted(a, &c, future.orders) *
                             worth(a->lifetime, a->rows.value ? c.x : 0, value)
                       : (double)NAN;
    return future;
}

static void ask_chunk(void *user, size_t chunk, unsigned worker)
{
    const asking *a = user;
    quen__range range = quen__chunk_range(&a->chunks, chunk);
    (void)worker;
    for (size_t i = range.first; i < range.last; i++)
        a->futures[i] = future_of(a, a->customers ? a->customers[i] : i);
}

static quen_status ask(quen_context *ctx, asking *a, size_t n)
{
    a->chunks = quen__cut(n, 256);
    return quen__parallel_for(ctx, a->chunks.count, ask_chunk, a, NULL, 0, 1);
}

/* --- of customers of the model --- */

int quen__lifetime_is_late(const quen_lifetime *lifetime, size_t row)
{
    const quen__lifetime_info *info = lifetime->info;
    double x = lifetime->x[row], t_x = lifetime->t_x[row];
    double silence = lifetime->t[row] - t_x, log_quarter = quen__special_log(0.25);
    if (x < 0)
        return 0;
    if (info->answer != QUEN_LIFETIME_ANSWER_MODEL)
        return plain_rate(info, x, t_x) * silence > -log_quarter;
    quen__lifetime_law law = law_of(lifetime);
    return quen__lifetime_log_lasts(&law, x, t_x, silence) < log_quarter;
}

/* --- the calls --- */

static quen_status check_horizon(quen_context *ctx, double horizon)
{
    if (!(horizon > 0 && horizon <= QUEN__LIFETIME_MOST_HORIZON))
        return quen__bad_argument(
            ctx, "lifetime: horizon is %g, not above 0 and at most 10^12", horizon);
    return QUEN_OK;
}

static quen_status check_customers(quen_context *ctx, const quen_lifetime *lifetime,
                                   const uint32_t *customers, size_t n)
{
    if (!customers && n > lifetime->n)
        return quen__bad_argument(ctx, "lifetime: %zu futures of %zu customers", n,
                                  lifetime->n);
    for (size_t i = 0; customers && i < n; i++)
        if (customers[i] >= lifetime->n)
            return quen__bad_argument(ctx,
                                      "lifetime: entry %zu: customer %u is not below %zu",
                                      i, (unsigned)customers[i], lifetime->n);
    return QUEN_OK;
}

quen_status quen_lifetime_predict(quen_context *ctx, const quen_lifetime *lifetime,
                                  double horizon, const uint32_t *customers, size_t n,
                                  quen_lifetime_future *futures)
{
    asking a = {.lifetime = lifetime,
                .law = law_of(lifetime),
                .horizon = horizon,
                .customers = customers,
                .rows = {lifetime->x, lifetime->t_x, lifetime->t, NULL, lifetime->value,
                         lifetime->n},
                .futures = futures};
    quen_status status = quen__extent_check(ctx, "lifetime: n", n, 1, sizeof *futures);
    if (status == QUEN_OK)
        status = check_horizon(ctx, horizon);
    if (status == QUEN_OK)
        status = check_customers(ctx, lifetime, customers, n);
    return status == QUEN_OK ? ask(ctx, &a, n) : status;
}

quen_status quen_lifetime_predict_rows(quen_context *ctx, const quen_lifetime *lifetime,
                                       double horizon, const double *x, const double *t_x,
                                       const double *t, const double *value, size_t n,
                                       quen_lifetime_future *futures)
{
    asking a = {.lifetime = lifetime,
                .law = law_of(lifetime),
                .horizon = horizon,
                .rows = {x, t_x, t, NULL, value, n},
                .futures = futures};
    quen_status status = quen__extent_check(ctx, "lifetime: n", n, 1, sizeof *futures);
    if (status == QUEN_OK)
        status = check_horizon(ctx, horizon);
    if (status == QUEN_OK)
        status = quen__lifetime_check_rows(ctx, &a.rows);
    return status == QUEN_OK ? ask(ctx, &a, n) : status;
}
