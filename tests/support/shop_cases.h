/* What the tests of the shop share: two small logs, checks of every shop. */
#ifndef QUEN_TESTS_SHOP_CASES_H
#define QUEN_TESTS_SHOP_CASES_H

#include "io/container.h"
#include "shop_log.h"

extern const shop_log shop_small;
extern const shop_log shop_numbered; /* the same with numbers as keys */

quen_orders *shop_orders(quen_context *ctx, const shop_log *shape);

/* A shop that was trained; fails the test if none came. */
quen_shop *train_shop(quen_context *ctx, const quen_orders *orders,
                      const quen_shop_options *options);

/* What the shop tells of a customer is what its parts tell. */
void check_shop_customer(quen_context *ctx, const quen_shop *shop, uint32_t number);

/* The list of those at risk: in order, cut where it is told to be. */
void check_shop_at_risk(quen_context *ctx, const quen_shop *shop);

/* A shop with one section replaced or added; NULL, with a sentence, if that is none. */
quen_shop *shop_with_section(quen_context *ctx, const quen_shop *shop,
                             quen__section extra);

#endif
