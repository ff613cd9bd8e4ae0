/*
 * Cells of CSV by RFC 4180, for spreadsheets: a text that one would compute gets an
 * apostrophe in front of it, unless it is a number.
 */
#ifndef QUEN_PROGRAM_CSV_H
#define QUEN_PROGRAM_CSV_H

#include <stddef.h>
#include <stdio.h>

/* A mark that says UTF-8, which Excel asks for. */
void csv_mark(FILE *out);

/* A text from outside: a key, a name. */
void csv_text(FILE *out, const char *text, size_t size);

/* What the program itself wrote: a number, a day, a word of its own. */
void csv_plain(FILE *out, const char *text);

void csv_comma(FILE *out);
void csv_end_row(FILE *out);

#endif
