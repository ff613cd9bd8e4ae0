/* The gamma function's logarithm and its derivatives, held against mpmath. */
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_golden),
                                       cmocka_unit_test(test_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
