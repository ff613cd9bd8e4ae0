/* Quen\ItemCF: what to offer, from what customers bought together. */
#include "orders.h"

/* ---- fits ---- */

ZEND_METHOD(Quen_ItemCF, fit)
{
    pq_call call, *c = &call;
    quen_itemcf_options options;
    const pq_object *orders;
    quen_itemcf *itemcf;

    if (!pq_begin(c, execute_data))
        return;
    orders = pq_orders_argument(c, 1);
    if (orders && pq_read_arguments(c, &options_itemcf, &options) &&
        pq_ok(c, quen_itemcf_fit(c->ctx, c->log, &options, &itemcf)))
        pq_make(return_value, &noun_itemcf, itemcf, c->held);
    pq_end(c);
}

ZEND_METHOD(Quen_ItemCF, fitBaskets)
{
    pq_call call, *c = &call;
    quen_itemcf_options options;
    quen_itemcf *itemcf;
    quen_csr csr;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_baskets(c, PQ_ARG(c, 1), "baskets", &csr) &&
        pq_read_arguments(c, &options_itemcf, &options) &&
        pq_ok(c, quen_itemcf_fit_csr(c->ctx, &csr, &options, &itemcf)))
        pq_make(return_value, &noun_itemcf, itemcf, NULL);
    pq_end(c);
}

/* ---- offers ---- */

static bool item_of(pq_call *c, const pq_object *self, const zval *key, uint32_t *number)
{
    return pq_item_number(c, self->keys, key, quen_itemcf_n_items(self->handle->thing),
                          number);
}

static bool customer_of(pq_call *c, const pq_object *self, const zval *key,
                        uint32_t *number)
{
    return pq_customer_number(c, self->keys, key,
                              quen_itemcf_n_customers(self->handle->thing), number);
}

/* A basket, whose items need not be known. */
static bool take_items(pq_call *c, const pq_object *self, const zval *given,
                       const char *what, const uint32_t **items, size_t *n)
{
    return pq_items(c, self, quen_itemcf_n_items(self->handle->thing), given, what, false,
                    items, n);
}

static bool take_filter(pq_call *c, const pq_object *self, quen_offer_filter *filter)
{
    return pq_offer_filter(c, self, quen_itemcf_n_items(self->handle->thing), filter);
}

/* What is asked about. */
typedef struct subject {
    uint32_t number;
    const uint32_t *items;
    size_t n_items;
} subject;

enum { SIMILAR, RECOMMEND, BASKET, BOTH };

static quen_status question(quen_context *ctx, const quen_itemcf *itemcf, int kind,
                            const subject *about, const quen_offer_filter *filter,
                            quen_offer *offers, size_t room, size_t *n)
{
    if (kind == SIMILAR)
        return quen_itemcf_similar(ctx, itemcf, about->number, filter, offers, room, n);
    if (kind == RECOMMEND)
        return quen_itemcf_recommend(ctx, itemcf, about->number, filter, offers, room, n);
    if (kind == BASKET)
        return quen_itemcf_recommend_basket(ctx, itemcf, about->items, about->n_items,
                                            filter, offers, room, n);
    return quen_itemcf_recommend_customer_basket(ctx, itemcf, about->number, about->items,
                                                 about->n_items, filter, offers, room, n);
}

static void ask(pq_call *c, const pq_object *self, int kind, const subject *about,
                zval *to)
{
    const quen_itemcf *itemcf = self->handle->thing;
    quen_offer_filter filter;
    quen_offer *offers;
    size_t room, n;

    if (!pq_room(c, 2, quen_itemcf_n_items(itemcf), &room) ||
        !take_filter(c, self, &filter))
        return;
    offers = safe_emalloc(room + 1, sizeof *offers, 0);
    if (pq_ok(c, question(c->ctx, itemcf, kind, about, &filter, offers, room, &n)))
        pq_put_offers(to, self, offers, n);
    else
        efree(offers);
}

ZEND_METHOD(Quen_ItemCF, similar)
{
    subject about = {0, NULL, 0};

    PQ_BEGIN(self);
    if (item_of(c, self, PQ_ARG(c, 1), &about.number))
        ask(c, self, SIMILAR, &about, return_value);
    pq_end(c);
}

ZEND_METHOD(Quen_ItemCF, recommend)
{
    subject about = {0, NULL, 0};
    const zval *basket;

    PQ_BEGIN(self);
    basket = pq_given(c, "basket");
    if (customer_of(c, self, PQ_ARG(c, 1), &about.number) &&
        take_items(c, self, basket, "basket", &about.items, &about.n_items))
        ask(c, self, basket || pq_given(c, "historyWeight") ? BOTH : RECOMMEND, &about,
            return_value);
    pq_end(c);
}

