/* From the log to matrices of who, or which order, has which item. */
#ifndef QUEN_DATA_INTERACTIONS_H
#define QUEN_DATA_INTERACTIONS_H

#include "core/alloc.h"
#include "data/orders/orders.h"
#include "quen/csr.h"

/* Which rows a matrix has. */
enum {
    QUEN__ROWS_CUSTOMERS = 0, /* one for each customer */
    QUEN__ROWS_BASKETS = 1,   /* the same, then one for each order without a customer */
    QUEN__ROWS_ORDERS = 2     /* one for each order */
};

/* What an entry is worth. */
enum {
    QUEN__INTERACTIONS_BINARY = 0,    /* 1 */
    QUEN__INTERACTIONS_COUNT = 1,     /* orders in which more was bought than returned */
    QUEN__INTERACTIONS_LOG_COUNT = 2, /* log(1 + count) */
    QUEN__INTERACTIONS_QUANTITY = 3   /* how much, returns deducted */
};

/*
 * Rows x items of the lines before now_s, in memory of `temp`. An item is in a row when
 * more of it was bought than returned there, whether returns have a quantity below 0 or
 * an amount, and price reductions are neither; its value is one of QUEN__INTERACTIONS_*.
 */
quen_status quen__interactions(quen__temp *temp, const quen__log *log, uint32_t rows,
                               uint32_t values, int64_t now_s, quen_csr *out);

#endif
