/*
 * Lifetimes' formulas against mpmath and Gauss's rules: likelihoods, alive, orders,
 * waits; derivatives against differences.
 */
#include "support.h"

#include <math.h>

#include "models/lifetime/lifetime_learn.h"

#define ROWS 9
#define SMALL 7 /* rows of small x, in their order; the last of them is row 7 */

static const struct law_name {
    const char *name;
    uint32_t family, k;
} dropouts[] = {{"bg 1", QUEN_LIFETIME_FAMILY_BG_NBD, 1},
                {"mbg 1", QUEN_LIFETIME_FAMILY_MBG_CNBD, 1},
                {"mbg 2", QUEN_LIFETIME_FAMILY_MBG_CNBD, 2},
                {"mbg 5", QUEN_LIFETIME_FAMILY_MBG_CNBD, 5},
                {"mbg 12", QUEN_LIFETIME_FAMILY_MBG_CNBD, 12}};
#define DROPOUTS (sizeof dropouts / sizeof *dropouts)

static quen__lifetime_law law_of(const golden *g, uint32_t family, uint32_t k, int number)
{
    char name[40];
    quen__lifetime_law law = {.family = family, .k = k};
    size_t n;
    snprintf(name, sizeof name, "%s %d",
             family == QUEN_LIFETIME_FAMILY_PARETO_NBD ? "pareto" : "dropout", number);
    const double *p = golden_get(g, name, &n);
    assert_int_equal(n, 4);
    memcpy(law.p, p, sizeof law.p);
    return law;
}

static const double *line(const golden *g, const char *law, int number, const char *what,
                          size_t expected)
{
    char name[60];
    size_t n;
    snprintf(name, sizeof name, "%s %d %s", law, number, what);
    const double *values = golden_get(g, name, &n);
    assert_int_equal(n, expected);
    return values;
}

static double likelihood(const quen__lifetime_law *law, const double *row,
                         quen__lifetime_sums *sums)
{
    quen__lifetime_row one = {row[0], row[1], row[2], 1};
    memset(sums, 0, sizeof *sums);
    if (law->family == QUEN_LIFETIME_FAMILY_PARETO_NBD)
        quen__lifetime_pareto_rows(law, &one, 1, sums);
    else
        quen__lifetime_dropout_rows(law, &one, 1, sums);
    return sums->value;
}

/* Each slope and curve against the difference of values and slopes. */
static void check_derivatives(const quen__lifetime_law *law, const double *row)
{
    quen__lifetime_sums at, above, below;
    likelihood(law, row, &at);
    for (size_t i = 0; i < 4; i++) {
        quen__lifetime_law up = *law, down = *law;
        double step = 1e-5 * law->p[i];
        up.p[i] += step;
        down.p[i] -= step;
        double slope = likelihood(&up, row, &above) - likelihood(&down, row, &below);
        double scale = fabs(at.value) + row[0] + 1;
        if (fabs(slope / 2e-5 - at.gradient[i] * law->p[i]) > 1e-7 * scale)
            fail_msg("slope %zu of x %g, k %u: %.12g, not %.12g", i, row[0], law->k,
                     at.gradient[i] * law->p[i], slope / 2e-5);
        for (size_t j = 0; j < 4; j++) {
            double curve = i > j ? at.curve[i][j] : at.curve[j][i];
            double want = (above.gradient[j] - below.gradient[j]) / 2e-5 * law->p[j];
            if (fabs(curve * law->p[i] * law->p[j] - want) > 1e-7 * scale)
                fail_msg("curve %zu %zu of x %g, k %u: %.12g, not %.12g", i, j, row[0],
                         law->k, curve * law->p[i] * law->p[j], want);
        }
    }
}

static void check_rows(const golden *g, const char *name, int number,
                       const quen__lifetime_law *law)
{
    quen__lifetime_sums sums;
    size_t n;
    const double *row = golden_get(g, "rows", &n);
    const double *want = line(g, name, number, "likelihood", ROWS);
    const double *alive = line(g, name, number, "alive", ROWS);
    assert_int_equal(n, 3 * ROWS);
    for (size_t i = 0; i < ROWS; i++, row += 3) {
        double got = likelihood(law, row, &sums);
        if (fabs(got - want[i]) > 2e-14 * (fabs(want[i]) + 1 + 12 * law->k * row[0]))
            fail_msg("%s %d, row %zu: %.17g, not %.17g", name, number, i, got, want[i]);
        check_derivatives(law, row);
        quen__lifetime_now now = quen__lifetime_look(law, row[0], row[1], row[2]);
        assert_close(now.alive, alive[i], 1e-8);
    }
}

