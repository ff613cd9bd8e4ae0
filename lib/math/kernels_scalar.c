/* Kernels in plain C: what every other table must equal. */
#include <math.h>
#include <string.h>

#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

typedef double vec;
typedef float fvec;
typedef int32_t ivec;
#define WIDTH 1u
#define FWIDTH 1u
typedef uint64_t word;
#define TABLE quen__kernels_scalar
#define PANELS quen__panels_scalar
#define HIGH 4u
#define CRC32C quen__crc32c_portable

static inline vec v_load(const double *p)
{
    return *p;
}

static inline void v_store(double *p, vec a)
{
    *p = a;
}

static inline vec v_set1(double a)
{
    return a;
}

static inline vec v_add(vec a, vec b)
{
    return a + b;
}

static inline vec v_sub(vec a, vec b)
{
    return a - b;
}

static inline vec v_mul(vec a, vec b)
{
    return a * b;
}

static inline vec v_min(vec a, vec b)
{
    return a < b ? a : b;
}

static inline vec v_root(vec a)
{
    return sqrt(a);
}

/* yes where a < b, else no */
static inline vec v_if_less(vec a, vec b, vec yes, vec no)
{
    return a < b ? yes : no;
}

static inline vec v_div(vec a, vec b)
{
    return a / b;
}

static inline vec v_if_known(vec x, vec yes, vec no)
{
    return isnan(x) ? no : yes;
}

static inline vec v_pow2(vec n)
{
    double shifted = n + (0x1.8p52 + 1023);
    uint64_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits <<= 52;
    memcpy(&shifted, &bits, sizeof shifted);
    return shifted;
}

static inline vec v_load_some(const double *p, size_t n)
{
    (void)n;
    return *p;
}

/* 1: a is at least b. */
static inline uint64_t f_at_least(fvec a, fvec b)
{
    return a >= b;
}

static inline uint64_t v_at_least(vec a, vec b)
{
    return a >= b;
}

static inline fvec f_load(const float *p)
{
    return *p;
}

static inline void f_store(float *p, fvec a)
{
    *p = a;
}

static inline fvec f_set1(float a)
{
    return a;
}

static inline fvec f_add(fvec a, fvec b)
{
    return a + b;
}

/* --- a whole number of 32 bits, or two of 16 --- */

static inline ivec i_load(const void *p)
{
    ivec a;
    memcpy(&a, p, sizeof a);
    return a;
}

static inline void i_store(uint32_t *p, ivec a)
{
    memcpy(p, &a, sizeof a);
}

static inline ivec i_set1(int32_t a)
{
    return a;
}

static inline ivec i_sub(ivec a, ivec b)
{
    return a - b;
}

static inline ivec i_and(ivec a, ivec b)
{
    return a & b;
}

/* The products of numbers of 16 bits, and a sum. */
static inline ivec i_plus_dot(ivec sum, ivec a, ivec b)
{
    int16_t x[2], y[2];
    memcpy(x, &a, sizeof x);
    memcpy(y, &b, sizeof y);
    return sum + x[0] * y[0] + x[1] * y[1];
}

static inline fvec f_of(ivec a)
{
    return (float)a;
}

static inline ivec i_min(ivec a, ivec b)
{
    return a < b ? a : b;
}

static inline ivec i_max(ivec a, ivec b)
{
    return a > b ? a : b;
}

/* The bits of a where those of `mask` are 0, or'ed with b. */
static inline ivec i_mark(ivec a, ivec mask, ivec b)
{
    return (a & ~mask) | b;
}

/* 1: a is above b. */
static inline uint64_t i_above(ivec a, ivec b)
{
    return a > b;
}

/* 1: a is not b. */
static inline uint64_t i_differ(ivec a, ivec b)
{
    return a != b;
}

/* --- as many values of as many rows --- */

#define TURN 1u
typedef double side;

static inline side t_load64(const double *x)
{
    return *x;
}

static inline side t_load32(const float *x)
{
    return (double)*x;
}

static inline void t_store(double *p, side a)
{
    *p = a;
}

static inline void t_turn(side r[TURN])
{
    (void)r;
}

/* --- four columns of a row --- */

typedef struct quad {
    int16_t v[4];
} quad;

static inline int16_t round_one(double y)
{
    y = y < 32767 ? y : 32767;
    y = y > -32767 ? y : -32767;
    return (int16_t)(y + 0x1.8p52 - 0x1.8p52); /* halves to even, as vectors do */
}

static inline quad q_take64(const double *x, const double *shift, double scale)
{
    quad q;
    for (size_t j = 0; j < 4; j++)
        q.v[j] = round_one((x[j] - shift[j]) * scale);
    return q;
}

static inline quad q_take32(const float *x, const double *shift, double scale)
{
    quad q;
    for (size_t j = 0; j < 4; j++)
        q.v[j] = round_one(((double)x[j] - shift[j]) * scale);
    return q;
}

/* Of four rows the first two columns to `a`, the next two to `b`. */
static inline void q_turn(const quad r[4], int16_t *a, int16_t *b)
{
    for (size_t i = 0; i < 4; i++) {
        memcpy(a + 2 * i, r[i].v, 2 * sizeof *a);
        memcpy(b + 2 * i, r[i].v + 2, 2 * sizeof *b);
    }
}

#include "math/kernels_body.h"
#include "math/panels_body.h"
