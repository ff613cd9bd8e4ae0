/* The order log with many lines: buckets, threads, customers of very many lines. */
#include "orders_cases.h"
#include "same_log.h"

#include "data/orders/orders.h"

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
        uint64_t whose = orders_draw(i, 11, 10), number = orders_draw(i, 12, 2000);
        int64_t who = (int64_t)orders_draw(i, 13, s->customers);
        if (whose >= s->nobody)
            lines[i].customer = quen_key_int(whose < s->nobody + s->one ? 0 : who);
        if (orders_draw(i, 14, 10) < s->numbered)
            lines[i].order = s->texts ? quen_key_text(many_texts[number])
                                      : quen_key_int((int64_t)number * 31 - 999);
        lines[i].item = quen_key_int((int64_t)orders_draw(i, 15, 300));
        lines[i].time_s = (int64_t)orders_draw(i, 16, (uint64_t)s->times);
        lines[i].quantity = (int64_t)orders_draw(i, 17, 4) - 1;
        lines[i].amount = (int64_t)orders_draw(i, 18, 1000);
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
        time = log->time ? log->time[i] : log->order_time[order];
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
        size_t j = (size_t)orders_draw(i, 19, i + 1);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
