/*
 * Habits of made-up logs: what is known of a customer is what is answered, small shops
 * have answers, and where there is nothing to learn the plain answer is given.
 */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "models/habits/habits_learn.h"
#include "shop_log.h"

#define DAY INT64_C(86400)
#define START (INT64_C(19000) * DAY)

typedef struct maker {
    quen_order_line *line;
    size_t n, room;
} maker;

static void add(maker *m, int64_t customer, int64_t item, int64_t time_s)
{
    if (m->n == m->room) {
        m->room = m->room ? 2 * m->room : 1024;
        m->line = realloc(m->line, m->room * sizeof *m->line);
        assert_non_null(m->line);
    }
    m->line[m->n++] = (quen_order_line){.customer = quen_key_int(customer),
                                        .item = quen_key_int(item),
                                        .time_s = time_s,
                                        .quantity = 1,
                                        .amount = QUEN_AMOUNT_NONE};
}

static quen_habits *fit(quen_context *ctx, const maker *m, const quen_habits_options *o)
{
    quen_orders *orders = support_orders(ctx, m->line, m->n);
    quen_habits *habits;
    assert_ok(ctx, quen_habits_fit(ctx, orders, o, &habits));
    quen_orders_free(orders);
    return habits;
}

static quen_habits_check check_of(quen_context *ctx, const quen_habits *habits,
                                  uint32_t question)
{
    quen_habits_check check;
    assert_ok(ctx, quen_habits_get_check(ctx, habits, question, &check));
    return check;
}

/* From when to when was foreseen, in days to the moment of the fit; 0: nothing was. */
static void assert_check_time(const quen_habits *habits, int64_t days)
{
    quen_habits_report report;
    quen_habits_report_init(&report, sizeof report);
    quen_habits_get_report(habits, &report);
    if (days == 0) {
        assert_true(report.from_s == 0 && report.to_s == 0);
        return;
    }
    assert_int_equal(report.to_s, report.now_s);
    assert_int_equal((report.to_s - report.from_s + DAY - 1) / DAY, days);
}

/* --- a shop with habits --- */

/*
 * Customer c buys item c of 40 every ten days at hour c of 24, and beside it one item
 * that any customer may buy.
 */
static maker steady_shop(uint32_t customers, uint32_t days)
{
    maker m = {0};
    for (uint32_t c = 0; c < customers; c++)
        for (uint32_t d = c % 10; d < days; d += 10) {
            int64_t time_s = START + d * DAY + c % 24 * 3600;
            add(&m, c, c % 40, time_s);
            add(&m, c, 100 + (int64_t)quen__random_below(1, c, d, 5), time_s);
        }
    return m;
}

static void test_steady(void **state)
{
    quen_context *ctx = support_context(1, 0);
    maker m = steady_shop(120, 300);
    quen_habits *habits = fit(ctx, &m, NULL);
    quen_habits_offer offers[3];
    quen_due due[3];
    double shares[24];
    size_t count;
    (void)state;
    static const uint32_t wins[] = {QUEN_HABITS_CHECK_BASKET, QUEN_HABITS_CHECK_DUE,
                                    QUEN_HABITS_CHECK_HOUR};
    assert_check_time(habits, 90);
    for (size_t i = 0; i < 3; i++) {
        quen_habits_check c = check_of(ctx, habits, wins[i]);
        assert_true(c.judged && c.better && c.customers == 120 && c.z > 2);
    }
    for (uint32_t c = 0; c < 120; c++) {
        assert_ok(ctx, quen_habits_next_basket(ctx, habits, c, NULL, offers, 3, &count));
        assert_true(count == 3 && offers[0].item == c % 40 && offers[0].times == 30);
        assert_true(offers[0].score ==
                    offers[0].own + offers[0].popular + offers[0].related);
        assert_ok(ctx,
                  quen_habits_due(ctx, habits, c, INT64_MIN, 11 * DAY, due, 3, &count));
        assert_true(count == 3 && due[0].item == c % 40 && due[0].chance > 0.5);
        assert_true(due[0].customer == c && due[0].times == 30 && !due[0].late);
        int64_t gap = due[0].due_s - due[0].last_s;
        assert_true(gap > 8 * DAY && gap < 14 * DAY);
        assert_ok(ctx,
                  quen_habits_shares(ctx, habits, c, QUEN_HABITS_HABIT_HOUR, shares, 24));
        for (uint32_t h = 0; h < 24; h++)
            assert_true(h == c % 24 || shares[h] < shares[c % 24]);
    }
    quen_habits_free(habits);
    free(m.line);
    quen_context_free(ctx);
}

