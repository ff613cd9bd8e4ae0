/* Logistic regression against statsmodels and scikit-learn. */
#include "logit_cases.h"

#include <math.h>

#include "models/logit/logit.h"
#include "math/stats.h"

static void assert_line(const golden *g, const char *prefix, const char *name,
                        const double *got, size_t n, double tolerance)
{
    char key[64];
    size_t count;
    snprintf(key, sizeof key, "%s_%s", prefix, name);
    const double *want = golden_get(g, key, &count);
    assert_int_equal(count, n);
    for (size_t i = 0; i < n; i++)
        assert_close(got[i], want[i], tolerance);
}

static void assert_coefficients(const golden *g, const char *prefix,
                                const quen_logit *logit, double tolerance)
{
    size_t terms = quen_logit_n_terms(logit);
    assert_true(quen_logit_converged(logit) && !quen_logit_separated(logit));
    assert_line(g, prefix, "coef", quen_logit_coefficients(logit), terms, tolerance);
    assert_line(g, prefix, "intercept", quen_logit_intercept(logit), 1, tolerance);
}

static void assert_errors(const golden *g, const char *prefix, const quen_logit *logit,
                          double tolerance)
{
    assert_coefficients(g, prefix, logit, tolerance);
    assert_line(g, prefix, "se", quen_logit_std_errors(logit), quen_logit_n_terms(logit),
                tolerance);
    assert_line(g, prefix, "intercept_se", quen_logit_intercept(logit) + 1, 1, tolerance);
}

static void assert_inference(const golden *g, const char *prefix, const quen_logit *logit,
                             double tolerance)
{
    size_t terms = quen_logit_n_terms(logit);
    double log_likelihood = quen_logit_log_likelihood(logit);
    assert_errors(g, prefix, logit, tolerance);
    assert_line(g, prefix, "z", quen_logit_z_values(logit), terms, tolerance);
    assert_line(g, prefix, "intercept_z", quen_logit_intercept(logit) + 2, 1, tolerance);
    assert_line(g, prefix, "p", quen_logit_p_values(logit), terms, tolerance);
    assert_line(g, prefix, "intercept_p", quen_logit_intercept(logit) + 3, 1, tolerance);
    assert_line(g, prefix, "loglik", &log_likelihood, 1, tolerance);
    for (size_t i = 0; i < terms; i++)
        assert_close(quen_logit_odds_ratios(logit)[i],
                     exp(quen_logit_coefficients(logit)[i]), 1e-15);
}

static void test_golden_small(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("logit_small.txt");
    size_t n, nx, nw;
    const double *x = golden_get(g, "x", &nx), *w = golden_get(g, "w", &nw);
    uint8_t *y = logit_labels(g, "y", &n);
    (void)state;
    for (int weighted = 0; weighted <= 1; weighted++) {
        quen_logit_options options = logit_options(0);
        options.weights = weighted ? w : NULL;
        quen_logit *logit = fit_logit(ctx, x, y, n, nx / n, &options);
        assert_inference(g, weighted ? "wml" : "ml", logit, 1e-8);
        quen_logit_free(logit);
        options.l2 = 0.5;
        logit = fit_logit(ctx, x, y, n, nx / n, &options);
        assert_errors(g, weighted ? "wl2" : "l2", logit, 1e-8);
        quen_logit_free(logit);
    }
    free(y);
    golden_close(g);
    quen_context_free(ctx);
}

static void test_golden_missing(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("logit_small.txt");
    quen_logit_options options = logit_options(0);
    size_t n, nx;
    const double *x = golden_get(g, "miss_x", &nx);
    uint8_t *y = logit_labels(g, "y", &n);
    (void)state;
    quen_logit *logit = fit_logit(ctx, x, y, n, 3, &options);
    assert_int_equal(quen_logit_n_columns(logit), 3);
    assert_int_equal(quen_logit_n_terms(logit), 4);
    assert_string_equal(quen_logit_term_name(logit, 2), "x2");
    assert_string_equal(quen_logit_term_name(logit, 3), "x1 missing");
    assert_null(quen_logit_term_name(logit, 4));
    assert_inference(g, "miss", logit, 1e-8);
    assert_close(quen_logit_means(logit)[1], golden_one(g, "miss_mean"), 1e-14);
    assert_close(quen_logit_means(logit)[3], 10.0 / 60, 1e-14);
    quen_logit_free(logit);
    free(y);
    golden_close(g);
    quen_context_free(ctx);
}

