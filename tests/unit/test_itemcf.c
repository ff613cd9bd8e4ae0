/* Offers, the fit: a naive computation, partial results, the same bits, extremes. */
#include "itemcf_cases.h"

#include <math.h>

#include "core/rng.h"
#include "math/csr.h"
#include "math/special.h"
#include "models/itemcf/itemcf.h"
#include "models/itemcf/itemcf_fit.h"
#include "models/itemcf/itemcf_row.h"

static void assert_same_image(const quen_itemcf *a, const quen_itemcf *b)
{
    assert_int_equal(a->model.image.size, b->model.image.size);
    assert_memory_equal(a->model.image.data, b->model.image.data, a->model.image.size);
}

/* --- the naive computation --- */

typedef struct square {
    double w[MOST_ITEMS][MOST_ITEMS]; /* source, target; 0: none */
} square;

static double sum_of(const itemcf_dense *d, size_t index, int of_item, int power)
{
    double sum = 0;
    for (size_t k = 0; k < (of_item ? d->n_rows : d->n_items); k++) {
        double x = of_item ? d->x[k][index] : d->x[index][k];
        sum += power == 0 ? x > 0 : power == 1 ? x : x * x;
    }
    return sum;
}

/* What one customer adds to the pair. */
static double term(const itemcf_dense *d, const quen_itemcf_options *o, int valued,
                   size_t u, size_t i, size_t j)
{
    double x = d->x[u][i], y = d->x[u][j], m = sum_of(d, u, 0, 0);
    if (o->method == QUEN_ITEMCF_METHOD_JACCARD)
        return 1;
    if (o->method == QUEN_ITEMCF_METHOD_COSINE)
        return quen__special_pow(m, -o->user_discount) * x * y;
    if (!valued)
        return quen__special_pow(m, -o->alpha);
    return quen__special_pow(x / sum_of(d, i, 1, 1), o->alpha) *
           quen__special_pow(y / sum_of(d, u, 0, 1), o->alpha);
}

static double naive_weight(const itemcf_dense *d, const quen_itemcf_options *o,
                           int valued, size_t i, size_t j, int columns)
{
    double sum = 0, shared = 0, a = sum_of(d, i, 1, 0), b = sum_of(d, j, 1, 0);
    for (size_t u = 0; u < d->n_rows; u++) {
        if (d->x[u][i] == 0 || d->x[u][j] == 0)
            continue;
        sum += term(d, o, valued, u, i, j);
        shared++;
    }
    if (i == j || shared < o->min_support)
        return 0;
    if (o->method == QUEN_ITEMCF_METHOD_COSINE)
        return sum / (sqrt(sum_of(d, i, 1, 2)) * sqrt(sum_of(d, j, 1, 2)) + o->shrink);
    if (o->method == QUEN_ITEMCF_METHOD_JACCARD)
        return sum / (a + b - sum + o->shrink);
    double source = valued ? 1 : quen__special_pow(a, -o->alpha),
           target = quen__special_pow(b, -o->beta);
    return columns ? sum * target * source : sum * source * target;
}

static double *cell(square *s, size_t line, size_t k, int columns)
{
    return columns ? &s->w[k][line] : &s->w[line][k];
}

/* Drop the worst of each row, or column, until it has k entries. */
static void naive_prune(square *s, size_t n, size_t k, int columns)
{
    for (size_t line = 0; line < n; line++) {
        for (;;) {
            size_t kept = 0, worst = n;
            for (size_t i = 0; i < n; i++) {
                double w = *cell(s, line, i, columns);
                kept += w > 0;
                if (w > 0 && (worst == n || w <= *cell(s, line, worst, columns)))
                    worst = i;
            }
            if (kept <= k)
                break;
            *cell(s, line, worst, columns) = 0;
        }
    }
}

static void naive_normalize(square *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += s->w[i][j];
        for (size_t j = 0; j < n; j++)
            s->w[i][j] = sum > 0 ? (float)(s->w[i][j] / sum) : 0;
    }
}

static square naive_rows(const itemcf_dense *d, const quen_itemcf_options *o, int valued)
{
    square s = {{{0}}};
    uint32_t prune = o->prune;
    if (prune == QUEN_ITEMCF_PRUNE_AUTO)
        prune = o->method == QUEN_ITEMCF_METHOD_RP3BETA ? QUEN_ITEMCF_PRUNE_SOURCES
                                                        : QUEN_ITEMCF_PRUNE_TARGETS;
    int columns = prune == QUEN_ITEMCF_PRUNE_TARGETS;
    for (size_t i = 0; i < d->n_items; i++)
        for (size_t j = 0; j < d->n_items; j++)
            s.w[i][j] = (float)naive_weight(d, o, valued, i, j, columns);
    naive_prune(&s, d->n_items, o->neighbors, columns);
    if (o->normalize)
        naive_normalize(&s, d->n_items);
    if (prune == QUEN_ITEMCF_PRUNE_BOTH)
        naive_prune(&s, d->n_items, o->neighbors, 1);
    return s;
}

