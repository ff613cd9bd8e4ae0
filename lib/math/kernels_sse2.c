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
#define OP(name) _mm_##name##_pd

#include "math/kernels_x86.h"

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
