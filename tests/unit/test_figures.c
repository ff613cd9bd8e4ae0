/* Figures: by hand, against a naive reading, CDNOW's, equal bits, refusals. */
#include "figures_cases.h"

#include <math.h>

#define MAX_SEGMENTS 3

static quen_figures_options new_options(uint32_t period)
{
    quen_figures_options o;
    quen_figures_options_init(&o, sizeof o);
    o.period = period;
    return o;
}

/* --- by hand --- */

/* Days of 2026. */
#define JANUARY INT64_C(20454)
#define FEBRUARY (JANUARY + 31)
#define MARCH (FEBRUARY + 28)
#define MAY (MARCH + 61)

static quen_order_line line_of(const char *customer, int64_t day, int64_t quantity,
                               int64_t amount)
{
    quen_order_line line = {.time_s = day * DAY + 36000, .quantity = quantity};
    if (customer)
        line.customer = quen_key_text(customer);
    line.item = quen_key_text("tea");
    line.amount = amount;
    return line;
}

/* An in January twice, in February, in May; Binh in January; Cuc in February, and gives
 * back in March; somebody in January. April is empty. */
static quen_orders *small_log(quen_context *ctx)
{
    const quen_order_line lines[] = {
        line_of("An", JANUARY, 1, 100),       line_of("An", JANUARY + 10, 2, 300),
        line_of("An", FEBRUARY + 9, 1, 100),  line_of("An", MAY, 1, 500),
        line_of("Binh", JANUARY + 5, 3, 600), line_of("Cuc", FEBRUARY, 4, 400),
        line_of("Cuc", MARCH + 3, -1, -100),  line_of(NULL, JANUARY + 1, 1, 150),
        line_of(NULL, JANUARY + 1, 1, 250)};
    return support_orders(ctx, lines, sizeof lines / sizeof *lines);
}

static void check_january(const quen_figure *f)
{
    assert_true(f->day == JANUARY && f->start_s == JANUARY * DAY && f->is_whole);
    assert_true(f->end_s == FEBRUARY * DAY && f->segment == QUEN_FIGURES_ALL);
    assert_true(f->revenue == 1400 && f->refunds == 0 && f->revenue_returning == 0);
    assert_true(f->revenue_without_customer == 400 && f->quantity == 8 && f->lines == 5);
    assert_true(f->orders == 5 && f->orders_without_customer == 2);
    assert_true(f->customers == 2 && f->customers_new == 2 &&
                f->customers_returning == 0);
    assert_true(f->customers_repeating == 1 && f->gap_s == 10 * (uint64_t)DAY);
    assert_true(f->order_value_mean == 280 && f->quantity_per_order == 1.6);
    assert_true(f->orders_per_customer == 1.5 && f->repeat_rate == 0.5);
    assert_close(f->repeat_order_share, 1.0 / 3, 1e-15);
    assert_true(f->gap_days_mean == 10 && f->returning_share == 0);
    assert_true(isnan(f->retention) && isnan(f->quick_ratio));
}

static void check_empty(const quen_figure *f)
{
    assert_true(f->revenue == 0 && f->orders == 0 && f->customers == 0 && f->lines == 0);
    assert_true(isnan(f->order_value_mean) && isnan(f->orders_per_customer));
    assert_true(isnan(f->quantity_per_order) && isnan(f->repeat_rate));
    assert_true(isnan(f->gap_days_mean) && isnan(f->repeat_order_share));
}

