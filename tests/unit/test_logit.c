/* Logistic regression: a naive Newton iteration, partial results, what has no answer,
 * asking. */
#include "logit_cases.h"

#include <math.h>

#include "core/rng.h"
#include "math/stats.h"
#include "models/logit/logit_newton.h"

/* --- a naive regression --- */

enum { P = TERMS + 1 };

/* Standardised terms with a leading 1, and what they were standardised by. */
static void naive_design(const logit_sample *s, double z[ROWS][P], double mean[TERMS],
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

static void naive_newton(const logit_sample *s, double z[ROWS][P], const double *w,
                         double l2, double theta[P], double inverse[P][P])
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

static void assert_like_naive(const logit_sample *s, const quen_logit *logit,
                              const double *w, double l2)
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
    static logit_sample s;
    (void)state;
    make_logit_sample(&s, 11);
    double ones = 0;
    for (size_t i = 0; i < ROWS; i++)
        ones += s.y[i];
    for (int mode = 0; mode < 16; mode++) {
        quen_logit_options options = logit_options(penalties[mode % 4]);
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
        quen_logit *logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, &options);
        assert_like_naive(&s, logit, w, options.l2);
        quen_logit_free(logit);
    }
    quen_context_free(ctx);
}

/* --- accumulate, merge, finish --- */

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
    static logit_sample s;
    quen__logit_design design;
    double theta[16] = {0}, change[16] = {0};
    parts a = {.losses = {.design = &design, .weights = s.w, .class_weight = {1, 2}}};
    (void)state;
    make_logit_sample(&s, 12);
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

/* --- groups --- */

#define GROUPED 400

typedef struct grouped {
    double x[GROUPED][2], wide[GROUPED][4];
    uint8_t y[GROUPED], groups[GROUPED];
} grouped;

/* Rows of three groups, and the same with a column for the second and the third. */
static void make_grouped(grouped *g)
{
    for (size_t i = 0; i < GROUPED; i++) {
        double odds = -0.3;
        g->groups[i] = (uint8_t)quen__random_below(5, 0, i, 3);
        for (size_t j = 0; j < 2; j++) {
            g->x[i][j] = g->wide[i][j] = quen__random_unit(5, 1 + j, i);
            odds += (j ? -1.5 : 2) * g->x[i][j];
            g->wide[i][2 + j] = g->groups[i] == j + 1;
        }
        odds += 0.7 * g->groups[i];
        g->y[i] = quen__random_unit(5, 3, i) < quen__stats_logistic(odds);
    }
}

/* Without penalty, an intercept for each group is a column for each but the first. */
static void test_groups(void **state)
{
    static const double mixture[3] = {0.5, 0.2, 0.3};
    static grouped g;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_logit_options options;
    quen_logit *logit = NULL, *wide = NULL;
    (void)state;
    make_grouped(&g);
    quen_logit_options_init(&options, sizeof options);
    options.l2 = 0;
    quen__logit_data data = {.x = g.x[0],
                             .y = g.y,
                             .n = GROUPED,
                             .d = 2,
                             .groups = g.groups,
                             .n_groups = 3,
                             .mixture = mixture};
    assert_ok(ctx, quen__logit_fit(ctx, &data, &options, &logit));
    assert_ok(ctx, quen_logit_fit(ctx, g.wide[0], g.y, GROUPED, 4, &options, &wide));
    const double *own = quen_logit_coefficients(wide);
    assert_int_equal(quen_logit_n_terms(logit), 2);
    for (size_t j = 0; j < 2; j++) {
        assert_close(quen_logit_coefficients(logit)[j], own[j], 1e-9);
        assert_close(quen_logit_std_errors(logit)[j], quen_logit_std_errors(wide)[j],
                     1e-9);
    }
    assert_close(quen_logit_intercept(logit)[0],
                 quen_logit_intercept(wide)[0] + 0.2 * own[2] + 0.3 * own[3], 1e-9);
    assert_true(quen_logit_intercept(logit)[1] < quen_logit_intercept(wide)[1]);
    quen_logit_free(logit);

    /* A hundredth of the penalty of columns: they give way to a large one, groups less.
     */
    options.l2 = 1e4;
    assert_ok(ctx, quen__logit_fit(ctx, &data, &options, &logit));
    assert_true(fabs(quen_logit_coefficients(logit)[0]) < 0.05);
    double even = quen_logit_intercept(logit)[0];
    quen_logit_free(logit);
    data.mixture = (const double[]){1, 0, 0};
    assert_ok(ctx, quen__logit_fit(ctx, &data, &options, &logit));
    assert_true(even - quen_logit_intercept(logit)[0] > 0.05);
    quen_logit_free(logit);
    quen_logit_free(wide);
    quen_context_free(ctx);
}

