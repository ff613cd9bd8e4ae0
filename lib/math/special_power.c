/*
 * Powers as exp(y log x). An error of log x counts y log x times in the power, so that
 * log x takes some ten bits more than a double has: the series of atanh, whose first
 * terms are summed in two parts. Source: Muller, "Elementary Functions", ch. 3 and 11.
 */
#include <float.h>
#include <math.h>

#include "math/special.h"
#include "math/special_parts.h"

/* s = f / (2 + f), which log(1 + f) is 2 atanh of. */
static quen__special_two ratio_of(double f)
{
    quen__special_two below = quen__special_sum(2, f), back;
    quen__special_two s = {f / below.high, 0};
    back = quen__special_product(s.high, below.high);
    s.low = ((f - back.high) - back.low - s.high * below.low) / below.high;
    return s;
}

/* log x for x > 0, finite: within a relative 2^-61. */
static quen__special_two log_of(double x)
{
    static const double odd[] = {1.0 / 25, 1.0 / 23, 1.0 / 21, 1.0 / 19,
                                 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11,
                                 1.0 / 9,  1.0 / 7,  1.0 / 5,  0};
    int e;
    double m = quen__special_split(x, &e);
    quen__special_two s = ratio_of(m - 1);
    /* atanh(s) = s + s u with u = s^2 (1/3 + s^2 / 5 + ...). */
    quen__special_two s2 = quen__special_product(s.high, s.high);
    s2.low += 2 * s.high * s.low;
    double rest = quen__special_polynomial(s2.high, odd, sizeof odd / sizeof *odd);
    quen__special_two third = quen__special_sum(0x1.5555555555555p-2, rest);
    third.low += 0x1.5555555555555p-56;
    quen__special_two u = quen__special_product(s2.high, third.high);
    u.low += s2.high * third.low + s2.low * third.high;
    quen__special_two v = quen__special_product(s.high, u.high);
    v.low += s.high * u.low + s.low * u.high;
    quen__special_two half = quen__special_sum(s.high, v.high);
    half.low += v.low + s.low;
    quen__special_two sum = quen__special_sum(e * QUEN__SPECIAL_LN2_HIGH, 2 * half.high);
    sum.low += 2 * half.low + e * QUEN__SPECIAL_LN2_LOW;
    return sum;
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
    double roughly = y * quen__special_log(x);
    if (!(fabs(roughly) < 800) || roughly == 0)
        return quen__special_exp(roughly);
    quen__special_two log = log_of(x);
    quen__special_two power = quen__special_product(y, log.high);
    return quen__special_exp_sum(power.high, power.low + y * log.low);
}
