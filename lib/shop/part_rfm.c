/* Segments: who is a good customer. Beside the model, rows by segment for lists. */
#include "core/options.h"
#include "core/alloc.h"
#include "math/index_sort.h"
#include "shop/part.h"

#ifndef QUEN_NO_RFM

/* Of the sections in the shop's image; part of the format. */
#define BASE 0x1000

/* --- training --- */

/*
 * Strictly in order, so that no row can occur twice: by segment, value, row. The value is
 * what they spent, or how often they came where money is not told.
 */
static int in_order(const void *user, uint32_t a, uint32_t b)
{
    const quen_rfm *rfm = user;
    const int64_t *values =
        quen_rfm_has_money(rfm) ? quen_rfm_monetary(rfm) : quen_rfm_frequency(rfm);
    uint8_t segment_a = quen_rfm_segments(rfm)[a], segment_b = quen_rfm_segments(rfm)[b];
    int64_t value_a = values[a], value_b = values[b];
    if (segment_a != segment_b)
        return segment_a < segment_b;
    return value_a != value_b ? value_a > value_b : a < b;
}

static quen_status train(quen__shop_training *t)
{
    quen_rfm_options options;
    quen_rfm *rfm = NULL;
    quen_rfm_options_init(&options, sizeof options);
    quen_status status =
        quen__options_read(t->ctx, &options, sizeof options, t->options.rfm, "rfm");
    options.now_s = t->meta.now_s;
    options.utc_offset_s = t->options.utc_offset_s;
    if (status == QUEN_OK)
        status = quen_rfm_fit(t->ctx, t->orders, &options, &rfm);
    if (status != QUEN_OK)
        return status;
    quen__shop_training_keep(t, &rfm->model, BASE);
    return quen__shop_training_order(t, QUEN__SHOP_BY_SEGMENT, quen_rfm_n_customers(rfm),
                                     in_order, rfm);
}

/* --- opening --- */

static quen_status check(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    size_t n = quen_rfm_n_customers(&shop->rfm);
    if (quen_rfm_has_money(&shop->rfm) != quen_shop_has_money(shop))
        return quen__bad_format(ctx, "one of the model and the shop knows money, the "
                                     "other does not");
    quen_status status = quen__shop_check_customers(ctx, shop, "rfm customers",
                                                    quen_rfm_customers(&shop->rfm), n);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_BY_SEGMENT, 4, n,
                                   "order by segment", &data);
    if (status != QUEN_OK)
        return status;
    shop->by_segment = data;
    return quen__shop_check_order(ctx, "order by segment", shop->by_segment, n, in_order,
                                  &shop->rfm);
}

/* --- what is held of customers --- */

static const quen__shop_section sections[] = {
    {QUEN__SHOP_BY_SEGMENT, QUEN__SHOP_ORDER, "rfm.place", NULL},
    {BASE + QUEN__RFM_META, QUEN__SHOP_KEPT, NULL, "rfm: customers who never bought"},
    {BASE + QUEN__RFM_CUSTOMERS, QUEN__SHOP_CUSTOMERS, "customer", NULL},
    {BASE + QUEN__RFM_RECENCY, QUEN__SHOP_ROWS, "rfm.recency", NULL},
    {BASE + QUEN__RFM_FREQUENCY, QUEN__SHOP_ROWS, "rfm.frequency", NULL},
    {BASE + QUEN__RFM_MONETARY, QUEN__SHOP_ROWS, "rfm.monetary", NULL},
    {BASE + QUEN__RFM_SCORES, QUEN__SHOP_ROWS, "rfm.r rfm.f rfm.m", NULL},
    {BASE + QUEN__RFM_SEGMENTS, QUEN__SHOP_ROWS, "rfm.segment rfm.segment_name", NULL},
    {BASE + QUEN__RFM_R_CUTS, QUEN__SHOP_KEPT, NULL, "rfm: cut points"},
    {BASE + QUEN__RFM_F_CUTS, QUEN__SHOP_KEPT, NULL, "rfm: cut points"},
    {BASE + QUEN__RFM_M_CUTS, QUEN__SHOP_KEPT, NULL, "rfm: cut points"},
    {BASE + QUEN__RFM_CODES, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__RFM_NAME_OFFSETS, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__RFM_NAMES, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__RFM_SUMMARIES, QUEN__SHOP_MADE, NULL, NULL},
    {BASE + QUEN__RFM_MEANING_OFFSETS, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__RFM_MEANINGS, QUEN__SHOP_KEPT, NULL, NULL},
    {0, 0, NULL, NULL},
};

static void rows_of(const quen_shop *shop, quen__shop_rows *rows)
{
    rows->n = quen_rfm_n_customers(&shop->rfm);
    rows->customer = quen_rfm_customers(&shop->rfm);
}

static int smaller(const void *user, uint32_t a, uint32_t b)
{
    const int64_t *values = user;
    return values[a] != values[b] ? values[a] < values[b] : a < b;
}

/* The lower of two middle values. */
static int64_t median_of(const int64_t *values, uint32_t *rows, size_t n,
                         uint32_t *scratch)
{
    if (n == 0 || !values)
        return 0;
    quen__index_sort(rows, n, scratch, smaller, values);
    return values[rows[(n - 1) / 2]];
}

/* A segment in figures, of the rows that stay: n of them, in any order. */
static quen_rfm_summary sum_up(const quen_rfm *rfm, uint32_t *rows, size_t n,
                               uint32_t *scratch)
{
    quen__rfm_sum sum = {0, 0, 0};
    const int64_t *frequency = rfm->values[1], *money = rfm->values[2];
    for (size_t i = 0; i < n; i++)
        quen__rfm_sum_add(&sum, frequency[rows[i]], money ? money[rows[i]] : 0);
    return (quen_rfm_summary){
        sum.customers,
        sum.frequency,
        (int64_t)sum.monetary,
        median_of(rfm->values[0], rows, n, scratch),
        median_of(frequency, rows, n, scratch),
        median_of(money, rows, n, scratch),
    };
}

