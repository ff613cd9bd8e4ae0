/*
 * By the numbers' eight bytes, from the lowest to the highest (LSD radix sort; Knuth, The
 * Art of Computer Programming 3, 5.2.5). Bytes that are the same in every number, as the
 * upper ones of money and counts are, cost no pass. Short arrays are sorted by insertion;
 * where there is no room for a second array, by a heap.
 */
#include "math/sort.h"

#include <string.h>

#define RADIX 256u
#define SHORT 64u

static void sort_short(int64_t *x, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int64_t value = x[i];
        size_t j = i;
        for (; j > 0 && x[j - 1] > value; j--)
            x[j] = x[j - 1];
        x[j] = value;
    }
}

/*
 * Byte `pass` of a number; the sign bit is turned, so that negative numbers come first.
 */
static size_t digit(int64_t value, unsigned pass)
{
    uint64_t bits = (uint64_t)value ^ UINT64_C(1) << 63;
    return (size_t)(bits >> 8 * pass & 255);
}

/* Turn the counts of one pass into places; 0 if every number has the same byte. */
static int places(size_t *count, size_t n)
{
    size_t place = 0;
    for (size_t d = 0; d < RADIX; d++) {
        size_t here = count[d];
        if (here == n)
            return 0;
        count[d] = place;
        place += here;
    }
    return 1;
}

static void sort_long(int64_t *x, size_t n, int64_t *scratch)
{
    size_t count[8][RADIX] = {{0}};
    int64_t *from = x, *to = scratch;
    for (size_t i = 0; i < n; i++)
        for (unsigned pass = 0; pass < 8; pass++)
            count[pass][digit(x[i], pass)]++;
    for (unsigned pass = 0; pass < 8; pass++) {
        if (!places(count[pass], n))
            continue;
        for (size_t i = 0; i < n; i++)
            to[count[pass][digit(from[i], pass)]++] = from[i];
        int64_t *other = from;
        from = to;
        to = other;
    }
    if (from != x)
        memcpy(x, from, n * sizeof *x);
}

void quen__sort_int64(int64_t *x, size_t n, int64_t *scratch)
{
    if (n <= SHORT)
        sort_short(x, n);
    else
        sort_long(x, n, scratch);
}

/* --- entries --- */

static void sort_short_entries(quen__sort_entry *x, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        quen__sort_entry entry = x[i];
        size_t j = i;
        for (; j > 0 && x[j - 1].key > entry.key; j--)
            x[j] = x[j - 1];
        x[j] = entry;
    }
}

static void sort_long_entries(quen__sort_entry *x, size_t n, quen__sort_entry *scratch)
{
    size_t count[8][RADIX] = {{0}};
    quen__sort_entry *from = x, *to = scratch;
    for (size_t i = 0; i < n; i++)
        for (unsigned pass = 0; pass < 8; pass++)
            count[pass][x[i].key >> 8 * pass & 255]++;
    for (unsigned pass = 0; pass < 8; pass++) {
        if (!places(count[pass], n))
            continue;
        for (size_t i = 0; i < n; i++)
            to[count[pass][from[i].key >> 8 * pass & 255]++] = from[i];
        quen__sort_entry *other = from;
        from = to;
        to = other;
    }
    if (from != x)
        memcpy(x, from, n * sizeof *x);
}

void quen__sort_entries(quen__sort_entry *x, size_t n, quen__sort_entry *scratch)
{
    if (n <= SHORT)
        sort_short_entries(x, n);
    else
        sort_long_entries(x, n, scratch);
}

/* --- in place: a heap --- */

static void sift(uint32_t *x, size_t at, size_t n)
{
    uint32_t value = x[at];
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        child += child + 1 < n && x[child + 1] > x[child];
        if (x[child] <= value)
            break;
        x[at] = x[child];
        at = child;
    }
    x[at] = value;
}

void quen__sort_in_place(uint32_t *x, size_t n)
{
    for (size_t i = n / 2; i-- > 0;)
        sift(x, i, n);
    for (size_t end = n; end > 1; end--) {
        uint32_t most = x[0];
        x[0] = x[end - 1];
        x[end - 1] = most;
        sift(x, 0, end - 1);
    }
}
