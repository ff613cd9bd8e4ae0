/* See rfm_cases.h. */
#include "rfm_cases.h"

#include "core/rng.h"

uint64_t rfm_draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(5, what, i, n);
}

quen_rfm_options rfm_options(void)
{
    quen_rfm_options o;
    quen_rfm_options_init(&o, sizeof o);
    return o;
}

void check_rfm_rescored(quen_context *ctx, const rfm_values *v, const quen_rfm *rfm)
{
    uint8_t *scores = malloc(4 * v->n), *segments = scores + 3 * v->n;
    assert_non_null(scores);
    assert_ok(ctx, quen_rfm_score(ctx, rfm, v->of[0], v->of[1], v->of[2], v->n, scores,
                                  segments));
    assert_memory_equal(scores, quen_rfm_scores(rfm), 3 * v->n);
    assert_memory_equal(segments, quen_rfm_segments(rfm), v->n);
    assert_ok(ctx,
              quen_rfm_score(ctx, rfm, v->of[0], v->of[1], v->of[2], v->n, NULL, NULL));
    free(scores);
}

quen_rfm *fit_rfm_codes(quen_context *ctx, uint32_t segments)
{
    static const int64_t cuts[] = {1, 2, 3, 4};
    int64_t all[3][125];
    quen_rfm_options o = rfm_options();
    o.segments = segments;
    o.r_cuts = o.f_cuts = o.m_cuts = cuts;
    for (int64_t i = 0; i < 125; i++) {
        all[0][i] = 5 - i / 25;
        all[1][i] = i / 5 % 5 + 1;
        all[2][i] = i % 5 + 1;
    }
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, all[0], all[1], all[2], 125, &o, &rfm));
    return rfm;
}

const quen_rfm_rule rfm_regulars[] = {
    {"regular", 2, 3, 3, 3, 1, 3, {0, 0}},
    {"gone", 1, 1, 1, 3, 1, 3, {0, 0}},
    {"regular", 3, 3, 2, 3, 2, 3, {0, 0}},
    {"guest", 1, 3, 1, 3, 1, 3, {0, 0}},
};

quen_rfm_options rfm_own_options(const quen_rfm_rule *rules, uint32_t n)
{
    quen_rfm_options o = rfm_options();
    o.bins = 3;
    o.segments = QUEN_RFM_SEGMENTS_OWN;
    o.rules = rules;
    o.n_rules = n;
    return o;
}

void check_rfm_summaries(const quen_rfm *rfm)
{
    size_t n = quen_rfm_n_customers(rfm);
    for (uint32_t k = 0; k < quen_rfm_n_segments(rfm); k++) {
        const quen_rfm_summary *s = quen_rfm_segment_summary(rfm, k);
        const int64_t *of[3] = {quen_rfm_recency(rfm), quen_rfm_frequency(rfm),
                                quen_rfm_monetary(rfm)};
        int64_t medians[3] = {s->recency_median, s->frequency_median, s->monetary_median};
        int64_t sums[3] = {0};
        uint64_t customers = 0;
        for (size_t i = 0; i < n; i++) {
            customers += quen_rfm_segments(rfm)[i] == k;
            for (size_t axis = 0; axis < 3 && quen_rfm_segments(rfm)[i] == k; axis++)
                sums[axis] += of[axis][i];
        }
        assert_int_equal(s->customers, customers);
        assert_int_equal(s->frequency, sums[1]);
        assert_int_equal(s->monetary, sums[2]);
        /*
         * The lower middle value: fewer than half below it, at least half not above it.
         */
        for (size_t axis = 0; axis < 3 && customers; axis++) {
            size_t below = 0, at_most = 0;
            for (size_t i = 0; i < n; i++) {
                below += quen_rfm_segments(rfm)[i] == k && of[axis][i] < medians[axis];
                at_most += quen_rfm_segments(rfm)[i] == k && of[axis][i] <= medians[axis];
            }
            assert_true(2 * below < customers && 2 * at_most >= customers);
        }
        for (size_t axis = 0; axis < 3 && !customers; axis++)
            assert_int_equal(medians[axis], 0);
    }
}

quen_order_line rfm_line(size_t i)
{
    quen_order_line line = {0};
    size_t customer = (size_t)rfm_draw(i, 1, CUSTOMERS + 20);
    if (customer < CUSTOMERS)
        line.customer = quen_key_int((int64_t)(customer * customer / 7));
    if (rfm_draw(i, 2, 3) > 0)
        line.order = quen_key_int((int64_t)rfm_draw(i, 3, 5));
    line.item = quen_key_int((int64_t)rfm_draw(i, 4, 30));
    line.time_s = -3000000 + (int64_t)rfm_draw(i, 5, 600) * 10007;
    if (line.order.kind)
        line.time_s =
            -3000000 + line.order.number * 1000000 + (int64_t)rfm_draw(i, 5, 90) * 3001;
    line.quantity = 1;
    line.amount = (int64_t)rfm_draw(i, 6, 3000) - 900;
    return line;
}

quen_orders *rfm_log(quen_context *ctx, const quen_order_line *lines, size_t n,
                     uint32_t returns)
{
    quen_orders *orders = NULL;
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = returns;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

quen_orders *rfm_orders(quen_context *ctx, quen_order_line *lines, uint32_t returns)
{
    for (size_t i = 0; i < LINES; i++)
        lines[i] = rfm_line(i);
    return rfm_log(ctx, lines, LINES, returns);
}

const int64_t rfm_four[] = {1, 2, 3, 4};
