/* Logistic regression against statsmodels, scikit-learn and a naive Newton iteration. */
#include "support.h"

#include <math.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mend.h"
#include "model_bytes.h"

#include "core/rng.h"
#include "math/stats.h"
#include "models/logit/logit_newton.h"

static quen_logit_options new_options(double l2)
{
    quen_logit_options options;
    quen_logit_options_init(&options, sizeof options);
    options.l2 = l2;
    return options;
}

static quen_logit *fit(quen_context *ctx, const double *x, const uint8_t *y, size_t n,
                       size_t d, const quen_logit_options *options)
{
    quen_logit *logit = NULL;
    assert_ok(ctx, quen_logit_fit(ctx, x, y, n, d, options, &logit));
    return logit;
}

/* --- golden vectors --- */

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

static uint8_t *golden_labels(const golden *g, const char *name, size_t *n)
{
    const double *values = golden_get(g, name, n);
    uint8_t *y = malloc(*n);
    assert_non_null(y);
    for (size_t i = 0; i < *n; i++)
        y[i] = values[i] != 0;
    return y;
}

static void test_golden_small(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("logit_small.txt");
    size_t n, nx, nw;
    const double *x = golden_get(g, "x", &nx), *w = golden_get(g, "w", &nw);
    uint8_t *y = golden_labels(g, "y", &n);
    (void)state;
    for (int weighted = 0; weighted <= 1; weighted++) {
        quen_logit_options options = new_options(0);
        options.weights = weighted ? w : NULL;
        quen_logit *logit = fit(ctx, x, y, n, nx / n, &options);
        assert_inference(g, weighted ? "wml" : "ml", logit, 1e-8);
        quen_logit_free(logit);
        options.l2 = 0.5;
        logit = fit(ctx, x, y, n, nx / n, &options);
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
    quen_logit_options options = new_options(0);
    size_t n, nx;
    const double *x = golden_get(g, "miss_x", &nx);
    uint8_t *y = golden_labels(g, "y", &n);
    (void)state;
    quen_logit *logit = fit(ctx, x, y, n, 3, &options);
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
        return strtod(text, NULL); /* a blank is 0 */
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
    quen_logit_options options = new_options(0);
    telco t;
    size_t d;
    (void)state;
    telco_open(&t);
    double *x = telco_matrix(&t, golden_text(g, "columns"), &d);
    assert_int_equal(t.rows, (size_t)golden_one(g, "rows"));
    quen_logit *logit = fit(ctx, x, t.y, t.rows, d, &options);
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
    quen_logit_options options = new_options(1);
    telco t;
    size_t d;
    (void)state;
    telco_open(&t);
    double *x = telco_matrix(&t, golden_text(g, "pen_columns"), &d);
    quen_logit *logit = fit(ctx, x, t.y, t.rows, d, &options);
    assert_errors(g, "pen", logit, 1e-6);
    assert_line(g, "pen", "mean", quen_logit_means(logit), d, 1e-12);
    assert_telco_predicts(ctx, g, logit, &t, x);
    quen_logit_free(logit);

    double *w = malloc(t.rows * sizeof *w);
    assert_non_null(w);
    for (size_t i = 0; i < t.rows; i++)
        w[i] = 1 + (double)(i % 3) / 2;
    options.weights = w;
    logit = fit(ctx, x, t.y, t.rows, d, &options);
    assert_coefficients(g, "weighted", logit, 1e-6);
    quen_logit_free(logit);
    options.weights = NULL;
    options.class_mode = QUEN_LOGIT_CLASS_MODE_BALANCED;
    logit = fit(ctx, x, t.y, t.rows, d, &options);
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

/* --- a naive regression --- */

enum { ROWS = 400, COLUMNS = 6, TERMS = COLUMNS + 2, P = TERMS + 1 };

typedef struct sample {
    double x[ROWS * COLUMNS], w[ROWS];
    uint8_t y[ROWS];
} sample;

/*
 * Columns of different scale, two with unknown values, labels that follow three of them.
 */
static void make_sample(sample *s, uint64_t seed)
{
    for (size_t i = 0; i < ROWS; i++) {
        double *x = s->x + i * COLUMNS, odds = -0.5;
        for (size_t j = 0; j < COLUMNS; j++) {
            double u = quen__random_unit(seed, j, i),
                   v = quen__random_unit(seed, 50 + j, i);
            x[j] = (u + v - 1) * pow(10, (double)j - 2) + (double)j * 100;
            odds += j < 3 ? (u + v - 1) * 3 : 0;
            if ((j == 1 || j == 4) && quen__random_below(seed, 100 + j, i, 10) == 0)
                x[j] = NAN;
        }
        s->w[i] = (double)quen__random_below(seed, 200, i, 5) / 2;
        s->y[i] = quen__random_unit(seed, 300, i) < quen__stats_logistic(odds);
    }
}

/* Standardised terms with a leading 1, and what they were standardised by. */
static void naive_design(const sample *s, double z[ROWS][P], double mean[TERMS],
                         double sd[TERMS])
{
    static const int indicator[] = {1, 4};
    for (size_t t = 0; t < TERMS; t++) {
        double n = 0;
        mean[t] = sd[t] = 0;
        for (size_t i = 0; i < ROWS; i++) {
            double v = t < COLUMNS ? s->x[i * COLUMNS + t]
                       : isnan(s->x[i * COLUMNS + (size_t)indicator[t - COLUMNS]]) ? 1
                                                                                   : 0;
            z[i][0] = 1;
            z[i][1 + t] = v;
            if (!isnan(v)) {
                mean[t] += v;
                n++;
            }
        }
        mean[t] /= n;
        for (size_t i = 0; i < ROWS; i++) {
            z[i][1 + t] = isnan(z[i][1 + t]) ? 0 : z[i][1 + t] - mean[t];
            sd[t] += z[i][1 + t] * z[i][1 + t] / (double)ROWS;
        }
        sd[t] = sqrt(sd[t]);
        for (size_t i = 0; i < ROWS; i++)
            z[i][1 + t] /= sd[t];
    }
}

/* Gauss and Jordan: a becomes its inverse. */
static void invert(double a[P][P])
{
    double b[P][2 * P] = {{0}};
    for (size_t i = 0; i < P; i++) {
        memcpy(b[i], a[i], sizeof a[i]);
        b[i][P + i] = 1;
    }
    for (size_t i = 0; i < P; i++) {
        double pivot = b[i][i];
        for (size_t j = 0; j < 2 * P; j++)
            b[i][j] /= pivot;
        for (size_t k = 0; k < P; k++)
            for (size_t j = 2 * P; k != i && j-- > i;)
                b[k][j] -= b[k][i] * b[i][j];
    }
    for (size_t i = 0; i < P; i++)
        memcpy(a[i], b[i] + P, sizeof a[i]);
}

static void naive_newton(const sample *s, double z[ROWS][P], const double *w, double l2,
                         double theta[P], double inverse[P][P])
{
    memset(theta, 0, P * sizeof *theta);
    for (int step = 0; step < 30; step++) {
        double gradient[P] = {0};
        memset(inverse, 0, P * sizeof *inverse);
        for (size_t i = 0; i < ROWS; i++) {
            double odds = 0;
            for (size_t j = 0; j < P; j++)
                odds += z[i][j] * theta[j];
            double p = 1 / (1 + exp(-odds));
            for (size_t j = 0; j < P; j++) {
                gradient[j] += w[i] * (p - s->y[i]) * z[i][j];
                for (size_t k = 0; k < P; k++)
                    inverse[j][k] += w[i] * p * (1 - p) * z[i][j] * z[i][k];
            }
        }
        for (size_t j = 1; j < P; j++) {
            gradient[j] += l2 * theta[j];
            inverse[j][j] += l2;
        }
        invert(inverse);
        for (size_t j = 0; j < P; j++)
            for (size_t k = 0; k < P; k++)
                theta[j] -= inverse[j][k] * gradient[k];
    }
}

static void assert_like_naive(const sample *s, const quen_logit *logit, const double *w,
                              double l2)
{
    static double z[ROWS][P];
    double mean[TERMS], sd[TERMS], theta[P], inverse[P][P];
    naive_design(s, z, mean, sd);
    naive_newton(s, z, w, l2, theta, inverse);
    assert_int_equal(quen_logit_n_terms(logit), TERMS);
    assert_true(quen_logit_converged(logit));
    double form[P] = {1}, intercept = theta[0], variance = 0;
    for (size_t t = 0; t < TERMS; t++) {
        assert_close(quen_logit_means(logit)[t], mean[t], 1e-12);
        assert_close(quen_logit_coefficients(logit)[t], theta[1 + t] / sd[t], 1e-8);
        assert_close(quen_logit_std_errors(logit)[t], sqrt(inverse[1 + t][1 + t]) / sd[t],
                     1e-8);
        form[1 + t] = -mean[t] / sd[t];
        intercept += form[1 + t] * theta[1 + t];
    }
    for (size_t j = 0; j < P; j++)
        for (size_t k = 0; k < P; k++)
            variance += form[j] * inverse[j][k] * form[k];
    assert_close(quen_logit_intercept(logit)[0], intercept, 1e-8);
    assert_close(quen_logit_intercept(logit)[1], sqrt(variance), 1e-8);
}

/* Every combination of penalty, sample weights and class weights. */
static void test_like_naive(void **state)
{
    static const double penalties[] = {0, 0.01, 1, 50};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static sample s;
    (void)state;
    make_sample(&s, 11);
    double ones = 0;
    for (size_t i = 0; i < ROWS; i++)
        ones += s.y[i];
    for (int mode = 0; mode < 16; mode++) {
        quen_logit_options options = new_options(penalties[mode % 4]);
        options.tol = 1e-13;
        double w[ROWS], of_class[2] = {2, 0.5};
        if (mode / 4 % 2)
            options.weights = s.w;
        if (mode / 8) {
            options.class_mode = QUEN_LOGIT_CLASS_MODE_BALANCED;
            of_class[1] = (double)ROWS / (2 * ones);
            of_class[0] = (double)ROWS / (2 * ((double)ROWS - ones));
        } else {
            memcpy(options.class_weight, of_class, sizeof of_class);
        }
        for (size_t i = 0; i < ROWS; i++)
            w[i] = of_class[s.y[i]] * (options.weights ? s.w[i] : 1);
        quen_logit *logit = fit(ctx, s.x, s.y, ROWS, COLUMNS, &options);
        assert_like_naive(&s, logit, w, options.l2);
        quen_logit_free(logit);
    }
    quen_context_free(ctx);
}

/* --- accumulate, merge, finish --- */

enum { MANY = 20000 };

typedef struct parts {
    quen__logit_losses losses;
    quen__logit_question question;
    quen__logit_scratch whole, part;
    quen__logit_sums merged;
} parts;

static void assert_merged(const parts *a)
{
    const quen__logit_sums *whole = &a->whole.sums;
    assert_true(a->merged.margin == whole->margin);
    assert_true(a->merged.worst == whole->worst && a->merged.best == whole->best);
    for (size_t i = 0; i < whole->size; i++)
        assert_true(fabs(a->merged.all[i] - whole->all[i]) <=
                    1e-11 * (1 + fabs(whole->all[i])));
}

static void add_parts(parts *a, quen__temp *temp)
{
    static const size_t cuts[] = {0, 1, 3, 4, (ROWS + QUEN__ROWS - 1) / QUEN__ROWS};
    assert_ok(temp->ctx, quen__logit_scratch_open(temp, TERMS, &a->whole));
    assert_ok(temp->ctx, quen__logit_scratch_open(temp, TERMS, &a->part));
    assert_ok(temp->ctx, quen__logit_sums_open(temp, TERMS, &a->merged));
    quen__logit_sums_add(&a->losses, &a->question, 0, cuts[4], &a->whole);
    for (size_t i = 0; i < 4; i++) {
        quen__logit_sums_clear(&a->part.sums, 1);
        quen__logit_sums_add(&a->losses, &a->question, cuts[i], cuts[i + 1], &a->part);
        quen__logit_sums_merge(&a->merged, &a->part.sums, 1);
    }
}

static void test_merge_equals_whole(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__temp temp = QUEN__TEMP(ctx);
    static sample s;
    quen__logit_design design;
    double theta[16] = {0}, change[16] = {0};
    parts a = {.losses = {.design = &design, .weights = s.w, .class_weight = {1, 2}}};
    (void)state;
    make_sample(&s, 12);
    quen__logit_data data = {.x = s.x, .y = s.y, .n = ROWS, .d = COLUMNS};
    assert_ok(ctx, quen__logit_design_learn(&temp, &data, NULL, &design));
    for (size_t j = 0; j < TERMS; j++) {
        theta[j] = quen__random_unit(3, 0, j) - 0.5;
        change[j] = quen__random_unit(3, 1, j) - 0.5;
    }
    a.question = (quen__logit_question){
        .stride = 1, .hessian = 1, .watch = 1, .theta = theta, .change = change};
    add_parts(&a, &temp);
    assert_merged(&a);
    quen__temp_close(&temp);
    quen_context_free(ctx);
}

/* Enough rows that the fit starts with some of them. */
typedef struct many {
    double x[MANY * 2];
    uint8_t y[MANY];
    quen_logit *logit;
} many;

static void make_many(many *m)
{
    for (size_t i = 0; i < MANY; i++) {
        double a = quen__random_unit(30, 0, i) - 0.5, b = quen__random_unit(30, 1, i);
        m->x[2 * i] = a;
        m->x[2 * i + 1] = b * b + a;
        m->y[i] = quen__random_unit(30, 2, i) < quen__stats_logistic(2 * a + b - 1);
    }
}

/* The gradient, summed in the plain way, of which nothing is left. */
static void assert_stationary(const many *m, const quen_logit *logit, double l2)
{
    double sum[3] = {0}, mean[2] = {0}, squares[2] = {0};
    const double *b = quen_logit_coefficients(logit);
    for (size_t i = 0; i < MANY; i++)
        for (size_t j = 0; j < 2; j++)
            mean[j] += m->x[2 * i + j] / MANY;
    for (size_t i = 0; i < MANY; i++) {
        const double *x = m->x + 2 * i;
        double odds = quen_logit_intercept(logit)[0] + b[0] * x[0] + b[1] * x[1];
        double slope = quen__stats_logistic(odds) - m->y[i];
        sum[2] += slope;
        for (size_t j = 0; j < 2; j++) {
            sum[j] += slope * x[j];
            squares[j] += (x[j] - mean[j]) * (x[j] - mean[j]);
        }
    }
    assert_true(fabs(sum[2]) < 1e-5);
    for (size_t j = 0; j < 2; j++)
        assert_true(fabs(sum[j] + l2 * b[j] * squares[j] / MANY) < 1e-5);
}

static void test_many_rows(void **state)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    many *m = malloc(sizeof *m);
    (void)state;
    assert_non_null(m);
    make_many(m);
    for (int l2 = 0; l2 <= 100; l2 += 50) {
        quen_logit_options options = new_options(l2);
        quen_logit *logit = fit(ctx, m->x, m->y, MANY, 2, &options);
        assert_true(quen_logit_converged(logit) && !quen_logit_separated(logit));
        assert_stationary(m, logit, l2);
        quen_logit_free(logit);
    }
    free(m);
    quen_context_free(ctx);
}

/* What some of the rows say of all may be wrong: here they are of another sort. */
static void test_odd_start(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    many *m = malloc(sizeof *m);
    quen_logit_options options = new_options(1);
    (void)state;
    assert_non_null(m);
    make_many(m);
    for (size_t i = 0; i < MANY; i++)
        if (i / QUEN__ROWS % 8 == 0) {
            m->x[2 * i] = m->y[i] ? -30 : 30;
            m->x[2 * i + 1] = m->y[i] ? 70 : -70;
        }
    quen_logit *logit = fit(ctx, m->x, m->y, MANY, 2, &options);
    assert_true(quen_logit_converged(logit));
    assert_stationary(m, logit, 1);
    quen_logit_free(logit);
    free(m);
    quen_context_free(ctx);
}

/* --- what has no answer, and what is odd --- */

static void assert_separated(quen_context *ctx, const double *x, const uint8_t *y,
                             size_t n, size_t d, int expected)
{
    quen_logit_options options = new_options(0);
    for (int loose = 0; loose <= 1; loose++) {
        options.tol = loose ? 1e-3 : 1e-10;
        quen_logit *logit = fit(ctx, x, y, n, d, &options);
        assert_int_equal(quen_logit_separated(logit), expected);
        assert_int_equal(quen_logit_converged(logit), !expected);
        for (size_t t = 0; t < d; t++)
            assert_true(isfinite(quen_logit_coefficients(logit)[t]));
        /* An error at the place where the fit stopped would look like knowledge. */
        for (size_t t = 0; t < d && expected; t++)
            assert_true(isnan(quen_logit_std_errors(logit)[t]) &&
                        isnan(quen_logit_p_values(logit)[t]));
        assert_true(isfinite(quen_logit_log_likelihood(logit)));
        quen_logit_free(logit);
    }
    options.l2 = 1;
    quen_logit *logit = fit(ctx, x, y, n, d, &options);
    assert_true(quen_logit_converged(logit) && !quen_logit_separated(logit));
    quen_logit_free(logit);
}

static void test_separated(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("logit_small.txt");
    size_t n, nx;
    const double *x = golden_get(g, "sep_x", &nx);
    uint8_t *y = golden_labels(g, "sep_y", &n);
    (void)state;
    assert_separated(ctx, x, y, n, 2, 1);
    y[0] = 1; /* now the classes overlap */
    assert_separated(ctx, x, y, n, 2, 0);
    free(y);
    golden_close(g);
    quen_context_free(ctx);
}

/* A group of customers who all left, among others who did or did not. */
static void test_half_separated(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static sample s;
    static double x[ROWS * 2];
    (void)state;
    make_sample(&s, 13);
    for (size_t i = 0; i < ROWS; i++) {
        x[2 * i] = s.x[i * COLUMNS + 2];
        x[2 * i + 1] = i % 7 == 0;
        if (i % 7 == 0)
            s.y[i] = 1;
    }
    assert_separated(ctx, x, s.y, ROWS, 2, 1);
    s.y[7] = 0;
    assert_separated(ctx, x, s.y, ROWS, 2, 0);
    quen_context_free(ctx);
}

/* The same where the fit starts with some of the rows. */
static void test_many_separated(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    many *m = malloc(sizeof *m);
    (void)state;
    assert_non_null(m);
    make_many(m);
    for (size_t i = 0; i < MANY; i++) {
        m->x[2 * i + 1] = i % 7 == 0;
        if (i % 7 == 0)
            m->y[i] = 1;
    }
    assert_separated(ctx, m->x, m->y, MANY, 2, 1);
    m->y[7] = 0;
    assert_separated(ctx, m->x, m->y, MANY, 2, 0);
    for (size_t i = 0; i < MANY; i++)
        m->y[i] = m->x[2 * i] > 0.1;
    assert_separated(ctx, m->x, m->y, MANY, 2, 1);
    free(m);
    quen_context_free(ctx);
}

static void test_constant_column(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static sample s;
    (void)state;
    for (int l2 = 0; l2 <= 1; l2++) {
        quen_logit_options options = new_options(l2);
        make_sample(&s, 14);
        for (size_t i = 0; i < ROWS; i++)
            s.x[i * COLUMNS + 3] = 0.1;
        quen_logit *logit = fit(ctx, s.x, s.y, ROWS, COLUMNS, &options);
        assert_true(quen_logit_converged(logit));
        assert_true(quen_logit_coefficients(logit)[3] == 0);
        assert_true(quen_logit_odds_ratios(logit)[3] == 1);
        assert_true(isnan(quen_logit_std_errors(logit)[3]));
        assert_true(isnan(quen_logit_z_values(logit)[3]) &&
                    isnan(quen_logit_p_values(logit)[3]));
        assert_true(quen_logit_means(logit)[3] == 0.1);
        assert_true(isfinite(quen_logit_std_errors(logit)[2]));
        assert_true(isfinite(quen_logit_intercept(logit)[1]));
        quen_logit_free(logit);
    }
    quen_context_free(ctx);
}

static void test_collinear(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static const char *const names[] = {"a", "b", "c", "d", "e", "f"};
    static sample s;
    quen_logit_options options = new_options(0);
    quen_logit *logit = (quen_logit *)(void *)&s;
    (void)state;
    make_sample(&s, 15);
    for (size_t i = 0; i < ROWS; i++)
        s.x[i * COLUMNS + 5] = 5 - 2 * s.x[i * COLUMNS] + 3e-3 * s.x[i * COLUMNS + 3];
    options.names = names;
    assert_fails(ctx, QUEN_ERR_NUMERIC,
                 "column 5 (f) is a combination of those before it",
                 quen_logit_fit(ctx, s.x, s.y, ROWS, COLUMNS, &options, &logit));
    assert_null(logit);
    options.l2 = 1;
    logit = fit(ctx, s.x, s.y, ROWS, COLUMNS, &options);
    assert_true(quen_logit_converged(logit));
    assert_string_equal(quen_logit_term_name(logit, 5), "f");
    assert_string_equal(quen_logit_term_name(logit, 6), "b missing");
    quen_logit_free(logit);
    quen_context_free(ctx);
}

/* --- asking --- */

static void test_contributions(void **state)
{
    quen_context *ctx = support_context(3, QUEN_SIMD_AUTO);
    static sample s;
    static double p[ROWS], effects[ROWS * TERMS];
    (void)state;
    make_sample(&s, 16);
    quen_logit *logit = fit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
    assert_ok(ctx, quen_logit_predict(ctx, logit, s.x, ROWS, p));
    assert_ok(ctx, quen_logit_contributions(ctx, logit, s.x, ROWS, effects));
    double average = quen_logit_intercept(logit)[0];
    for (size_t t = 0; t < TERMS; t++)
        average += quen_logit_coefficients(logit)[t] * quen_logit_means(logit)[t];
    for (size_t i = 0; i < ROWS; i++) {
        double odds = average;
        for (size_t t = 0; t < TERMS; t++)
            odds += effects[i * TERMS + t];
        assert_close(p[i], 1 / (1 + exp(-odds)), 1e-10);
    }
    quen_logit_free(logit);
    quen_context_free(ctx);
}

static void test_predict_odd_values(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static sample s;
    double p = -1, effects[TERMS] = {7}, row[COLUMNS];
    (void)state;
    make_sample(&s, 17);
    quen_logit *logit = fit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
    for (size_t j = 0; j < COLUMNS; j++)
        row[j] = j % 2 ? 1.7e308 : -1.7e308;
    assert_ok(ctx, quen_logit_predict(ctx, logit, row, 1, &p));
    assert_true(p >= 0 && p <= 1);
    for (size_t j = 0; j < COLUMNS; j++)
        row[j] = NAN;
    assert_ok(ctx, quen_logit_predict(ctx, logit, row, 1, &p));
    assert_true(p > 0 && p < 1);
    row[4] = -INFINITY;
    p = -1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 0, column 4 (x4): infinite",
                 quen_logit_predict(ctx, logit, row, 1, &p));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 0, column 4 (x4): infinite",
                 quen_logit_contributions(ctx, logit, row, 1, effects));
    assert_true(p == -1 && effects[0] == 7);
    assert_ok(ctx, quen_logit_predict(ctx, logit, NULL, 0, NULL));
    quen_logit_free(logit);
    quen_context_free(ctx);
}

