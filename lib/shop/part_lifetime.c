/*
 * Lifetimes: what a customer will be worth, and when they come next. Beside the model,
 * what is expected of each customer, which takes tens of microseconds to compute; what is
 * at stake of who is late, and the customers in the order of it.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "shop/part.h"

#ifndef QUEN_NO_LIFETIME

/* Of the sections in the shop's image; part of the format. */
#define BASE 0x5000

/* Of what is expected: it is what `value` and `stake` mean. */
#define HORIZON_DAYS 365

/* --- training --- */

static quen__shop_future future_of(const quen_lifetime *lifetime,
                                   const quen_lifetime_future *f, size_t row)
{
    quen__shop_future out = {f->alive, f->orders, f->value, {0, 0, 0}, 0};
    memcpy(out.wait, f->wait, sizeof out.wait);
    out.flags = f->regular ? QUEN__SHOP_REGULAR : 0;
    out.flags |= quen__lifetime_is_late(lifetime, row) ? QUEN__SHOP_LATE : 0;
    return out;
}

/* Value, or orders where that is not known, that is expected and may be lost. */
static double stake_of(const quen__shop_future *f)
{
    double worth = isnan(f->value) ? f->orders : f->value;
    return f->flags & QUEN__SHOP_LATE ? worth * (1 - f->alive) : 0;
}

static quen_status add_futures(quen__shop_training *t, const quen_lifetime *lifetime)
{
    size_t n = lifetime->n;
    quen_lifetime_future *told = quen__temp_new(&t->temp, n, sizeof *told);
    quen__shop_future *futures = quen__temp_zero(&t->temp, n, sizeof *futures);
    double *stakes = quen__temp_zero(&t->temp, n, sizeof *stakes);
    if (!told || !futures || !stakes)
        return QUEN_ERR_MEMORY;
    quen_status status =
        quen_lifetime_predict(t->ctx, lifetime, HORIZON_DAYS, NULL, n, told);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        if (lifetime->x[i] < 0)
            continue;
        futures[i] = future_of(lifetime, &told[i], i);
        stakes[i] = stake_of(&futures[i]);
    }
    quen__shop_training_add(t, QUEN__SHOP_FUTURES, 8, n * sizeof *futures / 8, futures);
    quen__shop_training_add(t, QUEN__SHOP_STAKES, 8, n, stakes);
    return quen__shop_training_rank(t, QUEN__SHOP_BY_STAKE, stakes, n);
}

static quen_status train(quen__shop_training *t)
{
    quen_lifetime_options options;
    quen_lifetime *lifetime = NULL;
    quen_lifetime_options_init(&options, sizeof options);
    quen_status status = quen__options_read(t->ctx, &options, sizeof options,
                                            t->options.lifetime, "lifetime");
    options.now_s = t->meta.now_s;
    options.utc_offset_s = t->options.utc_offset_s;
    if (status == QUEN_OK)
        status = quen_lifetime_fit(t->ctx, t->orders, &options, &lifetime);
    if (status != QUEN_OK)
        return status;
    quen__shop_training_keep(t, &lifetime->model, BASE);
    return add_futures(t, lifetime);
}

/* --- opening --- */

static quen_status find_sections(quen_context *ctx, quen_shop *shop)
{
    const void *futures, *stakes, *order;
    const quen__image *home = shop->model.home;
    size_t n = shop->customers.n;
    quen_status status =
        quen__image_get_n(ctx, home, QUEN__SHOP_STAKES, 8, n, "stakes", &stakes);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, home, QUEN__SHOP_BY_STAKE, 4, n, "order by stake",
                                   &order);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, home, QUEN__SHOP_FUTURES, 8,
                                   n * (sizeof *shop->futures / 8), "futures", &futures);
    if (status != QUEN_OK)
        return status;
    shop->stakes = stakes;
    shop->by_stake = order;
    shop->futures = futures;
    return QUEN_OK;
}

static int is_within(double value, double most)
{
    return value >= 0 && value <= most;
}

static int is_future(const quen__shop_future *f)
{
    return is_within(f->alive, 1) && is_within(f->orders, DBL_MAX) &&
           (isnan(f->value) || is_within(f->value, DBL_MAX)) &&
           is_within(f->wait[0], f->wait[1]) && f->wait[1] <= f->wait[2] &&
           f->wait[2] <= QUEN__LIFETIME_MOST_WAIT &&
           f->flags <= (QUEN__SHOP_REGULAR | QUEN__SHOP_LATE);
}

static quen_status check_customers(quen_context *ctx, quen_shop *shop)
{
    for (size_t i = 0; i < shop->customers.n; i++) {
        if (!is_within(shop->stakes[i], DBL_MAX))
            return quen__bad_format(ctx, "stakes: entry %zu is below 0 or not finite", i);
        if (!is_future(&shop->futures[i]))
            return quen__bad_format(ctx, "futures: entry %zu is out of range", i);
        shop->n_at_stake += shop->stakes[i] > 0;
    }
    return quen__shop_check_rank(ctx, "order by stake", shop->by_stake, shop->stakes,
                                 shop->customers.n);
}

static quen_status check(quen_context *ctx, quen_shop *shop)
{
    if (shop->lifetime.n != shop->customers.n)
        return quen__bad_format(ctx, "%zu lifetimes of %zu customers", shop->lifetime.n,
                                shop->customers.n);
    if (!shop->lifetime.info->has_time)
        return quen__bad_format(ctx, "they are of rows, and not of a log");
    quen_status status = find_sections(ctx, shop);
    return status == QUEN_OK ? check_customers(ctx, shop) : status;
}