static void test_by_hand(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_log(ctx);
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_MONTH);
    quen_figures *figures;
    o.churn_after = 1;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 5);
    assert_int_equal(quen_figures_has_money(figures), 1);
    assert_true(quen_figures_now_s(figures) == MAY * DAY + 36001);
    check_january(quen_figures_row(figures, 0));
    const quen_figure *f = quen_figures_row(figures, 1); /* February */
    assert_true(f->customers == 2 && f->customers_new == 1 && f->customers_retained == 1);
    assert_true(f->customers_churned == 1 && f->retention == 0.5 && f->quick_ratio == 1);
    assert_true(f->revenue_returning == 100 && f->returning_share == 0.2);
    f = quen_figures_row(figures, 2); /* March: only something given back */
    assert_true(f->customers == 0 && f->orders == 0 && f->customers_churned == 2);
    assert_true(f->revenue == -100 && f->refunds == 100 && f->quantity == -1);
    assert_true(f->revenue_returning == -100 && isnan(f->returning_share));
    assert_true(f->retention == 0 && f->quick_ratio == 0 && f->lines == 1);
    check_empty(quen_figures_row(figures, 3));
    assert_true(isnan(quen_figures_row(figures, 3)->retention));
    f = quen_figures_row(figures, 4); /* May goes on */
    assert_true(f->customers_won_back == 1 && f->customers_new == 0 && !f->is_whole);
    assert_true(f->customers_returning == 1 && f->customers_retained == 0);
    assert_true(f->gap_days_mean == MAY - FEBRUARY - 9);
    assert_null(quen_figures_row(figures, 5));
    quen_figures_free(figures);
    quen_figures_free(NULL);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* The span may begin and end anywhere; what came before is known. */
static void test_spans(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_log(ctx);
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_MONTH);
    quen_figures *figures;
    o.from_s = (FEBRUARY + 20) * DAY;
    o.now_s = (MAY + 40) * DAY;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 5); /* to June */
    const quen_figure *f = quen_figures_row(figures, 0);
    assert_true(f->day == FEBRUARY && f->customers_new == 1 && f->retention == 0.5);
    assert_int_equal(quen_figures_row(figures, 4)->orders, 0);
    quen_figures_free(figures);
    o.from_s = (JANUARY - 40) * DAY;
    o.now_s = JANUARY * DAY; /* before the first line */
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 2);
    check_empty(quen_figures_row(figures, 1));
    quen_figures_free(figures);
    o.from_s = INT64_MIN;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 0);
    quen_figures_free(figures);
    o = new_options(QUEN_FIGURES_PERIOD_ALL); /* Binh stays away, Cuc is kept */
    o.from_s = FEBRUARY * DAY;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 1);
    f = quen_figures_row(figures, 0);
    assert_true(f->start_s == o.from_s && f->end_s == MAY * DAY + 36001 && f->is_whole);
    assert_true(f->day == FEBRUARY && f->customers == 2 && f->customers_new == 1);
    assert_true(f->retention == 0.5 && f->customers_churned == 1);
    quen_figures_free(figures);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- against the naive reading --- */

typedef struct trial {
    const naive_log *log;
    quen_figures_options options;
    quen_zone clock;
    int64_t patience;
    uint32_t segment;                 /* of the row */
    int64_t period;                   /* number of the row's period */
    int64_t period_of[FIGURES_LINES]; /* of each order */
} trial;

static int64_t period_at(const trial *t, int64_t time)
{
    return naive_period(t->options.period, naive_day(&t->clock, time));
}

static int is_in_segment(const trial *t, quen_key customer)
{
    if (t->segment == QUEN_FIGURES_ALL || t->options.n_segments == 0)
        return 1;
    uint32_t none = t->options.n_segments, own = none;
    if (customer.kind != QUEN_KEY_NONE)
        own = t->options.customer_segments[customer.number];
    return t->segment == (own < none ? own : none);
}

/* The period of the customer's latest visit before this row's period, or the first one;
 * INT64_MIN: none. */
static int64_t seen(const trial *t, int64_t customer, int latest)
{
    int64_t found = INT64_MIN;
    for (size_t i = 0; i < t->log->n_orders; i++) {
        const naive_order *o = &t->log->orders[i];
        int64_t p = t->period_of[i];
        if (!o->visit || o->customer != customer || (latest && p >= t->period))
            continue;
        if (found == INT64_MIN || (latest ? p > found : p < found))
            found = p;
    }
    return found;
}

