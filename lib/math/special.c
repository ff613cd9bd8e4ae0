/*
 * log by halving the argument's range and the series of atanh, exp by its Taylor series
 * on [-log(2)/2, log(2)/2]. Sources: Muller, "Elementary Functions", ch. 3 and 11; the
 * split of log(2) into a part with zero low bits and a rest is Cody & Waite's.
 */
#include "math/special.h"

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "math/special_parts.h"

/* What is summed in more digits than it is stored with is rounded twice. */
_Static_assert(FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 1,
               "build for arithmetic in double: -msse2 -mfpmath=sse");
#ifdef __FAST_MATH__
#error "-ffast-math gives other bits than the ones that are promised"
#endif

#define LOG2_E 0x1.71547652b82fep0

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
    double m = quen__special_split(x, &e), f = m - 1;
    double s = f / (2 + f), s2 = s * s;
    double sum = s2 * quen__special_polynomial(s2, odd, sizeof odd / sizeof *odd);
    /* 2 s = f - s f keeps f, which is exact, as the leading term. */
    double tail = s * (2 * sum - f) + (double)e * QUEN__SPECIAL_LN2_LOW;
    return (double)e * QUEN__SPECIAL_LN2_HIGH + (f + tail);
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

static inline double exp_of(double x, double low)
{
    static const double inverse[] = {1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800,
                                     1.0 / 3628800,    1.0 / 362880,    1.0 / 40320,
                                     1.0 / 5040,       1.0 / 720,       1.0 / 120,
                                     1.0 / 24,         1.0 / 6,         1.0 / 2};
    if (isnan(x))
        return x;
    if (x > 709.79)
        return INFINITY;
    if (x < -745.2)
        return 0;
    double n = floor(x * LOG2_E + 0.5);
    /* The first difference is exact; what rounding takes from the second is kept. */
    double near = x - n * QUEN__SPECIAL_LN2_HIGH, rest = low - n * QUEN__SPECIAL_LN2_LOW;
    double r = near + rest, lost = rest - (r - near);
    double curve =
        r * r * quen__special_polynomial(r, inverse, sizeof inverse / sizeof *inverse);
    double sum = 1 + (r + (lost + curve));
    /* Two factors, since 2^n alone may not be a normal number. */
    int half = (int)n / 2, other = (int)n - half;
    return sum * quen__special_from_bits((uint64_t)(half + 1023) << 52) *
           quen__special_from_bits((uint64_t)(other + 1023) << 52);
}

double quen__special_exp_sum(double x, double low)
{
    return exp_of(x, low);
}

double quen__special_exp(double x)
{
    return exp_of(x, 0);
}

int quen__special_exponent(double x)
{
    return (int)(quen__special_bits(x) >> 52) - 1022;
}

double quen__special_power_of_two(int e)
{
    return quen__special_from_bits((uint64_t)(e + 1023) << 52);
}
