/* Cohorts: against a naive reading and figures, CDNOW's, equal bits, refusals. */
#include "figures_cases.h"

static quen_cohorts_options new_options(uint32_t period)
{
    quen_cohorts_options o;
    quen_cohorts_options_init(&o, sizeof o);
    o.period = period;
    return o;
}

/* --- against the naive reading --- */

#define CELLS 1600 /* of weeks, too many for one another: months and longer */

typedef struct naive_table {
    uint64_t customers[CELLS];
    int64_t revenue[CELLS];
    size_t n; /* cohorts, and columns */
} naive_table;

/* The first period of each customer; INT64_MAX: no visit. */
static void find_first(const naive_log *log, uint32_t period, const quen_zone *clock,
                       int64_t *first)
{
    for (size_t c = 0; c < FIGURES_CUSTOMERS; c++)
        first[c] = INT64_MAX;
    for (size_t i = 0; i < log->n_orders; i++) {
        const naive_order *o = &log->orders[i];
        int64_t p = naive_period(period, naive_day(clock, o->time));
        if (o->visit && o->customer >= 0 && p < first[o->customer])
            first[o->customer] = p;
    }
}

static void add_visits(const naive_log *log, uint32_t period, const quen_zone *clock,
                       const int64_t *first, int64_t begin, naive_table *t)
{
    for (int64_t c = 0; c < FIGURES_CUSTOMERS; c++)
        for (size_t since = 0; first[c] != INT64_MAX && since < t->n; since++) {
            int came = 0;
            for (size_t i = 0; i < log->n_orders; i++) {
                const naive_order *o = &log->orders[i];
                came |= o->visit && o->customer == c &&
                        naive_period(period, naive_day(clock, o->time)) ==
                            first[c] + (int64_t)since;
            }
            if (came)
                t->customers[(size_t)(first[c] - begin) * t->n + since]++;
        }
}

static void add_money(const naive_log *log, uint32_t period, const quen_zone *clock,
                      const int64_t *first, int64_t begin, naive_table *t)
{
    for (size_t i = 0; i < log->n_lines; i++) {
        const quen_order_line *line = &log->lines[i];
        if (!line->customer.kind || first[line->customer.number] == INT64_MAX)
            continue;
        int64_t own = first[line->customer.number];
        int64_t p = naive_period(period, naive_day(clock, line->time_s));
        size_t since = p > own ? (size_t)(p - own) : 0;
        t->revenue[(size_t)(own - begin) * t->n + since] += line->amount;
    }
}

static void check_naive(quen_context *ctx, uint32_t period)
{
    quen_orders *orders = figures_orders(ctx, &figures_clock);
    naive_log *log = naive_read(INT64_MAX);
    quen_cohorts_options o = new_options(period);
    quen_cohorts *cohorts;
    int64_t first[FIGURES_CUSTOMERS];
    naive_table *t = calloc(1, sizeof *t);
    assert_non_null(t);
    assert_ok(ctx, quen_cohorts_new(ctx, orders, &o, &cohorts));
    t->n = quen_cohorts_n_cohorts(cohorts);
    assert_int_equal(quen_cohorts_n_periods(cohorts), t->n);
    assert_in_range(t->n * t->n, 1, CELLS);
    int64_t begin = naive_period(period, quen_cohorts_days(cohorts)[0]);
    find_first(log, period, &figures_clock, first);
    add_visits(log, period, &figures_clock, first, begin, t);
    add_money(log, period, &figures_clock, first, begin, t);
    for (size_t i = 0; i < t->n; i++)
        assert_true(naive_period(period, quen_cohorts_days(cohorts)[i]) ==
                    begin + (int64_t)i);
    assert_memory_equal(quen_cohorts_customers(cohorts), t->customers,
                        t->n * t->n * sizeof *t->customers);
    assert_memory_equal(quen_cohorts_revenue(cohorts), t->revenue,
                        t->n * t->n * sizeof *t->revenue);
    quen_cohorts_free(cohorts);
    free(t);
    free(log);
    quen_orders_free(orders);
}

