/*
 * The kernels for panels, written once; see panels.h. Each instruction set's file
 * includes this after kernels_body.h and defines PANELS, the table's name, HIGH, the rows
 * of a tile that its registers hold, and a few functions more: v_div; v_if_known(x, yes,
 * no), yes where x is not NaN; v_pow2(n), 2^n for integers in -1022..1023; and
 * v_load_some(p, n), n < WIDTH numbers and zeros after them.
 *
 * exp and log(1 + x) are computed as in special.c, in vectors: exp by its Taylor series
 * after Cody and Waite's reduction, log by the series of atanh, both on ranges that need
 * no branch. Source: Muller, "Elementary Functions", ch. 3 and 11.
 *
 * No guard: this is no header but the rest of each file that includes it.
 */

#define LANES QUEN__LANES
#define PANEL QUEN__PANEL

/* --- columns --- */

/* The numbers at column j of a row of d columns; zeros after its end. */
static inline vec load_columns(const double *row, size_t j, size_t d)
{
    if (j + WIDTH <= d)
        return v_load(row + j);
    return j < d ? v_load_some(row + j, d - j) : v_set1(0);
}

/* Eight rows at a time go through the registers of a vector of columns. */
#define SOME_ROWS 8u

static void note(const double *const *x, size_t n, size_t d,
                 const quen__panels_columns *columns)
{
    const vec none = v_set1(0), one = v_set1(1);
    for (size_t first = 0; first < n; first += SOME_ROWS) {
        size_t last = n - first < SOME_ROWS ? n : first + SOME_ROWS;
        for (size_t j = 0; j < d; j += WIDTH) {
            vec count = v_load(columns->count + j), sum = v_load(columns->sum + j);
            vec least = v_load(columns->least + j), most = v_load(columns->most + j);
            for (size_t i = first; i < last; i++) {
                vec value = load_columns(x[i], j, d);
                count = v_add(count, v_if_known(value, one, none));
                sum = v_add(sum, v_if_known(value, value, none));
                least = v_if_less(value, least, value, least);
                most = v_if_less(most, value, value, most);
            }
            v_store(columns->count + j, count);
            v_store(columns->sum + j, sum);
            v_store(columns->least + j, least);
            v_store(columns->most + j, most);
        }
    }
}

static void square(const double *const *x, size_t n, size_t d, const double *mean,
                   double *squares)
{
    for (size_t first = 0; first < n; first += SOME_ROWS) {
        size_t last = n - first < SOME_ROWS ? n : first + SOME_ROWS;
        for (size_t j = 0; j < d; j += WIDTH) {
            vec sum = v_load(squares + j), center = v_load(mean + j);
            for (size_t i = first; i < last; i++) {
                vec value = load_columns(x[i], j, d);
                vec off = v_if_known(value, v_sub(value, center), v_set1(0));
                sum = v_add(sum, v_mul(off, off));
            }
            v_store(squares + j, sum);
        }
    }
}

static inline void pack_vector(vec value, const double *mean, const double *scale,
                               double *z)
{
    vec off = v_mul(v_sub(value, v_load(mean)), v_load(scale));
    v_store(z, v_if_known(value, off, v_set1(0)));
}

static void pack(const double *const *x, const double *const *soon, size_t n, size_t d,
                 const double *mean, const double *scale, double *z)
{
    for (size_t i = 0; i < n; i++) {
        const double *row = x[i];
        double *to = z + i * LANES;
        size_t j = 0;
        for (; j + LANES <= d; j += LANES, to += PANEL) {
            quen__panels_fetch(soon[i] + j);
            for (size_t v = 0; v < LANES; v += WIDTH)
                pack_vector(v_load(row + j + v), mean + j + v, scale + j + v, to + v);
        }
        quen__panels_fetch(soon[i] + d - 1);
        for (size_t v = 0; v < LANES && j < d; v += WIDTH)
            pack_vector(load_columns(row, j + v, d), mean + j + v, scale + j + v, to + v);
    }
}

/* --- rows --- */

