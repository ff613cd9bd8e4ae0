/*
 * Distributions drawn with integers only. A number of "parts" is in 2^-24.
 */
#ifndef EXAMPLES_SYNTH_LAW_H
#define EXAMPLES_SYNTH_LAW_H

#include "rng.h"

#define PARTS (UINT64_C(1) << 24)

/* A gamma distributed number of parts, of a whole shape and a scale of 1. */
uint64_t draw_gamma(rng *g, uint32_t shape);

/* A beta distributed chance in 2^-32: of 1 and b, 1 / (1 + b) on average. */
uint32_t draw_beta(rng *g, uint32_t b);

/* Whether something of that chance happens. */
bool happens(rng *g, uint32_t chance);

#endif
