/* Scores of two classes: against scikit-learn, and intervals against what they are. */
#include "support.h"

#include <math.h>

#include "core/rng.h"

#define FIGURES 15u
#define MOST 400u

/* The figures of a report, in its order. */
static const double *figures_of(const quen_binary_report *report)
{
    return (const double *)(const void *)report +
           offsetof(quen_binary_report, rate) / sizeof(double);
}

static quen_binary_report new_report(void)
{
    quen_binary_report report;
    quen_binary_report_init(&report, sizeof report);
    return report;
}

static quen_binary_options new_options(void)
{
    quen_binary_options options;
    quen_binary_options_init(&options, sizeof options);
    return options;
}

/* Rows of the golden file. */
typedef struct rows {
    size_t n;
    uint8_t y[MOST];
    const double *score, *weight;
} rows;

static void read_rows(const golden *g, const char *name, rows *r)
{
    char key[64];
    size_t n;
    snprintf(key, sizeof key, "%s y", name);
    const double *y = golden_get(g, key, &r->n);
    assert_true(r->n <= MOST);
    for (size_t i = 0; i < r->n; i++)
        r->y[i] = (uint8_t)y[i];
    snprintf(key, sizeof key, "%s score", name);
    r->score = golden_get(g, key, &n);
    r->weight = NULL;
    snprintf(key, sizeof key, "%s weight", name);
    if (strcmp(name, "weighted") == 0)
        r->weight = golden_get(g, key, &n);
    assert_int_equal(n, r->n);
}

/* --- golden vectors --- */

static void check_figures(quen_context *ctx, const golden *g, const char *name,
                          uint32_t binning)
{
    static const char *const words[2] = {"quantile", "width"};
    rows r;
    read_rows(g, name, &r);
    quen_binary_report report = new_report();
    quen_binary_options options = new_options();
    options.binning = binning;
    options.weights = r.weight;
    assert_ok(
        ctx, quen_evaluate_binary(ctx, r.y, r.score, r.n, &options, &report, NULL, NULL));
    char key[64];
    size_t n;
    snprintf(key, sizeof key, "%s %s", name, words[binning]);
    const double *expected = golden_get(g, key, &n), *got = figures_of(&report);
    assert_int_equal(n, FIGURES);
    for (size_t f = 0; f < FIGURES; f++) {
        /* The regression of the reference stops a little early. */
        double tolerance = f < 13 ? 1e-12 : 1e-8;
        if (!(fabs(got[f] - expected[f]) <= tolerance))
            fail_msg("%s: figure %zu is %.17g, not %.17g", key, f, got[f], expected[f]);
    }
    double sum =
        report.reliability - report.resolution + report.uncertainty + report.within;
    assert_true(fabs(sum - report.brier) < 1e-15);
}

static void test_figures(void **state)
{
    (void)state;
    golden *g = golden_open("evaluate.txt");
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t binning = 0; binning < 2; binning++) {
        check_figures(ctx, g, "plain", binning);
        check_figures(ctx, g, "tied", binning);
        check_figures(ctx, g, "weighted", binning);
    }
    quen_context_free(ctx);
    golden_close(g);
}

static void check_bins(quen_context *ctx, const golden *g, const char *name,
                       uint32_t binning)
{
    static const char *const words[2] = {"quantile", "width"};
    rows r;
    read_rows(g, name, &r);
    quen_calibration_bin bins[10];
    quen_binary_options options = new_options();
    options.binning = binning;
    size_t count, n;
    assert_ok(ctx, quen_evaluate_calibration(ctx, r.y, r.score, r.n, &options, bins, 10,
                                             &count));
    char key[64];
    snprintf(key, sizeof key, "%s %s mean", name, words[binning]);
    const double *mean = golden_get(g, key, &n);
    assert_int_equal(count, n);
    snprintf(key, sizeof key, "%s %s rate", name, words[binning]);
    const double *rate = golden_get(g, key, &n);
    uint64_t all = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(fabs(bins[i].mean_score - mean[i]) < 1e-12);
        assert_true(fabs(bins[i].rate - rate[i]) < 1e-12);
        assert_true(bins[i].least <= bins[i].greatest);
        assert_true(i == 0 || bins[i].least > bins[i - 1].greatest);
        assert_true(bins[i].weight == (double)bins[i].rows);
        all += bins[i].rows;
    }
    assert_int_equal(all, r.n);
}

