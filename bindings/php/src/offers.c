/* Items offered, of a model and of a shop. */
#include "php_quen.h"

bool pq_room(pq_call *c, uint32_t number, size_t most, size_t *room)
{
    zend_long n = 10;

    if (ZEND_CALL_NUM_ARGS(c->frame) >= number && !pq_long(c, number, &n))
        return false;
    *room = n < 0 ? 0 : (size_t)n < most ? (size_t)n : most;
    return n >= 0 || pq_refuse_at(c, "n", "it is below 0");
}

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
