/* Kernels for x86 with AVX2. */
#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

#if QUEN__HAVE_X86
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

typedef __m256d vec;
typedef __m256 fvec;
typedef __m256i ivec;
#define WIDTH 4u
#define FWIDTH 8u
typedef uint64_t word __attribute__((vector_size(8 * WIDTH)));
#define TABLE quen__kernels_avx2
#define PANELS quen__panels_avx2
#define HIGH 4u
#define CRC32C quen__crc32c_sse42
#define OP(name) _mm256_##name##_pd
#define FOP(name) _mm256_##name##_ps
#define INAME(name) _mm256_##name
#define IOP(name) _mm256_##name##_si256

#include "math/kernels_x86.h"

/* yes where a < b, else no */
static inline vec v_if_less(vec a, vec b, vec yes, vec no)
{
    return _mm256_blendv_pd(no, yes, _mm256_cmp_pd(a, b, _CMP_LT_OQ));
}

static inline vec v_if_known(vec x, vec yes, vec no)
{
    return _mm256_blendv_pd(no, yes, _mm256_cmp_pd(x, x, _CMP_ORD_Q));
}

static inline vec v_pow2(vec n)
{
    vec shifted = _mm256_add_pd(n, _mm256_set1_pd(0x1.8p52 + 1023));
    return _mm256_castsi256_pd(_mm256_slli_epi64(_mm256_castpd_si256(shifted), 52));
}

static inline vec v_load_some(const double *p, size_t n)
{
    __m256i lanes = _mm256_set_epi64x(3, 2, 1, 0);
    return _mm256_maskload_pd(p,
                              _mm256_cmpgt_epi64(_mm256_set1_epi64x((int64_t)n), lanes));
}

/* Bit i: lane i of a is at least that of b. */
static inline uint64_t f_at_least(fvec a, fvec b)
{
    return (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_GE_OQ));
}

static inline uint64_t v_at_least(vec a, vec b)
{
    return (unsigned)_mm256_movemask_pd(_mm256_cmp_pd(a, b, _CMP_GE_OQ));
}

static inline ivec i_min(ivec a, ivec b)
{
    return _mm256_min_epi32(a, b);
}

static inline ivec i_max(ivec a, ivec b)
{
    return _mm256_max_epi32(a, b);
}

/* The bits of a where those of `mask` are 0, or'ed with b. */
static inline ivec i_mark(ivec a, ivec mask, ivec b)
{
    return _mm256_or_si256(_mm256_andnot_si256(mask, a), b);
}

/* Bit i: lane i of a is above that of b. */
static inline uint64_t i_above(ivec a, ivec b)
{
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(a, b)));
}

/* Bit i: lane i of a is not that of b. */
static inline uint64_t i_differ(ivec a, ivec b)
{
    __m256i same = _mm256_cmpeq_epi32(a, b);
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(same)) ^ 0xffu;
}

/* --- four neighbours --- */

#define PAIRS 4u

typedef struct pairs_set {
    __m256i low, high; /* words */
} pairs_set;

static inline pairs_set pairs_open(const uint32_t *set)
{
    const __m256i *words = (const __m256i *)(const void *)set;
    return (pairs_set){_mm256_loadu_si256(words), _mm256_loadu_si256(words + 1)};
}

/* The lanes in the set to the front. */
static inline __m256i pairs_compress(__m256i pairs, int in)
{
    static const uint64_t order[16] = {
        0,    0x10,   0x32,   0x3210,   0x54,   0x5410,   0x5432,   0x543210,
        0x76, 0x7610, 0x7632, 0x763210, 0x7654, 0x765410, 0x765432, 0x76543210,
    };
    __m256i digits = _mm256_set1_epi32((int)order[in]);
    __m256i digit = _mm256_set_epi32(28, 24, 20, 16, 12, 8, 4, 0);
    return _mm256_permutevar8x32_epi32(pairs, _mm256_srlv_epi32(digits, digit));
}

/* Of the first four of n, those in the set. */
static inline size_t pairs_take(const quen_neighbor *row, size_t n, pairs_set set,
                                quen_neighbor *taken)
{
    __m256i lanes = _mm256_set_epi64x(3, 2, 1, 0);
    __m256i there = _mm256_cmpgt_epi64(_mm256_set1_epi64x((int64_t)n), lanes);
    __m256i pairs = _mm256_maskload_epi64((const long long *)(const void *)row, there);
    __m256i low = _mm256_permutevar8x32_epi32(set.low, pairs);
    __m256i high = _mm256_permutevar8x32_epi32(set.high, pairs);
    __m256i part = _mm256_castps_si256(
        _mm256_blendv_ps(_mm256_castsi256_ps(low), _mm256_castsi256_ps(high),
                         _mm256_castsi256_ps(_mm256_slli_epi32(pairs, 28))));
    __m256i bit = _mm256_and_si256(_mm256_srli_epi32(pairs, 4), _mm256_set1_epi64x(31));
    __m256i in = _mm256_slli_epi64(_mm256_srlv_epi32(part, bit), 63);
    int mask = _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_and_si256(in, there)));
    _mm256_storeu_si256((__m256i *)(void *)taken, pairs_compress(pairs, mask));
    return (size_t)__builtin_popcount((unsigned)mask);
}

#include "math/kernels_body.h"
#include "math/panels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
