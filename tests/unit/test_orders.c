/* The order log: any order, any batches, all or nothing, one canonical result. */
#include "support.h"

#include "core/rng.h"
#include "data/orders/orders.h"
#include "same_log.h"

#define N 3000

/* A log in which every sort of line occurs: no customer, no order number, refunds,
 * repeats. */
typedef struct sample {
    quen_order_line lines[N];
    char names[200][16];
} sample;

static uint64_t draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(7, what, i, n);
}

static void make_sample(sample *s, int bytes)
{
    for (size_t i = 0; i < 200; i++)
        snprintf(s->names[i], sizeof s->names[i], "k%zu%s", i * 7919 % 200,
                 i % 3 ? "" : "\xe1\xba\xbf");
    for (size_t i = 0; i < N; i++) {
        quen_order_line *line = &s->lines[i];
        size_t customer = draw(i, 1, 60), item = draw(i, 2, 40), order = draw(i, 3, 150);
        memset(line, 0, sizeof *line);
        if (draw(i, 4, 5) > 0)
            line->customer = bytes ? quen_key_text(s->names[customer])
                                   : quen_key_int((int64_t)customer * 31 % 60 - 30);
        if (draw(i, 5, 4) > 0)
            line->order =
                bytes ? quen_key_text(s->names[order]) : quen_key_int(-(int64_t)order);
        line->item = bytes ? quen_key_text(s->names[item]) : quen_key_int((int64_t)item);
        line->time_s = 1700000000 + (int64_t)draw(i, 6, 400) * 3600;
        line->quantity = (int64_t)draw(i, 7, 5) - 1;
        line->amount = (int64_t)draw(i, 8, 2000) - 300;
    }
}

static quen_orders *new_orders(quen_context *ctx)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    return orders;
}

static quen_orders *load(quen_context *ctx, const quen_order_line *lines, size_t batch)
{
    quen_orders *orders = new_orders(ctx);
    for (size_t i = 0; i < N; i += batch)
        assert_ok(ctx,
                  quen_orders_add(ctx, orders, lines + i, i + batch < N ? batch : N - i));
    return orders;
}

static void shuffle(quen_order_line *lines, uint64_t seed)
{
    for (size_t i = N - 1; i > 0; i--) {
        size_t j = (size_t)quen__random_below(seed, 0, i, i + 1);
        quen_order_line t = lines[i];
        lines[i] = lines[j];
        lines[j] = t;
    }
}

static void any_order_any_batch(int bytes)
{
    static sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_sample(&s, bytes);
    quen_orders *whole = load(ctx, s.lines, N);
    assert_ok(ctx, quen_orders_finish(ctx, whole));
    static const size_t batches[] = {1, 7, 100, 2999};
    for (size_t i = 0; i < 4; i++) {
        shuffle(s.lines, i);
        quen_orders *other = load(ctx, s.lines, batches[i]);
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
    static sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_sample(&s, 1);
    quen_orders *whole = load(ctx, s.lines, N), *other = new_orders(ctx);
    assert_ok(ctx, quen_orders_finish(ctx, whole));
    for (size_t i = 0; i < N; i += 500) {
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
    static sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_sample(&s, 1);
    quen_orders *whole = load(ctx, s.lines, N), *a = new_orders(ctx),
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
    int64_t numbers[N];
    uint64_t offsets[N + 1];
    char bytes[N * 16];
    uint8_t valid[N / 8 + 1];
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
    static sample s;
    static column customer, order, item;
    static int64_t time[N], quantity[N], amount[N];
    memset(&customer, 0, sizeof customer);
    memset(&order, 0, sizeof order);
    memset(&item, 0, sizeof item);
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_sample(&s, bytes);
    quen_order_columns columns;
    quen_order_columns_init(&columns, sizeof columns);
    for (size_t i = 0; i < N; i++) {
        columns.customer = fill_column(&customer, i, s.lines[i].customer, bytes);
        columns.order = fill_column(&order, i, s.lines[i].order, bytes);
        columns.item = fill_column(&item, i, s.lines[i].item, bytes);
        time[i] = s.lines[i].time_s;
        quantity[i] = s.lines[i].quantity;
        amount[i] = s.lines[i].amount;
    }
    columns.n = N;
    columns.time_s = time;
    columns.quantity = quantity;
    columns.amount = amount;
    quen_orders *rows = load(ctx, s.lines, N), *other = new_orders(ctx);
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
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 1: the item key has",
                 quen_orders_add_columns(ctx, orders, &columns));
    columns.item.bytes = NULL;
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

/* --- what is refused, and leaves no trace --- */

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
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "row 2: there is no item");
    line = good_line();
    line.time_s = QUEN_TIME_MAX + 1;
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "row 2: time 7258118400 is outside 1900..2199");
    line.time_s = 1700000000000;
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "milliseconds?");
    line.time_s = QUEN_TIME_MIN - 1;
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "row 2: time -2208988801");
    line = good_line();
    line.customer = quen_key_text("x");
    refuse(ctx, line, QUEN_ERR_ARGUMENT,
           "row 2: the customer key is a byte string, those before were numbers");
    line = good_line();
    line.order = quen_key_text("x");
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "row 2: the order key is a byte string");
    line = good_line();
    line.item.kind = 9;
    refuse(ctx, line, QUEN_ERR_ARGUMENT, "row 2: the item key has kind 9");
    line = good_line();
    line.amount = INT64_MAX - 100;
    refuse(ctx, line, QUEN_ERR_OVERFLOW, "row 2: with amount 9223372036854775707");
    line.amount = INT64_MIN;
    refuse(ctx, line, QUEN_ERR_OVERFLOW, "row 2: with amount");
    line = good_line();
    line.quantity = -INT64_MAX;
    refuse(ctx, line, QUEN_ERR_OVERFLOW, "row 2: with quantity");
    quen_context_free(ctx);
}

