/* The order log: any order, any batches, columns, partial logs, keys. */
#include "orders_cases.h"
#include "same_log.h"

#include "core/rng.h"
#include "data/orders/orders.h"

static void shuffle(quen_order_line *lines, uint64_t seed)
{
    for (size_t i = LINES - 1; i > 0; i--) {
        size_t j = (size_t)quen__random_below(seed, 0, i, i + 1);
        quen_order_line t = lines[i];
        lines[i] = lines[j];
        lines[j] = t;
    }
}

static void any_order_any_batch(int bytes)
{
    static orders_sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_orders_sample(&s, bytes);
    quen_orders *whole = load_orders(ctx, s.lines, LINES);
    assert_ok(ctx, quen_orders_finish(ctx, whole));
    static const size_t batches[] = {1, 7, 100, 2999};
    for (size_t i = 0; i < 4; i++) {
        shuffle(s.lines, i);
        quen_orders *other = load_orders(ctx, s.lines, batches[i]);
        assert_same_log(ctx, whole, other);
        quen_orders_free(other);
    }
    quen_orders_free(whole);
    quen_context_free(ctx);
}

static void test_any_order_numbers(void **state)
{
    (void)state;
    any_order_any_batch(0);
}

static void test_any_order_bytes(void **state)
{
    (void)state;
    any_order_any_batch(1);
}

/* Finishing half way and going on changes nothing. */
static void test_finish_twice(void **state)
{
    (void)state;
    static orders_sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_orders_sample(&s, 1);
    quen_orders *whole = load_orders(ctx, s.lines, LINES), *other = new_orders(ctx);
    assert_ok(ctx, quen_orders_finish(ctx, whole));
    for (size_t i = 0; i < LINES; i += 500) {
        assert_ok(ctx, quen_orders_add(ctx, other, s.lines + i, 500));
        assert_ok(ctx, quen_orders_finish(ctx, other));
        assert_ok(ctx, quen_orders_finish(ctx, other));
    }
    assert_same_log(ctx, whole, other);
    quen_orders_free(other);
    quen_orders_free(whole);
    quen_context_free(ctx);
}

static void test_merge(void **state)
{
    (void)state;
    static orders_sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_orders_sample(&s, 1);
    quen_orders *whole = load_orders(ctx, s.lines, LINES), *a = new_orders(ctx),
                *b = new_orders(ctx);
    assert_ok(ctx, quen_orders_finish(ctx, whole));
    assert_ok(ctx, quen_orders_add(ctx, a, s.lines, 1000));
    assert_ok(ctx, quen_orders_add(ctx, b, s.lines + 1000, 1500));
    assert_ok(ctx, quen_orders_finish(ctx, b));
    assert_ok(ctx, quen_orders_add(ctx, b, s.lines + 2500, 500));
    assert_ok(ctx, quen_orders_merge(ctx, a, b));
    assert_same_log(ctx, whole, a);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "into itself", quen_orders_merge(ctx, a, a));
    quen_orders_free(a);
    quen_orders_free(b);
    quen_orders_free(whole);
    quen_context_free(ctx);
}

/* A column of keys from lines; `valid` marks those that are there. */
typedef struct column {
    int64_t numbers[LINES];
    uint64_t offsets[LINES + 1];
    char bytes[LINES * 16];
    uint8_t valid[LINES / 8 + 1];
} column;

static quen_key_column fill_column(column *c, size_t i, quen_key key, int bytes)
{
    quen_key_column view = {0};
    if (key.kind != QUEN_KEY_NONE)
        c->valid[i / 8] |= (uint8_t)(1u << i % 8);
    c->numbers[i] = key.number;
    if (key.size)
        memcpy(c->bytes + c->offsets[i], key.bytes, key.size);
    c->offsets[i + 1] = c->offsets[i] + key.size;
    view.numbers = bytes ? NULL : c->numbers;
    view.bytes = bytes ? c->bytes : NULL;
    view.offsets = bytes ? c->offsets : NULL;
    view.valid = c->valid;
    return view;
}

static void columns_equal_rows(int bytes)
{
    static orders_sample s;
    static column customer, order, item;
    static int64_t time[LINES], quantity[LINES], amount[LINES];
    memset(&customer, 0, sizeof customer);
    memset(&order, 0, sizeof order);
    memset(&item, 0, sizeof item);
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_orders_sample(&s, bytes);
    quen_order_columns columns;
    quen_order_columns_init(&columns, sizeof columns);
    for (size_t i = 0; i < LINES; i++) {
        columns.customer = fill_column(&customer, i, s.lines[i].customer, bytes);
        columns.order = fill_column(&order, i, s.lines[i].order, bytes);
        columns.item = fill_column(&item, i, s.lines[i].item, bytes);
        time[i] = s.lines[i].time_s;
        quantity[i] = s.lines[i].quantity;
        amount[i] = s.lines[i].amount;
    }
    columns.n = LINES;
    columns.time_s = time;
    columns.quantity = quantity;
    columns.amount = amount;
    quen_orders *rows = load_orders(ctx, s.lines, LINES), *other = new_orders(ctx);
    assert_ok(ctx, quen_orders_finish(ctx, rows));
    assert_ok(ctx, quen_orders_add_columns(ctx, other, &columns));
    assert_same_log(ctx, rows, other);
    quen_orders_free(rows);
    quen_orders_free(other);
    quen_context_free(ctx);
}

static void test_columns_numbers(void **state)
{
    (void)state;
    columns_equal_rows(0);
}

static void test_columns_bytes(void **state)
{
    (void)state;
    columns_equal_rows(1);
}

