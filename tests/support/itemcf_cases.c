/* See itemcf_cases.h. */
#include "itemcf_cases.h"

#include "core/rng.h"

quen_itemcf_options itemcf_options(uint32_t method)
{
    quen_itemcf_options options;
    quen_itemcf_options_init(&options, sizeof options);
    options.method = method;
    return options;
}

quen_itemcf *fit_itemcf(quen_context *ctx, const quen_csr *matrix,
                        const quen_itemcf_options *options)
{
    quen_itemcf *model = NULL;
    assert_ok(ctx, quen_itemcf_fit_csr(ctx, matrix, options, &model));
    return model;
}

quen_csr itemcf_csr_of(itemcf_dense *d, int valued)
{
    size_t end = 0;
    for (size_t u = 0; u < d->n_rows; u++) {
        for (size_t i = 0; i < d->n_items; i++) {
            if (d->x[u][i] == 0)
                continue;
            d->column[end] = (uint32_t)i;
            d->value[end++] = d->x[u][i];
        }
        d->row_start[u + 1] = end;
    }
    return (quen_csr){d->n_rows, d->n_items, d->row_start, d->column,
                      valued ? d->value : NULL};
}

itemcf_dense itemcf_random_dense(uint64_t seed, int valued)
{
    itemcf_dense d = {.n_rows = 1 + (size_t)quen__random_below(seed, 1, 0, MOST_ROWS),
                      .n_items = 1 + (size_t)quen__random_below(seed, 1, 1, MOST_ITEMS)};
    for (size_t u = 0; u < d.n_rows; u++)
        for (size_t i = 0; i < d.n_items; i++)
            if (quen__random_below(seed, 2, u * MOST_ITEMS + i, 5) < 2)
                d.x[u][i] =
                    valued ? 0.1 + quen__random_unit(seed, 3, u * MOST_ITEMS + i) : 1;
    return d;
}

static uint64_t shop_start[SHOP_CUSTOMERS + 1];
static uint32_t shop_item[SHOP_CUSTOMERS * 64];
double itemcf_shop_value[SHOP_CUSTOMERS * 64];

quen_csr itemcf_shop_csr(void)
{
    size_t end = 0;
    for (size_t c = 0; c < SHOP_CUSTOMERS; c++) {
        uint32_t item = 0;
        for (size_t k = 0; k < 60; k++) {
            item += 1 + (uint32_t)quen__random_below(5, c, k, 1 + k * k / 2);
            if (item >= SHOP_ITEMS)
                break;
            shop_item[end] = item;
            itemcf_shop_value[end++] = 1 + quen__random_unit(6, c, k);
        }
        shop_start[c + 1] = end;
    }
    return (quen_csr){SHOP_CUSTOMERS, SHOP_ITEMS, shop_start, shop_item, NULL};
}
