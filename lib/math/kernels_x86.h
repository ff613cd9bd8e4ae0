/*
 * What the x86 files have in common: their intrinsics differ by a prefix alone. Each
 * defines `vec` and OP(name), the intrinsic of that name for its width, then includes
 * this.
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
