/*
 * From a CSV file to an order log.
 */
#ifndef EXAMPLES_QUICKSTART_IMPORT_H
#define EXAMPLES_QUICKSTART_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include <quen.h>

#include "faults.h"
#include "names.h"
#include "settings.h"

/* What came of it. */
typedef struct import_result {
    faults skipped;   /* with --skip-bad */
    uint64_t rounded; /* lines whose amount had more decimals than money has */
} import_result;

/*
 * Add every row of the file to `orders`, and the items' names to `item_names`.
 * False, and a sentence on stderr, if the file cannot be read or a row is bad (unless bad
 * rows are to be skipped).
 */
bool import_file(quen_context *ctx, const settings *s, quen_orders *orders,
                 names *item_names, import_result *result);

/* Print the totals of a log, one to a line, to be read by people and programs. */
void import_print(const quen_orders *orders, const settings *s,
                  const import_result *result);

#endif
