/* The order log: what is refused, and leaves no trace. */
#include "changer.h"
#include "orders_cases.h"

#include "data/keys/keymap.h"
#include "data/orders/orders.h"

static quen_order_line good_line(void)
{
    quen_order_line line = {
        quen_key_int(1), quen_key_int(2), quen_key_int(3), 1000, 2, 50};
    return line;
}

static void refuse(quen_context *ctx, quen_order_line bad, quen_status status,
                   const char *words)
{
    quen_order_line lines[3] = {good_line(), good_line(), bad};
    quen_orders *orders = new_orders(ctx);
    quen_order_totals before, after;
    quen_order_totals_init(&before, sizeof before);
    quen_order_totals_init(&after, sizeof after);
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, 1));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_orders_get_totals(orders, &before);
    assert_fails(ctx, status, words, quen_orders_add(ctx, orders, lines, 3));
    quen_orders_get_totals(orders, &after);
    before.bytes = after.bytes = 0; /* room made is kept */
    assert_memory_equal(&before, &after, sizeof before);
    quen_orders_free(orders);
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line line = good_line();
    line.item.kind = QUEN_KEY_NONE;
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "orders: row 2: there is no item");
    line = good_line();
    line.time_s = QUEN_TIME_MAX + 1;
    refuse(ctx, line, QUEN_ERR_ARGUMENT,
           "orders: row 2: time 7258118400 is outside 1900..2199");
    line.time_s = 1700000000000;
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "milliseconds?");
    line.time_s = QUEN_TIME_MIN - 1;
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "orders: row 2: time -2208988801");
    line = good_line();
    line.customer = quen_key_text("x");
    refuse(ctx, line, QUEN_ERR_ARGUMENT,
           "orders: row 2: the customer key is a byte string, those before were numbers");
    line = good_line();
    line.order = quen_key_text("x");
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "orders: row 2: the order key is a byte string");
    line = good_line();
    line.item.kind = 9;
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "orders: row 2: the item key has kind 9");
    line = good_line();
    line.amount = INT64_MAX - 100;
    refuse(ctx, line, QUEN_ERR_OVERFLOW,
           "orders: row 2: with amount 9223372036854775707");
    line.amount = INT64_MIN;
    refuse(ctx, line, QUEN_ERR_ARGUMENT,
           "orders: row 2 has no amount, those before have one");
    line = good_line();
    line.quantity = -INT64_MAX;
    refuse(ctx, line, QUEN_ERR_OVERFLOW, "orders: row 2: with quantity");
    quen_context_free(ctx);
}

static void test_refuses_long_keys(void **state)
{
    (void)state;
    static char text[QUEN_KEY_MAX_SIZE + 1];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = new_orders(ctx);
    quen_order_line line = {{0}, {0}, quen_key_bytes(text, sizeof text), 0, 1, 1};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "orders: row 0: the item key has 65536 bytes",
                 quen_orders_add(ctx, orders, &line, 1));
    line.item.size--;
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    line.item.bytes = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "has no bytes",
                 quen_orders_add(ctx, orders, &line, 1));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Rows of n customers; where the last is at fault, keys were taken in before it is seen.
 */
static quen_status add_many(quen_context *ctx, quen_orders *orders, int bytes, size_t n,
                            int fault)
{
    static quen_order_line lines[5000];
    static char names[1000][8];
    for (size_t i = 0; i < 5000; i++) {
        snprintf(names[i % n], sizeof names[0], "k%zu", i % n);
        lines[i] = good_line();
        lines[i].customer =
            bytes ? quen_key_text(names[i % n]) : quen_key_int((int64_t)(i % n));
    }
    if (fault)
        lines[4999].item.kind = QUEN_KEY_NONE;
    return quen_orders_add(ctx, orders, lines, 5000);
}

/* A log without lines may have made room for keys of either kind. */
static void test_refused_rows_of_both_kinds(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = new_orders(ctx);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4999", add_many(ctx, orders, 0, 20, 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4999", add_many(ctx, orders, 1, 1000, 1));
    assert_ok(ctx, add_many(ctx, orders, 0, 1000, 0));
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(quen_orders_customer_key(orders, i).number, i);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_refuses_other_allocator(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO),
                 *other = support_other_context();
    quen_orders *orders = new_orders(ctx);
    quen_order_line line = good_line();
    assert_fails(other, QUEN_ERR_ARGUMENT, "another allocator",
                 quen_orders_add(other, orders, &line, 1));
    assert_fails(other, QUEN_ERR_ARGUMENT, "another allocator",
                 quen_orders_finish(other, orders));
    quen_context_free(other);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Logs whose keys are of different kinds stay two, and as they were. */
