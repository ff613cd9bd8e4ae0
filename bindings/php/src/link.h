/* Columns of a table, or of two, whose rows may be of one person. */
#ifndef PHP_QUEN_LINK_H
#define PHP_QUEN_LINK_H

#include "php_quen.h"
#include "zend_smart_str.h"

/* One column, as it grows row by row: texts, and where each begins and the last ends. */
typedef struct pq_link_column {
    zend_string *name; /* borrowed */
    smart_str text, offsets;
} pq_link_column;

typedef struct pq_link_columns {
    pq_call *c;
    pq_link_column *column;
    size_t n; /* columns */
    size_t n_rows;
} pq_link_columns;

/*
 * Add the rows of a table, an argument that sentences call `what`; false with an
 * exception.
 */
bool pq_link_read(pq_link_columns *columns, uint32_t number, const char *what);

/* The texts of a column; they last until pq_link_free(). */
quen_key_column pq_link_values(const pq_link_column *column);

void pq_link_free(pq_link_columns *columns);

#endif