static void add_naive_lines(const trial *t, quen_figure *f)
{
    for (size_t i = 0; i < t->log->n_lines; i++) {
        const quen_order_line *line = &t->log->lines[i];
        if (period_at(t, line->time_s) != t->period || !is_in_segment(t, line->customer))
            continue;
        f->lines++;
        f->quantity += t->log->units[i];
        f->revenue += line->amount;
        f->refunds -= t->log->returned[i] && line->amount < 0 ? line->amount : 0;
        if (line->customer.kind == QUEN_KEY_NONE) {
            f->revenue_without_customer += line->amount;
            continue;
        }
        int64_t first = seen(t, line->customer.number, 0);
        if (first != INT64_MIN && first < t->period)
            f->revenue_returning += line->amount;
    }
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Times of a customer's visits, or their days, ascending and different. */
static size_t visits_of(const trial *t, int64_t customer, int64_t *times)
{
    size_t n = 0, kept = 0;
    int days = t->options.count == QUEN_FIGURES_COUNT_DAYS;
    for (size_t i = 0; i < t->log->n_orders; i++) {
        const naive_order *o = &t->log->orders[i];
        if (o->visit && o->customer == customer)
            times[n++] = days ? naive_day(&t->clock, o->time) * DAY : o->time;
    }
    qsort(times, n, sizeof *times, by_number);
    for (size_t i = 0; i < n; i++)
        if (!days || i == 0 || times[i] != times[i - 1])
            times[kept++] = times[i];
    return kept;
}

static void add_naive_customer(const trial *t, int64_t customer, quen_figure *f)
{
    int64_t times[FIGURES_LINES];
    size_t n = visits_of(t, customer, times), here = 0;
    int64_t before = seen(t, customer, 1);
    int days = t->options.count == QUEN_FIGURES_COUNT_DAYS;
    for (size_t i = 0; i < n; i++) {
        int64_t day = days ? times[i] / DAY : naive_day(&t->clock, times[i]);
        if (naive_period(t->options.period, day) != t->period)
            continue;
        here++;
        f->gap_s += i > 0 ? (uint64_t)(times[i] - times[i - 1]) : 0;
    }
    f->orders += here;
    f->customers += here > 0;
    f->customers_repeating += here > 1;
    f->customers_new += here > 0 && before == INT64_MIN;
    f->customers_returning += here > 0 && before != INT64_MIN;
    f->customers_churned +=
        here == 0 && before != INT64_MIN && t->period - before == t->patience;
    f->customers_retained += here > 0 && before == t->period - 1;
    f->customers_won_back +=
        here > 0 && before != INT64_MIN && t->period - before > t->patience;
}

static void add_naive_orders(const trial *t, quen_figure *f)
{
    for (size_t i = 0; i < t->log->n_orders; i++) {
        const naive_order *o = &t->log->orders[i];
        int nobody = o->visit && o->customer < 0 && t->period_of[i] == t->period &&
                     is_in_segment(t, (quen_key){0});
        f->orders += (uint64_t)nobody;
        f->orders_without_customer += (uint64_t)nobody;
    }
    for (int64_t c = 0; c < FIGURES_CUSTOMERS; c++)
        if (is_in_segment(t, quen_key_int(c)))
            add_naive_customer(t, c, f);
}

/* The whole numbers of a row, from lines to gap_s, and nothing else. */
static void check_row(trial *t, const quen_figure *row)
{
    quen_figure f = {.start_s = row->start_s, .end_s = row->end_s, .day = row->day};
    f.segment = t->segment = row->segment;
    f.is_whole = row->is_whole;
    t->period = naive_period(t->options.period, row->day);
    add_naive_lines(t, &f);
    add_naive_orders(t, &f);
    assert_memory_equal(row, &f, offsetof(quen_figure, order_value_mean));
}

/* Rows follow one another without a gap; the segments' rows add up to the whole. */
static void check_rows(const quen_figures *figures, uint32_t n_segments)
{
    size_t width = n_segments > 0 ? n_segments + 2 : 1, n = quen_figures_n_rows(figures);
    assert_int_equal(n % width, 0);
    for (size_t i = 0; i < n; i += width) {
        const quen_figure *whole = quen_figures_row(figures, i);
        uint64_t sum[16] = {0}, all[16];
        size_t bytes =
            offsetof(quen_figure, order_value_mean) - offsetof(quen_figure, lines);
        assert_true(i == 0 || quen_figures_row(figures, i - 1)->end_s == whole->start_s);
        memcpy(all, &whole->lines, bytes);
        for (size_t s = 1; s < width; s++) {
            uint64_t own[16];
            memcpy(own, &quen_figures_row(figures, i + s)->lines, bytes);
            for (size_t k = 0; k < bytes / 8; k++)
                sum[k] += own[k];
        }
        if (width > 1)
            assert_memory_equal(sum, all, bytes);
    }
}

static void run_trial(quen_context *ctx, const quen_orders *orders, trial *t)
{
    quen_figures *figures;
    for (size_t i = 0; i < t->log->n_orders; i++)
        t->period_of[i] = period_at(t, t->log->orders[i].time);
    assert_ok(ctx, quen_figures_new(ctx, orders, &t->options, &figures));
    check_rows(figures, t->options.n_segments);
    size_t n = quen_figures_n_rows(figures), step = n > 60 ? 7 : 1; /* days take long */
    for (size_t i = 0; i < n; i += step)
        check_row(t, quen_figures_row(figures, i));
    quen_figures_free(figures);
}

static void check_naive(const quen_zone *clock, uint32_t n_segments, uint32_t count)
{
    static const int64_t patience[] = {90, 13, 3, 1, 1, 1};
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *orders = figures_orders(ctx, clock);
    int64_t now = INT64_C(1609459200) + 35 * DAY; /* some lines come later */
    uint32_t segments[FIGURES_CUSTOMERS];
    naive_log *log = naive_read(now);
    for (uint32_t i = 0; i < FIGURES_CUSTOMERS; i++)
        segments[i] = i % 4 < n_segments ? i % 4 : UINT32_MAX;
    for (uint32_t period = 0; period <= QUEN_FIGURES_PERIOD_ALL; period++) {
        trial t = {.log = log, .options = new_options(period)};
        if (clock)
            t.clock = *clock;
        t.patience = patience[period];
        t.options.now_s = now;
        t.options.count = count;
        t.options.n_segments = n_segments;
        t.options.customer_segments = n_segments > 0 ? segments : NULL;
        t.options.n_customer_segments = n_segments > 0 ? FIGURES_CUSTOMERS : 0;
        run_trial(ctx, orders, &t);
        t.patience = t.options.churn_after = 2;
        run_trial(ctx, orders, &t);
    }
    free(log);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_naive(void **state)
{
    (void)state;
    static const quen_zone hanoi = {NULL, NULL, 0, 7 * 3600, 0};
    check_naive(NULL, 0, QUEN_FIGURES_COUNT_ORDERS);
    check_naive(&hanoi, 3, QUEN_FIGURES_COUNT_ORDERS);
    check_naive(&figures_clock, 1, QUEN_FIGURES_COUNT_ORDERS);
    check_naive(&hanoi, 0, QUEN_FIGURES_COUNT_DAYS);
}

/* --- clocks --- */

/* A line just before midnight in Hanoi is of the day before, whatever UTC says. */
static void test_midnight(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line lines[2] = {line_of("An", FEBRUARY, 1, 1),
                                line_of("An", FEBRUARY, 1, 2)};
    quen_figures *figures;
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_MONTH);
    lines[0].time_s = FEBRUARY * DAY - 7 * 3600 - 1;
    lines[1].time_s = FEBRUARY * DAY - 7 * 3600;
    quen_orders *orders = support_orders(ctx, lines, 2);
    o.utc_offset_s = 7 * 3600;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 2);
    assert_int_equal(quen_figures_row(figures, 0)->revenue, 1);
    assert_int_equal(quen_figures_row(figures, 1)->revenue, 2);
    assert_int_equal(quen_figures_row(figures, 1)->day, FEBRUARY);
    quen_figures_free(figures);
    assert_ok(ctx, quen_figures_new(ctx, orders, NULL, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 1); /* both in January, in UTC */
    quen_figures_free(figures);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Samoa left out 2011-12-30, after which December goes on. */
static void test_day_left_out(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const int64_t change[1] = {INT64_C(1325239200)};
    const int32_t offset[1] = {14 * 3600};
    const quen_zone samoa = {change, offset, 1, -10 * 3600, 0};
    const int64_t day = 15338, revenue[3] = {1, 0, 2}; /* 2011-12-30 */
    quen_order_line lines[2] = {line_of("An", day, 1, 1), line_of("An", day, 1, 2)};
    quen_figures *figures;
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_DAY);
    lines[0].time_s = change[0] - 1;
    lines[1].time_s = change[0];
    quen_orders *orders = support_orders(ctx, lines, 2);
    assert_ok(ctx, quen_orders_set_clock(ctx, orders, &samoa));
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 3);
    for (size_t i = 0; i < 3; i++) {
        const quen_figure *f = quen_figures_row(figures, i);
        assert_true(f->day == day - 1 + (int64_t)i && f->revenue == revenue[i]);
    }
    assert_true(quen_figures_row(figures, 1)->start_s == change[0]);
    assert_true(quen_figures_row(figures, 1)->end_s == change[0]);
    quen_figures_free(figures);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- CDNOW --- */

static void test_cdnow(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = cdnow_orders(ctx);
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_ALL);
    quen_figures *figures;
    o.count = QUEN_FIGURES_COUNT_DAYS;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 1);
    const quen_figure *f = quen_figures_row(figures, 0);
    assert_int_equal(f->lines, 69659);
    assert_int_equal(f->customers, 23570);
    assert_int_equal(f->orders, 67591);
    assert_int_equal(f->revenue, 250031563);
    assert_float_equal(f->order_value_mean / 100, 36.9918, 5e-5);
    assert_float_equal(f->orders_per_customer, 2.86767, 5e-6);
    assert_float_equal(f->repeat_rate, .488587, 5e-7);
    assert_float_equal(f->repeat_order_share, .651285, 5e-7);
    quen_figures_free(figures);
    o.period = QUEN_FIGURES_PERIOD_MONTH;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    assert_int_equal(quen_figures_n_rows(figures), 18);
    assert_int_equal(quen_figures_row(figures, 0)->customers_new, 7846);
    assert_int_equal(quen_figures_row(figures, 1)->customers_new, 8476);
    assert_int_equal(quen_figures_row(figures, 1)->customers_retained, 1157);
    assert_int_equal(quen_figures_row(figures, 2)->customers_new, 7248);
    assert_int_equal(quen_figures_row(figures, 3)->customers_new, 0);
    quen_figures_free(figures);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- equal bits --- */

