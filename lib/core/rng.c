/*
 * Philox4x32-10: ten rounds of two 32 x 32 multiplications. Source: Salmon, Moraes, Dror,
 * Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
#include "core/rng.h"

static void philox_round(uint32_t c[4], const uint32_t k[2])
{
    uint64_t a = (uint64_t)UINT32_C(0xD2511F53) * c[0];
    uint64_t b = (uint64_t)UINT32_C(0xCD9E8D57) * c[2];
    uint32_t c1 = c[1], c3 = c[3];
    c[0] = (uint32_t)(b >> 32) ^ c1 ^ k[0];
    c[1] = (uint32_t)b;
    c[2] = (uint32_t)(a >> 32) ^ c3 ^ k[1];
    c[3] = (uint32_t)a;
}

void quen__philox(const uint32_t key[2], const uint32_t counter[4], uint32_t out[4])
{
    uint32_t k[2] = {key[0], key[1]};
    for (int i = 0; i < 4; i++)
        out[i] = counter[i];
    for (int round = 0; round < 10; round++) {
        philox_round(out, k);
        k[0] += UINT32_C(0x9E3779B9);
        k[1] += UINT32_C(0xBB67AE85);
    }
}

uint64_t quen__random(uint64_t seed, uint64_t stream, uint64_t counter)
{
    const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    const uint32_t count[4] = {(uint32_t)counter, (uint32_t)(counter >> 32),
                               (uint32_t)stream, (uint32_t)(stream >> 32)};
    uint32_t out[4];
    quen__philox(key, count, out);
    return (uint64_t)out[1] << 32 | out[0];
}

double quen__random_unit(uint64_t seed, uint64_t stream, uint64_t counter)
{
    return (double)(quen__random(seed, stream, counter) >> 11) * 0x1p-53;
}

/*
 * The high half of a 64 x 64 product, by 32-bit halves: not every compiler has 128 bits.
 */
static uint64_t mul_high(uint64_t a, uint64_t b)
{
    uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    uint64_t low = a0 * b0;
    uint64_t mid = a1 * b0 + (low >> 32);
    uint64_t mid2 = a0 * b1 + (uint32_t)mid;
    return a1 * b1 + (mid >> 32) + (mid2 >> 32);
}

uint64_t quen__random_below(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t n)
{
    return mul_high(quen__random(seed, stream, counter), n);
}
