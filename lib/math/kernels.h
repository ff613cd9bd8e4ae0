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

/* Points that are looked at together, on every instruction set. */
#define QUEN__TILE 8u

/* Sets of bits: words of a line, rows added together, planes below their sum. */
#define QUEN__LINE_WORDS 8u
#define QUEN__LINE_BITS 512u
#define QUEN__BATCH 16u
#define QUEN__LOW_PLANES 4u
/* Lines that the sums of a line take, if it meets less than 2^levels batches. */
#define QUEN__TALLY_LINES(levels) (QUEN__LOW_PLANES + 2 * (levels))

/*
 * `x` is row-major with d columns, `centers` is k x d. `tile` is scratch of QUEN__TILE *
 * d doubles, aligned to 64. Distances are squared, and summed over the columns in order.
 */
typedef struct quen__kernels {
    /* CRC-32C (Castagnoli) of `size` bytes, continuing from `crc`; start with 0. */
    uint32_t (*crc32c)(uint32_t crc, const void *data, size_t size);

    /*
     * For n rows of x, those listed in `rows` or the first n: the nearest centre, the
     * lowest among equals; its distance; and the distance of the next one, infinity if k
     * is 1.
     */
    void (*nearest)(const double *x, const uint32_t *rows, size_t n, size_t d,
                    const double *centers, size_t k, double *tile, uint32_t *label,
                    double *first, double *second);

    /* The distance of each of n rows to each centre: n x k. */
    void (*distances)(const double *x, size_t n, size_t d, const double *centers,
                      size_t k, double *tile, double *out);

    /*
     * What would remain of the n distances `closest` if a centre were added: add to
     * lanes[QUEN__TILE * c + i % QUEN__TILE] the smaller of closest[i] and row i's
     * distance to centre c, times weights[i] (NULL: 1).
     */
    void (*potential)(const double *x, const double *weights, const double *closest,
                      size_t n, size_t d, const double *centers, size_t k, double *tile,
                      double *lanes);

    /*
     * Add w x, w and 1 of each of n rows to the sums (k x d), weight and count of its
     * label. Rows of weight 0 do not count.
     */
    void (*add_rows)(const double *x, const double *weights, const uint32_t *labels,
                     size_t n, size_t d, double *sums, double *weight, uint64_t *count);

    /* n square roots, in place. */
    void (*root)(double *x, size_t n);

    /*
     * Count, column by column, the bits of sixteen rows of lines: row r has width[r]
     * lines at rows[r], widths never ascend. The sums of line i are in planes + i *
     * stride, stride words of QUEN__TALLY_LINES lines; `batch` is how often lines were
     * added to this tally before.
     */
    void (*tally_lines)(const uint64_t *const rows[QUEN__BATCH],
                        const uint32_t width[QUEN__BATCH], uint32_t batch, size_t stride,
                        uint64_t *planes);

    /*
     * Add the 512 sums of one line, to which `batches` batches were added, to `count`;
     * its planes become zero. Column j is bit j / 64 of byte j % 64 of a line.
     */
    void (*read_tally)(uint64_t *planes, uint32_t batches, uint32_t *count);

    /*
     * Bit i of `above`: x[i] >= bound[0] * b[i] + bound[1], and x[i] >= bound[2]. For n
     * numbers, a multiple of 64.
     */
    void (*above_counts)(const uint32_t *x, const float *b, const double bound[3],
                         size_t n, uint64_t *above);
    void (*above_sums)(const double *x, const double *b, const double bound[3], size_t n,
                       uint64_t *above);
} quen__kernels;

/* The table that the context picked. */
const quen__kernels *quen__kernels_of(const quen_context *ctx);

/* The eight lanes of a sum in their one fixed order. */
double quen__fold_lanes(const double lanes[QUEN__TILE]);

/* The squared distance of one point to one centre, the same bits as the kernels'. */
static inline double quen__distance(const double *point, const double *center, size_t d)
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
#endif
#if QUEN__HAVE_NEON
extern const quen__kernels quen__kernels_neon;
#endif

#endif
