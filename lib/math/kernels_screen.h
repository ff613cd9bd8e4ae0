/*
 * The screening kernel's body: which centre is nearest for certain, by whole numbers of
 * 16 bits. See screen.h for what is certain, and why.
 *
 * A distance is compared through its score, a number for each centre less a dot product;
 * two columns take one multiplication. Two vectors of a tile's 32 rows meet four centres:
 * eight independent sums. A score's lowest bits are given to the centre's number, so that
 * the lowest score brings it along.
 *
 * No guard: this is no header but a part of kernels_body.h.
 */
#include <string.h>

#define ROWS QUEN__SCREEN_TILE
#define ABREAST QUEN__SCREEN_GROUP

/*
 * Bytes of tiles that are asked for beforehand: the processor's own guesses end at
 * borders of 4 KiB, which are few tiles apart. It does not matter if nothing is there.
 */
#define AHEAD 2048

/* --- tiles --- */

/* Four columns of a row from column j on; past the last one they are 0. */
static inline quad take(const quen__points *p, size_t row, size_t j, const quen__frame *f)
{
    size_t cell = row * p->d + j, n = p->d - j < 4 ? p->d - j : 4;
    const double *shift = f->shift + j;
    if (p->single) {
        float few[4] = {0};
        const float *x = (const float *)p->x + cell;
        return q_take32(n < 4 ? memcpy(few, x, n * sizeof *x) : x, shift, f->scale);
    }
    double few[4] = {0};
    const double *x = (const double *)p->x + cell;
    return q_take64(n < 4 ? memcpy(few, x, n * sizeof *x) : x, shift, f->scale);
}

/* Shift, scale and round four rows into four lanes of a tile. */
static inline void turn_rows(const quen__points *p, const size_t row[4],
                             const quen__frame *f, int16_t *tile)
{
    _Alignas(16) int16_t none[8];
    for (size_t j = 0; j < p->d; j += 4, tile += 4 * ROWS) {
        quad r[4] = {take(p, row[0], j, f), take(p, row[1], j, f), take(p, row[2], j, f),
                     take(p, row[3], j, f)};
        q_turn(r, tile, j + 2 < p->d ? tile + 2 * ROWS : none);
    }
}

/* The squared lengths of a tile's points. */
static inline void measure(const int16_t *tile, size_t pairs, float square[ROWS])
{
    for (size_t v = 0; v < ROWS; v += FWIDTH) {
        fvec sum = f_set1(0);
        for (size_t j = 0; j < pairs; j++) {
            ivec y = i_load(tile + 2 * (j * ROWS + v));
            sum = f_add(sum, f_of(i_plus_dot(i_set1(0), y, y)));
        }
        f_store(square + v, sum);
    }
}

/* Points outside the frame become 0: no sum overflows, and they are always in doubt. */
static quen__kernels_outline outline(int16_t *tile, size_t pairs)
{
    _Alignas(64) float square[ROWS];
    float most = 0;
    uint32_t far = 0;
    measure(tile, pairs, square);
    for (size_t i = 0; i < ROWS; i++) {
        if (square[i] <= QUEN__SCREEN_RADIUS * QUEN__SCREEN_RADIUS) {
            most = square[i] > most ? square[i] : most;
            continue;
        }
        far |= 1u << i;
        for (size_t j = 0; j < pairs; j++)
            memset(tile + 2 * (j * ROWS + i), 0, 2 * sizeof *tile);
    }
    return (quen__kernels_outline){sqrtf(most), far};
}

static void narrow(const quen__points *p, size_t n, const quen__frame *f, int16_t *tiles,
                   quen__kernels_outline *outlines)
{
    size_t pairs = QUEN__SCREEN_PAIRS(p->d);
    for (size_t i = 0; i < n; i += ROWS, tiles += 2 * pairs * ROWS) {
        for (size_t v = 0; v < ROWS; v += 4) {
            size_t row[4];
            for (size_t at = 0; at < 4; at++)
                row[at] = i + v + at < n ? i + v + at : n - 1;
            turn_rows(p, row, f, tiles + 2 * v);
        }
        outlines[i / ROWS] = outline(tiles, pairs);
    }
}

/* --- scores --- */

