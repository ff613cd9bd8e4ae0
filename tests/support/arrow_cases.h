/* What the tests of Arrow streams share: loading, and a small table. */
#ifndef QUEN_TESTS_ARROW_CASES_H
#define QUEN_TESTS_ARROW_CASES_H

#include "arrow.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Columns "item", "time" and "amount". */
quen_arrow_options arrow_options(void);

/* Whatever comes of it, everything is released once, and there is a log or a failure. */
quen_status load_arrow(quen_context *ctx, const arrow_column *columns, size_t n_columns,
                       size_t n, const quen_arrow_options *options,
                       const arrow_shape *shape, quen_orders **log);

/* A small table, of which one column may be replaced. */
#define SMALL 4
extern const char *const arrow_small_times[SMALL];
extern const arrow_column arrow_small_columns[3];

#endif
