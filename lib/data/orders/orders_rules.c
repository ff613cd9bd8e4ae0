/* How the lines of a log are understood: who is nobody, whether returns are visits. */
#include <string.h>

#include "core/options.h"
#include "data/orders/order_rules.h"
#include "data/orders/orders_state.h"

void quen_order_rules_init(quen_order_rules *rules, size_t size)
{
    quen_order_rules all = {.struct_size = sizeof all};
    quen__options_init(rules, size, &all, sizeof all);
}

quen_status quen__orders_rules_read(quen_context *ctx, const quen_order_rules *given,
                                    uint32_t *returns, quen__nobody *nobody)
{
    quen_order_rules rules;
    quen__nobody none = {0};
    *nobody = none;
    quen_order_rules_init(&rules, sizeof rules);
    quen_status status =
        quen__options_read(ctx, &rules, sizeof rules, given, "order rules");
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "orders", "returns", rules.returns,
                                      QUEN_RETURNS_VISIT);
    *returns = rules.returns;
    if (status == QUEN_OK && rules.n_nobody && !rules.nobody)
        status = quen__bad_argument(ctx,
                                    "orders: n_nobody is %zu, but nobody is NULL: give "
                                    "the keys, or 0 for the usual ones",
                                    rules.n_nobody);
    if (status != QUEN_OK)
        return status;
    return rules.nobody
               ? quen__nobody_make(ctx, rules.nobody, rules.n_nobody, nobody)
               : quen__nobody_make(ctx, quen__nobody_texts, QUEN__NOBODY_TEXTS, nobody);
}

static int is_same(const quen_orders *orders, const quen__nobody *nobody,
                   uint32_t returns)
{
    return orders->returns == returns && quen__nobody_same(&orders->nobody, nobody);
}

static void exchange(quen_orders *orders, uint32_t *returns, quen__nobody *nobody)
{
    uint32_t had_returns = orders->returns;
    quen__nobody had_nobody = orders->nobody;
    orders->returns = *returns;
    orders->nobody = *nobody;
    *returns = had_returns;
    *nobody = had_nobody;
}

quen_status quen__orders_take_rules(quen_context *ctx, quen_orders *orders,
                                    const quen_order_rules *given, uint32_t *returns,
                                    quen__nobody *nobody)
{
    quen_status status = quen__same_allocator(ctx, &orders->allocator, "orders");
    if (status == QUEN_OK)
        status = quen__orders_rules_read(ctx, given, returns, nobody);
    if (status != QUEN_OK)
        return status;
    if (orders->sums.lines == 0) {
        exchange(orders, returns, nobody);
        return QUEN_OK;
    }
    if (is_same(orders, nobody, *returns))
        return QUEN_OK;
    quen__nobody_free(nobody, &orders->allocator);
    return quen__bad_argument(ctx, "orders: the log has lines already, which were "
                                   "added by other rules: tell them before the first");
}

void quen__orders_give_back_rules(quen_orders *orders, uint32_t *returns,
                                  quen__nobody *nobody)
{
    if (orders->sums.lines == 0)
        exchange(orders, returns, nobody);
}

quen_status quen_orders_set_rules(quen_context *ctx, quen_orders *orders,
                                  const quen_order_rules *given)
{
    uint32_t returns;
    quen__nobody nobody;
    quen_status status = quen__orders_take_rules(ctx, orders, given, &returns, &nobody);
    if (status == QUEN_OK)
        quen__nobody_free(&nobody, &orders->allocator);
    return status;
}

/* --- how customers are spelled --- */

void quen__orders_spell(quen_orders *orders, uint32_t spelled,
                        const quen__parse_country *country)
{
    orders->spelled.kinds = spelled;
    orders->spelled.country = country;
}

/* Where two logs name different countries, neither is that of a number without one. */
void quen__orders_spelled_add(quen__orders_spelled *a, const quen__orders_spelled *b)
{
    int here = (a->kinds & QUEN__SPELLED_PHONE) != 0,
        there = (b->kinds & QUEN__SPELLED_PHONE) != 0;
    if (!here)
        a->country = b->country;
    else if (there && a->country != b->country)
        a->country = NULL;
    a->kinds |= b->kinds;
}

/* --- asking --- */

void quen_orders_get_rules(const quen_orders *orders, quen_order_rules *rules)
{
    static const quen_key none = {0};
    quen_order_rules all = {.struct_size = sizeof all};
    all.returns = orders->returns;
    all.nobody = orders->nobody.n ? orders->nobody.keys : &none;
    all.n_nobody = orders->nobody.n;
    quen__options_write(rules, &all, sizeof all);
}

uint64_t quen_orders_nobody_lines(const quen_orders *orders, size_t key)
{
    return key < orders->nobody.n ? orders->nobody.lines[key] : 0;
}

quen_status quen__orders_same_rules(quen_context *ctx, const quen_orders *a,
                                    const quen_orders *b)
{
    if (is_same(a, &b->nobody, b->returns))
        return QUEN_OK;
    return quen__bad_argument(ctx, "orders: the two logs have different rules: tell both "
                                   "the same before their first line");
}
