/* Features: each column against a naive computation, by hand, and without the future. */
#include "features_cases.h"

#include <math.h>

static quen_orders *orders_by(quen_context *ctx, const quen_order_line *lines, size_t n,
                              uint32_t returns)
{
    quen_order_rules rules;
    quen_orders *orders = NULL;
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = returns;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static quen_orders *features_orders(quen_context *ctx, quen_order_line *lines,
                                    uint32_t returns)
{
    for (size_t i = 0; i < LINES; i++)
        lines[i] = features_line(i);
    return orders_by(ctx, lines, LINES, returns);
}

/* --- the naive computation --- */

#define ITEMS 30

typedef struct naive_order {
    int64_t key, time, value;
    int64_t sold[ITEMS], taken[ITEMS]; /* by purchases; by negative amounts alone */
    int by_time, visit;
} naive_order;

typedef struct naive {
    naive_order orders[LINES / 10];
    size_t n_orders, lines, items;
    int64_t last, quantity, revenue, refunds, recent, earlier;
    int visits; /* 1: every order is one */
} naive;

static naive_order *find_order(naive *c, const quen_order_line *line)
{
    int by_time = line->order.kind == QUEN_KEY_NONE;
    int64_t key = by_time ? line->time_s : line->order.number;
    for (size_t i = 0; i < c->n_orders; i++)
        if (c->orders[i].by_time == by_time && c->orders[i].key == key)
            return &c->orders[i];
    naive_order *order = &c->orders[c->n_orders++];
    memset(order, 0, sizeof *order);
    order->key = key;
    order->time = line->time_s;
    order->by_time = by_time;
    return order;
}

static int order_by_time(const void *a, const void *b)
{
    int64_t x = ((const naive_order *)a)->time, y = ((const naive_order *)b)->time;
    return (x > y) - (x < y);
}

static int is_customers(const quen_order_line *line, int64_t customer, int64_t now)
{
    return line->customer.kind && line->customer.number == customer && line->time_s < now;
}

/* What the orders hold: which are visits, and what each sells and takes back. */
static void collect_orders(naive *c, const quen_order_line *lines, int64_t customer,
                           const quen_features_options *o)
{
    for (size_t i = 0; i < LINES; i++) {
        const quen_order_line *line = &lines[i];
        if (!is_customers(line, customer, o->now_s))
            continue;
        naive_order *order = find_order(c, line);
        order->time = line->time_s < order->time ? line->time_s : order->time;
        order->value += line->amount;
        order->visit |= c->visits || (line->quantity >= 0 && line->amount >= 0);
        if (line->quantity >= 0 && line->amount >= 0)
            order->sold[line->item.number] += line->amount;
        else if (line->quantity >= 0)
            order->taken[line->item.number] -= line->amount;
    }
}

/* Units of a line, and whether it is a return. */
static int64_t units_of(naive *c, const quen_order_line *line, int *returned)
{
    const naive_order *order = find_order(c, line);
    size_t item = (size_t)line->item.number;
    *returned = line->quantity < 0;
    if (line->quantity < 0 || line->amount >= 0)
        return line->quantity;
    *returned = order->sold[item] <= order->taken[item];
    return *returned ? -line->quantity : 0;
}

static void collect(naive *c, const quen_order_line *lines, int64_t customer,
                    const quen_features_options *o)
{
    int64_t kept[ITEMS] = {0};
    c->n_orders = 0;
    collect_orders(c, lines, customer, o);
    c->last = INT64_MIN;
    c->lines = c->items = 0;
    c->quantity = c->revenue = c->refunds = c->recent = c->earlier = 0;
    for (size_t i = 0; i < LINES; i++) {
        const quen_order_line *line = &lines[i];
        if (!is_customers(line, customer, o->now_s))
            continue;
        int returned, bought = c->visits || (line->quantity >= 0 && line->amount >= 0);
        int64_t units = units_of(c, line, &returned);
        c->lines += (size_t)bought;
        if (bought && line->time_s > c->last)
            c->last = line->time_s;
        kept[line->item.number] += units;
        c->quantity += units;
        c->revenue += line->amount;
        c->refunds -= returned && line->amount < 0 ? line->amount : 0;
        if (line->time_s >= o->now_s - o->period_s)
            c->recent += line->amount;
        else if (line->time_s >= o->now_s - 2 * o->period_s)
            c->earlier += line->amount;
    }
    for (size_t i = 0; i < ITEMS; i++)
        c->items += kept[i] > 0;
    size_t visits = 0;
    for (size_t i = 0; i < c->n_orders; i++)
        if (c->orders[i].visit)
            c->orders[visits++] = c->orders[i];
    c->n_orders = visits;
    qsort(c->orders, c->n_orders, sizeof *c->orders, order_by_time);
}

static double std_of(const double *x, size_t n)
{
    double mean = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        mean += x[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mean) * (x[i] - mean) / (double)n;
    return sqrt(sum);
}

/* Local time by adding whole weeks until it is positive. */
static void naive_clock(const naive *c, int32_t offset, double *x)
{
    double weekend = 0, hours = 0;
    for (size_t i = 0; i < c->n_orders; i++) {
        int64_t local = c->orders[i].time + offset + 7 * DAY * 1000;
        weekend += local / DAY % 7 == 2 || local / DAY % 7 == 3;
        hours += (double)(local % DAY) / 3600;
    }
    x[13] = weekend / (double)c->n_orders;
    x[14] = hours / (double)c->n_orders;
}

static void naive_row(const naive *c, const quen_features_options *o, double *x)
{
    static double values[LINES], gaps[LINES];
    size_t n = c->n_orders;
    double value = 0;
    for (size_t i = 0; i < n; i++)
        value += values[i] = (double)c->orders[i].value;
    for (size_t i = 0; i + 1 < n; i++)
        gaps[i] = (double)(c->orders[i + 1].time - c->orders[i].time) / DAY;
    x[0] = (double)(o->now_s - c->last) / DAY;
    x[1] = (double)(o->now_s - c->orders[0].time) / DAY;
    x[2] = (double)n;
    x[3] = (double)c->lines;
    x[4] = (double)c->items;
    x[5] = (double)c->quantity;
    x[6] = (double)c->revenue;
    x[7] = value / (double)n;
    x[8] = std_of(values, n);
    x[9] = n > 1 ? (double)(c->orders[n - 1].time - c->orders[0].time) / DAY /
                       (double)(n - 1)
                 : (double)NAN;
    x[10] = n > 2 && x[9] > 0 ? std_of(gaps, n - 1) / x[9] : (double)NAN;
    double sales = (double)(c->revenue + c->refunds), refunds = (double)c->refunds;
    x[11] = c->refunds == 0 ? 0 : refunds >= sales ? 1 : refunds / sales;
    double both = fabs((double)c->recent) + fabs((double)c->earlier);
    x[12] = both > 0 ? (double)(c->recent - c->earlier) / both : 0;
    naive_clock(c, o->utc_offset_s, x);
}

/* 1 if the line makes its customer one who was there. */
static int makes_visit(const quen_order_line *line, int64_t now, int visits)
{
    return line->customer.kind && line->time_s < now &&
           (visits || (line->quantity >= 0 && line->amount >= 0));
}

static size_t naive_customers(const quen_order_line *lines, int64_t now, int visits)
{
    size_t n = 0;
    for (size_t i = 0; i < LINES; i++) {
        int is_new = makes_visit(&lines[i], now, visits);
        for (size_t j = 0; j < i && is_new; j++)
            is_new = !(makes_visit(&lines[j], now, visits) &&
                       lines[j].customer.number == lines[i].customer.number);
        n += (size_t)is_new;
    }
    return n;
}

static void compare_with_naive(quen_context *ctx, const quen_orders *orders,
                               const quen_order_line *lines, int visits,
                               const quen_features_options *o)
{
    static naive c;
    c.visits = visits;
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, o, &features));
    assert_int_equal(quen_features_n_columns(features), QUEN_FEATURES_BUILTIN);
    assert_int_equal(quen_features_n_rows(features),
                     naive_customers(lines, o->now_s, visits));
    assert_int_equal(quen_features_now_s(features), o->now_s);
    for (size_t row = 0; row < quen_features_n_rows(features); row++) {
        const double *x = quen_features_matrix(features) + row * QUEN_FEATURES_BUILTIN;
        uint32_t customer = quen_features_customers(features)[row];
        double expected[QUEN_FEATURES_BUILTIN];
        collect(&c, lines, quen_orders_customer_key(orders, customer).number, o);
        naive_row(&c, o, expected);
        for (size_t i = 0; i < QUEN_FEATURES_BUILTIN; i++)
            if (!(fabs(x[i] - expected[i]) < 1e-9))
                assert_close(x[i], expected[i], 1e-12);
    }
    quen_features_free(features);
}

