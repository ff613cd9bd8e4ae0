/* Evaluation: every refusal with its sentence, and every allocation failing. */
#include "support.h"

#include <math.h>

#define N 6u

static const uint8_t y[N] = {0, 1, 0, 1, 1, 0};
static const double score[N] = {.1, .9, .4, .3, .8, .2};

#define REFUSES(words, call) assert_fails(ctx, QUEN_ERR_ARGUMENT, words, call)

/* --- two classes --- */

static quen_status binary(quen_context *ctx, const uint8_t *classes, const double *s,
                          size_t n, quen_binary_options *o)
{
    quen_binary_report r;
    quen_binary_report_init(&r, sizeof r);
    quen_status status = quen_evaluate_binary(ctx, classes, s, n, o, &r, NULL, NULL);
    assert_true((status == QUEN_OK) == (r.rate != 0));
    if (o)
        quen_binary_options_init(o, sizeof *o);
    return status;
}

static void test_rows(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_binary_options o;
    quen_binary_options_init(&o, sizeof o);
    uint8_t bad_y[N] = {0, 1, 2, 1, 0, 1};
    double bad[N] = {.1, .2, .3, 1.5, .1, .2}, w[N] = {0};
    uint32_t groups[N] = {0, 1, 2, 3, 9, 4};
    REFUSES("evaluate: 0 rows, not within 1..2^32 - 2", binary(ctx, y, score, 0, &o));
    REFUSES("evaluate: row 2: class is 2, not 0 or 1", binary(ctx, bad_y, score, N, &o));
    REFUSES("evaluate: row 3: score is 1.5, not within 0..1; where scores are no "
            "probabilities, say QUEN_BINARY_SCORES_ANY",
            binary(ctx, y, bad, N, &o));
    bad[1] = INFINITY;
    o.scores = QUEN_BINARY_SCORES_ANY;
    REFUSES("evaluate: row 1: score is inf, not finite", binary(ctx, y, bad, N, &o));
    o.weights = w;
    REFUSES("evaluate: weights add up to 0", binary(ctx, y, score, N, &o));
    w[5] = 1e101;
    o.weights = w;
    REFUSES("evaluate: weights add up to 1e+101; from 1e-100 to 1e+100 is allowed",
            binary(ctx, y, score, N, &o));
    w[5] = -1;
    o.weights = w;
    REFUSES("evaluate: row 5: weight is -1, not finite and at least 0",
            binary(ctx, y, score, N, &o));
    o.groups = groups;
    REFUSES("evaluate: row 4: group is 9, not within 0..5", binary(ctx, y, score, N, &o));
    quen_context_free(ctx);
}

static void test_settings(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_binary_options o;
    quen_binary_options_init(&o, sizeof o);
    o.scores = 2;
    REFUSES("evaluate: scores is 2, not within 0..1", binary(ctx, y, score, N, &o));
    o.binning = 2;
    REFUSES("evaluate: binning is 2", binary(ctx, y, score, N, &o));
    o.bins = 1001;
    REFUSES("evaluate: bins is 1001, not within 1..1000", binary(ctx, y, score, N, &o));
    o.resamples = 1;
    REFUSES("evaluate: resamples is 1, not within 2..1000000",
            binary(ctx, y, score, N, &o));
    o.confidence = 1;
    REFUSES("evaluate: confidence is 1, not above 0 and below 1",
            binary(ctx, y, score, N, &o));
    o.reserved = 1;
    REFUSES("evaluate: reserved is 1", binary(ctx, y, score, N, &o));
    o.struct_size = 0;
    REFUSES("evaluate options: struct_size is 0", binary(ctx, y, score, N, &o));
    quen_context_free(ctx);
}

