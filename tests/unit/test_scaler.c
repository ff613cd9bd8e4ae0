/* The scaler: each method against its definition, unknown values, and every refusal. */
#include "owner.h"
#include "support.h"

#include <float.h>
#include <math.h>

#include "model_bytes.h"
#include "models/scaler/scaler.h"
#include "math/special.h"
#include "mend.h"

#define N 3000u
#define D 4u

/* Column 0 spread out, 1 large with little spread, 2 half unknown, 3 constant. */
static void make_data(double *x)
{
    for (size_t i = 0; i < N; i++) {
        x[i * D] = (double)(i * 7919 % 1009) - 300;
        x[i * D + 1] = 1e9 + (double)(i % 5) * 0.25;
        x[i * D + 2] = i % 2 ? (double)NAN : (double)(i % 13);
        x[i * D + 3] = 0.1;
    }
}

static int compare(const void *a, const void *b)
{
    double u = *(const double *)a, v = *(const double *)b;
    return (u > v) - (u < v);
}

/* The known values of a column, sorted. */
static size_t column_of(const double *x, size_t j, double *out)
{
    size_t n = 0;
    for (size_t i = 0; i < N; i++)
        if (!isnan(x[i * D + j]))
            out[n++] = x[i * D + j];
    qsort(out, n, sizeof *out, compare);
    return n;
}

static quen_scaler *fit(quen_context *ctx, const double *x, uint32_t method,
                        const uint8_t *flags)
{
    quen_scaler_options options;
    quen_scaler_options_init(&options, sizeof options);
    options.method = method;
    options.log1p = flags;
    quen_scaler *scaler = NULL;
    assert_ok(ctx, quen_scaler_fit(ctx, x, N, D, &options, &scaler));
    assert_int_equal(quen_scaler_n_columns(scaler), D);
    return scaler;
}

static void test_standard(void **state)
{
    (void)state;
    static double x[N * D], out[N * D], known[N];
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    make_data(x);
    quen_scaler *scaler = fit(ctx, x, QUEN_SCALER_METHOD_STANDARD, NULL);
    for (size_t j = 0; j < D - 1; j++) {
        size_t n = column_of(x, j, known);
        long double sum = 0, squares = 0;
        for (size_t i = 0; i < n; i++)
            sum += known[i];
        for (size_t i = 0; i < n; i++)
            squares += (known[i] - sum / n) * (known[i] - sum / n);
        assert_close(quen_scaler_center(scaler)[j], (double)(sum / n), 1e-14);
        assert_close(quen_scaler_scale(scaler)[j], sqrt((double)(squares / n)), 1e-12);
        assert_int_equal(quen_scaler_log1p(scaler)[j], 0);
    }
    assert_true(quen_scaler_center(scaler)[3] == 0.1 &&
                quen_scaler_scale(scaler)[3] == 1);
    assert_ok(ctx, quen_scaler_transform(ctx, scaler, x, N, out));
    for (size_t i = 0; i < N * D; i++) {
        size_t j = i % D;
        double v = (x[i] - quen_scaler_center(scaler)[j]) / quen_scaler_scale(scaler)[j];
        assert_true(out[i] == (isnan(x[i]) ? 0 : v));
        if (j == 3)
            assert_true(out[i] == 0);
    }
    assert_ok(ctx, quen_scaler_transform(ctx, scaler, x, N, x));
    assert_memory_equal(x, out, sizeof x);
    quen_scaler_free(scaler);
    quen_context_free(ctx);
}

static void test_robust(void **state)
{
    (void)state;
    static double x[N * D], known[N];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_data(x);
    quen_scaler *scaler = fit(ctx, x, QUEN_SCALER_METHOD_ROBUST, NULL);
    for (size_t j = 0; j < D; j++) {
        size_t n = column_of(x, j, known);
        size_t q1 = (size_t)ceil(0.25 * (double)n) - 1,
               q2 = (size_t)ceil(0.5 * (double)n) - 1,
               q3 = (size_t)ceil(0.75 * (double)n) - 1;
        double spread = known[q3] - known[q1];
        assert_true(quen_scaler_center(scaler)[j] == known[q2]);
        assert_true(quen_scaler_scale(scaler)[j] == (spread > 0 ? spread : 1));
    }
    quen_scaler_free(scaler);
    quen_context_free(ctx);
}

