/* Kernels in plain C: what every other table must equal. */
#include <math.h>
#include <string.h>

#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

typedef double vec;
typedef float fvec;
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

static inline vec v_max(vec a, vec b)
{
    return a > b ? a : b;
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

/* 1: a is above b; not if either is no number. */
static inline uint64_t f_above(fvec a, fvec b)
{
    return a > b;
}

static inline uint64_t v_at_least(vec a, vec b)
{
    return a >= b;
}

/* 1: a has other bits than b. */
static inline uint64_t f_differ(fvec a, fvec b)
{
    return memcmp(&a, &b, sizeof a) != 0;
}

static inline const float *f_again(const float *p)
{
    return p;
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

static inline fvec f_sub(fvec a, fvec b)
{
    return a - b;
}

static inline fvec f_mul(fvec a, fvec b)
{
    return a * b;
}

static inline fvec f_min(fvec a, fvec b)
{
    return a < b ? a : b;
}

static inline fvec f_max(fvec a, fvec b)
{
    return a > b ? a : b;
}

static inline fvec f_if_less(fvec a, fvec b, fvec yes, fvec no)
{
    return a < b ? yes : no;
}

/* --- four values of a row --- */

typedef struct quad {
    float v[4];
} quad;

static inline quad q_take64(const double *x, const double *shift, double scale)
{
    quad q;
    for (size_t j = 0; j < 4; j++)
        q.v[j] = (float)((x[j] - shift[j]) * scale);
    return q;
}

static inline quad q_take32(const float *x, const double *shift, double scale)
{
    quad q;
    for (size_t j = 0; j < 4; j++)
        q.v[j] = (float)(((double)x[j] - shift[j]) * scale);
    return q;
}

/* Four values of each of four rows become four rows' values of each of four columns. */
static inline void q_turn(quad r[4])
{
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < i; j++) {
            float v = r[i].v[j];
            r[i].v[j] = r[j].v[i];
            r[j].v[i] = v;
        }
    }
}

static inline void q_store(float *p, quad a)
{
    memcpy(p, a.v, sizeof a.v);
}

#include "math/kernels_body.h"
#include "math/panels_body.h"
