/*
 * SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012): a hash that nobody
 * can compute, or tell from random numbers, without its secret. The same on machines of
 * either order of bytes.
 */
#ifndef QUEN_MATH_SIPHASH_H
#define QUEN_MATH_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

#define QUEN__SIPHASH_SIZE 16u

/* What was added so far. */
typedef struct quen__siphash {
    uint64_t v[4];
    uint64_t word; /* bytes that make no whole word yet, the first lowest */
    size_t size;
} quen__siphash;

void quen__siphash_begin(quen__siphash *s, const uint8_t secret[QUEN__SIPHASH_SIZE]);
void quen__siphash_add(quen__siphash *s, const void *bytes, size_t size);
void quen__siphash_end(quen__siphash *s, uint8_t hash[QUEN__SIPHASH_SIZE]);

#endif
