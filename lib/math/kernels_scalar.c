/* Kernels in plain C: what every other table must equal. */
#include <math.h>

#include "math/crc32c.h"
#include "math/kernels.h"

typedef double vec;
#define WIDTH 1u
#define TABLE quen__kernels_scalar
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

#include "math/kernels_body.h"