/* Rows lie by segment, so each segment's are together. */
static quen_status make_summaries(quen__shop_leaving *l, const quen__shop_rows *rows,
                                  quen__section *section)
{
    const quen_rfm *rfm = &l->shop->rfm;
    const uint32_t *next = l->shop->by_segment;
    quen_rfm_summary *made = quen__temp_new(&l->temp, rfm->n_segments, sizeof *made);
    uint32_t *some = quen__temp_new(&l->temp, rows->n, sizeof *some);
    uint32_t *scratch = quen__temp_new(&l->temp, rows->n, sizeof *scratch);
    if (!made || !some || !scratch)
        return QUEN_ERR_MEMORY;
    for (uint32_t s = 0; s < rfm->n_segments; s++) {
        size_t n = 0;
        for (uint64_t i = 0; i < rfm->summaries[s].customers; i++, next++)
            if (rows->row[*next] != QUEN__SHOP_GONE)
                some[n++] = *next;
        made[s] = sum_up(rfm, some, n, scratch);
    }
    section->from = made;
    return QUEN_OK;
}

/* --- asking --- */

static int row_of(const quen_shop *shop, uint32_t customer, size_t *row)
{
    return quen__shop_row(quen_rfm_customers(&shop->rfm),
                          quen_rfm_n_customers(&shop->rfm), customer, row);
}

static void tell(const quen_shop *shop, quen_shop_customer *c)
{
    const quen_rfm *rfm = &shop->rfm;
    size_t row;
    if (!row_of(shop, c->customer, &row))
        return;
    const uint8_t *scores = quen_rfm_scores(rfm) + 3 * row;
    c->parts |= QUEN_SHOP_RFM;
    c->r = scores[0];
    c->f = scores[1];
    c->m = scores[2];
    c->segment = quen_rfm_segments(rfm)[row];
    c->segment_name = quen_rfm_segment_name(rfm, c->segment);
    c->recency = quen_rfm_recency(rfm)[row];
    c->frequency = quen_rfm_frequency(rfm)[row];
    c->monetary =
        quen_rfm_has_money(rfm) ? quen_rfm_monetary(rfm)[row] : QUEN_AMOUNT_NONE;
}

/* Where a segment begins in by_segment: after those before it. */
static size_t segment_start(const quen_rfm *rfm, uint32_t segment)
{
    size_t start = 0;
    for (uint32_t s = 0; s < segment; s++)
        start += (size_t)quen_rfm_segment_summary(rfm, s)->customers;
    return start;
}

quen_status quen_shop_list_segment(quen_context *ctx, const quen_shop *shop,
                                   uint32_t segment, uint32_t *customers, size_t capacity,
                                   size_t *count, size_t *total)
{
    const quen_rfm *rfm = &shop->rfm;
    *count = 0;
    quen_status status =
        quen__extent_check(ctx, "shop: capacity", capacity, 1, sizeof *customers);
    if (status == QUEN_OK)
        status = quen__shop_need_segment(ctx, shop, segment);
    if (status != QUEN_OK)
        return status;
    const uint32_t *rows = shop->by_segment + segment_start(rfm, segment);
    size_t there = (size_t)quen_rfm_segment_summary(rfm, segment)->customers;
    for (; *count < capacity && *count < there; ++*count)
        customers[*count] = quen_rfm_customers(rfm)[rows[*count]];
    if (total)
        *total = there;
    return QUEN_OK;
}

/* --- exports --- */

/* The place of a row in quen_shop_list_segment(), from 0 on. */
static size_t place_of(const quen_shop *shop, size_t row)
{
    size_t start = segment_start(&shop->rfm, shop->rfm.segments[row]);
    return quen__shop_place(shop->by_segment + start, row);
}

static void put_row(quen__json *json, const quen_shop *shop, size_t row)
{
    const quen_rfm *rfm = &shop->rfm;
    const uint8_t *scores = rfm->scores + 3 * row;
    uint32_t segment = rfm->segments[row];
    quen__json_put_uint(json, "r", scores[0]);
    quen__json_put_uint(json, "f", scores[1]);
    quen__json_put_uint(json, "m", scores[2]);
    quen__json_put_uint(json, "segment", segment);
    quen__json_put_text(json, "segment_name", quen_rfm_segment_name(rfm, segment));
    quen__json_put_text(json, "segment_meaning", quen_rfm_segment_meaning(rfm, segment));
    quen__json_put_uint(json, "place", place_of(shop, row));
    quen__json_put_int(json, "recency", rfm->values[0][row]);
    quen__json_put_int(json, "frequency", rfm->values[1][row]);
    if (rfm->values[2])
        quen__json_put_money(json, "monetary", rfm->values[2][row], &shop->money);
    else
        quen__json_put_null(json, "monetary");
}

static const quen__shop_holding holds = {
    .sections = sections,
    .rows = rows_of,
    .make = make_summaries,
    .put = put_row,
};

const quen_rfm *quen_shop_rfm(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_RFM) ? &shop->rfm : NULL;
}

const quen__shop_part quen__shop_part_rfm = {
    .bit = QUEN_SHOP_RFM,
    .words = "rfm",
    .train = train,
    .kind = &quen__rfm_kind,
    .base = BASE,
    .model = offsetof(quen_shop, rfm),
    .check = check,
    .tell = tell,
    .holds = &holds,
};

#endif
