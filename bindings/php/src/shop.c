/* Quen\Shop: training, forgetting, parts and exports. */
#include "php_quen.h"

#include "orders.h"

/* ---- training ---- */

/* The options of all parts. */
typedef struct settings {
    quen_shop_options shop;
    quen_rfm_options rfm;
    quen_kmeans_options kmeans;
    quen_itemcf_options itemcf;
    quen_churn_options churn;
    quen_lifetime_options lifetime;
    quen_habits_options habits;
} settings;

static const struct {
    const char *name;
    uint32_t bit;
} parts[] = {{"rfm", QUEN_SHOP_RFM},           {"kmeans", QUEN_SHOP_KMEANS},
             {"itemcf", QUEN_SHOP_ITEMCF},     {"churn", QUEN_SHOP_CHURN},
             {"lifetime", QUEN_SHOP_LIFETIME}, {"habits", QUEN_SHOP_HABITS},
             {"figures", QUEN_SHOP_FIGURES}};

enum { N_PARTS = sizeof parts / sizeof *parts };

static uint32_t bit_of(const zval *name)
{
    for (int i = 0; i < N_PARTS; i++)
        if (Z_TYPE_P(name) == IS_STRING &&
            zend_string_equals_cstr(Z_STR_P(name), parts[i].name, strlen(parts[i].name)))
            return parts[i].bit;
    return 0;
}

static bool take_parts(pq_call *c, uint32_t *sum)
{
    const zval *given = pq_given(c, "parts");
    zval *name;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, "parts", "a list of names", given);
    *sum = 0;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), name)
    {
        ZVAL_DEREF(name);
        if (!bit_of(name))
            return pq_refuse_at(c, "parts",
                                "they are of rfm, kmeans, itemcf, churn, lifetime, "
                                "habits and figures");
        *sum |= bit_of(name);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* An argument of options by name; NULL: none. False with an exception. */
static bool part_given(pq_call *c, const char *name, const HashTable **array)
{
    const zval *given = pq_given(c, name);

    *array = given && Z_TYPE_P(given) == IS_ARRAY ? Z_ARRVAL_P(given) : NULL;
    return !given || *array || pq_wrong_at(c, name, "an array of options by name", given);
}

static bool take_rfm(pq_call *c, settings *s, int decimals)
{
    const HashTable *array;

    if (!part_given(c, "rfm", &array))
        return false;
    s->shop.rfm = array ? &s->rfm : NULL;
    return !array || pq_rfm_options(c, array, decimals, &s->rfm);
}

static bool take_plain(pq_call *c, const pq_options *kind, const char *name,
                       void *options, bool *given)
{
    const HashTable *array;

    if (!part_given(c, name, &array))
        return false;
    *given = array != NULL;
    return !array || pq_read_array(c, kind, array, "", options);
}

static bool take_churn(pq_call *c, settings *s, uint32_t kind, bool *given)
{
    if (!take_plain(c, &options_churn, "churn", &s->churn, given))
        return false;
    if (!*given)
        quen_churn_options_init(&s->churn, sizeof s->churn);
    if (!pq_attributes(c, "attributesAtCutoff", kind, &s->churn.attributes,
                       &s->churn.n_attributes))
        return false;
    *given = *given || s->churn.n_attributes > 0;
    return true;
}

static bool take_secret(pq_call *c, const uint8_t **secret)
{
    const zval *given = pq_given(c, "secret");

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_STRING || Z_STRLEN_P(given) != QUEN_KEY_HASH_SIZE)
        return pq_refuse_at(c, "secret", "it is a string of 16 bytes");
    *secret = (const uint8_t *)Z_STRVAL_P(given);
    return true;
}

static bool take_settings(pq_call *c, const pq_object *orders, settings *s)
{
    uint32_t kind = pq_customer_kind(orders->handle);
    bool kmeans, itemcf, churn, lifetime, habits;

    if (!pq_read_arguments(c, &options_shop, &s->shop) ||
        !take_parts(c, &s->shop.parts) || !take_secret(c, &s->shop.secret) ||
        !take_rfm(c, s, orders->decimals) ||
        !take_plain(c, &options_kmeans, "kmeans", &s->kmeans, &kmeans) ||
        !take_plain(c, &options_itemcf, "itemcf", &s->itemcf, &itemcf) ||
        !take_churn(c, s, kind, &churn) ||
        !take_plain(c, &options_lifetime, "lifetime", &s->lifetime, &lifetime) ||
        !take_plain(c, &options_habits, "habits", &s->habits, &habits) ||
        !pq_attributes(c, "attributes", kind, &s->shop.attributes, &s->shop.n_attributes))
        return false;
    s->shop.kmeans = kmeans ? &s->kmeans : NULL;
    s->shop.itemcf = itemcf ? &s->itemcf : NULL;
    s->shop.churn = churn ? &s->churn : NULL;
    s->shop.lifetime = lifetime ? &s->lifetime : NULL;
    s->shop.habits = habits ? &s->habits : NULL;
    return true;
}