/* --- settings --- */

typedef struct refusal {
    quen_context *ctx;
    sample s;
    quen_logit_options options;
} refusal;

static void start_refusal(refusal *r)
{
    make_sample(&r->s, 18);
    r->options = new_options(1);
}

static void refuse(refusal *r, quen_status status, const char *words)
{
    quen_logit *logit = (quen_logit *)(void *)r;
    assert_fails(
        r->ctx, status, words,
        quen_logit_fit(r->ctx, r->s.x, r->s.y, ROWS, COLUMNS, &r->options, &logit));
    assert_null(logit);
    start_refusal(r);
}

static void test_refuses_settings(void **state)
{
    static refusal r;
    static const char *names[COLUMNS] = {"a", "b", "", "d", "e", "f"};
    char long_name[257];
    (void)state;
    r.ctx = support_context(1, QUEN_SIMD_AUTO);
    start_refusal(&r);
    r.options.max_iter = 0;
    refuse(&r, QUEN_ERR_ARGUMENT, "max_iter is 0");
    r.options.l2 = -1;
    refuse(&r, QUEN_ERR_ARGUMENT, "l2 is -1");
    r.options.l2 = NAN;
    refuse(&r, QUEN_ERR_ARGUMENT, "l2 is");
    r.options.l2 = INFINITY;
    refuse(&r, QUEN_ERR_ARGUMENT, "l2 is inf");
    r.options.tol = 0;
    refuse(&r, QUEN_ERR_ARGUMENT, "tol is 0");
    r.options.class_mode = 2;
    refuse(&r, QUEN_ERR_ARGUMENT, "class_mode is 2");
    r.options.class_weight[1] = 0;
    refuse(&r, QUEN_ERR_ARGUMENT, "class_weight[1] is 0");
    r.options.class_weight[0] = 1e300;
    refuse(&r, QUEN_ERR_ARGUMENT, "the weights of class 0 add up to");
    r.options.names = names;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 2: its name is missing");
    memset(long_name, 'x', 256);
    long_name[256] = '\0';
    names[2] = long_name;
    r.options.names = names;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 2: its name is too long");
    r.options.struct_size = 0;
    refuse(&r, QUEN_ERR_ARGUMENT, "logit options: struct_size");
    quen_context_free(r.ctx);
}

