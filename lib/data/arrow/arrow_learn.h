/*
 * How text columns of times and numbers are read: learned from the columns themselves.
 * Arrays of a stream can be had once, so they are kept until that is decided.
 */
#ifndef QUEN_DATA_ARROW_ARROW_LEARN_H
#define QUEN_DATA_ARROW_ARROW_LEARN_H

#include "data/arrow/arrow_take.h"
#include "data/orders/orders.h"

/* Arrays of a stream in their order, taken over from it. */
typedef struct quen__arrow_kept {
    struct ArrowArray *arrays;
    size_t n, room;
} quen__arrow_kept;

/* Take over an array. Where it fails, the array is still the caller's. */
quen_status quen__arrow_keep(quen_context *ctx, quen__arrow_kept *kept,
                             const struct ArrowArray *array);

/* Release them, and forget them. */
void quen__arrow_kept_free(quen_context *ctx, quen__arrow_kept *kept);

/* Begin to learn the text columns among `uses`, one for each role. */
quen_status quen__arrow_learn_begin(quen_context *ctx, quen__arrow_use *uses,
                                    const quen_arrow_options *options);

/*
 * Look at the n rows that are taken of a block at `first` of the array that the columns
 * are bound to, row `row` of the stream. Columns that are decided need no more of them.
 */
void quen__arrow_learn_block(quen__arrow_use *uses, size_t first, size_t n, uint64_t row);

/* 1 if no later row can leave a column open. */
int quen__arrow_learn_is_decided(const quen__arrow_use *uses);

/* Decide, and tell the log what was understood; a currency of "" becomes the amounts'. */
quen_status quen__arrow_learn_end(quen_context *ctx, quen__arrow_use *uses,
                                  quen_orders *orders, char currency[4]);

void quen__arrow_learn_free(quen__arrow_use *uses);

#endif