static void score(const double *z, size_t n, size_t panels, const double *theta,
                  double start, double *odds)
{
    double lanes[QUEN__ROWS][LANES];
    for (size_t i = 0; i < n; i++)
        for (size_t v = 0; v < LANES; v += WIDTH) {
            const double *from = z + i * LANES + v;
            vec sum = v_mul(v_load(from), v_load(theta + v));
            for (size_t panel = 1; panel < panels; panel++)
                sum = v_add(sum, v_mul(v_load(from + panel * PANEL),
                                       v_load(theta + panel * LANES + v)));
            v_store(lanes[i] + v, sum);
        }
    for (size_t i = 0; i < n; i++) {
        const double *l = lanes[i];
        odds[i] =
            start + (((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7])));
    }
}

/*
 * A polynomial in x, the highest power's coefficient first, `n` of them, an even number:
 * even and odd powers apart, so that the processor computes both at once.
 */
static inline vec polynomial(vec x, const double *coefficients, size_t n)
{
    vec x2 = v_mul(x, x), odd = v_set1(coefficients[0]), even = v_set1(coefficients[1]);
    for (size_t i = 2; i < n; i += 2) {
        odd = v_add(v_mul(odd, x2), v_set1(coefficients[i]));
        even = v_add(v_mul(even, x2), v_set1(coefficients[i + 1]));
    }
    return v_add(v_mul(odd, x), even);
}

/* exp(x) for x in -708..0. Adding `round` leaves the nearest integer in the low bits. */
static inline vec exp_below(vec x)
{
    static const double inverse[] = {1.0 / 6227020800,
                                     1.0 / 479001600,
                                     1.0 / 39916800,
                                     1.0 / 3628800,
                                     1.0 / 362880,
                                     1.0 / 40320,
                                     1.0 / 5040,
                                     1.0 / 720,
                                     1.0 / 120,
                                     1.0 / 24,
                                     1.0 / 6,
                                     1.0 / 2,
                                     1.0,
                                     1.0};
    const vec round = v_set1(0x1.8p52);
    vec n = v_sub(v_add(v_mul(x, v_set1(0x1.71547652b82fep0)), round), round);
    vec r = v_sub(x, v_mul(n, v_set1(0x1.62e42feep-1)));
    r = v_sub(r, v_mul(n, v_set1(0x1.a39ef35793c76p-33)));
    return v_mul(polynomial(r, inverse, 14), v_pow2(n));
}

/*
 * log(1 + e) for e in 0..1: with s = e / (2 + e), and above sqrt(2) - 1 with 1 + e
 * halved, 2 (s + s^3 / 3 + s^5 / 5 + ...).
 */
static inline vec log1p_of(vec e)
{
    static const double odd[] = {1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13,
                                 1.0 / 11, 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};
    const vec middle = v_set1(0x1.a827999fcef32p-2);
    vec rest = v_if_less(e, middle, e, v_sub(e, v_set1(1)));
    vec base = v_if_less(e, middle, v_set1(0), v_set1(0x1.62e42fefa39efp-1));
    vec s = v_div(rest, v_add(e, v_if_less(e, middle, v_set1(2), v_set1(3))));
    vec s2 = v_mul(s, s), twice = v_add(s, s);
    return v_add(base, v_add(twice, v_mul(twice, v_mul(s2, polynomial(s2, odd, 10)))));
}

/*
 * With margin m the loss log(1 + exp(-m)) has the slope -wrong, where wrong is the
 * probability of the other class, and the curvature wrong (1 - wrong). The order of the
 * arguments of v_min lets NaN through on every instruction set.
 */
static inline void add_lanes_of(double *lanes, vec part)
{
    v_store(lanes, v_add(v_load(lanes), part));
}

