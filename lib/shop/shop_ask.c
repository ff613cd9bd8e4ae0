/*
 * Asking a shop. Everything was checked when it was opened, so each question is a search
 * or two in sorted tables; offers are the business of itemcf.
 */
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "data/features/builtin.h"
#include "shop/shop.h"

static quen_status need_part(quen_context *ctx, const quen_shop *shop, uint32_t part,
                             const char *words)
{
    if (quen__shop_has(shop, part))
        return QUEN_OK;
    return quen__fail(ctx, QUEN_ERR_NO_PART, "the shop was trained without %s%s%s", words,
                      shop->note[0] ? ": " : "", shop->note);
}

int quen__shop_row(const uint32_t *customers, size_t n, uint32_t customer, size_t *row)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (customers[middle] < customer)
            low = middle + 1;
        else
            high = middle;
    }
    *row = low;
    return low < n && customers[low] == customer;
}

/* --- facts --- */

uint32_t quen_shop_parts(const quen_shop *shop)
{
    return (uint32_t)shop->meta->parts;
}

const char *quen_shop_churn_note(const quen_shop *shop)
{
    return shop->note;
}

size_t quen_shop_n_customers(const quen_shop *shop)
{
    return shop->customers.n;
}

size_t quen_shop_n_items(const quen_shop *shop)
{
    return shop->items.n;
}

int64_t quen_shop_now_s(const quen_shop *shop)
{
    return shop->meta->now_s;
}

static quen_key key_or_none(const quen__keys *keys, uint32_t number)
{
    quen_key none = {0};
    return number < keys->n ? quen__keys_at(keys, number) : none;
}

quen_key quen_shop_customer_key(const quen_shop *shop, uint32_t customer)
{
    return key_or_none(&shop->customers, customer);
}

quen_key quen_shop_item_key(const quen_shop *shop, uint32_t item)
{
    return key_or_none(&shop->items, item);
}

quen_status quen_shop_find_customer(quen_context *ctx, const quen_shop *shop,
                                    quen_key key, uint32_t *customer)
{
    return quen__keys_look_up(ctx, &shop->customers, "shop", "customer", key, customer);
}

quen_status quen_shop_find_item(quen_context *ctx, const quen_shop *shop, quen_key key,
                                uint32_t *item)
{
    return quen__keys_look_up(ctx, &shop->items, "shop", "item", key, item);
}

/* --- one customer --- */

void quen_shop_customer_init(quen_shop_customer *customer, size_t size)
{
    quen_shop_customer zero = {0};
    quen__options_init(customer, size, &zero, sizeof zero);
}

static void tell_rfm(const quen_shop *shop, quen_shop_customer *c)
{
    const quen_rfm *rfm = &shop->rfm;
    size_t row;
    if (!quen__shop_has(shop, QUEN_SHOP_RFM) ||
        !quen__shop_row(quen_rfm_customers(rfm), quen_rfm_n_customers(rfm), c->customer,
                        &row))
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
    c->monetary = quen_rfm_monetary(rfm)[row];
}

static void tell_cluster(const quen_shop *shop, quen_shop_customer *c)
{
    size_t row;
    if (!quen__shop_has(shop, QUEN_SHOP_KMEANS) ||
        !quen__shop_row(shop->clusters.customer, shop->clusters.n, c->customer, &row))
        return;
    c->parts |= QUEN_SHOP_KMEANS;
    c->cluster = quen_kmeans_labels(&shop->kmeans)[row];
}

static void tell_risk(const quen_shop *shop, quen_shop_customer *c)
{
    const quen__shop_risks *risks = &shop->risks;
    size_t row;
    if (!quen__shop_has(shop, QUEN_SHOP_CHURN) ||
        !quen__shop_row(risks->customer, risks->n, c->customer, &row))
        return;
    c->parts |= QUEN_SHOP_CHURN;
    c->risk = risks->risk[row];
    for (size_t i = 0; i < QUEN_CHURN_REASONS; i++) {
        uint32_t term = risks->reasons[row * QUEN_CHURN_REASONS + i];
        if (term == QUEN__NO_REASON)
            break;
        c->reasons[i] = quen_churn_feature_name(&shop->churn, term);
        c->effects[i] = risks->effects[row * QUEN_CHURN_REASONS + i];
        c->n_reasons++;
    }
}

