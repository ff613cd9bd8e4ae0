/* Columns of order lines that go into no log: are they what a log would take? */
#ifndef QUEN_DATA_TALLY_COLUMN_CHECK_H
#define QUEN_DATA_TALLY_COLUMN_CHECK_H

#include "core/context.h"
#include "data/tally/span.h"
#include "quen/orders.h"

/* What the columns hold. */
typedef struct quen__tally_facts {
    quen__span times, amounts; /* amounts are 0 if they are not told */
    int negative;              /* 1: some amount or quantity is below 0 */
} quen__tally_facts;

/*
 * Read the caller's columns and check them as quen_orders_add_columns() does on an empty
 * log, with its statuses and sentences; but for their rules, which are as they were
 * given. Without amounts that are told, `amount` becomes NULL.
 */
quen_status quen__tally_columns_read(quen_context *ctx, const quen_order_columns *given,
                                     quen_order_columns *columns,
                                     quen__tally_facts *facts);

#endif
