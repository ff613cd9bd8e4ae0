/* Lists of customers, as parts rank them: a walk down a sorted section. */
#include "core/options.h"
#include "shop/part.h"

int quen__shop_in_segment(const quen_shop *shop, uint32_t customer, uint32_t segment)
{
    size_t row;
    const quen_rfm *rfm = &shop->rfm;
    return quen__shop_row(quen_rfm_customers(rfm), quen_rfm_n_customers(rfm), customer,
                          &row) &&
           quen_rfm_segments(rfm)[row] == segment;
}

quen_status quen__shop_need_segment(quen_context *ctx, const quen_shop *shop,
                                    uint32_t segment)
{
    quen_status status = quen__shop_need(ctx, shop, QUEN_SHOP_RFM, "rfm");
    if (status == QUEN_OK && segment >= quen_rfm_n_segments(&shop->rfm))
        return quen__fail(ctx, QUEN_ERR_NOT_FOUND, "shop: there is no segment %u of %u",
                          segment, quen_rfm_n_segments(&shop->rfm));
    return status;
}

quen_status quen__shop_list_begin(quen_context *ctx, const quen_shop *shop, uint32_t part,
                                  const char *words, const quen__shop_list *list)
{
    *list->count = 0;
    quen_status status = quen__extent_check(ctx, "shop: capacity", list->capacity, 1,
                                            sizeof *list->customers);
    if (status == QUEN_OK)
        status = quen__shop_need(ctx, shop, part, words);
    if (status == QUEN_OK && list->segment != UINT32_MAX)
        status = quen__shop_need_segment(ctx, shop, list->segment);
    return status;
}

void quen__shop_list_ranked(const quen_shop *shop, const quen__shop_ranking *r,
                            const quen__shop_list *list)
{
    size_t found = 0;
    for (size_t i = 0; i < r->n; i++) {
        uint32_t row = r->order[i], customer = r->customer ? r->customer[row] : row;
        if (r->figure[row] < list->least || (found >= list->capacity && !list->total))
            break;
        if (list->segment != UINT32_MAX &&
            !quen__shop_in_segment(shop, customer, list->segment))
            continue;
        if (found < list->capacity)
            list->customers[found] = customer;
        found++;
    }
    *list->count = found < list->capacity ? found : list->capacity;
    if (list->total)
        *list->total = found;
}
