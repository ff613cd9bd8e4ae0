/*
 * Habits against what Python counts of the same log: chances of gaps, shares and their
 * strengths, weights and baskets, the law of gaps and what is due.
 */
#include "support.h"

#include <math.h>

#include "models/habits/habits_learn.h"

#define DAY INT64_C(86400)

enum { GROUPS = 3 };

/* --- chances --- */

static void test_chances(void **state)
{
    (void)state;
    golden *g = golden_open("habits.txt");
    size_t n, m;
    const double *row = golden_get(g, "gaps", &n), *chance = golden_get(g, "chance", &m);
    const double *visits = golden_get(g, "visits", &m);
    const double *median = golden_get(g, "median", &m);
    assert_true(n == 5 * m && m > 0);
    for (size_t i = 0; i < m; i++, row += 5) {
        quen__habits_gap gap = {row[0], row[1], row[2]};
        double t = row[3], h = row[4];
        /* Chances are differences of numbers below 1. */
        assert_true(fabs(quen__habits_chance(&gap, t, h) - chance[i]) <
                    1e-14 + 1e-11 * chance[i]);
        assert_close(quen__habits_visits(&gap, t, h), visits[i], 1e-10);
        assert_close(quen__habits_median(&gap, t), median[i], 1e-9);
    }
    golden_close(g);
}

/* What a customer's own gaps are drawn towards; counted by hand. */
static void test_own_gaps(void **state)
{
    (void)state;
    const quen__habits_law law = {0.5, 30, 2, 4, 8};
    const quen__habits_item item = {0.25, 20, 0.1};
    quen__habits_gap one = quen__habits_gap_of(&law, &item, 1, 0);
    quen__habits_gap five = quen__habits_gap_of(&law, &item, 5, 40);
    assert_true(one.again == 0.25 && one.days == 20 && one.shape == 2);
    assert_close(five.again, (4 + 8 * 0.25) / 12, 1e-15);
    assert_close(five.days, (40 + 4 * 20.0) / 8, 1e-15);
    assert_close(quen__habits_taken(0.1, 3), 1 - 0.9 * 0.9 * 0.9, 1e-14);
    assert_true(quen__habits_taken(1, 2) == 1 && quen__habits_taken(1, 0) == 0);
}

/* --- a log --- */

typedef struct shop {
    quen_context *ctx;
    golden *g;
    quen_habits *habits;
    size_t customers, items;
} shop;

static quen_orders *read_log(quen_context *ctx, const golden *g)
{
    size_t n, m;
    const double *customer = golden_get(g, "customer", &n),
                 *item = golden_get(g, "item", &m), *time = golden_get(g, "time", &m);
    quen_order_line *lines = calloc(n, sizeof *lines);
    assert_non_null(lines);
    assert_int_equal(n, m);
    for (size_t i = 0; i < n; i++)
        lines[i] = (quen_order_line){.customer = quen_key_int((int64_t)customer[i]),
                                     .item = quen_key_int((int64_t)item[i]),
                                     .time_s = (int64_t)time[i],
                                     .quantity = 1,
                                     .amount = QUEN_AMOUNT_NONE};
    quen_orders *orders = support_orders(ctx, lines, n);
    free(lines);
    return orders;
}

static int set_up(void **state)
{
    static shop s;
    uint32_t groups[64];
    quen_habits_options o;
    s.ctx = support_context(1, QUEN_SIMD_AUTO);
    s.g = golden_open("habits.txt");
    const double *group = golden_get(s.g, "group", &s.items);
    assert_in_range(s.items, 1, 64);
    for (size_t i = 0; i < s.items; i++)
        groups[i] = isnan(group[i]) ? UINT32_MAX : (uint32_t)group[i];
    quen_orders *orders = read_log(s.ctx, s.g);
    quen_habits_options_init(&o, sizeof o);
    o.utc_offset_s = 0;
    o.decay = 0.8;
    o.neighbors = 0;
    o.n_groups = GROUPS;
    o.item_groups = groups;
    o.n_item_groups = s.items;
    assert_ok(s.ctx, quen_habits_fit(s.ctx, orders, &o, &s.habits));
    s.customers = quen_habits_n_customers(s.habits);
    quen_orders_free(orders);
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    shop *s = *state;
    quen_habits_free(s->habits);
    golden_close(s->g);
    quen_context_free(s->ctx);
    return 0;
}

static const double *line(const shop *s, const char *what, const char *name, size_t n)
{
    char words[40];
    size_t found;
    snprintf(words, sizeof words, "%s %s", what, name);
    const double *values = golden_get(s->g, words, &found);
    if (n > 0)
        assert_int_equal(found, n);
    return values;
}

