/* What was wrong with a stream, in words. */
#ifndef QUEN_DATA_ARROW_ARROW_WORDS_H
#define QUEN_DATA_ARROW_ARROW_WORDS_H

#include "data/arrow/arrow_take.h"

/* QUEN_ERR_ARGUMENT: what the columns are, as `name` is none of them or two. */
quen_status quen__arrow_no_column(quen_context *ctx, const struct ArrowSchema *schema,
                                  const char *name, size_t found);

/*
 * Row `row` of the stream, row `at` of the array that the column is bound to, where this
 * cell is, is refused for this reason. QUEN_ERR_FORMAT if the array itself is at fault.
 */
quen_status quen__arrow_refuse_value(quen_context *ctx, const quen__arrow_column *column,
                                     uint64_t row, size_t at,
                                     const quen__arrow_cell *cell, const char *reason);

#endif
