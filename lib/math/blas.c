/*
 * Dense algebra through OpenBLAS, or by small kernels of our own: see blas.h.
 *
 * Everything is cut into tiles of at most 64 x 64 x 64 around one product, c -= a' b. The
 * Cholesky factor is the right-looking one by blocks (Golub, Van Loan, "Matrix
 * computations", 4.2): factor a block of the diagonal, solve its rows, subtract their
 * product from the rest.
 *
 * Why tiles, and why dgemm alone: OpenBLAS must not start threads under us. A process
 * that forked after its OpenMP build did so hangs in the child's next product, and how
 * many there are changes the bits. dgemm stays on the calling thread while m n k is at
 * most 64^3 (interface/gemm.c: SMP_THRESHOLD_MIN * GEMM_MULTITHREAD_THRESHOLD = 65536 *
 * 4), and so does the dgemv to which newer versions hand slim products (m n < 2304 * 4).
 * dsyrk starts threads at any size and dtrsm from 8 rows on, so we use neither.
 */
#include "math/blas.h"

#include <math.h>

#include "quen/version.h"

#ifdef QUEN__OPENBLAS
#include <cblas.h>
#endif

#define TILE ((size_t)64)

const char *quen_blas_name(void)
{
#ifdef QUEN__OPENBLAS
    return "openblas";
#else
    return "builtin";
#endif
}

/* A product of two tiles: c (m x n) -= a' b, a being k x m and b k x n. */
typedef struct tile {
    size_t m, n, k;
    const double *a, *b;
    double *c;
    size_t stride; /* from row to row, of all three */
} tile;

#ifdef QUEN__OPENBLAS

static void multiply(const tile *t)
{
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)t->m, (int)t->n, (int)t->k,
                -1.0, t->a, (int)t->stride, t->b, (int)t->stride, 1.0, t->c,
                (int)t->stride);
}

#else

#define HIGH 4
#define WIDE 8

/* HIGH x WIDE entries at row i, column j of c, held in registers over all of k. */
static void multiply_full(const tile *t, size_t i, size_t j)
{
    double sum[HIGH][WIDE] = {{0}};
    for (size_t k = 0; k < t->k; k++) {
        const double *a = t->a + k * t->stride + i, *b = t->b + k * t->stride + j;
        for (size_t row = 0; row < HIGH; row++)
            for (size_t col = 0; col < WIDE; col++)
                sum[row][col] += a[row] * b[col];
    }
    for (size_t row = 0; row < HIGH; row++)
        for (size_t col = 0; col < WIDE; col++)
            t->c[(i + row) * t->stride + j + col] -= sum[row][col];
}

/* The same for one entry. */
static void multiply_one(const tile *t, size_t i, size_t j)
{
    double sum = 0;
    for (size_t k = 0; k < t->k; k++)
        sum += t->a[k * t->stride + i] * t->b[k * t->stride + j];
    t->c[i * t->stride + j] -= sum;
}

static void multiply(const tile *t)
{
    size_t m = t->m - t->m % HIGH, n = t->n - t->n % WIDE;
    for (size_t i = 0; i < m; i += HIGH)
        for (size_t j = 0; j < n; j += WIDE)
            multiply_full(t, i, j);
    for (size_t i = 0; i < t->m; i++)
        for (size_t j = i < m ? n : 0; j < t->n; j++)
            multiply_one(t, i, j);
}

#endif

static size_t tile_end(size_t start, size_t limit)
{
    return limit - start < TILE ? limit : start + TILE;
}

/* Upper triangle of c from column `first` on -= rows' rows, at most TILE rows. */
static void subtract_products(double *c, size_t p, size_t first, const double *rows,
                              size_t n)
{
    for (size_t i = first; i < p; i = tile_end(i, p)) {
        for (size_t j = i; j < p; j = tile_end(j, p)) {
            tile t = {.m = tile_end(i, p) - i, .n = tile_end(j, p) - j, .k = n};
            t.a = rows + i;
            t.b = rows + j;
            t.c = c + i * p + j;
            t.stride = p;
            multiply(&t);
        }
    }
}

static void subtract(double *y, double factor, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] -= factor * x[i];
}

/*
 * Rows start..end-1 of the factor, where the products of rows before `start` are
 * subtracted already. Returns `end`, or the first column whose pivot is not above its
 * `least`.
 */
static size_t factor_rows(double *a, size_t p, size_t start, size_t end,
                          const double *least)
{
    for (size_t i = start; i < end; i++) {
        double *row = a + i * p;
        for (size_t k = start; k < i; k++)
            subtract(row + i, a[k * p + i], a + k * p + i, p - i);
        if (!(row[i] > least[i])) /* so written that NaN is no pivot either */
            return i;
        double root = sqrt(row[i]);
        row[i] = root;
        for (size_t j = i + 1; j < p; j++)
            row[j] /= root;
    }
    return end;
}

size_t quen__cholesky(double *a, size_t p, double least, double *work)
{
    for (size_t i = 0; i < p; i++)
        work[i] = least * a[i * p + i];
    for (size_t start = 0; start < p; start = tile_end(start, p)) {
        size_t end = tile_end(start, p);
        size_t reached = factor_rows(a, p, start, end, work);
        if (reached < end)
            return reached;
        subtract_products(a, p, end, a + start * p, end - start);
    }
    return p;
}

/* Solve r' x = b in place of b, whose entries before `first` are 0. */
static void solve_transposed(const double *r, size_t p, size_t first, double *b)
{
    for (size_t i = first; i < p; i++) {
        b[i] /= r[i * p + i];
        subtract(b + i + 1, b[i], r + i * p + i + 1, p - i - 1);
    }
}

void quen__cholesky_solve(const double *r, size_t p, double *b)
{
    solve_transposed(r, p, 0, b);
    for (size_t i = p; i-- > 0;) {
        double rest = b[i];
        for (size_t j = i + 1; j < p; j++)
            rest -= r[i * p + j] * b[j];
        b[i] = rest / r[i * p + i];
    }
}

double quen__cholesky_form(const double *r, size_t p, size_t first, double *v)
{
    double sum = 0;
    solve_transposed(r, p, first, v);
    for (size_t i = first; i < p; i++)
        sum += v[i] * v[i];
    return sum;
}
