/* Sorting of whole numbers: as fast for one order of the input as for any other. */
#ifndef QUEN_MATH_SORT_H
#define QUEN_MATH_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sort n numbers, ascending. `scratch` has room for n. O(n), no recursion. */
void quen__sort_int64(int64_t *x, size_t n, int64_t *scratch);

/* Sort n numbers, ascending, where there is no room for scratch. O(n log n). */
void quen__sort_in_place(uint32_t *x, size_t n);

/* A number with something that follows it. */
typedef struct quen__sort_entry {
    uint64_t key, value;
} quen__sort_entry;

/* Sort n entries by ascending key; equal ones keep their order. As above otherwise. */
void quen__sort_entries(quen__sort_entry *x, size_t n, quen__sort_entry *scratch);

#endif
