/* Kernels for x86 with SSE2, which every 64-bit x86 has. */
#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

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
typedef __m128 fvec;
#define WIDTH 2u
#define FWIDTH 4u
typedef uint64_t word __attribute__((vector_size(8 * WIDTH)));
#define TABLE quen__kernels_sse2
#define PANELS quen__panels_sse2
#define HIGH 4u
#define CRC32C quen__crc32c_portable
#define OP(name) _mm_##name##_pd
#define FOP(name) _mm_##name##_ps

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

/* Bit i: lane i of a is above that of b; not if either is no number. */
static inline uint64_t f_above(fvec a, fvec b)
{
    return (unsigned)_mm_movemask_ps(_mm_cmpgt_ps(a, b));
}

static inline uint64_t v_at_least(vec a, vec b)
{
    return (unsigned)_mm_movemask_pd(_mm_cmpge_pd(a, b));
}

/* Bit i: lane i of a has other bits than that of b. */
static inline uint64_t f_differ(fvec a, fvec b)
{
    __m128i same = _mm_cmpeq_epi32(_mm_castps_si128(a), _mm_castps_si128(b));
    return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(same)) ^ 0xfu;
}

/* Where a number is best repeated once for several instructions, from. */
static inline const float *f_again(const float *p)
{
    return p;
}

static inline fvec f_if_less(fvec a, fvec b, fvec yes, fvec no)
{
    fvec less = _mm_cmplt_ps(a, b);
    return _mm_or_ps(_mm_and_ps(less, yes), _mm_andnot_ps(less, no));
}

#include "math/kernels_body.h"
#include "math/panels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