static void test_naive(void **state)
{
    (void)state;
    static quen_order_line lines[LINES];
    static const int64_t moments[] = {150000001, 60000000, -30000000, -149990000};
    static const int32_t clocks[] = {0, 7 * 3600, -86400, 86399};
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_features_options o;
    quen_features_options_init(&o, sizeof o);
    for (uint32_t returns = QUEN_RETURNS_NO_VISIT; returns <= QUEN_RETURNS_VISIT;
         returns++) {
        quen_orders *orders = features_orders(ctx, lines, returns);
        for (size_t i = 0; i < 4; i++) {
            o.now_s = moments[i];
            o.utc_offset_s = clocks[i];
            o.period_s = (int64_t)(i * i + 1) * 30 * DAY;
            compare_with_naive(ctx, orders, lines, returns == QUEN_RETURNS_VISIT, &o);
        }
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

/* --- one customer by hand --- */

/* 2026-01-03 00:00 UTC, a Saturday. */
#define SATURDAY INT64_C(1767398400)

/*
 * An, three orders, the third reaching past the moment: values 1500, 0, 3000; gaps
 * of 4.25 and 12 days; 3000 in the last 18 days and 1500 before. Bo comes at the moment.
 */
static quen_orders *small_orders(quen_context *ctx, int64_t future_amount)
{
    const int64_t t = SATURDAY, now = t + 20 * DAY;
    const quen_order_line lines[] = {
        features_line_of("An", "1", "tea", t + 6 * 3600, 2, 1000),
        features_line_of("An", "1", "cup", t + 6 * 3600, 1, 500),
        features_line_of("An", "2", "tea", t + 4 * DAY + 12 * 3600, 1, 500),
        features_line_of("An", "2", "cup", t + 4 * DAY + 12 * 3600, -1, -500),
        features_line_of("An", "3", "tea", t + 16 * DAY + 12 * 3600, 3, 3000),
        features_line_of("An", "3", "pot", now, 1, future_amount),
        features_line_of("Bo", "4", "pot", now, 1, future_amount),
    };
    return orders_by(ctx, lines, sizeof lines / sizeof *lines, QUEN_RETURNS_NO_VISIT);
}

static void test_by_hand(void **state)
{
    (void)state;
    static const double expected[] = {
        3.5,   19.75,         3,   4,       1,       6, 4500, 1500, 1224.744871391589,
        8.125, 3.875 / 8.125, 0.1, 1.0 / 3, 1.0 / 3, 10};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_orders(ctx, 99);
    quen_features_options o;
    quen_features_options_init(&o, sizeof o);
    o.now_s = SATURDAY + 20 * DAY;
    o.period_s = 18 * DAY;
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &features));
    assert_int_equal(quen_features_n_rows(features), 1);
    for (size_t i = 0; i < QUEN_FEATURES_BUILTIN; i++)
        assert_close(quen_features_matrix(features)[i], expected[i], 1e-12);
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* The same of a log without returns, which is counted in a shorter way. */
static void test_purchases_by_hand(void **state)
{
    (void)state;
    const quen_order_line lines[] = {
        features_line_of("An", "1", "tea", SATURDAY, 2, 1000),
        features_line_of("An", "1", "cup", SATURDAY, 3, 500),
        features_line_of("An", "2", "tea", SATURDAY + DAY, 4, 2000),
        features_line_of("An", "2", "pot", SATURDAY + DAY, 0, 0),
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = support_orders(ctx, lines, 4);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, NULL, &features));
    assert_int_equal(quen_features_n_rows(features), 1);
    const double *x = quen_features_matrix(features);
    assert_close(x[2], 2, 0);    /* orders */
    assert_close(x[3], 4, 0);    /* lines */
    assert_close(x[4], 2, 0);    /* distinct items: a quantity of 0 buys none */
    assert_close(x[5], 9, 0);    /* units */
    assert_close(x[6], 3500, 0); /* revenue */
    assert_close(x[11], 0, 0);   /* share of refunds */
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "recency_days",    "tenure_days",   "orders",  "lines",
        "distinct_items",  "quantity",      "revenue", "order_value_mean",
        "order_value_std", "gap_days_mean", "gap_cv",  "refund_share",
        "trend",           "weekend_share", "hour"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_orders(ctx, 1);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, NULL, &features));
    assert_int_equal(quen_features_n_rows(features), 2);
    assert_int_equal(quen_features_now_s(features), SATURDAY + 20 * DAY + 1);
    for (size_t i = 0; i < QUEN_FEATURES_BUILTIN; i++)
        assert_string_equal(quen_features_column_name(features, i), names[i]);
    assert_string_equal(quen_features_column_unit(features, 0), "days");
    assert_string_equal(quen_features_column_unit(features, 6), "money");
    assert_string_equal(quen_features_column_unit(features, 10), "");
    assert_null(quen_features_column_name(features, QUEN_FEATURES_BUILTIN));
    assert_string_equal(quen_features_column_unit(features, QUEN_FEATURES_BUILTIN), "");
    quen_features_free(features);
    quen_features_free(NULL);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/*
 * A log without customers, or a moment before all of them, gives no rows and no failure.
 */
