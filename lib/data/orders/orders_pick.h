/* A part of the customers of a log in canonical order: which, in which order, and what
 * their lines become. */
#ifndef QUEN_DATA_ORDERS_ORDERS_PICK_H
#define QUEN_DATA_ORDERS_ORDERS_PICK_H

#include "data/orders/orders_state.h"

/*
 * Copy the orders of n customers, customer[i] as customer i, and after them those without
 * a customer; items and texts of order numbers get the ids of `ids`. The copy is what
 * finishing a log of these lines alone would give. Free it with
 * quen__orders_sorted_free(); on failure it is empty. Time O(lines copied).
 */
quen_status quen__orders_pick(quen_context *ctx, const quen__orders_sorted *from,
                              const uint32_t *customer, size_t n,
                              const quen__orders_ids *ids, quen__orders_sorted *out);

#endif
