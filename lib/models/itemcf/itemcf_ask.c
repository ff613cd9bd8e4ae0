/* Questions to the model, and its getters: what models/offers answers for any model. */
#include "models/itemcf/itemcf.h"

quen_status quen_itemcf_similar(quen_context *ctx, const quen_itemcf *itemcf,
                                uint32_t item, const quen_offer_filter *filter,
                                quen_offer *offers, size_t capacity, size_t *count)
{
    return quen__offers_similar(ctx, &itemcf->offers, item, filter, offers, capacity,
                                count);
}

quen_status quen_itemcf_recommend(quen_context *ctx, const quen_itemcf *itemcf,
                                  uint32_t customer, const quen_offer_filter *filter,
                                  quen_offer *offers, size_t capacity, size_t *count)
{
    return quen__offers_recommend(ctx, &itemcf->offers, customer, filter, offers,
                                  capacity, count);
}

quen_status quen_itemcf_recommend_basket(quen_context *ctx, const quen_itemcf *itemcf,
                                         const uint32_t *items, size_t n_items,
                                         const quen_offer_filter *filter,
                                         quen_offer *offers, size_t capacity,
                                         size_t *count)
{
    return quen__offers_recommend_basket(ctx, &itemcf->offers, items, n_items, filter,
                                         offers, capacity, count);
}

quen_status quen_itemcf_recommend_customer_basket(
    quen_context *ctx, const quen_itemcf *itemcf, uint32_t customer,
    const uint32_t *items, size_t n_items, const quen_offer_filter *filter,
    quen_offer *offers, size_t capacity, size_t *count)
{
    return quen__offers_recommend_customer_basket(
        ctx, &itemcf->offers, customer, items, n_items, filter, offers, capacity, count);
}

quen_status quen_itemcf_recommend_batch(quen_context *ctx, const quen_itemcf *itemcf,
                                        const uint32_t *customers, size_t n_customers,
                                        const quen_offer_filter *filter,
                                        quen_offer *offers, size_t capacity,
                                        size_t *counts)
{
    return quen__offers_recommend_batch(ctx, &itemcf->offers, customers, n_customers,
                                        filter, offers, capacity, counts);
}

size_t quen_itemcf_n_items(const quen_itemcf *itemcf)
{
    return itemcf->offers.n_items;
}

size_t quen_itemcf_n_customers(const quen_itemcf *itemcf)
{
    return itemcf->offers.n_customers;
}

size_t quen_itemcf_n_left_out(const quen_itemcf *itemcf)
{
    return (size_t)itemcf->offers.n_left_out;
}

uint32_t quen_itemcf_support(const quen_itemcf *itemcf, uint32_t item)
{
    return quen__offers_support(&itemcf->offers, item);
}

size_t quen_itemcf_neighbors(const quen_itemcf *itemcf, uint32_t item,
                             const quen_neighbor **neighbors)
{
    return quen__offers_neighbors(&itemcf->offers, item, neighbors);
}

size_t quen_itemcf_history(const quen_itemcf *itemcf, uint32_t customer,
                           const uint32_t **items)
{
    return quen__offers_history(&itemcf->offers, customer, items);
}
