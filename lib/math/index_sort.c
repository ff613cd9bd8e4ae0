/*
 * Merge sort from the bottom up, on runs that insertion has sorted. Most calls have a
 * handful of items (the lines of an order), so insertion alone must be quick.
 */
#include "math/index_sort.h"

#include <string.h>

#define RUN 16u

static void insert_run(uint32_t *index, size_t n, quen__index_sort_before before,
                       const void *user)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t item = index[i];
        size_t at = i;
        for (; at > 0 && before(user, item, index[at - 1]); at--)
            index[at] = index[at - 1];
        index[at] = item;
    }
}

static void merge(const uint32_t *a, const uint32_t *a_end, const uint32_t *b,
                  const uint32_t *b_end, uint32_t *out, quen__index_sort_before before,
                  const void *user)
{
    while (a < a_end && b < b_end)
        *out++ = before(user, *b, *a) ? *b++ : *a++;
    memcpy(out, a, (size_t)(a_end - a) * sizeof *a);
    memcpy(out + (a_end - a), b, (size_t)(b_end - b) * sizeof *b);
}

static size_t at_most(size_t a, size_t limit)
{
    return a < limit ? a : limit;
}

void quen__index_sort(uint32_t *index, size_t n, uint32_t *scratch,
                      quen__index_sort_before before, const void *user)
{
    for (size_t first = 0; first < n; first += RUN)
        insert_run(index + first, at_most(RUN, n - first), before, user);
    for (size_t width = RUN; width < n; width *= 2) {
        for (size_t first = 0; first < n; first += 2 * width) {
            size_t middle = at_most(first + width, n),
                   last = at_most(first + 2 * width, n);
            merge(index + first, index + middle, index + middle, index + last,
                  scratch + first, before, user);
        }
        memcpy(index, scratch, n * sizeof *index);
    }
}
