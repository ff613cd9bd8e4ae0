/*
 * Files of rows and columns, read into text that one look compares: the names, a line for
 * each row with its line number, bad rows, what was told, and the failure.
 *
 *   names a|b
 *   2 x|~          a row of line 2: "x" and no value
 *   ! line 3: ...  a bad row
 *   # separator... what was told
 *   ERROR QUEN_ERR_FORMAT csv: ...
 */
#ifndef QUEN_TESTS_CSV_CASES_H
#define QUEN_TESTS_CSV_CASES_H

#include "core/context.h"
#include "support.h"

/* A text that grows. All zero is empty. */
typedef struct csv_page {
    char *text;
    size_t size, capacity;
} csv_page;

void csv_page_free(csv_page *page);
void csv_page_add(csv_page *page, const char *format, ...) QUEN__PRINTF(2, 3);

/*
 * Read a file pushed as `cut` says: 0 at once, 1 byte by byte, else in pieces that the
 * number seeds. Batches are taken after each push.
 */
void csv_page_read(quen_context *ctx, const char *bytes, size_t size,
                   const quen_csv_options *options, uint64_t cut, csv_page *page);

/* The same for several cuts, which must agree. */
void csv_page_read_cut(quen_context *ctx, const char *bytes, size_t size,
                       const quen_csv_options *options, csv_page *page);

/*
 * Read these bytes and demand that each line of `lines` is in the page, in this order, as
 * a whole line or, if it ends with "...", as the begin of one. Rows and bad rows must
 * follow one another; "end" demands that none and no failure follows.
 */
void csv_demand(const char *bytes, size_t size, const quen_csv_options *options,
                const char *lines);

/* Options that want these columns, NULL behind the last. */
quen_csv_options csv_wanting(const char *const *names);

#endif
