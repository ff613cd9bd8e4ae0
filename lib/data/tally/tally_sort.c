/* Customers by their keys: a radix sort, byte by byte from the lowest one. */
#include <string.h>

#include "data/tally/tally.h"

static uint64_t byte_of(const quen__tally *tally, int64_t least, unsigned shift)
{
    return ((uint64_t)tally->key - (uint64_t)least) >> shift & 255;
}

/* One pass, by the byte at `shift`. */
static void sort_pass(const quen__tally *from, quen__tally *to, size_t n, int64_t least,
                      unsigned shift)
{
    size_t next[256] = {0}, at = 0;
    for (size_t i = 0; i < n; i++)
        next[byte_of(&from[i], least, shift)]++;
    for (size_t byte = 0; byte < 256; byte++) {
        size_t here = next[byte];
        next[byte] = at;
        at += here;
    }
    for (size_t i = 0; i < n; i++)
        to[next[byte_of(&from[i], least, shift)]++] = from[i];
}

void quen__tally_sort(quen__tally *tallies, quen__tally *spare, size_t n, int64_t least,
                      unsigned bits)
{
    quen__tally *from = tallies, *to = spare;
    for (unsigned shift = 0; shift < bits && n > 1; shift += 8) {
        sort_pass(from, to, n, least, shift);
        quen__tally *other = from;
        from = to;
        to = other;
    }
    if (from != tallies)
        memcpy(tallies, from, n * sizeof *from);
}
