/* Kernels for x86 with SSE2, which every 64-bit x86 has. */
#include "math/crc32c.h"
#include "math/kernels.h"

#if QUEN__HAVE_X86
#if defined(__clang__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("sse2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("sse2")
#include <immintrin.h>
#endif

typedef __m128d vec;
#define WIDTH 2u
#define TABLE quen__kernels_sse2
#define CRC32C quen__crc32c_portable

static inline vec v_load(const double *p)
{
    return _mm_loadu_pd(p);
}

static inline void v_store(double *p, vec a)
{
    _mm_storeu_pd(p, a);
}

static inline vec v_set1(double a)
{
    return _mm_set1_pd(a);
}

static inline vec v_add(vec a, vec b)
{
    return _mm_add_pd(a, b);
}

static inline vec v_sub(vec a, vec b)
{
    return _mm_sub_pd(a, b);
}

static inline vec v_mul(vec a, vec b)
{
    return _mm_mul_pd(a, b);
}

static inline vec v_min(vec a, vec b)
{
    return _mm_min_pd(a, b);
}

static inline vec v_max(vec a, vec b)
{
    return _mm_max_pd(a, b);
}

static inline vec v_root(vec a)
{
    return _mm_sqrt_pd(a);
}

/* yes where a < b, else no */
static inline vec v_if_less(vec a, vec b, vec yes, vec no)
{
    vec less = _mm_cmplt_pd(a, b);
    return _mm_or_pd(_mm_and_pd(less, yes), _mm_andnot_pd(less, no));
}

#include "math/kernels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
