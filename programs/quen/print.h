/*
 * Text for the terminal: aligned by the columns that characters take, cut with an
 * ellipsis, and harmless. Control characters become blanks, characters that turn the
 * direction of writing are left out, and what is no UTF-8 becomes a question mark: a name
 * may neither steer the terminal nor disguise what stands beside it.
 */
#ifndef QUEN_PROGRAM_PRINT_H
#define QUEN_PROGRAM_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { PRINT_COLUMNS = 96 };

/* Columns that a text takes as print_text() writes it. */
size_t print_width(const char *text, size_t size);

/* Print at most `width` columns of it; how many it took. */
size_t print_text(FILE *out, const char *text, size_t size, size_t width);

/* The same with blanks behind or, at the right, in front of it. */
void print_cell(FILE *out, const char *text, size_t size, size_t width, bool at_right);

/* A sentence whose first line stands behind `indent` columns, and the others below it. */
void print_sentence(FILE *out, const char *sentence, size_t indent);

/* The same without the end of its last line. */
void print_lines(FILE *out, const char *sentence, size_t indent);

void print_blanks(FILE *out, size_t n);

#endif
