/*
 * The screening kernel's body: which centre is nearest for certain, by float arithmetic
 * whose error is bounded. See screen.h for the bounds.
 *
 * A distance is compared through score = |z|^2 / 2 - y z, one multiplication and one
 * addition for each column; 32 rows are turned into a tile of d x 32, and two vectors of
 * it meet four centres: eight independent sums.
 *
 * No guard: this is no header but a part of kernels_body.h.
 */
#include <string.h>

#define ROWS QUEN__SCREEN_TILE

/* --- tiles --- */

static inline quad take(const quen__points *p, size_t row, size_t j,
                        const quen__screen *s)
{
    size_t cell = row * p->d + j;
    return p->single ? q_take32((const float *)p->x + cell, s->shift + j, s->scale)
                     : q_take64((const double *)p->x + cell, s->shift + j, s->scale);
}

/*
 * Shift, scale and round four rows into four lanes of a tile; `dot` receives their
 * products with four centres.
 */
static inline void turn_rows(const quen__points *p, const size_t row[4],
                             const quen__screen *s, const float *const center[4],
                             float *tile, float dot[4])
{
    size_t d = p->d, j = 0;
    quad sum[4];
    for (size_t i = 0; i < 4; i++)
        sum[i] = q_zero();
    for (; j + 4 <= d; j += 4) {
        quad r[4] = {take(p, row[0], j, s), take(p, row[1], j, s), take(p, row[2], j, s),
                     take(p, row[3], j, s)};
        if (center)
            for (size_t i = 0; i < 4; i++)
                sum[i] = q_add(sum[i], q_mul(r[i], q_load(center[i] + j)));
        q_turn(r);
        q_store(tile + j * ROWS, r[0]);
        q_store(tile + (j + 1) * ROWS, r[1]);
        q_store(tile + (j + 2) * ROWS, r[2]);
        q_store(tile + (j + 3) * ROWS, r[3]);
    }
    if (center) {
        q_turn(sum);
        q_store(dot, q_add(q_add(sum[0], sum[1]), q_add(sum[2], sum[3])));
    }
    for (; j < d; j++) {
        for (size_t i = 0; i < 4; i++) {
            size_t cell = row[i] * d + j;
            double x = p->single ? (double)((const float *)p->x)[cell]
                                 : ((const double *)p->x)[cell];
            float y = (float)((x - s->shift[j]) * s->scale);
            tile[j * ROWS + i] = y;
            if (center)
                dot[i] += y * center[i][j];
        }
    }
}

/* `own` receives the scores of the lanes' own centres, infinity where that is no news. */
static void fill_lanes(const quen__points *p, const uint32_t *rows, size_t i, size_t n,
                       const quen__screen *s, size_t first, const uint32_t *places,
                       float *tile, float own[ROWS])
{
    for (size_t v = 0; v < ROWS; v += 4) {
        size_t row[4], place[4];
        const float *center[4];
        _Alignas(16) float dot[4];
        for (size_t at = 0; at < 4; at++) {
            size_t point = i + v + at < n ? i + v + at : n - 1;
            row[at] = rows ? rows[point] : point;
            place[at] = places ? places[point] : 0;
            center[at] = s->centers + place[at] * p->d;
        }
        turn_rows(p, row, s, places ? center : NULL, tile + v, dot);
        for (size_t at = 0; at < 4; at++)
            own[v + at] =
                !places || place[at] < first ? INFINITY : s->halves[place[at]] - dot[at];
    }
}

/* --- scores --- */

static inline fvec f_less_product(fvec sum, fvec point, fvec center)
{
    return f_sub(sum, f_mul(point, center));
}

/* The scores of two vectors of points, a and b, for four centres: a0 b0 a1 b1 ... */
static inline void score_4(const float *points, size_t d, const float *z,
                           const float *half, fvec out[8])
{
    const float *z1 = z + d, *z2 = z1 + d, *z3 = z2 + d;
    fvec a0 = f_set1(half[0]), a1 = f_set1(half[1]), a2 = f_set1(half[2]);
    fvec a3 = f_set1(half[3]), b0 = a0, b1 = a1, b2 = a2, b3 = a3;
    for (size_t j = 0; j < d; j++) {
        fvec a = f_load(points + j * ROWS), b = f_load(points + j * ROWS + FWIDTH);
        fvec c0 = f_set1(z[j]), c1 = f_set1(z1[j]);
        a0 = f_less_product(a0, a, c0);
        b0 = f_less_product(b0, b, c0);
        a1 = f_less_product(a1, a, c1);
        b1 = f_less_product(b1, b, c1);
        fvec c2 = f_set1(z2[j]), c3 = f_set1(z3[j]);
        a2 = f_less_product(a2, a, c2);
        b2 = f_less_product(b2, b, c2);
        a3 = f_less_product(a3, a, c3);
        b3 = f_less_product(b3, b, c3);
    }
    out[0] = a0;
    out[1] = b0;
    out[2] = a1;
    out[3] = b1;
    out[4] = a2;
    out[5] = b2;
    out[6] = a3;
    out[7] = b3;
}

