/* Rows to be added to a log, in one of the forms that callers have. */
#ifndef QUEN_DATA_ORDERS_ORDER_ROWS_H
#define QUEN_DATA_ORDERS_ORDER_ROWS_H

#include "core/context.h"
#include "data/keys/key_column.h"
#include "quen/orders.h"

enum { QUEN__CUSTOMER, QUEN__ORDER, QUEN__ITEM, QUEN__KEY_COLUMNS };

/* n rows; the int64_t values lie `stride` bytes apart, aligned or not. */
typedef struct quen__orders_rows {
    size_t n, stride;
    size_t first;         /* what sentences call row 0 */
    const uint32_t *from; /* NULL, or which row each is, counted likewise */
    quen__key_rows keys[QUEN__KEY_COLUMNS];
    const char *time;
    const char *quantity; /* NULL: `each` in every row */
    int64_t each;
    const char *amount; /* NULL: not told */
} quen__orders_rows;

/* Add them all, or none: as quen_orders_add(). */
quen_status quen__orders_add_rows(quen_context *ctx, quen_orders *orders,
                                  const quen__orders_rows *rows);

#endif