/* The gradient, summed in the plain way, of which nothing is left. */
static void assert_stationary(const logit_many *m, const quen_logit *logit, double l2)
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
    logit_many *m = malloc(sizeof *m);
    (void)state;
    assert_non_null(m);
    make_logit_many(m);
    for (int l2 = 0; l2 <= 100; l2 += 50) {
        quen_logit_options options = logit_options(l2);
        quen_logit *logit = fit_logit(ctx, m->x, m->y, MANY, 2, &options);
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
    logit_many *m = malloc(sizeof *m);
    quen_logit_options options = logit_options(1);
    (void)state;
    assert_non_null(m);
    make_logit_many(m);
    for (size_t i = 0; i < MANY; i++)
        if (i / QUEN__ROWS % 8 == 0) {
            m->x[2 * i] = m->y[i] ? -30 : 30;
            m->x[2 * i + 1] = m->y[i] ? 70 : -70;
        }
    quen_logit *logit = fit_logit(ctx, m->x, m->y, MANY, 2, &options);
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
    quen_logit_options options = logit_options(0);
    for (int loose = 0; loose <= 1; loose++) {
        options.tol = loose ? 1e-3 : 1e-10;
        quen_logit *logit = fit_logit(ctx, x, y, n, d, &options);
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
    quen_logit *logit = fit_logit(ctx, x, y, n, d, &options);
    assert_true(quen_logit_converged(logit) && !quen_logit_separated(logit));
    quen_logit_free(logit);
}

static void test_separated(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("logit_small.txt");
    size_t n, nx;
    const double *x = golden_get(g, "sep_x", &nx);
    uint8_t *y = logit_labels(g, "sep_y", &n);
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
    static logit_sample s;
    static double x[ROWS * 2];
    (void)state;
    make_logit_sample(&s, 13);
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
    logit_many *m = malloc(sizeof *m);
    (void)state;
    assert_non_null(m);
    make_logit_many(m);
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
    static logit_sample s;
    (void)state;
    for (int l2 = 0; l2 <= 1; l2++) {
        quen_logit_options options = logit_options(l2);
        make_logit_sample(&s, 14);
        for (size_t i = 0; i < ROWS; i++)
            s.x[i * COLUMNS + 3] = 0.1;
        quen_logit *logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, &options);
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
    static logit_sample s;
    quen_logit_options options = logit_options(0);
    quen_logit *logit = (quen_logit *)(void *)&s;
    (void)state;
    make_logit_sample(&s, 15);
    for (size_t i = 0; i < ROWS; i++)
        s.x[i * COLUMNS + 5] = 5 - 2 * s.x[i * COLUMNS] + 3e-3 * s.x[i * COLUMNS + 3];
    options.names = names;
    assert_fails(ctx, QUEN_ERR_NUMERIC,
                 "column 5 (f) is a combination of those before it",
                 quen_logit_fit(ctx, s.x, s.y, ROWS, COLUMNS, &options, &logit));
    assert_null(logit);
    options.l2 = 1;
    logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, &options);
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
    static logit_sample s;
    static double p[ROWS], effects[ROWS * TERMS];
    (void)state;
    make_logit_sample(&s, 16);
    quen_logit *logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
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

/* Ends lie z standard errors around the coefficient; NaN where there is no error. */
static void assert_intervals(quen_context *ctx, const quen_logit *logit, double level,
                             double z)
{
    static double ends[2 * (1 + TERMS)];
    size_t n = quen_logit_n_terms(logit);
    assert_ok(ctx, quen_logit_intervals(ctx, logit, level, ends));
    for (size_t t = 0; t <= n; t++) {
        double value =
            t ? quen_logit_coefficients(logit)[t - 1] : quen_logit_intercept(logit)[0];
        double error =
            t ? quen_logit_std_errors(logit)[t - 1] : quen_logit_intercept(logit)[1];
        assert_int_equal(isnan(ends[2 * t]), isnan(error));
        assert_int_equal(isnan(ends[2 * t + 1]), isnan(error));
        if (isnan(error))
            continue;
        assert_close(ends[2 * t], value - z * error, 1e-14);
        assert_close(ends[2 * t + 1], value + z * error, 1e-14);
    }
}

static void test_intervals(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static const double out_of_range[] = {0, 1, -0.5, 95, NAN};
    static logit_sample s;
    double ends[2 * (1 + TERMS)] = {7};
    (void)state;
    make_logit_sample(&s, 18);
    for (size_t i = 0; i < ROWS; i++)
        s.x[i * COLUMNS + 3] = 2; /* no spread, no error */
    quen_logit *logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
    assert_true(isnan(quen_logit_std_errors(logit)[3]));
    assert_intervals(ctx, logit, 0.95, 1.959963984540054);
    assert_intervals(ctx, logit, 0.5, 0.6744897501960817);
    assert_intervals(ctx, logit, 0.9999, 3.8905918864131204);
    for (size_t i = 0; i < sizeof out_of_range / sizeof *out_of_range; i++)
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "not above 0 and below 1",
                     quen_logit_intervals(ctx, logit, out_of_range[i], ends));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "logit: level is 95,",
                 quen_logit_intervals(ctx, logit, 95, ends));
    assert_true(ends[0] == 7);
    quen_logit_free(logit);
    quen_context_free(ctx);
}

static void test_predict_odd_values(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static logit_sample s;
    double p = -1, effects[TERMS] = {7}, row[COLUMNS];
    (void)state;
    make_logit_sample(&s, 17);
    quen_logit *logit = fit_logit(ctx, s.x, s.y, ROWS, COLUMNS, NULL);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_like_naive),
        cmocka_unit_test(test_merge_equals_whole),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_odd_start),
        cmocka_unit_test(test_many_separated),
        cmocka_unit_test(test_separated),
        cmocka_unit_test(test_half_separated),
        cmocka_unit_test(test_constant_column),
        cmocka_unit_test(test_collinear),
        cmocka_unit_test(test_contributions),
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_predict_odd_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
