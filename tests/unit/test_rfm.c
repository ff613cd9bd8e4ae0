/* RFM: golden scores, both tables, own rules, the log, model files, and every refusal. */
#include "support.h"

#include <unistd.h>

#include "core/rng.h"
#include "math/sort.h"
#include "mend.h"
#include "model_bytes.h"
#include "models/rfm/rfm.h"

#define DAY INT64_C(86400)

static uint64_t draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(5, what, i, n);
}

static quen_rfm_options rfm_options(void)
{
    quen_rfm_options o;
    quen_rfm_options_init(&o, sizeof o);
    return o;
}

/* --- golden vectors --- */

typedef struct values {
    int64_t *of[3];
    size_t n;
} values;

static int64_t *golden_ints(const golden *g, const char *name, size_t *n)
{
    const double *v = golden_get(g, name, n);
    int64_t *out = malloc(*n * sizeof *out);
    assert_non_null(out);
    for (size_t i = 0; i < *n; i++)
        out[i] = (int64_t)v[i];
    return out;
}

static values golden_values(const golden *g)
{
    values v;
    v.of[0] = golden_ints(g, "recency_days", &v.n);
    v.of[1] = golden_ints(g, "frequency", &v.n);
    v.of[2] = golden_ints(g, "monetary_cents", &v.n);
    return v;
}

static void free_values(values *v)
{
    for (size_t axis = 0; axis < 3; axis++)
        free(v->of[axis]);
}

static quen_rfm *fit_values(quen_context *ctx, const values *v, const quen_rfm_options *o)
{
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, v->of[0], v->of[1], v->of[2], v->n, o, &rfm));
    return rfm;
}

static void check_score(const golden *g, const char *name, const quen_rfm *rfm,
                        uint32_t axis)
{
    size_t n;
    const double *expected = golden_get(g, name, &n);
    assert_int_equal(n, quen_rfm_n_customers(rfm));
    for (size_t i = 0; i < n; i++)
        assert_int_equal(quen_rfm_scores(rfm)[3 * i + axis], (int)expected[i]);
}

static void check_cuts(const golden *g, const char *name, const quen_rfm *rfm,
                       uint32_t axis)
{
    size_t n, groups;
    const double *expected = golden_get(g, name, &n);
    const int64_t *cuts = quen_rfm_cuts(rfm, axis, &groups);
    assert_int_equal(groups, 1);
    assert_int_equal(n, quen_rfm_n_bins(rfm) - 1);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(cuts[i], (int64_t)expected[i]);
}

/* Scoring the same customers by the stored cuts gives what the fit gave. */
static void check_rescored(quen_context *ctx, const values *v, const quen_rfm *rfm)
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

static void check_golden_bins(quen_context *ctx, const golden *g, const values *v,
                              uint32_t bins)
{
    static const char axes[] = "rfm";
    char name[32];
    quen_rfm_options o = rfm_options();
    o.bins = bins;
    o.segments = QUEN_RFM_SEGMENTS_NONE;
    quen_rfm *rfm = fit_values(ctx, v, &o);
    for (uint32_t axis = 0; axis < 3; axis++) {
        snprintf(name, sizeof name, "%c%u", axes[axis], bins);
        check_score(g, name, rfm, axis);
        snprintf(name, sizeof name, "cuts%u_%c", bins, axes[axis]);
        check_cuts(g, name, rfm, axis);
    }
    check_rescored(ctx, v, rfm);
    quen_rfm_free(rfm);
    o.binning = QUEN_RFM_BINNING_NESTED;
    rfm = fit_values(ctx, v, &o);
    snprintf(name, sizeof name, "r%u", bins);
    check_score(g, name, rfm, 0);
    snprintf(name, sizeof name, "nested%u_f", bins);
    check_score(g, name, rfm, 1);
    snprintf(name, sizeof name, "nested%u_m", bins);
    check_score(g, name, rfm, 2);
    check_rescored(ctx, v, rfm);
    quen_rfm_free(rfm);
}

static void check_golden_segments(quen_context *ctx, const golden *g, const values *v,
                                  const char *name, uint32_t segments)
{
    size_t n;
    const double *expected = golden_get(g, name, &n);
    quen_rfm_options o = rfm_options();
    o.segments = segments;
    quen_rfm *rfm = fit_values(ctx, v, &o);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(quen_rfm_segments(rfm)[i], (int)expected[i]);
    assert_int_equal(quen_rfm_now_s(rfm), 0);
    assert_int_equal(quen_rfm_customers(rfm)[n - 1], n - 1);
    assert_memory_equal(quen_rfm_recency(rfm), v->of[0], n * 8);
    assert_memory_equal(quen_rfm_frequency(rfm), v->of[1], n * 8);
    assert_memory_equal(quen_rfm_monetary(rfm), v->of[2], n * 8);
    quen_rfm_free(rfm);
}

