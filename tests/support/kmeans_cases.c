/* See kmeans_cases.h. */
#include "kmeans_cases.h"

#include <math.h>

#include "core/rng.h"

void make_kmeans_points(double *x)
{
    for (size_t i = 0; i < ROWS; i++) {
        x[i * COLUMNS] = 10 * (double)(i % 3) + (double)(i % 5) / 4;
        x[i * COLUMNS + 1] = (double)(i % 7) / 8;
    }
}

quen_kmeans_options kmeans_options(size_t k)
{
    quen_kmeans_options o;
    quen_kmeans_options_init(&o, sizeof o);
    o.k = (uint32_t)k;
    return o;
}

quen_kmeans *fit_kmeans(quen_context *ctx, const double *x)
{
    quen_kmeans_options o = kmeans_options(CLUSTERS);
    quen_kmeans *m = NULL;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, ROWS, COLUMNS, &o, &m));
    return m;
}

double kmeans_distance(const double *a, const double *b)
{
    return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]);
}

void check_kmeans_answers(quen_context *ctx, const quen_kmeans *m, const double *x)
{
    double near[ROWS], all[ROWS * CLUSTERS];
    uint32_t labels[ROWS];
    assert_ok(ctx, quen_kmeans_predict(ctx, m, x, ROWS, labels, near));
    assert_ok(ctx, quen_kmeans_transform(ctx, m, x, ROWS, all));
    assert_memory_equal(labels, quen_kmeans_labels(m), sizeof labels);
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(labels[i], i % 3);
        assert_true(near[i] == kmeans_distance(x + i * COLUMNS, quen_kmeans_centers(m) +
                                                                    labels[i] * COLUMNS));
        for (size_t c = 0; c < CLUSTERS; c++)
            assert_true(all[i * CLUSTERS + c] ==
                        sqrt(kmeans_distance(x + i * COLUMNS,
                                             quen_kmeans_centers(m) + c * COLUMNS)));
    }
}

double *kmeans_scatter(size_t n, size_t d, int whole)
{
    double *x = malloc(n * d * sizeof *x);
    assert_non_null(x);
    for (size_t i = 0; i < n * d; i++) {
        uint64_t place = quen__random_below(3, 0, i / d, 20);
        x[i] = 9 * quen__random_unit(3, 1, place * d + i % d) +
               4 * quen__random_unit(3, 2, i);
        x[i] = whole ? floor(x[i]) : x[i];
    }
    return x;
}

float *kmeans_floats(const double *x, size_t n)
{
    float *out = malloc(n * sizeof *out);
    assert_non_null(out);
    for (size_t i = 0; i < n; i++)
        out[i] = (float)x[i];
    return out;
}
