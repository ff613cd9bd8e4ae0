/* NPS and CSAT: by hand, intervals against their equations and by counting, refusals. */
#include "support.h"

#include <math.h>

#include "core/rng.h"

#define Z 1.959963984540054 /* of 0.95 */

static void test_nps(void **state)
{
    (void)state;
    const int64_t scores[] = {10, 9, 9, 8, 7, 7, 6, 10, 3, 9};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_survey_score s;
    assert_ok(ctx, quen_survey_nps(ctx, scores, 10, 0.95, &s));
    assert_true(s.n == 10 && s.good == 5 && s.neutral == 3 && s.bad == 2);
    assert_true(s.score == 30);
    assert_close(s.std_error, 100 * sqrt((0.7 - 0.09) / 10), 1e-14);
    double sum = 10 + Z * Z, middle = 3 / sum, both = (7 + Z * Z / 2) / sum;
    double reach = Z * sqrt((both - middle * middle) / sum);
    assert_close(s.low, 100 * (middle - reach), 1e-9);
    assert_close(s.high, 100 * (middle + reach), 1e-9);
    quen_context_free(ctx);
}

/* Answers that are all alike do not make a score sure. */
static void test_nps_alike(void **state)
{
    (void)state;
    const int64_t all[3][2] = {{10, 10}, {0, 6}, {7, 8}};
    const double scores[3] = {100, -100, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_survey_score s;
    for (size_t i = 0; i < 3; i++) {
        assert_ok(ctx, quen_survey_nps(ctx, all[i], 2, 0.95, &s));
        assert_true(s.score == scores[i] && s.std_error == 0);
        assert_true(s.low >= -100 && s.high <= 100 && s.high - s.low > 50);
        assert_true(s.low <= s.score && s.score <= s.high);
    }
    quen_context_free(ctx);
}

/* Of samples of 20 answers, a share of promoters and of detractors drawn. */
static void test_nps_covers(void **state)
{
    (void)state;
    static const double good[] = {.5, .3, .8, .95}, bad[] = {.2, .3, .05, .01};
    enum { SAMPLES = 4000, ANSWERS = 20 };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t k = 0; k < 4; k++) {
        size_t covered = 0;
        for (uint64_t i = 0; i < SAMPLES; i++) {
            int64_t scores[ANSWERS];
            quen_survey_score s;
            for (uint64_t j = 0; j < ANSWERS; j++) {
                double u = (double)quen__random_below(k, i, j, 1000000) / 1e6;
                scores[j] = u < good[k] ? 9 : u < good[k] + bad[k] ? 6 : 8;
            }
            assert_ok(ctx, quen_survey_nps(ctx, scores, ANSWERS, 0.95, &s));
            double truth = 100 * (good[k] - bad[k]);
            covered += s.low <= truth && truth <= s.high;
        }
        assert_in_range(covered, SAMPLES * 0.92, SAMPLES * 0.99);
    }
    quen_context_free(ctx);
}

/* Wilson's ends are the shares p of which (share - p)^2 is z^2 p (1 - p) / n. */
static void test_csat(void **state)
{
    (void)state;
    const int64_t scores[] = {5, 4, 3, 2, 1, 5, 4, 4};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_survey_score s;
    assert_ok(ctx, quen_survey_csat(ctx, scores, 8, 0.95, &s));
    assert_true(s.n == 8 && s.good == 5 && s.neutral == 1 && s.bad == 2);
    assert_true(s.score == 0.625 && s.low < 0.625 && s.high > 0.625);
    assert_close(s.std_error, sqrt(0.625 * 0.375 / 8), 1e-14);
    const double ends[2] = {s.low, s.high};
    for (size_t i = 0; i < 2; i++)
        assert_close((0.625 - ends[i]) * (0.625 - ends[i]),
                     Z * Z * ends[i] * (1 - ends[i]) / 8, 1e-9);
    const int64_t happy[] = {5, 5, 4}, not_happy[] = {1, 3};
    assert_ok(ctx, quen_survey_csat(ctx, happy, 3, 0.95, &s));
    assert_true(s.score == 1 && s.high == 1);
    assert_close(s.low, 3 / (3 + Z * Z), 1e-9);
    assert_ok(ctx, quen_survey_csat(ctx, not_happy, 2, 0.95, &s));
    assert_true(s.score == 0 && s.low == 0);
    assert_close(s.high, Z * Z / (2 + Z * Z), 1e-9);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    const int64_t scores[] = {5, 11, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_survey_score s = {.n = 77};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "survey: there is no answer",
                 quen_survey_nps(ctx, scores, 0, 0.95, &s));
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "survey: row 1: the answer is 11, not within 0..10: leave it out",
                 quen_survey_nps(ctx, scores, 3, 0.95, &s));
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "survey: row 0: the answer is 0, not within 1..5",
                 quen_survey_csat(ctx, scores + 2, 1, 0.95, &s));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "survey: confidence is 1, not above 0",
                 quen_survey_csat(ctx, scores, 1, 1, &s));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "survey: confidence is 0, not above 0",
                 quen_survey_nps(ctx, scores, 1, 0, &s));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "survey: confidence is",
                 quen_survey_nps(ctx, scores, 1, (double)NAN, &s));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "survey: scores",
                 quen_survey_nps(ctx, scores, SIZE_MAX / 2, 0.95, &s));
    assert_int_equal(s.n, 77);
    quen_context_free(ctx);
}

static quen_status ask(quen_context *ctx, void *user)
{
    const int64_t scores[] = {5, 4, 3};
    quen_survey_score *out = user;
    quen_status status = quen_survey_nps(ctx, scores, 3, 0.95, &out[0]);
    return status == QUEN_OK ? quen_survey_csat(ctx, scores, 3, 0.95, &out[1]) : status;
}

/* Nothing is allocated. */
static void test_memory(void **state)
{
    (void)state;
    quen_survey_score out[2];
    support_each_oom(ask, out);
    assert_int_equal(support_peak(1, ask, out), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nps),        cmocka_unit_test(test_nps_alike),
        cmocka_unit_test(test_nps_covers), cmocka_unit_test(test_csat),
        cmocka_unit_test(test_refuses),    cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