/* The Telco table: one row of texts for each customer. */
typedef struct telco {
    char *data;
    char **fields; /* rows + 1 lines of 21, the header first */
    size_t rows;
    uint8_t *y;
} telco;

enum { TELCO_FIELDS = 21 };

static void telco_open(telco *t)
{
    size_t size, n = 0;
    memset(t, 0, sizeof *t);
    t->data = data_read("telco_churn/Telco-Customer-Churn.csv.gz", &size);
    t->fields = malloc(8000 * TELCO_FIELDS * sizeof *t->fields);
    t->y = malloc(8000);
    assert_true(t->fields && t->y);
    for (char *p = t->data; *p; p++) {
        assert_true(n < 8000 * TELCO_FIELDS);
        t->fields[n++] = p;
        p += strcspn(p, ",\r\n");
        if (*p == '\r')
            *p++ = '\0';
        *p = '\0';
    }
    assert_int_equal(n % TELCO_FIELDS, 0);
    t->rows = n / TELCO_FIELDS - 1;
    for (size_t i = 0; i < t->rows; i++)
        t->y[i] = strcmp(t->fields[(i + 1) * TELCO_FIELDS + 20], "Yes") == 0;
}

static void telco_close(telco *t)
{
    free(t->data);
    free(t->fields);
    free(t->y);
}

static double telco_value(const char *text, const char *level)
{
    if (!level)
        return support_number(text, NULL); /* a blank is 0 */
    for (; *text && (*text == *level || (*text == ' ' && *level == '_')); text++, level++)
        ;
    return *text == *level;
}

/* Columns by their names, "tenure" or "Contract=One_year", separated by spaces. */
static double *telco_matrix(const telco *t, const char *names, size_t *d)
{
    char *copy = strdup(names), *columns[64], *level[64];
    size_t field[64];
    *d = 0;
    for (char *p = strtok(copy, " "); p; p = strtok(NULL, " "))
        columns[(*d)++] = p;
    for (size_t j = 0; j < *d; j++) {
        char *equals = strchr(columns[j], '=');
        level[j] = equals ? equals + 1 : NULL;
        if (equals)
            *equals = '\0';
        for (field[j] = 0; strcmp(t->fields[field[j]], columns[j]) != 0; field[j]++)
            assert_true(field[j] < TELCO_FIELDS);
    }
    double *x = malloc(t->rows * *d * sizeof *x);
    assert_non_null(x);
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = 0; j < *d; j++)
            x[i * *d + j] =
                telco_value(t->fields[(i + 1) * TELCO_FIELDS + field[j]], level[j]);
    free(copy);
    return x;
}

/* Area under the curve of unsorted scores. */
static double auc_of(const double *score, const uint8_t *y, size_t n)
{
    uint32_t *order = malloc(n * sizeof *order), *scratch = malloc(n * sizeof *scratch);
    assert_true(order && scratch);
    quen__stats_rank(score, n, order, scratch);
    double auc = quen__stats_auc(score, y, order, n);
    free(order);
    free(scratch);
    return auc;
}

static void test_telco_likelihood(void **state)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    golden *g = golden_open("logit_telco.txt");
    quen_logit_options options = logit_options(0);
    telco t;
    size_t d;
    (void)state;
    telco_open(&t);
    double *x = telco_matrix(&t, golden_text(g, "columns"), &d);
    assert_int_equal(t.rows, (size_t)golden_one(g, "rows"));
    quen_logit *logit = fit_logit(ctx, x, t.y, t.rows, d, &options);
    assert_inference(g, "ml", logit, 1e-7);
    quen_logit_free(logit);
    free(x);
    telco_close(&t);
    golden_close(g);
    quen_context_free(ctx);
}

