/* K-means: the same bits for any threads, of partial results, of floats. */
#include "kmeans_cases.h"

#include <math.h>

#include "models/kmeans/kmeans.h"
#include "models/kmeans/kmeans_lloyd.h"

/* --- the same bits, merging --- */

#define MANY 6000u

typedef struct bits {
    const double *x;
    quen_kmeans_options o;
    quen__image first; /* as the first context made it */
} bits;

static void fits_the_same(quen_context *ctx, void *user)
{
    bits *b = user;
    quen_kmeans *m = NULL;
    assert_ok(ctx, quen_kmeans_fit(ctx, b->x, MANY, 5, &b->o, &m));
    if (!b->first.data)
        assert_ok(ctx, quen__image_open_bytes(ctx, m->model.image.data,
                                              m->model.image.size, &b->first));
    assert_int_equal(m->model.image.size, b->first.size);
    assert_memory_equal(m->model.image.data, b->first.data, b->first.size);
    quen_kmeans_free(m);
}

static void test_same_bits(void **state)
{
    (void)state;
    double *x = kmeans_scatter(MANY, 5, 0), *w = kmeans_scatter(MANY, 1, 0);
    for (int weighted = 0; weighted <= 1; weighted++) {
        bits b = {.x = x, .o = kmeans_options(13)};
        b.o.n_init = 2;
        b.o.weights = weighted ? w : NULL;
        support_each_context(fits_the_same, &b);
        quen__image_close(&b.first);
    }
    free(w);
    free(x);
}

/* Parts of any cut, merged, equal the whole; so do rows that went astray and came back.
 */
static void test_merge_equals_whole(void **state)
{
    (void)state;
    double *x = kmeans_scatter(1000, 3, 1), *w = kmeans_scatter(1000, 1, 0),
           largest[3] = {0, 0, 0};
    uint32_t labels[1000], astray[400];
    for (size_t i = 0; i < 3000; i++) {
        x[i] *= 0.1;
        largest[i % 3] = fmax(largest[i % 3], fabs(x[i]));
    }
    for (size_t i = 0; i < 1000; i++)
        labels[i] = (uint32_t)(i * i) % 4;
    memset(astray, 0, sizeof astray);
    for (int weighted = 0; weighted <= 1; weighted++) {
        quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
        quen__temp temp = QUEN__TEMP(ctx);
        quen__kmeans_data data = {.ctx = ctx,
                                  .kernels = quen__kernels_of(ctx),
                                  .points = {x, 3, 0},
                                  .weights = weighted ? w : NULL,
                                  .heaviest = weighted ? 1000 : 1,
                                  .largest = largest,
                                  .reach = 200,
                                  .n = 1000,
                                  .d = 3,
                                  .k = 4};
        quen__kmeans_part parts[3];
        double centers[12], merged[12];
        assert_ok(ctx, quen__kmeans_prepare(&temp, &data));
        assert_true(quen__kmeans_parts_new(&temp, 3, &data, parts));
        for (size_t i = 0; i < 3; i++)
            quen__kmeans_part_clear(&data, &parts[i]);
        quen__kmeans_accumulate(&data, 0, NULL, 1000, NULL, labels, data.scratch,
                                &parts[0]);
        quen__kmeans_accumulate(&data, 600, NULL, 400, NULL, astray, data.scratch,
                                &parts[1]);
        quen__kmeans_accumulate(&data, 0, NULL, 600, NULL, labels, data.scratch,
                                &parts[2]);
        quen__kmeans_accumulate(&data, 600, NULL, 400, astray, labels + 600, data.scratch,
                                &parts[2]);
        quen__kmeans_merge(&data, &parts[1], &parts[2]);
        assert_memory_equal(parts[0].count, parts[1].count, 4 * sizeof(int64_t));
        quen__kmeans_finish(&data, &parts[0], x, centers);
        quen__kmeans_finish(&data, &parts[1], x, merged);
        assert_memory_equal(centers, merged, sizeof centers);
        quen__temp_close(&temp);
        quen_context_free(ctx);
    }
    free(w);
    free(x);
}

/* --- floats --- */

typedef struct float_case {
    const float *narrow;
    const double *wide, *weights;
    size_t n, d;
} float_case;

/* What floats give is what the doubles give that they equal, to the bit. */
static void same_as_doubles(quen_context *ctx, void *user)
{
    const float_case *f = user;
    size_t k = 9;
    quen_kmeans_options o = kmeans_options((uint32_t)k);
    quen_kmeans *a = NULL, *b = NULL;
    uint32_t *labels = malloc(f->n * sizeof *labels);
    double *far = malloc(f->n * k * sizeof *far), *same = malloc(f->n * k * sizeof *same);
    assert_true(labels && far && same);
    o.weights = f->weights;
    assert_ok(ctx, quen_kmeans_fit(ctx, f->wide, f->n, f->d, &o, &a));
    assert_ok(ctx, quen_kmeans_fit_f32(ctx, f->narrow, f->n, f->d, &o, &b));
    assert_memory_equal(quen_kmeans_centers(a), quen_kmeans_centers(b),
                        k * f->d * sizeof(double));
    assert_memory_equal(quen_kmeans_labels(a), quen_kmeans_labels(b),
                        f->n * sizeof *labels);
    assert_true(quen_kmeans_inertia(a) == quen_kmeans_inertia(b));
    assert_ok(ctx, quen_kmeans_predict_f32(ctx, b, f->narrow, f->n, labels, far));
    assert_memory_equal(labels, quen_kmeans_labels(b), f->n * sizeof *labels);
    assert_ok(ctx, quen_kmeans_predict(ctx, b, f->wide, f->n, labels, same));
    assert_memory_equal(far, same, f->n * sizeof *far);
    assert_ok(ctx, quen_kmeans_transform_f32(ctx, b, f->narrow, f->n, far));
    assert_ok(ctx, quen_kmeans_transform(ctx, b, f->wide, f->n, same));
    assert_memory_equal(far, same, f->n * k * sizeof *far);
    quen_kmeans_free(a);
    quen_kmeans_free(b);
    free(labels);
    free(far);
    free(same);
}

static void test_floats(void **state)
{
    (void)state;
    static const size_t ds[] = {1, 3, 4, 7, 16};
    for (size_t i = 0; i < sizeof ds / sizeof *ds; i++) {
        size_t n = 1500;
        double *wide = kmeans_scatter(n, ds[i], 0), *w = kmeans_scatter(n, 1, 0);
        float *narrow = kmeans_floats(wide, n * ds[i]);
        for (size_t at = 0; at < n * ds[i]; at++)
            wide[at] = (double)narrow[at];
        float_case f = {narrow, wide, i % 2 ? w : NULL, n, ds[i]};
        support_each_context(same_as_doubles, &f);
        free(narrow);
        free(wide);
        free(w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_merge_equals_whole),
        cmocka_unit_test(test_floats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