/* Two columns of a centre. */
static inline ivec i_pair(const int16_t *z)
{
    int32_t both;
    memcpy(&both, z, sizeof both);
    return i_set1(both);
}

/* The scores of two vectors of points, a and b, for four centres: a0 b0 a1 b1 ... */
static inline void score_4(const int16_t *points, size_t pairs, const int16_t *z,
                           const int32_t *half, ivec out[8])
{
    ivec a0 = i_set1(half[0]), a1 = i_set1(half[1]), a2 = i_set1(half[2]);
    ivec a3 = i_set1(half[3]), b0 = a0, b1 = a1, b2 = a2, b3 = a3;
    for (size_t j = 0; j < pairs; j++, z += 2 * ABREAST, points += 2 * ROWS) {
        ivec a = i_load(points), b = i_load(points + 2 * FWIDTH);
        ivec c0 = i_pair(z), c1 = i_pair(z + 2);
        a0 = i_plus_dot(a0, a, c0);
        b0 = i_plus_dot(b0, b, c0);
        a1 = i_plus_dot(a1, a, c1);
        b1 = i_plus_dot(b1, b, c1);
        ivec c2 = i_pair(z + 4), c3 = i_pair(z + 6);
        a2 = i_plus_dot(a2, a, c2);
        b2 = i_plus_dot(b2, b, c2);
        a3 = i_plus_dot(a3, a, c3);
        b3 = i_plus_dot(b3, b, c3);
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
    ivec first, second; /* with the centres' numbers in their lowest bits */
} lead;

static inline void i_challenge(lead *w, ivec score)
{
    w->second = i_min(w->second, i_max(w->first, score));
    w->first = i_min(w->first, score);
}

/* Two vectors of points meet all centres. */
static inline void lead_of(const int16_t *points, const quen__screen *s, lead w[2])
{
    ivec score[2 * ABREAST], mask = i_set1(s->mask), most = i_set1(QUEN__SCREEN_MOST);
    size_t pairs = QUEN__SCREEN_PAIRS(s->d);
    w[0] = w[1] = (lead){most, most};
    for (size_t c = 0; c < s->lanes; c += ABREAST) {
        score_4(points, pairs, s->centers + 2 * c * pairs, s->halves + c, score);
        for (size_t i = 0; i < ABREAST; i++) {
            ivec number = i_set1((int32_t)(c + i));
            i_challenge(&w[0], i_mark(score[2 * i], mask, number));
            i_challenge(&w[1], i_mark(score[2 * i + 1], mask, number));
        }
    }
}

QUEN__INLINE void ask_for(uintptr_t from, size_t lines)
{
    for (size_t line = 0; line < lines; line++)
        QUEN__PREFETCH((const char *)(from + 64 * line));
}

static void screen(const int16_t *tiles, const quen__kernels_outline *outlines, size_t n,
                   const quen__screen *s, const uint32_t *old, uint32_t *label,
                   uint32_t *unsure, uint32_t *changed)
{
    _Alignas(64) uint32_t labels[ROWS];
    ivec mask = i_set1(s->mask);
    for (size_t t = 0; t < n; t++, tiles += 2 * QUEN__SCREEN_PAIRS(s->d) * ROWS) {
        ask_for((uintptr_t)tiles + AHEAD, 2 * QUEN__SCREEN_PAIRS(s->d));
        ask_for((uintptr_t)(old + t * ROWS) + AHEAD / 4, 2);
        uint64_t certain = 0, differ = 0;
        ivec doubt = i_set1(quen__screen_doubt(s, &outlines[t]));
        for (size_t v = 0; v < ROWS; v += 2 * FWIDTH) {
            lead w[2];
            lead_of(tiles + 2 * v, s, w);
            for (size_t h = 0, at = v; h < 2; h++, at += FWIDTH) {
                certain |= i_above(i_sub(w[h].second, w[h].first), doubt) << at;
                ivec number = i_and(w[h].first, mask);
                i_store(labels + at, number);
                differ |= i_differ(number, i_load(old + t * ROWS + at)) << at;
            }
        }
        memcpy(label + t * ROWS, labels, sizeof labels);
        unsure[t] = ~(uint32_t)certain | outlines[t].far;
        changed[t] = (uint32_t)differ;
    }
}
