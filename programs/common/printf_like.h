/**
 * Lets compilers that can check the arguments of functions that take a printf format.
 */
#ifndef QUEN_COMMON_PRINTF_LIKE_H
#define QUEN_COMMON_PRINTF_LIKE_H

#ifdef __GNUC__
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#else
#define PRINTF_LIKE(text, first)
#endif

#endif
