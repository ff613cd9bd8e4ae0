/*
 * Figures: how the shop is doing, for who opens the file and has no log. Months, cohorts,
 * when customers come, what sells more and less of late, and what was found in the log.
 * They are of nobody in particular: none has a row of a customer.
 */
#include <math.h>
#include <string.h>

#include "core/options.h"
#include "data/clock/clock.h"
#include "io/check.h"
#include "quen/shop_figures.h"
#include "shop/part.h"

#define MONTHS 60u  /* at most, the last ones */
#define COHORTS 24u /* at most, the last ones */
#define SALES_S (INT64_C(28) * 86400)

/* --- what sells more and less --- */

/*
 * How far an item's share of all sales has moved: by how many standard deviations of a
 * binomial law its late sales differ from what the shop's late and earlier sales let
 * expect. 0 where there is nothing to compare.
 */
static double z_of(const quen__shop_sales *s, uint32_t item)
{
    const uint32_t *sales = s->of + (size_t)item * 2;
    double recent = (double)s->recent, all = recent + (double)s->before;
    double n = (double)sales[0] + (double)sales[1];
    double expected = all > 0 ? n * recent / all : 0;
    double variance = all > 0 ? expected * ((double)s->before / all) : 0;
    return variance > 0 ? ((double)sales[0] - expected) / sqrt(variance) : 0;
}

static void add_up(quen__shop_sales *s)
{
    s->recent = s->before = 0;
    for (size_t i = 0; i < s->n; i++) {
        s->recent += s->of[2 * i];
        s->before += s->of[2 * i + 1];
    }
}

/* What rises comes first, the same in the order of items. */
static int rises_more(const void *user, uint32_t a, uint32_t b)
{
    double of_a = z_of(user, a), of_b = z_of(user, b);
    return of_a != of_b ? of_a > of_b : a < b;
}

/* --- training --- */

/* A copy of n entries for the shop's image. */
static quen_status keep(quen__shop_training *t, uint32_t id, uint32_t width, size_t n,
                        const void *from)
{
    void *kept = quen__temp_new(&t->temp, n, width);
    if (!kept)
        return QUEN_ERR_MEMORY;
    if (n > 0)
        memcpy(kept, from, n * width);
    quen__shop_training_add(t, id, width, n, kept);
    return QUEN_OK;
}

static quen_status keep_rows(quen__shop_training *t, uint32_t id,
                             const quen_figures *figures, size_t most)
{
    size_t n = figures->n < most ? figures->n : most;
    return keep(t, id, 8, n * sizeof *figures->rows / 8, figures->rows + figures->n - n);
}

static quen_status keep_cohorts(quen__shop_training *t, const quen_cohorts *cohorts)
{
    size_t n = cohorts->n_cohorts;
    quen_status status = keep(t, QUEN__SHOP_COHORT_DAYS, 8, n, cohorts->days);
    if (status == QUEN_OK)
        status = keep(t, QUEN__SHOP_COHORTS, 8, n * n, cohorts->table.customers);
    if (status == QUEN_OK && cohorts->table.revenue)
        status = keep(t, QUEN__SHOP_COHORT_MONEY, 8, n * n, cohorts->table.revenue);
    return status;
}

static quen_status add_cohorts(quen__shop_training *t, const quen_figures *months)
{
    quen_cohorts_options options;
    quen_cohorts *cohorts = NULL;
    quen_cohorts_options_init(&options, sizeof options);
    options.utc_offset_s = t->options.utc_offset_s;
    options.now_s = t->meta.now_s;
    if (months->n > COHORTS)
        options.from_s = months->rows[months->n - COHORTS].start_s;
    quen_status status = quen_cohorts_new(t->ctx, t->orders, &options, &cohorts);
    if (status == QUEN_OK)
        status = keep_cohorts(t, cohorts);
    quen_cohorts_free(cohorts);
    return status;
}