static void test_bins(void **state)
{
    (void)state;
    golden *g = golden_open("evaluate.txt");
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t binning = 0; binning < 2; binning++) {
        check_bins(ctx, g, "plain", binning);
        check_bins(ctx, g, "tied", binning);
    }
    quen_context_free(ctx);
    golden_close(g);
}

static void check_gains(quen_context *ctx, const golden *g, const char *name)
{
    rows r;
    read_rows(g, name, &r);
    quen_gain parts[10];
    quen_binary_options options = new_options();
    quen_binary_report report = new_report();
    options.weights = r.weight;
    assert_ok(ctx, quen_evaluate_gains(ctx, r.y, r.score, r.n, &options, parts, 10));
    assert_ok(
        ctx, quen_evaluate_binary(ctx, r.y, r.score, r.n, &options, &report, NULL, NULL));
    char key[64];
    size_t n;
    snprintf(key, sizeof key, "%s gain rate", name);
    const double *rate = golden_get(g, key, &n);
    snprintf(key, sizeof key, "%s gain least", name);
    const double *least = golden_get(g, key, &n);
    snprintf(key, sizeof key, "%s gain captured", name);
    const double *captured = golden_get(g, key, &n);
    for (size_t i = 0; i < 10; i++) {
        assert_true(parts[i].least == least[i]);
        assert_true(parts[i].share == (double)(i + 1) / 10);
        assert_true(fabs(parts[i].rate - rate[i]) < 1e-12);
        assert_true(fabs(parts[i].captured - captured[i]) < 1e-12);
        assert_true(fabs(parts[i].lift - rate[i] / report.rate) < 1e-12);
        assert_true(fabs(parts[i].cumulative_lift - captured[i] / parts[i].share) <
                    1e-11);
    }
    assert_true(fabs(parts[0].lift - report.lift10) < 1e-13);
}

static void test_gains(void **state)
{
    (void)state;
    golden *g = golden_open("evaluate.txt");
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    check_gains(ctx, g, "plain");
    check_gains(ctx, g, "tied");
    check_gains(ctx, g, "weighted");
    quen_context_free(ctx);
    golden_close(g);
}

static void test_delong(void **state)
{
    (void)state;
    golden *g = golden_open("evaluate.txt");
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    rows a, b;
    size_t n;
    read_rows(g, "plain", &a);
    read_rows(g, "tied", &b);
    quen_auc_test t;
    const double *expected = golden_get(g, "delong", &n),
                 *got = (const double *)(const void *)&t;
    assert_int_equal(n, sizeof t / sizeof *got);
    assert_ok(ctx, quen_evaluate_auc_test(ctx, a.y, a.score, b.score, a.n, 0.9, &t));
    for (size_t f = 0; f < n; f++)
        assert_close(got[f], expected[f], 1e-10);
    quen_auc_test alone;
    assert_ok(ctx, quen_evaluate_auc_test(ctx, a.y, a.score, NULL, a.n, 0.9, &alone));
    assert_true(alone.auc_a == t.auc_a && alone.std_error == t.std_error_a);
    assert_true(alone.auc_b == 0.5 && alone.difference == t.auc_a - 0.5);
    quen_context_free(ctx);
    golden_close(g);
}

static void test_delong_ends(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const uint8_t y[5] = {0, 0, 1, 1, 1};
    const double a[5] = {1, 2, 3, 4, 5}, same[5] = {1, 1, 1, 1, 1};
    quen_auc_test t;
    assert_ok(ctx, quen_evaluate_auc_test(ctx, y, a, a, 5, 0.95, &t));
    assert_true(t.difference == 0 && t.z == 0 && t.p == 1 && t.low == 0 && t.high == 0);
    assert_ok(ctx, quen_evaluate_auc_test(ctx, y, a, same, 5, 0.95, &t));
    assert_true(t.auc_a == 1 && t.auc_b == 0.5 && isinf(t.z) && t.p == 0);
    /* One row of a class has no variance. */
    assert_ok(ctx, quen_evaluate_auc_test(ctx, y, a, NULL, 3, 0.95, &t));
    assert_true(isnan(t.auc_a) && isnan(t.p));
    quen_context_free(ctx);
}

