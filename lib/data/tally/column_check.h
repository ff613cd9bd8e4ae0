/* Columns of order lines that go into no log: are they what a log would take? */
#ifndef QUEN_DATA_TALLY_COLUMN_CHECK_H
#define QUEN_DATA_TALLY_COLUMN_CHECK_H

#include "core/context.h"
#include "data/tally/span.h"
#include "quen/orders.h"

/*
 * Read the caller's columns and check them as quen_orders_add_columns() does on an empty
 * log, with its statuses and sentences. They hold these times and amounts.
 */
quen_status quen__tally_columns_read(quen_context *ctx, const quen_order_columns *given,
                                     quen_order_columns *columns, quen__span *times,
                                     quen__span *amounts);

#endif
