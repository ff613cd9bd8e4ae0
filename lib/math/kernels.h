/*
 * The inner loops that are worth an instruction set of their own. One const table per
 * instruction set; all tables give the same bits: a lane holds a point, so that each sum
 * runs over the features in order whatever the width, and sums over points have eight
 * lanes always.
 */
#ifndef QUEN_MATH_KERNELS_H
#define QUEN_MATH_KERNELS_H

#include "core/context.h"
#include "core/cpu.h"
#include "quen/csr.h"

/* Points of a tile, on every instruction set. */
#define QUEN__TILE 8u

/* Sets of bits: words of a line, rows added together, planes below their sum. */
#define QUEN__LINE_WORDS 8u
#define QUEN__LINE_BITS 512u
#define QUEN__BATCH 16u
#define QUEN__LOW_PLANES 4u
/* Lines that the sums of a line take, if it meets less than 2^levels batches. */
#define QUEN__BIT_SUM_LINES(levels) (QUEN__LOW_PLANES + 2 * (levels))

/* Scores: how many are a line, and lines that are searched together. */
#define QUEN__SCORES 16u
#define QUEN__BLOCK_LINES 64u

/* Neighbours that are looked up in a set at once, at most. */
#define QUEN__TAKEN_TOGETHER 8u

/*
 * Points that are screened together, two vectors of the widest instruction set; and the
 * centres that these meet at a time.
 */
#define QUEN__SCREEN_TILE 32u
#define QUEN__SCREEN_GROUP 4u

/* Columns of screened points go in pairs. */
#define QUEN__SCREEN_PAIRS(d) ((d) / 2 + (d) % 2)
/* Numbers that a tile of them takes. */
#define QUEN__SCREEN_CELLS(d) (2 * QUEN__SCREEN_PAIRS(d) * QUEN__SCREEN_TILE)
/* The longest point; the highest score, as a float's bits still a finite number. */
#define QUEN__SCREEN_RADIUS 32000.0f
#define QUEN__SCREEN_MOST 0x7f7fffff

/* Scratch of a thread that calls kernels on points of d columns, in doubles. */
#define QUEN__TILE_DOUBLES(d) (QUEN__TILE * ((d) + 1))

/* A matrix by rows, of doubles or of floats; a float is read as the double it equals. */
typedef struct quen__points {
    const void *x;
    size_t d;
    uint32_t single; /* 1: floats */
} quen__points;

/* The points from `row` on. */
static inline quen__points quen__points_from(const quen__points *p, size_t row)
{
    size_t width = p->single ? sizeof(float) : sizeof(double);
    quen__points rest = {(const char *)p->x + row * p->d * width, p->d, p->single};
    return rest;
}

/* Prefetch rows that will soon be read. */
QUEN__INLINE void quen__points_prefetch(const quen__points *p, size_t first, size_t last)
{
    const char *start = quen__points_from(p, first).x,
               *end = quen__points_from(p, last).x;
    for (const char *line = start - (uintptr_t)start % 64; line < end; line += 64)
        QUEN__PREFETCH(line);
}

/* One row as doubles: where it is, or converted into `scratch` of d doubles. */
static inline const double *quen__points_row(const quen__points *p, size_t row,
                                             double *scratch)
{
    if (!p->single)
        return (const double *)p->x + row * p->d;
    const float *x = (const float *)p->x + row * p->d;
    for (size_t j = 0; j < p->d; j++)
        scratch[j] = (double)x[j];
    return scratch;
}

/* How points become whole numbers of 16 bits, and what is off then: see screen.h. */
typedef struct quen__frame {
    size_t d;
    double *shift; /* d, and zeros up to a multiple of 4 */
    double scale;  /* (value - shift) * scale is rounded */
    double reach;  /* no value of a point that is not far is larger */
    double error;  /* by no more than this in a whole point */
    double least;  /* and scores differ by no more than this from what doubles say */
} quen__frame;

/* What bounds the numbers of a tile. */
typedef struct quen__kernels_outline {
    float length; /* of its longest point */
    uint32_t far; /* bit i: point i lies outside the frame; it is 0 here, and in doubt */
} quen__kernels_outline;

