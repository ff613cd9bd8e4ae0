/* Dense algebra against naive loops, and the measures of a classifier against naive
 * counts. */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "math/blas.h"
#include "math/stats.h"

static double *new_random(size_t n, uint64_t seed)
{
    double *x = malloc(n * sizeof *x);
    assert_non_null(x);
    for (size_t i = 0; i < n; i++)
        x[i] = quen__random_unit(seed, 0, i) - 0.5;
    return x;
}

/* gram (p x p, upper triangle) += rows' rows */
static void add_gram(double *gram, size_t p, const double *rows, size_t n)
{
    for (size_t row = 0; row < n; row++)
        for (size_t i = 0; i < p; i++)
            for (size_t j = i; j < p; j++)
                gram[i * p + j] += rows[row * p + i] * rows[row * p + j];
}

/* A positive definite matrix, and its factor. */
static double *new_factor(size_t p, double **gram)
{
    double *rows = new_random((p + 10) * p, 2), *work = malloc(p * sizeof *work);
    double *factor = malloc(p * p * sizeof *factor);
    *gram = calloc(p * p, sizeof **gram);
    assert_true(factor && *gram && work);
    add_gram(*gram, p, rows, p + 10);
    for (size_t i = 0; i < p; i++)
        (*gram)[i * p + i] += 1;
    memcpy(factor, *gram, p * p * sizeof *factor);
    assert_int_equal(quen__cholesky(factor, p, 1e-12, work), p);
    free(work);
    free(rows);
    return factor;
}

static double symmetric(const double *a, size_t p, size_t i, size_t j)
{
    return i < j ? a[i * p + j] : a[j * p + i];
}

static void test_solve(void **state)
{
    static const size_t sizes[] = {1, 2, 5, 63, 64, 65, 128, 200};
    (void)state;
    for (size_t a = 0; a < sizeof sizes / sizeof *sizes; a++) {
        size_t p = sizes[a];
        double *gram, *factor = new_factor(p, &gram), *b = new_random(p, 3);
        double *x = malloc(p * sizeof *x);
        assert_non_null(x);
        memcpy(x, b, p * sizeof *x);
        quen__cholesky_solve(factor, p, x);
        for (size_t i = 0; i < p; i++) {
            double sum = 0;
            for (size_t j = 0; j < p; j++)
                sum += symmetric(gram, p, i, j) * x[j];
            assert_true(fabs(sum - b[i]) < 1e-11);
        }
        free(x);
        free(b);
        free(factor);
        free(gram);
    }
}

/* e_j' inverse e_j is entry j of the solution of a x = e_j. */
static void test_form(void **state)
{
    enum { P = 90 };
    double *gram, *factor = new_factor(P, &gram), unit[P], column[P];
    (void)state;
    for (size_t j = 0; j < P; j += 13) {
        memset(unit, 0, sizeof unit);
        unit[j] = 1;
        memcpy(column, unit, sizeof column);
        quen__cholesky_solve(factor, P, column);
        assert_close(quen__cholesky_form(factor, P, j, unit), column[j], 1e-11);
    }
    free(factor);
    free(gram);
}

static void test_dependent_column(void **state)
{
    enum { N = 300, P = 100, BAD = 77 };
    (void)state;
    double *rows = new_random(N * P, 4), *gram = calloc(P * P, sizeof *gram), work[P];
    assert_non_null(gram);
    for (size_t i = 0; i < N; i++)
        rows[i * P + BAD] = 3 * rows[i * P + 5] - rows[i * P + 66];
    add_gram(gram, P, rows, N);
    assert_int_equal(quen__cholesky(gram, P, 1e-11, work), BAD);
    memset(gram, 0, P * P * sizeof *gram);
    assert_int_equal(quen__cholesky(gram, P, 0, work), 0);
    gram[0] = NAN;
    assert_int_equal(quen__cholesky(gram, P, 0, work), 0);
    free(gram);
    free(rows);
}

static void test_rank(void **state)
{
    enum { N = 1000 };
    static double score[N];
    static uint8_t y[N];
    static uint32_t order[N], scratch[N];
    double pairs = 0, right = 0;
    (void)state;
    for (uint32_t i = 0; i < N; i++) {
        score[i] = (double)quen__random_below(5, 0, i, 100) / 100;
        y[i] = quen__random_unit(5, 1, i) < score[i];
    }
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            if (y[i] && !y[j]) {
                pairs++;
                right += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
            }
    quen__stats_rank(score, N, order, scratch);
    for (size_t i = 1; i < N; i++)
        assert_true(score[order[i - 1]] > score[order[i]] ||
                    (score[order[i - 1]] == score[order[i]] && order[i - 1] < order[i]));
    assert_close(quen__stats_auc(score, y, order, N), right / pairs, 1e-13);
}

static void test_measures(void **state)
{
    (void)state;
    const double score[] = {1, 0.75, 0.5, 0}, sure[] = {0};
    const uint8_t y[] = {1, 1, 0, 0}, wrong[] = {1};
    uint32_t order[4], scratch[4];
    quen__stats_rank(score, 4, order, scratch);
    assert_close(quen__stats_log_loss(score, y, 4), -(log(0.75) + log(0.5)) / 4, 1e-15);
    assert_true(quen__stats_auc(score, y, order, 4) == 1);
    assert_true(isnan(quen__stats_auc(score, y, order, 2)));
    assert_true(isfinite(quen__stats_log_loss(sure, wrong, 1)));
    assert_close(quen__stats_normal_two_sided(-1.959963984540054), 0.05, 1e-14);
    assert_true(isnan(quen__stats_normal_two_sided(NAN)));
    assert_true(quen__stats_logistic(0) == 0.5);
    assert_true(quen__stats_logistic(1e308) == 1 && quen__stats_logistic(-1e308) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_solve),
        cmocka_unit_test(test_form),
        cmocka_unit_test(test_dependent_column),
        cmocka_unit_test(test_rank),
        cmocka_unit_test(test_measures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
