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
#define OP(name) _mm512_##name##_pd

#include "math/kernels_x86.h"

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