static void test_refuses_data(void **state)
{
    static refusal r;
    quen_logit *logit;
    (void)state;
    r.ctx = support_context(1, QUEN_SIMD_AUTO);
    start_refusal(&r);
    r.s.y[9] = 2;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 9: the label is 2");
    r.s.x[9 * COLUMNS + 2] = -INFINITY;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 9, column 2 (x2): infinite");
    r.s.w[3] = -1;
    r.options.weights = r.s.w;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 3: the weight is -1");
    r.s.w[4] = NAN;
    r.options.weights = r.s.w;
    refuse(&r, QUEN_ERR_ARGUMENT, "row 4: the weight is");
    for (size_t i = 0; i < ROWS; i++)
        r.s.x[i * COLUMNS + 1] = NAN;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 1 (x1) has no known value");
    r.s.x[5] = 1e300;
    refuse(&r, QUEN_ERR_ARGUMENT, "column 5 (x5): values from");
    memset(r.s.y, 1, sizeof r.s.y);
    refuse(&r, QUEN_ERR_NUMERIC, "no row is of class 0");
    for (size_t i = 0; i < ROWS; i++)
        r.s.w[i] = r.s.y[i] ? 0 : 1;
    r.options.weights = r.s.w;
    refuse(&r, QUEN_ERR_NUMERIC, "no row of class 1 has weight");
    assert_fails(r.ctx, QUEN_ERR_ARGUMENT, "0 rows and 6 columns",
                 quen_logit_fit(r.ctx, r.s.x, r.s.y, 0, COLUMNS, NULL, &logit));
    assert_fails(r.ctx, QUEN_ERR_ARGUMENT, "400 rows and 0 columns",
                 quen_logit_fit(r.ctx, r.s.x, r.s.y, ROWS, 0, NULL, &logit));
    assert_fails(r.ctx, QUEN_ERR_ARGUMENT, "at most 16777216",
                 quen_logit_fit(r.ctx, r.s.x, r.s.y, ROWS, SIZE_MAX, NULL, &logit));
    assert_fails(
        r.ctx, QUEN_ERR_ARGUMENT, "do not fit in memory",
        quen_logit_fit(r.ctx, r.s.x, r.s.y, SIZE_MAX / 2, COLUMNS, NULL, &logit));
    assert_null(logit);
    quen_context_free(r.ctx);
}