ZEND_METHOD(Quen_ItemCF, recommendBasket)
{
    subject about = {0, NULL, 0};
    HashTable *list;

    PQ_BEGIN(self);
    if (pq_array(c, 1, &list) &&
        take_items(c, self, pq_given(c, "items"), "items", &about.items, &about.n_items))
        ask(c, self, BASKET, &about, return_value);
    pq_end(c);
}

/* ---- many customers ---- */

static bool take_customers(pq_call *c, const pq_object *self, const uint32_t **customers,
                           size_t *n)
{
    const zval *given = pq_given(c, "customers");
    size_t all = quen_itemcf_n_customers(self->handle->thing);
    uint32_t *copy;
    zval *key;

    *n = 0;
    if (given && Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, "customers", "a list of keys", given);
    *customers = copy = pq_memory_of(
        (given ? zend_hash_num_elements(Z_ARRVAL_P(given)) : all) + 1, sizeof *copy);
    if (!given) {
        for (; *n < all; ++*n)
            copy[*n] = (uint32_t)*n;
        return true;
    }
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), key)
    {
        if (!customer_of(c, self, key, copy + *n))
            return false;
        ++*n;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static void put_batch(zval *to, const pq_object *self, const uint32_t *customers,
                      size_t n, const quen_offer *offers, const size_t *counts,
                      size_t room)
{
    array_init_size(to, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        quen_offer *own = safe_emalloc(counts[i] + 1, sizeof *own, 0);
        zval key, rows;
        memcpy(own, offers + i * room, counts[i] * sizeof *own);
        pq_put_offers(&rows, self, own, counts[i]);
        pq_put_customer(&key, self->keys, customers[i]);
        array_set_zval_key(Z_ARRVAL_P(to), &key, &rows);
        zval_ptr_dtor(&key);
        zval_ptr_dtor(&rows);
    }
}

ZEND_METHOD(Quen_ItemCF, recommendBatch)
{
    const uint32_t *customers = NULL;
    quen_offer_filter filter;
    size_t room, n;

    PQ_BEGIN(self);
    const quen_itemcf *itemcf = self->handle->thing;
    if (pq_room(c, 2, quen_itemcf_n_items(itemcf), &room) &&
        take_customers(c, self, &customers, &n) && take_filter(c, self, &filter)) {
        quen_offer *offers = pq_memory_of(n * room + 1, sizeof *offers);
        size_t *counts = pq_memory_of(n + 1, sizeof *counts);
        if (pq_ok(c, quen_itemcf_recommend_batch(c->ctx, itemcf, customers, n, &filter,
                                                 offers, room, counts)))
            put_batch(return_value, self, customers, n, offers, counts, room);
    }
    pq_end(c);
}

/* ---- what it knows ---- */

ZEND_METHOD(Quen_ItemCF, customers)
{
    PQ_BEGIN(self);
    size_t n = quen_itemcf_n_customers(self->handle->thing);
    pq_rows_new(return_value, pq_customer_row, n, n, self, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_ItemCF, items)
{
    PQ_BEGIN(self);
    size_t n = quen_itemcf_n_items(self->handle->thing);
    pq_rows_new(return_value, pq_item_row, n, n, self, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_ItemCF, support)
{
    uint32_t item;

    PQ_BEGIN(self);
    if (item_of(c, self, PQ_ARG(c, 1), &item))
        RETVAL_LONG(quen_itemcf_support(self->handle->thing, item));
    pq_end(c);
}

ZEND_METHOD(Quen_ItemCF, neighbors)
{
    const quen_neighbor *neighbors;
    uint32_t item;

    PQ_BEGIN(self);
    if (item_of(c, self, PQ_ARG(c, 1), &item)) {
        size_t n = quen_itemcf_neighbors(self->handle->thing, item, &neighbors);
        array_init_size(return_value, (uint32_t)n);
        for (size_t i = 0; i < n; i++) {
            zval key, weight;
            pq_put_item(&key, self->keys, neighbors[i].item);
            ZVAL_DOUBLE(&weight, neighbors[i].weight);
            array_set_zval_key(Z_ARRVAL_P(return_value), &key, &weight);
            zval_ptr_dtor(&key);
        }
    }
    pq_end(c);
}

ZEND_METHOD(Quen_ItemCF, history)
{
    const uint32_t *items;
    uint32_t customer;

    PQ_BEGIN(self);
    if (customer_of(c, self, PQ_ARG(c, 1), &customer)) {
        size_t n = quen_itemcf_history(self->handle->thing, customer, &items);
        array_init_size(return_value, (uint32_t)n);
        for (size_t i = 0; i < n; i++) {
            zval key;
            pq_put_item(&key, self->keys, items[i]);
            add_next_index_zval(return_value, &key);
        }
    }
    pq_end(c);
}