static inline void score_1(const float *points, size_t d, const float *z, float half,
                           fvec out[2])
{
    fvec a = f_set1(half), b = a;
    for (size_t j = 0; j < d; j++) {
        fvec c = f_set1(z[j]);
        a = f_less_product(a, f_load(points + j * ROWS), c);
        b = f_less_product(b, f_load(points + j * ROWS + FWIDTH), c);
    }
    out[0] = a;
    out[1] = b;
}

/* --- the lowest score and the next --- */

typedef struct lead {
    fvec label; /* its bits, so that one kind of blend serves */
    fvec first;
    fvec second;
} lead;

static inline void f_challenge(lead *w, fvec score, size_t center)
{
    uint32_t bits = (uint32_t)center;
    float label;
    memcpy(&label, &bits, sizeof label);
    w->label = f_if_less(score, w->first, f_set1(label), w->label);
    w->second = f_min(w->second, f_max(w->first, score));
    w->first = f_min(w->first, score);
}

/* Two vectors of points meet the first k places; they come with who leads so far. */
static inline void lead_of(const float *points, size_t d, const quen__screen *s, size_t k,
                           lead w[2])
{
    fvec score[8];
    size_t c = 0;
    for (; c + 4 <= k; c += 4) {
        score_4(points, d, s->centers + c * d, s->halves + c, score);
        f_challenge(&w[0], score[0], c);
        f_challenge(&w[1], score[1], c);
        f_challenge(&w[0], score[2], c + 1);
        f_challenge(&w[1], score[3], c + 1);
        f_challenge(&w[0], score[4], c + 2);
        f_challenge(&w[1], score[5], c + 2);
        f_challenge(&w[0], score[6], c + 3);
        f_challenge(&w[1], score[7], c + 3);
    }
    for (; c < k; c++) {
        score_1(points, d, s->centers + c * d, s->halves[c], score);
        f_challenge(&w[0], score[0], c);
        f_challenge(&w[1], score[1], c);
    }
}

/* --- the gap between them --- */

/* What is left for certain of second - first, as distances, of one vector of points. */
static inline fvec gap_of(const float *points, size_t d, const quen__screen *s, lead w)
{
    fvec length = f_set1(0), zero = length, one = f_set1(1);
    for (size_t j = 0; j < d; j++) {
        fvec y = f_load(points + j * ROWS);
        length = f_add(length, f_mul(y, y));
    }
    fvec near = f_add(length, f_add(w.first, w.first));
    fvec far = f_add(length, f_add(w.second, w.second));
    near = f_add(near, f_mul(length, f_set1(24 * s->doubt)));
    far = f_sub(far, f_mul(length, f_set1(6 * s->doubt)));
    near = f_mul(f_max(near, zero), f_set1(1 + 24 * s->doubt));
    far = f_mul(f_max(far, zero), f_set1(1 - 4 * s->doubt));
    near = f_mul(f_root(near), f_add(one, f_set1(s->doubt)));
    far = f_mul(f_root(far), f_sub(one, f_set1(s->doubt)));
    return f_sub(f_sub(far, near), f_set1(s->least));
}

/* One vector of points and their own centres, to begin with. */
static inline lead lead_from(const uint32_t *places, const float *own)
{
    _Alignas(64) float labels[FWIDTH];
    memcpy(labels, places, sizeof labels);
    return (lead){f_load(labels), f_load(own), f_set1(INFINITY)};
}

static void screen(const quen__points *p, const uint32_t *rows, size_t n,
                   const quen__screen *s, size_t first, const uint32_t *own, double *tile,
                   uint32_t *label, float *gap)
{
    _Alignas(64) float labels[ROWS], gaps[ROWS], scores[ROWS];
    float *points = (float *)(void *)tile;
    uint32_t places[ROWS] = {0};
    size_t d = p->d;
    for (size_t i = 0; i < n; i += ROWS) {
        size_t m = n - i < ROWS ? n - i : ROWS;
        fill_lanes(p, rows, i, n, s, first, own, points, scores);
        if (own)
            memcpy(places, own + i, m * sizeof *own);
        for (size_t v = 0; v < m; v += 2 * FWIDTH) {
            lead w[2] = {lead_from(places + v, scores + v),
                         lead_from(places + v + FWIDTH, scores + v + FWIDTH)};
            lead_of(points + v, d, s, first, w);
            f_store(labels + v, w[0].label);
            f_store(labels + v + FWIDTH, w[1].label);
            f_store(gaps + v, gap_of(points + v, d, s, w[0]));
            f_store(gaps + v + FWIDTH, gap_of(points + v + FWIDTH, d, s, w[1]));
        }
        memcpy(label + i, labels, m * sizeof *label);
        memcpy(gap + i, gaps, m * sizeof *gap);
    }
}