static void test_stops_at_max_iter(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static sample s;
    quen_logit_options options = new_options(1);
    (void)state;
    make_sample(&s, 19);
    options.max_iter = 2;
    quen_logit *logit = fit(ctx, s.x, s.y, ROWS, COLUMNS, &options);
    assert_int_equal(quen_logit_n_iterations(logit), 2);
    assert_false(quen_logit_converged(logit));
    quen_logit_free(logit);
    quen_context_free(ctx);
}

static int stop_at_once(void *user, const char *stage, double fraction)
{
    assert_string_equal(stage, "logit");
    assert_true(fraction >= 0 && fraction <= 1);
    return ++*(int *)user == 3;
}

static void test_cancel(void **state)
{
    static sample s;
    int calls = 0;
    quen_context_options options;
    quen_context *ctx = NULL;
    quen_logit *logit = (quen_logit *)(void *)&s;
    (void)state;
    quen_context_options_init(&options, sizeof options);
    options.progress = stop_at_once;
    options.progress_user = &calls;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    make_sample(&s, 20);
    assert_fails(ctx, QUEN_ERR_CANCELLED, "",
                 quen_logit_fit(ctx, s.x, s.y, ROWS, COLUMNS, NULL, &logit));
    assert_null(logit);
    assert_int_equal(calls, 3);
    quen_context_free(ctx);
}

