/*
 * The shop as a file: attaching what is its own, then every part to its sections, each of
 * which checks what its model cannot know: that customers and items are within the key
 * tables, that orders of rows are what they claim to be.
 */
#include <string.h>

#include "shop/part.h"

static quen_status attach_meta(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    quen_status status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_META, 8,
                                           sizeof(quen__shop_meta) / 8, "shop", &data);
    if (status != QUEN_OK)
        return status;
    shop->meta = data;
    if (shop->meta->parts == 0)
        return quen__bad_format(ctx, "shop: it has no parts");
    shop->parts = (uint32_t)shop->meta->parts & quen__shop_parts_known();
    if (shop->meta->utc_offset_s != QUEN_CLOCK_OF_LOG &&
        (shop->meta->utc_offset_s < -86400 || shop->meta->utc_offset_s > 86400))
        return quen__bad_format(ctx, "shop: its clock is off by %lld s",
                                (long long)shop->meta->utc_offset_s);
    return QUEN_OK;
}

static quen_status attach_note(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    size_t n;
    quen_status status =
        quen__image_get(ctx, shop->model.home, QUEN__SHOP_NOTE, 1, "note", &data, &n);
    if (status != QUEN_OK)
        return status;
    if (n >= sizeof shop->note || (n && memchr(data, 0, n)))
        return quen__bad_format(ctx, "shop: its note is malformed");
    if (n)
        memcpy(shop->note, data, n);
    return QUEN_OK;
}

static quen_status attach_money(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    quen__shop_money money;
    char code[4] = "";
    quen_status status = QUEN_OK;
    shop->money.decimals = QUEN_DECIMALS_UNKNOWN;
    if (quen__image_has(shop->model.home, QUEN__SHOP_NO_MONEY))
        status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_NO_MONEY, 1, 0,
                                   "absent money", &data);
    if (status != QUEN_OK || !quen__image_has(shop->model.home, QUEN__SHOP_MONEY))
        return status;
    status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_MONEY, 8,
                               sizeof money / 8, "money", &data);
    if (status != QUEN_OK)
        return status;
    memcpy(&money, data, sizeof money);
    for (size_t i = 0; i < 3; i++)
        code[i] = (char)(money.currency >> 8 * i & 0xff);
    if (money.decimals > UINT32_MAX || money.currency >> 24 ||
        quen__orders_money(ctx, (uint32_t)money.decimals, code, &shop->money) != QUEN_OK)
        return quen__bad_format(ctx, "shop: its money is malformed");
    return QUEN_OK;
}

static quen_status attach_forgotten(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    if (!quen__image_has(shop->model.home, QUEN__SHOP_FORGOTTEN))
        return QUEN_OK;
    quen_status status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_FORGOTTEN, 8,
                                           1, "forgotten customers", &data);
    if (status != QUEN_OK)
        return status;
    memcpy(&shop->n_forgotten, data, sizeof shop->n_forgotten);
    if (shop->n_forgotten == 0 || shop->n_forgotten > UINT32_MAX)
        return quen__bad_format(ctx, "shop: %llu forgotten customers",
                                (unsigned long long)shop->n_forgotten);
    return QUEN_OK;
}

static quen_status attach_keys(quen_context *ctx, quen_shop *shop)
{
    quen_status status = quen__shop_keys_attach(ctx, shop);
    if (status != QUEN_OK)
        return status;
    return quen__keys_attach(ctx, shop->model.home, QUEN__SHOP_BASE_ITEMS, "item",
                             &shop->items);
}

/* --- the whole --- */

static quen_status attach_part(quen_context *ctx, const quen__shop_part *part,
                               quen_shop *shop)
{
    quen_status status = QUEN_OK;
    if (part->kind)
        status = quen__model_attach(ctx, part->kind, shop->model.home, part->base,
                                    (char *)shop + part->model);
    if (status == QUEN_OK && part->check)
        status = part->check(ctx, shop);
    return status == QUEN_OK ? status : quen__fail_in(ctx, status, part->words);
}

/* Parts that this library does not have, for it is older or was built without them, are
 * passed over, as are sections of no part. */
static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *model)
{
    quen_shop *shop = model;
    (void)image;
    (void)base;
    quen_status status = attach_meta(ctx, shop);
    if (status == QUEN_OK)
        status = attach_note(ctx, shop);
    if (status == QUEN_OK)
        status = attach_money(ctx, shop);
    if (status == QUEN_OK)
        status = attach_forgotten(ctx, shop);
    if (status == QUEN_OK)
        status = attach_keys(ctx, shop);
    for (const quen__shop_part *const *p = quen__shop_parts; *p && status == QUEN_OK; p++)
        if (quen__shop_has(shop, (*p)->bit))
            status = attach_part(ctx, *p, shop);
    return status;
}

const quen__model_kind quen__shop_kind = {QUEN__KIND_SHOP, UINT32_MAX, "shop",
                                          sizeof(quen_shop), attach};

QUEN__MODEL_FUNCTIONS(shop)