quen_status quen_shop_get_customer(quen_context *ctx, const quen_shop *shop, quen_key key,
                                   quen_shop_customer *customer)
{
    quen_shop_customer all = {0};
    quen_status status = quen_shop_find_customer(ctx, shop, key, &all.customer);
    if (status != QUEN_OK)
        return status;
    all.key = quen__keys_at(&shop->customers, all.customer);
    all.parts = (uint32_t)shop->meta->parts & QUEN_SHOP_ITEMCF;
    tell_rfm(shop, &all);
    tell_cluster(shop, &all);
    tell_risk(shop, &all);
    quen__options_write(customer, &all, sizeof all);
    return QUEN_OK;
}

/* --- offers --- */

quen_status quen_shop_recommend(quen_context *ctx, const quen_shop *shop,
                                quen_key customer, const quen_offer_filter *filter,
                                quen_offer *offers, size_t n, size_t *count)
{
    uint32_t number;
    *count = 0;
    quen_status status = need_part(ctx, shop, QUEN_SHOP_ITEMCF, "offers");
    if (status != QUEN_OK)
        return status;
    if (quen__keys_find(&shop->customers, customer, &number))
        return quen_itemcf_recommend(ctx, &shop->itemcf, number, filter, offers, n,
                                     count);
    return quen_itemcf_recommend_basket(ctx, &shop->itemcf, NULL, 0, filter, offers, n,
                                        count);
}

quen_status quen_shop_similar(quen_context *ctx, const quen_shop *shop, quen_key item,
                              const quen_offer_filter *filter, quen_offer *offers,
                              size_t n, size_t *count)
{
    uint32_t number;
    *count = 0;
    quen_status status = need_part(ctx, shop, QUEN_SHOP_ITEMCF, "offers");
    if (status == QUEN_OK)
        status = quen_shop_find_item(ctx, shop, item, &number);
    if (status != QUEN_OK)
        return status;
    return quen_itemcf_similar(ctx, &shop->itemcf, number, filter, offers, n, count);
}

quen_status quen_shop_recommend_basket(quen_context *ctx, const quen_shop *shop,
                                       const quen_key *items, size_t n_items,
                                       const quen_offer_filter *filter,
                                       quen_offer *offers, size_t n, size_t *count)
{
    size_t known = 0;
    *count = 0;
    quen_status status = need_part(ctx, shop, QUEN_SHOP_ITEMCF, "offers");
    if (status != QUEN_OK)
        return status;
    quen__temp temp = QUEN__TEMP(ctx);
    uint32_t *numbers = quen__temp_new(&temp, n_items, sizeof *numbers);
    if (!numbers)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n_items; i++)
        known += quen__keys_find(&shop->items, items[i], &numbers[known]) != 0;
    status = quen_itemcf_recommend_basket(ctx, &shop->itemcf, numbers, known, filter,
                                          offers, n, count);
    quen__temp_close(&temp);
    return status;
}

/* --- lists --- */

/* Where a segment begins in by_segment: after those before it. */
static size_t segment_start(const quen_rfm *rfm, uint32_t segment)
{
    size_t start = 0;
    for (uint32_t s = 0; s < segment; s++)
        start += (size_t)quen_rfm_segment_summary(rfm, s)->customers;
    return start;
}