/* --- files --- */

MODEL_CALLS(logit);

static void test_save_open(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static sample s;
    const char *path = temp_path("logit");
    quen_logit *opened = NULL;
    double p[2];
    (void)state;
    make_sample(&s, 21);
    quen_logit *logit = fit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
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
    quen_logit *logit = fit(ctx, x, y, 6, 2, NULL);
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
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen__logit_attach(ctx, &logit->model.image, 0, &other));
    memcpy(place + 8 * at, saved, 8);
    assert_ok(ctx, quen__logit_attach(ctx, &logit->model.image, 0, &other));
}

static void test_attach_refuses(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static sample s;
    const uint64_t zero = 0, two = 2, lots = 99;
    const double infinite = INFINITY, negative = -1, nan = NAN;
    (void)state;
    make_sample(&s, 25);
    quen_logit *logit = fit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
    uint32_t statistic = QUEN__LOGIT_FIRST_STATISTIC;
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 0, &zero, "0 columns and 2 indicators");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 0, &lots, "99 columns");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 2, &two, "a flag or count");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 4, &nan, "log-likelihood");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 5, &infinite, "intercept");
    refuse_entry(ctx, logit, QUEN__LOGIT_INFO, 6, &negative, "intercept");
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

/* To memory and back. */
static quen_status logit_through_bytes(quen_context *ctx, const quen_logit *logit)
{
    static unsigned char bytes[10000];
    size_t size;
    quen_logit *again = NULL;
    quen_status status = quen_logit_save_bytes(ctx, logit, bytes, sizeof bytes, &size);
    assert_true((status == QUEN_OK) == (size > 0));
    if (status == QUEN_OK) {
        status = quen_logit_open_bytes(ctx, bytes, size, &again);
        assert_true((status == QUEN_OK) == (again != NULL));
    }
    quen_logit_free(again);
    return status;
}

