/* Offers, customers with too many items: no part in what is learnt, but a history. */
#include "itemcf_cases.h"

#include "core/rng.h"
#include "math/csr.h"
#include "models/itemcf/itemcf.h"

/* The same without the rows that have more than `most` items; how many these were. */
static size_t without_large(const itemcf_dense *d, uint32_t most, itemcf_dense *kept)
{
    size_t left_out = 0;
    *kept = *d;
    for (size_t u = 0; u < d->n_rows; u++) {
        size_t items = 0;
        for (size_t i = 0; i < d->n_items; i++)
            items += d->x[u][i] > 0;
        if (items <= most)
            continue;
        memset(kept->x[u], 0, sizeof kept->x[u]);
        left_out++;
    }
    return left_out;
}

static void assert_learnt_the_same(const quen_itemcf *a, const quen_itemcf *b)
{
    const quen__offers_model *x = &a->offers, *y = &b->offers;
    size_t n = x->n_items, neighbors = (size_t)x->row_start[n];
    assert_int_equal(n, y->n_items);
    assert_memory_equal(x->support, y->support, n * sizeof *x->support);
    assert_memory_equal(x->popular, y->popular, n * sizeof *x->popular);
    assert_memory_equal(x->row_start, y->row_start, (n + 1) * sizeof *x->row_start);
    if (neighbors)
        assert_memory_equal(x->neighbor, y->neighbor, neighbors * sizeof *x->neighbor);
}

/* Who has too many items might as well have none, for all but their own history. */
static void check_limit(quen_context *ctx, uint64_t seed)
{
    int valued = (int)(seed % 2);
    uint32_t most = 1 + (uint32_t)(seed % 6);
    itemcf_dense d = itemcf_random_dense(seed, valued), kept;
    quen_itemcf_options o = itemcf_options((uint32_t)(seed / 2 % 3));
    size_t left_out = without_large(&d, most, &kept);
    quen_csr all = itemcf_csr_of(&d, valued), few = itemcf_csr_of(&kept, valued);
    o.user_discount = 0.5;
    quen_itemcf *plain = fit_itemcf(ctx, &few, &o);
    o.max_items = most;
    quen_itemcf *limited = fit_itemcf(ctx, &all, &o);
    assert_learnt_the_same(limited, plain);
    assert_int_equal(quen_itemcf_n_left_out(limited), left_out);
    assert_int_equal(quen_itemcf_n_left_out(plain), 0);
    for (uint32_t u = 0; u < d.n_rows; u++) {
        const uint32_t *items;
        size_t n = quen_itemcf_history(limited, u, &items);
        assert_int_equal(n, quen__csr_degree(&all, u));
        if (n)
            assert_memory_equal(items, all.column + all.row_start[u], n * sizeof *items);
    }
    quen_itemcf_free(plain);
    quen_itemcf_free(limited);
}

static void test_equals_without_them(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (uint64_t seed = 0; seed < 600; seed++)
        check_limit(ctx, seed);
    quen_context_free(ctx);
}

/* Customer 0 has all 4 items, and alone has item 3. */
static const uint64_t start[] = {0, 4, 6, 8, 9};
static const uint32_t column[] = {0, 1, 2, 3, 0, 1, 0, 2, 0};
static const quen_csr matrix = {4, 4, start, column, NULL};

static void test_the_limit_itself(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf_options o = itemcf_options(QUEN_ITEMCF_METHOD_JACCARD);
    const uint32_t limits[] = {4, 3, 1, 0};
    const size_t left_out[] = {0, 1, 3, 0};
    for (size_t i = 0; i < 4; i++) {
        o.max_items = limits[i];
        quen_itemcf *model = fit_itemcf(ctx, &matrix, &o);
        assert_int_equal(quen_itemcf_n_left_out(model), left_out[i]);
        quen_itemcf_free(model);
    }
    quen_context_free(ctx);
}

/* They get offers; shares are those of the others; what they alone have is not offered.
 */
static void test_answers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf_options o = itemcf_options(QUEN_ITEMCF_METHOD_JACCARD);
    quen_offer_filter filter;
    quen_offer offers[4];
    size_t n;
    o.max_items = 3;
    quen_itemcf *model = fit_itemcf(ctx, &matrix, &o);
    quen_offer_filter_init(&filter, sizeof filter);
    filter.include_bought = 1;
    assert_ok(ctx, quen_itemcf_recommend(ctx, model, 0, &filter, offers, 4, &n));
    assert_int_equal(n, 3);
    assert_int_equal(offers[0].item, 0);
    assert_int_equal(offers[0].n_reasons, 2);
    assert_ok(ctx,
              quen_itemcf_recommend_basket(ctx, model, NULL, 0, NULL, offers, 4, &n));
    assert_int_equal(n, 3);
    assert_true(offers[0].item == 0 && offers[0].score == 1);
    assert_true(offers[1].item == 1 && offers[1].score == 1.0 / 3);
    assert_int_equal(quen_itemcf_support(model, 3), 0);
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

