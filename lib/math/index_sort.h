/* Sorting of indices by any rule, for what no radix sort can do: byte strings, several
 * keys. */
#ifndef QUEN_MATH_INDEX_SORT_H
#define QUEN_MATH_INDEX_SORT_H

#include <stddef.h>
#include <stdint.h>

/* 1 if item a goes before item b. */
typedef int (*quen__index_sort_before)(const void *user, uint32_t a, uint32_t b);

/*
 * Sort n indices; equal ones keep their order. `scratch` has room for n. O(n log n), no
 * recursion.
 */
void quen__index_sort(uint32_t *index, size_t n, uint32_t *scratch,
                      quen__index_sort_before before, const void *user);

#endif