/* What was bought is left out, and what a filter names. */
static void test_filter(void **state)
{
    quen_context *ctx = support_context(1, 0);
    maker m = steady_shop(120, 300);
    quen_habits *habits = fit(ctx, &m, NULL);
    quen_habits_offer offers[80];
    quen_offer_filter filter;
    static const uint32_t some[3] = {5, 7, 41};
    size_t count;
    (void)state;
    quen_offer_filter_init(&filter, sizeof filter);
    assert_ok(ctx, quen_habits_next_basket(ctx, habits, 7, &filter, offers, 80, &count));
    assert_in_range(count, 39, 44);
    for (size_t i = 0; i < count; i++)
        assert_true(offers[i].times == 0 && offers[i].item != 7);
    filter.include_bought = 1;
    filter.exclude = some;
    filter.n_exclude = 2;
    assert_ok(ctx, quen_habits_next_basket(ctx, habits, 7, &filter, offers, 80, &count));
    assert_int_equal(count, 43);
    filter.allow = some;
    filter.n_allow = 3;
    assert_ok(ctx, quen_habits_next_basket(ctx, habits, 7, &filter, offers, 80, &count));
    assert_true(count == 1 && offers[0].item == 41);
    filter.n_exclude = 0;
    assert_ok(ctx, quen_habits_next_basket(ctx, habits, 7, &filter, offers, 80, &count));
    assert_true(count == 3 && offers[0].item == 7);
    /* Nothing of the filter is left. */
    assert_ok(ctx, quen_habits_next_basket(ctx, habits, 7, NULL, offers, 80, &count));
    assert_int_equal(count, 45);
    quen_habits_free(habits);
    free(m.line);
    quen_context_free(ctx);
}

/* Without neighbours, an item is told once, be it popular or the customer's own. */
static void test_no_neighbors(void **state)
{
    quen_context *ctx = support_context(1, 0);
    maker m = steady_shop(120, 300);
    quen_habits_options o;
    quen_habits_options_init(&o, sizeof o);
    o.neighbors = 0;
    quen_habits *habits = fit(ctx, &m, &o);
    quen_habits_offer offers[80];
    size_t count;
    (void)state;
    for (uint32_t c = 0; c < 120; c += 7) {
        int told[45] = {0};
        assert_ok(ctx, quen_habits_next_basket(ctx, habits, c, NULL, offers, 80, &count));
        assert_int_equal(count, 45);
        for (size_t i = 0; i < count; i++) {
            assert_true(offers[i].item < 45 && !told[offers[i].item]++);
            assert_true(offers[i].related == 0);
        }
        assert_ok(ctx, quen_habits_next_basket(ctx, habits, c, NULL, NULL, 0, &count));
        assert_int_equal(count, 0);
    }
    quen_habits_free(habits);
    free(m.line);
    quen_context_free(ctx);
}