static void test_golden(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("rfm.txt");
    values v = golden_values(g);
    check_golden_bins(ctx, g, &v, 5);
    check_golden_bins(ctx, g, &v, 3);
    check_golden_segments(ctx, g, &v, "segment5", QUEN_RFM_SEGMENTS_ELEVEN);
    check_golden_segments(ctx, g, &v, "rf_segment5", QUEN_RFM_SEGMENTS_RF_MAP);
    free_values(&v);
    golden_close(g);
    quen_context_free(ctx);
}

/* --- the tables, from another copy of their text --- */

typedef struct listing {
    const char *name, *codes;
} listing;

static const listing by_code[] = {
    {"Champions", "445 454 455 544 545 554 555"},
    {"Loyal", "335 344 345 354 355 435 444 543"},
    {"Potential Loyalist",
     "323 333 341 342 351 352 353 423 431 432 433 441 442 451 452 453 "
     "531 532 533 541 542 551 552 553"},
    {"New Customers", "311 411 412 421 422 511 512"},
    {"Promising", "313 314 315 413 414 415 424 425 513 514 515 521 522 523 524 525"},
    {"Need Attention", "324 325 334 343 434 443 534 535"},
    {"About To Sleep", "213 221 231 241 251 312 321 331"},
    {"At Risk",
     "124 125 133 134 135 142 143 145 152 153 224 225 234 235 242 243 244 245 252 "
     "253 254 255"},
    {"Cannot Lose Them", "113 114 115 144 154 155 214 215"},
    {"Hibernating", "122 123 132 211 212 222 223 232 233 322 332"},
    {"Lost", "111 112 121 131 141 151"},
};

/* R and F alone. */
static const listing by_cell[] = {
    {"Champions", "54 55"},
    {"Loyal", "34 35 44 45"},
    {"Potential Loyalist", "42 43 52 53"},
    {"New Customers", "51"},
    {"Promising", "41"},
    {"Need Attention", "33"},
    {"About To Sleep", "31 32"},
    {"At Risk", "13 14 23 24"},
    {"Cannot Lose Them", "15 25"},
    {"Hibernating", "11 12 21 22"},
};

static int lists(const char *codes, const char *code)
{
    const char *at = strstr(codes, code);
    return at && (at == codes || at[-1] == ' ') &&
           (at[strlen(code)] == ' ' || at[strlen(code)] == '\0');
}

/* One customer for each code, by fixed cuts: score = value, and 6 - value for recency. */
static quen_rfm *fit_all_codes(quen_context *ctx, uint32_t segments)
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

static void check_table(quen_context *ctx, uint32_t segments, const listing *rows,
                        size_t n)
{
    quen_rfm *rfm = fit_all_codes(ctx, segments);
    assert_int_equal(quen_rfm_n_segments(rfm), n);
    for (size_t i = 0; i < 125; i++) {
        char code[4];
        const uint8_t *s = quen_rfm_scores(rfm) + 3 * i;
        snprintf(code, sizeof code, "%c%c%c", '0' + s[0], '0' + s[1], '0' + s[2]);
        assert_int_equal((code[0] - '1') * 25 + (code[1] - '1') * 5 + code[2] - '1', i);
        if (segments == QUEN_RFM_SEGMENTS_RF_MAP)
            code[2] = '\0';
        size_t times = 0;
        for (size_t k = 0; k < n; k++) {
            times += (size_t)lists(rows[k].codes, code);
            assert_int_equal(lists(rows[k].codes, code), quen_rfm_segments(rfm)[i] == k);
        }
        assert_int_equal(times, 1);
    }
    for (uint32_t k = 0; k < n; k++) {
        uint32_t number = 99;
        assert_string_equal(quen_rfm_segment_name(rfm, k), rows[k].name);
        assert_ok(ctx, quen_rfm_find_segment(ctx, rfm, rows[k].name, &number));
        assert_int_equal(number, k);
    }
    quen_rfm_free(rfm);
}

