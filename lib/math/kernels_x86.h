/*
 * What the x86 files have in common: their intrinsics differ by a prefix alone. Each
 * defines `vec` and OP(name), the intrinsic of that name for its width, `fvec` and
 * FOP(name) for floats, `ivec`, INAME(name) and, where the width is part of the name,
 * IOP(name) for whole numbers, then includes this.
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

/* --- whole numbers of 32 bits, or twice as many of 16 --- */

static inline ivec i_load(const void *p)
{
    return IOP(loadu)(p);
}

static inline void i_store(uint32_t *p, ivec a)
{
    IOP(store)((ivec *)(void *)p, a);
}

static inline ivec i_set1(int32_t a)
{
    return INAME(set1_epi32)(a);
}

static inline ivec i_sub(ivec a, ivec b)
{
    return INAME(sub_epi32)(a, b);
}

static inline ivec i_and(ivec a, ivec b)
{
    return IOP(and)(a, b);
}

/* The products of numbers of 16 bits, added in pairs, and a sum. */
static inline ivec i_plus_dot(ivec sum, ivec a, ivec b)
{
#ifdef HAVE_DOT
    return INAME(dpwssd_epi32)(sum, a, b);
#else
    return INAME(add_epi32)(sum, INAME(madd_epi16)(a, b));
#endif
}

static inline fvec f_of(ivec a)
{
    return INAME(cvtepi32_ps)(a);
}

/* --- as many values of as many rows --- */

#if WIDTH >= 4
#define TURN 4u
typedef __m256d side;

static inline side t_load64(const double *x)
{
    return _mm256_loadu_pd(x);
}

static inline side t_load32(const float *x)
{
    return _mm256_cvtps_pd(_mm_loadu_ps(x));
}

static inline void t_store(double *p, side a)
{
    _mm256_storeu_pd(p, a);
}

static inline void t_turn(side r[TURN])
{
    side a = _mm256_unpacklo_pd(r[0], r[1]), b = _mm256_unpackhi_pd(r[0], r[1]);
    side c = _mm256_unpacklo_pd(r[2], r[3]), e = _mm256_unpackhi_pd(r[2], r[3]);
    r[0] = _mm256_permute2f128_pd(a, c, 0x20);
    r[1] = _mm256_permute2f128_pd(b, e, 0x20);
    r[2] = _mm256_permute2f128_pd(a, c, 0x31);
    r[3] = _mm256_permute2f128_pd(b, e, 0x31);
}
#else
#define TURN 2u
typedef __m128d side;

static inline side t_load64(const double *x)
{
    return _mm_loadu_pd(x);
}

static inline side t_load32(const float *x)
{
    return _mm_set_pd((double)x[1], (double)x[0]);
}

static inline void t_store(double *p, side a)
{
    _mm_storeu_pd(p, a);
}

static inline void t_turn(side r[TURN])
{
    side a = r[0];
    r[0] = _mm_unpacklo_pd(a, r[1]);
    r[1] = _mm_unpackhi_pd(a, r[1]);
}
#endif

/* --- four columns of a row --- */

typedef __m128i quad; /* numbers of 16 bits, in its lower half */

#if WIDTH >= 4
static inline quad q_round(__m256d x, const double *shift, double scale)
{
    __m256d most = _mm256_set1_pd(32767), least = _mm256_set1_pd(-32767);
    x = _mm256_mul_pd(_mm256_sub_pd(x, _mm256_loadu_pd(shift)), _mm256_set1_pd(scale));
    quad y = _mm256_cvtpd_epi32(_mm256_max_pd(_mm256_min_pd(x, most), least));
    return _mm_packs_epi32(y, y);
}

static inline quad q_take64(const double *x, const double *shift, double scale)
{
    return q_round(_mm256_loadu_pd(x), shift, scale);
}

static inline quad q_take32(const float *x, const double *shift, double scale)
{
    return q_round(_mm256_cvtps_pd(_mm_loadu_ps(x)), shift, scale);
}
#else
static inline quad q_round_2(__m128d x, const double *shift, double scale)
{
    __m128d most = _mm_set1_pd(32767), least = _mm_set1_pd(-32767);
    x = _mm_mul_pd(_mm_sub_pd(x, _mm_loadu_pd(shift)), _mm_set1_pd(scale));
    return _mm_cvtpd_epi32(_mm_max_pd(_mm_min_pd(x, most), least));
}

static inline quad q_round(__m128d a, __m128d b, const double *shift, double scale)
{
    quad y =
        _mm_unpacklo_epi64(q_round_2(a, shift, scale), q_round_2(b, shift + 2, scale));
    return _mm_packs_epi32(y, y);
}

static inline quad q_take64(const double *x, const double *shift, double scale)
{
    return q_round(_mm_loadu_pd(x), _mm_loadu_pd(x + 2), shift, scale);
}

static inline quad q_take32(const float *x, const double *shift, double scale)
{
    __m128 four = _mm_loadu_ps(x);
    return q_round(_mm_cvtps_pd(four), _mm_cvtps_pd(_mm_movehl_ps(four, four)), shift,
                   scale);
}
#endif

/* Of four rows the first two columns to `a`, the next two to `b`. */
static inline void q_turn(const quad r[4], int16_t *a, int16_t *b)
{
    quad low = _mm_unpacklo_epi32(r[0], r[1]), high = _mm_unpacklo_epi32(r[2], r[3]);
    _mm_store_si128((quad *)(void *)a, _mm_unpacklo_epi64(low, high));
    _mm_store_si128((quad *)(void *)b, _mm_unpackhi_epi64(low, high));
}
