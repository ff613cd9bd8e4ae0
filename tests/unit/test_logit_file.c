/* Logistic regression in files: saved and opened again; damaged ones refused. */
#include "logit_cases.h"
#include "mend.h"
#include "model_bytes.h"

#include <math.h>

#include "models/logit/logit.h"

MODEL_CALLS(logit);

static void test_save_open(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static logit_sample s;
    const char *path = temp_path("logit");
    quen_logit *opened = NULL;
    double p[2];
    (void)state;
    make_logit_sample(&s, 21);
    quen_logit *logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
    assert_ok(ctx, quen_logit_save(ctx, logit, path));
    assert_ok(ctx, quen_logit_open(ctx, path, &opened));
    assert_int_equal(opened->model.image.size, logit->model.image.size);
    assert_memory_equal(opened->model.image.data, logit->model.image.data,
                        logit->model.image.size);
    assert_ok(ctx, quen_logit_predict(ctx, logit, s.x, 1, p));
    assert_ok(ctx, quen_logit_predict(ctx, opened, s.x, 1, p + 1));
    assert_true(p[0] == p[1]);
    assert_int_equal(quen_logit_n_iterations(opened), quen_logit_n_iterations(logit));
    check_model_bytes(ctx, &calls_of_logit, logit);
    quen_logit_free(opened);
    remove(path);
    assert_fails(ctx, QUEN_ERR_IO, path, quen_logit_open(ctx, path, &opened));
    assert_null(opened);
    quen_logit_free(logit);
    quen_logit_free(NULL);
    quen_context_free(ctx);
}

/* Everything a model that got past the checks is asked for. */
static void assert_usable(quen_context *ctx, const quen_logit *logit)
{
    size_t d = quen_logit_n_columns(logit), terms = quen_logit_n_terms(logit);
    double *x = malloc(3 * d * sizeof *x), *out = malloc(3 * terms * sizeof *out);
    assert_true(x && out);
    for (size_t j = 0; j < d; j++) {
        x[j] = (double)j - 1;
        x[d + j] = NAN;
        x[2 * d + j] = j % 2 ? 1e308 : -1e308;
    }
    assert_ok(ctx, quen_logit_contributions(ctx, logit, x, 3, out));
    for (size_t i = 0; i < 3 * terms; i++)
        assert_true(isfinite(out[i]));
    assert_ok(ctx, quen_logit_predict(ctx, logit, x, 3, out));
    for (size_t i = 0; i < 3; i++)
        assert_true(out[i] >= 0 && out[i] <= 1);
    for (size_t term = 0; term < terms; term++)
        assert_true(strlen(quen_logit_term_name(logit, term)) > 0);
    free(x);
    free(out);
}

/* Every bit flipped, checksums mended: refused with a sentence, or as good as any. */
static void test_damage(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const double x[] = {1, NAN, 2, 5, 4, 7, 3, 6, 5, 5, 7, 1};
    const uint8_t y[] = {0, 0, 1, 0, 1, 1};
    quen_logit *logit = fit_logit(ctx, x, y, 6, 2, NULL);
    size_t size = logit->model.image.size, refused = 0;
    unsigned char *copy = malloc(size);
    (void)state;
    assert_non_null(copy);
    for (size_t bit = 0; bit < 8 * size; bit++) {
        quen_logit *other;
        memcpy(copy, logit->model.image.data, size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        mend_checksums(copy, size);
        quen_status status = quen_logit_open_bytes(ctx, copy, size, &other);
        if (status == QUEN_OK)
            assert_usable(ctx, other);
        else
            assert_true(status == QUEN_ERR_FORMAT || status == QUEN_ERR_VERSION);
        refused += status != QUEN_OK;
        quen_logit_free(other);
    }
    assert_true(refused > 4 * size && refused < 8 * size);
    free(copy);
    quen_logit_free(logit);
    quen_context_free(ctx);
}

/* Overwrite an 8-byte entry of a section, attach, and put it back. */
static void refuse_entry(quen_context *ctx, quen_logit *logit, uint32_t section,
                         size_t at, const void *value, const char *words)
{
    unsigned char *place = quen__image_fill(&logit->model.image, section), saved[8];
    quen_logit other = {0};
    memcpy(saved, place + 8 * at, 8);
    memcpy(place + 8 * at, value, 8);
    assert_fails(
        ctx, QUEN_ERR_FORMAT, words,
        quen__model_attach(ctx, &quen__logit_kind, &logit->model.image, 0, &other));
    memcpy(place + 8 * at, saved, 8);
    assert_ok(ctx,
              quen__model_attach(ctx, &quen__logit_kind, &logit->model.image, 0, &other));
}

static void test_attach_refuses(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static logit_sample s;
    const uint64_t zero = 0, two = 2, lots = 99;
    const double infinite = INFINITY, negative = -1, nan = NAN;
    (void)state;
    make_logit_sample(&s, 25);
    quen_logit *logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
    uint32_t statistic = QUEN__LOGIT_FIRST_STATISTIC;
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 0, &zero, "0 columns and 2 indicators");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 0, &lots, "99 columns");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 2, &two, "a flag or count");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 4, &nan, "log-likelihood");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 5, &infinite, "intercept");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 6, &negative, "intercept");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 7, &infinite, "intercept");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 8, &negative, "intercept");
    refuse_entry(ctx, logit, QUEN__LOGIT_INDICATORS, 0, &lots,
                 "indicators: 99 is not below");
    refuse_entry(ctx, logit, QUEN__LOGIT_INDICATORS, 0, &zero,
                 "is not above the one before");
    refuse_entry(ctx, logit, QUEN__LOGIT_NAME_OFFSETS, 1, &lots, "offsets of names");
    refuse_entry(ctx, logit, QUEN__LOGIT_NAME_OFFSETS, 1, &two, "name 0 is no text");
    refuse_entry(ctx, logit, QUEN__LOGIT_NAMES, 0, &zero, "name 0 is no text");
    refuse_entry(ctx, logit, statistic + QUEN__LOGIT_MEANS, 1, &nan, "means: entry 1");
    refuse_entry(ctx, logit, statistic + QUEN__LOGIT_COEFFICIENTS, 1, &infinite,
                 "coefficients: entry 1");
    refuse_entry(ctx, logit, statistic + QUEN__LOGIT_STD_ERRORS, 0, &negative,
                 "standard errors: entry 0");
    refuse_entry(ctx, logit, statistic + QUEN__LOGIT_Z, 0, &infinite,
                 "z values: entry 0");
    refuse_entry(ctx, logit, statistic + QUEN__LOGIT_P, 0, &negative,
                 "p values: entry 0");
    refuse_entry(ctx, logit, statistic + QUEN__LOGIT_ODDS_RATIOS, 0, &negative,
                 "odds ratios: entry 0");
    quen_logit_free(logit);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_save_open),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_attach_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
