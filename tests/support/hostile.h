/*
 * Hostile values for every place of a small call: numbers by their type, keys and texts
 * by their size, in arguments, arrays, options and what these point to.
 */
#ifndef QUEN_TESTS_HOSTILE_H
#define QUEN_TESTS_HOSTILE_H

#include "small_calls.h"

/* One number, key or text that a call is given. */
typedef struct hostile_place {
    unsigned char *at;
    size_t *size;     /* of a text that does not end with a zero byte */
    const char *type; /* "text" and "string" beside the types of C */
    const char *name; /* of the parameter or the field */
    const char *in;   /* the struct that has it, or NULL */
    size_t element;   /* of an array; SIZE_MAX: it is none */
} hostile_place;

/* The place of this number, from 0. 0: there are no more. */
int hostile_find(const call_trial *t, size_t number, hostile_place *place);

/* Put the value of this number, from 0, there. 0: there are no more. */
int hostile_put(call_trial *t, const hostile_place *place, size_t number);

/* That value in words. Static buffer. */
const char *hostile_words(const hostile_place *place, size_t number);

/* "NaN" or "inf" if the value is one, as sentences write it; else NULL. */
const char *hostile_no_number(const hostile_place *place, size_t number);

/* Is it a floating-point 0, or the -0 after it? */
int hostile_is_zero(const hostile_place *place, size_t number);

/* The bits of all that came out; of the answer alone: 0 for -0, no files. */
uint64_t hostile_digest(const call_trial *t, int answer);

/* After success: NULL, or what has a double that is neither finite nor in the table of
 * those that may be otherwise. */
const char *hostile_not_finite(const call_trial *t);

#endif