static void test_dropout(void **state)
{
    (void)state;
    golden *g = golden_open("lifetime.txt");
    for (size_t i = 0; i < DROPOUTS; i++)
        for (int number = 0; number < 3; number++) {
            quen__lifetime_law law = law_of(g, dropouts[i].family, dropouts[i].k, number);
            check_rows(g, dropouts[i].name, number, &law);
        }
    golden_close(g);
}

static void test_pareto(void **state)
{
    (void)state;
    golden *g = golden_open("lifetime.txt");
    for (int number = 0; number < 3; number++) {
        quen__lifetime_law law = law_of(g, QUEN_LIFETIME_FAMILY_PARETO_NBD, 1, number);
        check_rows(g, "pareto", number, &law);
    }
    golden_close(g);
}

/* Orders of one alive. */
static double orders(const quen__lifetime_law *law, const double *row, double h)
{
    quen__lifetime_now now = quen__lifetime_look(law, row[0], row[1], row[2]);
    now.alive = 1;
    return quen__lifetime_orders(law, row[0], row[2], &now, h);
}

static void check_dropout_future(const golden *g, const char *name, int number,
                                 const quen__lifetime_law *law)
{
    size_t n, n_h, at = 0;
    const double *row = golden_get(g, "rows", &n), *h = golden_get(g, "horizons", &n_h);
    const double *want = line(g, name, number, "orders", 2 * SMALL);
    const double *wait = line(g, name, number, "wait", 3 * (ROWS - 1));
    for (size_t i = 0; i + 1 < ROWS; i++, row += 3) {
        double got[3], tolerance = law->k * row[0] > 20 && law->k > 1 ? 2e-3 : 1e-9;
        quen__lifetime_wait(law, row[0], row[1], row[2], 1, got);
        for (size_t j = 0; j < 3; j++)
            assert_close(got[j], fmin(wait[3 * i + j], QUEN__LIFETIME_MOST_WAIT), 1e-9);
        for (size_t j = 0; j < 2 && row[0] < 100; j++, at++)
            if (fabs(orders(law, row, h[j]) - want[at]) > tolerance * want[at] + 1e-15)
                fail_msg("%s %d, row %zu, %g: %.12g orders, not %.12g", name, number, i,
                         h[j], orders(law, row, h[j]), want[at]);
    }
    assert_int_equal(at, 2 * SMALL);
}

static void test_futures(void **state)
{
    (void)state;
    golden *g = golden_open("lifetime.txt");
    for (size_t i = 0; i < DROPOUTS; i++)
        for (int number = 0; number < 3; number++) {
            quen__lifetime_law law = law_of(g, dropouts[i].family, dropouts[i].k, number);
            check_dropout_future(g, dropouts[i].name, number, &law);
        }
    golden_close(g);
}

static void test_pareto_futures(void **state)
{
    (void)state;
    golden *g = golden_open("lifetime.txt");
    size_t n, n_h;
    const double *rows = golden_get(g, "rows", &n), *h = golden_get(g, "horizons", &n_h);
    for (int number = 0; number < 3; number++) {
        quen__lifetime_law law = law_of(g, QUEN_LIFETIME_FAMILY_PARETO_NBD, 1, number);
        const double *want = line(g, "pareto", number, "orders", ROWS * n_h);
        for (size_t i = 0; i < ROWS; i++)
            for (size_t j = 0; j < n_h; j++)
                assert_close(orders(&law, rows + 3 * i, h[j]), want[i * n_h + j], 1e-12);
    }
    golden_close(g);
}

/* Waits within each horizon, of every row, x of 100,000 too. */
static void check_within(const golden *g, const char *name, int number,
                         const quen__lifetime_law *law)
{
    size_t n, n_h, at = 0;
    const double *row = golden_get(g, "rows", &n), *h = golden_get(g, "horizons", &n_h);
    const double *want = line(g, name, number, "within", 3 * ROWS * n_h);
    for (size_t i = 0; i < ROWS; i++, row += 3)
        for (size_t j = 0; j < n_h; j++) {
            double got[3];
            quen__lifetime_wait_within(law, row[0], row[1], row[2], h[j], got);
            for (size_t q = 0; q < 3; q++, at++)
                if (fabs(got[q] - want[at]) > 1e-9 * want[at])
                    fail_msg("%s %d, row %zu within %g: %.15g, not %.15g", name, number,
                             i, h[j], got[q], want[at]);
        }
}

