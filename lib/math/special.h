/*
 * Elementary functions that give the same bits everywhere. The C library's do not: they
 * differ between versions, and choose FMA code by CPU. These use +, -, *, / alone.
 */
#ifndef QUEN_MATH_SPECIAL_H
#define QUEN_MATH_SPECIAL_H

/* log(x) for x >= 0; within 1 ulp or so. log(0) is -infinity. */
double quen__special_log(double x);

/* log(1 + x) for x > -1, accurate for small x. */
double quen__special_log1p(double x);

/* exp(x); 0 below -745.2, infinity above 709.8. */
double quen__special_exp(double x);

/* 2 / sqrt(pi) times the integral of exp(-t^2) from x on; within a few ulp for x >= 0. */
double quen__special_erfc(double x);

/* x^y for x >= 0 and finite y, by exp(y log x); exact for y of 0, 1/2 and 1. 0^0 is 1. */
double quen__special_pow(double x, double y);

/* The value that a standard normal one stays below with probability p of 0..1; within a
 * relative 1e-15 or so. At 0 and 1 infinite. */
double quen__special_normal_quantile(double p);

/* The power of two that x >= 0, finite, is below: x < 2^e, and no e less, from -1022. */
int quen__special_exponent(double x);

/* 2^e for e of -1022..1023. */
double quen__special_power_of_two(int e);

#endif
