/* Quen\Shop: what to offer, who is in a segment, who is at risk, and all of a customer.
 */
#include <math.h>

#include "php_quen.h"

/* ---- offers ---- */

typedef struct filter {
    quen_shop_filter options;
    uint8_t *unknown;
    bool strict;
} filter;

static bool take_list(pq_call *c, const char *name, uint32_t kind, const quen_key **keys,
                      size_t *n)
{
    const zval *given = pq_given(c, name);
    quen_key *copy;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, name, "a list of keys", given);
    if (!pq_keys(c, Z_ARRVAL_P(given), kind, name, &copy, n))
        return false;
    *keys = copy;
    return true;
}

static bool take_filter(pq_call *c, const pq_object *self, filter *f)
{
    uint32_t kind = pq_item_kind(self->handle);
    const zval *strict = pq_given(c, "strict");

    if (!pq_read_arguments(c, &options_shop_filter, &f->options) ||
        !take_list(c, "exclude", kind, &f->options.exclude, &f->options.n_exclude) ||
        !take_list(c, "allow", kind, &f->options.allow, &f->options.n_allow))
        return false;
    f->strict = strict && zend_is_true((zval *)strict);
    if (f->strict) {
        size_t n = f->options.n_exclude + f->options.n_allow;
        f->options.unknown = f->unknown = pq_memory_of(n + 1, 1);
        memset(f->unknown, 0, n + 1);
    }
    return true;
}

/* Where it is strict, an unknown item is an exception. */
static bool is_known(const filter *f)
{
    size_t n = f->strict ? f->options.n_exclude + f->options.n_allow : 0;

    for (size_t i = 0; i < n; i++)
        if (f->unknown[i]) {
            bool first = i < f->options.n_exclude;
            zend_string *sentence = strpprintf(
                0, "%s: the shop does not know item %zu of the list",
                first ? "exclude" : "allow", first ? i : i - f->options.n_exclude);
            pq_raise(QUEN_ERR_NOT_FOUND, ZSTR_VAL(sentence));
            zend_string_release(sentence);
            return false;
        }
    return true;
}

/* What is asked about: a customer, or nobody, and items. */
typedef struct subject {
    quen_key key;
    const quen_key *items;
    size_t n_items;
} subject;

typedef quen_status (*question)(quen_context *ctx, const quen_shop *shop,
                                const subject *about, const quen_shop_filter *filter,
                                quen_offer *offers, size_t capacity, size_t *count);

static quen_status recommend(quen_context *ctx, const quen_shop *shop,
                             const subject *about, const quen_shop_filter *filter,
                             quen_offer *offers, size_t capacity, size_t *count)
{
    return quen_shop_recommend(ctx, shop, about->key, filter, offers, capacity, count);
}

static quen_status similar(quen_context *ctx, const quen_shop *shop, const subject *about,
                           const quen_shop_filter *filter, quen_offer *offers,
                           size_t capacity, size_t *count)
{
    return quen_shop_similar(ctx, shop, about->key, filter, offers, capacity, count);
}

static quen_status basket(quen_context *ctx, const quen_shop *shop, const subject *about,
                          const quen_shop_filter *filter, quen_offer *offers,
                          size_t capacity, size_t *count)
{
    return quen_shop_recommend_basket(ctx, shop, about->items, about->n_items, filter,
                                      offers, capacity, count);
}

static quen_status both(quen_context *ctx, const quen_shop *shop, const subject *about,
                        const quen_shop_filter *filter, quen_offer *offers,
                        size_t capacity, size_t *count)
{
    return quen_shop_recommend_customer_basket(ctx, shop, about->key, about->items,
                                               about->n_items, filter, offers, capacity,
                                               count);
}

static void ask(pq_call *c, const pq_object *self, question question,
                const subject *about, zval *to)
{
    const quen_shop *shop = self->handle->thing;
    quen_offer *offers;
    size_t room, n;
    filter f;

    if (!pq_room(c, 2, quen_shop_n_items(shop), &room) || !take_filter(c, self, &f))
        return;
    offers = safe_emalloc(room + 1, sizeof *offers, 0);
    if (pq_ok(c, question(c->ctx, shop, about, &f.options, offers, room, &n)) &&
        is_known(&f))
        pq_put_offers(to, self, offers, n);
    else
        efree(offers);
}

