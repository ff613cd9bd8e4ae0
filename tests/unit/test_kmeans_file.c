/* K-means in files: saved and opened again, as a view; damaged ones refused. */
#include "kmeans_cases.h"
#include "mend.h"
#include "model_bytes.h"
#include "owner.h"

#include <math.h>
#include <unistd.h>

#include "models/kmeans/kmeans.h"

MODEL_CALLS(kmeans);

static void test_round_trip(void **state)
{
    (void)state;
    double x[ROWS * COLUMNS];
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    make_kmeans_points(x);
    quen_kmeans *m = fit_kmeans(ctx, x), *again = NULL;
    const char *path = temp_path("kmeans");
    assert_ok(ctx, quen_kmeans_save(ctx, m, path));
    assert_ok(ctx, quen_kmeans_open(ctx, path, &again));
    assert_int_equal(again->model.image.size, m->model.image.size);
    assert_memory_equal(again->model.image.data, m->model.image.data,
                        m->model.image.size);
    check_kmeans_answers(ctx, again, x);
    assert_true(quen_kmeans_inertia(again) == quen_kmeans_inertia(m));
    assert_int_equal(quen_kmeans_n_iterations(again), quen_kmeans_n_iterations(m));
    assert_int_equal(quen_kmeans_converged(again), 1);
    assert_memory_equal(quen_kmeans_sizes(again), quen_kmeans_sizes(m),
                        CLUSTERS * sizeof(uint64_t));
    check_model_bytes(ctx, &calls_of_kmeans, m);
    quen_kmeans_free(again);
    assert_fails(ctx, QUEN_ERR_IO, "/nowhere/x",
                 quen_kmeans_open(ctx, "/nowhere/x", &again));
    assert_null(again);
    assert_fails(ctx, QUEN_ERR_IO, "/nowhere/x", quen_kmeans_save(ctx, m, "/nowhere/x"));
    unlink(path);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* Copied into an owner's image under another base, a model answers the same. */
static void test_view(void **state)
{
    (void)state;
    double x[ROWS * COLUMNS];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_kmeans_points(x);
    quen_kmeans *m = fit_kmeans(ctx, x), view = {0};
    quen__image image = copy_to_owner(ctx, &m->model.image, 50);
    assert_ok(ctx, quen__model_attach(ctx, &quen__kmeans_kind, &image, 50, &view));
    check_kmeans_answers(ctx, &view, x);
    assert_fails(ctx, QUEN_ERR_FORMAT, "(k-means facts) is missing",
                 quen__model_attach(ctx, &quen__kmeans_kind, &image, 0, &view));
    quen__image_close(&image);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* Every getter and every question, on a model that came out of a damaged file. */
static void use(quen_context *ctx, const quen_kmeans *m)
{
    double x[ROWS * COLUMNS], *far = malloc(m->k * sizeof *far);
    uint32_t label;
    uint64_t points = 0;
    make_kmeans_points(x);
    assert_non_null(far);
    assert_true(m->k >= 1 && m->d >= 1 && m->k <= m->n &&
                isfinite(quen_kmeans_inertia(m)));
    for (size_t c = 0; c < m->k; c++)
        points += quen_kmeans_sizes(m)[c];
    assert_int_equal(points, m->n);
    if (m->d <= ROWS * COLUMNS) {
        assert_ok(ctx, quen_kmeans_predict(ctx, m, x, 1, &label, NULL));
        assert_ok(ctx, quen_kmeans_transform(ctx, m, x, 1, far));
        assert_true(label < m->k);
    }
    free(far);
}

/* Any bit flipped behind the checksums' back: refused with a sentence, or fit for use. */
static void test_damage(void **state)
{
    (void)state;
    double x[ROWS * COLUMNS];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_kmeans_points(x);
    quen_kmeans *m = fit_kmeans(ctx, x), *again;
    size_t size = m->model.image.size, refused = 0;
    unsigned char *copy = malloc(size);
    assert_non_null(copy);
    for (size_t bit = 0; bit < size * 8; bit++) {
        memcpy(copy, m->model.image.data, size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        mend_checksums(copy, size);
        quen_status status = quen_kmeans_open_bytes(ctx, copy, size, &again);
        if (status == QUEN_OK)
            use(ctx, again);
        else
            assert_true(status == QUEN_ERR_FORMAT || status == QUEN_ERR_VERSION);
        refused += status != QUEN_OK;
        quen_kmeans_free(again);
    }
    assert_true(refused > (ROWS + CLUSTERS) * 32);
    free(copy);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

typedef struct forged {
    quen__kmeans_meta meta;
    double centers[4];
    uint32_t labels[3];
    uint64_t sizes[2];
} forged;

static void refuse_forged(quen_context *ctx, const forged *f, size_t cells, size_t n,
                          size_t k, const char *words)
{
    const quen__section sections[] = {
        {QUEN__KMEANS_META, 8, sizeof f->meta / 8, &f->meta},
        {QUEN__KMEANS_CENTERS, 8, cells, f->centers},
        {QUEN__KMEANS_LABELS, 4, n, f->labels},
        {QUEN__KMEANS_SIZES, 8, k, f->sizes},
    };
    quen__image image;
    quen_kmeans view = {0};
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_KMEANS, sections, 4, &image));
    if (words)
        assert_fails(ctx, QUEN_ERR_FORMAT, words,
                     quen__model_attach(ctx, &quen__kmeans_kind, &image, 0, &view));
    else
        assert_ok(ctx, quen__model_attach(ctx, &quen__kmeans_kind, &image, 0, &view));
    quen__image_close(&image);
}

static void test_attach_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const forged good = {{1, 2, 1}, {1, 2, 3, 4}, {0, 1, 1}, {1, 2}};
    forged f = good;
    refuse_forged(ctx, &f, 4, 3, 2, NULL);
    refuse_forged(ctx, &f, 0, 3, 2, "do not fit together");
    refuse_forged(ctx, &f, 3, 3, 2, "3 numbers and 2 clusters do not fit together");
    refuse_forged(ctx, &f, 4, 3, 0, "do not fit together");
    /* Points may have been forgotten since, but not more than the sizes say. */
    refuse_forged(ctx, &f, 4, 1, 2, "cluster sizes: cluster 1 has 0 points, not 2");
#define FORGED(change, words)                                                            \
    f = good;                                                                            \
    change;                                                                              \
    refuse_forged(ctx, &f, 4, 3, 2, words)
    FORGED(f.meta.inertia = -1, "the inertia is -1");
    FORGED(f.meta.inertia = (double)NAN, "the inertia is");
    FORGED(f.meta.inertia = INFINITY, "the inertia is inf");
    FORGED(f.meta.iterations = 0, "0 sweeps");
    FORGED(f.meta.iterations = UINT64_C(1) << 32, "4294967296 sweeps");
    FORGED(f.meta.converged = 2, "`converged` is neither 0 nor 1");
    FORGED(f.centers[3] = INFINITY, "cluster centres: entry 3 is not finite");
    FORGED(f.centers[1] = 1.7e308, "cluster centres: entry 1 is 1.7e+308, beyond 2.4");
    FORGED(f.centers[2] = -3e153, "cluster centres: entry 2 is -3e+153, beyond 2.4");
    FORGED(f.centers[2] = -2.4e153, NULL);
    FORGED(f.labels[2] = 2, "cluster labels: 2 is not below 2");
    FORGED(f.sizes[0] = 2, "cluster sizes: cluster 0 has 1 points, not 2");
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_view),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_attach_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
