/*
 * How many multiplications and additions a second the arithmetic units do, fused (FMA) or
 * apart, by width. Twelve sums that do not wait for one another keep every unit busy.
 * libquen adds and multiplies apart, so that all instruction sets agree to the bit:
 * "apart" is its limit, "fused" that of peers.
 */
#include "bench.h"

#define SUMS 12
#define LOOPS 10000000u
#define OPS (2.0 * SUMS * LOOPS)

typedef double (*loop)(void);

/* A loop over vectors of `width` bytes; `step` renews s[i] from itself, a and b, which
   the compiler must take for unknown each time. */
#define PEAK(name, target, type, width, reg, step)                                       \
    target static double name(void)                                                      \
    {                                                                                    \
        typedef type vec __attribute__((vector_size(width)));                            \
        vec s[SUMS], a = (vec){0} + (type)0.999, b = (vec){0} + (type)1e-3;              \
        for (int i = 0; i < SUMS; i++)                                                   \
            s[i] = (vec){0} + (type)i;                                                   \
        for (uint32_t n = 0; n < LOOPS; n++) {                                           \
            __asm__ volatile("" : "+" reg(a), "+" reg(b));                               \
            _Pragma("GCC unroll 12") for (int i = 0; i < SUMS; i++) step;                \
        }                                                                                \
        double sum = 0;                                                                  \
        for (int i = 0; i < SUMS; i++)                                                   \
            sum += (double)s[i][0];                                                      \
        return sum;                                                                      \
    }

#define APART s[i] = s[i] * a + b
#define FUSED(bits, suffix, type)                                                        \
    s[i] = (vec)_mm##bits##_fmadd_##suffix((type)s[i], (type)a, (type)b)

typedef struct kind {
    const char *set;
    int single, fused;
    loop run;
} kind;

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx512f")))
PEAK(sse2_d, , double, 16, "x", APART)
PEAK(sse2_s, , float, 16, "x", APART)
PEAK(avx2_d, AVX2, double, 32, "x", APART)
PEAK(avx2_s, AVX2, float, 32, "x", APART)
PEAK(avx512_d, AVX512, double, 64, "v", APART)
PEAK(avx512_s, AVX512, float, 64, "v", APART)
PEAK(avx2_fd, AVX2, double, 32, "x", FUSED(256, pd, __m256d))
PEAK(avx2_fs, AVX2, float, 32, "x", FUSED(256, ps, __m256))
PEAK(avx512_fd, AVX512, double, 64, "v", FUSED(512, pd, __m512d))
PEAK(avx512_fs, AVX512, float, 64, "v", FUSED(512, ps, __m512))

static const kind kinds[] = {
    {"sse2", 0, 0, sse2_d},      {"sse2", 1, 0, sse2_s},     {"avx2", 0, 0, avx2_d},
    {"avx2", 1, 0, avx2_s},      {"avx2", 0, 1, avx2_fd},    {"avx2", 1, 1, avx2_fs},
    {"avx512", 0, 0, avx512_d},  {"avx512", 1, 0, avx512_s}, {"avx512", 0, 1, avx512_fd},
    {"avx512", 1, 1, avx512_fs},
};

static int supported(const char *set)
{
    switch (set[3]) {
    case '2':
        return set[0] == 's' || __builtin_cpu_supports("avx2");
    default:
        return __builtin_cpu_supports("avx512f");
    }
}
#else
#if defined(__aarch64__)
#define REGISTER "w"
#else
#define REGISTER "m"
#endif
PEAK(plain_d, , double, 16, REGISTER, APART)
PEAK(plain_s, , float, 16, REGISTER, APART)
static const kind kinds[] = {{"vectors of 16 bytes", 0, 0, plain_d},
                             {"vectors of 16 bytes", 1, 0, plain_s}};

static int supported(const char *set)
{
    return set != NULL;
}
#endif

#define KINDS (sizeof kinds / sizeof *kinds)

static volatile double sink;

static void work(void *arg, size_t thread)
{
    const kind *k = arg;
    double sum = k->run();
    if (!thread)
        sink = sum;
}

static size_t lanes(const kind *k)
{
    size_t bytes = k->set[3] == '5' ? 64 : k->set[0] == 'a' ? 32 : 16;
    return bytes / (k->single ? 4 : 8);
}

/* The number of kinds of peaks that bench_peak() knows. */
BENCH_API size_t bench_peaks(void)
{
    return KINDS;
}

/* A kind's instruction set, and in its parts whether floats and whether fused. */
BENCH_API const char *bench_peak_kind(size_t i, int *single, int *fused)
{
    *single = kinds[i].single;
    *fused = kinds[i].fused;
    return kinds[i].set;
}

/* Operations a second of kind i; 0 where this processor lacks it. */
BENCH_API double bench_peak(size_t i, size_t threads)
{
    kind k = kinds[i];
    double best = 1e300;
    if (!supported(k.set))
        return 0;
    for (int t = 0; t < 3; t++) {
        double s = bench_together(work, &k, threads);
        best = s < best ? s : best;
    }
    return OPS * (double)lanes(&k) * (double)threads / best;
}