static size_t bytes_of(const quen_figures *figures, quen_figure **rows)
{
    size_t n = quen_figures_n_rows(figures);
    *rows = calloc(n, sizeof **rows);
    assert_non_null(*rows);
    for (size_t i = 0; i < n; i++)
        (*rows)[i] = *quen_figures_row(figures, i);
    return n * sizeof **rows;
}

static void check_same(quen_context *ctx, const quen_orders *orders, void *user)
{
    const quen_figures *expected = user;
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_WEEK);
    quen_figures *figures;
    quen_figure *a, *b;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    size_t bytes = bytes_of(expected, &a);
    assert_int_equal(bytes_of(figures, &b), bytes);
    assert_memory_equal(a, b, bytes);
    free(a);
    free(b);
    quen_figures_free(figures);
}

static quen_figures *weeks_of(quen_context *ctx, const quen_orders *orders)
{
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_WEEK);
    quen_figures *figures;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &figures));
    return figures;
}

static void check_context(quen_context *ctx, void *user)
{
    quen_orders *orders = figures_orders(ctx, &figures_clock);
    check_same(ctx, orders, user);
    quen_orders_free(orders);
}

/* Lines in another order, in two logs that are merged. */
static void check_merged(quen_context *ctx, void *user)
{
    quen_orders *parts[2];
    assert_ok(ctx, quen_orders_new(ctx, &parts[0]));
    assert_ok(ctx, quen_orders_new(ctx, &parts[1]));
    assert_ok(ctx, quen_orders_set_clock(ctx, parts[0], &figures_clock));
    for (size_t i = FIGURES_LINES; i-- > 0;) {
        quen_order_line line = figures_line(i);
        assert_ok(ctx, quen_orders_add(ctx, parts[i * 7 % 5 > 2], &line, 1));
    }
    assert_ok(ctx, quen_orders_merge(ctx, parts[0], parts[1]));
    assert_ok(ctx, quen_orders_finish(ctx, parts[0]));
    check_same(ctx, parts[0], user);
    quen_orders_free(parts[0]);
    quen_orders_free(parts[1]);
}