ZEND_METHOD(Quen_Shop, recommend)
{
    char digits[PQ_DIGITS];
    subject about = {{0}, NULL, 0};
    bool has_basket;

    PQ_BEGIN(self);
    has_basket = pq_given(c, "basket") || pq_given(c, "historyWeight");
    if (pq_key(c, PQ_ARG(c, 1), pq_customer_kind(self->handle), "customer", digits,
               &about.key) &&
        take_list(c, "basket", pq_item_kind(self->handle), &about.items, &about.n_items))
        ask(c, self, has_basket ? both : recommend, &about, return_value);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, similar)
{
    char digits[PQ_DIGITS];
    subject about = {{0}, NULL, 0};

    PQ_BEGIN(self);
    if (pq_key(c, PQ_ARG(c, 1), pq_item_kind(self->handle), "item", digits, &about.key))
        ask(c, self, similar, &about, return_value);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, recommendBasket)
{
    subject about = {{0}, NULL, 0};
    HashTable *list;
    quen_key *keys;

    PQ_BEGIN(self);
    if (pq_array(c, 1, &list) &&
        pq_keys(c, list, pq_item_kind(self->handle), "items", &keys, &about.n_items)) {
        about.items = keys;
        ask(c, self, basket, &about, return_value);
    }
    pq_end(c);
}

/* ---- a customer ---- */

static void put_scores(pq_result *r, const quen_shop_customer *told, bool has_money)
{
    pq_add_long(r, told->r);
    pq_add_long(r, told->f);
    if (has_money)
        pq_add_long(r, told->m);
    else
        pq_add_null(r);
    pq_add_text(r, told->segment_name);
    pq_add_long(r, told->recency);
    pq_add_long(r, told->frequency);
}

static void put_nothing(pq_result *r, int n)
{
    while (n-- > 0)
        pq_add_null(r);
}

static void put_reasons(zval *to, const quen_shop_customer *told)
{
    array_init_size(to, told->n_reasons);
    for (uint32_t i = 0; i < told->n_reasons; i++)
        add_assoc_double(to, told->reasons[i], told->effects[i]);
}

/* What is at stake is money, or orders where values have no model. */
static void put_future(pq_result *r, const quen_shop_customer *told, int decimals)
{
    pq_add_double(r, told->alive);
    pq_add_double(r, told->orders);
    pq_add_worth(r, told->value, decimals);
    pq_add_worth(r, told->stake, isnan(told->value) ? 0 : decimals);
    pq_add_bool(r, told->regular != 0);
    pq_add_bool(r, told->late != 0);
    for (int i = 0; i < 3; i++)
        pq_add_moment(r, told->next_s[i]);
}

/* UINT32_MAX: customers have none of their own. */
static void put_usual(pq_result *r, uint32_t value, double share)
{
    if (value == UINT32_MAX) {
        put_nothing(r, 2);
        return;
    }
    pq_add_long(r, value);
    pq_add_double(r, share);
}

static void put_due(zval *to, const pq_handle *keys, const quen_shop_customer *told)
{
    array_init_size(to, told->n_due);
    for (uint32_t i = 0; i < told->n_due; i++) {
        zval row, item, expected;
        array_init_size(&row, 3);
        pq_put_item(&item, keys, told->due[i]);
        add_assoc_zval(&row, "item", &item);
        add_assoc_double(&row, "chance", told->due_chance[i]);
        pq_put_moment(&expected, told->due_s[i]);
        add_assoc_zval(&row, "expected", &expected);
        add_next_index_zval(to, &row);
    }
}

static void put_told(zval *to, const pq_handle *keys, int decimals,
                     const quen_shop_customer *told)
{
    bool has_money = told->monetary != QUEN_AMOUNT_NONE;
    pq_result r = pq_result_new(to, pq_ce_customer);

    pq_put_customer(pq_add(&r), keys, told->customer);
    if (told->parts & QUEN_SHOP_RFM)
        put_scores(&r, told, has_money);
    else
        put_nothing(&r, 6);
    if ((told->parts & QUEN_SHOP_RFM) && has_money)
        pq_add_decimal(&r, told->monetary, decimals);
    else
        put_nothing(&r, 1);
    if (told->parts & QUEN_SHOP_KMEANS)
        pq_add_long(&r, told->cluster);
    else
        put_nothing(&r, 1);
    if (told->parts & QUEN_SHOP_CHURN)
        pq_add_double(&r, told->risk);
    else
        put_nothing(&r, 1);
    put_reasons(pq_add(&r), told);
    if (told->parts & QUEN_SHOP_LIFETIME)
        put_future(&r, told, decimals);
    else
        put_nothing(&r, 9);
    if (told->parts & QUEN_SHOP_HABITS) {
        put_usual(&r, told->hour, told->hour_share);
        put_usual(&r, told->weekday, told->weekday_share);
    } else {
        put_nothing(&r, 4);
    }
    put_due(pq_add(&r), keys, told);
}

/* Whether money can be told, where customers have some; else an exception. */
static bool knows_money(const pq_object *self)
{
    const quen_shop *shop = self->handle->thing;
    int decimals;

    return !quen_shop_has_money(shop) ||
           (!quen_shop_rfm(shop) && !quen_shop_lifetime(shop)) ||
           pq_decimals(self, &decimals);
}

