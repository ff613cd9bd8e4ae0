/*
 * The upper incomplete gamma function, regularized: a series below a + 1, Lentz's
 * continued fraction above. Source: Abramowitz & Stegun 6.5.29 and 6.5.31.
 */
#include "math/special.h"

#include <math.h>

#define TURNS 1000
#define NEAR_ENOUGH 1e-16

/* x^a exp(-x) / gamma(a) */
static double front(double a, double x)
{
    return quen__special_exp(a * quen__special_log(x) - x - quen__special_lgamma(a));
}

static double series(double a, double x)
{
    double term = 1 / a, sum = term;
    for (int i = 1; i < TURNS && term > sum * NEAR_ENOUGH; i++) {
        term *= x / (a + i);
        sum += term;
    }
    return sum;
}

static double fraction(double a, double x)
{
    double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
    for (int i = 1; i < TURNS; i++) {
        double an = -i * (i - a);
        b += 2;
        d = an * d + b;
        d = 1 / (fabs(d) > 1e-300 ? d : 1e-300);
        c = b + an / c;
        c = fabs(c) > 1e-300 ? c : 1e-300;
        h *= d * c;
        if (fabs(d * c - 1) < NEAR_ENOUGH * 4)
            break;
    }
    return h;
}

double quen__special_gamma_above(double a, double x)
{
    if (!(x > 0))
        return 1;
    if (isinf(x))
        return 0;
    double above =
        x < a + 1 ? 1 - front(a, x) * series(a, x) : front(a, x) * fraction(a, x);
    return above > 0 ? (above < 1 ? above : 1) : 0;
}
