/*
 * What a shop holds of its customers' keys: the keys; nothing, but how many there are; or
 * hashes under a secret that no file has.
 *
 * Numbers of customers ascend with their keys, so with hashes they must ascend with
 * these: else the file would tell the order of the keys. So the parts are trained on a
 * copy of the log whose customers are in the order of their hashes.
 */
#include <string.h>

#include "core/options.h"
#include "data/keys/key_secret.h"
#include "data/keys/key_words.h"
#include "math/index_sort.h"
#include "shop/part.h"

#define SIZE QUEN_KEY_HASH_SIZE

enum {
    PLAIN = QUEN_SHOP_CUSTOMER_KEYS_PLAIN,
    NUMBERS = QUEN_SHOP_CUSTOMER_KEYS_NUMBERS,
    HASHED = QUEN_SHOP_CUSTOMER_KEYS_HASHED
};

/* --- training --- */

quen_status quen__shop_keys_check(const quen__shop_training *t)
{
    const quen_shop_options *o = &t->options;
    quen_status status =
        quen__options_choice(t->ctx, "shop", "customer_keys", o->customer_keys, HASHED);
    if (status != QUEN_OK)
        return status;
    if (o->customer_keys == HASHED && !o->secret)
        return quen__bad_argument(t->ctx,
                                  "shop: secret is NULL: hashes of keys need one "
                                  "of %d bytes",
                                  SIZE);
    if (o->customer_keys != HASHED && o->secret)
        return quen__bad_argument(t->ctx,
                                  "shop: there is a secret, but customer_keys is %u, not "
                                  "QUEN_SHOP_CUSTOMER_KEYS_HASHED",
                                  o->customer_keys);
    return QUEN_OK;
}

static int hash_before(const void *user, uint32_t a, uint32_t b)
{
    const uint8_t *hashes = user;
    return memcmp(hashes + (size_t)a * SIZE, hashes + (size_t)b * SIZE, SIZE) < 0;
}

static quen_status refuse_equal(const quen__shop_training *t, uint32_t a, uint32_t b)
{
    char one[QUEN__KEY_WORDS], other[QUEN__KEY_WORDS];
    return quen__bad_argument(
        t->ctx, "shop: customers %s and %s have one hash: train with another secret",
        quen__key_words(quen_orders_customer_key(t->orders, a), one),
        quen__key_words(quen_orders_customer_key(t->orders, b), other));
}

/* The hashes in ascending order, and the customer of each. */
static quen_status sort_hashes(quen__shop_training *t, size_t n, uint32_t *customer)
{
    uint8_t *hashes = quen__temp_new(&t->temp, n, SIZE);
    uint32_t *scratch = quen__temp_new(&t->temp, n, sizeof *scratch);
    t->hashes = quen__temp_new(&t->temp, n, SIZE);
    if (!hashes || !scratch || !t->hashes)
        return QUEN_ERR_MEMORY;
    for (uint32_t i = 0; i < n; i++) {
        customer[i] = i;
        quen__key_hide(t->options.secret, quen_orders_customer_key(t->orders, i),
                       hashes + (size_t)i * SIZE);
    }
    quen__index_sort(customer, n, scratch, hash_before, hashes);
    for (size_t i = 0; i < n; i++) {
        uint8_t *to = t->hashes + i * SIZE;
        memcpy(to, hashes + (size_t)customer[i] * SIZE, SIZE);
        if (i && memcmp(to - SIZE, to, SIZE) == 0)
            return refuse_equal(t, customer[i - 1], customer[i]);
    }
    return QUEN_OK;
}

quen_status quen__shop_keys_begin(quen__shop_training *t)
{
    size_t n = quen__orders_customers(t->orders)->n;
    if (t->options.customer_keys != HASHED)
        return QUEN_OK;
    uint32_t *customer = quen__temp_new(&t->temp, n, sizeof *customer);
    quen_status status = customer ? sort_hashes(t, n, customer) : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__orders_reorder(t->ctx, t->orders, customer, &t->reordered);
    if (status == QUEN_OK)
        t->orders = t->reordered;
    return status;
}

