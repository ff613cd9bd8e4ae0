/* Bounded selection, and keys, against sorting everything. */
#include "support.h"

#include "core/rng.h"
#include "math/smallest.h"
#include "math/topk.h"

#define MOST 200

static int compare(const void *a, const void *b)
{
    const quen__topk_ranked *x = a, *y = b;
    if (quen__topk_before(*x, *y))
        return -1;
    return quen__topk_before(*y, *x);
}

/* Few distinct scores, so that ties decide; ids in a shuffled order. */
static void fill(quen__topk_ranked *entries, size_t n, uint64_t seed)
{
    for (size_t i = 0; i < n; i++)
        entries[i] = (quen__topk_ranked){(double)quen__random_below(seed, 1, i, 7) - 3,
                                         (uint32_t)i};
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)quen__random_below(seed, 2, i, i);
        quen__topk_ranked other = entries[j];
        entries[j] = entries[i - 1];
        entries[i - 1] = other;
    }
}

static void test_equals_sorting(void **state)
{
    (void)state;
    quen__topk_ranked entries[MOST], best[MOST];
    for (size_t n = 0; n < MOST; n += 1 + n / 4) {
        for (size_t k = 0; k <= n + 1 && k < MOST; k += 1 + k / 3) {
            quen__topk top = {best, k, 0};
            fill(entries, n, n * MOST + k);
            for (size_t i = 0; i < n; i++)
                quen__topk_offer(&top, entries[i].id, entries[i].score);
            quen__topk_sort(&top);
            qsort(entries, n, sizeof *entries, compare);
            assert_int_equal(top.n, k < n ? k : n);
            for (size_t i = 0; i < top.n; i++) {
                assert_int_equal(best[i].id, entries[i].id);
                assert_true(best[i].score == entries[i].score);
            }
        }
    }
}

static void test_infinite_scores(void **state)
{
    (void)state;
    quen__topk_ranked best[2];
    quen__topk top = {best, 2, 0};
    quen__topk_offer(&top, 3, -1.0 / 0.0);
    quen__topk_offer(&top, 2, 1.0 / 0.0);
    quen__topk_offer(&top, 1, 1.0 / 0.0);
    quen__topk_offer(&top, 0, 5);
    quen__topk_sort(&top);
    assert_int_equal(best[0].id, 1);
    assert_int_equal(best[1].id, 2);
}

/* --- keys --- */

static int compare_keys(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Different keys: at random, ascending, descending, one bit each, close together. */
static uint64_t key_of(unsigned pattern, size_t i, size_t n)
{
    if (pattern == 0)
        return quen__random_below(3, n, i, UINT64_MAX) / MOST * MOST + i;
    if (pattern == 1)
        return i;
    if (pattern == 2)
        return UINT64_MAX - i;
    return pattern == 3 ? (i < 64 ? UINT64_C(1) << i : 3 * i)
                        : (uint64_t)(i * 77 % 211) << 32;
}

static void check_keys(unsigned pattern, size_t n)
{
    uint64_t key[MOST], sorted[MOST], chosen[MOST];
    for (size_t i = 0; i < n; i++)
        key[i] = sorted[i] = key_of(pattern, i, n);
    qsort(sorted, n, sizeof *sorted, compare_keys);
    for (size_t k = 1; k <= n; k += 1 + k / 3) {
        memcpy(chosen, key, sizeof key);
        assert_true(quen__smallest(chosen, n, k) == sorted[k - 1]);
        qsort(chosen, k, sizeof *chosen, compare_keys);
        assert_memory_equal(chosen, sorted, k * sizeof *chosen);
    }
    quen__smallest_sort(key, n);
    assert_memory_equal(key, sorted, n * sizeof *key);
}

static void test_keys(void **state)
{
    (void)state;
    for (unsigned pattern = 0; pattern < 5; pattern++)
        for (size_t n = 0; n < MOST; n += 1 + n / 8)
            check_keys(pattern, n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equals_sorting),
        cmocka_unit_test(test_infinite_scores),
        cmocka_unit_test(test_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
