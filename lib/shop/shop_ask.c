/*
 * Asking a shop. Everything was checked when it was opened, so each question is a search
 * or two in sorted tables; what there is to say of a customer, each part knows.
 */
#include "core/options.h"
#include "core/rounding.h"
#include "data/keys/key_words.h"
#include "shop/part.h"

/* --- facts --- */

uint32_t quen_shop_parts(const quen_shop *shop)
{
    return shop->parts;
}

const char *quen_shop_churn_note(const quen_shop *shop)
{
    return shop->note;
}

size_t quen_shop_n_customers(const quen_shop *shop)
{
    return shop->customers.n;
}

size_t quen_shop_n_items(const quen_shop *shop)
{
    return shop->items.n;
}

int64_t quen_shop_now_s(const quen_shop *shop)
{
    return shop->meta->now_s;
}

int32_t quen_shop_utc_offset_s(const quen_shop *shop)
{
    return (int32_t)shop->meta->utc_offset_s;
}

int quen_shop_has_money(const quen_shop *shop)
{
    return !quen__image_has(shop->model.home, QUEN__SHOP_NO_MONEY);
}

void quen_shop_get_money(const quen_shop *shop, quen_money *money)
{
    *money = shop->money;
}

/* --- keys --- */

uint32_t quen_shop_customer_key_form(const quen_shop *shop)
{
    return shop->key_form;
}

static quen_key key_or_none(const quen__keys *keys, uint32_t number)
{
    quen_key none = {0};
    return number < keys->n ? quen__keys_at(keys, number) : none;
}

quen_key quen_shop_customer_key(const quen_shop *shop, uint32_t customer)
{
    return key_or_none(&shop->customers, customer);
}

quen_key quen_shop_item_key(const quen_shop *shop, uint32_t item)
{
    return key_or_none(&shop->items, item);
}

quen_status quen_shop_find_customer(quen_context *ctx, const quen_shop *shop,
                                    quen_key key, uint32_t *customer)
{
    quen_status status = quen__shop_keys_fit(ctx, shop, key);
    return status == QUEN_OK ? quen__keys_look_up(ctx, &shop->customers, "shop",
                                                  "customer", key, customer)
                             : status;
}

quen_status quen_shop_find_item(quen_context *ctx, const quen_shop *shop, quen_key key,
                                uint32_t *item)
{
    return quen__keys_look_up(ctx, &shop->items, "shop", "item", key, item);
}

/* --- one customer --- */

void quen_shop_customer_init(quen_shop_customer *customer, size_t size)
{
    quen_shop_customer zero = {0};
    quen__options_init(customer, size, &zero, sizeof zero);
}

static quen_status tell(quen_context *ctx, const quen_shop *shop, uint32_t number,
                        quen_shop_customer *customer)
{
    quen_shop_customer all = {.customer = number};
    quen_status status = quen__options_check(ctx, customer, "shop customer");
    if (status == QUEN_OK)
        status = quen__rounding_check(ctx);
    if (status != QUEN_OK)
        return status;
    all.key = quen__keys_at(&shop->customers, number);
    for (const quen__shop_part *const *p = quen__shop_parts; *p; p++)
        if ((*p)->tell && quen__shop_has(shop, (*p)->bit))
            (*p)->tell(shop, &all);
    quen__options_write(customer, &all, sizeof all);
    return QUEN_OK;
}

quen_status quen_shop_get_customer(quen_context *ctx, const quen_shop *shop, quen_key key,
                                   quen_shop_customer *customer)
{
    uint32_t number;
    quen_status status = quen_shop_find_customer(ctx, shop, key, &number);
    return status == QUEN_OK ? tell(ctx, shop, number, customer) : status;
}

quen_status quen_shop_get_customer_at(quen_context *ctx, const quen_shop *shop,
                                      uint32_t number, quen_shop_customer *customer)
{
    if (number < shop->customers.n)
        return tell(ctx, shop, number, customer);
    return quen__fail(ctx, QUEN_ERR_NOT_FOUND, "shop: there is no customer %u of %zu",
                      number, shop->customers.n);
}