static void test_merge_refuses_kinds(void **state)
{
    (void)state;
    static const char *const words[] = {
        "orders: the customer keys of the other log are byte strings, those before were",
        "orders: the order keys of the other log are byte strings, those before were",
        "orders: the item keys of the other log are byte strings, those before were"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO),
                 *other = support_other_context();
    quen_order_line line = good_line();
    quen_orders *orders = support_orders(ctx, &line, 1);
    quen_order_totals before, after;
    quen_order_totals_init(&before, sizeof before);
    quen_order_totals_init(&after, sizeof after);
    quen_orders_get_totals(orders, &before);
    for (size_t i = 0; i < 3; i++) {
        line = good_line();
        *(i == 0   ? &line.customer
          : i == 1 ? &line.order
                   : &line.item) = quen_key_text("x");
        quen_orders *from = support_orders(ctx, &line, 1);
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words[i],
                     quen_orders_merge(ctx, orders, from));
        assert_fails(other, QUEN_ERR_ARGUMENT, "another allocator",
                     quen_orders_merge(other, orders, from));
        quen_orders_get_totals(orders, &after);
        assert_memory_equal(&before, &after, sizeof before);
        quen_orders_free(from);
    }
    line = good_line(); /* without a key, none is of another kind */
    line.customer = line.order = (quen_key){0};
    quen_orders *from = support_orders(ctx, &line, 1);
    assert_ok(ctx, quen_orders_merge(ctx, orders, from));
    quen_orders_free(from);
    quen_orders_free(orders);
    quen_context_free(other);
    quen_context_free(ctx);
}

static void test_unfinished_is_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = new_orders(ctx);
    quen__log log;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "call quen_orders_finish() first",
                 quen__orders_log(ctx, orders, &log));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    assert_int_equal(log.n_lines, 0);
    assert_int_equal(quen__orders_moment(orders, INT64_MIN), 1);
    assert_int_equal(quen__orders_moment(orders, 5), 5);
    quen_orders_free(orders);
    quen_orders_free(NULL);
    quen_context_free(ctx);
}

static int cancel(void *user, const char *stage, double fraction)
{
    (void)fraction;
    assert_string_equal(stage, "orders");
    return --*(int *)user < 0;
}

static void test_finish_cancels(void **state)
{
    (void)state;
    static orders_sample s;
    make_orders_sample(&s, 1);
    for (int calls = 0; calls < 3; calls++) {
        int left = calls;
        quen_context_options options;
        quen_context_options_init(&options, sizeof options);
        options.progress = cancel;
        options.progress_user = &left;
        quen_context *ctx = NULL;
        assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
        quen_orders *orders = load_orders(ctx, s.lines, LINES);
        assert_fails(ctx, QUEN_ERR_CANCELLED, "orders: cancelled",
                     quen_orders_finish(ctx, orders));
        left = 100;
        assert_ok(ctx, quen_orders_finish(ctx, orders));
        quen_orders_free(orders);
        quen_context_free(ctx);
    }
}

/* --- rows that another thread of the host mends while they are read --- */

enum { ROWS = 3 * 8 * QUEN__KEY_GROUP };

/* Whatever was seen of it, a log that is made has all of its lines. */
static void test_rows_that_change(void **state)
{
    (void)state;
    static quen_order_line lines[ROWS];
    const int64_t good = 1000;
    size_t made = 0, refused = 0;
    for (size_t when = 1; when < 60; when++) {
        changer c = {0, &lines[ROWS - 1].time_s, &good, sizeof good};
        quen_context *ctx = changer_context(&c);
        quen_orders *orders = NULL;
        quen_order_totals totals;
        for (size_t i = 0; i < ROWS; i++) {
            lines[i] = good_line();
            lines[i].customer = quen_key_int((int64_t)i);
        }
        lines[ROWS - 1].time_s = INT64_MAX;
        assert_ok(ctx, quen_orders_new(ctx, &orders));
        c.left = when;
        quen_status status = quen_orders_add(ctx, orders, lines, ROWS);
        made += status == QUEN_OK;
        refused += status == QUEN_ERR_ARGUMENT &&
                   strstr(quen_context_message(ctx), "changed by another thread") != NULL;
        assert_ok(ctx, quen_orders_finish(ctx, orders));
        quen_order_totals_init(&totals, sizeof totals);
        quen_orders_get_totals(orders, &totals);
        assert_int_equal(totals.lines, status == QUEN_OK ? ROWS : 0);
        assert_int_equal(totals.customers, status == QUEN_OK ? ROWS : 0);
        quen_orders_free(orders);
        quen_context_free(ctx);
    }
    assert_true(made > 0 && refused > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_refuses_long_keys),
        cmocka_unit_test(test_refused_rows_of_both_kinds),
        cmocka_unit_test(test_refuses_other_allocator),
        cmocka_unit_test(test_merge_refuses_kinds),
        cmocka_unit_test(test_unfinished_is_refused),
        cmocka_unit_test(test_finish_cancels),
        cmocka_unit_test(test_rows_that_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
