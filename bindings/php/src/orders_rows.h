/* Rows by name of column, as the text of a file. */
#ifndef PHP_QUEN_ORDERS_ROWS_H
#define PHP_QUEN_ORDERS_ROWS_H

#include "php_quen.h"

/*
 * Give an import all rows of the first argument; false with an exception. `time`: the
 * column where whole numbers are Unix seconds, or NULL.
 */
bool pq_feed_rows(pq_call *c, quen_import *import, const char *time);

#endif