/* Nobody is left to learn from: a model without weights, which opens again. */
static void test_all_left_out(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const quen_csr one = {1, 4, start, column, NULL};
    for (uint32_t method = 0; method < 3; method++) {
        quen_itemcf_options o = itemcf_options(method);
        quen_itemcf *again = NULL;
        unsigned char bytes[2048];
        quen_offer offers[4];
        size_t n;
        o.max_items = 3;
        quen_itemcf *model = fit_itemcf(ctx, &one, &o);
        assert_ok(ctx, quen_itemcf_save_bytes(ctx, model, bytes, sizeof bytes, &n));
        assert_ok(ctx, quen_itemcf_open_bytes(ctx, bytes, n, &again));
        assert_int_equal(quen_itemcf_n_left_out(again), 1);
        assert_ok(ctx, quen_itemcf_recommend(ctx, again, 0, NULL, offers, 4, &n));
        assert_int_equal(n, 0);
        quen_itemcf_free(again);
        quen_itemcf_free(model);
    }
    quen_context_free(ctx);
}

/* --- logs --- */

/* A till's key for strangers, 0, buys items 0 to 7, two at a time; others two each. */
static quen_orders *till(quen_context *ctx)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (int64_t i = 0; i < 16; i++) {
        quen_order_line line = {.time_s = 100, .quantity = 1, .amount = 5};
        line.customer = quen_key_int(i < 8 ? 0 : i / 2);
        line.order = quen_key_int(i / 2);
        line.item = quen_key_int(i % 8);
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

/* Rows are what belongs together: by order, the stranger's orders count like any other.
 */
static void test_groups(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = till(ctx);
    for (uint32_t group = 0; group < 2; group++) {
        quen_itemcf_options o = itemcf_options(QUEN_ITEMCF_METHOD_JACCARD);
        quen_itemcf *model = NULL;
        const uint32_t *items;
        o.group = group;
        o.max_items = 3;
        assert_ok(ctx, quen_itemcf_fit(ctx, orders, &o, &model));
        assert_int_equal(quen_itemcf_n_left_out(model),
                         group == QUEN_ITEMCF_GROUP_CUSTOMER);
        assert_int_equal(quen_itemcf_support(model, 0),
                         group == QUEN_ITEMCF_GROUP_ORDER ? 2 : 1);
        assert_int_equal(quen_itemcf_history(model, 0, &items), 8);
        quen_itemcf_free(model);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status fit_oom(quen_context *ctx, void *user)
{
    const itemcf_expected *e = user;
    quen_itemcf *model = (quen_itemcf *)user;
    quen_status status = quen_itemcf_fit_csr(ctx, &e->matrix, &e->options, &model);
    assert_true((model != NULL) == (status == QUEN_OK));
    quen_itemcf_free(model);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    itemcf_dense d = itemcf_random_dense(3, 1);
    for (uint32_t valued = 0; valued < 2; valued++) {
        itemcf_expected e = {itemcf_csr_of(&d, (int)valued), itemcf_options(valued),
                             NULL};
        e.options.max_items = 3;
        support_each_oom(fit_oom, &e);
    }
}

static quen_status fit_once(quen_context *ctx, void *user)
{
    const itemcf_expected *e = user;
    quen_itemcf *model = NULL;
    quen_status status = quen_itemcf_fit_csr(ctx, &e->matrix, &e->options, &model);
    assert_in_range(quen_itemcf_n_left_out(model), 1, SHOP_CUSTOMERS - 1);
    quen_itemcf_free(model);
    return status;
}

/* The sum that the header gives. */
static void test_peak(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 6; i++) {
        itemcf_expected e = {itemcf_shop_csr(), itemcf_options(i % 3), NULL};
        e.matrix.value = i / 3 ? itemcf_shop_value : NULL;
        e.options.neighbors = 20;
        e.options.max_items = 20;
        size_t entries = quen__csr_entries(&e.matrix);
        size_t n = SHOP_ITEMS, k = e.options.neighbors;
        size_t model = 8 * n * k + 4 * entries + 8 * SHOP_CUSTOMERS + 16 * n + 1024;
        size_t scratch = (e.matrix.value ? 43 : 19) * entries + 104 * SHOP_CUSTOMERS +
                         (128 + 32 * k) * n + (164 + 10 * k) * n + (64 << 10);
        assert_true(support_peak(1, fit_once, &e) <= model + scratch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equals_without_them),
        cmocka_unit_test(test_the_limit_itself),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_all_left_out),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_peak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
