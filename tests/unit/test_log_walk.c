/* The orders and visits of a customer before a moment, held against every line. */
#include "support.h"

#include "core/rng.h"
#include "data/orders/log_walk.h"

#define LINES 3000
#define CUSTOMERS 40
#define ORDERS 500

static uint64_t draw(size_t i, uint64_t stream, uint64_t below)
{
    return quen__random_below(7, stream, i, below);
}

/* Orders of several lines each; with `minutes` their lines have times of their own. */
static void make_lines(quen_order_line *lines, int minutes)
{
    memset(lines, 0, LINES * sizeof *lines);
    for (size_t i = 0; i < LINES; i++) {
        size_t order = (size_t)draw(i, 0, ORDERS);
        lines[i].customer = quen_key_int((int64_t)(order % CUSTOMERS));
        lines[i].order = quen_key_int((int64_t)order);
        lines[i].item = quen_key_int((int64_t)draw(i, 1, 90));
        lines[i].time_s = 1000 * (int64_t)draw(order, 2, 300);
        lines[i].time_s += minutes ? (int64_t)draw(i, 3, 5000) : 0;
        lines[i].quantity = draw(i, 5, 10) ? 1 : -1;
        lines[i].amount = (int64_t)draw(i, 4, 1000) - 100;
    }
}

/* What a customer's lines before a moment come to. */
typedef struct sums {
    uint64_t orders, visits, lines;
    int64_t amount, last_order, last_line, last_visit;
} sums;

static sums walk_customer(const quen__log *log, size_t customer, int64_t now)
{
    sums s = {0, 0, 0, 0, INT64_MIN, INT64_MIN, INT64_MIN};
    quen__log_walk walk = quen__log_walk_customer(log, customer, now);
    for (; quen__log_at_order(&walk); walk.order++) {
        s.orders++;
        s.last_order = log->order_time[walk.order];
        if (quen__log_is_visit(log, walk.order, now)) {
            s.visits++;
            s.last_visit = s.last_order;
        }
        for (quen__log_walk_lines(&walk); quen__log_at_line(&walk); walk.line++) {
            s.lines++;
            s.amount += log->amount[walk.line];
            s.last_line = walk.time > s.last_line ? walk.time : s.last_line;
        }
    }
    return s;
}

/* `all`: every line makes a visit, not purchases alone. */
static sums add_lines(const quen_order_line *lines, size_t customer, int64_t now, int all)
{
    static int64_t earliest[ORDERS];
    static int visit[ORDERS];
    sums s = {0, 0, 0, 0, INT64_MIN, INT64_MIN, INT64_MIN};
    for (size_t i = 0; i < ORDERS; i++) {
        earliest[i] = INT64_MAX;
        visit[i] = 0;
    }
    for (size_t i = 0; i < LINES; i++) {
        int64_t time = lines[i].time_s, *first = &earliest[lines[i].order.number];
        if (lines[i].customer.number != (int64_t)customer || time >= now)
            continue;
        s.lines++;
        s.amount += lines[i].amount;
        s.last_line = time > s.last_line ? time : s.last_line;
        *first = time < *first ? time : *first;
        if (all || (lines[i].quantity >= 0 && lines[i].amount >= 0))
            visit[lines[i].order.number] = 1;
    }
    for (size_t i = 0; i < ORDERS; i++)
        if (earliest[i] < INT64_MAX) {
            s.orders++;
            s.last_order = earliest[i] > s.last_order ? earliest[i] : s.last_order;
            if (!visit[i])
                continue;
            s.visits++;
            s.last_visit = earliest[i] > s.last_visit ? earliest[i] : s.last_visit;
        }
    return s;
}

static void check_moment(const quen__log *log, const quen_order_line *lines, int64_t now,
                         int visits)
{
    for (size_t customer = 0; customer < log->n_customers; customer++) {
        sums a = walk_customer(log, customer, now),
             b = add_lines(lines, customer, now, visits);
        int64_t last = INT64_MIN;
        int there = b.visits > 0;
        assert_memory_equal(&a, &b, sizeof a);
        assert_int_equal(quen__log_has_visits(log, customer, now), there);
        assert_int_equal(quen__log_last_visit(log, customer, now, &last), there);
        assert_true(last == b.last_visit);
    }
}

static void test_walk(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (int what = 0; what < 4; what++) {
        quen_orders *orders = NULL;
        quen_order_rules rules;
        quen__log log;
        int minutes = what % 2, all = what / 2;
        make_lines(lines, minutes);
        quen_order_rules_init(&rules, sizeof rules);
        rules.returns = all ? QUEN_RETURNS_VISIT : QUEN_RETURNS_NO_VISIT;
        assert_ok(ctx, quen_orders_new(ctx, &orders));
        assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
        assert_ok(ctx, quen_orders_add(ctx, orders, lines, LINES));
        assert_ok(ctx, quen_orders_finish(ctx, orders));
        assert_ok(ctx, quen__orders_log(ctx, orders, &log));
        assert_int_equal(log.n_customers, CUSTOMERS);
        assert_int_equal(log.time != NULL, minutes);
        for (int64_t now = 0; now <= 310000; now += 31000)
            check_moment(&log, lines, now, all);
        check_moment(&log, lines, 150000, all); /* a moment that lines have */
        check_moment(&log, lines, 150001, all);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_walk)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