static quen_status use_everything(quen_context *ctx, void *user)
{
    const sample *s = user;
    const char *path = temp_path("logit-oom");
    static double out[ROWS * TERMS];
    quen_logit *logit = NULL, *opened = NULL;
    quen_status status = quen_logit_fit(ctx, s->x, s->y, ROWS, COLUMNS, NULL, &logit);
    if (status == QUEN_OK)
        status = quen_logit_predict(ctx, logit, s->x, ROWS, out);
    if (status == QUEN_OK)
        status = quen_logit_contributions(ctx, logit, s->x, ROWS, out);
    if (status == QUEN_OK)
        status = quen_logit_save(ctx, logit, path);
    if (status == QUEN_OK)
        status = quen_logit_open(ctx, path, &opened);
    if (status != QUEN_OK)
        assert_null(opened);
    if (status == QUEN_OK)
        status = logit_through_bytes(ctx, logit);
    quen_logit_free(logit);
    quen_logit_free(opened);
    remove(path);
    return status;
}

static void test_oom(void **state)
{
    static sample s;
    (void)state;
    make_sample(&s, 22);
    support_each_oom(use_everything, &s);
}

/* --- memory --- */

typedef struct tall {
    double *x;
    uint8_t *y;
    size_t n, d;
} tall;

static quen_status fit_tall(quen_context *ctx, void *user)
{
    const tall *t = user;
    quen_logit *logit = NULL;
    quen_status status = quen_logit_fit(ctx, t->x, t->y, t->n, t->d, NULL, &logit);
    quen_logit_free(logit);
    return status;
}

