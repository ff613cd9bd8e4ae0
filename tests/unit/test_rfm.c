/* RFM on the log: against a naive count, partial results, groups where nobody is. */
#include "rfm_cases.h"

#include "models/rfm/rfm.h"

#define DAY INT64_C(86400)

/* --- the log --- */

/* Orders of one customer: what makes each one, its earliest time, if it is a visit. */
typedef struct naive {
    int64_t key[LINES], time[LINES], last, revenue;
    int by_time[LINES], visit[LINES];
    size_t n, purchases;
} naive;

static void add_naive(naive *c, const quen_order_line *line, uint32_t returns)
{
    int purchase =
        returns == QUEN_RETURNS_VISIT || (line->amount >= 0 && line->quantity >= 0);
    int by_time = line->order.kind == QUEN_KEY_NONE;
    int64_t key = by_time ? line->time_s : line->order.number;
    size_t i = 0;
    while (i < c->n && (c->by_time[i] != by_time || c->key[i] != key))
        i++;
    if (i == c->n || line->time_s < c->time[i])
        c->time[i] = line->time_s;
    c->by_time[i] = by_time;
    c->key[i] = key;
    c->visit[i] |= purchase;
    c->n += i == c->n;
    c->purchases += (size_t)purchase;
    c->revenue += line->amount;
    c->last = purchase && line->time_s > c->last ? line->time_s : c->last;
}

static int64_t naive_visits(const naive *c)
{
    int64_t visits = 0;
    for (size_t i = 0; i < c->n; i++)
        visits += c->visit[i];
    return visits;
}

static int64_t naive_days(const naive *c, int32_t offset)
{
    int64_t days = 0;
    for (size_t i = 0; i < c->n; i++) {
        int again = 0;
        for (size_t j = 0; j < i; j++)
            again |= c->visit[j] && (c->time[j] + offset + 1000 * DAY) / DAY ==
                                        (c->time[i] + offset + 1000 * DAY) / DAY;
        days += c->visit[i] && !again;
    }
    return days;
}

static void check_customer(const quen_rfm *rfm, size_t i, const naive *c,
                           const quen_rfm_options *o)
{
    int64_t purchases = o->frequency == QUEN_RFM_FREQUENCY_LINES ? (int64_t)c->purchases
                                                                 : naive_visits(c);
    int64_t frequency = o->frequency == QUEN_RFM_FREQUENCY_DAYS
                            ? naive_days(c, o->utc_offset_s)
                            : purchases;
    int64_t n = purchases, sign = c->revenue < 0 ? -1 : 1;
    int64_t mean = sign * ((2 * llabs(c->revenue) + n) / (2 * n));
    assert_int_equal(quen_rfm_recency(rfm)[i], (o->now_s - c->last) / o->recency_unit_s);
    assert_int_equal(quen_rfm_frequency(rfm)[i], frequency);
    assert_int_equal(quen_rfm_monetary(rfm)[i],
                     o->monetary == QUEN_RFM_MONETARY_MEAN ? mean : c->revenue);
}

/* Each customer of the log is scored, never bought, or was not there yet. */
static void check_log(quen_context *ctx, const quen_orders *orders,
                      const quen_order_line *lines, const quen_rfm_options *o,
                      uint32_t returns)
{
    static naive c;
    quen_rfm *rfm = NULL;
    size_t row = 0, never_bought = 0;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, o, &rfm));
    assert_int_equal(quen_rfm_now_s(rfm), o->now_s);
    for (uint32_t k = 0; quen_orders_customer_key(orders, k).kind; k++) {
        int64_t key = quen_orders_customer_key(orders, k).number;
        memset(&c, 0, sizeof c);
        c.last = INT64_MIN;
        for (size_t i = 0; i < LINES; i++)
            if (lines[i].customer.kind && lines[i].customer.number == key &&
                lines[i].time_s < o->now_s)
                add_naive(&c, &lines[i], returns);
        never_bought += c.n > 0 && naive_visits(&c) == 0;
        if (naive_visits(&c) == 0)
            continue;
        assert_int_equal(quen_rfm_customers(rfm)[row], k);
        check_customer(rfm, row++, &c, o);
    }
    assert_int_equal(quen_rfm_n_customers(rfm), row);
    assert_int_equal(quen_rfm_n_never_bought(rfm), never_bought);
    check_rfm_summaries(rfm);
    rfm_values v = {{(int64_t *)(uintptr_t)quen_rfm_recency(rfm),
                     (int64_t *)(uintptr_t)quen_rfm_frequency(rfm),
                     (int64_t *)(uintptr_t)quen_rfm_monetary(rfm)},
                    quen_rfm_n_customers(rfm)};
    check_rfm_rescored(ctx, &v, rfm);
    quen_rfm_free(rfm);
}