ZEND_METHOD(Quen_Shop, customer)
{
    char digits[PQ_DIGITS];
    quen_shop_customer told;
    quen_key key;

    PQ_BEGIN(self);
    quen_shop_customer_init(&told, sizeof told);
    if (knows_money(self) &&
        pq_key(c, PQ_ARG(c, 1), pq_customer_kind(self->handle), "customer", digits,
               &key) &&
        pq_ok(c, quen_shop_get_customer(c->ctx, self->handle->thing, key, &told)))
        put_told(return_value, self->keys, self->decimals, &told);
    pq_end(c);
}

/* Whether the shop knows a key, which any other status than OK denies. */
ZEND_METHOD(Quen_Shop, hasCustomer)
{
    char digits[PQ_DIGITS];
    uint32_t number;
    quen_key key;

    PQ_BEGIN(self);
    if (pq_key(c, PQ_ARG(c, 1), pq_customer_kind(self->handle), "customer", digits, &key))
        RETVAL_BOOL(quen_shop_find_customer(c->ctx, self->handle->thing, key, &number) ==
                    QUEN_OK);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, hasItem)
{
    char digits[PQ_DIGITS];
    uint32_t number;
    quen_key key;

    PQ_BEGIN(self);
    if (pq_key(c, PQ_ARG(c, 1), pq_item_kind(self->handle), "item", digits, &key))
        RETVAL_BOOL(quen_shop_find_item(c->ctx, self->handle->thing, key, &number) ==
                    QUEN_OK);
    pq_end(c);
}

/* ---- lists of customers ---- */

static void told_row(const pq_rows *rows, size_t i, zval *to)
{
    const uint32_t *numbers = rows->data;
    quen_shop_customer told;
    pq_call call, *c = &call;

    ZVAL_NULL(to);
    if (!pq_begin_plain(c, EG(current_execute_data)))
        return;
    quen_shop_customer_init(&told, sizeof told);
    if (pq_ok(c, quen_shop_get_customer_at(c->ctx, rows->handle->thing,
                                           numbers ? numbers[i] : (uint32_t)i, &told)))
        put_told(to, rows->keys, rows->decimals, &told);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, table)
{
    PQ_BEGIN(self);
    if (knows_money(self)) {
        size_t n = quen_shop_n_customers(self->handle->thing);
        pq_rows_new(return_value, told_row, n, n, self, NULL);
    }
    pq_end(c);
}

bool pq_room_or_all(pq_call *c, size_t most, size_t *room)
{
    uint32_t number;
    const zval *n = pq_argument(c->frame, "n", &number);

    *room = most;
    return !n || Z_TYPE_P(n) == IS_NULL || pq_room(c, number, most, room);
}

/* The number of a segment; of a shop without them, the question says so. */
static bool take_segment(pq_call *c, const quen_shop *shop, const zval *name,
                         uint32_t *segment)
{
    const quen_rfm *rfm = quen_shop_rfm(shop);

    if (Z_TYPE_P(name) != IS_STRING)
        return pq_wrong_at(c, "segment", "of type string", name);
    *segment = 0;
    return !rfm ||
           pq_ok(c, quen_rfm_find_segment(c->ctx, rfm, Z_STRVAL_P(name), segment));
}

ZEND_METHOD(Quen_Shop, segment)
{
    size_t room, n, total;
    uint32_t segment, *numbers;

    PQ_BEGIN(self);
    const quen_shop *shop = self->handle->thing;
    zval *name = PQ_ARG(c, 1);
    ZVAL_DEREF(name);
    if (knows_money(self) && take_segment(c, shop, name, &segment) &&
        pq_room_or_all(c, quen_shop_n_customers(shop), &room)) {
        numbers = safe_emalloc(room + 1, sizeof *numbers, 0);
        if (pq_ok(c, quen_shop_list_segment(c->ctx, shop, segment, numbers, room, &n,
                                            &total)))
            pq_rows_new(return_value, told_row, n, total, self, numbers);
        else
            efree(numbers);
    }
    pq_end(c);
}

bool pq_least(pq_call *c, const char *name, double *least)
{
    const zval *given = pq_given(c, name);

    *least = 0;
    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_DOUBLE && Z_TYPE_P(given) != IS_LONG)
        return pq_wrong_at(c, name, "of type float", given);
    *least = zval_get_double((zval *)given);
    return true;
}

typedef quen_status (*list_function)(quen_context *ctx, const quen_shop *shop,
                                     double least, uint32_t segment, uint32_t *customers,
                                     size_t capacity, size_t *count, size_t *total);

