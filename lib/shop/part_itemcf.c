/*
 * Offers. Questions come in keys; the model answers in item numbers, which are the
 * shop's.
 */
#include "core/options.h"
#include "shop/part.h"

#include <stddef.h>

#ifndef QUEN_NO_ITEMCF

/* Of the sections in the shop's image; part of the format. */
#define BASE 0x3000

static quen_status train(quen__shop_training *t)
{
    quen_itemcf_options options;
    quen_itemcf *itemcf = NULL;
    quen_itemcf_options_init(&options, sizeof options);
    quen_status status = quen__options_read_all(t->ctx, &options, sizeof options,
                                                offsetof(quen_itemcf_options, reserved),
                                                t->options.itemcf, "itemcf");
    options.now_s = t->meta.now_s;
    if (status == QUEN_OK)
        status = quen_itemcf_fit(t->ctx, t->orders, &options, &itemcf);
    if (status == QUEN_OK)
        quen__shop_training_keep(t, &itemcf->model, BASE);
    return status;
}

static quen_status check(quen_context *ctx, quen_shop *shop)
{
    size_t items = quen_itemcf_n_items(&shop->itemcf),
           customers = quen_itemcf_n_customers(&shop->itemcf);
    if (items == shop->items.n && customers == shop->customers.n)
        return QUEN_OK;
    return quen__bad_format(
        ctx, "the model knows %zu items and %zu customers, the shop %zu and %zu", items,
        customers, shop->items.n, shop->customers.n);
}

/* All customers have a history, be it an empty one. */
static const quen__shop_section sections[] = {
    {BASE + QUEN__ITEMCF_HEAD, QUEN__SHOP_KEPT, NULL, "itemcf: number of customers"},
    {BASE + QUEN__ITEMCF_SUPPORT, QUEN__SHOP_KEPT, NULL, "itemcf: support of items"},
    {BASE + QUEN__ITEMCF_POPULAR, QUEN__SHOP_KEPT, NULL, "itemcf: support of items"},
    {BASE + QUEN__ITEMCF_ROWS, QUEN__SHOP_KEPT, NULL, "itemcf: neighbours of items"},
    {BASE + QUEN__ITEMCF_NEIGHBORS, QUEN__SHOP_KEPT, NULL, "itemcf: neighbours of items"},
    {BASE + QUEN__ITEMCF_HISTORY_ROWS, QUEN__SHOP_OFFSETS, "itemcf.history", NULL},
    {BASE + QUEN__ITEMCF_HISTORY, QUEN__SHOP_LISTS, "itemcf.history", NULL},
    {0, 0, NULL, NULL},
};

static void put_row(quen__json *json, const quen_shop *shop, size_t row)
{
    const uint32_t *items;
    size_t n = quen_itemcf_history(&shop->itemcf, (uint32_t)row, &items);
    quen__json_name(json, "history");
    quen__json_open(json, '[');
    for (size_t i = 0; i < n; i++) {
        quen__json_open(json, '{');
        quen__json_put_uint(json, "item", items[i]);
        quen__json_put_key(json, "key", quen_shop_item_key(shop, items[i]));
        quen__json_close(json, '}');
    }
    quen__json_close(json, ']');
}

static const quen__shop_holding holds = {.sections = sections, .put = put_row};

static void tell(const quen_shop *shop, quen_shop_customer *c)
{
    (void)shop;
    c->parts |= QUEN_SHOP_ITEMCF;
}

const quen_itemcf *quen_shop_itemcf(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_ITEMCF) ? &shop->itemcf : NULL;
}

const quen__shop_part quen__shop_part_itemcf = {
    .bit = QUEN_SHOP_ITEMCF,
    .words = "itemcf",
    .train = train,
    .kind = &quen__itemcf_kind,
    .base = BASE,
    .model = offsetof(quen_shop, itemcf),
    .check = check,
    .tell = tell,
    .holds = &holds,
};

#endif