static void test_log(void **state)
{
    (void)state;
    static quen_order_line lines[LINES];
    static const int64_t moments[] = {4000001, 1000000, -2000000, 0};
    static const int32_t clocks[] = {0, 7 * 3600, -86400, 86399};
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *of[2] = {rfm_orders(ctx, lines, QUEN_RETURNS_NO_VISIT),
                          rfm_orders(ctx, lines, QUEN_RETURNS_VISIT)};
    for (uint32_t i = 0; i < 24; i++) {
        quen_rfm_options o = rfm_options();
        uint32_t returns = i < 12 ? QUEN_RETURNS_NO_VISIT : QUEN_RETURNS_VISIT;
        o.now_s = moments[i % 4];
        o.utc_offset_s = clocks[i % 4];
        o.frequency = i % 3;
        o.monetary = i / 3 % 2;
        o.binning = i / 4 % 2;
        o.recency_unit_s = i % 3 ? DAY : 3600;
        check_log(ctx, of[returns], lines, &o, returns);
    }
    quen_rfm *rfm = NULL;
    const quen_orders *orders = of[QUEN_RETURNS_NO_VISIT];
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    assert_ok(ctx, quen_rfm_fit(ctx, orders, NULL, &rfm));
    assert_int_equal(quen_rfm_now_s(rfm), totals.last_s + 1);
    assert_int_equal(quen_rfm_n_customers(rfm) + quen_rfm_n_never_bought(rfm),
                     totals.customers);
    quen_rfm_free(rfm);
    quen_orders_free(of[0]);
    quen_orders_free(of[1]);
    quen_context_free(ctx);
}

/* Lines at or after the moment may be left out, changed or moved: the model stays the
 * same. */
static void test_future_leaves_no_trace(void **state)
{
    (void)state;
    static quen_order_line lines[LINES], other[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = rfm_orders(ctx, lines, QUEN_RETURNS_NO_VISIT);
    quen_rfm_options o = rfm_options();
    o.now_s = 500000;
    quen_rfm *a = NULL, *b = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &o, &a));
    for (int what = 0; what < 3; what++) {
        size_t n = 0;
        for (size_t i = 0; i < LINES; i++) {
            quen_order_line line = lines[i];
            if (line.time_s >= o.now_s) {
                line.amount = line.amount * 3 + 1;
                line.customer =
                    what == 1 ? line.customer : quen_key_int((int64_t)i % 900);
                line.time_s = what == 1 ? o.now_s : line.time_s + (int64_t)i;
            }
            if (line.time_s < o.now_s || what > 0)
                other[n++] = line;
        }
        quen_orders *changed = rfm_log(ctx, other, n, QUEN_RETURNS_NO_VISIT);
        assert_ok(ctx, quen_rfm_fit(ctx, changed, &o, &b));
        assert_int_equal(quen_rfm_n_customers(a), quen_rfm_n_customers(b));
        for (size_t i = 0; i < quen_rfm_n_customers(a); i++)
            assert_int_equal(
                quen_orders_customer_key(orders, quen_rfm_customers(a)[i]).number,
                quen_orders_customer_key(changed, quen_rfm_customers(b)[i]).number);
        for (uint32_t axis = 0; axis < 3; axis++)
            assert_memory_equal(a->values[axis], b->values[axis], 8 * a->n);
        assert_memory_equal(a->segments, b->segments, a->n);
        quen_rfm_free(b);
        quen_orders_free(changed);
    }
    quen_rfm_free(a);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- accumulate, merge, finish --- */

static quen__rfm_part part_of(const quen_orders *orders, quen_context *ctx, int64_t key)
{
    quen__rfm_part part = QUEN__RFM_NOTHING;
    uint32_t customer;
    quen__log log;
    quen_rfm_options o = rfm_options();
    if (quen_orders_find_customer(ctx, orders, quen_key_int(key), &customer) == QUEN_OK) {
        assert_ok(ctx, quen__orders_log(ctx, orders, &log));
        quen_zone clock = {NULL, NULL, 0, 3600, 0};
        quen__rfm_part_add(&part, &log, customer, 900000, &o, &clock);
    }
    return part;
}