static void logistic(quen__panels_margins *m, size_t n, double lanes[3 * QUEN__LANES])
{
    const vec zero = v_set1(0), one = v_set1(1);
    for (size_t i = 0; i < n; i += WIDTH) {
        size_t lane = i % LANES;
        vec sign = v_load(m->sign + i), weight = v_load(m->weight + i);
        vec margin = v_mul(sign, v_load(m->odds + i));
        vec bad = v_if_less(margin, zero, v_sub(zero, margin), zero);
        vec size = v_if_less(margin, zero, bad, margin);
        vec e = exp_below(v_sub(zero, v_min(v_set1(708), size)));
        vec part = v_div(one, v_add(one, e)), other = v_mul(e, part);
        vec wrong = v_mul(weight, v_if_less(margin, zero, part, other));
        vec slope = v_sub(zero, v_mul(sign, wrong));
        vec curve = v_mul(weight, v_mul(part, other));
        v_store(m->slope + i, slope);
        v_store(m->curve + i, curve);
        add_lanes_of(lanes + lane, v_mul(weight, v_add(bad, log1p_of(e))));
        add_lanes_of(lanes + LANES + lane, slope);
        add_lanes_of(lanes + 2 * LANES + lane, curve);
    }
}

/* --- sums over rows --- */

static inline void weigh_vector(const double *z, size_t n, const quen__panels_margins *m,
                                double *wz, double *weighted, double *gradient)
{
    vec by_curve = wz ? v_load(weighted) : v_set1(0), by_slope = v_load(gradient);
    for (size_t i = 0; i < n; i++) {
        vec value = v_load(z + i * LANES);
        by_slope = v_add(by_slope, v_mul(v_set1(m->slope[i]), value));
        if (wz) {
            vec product = v_mul(v_set1(m->curve[i]), value);
            v_store(wz + i * LANES, product);
            by_curve = v_add(by_curve, product);
        }
    }
    v_store(gradient, by_slope);
    if (wz)
        v_store(weighted, by_curve);
}

static void weigh(const double *z, size_t n, size_t panels, const quen__panels_margins *m,
                  double *wz, double *weighted, double *gradient)
{
    for (size_t panel = 0; panel < panels; panel++)
        for (size_t v = 0; v < LANES; v += WIDTH) {
            size_t from = panel * PANEL + v, to = panel * LANES + v;
            if (wz)
                weigh_vector(z + from, n, m, wz + from, weighted + to, gradient + to);
            else
                weigh_vector(z + from, n, m, NULL, NULL, gradient + to);
        }
}

/* HIGH x WIDE vectors of a tile, held in registers over all rows. */
#define WIDE (8 / HIGH)

static inline void gram_part(const double *a, const double *b, size_t n, double *c)
{
    vec sum[HIGH][WIDE];
#pragma GCC unroll 8
    for (size_t row = 0; row < HIGH; row++)
#pragma GCC unroll 8
        for (size_t v = 0; v < WIDE; v++)
            sum[row][v] = v_load(c + row * LANES + v * WIDTH);
    for (size_t i = 0; i < n; i++) {
        vec right[WIDE];
#pragma GCC unroll 8
        for (size_t v = 0; v < WIDE; v++)
            right[v] = v_load(b + i * LANES + v * WIDTH);
#pragma GCC unroll 8
        for (size_t row = 0; row < HIGH; row++) {
            vec left = v_set1(a[i * LANES + row]);
#pragma GCC unroll 8
            for (size_t v = 0; v < WIDE; v++)
                sum[row][v] = v_add(sum[row][v], v_mul(left, right[v]));
        }
    }
#pragma GCC unroll 8
    for (size_t row = 0; row < HIGH; row++)
#pragma GCC unroll 8
        for (size_t v = 0; v < WIDE; v++)
            v_store(c + row * LANES + v * WIDTH, sum[row][v]);
}

static void gram(const double *a, const double *b, size_t n, size_t panels, double *tiles)
{
    for (size_t i = 0; i < panels; i++)
        for (size_t j = i; j < panels; j++, tiles += LANES * LANES)
            for (size_t row = 0; row < LANES; row += HIGH)
                for (size_t v = 0; v < LANES; v += WIDE * WIDTH)
                    gram_part(a + i * PANEL + row, b + j * PANEL + v, n,
                              tiles + row * LANES + v);
}

const quen__panels_kernels PANELS = {
    note, square, pack, score, logistic, weigh, gram,
};