/* --- what is told of a customer --- */

static int64_t next_of(const quen_lifetime *lifetime, double wait_days)
{
    int64_t now = lifetime->info->now_s;
    double wait = floor(wait_days * 86400);
    return wait < (double)(QUEN_TIME_MAX - now) ? now + (int64_t)wait : QUEN_TIME_MAX;
}

/* 0: the customer came first after the moment. */
static int tell_future(const quen_shop *shop, size_t row, quen_shop_customer *c)
{
    const quen__shop_future *f = &shop->futures[row];
    if (shop->lifetime.x[row] < 0)
        return 0;
    c->regular = (f->flags & QUEN__SHOP_REGULAR) != 0;
    c->late = (f->flags & QUEN__SHOP_LATE) != 0;
    c->alive = f->alive;
    c->orders = f->orders;
    c->value = f->value;
    c->stake = shop->stakes[row];
    for (size_t i = 0; i < 3; i++)
        c->next_s[i] = next_of(&shop->lifetime, f->wait[i]);
    return 1;
}

static void tell(const quen_shop *shop, quen_shop_customer *c)
{
    if (tell_future(shop, c->customer, c))
        c->parts |= QUEN_SHOP_LIFETIME;
}

/* --- what is held of customers --- */

static const quen__shop_section sections[] = {
    {QUEN__SHOP_STAKES, QUEN__SHOP_ROWS, "lifetime.stake", NULL},
    {QUEN__SHOP_BY_STAKE, QUEN__SHOP_ORDER, "lifetime.place", NULL},
    {QUEN__SHOP_FUTURES, QUEN__SHOP_ROWS,
     "lifetime.alive lifetime.orders lifetime.value lifetime.next lifetime.regular "
     "lifetime.late",
     NULL},
    {BASE + QUEN__LIFETIME_INFO, QUEN__SHOP_KEPT, NULL, "lifetime: report"},
    {BASE + QUEN__LIFETIME_PARAMETER, QUEN__SHOP_KEPT, NULL, "lifetime: parameters"},
    {BASE + QUEN__LIFETIME_ERROR, QUEN__SHOP_KEPT, NULL, "lifetime: parameters"},
    {BASE + QUEN__LIFETIME_X, QUEN__SHOP_ROWS, "lifetime.returns", NULL},
    {BASE + QUEN__LIFETIME_T_X, QUEN__SHOP_ROWS, "lifetime.last_day", NULL},
    {BASE + QUEN__LIFETIME_T, QUEN__SHOP_ROWS, "lifetime.days", NULL},
    {BASE + QUEN__LIFETIME_VALUE, QUEN__SHOP_ROWS, "lifetime.order_value", NULL},
    {0, 0, NULL, NULL},
};

static void put_next(quen__json *json, const quen_shop_customer *c)
{
    quen__json_name(json, "next");
    quen__json_open(json, '[');
    for (size_t i = 0; i < 3; i++)
        quen__json_time(json, c->next_s[i]);
    quen__json_close(json, ']');
}

static void put_row(quen__json *json, const quen_shop *shop, size_t row)
{
    const quen_lifetime *lifetime = &shop->lifetime;
    quen_shop_customer c = {0};
    quen__json_put_double(json, "returns", lifetime->x[row]);
    quen__json_put_double(json, "last_day", lifetime->t_x[row]);
    quen__json_put_double(json, "days", lifetime->t[row]);
    quen__json_put_double(json, "order_value",
                          lifetime->value ? lifetime->value[row] : (double)NAN);
    if (tell_future(shop, row, &c)) {
        quen__json_put_double(json, "alive", c.alive);
        quen__json_put_double(json, "orders", c.orders);
        quen__json_put_double(json, "value", c.value);
        quen__json_put_uint(json, "regular", c.regular);
        quen__json_put_uint(json, "late", c.late);
        put_next(json, &c);
    }
    quen__json_put_double(json, "stake", shop->stakes[row]);
    quen__json_put_uint(json, "place", quen__shop_place(shop->by_stake, row));
}

static const quen__shop_holding holds = {.sections = sections, .put = put_row};

/* --- asking --- */

quen_status quen_shop_list_lapsed_valuable(quen_context *ctx, const quen_shop *shop,
                                           double min_stake, uint32_t segment,
                                           uint32_t *customers, size_t capacity,
                                           size_t *count, size_t *total)
{
    quen__shop_ranking ranking = {shop->n_at_stake, shop->by_stake, NULL, shop->stakes};
    quen__shop_list list = {min_stake, segment, customers, capacity, count, total};
    quen_status status =
        quen__shop_list_begin(ctx, shop, QUEN_SHOP_LIFETIME, "lifetime", &list);
    if (status == QUEN_OK && !(min_stake >= 0 && isfinite(min_stake)))
        return quen__bad_argument(
            ctx, "shop: min_stake is %g, not a finite number of at least 0", min_stake);
    if (status == QUEN_OK)
        quen__shop_list_ranked(shop, &ranking, &list);
    return status;
}

const quen_lifetime *quen_shop_lifetime(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_LIFETIME) ? &shop->lifetime : NULL;
}

const quen__shop_part quen__shop_part_lifetime = {
    .bit = QUEN_SHOP_LIFETIME,
    .words = "lifetime",
    .train = train,
    .kind = &quen__lifetime_kind,
    .base = BASE,
    .model = offsetof(quen_shop, lifetime),
    .check = check,
    .tell = tell,
    .holds = &holds,
};

#endif
