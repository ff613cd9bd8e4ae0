/* Kernels: each table against a naive computation, bit for bit. */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "math/kernels.h"

#define MAX_N 37u
#define MAX_D 19u
#define MAX_K 11u

static double x[MAX_N * MAX_D], centers[MAX_K * MAX_D], weights[MAX_N], closest[MAX_N];
static _Alignas(64) double tile[QUEN__TILE * MAX_D];
static uint32_t rows[MAX_N];

static double number(uint64_t stream, uint64_t i)
{
    return quen__random_unit(7, stream, i) * 10 - 5;
}

/* Some centres are equal, some rows are centres: ties, and distances of 0. */
static void make_data(size_t d)
{
    for (size_t i = 0; i < MAX_N * d; i++)
        x[i] = number(1, i);
    for (size_t i = 0; i < MAX_K * d; i++)
        centers[i] = i / d % 3 == 2 ? centers[i - d] : number(2, i);
    memcpy(x + 3 * d, centers, 2 * d * sizeof *x);
    for (size_t i = 0; i < MAX_N; i++) {
        weights[i] = i % 5 == 0 ? 0 : number(3, i) + 5;
        closest[i] = (number(4, i) + 5) * (double)d;
        rows[i] = (uint32_t)(i * 11 % MAX_N);
    }
}

static double distance(size_t d, size_t row, size_t c)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++)
        sum +=
            (x[row * d + j] - centers[c * d + j]) * (x[row * d + j] - centers[c * d + j]);
    return sum;
}

static void check_nearest_row(size_t d, size_t k, size_t row, uint32_t label,
                              double first, double second)
{
    size_t best = 0;
    double next = INFINITY;
    for (size_t c = 1; c < k; c++)
        if (distance(d, row, c) < distance(d, row, best))
            best = c;
    for (size_t c = 0; c < k; c++)
        if (c != best && distance(d, row, c) < next)
            next = distance(d, row, c);
    assert_int_equal(label, best);
    assert_true(first == distance(d, row, best));
    assert_true(second == next);
    assert_true(first == quen__distance(x + row * d, centers + label * d, d));
}

static void check_nearest(const quen__kernels *kernels, size_t n, size_t d, size_t k)
{
    uint32_t label[MAX_N + 1];
    double first[MAX_N + 1], second[MAX_N + 1];
    for (int listed = 0; listed <= 1; listed++) {
        label[n] = 99;
        first[n] = second[n] = -1;
        kernels->nearest(x, listed ? rows : NULL, n, d, centers, k, tile, label, first,
                         second);
        for (size_t i = 0; i < n; i++)
            check_nearest_row(d, k, listed ? rows[i] : i, label[i], first[i], second[i]);
        assert_true(label[n] == 99 && first[n] == -1 && second[n] == -1);
    }
}

static void check_distances(const quen__kernels *kernels, size_t n, size_t d, size_t k)
{
    double out[MAX_N * MAX_K + 1], roots[MAX_N * MAX_K];
    out[n * k] = -1;
    kernels->distances(x, n, d, centers, k, tile, out);
    for (size_t i = 0; i < n * k; i++)
        assert_true(out[i] == distance(d, i / k, i % k));
    assert_true(out[n * k] == -1);
    memcpy(roots, out, n * k * sizeof *out);
    kernels->root(roots, n * k);
    for (size_t i = 0; i < n * k; i++)
        assert_true(roots[i] == sqrt(out[i]));
}

static void check_potential(const quen__kernels *kernels, size_t n, size_t d, size_t k)
{
    double lanes[MAX_K * QUEN__TILE], expected[MAX_K * QUEN__TILE];
    for (int weighted = 0; weighted <= 1; weighted++) {
        for (size_t i = 0; i < k * QUEN__TILE; i++)
            lanes[i] = expected[i] = (double)i;
        kernels->potential(x, weighted ? weights : NULL, closest, n, d, centers, k, tile,
                           lanes);
        for (size_t c = 0; c < k; c++)
            for (size_t i = 0; i < n; i++)
                expected[c * QUEN__TILE + i % QUEN__TILE] +=
                    fmin(closest[i], distance(d, i, c)) * (weighted ? weights[i] : 1);
        assert_memory_equal(lanes, expected, k * QUEN__TILE * sizeof *lanes);
    }
}

static void check_sums(const quen__kernels *kernels, size_t n, size_t d, size_t k)
{
    double sums[MAX_K * MAX_D], expected[MAX_K * MAX_D], weight[MAX_K], heavy[MAX_K];
    uint64_t count[MAX_K], counted[MAX_K];
    for (int weighted = 0; weighted <= 1; weighted++) {
        memset(sums, 0, sizeof sums);
        memset(expected, 0, sizeof expected);
        memset(weight, 0, sizeof weight);
        memset(heavy, 0, sizeof heavy);
        memset(count, 0, sizeof count);
        memset(counted, 0, sizeof counted);
        uint32_t labels[MAX_N];
        for (size_t i = 0; i < n; i++) {
            double w = weighted ? weights[i] : 1;
            labels[i] = (uint32_t)(i * i % k);
            for (size_t j = 0; j < d; j++)
                expected[labels[i] * d + j] += w * x[i * d + j];
            heavy[labels[i]] += w;
            counted[labels[i]] += w > 0;
        }
        kernels->add_rows(x, weighted ? weights : NULL, labels, n, d, sums, weight,
                          count);
        assert_memory_equal(sums, expected, sizeof sums);
        assert_memory_equal(weight, heavy, sizeof weight);
        assert_memory_equal(count, counted, sizeof count);
    }
}

static void check_table(quen_context *ctx, void *user)
{
    static const size_t ds[] = {1, 2, 3, 7, 8, 9, 16, 19};
    const quen__kernels *kernels = quen__kernels_of(ctx);
    (void)user;
    for (size_t i = 0; i < sizeof ds / sizeof *ds; i++) {
        make_data(ds[i]);
        for (size_t n = 1; n <= MAX_N; n += n < 18 ? 1 : 19)
            for (size_t k = 1; k <= MAX_K; k++) {
                check_nearest(kernels, n, ds[i], k);
                check_distances(kernels, n, ds[i], k);
                check_potential(kernels, n, ds[i], k);
                check_sums(kernels, n, ds[i], k);
            }
    }
}

static void test_tables_agree(void **state)
{
    (void)state;
    support_each_context(check_table, NULL);
}

/* Distances that overflow are equally far: the lowest centre wins, nothing is NaN. */
static void check_overflow(quen_context *ctx, void *user)
{
    double far[3] = {1e300, -1e300, 1}, two[2] = {-1e300, 1e300}, first[3], second[3];
    uint32_t label[3];
    (void)user;
    quen__kernels_of(ctx)->nearest(far, NULL, 3, 1, two, 2, tile, label, first, second);
    assert_true(label[0] == 1 && label[1] == 0 && label[2] == 0);
    assert_true(first[0] == 0 && isinf(second[0]) && isinf(first[2]) && isinf(second[2]));
}

static void test_overflow(void **state)
{
    (void)state;
    support_each_context(check_overflow, NULL);
}

static void test_fold(void **state)
{
    (void)state;
    const double lanes[QUEN__TILE] = {1e16, 1, 1, 1, -1e16, 1, 1, 1};
    assert_true(quen__fold_lanes(lanes) == 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_agree),
        cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_fold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
