/*
 * Which rows of a block are taken, and what their empty cells repeat. A block's rows are
 * gone through in their order; what is kept is a list of rows for each column, which its
 * cells are then fetched by. Without filters and filling there is no list, and no cost.
 */
#ifndef QUEN_DATA_ARROW_ARROW_PICK_H
#define QUEN_DATA_ARROW_ARROW_PICK_H

#include "core/alloc.h"
#include "data/arrow/arrow_take.h"
#include "data/orders/orders.h"
#include "data/rows/rows.h"

/* Columns that may be filled: customer, order and time are. */
#define QUEN__ARROW_FILLED (QUEN__ROLE_TIME + 1)

typedef struct quen__arrow_filter {
    quen__arrow_column column;
    const quen_import_filter *is;
    uint32_t filled;         /* the role of a filled column that is this one, or else */
    quen__arrow_cell *cells; /* its own, of a group */
    uint64_t rows;           /* that it left out */
} quen__arrow_filter;

/* A column that is filled down. */
typedef struct quen__arrow_filled {
    const quen__arrow_column *use; /* NULL: it is not filled */
    quen__arrow_column column;     /* as it stands, before anything is made of it */
    quen__arrow_cell *cells;       /* of a group */
    quen__rows_above above;
    uint32_t kind, at;     /* of what stands above; and its row in the block, or HELD */
    quen__rows_above kept; /* the bytes of what is held */
    quen__arrow_cell held; /* what stood above the block */
    uint32_t *from;        /* of each row that is taken */
} quen__arrow_filled;

typedef struct quen__arrow_pick {
    size_t n_filters;
    quen__arrow_filter *filters;
    int fills;
    quen__arrow_filled filled[QUEN__ARROW_FILLED];
    uint32_t *rows; /* of the block, that are taken; NULL: all are, as they stand */
    uint64_t n_rows, n_filled;
} quen__arrow_pick;

/* The columns of `uses` are known, their cells not yet fetched. */
quen_status quen__arrow_pick_open(quen__temp *temp, quen__arrow_pick *pick,
                                  const struct ArrowSchema *schema,
                                  const quen_arrow_options *options,
                                  quen__arrow_use *uses);

/* Begin again with the first row of the stream. */
void quen__arrow_pick_restart(quen__arrow_pick *pick);

/* Look at an array's columns of filters; those of `uses` are bound to it. */
quen_status quen__arrow_pick_bind(quen_context *ctx, quen__arrow_pick *pick,
                                  const struct ArrowArray *array);

/*
 * Of *n rows of the array from `first` on, row `row` of the stream: take those that stay.
 * *n receives how many.
 */
quen_status quen__arrow_pick_block(quen_context *ctx, quen__arrow_pick *pick,
                                   size_t first, uint64_t row, size_t *n);

/* Tell the log what was left out and filled. */
quen_status quen__arrow_pick_tell(quen_context *ctx, const quen__arrow_pick *pick,
                                  quen_orders *orders);

void quen__arrow_pick_free(quen_context *ctx, quen__arrow_pick *pick);

#endif
