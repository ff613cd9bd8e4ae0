/*
 * Decimals into units of money: see decimal.h. What fits 64 bits is multiplied and
 * divided there. Anything else goes through limbs of 32 bits, the same on compilers with
 * and without a type of 128: to round half away from zero the first dropped digit alone
 * decides, so that digits may be dropped bit by bit.
 */
#include "data/parse/decimal.h"

#include <stddef.h>

static const char too_large[] = "too large for 64 bits";

/* Powers of ten; those up to 10^9 are below 2^32. */
#define POWERS 20
#define POWERS_32 10
static const uint64_t power[POWERS] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000),
    UINT64_C(10000000000000000000),
};

int64_t quen__decimal_power(uint32_t decimals)
{
    return (int64_t)power[decimals];
}

const char *quen__decimal_with_sign(int negative, uint64_t magnitude, int64_t *value)
{
    uint64_t limit = (uint64_t)INT64_MAX + (negative ? 1 : 0);
    if (magnitude > limit)
        return too_large;
    if (!negative)
        *value = (int64_t)magnitude;
    else if (magnitude == 0)
        *value = 0;
    else
        *value = -(int64_t)(magnitude - 1) - 1;
    return NULL;
}

/* --- limbs --- */

static void multiply(quen__decimal_wide *w, uint32_t by)
{
    uint64_t carry = 0;
    for (size_t i = 0; i < QUEN__LIMBS; i++) {
        carry += (uint64_t)w->limb[i] * by;
        w->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

/* At most 256 bits by 64. */
static void multiply_64(quen__decimal_wide *w, uint64_t by)
{
    quen__decimal_wide high = *w;
    uint64_t carry = 0;
    multiply(w, (uint32_t)by);
    multiply(&high, (uint32_t)(by >> 32));
    for (size_t i = 1; i < QUEN__LIMBS; i++) {
        carry += (uint64_t)w->limb[i] + high.limb[i - 1];
        w->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

uint32_t quen__decimal_wide_divide(quen__decimal_wide *w, uint32_t divisor)
{
    uint64_t rest = 0;
    for (size_t i = QUEN__LIMBS; i-- > 0;) {
        rest = rest << 32 | w->limb[i];
        w->limb[i] = (uint32_t)(rest / divisor);
        rest %= divisor;
    }
    return (uint32_t)rest;
}

static int fits_64(const quen__decimal_wide *w)
{
    uint32_t above = 0;
    for (size_t i = 2; i < QUEN__LIMBS; i++)
        above |= w->limb[i];
    return above == 0;
}

/* Drop `scale` digits, nine at a time; the last one dropped says how to round. */
static uint32_t drop_digits(quen__decimal_wide *w, int32_t scale, int *dropped)
{
    uint32_t rest = 0;
    for (; scale > POWERS_32; scale -= POWERS_32 - 1)
        rest |= quen__decimal_wide_divide(w, (uint32_t)power[POWERS_32 - 1]);
    if (scale > 1)
        rest |= quen__decimal_wide_divide(w, (uint32_t)power[scale - 1]);
    uint32_t last = scale > 0 ? quen__decimal_wide_divide(w, 10) : 0;
    *dropped = rest || last;
    return last;
}

const char *quen__decimal_wide_units(quen__decimal_wide digits, quen__decimal d,
                                     uint64_t times, int32_t decimals, int64_t *value,
                                     int *rounded)
{
    int dropped;
    int32_t scale = d.scale - decimals;
    multiply_64(&digits, times);
    for (; scale < 0 && fits_64(&digits); scale++)
        multiply(&digits, 10);
    uint32_t last = drop_digits(&digits, scale, &dropped);
    uint64_t v = (uint64_t)digits.limb[1] << 32 | digits.limb[0];
    if (!fits_64(&digits) || (last >= 5 && v == UINT64_MAX))
        return too_large;
    const char *reason = quen__decimal_with_sign(d.negative, v + (last >= 5), value);
    if (!reason && rounded)
        *rounded = dropped;
    return reason;
}

/* --- 64 bits --- */

const char *quen__decimal_units(quen__decimal d, uint64_t times, int32_t decimals,
                                int64_t *value, int *rounded)
{
    int32_t scale = d.scale - decimals;
    uint64_t v = d.digits * times;
    if ((times != 1 && (d.digits | times) >> 32) || scale >= POWERS ||
        (scale < 0 && (v >> 32 || scale <= -POWERS_32))) {
        quen__decimal_wide digits = {{(uint32_t)d.digits, (uint32_t)(d.digits >> 32)}};
        return quen__decimal_wide_units(digits, d, times, decimals, value, rounded);
    }
    uint64_t rest = 0;
    if (scale > 0) {
        uint64_t unit = power[scale];
        rest = v % unit;
        v = v / unit + (rest >= unit - rest);
    } else {
        v *= power[-scale];
    }
    const char *reason = quen__decimal_with_sign(d.negative, v, value);
    if (!reason && rounded)
        *rounded = rest != 0;
    return reason;
}
