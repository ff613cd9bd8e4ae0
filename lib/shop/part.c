/* What the parts of a shop have in common: see part.h. */
#include "shop/part.h"

#include "io/check.h"
#include "math/search.h"

/* --- training --- */

void quen__shop_training_keep(quen__shop_training *t, quen__model *model, uint32_t base)
{
    if (!model)
        return;
    t->models[t->n_models].model = model;
    t->models[t->n_models++].base = base;
}

void quen__shop_training_add(quen__shop_training *t, uint32_t id, uint32_t width,
                             size_t count, const void *from)
{
    t->own[t->n_own++] = (quen__section){id, width, count, from};
}

static int ranks_before(const void *user, uint32_t a, uint32_t b)
{
    const double *figure = user;
    return figure[a] != figure[b] ? figure[a] > figure[b] : a < b;
}

quen_status quen__shop_training_order(quen__shop_training *t, uint32_t id, size_t n,
                                      quen__index_sort_before before, const void *user)
{
    uint32_t *order = quen__temp_new(&t->temp, n, sizeof *order);
    uint32_t *scratch = quen__temp_new(&t->temp, n, sizeof *scratch);
    if (!order || !scratch)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    quen__index_sort(order, n, scratch, before, user);
    quen__shop_training_add(t, id, 4, n, order);
    return QUEN_OK;
}

quen_status quen__shop_training_rank(quen__shop_training *t, uint32_t id,
                                     const double *figures, size_t n)
{
    return quen__shop_training_order(t, id, n, ranks_before, figures);
}

/* --- opening --- */

/* Strictly in order, so that no row can occur twice. */
quen_status quen__shop_check_order(quen_context *ctx, const char *what,
                                   const uint32_t *order, size_t n,
                                   quen__index_sort_before before, const void *user)
{
    quen_status status = quen__check_below(ctx, what, order, n, n);
    for (size_t i = 1; i < n && status == QUEN_OK; i++)
        if (!before(user, order[i - 1], order[i]))
            return quen__bad_format(ctx, "%s: entry %zu is out of order", what, i);
    return status;
}

quen_status quen__shop_check_rank(quen_context *ctx, const char *what,
                                  const uint32_t *order, const double *figures, size_t n)
{
    return quen__shop_check_order(ctx, what, order, n, ranks_before, figures);
}

quen_status quen__shop_check_customers(quen_context *ctx, const quen_shop *shop,
                                       const char *what, const uint32_t *customer,
                                       size_t n)
{
    quen_status status = quen__check_ascending(ctx, what, customer, n);
    if (status == QUEN_OK)
        status = quen__check_below(ctx, what, customer, n, shop->customers.n);
    return status;
}

/* --- asking --- */

quen_status quen__shop_need(quen_context *ctx, const quen_shop *shop, uint32_t part,
                            const char *words)
{
    if (quen__shop_has(shop, part))
        return QUEN_OK;
    quen_status status = quen__shop_parts_check(ctx, part);
    if (status != QUEN_OK)
        return status;
    const char *why = part == QUEN_SHOP_CHURN ? shop->note : "";
    return quen__fail(ctx, QUEN_ERR_NO_PART, "shop: it was trained without %s%s%s", words,
                      why[0] ? ": " : "", why);
}

size_t quen__shop_place(const uint32_t *order, size_t row)
{
    size_t at = 0;
    while (order[at] != row)
        at++;
    return at;
}

int quen__shop_row(const uint32_t *customers, size_t n, uint32_t customer, size_t *row)
{
    return quen__search_number(customers, n, customer, row);
}
