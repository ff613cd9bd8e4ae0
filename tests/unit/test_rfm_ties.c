/*
 * RFM of equal values: they take the bin of the middle one of them, whoever ordered once
 * scores F = 1, and where no two are equal the cut points are plain quantiles.
 */
#include "rfm_cases.h"

#define MOST 400

typedef struct drawn {
    int64_t of[3][MOST];
} drawn;

static quen_rfm *fit(quen_context *ctx, const drawn *d, size_t n,
                     const quen_rfm_options *o)
{
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, d->of[0], d->of[1], d->of[2], n, o, &rfm));
    rfm_values v = {{(int64_t *)(uintptr_t)d->of[0], (int64_t *)(uintptr_t)d->of[1],
                     (int64_t *)(uintptr_t)d->of[2]},
                    n};
    check_rfm_rescored(ctx, &v, rfm);
    return rfm;
}

static quen_rfm_options plain_options(uint32_t bins)
{
    quen_rfm_options o = rfm_options();
    o.bins = bins;
    o.segments = QUEN_RFM_SEGMENTS_NONE;
    return o;
}

/* --- against a naive rank --- */

/* How many customers have the same scores before this axis as customer i. */
static int same_group(const quen_rfm *rfm, size_t i, size_t j, uint32_t axis, int nested)
{
    const uint8_t *scores = quen_rfm_scores(rfm);
    return !nested || memcmp(scores + 3 * i, scores + 3 * j, axis) == 0;
}

/* The bin of customer i by the rank of the middle one of those with an equal value. */
static size_t naive_bin(const quen_rfm *rfm, const int64_t *x, size_t i, uint32_t axis,
                        int nested)
{
    size_t n = 0, less = 0, equal = 0, bins = quen_rfm_n_bins(rfm), bin = 1;
    for (size_t j = 0; j < quen_rfm_n_customers(rfm); j++) {
        int in = same_group(rfm, i, j, axis, nested);
        n += (size_t)in;
        less += in && x[j] < x[i];
        equal += in && x[j] == x[i];
    }
    size_t rank = less + equal / 2 + 1;
    while (bin < bins && rank > (bin * n + bins - 1) / bins)
        bin++;
    return axis == 1 && x[i] <= 1 ? 1 : bin;
}

static void check_naive(const quen_rfm *rfm, const drawn *d, int nested)
{
    for (size_t i = 0; i < quen_rfm_n_customers(rfm); i++) {
        for (uint32_t axis = 0; axis < 3; axis++) {
            size_t bin = naive_bin(rfm, d->of[axis], i, axis, nested);
            size_t score = axis == 0 ? quen_rfm_n_bins(rfm) + 1 - bin : bin;
            assert_int_equal(quen_rfm_scores(rfm)[3 * i + axis], score);
        }
    }
}

/* From few different values to many, and from narrow spans to ones with wide buckets. */
static void test_middle_rank(void **state)
{
    (void)state;
    static drawn d;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (uint32_t round = 0; round < 54; round++) {
        size_t n = 1 + (size_t)rfm_draw(round, 7, MOST);
        int64_t wide = round % 2 ? 1 : INT64_C(1) << 40;
        for (size_t i = 0; i < n; i++) {
            d.of[0][i] = (int64_t)rfm_draw(i, 10 + round, 2 + round * 3) * wide - 50;
            d.of[1][i] = (int64_t)(rfm_draw(i, 100 + round, 64) *
                                   rfm_draw(i, 200 + round, 64) / 600);
            d.of[2][i] = ((int64_t)rfm_draw(i, 300 + round, 1 + round) - 3) * wide;
        }
        quen_rfm_options o = plain_options(2 + round % 9);
        o.binning = round / 9 % 2;
        quen_rfm *rfm = fit(ctx, &d, n, &o);
        check_naive(rfm, &d, (int)o.binning);
        quen_rfm_free(rfm);
    }
    quen_context_free(ctx);
}

/* --- where no two are equal --- */