static void test_outputs(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_binary_report r, empty = {0};
    quen_binary_options o;
    quen_calibration_bin bins[10];
    quen_gain parts[1];
    quen_auc_test t;
    size_t count = 9;
    quen_binary_report_init(&r, sizeof r);
    quen_binary_options_init(&o, sizeof o);
    REFUSES("evaluate: low and high are NULL both or neither",
            quen_evaluate_binary(ctx, y, score, N, NULL, &r, &r, NULL));
    REFUSES("evaluate: report: struct_size is 0",
            quen_evaluate_binary(ctx, y, score, N, NULL, &empty, NULL, NULL));
    REFUSES("evaluate: room for 9 bins, and there may be 10",
            quen_evaluate_calibration(ctx, y, score, N, NULL, bins, 9, &count));
    assert_int_equal(count, 0);
    o.scores = QUEN_BINARY_SCORES_ANY;
    REFUSES("evaluate: calibration takes probabilities",
            quen_evaluate_calibration(ctx, y, score, N, &o, bins, 10, &count));
    REFUSES("evaluate: n_parts is 0, not within 1..1000",
            quen_evaluate_gains(ctx, y, score, N, NULL, parts, 0));
    REFUSES("evaluate: confidence is 0",
            quen_evaluate_auc_test(ctx, y, score, NULL, N, 0, &t));
    REFUSES("evaluate: 0 rows", quen_evaluate_auc_test(ctx, y, score, NULL, 0, .9, &t));
    quen_context_free(ctx);
}

/* --- lists --- */

static const uint64_t start[3] = {0, 1, 3};
static const uint32_t held[3] = {1, 0, 2};

static void test_lists(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_csr held_out = {2, 4, start, held, NULL}, none = {0, 4, start, held, NULL};
    quen_ranking_report r;
    quen_ranking_options o;
    uint32_t list[4] = {0, 1, 2, 3}, counts[2] = {2, 3};
    const uint64_t popularity[4] = {1, 1, 1, 3};
    quen_ranking_report_init(&r, sizeof r);
#define RANKING(items, n, width)                                                         \
    (quen_evaluate_ranking(ctx, &held_out, items, n, width, &o, &r, NULL, NULL))
    quen_ranking_options_init(&o, sizeof o);
    REFUSES("evaluate: held_out: the matrix is empty",
            quen_evaluate_ranking(ctx, &none, list, NULL, 2, &o, &r, NULL, NULL));
    REFUSES("evaluate: width is 0, not within 1..2147483648", RANKING(list, NULL, 0));
    REFUSES("evaluate: row 1: 3 items in a list with room for 2",
            RANKING(list, counts, 2));
    o.top = 3;
    REFUSES("evaluate: top is 3, not within 0..2", RANKING(list, NULL, 2));
    o.top = 0;
    o.popularity = popularity;
    REFUSES("evaluate: population is 0", RANKING(list, NULL, 2));
    o.population = 2;
    REFUSES("evaluate: item 3: popularity is 3, above the population of 2",
            RANKING(list, NULL, 2));
    quen_ranking_options_init(&o, sizeof o);
    list[3] = 2;
    REFUSES("evaluate: row 1: item 2 is in the list twice", RANKING(list, NULL, 2));
    list[3] = 4;
    REFUSES("evaluate: row 1: item is 4, not within 0..3", RANKING(list, NULL, 2));
    list[3] = 3;
    o.resamples = 0;
    REFUSES("evaluate: resamples is 0", RANKING(list, NULL, 2));
    REFUSES("evaluate: low and high are NULL both or neither",
            quen_evaluate_ranking(ctx, &held_out, list, NULL, 2, NULL, &r, NULL, &r));
    r.struct_size = 0;
    REFUSES("evaluate: report: struct_size is 0", RANKING(list, NULL, 2));
    assert_true(r.recall == 0 && r.coverage == 0);
    quen_context_free(ctx);
}

/* --- clusters --- */