/* In order, each weight as it must be, and as many as there must be. */
static void assert_rows(const quen_itemcf *model, const square *s)
{
    for (uint32_t i = 0; i < model->offers.n_items; i++) {
        const quen_neighbor *row;
        size_t n = quen_itemcf_neighbors(model, i, &row), expected = 0;
        for (size_t j = 0; j < model->offers.n_items; j++)
            expected += s->w[i][j] > 0;
        assert_int_equal(n, expected);
        for (size_t e = 0; e < n; e++) {
            assert_close(row[e].weight, s->w[i][row[e].item], 1e-6);
            if (e > 0)
                assert_true(row[e - 1].weight > row[e].weight ||
                            (row[e - 1].weight == row[e].weight &&
                             row[e - 1].item < row[e].item));
        }
    }
}

static quen_itemcf_options random_options(uint64_t seed, uint32_t method)
{
    quen_itemcf_options o = itemcf_options(method);
    o.neighbors = 1 + (uint32_t)quen__random_below(seed, 4, 0, 5);
    o.min_support = 1 + (uint32_t)quen__random_below(seed, 4, 1, 3);
    o.shrink = 3.0 * (double)quen__random_below(seed, 4, 2, 2);
    o.user_discount = 0.6 * (double)quen__random_below(seed, 4, 3, 2);
    o.alpha = 0.7 * (double)quen__random_below(seed, 4, 4, 3);
    o.beta = 0.45 * (double)quen__random_below(seed, 4, 5, 3);
    o.prune = (uint32_t)quen__random_below(seed, 4, 6, 4);
    o.normalize = (uint32_t)quen__random_below(seed, 4, 7, 2);
    return o;
}

/*
 * With values ties do not happen; without, a normalized sum may be rounded either way,
 * and with it who is pruned second: so that is left to the golden vectors.
 */
static void test_equals_naive(void **state)
{
    (void)state;
    quen_context *ctx = support_context(3, QUEN_SIMD_AUTO);
    for (uint64_t seed = 0; seed < 3000; seed++) {
        int valued = (int)(seed % 2);
        quen_itemcf_options o = random_options(seed, (uint32_t)(seed / 2 % 3));
        if (o.normalize && o.prune == QUEN_ITEMCF_PRUNE_BOTH &&
            (!valued || o.method == QUEN_ITEMCF_METHOD_JACCARD))
            continue;
        itemcf_dense d = itemcf_random_dense(seed, valued);
        quen_csr matrix = itemcf_csr_of(&d, valued);
        quen_itemcf *model = fit_itemcf(ctx, &matrix, &o);
        square rows = naive_rows(&d, &o, valued);
        assert_rows(model, &rows);
        for (uint32_t i = 0; i < d.n_items; i++)
            assert_int_equal(quen_itemcf_support(model, i),
                             (uint32_t)sum_of(&d, i, 1, 0));
        quen_itemcf_free(model);
    }
    quen_context_free(ctx);
}

static void test_values_of_one_are_none(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t method = 0; method < 3; method++) {
        itemcf_dense d = itemcf_random_dense(77 + method, 0);
        quen_itemcf_options o = itemcf_options(method);
        quen_csr plain = itemcf_csr_of(&d, 0), valued = itemcf_csr_of(&d, 1);
        quen_itemcf *a = fit_itemcf(ctx, &plain, &o), *b = fit_itemcf(ctx, &valued, &o);
        assert_same_image(a, b);
        quen_itemcf_free(a);
        quen_itemcf_free(b);
    }
    quen_context_free(ctx);
}

