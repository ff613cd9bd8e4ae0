/*
 * Elementary functions that give the same bits everywhere. The C library's do not: they
 * differ between versions, and choose FMA code by CPU. These use +, -, *, / alone, and
 * sqrt and floor, which IEEE 754 leaves no choice.
 */
#ifndef QUEN_MATH_SPECIAL_H
#define QUEN_MATH_SPECIAL_H

/* log(x) for x >= 0; within 1 ulp. log(0) is -infinity. */
double quen__special_log(double x);

/* log(1 + x) for x > -1, within 1.5 ulp, for small x too. */
double quen__special_log1p(double x);

/* exp(x), within 1 ulp; 0 below -745.2, infinity above 709.8. */
double quen__special_exp(double x);

/* 2 / sqrt(pi) times the integral of exp(-t^2) from x on; within 2.5 ulp. */
double quen__special_erfc(double x);

/* x^y for x >= 0 and finite y, within 1 ulp; the nearest for y of 0, 1/2, 1. 0^0 is 1. */
double quen__special_pow(double x, double y);

/* The value that a standard normal one stays below with probability p of 0..1; within a
 * relative 1e-15 or so. At 0 and 1 infinite. */
double quen__special_normal_quantile(double p);

/* exp(x) - 1, within 3 ulp, for small x too. */
double quen__special_expm1(double x);

/* log(gamma(x)) for x > 0, within 4e-15 of the largest of 1, x and the result. At 0
 * infinite. */
double quen__special_lgamma(double x);

/* Its derivatives: the first within 2e-15 of the larger of 1 and the result, the second
 * within a relative 2e-15. At 0 infinite. */
double quen__special_digamma(double x);
double quen__special_trigamma(double x);

/* The chance that a gamma distributed value of shape a > 0 and scale 1 is above x >= 0;
 * within 1e-12 for a of 0.1..100. */
double quen__special_gamma_above(double a, double x);

/* The power of two that x >= 0, finite, is below: x < 2^e, and no e less, from -1022. */
int quen__special_exponent(double x);

/* 2^e for e of -1022..1023. */
double quen__special_power_of_two(int e);

#endif
