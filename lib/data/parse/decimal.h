/*
 * Decimals as whole numbers, digits / 10^scale, and their way into units of money: times
 * a quantity, exactly, rounded once, half away from zero.
 */
#ifndef QUEN_DATA_PARSE_DECIMAL_H
#define QUEN_DATA_PARSE_DECIMAL_H

#include <stdint.h>

typedef struct quen__decimal {
    uint64_t digits;
    int32_t scale; /* the value is digits / 10^scale; may be negative */
    int32_t negative;
} quen__decimal;

/* 10^decimals, which is 1 in units of 10^-decimals; at most 18. */
int64_t quen__decimal_power(uint32_t decimals);

/* Room for 256 bits times 64, the lowest limb first. */
#define QUEN__LIMBS 10
typedef struct quen__decimal_wide {
    uint32_t limb[QUEN__LIMBS];
} quen__decimal_wide;

/*
 * *value = d * times in units of 10^-decimals, any int32_t below 1000 in size. NULL, or
 * the reason why that does not go. `rounded` may be NULL.
 */
const char *quen__decimal_units(quen__decimal d, uint64_t times, int32_t decimals,
                                int64_t *value, int *rounded);

/* The same of up to 256 bits of digits; those in `d` do not count. */
const char *quen__decimal_wide_units(quen__decimal_wide digits, quen__decimal d,
                                     uint64_t times, int32_t decimals, int64_t *value,
                                     int *rounded);

/* Put the sign on; int64_t reaches one further down than up. */
const char *quen__decimal_with_sign(int negative, uint64_t magnitude, int64_t *value);

/* Divide by a divisor below 2^32 and return the remainder. */
uint32_t quen__decimal_wide_divide(quen__decimal_wide *w, uint32_t divisor);

#endif