/* The customers of a list by descending figures of at least `least`. */
static void put_list(pq_call *c, const pq_object *self, list_function function,
                     double least, zval *to)
{
    uint32_t segment = UINT32_MAX, *numbers;
    const quen_shop *shop = self->handle->thing;
    const zval *name = pq_given(c, "segment");
    size_t room, n, total;

    if ((name && !take_segment(c, shop, name, &segment)) ||
        !pq_room_or_all(c, quen_shop_n_customers(shop), &room))
        return;
    numbers = safe_emalloc(room + 1, sizeof *numbers, 0);
    if (pq_ok(c, function(c->ctx, shop, least, segment, numbers, room, &n, &total)))
        pq_rows_new(to, told_row, n, total, self, numbers);
    else
        efree(numbers);
}

ZEND_METHOD(Quen_Shop, atRisk)
{
    double risk;

    PQ_BEGIN(self);
    if (knows_money(self) && pq_least(c, "minRisk", &risk))
        put_list(c, self, quen_shop_list_at_risk, risk, return_value);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, lapsedValuable)
{
    double stake;

    PQ_BEGIN(self);
    if (knows_money(self) && pq_least(c, "minStake", &stake)) {
        const quen_lifetime *lifetime = quen_shop_lifetime(self->handle->thing);
        quen_lifetime_report report;
        quen_lifetime_report_init(&report, sizeof report);
        if (lifetime)
            quen_lifetime_get_report(lifetime, &report);
        if (report.value_customers)
            stake *= pow(10, self->decimals);
        put_list(c, self, quen_shop_list_lapsed_valuable, stake, return_value);
    }
    pq_end(c);
}

/* ---- habits ---- */

/* NULL with an exception. */
static const quen_habits *need_habits(const pq_object *self)
{
    const quen_habits *habits = quen_shop_habits(self->handle->thing);

    if (!habits)
        pq_raise(QUEN_ERR_NO_PART, "the shop was trained without habits");
    return habits;
}

/* The number of a customer; UINT32_MAX: nobody whom the shop knows. */
static bool take_stranger(pq_call *c, const pq_object *self, uint32_t *number)
{
    char digits[PQ_DIGITS];
    quen_key key;

    *number = UINT32_MAX;
    if (!pq_key(c, PQ_ARG(c, 1), pq_customer_kind(self->handle), "customer", digits,
                &key))
        return false;
    if (key.kind != QUEN_KEY_NONE &&
        quen_shop_find_customer(c->ctx, self->handle->thing, key, number) != QUEN_OK)
        *number = UINT32_MAX;
    return true;
}

ZEND_METHOD(Quen_Shop, nextBasket)
{
    const quen_habits *habits;
    uint32_t customer;

    PQ_BEGIN(self);
    if ((habits = need_habits(self)) && take_stranger(c, self, &customer))
        pq_next_basket(c, self, habits, customer, return_value);
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, listDue)
{
    const quen_habits *habits;

    PQ_BEGIN(self);
    if ((habits = need_habits(self)))
        pq_list_due(c, self, habits, return_value);
    pq_end(c);
}

/* ---- clusters ---- */

static const char *const money[] = {"revenue", "order_value_mean", "order_value_std"};

/* Features of money are told in main units. */
static double unit_of(const char *feature, int decimals)
{
    double unit = 1;

    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        if (strcmp(feature, money[i]) == 0)
            while (decimals-- > 0)
                unit *= 10;
    return unit;
}

static void put_features(zval *to, const pq_rows *rows, const double *values)
{
    const quen_shop *shop = rows->handle->thing;
    const char *feature;

    array_init(to);
    for (size_t i = 0; (feature = quen_shop_cluster_feature(shop, i)) != NULL; i++)
        add_assoc_double(to, feature, values[i] / unit_of(feature, rows->decimals));
}

static void cluster_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_shop *shop = rows->handle->thing;
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);
    size_t d = quen_kmeans_n_columns(kmeans);
    pq_result r = pq_result_new(to, pq_ce_cluster);

    pq_add_long(&r, (int64_t)i);
    pq_add_long(&r, (int64_t)quen_kmeans_sizes(kmeans)[i]);
    put_features(pq_add(&r), rows, quen_shop_cluster_means(shop) + i * d);
    put_features(pq_add(&r), rows, quen_shop_cluster_medians(shop) + i * d);
}

ZEND_METHOD(Quen_Shop, clusters)
{
    const quen_kmeans *kmeans;
    int decimals;

    PQ_BEGIN(self);
    kmeans = quen_shop_kmeans(self->handle->thing);
    if (!kmeans) {
        pq_raise(QUEN_ERR_NO_PART, "the shop was trained without kmeans");
    } else if (!quen_shop_has_money(self->handle->thing) ||
               pq_decimals(self, &decimals)) {
        size_t n = quen_kmeans_n_clusters(kmeans);
        pq_rows_new(return_value, cluster_row, n, n, self, NULL);
    }
    pq_end(c);
}