/* Half of those who wait longer than t have come by the median, however late it is. */
static void test_median(void **state)
{
    static const double shapes[] = {0.5, 1, 4, 11}, waited[] = {0, 1, 30, 400, 3000};
    (void)state;
    for (size_t s = 0; s < 4; s++)
        for (size_t w = 0; w < 5; w++) {
            quen__habits_gap gap = {0.5, 10, shapes[s]};
            double t = waited[w], still = quen__habits_still(&gap, t);
            double median = quen__habits_median(&gap, t);
            if (still / 2 > 1e-300)
                assert_true(fabs(quen__habits_still(&gap, median) / still - 0.5) < 1e-6);
            else
                assert_true(median == t + 10);
        }
}

static void test_list(void **state)
{
    quen_context *ctx = support_context(2, 0);
    maker m = steady_shop(60, 200);
    quen_habits *habits = fit(ctx, &m, NULL);
    static quen_due all[5000], one[200];
    size_t n, count, sum = 0;
    (void)state;
    assert_ok(ctx,
              quen_habits_list_due(ctx, habits, INT64_MIN, 7 * DAY, 0, all, 5000, &n));
    for (uint32_t c = 0; c < 60; c++) {
        assert_ok(ctx,
                  quen_habits_due(ctx, habits, c, INT64_MIN, 7 * DAY, one, 200, &count));
        sum += count;
        for (size_t i = 0, j = 0; i < n && j < count; i++)
            if (all[i].customer == c)
                assert_memory_equal(&all[i], &one[j++], sizeof *all);
    }
    assert_int_equal(sum, n);
    for (size_t i = 1; i < n; i++)
        assert_true(all[i - 1].chance >= all[i].chance);
    assert_ok(ctx, quen_habits_list_due(ctx, habits, INT64_MIN, 7 * DAY, 0.5, one, 200,
                                        &count));
    assert_true(count > 0 && count <= 200 && one[count - 1].chance >= 0.5);
    quen_habits_free(habits);
    free(m.line);
    quen_context_free(ctx);
}

/* --- groups --- */

static void test_groups(void **state)
{
    quen_context *ctx = support_context(1, 0);
    maker m = steady_shop(80, 300);
    quen_habits_options o;
    uint32_t group[45];
    double shares[4], sum = 0;
    (void)state;
    for (uint32_t i = 0; i < 45; i++)
        group[i] = i < 40 ? i % 4 : UINT32_MAX;
    quen_habits_options_init(&o, sizeof o);
    o.item_groups = group;
    o.n_item_groups = 45;
    o.n_groups = 4;
    quen_habits *habits = fit(ctx, &m, &o);
    assert_int_equal(quen_habits_n_values(habits, QUEN_HABITS_HABIT_ITEM_GROUP), 4);
    assert_true(quen_habits_is_own(habits, QUEN_HABITS_HABIT_ITEM_GROUP));
    assert_ok(
        ctx, quen_habits_shares(ctx, habits, 6, QUEN_HABITS_HABIT_ITEM_GROUP, shares, 4));
    for (int i = 0; i < 4; i++)
        sum += shares[i];
    assert_true(fabs(sum - 1) < 1e-12 && shares[2] > 0.9);
    quen_habits_free(habits);
    o.n_groups = 3;
    quen_orders *orders = support_orders(ctx, m.line, m.n);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "item_groups[3] is 3, which is not below 3",
                 quen_habits_fit(ctx, orders, &o, &habits));
    o.n_groups = 4;
    o.n_item_groups = 44;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "n_item_groups is 44, not 45",
                 quen_habits_fit(ctx, orders, &o, &habits));
    quen_orders_free(orders);
    free(m.line);
    quen_context_free(ctx);
}

/* --- small shops --- */

