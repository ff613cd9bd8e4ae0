/**
 * Is it UTF-8? For programs; no part of the library.
 */
#ifndef QUEN_COMMON_UTF8_H
#define QUEN_COMMON_UTF8_H

#include <stddef.h>

/**
 * NULL if the text is UTF-8 throughout, with no overlong forms and no surrogates; else a
 * short static reason. The text need not end with a zero byte.
 */
const char *utf8_fault(const char *text, size_t size);

#endif
