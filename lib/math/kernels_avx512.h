/*
 * What kernels say in AVX-512. HAVE_DOT: sums of products of 16 bits are one instruction.
 *
 * No guard: this is no header but a part of the files that name a table.
 */
typedef __m512d vec;
typedef __m512 fvec;
typedef __m512i ivec;
#define WIDTH 8u
#define FWIDTH 16u
typedef uint64_t word __attribute__((vector_size(8 * WIDTH)));
#define CRC32C quen__crc32c_sse42
#define OP(name) _mm512_##name##_pd
#define FOP(name) _mm512_##name##_ps
#define INAME(name) _mm512_##name
#define IOP(name) _mm512_##name##_si512

#include "math/kernels_x86.h"

/* yes where a < b, else no */
static inline vec v_if_less(vec a, vec b, vec yes, vec no)
{
    return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(a, b, _CMP_LT_OQ), no, yes);
}

static inline vec v_if_known(vec x, vec yes, vec no)
{
    return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(x, x, _CMP_ORD_Q), no, yes);
}

static inline vec v_pow2(vec n)
{
    vec shifted = _mm512_add_pd(n, _mm512_set1_pd(0x1.8p52 + 1023));
    return _mm512_castsi512_pd(_mm512_slli_epi64(_mm512_castpd_si512(shifted), 52));
}

static inline vec v_load_some(const double *p, size_t n)
{
    return _mm512_maskz_loadu_pd((__mmask8)((1u << n) - 1), p);
}

/* Bit i: lane i of a is at least that of b. */
static inline uint64_t f_at_least(fvec a, fvec b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_GE_OQ);
}

static inline uint64_t v_at_least(vec a, vec b)
{
    return _mm512_cmp_pd_mask(a, b, _CMP_GE_OQ);
}

static inline ivec i_min(ivec a, ivec b)
{
    return _mm512_min_epi32(a, b);
}

static inline ivec i_max(ivec a, ivec b)
{
    return _mm512_max_epi32(a, b);
}

/* The bits of a where those of `mask` are 0, or'ed with b. */
static inline ivec i_mark(ivec a, ivec mask, ivec b)
{
    return _mm512_ternarylogic_epi32(a, mask, b, 0xba);
}

/* Bit i: lane i of a is above that of b. */
static inline uint64_t i_above(ivec a, ivec b)
{
    return _mm512_cmpgt_epi32_mask(a, b);
}

/* Bit i: lane i of a is not that of b. */
static inline uint64_t i_differ(ivec a, ivec b)
{
    return _mm512_cmpneq_epi32_mask(a, b);
}

/* --- eight neighbours --- */

#define PAIRS 8u
typedef __m512i pairs_set;

static inline pairs_set pairs_open(const uint32_t *set)
{
    return _mm512_loadu_si512(set);
}

/* Of the first eight of n, those in the set. */
static inline size_t pairs_take(const quen_neighbor *row, size_t n, pairs_set set,
                                quen_neighbor *taken)
{
    __mmask8 there = (__mmask8)(n < PAIRS ? (1u << n) - 1 : 0xffu);
    __m512i pairs = _mm512_maskz_loadu_epi64(there, row);
    __m512i bit = _mm512_and_si512(_mm512_srli_epi32(pairs, 4), _mm512_set1_epi64(31));
    __m512i part = _mm512_srlv_epi32(_mm512_permutexvar_epi32(pairs, set), bit);
    __mmask8 in = _mm512_mask_test_epi64_mask(there, part, _mm512_set1_epi64(1));
    _mm512_storeu_si512(taken, _mm512_maskz_compress_epi64(in, pairs));
    return (size_t)__builtin_popcount(in);
}