/* Quartiles of 1..n are at ceil(q n), whatever n is modulo 4. */
static void test_quartiles(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_scaler_options options;
    quen_scaler_options_init(&options, sizeof options);
    options.method = QUEN_SCALER_METHOD_ROBUST;
    for (size_t n = 1; n <= 9; n++) {
        const double x[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        quen_scaler *scaler = NULL;
        assert_ok(ctx, quen_scaler_fit(ctx, x, n, 1, &options, &scaler));
        double spread = ceil(0.75 * (double)n) - ceil(0.25 * (double)n);
        assert_true(*quen_scaler_center(scaler) == ceil(0.5 * (double)n));
        assert_true(*quen_scaler_scale(scaler) == (spread > 0 ? spread : 1));
        quen_scaler_free(scaler);
    }
    quen_context_free(ctx);
}

static double signed_log(double v)
{
    return v < 0 ? -quen__special_log1p(-v) : quen__special_log1p(v);
}

static void test_log1p(void **state)
{
    (void)state;
    static double x[N * D], logs[N * D];
    static const uint8_t flags[D] = {1, 0, 1, 0};
    quen_context *ctx = support_context(3, QUEN_SIMD_AUTO);
    make_data(x);
    for (size_t i = 0; i < N * D; i++)
        logs[i] = flags[i % D] ? signed_log(x[i]) : x[i];
    for (uint32_t method = QUEN_SCALER_METHOD_STANDARD; method <= QUEN_SCALER_METHOD_NONE;
         method++) {
        quen_scaler *scaler = fit(ctx, x, method, flags),
                    *plain = fit(ctx, logs, method, NULL);
        assert_memory_equal(quen_scaler_center(scaler), quen_scaler_center(plain), D * 8);
        assert_memory_equal(quen_scaler_scale(scaler), quen_scaler_scale(plain), D * 8);
        assert_memory_equal(quen_scaler_log1p(scaler), flags, D);
        double a[2 * D], b[2 * D];
        assert_ok(ctx, quen_scaler_transform(ctx, scaler, x, 2, a));
        assert_ok(ctx, quen_scaler_transform(ctx, plain, logs, 2, b));
        assert_memory_equal(a, b, sizeof a);
        quen_scaler_free(scaler);
        quen_scaler_free(plain);
    }
    quen_context_free(ctx);
}

static void test_none(void **state)
{
    (void)state;
    const double x[3] = {-2, (double)NAN, 3};
    double out[3];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_scaler_options options;
    quen_scaler_options_init(&options, sizeof options);
    options.method = QUEN_SCALER_METHOD_NONE;
    options.log1p_all = 1;
    quen_scaler *scaler = NULL;
    assert_ok(ctx, quen_scaler_fit(ctx, x, 3, 1, &options, &scaler));
    assert_int_equal(*quen_scaler_log1p(scaler), 1);
    assert_ok(ctx, quen_scaler_transform(ctx, scaler, x, 3, out));
    assert_true(out[0] == -quen__special_log1p(2) && out[1] == 0 &&
                out[2] == quen__special_log1p(3));
    assert_ok(ctx, quen_scaler_transform(ctx, scaler, NULL, 0, NULL));
    quen_scaler_free(scaler);
    quen_scaler_free(NULL);
    quen_context_free(ctx);
}

/* --- refusals --- */

static void test_clip(void **state)
{
    (void)state;
    double x[7] = {0, 0, 1, 1, -1, 90, -90}, plain[7], out[7];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_scaler_options options;
    quen_scaler_options_init(&options, sizeof options);
    quen_scaler *scaler = NULL;
    for (int clipped = 0; clipped <= 1; clipped++) {
        options.clip = clipped;
        assert_ok(ctx, quen_scaler_fit(ctx, x, 7, 1, &options, &scaler));
        assert_true(quen_scaler_clip(scaler) == clipped);
        assert_ok(ctx, quen_scaler_transform(ctx, scaler, x, 7, clipped ? out : plain));
        quen_scaler_free(scaler);
    }
    assert_true(plain[5] > 1 && plain[6] < -1);
    /* Beyond the range of doubles: its end, not infinity. */
    double narrow[3] = {0, .01, .02}, far[2] = {1.7e308, -1.7e308}, ends[2];
    options.clip = 0;
    assert_ok(ctx, quen_scaler_fit(ctx, narrow, 3, 1, &options, &scaler));
    assert_ok(ctx, quen_scaler_transform(ctx, scaler, far, 2, ends));
    assert_true(ends[0] == DBL_MAX && ends[1] == -DBL_MAX);
    quen_scaler_free(scaler);
    assert_true(out[5] == 1 && out[6] == -1);
    assert_memory_equal(out, plain, 5 * sizeof *out);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_scaler_options o;
    double x[4] = {1, 2, 3, (double)NAN}, out[4] = {9, 9, 9, 9};
    const uint8_t flags[2] = {0, 2};
    quen_scaler *s = NULL;
#define REFUSES(words, n, d)                                                             \
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words, quen_scaler_fit(ctx, x, n, d, &o, &s));  \
    assert_null(s);                                                                      \
    quen_scaler_options_init(&o, sizeof o)
    quen_scaler_options_init(&o, sizeof o);
    REFUSES("0 x 2 values", 0, 2);
    REFUSES("2 x 0 values", 2, 0);
    o.method = 3;
    REFUSES("method is 3, not within 0..2", 2, 2);
    o.log1p_all = 2;
    REFUSES("log1p_all is 2", 2, 2);
    o.reserved = 1;
    REFUSES("reserved is 1, not 0", 2, 2);
    o.clip = -1;
    o.reserved = 0;
    o.log1p_all = 0;
    REFUSES("clip is -1, not a finite number of at least 0", 2, 2);
    o.clip = (double)INFINITY;
    REFUSES("clip is inf", 2, 2);
    o.clip = 0;
    o.log1p = flags;
    REFUSES("log1p of column 1 is 2", 2, 2);
    o.struct_size = 0;
    REFUSES("scaler options: struct_size is 0", 2, 2);
    x[2] = INFINITY;
    REFUSES("row 1, column 0: inf is not finite and not NaN for unknown", 2, 2);
    x[2] = 1e160;
    REFUSES("row 1, column 0: 1e+160 is too large to compute with", 2, 2);
    x[1] = (double)NAN;
    x[2] = 3;
    REFUSES("column 1 has no known value", 2, 2);
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "do not fit in memory",
                 quen_scaler_fit(ctx, x, SIZE_MAX / 2, 3, NULL, &s));
    x[1] = x[3] = 4;
    assert_ok(ctx, quen_scaler_fit(ctx, x, 2, 2, NULL, &s));
    x[3] = -INFINITY;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 1, column 1: -inf",
                 quen_scaler_transform(ctx, s, x, 2, out));
    assert_true(out[0] == 9 && out[3] == 9);
    quen_scaler_free(s);
    quen_context_free(ctx);
}