static void test_nobody(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = support_orders(ctx, NULL, 0), *small = small_orders(ctx, 1);
    quen_features_options o;
    quen_features *features = NULL;
    quen_features_options_init(&o, sizeof o);
    assert_ok(ctx, quen_features_new(ctx, orders, NULL, &features));
    assert_int_equal(quen_features_n_rows(features), 0);
    quen_features_free(features);
    o.now_s = 0;
    assert_ok(ctx, quen_features_new(ctx, small, &o, &features));
    assert_int_equal(quen_features_n_rows(features), 0);
    quen_features_free(features);
    quen_orders_free(small);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- without money --- */

/* What amounts do not say is the same with and without them. */
static void test_no_money(void **state)
{
    (void)state;
    static quen_order_line lines[LINES];
    static const size_t kept[] = {0, 1, 2, 3, 4, 5, 9, 10, 13, 14};
    enum { KEPT = sizeof kept / sizeof *kept };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < LINES; i++) {
        lines[i] = features_line(i);
        lines[i].amount = 100;
    }
    quen_orders *priced = support_orders(ctx, lines, LINES);
    for (size_t i = 0; i < LINES; i++)
        lines[i].amount = QUEN_AMOUNT_NONE;
    quen_orders *plain = support_orders(ctx, lines, LINES);
    quen_features *a = NULL, *b = NULL;
    assert_ok(ctx, quen_features_new(ctx, priced, NULL, &a));
    assert_ok(ctx, quen_features_new(ctx, plain, NULL, &b));
    assert_int_equal(quen_features_n_columns(b), KEPT);
    assert_int_equal(quen_features_n_builtin(b), KEPT);
    assert_int_equal(quen_features_n_builtin(a), QUEN_FEATURES_BUILTIN);
    for (size_t j = 0; j < KEPT; j++) {
        assert_string_equal(quen_features_column_name(a, kept[j]),
                            quen_features_column_name(b, j));
        for (size_t row = 0; row < quen_features_n_rows(b); row++)
            assert_memory_equal(quen_features_matrix(a) + row * QUEN_FEATURES_BUILTIN +
                                    kept[j],
                                quen_features_matrix(b) + row * KEPT + j, sizeof(double));
    }
    quen_features_free(a);
    quen_features_free(b);
    quen_orders_free(priced);
    quen_orders_free(plain);
    quen_context_free(ctx);
}

