/* Quen\Shop: how the shop was doing up to the moment, for who has its file and no log. */
#include "php_quen.h"

static bool need_figures(const quen_shop *shop)
{
    if (!quen_shop_months(shop))
        pq_raise(QUEN_ERR_NO_PART, "the shop was trained without figures");
    return quen_shop_months(shop) != NULL;
}

/* The same, and how money is told, if there is any; else an exception. */
static bool need_money(const pq_object *self)
{
    int decimals;

    return need_figures(self->handle->thing) &&
           (!quen_shop_has_money(self->handle->thing) || pq_decimals(self, &decimals));
}

/* A part of the shop, which lives as long as its rows do. */
static pq_handle *part_of(const pq_object *self, const pq_noun *noun, const void *part)
{
    return pq_handle_new(noun, (void *)(uintptr_t)part, self->handle);
}

/* ---- periods ---- */

static pq_rows *put_figures(zval *to, const pq_object *self, const quen_figures *figures)
{
    return pq_put_figures(to, part_of(self, &pq_noun_figures, figures), self->decimals, 0,
                          &zend_empty_array);
}

ZEND_METHOD(Quen_Shop, months)
{
    PQ_BEGIN(self);
    if (need_money(self))
        put_figures(return_value, self, quen_shop_months(self->handle->thing));
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, whole)
{
    zval all;

    PQ_BEGIN(self);
    if (need_money(self)) {
        const pq_rows *rows =
            put_figures(&all, self, quen_shop_whole(self->handle->thing));
        if (rows->n > 0)
            rows->row(rows, 0, return_value);
        zval_ptr_dtor(&all);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Shop, cohorts)
{
    PQ_BEGIN(self);
    if (need_money(self)) {
        const quen_cohorts *cohorts = quen_shop_cohorts(self->handle->thing);
        pq_put_cohorts(return_value, part_of(self, &pq_noun_cohorts, cohorts),
                       self->decimals);
    }
    pq_end(c);
}

/* ---- hours ---- */

enum { HOURS = 24, DAYS = QUEN_SHOP_HOURS / HOURS };

ZEND_METHOD(Quen_Shop, hours)
{
    zval list;

    PQ_BEGIN(self);
    const uint64_t *hours = quen_shop_hours(self->handle->thing);
    if (need_figures(self->handle->thing)) {
        array_init_size(return_value, DAYS);
        for (int day = 0; day < DAYS; day++) {
            array_init_size(&list, HOURS);
            for (int hour = 0; hour < HOURS; hour++)
                add_next_index_long(&list, (zend_long)hours[day * HOURS + hour]);
            add_next_index_zval(return_value, &list);
        }
    }
    pq_end(c);
}

/* ---- findings ---- */

static void finding_row(const pq_rows *rows, size_t i, zval *to)
{
    pq_put_finding(to, quen_shop_finding(rows->handle->thing, i), NULL, "", "");
}

ZEND_METHOD(Quen_Shop, findings)
{
    PQ_BEGIN(self);
    if (need_figures(self->handle->thing)) {
        size_t n = quen_shop_n_findings(self->handle->thing);
        pq_rows_new(return_value, finding_row, n, n, self, NULL);
    }
    pq_end(c);
}

/* ---- trends ---- */

#define TRENDS "rising|falling" /* QUEN_SHOP_TREND_* */

static void trend_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_shop_trend *trend = (const quen_shop_trend *)rows->data + i;
    pq_result r = pq_result_new(to, pq_ce_trend);

    pq_put_item(pq_add(&r), rows->keys, trend->item);
    pq_add_long(&r, trend->recent);
    pq_add_long(&r, trend->before);
    pq_add_double(&r, trend->z);
}

ZEND_METHOD(Quen_Shop, trends)
{
    quen_shop_trend *trends;
    uint32_t direction;
    size_t room, n;
    double min_z;

    PQ_BEGIN(self);
    const quen_shop *shop = self->handle->thing;
    zval *given = PQ_ARG(c, 1);
    ZVAL_DEREF(given);
    if (pq_choice(given, TRENDS, "direction", &direction) &&
        pq_least(c, "minZ", &min_z) &&
        pq_room_or_all(c, quen_shop_n_items(shop), &room)) {
        trends = safe_emalloc(room + 1, sizeof *trends, 0);
        if (pq_ok(c, quen_shop_list_trends(c->ctx, shop, direction, min_z, trends, room,
                                           &n)))
            pq_rows_new(return_value, trend_row, n, n, self, trends);
        else
            efree(trends);
    }
    pq_end(c);
}
