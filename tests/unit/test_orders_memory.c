/* The order log: the memory that the header promises, and memory that runs out. */
#include "orders_cases.h"

/* 200000 lines, so many of them to an order, of 1000 customers. */
typedef struct load_plan {
    size_t lines_per_order;
    uint32_t threads;
    int numbered;
    quen_order_totals before, after; /* finishing */
} load_plan;

#define PLAN_LINES 200000u
#define PLAN_CUSTOMERS 1000u

static void plan_lines(const load_plan *plan, size_t batch, quen_order_line lines[1000])
{
    memset(lines, 0, 1000 * sizeof *lines);
    for (size_t i = 0; i < 1000; i++) {
        size_t order = (batch * 1000 + i) / plan->lines_per_order;
        lines[i].customer = quen_key_int((int64_t)(order % PLAN_CUSTOMERS));
        if (plan->numbered)
            lines[i].order = quen_key_int((int64_t)order);
        lines[i].item = quen_key_int((int64_t)(i % 10));
        lines[i].time_s = (int64_t)order;
    }
}

static quen_status load_plan_lines(quen_context *ctx, void *user)
{
    load_plan *plan = user;
    static quen_order_line lines[1000];
    quen_orders *orders = NULL;
    quen_status status = quen_orders_new(ctx, &orders);
    for (size_t batch = 0; batch < PLAN_LINES / 1000 && status == QUEN_OK; batch++) {
        plan_lines(plan, batch, lines);
        status = quen_orders_add(ctx, orders, lines, 1000);
    }
    quen_order_totals_init(&plan->before, sizeof plan->before);
    quen_order_totals_init(&plan->after, sizeof plan->after);
    quen_orders_get_totals(orders, &plan->before);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, orders);
    quen_orders_get_totals(orders, &plan->after);
    quen_orders_free(orders);
    return status;
}

static void check_memory(size_t lines_per_order, uint32_t threads, int numbered)
{
    load_plan plan = {lines_per_order, threads, numbered, {0}, {0}};
    double peak = (double)support_peak(threads, load_plan_lines, &plan);
    double lines = PLAN_LINES, orders = lines / (double)lines_per_order,
           keys = PLAN_CUSTOMERS + 10, block = 21e3;
    /* Keys 8, their slots at most 48, half as much again where arrays grow; the log and
     * the list of blocks that grows too. */
    double held = (8 * 1.5 + 48) * keys + 2e3;
    double before = (numbered ? 40 : 32) * lines + held + block + 12 * lines / 512;
    double after = 20 * lines + (numbered ? 25 : 16) * orders + 8 * keys + held;
    double scratch = 40 * keys + threads * (3.5 * lines + 3e6);
    assert_int_equal(plan.after.orders, orders);
    assert_true((double)plan.before.bytes <= before);
    assert_true((double)plan.after.bytes <= after);
    assert_true(peak <= before + after + scratch);
    assert_true(peak >= (double)plan.before.bytes + (double)plan.after.bytes - held);
}

static void test_memory_promised(void **state)
{
    (void)state;
    for (uint32_t threads = 1; threads <= 3; threads += 2)
        for (int numbered = 0; numbered < 2; numbered++) {
            check_memory(1, threads, numbered);
            check_memory(10, threads, numbered);
        }
}

/* One more line, as columns, of a customer and an item that are there already. */
static quen_status add_column_and_find(quen_context *ctx, const quen_orders *orders,
                                       quen_orders *copy)
{
    quen_key customer = quen_orders_customer_key(orders, 0),
             item = quen_orders_item_key(orders, 0);
    const uint64_t offsets[2] = {0, item.size};
    int64_t zero = 0;
    uint32_t number;
    quen_order_columns columns;
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = 1;
    columns.time_s = columns.amount = &zero;
    columns.item.numbers = item.kind == QUEN_KEY_INT ? &item.number : NULL;
    columns.item.offsets = item.kind == QUEN_KEY_INT ? NULL : offsets;
    columns.item.bytes = item.bytes;
    quen_status status = quen_orders_add_columns(ctx, copy, &columns);
    if (status == QUEN_OK)
        status = quen_orders_find_customer(ctx, copy, customer, &number);
    if (status == QUEN_OK)
        status = quen_orders_find_item(ctx, copy, item, &number);
    return status;
}

static quen_order_totals totals_of(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    totals.bytes = 0; /* room that was made is kept */
    return totals;
}

/* Lines, or another log's, come into a log whole or not at all. */
static quen_status add_whole(quen_context *ctx, quen_orders *to,
                             const quen_order_line *lines, size_t n,
                             const quen_orders *from)
{
    quen_order_totals before = totals_of(to), after;
    quen_status status =
        lines ? quen_orders_add(ctx, to, lines, n) : quen_orders_merge(ctx, to, from);
    after = totals_of(to);
    if (status != QUEN_OK)
        assert_memory_equal(&before, &after, sizeof before);
    return status;
}

/* A failed call leaves the log as it was: the next attempt gives what the first would
 * have. */
static quen_status add_and_finish(quen_context *ctx, void *user)
{
    const orders_sample *s = user;
    quen_orders *orders = NULL, *copy = NULL;
    quen_status status = quen_orders_new(ctx, &orders);
    for (size_t i = 0; i < 300 && status == QUEN_OK; i += 100) {
        status = add_whole(ctx, orders, s->lines + i, 100, NULL);
        if (status == QUEN_OK && i == 100)
            status = quen_orders_finish(ctx, orders);
    }
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, orders);
    if (status == QUEN_OK)
        status = quen_orders_new(ctx, &copy);
    else
        assert_null(copy);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, copy); /* without lines yet */
    if (status == QUEN_OK)
        status = add_whole(ctx, copy, s->lines + 299, 1, NULL);
    if (status == QUEN_OK)
        status = add_whole(ctx, copy, NULL, 0, orders);
    if (status == QUEN_OK)
        status = add_column_and_find(ctx, orders, copy);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, copy);
    quen_orders_free(copy);
    quen_orders_free(orders);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    static orders_sample s;
    make_orders_sample(&s, 0);
    support_each_oom(add_and_finish, &s);
    make_orders_sample(&s, 1);
    support_each_oom(add_and_finish, &s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_promised),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
