/* Kernels for 64-bit ARM. */
#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

#if QUEN__HAVE_NEON
#include <arm_neon.h>

typedef float64x2_t vec;
typedef float32x4_t fvec;
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

/* Bit i: lane i of a is above that of b; not if either is no number. */
static inline uint64_t f_above(fvec a, fvec b)
{
    const uint32x4_t bit = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(vcgtq_f32(a, b), bit));
}

static inline uint64_t v_at_least(vec a, vec b)
{
    const uint64x2_t bit = {1, 2};
    return vaddvq_u64(vandq_u64(vcgeq_f64(a, b), bit));
}

/* Bit i: lane i of a has other bits than that of b. */
static inline uint64_t f_differ(fvec a, fvec b)
{
    const uint32x4_t bit = {1, 2, 4, 8};
    return vaddvq_u32(
        vbicq_u32(bit, vceqq_u32(vreinterpretq_u32_f32(a), vreinterpretq_u32_f32(b))));
}

static inline const float *f_again(const float *p)
{
    return p;
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

static inline fvec f_sub(fvec a, fvec b)
{
    return vsubq_f32(a, b);
}

static inline fvec f_mul(fvec a, fvec b)
{
    return vmulq_f32(a, b);
}

static inline fvec f_min(fvec a, fvec b)
{
    return vminq_f32(a, b);
}

static inline fvec f_max(fvec a, fvec b)
{
    return vmaxq_f32(a, b);
}

static inline fvec f_if_less(fvec a, fvec b, fvec yes, fvec no)
{
    return vbslq_f32(vcltq_f32(a, b), yes, no);
}

/* --- four values of a row --- */

typedef float32x4_t quad;

static inline quad q_scale(vec a, vec b, const double *shift, double scale)
{
    vec by = v_set1(scale);
    return vcombine_f32(vcvt_f32_f64(v_mul(v_sub(a, v_load(shift)), by)),
                        vcvt_f32_f64(v_mul(v_sub(b, v_load(shift + 2)), by)));
}

static inline quad q_take64(const double *x, const double *shift, double scale)
{
    return q_scale(v_load(x), v_load(x + 2), shift, scale);
}

static inline quad q_take32(const float *x, const double *shift, double scale)
{
    quad four = vld1q_f32(x);
    return q_scale(vcvt_f64_f32(vget_low_f32(four)), vcvt_high_f64_f32(four), shift,
                   scale);
}

/* Four values of each of four rows become four rows' values of each of four columns. */
static inline void q_turn(quad r[4])
{
    float32x4x2_t a = vtrnq_f32(r[0], r[1]), b = vtrnq_f32(r[2], r[3]);
    r[0] = vcombine_f32(vget_low_f32(a.val[0]), vget_low_f32(b.val[0]));
    r[1] = vcombine_f32(vget_low_f32(a.val[1]), vget_low_f32(b.val[1]));
    r[2] = vcombine_f32(vget_high_f32(a.val[0]), vget_high_f32(b.val[0]));
    r[3] = vcombine_f32(vget_high_f32(a.val[1]), vget_high_f32(b.val[1]));
}

static inline void q_store(float *p, quad a)
{
    vst1q_f32(p, a);
}

#include "math/kernels_body.h"
#include "math/panels_body.h"
#endif
