/* Customers who are one: a log with their lines under one key, as if they had come so. */
#include "orders_cases.h"
#include "same_log.h"
#include "shop_cases.h"

static size_t n_customers(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return (size_t)totals.customers;
}

/* Every customer goes into the first of three neighbours, each fifth stays. */
static uint32_t *make_into(size_t n)
{
    uint32_t *into = malloc((n + 1) * sizeof *into);
    assert_non_null(into);
    for (uint32_t i = 0; i < n; i++)
        into[i] = i % 5 == 4 ? i : i - i % 5 % 3;
    return into;
}

/* The same lines under the keys that they are to get. */
static void rename_lines(quen_context *ctx, const quen_orders *orders,
                         const uint32_t *into, quen_order_line *lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t customer;
        if (lines[i].customer.kind == QUEN_KEY_NONE)
            continue;
        assert_ok(ctx,
                  quen_orders_find_customer(ctx, orders, lines[i].customer, &customer));
        lines[i].customer = quen_orders_customer_key(orders, into[customer]);
    }
}

static void assert_same_totals(const quen_orders *a, const quen_orders *b)
{
    quen_order_totals x, y;
    quen_order_totals_init(&x, sizeof x);
    quen_order_totals_init(&y, sizeof y);
    quen_orders_get_totals(a, &x);
    quen_orders_get_totals(b, &y);
    x.bytes = y.bytes = 0; /* room made is kept */
    assert_memory_equal(&x, &y, sizeof x);
}

static void check_merged(quen_context *ctx, quen_order_line *lines, size_t n, int finish)
{
    quen_orders *orders = load_orders(ctx, lines, n), *merged = NULL;
    if (finish)
        assert_ok(ctx, quen_orders_finish(ctx, orders));
    size_t customers = n_customers(orders);
    uint32_t *into = make_into(customers);
    assert_ok(ctx, quen_orders_merge_customers(ctx, orders, into, customers, &merged));
    assert_true(n_customers(merged) < customers);
    rename_lines(ctx, orders, into, lines, n);
    quen_orders *renamed = load_orders(ctx, lines, n);
    if (finish)
        assert_ok(ctx, quen_orders_finish(ctx, renamed));
    assert_same_totals(renamed, merged);
    assert_ok(ctx, quen_orders_finish(ctx, renamed));
    assert_same_log(ctx, renamed, merged);
    quen_orders_free(renamed);
    quen_orders_free(merged);
    quen_orders_free(orders);
    free(into);
}

static void check_samples(quen_context *ctx, void *user)
{
    static orders_sample s;
    (void)user;
    for (int bytes = 0; bytes < 2; bytes++)
        for (int finish = 0; finish < 2; finish++) {
            make_orders_sample(&s, bytes);
            check_merged(ctx, s.lines, LINES, finish);
        }
}

static void test_as_renamed(void **state)
{
    (void)state;
    support_each_context(check_samples, NULL);
}

/* A shop learns the same from both, to the byte. */
static void test_same_shop(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    size_t n, size[2];
    quen_order_line *lines = shop_log_lines(&shop_small, &n);
    quen_orders *orders = NULL, *both[2] = {NULL, NULL};
    unsigned char *bytes[2];
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    uint32_t *into = make_into(n_customers(orders));
    assert_ok(ctx, quen_orders_merge_customers(ctx, orders, into, n_customers(orders),
                                               &both[0]));
    rename_lines(ctx, orders, into, lines, n);
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &both[1]));
    for (size_t k = 0; k < 2; k++) {
        quen_shop *shop = train_shop(ctx, both[k], NULL);
        bytes[k] = shop_log_bytes(ctx, shop, &size[k]);
        quen_shop_free(shop);
        quen_orders_free(both[k]);
    }
    assert_int_equal(size[0], size[1]);
    assert_memory_equal(bytes[0], bytes[1], size[0]);
    free(bytes[0]);
    free(bytes[1]);
    free(into);
    free(lines);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Two visits of one moment without an order number become one; lines of nobody stay. */
static void test_orders_meet(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line lines[3];
    const uint32_t into[2] = {1, 1};
    quen_orders *orders = new_orders(ctx), *merged = NULL;
    quen_order_totals totals;
    memset(lines, 0, sizeof lines);
    for (size_t i = 0; i < 3; i++) {
        lines[i].customer = quen_key_text(i == 0 ? "An" : i == 1 ? "Binh" : "NULL");
        lines[i].item = quen_key_text("Latte");
        lines[i].time_s = 1700000000;
        lines[i].quantity = lines[i].amount = 1;
    }
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, 3));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_ok(ctx, quen_orders_merge_customers(ctx, orders, into, 2, &merged));
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(merged, &totals);
    assert_int_equal(totals.customers, 1);
    assert_int_equal(totals.orders, 2);
    assert_int_equal(totals.lines_without_customer, 1);
    assert_same_key(quen_orders_customer_key(merged, 0), lines[1].customer);
    uint64_t nobody = 0;
    for (size_t i = 0; i < 9; i++)
        nobody += quen_orders_nobody_lines(merged, i);
    assert_int_equal(nobody, 1);
    quen_orders_free(merged);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    static orders_sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_orders_sample(&s, 0);
    quen_orders *orders = load_orders(ctx, s.lines, LINES), *out = orders;
    size_t n = n_customers(orders);
    uint32_t *into = make_into(n);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "orders: into has 1 numbers, and the log",
                 quen_orders_merge_customers(ctx, orders, into, 1, &out));
    assert_null(out);
    into[4] = (uint32_t)n;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "orders: customer 4 goes into ",
                 quen_orders_merge_customers(ctx, orders, into, n, &out));
    into[4] = 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "orders: customer 4 goes into 1, who goes into 0: give the last one",
                 quen_orders_merge_customers(ctx, orders, into, n, &out));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "orders: into",
                 quen_orders_merge_customers(ctx, orders, into, SIZE_MAX / 2, &out));
    free(into);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static quen_status merge_all(quen_context *ctx, void *user)
{
    quen_orders *merged = user;
    size_t n = n_customers(user);
    uint32_t *into = make_into(n);
    quen_status status = quen_orders_merge_customers(ctx, user, into, n, &merged);
    if (status != QUEN_OK)
        assert_null(merged);
    quen_orders_free(merged);
    free(into);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    static orders_sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_orders_sample(&s, 1);
    quen_orders *orders = load_orders(ctx, s.lines, LINES);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    support_each_oom(merge_all, orders);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_renamed),           cmocka_unit_test(test_same_shop),
        cmocka_unit_test(test_orders_meet),          cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
