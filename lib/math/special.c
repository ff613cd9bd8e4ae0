/*
 * log by halving the argument's range and the series of atanh, exp by its Taylor series
 * on
 * [-log(2)/2, log(2)/2]. Sources: Muller, "Elementary Functions", ch. 3 and 11; the split
 * of log(2) into a part with zero low bits and a rest is Cody & Waite's.
 */
#include "math/special.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33
#define LOG2_E 0x1.71547652b82fep0

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/*
 * x = m 2^e with m in [sqrt(1/2), sqrt(2)), so that log(m) is near 0 and loses nothing.
 */
static double split(double x, int *e)
{
    int shift = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        shift = 54;
    }
    uint64_t bits = bits_of(x);
    int exponent = (int)(bits >> 52) - 1023;
    double m = from_bits((bits & UINT64_C(0xfffffffffffff)) | UINT64_C(1023) << 52);
    if (m >= 0x1.6a09e667f3bcdp0) {
        m *= 0.5;
        exponent++;
    }
    *e = exponent - shift;
    return m;
}

/*
 * A polynomial in x, the highest power's coefficient first, `n` of them, an even number:
 * even and odd powers apart, so that the processor computes both at once.
 */
static inline double polynomial(double x, const double *coefficients, size_t n)
{
    double x2 = x * x, odd = coefficients[0], even = coefficients[1];
    for (size_t i = 2; i < n; i += 2) {
        odd = odd * x2 + coefficients[i];
        even = even * x2 + coefficients[i + 1];
    }
    return odd * x + even;
}

double quen__special_log(double x)
{
    static const double odd[] = {1.0 / 25, 1.0 / 23, 1.0 / 21, 1.0 / 19,
                                 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11,
                                 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};
    int e;
    if (!(x > 0))
        return x == 0 ? -INFINITY : NAN;
    if (isinf(x))
        return x;
    double m = split(x, &e), f = m - 1;
    double s = f / (2 + f), s2 = s * s;
    double sum = s2 * polynomial(s2, odd, sizeof odd / sizeof *odd);
    /* 2 s = f - s f keeps f, which is exact, as the leading term. */
    double tail = s * (2 * sum - f) + (double)e * LN2_LOW;
    return (double)e * LN2_HIGH + (f + tail);
}

double quen__special_log1p(double x)
{
    double u = 1 + x;
    if (fabs(x) < 0x1p-53)
        return x;
    if (isinf(u))
        return u;
    /* What rounding took from 1 + x, to first order. */
    double lost = x >= 1 ? 1 - (u - x) : x - (u - 1);
    return quen__special_log(u) + lost / u;
}

double quen__special_exp(double x)
{
    static const double inverse[] = {1.0 / 87178291200, 1.0 / 6227020800,
                                     1.0 / 479001600,   1.0 / 39916800,
                                     1.0 / 3628800,     1.0 / 362880,
                                     1.0 / 40320,       1.0 / 5040,
                                     1.0 / 720,         1.0 / 120,
                                     1.0 / 24,          1.0 / 6,
                                     1.0 / 2,           1.0};
    if (isnan(x))
        return x;
    if (x > 709.79)
        return INFINITY;
    if (x < -745.2)
        return 0;
    double n = floor(x * LOG2_E + 0.5);
    double r = (x - n * LN2_HIGH) - n * LN2_LOW;
    double sum = 1 + r * polynomial(r, inverse, sizeof inverse / sizeof *inverse);
    /* Two factors, since 2^n alone may not be a normal number. */
    int half = (int)n / 2, rest = (int)n - half;
    return sum * from_bits((uint64_t)(half + 1023) << 52) *
           from_bits((uint64_t)(rest + 1023) << 52);
}

/* exp(-x^2), where x^2 rounded would lose as many bits as it has. */
static double exp_minus_square(double x)
{
    double high = (double)(float)x;
    return quen__special_exp(-high * high) * quen__special_exp((high - x) * (high + x));
}

/* erf by its series without changes of sign: DLMF 7.6.2. */
static double erf_near(double x)
{
    double term = x, sum = x, square = 2 * x * x;
    for (int n = 3; term > sum * 0x1p-55; n += 2) {
        term *= square / n;
        sum += term;
    }
    return 1.12837916709551257390 * exp_minus_square(x) * sum;
}

/* erfc by its continued fraction from the end: DLMF 7.9.2. */
static double erfc_far(double x)
{
    double rest = x;
    for (int n = 160; n > 0; n--)
        rest = x + n / (2 * rest);
    return 0.56418958354775628695 * exp_minus_square(x) / rest;
}

double quen__special_erfc(double x)
{
    if (isnan(x))
        return x;
    if (x < 0)
        return 2 - quen__special_erfc(-x);
    if (x > 27)
        return 0;
    return x < 1 ? 1 - erf_near(x) : erfc_far(x);
}

double quen__special_pow(double x, double y)
{
    if (y == 0)
        return 1;
    if (y == 1)
        return x;
    if (y == 0.5)
        return sqrt(x);
    if (x == 0)
        return y > 0 ? 0 : INFINITY;
    return quen__special_exp(y * quen__special_log(x));
}

int quen__special_exponent(double x)
{
    return (int)(bits_of(x) >> 52) - 1022;
}

double quen__special_power_of_two(int e)
{
    return from_bits((uint64_t)(e + 1023) << 52);
}
