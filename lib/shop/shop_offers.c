/*
 * Offers by key. A filter of keys becomes one of item numbers; what the shop does not
 * know is passed over, and told if asked.
 */
#include "core/options.h"
#include "core/alloc.h"
#include "data/keys/key_words.h"
#include "shop/part.h"

#include <stddef.h>

static quen_shop_filter defaults(void)
{
    quen_offer_filter plain;
    quen_shop_filter filter = {.struct_size = sizeof filter};
    quen_offer_filter_init(&plain, sizeof plain);
    filter.history_weight = plain.history_weight;
    return filter;
}

void quen_shop_filter_init(quen_shop_filter *filter, size_t size)
{
    quen_shop_filter all = defaults();
    quen__options_init(filter, size, &all, sizeof all);
}

/* Nobody is nobody in particular, in every shop. */
static quen_status check_kind(quen_context *ctx, const quen__keys *keys, quen_key key,
                              const char *what)
{
    if (key.kind == keys->kind || key.kind == QUEN_KEY_NONE || keys->n == 0)
        return QUEN_OK;
    return quen__key_not_found(ctx, "shop", what, keys->kind, key);
}

static quen_status check_kinds(quen_context *ctx, const quen__keys *keys,
                               const quen_key *list, size_t n)
{
    quen_status status = quen__extent_check(ctx, "shop: keys", n, 1, sizeof *list);
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        status = check_kind(ctx, keys, list[i], "item");
    return status;
}

/* The numbers of the keys that the shop knows; which it does not, if `unknown` is wanted.
 */
static quen_status numbers_of(quen__temp *temp, const quen_shop *shop,
                              const quen_key *keys, size_t n, uint8_t *unknown,
                              const uint32_t **out, size_t *n_out)
{
    size_t known = 0;
    uint32_t *numbers = quen__temp_new(temp, n, sizeof *numbers);
    if (!numbers)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        int found = quen__keys_find(&shop->items, keys[i], &numbers[known]);
        known += found != 0;
        if (unknown)
            unknown[i] = !found;
    }
    *out = numbers;
    *n_out = known;
    return QUEN_OK;
}

quen_status quen__shop_filter_read(quen__temp *temp, const quen_shop *shop,
                                   const quen_shop_filter *given, quen_offer_filter *out)
{
    quen_shop_filter filter = defaults();
    quen_offer_filter_init(out, sizeof *out);
    quen_status status = quen__options_read_all(temp->ctx, &filter, sizeof filter,
                                                offsetof(quen_shop_filter, reserved),
                                                given, "shop filter");
    if (status != QUEN_OK)
        return status;
    out->include_bought = filter.include_bought;
    out->no_popular = filter.no_popular;
    out->history_weight = filter.history_weight;
    if ((filter.n_exclude && !filter.exclude) || (filter.n_allow && !filter.allow))
        return quen__bad_argument(temp->ctx, "shop: the filter counts keys of no list");
    status = check_kinds(temp->ctx, &shop->items, filter.exclude, filter.n_exclude);
    if (status == QUEN_OK)
        status = check_kinds(temp->ctx, &shop->items, filter.allow, filter.n_allow);
    if (status == QUEN_OK && filter.exclude)
        status = numbers_of(temp, shop, filter.exclude, filter.n_exclude, filter.unknown,
                            &out->exclude, &out->n_exclude);
    if (status == QUEN_OK && filter.allow)
        status = numbers_of(temp, shop, filter.allow, filter.n_allow,
                            filter.unknown ? filter.unknown + filter.n_exclude : NULL,
                            &out->allow, &out->n_allow);
    return status;
}

/* What is offered to whom: a customer, an item, a basket of keys, or to a customer with a
 * basket. */
typedef struct question {
    quen_context *ctx;
    const quen_shop *shop;
    const quen_shop_filter *filter;
    quen_offer *offers;
    size_t capacity, *count;
} question;

typedef quen_status (*answer_fn)(const question *q, quen__temp *temp,
                                 const quen_offer_filter *filter, const void *about);

static quen_status ask(const question *q, answer_fn answer, const void *about)
{
    quen_offer_filter filter;
    *q->count = 0;
    quen_status status = quen__shop_need(q->ctx, q->shop, QUEN_SHOP_ITEMCF, "offers");
    if (status == QUEN_OK)
        status = quen__extent_check(q->ctx, "shop: capacity", q->capacity, 1,
                                    sizeof *q->offers);
    if (status != QUEN_OK)
        return status;
    quen__temp temp = QUEN__TEMP(q->ctx);
    status = quen__shop_filter_read(&temp, q->shop, q->filter, &filter);
    if (status == QUEN_OK)
        status = answer(q, &temp, &filter, about);
    quen__temp_close(&temp);
    return status;
}

