/*
 * From a CSV file to an order log.
 */
#ifndef EXAMPLES_QUICKSTART_IMPORT_H
#define EXAMPLES_QUICKSTART_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include <quen.h>

#include "names.h"
#include "settings.h"

/*
 * Read the file into a new log that takes the place of `*orders`, whose rules it has, and
 * the items' names into `item_names`. False, and a sentence on stderr, if the file cannot
 * be read or a row is bad (unless bad rows are to be skipped). `*import` is freed by the
 * caller, also then.
 */
bool import_file(quen_context *ctx, const settings *s, quen_orders **orders,
                 names *item_names, quen_import **import);

/* ---- import_names.c ---- */

/* Whose bytes a file has: false to stop. */
typedef bool (*import_block)(void *user, const void *bytes, size_t size);

/* Give all bytes of a file, plain or gzip; false, with a sentence on stderr unless the
 * reader stopped. */
bool import_read(const char *file, import_block block, void *user);

/* Read what items are called, where there is a column for it. */
bool import_names(quen_context *ctx, const settings *s, const quen_profile *profile,
                  names *item_names);

/* ---- import_print.c ---- */

/* Whether the log has amounts, or would have. */
bool import_has_money(const quen_orders *orders);

/* Print the totals of a log, one to a line, to be read by people and programs; and what
 * was understood. */
void import_print(const quen_orders *orders, const settings *s,
                  const quen_import *import);

/* Whether more than 1 row in 100 was left out. */
bool import_lost_many(const quen_import *import);

#endif