/* Months, cohorts, and one row of all the time. */
static quen_status add_periods(quen__shop_training *t)
{
    quen_figures_options options;
    quen_figures *months = NULL, *whole = NULL;
    quen_figures_options_init(&options, sizeof options);
    options.utc_offset_s = t->options.utc_offset_s;
    options.now_s = t->meta.now_s;
    quen_status status = quen_figures_new(t->ctx, t->orders, &options, &months);
    options.period = QUEN_FIGURES_PERIOD_ALL;
    if (status == QUEN_OK)
        status = quen_figures_new(t->ctx, t->orders, &options, &whole);
    if (status == QUEN_OK)
        status = keep_rows(t, QUEN__SHOP_MONTHS, months, MONTHS);
    if (status == QUEN_OK)
        status = keep_rows(t, QUEN__SHOP_WHOLE, whole, 1);
    if (status == QUEN_OK)
        status = add_cohorts(t, months);
    quen_figures_free(months);
    quen_figures_free(whole);
    return status;
}

static quen_status add_counts(quen__shop_training *t)
{
    quen__log log;
    quen__shop_sales sales = {0};
    quen_status status = quen__orders_log(t->ctx, t->orders, &log);
    if (status != QUEN_OK)
        return status;
    quen_zone clock = quen__clock_chosen(&log.clock, t->options.utc_offset_s);
    uint64_t *hours = quen__temp_new(&t->temp, QUEN_SHOP_HOURS, sizeof *hours);
    uint32_t *of = quen__temp_zero(&t->temp, log.n_items * 2, sizeof *of);
    if (!hours || !of)
        return QUEN_ERR_MEMORY;
    quen__figures_hours(&log, &clock, t->meta.now_s, hours);
    quen__figures_sales(&log, t->meta.now_s, SALES_S, of);
    quen__shop_training_add(t, QUEN__SHOP_HOURS, 8, QUEN_SHOP_HOURS, hours);
    quen__shop_training_add(t, QUEN__SHOP_SALES, 4, log.n_items * 2, of);
    sales.n = log.n_items;
    sales.of = of;
    add_up(&sales);
    return quen__shop_training_order(t, QUEN__SHOP_BY_SALES, log.n_items, rises_more,
                                     &sales);
}

/* In numbers: keys of customers, which sentences may quote, stay outside. */
static quen_status add_findings(quen__shop_training *t)
{
    quen_check_options options;
    quen_check *check = NULL;
    quen_check_options_init(&options, sizeof options);
    options.utc_offset_s = t->options.utc_offset_s;
    quen_status status = quen_orders_check(t->ctx, t->orders, &options, &check);
    if (status != QUEN_OK)
        return status;
    size_t n = quen_check_n_findings(check);
    quen_finding *found = quen__temp_new(&t->temp, n, sizeof *found);
    for (size_t i = 0; i < n && found; i++) {
        found[i] = *quen_check_finding(check, i);
        found[i].customer = UINT32_MAX;
    }
    quen_check_free(check);
    if (!found)
        return QUEN_ERR_MEMORY;
    quen__shop_training_add(t, QUEN__SHOP_FINDINGS, 8, n * sizeof *found / 8, found);
    return QUEN_OK;
}

static quen_status train(quen__shop_training *t)
{
    quen_status status = add_periods(t);
    if (status == QUEN_OK)
        status = add_counts(t);
    return status == QUEN_OK ? add_findings(t) : status;
}

/* --- opening --- */

/* Rows of `entry` bytes, of which there may be any number. */
static quen_status find_rows(quen_context *ctx, quen_shop *shop, uint32_t id,
                             size_t entry, const char *what, const void **data, size_t *n)
{
    quen_status status = quen__image_get(ctx, shop->model.home, id, 8, what, data, n);
    if (status != QUEN_OK)
        return status;
    if (*n % (entry / 8))
        return quen__bad_format(ctx, "%s: %zu numbers are no whole rows", what, *n);
    *n /= entry / 8;
    return QUEN_OK;
}