/* The sum of the header, and not far from it: whatever n. */
static void assert_peak(size_t n, size_t d, size_t unknown, uint32_t threads)
{
    tall t = {malloc(n * d * sizeof *t.x), malloc(n), n, d};
    assert_true(t.x && t.y);
    for (size_t i = 0; i < n * d; i++)
        t.x[i] = i % d < unknown && i / d % 3 == 0 ? NAN : quen__random_unit(40, 0, i);
    for (size_t i = 0; i < n; i++)
        t.y[i] = quen__random_unit(40, 1, i) < 0.4;
    size_t p = d + unknown + 8;
    size_t limit = 12 * p * p + 512 * p + 8192;
    limit += threads * (4 * p * p + 1200 * p + 8192);
    size_t peak = support_peak(threads, fit_tall, &t);
    assert_in_range(peak, limit / 2, limit);
    free(t.x);
    free(t.y);
}

static void test_peak(void **state)
{
    (void)state;
    assert_peak(200000, 2, 0, 2);
    assert_peak(20000, 20, 3, 1);
    assert_peak(20000, 20, 0, 2);
    assert_peak(8000, 150, 0, 1);
    assert_peak(8000, 150, 40, 3);
}

/* --- threads and processes --- */

typedef struct first {
    sample s;
    quen_logit *logit;
} first;