/* Customers, n, model, plain, z, better. */
static void check_question(const shop *s, uint32_t question, const char *name,
                           double tolerance)
{
    quen_habits_check check;
    const double *want = line(s, name, "check", 6);
    assert_ok(s->ctx, quen_habits_get_check(s->ctx, s->habits, question, &check));
    assert_int_equal(check.judged, 1);
    assert_true((double)check.customers == want[0] && (double)check.n == want[1]);
    assert_close(check.model, want[2], tolerance);
    assert_close(check.plain, want[3], tolerance);
    assert_close(check.z, want[4], 100 * tolerance);
    assert_int_equal(check.better, want[5]);
}

static void test_shares(void **state)
{
    const shop *s = *state;
    static const char *const names[] = {"hour", "weekday", "month", "group"};
    quen_habits_report report;
    quen_habits_report_init(&report, sizeof report);
    quen_habits_get_report(s->habits, &report);
    const double strengths[] = {report.strength_hour, report.strength_weekday,
                                report.strength_month, report.strength_item_group};
    for (uint32_t h = 0; h < 4; h++) {
        double shares[24];
        size_t n = quen_habits_n_values(s->habits, h);
        check_question(s, QUEN_HABITS_CHECK_HOUR + h, names[h], 1e-12);
        assert_true(strengths[h] == *line(s, names[h], "strength", 1));
        const double *want = line(s, names[h], "shares", n * (s->customers + 1));
        for (size_t c = 0; c <= s->customers; c++, want += n) {
            uint32_t who = c == 0 ? UINT32_MAX : (uint32_t)c - 1;
            assert_ok(s->ctx, quen_habits_shares(s->ctx, s->habits, who, h, shares, n));
            for (size_t i = 0; i < n; i++)
                assert_close(shares[i], want[i], 1e-13);
        }
    }
}

static void check_offers(const shop *s, const char *name, int include_bought)
{
    quen_offer_filter filter;
    quen_habits_offer offers[3];
    size_t n, count, at = 0;
    char words[40];
    snprintf(words, sizeof words, "%s offers", name);
    const double *want = golden_get(s->g, words, &n);
    quen_offer_filter_init(&filter, sizeof filter);
    filter.include_bought = (uint32_t)include_bought;
    for (uint32_t c = 0; c < s->customers; c++) {
        assert_ok(s->ctx, quen_habits_next_basket(s->ctx, s->habits, c, &filter, offers,
                                                  3, &count));
        for (size_t i = 0; i < count; i++, at += 3) {
            assert_true(at + 3 <= n && want[at] == c);
            assert_int_equal(offers[i].item, want[at + 1]);
            assert_close(offers[i].score, want[at + 2], 1e-6); /* own is a float */
        }
    }
    assert_int_equal(at, n);
}

static void test_baskets(void **state)
{
    const shop *s = *state;
    quen_habits_report report;
    quen_habits_report_init(&report, sizeof report);
    quen_habits_get_report(s->habits, &report);
    const double *any = line(s, "any", "weights", 3),
                 *fresh = line(s, "new", "weights", 3);
    check_question(s, QUEN_HABITS_CHECK_BASKET, "any", 1e-12);
    check_question(s, QUEN_HABITS_CHECK_NEW, "new", 1e-12);
    assert_true(report.weight_own == any[0] && report.weight_popular == any[1] &&
                report.weight_recent == any[2] && report.weight_related == 0);
    assert_true(report.new_popular == fresh[1] && report.new_recent == fresh[2]);
    check_offers(s, "any", 1);
    check_offers(s, "new", 0);
}

/* Shares of open gaps are looked up in a table of 1,024 nodes, and interpolated. */
static void test_due(void **state)
{
    const shop *s = *state;
    quen_habits_report report;
    quen_due due[64];
    size_t n, n_law, count, at = 0;
    const double *law = golden_get(s->g, "law", &n_law);
    const double *want = golden_get(s->g, "due", &n);
    quen_habits_report_init(&report, sizeof report);
    quen_habits_get_report(s->habits, &report);
    check_question(s, QUEN_HABITS_CHECK_DUE, "due", 1e-5);
    assert_close(report.again, law[0], 1e-5);
    assert_close(report.gap_days, law[1], 1e-5);
    assert_true(n_law == 3 && report.gap_shape == law[2]);
    for (uint32_t c = 0; c < s->customers; c++) {
        double chance[64];
        for (size_t i = 0; i < s->items; i++)
            chance[i] = -1;
        for (; at < n && want[at] == c; at += 3)
            chance[(size_t)want[at + 1]] = want[at + 2];
        assert_ok(s->ctx, quen_habits_due(s->ctx, s->habits, c, INT64_MIN, 14 * DAY, due,
                                          64, &count));
        for (size_t i = 0; i < count; i++) {
            assert_true(fabs(due[i].chance - chance[due[i].item]) < 1e-5);
            chance[due[i].item] = -1;
        }
        for (size_t i = 0; i < s->items; i++)
            assert_true(chance[i] == -1);
    }
    assert_int_equal(at, n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chances), cmocka_unit_test(test_own_gaps),
        cmocka_unit_test(test_shares),  cmocka_unit_test(test_baskets),
        cmocka_unit_test(test_due),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
