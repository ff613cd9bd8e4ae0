/*
 * What the elementary functions are made of. Products are split without FMA: Dekker, "A
 * floating-point technique for extending the available precision", 1971.
 */
#ifndef QUEN_MATH_SPECIAL_PARTS_H
#define QUEN_MATH_SPECIAL_PARTS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* log(2): 32 bits, so that 11 bits times it are exact, and what they lack. */
#define QUEN__SPECIAL_LN2_HIGH 0x1.62e42feep-1
#define QUEN__SPECIAL_LN2_LOW 0x1.a39ef35793c76p-33

/* exp(x + low), where low is what x lacks: below 1e-4 in size. Within 1 ulp. */
double quen__special_exp_sum(double x, double low);

static inline uint64_t quen__special_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double quen__special_from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* x = m 2^e, x > 0, with m in [sqrt(1/2), sqrt(2)): so log(m) is near 0. */
static inline double quen__special_split(double x, int *e)
{
    int shift = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        shift = 54;
    }
    uint64_t bits = quen__special_bits(x);
    int exponent = (int)(bits >> 52) - 1023;
    double m = quen__special_from_bits((bits & UINT64_C(0xfffffffffffff)) | UINT64_C(1023)
                                                                                << 52);
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
static inline double quen__special_polynomial(double x, const double *coefficients,
                                              size_t n)
{
    double x2 = x * x, odd = coefficients[0], even = coefficients[1];
    for (size_t i = 2; i < n; i += 2) {
        odd = odd * x2 + coefficients[i];
        even = even * x2 + coefficients[i + 1];
    }
    return odd * x + even;
}

/* high + low, with twice the digits of a double. */
typedef struct quen__special_two {
    double high, low;
} quen__special_two;

/* a + b where a is 0 or the larger in size; exact. */
static inline quen__special_two quen__special_sum(double a, double b)
{
    quen__special_two sum = {a + b, 0};
    sum.low = b - (sum.high - a);
    return sum;
}

/* The upper 26 bits of x, below 2^996 in size. */
static inline double quen__special_upper(double x)
{
    double shifted = x * 134217729;
    return shifted - (shifted - x);
}

/* a b, exact where nothing underflows. */
static inline quen__special_two quen__special_product(double a, double b)
{
    double ah = quen__special_upper(a), al = a - ah;
    double bh = quen__special_upper(b), bl = b - bh;
    quen__special_two product = {a * b, 0};
    product.low = ((ah * bh - product.high) + ah * bl + al * bh) + al * bl;
    return product;
}

#endif