static void test_refuses_long_keys(void **state)
{
    (void)state;
    static char text[QUEN_KEY_MAX_SIZE + 1];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = new_orders(ctx);
    quen_order_line line = {{0}, {0}, quen_key_bytes(text, sizeof text), 0, 1, 1};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 0: the item key has 65536 bytes",
                 quen_orders_add(ctx, orders, &line, 1));
    line.item.size--;
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    line.item.bytes = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "has no bytes",
                 quen_orders_add(ctx, orders, &line, 1));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void *other_allocate(void *user, size_t size)
{
    (void)user;
    return malloc(size);
}

static void *other_reallocate(void *user, void *ptr, size_t size)
{
    (void)user;
    return realloc(ptr, size);
}

static void other_release(void *user, void *ptr)
{
    (void)user;
    free(ptr);
}

static void test_refuses_other_allocator(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO), *other = NULL;
    quen_orders *orders = new_orders(ctx);
    quen_order_line line = good_line();
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.allocator =
        (quen_allocator){NULL, other_allocate, other_reallocate, other_release};
    assert_int_equal(quen_context_new(&options, &other), QUEN_OK);
    assert_fails(other, QUEN_ERR_ARGUMENT, "another allocator",
                 quen_orders_add(other, orders, &line, 1));
    assert_fails(other, QUEN_ERR_ARGUMENT, "another allocator",
                 quen_orders_finish(other, orders));
    quen_context_free(other);
    quen_orders_free(orders);
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
    static sample s;
    make_sample(&s, 1);
    for (int calls = 0; calls < 3; calls++) {
        int left = calls;
        quen_context_options options;
        quen_context_options_init(&options, sizeof options);
        options.progress = cancel;
        options.progress_user = &left;
        quen_context *ctx = NULL;
        assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
        quen_orders *orders = load(ctx, s.lines, N);
        assert_fails(ctx, QUEN_ERR_CANCELLED, "orders: cancelled",
                     quen_orders_finish(ctx, orders));
        left = 100;
        assert_ok(ctx, quen_orders_finish(ctx, orders));
        quen_orders_free(orders);
        quen_context_free(ctx);
    }
}

/* --- many lines: buckets, threads, customers of very many lines --- */

#define MANY 150000u

/* How the lines of a large log are spread. */
typedef struct spread {
    const char *words;
    size_t customers;
    uint64_t nobody, one; /* lines of ten that are nobody's, and one customer's */
    uint64_t numbered;    /* lines of ten with an order number */
    int texts;
    int64_t times; /* different ones */
} spread;

