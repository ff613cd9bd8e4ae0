/* A cell of a table as software writes it: what stands around the value. */
#ifndef QUEN_DATA_PARSE_CELL_H
#define QUEN_DATA_PARSE_CELL_H

#include <stddef.h>

typedef struct quen__parse_cell {
    const char *at;
    size_t size;
} quen__parse_cell;

/*
 * The value of a cell: without blanks of any kind and characters without width at its
 * ends, without the ' and =" " by which spreadsheets are told that it is text, without
 * quotes. Bytes that are not UTF-8 end the search for blanks.
 */
quen__parse_cell quen__parse_cell_of(const char *text, size_t size);

/* Without blanks at its ends. */
quen__parse_cell quen__parse_cell_trim(quen__parse_cell cell);

/* Without a prefix such as "tel:", whose letters may be of any case; 1 if it was there.
 */
int quen__parse_cell_drop(quen__parse_cell *cell, const char *prefix);

#endif
