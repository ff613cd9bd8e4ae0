/* Bits of a word: how many it takes, how many are set, the lowest of these; mixed. */
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

/* How many bits are set. */
static inline unsigned quen__bits_count(uint64_t x)
{
    x -= x >> 1 & UINT64_C(0x5555555555555555);
    x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
    x = (x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (unsigned)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* Finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every
 * output. */
static inline uint64_t quen__bits_mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

#endif