static void test_tables(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    check_table(ctx, QUEN_RFM_SEGMENTS_ELEVEN, by_code, sizeof by_code / sizeof *by_code);
    check_table(ctx, QUEN_RFM_SEGMENTS_RF_MAP, by_cell, sizeof by_cell / sizeof *by_cell);
    quen_rfm *rfm = fit_all_codes(ctx, QUEN_RFM_SEGMENTS_NONE);
    assert_int_equal(quen_rfm_n_segments(rfm), 1);
    assert_string_equal(quen_rfm_segment_name(rfm, 0), "All");
    assert_null(quen_rfm_segment_name(rfm, 1));
    assert_null(quen_rfm_segment_summary(rfm, 1));
    assert_int_equal(quen_rfm_segment_summary(rfm, 0)->customers, 125);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* --- own rules --- */

static const quen_rfm_rule regulars[] = {
    {"regular", 2, 3, 3, 3, 1, 3, {0, 0}},
    {"gone", 1, 1, 1, 3, 1, 3, {0, 0}},
    {"regular", 3, 3, 2, 3, 2, 3, {0, 0}},
    {"guest", 1, 3, 1, 3, 1, 3, {0, 0}},
};

static quen_rfm_options own_options(const quen_rfm_rule *rules, uint32_t n)
{
    quen_rfm_options o = rfm_options();
    o.bins = 3;
    o.segments = QUEN_RFM_SEGMENTS_OWN;
    o.rules = rules;
    o.n_rules = n;
    return o;
}

static void test_own_rules(void **state)
{
    (void)state;
    static const int64_t cuts[] = {1, 2};
    static const int64_t r[] = {1, 1, 1, 3, 2, 2}, f[] = {3, 2, 2, 3, 2, 3},
                         m[] = {1, 2, 1, 3, 3, 1};
    static const uint8_t expected[] = {0, 0, 2, 1, 2, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = own_options(regulars, 4);
    o.r_cuts = o.f_cuts = o.m_cuts = cuts;
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, r, f, m, 6, &o, &rfm));
    assert_int_equal(quen_rfm_n_segments(rfm), 3);
    assert_string_equal(quen_rfm_segment_name(rfm, 1), "gone");
    assert_memory_equal(quen_rfm_segments(rfm), expected, 6);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* --- summaries --- */

static void check_summaries(const quen_rfm *rfm)
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

/* --- the log --- */

#define N 4000
#define CUSTOMERS 300

static quen_order_line random_line(size_t i)
{
    quen_order_line line = {0};
    size_t customer = draw(i, 1, CUSTOMERS + 20);
    if (customer < CUSTOMERS)
        line.customer = quen_key_int((int64_t)(customer * customer / 7));
    if (draw(i, 2, 3) > 0)
        line.order = quen_key_int((int64_t)draw(i, 3, 5));
    line.item = quen_key_int((int64_t)draw(i, 4, 30));
    line.time_s = -3000000 + (int64_t)draw(i, 5, 600) * 10007;
    if (line.order.kind)
        line.time_s =
            -3000000 + line.order.number * 1000000 + (int64_t)draw(i, 5, 90) * 3001;
    line.quantity = 1;
    line.amount = (int64_t)draw(i, 6, 3000) - 900;
    return line;
}

static quen_orders *load(quen_context *ctx, const quen_order_line *lines, size_t n)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static quen_orders *random_orders(quen_context *ctx, quen_order_line *lines)
{
    for (size_t i = 0; i < N; i++)
        lines[i] = random_line(i);
    return load(ctx, lines, N);
}

/* Orders of one customer: what makes each one, and its earliest time. */
typedef struct naive {
    int64_t key[N], time[N], last, revenue;
    int by_time[N];
    size_t n, lines;
} naive;

static void add_naive(naive *c, const quen_order_line *line)
{
    int by_time = line->order.kind == QUEN_KEY_NONE;
    int64_t key = by_time ? line->time_s : line->order.number;
    size_t i = 0;
    while (i < c->n && (c->by_time[i] != by_time || c->key[i] != key))
        i++;
    if (i == c->n || line->time_s < c->time[i])
        c->time[i] = line->time_s;
    c->by_time[i] = by_time;
    c->key[i] = key;
    c->n += i == c->n;
    c->lines++;
    c->revenue += line->amount;
    c->last = line->time_s > c->last ? line->time_s : c->last;
}

static int64_t naive_days(const naive *c, int32_t offset)
{
    int64_t days = 0;
    for (size_t i = 0; i < c->n; i++) {
        int again = 0;
        for (size_t j = 0; j < i; j++)
            again |= (c->time[j] + offset + 1000 * DAY) / DAY ==
                     (c->time[i] + offset + 1000 * DAY) / DAY;
        days += !again;
    }
    return days;
}

static void check_customer(const quen_rfm *rfm, size_t i, const naive *c,
                           const quen_rfm_options *o)
{
    int64_t purchases =
        (int64_t)(o->frequency == QUEN_RFM_FREQUENCY_LINES ? c->lines : c->n);
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

static void check_log(quen_context *ctx, const quen_orders *orders,
                      const quen_order_line *lines, const quen_rfm_options *o)
{
    static naive c;
    quen_rfm *rfm = NULL;
    size_t in_rows = 0, in_log = 0;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, o, &rfm));
    assert_int_equal(quen_rfm_now_s(rfm), o->now_s);
    for (size_t row = 0; row < quen_rfm_n_customers(rfm); row++) {
        int64_t key =
            quen_orders_customer_key(orders, quen_rfm_customers(rfm)[row]).number;
        memset(&c, 0, sizeof c);
        c.last = INT64_MIN;
        for (size_t i = 0; i < N; i++)
            if (lines[i].customer.kind && lines[i].customer.number == key &&
                lines[i].time_s < o->now_s) {
                add_naive(&c, &lines[i]);
                in_rows++;
            }
        check_customer(rfm, row, &c, o);
    }
    for (size_t i = 0; i < N; i++)
        in_log += lines[i].customer.kind && lines[i].time_s < o->now_s;
    assert_int_equal(in_rows, in_log);
    check_summaries(rfm);
    values v = {{(int64_t *)(uintptr_t)quen_rfm_recency(rfm),
                 (int64_t *)(uintptr_t)quen_rfm_frequency(rfm),
                 (int64_t *)(uintptr_t)quen_rfm_monetary(rfm)},
                quen_rfm_n_customers(rfm)};
    check_rescored(ctx, &v, rfm);
    quen_rfm_free(rfm);
}

