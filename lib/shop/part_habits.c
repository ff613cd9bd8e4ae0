/*
 * Habits: what a customer buys next and again, and when they usually come. Beside the
 * model, the items of each customer that are likeliest to be bought again soon, which
 * takes a microsecond for each item that they ever bought.
 */
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "shop/part.h"

#ifndef QUEN_NO_HABITS

/* Of the sections in the shop's image; part of the format. */
#define BASE 0x6000

/* What `due` of a customer looks ahead. */
#define HORIZON_S (INT64_C(30) * 86400)

/* --- training --- */

static quen_status add_due(quen__shop_training *t, const quen_habits *habits)
{
    size_t n = habits->n_customers * QUEN_SHOP_DUE;
    quen_due *told = quen__temp_new(&t->temp, n, sizeof *told);
    quen__shop_due *due = quen__temp_zero(&t->temp, n, sizeof *due);
    if (!told || !due)
        return QUEN_ERR_MEMORY;
    quen_status status =
        quen__habits_likeliest(t->ctx, habits, HORIZON_S, QUEN_SHOP_DUE, told);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        due[i] = (quen__shop_due){told[i].item, told[i].chance, told[i].due_s};
    quen__shop_training_add(t, QUEN__SHOP_DUE, 8, n * sizeof *due / 8, due);
    return QUEN_OK;
}

static quen_status train(quen__shop_training *t)
{
    quen_habits_options options;
    quen_habits *habits = NULL;
    quen_habits_options_init(&options, sizeof options);
    quen_status status =
        quen__options_read(t->ctx, &options, sizeof options, t->options.habits, "habits");
    options.now_s = t->meta.now_s;
    options.utc_offset_s = t->options.utc_offset_s;
    if (status == QUEN_OK)
        status = quen_habits_fit(t->ctx, t->orders, &options, &habits);
    if (status != QUEN_OK)
        return status;
    quen__shop_training_keep(t, &habits->model, BASE);
    return add_due(t, habits);
}

/* --- opening --- */

/* Those in use come first, likeliest first. */
static int is_due(const quen_shop *shop, const quen__shop_due *due, size_t i)
{
    const quen__shop_due *d = due + i;
    if (d->item == UINT32_MAX)
        return d->chance == 0 && d->due_s == 0;
    return d->item < shop->items.n && d->chance >= 0 && d->chance <= 1 &&
           d->due_s >= QUEN_TIME_MIN && d->due_s <= QUEN_TIME_MAX &&
           (i == 0 || (d[-1].item != UINT32_MAX && d->chance <= d[-1].chance));
}

static quen_status check(quen_context *ctx, quen_shop *shop)
{
    const void *due;
    size_t n = shop->customers.n, width = sizeof *shop->due / 8;
    if (shop->habits.n_items != shop->items.n || shop->habits.n_customers != n)
        return quen__bad_format(
            ctx, "the model knows %zu items and %zu customers, the shop %zu and %zu",
            shop->habits.n_items, shop->habits.n_customers, shop->items.n, n);
    quen_status status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_DUE, 8,
                                           n * QUEN_SHOP_DUE * width, "due", &due);
    if (status != QUEN_OK)
        return status;
    shop->due = due;
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < QUEN_SHOP_DUE; i++)
            if (!is_due(shop, shop->due + c * QUEN_SHOP_DUE, i))
                return quen__bad_format(ctx, "due: entry %zu is out of range",
                                        c * QUEN_SHOP_DUE + i);
    return QUEN_OK;
}

/* --- what is told of a customer --- */

static void tell(const quen_shop *shop, quen_shop_customer *c)
{
    const quen_habits *habits = &shop->habits;
    const quen__shop_due *due = shop->due + (size_t)c->customer * QUEN_SHOP_DUE;
    if (habits->rhythm[c->customer].times == 0 &&
        habits->cell_row[c->customer] == habits->cell_row[c->customer + 1])
        return;
    c->parts |= QUEN_SHOP_HABITS;
    c->hour =
        quen__habits_usual(habits, c->customer, QUEN_HABITS_HABIT_HOUR, &c->hour_share);
    c->weekday = quen__habits_usual(habits, c->customer, QUEN_HABITS_HABIT_WEEKDAY,
                                    &c->weekday_share);
    for (; c->n_due < QUEN_SHOP_DUE && due->item != UINT32_MAX; due++) {
        c->due[c->n_due] = (uint32_t)due->item;
        c->due_chance[c->n_due] = due->chance;
        c->due_s[c->n_due++] = due->due_s;
    }
}

