/*
 * Selection by radix: count the values by the highest eight bits that they differ in,
 * bring those of the byte that the rank falls into together, go on among them with the
 * next eight. Eight rounds at most, so that no input is slow. The bits of a double sort
 * like an unsigned number once the sign is dealt with.
 */
#include "math/select.h"

#include <stdint.h>
#include <string.h>

#define TOP (UINT64_C(1) << 63)

static uint64_t key_of(double x)
{
    uint64_t bits;
    x += 0.0; /* -0 becomes 0 */
    memcpy(&bits, &x, sizeof bits);
    return bits & TOP ? ~bits : bits | TOP;
}

/* The byte that the rank falls into; the rank becomes one within that byte. */
static unsigned byte_of_rank(const double *x, size_t n, unsigned shift, size_t *rank)
{
    size_t count[256] = {0};
    unsigned byte = 0;
    for (size_t i = 0; i < n; i++)
        count[key_of(x[i]) >> shift & 255]++;
    for (; *rank >= count[byte]; byte++)
        *rank -= count[byte];
    return byte;
}

static void swap(double *a, double *b)
{
    double kept = *a;
    *a = *b;
    *b = kept;
}

/*
 * Values of lower bytes first, of higher ones last; *n becomes how many have this byte.
 */
static double *partition(double *x, size_t *n, unsigned shift, unsigned byte)
{
    size_t low = 0, at = 0, high = *n;
    while (at < high) {
        unsigned own = (unsigned)(key_of(x[at]) >> shift & 255);
        if (own < byte)
            swap(&x[at++], &x[low++]);
        else if (own > byte)
            swap(&x[at], &x[--high]);
        else
            at++;
    }
    *n = high - low;
    return x + low;
}

/* How many bits, from the lowest, hold all that tells the values apart. */
static unsigned differing_bits(const double *x, size_t n)
{
    uint64_t first = n ? key_of(x[0]) : 0, differing = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < n; i++)
        differing |= key_of(x[i]) ^ first;
    while (bits < 64 && differing >> bits)
        bits++;
    return bits;
}

double quen__select(double *x, size_t n, size_t rank)
{
    for (unsigned shift = differing_bits(x, n); n > 1 && shift > 0;) {
        shift = shift > 8 ? shift - 8 : 0;
        unsigned byte = byte_of_rank(x, n, shift, &rank);
        x = partition(x, &n, shift, byte);
    }
    return x[0] + 0.0; /* -0 becomes 0 */
}