static void test_log(void **state)
{
    (void)state;
    static quen_order_line lines[N];
    static const int64_t moments[] = {4000001, 1000000, -2000000, 0};
    static const int32_t clocks[] = {0, 7 * 3600, -86400, 86399};
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *orders = random_orders(ctx, lines);
    for (uint32_t i = 0; i < 12; i++) {
        quen_rfm_options o = rfm_options();
        o.now_s = moments[i % 4];
        o.utc_offset_s = clocks[i % 4];
        o.frequency = i % 3;
        o.monetary = i / 3 % 2;
        o.binning = i / 4 % 2;
        o.recency_unit_s = i % 3 ? DAY : 3600;
        check_log(ctx, orders, lines, &o);
    }
    quen_rfm *rfm = NULL;
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    assert_ok(ctx, quen_rfm_fit(ctx, orders, NULL, &rfm));
    assert_int_equal(quen_rfm_now_s(rfm), totals.last_s + 1);
    assert_int_equal(quen_rfm_n_customers(rfm), totals.customers);
    quen_rfm_free(rfm);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Lines at or after the moment may be left out, changed or moved: the model stays the
 * same. */
static void test_future_leaves_no_trace(void **state)
{
    (void)state;
    static quen_order_line lines[N], other[N];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = random_orders(ctx, lines);
    quen_rfm_options o = rfm_options();
    o.now_s = 500000;
    quen_rfm *a = NULL, *b = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &o, &a));
    for (int what = 0; what < 3; what++) {
        size_t n = 0;
        for (size_t i = 0; i < N; i++) {
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
        quen_orders *changed = load(ctx, other, n);
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
    o.utc_offset_s = 3600;
    if (quen_orders_find_customer(ctx, orders, quen_key_int(key), &customer) == QUEN_OK) {
        assert_ok(ctx, quen__orders_log(ctx, orders, &log));
        quen__rfm_part_add(&part, &log, customer, 900000, &o);
    }
    return part;
}

/* A log split in three by customer, and in two at a midnight, merges to the whole. */
static void check_merge(int by_day)
{
    static quen_order_line lines[N], split[3][N];
    size_t n[3] = {0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < N; i++) {
        quen_order_line line = random_line(i);
        memset(&line.order, 0, by_day ? sizeof line.order : 0);
        size_t piece =
            by_day ? line.time_s >= 3 * DAY - 3600 : (size_t)(line.customer.number % 3);
        lines[i] = split[piece][n[piece]] = line;
        n[piece]++;
    }
    quen_orders *whole = load(ctx, lines, N), *pieces[3];
    for (size_t i = 0; i < 3; i++)
        pieces[i] = load(ctx, split[i], n[i]);
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

/* --- model files --- */

MODEL_CALLS(rfm);

static quen_rfm *random_model(quen_context *ctx, uint32_t binning)
{
    static quen_order_line lines[N];
    quen_orders *orders = random_orders(ctx, lines);
    quen_rfm_options o = rfm_options();
    o.binning = binning;
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &o, &rfm));
    quen_orders_free(orders);
    return rfm;
}

static void test_save_and_open(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const char *path = temp_path("rfm");
    quen_rfm *rfm = random_model(ctx, QUEN_RFM_BINNING_NESTED), *again = NULL;
    assert_ok(ctx, quen_rfm_save(ctx, rfm, path));
    assert_ok(ctx, quen_rfm_open(ctx, path, &again));
    assert_int_equal(again->model.image.size, rfm->model.image.size);
    assert_memory_equal(again->model.image.data, rfm->model.image.data,
                        rfm->model.image.size);
    assert_int_equal(quen_rfm_now_s(again), quen_rfm_now_s(rfm));
    assert_string_equal(quen_rfm_segment_name(again, 10), "Lost");
    check_summaries(again);
    check_model_bytes(ctx, &calls_of_rfm, rfm);
    check_model_bytes(ctx, &calls_of_rfm, again);
    quen_rfm_free(again);
    quen_rfm_free(NULL);
    unlink(path);
    assert_fails(ctx, QUEN_ERR_IO, path, quen_rfm_open(ctx, path, &again));
    assert_null(again);
    assert_fails(ctx, QUEN_ERR_IO, "/nowhere/rfm",
                 quen_rfm_save(ctx, rfm, "/nowhere/rfm"));
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* A model among others in one image. */
static void test_attach_at_base(void **state)
{
    (void)state;
    static const uint32_t before = 7;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm *rfm = random_model(ctx, QUEN_RFM_BINNING_INDEPENDENT), view;
    quen__section sections[1 + QUEN__RFM_SECTIONS] = {{1, 4, 1, &before}};
    quen__image image;
    for (size_t i = 0; i < QUEN__RFM_SECTIONS; i++) {
        sections[1 + i] = quen__image_section(&rfm->model.image, i);
        sections[1 + i].id += 0x200;
    }
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_SHOP, sections,
                                     1 + QUEN__RFM_SECTIONS, &image));
    quen__image_seal(ctx, &image);
    assert_ok(ctx, quen__rfm_attach(ctx, &image, 0x200, &view));
    assert_int_equal(view.n, rfm->n);
    assert_memory_equal(view.segments, rfm->segments, rfm->n);
    assert_fails(ctx, QUEN_ERR_FORMAT, "0x0100 (rfm) is missing",
                 quen__rfm_attach(ctx, &image, 0x100, &view));
    quen__image_close(&image);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* Write over one entry of a section, attach, and put it back. */