quen_status quen__shop_customer_or_stranger(quen_context *ctx, const quen_shop *shop,
                                            quen_key key, uint32_t *customer)
{
    quen_status status = quen__shop_keys_fit(ctx, shop, key);
    if (status == QUEN_OK)
        status = check_kind(ctx, &shop->customers, key, "customer");
    if (status == QUEN_OK && !quen__keys_find(&shop->customers, key, customer))
        *customer = UINT32_MAX;
    return status;
}

/* Whom the shop does not know has bought nothing. */
static quen_status for_customer(const question *q, quen__temp *temp,
                                const quen_offer_filter *filter, const void *about)
{
    const quen_itemcf *itemcf = &q->shop->itemcf;
    const quen_key *key = about;
    uint32_t number;
    (void)temp;
    quen_status status = quen__shop_customer_or_stranger(q->ctx, q->shop, *key, &number);
    if (status != QUEN_OK)
        return status;
    if (number != UINT32_MAX)
        return quen_itemcf_recommend(q->ctx, itemcf, number, filter, q->offers,
                                     q->capacity, q->count);
    return quen_itemcf_recommend_basket(q->ctx, itemcf, NULL, 0, filter, q->offers,
                                        q->capacity, q->count);
}

quen_status quen_shop_recommend(quen_context *ctx, const quen_shop *shop,
                                quen_key customer, const quen_shop_filter *filter,
                                quen_offer *offers, size_t capacity, size_t *count)
{
    question q = {ctx, shop, filter, offers, capacity, count};
    return ask(&q, for_customer, &customer);
}

static quen_status for_item(const question *q, quen__temp *temp,
                            const quen_offer_filter *filter, const void *about)
{
    const quen_key *key = about;
    uint32_t number;
    (void)temp;
    quen_status status = quen_shop_find_item(q->ctx, q->shop, *key, &number);
    if (status != QUEN_OK)
        return status;
    return quen_itemcf_similar(q->ctx, &q->shop->itemcf, number, filter, q->offers,
                               q->capacity, q->count);
}

quen_status quen_shop_similar(quen_context *ctx, const quen_shop *shop, quen_key item,
                              const quen_shop_filter *filter, quen_offer *offers,
                              size_t capacity, size_t *count)
{
    question q = {ctx, shop, filter, offers, capacity, count};
    return ask(&q, for_item, &item);
}

typedef struct basket {
    const quen_key *items;
    size_t n;
    quen_key customer; /* whose it is, where that is asked */
} basket;

static quen_status read_basket(const question *q, quen__temp *temp, const basket *b,
                               const uint32_t **numbers, size_t *n)
{
    quen_status status = check_kinds(q->ctx, &q->shop->items, b->items, b->n);
    if (status == QUEN_OK)
        status = numbers_of(temp, q->shop, b->items, b->n, NULL, numbers, n);
    return status;
}

static quen_status for_basket(const question *q, quen__temp *temp,
                              const quen_offer_filter *filter, const void *about)
{
    const uint32_t *numbers;
    size_t n;
    quen_status status = read_basket(q, temp, about, &numbers, &n);
    if (status != QUEN_OK)
        return status;
    return quen_itemcf_recommend_basket(q->ctx, &q->shop->itemcf, numbers, n, filter,
                                        q->offers, q->capacity, q->count);
}

quen_status quen_shop_recommend_basket(quen_context *ctx, const quen_shop *shop,
                                       const quen_key *items, size_t n_items,
                                       const quen_shop_filter *filter, quen_offer *offers,
                                       size_t capacity, size_t *count)
{
    question q = {ctx, shop, filter, offers, capacity, count};
    basket b = {.items = items, .n = n_items};
    return ask(&q, for_basket, &b);
}

static quen_status for_both(const question *q, quen__temp *temp,
                            const quen_offer_filter *filter, const void *about)
{
    const basket *b = about;
    const uint32_t *numbers;
    uint32_t customer;
    size_t n;
    quen_status status =
        quen__shop_customer_or_stranger(q->ctx, q->shop, b->customer, &customer);
    if (status == QUEN_OK)
        status = read_basket(q, temp, b, &numbers, &n);
    if (status != QUEN_OK)
        return status;
    if (customer != UINT32_MAX)
        return quen_itemcf_recommend_customer_basket(q->ctx, &q->shop->itemcf, customer,
                                                     numbers, n, filter, q->offers,
                                                     q->capacity, q->count);
    return quen_itemcf_recommend_basket(q->ctx, &q->shop->itemcf, numbers, n, filter,
                                        q->offers, q->capacity, q->count);
}

quen_status quen_shop_recommend_customer_basket(quen_context *ctx, const quen_shop *shop,
                                                quen_key customer, const quen_key *items,
                                                size_t n_items,
                                                const quen_shop_filter *filter,
                                                quen_offer *offers, size_t capacity,
                                                size_t *count)
{
    question q = {ctx, shop, filter, offers, capacity, count};
    basket b = {items, n_items, customer};
    return ask(&q, for_both, &b);
}
