/*
 * Segments of a log's customers: what an Rfm or a shop says of them, or an array of
 * labels by key.
 */
#include "labels.h"
#include "segments.h"

static bool read_rows(pq_labels *l, const quen_rfm *rfm, const pq_handle *keys,
                      zend_string *const *names)
{
    size_t n = quen_rfm_n_customers(rfm);
    zval key;
    bool good = true;

    for (size_t row = 0; row < n && good; row++) {
        pq_put_rfm_customer(&key, keys, rfm, row);
        good = pq_label(l, &key, names[quen_rfm_segments(rfm)[row]]);
        zval_ptr_dtor(&key);
    }
    return good;
}

static bool read_rfm(pq_labels *l, const quen_rfm *rfm, const pq_handle *keys)
{
    uint32_t n = quen_rfm_n_segments(rfm);
    zend_string **names;
    bool good;

    if (quen_rfm_n_customers(rfm) && !keys &&
        quen_rfm_customer_key(rfm, 0).kind == QUEN_KEY_NONE)
        return pq_refuse_at(l->c, "segments", "this model holds no keys of customers");
    names = pq_memory_of(n + 1, sizeof *names);
    for (uint32_t i = 0; i < n; i++) {
        const char *name = quen_rfm_segment_name(rfm, i);
        names[i] = zend_string_init(name, strlen(name), 0);
    }
    good = read_rows(l, rfm, keys, names);
    for (uint32_t i = 0; i < n; i++)
        zend_string_release(names[i]);
    return good;
}

static bool read_given(pq_labels *l, const zval *given)
{
    const pq_object *object = NULL;
    const quen_rfm *rfm;

    if (Z_TYPE_P(given) == IS_ARRAY)
        return pq_label_array(l, Z_ARRVAL_P(given));
    if (Z_TYPE_P(given) == IS_OBJECT &&
        (Z_OBJCE_P(given) == noun_rfm.ce || Z_OBJCE_P(given) == noun_shop.ce))
        object = PQ_OBJECT(Z_OBJ_P(given));
    if (!object || !object->handle)
        return pq_wrong_at(l->c, "segments",
                           "a Quen\\Rfm, a Quen\\Shop, or an array of segments by key",
                           given);
    if (object->handle->noun == &noun_rfm)
        return read_rfm(l, object->handle->thing, object->keys);
    rfm = quen_shop_rfm(object->handle->thing);
    if (!rfm)
        return pq_refuse_at(l->c, "segments", "the shop was trained without rfm");
    return read_rfm(l, rfm, object->handle);
}

bool pq_segments(pq_call *c, const pq_object *orders, HashTable *names,
                 quen_figures_options *options)
{
    const zval *given = pq_given(c, "segments");
    size_t n = pq_orders_totals(orders->handle->thing).customers;
    pq_labels l = {c, "segments", orders->handle, PQ_OF_CUSTOMERS, n, NULL, names};

    if (!given)
        return true;
    pq_labels_init(&l);
    if (!read_given(&l, given) || !pq_labels_number(&l))
        return false;
    options->customer_segments = l.of;
    options->n_customer_segments = n;
    options->n_segments = zend_hash_num_elements(names);
    return true;
}
