/*
 * Rows on their way into the log, as columns: a few thousand at a time, so that the
 * library is called seldom and memory stays small.
 */
#ifndef EXAMPLES_QUICKSTART_BATCH_H
#define EXAMPLES_QUICKSTART_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <quen.h>

#include "common/csv.h"

enum { BATCH_ROWS = 4096 };

/* Texts one after another. An empty text means: no key. */
typedef struct batch_keys {
    char *bytes;
    size_t capacity;
    uint64_t offsets[BATCH_ROWS + 1];
    uint8_t valid[BATCH_ROWS / 8];
} batch_keys;

typedef struct batch {
    size_t n;
    batch_keys customer;
    batch_keys order;
    batch_keys item;
    int64_t time_s[BATCH_ROWS];
    int64_t quantity[BATCH_ROWS];
    int64_t amount[BATCH_ROWS];
    bool has_money; /* else amounts are not looked at */
} batch;

/* One row; its texts are copied. */
typedef struct batch_row {
    csv_field customer;
    csv_field order;
    csv_field item;
    int64_t time_s;
    int64_t quantity;
    int64_t amount;
} batch_row;

/* NULL if memory is out. */
batch *batch_new(bool has_money);

void batch_free(batch *b);

/* Append to a batch with room; false if memory is out. */
bool batch_push(batch *b, const batch_row *row);

/* Add the rows to the log, and empty the batch. */
quen_status batch_flush(quen_context *ctx, batch *b, quen_orders *orders);

#endif
