/*
 * Halving: where something stands in what ascends. One mechanism for all that is looked
 * up in sorted order; the comparison is the caller's, and inlined.
 */
#ifndef QUEN_MATH_SEARCH_H
#define QUEN_MATH_SEARCH_H

#include <stddef.h>
#include <stdint.h>

/*
 * What is sought, seen from entry i: below 0 if the entry is too small, 0 if it is the
 * one, above 0 if it is too large.
 */
typedef int (*quen__search_order)(const void *user, size_t i);

/* 1 and the place of an entry among n ascending ones; 0 if it is not there. */
static inline int quen__search(size_t n, quen__search_order order, const void *user,
                               size_t *at)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int side = order(user, middle);
        if (side == 0) {
            *at = middle;
            return 1;
        }
        if (side < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* Ascending numbers, and the one that is sought. */
typedef struct quen__search_numbers {
    const uint32_t *numbers;
    uint32_t sought;
} quen__search_numbers;

static inline int quen__search_order_of(const void *user, size_t i)
{
    const quen__search_numbers *s = user;
    return (s->numbers[i] > s->sought) - (s->numbers[i] < s->sought);
}

/* The same of n ascending numbers. */
static inline int quen__search_number(const uint32_t *numbers, size_t n, uint32_t sought,
                                      size_t *at)
{
    quen__search_numbers s = {numbers, sought};
    return quen__search(n, quen__search_order_of, &s, at);
}

#endif
