/**
 * Is it UTF-8? For the examples; no part of the library.
 */
#ifndef EXAMPLES_COMMON_UTF8_H
#define EXAMPLES_COMMON_UTF8_H

#include <stddef.h>

/**
 * NULL if the text is UTF-8 throughout, with no overlong forms and no surrogates; else a
 * short static reason. The text need not end with a zero byte.
 */
const char *utf8_fault(const char *text, size_t size);

#endif
