/* From a context to its table of kernels for panels. */
#include "math/panels.h"

const quen__panels_kernels *quen__panels_of(const quen_context *ctx)
{
    switch (ctx->simd) {
#if QUEN__HAVE_X86
    case QUEN_SIMD_SSE2:
        return &quen__panels_sse2;
    case QUEN_SIMD_AVX2:
        return &quen__panels_avx2;
    case QUEN_SIMD_AVX512:
    case QUEN_SIMD_AVX512VNNI:
        return &quen__panels_avx512;
#endif
#if QUEN__HAVE_NEON
    case QUEN_SIMD_NEON:
        return &quen__panels_neon;
#endif
    default:
        return &quen__panels_scalar;
    }
}
