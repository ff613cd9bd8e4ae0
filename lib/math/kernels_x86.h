/*
 * What the x86 files have in common: their intrinsics differ by a prefix alone. Each
 * defines `vec` and OP(name), the intrinsic of that name for its width, `fvec` and
 * FOP(name) for floats, then includes this.
 *
 * No guard: this is no header but a part of each file that includes it.
 */

static inline vec v_load(const double *p)
{
    return OP(loadu)(p);
}

static inline void v_store(double *p, vec a)
{
    OP(storeu)(p, a);
}

static inline vec v_set1(double a)
{
    return OP(set1)(a);
}

static inline vec v_add(vec a, vec b)
{
    return OP(add)(a, b);
}

static inline vec v_sub(vec a, vec b)
{
    return OP(sub)(a, b);
}

static inline vec v_mul(vec a, vec b)
{
    return OP(mul)(a, b);
}

static inline vec v_min(vec a, vec b)
{
    return OP(min)(a, b);
}

static inline vec v_max(vec a, vec b)
{
    return OP(max)(a, b);
}

static inline vec v_root(vec a)
{
    return OP(sqrt)(a);
}

static inline vec v_div(vec a, vec b)
{
    return OP(div)(a, b);
}

static inline fvec f_load(const float *p)
{
    return FOP(loadu)(p);
}

static inline void f_store(float *p, fvec a)
{
    FOP(store)(p, a);
}

static inline fvec f_set1(float a)
{
    return FOP(set1)(a);
}

static inline fvec f_add(fvec a, fvec b)
{
    return FOP(add)(a, b);
}

static inline fvec f_sub(fvec a, fvec b)
{
    return FOP(sub)(a, b);
}

static inline fvec f_mul(fvec a, fvec b)
{
    return FOP(mul)(a, b);
}

static inline fvec f_min(fvec a, fvec b)
{
    return FOP(min)(a, b);
}

static inline fvec f_max(fvec a, fvec b)
{
    return FOP(max)(a, b);
}

/* --- four values of a row --- */

typedef __m128 quad;

#if WIDTH >= 4
static inline quad q_scale(__m256d x, const double *shift, double scale)
{
    return _mm256_cvtpd_ps(
        _mm256_mul_pd(_mm256_sub_pd(x, _mm256_loadu_pd(shift)), _mm256_set1_pd(scale)));
}

static inline quad q_take64(const double *x, const double *shift, double scale)
{
    return q_scale(_mm256_loadu_pd(x), shift, scale);
}

static inline quad q_take32(const float *x, const double *shift, double scale)
{
    return q_scale(_mm256_cvtps_pd(_mm_loadu_ps(x)), shift, scale);
}
#else
static inline quad q_scale(__m128d a, __m128d b, const double *shift, double scale)
{
    vec by = _mm_set1_pd(scale);
    return _mm_movelh_ps(
        _mm_cvtpd_ps(_mm_mul_pd(_mm_sub_pd(a, _mm_loadu_pd(shift)), by)),
        _mm_cvtpd_ps(_mm_mul_pd(_mm_sub_pd(b, _mm_loadu_pd(shift + 2)), by)));
}

static inline quad q_take64(const double *x, const double *shift, double scale)
{
    return q_scale(_mm_loadu_pd(x), _mm_loadu_pd(x + 2), shift, scale);
}

static inline quad q_take32(const float *x, const double *shift, double scale)
{
    quad four = _mm_loadu_ps(x);
    return q_scale(_mm_cvtps_pd(four), _mm_cvtps_pd(_mm_movehl_ps(four, four)), shift,
                   scale);
}
#endif

/* Four values of each of four rows become four rows' values of each of four columns. */
static inline void q_turn(quad r[4])
{
    _MM_TRANSPOSE4_PS(r[0], r[1], r[2], r[3]);
}

static inline void q_store(float *p, quad a)
{
    _mm_store_ps(p, a);
}