static void test_same_bits(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = figures_orders(ctx, &figures_clock);
    quen_figures *figures = weeks_of(ctx, orders);
    support_each_context(check_context, figures);
    check_merged(ctx, figures);
    quen_figures_free(figures);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- refusals --- */

static void test_refuses_spans(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_log(ctx);
    quen_figures_options o = new_options(6);
    quen_figures *f = (quen_figures *)ctx;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "figures: period is 6, not within 0..5",
                 quen_figures_new(ctx, orders, &o, &f));
    assert_null(f);
    o.struct_size = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "figures options: struct_size is 0",
                 quen_figures_new(ctx, orders, &o, &f));
    o = new_options(0);
    o.count = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "figures: count is 2, not within 0..1",
                 quen_figures_new(ctx, orders, &o, &f));
    o = new_options(0);
    o.utc_offset_s = 86401;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "figures: utc_offset_s is 86401",
                 quen_figures_new(ctx, orders, &o, &f));
    o = new_options(0);
    o.now_s = QUEN_TIME_MAX + 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "figures: now_s is",
                 quen_figures_new(ctx, orders, &o, &f));
    o = new_options(0);
    o.from_s = QUEN_TIME_MIN - 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "figures: from_s is",
                 quen_figures_new(ctx, orders, &o, &f));
    o.from_s = o.now_s = 1000;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "figures: from_s is 1000, not before the moment, 1000: begin earlier",
                 quen_figures_new(ctx, orders, &o, &f));
    quen_orders_free(orders);
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    quen_order_line line = line_of("An", 1, 1, 1);
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "finish",
                 quen_figures_new(ctx, orders, NULL, &f));
    assert_null(f);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_refuses_segments(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_log(ctx);
    quen_figures_options o = new_options(0);
    uint32_t segments[3] = {0, 2, 1};
    quen_figures *f;
    o.n_segments = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "figures: n_segments is 2 without customer_segments",
                 quen_figures_new(ctx, orders, &o, &f));
    o.customer_segments = segments;
    o.n_customer_segments = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "figures: there are 2 customer_segments, and the log has 3 customers",
                 quen_figures_new(ctx, orders, &o, &f));
    o.n_customer_segments = 3;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "figures: customer 1 has segment 2, not below n_segments, 2",
                 quen_figures_new(ctx, orders, &o, &f));
    o.n_segments = 1001;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "figures: n_segments is 1001, not within 1..1000",
                 quen_figures_new(ctx, orders, &o, &f));
    o.n_segments = 2;
    segments[1] = UINT32_MAX;
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &f));
    quen_figures_free(f);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* No lines, and no money. */
