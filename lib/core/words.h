/*
 * Words by a format. What the C library's printf does, but for one thing: the host's
 * locale has no say, so that a number has a point in every country, and a NaN is "NaN".
 */
#ifndef QUEN_CORE_WORDS_H
#define QUEN_CORE_WORDS_H

#include <stdarg.h>
#include <stddef.h>

#include "core/context.h"

/*
 * vsnprintf() for the directives that the library uses: %% %c %s %d %u %x %o %g %f, with
 * z, l and ll, a width of digits with or without a 0 in front, and a precision; any other
 * ends the words. Returns what it returns: how long the whole would be.
 */
int quen__words_of(char *to, size_t size, const char *format, va_list args)
    QUEN__PRINTF(3, 0);

int quen__words(char *to, size_t size, const char *format, ...) QUEN__PRINTF(3, 4);

#endif
