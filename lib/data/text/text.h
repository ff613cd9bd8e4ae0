/* Normal forms of text, for rows by the million: no context, no sentences, no memory. */
#ifndef QUEN_DATA_TEXT_TEXT_H
#define QUEN_DATA_TEXT_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "quen/text.h"

/* What is done beside NFC: see quen/text.h. */
#define QUEN__TEXT_FOLD_CASE 1u
#define QUEN__TEXT_STRIP_MARKS 2u
#define QUEN__TEXT_COLLAPSE_BLANKS 4u
#define QUEN__TEXT_PLACE_TONES 8u

/*
 * The normal form as codes, of which there are *n. `codes` and `spare` have room for
 * size * QUEN__UNICODE_PER_BYTE each; the result is in `codes`. 0 if the text is not
 * UTF-8; *n is then where, in bytes.
 */
int quen__text_codes(const char *text, size_t size, unsigned what, int32_t *codes,
                     int32_t *spare, size_t *n);

/* Codes as UTF-8, and how many bytes that is; `out` may be NULL, to ask for it alone. */
size_t quen__text_write(const int32_t *codes, size_t n, char *out);

#endif
