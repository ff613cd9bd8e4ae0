/*
 * erfc: near 0 as 1 - erf, by the Taylor series of erf; farther as exp(-x^2) g(x) / (1 +
 * 2x), where g, which lies between 1.12 and 1.31, is a polynomial in (x - 4) / (x + 4).
 * Source of that form: Shepherd & Laframboise, "Chebyshev approximation of (1 + 2x)
 * exp(x^2) erfc x in 0 <= x < infinity", Mathematics of Computation 36 (1981). The
 * coefficients are those of the interpolation at 23 Chebyshev nodes of x in 0.49..27.3,
 * computed in 80 digits; it is off by less than 1e-18.
 */
#include <math.h>

#include "math/special.h"
#include "math/special_parts.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* 2 / sqrt(pi). */
#define TWO_BY_ROOT_PI 1.12837916709551257390

/* erf(x) for x of 0..0.5: DLMF 7.6.1. */
static double erf_near(double x)
{
    static const double series[] = {-1.0 / 168129561600,
                                    1.0 / 11975040000,
                                    -1.0 / 918086400,
                                    1.0 / 76204800,
                                    -1.0 / 6894720,
                                    1.0 / 685440,
                                    -1.0 / 75600,
                                    1.0 / 9360,
                                    -1.0 / 1320,
                                    1.0 / 216,
                                    -1.0 / 42,
                                    1.0 / 10,
                                    -1.0 / 3,
                                    0};
    double square = x * x;
    double curve = quen__special_polynomial(square, series, COUNT(series));
    return TWO_BY_ROOT_PI * (x + x * curve);
}

static const double far[] = {
    1.80861204805426673e-9,  -9.71124459992854168e-9, -1.7916215531983839e-8,
    1.03420291431650327e-7,  7.47682469647810175e-8,  -8.19702134940234772e-7,
    2.93598320209056445e-7,  5.7066224119433335e-6,   -1.12218810851129336e-5,
    -2.43981087162695255e-5, 1.50621617825352465e-4,  -1.99256952554332228e-4,
    -7.57773275092430198e-4, 5.03197001652006649e-3,  -1.6197734059707504e-2,
    3.71675155339868239e-2,  -6.63303658120597061e-2, 9.37328349985244949e-2,
    -1.01039066036311115e-1, 6.80970542546886755e-2,  1.53796521026198572e-2,
    -1.39621116840562487e-1};
#define FAR_LAST 1.2329951186255525094
#define FAR_LOST -4.58505e-17

/*
 * What rounding takes from x^2, the polynomial's last sum and 1 + 2x is kept, and goes
 * into the exponential.
 */
static double erfc_far(double x)
{
    double t = (x - 4) / (x + 4);
    double slope = t * quen__special_polynomial(t, far, COUNT(far));
    quen__special_two g = quen__special_sum(FAR_LAST, slope);
    quen__special_two below = quen__special_sum(2 * x, 1);
    double high = quen__special_upper(x);
    double low =
        (high - x) * (high + x) + (g.low + FAR_LOST) / g.high - below.low / below.high;
    return quen__special_exp_sum(-high * high, low) * g.high / below.high;
}

double quen__special_erfc(double x)
{
    if (isnan(x))
        return x;
    if (x < 0)
        return 2 - quen__special_erfc(-x);
    if (x > 27.3)
        return 0;
    return x < 0.5 ? 1 - erf_near(x) : erfc_far(x);
}