static void refuse(quen_context *ctx, quen_rfm *rfm, uint32_t section, size_t width,
                   size_t at, int64_t value, const char *words)
{
    unsigned char *place =
        (unsigned char *)quen__image_fill(&rfm->model.image, section) + at * width;
    unsigned char saved[8];
    quen_rfm view;
    memcpy(saved, place, width);
    memcpy(place, &value, width);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen__rfm_attach(ctx, &rfm->model.image, 0, &view));
    memcpy(place, saved, width);
    assert_ok(ctx, quen__rfm_attach(ctx, &rfm->model.image, 0, &view));
}

static void test_attach_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm *rfm = random_model(ctx, QUEN_RFM_BINNING_INDEPENDENT);
    refuse(ctx, rfm, QUEN__RFM_META, 8, 0, INT64_MAX, "rfm: the moment is");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 1, 11, "rfm: bins is 11");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 1, 4, "rfm r cuts: 4 entries, not 3");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 2, 2, "rfm: binning is 2");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 2, 1, "rfm f cuts: 4 entries, not 20");
    refuse(ctx, rfm, QUEN__RFM_CUSTOMERS, 4, 1, 0, "rfm customers: entry 1");
    refuse(ctx, rfm, QUEN__RFM_FREQUENCY, 8, 0, 99, "does not add up");
    refuse(ctx, rfm, QUEN__RFM_MONETARY, 8, 0, INT64_MIN, "does not add up");
    refuse(ctx, rfm, QUEN__RFM_SCORES, 1, 4, 0, "rfm scores: entry 4 is 0");
    refuse(ctx, rfm, QUEN__RFM_SCORES, 1, 4, 6, "rfm scores: entry 4 is 6");
    refuse(ctx, rfm, QUEN__RFM_SEGMENTS, 1, 3, 200, "rfm segments: entry 3, 200, is not");
    refuse(ctx, rfm, QUEN__RFM_R_CUTS, 8, 1, INT64_MIN, "rfm r cuts: entry 1 is below");
    refuse(ctx, rfm, QUEN__RFM_M_CUTS, 8, 2, INT64_MAX, "rfm m cuts: entry 3 is below");
    refuse(ctx, rfm, QUEN__RFM_CODES, 1, 0, 11, "rfm codes: 11 is not below 11");
    refuse(ctx, rfm, QUEN__RFM_NAME_OFFSETS, 8, 0, 1,
           "rfm name offsets: entry 0 is not 0");
    refuse(ctx, rfm, QUEN__RFM_NAME_OFFSETS, 8, 1, 1, "name 0 is no text of 1..63 bytes");
    refuse(ctx, rfm, QUEN__RFM_NAMES, 1, 9, 'x', "name 0 is no text of 1..63 bytes");
    refuse(ctx, rfm, QUEN__RFM_NAMES, 1, 3, 0, "name 0 is no text of 1..63 bytes");
    refuse(ctx, rfm, QUEN__RFM_SUMMARIES, 8, 6, 0, "segment 1 does not add up");
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* Sections one entry short. */
static void test_attach_refuses_lengths(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm *rfm = random_model(ctx, QUEN_RFM_BINNING_NESTED), view;
    quen__image image;
    for (size_t i = 0; i < QUEN__RFM_SECTIONS; i++) {
        quen__section sections[QUEN__RFM_SECTIONS];
        for (size_t k = 0; k < QUEN__RFM_SECTIONS; k++)
            sections[k] = quen__image_section(&rfm->model.image, k);
        sections[i].count--;
        assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, sections,
                                         QUEN__RFM_SECTIONS, &image));
        assert_fails(ctx, QUEN_ERR_FORMAT, "rfm",
                     quen__rfm_attach(ctx, &image, 0, &view));
        quen__image_close(&image);
        sections[i].count = 0;
        assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, sections,
                                         QUEN__RFM_SECTIONS, &image));
        assert_fails(ctx, QUEN_ERR_FORMAT, "rfm",
                     quen__rfm_attach(ctx, &image, 0, &view));
        quen__image_close(&image);
    }
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* Read everything that a model gives out. */
static uint64_t read_all(quen_context *ctx, const quen_rfm *rfm)
{
    uint64_t sum = quen_rfm_n_bins(rfm);
    size_t n = quen_rfm_n_customers(rfm);
    for (size_t i = 0; i < n; i++) {
        sum += quen_rfm_customers(rfm)[i] + quen_rfm_scores(rfm)[3 * i + 2];
        sum += strlen(quen_rfm_segment_name(rfm, quen_rfm_segments(rfm)[i]));
        sum += quen_rfm_segment_summary(rfm, quen_rfm_segments(rfm)[i])->customers;
    }
    uint8_t *room = malloc(4 * n);
    assert_non_null(room);
    assert_ok(ctx,
              quen_rfm_score(ctx, rfm, quen_rfm_recency(rfm), quen_rfm_frequency(rfm),
                             quen_rfm_monetary(rfm), n, room, room + 3 * n));
    sum += room[0];
    free(room);
    return sum;
}