static void test_within(void **state)
{
    (void)state;
    golden *g = golden_open("lifetime.txt");
    for (int number = 0; number < 3; number++) {
        quen__lifetime_law pareto = law_of(g, QUEN_LIFETIME_FAMILY_PARETO_NBD, 1, number);
        check_within(g, "pareto", number, &pareto);
        for (size_t i = 0; i < DROPOUTS; i++) {
            quen__lifetime_law law = law_of(g, dropouts[i].family, dropouts[i].k, number);
            check_within(g, dropouts[i].name, number, &law);
        }
    }
    golden_close(g);
}

/*
 * Where the chance to come is too small for a double: within a horizon that is short
 * beside all else, who has just come waits as parts of a gap follow one another, u^k; who
 * is in a gap, as in a moment.
 */
static void test_within_a_moment(void **state)
{
    (void)state;
    for (double h = 1e-3; h > 0; h *= h < 1e-290 ? 1e-3 : 1e-20)
        for (uint32_t k = 1; k <= 12; k++) {
            quen__lifetime_law law = {.family = 0, .k = k, .p = {0.5, 6, 0.9, 1.6}};
            double just[3], since[3], tolerance = k * h + 1e-9;
            quen__lifetime_wait_within(&law, 3, 20, 20, h, just);
            quen__lifetime_wait_within(&law, 3, 20, 50, h, since);
            for (int q = 0; q < 3; q++) {
                double share = (q + 1) / 4.0, power = pow(share, 1.0 / k);
                if (h > 1e-290) {
                    assert_close(just[q] / h, power, tolerance);
                    assert_close(since[q] / h, share, tolerance);
                }
                assert_true(just[q] >= 0 && just[q] <= h && since[q] <= h);
            }
        }
}

/* Those who may leave before they come do so rather late than early. */
static void test_within_who_leaves(void **state)
{
    (void)state;
    quen__lifetime_law law = {
        .family = QUEN_LIFETIME_FAMILY_PARETO_NBD, .k = 1, .p = {0.5, 6, 1e-12, 2}};
    quen__lifetime_law never = {.family = 0, .k = 1, .p = {0.5, 6, 0.9, 1.6}};
    double stays[3], gamma[3], leaves[3];
    quen__lifetime_wait_within(&law, 3, 20, 30, 90, stays);
    quen__lifetime_wait_within(&never, 3, 20, 30, 90, gamma);
    law.p[2] = 5;
    quen__lifetime_wait_within(&law, 3, 20, 30, 90, leaves);
    for (int q = 0; q < 3; q++) {
        assert_close(stays[q], gamma[q], 1e-9);
        assert_true(leaves[q] < 0.8 * stays[q]);
    }
}

/* Where the sum over parts of gaps hands over to the mean over rates. */
static void test_many_parts(void **state)
{
    (void)state;
    static const double p[3][4] = {
        {0.5, 6, 0.9, 1.6}, {3, 1, 1, 4}, {0.2, 30, 1 + 1e-7, 9}};
    for (size_t i = 0; i < 3; i++)
        for (uint32_t k = 2; k <= 12; k += 5)
            for (double x = 11; x < 1e6; x = 10 * x + 1) {
                quen__lifetime_law law = {.family = 0, .k = k};
                memcpy(law.p, p[i], sizeof law.p);
                double row[3] = {x, 7 * x, 7 * x + 2}, big_r = p[i][0] + k * x;
                double edge = 200 * (p[i][1] + row[2]) / big_r;
                double before = orders(&law, row, edge * (1 - 1e-9));
                double after = orders(&law, row, edge * (1 + 1e-9));
                if (fabs(after - before) > 0.01 + 0.002 * before)
                    fail_msg("k %u, x %g: %g, then %g orders", k, x, before, after);
                assert_true(orders(&law, row, 50 * edge) > after);
            }
}

/* Near a = 1 and s = 1, where the closed forms divide by 0. */
static void test_near_one(void **state)
{
    (void)state;
    static const double row[3] = {3, 20, 30};
    for (uint32_t family = 0; family < 3; family++) {
        quen__lifetime_law law = {.family = family, .k = 1, .p = {0.5, 6, 1, 2}};
        double at = orders(&law, row, 39);
        assert_true(at > 0.1 && at < 10);
        for (double off = 1e-12; off < 1e-3; off *= 10) {
            law.p[2] = 1 + off;
            assert_close(orders(&law, row, 39), at, 20 * off + 1e-12);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dropout),
        cmocka_unit_test(test_pareto),
        cmocka_unit_test(test_futures),
        cmocka_unit_test(test_pareto_futures),
        cmocka_unit_test(test_within),
        cmocka_unit_test(test_within_a_moment),
        cmocka_unit_test(test_within_who_leaves),
        cmocka_unit_test(test_many_parts),
        cmocka_unit_test(test_near_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