static const spread spreads[] = {
    {"few lines each", 20000, 0, 0, 0, 0, 100000},
    {"order numbers", 5000, 1, 0, 9, 0, 1000},
    {"order texts", 3000, 1, 1, 8, 1, 300},
    {"mostly nobody", 3000, 8, 0, 0, 0, 100000},
    {"nobody with numbers", 300, 7, 0, 10, 0, 5000},
    {"one customer", 10, 0, 9, 0, 0, 1000},
    {"one moment", 2, 4, 3, 0, 0, 1},
};

static char many_texts[2000][12];

static quen_order_line *make_many(const spread *s)
{
    quen_order_line *lines = calloc(MANY, sizeof *lines);
    assert_non_null(lines);
    for (size_t i = 0; i < 2000; i++)
        snprintf(many_texts[i], sizeof many_texts[i], "N%zu", i * 7919 % 2000);
    for (size_t i = 0; i < MANY; i++) {
        uint64_t whose = draw(i, 11, 10), number = draw(i, 12, 2000);
        int64_t who = (int64_t)draw(i, 13, s->customers);
        if (whose >= s->nobody)
            lines[i].customer = quen_key_int(whose < s->nobody + s->one ? 0 : who);
        if (draw(i, 14, 10) < s->numbered)
            lines[i].order = s->texts ? quen_key_text(many_texts[number])
                                      : quen_key_int((int64_t)number * 31 - 999);
        lines[i].item = quen_key_int((int64_t)draw(i, 15, 300));
        lines[i].time_s = (int64_t)draw(i, 16, (uint64_t)s->times);
        lines[i].quantity = (int64_t)draw(i, 17, 4) - 1;
        lines[i].amount = (int64_t)draw(i, 18, 1000);
    }
    return lines;
}

static int compare_keys(quen_key a, quen_key b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.kind == QUEN_KEY_BYTES)
        return strcmp(a.bytes, b.bytes);
    return (a.number > b.number) - (a.number < b.number);
}

/* 1 if the lines belong to one order, by the words of the header. */
static int one_order(const quen_order_line *a, const quen_order_line *b)
{
    if (compare_keys(a->customer, b->customer) || compare_keys(a->order, b->order))
        return 0;
    if (a->order.kind != QUEN_KEY_NONE)
        return 1;
    return a->customer.kind != QUEN_KEY_NONE && a->time_s == b->time_s;
}

static int by_order(const void *x, const void *y)
{
    const quen_order_line *a = x, *b = y;
    int order = compare_keys(a->customer, b->customer);
    if (order == 0)
        order = compare_keys(a->order, b->order);
    if (order == 0)
        order = (a->time_s > b->time_s) - (a->time_s < b->time_s);
    return order;
}

static size_t count_orders(const quen_order_line *lines)
{
    quen_order_line *sorted = malloc(MANY * sizeof *sorted);
    assert_non_null(sorted);
    memcpy(sorted, lines, MANY * sizeof *sorted);
    qsort(sorted, MANY, sizeof *sorted, by_order);
    size_t n = 1;
    for (size_t i = 1; i < MANY; i++)
        n += !one_order(&sorted[i - 1], &sorted[i]);
    free(sorted);
    return n;
}

/* Lines of an order by item, time, quantity, amount; its time that of the earliest. */
static void check_order(const quen__log *log, size_t order)
{
    int64_t earliest = INT64_MAX, before = INT64_MIN, time;
    for (uint64_t i = log->order_start[order]; i < log->order_start[order + 1];
         i++, before = time) {
        time = quen__log_time(log, order, i);
        earliest = time < earliest ? time : earliest;
        if (i == log->order_start[order])
            continue;
        assert_true(log->item[i - 1] <= log->item[i]);
        if (log->item[i - 1] < log->item[i])
            continue;
        assert_true(before <= time);
        if (before < time)
            continue;
        assert_true(log->quantity[i - 1] <= log->quantity[i]);
        assert_true(log->quantity[i - 1] < log->quantity[i] ||
                    log->amount[i - 1] <= log->amount[i]);
    }
    assert_int_equal(earliest, log->order_time[order]);
}