/* Every bit flipped, checksums mended: refused with a sentence, or as good a model as
 * any. */
static void test_damage(void **state)
{
    (void)state;
    static const int64_t r[] = {1, 2, 3}, f[] = {1, 1, 2}, m[] = {10, 20, -5};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = NULL, *other;
    o.bins = 2;
    o.segments = QUEN_RFM_SEGMENTS_NONE;
    assert_ok(ctx, quen_rfm_fit_values(ctx, r, f, m, 3, &o, &rfm));
    size_t size = rfm->model.image.size;
    unsigned char *copy = malloc(size);
    assert_non_null(copy);
    for (size_t bit = 0; bit < 8 * size; bit++) {
        memcpy(copy, rfm->model.image.data, size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        mend_checksums(copy, size);
        quen_status status = quen_rfm_open_bytes(ctx, copy, size, &other);
        assert_true(status == QUEN_OK || status == QUEN_ERR_FORMAT ||
                    status == QUEN_ERR_VERSION);
        if (status == QUEN_OK) {
            assert_true(read_all(ctx, other) > 0);
            quen_rfm_free(other);
        }
    }
    free(copy);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* --- refusals --- */

static const int64_t some[] = {1, 2, 3, 4};

static void fails(quen_context *ctx, const quen_rfm_options *o, const char *words)
{
    quen_rfm *rfm = (quen_rfm *)(uintptr_t)1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_rfm_fit_values(ctx, some, some, some, 4, o, &rfm));
    assert_null(rfm);
}

#define REFUSE(change, words)                                                            \
    do {                                                                                 \
        o = rfm_options();                                                               \
        change;                                                                          \
        fails(ctx, &o, words);                                                           \
    } while (0)

static void test_settings_refused(void **state)
{
    (void)state;
    static const int64_t falling[] = {1, 3, 2, 4};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o;
    REFUSE(o.struct_size = 0, "struct_size is 0");
    REFUSE(o.bins = 1, "rfm: bins is 1, not 2..10");
    REFUSE(o.bins = 11, "rfm: bins is 11, not 2..10");
    REFUSE(o.bins = 4, "the built-in segments need 5 bins, bins is 4");
    REFUSE(o.bins = 4; o.segments = QUEN_RFM_SEGMENTS_RF_MAP, "need 5 bins, bins is 4");
    REFUSE(o.monetary = 2, "rfm: monetary is 2, not 0..1");
    REFUSE(o.binning = 2, "rfm: binning is 2, not 0..1");
    REFUSE(o.frequency = 3, "rfm: frequency is 3, not 0..2");
    REFUSE(o.segments = 4, "rfm: segments is 4, not 0..3");
    REFUSE(o.utc_offset_s = -86401, "utc_offset_s is -86401, not -86400..86400");
    REFUSE(o.recency_unit_s = 0, "rfm: recency_unit_s is 0, not above 0");
    REFUSE(o.r_cuts = falling, "rfm: r_cuts: cut 2 is 2, below 3 before it");
    REFUSE(o.f_cuts = falling, "rfm: f_cuts: cut 2 is 2");
    REFUSE(o.m_cuts = falling, "rfm: m_cuts: cut 2 is 2");
    REFUSE(o.f_cuts = some; o.binning = QUEN_RFM_BINNING_NESTED,
                            "rfm: f_cuts is given, but nested binning makes its own");
    quen_context_free(ctx);
}

static void test_rules_refused(void **state)
{
    (void)state;
    static char long_name[65];
    static quen_rfm_rule many[257];
    static char names[257][4];
    quen_rfm_rule rule = {"all", 1, 3, 1, 3, 1, 3, {0, 0}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = own_options(&rule, 0);
    memset(long_name, 'x', 64);
    fails(ctx, &o, "QUEN_RFM_SEGMENTS_OWN needs rules");
    o = own_options(NULL, 1);
    fails(ctx, &o, "QUEN_RFM_SEGMENTS_OWN needs rules");
    o = own_options(regulars, 3);
    fails(ctx, &o, "no rule fits the code R 2 F 1 M 1");
    o = own_options(&rule, 1);
    rule.segment = NULL;
    fails(ctx, &o, "rule 0: the segment's name has 0 bytes, not 1..63");
    rule.segment = long_name;
    fails(ctx, &o, "rule 0: the segment's name has 64 bytes, not 1..63");
    rule.segment = "all";
    rule.m_max = 4;
    fails(ctx, &o, "rule 0 ('all'): R 1..3 F 1..3 M 1..4 are no ranges within 1..3");
    rule.m_max = 3;
    rule.f_min = 0;
    fails(ctx, &o, "rule 0 ('all'): R 1..3 F 0..3");
    rule.f_min = 1;
    rule.r_min = 3;
    rule.r_max = 2;
    fails(ctx, &o, "rule 0 ('all'): R 3..2 F 1..3");
    rule.r_min = 1;
    rule.r_max = 3;
    rule.reserved[1] = 1;
    fails(ctx, &o, "rule 0 ('all'): reserved is not 0");
    for (size_t i = 0; i < 257; i++) {
        snprintf(names[i], sizeof names[i], "%zu", i);
        many[i] = regulars[3];
        many[i].segment = names[i];
    }
    o = own_options(many, 257);
    fails(ctx, &o, "rule 256: '256' is one segment more than the 256 there can be");
    o = own_options(regulars, 4);
    o.segments = QUEN_RFM_SEGMENTS_NONE;
    fails(ctx, &o, "there are 4 rules, but segments is 2");
    o = own_options(many, 256);
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, some, some, some, 4, &o, &rfm));
    assert_int_equal(quen_rfm_n_segments(rfm), 256);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

static void test_input_refused(void **state)
{
    (void)state;
    static const int64_t big[] = {0, INT64_MAX, 0, 1}, small[] = {0, -INT64_MAX, 0, -1},
                         least[] = {0, 0, 0, INT64_MIN}, minus[] = {0, 0, -1, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_rfm *rfm = NULL;
    quen_order_line line = random_line(0);
    line.customer = quen_key_int(1);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "rfm: n is 0",
                 quen_rfm_fit_values(ctx, some, some, some, 0, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "rfm: row 2: frequency is -1",
                 quen_rfm_fit_values(ctx, some, minus, some, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with 1 the sum of all frequencies",
                 quen_rfm_fit_values(ctx, some, big, some, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with 1 the sum of all amounts",
                 quen_rfm_fit_values(ctx, some, some, big, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with -1 the sum of all amounts",
                 quen_rfm_fit_values(ctx, some, some, small, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with -9223372036854775808",
                 quen_rfm_fit_values(ctx, some, some, least, 4, NULL, &rfm));
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "not finished",
                 quen_rfm_fit(ctx, orders, NULL, &rfm));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_rfm_options o = rfm_options();
    o.now_s = line.time_s;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "rfm: nobody ordered before the moment",
                 quen_rfm_fit(ctx, orders, &o, &rfm));
    o.now_s = QUEN_TIME_MIN - 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the moment -2208988801 is not within",
                 quen_rfm_fit(ctx, orders, &o, &rfm));
    assert_null(rfm);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_not_found(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm *rfm = fit_all_codes(ctx, QUEN_RFM_SEGMENTS_ELEVEN);
    uint32_t segment = 77;
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "no segment is called 'Champion'",
                 quen_rfm_find_segment(ctx, rfm, "Champion", &segment));
    assert_int_equal(segment, 77);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

static int stop(void *user, const char *stage, double fraction)
{
    (void)user;
    (void)fraction;
    assert_string_equal(stage, "rfm");
    return 1;
}

static void test_cancel(void **state)
{
    (void)state;
    static quen_order_line lines[N];
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.progress = stop;
    quen_context *ctx = NULL, *plain = support_context(1, QUEN_SIMD_AUTO);
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_orders *orders = random_orders(plain, lines);
    quen_rfm *rfm = NULL;
    assert_fails(ctx, QUEN_ERR_CANCELLED, "rfm: cancelled",
                 quen_rfm_fit(ctx, orders, NULL, &rfm));
    assert_null(rfm);
    quen_orders_free(orders);
    quen_context_free(plain);
    quen_context_free(ctx);
}

/* --- memory and threads --- */

typedef struct shared {
    const quen_orders *orders;
    const quen_rfm *expected;
    const char *path;
} shared;

/* To memory and back. */
static quen_status rfm_through_bytes(quen_context *ctx, const quen_rfm *rfm)
{
    static unsigned char bytes[10000];
    size_t size;
    quen_rfm *again = NULL;
    quen_status status = quen_rfm_save_bytes(ctx, rfm, bytes, sizeof bytes, &size);
    assert_true((status == QUEN_OK) == (size > 0));
    if (status == QUEN_OK) {
        status = quen_rfm_open_bytes(ctx, bytes, size, &again);
        assert_true((status == QUEN_OK) == (again != NULL));
    }
    quen_rfm_free(again);
    return status;
}

static quen_status fit_save_open(quen_context *ctx, void *user)
{
    const shared *s = user;
    quen_rfm *a = NULL, *b = NULL, *c = NULL;
    quen_status status = quen_rfm_fit(ctx, s->orders, NULL, &a);
    assert_true((status == QUEN_OK) == (a != NULL));
    if (status == QUEN_OK)
        status = quen_rfm_fit_values(ctx, some, some, some, 4, NULL, &b);
    if (status == QUEN_OK)
        status = quen_rfm_save(ctx, b, s->path);
    if (status == QUEN_OK) {
        status = quen_rfm_open(ctx, s->path, &c);
        assert_true((status == QUEN_OK) == (c != NULL));
    }
    if (status == QUEN_OK)
        status = rfm_through_bytes(ctx, b);
    quen_rfm_free(a);
    quen_rfm_free(b);
    quen_rfm_free(c);
    return status;
}

static void same_bits(quen_context *ctx, void *user)
{
    const shared *s = user;
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, s->orders, NULL, &rfm));
    assert_int_equal(rfm->model.image.size, s->expected->model.image.size);
    assert_memory_equal(rfm->model.image.data, s->expected->model.image.data,
                        rfm->model.image.size);
    quen_rfm_free(rfm);
}

static void test_memory_and_threads(void **state)
{
    (void)state;
    static quen_order_line lines[N];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < N; i++) {
        lines[i] = random_line(i);
        lines[i].customer = quen_key_int((int64_t)draw(i, 9, 2500));
    }
    quen_orders *orders = load(ctx, lines, N);
    shared s = {orders, NULL, temp_path("rfm-oom")};
    support_each_oom(fit_save_open, &s);
    unlink(s.path);
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, NULL, &rfm));
    s.expected = rfm;
    support_each_context(same_bits, &s);
    quen_rfm_free(rfm);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- peaks of memory --- */