/* --- the future --- */

/* The lines with whatever lies at or after `now` left out, changed or multiplied. */
static size_t other_future(const quen_order_line *lines, int64_t now, int what,
                           quen_order_line *out)
{
    size_t n = 0;
    for (size_t i = 0; i < LINES; i++) {
        quen_order_line line = lines[i];
        if (line.time_s < now)
            out[n++] = line;
        if (line.time_s < now || what == 0)
            continue;
        line.amount = line.amount * 7 - 100;
        line.quantity += 3;
        line.item = quen_key_int((int64_t)i);
        line.time_s +=
            what == 1 ? (int64_t)features_draw(i, 9, 1000) * 1000 : -(line.time_s - now);
        line.customer = quen_key_int((int64_t)features_draw(i, 10, 20000));
        out[n++] = line;
    }
    return n;
}

static void test_future_leaves_no_trace(void **state)
{
    (void)state;
    static quen_order_line lines[LINES], other[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = features_orders(ctx, lines, QUEN_RETURNS_NO_VISIT);
    quen_features_options o;
    quen_features_options_init(&o, sizeof o);
    o.now_s = 20000000;
    quen_features *a = NULL, *b = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &a));
    for (int what = 0; what < 3; what++) {
        quen_orders *changed = orders_by(
            ctx, other, other_future(lines, o.now_s, what, other), QUEN_RETURNS_NO_VISIT);
        assert_ok(ctx, quen_features_new(ctx, changed, &o, &b));
        assert_int_equal(quen_features_n_rows(a), quen_features_n_rows(b));
        assert_memory_equal(quen_features_matrix(a), quen_features_matrix(b),
                            quen_features_n_rows(a) * QUEN_FEATURES_BUILTIN *
                                sizeof(double));
        for (size_t i = 0; i < quen_features_n_rows(a); i++)
            assert_int_equal(
                quen_orders_customer_key(orders, quen_features_customers(a)[i]).number,
                quen_orders_customer_key(changed, quen_features_customers(b)[i]).number);
        quen_features_free(b);
        quen_orders_free(changed);
    }
    quen_features_free(a);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_naive),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_purchases_by_hand),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_no_money),
        cmocka_unit_test(test_future_leaves_no_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
