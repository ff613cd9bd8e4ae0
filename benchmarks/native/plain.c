/*
 * The same questions answered in the plainest way, one thread, no tricks: what answers
 * are held against where a peer's would not be exact, and how fast the obvious program
 * is.
 */
#include "bench.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- k-means: Lloyd's iteration as the book has it ---- */

static double distance(const double *x, const double *c, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++)
        sum += (x[j] - c[j]) * (x[j] - c[j]);
    return sum;
}

static double assign(const double *x, size_t n, size_t d, const double *centers, size_t k,
                     uint32_t *labels)
{
    double inertia = 0;
    for (size_t i = 0; i < n; i++) {
        double best = distance(x + i * d, centers, d);
        labels[i] = 0;
        for (size_t c = 1; c < k; c++) {
            double s = distance(x + i * d, centers + c * d, d);
            if (s < best) {
                best = s;
                labels[i] = (uint32_t)c;
            }
        }
        inertia += best;
    }
    return inertia;
}

static void update(const double *x, size_t n, size_t d, const uint32_t *labels,
                   double *sums, uint64_t *counts, size_t k, double *centers)
{
    memset(sums, 0, k * d * sizeof *sums);
    memset(counts, 0, k * sizeof *counts);
    for (size_t i = 0; i < n; i++) {
        counts[labels[i]]++;
        for (size_t j = 0; j < d; j++)
            sums[labels[i] * d + j] += x[i * d + j];
    }
    for (size_t c = 0; c < k; c++)
        for (size_t j = 0; counts[c] && j < d; j++)
            centers[c * d + j] = sums[c * d + j] / (double)counts[c];
}

/*
 * `sweeps` times assign and update, then assign; `centers` holds the first centres and
 * then the last. Returns the inertia, or -1 without memory.
 */
BENCH_API double bench_lloyd(const double *x, size_t n, size_t d, double *centers,
                             size_t k, size_t sweeps, uint32_t *labels)
{
    double *sums = malloc(k * d * sizeof *sums);
    uint64_t *counts = malloc(k * sizeof *counts);
    double inertia = -1;
    if (sums && counts) {
        for (size_t s = 0; s < sweeps; s++) {
            assign(x, n, d, centers, k, labels);
            update(x, n, d, labels, sums, counts, k, centers);
        }
        inertia = assign(x, n, d, centers, k, labels);
    }
    free(sums);
    free(counts);
    return inertia;
}

/* ---- RFM: one pass over the lines by direct index, and three sorts ---- */

/*
 * Latest purchase, purchases and amount of each customer 0..m - 1; what has an amount
 * below 0 is no purchase. Returns the latest time of all lines.
 */
BENCH_API int64_t bench_rfm_pass(const int64_t *customer, const int64_t *time,
                                 const int64_t *amount, size_t n, int64_t *last,
                                 int64_t *count, int64_t *sum, size_t m)
{
    int64_t latest = INT64_MIN;
    for (size_t i = 0; i < m; i++) {
        last[i] = INT64_MIN;
        count[i] = sum[i] = 0;
    }
    for (size_t i = 0; i < n; i++) {
        size_t c = (size_t)customer[i];
        int64_t bought = amount[i] >= 0 ? time[i] : INT64_MIN;
        latest = time[i] > latest ? time[i] : latest;
        last[c] = bought > last[c] ? bought : last[c];
        count[c] += amount[i] >= 0;
        sum[c] += amount[i];
    }
    return latest;
}

static int by_value(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

BENCH_API void bench_sort(int64_t *values, size_t n)
{
    qsort(values, n, sizeof *values, by_value);
}

/* ---- RP3beta: a walk of two steps from each item, the best k kept ---- */

typedef struct csr {
    size_t rows, columns;
    const uint64_t *start;
    const uint32_t *column;
} csr;

typedef struct scored {
    double weight;
    uint32_t item;
} scored;

static int by_weight(const void *a, const void *b)
{
    const scored *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return (x->item > y->item) - (x->item < y->item);
}

/* The items that customers of `item` bought, each weight in `row`; returns how many. */
static size_t walk(const csr *users, const csr *items, size_t item, double alpha,
                   double *row, scored *found)
{
    size_t n = 0, first = items->start[item], last = items->start[item + 1];
    double p_i = pow(1.0 / (double)(last - first), alpha);
    for (size_t e = first; e < last; e++) {
        size_t u = items->column[e], b = users->start[u], end = users->start[u + 1];
        double p = p_i * pow(1.0 / (double)(end - b), alpha);
        for (size_t f = b; f < end; f++) {
            uint32_t j = users->column[f];
            if (row[j] == 0)
                found[n++].item = j;
            row[j] += p;
        }
    }
    return n;
}

/*
 * Fill `neighbors` and `weights`, items x k, and `counts`; the two matrices are each
 * other's transpose, all values 1. Returns 0, or -1 without memory.
 */
BENCH_API int bench_rp3beta(const csr *users, const csr *items, double alpha, double beta,
                            size_t k, uint32_t *neighbors, double *weights,
                            uint64_t *counts)
{
    double *row = calloc(items->rows, sizeof *row);
    scored *found = malloc(items->rows * sizeof *found);
    int status = row && found ? 0 : -1;
    for (size_t i = 0; !status && i < items->rows; i++) {
        size_t n = walk(users, items, i, alpha, row, found), kept = 0;
        for (size_t e = 0; e < n; e++) {
            uint32_t j = found[e].item;
            double degree = (double)(items->start[j + 1] - items->start[j]);
            double w = row[j] / pow(degree, beta);
            row[j] = 0;
            if (j != i)
                found[kept++] = (scored){w, j};
        }
        qsort(found, kept, sizeof *found, by_weight);
        counts[i] = kept < k ? kept : k;
        for (size_t e = 0; e < counts[i]; e++) {
            neighbors[i * k + e] = found[e].item;
            weights[i * k + e] = found[e].weight;
        }
    }
    free(row);
    free(found);
    return status;
}