/* --- the same bits, memory, images --- */

static void fits_the_same(quen_context *ctx, void *user)
{
    static double x[N * D], first[2 * D];
    int *seen = user;
    make_data(x);
    quen_scaler *scaler = fit(ctx, x, QUEN_SCALER_METHOD_STANDARD, NULL);
    double now[2 * D];
    memcpy(now, quen_scaler_center(scaler), D * sizeof *now);
    memcpy(now + D, quen_scaler_scale(scaler), D * sizeof *now);
    if (*seen)
        assert_memory_equal(now, first, sizeof now);
    memcpy(first, now, sizeof now);
    *seen = 1;
    quen_scaler_free(scaler);
}

static void test_same_bits(void **state)
{
    (void)state;
    int seen = 0;
    support_each_context(fits_the_same, &seen);
}

/* Through a file and through memory. */
static quen_status keep(quen_context *ctx, const quen_scaler *scaler)
{
    quen_scaler *opened = NULL, *copy = NULL;
    unsigned char bytes[1024];
    size_t size;
    const char *path = temp_path("scaler");
    quen_status status = quen_scaler_save(ctx, scaler, path);
    if (status == QUEN_OK) {
        status = quen_scaler_open(ctx, path, &opened);
        assert_true((status == QUEN_OK) == (opened != NULL));
    }
    if (status == QUEN_OK)
        status = quen_scaler_save_bytes(ctx, opened, bytes, sizeof bytes, &size);
    if (status == QUEN_OK) {
        status = quen_scaler_open_bytes(ctx, bytes, size, &copy);
        assert_true((status == QUEN_OK) == (copy != NULL));
    }
    quen_scaler_free(copy);
    quen_scaler_free(opened);
    remove(path);
    return status;
}

