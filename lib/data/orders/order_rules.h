/* How lines are understood, read from what the caller gave. */
#ifndef QUEN_DATA_ORDERS_ORDER_RULES_H
#define QUEN_DATA_ORDERS_ORDER_RULES_H

#include "data/keys/nobody.h"
#include "quen/orders.h"

/*
 * Rules, or the defaults for NULL: QUEN_RETURNS_* and the keys that mean nobody, which
 * the caller frees. Statuses and sentences are those of quen_orders_set_rules().
 */
quen_status quen__orders_rules_read(quen_context *ctx, const quen_order_rules *given,
                                    uint32_t *returns, quen__nobody *nobody);

#endif
