/* Kernels for x86 with SSE2, which every 64-bit x86 has. */
#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

#if QUEN__HAVE_X86
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("sse2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("sse2")
#endif

typedef __m128d vec;
typedef __m128 fvec;
typedef __m128i ivec;
#define WIDTH 2u
#define FWIDTH 4u
typedef uint64_t word __attribute__((vector_size(8 * WIDTH)));
#define TABLE quen__kernels_sse2
#define PANELS quen__panels_sse2
#define HIGH 4u
#define CRC32C quen__crc32c_portable
#define OP(name) _mm_##name##_pd
#define FOP(name) _mm_##name##_ps
#define INAME(name) _mm_##name
#define IOP(name) _mm_##name##_si128

#include "math/kernels_x86.h"

/* yes where a < b, else no */
static inline vec v_if_less(vec a, vec b, vec yes, vec no)
{
    vec less = _mm_cmplt_pd(a, b);
    return _mm_or_pd(_mm_and_pd(less, yes), _mm_andnot_pd(less, no));
}

static inline vec v_if_known(vec x, vec yes, vec no)
{
    vec known = _mm_cmpord_pd(x, x);
    return _mm_or_pd(_mm_and_pd(known, yes), _mm_andnot_pd(known, no));
}

static inline vec v_pow2(vec n)
{
    vec shifted = _mm_add_pd(n, _mm_set1_pd(0x1.8p52 + 1023));
    return _mm_castsi128_pd(_mm_slli_epi64(_mm_castpd_si128(shifted), 52));
}

static inline vec v_load_some(const double *p, size_t n)
{
    (void)n;
    return _mm_load_sd(p);
}

/* Bit i: lane i of a is at least that of b. */
static inline uint64_t f_at_least(fvec a, fvec b)
{
    return (unsigned)_mm_movemask_ps(_mm_cmpge_ps(a, b));
}

static inline uint64_t v_at_least(vec a, vec b)
{
    return (unsigned)_mm_movemask_pd(_mm_cmpge_pd(a, b));
}

/*
 * SSE2 has no such instruction for whole numbers; but from 2^23 to 2^31 - 2^23 these are
 * the bits of floats, in the same order.
 */
static inline ivec i_min(ivec a, ivec b)
{
    return _mm_castps_si128(_mm_min_ps(_mm_castsi128_ps(a), _mm_castsi128_ps(b)));
}

static inline ivec i_max(ivec a, ivec b)
{
    return _mm_castps_si128(_mm_max_ps(_mm_castsi128_ps(a), _mm_castsi128_ps(b)));
}

/* The bits of a where those of `mask` are 0, or'ed with b. */
static inline ivec i_mark(ivec a, ivec mask, ivec b)
{
    return _mm_or_si128(_mm_andnot_si128(mask, a), b);
}

/* Bit i: lane i of a is above that of b. */
static inline uint64_t i_above(ivec a, ivec b)
{
    return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpgt_epi32(a, b)));
}

/* Bit i: lane i of a is not that of b. */
static inline uint64_t i_differ(ivec a, ivec b)
{
    return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(a, b))) ^ 0xfu;
}

#include "math/kernels_body.h"
#include "math/panels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