static quen_status fit_and_use(quen_context *ctx, void *user)
{
    const double x[6] = {1, 2, 3, 5, 8, 13};
    double out[6];
    quen_scaler_options options;
    quen_scaler_options_init(&options, sizeof options);
    options.method = *(uint32_t *)user;
    quen_scaler *scaler = (quen_scaler *)(uintptr_t)1;
    quen_status status = quen_scaler_fit(ctx, x, 3, 2, &options, &scaler);
    if (status != QUEN_OK) {
        assert_null(scaler);
        return status;
    }
    status = quen_scaler_transform(ctx, scaler, x, 3, out);
    if (status == QUEN_OK)
        status = keep(ctx, scaler);
    quen_scaler_free(scaler);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    for (uint32_t method = 0; method <= QUEN_SCALER_METHOD_NONE; method++)
        support_each_oom(fit_and_use, &method);
}

/* Copied into an owner's image under another base, a scaler is the same. */
static void test_attach(void **state)
{
    (void)state;
    static double x[N * D];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_data(x);
    quen_scaler *scaler = fit(ctx, x, QUEN_SCALER_METHOD_STANDARD, NULL), view = {0};
    quen__image image = copy_to_owner(ctx, &scaler->model.image, 100);
    assert_ok(ctx, quen__model_attach(ctx, &quen__scaler_kind, &image, 100, &view));
    assert_memory_equal(view.center, scaler->center, D * 8);
    assert_memory_equal(view.scale, scaler->scale, D * 8);
    assert_memory_equal(view.log1p, scaler->log1p, D);
    assert_fails(ctx, QUEN_ERR_FORMAT, "(column centres) is missing",
                 quen__model_attach(ctx, &quen__scaler_kind, &image, 0, &view));
    quen__image_close(&image);
    quen_scaler_free(scaler);
    quen_context_free(ctx);
}

MODEL_CALLS(scaler);

