/*
 * Drawing with integers only, so that a seed gives the same bytes on every machine.
 */
#ifndef EXAMPLES_SYNTH_RNG_H
#define EXAMPLES_SYNTH_RNG_H

#include <stdbool.h>
#include <stdint.h>

typedef struct rng {
    uint64_t state;
} rng;

/* splitmix64, Steele, Lea and Flood, 2014. */
static inline uint64_t draw(rng *g)
{
    uint64_t z = (g->state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* 0 to n - 1; the bias of the multiplication is below n / 2^32. */
static inline uint32_t below(rng *g, uint32_t n)
{
    return (uint32_t)(((draw(g) >> 32) * n) >> 32);
}

static inline uint32_t between(rng *g, uint32_t low, uint32_t high)
{
    return low + below(g, high - low + 1);
}

static inline bool percent(rng *g, uint32_t p)
{
    return below(g, 100) < p;
}

static inline rng stream(uint64_t seed, uint64_t number)
{
    rng g = {seed};

    g.state = draw(&g) ^ (number * UINT64_C(0xD1342543DE82EF95));
    draw(&g);
    return g;
}

#endif