/* The ones of a part, each row looked at on its own: scores fall with the row's number.
 */
static double naive_ones(const uint8_t *y, const double *w, size_t n, double all,
                         double first, double last)
{
    double met = 0, ones = 0;
    for (size_t r = 0; r < n; met += w[r++]) {
        double from = met > first * all ? met : first * all;
        double to = met + w[r] < last * all ? met + w[r] : last * all;
        ones += to > from && y[r] ? to - from : 0;
    }
    return ones;
}

/* More parts than rows, rows that weigh nothing, and rows of several parts. */
static void test_many_parts(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    enum { ROWS = 97, PARTS = 1000 };
    uint8_t y[ROWS];
    double score[ROWS], w[ROWS], all = 0;
    static quen_gain parts[PARTS];
    quen_binary_options o = new_options();
    for (size_t r = 0; r < ROWS; r++) {
        y[r] = r % 3 == 0;
        score[r] = -(double)r;
        w[r] = (double)(r * 7 % 5);
        all += w[r];
    }
    o.weights = w;
    for (size_t n = 1; n <= PARTS; n = n * 3 + 1) {
        assert_ok(ctx, quen_evaluate_gains(ctx, y, score, ROWS, &o, parts, n));
        for (size_t i = 0; i < n; i++) {
            double ones = naive_ones(y, w, ROWS, all, (double)i / (double)n,
                                     (double)(i + 1) / (double)n);
            assert_true(fabs(parts[i].rate - ones * (double)n / all) < 1e-9);
        }
        assert_true(fabs(parts[n - 1].captured - 1) < 1e-12);
    }
    quen_context_free(ctx);
}

/* --- what is not defined --- */

static void test_undefined(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const uint8_t ones[4] = {1, 1, 1, 1}, y[4] = {0, 1, 0, 1};
    const double p[4] = {.1, .9, .2, .8}, any[4] = {-3, 70, 5, 4};
    const double last[4] = {0, 0, 0, 1};
    quen_binary_report r = new_report();
    quen_binary_options o = new_options();
    assert_ok(ctx, quen_evaluate_binary(ctx, ones, p, 4, &o, &r, NULL, NULL));
    assert_true(isnan(r.auc) && isnan(r.ks) && isnan(r.slope) && isnan(r.intercept));
    assert_true(r.average_precision == 1 && r.lift10 == 1 && r.rate == 1);
    /* Separated: no finite regression. */
    assert_ok(ctx, quen_evaluate_binary(ctx, y, p, 4, &o, &r, NULL, NULL));
    assert_true(r.auc == 1 && r.ks == 1 && isnan(r.slope) &&
                fabs(r.brier - .025) < 1e-15);
    o.scores = QUEN_BINARY_SCORES_ANY;
    assert_ok(ctx, quen_evaluate_binary(ctx, y, any, 4, &o, &r, NULL, NULL));
    assert_true(r.auc == 0.75 && isnan(r.brier) && isnan(r.mean_score));
    quen_gain half[2];
    assert_ok(ctx, quen_evaluate_gains(ctx, y, any, 4, NULL, half, 2));
    assert_true(half[0].least == 5 && half[0].rate == 0.5 && half[1].captured == 1);
    /* Rows that weigh nothing are as good as absent. */
    o.weights = last;
    assert_ok(ctx, quen_evaluate_binary(ctx, y, any, 4, &o, &r, NULL, NULL));
    assert_true(r.rate == 1 && isnan(r.auc) && r.average_precision == 1);
    quen_context_free(ctx);
}

/* --- intervals --- */

#define N 60u
#define RESAMPLES 41u

typedef struct sample {
    uint8_t y[N];
    double a[N], b[N];
    uint32_t group[N];
} sample;

