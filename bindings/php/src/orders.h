/* A log that a call changes, and what its files share. */
#ifndef PHP_QUEN_ORDERS_H
#define PHP_QUEN_ORDERS_H

#include "php_quen.h"

enum { KIND_CUSTOMER, KIND_ITEM, KIND_ORDER };

/*
 * The log of an object that a call is to change: a copy, if models or rows hold what it
 * is now. NULL with an exception.
 */
quen_orders *pq_orders_to_change(pq_call *c, pq_object *self);

/* The log, finished; NULL with an exception. */
const quen_orders *pq_orders_finished(pq_call *c, pq_object *self);

/*
 * An argument that must be a log, which is finished then, and whose clock reads moments.
 * c->held is what it is now, and what answers have their keys from: a callable may change
 * the object's.
 */
pq_object *pq_orders_argument(pq_call *c, uint32_t number);

quen_order_totals pq_orders_totals(const quen_orders *orders);

/* What a log says of its keys and its money, once its lines are there. */
void pq_orders_learn(pq_object *self);

/* Rules of a log from arguments, keys of a kind; false with an exception. */
bool pq_order_rules(pq_call *c, uint32_t kind, quen_order_rules *rules);

/* A clock from arguments; `zone` stays as it is, where none is given. */
bool pq_clock(pq_call *c, quen_zone *zone, bool *given);

#endif