static int ascending(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void check_quantiles(const quen_rfm *rfm, const int64_t *values, size_t n,
                            uint32_t axis)
{
    static int64_t sorted[MOST];
    size_t bins = quen_rfm_n_bins(rfm);
    memcpy(sorted, values, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, ascending);
    for (size_t i = 1; i < bins; i++)
        assert_true(quen_rfm_cuts(rfm, axis, NULL)[i - 1] ==
                    sorted[(i * n + bins - 1) / bins - 1]);
}

static void test_distinct(void **state)
{
    (void)state;
    static drawn d;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t bins = 2; bins <= 10; bins++) {
        for (size_t n = 1; n <= MOST; n += n < 30 ? 1 : 37) {
            for (size_t i = 0; i < n; i++) {
                int64_t scattered = (int64_t)((i * 7919 + 3) % n);
                d.of[0][i] = scattered * 13 - 40;
                d.of[1][i] = scattered * scattered + 1;
                d.of[2][i] = (scattered - 9) * INT64_C(10000000019);
            }
            quen_rfm_options o = plain_options(bins);
            quen_rfm *rfm = fit(ctx, &d, n, &o);
            for (uint32_t axis = 0; axis < 3; axis++)
                check_quantiles(rfm, d.of[axis], n, axis);
            quen_rfm_free(rfm);
        }
    }
    quen_context_free(ctx);
}

/* --- cases --- */

/* Forty regulars who do not differ are average; later ones are measured by them. */
static void test_all_alike(void **state)
{
    (void)state;
    static const int64_t later[3][3] = {{4, 5, 6}, {14, 15, 16}, {299, 300, 301}};
    static const uint8_t expected[3][3] = {{5, 1, 1}, {3, 3, 3}, {1, 5, 5}};
    static drawn d;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    uint8_t scores[9];
    for (size_t i = 0; i < 40; i++) {
        d.of[0][i] = 5;
        d.of[1][i] = 15;
        d.of[2][i] = 300;
    }
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = fit(ctx, &d, 40, &o);
    assert_memory_equal(quen_rfm_scores(rfm), expected[1], 3);
    assert_ok(ctx,
              quen_rfm_score(ctx, rfm, later[0], later[1], later[2], 3, scores, NULL));
    assert_memory_equal(scores, expected, 9);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* One order is F = 1, however few have so little; the others keep their middles. */
static void test_one_order(void **state)
{
    (void)state;
    static drawn d;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t binning = 0; binning < 2; binning++) {
        for (size_t once = 0; once <= 100; once += 10) {
            for (size_t i = 0; i < 100; i++) {
                d.of[0][i] = (int64_t)(i * 37 % 100);
                d.of[1][i] = i < once ? 1 : 2;
                d.of[2][i] = (int64_t)i;
            }
            quen_rfm_options o = rfm_options();
            o.binning = binning;
            quen_rfm *rfm = fit(ctx, &d, 100, &o);
            for (size_t i = 0; i < 100; i++) {
                if (i < once)
                    assert_int_equal(quen_rfm_scores(rfm)[3 * i + 1], 1);
                else if (!binning)
                    assert_int_equal(quen_rfm_scores(rfm)[3 * i + 1], once < 20   ? 3
                                                                      : once < 60 ? 4
                                                                                  : 5);
            }
            quen_rfm_free(rfm);
        }
    }
    quen_context_free(ctx);
}

/* Fixed cut points are the caller's, also where they say that one order is enough. */
static void test_fixed_cuts(void **state)
{
    (void)state;
    static const int64_t cuts[] = {0, 0, 1, 1};
    static drawn d;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < 10; i++)
        d.of[0][i] = d.of[1][i] = d.of[2][i] = 1;
    quen_rfm_options o = rfm_options();
    o.r_cuts = o.f_cuts = o.m_cuts = cuts;
    quen_rfm *rfm = fit(ctx, &d, 10, &o);
    for (uint32_t axis = 0; axis < 3; axis++) {
        assert_memory_equal(quen_rfm_cuts(rfm, axis, NULL), cuts, sizeof cuts);
        assert_int_equal(quen_rfm_scores(rfm)[axis], 3);
    }
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* There is nothing below the least number there is: it stays in the lowest bin. */
static void test_least_number(void **state)
{
    (void)state;
    static drawn d;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < 10; i++) {
        d.of[0][i] = INT64_MIN;
        d.of[1][i] = 2;
        d.of[2][i] = 7;
    }
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = fit(ctx, &d, 10, &o);
    assert_int_equal(quen_rfm_scores(rfm)[0], 5);
    assert_true(quen_rfm_cuts(rfm, 0, NULL)[0] == INT64_MIN);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_middle_rank), cmocka_unit_test(test_distinct),
        cmocka_unit_test(test_all_alike),   cmocka_unit_test(test_one_order),
        cmocka_unit_test(test_fixed_cuts),  cmocka_unit_test(test_least_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