/* --- what is held of customers --- */

static const quen__shop_section sections[] = {
    {QUEN__SHOP_DUE, QUEN__SHOP_ROWS, "habits.due", NULL},
    {BASE + QUEN__HABITS_INFO, QUEN__SHOP_KEPT, NULL, "habits: report"},
    {BASE + QUEN__HABITS_PAIR_ROWS, QUEN__SHOP_OFFSETS, "habits.items", NULL},
    {BASE + QUEN__HABITS_PAIRS, QUEN__SHOP_LISTS, "habits.items", NULL},
    {BASE + QUEN__HABITS_RHYTHM, QUEN__SHOP_ROWS,
     "habits.baskets habits.last habits.span_days", NULL},
    {BASE + QUEN__HABITS_ITEMS, QUEN__SHOP_KEPT, NULL, "habits: gaps of items"},
    {BASE + QUEN__HABITS_BASE, QUEN__SHOP_KEPT, NULL, "habits: popular items"},
    {BASE + QUEN__HABITS_ORDER, QUEN__SHOP_KEPT, NULL, "habits: popular items"},
    {BASE + QUEN__HABITS_NEIGHBOR_ROWS, QUEN__SHOP_KEPT, NULL,
     "habits: neighbours of items"},
    {BASE + QUEN__HABITS_NEIGHBORS, QUEN__SHOP_KEPT, NULL, "habits: neighbours of items"},
    {BASE + QUEN__HABITS_CELL_ROWS, QUEN__SHOP_OFFSETS,
     "habits.hours habits.weekdays habits.months habits.item_groups habits.channels",
     NULL},
    {BASE + QUEN__HABITS_CELLS, QUEN__SHOP_LISTS,
     "habits.hours habits.weekdays habits.months habits.item_groups habits.channels",
     NULL},
    {BASE + QUEN__HABITS_SHARES, QUEN__SHOP_KEPT, NULL, "habits: shares of the shop"},
    {0, 0, NULL, NULL},
};

static void put_item(quen__json *json, const quen_shop *shop, uint32_t item)
{
    quen__json_put_uint(json, "item", item);
    quen__json_put_key(json, "key", quen_shop_item_key(shop, item));
}

static void put_bought(quen__json *json, uint32_t times, int64_t last_s, float span_days)
{
    quen__json_put_uint(json, "baskets", times);
    if (times)
        quen__json_put_time(json, "last", last_s);
    else
        quen__json_put_null(json, "last");
    quen__json_put_double(json, "span_days", (double)span_days);
}

static void put_items(quen__json *json, const quen_shop *shop, size_t row)
{
    const quen_habits *h = &shop->habits;
    quen__json_name(json, "items");
    quen__json_open(json, '[');
    for (uint64_t i = h->pair_row[row]; i < h->pair_row[row + 1]; i++) {
        const quen__habits_pair *p = &h->pair[i];
        quen__json_open(json, '{');
        put_item(json, shop, p->item);
        put_bought(json, p->times, p->last_s, p->span_days);
        quen__json_put_double(json, "own", (double)p->own);
        quen__json_close(json, '}');
    }
    quen__json_close(json, ']');
}

/* The counts of one habit, whose values begin at *first; it goes behind them. */
static void put_counts(quen__json *json, const quen_habits *h, size_t row, uint32_t habit,
                       size_t *first)
{
    static const char *const names[QUEN__HABITS_HABITS] = {"hours", "weekdays", "months",
                                                           "item_groups", "channels"};
    size_t last = *first + (size_t)h->info->n_values[habit];
    quen__json_name(json, names[habit]);
    quen__json_open(json, '[');
    for (uint64_t i = h->cell_row[row]; i < h->cell_row[row + 1]; i++) {
        if (h->cell[i].value < *first || h->cell[i].value >= last)
            continue;
        quen__json_open(json, '{');
        quen__json_put_uint(json, "value", h->cell[i].value - *first);
        quen__json_put_uint(json, "count", h->cell[i].count);
        quen__json_close(json, '}');
    }
    quen__json_close(json, ']');
    *first = last;
}