static quen_status attach_rows(quen_context *ctx, quen_shop *shop, uint32_t id,
                               const char *what, quen_figures *out)
{
    const void *data;
    quen_status status =
        find_rows(ctx, shop, id, sizeof *out->rows, what, &data, &out->n);
    if (status != QUEN_OK)
        return status;
    out->rows = data;
    out->now = shop->meta->now_s;
    out->has_money = quen_shop_has_money(shop);
    return quen__figures_check(ctx, out);
}

/* The tables are const all the same: nothing writes to what was opened. */
static quen_status attach_cohorts(quen_context *ctx, quen_shop *shop)
{
    quen_cohorts *c = &shop->cohorts;
    const quen__image *home = shop->model.home;
    const void *days, *customers, *money = NULL;
    quen_status status = quen__image_get(ctx, home, QUEN__SHOP_COHORT_DAYS, 8, "cohorts",
                                         &days, &c->n_cohorts);
    if (status == QUEN_OK && c->n_cohorts > shop->months.n)
        return quen__bad_format(ctx, "cohorts: %zu in %zu months", c->n_cohorts,
                                shop->months.n);
    size_t cells = c->n_cohorts * c->n_cohorts;
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, home, QUEN__SHOP_COHORTS, 8, cells,
                                   "customers of cohorts", &customers);
    if (status == QUEN_OK && shop->months.has_money)
        status = quen__image_get_n(ctx, home, QUEN__SHOP_COHORT_MONEY, 8, cells,
                                   "revenue of cohorts", &money);
    if (status != QUEN_OK)
        return status;
    c->n_periods = c->n_cohorts;
    c->now = shop->meta->now_s;
    c->days = days;
    c->table = (quen__cohorts_table){(uint64_t *)customers, (int64_t *)money};
    return quen__cohorts_check(ctx, c);
}

static quen_status attach_sales(quen_context *ctx, quen_shop *shop)
{
    const void *sales, *order;
    size_t n = shop->items.n;
    quen_status status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_SALES, 4,
                                           n * 2, "sales", &sales);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_BY_SALES, 4, n,
                                   "order by sales", &order);
    if (status != QUEN_OK)
        return status;
    shop->sales = (quen__shop_sales){n, sales, order, 0, 0};
    add_up(&shop->sales);
    return quen__shop_check_order(ctx, "order by sales", order, n, rises_more,
                                  &shop->sales);
}

static int is_finding(const quen_finding *f)
{
    return f->severity <= QUEN_SEVERITY_SEVERE && f->customer == UINT32_MAX &&
           f->reserved == 0 && isfinite(f->value) &&
           (f->time_s == INT64_MIN || quen__check_is_moment(f->time_s));
}

static quen_status attach_findings(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    quen_status status = find_rows(ctx, shop, QUEN__SHOP_FINDINGS, sizeof *shop->findings,
                                   "findings", &data, &shop->n_findings);
    if (status != QUEN_OK)
        return status;
    shop->findings = data;
    for (size_t i = 0; i < shop->n_findings; i++)
        if (!is_finding(&shop->findings[i]))
            return quen__bad_format(ctx, "findings: entry %zu is out of range", i);
    return QUEN_OK;
}

static quen_status check(quen_context *ctx, quen_shop *shop)
{
    const void *hours;
    quen_status status =
        attach_rows(ctx, shop, QUEN__SHOP_MONTHS, "months", &shop->months);
    if (status == QUEN_OK)
        status = attach_rows(ctx, shop, QUEN__SHOP_WHOLE, "the whole", &shop->whole);
    if (status == QUEN_OK && shop->whole.n > 1)
        return quen__bad_format(ctx, "the whole has %zu rows", shop->whole.n);
    if (status == QUEN_OK)
        status = attach_cohorts(ctx, shop);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_HOURS, 8,
                                   QUEN_SHOP_HOURS, "hours", &hours);
    if (status == QUEN_OK)
        status = attach_sales(ctx, shop);
    if (status == QUEN_OK)
        status = attach_findings(ctx, shop);
    if (status == QUEN_OK)
        shop->hours = hours;
    return status;
}

