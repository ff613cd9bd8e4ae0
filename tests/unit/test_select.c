/* Selection, held against sorting. */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "math/select.h"

static double number(uint64_t i)
{
    return quen__random_unit(7, 0, i) * 10 - 5;
}

static int compare(const void *a, const void *b)
{
    double u = *(const double *)a, v = *(const double *)b;
    return (u > v) - (u < v);
}

static void test_select(void **state)
{
    (void)state;
    double values[101], sorted[101];
    for (size_t n = 1; n <= 101; n += 4) {
        for (size_t i = 0; i < n; i++)
            values[i] = i % 7 == 0   ? -0.0
                        : i % 5 == 0 ? 2.5
                                     : number(i) * pow(10, (int)i - 50);
        values[n / 2] = INFINITY;
        memcpy(sorted, values, n * sizeof *values);
        qsort(sorted, n, sizeof *sorted, compare);
        for (size_t rank = 0; rank < n; rank++) {
            double v = quen__select(values, n, rank);
            assert_true(v == sorted[rank] && !(v == 0 && signbit(v)));
        }
        qsort(values, n, sizeof *values, compare);
        for (size_t i = 0; i < n; i++)
            assert_true(values[i] == sorted[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_select),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
