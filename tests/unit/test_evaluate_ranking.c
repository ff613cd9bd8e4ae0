/* Lists of offers: against figures computed item by item, and intervals over customers.
 */
#include "support.h"

#include <math.h>

#include "core/rng.h"

#define FIGURES 10u
#define USERS 60u
#define ITEMS 40u
#define WIDTH 8u

static const double *figures_of(const quen_ranking_report *report)
{
    return (const double *)(const void *)report +
           offsetof(quen_ranking_report, precision) / sizeof(double);
}

static quen_ranking_report new_report(void)
{
    quen_ranking_report report;
    quen_ranking_report_init(&report, sizeof report);
    return report;
}

static quen_ranking_options new_options(void)
{
    quen_ranking_options options;
    quen_ranking_options_init(&options, sizeof options);
    return options;
}

/* What the golden file holds. */
typedef struct lists {
    uint64_t start[USERS + 1];
    uint32_t item[USERS * ITEMS];
    uint32_t ranked[USERS * WIDTH];
    uint32_t counts[USERS];
    uint64_t popularity[ITEMS];
    quen_csr held_out;
} lists;

static void read_lists(const golden *g, lists *l)
{
    size_t n;
    const double *v = golden_get(g, "held start", &n);
    for (size_t i = 0; i < n; i++)
        l->start[i] = (uint64_t)v[i];
    v = golden_get(g, "held item", &n);
    for (size_t i = 0; i < n; i++)
        l->item[i] = (uint32_t)v[i];
    assert_int_equal(n, l->start[USERS]);
    v = golden_get(g, "ranked", &n);
    assert_int_equal(n, USERS * WIDTH);
    for (size_t i = 0; i < n; i++)
        l->ranked[i] = (uint32_t)v[i];
    v = golden_get(g, "counts", &n);
    for (size_t i = 0; i < n; i++)
        l->counts[i] = (uint32_t)v[i];
    v = golden_get(g, "popularity", &n);
    for (size_t i = 0; i < n; i++)
        l->popularity[i] = (uint64_t)v[i];
    l->held_out = (quen_csr){USERS, ITEMS, l->start, l->item, NULL};
}

static const lists *the_lists(const golden *g)
{
    static lists l;
    read_lists(g, &l);
    return &l;
}

static void check_golden(quen_context *ctx, const golden *g, const char *name, uint32_t k)
{
    const lists *l = the_lists(g);
    quen_ranking_options o = new_options();
    quen_ranking_report report = new_report();
    size_t n;
    o.top = k;
    o.popularity = l->popularity;
    o.population = 500;
    assert_ok(ctx, quen_evaluate_ranking(ctx, &l->held_out, l->ranked, l->counts, WIDTH,
                                         &o, &report, NULL, NULL));
    const double *expected = golden_get(g, name, &n);
    assert_int_equal(n, FIGURES);
    for (size_t f = 0; f < FIGURES; f++)
        assert_close(figures_of(&report)[f], expected[f], 1e-12);
}

static void test_golden(void **state)
{
    (void)state;
    golden *g = golden_open("evaluate.txt");
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    check_golden(ctx, g, "ranking 8", 0);
    check_golden(ctx, g, "ranking 8", 8);
    check_golden(ctx, g, "ranking 5", 5);
    quen_context_free(ctx);
    golden_close(g);
}

/* By hand: 2 of 3 places hit, at ranks 1 and 3, of 4 held-out items. */
static void test_by_hand(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const uint64_t start[4] = {0, 4, 4, 5};
    const uint32_t held[5] = {0, 1, 2, 3, 9}, list[9] = {2, 7, 0, 1, 2, 3, 8, 7, 6};
    quen_csr held_out = {3, 10, start, held, NULL};
    quen_ranking_report r = new_report();
    assert_ok(ctx,
              quen_evaluate_ranking(ctx, &held_out, list, NULL, 3, NULL, &r, NULL, NULL));
    double ideal3 = 1 + 1 / log2(3) + 0.5, ideal4 = ideal3 + 1 / log2(5);
    assert_close(r.precision, (2.0 / 3 + 0) / 2, 1e-15);
    assert_close(r.recall, 0.5 / 2, 1e-15);
    assert_close(r.recall_min, 2.0 / 3 / 2, 1e-15);
    assert_close(r.hit_rate, 0.5, 1e-15);
    assert_close(r.ndcg, 1.5 / ideal3 / 2, 1e-15);
    assert_close(r.ndcg_untruncated, 1.5 / ideal4 / 2, 1e-15);
    assert_close(r.average_precision, (1 + 2.0 / 3) / 3 / 2, 1e-15);
    assert_close(r.reciprocal_rank, 0.5, 1e-15);
    assert_close(r.coverage, 0.5,
                 1e-15); /* 0, 2, 6, 7, 8: who is not judged is not met */
    assert_true(isnan(r.novelty));
    quen_context_free(ctx);
}