/* Centres as the screening kernel takes them: see screen.h. */
typedef struct quen__screen {
    size_t d, k;
    size_t lanes;      /* a multiple of QUEN__SCREEN_GROUP, at least k */
    int16_t *centers;  /* groups x pairs x QUEN__SCREEN_GROUP x 2: a lane is -z */
    int32_t *halves;   /* lanes: half their squared length, lowered by what may be wrong;
                          QUEN__SCREEN_MOST where there is no centre */
    int32_t mask;      /* the bits of a score that hold the centre's number */
    float base, slope; /* what is in doubt: see quen__screen_doubt() */
    double *exact;     /* groups x d x QUEN__TILE: the centres as they are; infinity where
                          there is none */
} quen__screen;

/* Scores of a point of this outline that differ by no more are as good as equal. */
static inline int32_t quen__screen_doubt(const quen__screen *s,
                                         const quen__kernels_outline *o)
{
    float doubt = s->base + s->slope * o->length;
    return doubt < 0x1p30f ? (int32_t)doubt + 1 : INT32_MAX;
}

/*
 * A set of items by their number's remainder, which others share: bit r / 16 of word
 * r % 16, and byte r; instruction sets differ in what they look up faster.
 */
#define QUEN__REMAINDERS 512u
typedef struct quen__kernels_sought {
    uint32_t word[QUEN__REMAINDERS / 32];
    uint8_t byte[QUEN__REMAINDERS];
} quen__kernels_sought;

static inline void quen__kernels_seek(quen__kernels_sought *set, uint32_t item)
{
    uint32_t r = item % QUEN__REMAINDERS;
    set->word[r % 16] |= UINT32_C(1) << r / 16;
    set->byte[r] = 1;
}

/* A score taken out of a block, and its number there. */
typedef struct quen__kernels_taken {
    uint32_t id;
    float score;
} quen__kernels_taken;

/* Columns as the summing kernel takes them: see exact_sum.h. */
typedef struct quen__grid {
    size_t columns; /* a multiple of QUEN__TILE: the last ones may stay 0 */
    double *coarse; /* added and taken away again, these round a value to a step */
    double *fine;   /* and these the rest of it */
    double least;   /* a weight below this counts as 0 */
} quen__grid;

/*
 * `centers` is k x d. `tile` is scratch of QUEN__TILE_DOUBLES(d), aligned to 64.
 * Distances are squared, and summed over the columns in order.
 */
