/* Kernels for 64-bit ARM. */
#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

#if QUEN__HAVE_NEON
#include <arm_neon.h>

typedef float64x2_t vec;
#define WIDTH 2u
typedef float32x4_t fvec;
#define FLOATS 4u
typedef uint64x2_t word;
#define WORDS 2u
#define TABLE quen__kernels_neon
#define PANELS quen__panels_neon
#define HIGH 4u
#define CRC32C quen__crc32c_portable

static inline vec v_load(const double *p)
{
    return vld1q_f64(p);
}

static inline void v_store(double *p, vec a)
{
    vst1q_f64(p, a);
}

static inline vec v_set1(double a)
{
    return vdupq_n_f64(a);
}

static inline vec v_add(vec a, vec b)
{
    return vaddq_f64(a, b);
}

static inline vec v_sub(vec a, vec b)
{
    return vsubq_f64(a, b);
}

static inline vec v_mul(vec a, vec b)
{
    return vmulq_f64(a, b);
}

static inline vec v_min(vec a, vec b)
{
    return vminq_f64(a, b);
}

static inline vec v_max(vec a, vec b)
{
    return vmaxq_f64(a, b);
}

static inline vec v_root(vec a)
{
    return vsqrtq_f64(a);
}

/* yes where a < b, else no */
static inline vec v_if_less(vec a, vec b, vec yes, vec no)
{
    return vbslq_f64(vcltq_f64(a, b), yes, no);
}

static inline vec v_div(vec a, vec b)
{
    return vdivq_f64(a, b);
}

static inline vec v_if_known(vec x, vec yes, vec no)
{
    return vbslq_f64(vceqq_f64(x, x), yes, no);
}

static inline vec v_pow2(vec n)
{
    vec shifted = vaddq_f64(n, vdupq_n_f64(0x1.8p52 + 1023));
    return vreinterpretq_f64_u64(vshlq_n_u64(vreinterpretq_u64_f64(shifted), 52));
}

static inline vec v_load_some(const double *p, size_t n)
{
    (void)n;
    return vsetq_lane_f64(*p, vdupq_n_f64(0), 0);
}

/* Bit i: lane i of a is at least that of b. */
static inline uint64_t f_at_least(fvec a, fvec b)
{
    const uint32x4_t bit = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(vcgeq_f32(a, b), bit));
}

static inline uint64_t v_at_least(vec a, vec b)
{
    const uint64x2_t bit = {1, 2};
    return vaddvq_u64(vandq_u64(vcgeq_f64(a, b), bit));
}

#include "math/kernels_body.h"
#include "math/panels_body.h"
#endif
