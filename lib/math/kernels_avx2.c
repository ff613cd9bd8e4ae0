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
#define OP(name) _mm256_##name##_pd

#include "math/kernels_x86.h"

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
