/* What the files of format.h share. */
#ifndef QUEN_PROGRAM_FORMAT_PIECES_H
#define QUEN_PROGRAM_FORMAT_PIECES_H

#include <stdbool.h>
#include <stddef.h>

#include "format.h"

bool format_is_vietnamese(const format *f);

/* Text that grows; there is room for all that is written. */
void words_put(words *w, const char *text, size_t size);
void words_put_text(words *w, const char *text);

/* Digits, of which the last `decimals` stand behind the point, with marks between
 * thousands unless `mark` is 0; those in front have no zeros but for the last. */
void words_put_decimal(words *w, const char *digits, unsigned decimals, char mark,
                       char point);

/* The same with the marks of the language. */
void words_put_number(const format *f, words *w, const char *digits, unsigned decimals);

/* What is beyond all that a shop counts: "1e+300". */
words words_of_size(double value);

#endif
