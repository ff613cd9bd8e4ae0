/*
 * Which instruction sets this CPU has. The compiler's own check asks CPUID, and also
 * whether the operating system saves the wide registers.
 */
#include "core/cpu.h"

#if QUEN__HAVE_X86
/* gcc for Windows may spill wide registers to places not aligned for them (GCC bug
 * 54412). */
#if defined(_WIN32) && !defined(__clang__)
#define WIDE_STACK 0
#else
#define WIDE_STACK 1
#endif

static int x86_supports(uint32_t simd)
{
    __builtin_cpu_init();
    if (!WIDE_STACK && simd != QUEN_SIMD_SSE2)
        return 0;
    switch (simd) {
    case QUEN_SIMD_SSE2:
        return __builtin_cpu_supports("sse2") != 0;
    case QUEN_SIMD_AVX2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("sse4.2");
    case QUEN_SIMD_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("sse4.2");
    case QUEN_SIMD_AVX512VNNI:
        return x86_supports(QUEN_SIMD_AVX512) && __builtin_cpu_supports("avx512vnni");
    default:
        return 0;
    }
}
#endif

int quen_simd_supported(uint32_t simd)
{
    if (simd == QUEN_SIMD_SCALAR)
        return 1;
#if QUEN__HAVE_X86
    return x86_supports(simd);
#else
    return QUEN__HAVE_NEON && simd == QUEN_SIMD_NEON;
#endif
}

uint32_t quen__cpu_best(void)
{
    static const uint32_t order[] = {QUEN_SIMD_AVX512VNNI, QUEN_SIMD_AVX512,
                                     QUEN_SIMD_AVX2, QUEN_SIMD_SSE2, QUEN_SIMD_NEON};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (quen_simd_supported(order[i]))
            return order[i];
    return QUEN_SIMD_SCALAR;
}

const char *quen_simd_name(uint32_t simd)
{
    static const char *const names[] = {"auto",   "scalar",     "sse2", "avx2",
                                        "avx512", "avx512vnni", "neon"};
    return simd < sizeof names / sizeof *names ? names[simd] : "unknown";
}
