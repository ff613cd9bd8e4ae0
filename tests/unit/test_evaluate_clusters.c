/* Clusters: against scikit-learn, point by point, and what a sample tells. */
#include "support.h"

#include <math.h>

#include "core/rng.h"

#define N 600u
#define D 3u

static quen_clusters_report new_report(void)
{
    quen_clusters_report report;
    quen_clusters_report_init(&report, sizeof report);
    return report;
}

static void test_golden(void **state)
{
    (void)state;
    golden *g = golden_open("evaluate.txt");
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    size_t n, size;
    uint32_t label[N];
    const double *x = golden_get(g, "blobs", &size);
    const double *given = golden_get(g, "blobs label", &n);
    const double *expected = golden_get(g, "blobs measures", &size);
    for (size_t i = 0; i < n; i++)
        label[i] = (uint32_t)given[i];
    quen_clusters_report r = new_report();
    assert_ok(ctx, quen_evaluate_clusters(ctx, x, n, 3, label, NULL, &r));
    assert_close(r.silhouette, expected[0], 1e-12);
    assert_close(r.calinski_harabasz, expected[1], 1e-12);
    assert_close(r.davies_bouldin, expected[2], 1e-12);
    assert_true(r.clusters == 6 && r.sampled == n && r.silhouette_error == 0);
    quen_context_free(ctx);
    golden_close(g);
}

/* --- a sample --- */

static void make_points(double *x, uint32_t *label)
{
    for (size_t i = 0; i < N; i++) {
        label[i] = (uint32_t)(i % 4);
        for (size_t j = 0; j < D; j++)
            x[i * D + j] = 2 * quen__random_unit(3, j, i) + (label[i] == j ? 1.5 : 0);
    }
}

static double distance(const double *x, size_t a, size_t b)
{
    double sum = 0;
    for (size_t j = 0; j < D; j++)
        sum += (x[a * D + j] - x[b * D + j]) * (x[a * D + j] - x[b * D + j]);
    return sqrt(sum);
}

static double naive_silhouette(const double *x, const uint32_t *label, size_t i)
{
    double sum[4] = {0}, n[4] = {0}, other = INFINITY;
    for (size_t a = 0; a < N; a++) {
        if (a == i)
            continue;
        sum[label[a]] += distance(x, i, a);
        n[label[a]]++;
    }
    for (uint32_t c = 0; c < 4; c++)
        if (c != label[i] && sum[c] / n[c] < other)
            other = sum[c] / n[c];
    double own = sum[label[i]] / n[label[i]];
    return (other - own) / fmax(own, other);
}

/* Over many seeds the mean of samples is that of all, within what it says of its error.
 */
static void test_sample(void **state)
{
    (void)state;
    static double x[N * D];
    static uint32_t label[N];
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_clusters_options o;
    make_points(x, label);
    double all = 0, mean = 0, error = 0, squares = 0;
    for (size_t i = 0; i < N; i++)
        all += naive_silhouette(x, label, i) / N;
    quen_clusters_options_init(&o, sizeof o);
    o.sample = 100;
    for (o.seed = 0; o.seed < 50; o.seed++) {
        quen_clusters_report r = new_report();
        assert_ok(ctx, quen_evaluate_clusters(ctx, x, N, D, label, &o, &r));
        assert_int_equal(r.sampled, 100);
        mean += r.silhouette / 50;
        error += r.silhouette_error / 50;
        squares += (r.silhouette - all) * (r.silhouette - all) / 50;
    }
    assert_true(fabs(mean - all) < 3 * error / sqrt(50));
    assert_true(sqrt(squares) > 0.7 * error && sqrt(squares) < 1.3 * error);
    o.sample = N;
    quen_clusters_report r = new_report();
    assert_ok(ctx, quen_evaluate_clusters(ctx, x, N, D, label, &o, &r));
    assert_close(r.silhouette, all, 1e-12);
    assert_true(r.silhouette_error == 0);
    quen_context_free(ctx);
}

/* Points on one place, and clusters on one centre. */
static void test_ends(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const double same[4] = {1, 1, 1, 1}, crossed[4] = {-1, 1, -2, 2};
    const double two[4] = {0, 0, 1, 1};
    const uint32_t label[4] = {3, 3, 0, 0};
    quen_clusters_report r = new_report();
    assert_ok(ctx, quen_evaluate_clusters(ctx, same, 4, 1, label, NULL, &r));
    assert_true(r.silhouette == 0 && r.calinski_harabasz == 1 && r.davies_bouldin == 0);
    assert_ok(ctx, quen_evaluate_clusters(ctx, crossed, 4, 1, label, NULL, &r));
    assert_true(r.calinski_harabasz == 0 && r.davies_bouldin == 0);
    assert_ok(ctx, quen_evaluate_clusters(ctx, two, 4, 1, label, NULL, &r));
    assert_true(r.silhouette == 1 && r.davies_bouldin == 0);
    quen_context_free(ctx);
}

static void same_bits(quen_context *ctx, void *user)
{
    static quen_clusters_report first;
    static double x[N * D];
    static uint32_t label[N];
    int *seen = user;
    make_points(x, label);
    quen_clusters_report now = new_report();
    quen_clusters_options o;
    quen_clusters_options_init(&o, sizeof o);
    o.sample = 77;
    assert_ok(ctx, quen_evaluate_clusters(ctx, x, N, D, label, &o, &now));
    if (*seen)
        assert_memory_equal(&now, &first, sizeof now);
    first = now;
    *seen = 1;
}

static void test_same_bits(void **state)
{
    (void)state;
    int seen = 0;
    support_each_context(same_bits, &seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_sample),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
