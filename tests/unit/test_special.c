/* Elementary functions, held against the C library's. */
#include "support.h"

#include <float.h>
#include <math.h>

#include "math/special.h"
#include "math/stats.h"

static double ulps(double a, double b)
{
    return a == b ? 0 : fabs(a - b) / (nextafter(fabs(b), INFINITY) - fabs(b));
}

static void test_log(void **state)
{
    (void)state;
    for (double x = 1e-320; x < 1e308; x *= 1.37)
        assert_true(ulps(quen__special_log(x), log(x)) <= 2);
    for (double x = 0.5; x < 2; x += 0.00037)
        assert_true(ulps(quen__special_log(x), log(x)) <= 2);
    assert_true(quen__special_log(1) == 0);
    assert_true(isinf(quen__special_log(0)) && quen__special_log(0) < 0);
    assert_true(isnan(quen__special_log(-1)));
    assert_true(isinf(quen__special_log(INFINITY)));
}

static void test_log1p(void **state)
{
    (void)state;
    for (double x = 1e-320; x < 1e308; x *= 1.37) {
        assert_true(ulps(quen__special_log1p(x), log1p(x)) <= 3);
        if (x < 0.99)
            assert_true(ulps(quen__special_log1p(-x), log1p(-x)) <= 3);
    }
    assert_true(quen__special_log1p(0) == 0);
    assert_true(isinf(quen__special_log1p(INFINITY)));
}

static void test_exp(void **state)
{
    (void)state;
    for (double x = -745; x < 709.7; x += 0.0371) {
        if (x > -708)
            assert_true(ulps(quen__special_exp(x), exp(x)) <= 2);
        else
            assert_true(fabs(quen__special_exp(x) - exp(x)) <= 0x1p-1073);
    }
    assert_true(quen__special_exp(0) == 1);
    assert_true(quen__special_exp(-800) == 0);
    assert_true(isinf(quen__special_exp(800)));
    assert_true(isnan(quen__special_exp(NAN)));
}

static void test_pow(void **state)
{
    (void)state;
    for (double x = 1e-6; x < 1e6; x *= 1.7)
        for (double y = -3; y < 3; y += 0.13)
            assert_close(quen__special_pow(x, y), pow(x, y), 1e-14);
    assert_true(quen__special_pow(0, 0) == 1);
    assert_true(quen__special_pow(0, 2) == 0);
    assert_true(quen__special_pow(7, 1) == 7);
    assert_true(quen__special_pow(9, 0.5) == 3);
}

static void test_powers_of_two(void **state)
{
    (void)state;
    assert_int_equal(quen__special_exponent(0), -1022);
    assert_int_equal(quen__special_exponent(1), 1);
    assert_int_equal(quen__special_exponent(0.999), 0);
    assert_int_equal(quen__special_exponent(DBL_MAX), 1024);
    for (int e = -1022; e <= 1023; e++) {
        assert_true(quen__special_power_of_two(e) == ldexp(1, e));
        assert_int_equal(quen__special_exponent(quen__special_power_of_two(e)), e + 1);
    }
}

static void test_normal_quantile(void **state)
{
    /* By scipy.stats.norm.ppf(). */
    static const struct {
        double p, z;
    } table[] = {
        {0.5, 0},
        {0.75, 0.67448975019608171},
        {0.9, 1.2815515655446004},
        {0.95, 1.6448536269514722},
        {0.975, 1.959963984540054},
        {0.995, 2.5758293035489004},
        {0.9995, 3.2905267314919255},
        {1e-10, -6.361340902404056},
        {1e-100, -21.273453560965322},
        {1e-300, -37.0470962993612},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_close(quen__special_normal_quantile(table[i].p), table[i].z, 2e-15);
    for (double p = 1e-300; p < 0.5; p *= 1.1) {
        double z = quen__special_normal_quantile(p);
        assert_close(0.5 * erfc(-z / sqrt(2)), p, 1e-12);
        if (p > 1e-3)
            assert_close(quen__special_normal_quantile(1 - p), -z, 1e-12);
    }
    assert_true(isinf(quen__special_normal_quantile(0)) &&
                quen__special_normal_quantile(0) < 0);
    assert_true(isinf(quen__special_normal_quantile(1)) &&
                quen__special_normal_quantile(1) > 0);
    assert_true(isnan(quen__special_normal_quantile(NAN)));
}

static void test_erfc(void **state)
{
    (void)state;
    for (double x = -3; x < 26; x += 0.01)
        assert_close(quen__special_erfc(x), erfc(x), 1e-14);
    assert_true(quen__special_erfc(40) == 0 && quen__special_erfc(-40) == 2);
    assert_true(isnan(quen__special_erfc((double)NAN)));
}

static void test_normal(void **state)
{
    (void)state;
    assert_close(quen__stats_normal_two_sided(-1.959963984540054), 0.05, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erfc),          cmocka_unit_test(test_normal),
        cmocka_unit_test(test_log),           cmocka_unit_test(test_log1p),
        cmocka_unit_test(test_exp),           cmocka_unit_test(test_pow),
        cmocka_unit_test(test_powers_of_two), cmocka_unit_test(test_normal_quantile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
