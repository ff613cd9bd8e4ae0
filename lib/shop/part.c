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

/* --- opening --- */

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
    return quen__fail(ctx, QUEN_ERR_NO_PART, "shop: it was trained without %s%s%s", words,
                      shop->note[0] ? ": " : "", shop->note);
}

/* Ascending numbers, and the one sought. */
typedef struct list {
    const uint32_t *numbers;
    uint32_t sought;
} list;

static int order(const void *user, size_t i)
{
    const list *l = user;
    return (l->numbers[i] > l->sought) - (l->numbers[i] < l->sought);
}

int quen__shop_row(const uint32_t *customers, size_t n, uint32_t customer, size_t *row)
{
    list l = {customers, customer};
    return quen__search(n, order, &l, row);
}
