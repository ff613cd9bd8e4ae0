/* Kernels for x86 with AVX2. */
#include "math/crc32c.h"
#include "math/kernels.h"

#if QUEN__HAVE_X86
#if defined(__clang__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#include <immintrin.h>
#endif

typedef __m256d vec;
#define WIDTH 4u
#define TABLE quen__kernels_avx2
#define CRC32C quen__crc32c_sse42

static inline vec v_load(const double *p)
{
    return _mm256_loadu_pd(p);
}

static inline void v_store(double *p, vec a)
{
    _mm256_storeu_pd(p, a);
}

static inline vec v_set1(double a)
{
    return _mm256_set1_pd(a);
}

static inline vec v_add(vec a, vec b)
{
    return _mm256_add_pd(a, b);
}

static inline vec v_sub(vec a, vec b)
{
    return _mm256_sub_pd(a, b);
}

static inline vec v_mul(vec a, vec b)
{
    return _mm256_mul_pd(a, b);
}

static inline vec v_min(vec a, vec b)
{
    return _mm256_min_pd(a, b);
}

static inline vec v_max(vec a, vec b)
{
    return _mm256_max_pd(a, b);
}

static inline vec v_root(vec a)
{
    return _mm256_sqrt_pd(a);
}

/* yes where a < b, else no */
static inline vec v_if_less(vec a, vec b, vec yes, vec no)
{
    return _mm256_blendv_pd(no, yes, _mm256_cmp_pd(a, b, _CMP_LT_OQ));
}

#include "math/kernels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
