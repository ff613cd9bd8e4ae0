/* Bits of a word: how many it takes, and which is the lowest that is set. */
#ifndef QUEN_MATH_BITS_H
#define QUEN_MATH_BITS_H

#include <stdint.h>

/* The bits that a value needs: 0 for 0, 64 at most. */
static inline unsigned quen__bits_width(uint64_t x)
{
#if defined(__GNUC__)
    return x ? 64 - (unsigned)__builtin_clzll(x) : 0;
#else
    unsigned bits = 0;
    for (; x; x >>= 1)
        bits++;
    return bits;
#endif
}

/* The number of the lowest bit that is set; x is not 0. */
static inline unsigned quen__bits_lowest(uint64_t x)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(x);
#else
    return quen__bits_width(x & (~x + 1)) - 1;
#endif
}

#endif
