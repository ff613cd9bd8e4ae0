/* Bounded selection against sorting everything. */
#include "support.h"

#include "core/rng.h"
#include "math/topk.h"

#define MOST 200

static int compare(const void *a, const void *b)
{
    const quen__ranked *x = a, *y = b;
    if (quen__ranks_before(*x, *y))
        return -1;
    return quen__ranks_before(*y, *x);
}

/* Few distinct scores, so that ties decide; ids in a shuffled order. */
static void fill(quen__ranked *entries, size_t n, uint64_t seed)
{
    for (size_t i = 0; i < n; i++)
        entries[i] =
            (quen__ranked){(double)quen__random_below(seed, 1, i, 7) - 3, (uint32_t)i};
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)quen__random_below(seed, 2, i, i);
        quen__ranked other = entries[j];
        entries[j] = entries[i - 1];
        entries[i - 1] = other;
    }
}

static void test_equals_sorting(void **state)
{
    (void)state;
    quen__ranked entries[MOST], best[MOST];
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
    quen__ranked best[2];
    quen__topk top = {best, 2, 0};
    quen__topk_offer(&top, 3, -1.0 / 0.0);
    quen__topk_offer(&top, 2, 1.0 / 0.0);
    quen__topk_offer(&top, 1, 1.0 / 0.0);
    quen__topk_offer(&top, 0, 5);
    quen__topk_sort(&top);
    assert_int_equal(best[0].id, 1);
    assert_int_equal(best[1].id, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equals_sorting),
        cmocka_unit_test(test_infinite_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