static void test_clusters(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_clusters_options o;
    quen_clusters_report r;
    double x[4] = {1, 2, 3, 4};
    uint32_t label[4] = {0, 0, 0, 0};
    quen_clusters_options_init(&o, sizeof o);
    quen_clusters_report_init(&r, sizeof r);
#define CLUSTERS(n, d) quen_evaluate_clusters(ctx, x, n, d, label, &o, &r)
    REFUSES("evaluate: labels tell 1 clusters of 4 points, not within 2..3",
            CLUSTERS(4, 1));
    label[1] = 1, label[2] = 2, label[3] = 3;
    REFUSES("evaluate: labels tell 4 clusters of 4 points", CLUSTERS(4, 1));
    label[2] = 4;
    REFUSES("evaluate: row 2: label is 4, not within 0..3", CLUSTERS(4, 1));
    REFUSES("evaluate: 2 x 2 values, not 3..2^32 - 2 points", CLUSTERS(2, 2));
    REFUSES("evaluate: 4 x 0 values", CLUSTERS(4, 0));
    o.sample = 1;
    REFUSES("evaluate: sample is 1", CLUSTERS(4, 1));
    o.sample = 2;
    x[3] = (double)NAN;
    REFUSES("evaluate: x: row 3, column 0", CLUSTERS(4, 1));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "do not fit in memory",
                 CLUSTERS(UINT32_MAX - 1, SIZE_MAX / 64));
    assert_true(r.clusters == 0 && r.silhouette == 0);
    r.struct_size = 0;
    REFUSES("evaluate: report: struct_size is 0", CLUSTERS(4, 1));
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status all_binary(quen_context *ctx, void *user)
{
    static const uint32_t groups[N] = {0, 0, 1, 1, 2, 3};
    static const double weights[N] = {1, 2, 1, 1, 1, 3};
    quen_binary_report r, low, high;
    quen_binary_options o;
    quen_calibration_bin bins[10];
    quen_gain parts[2];
    quen_auc_test t;
    size_t count = 0;
    (void)user;
    quen_binary_report_init(&r, sizeof r);
    quen_binary_report_init(&low, sizeof low);
    quen_binary_report_init(&high, sizeof high);
    quen_binary_options_init(&o, sizeof o);
    o.resamples = 3;
    o.groups = groups;
    o.weights = weights;
    quen_status status = quen_evaluate_binary(ctx, y, score, N, &o, &r, &low, &high);
    assert_true(status == QUEN_OK || (r.rate == 0 && low.rate == 0));
    if (status == QUEN_OK)
        status =
            quen_evaluate_binary_compare(ctx, y, score, score, N, &o, &r, &low, &high);
    if (status == QUEN_OK) {
        status = quen_evaluate_calibration(ctx, y, score, N, &o, bins, 10, &count);
        assert_true((status == QUEN_OK) == (count > 0));
    }
    if (status == QUEN_OK)
        status = quen_evaluate_gains(ctx, y, score, N, &o, parts, 2);
    if (status == QUEN_OK)
        status = quen_evaluate_auc_test(ctx, y, score, score, N, 0.9, &t);
    return status;
}

static quen_status all_others(quen_context *ctx, void *user)
{
    static const uint32_t list[4] = {0, 1, 2, 3}, label[4] = {0, 0, 1, 1};
    static const double x[4] = {1, 2, 8, 9};
    quen_csr held_out = {2, 4, start, held, NULL};
    quen_ranking_report r, low, high;
    quen_clusters_report c;
    (void)user;
    quen_ranking_report_init(&r, sizeof r);
    quen_ranking_report_init(&low, sizeof low);
    quen_ranking_report_init(&high, sizeof high);
    quen_clusters_report_init(&c, sizeof c);
    quen_status status =
        quen_evaluate_ranking(ctx, &held_out, list, NULL, 2, NULL, &r, &low, &high);
    assert_true((status == QUEN_OK) == (r.coverage > 0));
    if (status == QUEN_OK)
        status = quen_evaluate_ranking_compare(ctx, &held_out, list, NULL, list, NULL, 2,
                                               NULL, &r, &low, &high);
    if (status == QUEN_OK)
        status = quen_evaluate_clusters(ctx, x, 4, 1, label, NULL, &c);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    support_each_oom(all_binary, NULL);
    support_each_oom(all_others, NULL);
}

/* --- progress --- */

static int stop(void *user, const char *stage, double fraction)
{
    (void)stage, (void)fraction;
    ++*(int *)user;
    return 1;
}

static void test_cancelled(void **state)
{
    (void)state;
    int calls = 0;
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.progress = stop;
    options.progress_user = &calls;
    quen_context *ctx = NULL;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_binary_report r, low, high;
    quen_binary_report_init(&r, sizeof r);
    low = high = r;
    assert_int_equal(quen_evaluate_binary(ctx, y, score, N, NULL, &r, &low, &high),
                     QUEN_ERR_CANCELLED);
    assert_true(calls > 0 && r.rate == 0 && low.rate == 0);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),      cmocka_unit_test(test_settings),
        cmocka_unit_test(test_outputs),   cmocka_unit_test(test_lists),
        cmocka_unit_test(test_clusters),  cmocka_unit_test(test_memory),
        cmocka_unit_test(test_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