typedef struct quen__kernels {
    /* CRC-32C (Castagnoli) of `size` bytes, continuing from `crc`; start with 0. */
    uint32_t (*crc32c)(uint32_t crc, const void *data, size_t size);

    /* The nearest centre of each of the n listed points, the lowest among equals. */
    void (*nearest)(const quen__points *p, const uint32_t *rows, size_t n,
                    const quen__screen *s, double *tile, uint32_t *label);

    /*
     * Turn n points into whole numbers, in tiles of QUEN__SCREEN_TILE points: a tile is
     * pairs x QUEN__SCREEN_TILE x 2 numbers, a lane is two columns of a point; the last
     * point is repeated. Tiles are aligned to 64.
     */
    void (*narrow)(const quen__points *p, size_t n, const quen__frame *f, int16_t *tiles,
                   quen__kernels_outline *outlines);

    /*
     * For each point of n tiles: the nearest centre, as these numbers tell. Bit i of
     * unsure[t]: for point i of tile t that is not certain; of changed[t]: its label is
     * not the old one. A point that is not finite is never certain.
     */
    void (*screen)(const int16_t *tiles, const quen__kernels_outline *outlines, size_t n,
                   const quen__screen *s, const uint32_t *old, uint32_t *label,
                   uint32_t *unsure, uint32_t *changed);

    /* The distance of each of n points to each centre: n x k. */
    void (*distances)(const quen__points *p, size_t n, const double *centers, size_t k,
                      double *tile, double *out);

    /*
     * A step of choosing k starting centres. closest[i] becomes the smaller of itself and
     * row i's distance to `newest`; infinity if that is NULL. What would remain of these
     * if a centre were added: add to lanes[QUEN__TILE * c + i % QUEN__TILE] the smaller
     * of closest[i] and row i's distance to centre c, times weights[i] (NULL: 1).
     */
    void (*potential)(const quen__points *p, const double *weights, size_t n,
                      const double *newest, const double *centers, size_t k,
                      double *closest, double *tile, double *lanes);

    /*
     * Move n points, those listed in `rows` or the first n, from the sums of label
     * from[i] (NULL: from nowhere) to those of to[i]: w x in the first d columns of the
     * grid and w in the next if there are weights. A sum is 2 x columns doubles, what is
     * coarse and what is fine.
     */
    void (*move)(const quen__points *p, const double *weights, const uint32_t *rows,
                 size_t n, const uint32_t *from, const uint32_t *to,
                 const quen__grid *grid, double *tile, double *sums);

    /* n square roots, in place. */
    void (*root)(double *x, size_t n);

    /*
     * Count, column by column, the bits of sixteen rows of lines: row r has width[r]
     * lines at rows[r], widths never ascend. The sums of line i are in planes + i *
     * stride, stride words of QUEN__BIT_SUM_LINES lines; `batch` is how often lines were
     * added to these sums before.
     */
    void (*add_bit_lines)(const uint64_t *const rows[QUEN__BATCH],
                          const uint32_t width[QUEN__BATCH], uint32_t batch,
                          size_t stride, uint64_t *planes);

    /*
     * Add the 512 sums of one line, to which `batches` batches were added, to `count`;
     * its planes become zero. Column j is bit j / 64 of byte j % 64 of a line.
     */
    void (*read_bit_sums)(uint64_t *planes, uint32_t batches, uint32_t *count);

    /*
     * Bit i of `above`: x[i] >= bound[0] * b[i] + bound[1], and x[i] >= bound[2]. For n
     * numbers, a multiple of 64. Counts may also be above another bound in place of the
     * first: bound[3] * p[i] + q[i].
     */
    void (*above_counts)(const uint32_t *x, const float *b, const double bound[4],
                         const float *p, const float *q, size_t n, uint64_t *above);
    void (*above_sums)(const double *x, const double *b, const double bound[3], size_t n,
                       uint64_t *above);

    /*
     * Of the lines of a block that were touched (a byte each, 1 or 0): write down the
     * scores that are at least `least`, ascending by number, in room for all of a block;
     * return how many. Then those lines are all 0, and none is touched. `score` is
     * aligned to 64.
     */
    size_t (*take_above)(float *score, uint8_t *touched, float least,
                         quen__kernels_taken *taken);

    /*
     * Of the n neighbours of item `from`: write down, in order, those that are in the
     * set, and `from` for each; return how many. There is room for all of them and
     * QUEN__TAKEN_TOGETHER - 1 more.
     */
    size_t (*take_sought)(const quen_neighbor *row, size_t n, uint32_t from,
                          const quen__kernels_sought *set, quen_neighbor *taken,
                          uint32_t *source);
} quen__kernels;

/* The table that the context picked. */
const quen__kernels *quen__kernels_of(const quen_context *ctx);

/* The eight lanes of a sum in their one fixed order. */
double quen__kernels_fold_lanes(const double lanes[QUEN__TILE]);

/* The squared distance of one point to one centre, the same bits as the kernels'. */
static inline double quen__kernels_distance(const double *point, const double *center,
                                            size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++) {
        double difference = point[j] - center[j];
        sum += difference * difference;
    }
    return sum;
}

extern const quen__kernels quen__kernels_scalar;
#if QUEN__HAVE_X86
extern const quen__kernels quen__kernels_sse2;
extern const quen__kernels quen__kernels_avx2;
extern const quen__kernels quen__kernels_avx512;
extern const quen__kernels quen__kernels_avx512vnni;
#endif
#if QUEN__HAVE_NEON
extern const quen__kernels quen__kernels_neon;
#endif

#endif
