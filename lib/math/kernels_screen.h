/*
 * The screening kernel's body: which centre is nearest for certain, by float arithmetic
 * whose error is bounded. See screen.h for the bounds.
 *
 * A distance is compared through score = |z|^2 / 2 - y z, one multiplication and one
 * addition for each column. Two vectors of a tile's 32 rows meet four centres: eight
 * independent sums.
 *
 * No guard: this is no header but a part of kernels_body.h.
 */
#include <string.h>

#define ROWS QUEN__SCREEN_TILE
#define ABREAST QUEN__SCREEN_GROUP

/* --- tiles --- */

static inline quad take(const quen__points *p, size_t row, size_t j, const quen__frame *f)
{
    size_t cell = row * p->d + j;
    return p->single ? q_take32((const float *)p->x + cell, f->shift + j, f->scale)
                     : q_take64((const double *)p->x + cell, f->shift + j, f->scale);
}

static inline float take_one(const quen__points *p, size_t row, size_t j,
                             const quen__frame *f)
{
    size_t cell = row * p->d + j;
    double x =
        p->single ? (double)((const float *)p->x)[cell] : ((const double *)p->x)[cell];
    return (float)((x - f->shift[j]) * f->scale);
}

/* Shift, scale and round four rows into four lanes of a tile. */
static inline void turn_rows(const quen__points *p, const size_t row[4],
                             const quen__frame *f, float *tile)
{
    size_t j = 0;
    for (; j + 4 <= p->d; j += 4) {
        quad r[4] = {take(p, row[0], j, f), take(p, row[1], j, f), take(p, row[2], j, f),
                     take(p, row[3], j, f)};
        q_turn(r);
        for (size_t i = 0; i < 4; i++)
            q_store(tile + (j + i) * ROWS, r[i]);
    }
    for (; j < p->d; j++)
        for (size_t i = 0; i < 4; i++)
            tile[j * ROWS + i] = take_one(p, row[i], j, f);
}

/* The largest squared length of a tile's points, infinity among them; NaN may be left out. */
static float longest_of(const float *tile, size_t d)
{
    _Alignas(64) float lanes[FWIDTH];
    fvec most = f_set1(0);
    for (size_t v = 0; v < ROWS; v += FWIDTH) {
        fvec length = f_set1(0);
        for (size_t j = 0; j < d; j++) {
            fvec y = f_load(tile + j * ROWS + v);
            length = f_add(length, f_mul(y, y));
        }
        most = f_max(length, most);
    }
    f_store(lanes, most);
    for (size_t i = 1; i < FWIDTH; i++)
        lanes[0] = lanes[i] > lanes[0] ? lanes[i] : lanes[0];
    return lanes[0];
}

static void narrow(const quen__points *p, size_t n, const quen__frame *f, float *tiles,
                   float *doubts)
{
    for (size_t i = 0; i < n; i += ROWS, tiles += ROWS * p->d) {
        for (size_t v = 0; v < ROWS; v += 4) {
            size_t row[4];
            for (size_t at = 0; at < 4; at++)
                row[at] = i + v + at < n ? i + v + at : n - 1;
            turn_rows(p, row, f, tiles + v);
        }
        doubts[i / ROWS] = longest_of(tiles, p->d) * f->doubt + f->least;
    }
}

/* --- scores --- */

static inline fvec f_less_product(fvec sum, fvec point, fvec center)
{
    return f_sub(sum, f_mul(point, center));
}

/*
 * The scores of two vectors of points, a and b, for four centres: a0 b0 a1 b1 ... The
 * centres are at `za` and again at `zb`, see f_again().
 */
static inline void score_4(const float *points, size_t d, const float *za,
                           const float *zb, const float *half, fvec out[8])
{
    fvec a0 = f_set1(half[0]), a1 = f_set1(half[1]), a2 = f_set1(half[2]);
    fvec a3 = f_set1(half[3]), b0 = a0, b1 = a1, b2 = a2, b3 = a3;
    for (size_t j = 0; j < d; j++, za += ABREAST, zb += ABREAST, points += ROWS) {
        fvec a = f_load(points), b = f_load(points + FWIDTH);
        a0 = f_less_product(a0, a, f_set1(za[0]));
        b0 = f_less_product(b0, b, f_set1(zb[0]));
        a1 = f_less_product(a1, a, f_set1(za[1]));
        b1 = f_less_product(b1, b, f_set1(zb[1]));
        a2 = f_less_product(a2, a, f_set1(za[2]));
        b2 = f_less_product(b2, b, f_set1(zb[2]));
        a3 = f_less_product(a3, a, f_set1(za[3]));
        b3 = f_less_product(b3, b, f_set1(zb[3]));
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

/* Two vectors of points meet all centres. */
static inline void lead_of(const float *points, const quen__screen *s, lead w[2])
{
    fvec score[2 * ABREAST];
    const float *again = f_again(s->centers);
    w[0] = w[1] = (lead){f_set1(0), f_set1(INFINITY), f_set1(INFINITY)};
    for (size_t c = 0; c < s->k; c += ABREAST) {
        score_4(points, s->d, s->centers + c * s->d, again + c * s->d, s->halves + c,
                score);
        for (size_t i = 0; i < ABREAST; i++) {
            f_challenge(&w[0], score[2 * i], c + i);
            f_challenge(&w[1], score[2 * i + 1], c + i);
        }
    }
}

static void screen(const float *tiles, const float *doubts, size_t n,
                   const quen__screen *s, const uint32_t *old, uint32_t *label,
                   uint32_t *unsure, uint32_t *changed)
{
    _Alignas(64) float labels[ROWS];
    for (size_t t = 0; t < n; t++, tiles += ROWS * s->d) {
        uint64_t certain = 0, differ = 0;
        float before[ROWS];
        memcpy(before, old + t * ROWS, sizeof before);
        for (size_t v = 0; v < ROWS; v += 2 * FWIDTH) {
            lead w[2];
            lead_of(tiles + v, s, w);
            for (size_t h = 0, at = v; h < 2; h++, at += FWIDTH) {
                fvec room = f_add(f_set1(doubts[t]), f_mul(w[h].first, f_set1(s->slant)));
                certain |= f_above(f_sub(w[h].second, w[h].first), room) << at;
                differ |= f_differ(w[h].label, f_load(before + at)) << at;
                f_store(labels + at, w[h].label);
            }
        }
        memcpy(label + t * ROWS, labels, sizeof labels);
        unsure[t] = ~(uint32_t)certain;
        changed[t] = (uint32_t)differ;
    }
}