static void check_canonical(const quen__log *log, const quen_order_line *lines)
{
    int64_t amount = 0;
    assert_int_equal(log->n_orders, count_orders(lines));
    assert_int_equal(log->customer_start[0], 0);
    assert_int_equal(log->customer_start[log->n_customers + 1], log->n_orders);
    assert_int_equal(log->order_start[log->n_orders], MANY);
    for (size_t c = 0; c <= log->n_customers; c++)
        for (uint64_t o = log->customer_start[c]; o < log->customer_start[c + 1]; o++) {
            assert_true(o == log->customer_start[c] ||
                        log->order_time[o - 1] <= log->order_time[o]);
            check_order(log, (size_t)o);
        }
    for (size_t i = 0; i < MANY; i++)
        amount += lines[i].amount - log->amount[i];
    assert_int_equal(amount, 0);
}

static quen_orders *load_many(quen_context *ctx, const quen_order_line *lines,
                              size_t batch)
{
    quen_orders *orders = new_orders(ctx);
    for (size_t i = 0; i < MANY; i += batch)
        assert_ok(ctx, quen_orders_add(ctx, orders, lines + i,
                                       i + batch < MANY ? batch : MANY - i));
    return orders;
}

static void shuffle_many(quen_order_line *lines)
{
    for (size_t i = MANY - 1; i > 0; i--) {
        size_t j = (size_t)draw(i, 19, i + 1);
        quen_order_line t = lines[i];
        lines[i] = lines[j];
        lines[j] = t;
    }
}

/* The same log, and in the same order, at any number of threads. */
static void check_spread(const spread *s)
{
    static const uint32_t threads[] = {2, 3, 8};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line *lines = make_many(s);
    quen_orders *whole = load_many(ctx, lines, MANY);
    quen__log log;
    assert_ok(ctx, quen_orders_finish(ctx, whole));
    assert_ok(ctx, quen__orders_log(ctx, whole, &log));
    check_canonical(&log, lines);
    for (size_t i = 0; i < 3; i++) {
        quen_context *many = support_context(threads[i], QUEN_SIMD_AUTO);
        shuffle_many(lines);
        quen_orders *other = load_many(many, lines, 40000 + 30000 * i);
        assert_same_log(many, whole, other);
        quen_orders_free(other);
        quen_context_free(many);
    }
    quen_orders_free(whole);
    free(lines);
    quen_context_free(ctx);
}

static void test_many_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof spreads / sizeof *spreads; i++)
        check_spread(&spreads[i]);
}

/* --- memory: the promises of the header --- */

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

/* A failed call leaves the log as it was: the next attempt gives what the first would
 * have. */
static quen_status add_and_finish(quen_context *ctx, void *user)
{
    const sample *s = user;
    quen_orders *orders = NULL, *copy = NULL;
    quen_order_totals before, after;
    quen_order_totals_init(&before, sizeof before);
    quen_order_totals_init(&after, sizeof after);
    quen_status status = quen_orders_new(ctx, &orders);
    for (size_t i = 0; i < 300 && status == QUEN_OK; i += 100) {
        quen_orders_get_totals(orders, &before);
        status = quen_orders_add(ctx, orders, s->lines + i, 100);
        quen_orders_get_totals(orders, &after);
        before.bytes = after.bytes = 0; /* room made is kept */
        if (status != QUEN_OK)
            assert_memory_equal(&before, &after, sizeof before);
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
        status = quen_orders_merge(ctx, copy, orders);
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
    static sample s;
    make_sample(&s, 0);
    support_each_oom(add_and_finish, &s);
    make_sample(&s, 1);
    support_each_oom(add_and_finish, &s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order_numbers),
        cmocka_unit_test(test_any_order_bytes),
        cmocka_unit_test(test_finish_twice),
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_columns_numbers),
        cmocka_unit_test(test_columns_bytes),
        cmocka_unit_test(test_columns_refuse),
        cmocka_unit_test(test_orders_counted),
        cmocka_unit_test(test_keys_ascend),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_refuses_long_keys),
        cmocka_unit_test(test_refuses_other_allocator),
        cmocka_unit_test(test_unfinished_is_refused),
        cmocka_unit_test(test_finish_cancels),
        cmocka_unit_test(test_many_lines),
        cmocka_unit_test(test_memory_promised),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