#define MANY 200000

static quen_status fit_many(quen_context *ctx, void *user)
{
    const int64_t *x = user;
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = NULL;
    o.binning = QUEN_RFM_BINNING_NESTED;
    quen_status status =
        quen_rfm_fit_values(ctx, x, x + MANY, x + 2 * MANY, MANY, &o, &rfm);
    quen_rfm_free(rfm);
    return status;
}

static quen_status fit_log(quen_context *ctx, void *user)
{
    quen_rfm *rfm = NULL;
    quen_status status = quen_rfm_fit(ctx, user, NULL, &rfm);
    quen_rfm_free(rfm);
    return status;
}

static void test_peak(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line *lines = calloc(MANY, sizeof *lines);
    int64_t *x = malloc(3 * MANY * sizeof *x);
    assert_non_null(lines);
    assert_non_null(x);
    for (size_t i = 0; i < 3 * MANY; i++)
        x[i] = (int64_t)draw(i, 30, 1000000);
    for (size_t i = 0; i < MANY; i++) {
        lines[i] = random_line(i);
        lines[i].customer = quen_key_int((int64_t)i);
    }
    quen_orders *orders = load(ctx, lines, MANY);
    for (uint32_t threads = 1; threads <= 4; threads++) {
        assert_in_range(support_peak(threads, fit_many, x), 49u * MANY,
                        49u * MANY + (4u << 20));
        assert_in_range(support_peak(threads, fit_log, orders), 77u * MANY,
                        77u * MANY + (4u << 20));
    }
    quen_orders_free(orders);
    free(lines);
    free(x);
    quen_context_free(ctx);
}

