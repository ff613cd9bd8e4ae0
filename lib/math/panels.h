/*
 * Rows of a matrix as the inner loops of a regression want them: QUEN__ROWS of them at a
 * time, their columns in panels of eight, a panel's rows one after another. One const
 * table of kernels per instruction set. A lane holds a column, or a row's eight partial
 * sums, and each sum runs over rows or panels in order: so all tables give the same bits.
 */
#ifndef QUEN_MATH_PANELS_H
#define QUEN_MATH_PANELS_H

#include "math/kernels.h"

/* Rows of a block. */
#define QUEN__ROWS ((size_t)64)

/* Columns of a panel. */
#define QUEN__LANES ((size_t)8)

/* Numbers from a panel to the next. The odd line between them keeps the rows of all
 * panels from meeting in one set of the cache. */
#define QUEN__PANEL ((QUEN__ROWS + 1) * QUEN__LANES)

/* Panels that d columns fill. */
static inline size_t quen__panels(size_t d)
{
    return d / QUEN__LANES + (d % QUEN__LANES != 0);
}

/* Numbers of the tiles of a Gram matrix: 8 x 8 of each pair of panels i <= j, in the
 * order 0 0, 0 1, ..., 1 1, 1 2, ... */
static inline size_t quen__panels_tiles(size_t panels)
{
    return panels * (panels + 1) / 2 * QUEN__LANES * QUEN__LANES;
}

/* Prefetch a number into the second-level cache, so that the first keeps what it has. */
static inline void quen__panels_fetch(const double *x)
{
#if defined(__GNUC__)
    __builtin_prefetch(x, 0, 2);
#else
    (void)x;
#endif
}

/* Eight of each: what is known of the values of columns. NaN is unknown. */
typedef struct quen__panels_columns {
    double *count, *sum, *least, *most;
} quen__panels_columns;

/* What a logistic regression asks of each of the rows of a block, and is told. */
typedef struct quen__panels_margins {
    double sign[QUEN__ROWS];   /* 1 if the row is of class 1, else -1 */
    double weight[QUEN__ROWS]; /* >= 0 */
    double odds[QUEN__ROWS];   /* log odds of class 1 */
    double slope[QUEN__ROWS];  /* first and second derivative of weight * loss */
    double curve[QUEN__ROWS];
} quen__panels_margins;

/*
 * `z` is a block of n rows, `panels` times QUEN__PANEL numbers, aligned to 64. Arrays
 * that go with columns have a place for each lane of each panel.
 */
typedef struct quen__panels_kernels {
    /* Note the values of n rows of d numbers each; `columns` holds all lanes. */
    void (*note)(const double *const *x, size_t n, size_t d,
                 const quen__panels_columns *columns);

    /* squares += (x - mean)^2, for each column; without unknown values. */
    void (*square)(const double *const *x, size_t n, size_t d, const double *mean,
                   double *squares);

    /* z = (x - mean) * scale, and 0 where x is unknown or there is no column. The rows
     * that come next are `soon`. */
    void (*pack)(const double *const *x, const double *const *soon, size_t n, size_t d,
                 const double *mean, const double *scale, double *z);

    /* odds[i] = start + z_i theta. */
    void (*score)(const double *z, size_t n, size_t panels, const double *theta,
                  double start, double *odds);

    /* Slopes and curves of the first n rows, rounded up to eight, from their odds. Adds
     * losses, slopes and curves to eight lanes each. */
    void (*logistic)(quen__panels_margins *m, size_t n, double lanes[3 * QUEN__LANES]);

    /* wz = curve_i z_i, added to `weighted` (wz NULL: neither); gradient += slope_i z_i.
     */
    void (*weigh)(const double *z, size_t n, size_t panels, const quen__panels_margins *m,
                  double *wz, double *weighted, double *gradient);

    /* tiles += a' b. */
    void (*gram)(const double *a, const double *b, size_t n, size_t panels,
                 double *tiles);
} quen__panels_kernels;

/* The table that the context picked. */
const quen__panels_kernels *quen__panels_of(const quen_context *ctx);

extern const quen__panels_kernels quen__panels_scalar;
#if QUEN__HAVE_X86
extern const quen__panels_kernels quen__panels_sse2;
extern const quen__panels_kernels quen__panels_avx2;
extern const quen__panels_kernels quen__panels_avx512;
#endif
#if QUEN__HAVE_NEON
extern const quen__panels_kernels quen__panels_neon;
#endif

#endif
