/* From a context to its table of kernels. */
#include "math/kernels.h"

const quen__kernels *quen__kernels_of(const quen_context *ctx)
{
    switch (ctx->simd) {
#if QUEN__HAVE_X86
    case QUEN_SIMD_SSE2:
        return &quen__kernels_sse2;
    case QUEN_SIMD_AVX2:
        return &quen__kernels_avx2;
    case QUEN_SIMD_AVX512:
        return &quen__kernels_avx512;
    case QUEN_SIMD_AVX512VNNI:
        return &quen__kernels_avx512vnni;
#endif
#if QUEN__HAVE_NEON
    case QUEN_SIMD_NEON:
        return &quen__kernels_neon;
#endif
    default:
        return &quen__kernels_scalar;
    }
}

double quen__kernels_fold_lanes(const double lanes[QUEN__TILE])
{
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
           ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}
