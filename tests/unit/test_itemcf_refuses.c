/* Offers, the fit: what is refused, memory that runs out, cancelling. */
#include "itemcf_cases.h"

#include <math.h>

#include "math/csr.h"

/* --- refusals --- */

#define assert_refuses_option(field, bad, words)                                         \
    do {                                                                                 \
        quen_itemcf_options o_ = itemcf_options(QUEN_ITEMCF_METHOD_COSINE);              \
        quen_itemcf *model_ = (quen_itemcf *)&o_;                                        \
        o_.field = (bad);                                                                \
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words,                                      \
                     quen_itemcf_fit_csr(ctx, &matrix, &o_, &model_));                   \
        assert_null(model_);                                                             \
    } while (0)

static void test_refuses_options(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    itemcf_dense d = itemcf_random_dense(1, 0);
    quen_csr matrix = itemcf_csr_of(&d, 0);
    assert_refuses_option(method, 3, "method is 3, not within 0..2");
    assert_refuses_option(values, 4, "values is 4, not within 0..3");
    assert_refuses_option(group, 2, "group is 2, not within 0..1");
    assert_refuses_option(normalize, 2, "normalize is 2, not within 0..1");
    assert_refuses_option(prune, 4, "prune is 4, not within 0..3");
    assert_refuses_option(neighbors, 0, "neighbors is 0, not at least 1");
    assert_refuses_option(min_support, 0, "min_support is 0, not at least 1");
    assert_refuses_option(shrink, -1, "shrink is -1, not a finite number of at least 0");
    assert_refuses_option(user_discount, (double)NAN, "user_discount is");
    assert_refuses_option(alpha, (double)INFINITY, "alpha is inf");
    assert_refuses_option(beta, -0.5, "beta is -0.5");
    assert_refuses_option(struct_size, 0, "fill them with the init function");
    quen_context_free(ctx);
}

static void assert_refuses_matrix(quen_context *ctx, quen_csr matrix, const char *words)
{
    for (uint32_t method = 0; method < 3; method += 2) {
        quen_itemcf_options o = itemcf_options(method);
        quen_itemcf *model = (quen_itemcf *)&o;
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                     quen_itemcf_fit_csr(ctx, &matrix, &o, &model));
        assert_null(model);
    }
}

static void test_refuses_matrices(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    uint64_t start[] = {0, 2, 3}, later[] = {1, 2, 3}, back[] = {0, 2, 1},
             far[] = {0, 2, 99};
    uint32_t column[] = {0, 2, 1}, out[] = {0, 3, 1}, down[] = {2, 0, 1},
             twice[] = {1, 1, 1};
    double zero[] = {1, 0, 1}, endless[] = {1, 1, (double)INFINITY};
    double huge[] = {1, 1e200, 1}, tiny[] = {1e-310, 1, 1}, none[] = {1, (double)NAN, 1};
    assert_refuses_matrix(ctx, (quen_csr){0, 3, start, column, NULL},
                          "matrix is empty: 0 rows");
    assert_refuses_matrix(ctx, (quen_csr){2, 0, start, column, NULL}, "0 columns");
    assert_refuses_matrix(ctx, (quen_csr){2, (size_t)1 << 31 | 1, start, column, NULL},
                          "2147483649 columns, more than 2147483648");
    if (SIZE_MAX > UINT32_MAX)
        assert_refuses_matrix(ctx,
                              (quen_csr){(size_t)UINT32_MAX + 1, 3, start, column, NULL},
                              "4294967296 rows, more than 4294967295");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, later, column, NULL},
                          "row 0 starts at 1");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, back, column, NULL},
                          "row 1 ends at 1, before its start 2");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, far, column, NULL},
                          "row 1 has 97 entries, the matrix has 3 columns");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, start, out, NULL},
                          "row 0: column 3 is not below 3");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, start, down, NULL},
                          "row 0: column 0 follows column 2");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, start, twice, NULL},
                          "row 0: column 1 follows column 1");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, start, column, zero},
                          "row 0, column 2: the value 0 is not");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, start, column, endless},
                          "row 1, column 1");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, start, column, none}, "row 0, column 2");
    assert_refuses_matrix(ctx, (quen_csr){2, 3, start, column, tiny}, "item 0: ");
    quen_itemcf *model;
    quen_csr squares = {2, 3, start, column, huge};
    quen_itemcf_options o = itemcf_options(QUEN_ITEMCF_METHOD_COSINE);
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "item 2: the squares of its values add up to inf",
                 quen_itemcf_fit_csr(ctx, &squares, &o, &model));
    quen_context_free(ctx);
}

/* --- memory, cancelling --- */

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
    for (uint32_t i = 0; i < 6; i++) {
        itemcf_expected e = {itemcf_csr_of(&d, 1), itemcf_options(i % 3), NULL};
        e.options.user_discount = 1;
        e.options.normalize = 1;
        e.options.prune = i / 3 ? QUEN_ITEMCF_PRUNE_BOTH : QUEN_ITEMCF_PRUNE_TARGETS;
        support_each_oom(fit_oom, &e);
    }
}

static quen_status fit_once(quen_context *ctx, void *user)
{
    const itemcf_expected *e = user;
    quen_itemcf *model = NULL;
    quen_status status = quen_itemcf_fit_csr(ctx, &e->matrix, &e->options, &model);
    quen_itemcf_free(model);
    return status;
}

/* The sum that the header gives. */
static void test_peak(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 24; i++) {
        itemcf_expected e = {itemcf_shop_csr(), itemcf_options(i % 3), NULL};
        uint32_t threads = i / 6 % 2 ? 3 : 1;
        e.matrix.value = i / 3 % 2 ? itemcf_shop_value : NULL;
        e.options.prune = i / 6;
        e.options.neighbors = 20;
        e.options.normalize = i / 12;
        size_t entries = quen__csr_entries(&e.matrix);
        size_t n = SHOP_ITEMS, k = e.options.neighbors;
        size_t model = 8 * n * k + 4 * entries + 8 * SHOP_CUSTOMERS + 16 * n + 1024;
        size_t scratch = (e.matrix.value ? 31 : 15) * entries + 104 * SHOP_CUSTOMERS +
                         (128 + 32 * k) * n + threads * (164 + 10 * k) * n + (64 << 10);
        size_t peak = support_peak(threads, fit_once, &e);
        assert_true(peak <= model + scratch);
    }
}

static int stop_at(void *user, const char *stage, double fraction)
{
    assert_string_equal(stage, "itemcf");
    return fraction >= *(const double *)user;
}

static void test_cancel(void **state)
{
    (void)state;
    quen_csr matrix = itemcf_shop_csr();
    for (double at = 0; at < 1; at += 0.05) {
        quen_context_options options;
        quen_context_options_init(&options, sizeof options);
        options.progress = stop_at;
        options.progress_user = &at;
        quen_context *ctx;
        quen_itemcf *model = (quen_itemcf *)&options;
        assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
        assert_fails(ctx, QUEN_ERR_CANCELLED, "itemcf: cancelled",
                     quen_itemcf_fit_csr(ctx, &matrix, NULL, &model));
        assert_null(model);
        quen_context_free(ctx);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses_options),
        cmocka_unit_test(test_refuses_matrices),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_peak),
        cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
