/* The gamma function's logarithm, its derivatives and its upper part, held against
 * mpmath. */
#include "support.h"

#include <math.h>

#include "math/special.h"

typedef double (*function)(double x);

/* Each within `bound` of the largest of `floor` and the result. */
static void check(const char *argument, const char *name, function f, double floor,
                  double bound)
{
    golden *g = golden_open("gamma.txt");
    size_t n, n_want;
    const double *x = golden_get(g, argument, &n), *want = golden_get(g, name, &n_want);
    assert_int_equal(n, n_want);
    for (size_t i = 0; i < n; i++) {
        double scale = fmax(floor, fabs(want[i]));
        if (fabs(f(x[i]) - want[i]) > bound * scale)
            fail_msg("%s at %.17g: %.17g, not %.17g", name, x[i], f(x[i]), want[i]);
    }
    golden_close(g);
}

static void test_golden(void **state)
{
    (void)state;
    check("x", "lgamma", quen__special_lgamma, 1, 4e-15);
    check("x", "digamma", quen__special_digamma, 1, 2e-15);
    check("x", "trigamma", quen__special_trigamma, 0, 2e-15);
    check("y", "expm1", quen__special_expm1, 0, 7e-16);
}

/* Within 1e-12, as the header has it, of what is not below the smallest normal number. */
static void test_above(void **state)
{
    (void)state;
    golden *g = golden_open("gamma.txt");
    size_t n, n_x, n_want;
    const double *a = golden_get(g, "a", &n), *x = golden_get(g, "above a", &n_x);
    const double *want = golden_get(g, "above", &n_want);
    assert_true(n == n_x && n == n_want && n > 200);
    for (size_t i = 0; i < n; i++) {
        double got = quen__special_gamma_above(a[i], x[i]);
        if (fabs(got - want[i]) > 1e-12 * want[i] + 1e-300)
            fail_msg("above %.17g of shape %g: %.17g, not %.17g", x[i], a[i], got,
                     want[i]);
    }
    golden_close(g);
}

/* It falls, from 1 to 0, over the place where another way takes over. */
static void test_above_falls(void **state)
{
    (void)state;
    for (double a = 0.1; a < 100; a *= 1.7) {
        double before = quen__special_gamma_above(a, 0);
        assert_true(before == 1);
        for (double x = a / 64; x < 9 * a + 40; x += (a + 1) / 64) {
            double now = quen__special_gamma_above(a, x);
            assert_true(now < before + 1e-15 && now >= 0);
            before = now;
        }
        assert_true(before < 1e-9 && quen__special_gamma_above(a, INFINITY) == 0);
        assert_true(quen__special_gamma_above(a, 1e300) == 0);
    }
}

static void test_ends(void **state)
{
    (void)state;
    assert_true(isinf(quen__special_lgamma(0)) && isinf(quen__special_lgamma(INFINITY)));
    assert_true(isinf(quen__special_digamma(0)) && isinf(quen__special_trigamma(0)));
    assert_true(isnan(quen__special_lgamma(-1)) && isnan(quen__special_lgamma(NAN)));
    assert_true(isnan(quen__special_digamma(-1)) && isnan(quen__special_trigamma(NAN)));
    assert_true(isfinite(quen__special_lgamma(1e300)));
    assert_true(quen__special_trigamma(1e300) > 0);
    assert_true(quen__special_expm1(0) == 0 && quen__special_expm1(-800) == -1);
    assert_true(isinf(quen__special_expm1(800)) && isnan(quen__special_expm1(NAN)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden), cmocka_unit_test(test_above),
        cmocka_unit_test(test_above_falls), cmocka_unit_test(test_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
