/* Selecting and sorting 64-bit keys, in which a caller packs what it ranks by. */
#ifndef QUEN_MATH_SMALLEST_H
#define QUEN_MATH_SMALLEST_H

#include <stddef.h>
#include <stdint.h>

/*
 * Bring the k smallest of n different keys to the front, 0 < k <= n, in any order.
 * Returns the largest of them. Time O(n) as a rule, O(64 n) at worst.
 */
uint64_t quen__smallest(uint64_t *key, size_t n, size_t k);

/* Sort n different keys, ascending. O(n log n) as a rule, O(64 n) at worst. */
void quen__smallest_sort(uint64_t *key, size_t n);

#endif
