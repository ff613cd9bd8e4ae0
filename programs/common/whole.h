/**
 * Whole numbers of the command line, for programs; no part of the library.
 */
#ifndef QUEN_COMMON_WHOLE_H
#define QUEN_COMMON_WHOLE_H

#include <stdint.h>

/**
 * Read digits with an optional sign. NULL on success, else a short static reason such as
 * "not a whole number", with `value` unchanged. No blanks, no locale.
 */
const char *whole_number(const char *text, int64_t *value);

#endif
