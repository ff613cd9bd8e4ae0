/*
 * Labels of a log's customers, items or orders. Names are numbered as they are met, and
 * anew by their order in the end, so that the order of an array does not count.
 */
#include "labels.h"

void pq_labels_init(pq_labels *l)
{
    l->of = pq_memory_of(l->n + 1, sizeof *l->of);
    memset(l->of, 0xff, l->n * sizeof *l->of);
}

static uint32_t place_of(pq_labels *l, zend_string *name)
{
    zval *found = zend_hash_find(l->names, name), place;

    if (!found) {
        ZVAL_LONG(&place, zend_hash_num_elements(l->names));
        found = zend_hash_add_new(l->names, name, &place);
    }
    return (uint32_t)Z_LVAL_P(found);
}

bool pq_label(pq_labels *l, const zval *key, zend_string *name)
{
    uint32_t number, place = place_of(l, name);

    if (!pq_find(l->c, l->log, l->whose == PQ_OF_ITEMS, key, &number))
        return false;
    if (number != PQ_NO_NUMBER)
        l->of[number] = place;
    return true;
}

static bool label_one(pq_labels *l, size_t row, const zval *key, zval *label)
{
    static const char *const each[] = {"a text or an int for each customer",
                                       "a text or an int for each item",
                                       "a text or an int for each order"};
    zend_string *name, *copy;
    bool good;

    ZVAL_DEREF(label);
    if (Z_TYPE_P(label) == IS_NULL)
        return true;
    if (Z_TYPE_P(label) != IS_STRING && Z_TYPE_P(label) != IS_LONG)
        return pq_wrong_at(l->c, l->what, each[l->whose], label);
    name = zval_get_tmp_string(label, &copy);
    good = l->whose == PQ_OF_ORDERS || pq_label(l, key, name);
    if (l->whose == PQ_OF_ORDERS)
        l->of[row] = place_of(l, name);
    zend_tmp_string_release(copy);
    return good;
}

bool pq_label_array(pq_labels *l, const HashTable *labels)
{
    zend_ulong number;
    zend_string *text;
    zval *label, key;
    size_t row = 0;

    ZEND_HASH_FOREACH_KEY_VAL((HashTable *)labels, number, text, label)
    {
        if (text)
            ZVAL_STR(&key, text);
        else
            ZVAL_LONG(&key, (zend_long)number);
        if (!label_one(l, row++, &key, label))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* ---- in the order of names ---- */

static int by_name(Bucket *a, Bucket *b)
{
    return zend_binary_strcmp(ZSTR_VAL(a->key), ZSTR_LEN(a->key), ZSTR_VAL(b->key),
                              ZSTR_LEN(b->key));
}

bool pq_labels_number(pq_labels *l)
{
    static const char *const nobody[] = {"nobody is in one", "nothing is in one",
                                         "no order has one"};
    uint32_t *number, next = 0;
    zval *place;

    if (zend_hash_num_elements(l->names) == 0)
        return pq_refuse_at(l->c, l->what, nobody[l->whose]);
    zend_hash_sort(l->names, by_name, false);
    number = pq_memory_of(zend_hash_num_elements(l->names), sizeof *number);
    ZEND_HASH_FOREACH_VAL(l->names, place)
    {
        number[Z_LVAL_P(place)] = next++;
    }
    ZEND_HASH_FOREACH_END();
    for (size_t i = 0; i < l->n; i++)
        if (l->of[i] != PQ_NO_NUMBER)
            l->of[i] = number[l->of[i]];
    return true;
}
