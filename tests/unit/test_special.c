/* Elementary functions, held against the C library's of long doubles. */
#include "support.h"

#include <float.h>
#include <math.h>

#include "math/special.h"
#include "math/stats.h"

/* Numbers of 0..1, the same in each run. */
static double next_share(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) * 0x1p-53;
}

/* Does a long double say more than a double? It may not, by platform or under valgrind.
 */
static int long_is_longer(void)
{
    volatile long double one = 1, little = 0x1p-60L;
    return one + little != one;
}

/*
 * Is `got` within so many units in the last place of what the C library computes in long
 * double? Where that is a double, its own error, 3.5 units for erfc, is between as well.
 */
static void assert_ulps(double x, double got, long double want, double most)
{
    double nearest = (double)want, allowed = long_is_longer() ? most : most + 4;
    double unit = nextafter(fabs(nearest), INFINITY) - fabs(nearest);
    if (fabsl(got - want) > allowed * unit)
        fail_msg("at %a: %a, not %a: off by %Lg of its last place", x, got, nearest,
                 fabsl(got - want) / unit);
}

#define TRIES 200000

static void test_log(void **state)
{
    (void)state;
    for (int i = 0; i < TRIES; i++) {
        double x = 0.5 + 1.5 * next_share(), far = exp(-740 + 1440 * next_share());
        assert_ulps(x, quen__special_log(x), logl(x), 1);
        assert_ulps(far, quen__special_log(far), logl(far), 1);
    }
    assert_true(quen__special_log(1) == 0);
    assert_true(isinf(quen__special_log(0)) && quen__special_log(0) < 0);
    assert_true(isnan(quen__special_log(-1)));
    assert_true(isinf(quen__special_log(INFINITY)));
}

static void test_log1p(void **state)
{
    (void)state;
    for (int i = 0; i < TRIES; i++) {
        double x = -1 + 3 * next_share(), far = exp(-700 + 1400 * next_share());
        assert_ulps(x, quen__special_log1p(x), log1pl(x), 1.5);
        assert_ulps(far, quen__special_log1p(far), log1pl(far), 1.5);
    }
    assert_true(quen__special_log1p(0) == 0);
    assert_true(isinf(quen__special_log1p(INFINITY)));
}

static void test_exp(void **state)
{
    (void)state;
    for (int i = 0; i < TRIES; i++) {
        double x = -745 + 1454.7 * next_share(), near = 2 * next_share() - 1;
        assert_ulps(x, quen__special_exp(x), expl(x), 1);
        assert_ulps(near, quen__special_exp(near), expl(near), 1);
    }
    assert_true(quen__special_exp(0) == 1);
    assert_true(quen__special_exp(-800) == 0);
    assert_true(isinf(quen__special_exp(800)));
    assert_true(isnan(quen__special_exp(NAN)));
}

static void test_logistic(void **state)
{
    (void)state;
    for (int i = 0; i < TRIES; i++) {
        double x = -700 + 1400 * next_share(), near = 80 * next_share() - 40;
        assert_ulps(x, quen__stats_logistic(x), 1 / (1 + expl(-x)), 2.5);
        assert_ulps(near, quen__stats_logistic(near), 1 / (1 + expl(-near)), 2.5);
    }
    assert_true(quen__stats_logistic(0) == 0.5);
    assert_true(quen__stats_logistic(1e308) == 1 && quen__stats_logistic(-1e308) == 0);
}

/* mingw-w64's own is one unit off, even where a long double is longer. */
#ifdef _WIN32
#define POW_UNITS 2
#else
#define POW_UNITS 1
#endif

static void test_pow(void **state)
{
    (void)state;
    if (support_in_valgrind())
        skip(); /* powl() is off by more than pow() is */
    for (int i = 0; i < TRIES; i++) {
        double x = exp(-20 + 40 * next_share()), y = 6 * next_share() - 3;
        assert_ulps(x, quen__special_pow(x, y), powl(x, y), POW_UNITS);
        x = exp(0.3 * next_share() - 0.15), y = 8000 * next_share() - 4000;
        assert_ulps(x, quen__special_pow(x, y), powl(x, y), POW_UNITS);
        x = exp(-700 + 1400 * next_share()), y = 2 * next_share() - 1;
        assert_ulps(x, quen__special_pow(x, y), powl(x, y), POW_UNITS);
    }
    assert_true(quen__special_pow(0, 0) == 1);
    assert_true(quen__special_pow(0, 2) == 0 && isinf(quen__special_pow(0, -2)));
    assert_true(quen__special_pow(7, 1) == 7);
    assert_true(quen__special_pow(9, 0.5) == 3);
    assert_true(quen__special_pow(1, 1e308) == 1);
    assert_true(isinf(quen__special_pow(1 + 0x1p-52, 1e19)));
    assert_true(quen__special_pow(1 + 0x1p-52, -1e19) == 0);
    assert_true(quen__special_pow(0x1p-1074, 1e-300) == 1);
    assert_true(quen__special_pow(DBL_MAX, -1) == 1 / DBL_MAX);
    assert_true(isnan(quen__special_pow(NAN, 2)));
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
    for (int i = 0; i < TRIES; i++) {
        double x = 27 * next_share(), near = 5 * next_share() - 3;
        assert_ulps(x, quen__special_erfc(x), erfcl(x), 2.5);
        assert_ulps(near, quen__special_erfc(near), erfcl(near), 2.5);
    }
    for (double x = 0x1p-1074; x < 1e-3; x *= 1.7)
        assert_ulps(x, quen__special_erfc(x), erfcl(x), 1);
    assert_true(quen__special_erfc(0) == 1);
    assert_true(quen__special_erfc(40) == 0 && quen__special_erfc(-40) == 2);
    assert_true(quen__special_erfc(INFINITY) == 0 && quen__special_erfc(-INFINITY) == 2);
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
        cmocka_unit_test(test_logistic),
        cmocka_unit_test(test_erfc),
        cmocka_unit_test(test_normal),
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_log1p),
        cmocka_unit_test(test_exp),
        cmocka_unit_test(test_pow),
        cmocka_unit_test(test_powers_of_two),
        cmocka_unit_test(test_normal_quantile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
