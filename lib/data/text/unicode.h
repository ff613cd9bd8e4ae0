/*
 * Characters: what the tables of Unicode say of each, through utf8proc
 * (third_party/utf8proc). No memory is asked for.
 */
#ifndef QUEN_DATA_TEXT_UNICODE_H
#define QUEN_DATA_TEXT_UNICODE_H

#include <stddef.h>
#include <stdint.h>

/* So many codes at most for a byte of UTF-8, decomposed and folded; it is 3 for 2. */
#define QUEN__UNICODE_PER_BYTE 2

/* The character that a text begins with, and its bytes; 0 if it begins with none. */
size_t quen__unicode_read(const char *text, size_t size, int32_t *code);

/* A character as UTF-8: 1 to 4 bytes. */
size_t quen__unicode_write(int32_t code, char *out);

/*
 * A character taken apart (canonical decomposition), its case folded first (full folding)
 * if `fold`: how many codes, of which there is room for at most `room`.
 */
size_t quen__unicode_decompose(int32_t code, int fold, int32_t *out, size_t room);

/* Put codes together that are one character (canonical composition): how many are left.
 */
size_t quen__unicode_compose(int32_t *codes, size_t n);

/* The order of marks at a letter (canonical combining class); 0: no such mark. */
int quen__unicode_class(int32_t code);

/* 1: a letter, or a mark at one. */
int quen__unicode_is_letter(int32_t code);
int quen__unicode_is_mark(int32_t code);

/* 1: a control character. */
int quen__unicode_is_control(int32_t code);

/* 1: white space. */
int quen__unicode_is_blank(int32_t code);

/* 1: has no width and no part in the text: joiners, directions, marks of byte order. */
int quen__unicode_is_hidden(int32_t code);

/* Columns of a terminal that it takes: 0, 1, or 2 of wide ones. */
int quen__unicode_width(int32_t code);

#endif
