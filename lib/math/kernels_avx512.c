/* Kernels for x86 with AVX-512. */
#include "math/crc32c.h"
#include "math/kernels.h"

#if QUEN__HAVE_X86
#if defined(__clang__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f")
#include <immintrin.h>
#endif

typedef __m512d vec;
#define WIDTH 8u
#define TABLE quen__kernels_avx512
#define CRC32C quen__crc32c_sse42

static inline vec v_load(const double *p)
{
    return _mm512_loadu_pd(p);
}

static inline void v_store(double *p, vec a)
{
    _mm512_storeu_pd(p, a);
}

static inline vec v_set1(double a)
{
    return _mm512_set1_pd(a);
}

static inline vec v_add(vec a, vec b)
{
    return _mm512_add_pd(a, b);
}

static inline vec v_sub(vec a, vec b)
{
    return _mm512_sub_pd(a, b);
}

static inline vec v_mul(vec a, vec b)
{
    return _mm512_mul_pd(a, b);
}

static inline vec v_min(vec a, vec b)
{
    return _mm512_min_pd(a, b);
}

static inline vec v_max(vec a, vec b)
{
    return _mm512_max_pd(a, b);
}

static inline vec v_root(vec a)
{
    return _mm512_sqrt_pd(a);
}

/* yes where a < b, else no */
static inline vec v_if_less(vec a, vec b, vec yes, vec no)
{
    return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(a, b, _CMP_LT_OQ), no, yes);
}

#include "math/kernels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
