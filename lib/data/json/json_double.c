/*
 * The shortest digits of a double, exactly: Burger & Dybvig, "Printing Floating-Point
 * Numbers Quickly and Accurately" (1996), after Steele & White. The value and half the
 * way to its neighbours are fractions of whole numbers over one denominator; a digit is a
 * quotient, and digits end where what is left is within half the way.
 */
#include <string.h>

#include "data/json/json.h"

/* Room for 2^1077 times 10, and for 10^324. */
#define LIMBS 36

typedef struct whole {
    uint32_t limb[LIMBS]; /* the lowest first; those from n on are 0 */
    size_t n;
} whole;

/* --- whole numbers --- */

static void set(whole *w, uint64_t value)
{
    memset(w, 0, sizeof *w);
    w->limb[0] = (uint32_t)value;
    w->limb[1] = (uint32_t)(value >> 32);
    w->n = w->limb[1] ? 2 : w->limb[0] != 0;
}

static void multiply(whole *w, uint32_t by)
{
    uint64_t carry = 0;
    for (size_t i = 0; i < w->n; i++) {
        carry += (uint64_t)w->limb[i] * by;
        w->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        w->limb[w->n++] = (uint32_t)carry;
}

static void multiply_power_of_two(whole *w, int power)
{
    size_t limbs = (size_t)power / 32;
    multiply(w, UINT32_C(1) << power % 32);
    if (w->n == 0 || limbs == 0)
        return;
    memmove(w->limb + limbs, w->limb, w->n * sizeof *w->limb);
    memset(w->limb, 0, limbs * sizeof *w->limb);
    w->n += limbs;
}

static void multiply_power_of_ten(whole *w, int power)
{
    for (; power >= 9; power -= 9)
        multiply(w, 1000000000);
    for (; power > 0; power--)
        multiply(w, 10);
}

static whole sum(const whole *a, const whole *b)
{
    whole out = *a;
    uint64_t carry = 0;
    size_t n = a->n > b->n ? a->n : b->n;
    for (size_t i = 0; i < n; i++) {
        carry += (uint64_t)a->limb[i] + b->limb[i];
        out.limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    out.n = n;
    if (carry)
        out.limb[out.n++] = (uint32_t)carry;
    return out;
}

/* Below 0, 0, above 0. */
static int compare(const whole *a, const whole *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (size_t i = a->n; i-- > 0;)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* b is at most a. */
static void subtract(whole *a, const whole *b)
{
    uint64_t borrow = 0;
    for (size_t i = 0; i < a->n; i++) {
        uint64_t difference = (uint64_t)a->limb[i] - b->limb[i] - borrow;
        a->limb[i] = (uint32_t)difference;
        borrow = difference >> 63;
    }
    while (a->n && a->limb[a->n - 1] == 0)
        a->n--;
}

/* --- digits --- */

/* The value is left / denominator; up and down are half the way to its neighbours. */
typedef struct fraction {
    whole left, denominator, up, down;
    int even; /* 1: a text in the middle is read as this value */
} fraction;

/* significand x 2^exponent. */
static void fraction_of(fraction *f, uint64_t significand, int exponent)
{
    /* Below a power of two doubles lie twice as close. */
    int closer = significand == UINT64_C(1) << 52 && exponent > -1074;
    int up = exponent > 0 ? exponent : 0, down = exponent < 0 ? -exponent : 0;
    f->even = significand % 2 == 0;
    set(&f->left, significand);
    set(&f->denominator, 1);
    set(&f->up, 1);
    set(&f->down, 1);
    multiply_power_of_two(&f->left, up + 1 + closer);
    multiply_power_of_two(&f->denominator, down + 1 + closer);
    multiply_power_of_two(&f->up, up + closer);
    multiply_power_of_two(&f->down, up);
}

/* 1 if the text that ends above what is left would still be read as this value. */
static int reaches(const fraction *f)
{
    whole high = sum(&f->left, &f->up);
    int side = compare(&high, &f->denominator);
    return f->even ? side >= 0 : side > 0;
}

/* Bring the value within 0.1 and 1, and return the power of ten that this took. */
static int scale(fraction *f, uint64_t significand, int exponent)
{
    int bits = exponent - 1;
    for (; significand; significand >>= 1)
        bits++;
    /* floor(bits log10(2)) or 1 less; 2^18 log10(2) is 78913.0, and a bit. */
    int64_t product = (int64_t)bits * 78913 - 16;
    int point = (int)(product / 262144 - (product % 262144 < 0)) + 1;
    multiply_power_of_ten(&f->denominator, point);
    multiply_power_of_ten(&f->left, -point);
    multiply_power_of_ten(&f->up, -point);
    multiply_power_of_ten(&f->down, -point);
    if (reaches(f)) {
        multiply(&f->denominator, 10);
        point++;
    }
    return point;
}

static int next_digit(fraction *f)
{
    int digit = 0;
    multiply(&f->left, 10);
    multiply(&f->up, 10);
    multiply(&f->down, 10);
    for (; compare(&f->left, &f->denominator) >= 0; digit++)
        subtract(&f->left, &f->denominator);
    return digit;
}

/* 1 if the last digit is to be one more: that is nearer, or even where both are as near.
 */
static int rounds_up(const fraction *f, int digit)
{
    whole twice = f->left;
    multiply(&twice, 2);
    int side = compare(&twice, &f->denominator);
    return side > 0 || (side == 0 && digit % 2);
}

size_t quen__json_digits(double value, char digits[QUEN__JSON_DIGITS], int *point)
{
    fraction f;
    uint64_t bits, significand;
    size_t n = 0;
    int low, high, digit;
    memcpy(&bits, &value, sizeof bits);
    significand = bits & (UINT64_MAX >> 12);
    int exponent = (int)(bits >> 52);
    significand |= (uint64_t)(exponent != 0) << 52;
    exponent = (exponent ? exponent : 1) - 1075;
    fraction_of(&f, significand, exponent);
    *point = scale(&f, significand, exponent);
    do {
        digit = next_digit(&f);
        low = compare(&f.left, &f.down);
        low = f.even ? low <= 0 : low < 0;
        high = reaches(&f);
        digits[n++] = (char)('0' + digit);
    } while (!low && !high);
    digits[n - 1] = (char)(digits[n - 1] + (low && high ? rounds_up(&f, digit) : high));
    return n;
}
