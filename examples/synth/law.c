/*
 * An exponential number is -log(u); a gamma distributed one of a whole shape is a sum of
 * these, and the least of b uniform numbers is beta distributed. The logarithm is made
 * digit by digit, by squaring (Knuth, The Art of Computer Programming 1, 1.2.2, exercise
 * 25), so that it is the same on every machine.
 */
#include "law.h"

#define ONE (UINT64_C(1) << 31)
#define LOG_2 UINT64_C(2977044472) /* in 2^-32 */
#define DIGITS 24

/* -log(u / 2^31) in parts; u is 1 to 2^31. */
static uint64_t minus_log(uint64_t u)
{
    uint64_t whole = 0, rest = 0;

    for (; u < ONE; u *= 2)
        whole++;
    for (int i = 0; i < DIGITS; i++) {
        u = u * u / ONE;
        rest *= 2;
        if (u >= 2 * ONE) {
            u /= 2;
            rest++;
        }
    }
    return ((whole << DIGITS) - rest) * LOG_2 >> 32;
}

uint64_t draw_gamma(rng *g, uint32_t shape)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < shape; i++)
        sum += minus_log((draw(g) >> 33) + 1);
    return sum;
}

uint32_t draw_beta(rng *g, uint32_t b)
{
    uint32_t least = UINT32_MAX;

    for (uint32_t i = 0; i < b; i++) {
        uint32_t x = (uint32_t)(draw(g) >> 32);
        if (x < least)
            least = x;
    }
    return least;
}

bool happens(rng *g, uint32_t chance)
{
    return (uint32_t)(draw(g) >> 32) < chance;
}
