/* Sorting numbers, held against qsort(). */
#include "support.h"

#include "core/rng.h"
#include "math/sort.h"

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void test_sort(void **state)
{
    (void)state;
    static int64_t x[3000], y[3000], scratch[3000];
    static const size_t sizes[] = {0, 1, 2, 64, 65, 1000, 3000};
    static const int64_t extremes[] = {INT64_MIN, INT64_MAX, 0, -1, 1};
    for (size_t k = 0; k < 7 * 4; k++) {
        size_t n = sizes[k % 7], kind = k / 7;
        for (size_t i = 0; i < n; i++)
            x[i] = kind == 0   ? (int64_t)quen__random(1, 2, i)
                   : kind == 1 ? (int64_t)quen__random_below(5, 20, i, 1000) - 500
                   : kind == 2 ? extremes[quen__random_below(5, 21, i, 5)]
                               : 7;
        memcpy(y, x, sizeof x);
        quen__sort_int64(x, n, scratch);
        qsort(y, n, sizeof *y, by_value);
        assert_memory_equal(x, y, n * sizeof *x);
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void test_in_place(void **state)
{
    (void)state;
    static uint32_t x[3000], y[3000];
    static const size_t sizes[] = {0, 1, 2, 3, 64, 1000, 3000};
    static const uint64_t limits[] = {1, 10, UINT32_MAX};
    for (size_t k = 0; k < 7 * 3; k++) {
        size_t n = sizes[k % 7];
        for (size_t i = 0; i < n; i++)
            x[i] = (uint32_t)quen__random_below(5, 22, i, limits[k / 7]);
        memcpy(y, x, sizeof x);
        quen__sort_in_place(x, n);
        qsort(y, n, sizeof *y, by_number);
        assert_memory_equal(x, y, n * sizeof *x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sort),
        cmocka_unit_test(test_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
