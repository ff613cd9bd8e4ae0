/* Kernels for 64-bit ARM. */
#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

#if QUEN__HAVE_NEON
#include <arm_neon.h>

typedef float64x2_t vec;
typedef float32x4_t fvec;
typedef int32x4_t ivec;
#define WIDTH 2u
#define FWIDTH 4u
typedef uint64x2_t word;
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

static inline fvec f_load(const float *p)
{
    return vld1q_f32(p);
}

static inline void f_store(float *p, fvec a)
{
    vst1q_f32(p, a);
}

static inline fvec f_set1(float a)
{
    return vdupq_n_f32(a);
}

static inline fvec f_add(fvec a, fvec b)
{
    return vaddq_f32(a, b);
}

/* --- whole numbers of 32 bits, or twice as many of 16 --- */

static inline ivec i_load(const void *p)
{
    return vld1q_s32(p);
}

static inline void i_store(uint32_t *p, ivec a)
{
    vst1q_u32(p, vreinterpretq_u32_s32(a));
}

static inline ivec i_set1(int32_t a)
{
    return vdupq_n_s32(a);
}

static inline ivec i_sub(ivec a, ivec b)
{
    return vsubq_s32(a, b);
}

static inline ivec i_and(ivec a, ivec b)
{
    return vandq_s32(a, b);
}

/* The products of numbers of 16 bits, added in pairs, and a sum. */
static inline ivec i_plus_dot(ivec sum, ivec a, ivec b)
{
    int16x8_t x = vreinterpretq_s16_s32(a), y = vreinterpretq_s16_s32(b);
    return vaddq_s32(sum, vpaddq_s32(vmull_s16(vget_low_s16(x), vget_low_s16(y)),
                                     vmull_high_s16(x, y)));
}

static inline fvec f_of(ivec a)
{
    return vcvtq_f32_s32(a);
}

static inline ivec i_min(ivec a, ivec b)
{
    return vminq_s32(a, b);
}

static inline ivec i_max(ivec a, ivec b)
{
    return vmaxq_s32(a, b);
}

/* The bits of a where those of `mask` are 0, or'ed with b. */
static inline ivec i_mark(ivec a, ivec mask, ivec b)
{
    return vorrq_s32(vbicq_s32(a, mask), b);
}

/* Bit i: lane i of a is above that of b. */
static inline uint64_t i_above(ivec a, ivec b)
{
    const uint32x4_t bit = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(vcgtq_s32(a, b), bit));
}

/* Bit i: lane i of a is not that of b. */
static inline uint64_t i_differ(ivec a, ivec b)
{
    const uint32x4_t bit = {1, 2, 4, 8};
    return vaddvq_u32(vbicq_u32(bit, vceqq_s32(a, b)));
}

/* --- as many values of as many rows --- */

#define TURN 2u
typedef vec side;

static inline side t_load64(const double *x)
{
    return v_load(x);
}

static inline side t_load32(const float *x)
{
    return vcvt_f64_f32(vld1_f32(x));
}

static inline void t_store(double *p, side a)
{
    v_store(p, a);
}

static inline void t_turn(side r[TURN])
{
    side a = r[0];
    r[0] = vzip1q_f64(a, r[1]);
    r[1] = vzip2q_f64(a, r[1]);
}

/* --- four columns of a row --- */

typedef int16x4_t quad;

static inline int32x2_t q_round_2(vec x, const double *shift, double scale)
{
    vec y = v_mul(v_sub(x, v_load(shift)), v_set1(scale));
    y = vmaxq_f64(vminnmq_f64(y, v_set1(32767)), v_set1(-32767)); /* NaN: the limit */
    return vmovn_s64(vcvtnq_s64_f64(y));
}

static inline quad q_round(vec a, vec b, const double *shift, double scale)
{
    return vmovn_s32(
        vcombine_s32(q_round_2(a, shift, scale), q_round_2(b, shift + 2, scale)));
}

static inline quad q_take64(const double *x, const double *shift, double scale)
{
    return q_round(v_load(x), v_load(x + 2), shift, scale);
}

static inline quad q_take32(const float *x, const double *shift, double scale)
{
    float32x4_t four = vld1q_f32(x);
    return q_round(vcvt_f64_f32(vget_low_f32(four)), vcvt_high_f64_f32(four), shift,
                   scale);
}

/* Of four rows the first two columns to `a`, the next two to `b`. */
static inline void q_turn(const quad r[4], int16_t *a, int16_t *b)
{
    int32x4_t low = vcombine_s32(vreinterpret_s32_s16(r[0]), vreinterpret_s32_s16(r[1]));
    int32x4_t high = vcombine_s32(vreinterpret_s32_s16(r[2]), vreinterpret_s32_s16(r[3]));
    vst1q_s16(a, vreinterpretq_s16_s32(vuzp1q_s32(low, high)));
    vst1q_s16(b, vreinterpretq_s16_s32(vuzp2q_s32(low, high)));
}

#include "math/kernels_body.h"
#include "math/panels_body.h"
#endif