static void make_sample(sample *s)
{
    for (size_t i = 0; i < N; i++) {
        s->y[i] = (uint8_t)(quen__random_below(1, 0, i, 10) < 4);
        double shift = s->y[i] ? 0.15 : 0;
        s->a[i] = 0.1 + shift + 0.6 * quen__random_unit(1, 1, i);
        s->b[i] = floor(10 * (0.2 + 0.5 * quen__random_unit(1, 2, i))) / 10;
        s->group[i] = (uint32_t)(2 * (i / 3) + 7);
    }
    s->group[0] = 5;
}

/* The rows of a resample, one after another: by row, or by group in order of appearance.
 */
static size_t expand(const sample *s, int grouped, uint64_t resample, uint64_t seed,
                     size_t *row)
{
    uint32_t unit[N], units = 0;
    for (size_t i = 0; i < N; i++) {
        unit[i] = (uint32_t)i;
        if (grouped && (i == 0 || s->group[i] != s->group[i - 1]))
            units++;
        if (grouped)
            unit[i] = units - 1;
    }
    if (!grouped)
        units = N;
    size_t n = 0;
    for (uint32_t j = 0; j < units; j++) {
        uint64_t drawn = quen__random_below(seed, resample, j, units);
        for (size_t i = 0; i < N; i++)
            if (unit[i] == drawn)
                row[n++] = i;
    }
    return n;
}

static void measure(quen_context *ctx, const sample *s, const double *score,
                    const size_t *row, size_t n, quen_binary_report *out)
{
    uint8_t y[3 * N];
    double p[3 * N];
    quen_binary_options o = new_options();
    o.binning = QUEN_BINARY_BINNING_WIDTH;
    assert_true(n <= 3 * N);
    for (size_t i = 0; i < n; i++) {
        y[i] = s->y[row[i]];
        p[i] = score[row[i]];
    }
    assert_ok(ctx, quen_evaluate_binary(ctx, y, p, n, &o, out, NULL, NULL));
}

static int ascending(const void *a, const void *b)
{
    double u = *(const double *)a, v = *(const double *)b;
    return (u > v) - (u < v);
}

static double percentile(double *x, size_t n, double q)
{
    qsort(x, n, sizeof *x, ascending);
    double place = q * (double)(n - 1);
    size_t at = (size_t)place;
    return at + 1 == n ? x[at] : x[at] + (x[at + 1] - x[at]) * (place - (double)at);
}

/* Intervals are the percentiles of figures of expanded resamples. */
static void check_intervals(int grouped, int paired)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    sample s;
    double table[FIGURES][RESAMPLES];
    make_sample(&s);
    quen_binary_options o = new_options();
    o.binning = QUEN_BINARY_BINNING_WIDTH;
    o.resamples = RESAMPLES;
    o.confidence = 0.8;
    o.seed = 77;
    o.groups = grouped ? s.group : NULL;
    quen_binary_report whole = new_report(), low = new_report(), high = new_report();
    if (paired)
        assert_ok(ctx, quen_evaluate_binary_compare(ctx, s.y, s.a, s.b, N, &o, &whole,
                                                    &low, &high));
    else
        assert_ok(ctx, quen_evaluate_binary(ctx, s.y, s.a, N, &o, &whole, &low, &high));
    for (size_t i = 0; i < RESAMPLES; i++) {
        size_t row[3 * N], n = expand(&s, grouped, i, 77, row);
        quen_binary_report first = new_report(), second = new_report();
        measure(ctx, &s, s.a, row, n, &first);
        if (paired)
            measure(ctx, &s, s.b, row, n, &second);
        for (size_t f = 0; f < FIGURES; f++)
            table[f][i] = figures_of(&first)[f] - (paired ? figures_of(&second)[f] : 0);
    }
    for (size_t f = 0; f < FIGURES; f++) {
        /* Regressions of resamples stop 1e-5 standard errors away. */
        double tolerance = f < 13 ? 1e-12 : 1e-5;
        double from = percentile(table[f], RESAMPLES, 0.1);
        assert_true(fabs(figures_of(&low)[f] - from) < tolerance);
        double to = percentile(table[f], RESAMPLES, 0.9);
        assert_true(fabs(figures_of(&high)[f] - to) < tolerance);
    }
    assert_true(low.auc < high.auc && low.auc < whole.auc + 0.2);
    quen_context_free(ctx);
}