/* --- sorting --- */

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void test_sort(void **state)
{
    (void)state;
    static int64_t x[3000], y[3000], scratch[3000];
    static const size_t sizes[] = {0, 1, 2, 64, 65, 1000, 3000};
    static const int64_t extremes[] = {INT64_MIN, INT64_MAX, 0, -1, 1};
    for (size_t k = 0; k < 7 * 4; k++) {
        size_t n = sizes[k % 7], kind = k / 7;
        for (size_t i = 0; i < n; i++)
            x[i] = kind == 0   ? (int64_t)quen__random(1, 2, i)
                   : kind == 1 ? (int64_t)draw(i, 20, 1000) - 500
                   : kind == 2 ? extremes[draw(i, 21, 5)]
                               : 7;
        memcpy(y, x, sizeof x);
        quen__sort_int64(x, n, scratch);
        qsort(y, n, sizeof *y, by_value);
        assert_memory_equal(x, y, n * sizeof *x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_own_rules),
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_future_leaves_no_trace),
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_finish),
        cmocka_unit_test(test_nested_empty_groups),
        cmocka_unit_test(test_save_and_open),
        cmocka_unit_test(test_attach_at_base),
        cmocka_unit_test(test_attach_refuses),
        cmocka_unit_test(test_attach_refuses_lengths),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_settings_refused),
        cmocka_unit_test(test_rules_refused),
        cmocka_unit_test(test_input_refused),
        cmocka_unit_test(test_not_found),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_memory_and_threads),
        cmocka_unit_test(test_peak),
        cmocka_unit_test(test_sort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