/* --- what is held --- */

static const quen__shop_section sections[] = {
    {QUEN__SHOP_MONTHS, QUEN__SHOP_KEPT, NULL, "figures: months"},
    {QUEN__SHOP_WHOLE, QUEN__SHOP_KEPT, NULL, "figures: the whole"},
    {QUEN__SHOP_COHORT_DAYS, QUEN__SHOP_KEPT, NULL, NULL},
    {QUEN__SHOP_COHORTS, QUEN__SHOP_KEPT, NULL, "figures: cohorts"},
    {QUEN__SHOP_COHORT_MONEY, QUEN__SHOP_KEPT, NULL, "figures: cohorts"},
    {QUEN__SHOP_HOURS, QUEN__SHOP_KEPT, NULL, "figures: hours of visits"},
    {QUEN__SHOP_SALES, QUEN__SHOP_KEPT, NULL, "figures: sales of items"},
    {QUEN__SHOP_BY_SALES, QUEN__SHOP_KEPT, NULL, "figures: sales of items"},
    {QUEN__SHOP_FINDINGS, QUEN__SHOP_KEPT, NULL, "figures: findings in the log"},
    {0, 0, NULL, NULL},
};

static const quen__shop_holding holds = {.sections = sections};

/* --- asking --- */

static int has_figures(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_FIGURES);
}

const quen_figures *quen_shop_months(const quen_shop *shop)
{
    return has_figures(shop) ? &shop->months : NULL;
}

const quen_figures *quen_shop_whole(const quen_shop *shop)
{
    return has_figures(shop) ? &shop->whole : NULL;
}

const quen_cohorts *quen_shop_cohorts(const quen_shop *shop)
{
    return has_figures(shop) ? &shop->cohorts : NULL;
}

const uint64_t *quen_shop_hours(const quen_shop *shop)
{
    return has_figures(shop) ? shop->hours : NULL;
}

size_t quen_shop_n_findings(const quen_shop *shop)
{
    return has_figures(shop) ? shop->n_findings : 0;
}

const quen_finding *quen_shop_finding(const quen_shop *shop, size_t finding)
{
    return finding < quen_shop_n_findings(shop) ? &shop->findings[finding] : NULL;
}

static quen_shop_trend trend_of(const quen__shop_sales *s, uint32_t direction,
                                uint32_t item)
{
    quen_shop_trend trend = {.item = item,
                             .recent = s->of[2 * (size_t)item],
                             .before = s->of[2 * (size_t)item + 1],
                             .direction = direction,
                             .z = z_of(s, item)};
    return trend;
}

quen_status quen_shop_list_trends(quen_context *ctx, const quen_shop *shop,
                                  uint32_t trend, double min_z, quen_shop_trend *trends,
                                  size_t capacity, size_t *count)
{
    const quen__shop_sales *s = &shop->sales;
    *count = 0;
    quen_status status = quen__shop_need(ctx, shop, QUEN_SHOP_FIGURES, "figures");
    if (status == QUEN_OK)
        status =
            quen__options_choice(ctx, "shop", "trend", trend, QUEN_SHOP_TREND_FALLING);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "shop", "min_z", min_z);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "shop: trends", capacity, 1, sizeof *trends);
    for (size_t i = 0; i < s->n && *count < capacity && status == QUEN_OK; i++) {
        int falls = trend == QUEN_SHOP_TREND_FALLING;
        quen_shop_trend t = trend_of(s, trend, s->order[falls ? s->n - 1 - i : i]);
        double moved = falls ? -t.z : t.z;
        if (moved <= 0 || moved < min_z)
            break;
        trends[(*count)++] = t;
    }
    return status;
}

const quen__shop_part quen__shop_part_figures = {
    .bit = QUEN_SHOP_FIGURES,
    .words = "figures",
    .train = train,
    .check = check,
    .holds = &holds,
};
