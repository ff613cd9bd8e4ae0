/* Items offered, of models and of a shop, and what may be offered. */
#include "php_quen.h"

bool pq_room_of(pq_call *c, uint32_t number, zend_long usual, size_t most, size_t *room)
{
    zend_long n = usual;

    if (ZEND_CALL_NUM_ARGS(c->frame) >= number && !pq_long(c, number, &n))
        return false;
    *room = n < 0 ? 0 : (size_t)n < most ? (size_t)n : most;
    return n >= 0 || pq_refuse_at(c, "n", "it is below 0");
}

bool pq_room(pq_call *c, uint32_t number, size_t most, size_t *room)
{
    return pq_room_of(c, number, 10, most, room);
}

/* ---- what may be offered ---- */

/* Whether what failed is a key that is not known, which is passed over then. */
static bool passed_over(bool strict)
{
    if (strict || !EG(exception) ||
        !instanceof_function(EG(exception)->ce, pq_exception_of(QUEN_ERR_NOT_FOUND)))
        return false;
    zend_clear_exception();
    return true;
}

bool pq_items(pq_call *c, const pq_object *self, size_t most, const zval *given,
              const char *what, bool strict, const uint32_t **items, size_t *n)
{
    uint32_t *copy;
    zval *key;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, what, "a list of keys", given);
    *items = copy =
        pq_memory_of(zend_hash_num_elements(Z_ARRVAL_P(given)) + 1, sizeof *copy);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), key)
    {
        if (pq_item_number(c, self->keys, key, most, copy + *n))
            ++*n;
        else if (!passed_over(strict))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool pq_offer_filter(pq_call *c, const pq_object *self, size_t most,
                     quen_offer_filter *filter)
{
    const zval *given = pq_given(c, "strict");
    bool strict = given && zend_is_true((zval *)given);

    return pq_read_arguments(c, &options_offer_filter, filter) &&
           pq_items(c, self, most, pq_given(c, "exclude"), "exclude", strict,
                    &filter->exclude, &filter->n_exclude) &&
           pq_items(c, self, most, pq_given(c, "allow"), "allow", strict, &filter->allow,
                    &filter->n_allow);
}

/* ---- offers ---- */

static void put_reasons(zval *to, const pq_rows *rows, const quen_offer *offer)
{
    zval reason;

    array_init_size(to, offer->n_reasons);
    for (uint32_t i = 0; i < offer->n_reasons; i++) {
        pq_put_item(&reason, rows->keys, offer->reasons[i]);
        add_next_index_zval(to, &reason);
    }
}

static void offer_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_offer *offer = (const quen_offer *)rows->data + i;
    pq_result r = pq_result_new(to, pq_ce_offer);

    pq_put_item(pq_add(&r), rows->keys, offer->item);
    pq_add_double(&r, offer->score);
    pq_add_bool(&r, offer->popular);
    put_reasons(pq_add(&r), rows, offer);
}

void pq_put_offers(zval *to, const pq_object *self, quen_offer *offers, size_t n)
{
    pq_rows_new(to, offer_row, n, n, self, offers);
}

const quen_offer *pq_offers_of(const zval *value, size_t *n)
{
    const pq_rows *rows;

    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != pq_ce_rows)
        return NULL;
    rows = PQ_ROWS(Z_OBJ_P(value));
    *n = rows->n;
    return rows->row == offer_row && !rows->keys ? rows->data : NULL;
}