static void test_columns_refuse(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = new_orders(ctx);
    int64_t numbers[2] = {1, 2}, times[2] = {0, 0}, amounts[2] = {5, -5};
    uint64_t offsets[3] = {0, 5, 3};
    quen_order_columns columns;
    quen_order_columns_init(&columns, sizeof columns);
    assert_ok(ctx, quen_orders_add_columns(ctx, orders, &columns));
    columns.n = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "are required",
                 quen_orders_add_columns(ctx, orders, &columns));
    columns.time_s = times;
    columns.amount = amounts;
    columns.item.bytes = "abcdefgh";
    columns.item.offsets = offsets;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 0: the offsets of its item key descend",
                 quen_orders_add_columns(ctx, orders, &columns));
    columns.item.bytes = NULL;
    offsets[2] = 8;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 0: the item key has no bytes",
                 quen_orders_add_columns(ctx, orders, &columns));
    columns.item.offsets = NULL;
    columns.item.numbers = numbers;
    assert_ok(ctx, quen_orders_add_columns(ctx, orders, &columns));
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    assert_int_equal(totals.quantity, 0); /* 1 and -1 */
    assert_int_equal(totals.orders, 0);   /* not known yet */
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_orders_get_totals(orders, &totals);
    assert_int_equal(totals.orders, 2); /* nobody's lines are orders of their own */
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* What makes an order one. */
static void test_orders_counted(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = new_orders(ctx);
    quen_key a = quen_key_text("a"), b = quen_key_text("b"), none = {0};
    quen_key one = quen_key_text("1"), tea = quen_key_text("tea");
    const quen_order_line lines[] = {
        {a, one, tea, 100, 1, 5},     {a, one, tea, 160, 1, 5}, /* one order, two lines */
        {b, one, tea, 100, 1, 5},                               /* another customer's */
        {none, one, tea, 100, 1, 5},  {none, one, tea, 100, 1, 5}, /* nobody's number 1 */
        {a, none, tea, 100, 1, 5},    {a, none, tea, 100, 1, 5},   /* a's at 100 */
        {a, none, tea, 101, 1, 5},                                 /* a's at 101 */
        {none, none, tea, 100, 1, 5}, {none, none, tea, 100, 1, 5}, /* two strangers */
    };
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, sizeof lines / sizeof *lines));
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    assert_int_equal(totals.lines, 10);
    assert_int_equal(totals.orders, 0); /* not known yet */
    assert_int_equal(totals.customers, 2);
    assert_int_equal(totals.items, 1);
    assert_int_equal(totals.lines_without_customer, 4);
    assert_int_equal(totals.refund_lines, 0);
    assert_int_equal(totals.revenue, 50);
    assert_int_equal(totals.first_s, 100);
    assert_int_equal(totals.last_s, 160);
    assert_int_equal(totals.finished, 0);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_orders_get_totals(orders, &totals);
    assert_int_equal(totals.finished, 1);
    assert_int_equal(totals.orders, 7);
    quen__log log;
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    assert_int_equal(log.customer_start[1], 3); /* a's three orders */
    assert_int_equal(log.customer_start[2], 4); /* b's one */
    assert_int_equal(log.customer_start[3], 7); /* nobody's three */
    assert_int_equal(log.order_start[1], 2);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_keys_ascend(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = new_orders(ctx);
    static const int64_t customers[] = {5, -3, INT64_MAX, 0, INT64_MIN};
    static const char *const items[] = {"b", "", "a\xff", "a", "ab"};
    for (size_t i = 0; i < 5; i++) {
        quen_order_line line = {
            quen_key_int(customers[i]), {0}, quen_key_text(items[i]), (int64_t)i, 1, 1};
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    static const int64_t sorted[] = {INT64_MIN, -3, 0, 5, INT64_MAX};
    static const char *const sorted_items[] = {"", "a", "ab", "a\xff", "b"};
    for (uint32_t i = 0; i < 5; i++) {
        uint32_t found;
        assert_int_equal(quen_orders_customer_key(orders, i).number, sorted[i]);
        assert_same_key(quen_orders_item_key(orders, i), quen_key_text(sorted_items[i]));
        assert_ok(
            ctx, quen_orders_find_customer(ctx, orders, quen_key_int(sorted[i]), &found));
        assert_int_equal(found, i);
        assert_ok(ctx, quen_orders_find_item(ctx, orders, quen_key_text(sorted_items[i]),
                                             &found));
        assert_int_equal(found, i);
    }
    uint32_t id;
    assert_int_equal(quen_orders_item_key(orders, 5).kind, QUEN_KEY_NONE);
    assert_int_equal(quen_orders_customer_key(orders, 9).kind, QUEN_KEY_NONE);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "orders: no customer has the key 77",
                 quen_orders_find_customer(ctx, orders, quen_key_int(77), &id));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND,
                 "orders: key '7' is text, but the customers' keys are numbers",
                 quen_orders_find_customer(ctx, orders, quen_key_text("7"), &id));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND,
                 "orders: key 7 is a number, but the items' keys are text",
                 quen_orders_find_item(ctx, orders, quen_key_int(7), &id));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "orders: no item has the key 'x?y'",
                 quen_orders_find_item(ctx, orders, quen_key_text("x\ny"), &id));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "(none)",
                 quen_orders_find_item(ctx, orders, (quen_key){0}, &id));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order_numbers), cmocka_unit_test(test_any_order_bytes),
        cmocka_unit_test(test_finish_twice),      cmocka_unit_test(test_merge),
        cmocka_unit_test(test_columns_numbers),   cmocka_unit_test(test_columns_bytes),
        cmocka_unit_test(test_columns_refuse),    cmocka_unit_test(test_orders_counted),
        cmocka_unit_test(test_keys_ascend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