static quen_status number_sections(quen__shop_training *t, size_t n, quen__section *out)
{
    uint8_t *bytes = quen__temp_zero(&t->temp, n, 1);
    *out = (quen__section){QUEN__SHOP_NUMBERS, 1, n, bytes};
    return bytes ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status hash_sections(quen__shop_training *t, size_t n, quen__section *out)
{
    uint64_t *offsets = quen__temp_new(&t->temp, n + 1, sizeof *offsets);
    if (!offsets)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i <= n; i++)
        offsets[i] = i * SIZE;
    quen__keys_text_sections(n, offsets, (const char *)t->hashes,
                             QUEN__SHOP_BASE_CUSTOMERS, out);
    return QUEN_OK;
}

quen_status quen__shop_keys_sections(quen__shop_training *t, quen__section *out,
                                     size_t *n)
{
    const quen__keymap *customers = quen__orders_customers(t->orders);
    if (t->options.customer_keys == PLAIN) {
        *n = quen__keys_sections(customers, QUEN__SHOP_BASE_CUSTOMERS, out);
        return QUEN_OK;
    }
    t->key_form = (uint8_t)t->options.customer_keys;
    out[0] = (quen__section){QUEN__SHOP_KEY_FORM, 1, 1, &t->key_form};
    *n = t->key_form == NUMBERS ? 2 : 3;
    return t->key_form == NUMBERS ? number_sections(t, customers->n, out + 1)
                                  : hash_sections(t, customers->n, out + 1);
}

/* --- opening --- */

static quen_status attach_form(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    shop->key_form = PLAIN;
    if (!quen__image_has(shop->model.home, QUEN__SHOP_KEY_FORM))
        return QUEN_OK;
    quen_status status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_KEY_FORM, 1,
                                           1, "form of keys", &data);
    if (status != QUEN_OK)
        return status;
    shop->key_form = *(const uint8_t *)data;
    if (shop->key_form != NUMBERS && shop->key_form != HASHED)
        return quen__bad_format(ctx, "shop: its customers' keys are of form %u",
                                shop->key_form);
    return QUEN_OK;
}

static quen_status attach_numbers(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    const uint8_t *bytes;
    size_t n;
    quen_status status = quen__image_get(ctx, shop->model.home, QUEN__SHOP_NUMBERS, 1,
                                         "customers without keys", &data, &n);
    if (status != QUEN_OK)
        return status;
    bytes = data;
    for (size_t i = 0; i < n; i++)
        if (bytes[i])
            return quen__bad_format(ctx, "shop: customer %zu without a key is %u, not 0",
                                    i, bytes[i]);
    if (n > QUEN__MAX_IDS)
        return quen__bad_format(ctx, "%zu customers are too many", n);
    shop->customers = (quen__keys){.n = n};
    return QUEN_OK;
}

quen_status quen__shop_keys_attach(quen_context *ctx, quen_shop *shop)
{
    const quen__keys *keys = &shop->customers;
    quen_status status = attach_form(ctx, shop);
    if (status != QUEN_OK || shop->key_form == NUMBERS)
        return status == QUEN_OK ? attach_numbers(ctx, shop) : status;
    status = quen__keys_attach(ctx, shop->model.home, QUEN__SHOP_BASE_CUSTOMERS,
                               "customer", &shop->customers);
    if (status != QUEN_OK || shop->key_form == PLAIN)
        return status;
    if (keys->kind != QUEN_KEY_BYTES)
        return quen__bad_format(ctx, "shop: hashes of keys are numbers");
    for (size_t i = 0; i <= keys->n; i++)
        if (keys->offsets[i] != i * SIZE)
            return quen__bad_format(ctx, "shop: hash %zu of a key is not of %d bytes",
                                    i ? i - 1 : 0, SIZE);
    return QUEN_OK;
}

/* --- asking --- */

quen_status quen__shop_keys_fit(quen_context *ctx, const quen_shop *shop, quen_key key)
{
    char words[QUEN__KEY_WORDS];
    if (key.kind == QUEN_KEY_NONE || shop->key_form == PLAIN)
        return QUEN_OK;
    if (shop->key_form == NUMBERS)
        return quen__fail(ctx, QUEN_ERR_NOT_FOUND,
                          "shop: it has no keys of customers: ask by their numbers");
    if (key.kind == QUEN_KEY_BYTES && key.size == SIZE)
        return QUEN_OK;
    return quen__fail(ctx, QUEN_ERR_NOT_FOUND,
                      "shop: it has hashes of %d bytes for customers' keys, and %s is "
                      "none: ask with what quen_key_hash() makes of it",
                      SIZE, quen__key_words(key, words));
}