static void ask_everything(quen_context *ctx, const quen_habits *habits)
{
    quen_habits_offer offers[5];
    quen_due due[5];
    double shares[24];
    size_t count;
    for (uint32_t c = 0; c < quen_habits_n_customers(habits); c++) {
        assert_ok(ctx, quen_habits_next_basket(ctx, habits, c, NULL, offers, 5, &count));
        for (size_t i = 0; i < count; i++)
            assert_true(isfinite(offers[i].score) && offers[i].score > 0);
        assert_ok(ctx, quen_habits_due(ctx, habits, c, INT64_MIN, DAY, due, 5, &count));
        for (size_t i = 0; i < count; i++)
            assert_true(due[i].chance >= 0 && due[i].chance <= 1);
        for (uint32_t h = 0; h < 3; h++)
            assert_ok(ctx, quen_habits_shares(ctx, habits, c, h, shares,
                                              quen_habits_n_values(habits, h)));
    }
    assert_ok(ctx, quen_habits_list_due(ctx, habits, INT64_MIN, DAY, 0, due, 5, &count));
}

static void test_small(void **state)
{
    static const uint32_t sizes[] = {1, 2, 5, 20, 100}, orders[] = {1, 2, 5};
    quen_context *ctx = support_context(1, 0);
    (void)state;
    for (size_t s = 0; s < 5; s++)
        for (size_t o = 0; o < 3; o++) {
            maker m = {0};
            for (uint32_t c = 0; c < sizes[s]; c++)
                for (uint32_t i = 0; i < orders[o]; i++)
                    add(&m, c, (c + i) % 3, START + 40 * i * DAY);
            quen_habits *habits = fit(ctx, &m, NULL);
            ask_everything(ctx, habits);
            assert_int_equal(quen_habits_n_customers(habits), sizes[s]);
            if (sizes[s] < 20) {
                assert_false(check_of(ctx, habits, QUEN_HABITS_CHECK_BASKET).judged);
                assert_check_time(habits, 0);
            }
            quen_habits_free(habits);
            free(m.line);
        }
    maker none = {0};
    quen_habits *habits = fit(ctx, &none, NULL);
    ask_everything(ctx, habits);
    assert_int_equal(quen_habits_n_customers(habits), 0);
    quen_habits_free(habits);
    quen_context_free(ctx);
}

/* --- nothing to learn --- */

/* Items and hours are chance; customers come as they like. */
static maker random_shop(uint64_t seed)
{
    maker m = {0};
    uint64_t at = 0;
    for (uint32_t c = 0; c < 80; c++)
        for (uint32_t i = 0; i < 8; i++) {
            int64_t day = (int64_t)quen__random_below(seed, 1, at++, 300);
            int64_t time_s =
                START + day * DAY + (int64_t)quen__random_below(seed, 2, at++, 12) * 3600;
            for (int j = 0; j < 3; j++) {
                double u = quen__random_unit(seed, 3, at++);
                add(&m, c, (int64_t)(40 * u * u), time_s);
            }
        }
    return m;
}

/* One shop in forty is better by chance, and at most seven of a hundred may be. */
static void test_nothing_to_learn(void **state)
{
    quen_context *ctx = support_context(1, 0);
    int better[QUEN_HABITS_CHECK_ITEM_GROUP + 1] = {0};
    int n = getenv("QUEN_VALGRIND") ? 20 : 200;
    (void)state;
    for (int seed = 0; seed < n; seed++) {
        maker m = random_shop((uint64_t)seed + 1);
        quen_habits *habits = fit(ctx, &m, NULL);
        for (uint32_t q = 0; q <= QUEN_HABITS_CHECK_MONTH; q++)
            better[q] += (int)check_of(ctx, habits, q).better;
        quen_habits_free(habits);
        free(m.line);
    }
    for (uint32_t q = 0; q <= QUEN_HABITS_CHECK_MONTH; q++) {
        print_message("question %u: better in %d of %d\n", q, better[q], n);
        assert_true(better[q] <= n * 7 / 100);
    }
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steady),       cmocka_unit_test(test_filter),
        cmocka_unit_test(test_no_neighbors), cmocka_unit_test(test_median),
        cmocka_unit_test(test_list),         cmocka_unit_test(test_groups),
        cmocka_unit_test(test_small),        cmocka_unit_test(test_nothing_to_learn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