quen_status quen_shop_list_segment(quen_context *ctx, const quen_shop *shop,
                                   uint32_t segment, uint32_t *customers, size_t n,
                                   size_t *count, size_t *total)
{
    const quen_rfm *rfm = &shop->rfm;
    *count = 0;
    quen_status status = need_part(ctx, shop, QUEN_SHOP_RFM, "rfm");
    if (status != QUEN_OK)
        return status;
    if (segment >= quen_rfm_n_segments(rfm))
        return quen__fail(ctx, QUEN_ERR_NOT_FOUND, "there is no segment %u of %u",
                          segment, quen_rfm_n_segments(rfm));
    const uint32_t *rows = shop->by_segment + segment_start(rfm, segment);
    size_t there = (size_t)quen_rfm_segment_summary(rfm, segment)->customers;
    for (; *count < n && *count < there; ++*count)
        customers[*count] = quen_rfm_customers(rfm)[rows[*count]];
    if (total)
        *total = there;
    return QUEN_OK;
}

static int in_segment(const quen_shop *shop, uint32_t customer, uint32_t segment)
{
    const quen_rfm *rfm = &shop->rfm;
    size_t row;
    return quen__shop_row(quen_rfm_customers(rfm), quen_rfm_n_customers(rfm), customer,
                          &row) &&
           quen_rfm_segments(rfm)[row] == segment;
}

static quen_status check_at_risk(quen_context *ctx, const quen_shop *shop,
                                 double min_risk, uint32_t segment)
{
    quen_status status = need_part(ctx, shop, QUEN_SHOP_CHURN, "churn");
    if (status == QUEN_OK && segment != UINT32_MAX)
        status = need_part(ctx, shop, QUEN_SHOP_RFM, "rfm");
    if (status != QUEN_OK)
        return status;
    if (!(min_risk >= 0 && min_risk <= 1))
        return quen__fail(ctx, QUEN_ERR_ARGUMENT, "min_risk is %g, not within 0..1",
                          min_risk);
    if (segment != UINT32_MAX && segment >= quen_rfm_n_segments(&shop->rfm))
        return quen__fail(ctx, QUEN_ERR_NOT_FOUND, "there is no segment %u of %u",
                          segment, quen_rfm_n_segments(&shop->rfm));
    return QUEN_OK;
}

quen_status quen_shop_list_at_risk(quen_context *ctx, const quen_shop *shop,
                                   double min_risk, uint32_t segment, uint32_t *customers,
                                   size_t n, size_t *count, size_t *total)
{
    const quen__shop_risks *risks = &shop->risks;
    size_t found = 0;
    *count = 0;
    quen_status status = check_at_risk(ctx, shop, min_risk, segment);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < risks->n; i++) {
        uint32_t row = risks->by_risk[i], customer = risks->customer[row];
        if (risks->risk[row] < min_risk || (found >= n && !total))
            break;
        if (segment != UINT32_MAX && !in_segment(shop, customer, segment))
            continue;
        if (found++ < n)
            customers[(*count)++] = customer;
    }
    if (total)
        *total = found;
    return QUEN_OK;
}

/* --- parts --- */

const quen_rfm *quen_shop_rfm(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_RFM) ? &shop->rfm : NULL;
}

const quen_kmeans *quen_shop_kmeans(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_KMEANS) ? &shop->kmeans : NULL;
}

const quen_itemcf *quen_shop_itemcf(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_ITEMCF) ? &shop->itemcf : NULL;
}

const quen_churn *quen_shop_churn(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_CHURN) ? &shop->churn : NULL;
}

const quen_scaler *quen_shop_scaler(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_KMEANS) ? &shop->scaler : NULL;
}

const double *quen_shop_cluster_means(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_KMEANS) ? shop->clusters.means : NULL;
}

const double *quen_shop_cluster_medians(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_KMEANS) ? shop->clusters.medians : NULL;
}

const char *quen_shop_cluster_feature(const quen_shop *shop, size_t column)
{
    if (!quen__shop_has(shop, QUEN_SHOP_KMEANS) || column >= shop->clusters.n_columns)
        return NULL;
    return quen__builtin_name(shop->clusters.column[column]);
}