static void test_nobody(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const uint64_t start[3] = {0, 0, 0}, popularity[2] = {3, 0};
    const uint32_t list[2] = {0, 1}, counts[2] = {0, 1};
    quen_csr held_out = {2, 2, start, NULL, NULL};
    quen_ranking_report r = new_report(), low = new_report(), high = new_report();
    assert_ok(ctx, quen_evaluate_ranking(ctx, &held_out, list, counts, 1, NULL, &r, &low,
                                         &high));
    assert_true(isnan(r.recall) && isnan(r.novelty) && r.coverage == 0);
    assert_true(isnan(low.recall) && isnan(high.recall));
    /* What nobody had counts as if one had; an empty list has no novelty. */
    const uint64_t both[3] = {0, 1, 2};
    const uint32_t held[2] = {0, 0};
    quen_csr known = {2, 2, both, held, NULL};
    quen_ranking_options o = new_options();
    o.popularity = popularity;
    o.population = 8;
    assert_ok(ctx,
              quen_evaluate_ranking(ctx, &known, list, counts, 1, &o, &r, NULL, NULL));
    assert_close(r.novelty, 3, 1e-15);
    assert_true(r.recall == 0 && r.coverage == 0.5);
    quen_context_free(ctx);
}

/* Lists of a million places take no more than their items ask for. */
static quen_status measure_wide(quen_context *ctx, void *user)
{
    const uint64_t start[2] = {0, 2};
    const uint32_t held[2] = {0, 1}, list[2] = {1, 2}, count = 2;
    quen_csr held_out = {1, 3, start, held, NULL};
    return quen_evaluate_ranking(ctx, &held_out, list, &count, 1u << 20, NULL, user, NULL,
                                 NULL);
}

static void test_wide_lists(void **state)
{
    (void)state;
    quen_ranking_report r = new_report();
    assert_in_range(support_peak(1, measure_wide, &r), 1, 4096);
    assert_close(r.precision, 1.0 / (1 << 20), 1e-15);
    assert_close(r.ndcg, 1 / (1 + 1 / log2(3)), 1e-15);
}

/* --- intervals --- */

#define RESAMPLES 31u

/* The lists and held-out items of a resample's customers, one after another. */
static void expand(const lists *l, const uint32_t *judged, size_t n, uint64_t resample,
                   lists *out)
{
    for (size_t j = 0; j < USERS; j++)
        out->start[j + 1] = out->start[j] = 0;
    size_t row = 0, end = 0;
    for (size_t j = 0; j < n; j++) {
        size_t from = judged[quen__random_below(5, resample, j, n)];
        memcpy(out->ranked + row * WIDTH, l->ranked + from * WIDTH,
               WIDTH * sizeof *l->ranked);
        out->counts[row] = l->counts[from];
        for (uint64_t e = l->start[from]; e < l->start[from + 1]; e++)
            out->item[end++] = l->item[e];
        out->start[++row] = end;
    }
    out->held_out = (quen_csr){row, ITEMS, out->start, out->item, NULL};
}

static int ascending(const void *a, const void *b)
{
    double u = *(const double *)a, v = *(const double *)b;
    return (u > v) - (u < v);
}