/* A log split in three by customer, and in two at a midnight, merges to the whole. */
static void check_merge(int by_day)
{
    static quen_order_line lines[LINES], split[3][LINES];
    size_t n[3] = {0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < LINES; i++) {
        quen_order_line line = rfm_line(i);
        memset(&line.order, 0, by_day ? sizeof line.order : 0);
        size_t piece =
            by_day ? line.time_s >= 3 * DAY - 3600 : (size_t)(line.customer.number % 3);
        lines[i] = split[piece][n[piece]] = line;
        n[piece]++;
    }
    quen_orders *whole = rfm_log(ctx, lines, LINES, QUEN_RETURNS_NO_VISIT), *pieces[3];
    for (size_t i = 0; i < 3; i++)
        pieces[i] = rfm_log(ctx, split[i], n[i], QUEN_RETURNS_NO_VISIT);
    for (uint32_t c = 0; quen_orders_customer_key(whole, c).kind; c++) {
        int64_t key = quen_orders_customer_key(whole, c).number;
        quen__rfm_part all = part_of(whole, ctx, key), merged = QUEN__RFM_NOTHING;
        for (size_t i = 0; i < 3; i++) {
            quen__rfm_part part = part_of(pieces[i], ctx, key);
            quen__rfm_part_merge(&merged, &part);
        }
        assert_memory_equal(&all, &merged, sizeof all);
    }
    for (size_t i = 0; i < 3; i++)
        quen_orders_free(pieces[i]);
    quen_orders_free(whole);
    quen_context_free(ctx);
}

static void test_merge(void **state)
{
    (void)state;
    check_merge(0);
    check_merge(1);
}

static void test_finish(void **state)
{
    (void)state;
    static const int64_t cases[][3] = {{7, 2, 4},
                                       {-7, 2, -4},
                                       {5, 4, 1},
                                       {-5, 4, -1},
                                       {6, 4, 2},
                                       {0, 3, 0},
                                       {-2, 3, -1},
                                       {1, 3, 0},
                                       {INT64_MAX, 1, INT64_MAX},
                                       {-INT64_MAX, 2, -4611686018427387904}};
    quen_rfm_options o = rfm_options();
    o.monetary = QUEN_RFM_MONETARY_MEAN;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quen__rfm_part part = {1000, cases[i][1], 1, cases[i][0]};
        int64_t out[3];
        quen__rfm_part_finish(&part, &o, 1000 + 2 * DAY - 1, out);
        assert_int_equal(out[0], 1);
        assert_int_equal(out[1], cases[i][1]);
        assert_true(out[2] == cases[i][2]);
    }
}

/* --- groups where nobody is --- */

/* Everyone alike at the fit; later ones fall where nobody was, and are still scored. */
static void test_nested_empty_groups(void **state)
{
    (void)state;
    static const int64_t fives[] = {5, 5, 5, 5}, counts[] = {1, 2, 3, 4},
                         later[] = {9, 9}, few[] = {1, 4};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = rfm_options();
    o.binning = QUEN_RFM_BINNING_NESTED;
    quen_rfm *rfm = NULL;
    size_t groups;
    assert_ok(ctx, quen_rfm_fit_values(ctx, fives, counts, fives, 4, &o, &rfm));
    const int64_t *cuts = quen_rfm_cuts(rfm, 1, &groups);
    assert_int_equal(groups, 5);
    assert_memory_equal(cuts, cuts + 4 * 4, 4 * 8); /* R 1, nobody; R 5, everybody */
    assert_int_equal(cuts[3], 4);
    quen_rfm_cuts(rfm, 2, &groups);
    assert_int_equal(groups, 25);
    assert_null(quen_rfm_cuts(rfm, 3, &groups));
    assert_int_equal(groups, 0);
    uint8_t scores[6];
    assert_ok(ctx, quen_rfm_score(ctx, rfm, later, few, later, 2, scores, NULL));
    assert_int_equal(scores[0], 1);
    assert_int_equal(scores[1], 1);
    assert_int_equal(scores[2], 5);
    assert_int_equal(scores[3 + 1], 4);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_future_leaves_no_trace),
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_finish),
        cmocka_unit_test(test_nested_empty_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
