/*
 * Quicksort and quickselect (Hoare, "Algorithm 65: find", CACM 4, 1961) with a partition
 * without unpredictable branches. A pivot is the median of three; after PATIENCE rounds
 * it is the middle between the least and the greatest possible key, so that 64 more
 * rounds are enough whatever the keys.
 */
#include "math/smallest.h"

#define FEW 24u
#define PATIENCE 40u

/* A piece of keys, and what is known of them: low <= key <= high. */
typedef struct piece {
    uint64_t *key;
    size_t n;
    uint64_t low, high;
    unsigned rounds;
} piece;

static uint64_t median(uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/* Cut into keys up to a pivot, which are some, and others, which may be none. */
static void cut(piece whole, piece *below, piece *above)
{
    uint64_t *key = whole.key;
    uint64_t pivot = whole.low + (whole.high - whole.low) / 2;
    if (whole.rounds < PATIENCE)
        pivot = median(key[0], key[whole.n / 2], key[whole.n - 1]);
    size_t n = 0;
    for (size_t i = 0; i < whole.n; i++) {
        uint64_t here = key[i];
        key[i] = key[n];
        key[n] = here;
        n += here <= pivot;
    }
    *below = (piece){key, n, whole.low, pivot, whole.rounds + 1};
    *above = (piece){key + n, whole.n - n, pivot + (pivot < whole.high), whole.high,
                     whole.rounds + 1};
}

static void insert_all(uint64_t *key, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t here = key[i];
        size_t at = i;
        for (; at > 0 && key[at - 1] > here; at--)
            key[at] = key[at - 1];
        key[at] = here;
    }
}

/* The larger piece is put off, so that at most 64 are. */
void quen__smallest_sort(uint64_t *key, size_t n)
{
    piece waiting[64], now = {key, n, 0, UINT64_MAX, 0}, below, above;
    size_t n_waiting = 0;
    for (;;) {
        while (now.n > FEW) {
            cut(now, &below, &above);
            int first = below.n < above.n;
            waiting[n_waiting++] = first ? above : below;
            now = first ? below : above;
        }
        insert_all(now.key, now.n);
        if (n_waiting == 0)
            return;
        now = waiting[--n_waiting];
    }
}

uint64_t quen__smallest(uint64_t *key, size_t n, size_t k)
{
    piece now = {key, n, 0, UINT64_MAX, 0}, below, above;
    while (now.n > FEW) {
        cut(now, &below, &above);
        now = (size_t)(above.key - key) >= k ? below : above;
    }
    insert_all(now.key, now.n);
    return key[k - 1];
}
