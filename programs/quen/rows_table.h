/* The table of rows.h: cells are kept until its end, when widths are known. */
#ifndef QUEN_PROGRAM_ROWS_TABLE_H
#define QUEN_PROGRAM_ROWS_TABLE_H

#include "rows.h"

/* Keep a cell. */
void rows_keep(rows *r, const char *text, size_t size);

void rows_print_table(rows *r);

#endif
