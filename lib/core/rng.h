/*
 * Random numbers by counter: number i of stream s under a seed is a pure function of the
 * three, so that any thread can draw any number and the answers do not depend on who came
 * first.
 */
#ifndef QUEN_CORE_RNG_H
#define QUEN_CORE_RNG_H

#include <stdint.h>

/* Philox4x32-10: 128 random bits for a key of 64 bits and a counter of 128. */
void quen__philox(const uint32_t key[2], const uint32_t counter[4], uint32_t out[4]);

/* 64 random bits. */
uint64_t quen__random(uint64_t seed, uint64_t stream, uint64_t counter);

/* Uniform in [0, 1), a multiple of 2^-53. */
double quen__random_unit(uint64_t seed, uint64_t stream, uint64_t counter);

/* Uniform in 0..n-1, n > 0; the bias is below n / 2^64. */
uint64_t quen__random_below(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t n);

#endif
