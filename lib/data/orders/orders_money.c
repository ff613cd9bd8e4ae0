/* What money a log's amounts are in, so that whoever reads them later need not guess. */
#include <string.h>

#include "data/orders/orders_state.h"

/* Three capital letters, or nothing. */
static int is_currency(const char *code)
{
    size_t n = 0;
    while (n < 4 && code[n] >= 'A' && code[n] <= 'Z')
        n++;
    return (n == 0 || n == 3) && !code[n];
}

quen_status quen__orders_money(quen_context *ctx, uint32_t decimals, const char *currency,
                               quen_money *out)
{
    quen_money money = {decimals, ""};
    if (decimals > QUEN_DECIMALS_MAX && decimals != QUEN_DECIMALS_UNKNOWN)
        return quen__bad_argument(ctx, "money: decimals is %u, not within 0..%d",
                                  decimals, QUEN_DECIMALS_MAX);
    if (currency && !is_currency(currency))
        return quen__bad_argument(ctx,
                                  "money: currency is \"%.4s\", not three capital "
                                  "letters as in ISO 4217",
                                  currency);
    if (currency && *currency)
        memcpy(money.currency, currency, sizeof money.currency);
    *out = money;
    return QUEN_OK;
}

quen_status quen__orders_money_merge(quen_context *ctx, const quen_money *here,
                                     const quen_money *there, quen_money *both)
{
    *both = *here;
    if (here->decimals == QUEN_DECIMALS_UNKNOWN)
        both->decimals = there->decimals;
    else if (there->decimals != QUEN_DECIMALS_UNKNOWN &&
             there->decimals != here->decimals)
        return quen__bad_argument(
            ctx,
            "orders: money has %u decimals in one log and %u in the "
            "other: bring both to one unit first",
            here->decimals, there->decimals);
    if (!here->currency[0])
        memcpy(both->currency, there->currency, sizeof both->currency);
    else if (there->currency[0] && strcmp(here->currency, there->currency) != 0)
        return quen__bad_argument(ctx,
                                  "orders: money is %s in one log and %s in the other",
                                  here->currency, there->currency);
    return QUEN_OK;
}

quen_status quen_orders_set_money(quen_context *ctx, quen_orders *orders,
                                  const quen_money *money)
{
    return quen__orders_money(ctx, money->decimals, money->currency, &orders->money);
}

void quen_orders_get_money(const quen_orders *orders, quen_money *money)
{
    *money = orders->money;
}
