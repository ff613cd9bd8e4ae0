/*
 * The logarithm of the gamma function and its first two derivatives: arguments are moved
 * to 10 and above by the recurrence, where Stirling's series ends below 2^-56 after nine
 * terms. Source: Abramowitz & Stegun 6.1.41, 6.3.18, 6.4.12; the coefficients are
 * Bernoulli's numbers.
 */
#include "math/special.h"

#include <math.h>
#include <stddef.h>

#include "math/special_parts.h"

#define FAR 10.0
#define HALF_LOG_2PI 0.91893853320467274178
#define TERMS 8

/* The sum of c[i] / x^(2 i), from the smallest term on. */
static double series(const double c[TERMS], double x)
{
    double inverse = 1 / (x * x), sum = c[TERMS - 1];
    for (size_t i = TERMS - 1; i-- > 0;)
        sum = sum * inverse + c[i];
    return sum;
}

double quen__special_lgamma(double x)
{
    static const double c[TERMS] = {1.0 / 12,    -1.0 / 360,      1.0 / 1260,
                                    -1.0 / 1680, 1.0 / 1188,      -691.0 / 360360,
                                    1.0 / 156,   -3617.0 / 122400};
    double product = 1;
    if (!(x > 0))
        return x == 0 ? INFINITY : (double)NAN;
    if (isinf(x))
        return x;
    while (x < FAR) {
        product *= x;
        x += 1;
    }
    double main = (x - 0.5) * quen__special_log(x) - x;
    double rest = HALF_LOG_2PI + (x < 1e100 ? series(c, x) / x : 0);
    return product == 1 ? main + rest : main - quen__special_log(product) + rest;
}

double quen__special_digamma(double x)
{
    static const double c[TERMS] = {1.0 / 12,  -1.0 / 120,     1.0 / 252, -1.0 / 240,
                                    1.0 / 132, -691.0 / 32760, 1.0 / 12,  -3617.0 / 8160};
    double below = 0;
    if (!(x > 0))
        return x == 0 ? -INFINITY : (double)NAN;
    while (x < FAR) {
        below += 1 / x;
        x += 1;
    }
    double tail = x < 1e100 ? series(c, x) / (x * x) : 0;
    return quen__special_log(x) - 0.5 / x - tail - below;
}

double quen__special_trigamma(double x)
{
    static const double c[TERMS] = {1.0 / 6,  -1.0 / 30,     1.0 / 42, -1.0 / 30,
                                    5.0 / 66, -691.0 / 2730, 7.0 / 6,  -3617.0 / 510};
    double below = 0;
    if (!(x > 0))
        return x == 0 ? INFINITY : (double)NAN;
    while (x < FAR) {
        below += 1 / (x * x);
        x += 1;
    }
    double tail = x < 1e100 ? series(c, x) / (x * x * x) : 0;
    return below + 1 / x + 0.5 / (x * x) + tail;
}

/* Kahan's: what rounding does to exp(x) it does to the logarithm of that as well. */
double quen__special_expm1(double x)
{
    double u = quen__special_exp(x);
    if (u == 1 || isnan(u))
        return x;
    if (isinf(u) || u - 1 == -1)
        return u - 1;
    return (u - 1) * x / quen__special_log(u);
}