/* Sums of counts are exact in any order. */
static void test_order_of_customers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (uint64_t seed = 0; seed < 200; seed++) {
        itemcf_dense d = itemcf_random_dense(seed, 0), shuffled = d;
        for (size_t u = d.n_rows; u > 1; u--) {
            size_t other = (size_t)quen__random_below(seed, 9, u, u);
            double row[MOST_ITEMS];
            memcpy(row, shuffled.x[u - 1], sizeof row);
            memcpy(shuffled.x[u - 1], shuffled.x[other], sizeof row);
            memcpy(shuffled.x[other], row, sizeof row);
        }
        quen_itemcf_options o =
            itemcf_options((uint32_t)(seed % 2)); /* cosine, Jaccard */
        o.neighbors = 3;
        o.normalize = (uint32_t)(seed / 2 % 2);
        o.prune = (uint32_t)(seed / 4 % 4);
        quen_csr m = itemcf_csr_of(&d, 0), p = itemcf_csr_of(&shuffled, 0);
        quen_itemcf *a = fit_itemcf(ctx, &m, &o), *b = fit_itemcf(ctx, &p, &o);
        const quen__offers_model *x = &a->offers, *y = &b->offers;
        size_t n = (size_t)x->row_start[x->n_items];
        assert_memory_equal(x->row_start, y->row_start, (x->n_items + 1) * 8);
        assert_memory_equal(x->neighbor, y->neighbor, n * sizeof *x->neighbor);
        quen_itemcf_free(a);
        quen_itemcf_free(b);
    }
    quen_context_free(ctx);
}

/* --- accumulate, merge, finish --- */

/* All that is added up, as a quen__itemcf_terms gives it. */
static quen__itemcf_pairs pairs_of(quen__temp *temp, const quen_csr *m, int summed)
{
    static uint32_t support[MOST_ITEMS], popular[MOST_ITEMS];
    quen__itemcf_pairs pairs;
    memset(support, 0, sizeof support);
    for (size_t e = 0; e < quen__csr_entries(m); e++)
        support[m->column[e]]++;
    for (uint32_t i = 0; i < MOST_ITEMS; i++)
        popular[i] = i; /* any order will do */
    quen__itemcf_terms terms = {.matrix = m,
                                .popular = popular,
                                .support = support,
                                .summed = summed,
                                .counted = 1,
                                .exponent = 0,
                                .value = summed ? m->value : NULL,
                                .alpha = 1};
    assert_ok(temp->ctx, quen__itemcf_pairs_new(temp, &terms, &pairs));
    return pairs;
}

static void assert_same_partial(const quen__itemcf_pairs *pairs,
                                const quen__itemcf_partial *a,
                                const quen__itemcf_partial *b)
{
    assert_memory_equal(a->shared, b->shared, pairs->n_items * sizeof *a->shared);
    for (size_t i = 0; pairs->summed && i < pairs->n_items; i++)
        assert_close(a->sum[i], b->sum[i], 1e-14);
}

static void check_merge(quen__temp *temp, const quen__itemcf_pairs *pairs, size_t item,
                        uint64_t cut, int tracked)
{
    quen__itemcf_partial whole, first, second, zero;
    uint64_t from = pairs->item_start[item], to = pairs->item_start[item + 1];
    assert_true(quen__itemcf_partial_new(temp, pairs, &whole));
    assert_true(quen__itemcf_partial_new(temp, pairs, &first));
    assert_true(quen__itemcf_partial_new(temp, pairs, &second));
    assert_true(quen__itemcf_partial_new(temp, pairs, &zero));
    whole.tracked = first.tracked = second.tracked = tracked;
    quen__itemcf_accumulate(&whole, pairs, item, from, to);
    quen__itemcf_accumulate(&first, pairs, item, from, cut);
    quen__itemcf_accumulate(&second, pairs, item, cut, to);
    quen__itemcf_merge(&first, pairs, &second);
    assert_same_partial(pairs, &first, &whole);
    assert_int_equal(first.n_touched, whole.n_touched);
    quen__itemcf_clear(&first, pairs);
    assert_same_partial(pairs, &first, &zero);
}

static void test_parts_merge_to_the_whole(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint64_t seed = 0; seed < 60; seed++) {
        quen__temp temp = QUEN__TEMP(ctx);
        itemcf_dense d = itemcf_random_dense(seed, 1);
        quen_csr m = itemcf_csr_of(&d, 1);
        quen__itemcf_pairs pairs = pairs_of(&temp, &m, (int)(seed % 2));
        for (size_t i = 0; i < d.n_items; i++)
            for (uint64_t t = pairs.item_start[i]; t <= pairs.item_start[i + 1]; t++)
                check_merge(&temp, &pairs, i, t, (int)(seed / 2 % 2));
        quen__temp_close(&temp);
    }
    quen_context_free(ctx);
}

/* --- the same bits --- */

static void check_same_bits(quen_context *ctx, void *user)
{
    const itemcf_expected *e = user;
    quen_itemcf *model = fit_itemcf(ctx, &e->matrix, &e->options);
    assert_same_image(model, e->model);
    quen_itemcf_free(model);
}

