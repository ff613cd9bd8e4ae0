/*
 * Segments of a log's customers: what an Rfm or a shop says of them, or an array of
 * labels by key. They are numbered in the order of their names.
 */
#include "segments.h"

#define NO_SEGMENT UINT32_MAX

typedef struct reading {
    pq_call *c;
    const pq_handle *log;
    uint32_t *of;     /* of each customer: a place in names */
    HashTable *names; /* name: its place, as they were met */
} reading;

static uint32_t place_of(reading *r, zend_string *name)
{
    zval *found = zend_hash_find(r->names, name), place;

    if (!found) {
        ZVAL_LONG(&place, zend_hash_num_elements(r->names));
        found = zend_hash_add_new(r->names, name, &place);
    }
    return (uint32_t)Z_LVAL_P(found);
}

/* One customer, whom the log need not have; false with an exception. */
static bool put(reading *r, const zval *key, zend_string *name)
{
    uint32_t number, place = place_of(r, name);
    char digits[PQ_DIGITS];
    quen_key found;
    quen_status status;

    if (!pq_key(r->c, key, pq_customer_kind(r->log), "customer", digits, &found))
        return false;
    status = quen_orders_find_customer(r->c->ctx, r->log->thing, found, &number);
    if (status == QUEN_OK)
        r->of[number] = place;
    return status == QUEN_OK || status == QUEN_ERR_NOT_FOUND || pq_ok(r->c, status);
}

/* ---- what says so ---- */

static bool read_rows(reading *r, const quen_rfm *rfm, const pq_handle *keys,
                      zend_string *const *names)
{
    size_t n = quen_rfm_n_customers(rfm);
    zval key;
    bool good = true;

    for (size_t row = 0; row < n && good; row++) {
        pq_put_rfm_customer(&key, keys, rfm, row);
        good = put(r, &key, names[quen_rfm_segments(rfm)[row]]);
        zval_ptr_dtor(&key);
    }
    return good;
}

static bool read_rfm(reading *r, const quen_rfm *rfm, const pq_handle *keys)
{
    uint32_t n = quen_rfm_n_segments(rfm);
    zend_string **names;
    bool good;

    if (quen_rfm_n_customers(rfm) && !keys &&
        quen_rfm_customer_key(rfm, 0).kind == QUEN_KEY_NONE)
        return pq_refuse_at(r->c, "segments", "this model holds no keys of customers");
    names = pq_memory_of(n + 1, sizeof *names);
    for (uint32_t i = 0; i < n; i++) {
        const char *name = quen_rfm_segment_name(rfm, i);
        names[i] = zend_string_init(name, strlen(name), 0);
    }
    good = read_rows(r, rfm, keys, names);
    for (uint32_t i = 0; i < n; i++)
        zend_string_release(names[i]);
    return good;
}

static bool read_array(reading *r, const HashTable *labels)
{
    zend_ulong number;
    zend_string *text;
    zval *label, key;

    ZEND_HASH_FOREACH_KEY_VAL((HashTable *)labels, number, text, label)
    {
        zend_string *name, *copy;
        bool good;
        ZVAL_DEREF(label);
        if (Z_TYPE_P(label) == IS_NULL)
            continue;
        if (Z_TYPE_P(label) != IS_STRING && Z_TYPE_P(label) != IS_LONG)
            return pq_wrong_at(r->c, "segments", "a text or an int for each customer",
                               label);
        if (text)
            ZVAL_STR(&key, text);
        else
            ZVAL_LONG(&key, (zend_long)number);
        name = zval_get_tmp_string(label, &copy);
        good = put(r, &key, name);
        zend_tmp_string_release(copy);
        if (!good)
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool read_given(reading *r, const zval *given)
{
    const pq_object *object = NULL;
    const quen_rfm *rfm;

    if (Z_TYPE_P(given) == IS_ARRAY)
        return read_array(r, Z_ARRVAL_P(given));
    if (Z_TYPE_P(given) == IS_OBJECT &&
        (Z_OBJCE_P(given) == noun_rfm.ce || Z_OBJCE_P(given) == noun_shop.ce))
        object = PQ_OBJECT(Z_OBJ_P(given));
    if (!object || !object->handle)
        return pq_wrong_at(r->c, "segments",
                           "a Quen\\Rfm, a Quen\\Shop, or an array of segments by key",
                           given);
    if (object->handle->noun == &noun_rfm)
        return read_rfm(r, object->handle->thing, object->keys);
    rfm = quen_shop_rfm(object->handle->thing);
    if (!rfm)
        return pq_refuse_at(r->c, "segments", "the shop was trained without rfm");
    return read_rfm(r, rfm, object->handle);
}

/* ---- in the order of names ---- */

static int by_name(Bucket *a, Bucket *b)
{
    return zend_binary_strcmp(ZSTR_VAL(a->key), ZSTR_LEN(a->key), ZSTR_VAL(b->key),
                              ZSTR_LEN(b->key));
}

static void number_them(reading *r, size_t n)
{
    uint32_t *number, next = 0;
    zval *place;

    zend_hash_sort(r->names, by_name, false);
    number = pq_memory_of(zend_hash_num_elements(r->names) + 1, sizeof *number);
    ZEND_HASH_FOREACH_VAL(r->names, place)
    {
        number[Z_LVAL_P(place)] = next++;
    }
    ZEND_HASH_FOREACH_END();
    for (size_t i = 0; i < n; i++)
        if (r->of[i] != NO_SEGMENT)
            r->of[i] = number[r->of[i]];
}

bool pq_segments(pq_call *c, const pq_object *orders, HashTable *names,
                 quen_figures_options *options)
{
    const zval *given = pq_given(c, "segments");
    size_t n = pq_orders_customers(orders->handle->thing);
    reading r = {c, orders->handle, NULL, names};

    if (!given)
        return true;
    r.of = pq_memory_of(n + 1, sizeof *r.of);
    memset(r.of, 0xff, n * sizeof *r.of);
    if (!read_given(&r, given))
        return false;
    if (zend_hash_num_elements(names) == 0)
        return pq_refuse_at(c, "segments", "nobody is in one");
    number_them(&r, n);
    options->customer_segments = r.of;
    options->n_customer_segments = n;
    options->n_segments = zend_hash_num_elements(names);
    return true;
}