static void test_naive(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    check_naive(ctx, QUEN_FIGURES_PERIOD_MONTH);
    check_naive(ctx, QUEN_FIGURES_PERIOD_QUARTER);
    check_naive(ctx, QUEN_FIGURES_PERIOD_YEAR);
    quen_context_free(ctx);
}

/* Customers of a diagonal are those of that day. */
static void test_diagonals(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = figures_orders(ctx, NULL);
    quen_cohorts_options o = new_options(QUEN_FIGURES_PERIOD_DAY);
    quen_figures_options fo;
    quen_cohorts *cohorts;
    quen_figures *figures;
    quen_figures_options_init(&fo, sizeof fo);
    fo.period = o.period;
    assert_ok(ctx, quen_cohorts_new(ctx, orders, &o, &cohorts));
    assert_ok(ctx, quen_figures_new(ctx, orders, &fo, &figures));
    size_t n = quen_cohorts_n_cohorts(cohorts);
    const uint64_t *customers = quen_cohorts_customers(cohorts);
    assert_int_equal(quen_figures_n_rows(figures), n);
    for (size_t day = 0; day < n; day++) {
        const quen_figure *f = quen_figures_row(figures, day);
        uint64_t sum = 0;
        for (size_t since = 0; since <= day; since++)
            sum += customers[(day - since) * n + since];
        assert_int_equal(sum, f->customers);
        assert_int_equal(customers[day * n], f->customers_new);
        assert_int_equal(quen_cohorts_days(cohorts)[day], f->day);
    }
    quen_figures_free(figures);
    quen_cohorts_free(cohorts);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* A part of the table is that part of the whole. */
static void test_parts(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = figures_orders(ctx, NULL);
    quen_cohorts_options o = new_options(QUEN_FIGURES_PERIOD_MONTH);
    quen_cohorts *all, *part;
    assert_ok(ctx, quen_cohorts_new(ctx, orders, &o, &all));
    o.from_s = quen_cohorts_days(all)[2] * DAY + 5 * DAY;
    o.most_periods = 4;
    assert_ok(ctx, quen_cohorts_new(ctx, orders, &o, &part));
    size_t n = quen_cohorts_n_cohorts(all);
    assert_int_equal(quen_cohorts_n_cohorts(part), n - 2);
    assert_int_equal(quen_cohorts_n_periods(part), 4);
    assert_true(quen_cohorts_now_s(part) == quen_cohorts_now_s(all));
    for (size_t i = 0; i + 2 < n; i++)
        for (size_t since = 0; since < 4 && since < n; since++) {
            size_t at = (i + 2) * n + since;
            assert_int_equal(quen_cohorts_customers(part)[i * 4 + since],
                             quen_cohorts_customers(all)[at]);
            assert_int_equal(quen_cohorts_revenue(part)[i * 4 + since],
                             quen_cohorts_revenue(all)[at]);
        }
    quen_cohorts_free(part);
    quen_cohorts_free(all);
    quen_cohorts_free(NULL);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- CDNOW --- */

static void check_cohort(const quen_cohorts *cohorts, size_t cohort,
                         const uint64_t *expected, size_t n)
{
    size_t at = cohort * quen_cohorts_n_periods(cohorts);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(quen_cohorts_customers(cohorts)[at + i], expected[i]);
}

static void test_cdnow(void **state)
{
    (void)state;
    static const uint64_t january[] = {7846, 1157, 964, 810, 679, 736, 720,
                                       582,  559,  594, 673, 634, 528};
    static const uint64_t february[] = {8476, 1312, 980, 783, 847, 786, 626};
    static const uint64_t march[] = {7248, 1032, 752, 756, 674, 564, 561};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = cdnow_orders(ctx);
    quen_cohorts *cohorts;
    assert_ok(ctx, quen_cohorts_new(ctx, orders, NULL, &cohorts));
    assert_int_equal(quen_cohorts_n_cohorts(cohorts), 18);
    check_cohort(cohorts, 0, january, sizeof january / sizeof *january);
    check_cohort(cohorts, 1, february, sizeof february / sizeof *february);
    check_cohort(cohorts, 2, march, sizeof march / sizeof *march);
    int64_t revenue = 0;
    for (size_t i = 0; i < 18 * 18; i++)
        revenue += quen_cohorts_revenue(cohorts)[i];
    assert_int_equal(revenue, 250031563);
    quen_cohorts_free(cohorts);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- equal bits --- */

static void check_context(quen_context *ctx, void *user)
{
    const quen_cohorts *expected = user;
    quen_orders *orders = figures_orders(ctx, &figures_clock);
    quen_cohorts *cohorts;
    assert_ok(ctx, quen_cohorts_new(ctx, orders, NULL, &cohorts));
    size_t n = quen_cohorts_n_cohorts(expected);
    assert_int_equal(quen_cohorts_n_cohorts(cohorts), n);
    assert_memory_equal(quen_cohorts_customers(cohorts), quen_cohorts_customers(expected),
                        n * n * sizeof(uint64_t));
    assert_memory_equal(quen_cohorts_revenue(cohorts), quen_cohorts_revenue(expected),
                        n * n * sizeof(int64_t));
    quen_cohorts_free(cohorts);
    quen_orders_free(orders);
}

static void test_same_bits(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = figures_orders(ctx, &figures_clock);
    quen_cohorts *cohorts;
    assert_ok(ctx, quen_cohorts_new(ctx, orders, NULL, &cohorts));
    support_each_context(check_context, cohorts);
    quen_cohorts_free(cohorts);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- refusals --- */

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = figures_orders(ctx, NULL);
    quen_cohorts_options o = new_options(QUEN_FIGURES_PERIOD_ALL);
    quen_cohorts *c = (quen_cohorts *)ctx;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "cohorts: period is 5, not within 0..4",
                 quen_cohorts_new(ctx, orders, &o, &c));
    assert_null(c);
    o.struct_size = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "cohorts options: struct_size is 0",
                 quen_cohorts_new(ctx, orders, &o, &c));
    o = new_options(0);
    o.utc_offset_s = -86401;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "cohorts: utc_offset_s is -86401",
                 quen_cohorts_new(ctx, orders, &o, &c));
    o = new_options(0);
    o.now_s = QUEN_TIME_MIN - 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "cohorts: now_s is",
                 quen_cohorts_new(ctx, orders, &o, &c));
    o = new_options(0);
    o.from_s = QUEN_TIME_MAX + 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "cohorts: from_s is",
                 quen_cohorts_new(ctx, orders, &o, &c));
    o.from_s = QUEN_TIME_MAX;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "not before the moment",
                 quen_cohorts_new(ctx, orders, &o, &c));
    o = new_options(QUEN_FIGURES_PERIOD_DAY);
    o.now_s = QUEN_TIME_MAX; /* as behind a wrong date */
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "more than 8388608 cells: ask for longer periods, fewer",
                 quen_cohorts_new(ctx, orders, &o, &c));
    o.most_periods = 10;
    assert_ok(ctx, quen_cohorts_new(ctx, orders, &o, &c));
    quen_cohorts_free(c);
    quen_orders_free(orders);
    orders = support_orders(ctx, NULL, 0);
    assert_ok(ctx, quen_cohorts_new(ctx, orders, NULL, &c));
    assert_int_equal(quen_cohorts_n_cohorts(c), 0);
    quen_cohorts_free(c);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static quen_status make(quen_context *ctx, void *user)
{
    quen_cohorts *cohorts = user;
    quen_status status = quen_cohorts_new(ctx, user, NULL, &cohorts);
    assert_true((status == QUEN_OK) == (cohorts != NULL));
    quen_cohorts_free(cohorts);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = figures_orders(ctx, NULL);
    support_each_oom(make, orders);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_naive),     cmocka_unit_test(test_diagonals),
        cmocka_unit_test(test_parts),     cmocka_unit_test(test_cdnow),
        cmocka_unit_test(test_same_bits), cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
