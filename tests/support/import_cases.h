/*
 * Files imported into a log, and all that is seen of it in one text:
 *
 *   lines 3 orders 2 customers 1 nobody 1 units 4 revenue 10.50
 *   rows 5 kept 3 filtered 1 skipped 1 filled 0 rounded 0 odd 0
 *   # time: column "when": ...      what was told
 *   = time: time %Y-%m-%d ...       what was saved
 *   - 1 line 4 "amount" "x": ...    bad rows that were left out
 *   ERROR import: line 4: ...       the failure, and nothing else
 */
#ifndef QUEN_TESTS_IMPORT_CASES_H
#define QUEN_TESTS_IMPORT_CASES_H

#include "csv_cases.h"

/*
 * Import a file pushed at once (cut 0), byte by byte (1), or in pieces that the number
 * seeds. `orders` receives the finished log, or NULL after a failure; it may be NULL.
 */
void import_page(quen_context *ctx, const char *bytes, size_t size,
                 const quen_import_options *options, uint64_t cut, csv_page *page,
                 quen_orders **orders);

/* Import these bytes, cut in several ways that must agree; demand that each line of
 * `lines` is in the page, in any order, as a whole line or, ending with "...", as the
 * begin of one. */
void import_demand(const char *bytes, size_t size, const quen_import_options *options,
                   const char *lines);

/* Options with the columns order, customer, item, time and amount, as far as named. */
quen_import_options import_naming(const char *order, const char *customer,
                                  const char *item, const char *time, const char *amount);

#endif