static void assert_telco_predicts(quen_context *ctx, const golden *g,
                                  const quen_logit *logit, const telco *t,
                                  const double *x)
{
    double *p = malloc(t->rows * sizeof *p);
    assert_non_null(p);
    assert_ok(ctx, quen_logit_predict(ctx, logit, x, t->rows, p));
    assert_line(g, "pen", "prob20", p, 20, 1e-8);
    assert_close(auc_of(p, t->y, t->rows), golden_one(g, "pen_auc"), 1e-9);
    assert_close(quen__stats_log_loss(p, t->y, t->rows), golden_one(g, "pen_logloss"),
                 1e-9);
    free(p);
}

static void test_telco_penalised(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("logit_telco.txt");
    quen_logit_options options = logit_options(1);
    telco t;
    size_t d;
    (void)state;
    telco_open(&t);
    double *x = telco_matrix(&t, golden_text(g, "pen_columns"), &d);
    quen_logit *logit = fit_logit(ctx, x, t.y, t.rows, d, &options);
    assert_errors(g, "pen", logit, 1e-6);
    assert_line(g, "pen", "mean", quen_logit_means(logit), d, 1e-12);
    assert_telco_predicts(ctx, g, logit, &t, x);
    quen_logit_free(logit);

    double *w = malloc(t.rows * sizeof *w);
    assert_non_null(w);
    for (size_t i = 0; i < t.rows; i++)
        w[i] = 1 + (double)(i % 3) / 2;
    options.weights = w;
    logit = fit_logit(ctx, x, t.y, t.rows, d, &options);
    assert_coefficients(g, "weighted", logit, 1e-6);
    quen_logit_free(logit);
    options.weights = NULL;
    options.class_mode = QUEN_LOGIT_CLASS_MODE_BALANCED;
    logit = fit_logit(ctx, x, t.y, t.rows, d, &options);
    assert_coefficients(g, "balanced", logit, 1e-6);
    quen_logit_free(logit);
    free(w);
    free(x);
    telco_close(&t);
    golden_close(g);
    quen_context_free(ctx);
}

/* One fold: fit on the others' rows, score its own. Returns its area under the curve. */
static double score_fold(quen_context *ctx, const quen__logit_data *all,
                         const double *folds, double fold, double *score)
{
    uint32_t *rows = malloc(all->n * sizeof *rows);
    double *own = malloc(all->n * sizeof *own);
    uint8_t *y = malloc(all->n);
    size_t n_own = 0;
    quen__logit_data data = *all;
    quen_logit *logit = NULL;
    assert_true(rows && own && y);
    data.rows = rows;
    data.n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (folds[i] != fold)
            rows[data.n++] = (uint32_t)i;
    assert_ok(ctx, quen__logit_fit(ctx, &data, NULL, &logit));
    for (size_t i = 0; i < all->n; i++)
        if (folds[i] == fold) {
            score[i] = quen__logit_probability(logit, all->x + i * all->d);
            own[n_own] = score[i];
            y[n_own++] = all->y[i];
        }
    double auc = auc_of(own, y, n_own);
    quen_logit_free(logit);
    free(rows);
    free(own);
    free(y);
    return auc;
}

static void test_telco_folds(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("logit_telco.txt");
    telco t;
    size_t d, n;
    (void)state;
    telco_open(&t);
    double *x = telco_matrix(&t, golden_text(g, "pen_columns"), &d);
    double *score = malloc(t.rows * sizeof *score), mean = 0;
    const double *folds = golden_get(g, "cv_fold", &n),
                 *auc = golden_get(g, "cv_auc", &n);
    quen__logit_data all = {.x = x, .y = t.y, .n = t.rows, .d = d};
    for (int fold = 0; fold < 5; fold++) {
        double got = score_fold(ctx, &all, folds, fold, score);
        assert_close(got, auc[fold], 1e-9);
        mean += got / 5;
    }
    assert_close(mean, golden_one(g, "cv_auc_mean"), 1e-9);
    assert_true(fabs(mean - 0.8451) < 0.001);
    assert_close(quen__stats_log_loss(score, t.y, t.rows), golden_one(g, "cv_logloss"),
                 1e-8);
    free(score);
    free(x);
    telco_close(&t);
    golden_close(g);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden_small),     cmocka_unit_test(test_golden_missing),
        cmocka_unit_test(test_telco_likelihood), cmocka_unit_test(test_telco_penalised),
        cmocka_unit_test(test_telco_folds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