static void assert_same_bytes(quen_context *ctx, void *user)
{
    first *f = user;
    quen_logit *logit = fit(ctx, f->s.x, f->s.y, ROWS, COLUMNS, NULL);
    if (f->logit) {
        assert_int_equal(logit->model.image.size, f->logit->model.image.size);
        assert_memory_equal(logit->model.image.data, f->logit->model.image.data,
                            logit->model.image.size);
        quen_logit_free(logit);
    } else {
        f->logit = logit;
    }
}

static void assert_same_many(quen_context *ctx, void *user)
{
    many *m = user;
    quen_logit *logit = fit(ctx, m->x, m->y, MANY, 2, NULL);
    if (m->logit) {
        assert_memory_equal(logit->model.image.data, m->logit->model.image.data,
                            logit->model.image.size);
        quen_logit_free(logit);
    } else {
        m->logit = logit;
    }
}

/* The same for several chunks, and for a start with some of the rows. */
static void test_same_bytes_of_many(void **state)
{
    many *m = calloc(1, sizeof *m);
    (void)state;
    assert_non_null(m);
    make_many(m);
    support_each_context(assert_same_many, m);
    quen_logit_free(m->logit);
    free(m);
}

static void test_same_bytes(void **state)
{
    static first f;
    (void)state;
    make_sample(&f.s, 23);
    support_each_context(assert_same_bytes, &f);
    quen_logit_free(f.logit);
}

enum { WIDE_ROWS = 3000, WIDE_COLUMNS = 150 };

/* Wide enough that OpenBLAS would start threads if it were asked for whole products. */
static void fit_wide(void)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    double *x = malloc(WIDE_ROWS * WIDE_COLUMNS * sizeof *x);
    uint8_t *y = malloc(WIDE_ROWS);
    assert_true(x && y);
    for (size_t i = 0; i < WIDE_ROWS * WIDE_COLUMNS; i++)
        x[i] = quen__random_unit(24, 0, i);
    for (size_t i = 0; i < WIDE_ROWS; i++)
        y[i] = quen__random_unit(24, 1, i) < x[i * WIDE_COLUMNS];
    quen_logit_free(fit(ctx, x, y, WIDE_ROWS, WIDE_COLUMNS, NULL));
    free(x);
    free(y);
    quen_context_free(ctx);
}

/* Programs fork: web servers, PHP, Python's multiprocessing. */
static void test_fork(void **state)
{
    int status = 0;
    (void)state;
    fit_wide();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        alarm(60); /* a hang, not a slow machine */
        fit_wide();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    fit_wide();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden_small),
        cmocka_unit_test(test_golden_missing),
        cmocka_unit_test(test_telco_likelihood),
        cmocka_unit_test(test_telco_penalised),
        cmocka_unit_test(test_telco_folds),
        cmocka_unit_test(test_like_naive),
        cmocka_unit_test(test_merge_equals_whole),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_odd_start),
        cmocka_unit_test(test_many_separated),
        cmocka_unit_test(test_separated),
        cmocka_unit_test(test_half_separated),
        cmocka_unit_test(test_constant_column),
        cmocka_unit_test(test_collinear),
        cmocka_unit_test(test_contributions),
        cmocka_unit_test(test_predict_odd_values),
        cmocka_unit_test(test_refuses_settings),
        cmocka_unit_test(test_refuses_data),
        cmocka_unit_test(test_stops_at_max_iter),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_save_open),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_attach_refuses),
        cmocka_unit_test(test_oom),
        cmocka_unit_test(test_peak),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_same_bytes_of_many),
        cmocka_unit_test(test_fork),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