static void test_intervals(void **state)
{
    (void)state;
    check_intervals(0, 0);
    check_intervals(1, 0);
    check_intervals(0, 1);
    check_intervals(1, 1);
}

/* A figure that most resamples lack has no interval: one row of class 1 of 60. */
static void test_rare(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    sample s;
    make_sample(&s);
    memset(s.y, 0, sizeof s.y);
    s.y[3] = 1;
    quen_binary_options o = new_options();
    o.groups = s.group;
    quen_binary_report r = new_report(), low = new_report(), high = new_report();
    assert_ok(ctx, quen_evaluate_binary(ctx, s.y, s.a, N, &o, &r, &low, &high));
    assert_true(low.auc <= r.auc && r.auc <= high.auc); /* in 63 % of them */
    uint8_t none[N] = {0};
    assert_ok(ctx, quen_evaluate_binary(ctx, none, s.a, N, &o, &r, &low, &high));
    assert_true(isnan(low.auc) && isnan(high.auc) && low.brier < high.brier);
    quen_context_free(ctx);
}

/* Of 200 samples of a known AUC, the interval of 90 % misses about 20. */
static void test_coverage(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    uint8_t y[150];
    double s[150];
    size_t missed = 0, missed_delong = 0;
    quen_binary_options o = new_options();
    o.scores = QUEN_BINARY_SCORES_ANY;
    o.resamples = 200;
    o.confidence = 0.9;
    for (uint64_t trial = 0; trial < 200; trial++) {
        for (size_t i = 0; i < 150; i++) {
            y[i] = i < 60;
            s[i] = quen__random_unit(9, trial, i) + (y[i] ? 0.5 : 0);
        }
        quen_binary_report r = new_report(), low = new_report(), high = new_report();
        quen_auc_test t;
        assert_ok(ctx, quen_evaluate_binary(ctx, y, s, 150, &o, &r, &low, &high));
        assert_ok(ctx, quen_evaluate_auc_test(ctx, y, s, NULL, 150, 0.9, &t));
        missed += low.auc > 0.875 || high.auc < 0.875;
        missed_delong += t.low > 0.375 || t.high < 0.375;
    }
    assert_in_range(missed, 8, 40);
    assert_in_range(missed_delong, 8, 40);
    quen_context_free(ctx);
}

/* --- the same bits --- */

static void same_bits(quen_context *ctx, void *user)
{
    static quen_binary_report first[3];
    sample s;
    int *seen = user;
    make_sample(&s);
    quen_binary_options o = new_options();
    o.resamples = 300;
    quen_binary_report now[3] = {new_report(), new_report(), new_report()};
    assert_ok(ctx, quen_evaluate_binary_compare(ctx, s.y, s.a, s.b, N, &o, &now[0],
                                                &now[1], &now[2]));
    if (*seen)
        assert_memory_equal(now, first, sizeof now);
    memcpy(first, now, sizeof now);
    *seen = 1;
}

static void test_same_bits(void **state)
{
    (void)state;
    int seen = 0;
    support_each_context(same_bits, &seen);
}

/* Figures do not depend on the order of the rows. */
static void test_order(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    sample s, t;
    make_sample(&s);
    for (size_t i = 0; i < N; i++) {
        t.y[i] = s.y[(i * 7 + 3) % N];
        t.b[i] = s.b[(i * 7 + 3) % N];
    }
    quen_binary_report a = new_report(), b = new_report();
    assert_ok(ctx, quen_evaluate_binary(ctx, s.y, s.b, N, NULL, &a, NULL, NULL));
    assert_ok(ctx, quen_evaluate_binary(ctx, t.y, t.b, N, NULL, &b, NULL, NULL));
    for (size_t f = 0; f < FIGURES; f++)
        assert_true(fabs(figures_of(&a)[f] - figures_of(&b)[f]) < 1e-13);
    assert_true(a.auc == b.auc && a.lift10 == b.lift10);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),   cmocka_unit_test(test_bins),
        cmocka_unit_test(test_gains),     cmocka_unit_test(test_many_parts),
        cmocka_unit_test(test_delong),    cmocka_unit_test(test_delong_ends),
        cmocka_unit_test(test_undefined), cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_rare),      cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_same_bits), cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