static void test_same_bits(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t i = 0; i < 24; i++) {
        itemcf_expected e = {itemcf_shop_csr(), itemcf_options(i % 3), NULL};
        e.matrix.value = i / 3 % 2 ? itemcf_shop_value : NULL;
        e.options.prune = i / 6 % 4;
        e.options.neighbors = 20;
        e.options.user_discount = 0.5;
        e.options.normalize = i / 12;
        e.model = fit_itemcf(ctx, &e.matrix, &e.options);
        support_each_context(check_same_bits, &e);
        quen_itemcf_free(e.model);
    }
    quen_context_free(ctx);
}

/* Values of 2 go through sums instead of counts, and double every norm exactly. */
static void test_counts_equal_sums(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    static double two[SHOP_CUSTOMERS * 64];
    quen_csr counts = itemcf_shop_csr(), sums = counts;
    for (size_t e = 0; e < quen__csr_entries(&counts); e++)
        two[e] = 2;
    sums.value = two;
    for (uint32_t i = 0; i < 24; i++) {
        quen_itemcf_options o = itemcf_options(QUEN_ITEMCF_METHOD_COSINE);
        o.neighbors = i % 3 == 0 ? 1 : i % 3 == 1 ? 20 : 1000;
        o.prune = i / 3 % 4;
        o.min_support = 1 + i / 12 * 4;
        quen_itemcf *a = fit_itemcf(ctx, &counts, &o), *b = fit_itemcf(ctx, &sums, &o);
        assert_same_image(a, b);
        quen_itemcf_free(a);
        quen_itemcf_free(b);
    }
    quen_context_free(ctx);
}

/* --- extremes --- */

static void test_small_weights_stay_above_zero(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static const uint64_t start[] = {0, 2};
    static const uint32_t column[] = {0, 1};
    static const double value[] = {1e-100, 1e100};
    quen_csr matrix = {1, 2, start, column, NULL};
    quen_itemcf_options o = itemcf_options(QUEN_ITEMCF_METHOD_COSINE);
    const quen_neighbor *row;
    o.shrink = 1e60;
    quen_itemcf *model = fit_itemcf(ctx, &matrix, &o);
    assert_int_equal(quen_itemcf_neighbors(model, 0, &row), 1);
    assert_true(row[0].weight == 0x1p-126f);
    quen_itemcf_free(model);
    o.user_discount = 1e6; /* 2^-1000000 is no neighbour at all */
    model = fit_itemcf(ctx, &matrix, &o);
    assert_int_equal(quen_itemcf_neighbors(model, 0, &row), 0);
    quen_itemcf_free(model);
    matrix.value = value;
    o = itemcf_options(QUEN_ITEMCF_METHOD_COSINE);
    model = fit_itemcf(ctx, &matrix, &o);
    assert_int_equal(quen_itemcf_neighbors(model, 0, &row), 1);
    assert_close(row[0].weight, 1, 1e-7);
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

static void test_degenerate(void **state)
{
    (void)state;
    quen_context *ctx = support_context(8, QUEN_SIMD_AUTO);
    static const uint64_t start[] = {0, 0, 1};
    static const uint32_t column[] = {2};
    const uint32_t *items;
    const quen_neighbor *row;
    for (uint32_t i = 0; i < 12; i++) {
        quen_itemcf_options o = itemcf_options(i % 3);
        o.prune = i / 3;
        o.normalize = i % 2;
        quen_csr nothing = {1, 1, start, column, NULL},
                 lonely = {2, 3, start, column, NULL};
        quen_itemcf *model = fit_itemcf(ctx, &nothing, &o);
        assert_int_equal(quen_itemcf_neighbors(model, 0, &row), 0);
        quen_itemcf_free(model);
        model = fit_itemcf(ctx, &lonely, &o);
        assert_int_equal(quen_itemcf_n_customers(model), 2);
        assert_int_equal(quen_itemcf_n_items(model), 3);
        assert_int_equal(quen_itemcf_history(model, 0, &items), 0);
        assert_int_equal(quen_itemcf_history(model, 1, &items), 1);
        assert_int_equal(items[0], 2);
        assert_int_equal(quen_itemcf_support(model, 2), 1);
        assert_int_equal(quen_itemcf_support(model, 3), 0);
        assert_int_equal(quen_itemcf_history(model, 2, &items), 0);
        assert_null(items);
        assert_int_equal(quen_itemcf_neighbors(model, 3, &row), 0);
        assert_null(row);
        quen_itemcf_free(model);
    }
    quen_itemcf_free(NULL);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equals_naive),
        cmocka_unit_test(test_values_of_one_are_none),
        cmocka_unit_test(test_order_of_customers),
        cmocka_unit_test(test_parts_merge_to_the_whole),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_counts_equal_sums),
        cmocka_unit_test(test_small_weights_stay_above_zero),
        cmocka_unit_test(test_degenerate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