static void test_intervals(void **state)
{
    (void)state;
    static lists resampled;
    golden *g = golden_open("evaluate.txt");
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    const lists *l = the_lists(g);
    uint32_t judged[USERS], n = 0;
    double table[FIGURES][RESAMPLES];
    for (uint32_t i = 0; i < USERS; i++)
        if (l->start[i + 1] > l->start[i])
            judged[n++] = i;
    quen_ranking_options o = new_options();
    o.popularity = l->popularity;
    o.population = 500;
    o.resamples = RESAMPLES;
    o.confidence = 0.8;
    o.seed = 5;
    quen_ranking_report whole = new_report(), low = new_report(), high = new_report();
    assert_ok(ctx, quen_evaluate_ranking(ctx, &l->held_out, l->ranked, l->counts, WIDTH,
                                         &o, &whole, &low, &high));
    for (size_t i = 0; i < RESAMPLES; i++) {
        quen_ranking_report r = new_report();
        expand(l, judged, n, i, &resampled);
        assert_ok(ctx,
                  quen_evaluate_ranking(ctx, &resampled.held_out, resampled.ranked,
                                        resampled.counts, WIDTH, &o, &r, NULL, NULL));
        for (size_t f = 0; f < FIGURES; f++)
            table[f][i] = figures_of(&r)[f];
    }
    for (size_t f = 0; f + 1 < FIGURES; f++) {
        qsort(table[f], RESAMPLES, sizeof(double), ascending);
        assert_true(fabs(figures_of(&low)[f] - table[f][3]) < 1e-12); /* .1 of 0..30 */
        assert_true(fabs(figures_of(&high)[f] - table[f][27]) < 1e-12);
    }
    assert_true(isnan(low.coverage) && isnan(high.coverage) && whole.coverage > 0);
    quen_context_free(ctx);
    golden_close(g);
}

/* Two sets of lists: differences are those of the two reports. */
static void test_compare(void **state)
{
    (void)state;
    golden *g = golden_open("evaluate.txt");
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    const lists *l = the_lists(g);
    uint32_t other[USERS * WIDTH];
    for (size_t i = 0; i < USERS * WIDTH; i++)
        other[i] = (l->ranked[i] + 3) % ITEMS;
    quen_ranking_report a = new_report(), b = new_report(), d = new_report(),
                        low = new_report(), high = new_report();
    assert_ok(ctx, quen_evaluate_ranking(ctx, &l->held_out, l->ranked, l->counts, WIDTH,
                                         NULL, &a, NULL, NULL));
    assert_ok(ctx, quen_evaluate_ranking(ctx, &l->held_out, other, NULL, WIDTH, NULL, &b,
                                         NULL, NULL));
    assert_ok(ctx,
              quen_evaluate_ranking_compare(ctx, &l->held_out, l->ranked, l->counts,
                                            other, NULL, WIDTH, NULL, &d, &low, &high));
    for (size_t f = 0; f < FIGURES; f++) {
        double difference = figures_of(&a)[f] - figures_of(&b)[f];
        assert_true(f == 8 ? isnan(figures_of(&d)[f]) : figures_of(&d)[f] == difference);
        if (f < 8)
            assert_true(figures_of(&low)[f] < figures_of(&high)[f]);
    }
    /* The same lists do not differ, in any resample. */
    assert_ok(ctx, quen_evaluate_ranking_compare(ctx, &l->held_out, other, NULL, other,
                                                 NULL, WIDTH, NULL, &d, &low, &high));
    assert_true(d.ndcg == 0 && low.ndcg == 0 && high.ndcg == 0 && d.coverage == 0);
    quen_context_free(ctx);
    golden_close(g);
}

/* --- the same bits --- */

static void same_bits(quen_context *ctx, void *user)
{
    static quen_ranking_report first[3];
    golden *g = golden_open("evaluate.txt");
    const lists *l = the_lists(g);
    int *seen = user;
    quen_ranking_report now[3] = {new_report(), new_report(), new_report()};
    quen_ranking_options o = new_options();
    o.popularity = l->popularity;
    o.population = 500;
    assert_ok(ctx, quen_evaluate_ranking(ctx, &l->held_out, l->ranked, l->counts, WIDTH,
                                         &o, &now[0], &now[1], &now[2]));
    now[1].coverage = now[2].coverage = 0; /* NaN: of any bits */
    if (*seen)
        assert_memory_equal(now, first, sizeof now);
    memcpy(first, now, sizeof now);
    *seen = 1;
    golden_close(g);
}

static void test_same_bits(void **state)
{
    (void)state;
    int seen = 0;
    support_each_context(same_bits, &seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),    cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_nobody),    cmocka_unit_test(test_wide_lists),
        cmocka_unit_test(test_intervals), cmocka_unit_test(test_compare),
        cmocka_unit_test(test_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