static void test_without(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line line = line_of("An", MARCH, 2, QUEN_AMOUNT_NONE);
    quen_orders *orders = support_orders(ctx, NULL, 0);
    quen_figures *f;
    assert_ok(ctx, quen_figures_new(ctx, orders, NULL, &f));
    assert_int_equal(quen_figures_n_rows(f), 0);
    quen_figures_free(f);
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_MONTH);
    o.from_s = JANUARY * DAY;
    o.now_s = MARCH * DAY; /* a span that was asked for has its rows */
    assert_ok(ctx, quen_figures_new(ctx, orders, &o, &f));
    assert_int_equal(quen_figures_n_rows(f), 2);
    check_empty(quen_figures_row(f, 0));
    check_empty(quen_figures_row(f, 1));
    quen_figures_free(f);
    quen_orders_free(orders);
    orders = support_orders(ctx, &line, 1);
    assert_ok(ctx, quen_figures_new(ctx, orders, NULL, &f));
    assert_int_equal(quen_figures_has_money(f), 0);
    const quen_figure *row = quen_figures_row(f, 0);
    assert_true(row->orders == 1 && row->quantity == 2 && row->revenue == 0);
    assert_true(isnan(row->order_value_mean) && isnan(row->returning_share));
    quen_figures_free(f);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static quen_status make(quen_context *ctx, void *user)
{
    quen_figures *figures = user;
    uint32_t segments[FIGURES_CUSTOMERS] = {0};
    quen_figures_options o = new_options(QUEN_FIGURES_PERIOD_DAY);
    o.customer_segments = segments;
    o.n_customer_segments = FIGURES_CUSTOMERS;
    o.n_segments = 2;
    quen_status status = quen_figures_new(ctx, user, &o, &figures);
    assert_true((status == QUEN_OK) == (figures != NULL));
    quen_figures_free(figures);
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
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_naive),
        cmocka_unit_test(test_midnight),
        cmocka_unit_test(test_day_left_out),
        cmocka_unit_test(test_cdnow),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_refuses_spans),
        cmocka_unit_test(test_refuses_segments),
        cmocka_unit_test(test_without),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