static void put_due(quen__json *json, const quen_shop *shop, size_t row)
{
    const quen__shop_due *due = shop->due + row * QUEN_SHOP_DUE;
    quen__json_name(json, "due");
    quen__json_open(json, '[');
    for (size_t i = 0; i < QUEN_SHOP_DUE && due[i].item != UINT32_MAX; i++) {
        quen__json_open(json, '{');
        put_item(json, shop, (uint32_t)due[i].item);
        quen__json_put_double(json, "chance", due[i].chance);
        quen__json_put_time(json, "time", due[i].due_s);
        quen__json_close(json, '}');
    }
    quen__json_close(json, ']');
}

static void put_row(quen__json *json, const quen_shop *shop, size_t row)
{
    const quen__habits_rhythm *r = &shop->habits.rhythm[row];
    size_t first = 0;
    put_bought(json, r->times, r->last_s, r->span_days);
    put_items(json, shop, row);
    for (uint32_t habit = 0; habit < QUEN__HABITS_HABITS; habit++)
        put_counts(json, &shop->habits, row, habit, &first);
    put_due(json, shop, row);
}

static const quen__shop_holding holds = {.sections = sections, .put = put_row};

/* --- asking --- */

quen_status quen_shop_next_basket(quen_context *ctx, const quen_shop *shop,
                                  quen_key customer, const quen_shop_filter *filter,
                                  quen_habits_offer *offers, size_t capacity,
                                  size_t *count)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_offer_filter numbers;
    uint32_t number = UINT32_MAX;
    *count = 0;
    quen_status status = quen__shop_need(ctx, shop, QUEN_SHOP_HABITS, "habits");
    if (status == QUEN_OK)
        status = quen__shop_customer_or_stranger(ctx, shop, customer, &number);
    if (status == QUEN_OK && filter)
        status = quen__shop_filter_read(&temp, shop, filter, &numbers);
    if (status == QUEN_OK)
        status =
            quen_habits_next_basket(ctx, &shop->habits, number, filter ? &numbers : NULL,
                                    offers, capacity, count);
    quen__temp_close(&temp);
    return status;
}

/* Of one customer: all of the room is asked for, as min_chance cuts the list's end. */
static quen_status list_own(quen_context *ctx, const quen_shop *shop, quen_key customer,
                            int64_t now_s, int64_t horizon_s, double min_chance,
                            quen_due *due, size_t capacity, size_t *count)
{
    uint32_t number;
    quen_status status = quen_shop_find_customer(ctx, shop, customer, &number);
    if (status == QUEN_OK && !(min_chance >= 0 && min_chance <= 1))
        status = quen__bad_argument(ctx, "shop: min_chance is %g, not 0..1", min_chance);
    if (status == QUEN_OK)
        status = quen_habits_due(ctx, &shop->habits, number, now_s, horizon_s, due,
                                 capacity, count);
    while (*count > 0 && due[*count - 1].chance < min_chance)
        --*count;
    return status;
}

quen_status quen_shop_list_due(quen_context *ctx, const quen_shop *shop,
                               quen_key customer, int64_t now_s, int64_t horizon_s,
                               double min_chance, quen_due *due, size_t capacity,
                               size_t *count)
{
    *count = 0;
    quen_status status = quen__shop_need(ctx, shop, QUEN_SHOP_HABITS, "habits");
    if (status != QUEN_OK)
        return status;
    if (customer.kind != QUEN_KEY_NONE)
        return list_own(ctx, shop, customer, now_s, horizon_s, min_chance, due, capacity,
                        count);
    return quen_habits_list_due(ctx, &shop->habits, now_s, horizon_s, min_chance, due,
                                capacity, count);
}

const quen_habits *quen_shop_habits(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_HABITS) ? &shop->habits : NULL;
}

const quen__shop_part quen__shop_part_habits = {
    .bit = QUEN_SHOP_HABITS,
    .words = "habits",
    .train = train,
    .kind = &quen__habits_kind,
    .base = BASE,
    .model = offsetof(quen_shop, habits),
    .check = check,
    .tell = tell,
    .holds = &holds,
};

#endif