ZEND_METHOD(Quen_Shop, train)
{
    pq_call call, *c = &call;
    const pq_object *orders;
    quen_shop *shop;
    settings s;

    if (!pq_begin(c, execute_data))
        return;
    orders = pq_orders_argument(c, 1);
    if (orders && take_settings(c, orders, &s) &&
        pq_ok(c, quen_shop_train(c->ctx, c->log, &s.shop, &shop)))
        pq_opened(pq_make(return_value, &noun_shop, shop, NULL), orders->decimals);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, forget)
{
    HashTable *list;
    quen_key *keys;
    quen_shop *shop;
    size_t n;

    PQ_BEGIN(self);
    if (pq_array(c, 1, &list) &&
        pq_keys(c, list, pq_customer_kind(self->handle), "customers", &keys, &n) &&
        pq_ok(c, quen_shop_forget(c->ctx, self->handle->thing, keys, n, &shop)))
        pq_make(return_value, &noun_shop, shop, NULL)->decimals = self->decimals;
    pq_end(c);
}

/* ---- what it is ---- */

ZEND_METHOD(Quen_Shop, parts)
{
    PQ_BEGIN(self);
    array_init(return_value);
    for (int i = 0; i < N_PARTS; i++)
        if (quen_shop_parts(self->handle->thing) & parts[i].bit)
            add_next_index_string(return_value, parts[i].name);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, decimals)
{
    int decimals;

    PQ_BEGIN(self);
    if (pq_decimals(self, &decimals))
        RETVAL_LONG(decimals);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, currency)
{
    quen_money money;

    PQ_BEGIN(self);
    quen_shop_get_money(self->handle->thing, &money);
    RETVAL_STRING(money.currency);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, customerKeys)
{
    static const char *const forms[] = {"plain", "numbers", "hashed"};

    PQ_BEGIN(self);
    RETVAL_STRING(forms[quen_shop_customer_key_form(self->handle->thing)]);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, customers)
{
    PQ_BEGIN(self);
    size_t n = quen_shop_n_customers(self->handle->thing);
    pq_rows_new(return_value, pq_customer_row, n, n, self, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, items)
{
    PQ_BEGIN(self);
    size_t n = quen_shop_n_items(self->handle->thing);
    pq_rows_new(return_value, pq_item_row, n, n, self, NULL);
    pq_end(c);
}

/* ---- parts ---- */

static void put_part(zval *to, pq_object *self, const pq_noun *noun, const void *part)
{
    const char *note =
        noun == &noun_churn ? quen_shop_churn_note(self->handle->thing) : "";
    zend_string *sentence;

    if (part) {
        pq_make_part(to, noun, part, self);
        return;
    }
    sentence = strpprintf(0, "the shop was trained without %s%s%s", noun->name,
                          *note ? ": " : "", note);
    pq_raise(QUEN_ERR_NO_PART, ZSTR_VAL(sentence));
    zend_string_release(sentence);
}

#define PART(noun)                                                                       \
    ZEND_METHOD(Quen_Shop, noun)                                                         \
    {                                                                                    \
        PQ_BEGIN(self);                                                                  \
        put_part(return_value, self, &noun_##noun,                                       \
                 quen_shop_##noun(self->handle->thing));                                 \
        pq_end(c);                                                                       \
    }

PART(rfm)
PART(kmeans)
PART(itemcf)
PART(churn)
PART(lifetime)
PART(habits)
PART(scaler)

ZEND_METHOD(Quen_Shop, segments)
{
    const quen_rfm *rfm;
    int decimals;
    zval part;

    PQ_BEGIN(self);
    rfm = quen_shop_rfm(self->handle->thing);
    ZVAL_UNDEF(&part);
    if (!rfm || !quen_rfm_has_money(rfm) || pq_decimals(self, &decimals))
        put_part(&part, self, &noun_rfm, rfm);
    if (Z_TYPE(part) == IS_OBJECT) {
        size_t n = quen_rfm_n_segments(rfm);
        pq_rows_new(return_value, pq_segment_row, n, n, PQ_OBJECT(Z_OBJ(part)), NULL);
    }
    zval_ptr_dtor(&part);
    pq_end(c);
}

/* ---- exports ---- */

ZEND_METHOD(Quen_Shop, exportCustomer)
{
    char digits[PQ_DIGITS];
    quen_key key;
    size_t size;

    PQ_BEGIN(self);
    const quen_shop *shop = self->handle->thing;
    if (pq_key(c, PQ_ARG(c, 1), pq_customer_kind(self->handle), "customer", digits,
               &key)) {
        /* Asked for the size alone, it says that there is no room. */
        (void)!quen_shop_export_customer(c->ctx, shop, key, NULL, 0, &size);
        zend_string *text = zend_string_alloc(size, 0);
        ZSTR_VAL(text)[size] = '\0';
        if (pq_ok(c, quen_shop_export_customer(c->ctx, shop, key, ZSTR_VAL(text), size,
                                               &size)))
            RETVAL_STR_COPY(text);
        zend_string_release(text);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, exportGroups)
{
    quen_shop_groups_options options;
    size_t size;

    PQ_BEGIN(self);
    const quen_shop *shop = self->handle->thing;
    if (pq_read_arguments(c, &options_shop_groups, &options)) {
        (void)!quen_shop_export_groups(c->ctx, shop, &options, NULL, 0, &size);
        zend_string *text = zend_string_alloc(size, 0);
        ZSTR_VAL(text)[size] = '\0';
        if (pq_ok(c, quen_shop_export_groups(c->ctx, shop, &options, ZSTR_VAL(text), size,
                                             &size)))
            RETVAL_STR_COPY(text);
        zend_string_release(text);
    }
    pq_end(c);
}