/* A file, or bytes, and what they give is the scaler again; anything less is refused. */
static void test_files(void **state)
{
    (void)state;
    static double x[N * D], out[N * D], again[N * D];
    const uint8_t flags[D] = {1, 0, 1, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_data(x);
    quen_scaler *scaler = fit(ctx, x, QUEN_SCALER_METHOD_ROBUST, flags), *opened = NULL;
    check_model_bytes(ctx, &calls_of_scaler, scaler);
    const char *path = temp_path("scaler");
    assert_ok(ctx, quen_scaler_save(ctx, scaler, path));
    assert_ok(ctx, quen_scaler_open(ctx, path, &opened));
    remove(path);
    assert_int_equal(quen_scaler_n_columns(opened), D);
    assert_memory_equal(quen_scaler_log1p(opened), flags, D);
    assert_ok(ctx, quen_scaler_transform(ctx, scaler, x, N, out));
    assert_ok(ctx, quen_scaler_transform(ctx, opened, x, N, again));
    assert_memory_equal(out, again, sizeof out);
    quen_scaler_free(opened);
    quen_scaler_free(scaler);
    quen_context_free(ctx);
}

/* Opens what may be damaged: 1 if it is a scaler still, which then computes numbers. */
static int try_open(quen_context *ctx, const unsigned char *bytes, size_t size)
{
    static const double x[D] = {-1e300, 0, 2, 1e300};
    double out[D];
    quen_scaler *scaler = NULL;
    if (quen_scaler_open_bytes(ctx, bytes, size, &scaler) != QUEN_OK) {
        assert_null(scaler);
        assert_true(strncmp(quen_context_message(ctx), "scaler: ", 8) == 0);
        return 0;
    }
    assert_int_equal(scaler->d, D);
    assert_ok(ctx, quen_scaler_transform(ctx, scaler, x, 1, out));
    for (size_t j = 0; j < D; j++)
        assert_true(isfinite(out[j]));
    quen_scaler_free(scaler);
    return 1;
}

/*
 * Cut at every length, and any bit flipped, also behind the checksums' back: refused, or
 * in the last case maybe a scaler still.
 */
static void test_damage(void **state)
{
    (void)state;
    static double x[N * D];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_data(x);
    quen_scaler *scaler = fit(ctx, x, QUEN_SCALER_METHOD_STANDARD, NULL);
    const quen__image *image = &scaler->model.image;
    unsigned char *copy = malloc(image->size);
    size_t opened = 0;
    assert_non_null(copy);
    for (size_t size = 0; size < image->size; size++) {
        memcpy(copy, image->data, size);
        assert_false(try_open(ctx, copy, size));
        mend_checksums(copy, size);
        assert_false(try_open(ctx, copy, size));
    }
    for (size_t bit = 0; bit < image->size * 8; bit++) {
        memcpy(copy, image->data, image->size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        assert_false(try_open(ctx, copy, image->size));
        mend_checksums(copy, image->size);
        opened += (size_t)try_open(ctx, copy, image->size);
    }
    assert_true(opened > 0 && opened < image->size * 8);
    free(copy);
    quen_scaler_free(scaler);
    quen_context_free(ctx);
}

/* One section replaced, the checksums right. */
static void check_section(quen_context *ctx, const quen_scaler *scaler, uint32_t id,
                          quen__section changed, const char *words)
{
    quen__section sections[QUEN__SCALER_SECTIONS];
    quen__image image;
    for (uint32_t i = 0; i < QUEN__SCALER_SECTIONS; i++)
        sections[i] = quen__image_section(&scaler->model.image, i);
    sections[id] = changed;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_SCALER, sections,
                                     QUEN__SCALER_SECTIONS, &image));
    quen__image_seal(ctx, &image);
    quen_scaler *opened = NULL;
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen_scaler_open_bytes(ctx, image.data, image.size, &opened));
    assert_null(opened);
    quen__image_close(&image);
}

static void test_file_refused(void **state)
{
    (void)state;
    static double x[N * D];
    static const double infinite[D] = {0, 0, INFINITY, 0}, unknown[D] = {0, NAN, 0, 0};
    static const double none[D] = {1, 0, 1, 1}, ones[D] = {1, 1, 1, INFINITY};
    static const double negative = -1;
    static const uint8_t flags[D] = {0, 1, 2, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_data(x);
    quen_scaler *s = fit(ctx, x, QUEN_SCALER_METHOD_STANDARD, NULL);
    check_section(ctx, s, 0, (quen__section){0, 8, D, infinite},
                  "scaler: column centres: entry 2 is not finite");
    check_section(ctx, s, 0, (quen__section){0, 8, D, unknown},
                  "scaler: column centres: entry 1 is not finite");
    check_section(ctx, s, 0, (quen__section){0, 8, 0, NULL},
                  "scaler: column centres: there are none");
    check_section(ctx, s, 1, (quen__section){1, 8, D, none},
                  "scaler: column scales: entry 1 is 0");
    check_section(ctx, s, 1, (quen__section){1, 8, D, ones},
                  "scaler: column scales: entry 3 is inf");
    check_section(ctx, s, 1, (quen__section){1, 8, D - 1, none}, "has 3 entries, not 4");
    check_section(ctx, s, 2, (quen__section){2, 1, D, flags},
                  "scaler: column log1p: 2 is not below 2");
    check_section(ctx, s, 3, (quen__section){3, 8, 1, &negative},
                  "scaler: limit of scaled values: it is -1");
    check_section(ctx, s, 3, (quen__section){3, 8, 1, infinite + 2},
                  "scaler: limit of scaled values: it is inf");
    quen_scaler_free(s);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standard),
        cmocka_unit_test(test_robust),
        cmocka_unit_test(test_quartiles),
        cmocka_unit_test(test_log1p),
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_clip),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_attach),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_file_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
