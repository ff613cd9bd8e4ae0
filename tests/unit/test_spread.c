/* Money of an order over its lines: by brute force, at the limits, refusals. */
#include "support.h"

#include "core/rng.h"
#include "data/profile/spread.h"

static quen_context *ctx;

static void expect(int64_t total, const int64_t *weights, size_t n, const int64_t *parts)
{
    int64_t got[8];
    assert_ok(ctx, quen__spread(ctx, total, weights, n, got));
    assert_memory_equal(got, parts, n * sizeof *parts);
}

static void test_by_hand(void **state)
{
    (void)state;
    expect(-500, (const int64_t[]){3200, 2000}, 2, (const int64_t[]){-308, -192});
    expect(-1000, (const int64_t[]){10, 10, 10}, 3, (const int64_t[]){-334, -333, -333});
    expect(2, (const int64_t[]){1, 1, 1}, 3, (const int64_t[]){1, 1, 0});
    expect(7, (const int64_t[]){0, 5, 0}, 3, (const int64_t[]){0, 7, 0});
    expect(5, (const int64_t[]){0, 0, 0}, 3, (const int64_t[]){2, 2, 1});
    expect(-5, (const int64_t[]){0, 0, 0}, 3, (const int64_t[]){-2, -2, -1});
    expect(0, (const int64_t[]){3, 4}, 2, (const int64_t[]){0, 0});
    /* A line that is given back carries its share as one that is bought does. */
    expect(-30, (const int64_t[]){100, -50}, 2, (const int64_t[]){-20, -10});
    assert_ok(ctx, quen__spread(ctx, 0, NULL, 0, NULL));
}

static void test_limits(void **state)
{
    (void)state;
    expect(INT64_MIN, (const int64_t[]){INT64_MIN}, 1, (const int64_t[]){INT64_MIN});
    expect(INT64_MAX, (const int64_t[]){1}, 1, (const int64_t[]){INT64_MAX});
    expect(INT64_MIN, (const int64_t[]){INT64_MAX, INT64_MAX}, 2,
           (const int64_t[]){INT64_MIN / 2, INT64_MIN / 2});
    expect(INT64_MAX, (const int64_t[]){INT64_MAX, INT64_MIN}, 2,
           (const int64_t[]){INT64_MAX / 2, INT64_MAX / 2 + 1});
    expect(1, (const int64_t[]){INT64_MAX - 1, INT64_MAX}, 2, (const int64_t[]){0, 1});
}

static void test_refuses(void **state)
{
    (void)state;
    const int64_t weights[] = {INT64_MIN, INT64_MIN};
    int64_t parts[2] = {7, 7};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "spread: -3 of money, and no line",
                 quen__spread(ctx, -3, NULL, 0, NULL));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "spread: amounts of 2 lines add up to 2^64",
                 quen__spread(ctx, 1, weights, 2, parts));
    assert_true(parts[0] == 7 && parts[1] == 7);
}

/* --- against a naive computation --- */

#define MOST 90

static int64_t size_of(int64_t x)
{
    return x < 0 ? -x : x;
}

/* Each unit that is left goes to the line with the largest remainder that has none. */
static void naive(int64_t total, const int64_t *weights, size_t n, int64_t *parts)
{
    int64_t rest[MOST], sum = 0, left = size_of(total);
    for (size_t i = 0; i < n; i++)
        sum += size_of(weights[i]);
    for (size_t i = 0; i < n; i++) {
        int64_t weight = sum ? size_of(weights[i]) : 1, all = sum ? sum : (int64_t)n;
        parts[i] = size_of(total) * weight / all;
        rest[i] = size_of(total) * weight % all;
        left -= parts[i];
    }
    for (; left > 0; left--) {
        size_t best = 0;
        for (size_t i = 1; i < n; i++)
            if (rest[i] > rest[best])
                best = i;
        parts[best]++;
        rest[best] = -1;
    }
    for (size_t i = 0; i < n && total < 0; i++)
        parts[i] = -parts[i];
}

static void test_naive(void **state)
{
    (void)state;
    int64_t weights[MOST], parts[MOST], wanted[MOST];
    for (uint64_t seed = 0; seed < 4000; seed++) {
        size_t n = 1 + (size_t)quen__random_below(seed, 0, 0, seed % 4 ? 7 : MOST);
        uint64_t largest = seed % 3 ? 20 : UINT64_C(1000000000);
        for (size_t i = 0; i < n; i++)
            weights[i] = (int64_t)quen__random_below(seed, 1, i, largest) -
                         (int64_t)(seed % 5 ? 0 : largest / 2);
        int64_t total = (int64_t)quen__random_below(seed, 2, 0, 1000000) - 500000;
        naive(total, weights, n, wanted);
        assert_ok(ctx, quen__spread(ctx, total, weights, n, parts));
        assert_memory_equal(parts, wanted, n * sizeof *parts);
        /* In place. */
        assert_ok(ctx, quen__spread(ctx, total, weights, n, weights));
        assert_memory_equal(weights, wanted, n * sizeof *parts);
    }
}

/* Products beyond 64 bits: the sum is exact, and no part runs against its weight. */
static void test_large(void **state)
{
    (void)state;
    int64_t weights[MOST], parts[MOST];
    for (uint64_t seed = 0; seed < 2000; seed++) {
        size_t n = 1 + (size_t)quen__random_below(seed, 0, 0, MOST);
        uint64_t sum = 0;
        for (size_t i = 0; i < n; i++)
            weights[i] = (int64_t)quen__random_below(seed, 1, i, UINT64_C(1) << 57);
        int64_t total = (int64_t)(quen__random_below(seed, 2, 0, UINT64_C(1) << 62));
        total = seed % 2 ? total : -total;
        assert_ok(ctx, quen__spread(ctx, total, weights, n, parts));
        for (size_t i = 0; i < n; i++) {
            sum += (uint64_t)parts[i];
            for (size_t j = 0; j < i; j++)
                if (weights[i] > weights[j])
                    assert_true(size_of(parts[i]) >= size_of(parts[j]));
        }
        assert_true((int64_t)sum == total);
    }
}

static quen_status spread_many(quen_context *failing, void *user)
{
    int64_t parts[MOST];
    const int64_t *weights = user;
    return quen__spread(failing, 1000, weights, MOST, parts);
}

static void test_memory(void **state)
{
    (void)state;
    int64_t weights[MOST];
    for (size_t i = 0; i < MOST; i++)
        weights[i] = (int64_t)i;
    support_each_oom(spread_many, weights);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_refuses), cmocka_unit_test(test_naive),
        cmocka_unit_test(test_large),   cmocka_unit_test(test_memory),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
