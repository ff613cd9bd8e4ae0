/*
 * Lifetimes of customers: published figures of CDNOW, any unit of time, shops of any
 * size, and the report.
 */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "shop_log.h"

#define DAY INT64_C(86400)
#define SAMPLE 2357

typedef struct table {
    double x[SAMPLE], t_x[SAMPLE], t[SAMPLE], value[SAMPLE];
} table;

/* Whole days, in weeks: the file rounds them to two digits. */
static double weeks(double rounded)
{
    return floor(rounded * 7 + 0.5) / 7;
}

static void read_table(table *t)
{
    size_t size, rows = 0;
    char *text =
        data_read("cdnow/cdnow_customers_summary_with_transactions.csv.gz", &size);
    for (char *p = strchr(text, '\n') + 1; p < text + size && *p;
         p += strcspn(p, "\n") + 1) {
        double row[5];
        for (size_t i = 0; i < 5; i++)
            row[i] = support_number(i == 0 ? p : p + 1, &p);
        assert_true(rows < SAMPLE);
        t->x[rows] = row[1];
        t->t_x[rows] = weeks(row[2]);
        t->t[rows] = weeks(row[3]);
        t->value[rows++] = row[4];
    }
    assert_int_equal(rows, SAMPLE);
    free(text);
}

static quen_lifetime_options options_of(uint32_t family)
{
    quen_lifetime_options o;
    quen_lifetime_options_init(&o, sizeof o);
    o.family = family;
    o.prior = 0;
    return o;
}

static quen_lifetime *fit_table(quen_context *ctx, const table *t,
                                const quen_lifetime_options *o)
{
    quen_lifetime *lifetime = NULL;
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, t->x, t->t_x, t->t, NULL, t->value, SAMPLE,
                                          o, &lifetime));
    return lifetime;
}

static quen_lifetime_report report_of(const quen_lifetime *lifetime)
{
    quen_lifetime_report report;
    quen_lifetime_report_init(&report, sizeof report);
    quen_lifetime_get_report(lifetime, &report);
    return report;
}

static quen_lifetime_future future(quen_context *ctx, const quen_lifetime *lifetime,
                                   double horizon, double x, double t_x, double t)
{
    quen_lifetime_future f;
    assert_ok(ctx, quen_lifetime_predict_rows(ctx, lifetime, horizon, &x, &t_x, &t, NULL,
                                              1, &f));
    return f;
}

/* Within half of the last digit that was printed, or an optimiser's tolerance more. */
static void assert_printed(double got, double printed, double relative)
{
    if (fabs(got - printed) > relative * fabs(printed))
        fail_msg("%.10g, not %.10g", got, printed);
}

static void check_parameters(const quen_lifetime *lifetime, const double *printed,
                             double relative)
{
    for (size_t i = 0; i < 4; i++)
        assert_printed(quen_lifetime_parameters(lifetime)[i], printed[i], relative);
}

/* --- published figures: 39 weeks to 1997-09-30 --- */

static void test_bg_nbd(void **state)
{
    (void)state;
    static table t;
    static const double parameters[4] = {0.2425982, 4.4136842, 0.7929899, 2.4261667};
    static const double errors[4] = {0.012557, 0.378221, 0.185719, 0.705345};
    static const double frequent[4] = {0.3474606, 0.04283391, 0.004158973, 0.0003583685};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime_options o = options_of(QUEN_LIFETIME_FAMILY_BG_NBD);
    read_table(&t);
    quen_lifetime *bg = fit_table(ctx, &t, &o);
    check_parameters(bg, parameters, 2e-4);
    for (size_t i = 0; i < 4; i++) {
        double x = 10 + 5 * (double)i;
        assert_printed(quen_lifetime_standard_errors(bg)[i], errors[i], 3e-4);
        assert_printed(future(ctx, bg, 52, x, 20, 39).orders, frequent[i], 1e-4);
    }
    assert_printed(report_of(bg).log_likelihood, -9582.429, 5e-8);
    assert_int_equal(report_of(bg).state, QUEN_LIFETIME_STATE_CONVERGED);
    assert_printed(future(ctx, bg, 1, 0, 0, 0).orders, 0.0532, 1e-3);
    assert_printed(future(ctx, bg, 3, 0, 0, 0).orders, 0.1506, 5e-4);
    assert_printed(future(ctx, bg, 32, 0, 0, 0).orders, 1.0437, 1e-4);
    assert_printed(future(ctx, bg, 52, 0, 0, 0).orders, 1.444004, 1e-5);
    assert_printed(future(ctx, bg, 78, 0, 0, 0).orders, 1.8576, 2e-4);
    assert_printed(future(ctx, bg, 39, 2, 30.43, 38.86).orders, 1.226, 5e-4);
    assert_printed(future(ctx, bg, 52, 26, 30.857, 31).orders, 25.75659, 3e-5);
    assert_printed(future(ctx, bg, 52, 26, 30.857, 31).alive, 0.9688523, 2e-6);
    quen_lifetime_free(bg);
    quen_context_free(ctx);
}

static void test_pareto_nbd(void **state)
{
    (void)state;
    static table t;
    static const double parameters[4] = {0.553, 10.580, 0.606, 11.656};
    static const double frequent[4] = {0.7062289, 0.1442396, 0.02250658, 0.00309267};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime_options o = options_of(QUEN_LIFETIME_FAMILY_PARETO_NBD);
    read_table(&t);
    quen_lifetime *pareto = fit_table(ctx, &t, &o);
    check_parameters(pareto, parameters, 2e-3);
    for (size_t i = 0; i < 4; i++)
        assert_printed(future(ctx, pareto, 52, 10 + 5 * (double)i, 20, 39).orders,
                       frequent[i], 1e-3);
    assert_printed(report_of(pareto).log_likelihood, -9594.976, 5e-8);
    assert_printed(future(ctx, pareto, 52, 0, 0, 0).orders, 1.473434, 1e-6);
    assert_printed(future(ctx, pareto, 52, 26, 30.857, 31).orders, 25.45647, 1e-4);
    assert_printed(future(ctx, pareto, 52, 26, 30.857, 31).alive, 0.997874, 1e-5);
    quen_lifetime_free(pareto);
    quen_context_free(ctx);
}

static void test_mbg_nbd(void **state)
{
    (void)state;
    static table t;
    static const double parameters[4] = {0.525, 6.183, 0.891, 1.614};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime_options o = options_of(QUEN_LIFETIME_FAMILY_MBG_CNBD);
    read_table(&t);
    quen_lifetime *mbg = fit_table(ctx, &t, &o);
    check_parameters(mbg, parameters, 5e-4);
    assert_printed(report_of(mbg).log_likelihood, -9582.133, 5e-7);
    assert_true(future(ctx, mbg, 52, 0, 0, 39).alive < 1);
    quen_lifetime_free(mbg);
    quen_context_free(ctx);
}

static void test_values(void **state)
{
    (void)state;
    static table t;
    static quen_lifetime_future futures[SAMPLE];
    static const double parameters[3] = {6.25, 3.74, 15.44};
    static const double means[10] = {24.65, 18.91, 35.17, 35.17, 35.17,
                                     71.46, 18.91, 35.17, 27.28, 35.17};
    static const struct clv {
        size_t customer;
        double value;
    } clvs[] = {{1, 140.096},  {2, 18.943}, {3, 38.181},
                {6, 1003.868}, {7, 28.110}, {9, 167.418}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime_options o = options_of(QUEN_LIFETIME_FAMILY_BG_NBD);
    read_table(&t);
    quen_lifetime *bg = fit_table(ctx, &t, &o);
    assert_int_equal(quen_lifetime_n_parameters(bg), 7);
    for (size_t i = 0; i < 3; i++)
        assert_printed(quen_lifetime_parameters(bg)[4 + i], parameters[i], 1.3e-3);
    assert_int_equal(report_of(bg).value_customers, 946);
    assert_printed(report_of(bg).value_correlation, 0.11, 0.05);
    assert_ok(ctx, quen_lifetime_predict(ctx, bg, 39, NULL, SAMPLE, futures));
    for (size_t i = 0; i < 10; i++)
        assert_printed(futures[i].value / futures[i].orders, means[i], 5e-4);
    quen_lifetime_free(bg);
    /* Twelve times 30 units, 1 % each: as the printed ones were computed. */
    o.discount = pow(1.01, 1.0 / 30) - 1;
    bg = fit_table(ctx, &t, &o);
    assert_ok(ctx, quen_lifetime_predict(ctx, bg, 360, NULL, SAMPLE, futures));
    for (size_t i = 0; i < sizeof clvs / sizeof *clvs; i++)
        assert_printed(futures[clvs[i].customer - 1].value, clvs[i].value, 1e-3);
    quen_lifetime_free(bg);
    quen_context_free(ctx);
}

/* The next 39 weeks by x of the first 39: what tables have of them. */
static void check_held_out(uint32_t family, const double printed[8])
{
    static table t;
    static quen_lifetime_future futures[SAMPLE];
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_lifetime_options o = options_of(family);
    double sum[8] = {0}, n[8] = {0};
    read_table(&t);
    quen_lifetime *lifetime = fit_table(ctx, &t, &o);
    assert_ok(ctx, quen_lifetime_predict(ctx, lifetime, 39, NULL, SAMPLE, futures));
    for (size_t i = 0; i < SAMPLE; i++) {
        size_t x = t.x[i] < 7 ? (size_t)t.x[i] : 7;
        sum[x] += futures[i].orders;
        n[x] += 1;
    }
    for (size_t x = 0; x < 8; x++)
        if (fabs(sum[x] / n[x] - printed[x]) > 0.0012)
            fail_msg("x %zu: %.5f, not %.3f", x, sum[x] / n[x], printed[x]);
    quen_lifetime_free(lifetime);
    quen_context_free(ctx);
}

static void test_held_out(void **state)
{
    (void)state;
    static const double pareto[8] = {0.138, 0.600, 1.196, 1.714,
                                     2.399, 2.907, 3.819, 6.403};
    static const double bg[8] = {0.225, 0.523, 1.044, 1.520, 2.164, 2.654, 3.504, 6.157};
    check_held_out(QUEN_LIFETIME_FAMILY_PARETO_NBD, pareto);
    check_held_out(QUEN_LIFETIME_FAMILY_BG_NBD, bg);
}

/* --- units --- */

#define FEW 400

typedef struct rows {
    double x[FEW], t_x[FEW], t[FEW], gaps[FEW], value[FEW];
} rows;

/* Times that have no unit, with a few of `most` returns. */
static void make_rows(rows *r, double most)
{
    uint32_t state = 7;
    for (size_t i = 0; i < FEW; i++) {
        state = state * 1664525 + 1013904223;
        uint32_t a = state >> 8 & 1023, b = state >> 18 & 1023;
        double count = a < 400 ? 0 : a < 700 ? 1 : a < 1010 ? a % 9 : most;
        r->t[i] = 1 + b / 7.0;
        r->x[i] = count;
        r->t_x[i] = count > 0 ? r->t[i] * (1 + a % 31) / 33.0 : 0;
        r->gaps[i] = count > 0 ? count * (log(r->t_x[i] / count) - 0.2) : 0;
        r->value[i] = count > 0 ? 5 + b % 97 : 0;
    }
}

static quen_lifetime *fit_rows(quen_context *ctx, const rows *r, size_t n,
                               const quen_lifetime_options *o)
{
    quen_lifetime *lifetime = NULL;
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, r->x, r->t_x, r->t, r->gaps, r->value, n,
                                          o, &lifetime));
    return lifetime;
}

/* Rounding of times is multiplied by x. */
static void check_units(double most, double tolerance)
{
    static rows plain, scaled;
    static quen_lifetime_future here[FEW], there[FEW];
    static const double units[] = {604800, 1 / 52.0, 1e-6, 1e9};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_rows(&plain, most);
    for (size_t u = 0; u < 4 * 3; u++) {
        quen_lifetime_options o = options_of((uint32_t)(u % 3));
        double unit = units[u / 3];
        o.prior = 1;
        scaled = plain;
        for (size_t i = 0; i < FEW; i++) {
            scaled.t[i] *= unit;
            scaled.t_x[i] = fmin(scaled.t_x[i] * unit, scaled.t[i]);
            scaled.gaps[i] += scaled.x[i] * log(unit);
        }
        quen_lifetime *a = fit_rows(ctx, &plain, FEW, &o),
                      *b = fit_rows(ctx, &scaled, FEW, &o);
        assert_int_equal(report_of(a).regularity, report_of(b).regularity);
        assert_ok(ctx, quen_lifetime_predict(ctx, a, 30, NULL, FEW, here));
        assert_ok(ctx, quen_lifetime_predict(ctx, b, 30 * unit, NULL, FEW, there));
        for (size_t i = 0; i < FEW; i++) {
            assert_true(isfinite(here[i].orders) && isfinite(here[i].value));
            if (fabs(here[i].orders - there[i].orders) >
                tolerance * here[i].orders + 1e-12)
                fail_msg("row %zu: %.15g and %.15g", i, here[i].orders, there[i].orders);
            if (fabs(here[i].wait[1] * unit - there[i].wait[1]) >
                tolerance * there[i].wait[1])
                fail_msg("row %zu waits %.15g and %.15g", i, here[i].wait[1] * unit,
                         there[i].wait[1]);
            if (fabs(here[i].wait_within[1] * unit - there[i].wait_within[1]) >
                tolerance * there[i].wait_within[1])
                fail_msg("row %zu waits %.15g and %.15g", i,
                         here[i].wait_within[1] * unit, there[i].wait_within[1]);
        }
        quen_lifetime_free(a);
        quen_lifetime_free(b);
    }
    quen_context_free(ctx);
}

/* --- many rows --- */

#define MANY 90000

typedef struct many {
    double x[MANY], t_x[MANY], t[MANY], value[MANY];
} many;

/* Who comes at one of four rates, and stays away after one order of five. */
static void make_many(many *m)
{
    static const double rates[] = {0.04, 0.1, 0.2, 0.4};
    for (uint64_t i = 0, at = 0; i < MANY; i++) {
        double rate = rates[quen__random_below(5, 1, i, 4)], day = 0;
        m->t[i] = 20 + 40 * quen__random_unit(5, 2, i);
        m->x[i] = m->t_x[i] = 0;
        while (quen__random_unit(5, 3, at++) > 0.2) {
            day -= log(1 - quen__random_unit(5, 4, at)) / rate;
            if (day >= m->t[i])
                break;
            m->x[i]++;
            m->t_x[i] = day;
        }
        m->value[i] = m->x[i] > 0 ? 5 + 40 * quen__random_unit(5, 5, i) : 0;
    }
}

/*
 * Of more than 32,768 rows the search begins with a part of them: it ends where it does
 * without, and the part is the same in whatever order rows come.
 */
static void test_many_rows(void **state)
{
    (void)state;
    static many plain, turned;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_lifetime *fits[3] = {NULL};
    make_many(&plain);
    for (size_t i = 0; i < MANY; i++) {
        turned.x[i] = plain.x[MANY - 1 - i];
        turned.t_x[i] = plain.t_x[MANY - 1 - i];
        turned.t[i] = plain.t[MANY - 1 - i];
        turned.value[i] = plain.value[MANY - 1 - i];
    }
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, plain.x, plain.t_x, plain.t, NULL,
                                          plain.value, MANY, NULL, &fits[0]));
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, turned.x, turned.t_x, turned.t, NULL,
                                          turned.value, MANY, NULL, &fits[1]));
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, plain.x, plain.t_x, plain.t, NULL,
                                          plain.value, 32000, NULL, &fits[2]));
    assert_int_equal(report_of(fits[0]).state, QUEN_LIFETIME_STATE_CONVERGED);
    for (size_t i = 0; i < 7; i++) {
        const double *whole = quen_lifetime_parameters(fits[0]),
                     *part = quen_lifetime_parameters(fits[2]);
        double error = quen_lifetime_standard_errors(fits[2])[i];
        assert_true(quen_lifetime_parameters(fits[1])[i] == whole[i]);
        assert_true(fabs(whole[i] - part[i]) < 4 * error && error < whole[i] / 2);
    }
    for (size_t i = 0; i < 3; i++)
        quen_lifetime_free(fits[i]);
    quen_context_free(ctx);
}

static void test_units(void **state)
{
    (void)state;
    check_units(20, 1e-9);
    check_units(100000, 1e-6);
}

/* --- no maximum --- */

/* All come at one rate, and nobody leaves: rates that differ by nothing are the best. */
static void make_alike(rows *r, size_t n, uint32_t seed)
{
    uint64_t state = seed;
    for (size_t i = 0; i < n; i++) {
        double at = 0;
        r->t[i] = 100 + (double)(i * 37 % 200);
        r->x[i] = r->t_x[i] = r->gaps[i] = r->value[i] = 0;
        for (;;) {
            state = state * UINT64_C(6364136223846793005) + 1;
            double gap = 1 - 20 * log(((double)(state >> 11) + 1) / 9007199254740993.0);
            if (at + gap > r->t[i])
                break;
            at = r->t_x[i] = at + gap;
            r->x[i] += 1;
        }
    }
}

/* Of gaps that are exponential, at the rate of all. */
static double likelihood_of_one_rate(const rows *r, size_t n)
{
    double x = 0, t = 0;
    for (size_t i = 0; i < n; i++) {
        x += r->x[i];
        t += r->t[i];
    }
    return x * log(x / t) - x;
}

static void test_flat(void **state)
{
    (void)state;
    static rows alike;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (uint32_t family = 0; family < 3; family++)
        for (size_t n = 5; n <= FEW; n = n * 2) {
            quen_lifetime_options o = options_of(family);
            make_alike(&alike, n, (uint32_t)n);
            o.regularity = 1;
            quen_lifetime *lifetime = fit_rows(ctx, &alike, n, &o);
            quen_lifetime_report r = report_of(lifetime);
            double least = likelihood_of_one_rate(&alike, n);
            if (r.state != QUEN_LIFETIME_STATE_FLAT || r.steps > 100)
                fail_msg("family %u of %zu: state %u after %llu steps", family, n,
                         r.state, (unsigned long long)r.steps);
            if (!(r.log_likelihood > least - 1e-3))
                fail_msg("family %u of %zu: %.12g, less than %.12g", family, n,
                         r.log_likelihood, least);
            quen_lifetime_free(lifetime);
        }
    quen_context_free(ctx);
}

/* --- k --- */

#define MOST_RHYTHMS 40000 /* rows, of which a part is looked at first */

typedef struct many_rows {
    double x[MOST_RHYTHMS], t_x[MOST_RHYTHMS], t[MOST_RHYTHMS], gaps[MOST_RHYTHMS];
} many_rows;

static double exponential(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return -log(((double)(*state >> 11) + 1) / 9007199254740993.0);
}

/* Gaps of k parts each, at rates (r 2) and chances to leave (a 1, b 6) of their own. */
static void make_rhythms(many_rows *r, size_t n, uint32_t k)
{
    uint64_t state = k;
    for (size_t i = 0; i < n; i++) {
        double rate = 0.05 * k * (exponential(&state) + exponential(&state)), at = 0;
        double leaves = exponential(&state) / 6;
        r->x[i] = r->t_x[i] = r->gaps[i] = 0;
        r->t[i] = 100 + 50 * exponential(&state);
        while (exponential(&state) > leaves) {
            double gap = 0;
            for (uint32_t part = 0; part < k; part++)
                gap += exponential(&state) / rate;
            if (at + gap > r->t[i])
                break;
            at = r->t_x[i] = at + gap;
            r->x[i] += 1;
            r->gaps[i] += log(gap);
        }
    }
}

static quen_lifetime_report report_of_k(quen_context *ctx, const many_rows *r, size_t n,
                                        uint32_t k)
{
    quen_lifetime_options o = options_of(QUEN_LIFETIME_FAMILY_MBG_CNBD);
    quen_lifetime *lifetime = NULL;
    o.regularity = k;
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, r->x, r->t_x, r->t, r->gaps, NULL, n, &o,
                                          &lifetime));
    quen_lifetime_report report = report_of(lifetime);
    quen_lifetime_free(lifetime);
    return report;
}

/* A k that is chosen is the one of the largest likelihood, as each by itself has it. */
static void test_likeliest_k(void **state)
{
    (void)state;
    static many_rows r;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (uint32_t k = 1; k <= 4; k++)
        for (size_t n = 500; n <= MOST_RHYTHMS; n *= 80) {
            make_rhythms(&r, n, k);
            quen_lifetime_report chosen = report_of_k(ctx, &r, n, 0);
            assert_int_equal(chosen.regularity, k);
            for (uint32_t other = k > 1 ? k - 1 : 1; other <= k + 1; other++) {
                quen_lifetime_report asked = report_of_k(ctx, &r, n, other);
                assert_int_equal(asked.state, QUEN_LIFETIME_STATE_CONVERGED);
                if (other == k)
                    assert_close(chosen.log_likelihood, asked.log_likelihood, 1e-12);
                else
                    assert_true(chosen.log_likelihood > asked.log_likelihood);
            }
        }
    quen_context_free(ctx);
}

/* --- logs --- */

static quen_orders *shop_of(quen_context *ctx, size_t customers, size_t days)
{
    shop_log shape = {customers, 6, days, 3, 1};
    quen_orders *orders = NULL;
    size_t n;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    free(lines);
    return orders;
}

/* Each within its limits, and of orders below `most`. */
static void check_answers(quen_context *ctx, const quen_lifetime *lifetime, double most)
{
    static quen_lifetime_future futures[200];
    size_t n = quen_lifetime_n_customers(lifetime);
    assert_true(n <= 200);
    assert_ok(ctx, quen_lifetime_predict(ctx, lifetime, 365, NULL, n, futures));
    for (size_t i = 0; i < n; i++) {
        const quen_lifetime_future *f = &futures[i];
        assert_true(f->customer == i && f->regular <= 1);
        assert_true(f->alive >= 0 && f->alive <= 1);
        assert_true(f->orders >= 0 && f->orders < most);
        assert_true(isnan(f->value) || (f->value >= 0 && isfinite(f->value)));
        assert_true(f->wait[0] > 0 && f->wait[0] <= f->wait[1] &&
                    f->wait[1] <= f->wait[2]);
        assert_true(f->wait_within[0] > 0 && f->wait_within[0] <= f->wait_within[1] &&
                    f->wait_within[1] <= f->wait_within[2] && f->wait_within[2] < 365);
        for (int q = 0; q < 3; q++)
            assert_true(f->wait_within[q] <= f->wait[q] * (1 + 1e-9));
    }
}

/* One line a customer and day given; two a day are one. */
static quen_orders *orders_of_days(quen_context *ctx, const int64_t *days, size_t n,
                                   int64_t customers)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (size_t i = 0; i < n; i++) {
        quen_order_line line = {.customer = quen_key_int((int64_t)i % customers),
                                .item = quen_key_int(1),
                                .time_s = 1700000000 + days[i] * DAY,
                                .quantity = 1,
                                .amount = 100 + (int64_t)i};
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
        line.time_s += 600;
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static void test_small_shops(void **state)
{
    (void)state;
    static const int64_t days[] = {0, 9, 20, 31, 33, 40, 55, 58};
    static const size_t customers[] = {1, 2, 5, 20, 100};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t family = 0; family < 3; family++) {
        quen_lifetime_options o = options_of(family);
        quen_lifetime *lifetime = NULL;
        for (int prior = 0; prior < 2; prior++) {
            o.prior = prior;
            for (size_t i = 0; i < 5; i++) {
                quen_orders *orders = shop_of(ctx, customers[i], 300);
                assert_ok(ctx, quen_lifetime_fit(ctx, orders, &o, &lifetime));
                check_answers(ctx, lifetime, prior ? 366 : 1e17);
                quen_lifetime_free(lifetime);
                quen_orders_free(orders);
            }
            for (size_t n = 0; n <= 8; n++)
                for (int64_t c = 1; c <= 4; c++) {
                    quen_orders *orders = orders_of_days(ctx, days, n, c);
                    assert_ok(ctx, quen_lifetime_fit(ctx, orders, &o, &lifetime));
                    check_answers(ctx, lifetime, prior ? 366 : 1e17);
                    assert_int_equal(report_of(lifetime).judged, 0);
                    if (n <= (size_t)c)
                        assert_int_equal(report_of(lifetime).state,
                                         QUEN_LIFETIME_STATE_PRIOR);
                    quen_lifetime_free(lifetime);
                    quen_orders_free(orders);
                }
        }
    }
    quen_context_free(ctx);
}

/* x, t_x, T and value of three customers, two of whom come twice a day. */
static void test_rows_of_log(void **state)
{
    (void)state;
    static const int64_t days[] = {0, 1, 5, 10, 8, 45, 25};
    static const double x[] = {2, 1, 1}, t_x[] = {25, 7, 40}, t[] = {39, 38, 34};
    static const double value[] = {(2 * 103 + 2 * 106) / 2.0, 2 * 104, 2 * 105};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = orders_of_days(ctx, days, 7, 3);
    quen_lifetime_options o = options_of(0);
    quen_lifetime *lifetime = NULL;
    o.now_s = 1700000000 / DAY * DAY + 40 * DAY;
    assert_ok(ctx, quen_lifetime_fit(ctx, orders, &o, &lifetime));
    assert_int_equal(quen_lifetime_n_customers(lifetime), 3);
    for (size_t i = 0; i < 2; i++) {
        assert_true(quen_lifetime_x(lifetime)[i] == x[i]);
        assert_true(quen_lifetime_t_x(lifetime)[i] == t_x[i]);
        assert_true(quen_lifetime_t(lifetime)[i] == t[i]);
        assert_true(quen_lifetime_value(lifetime)[i] == value[i]);
    }
    assert_true(quen_lifetime_x(lifetime)[2] == 0); /* day 45 is later */
    quen_lifetime_free(lifetime);
    o.now_s = 1700000000 / DAY * DAY + 46 * DAY;
    assert_ok(ctx, quen_lifetime_fit(ctx, orders, &o, &lifetime));
    assert_true(quen_lifetime_x(lifetime)[2] == x[2] &&
                quen_lifetime_t_x(lifetime)[2] == t_x[2] &&
                quen_lifetime_t(lifetime)[2] == 40 &&
                quen_lifetime_value(lifetime)[2] == value[2]);
    quen_lifetime_free(lifetime);
    o.now_s = 1700000000 / DAY * DAY + 3 * DAY;
    assert_ok(ctx, quen_lifetime_fit(ctx, orders, &o, &lifetime));
    assert_true(quen_lifetime_x(lifetime)[2] == -1); /* not there yet */
    check_answers(ctx, lifetime, 366);
    assert_int_equal(report_of(lifetime).customers, 2);
    quen_lifetime_free(lifetime);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Customers alike, orders by chance: there is nothing to tell them apart by. */
static quen_orders *null_orders(quen_context *ctx, uint32_t seed)
{
    enum { CUSTOMERS = 120, DAYS = 400, LINES = 1500 };
    quen_orders *orders = NULL;
    uint64_t state = seed * 7919 + 1;
    static quen_order_line lines[LINES + CUSTOMERS];
    for (size_t i = 0; i < LINES + CUSTOMERS; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        int64_t who = i < CUSTOMERS ? (int64_t)i : (int64_t)(state >> 33) % CUSTOMERS;
        int64_t day = i < CUSTOMERS ? 0 : (int64_t)(state >> 40) % DAYS;
        lines[i] = (quen_order_line){.customer = quen_key_int(who),
                                     .item = quen_key_int(1),
                                     .time_s = 1700000000 / DAY * DAY + day * DAY,
                                     .quantity = 1,
                                     .amount = 100};
    }
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, LINES + CUSTOMERS));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static void test_nothing_to_learn(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    size_t better = 0;
    for (uint32_t seed = 0; seed < 200; seed++) {
        quen_orders *orders = null_orders(ctx, seed);
        quen_lifetime *lifetime = NULL;
        assert_ok(ctx, quen_lifetime_fit(ctx, orders, NULL, &lifetime));
        quen_lifetime_report r = report_of(lifetime);
        assert_int_equal(r.judged, 1);
        assert_true(r.better == (r.answer == QUEN_LIFETIME_ANSWER_MODEL));
        assert_true(r.better == (r.z > 2));
        better += r.better;
        check_answers(ctx, lifetime, 366);
        quen_lifetime_free(lifetime);
        quen_orders_free(orders);
    }
    assert_true(better <= 14);
    quen_context_free(ctx);
}

/* A plain answer is the same for all, or x / T. */
static void test_plain_answer(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = null_orders(ctx, 5);
    quen_lifetime *lifetime = NULL;
    quen_lifetime_future futures[120];
    assert_ok(ctx, quen_lifetime_fit(ctx, orders, NULL, &lifetime));
    assert_int_equal(report_of(lifetime).answer, QUEN_LIFETIME_ANSWER_MEAN);
    assert_ok(ctx, quen_lifetime_predict(ctx, lifetime, 90, NULL, 120, futures));
    for (size_t i = 0; i < 120; i++) {
        assert_close(futures[i].orders, report_of(lifetime).check_orders, 1e-12);
        assert_true(futures[i].alive == futures[0].alive && !futures[i].regular);
        assert_true(futures[i].wait[1] == futures[0].wait[1]);
        double rate = futures[i].orders / 90, came = 1 - exp(-90 * rate);
        for (int q = 0; q < 3; q++)
            assert_close(futures[i].wait_within[q], -log(1 - (q + 1) / 4.0 * came) / rate,
                         1e-9);
    }
    quen_lifetime_free(lifetime);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bg_nbd),       cmocka_unit_test(test_pareto_nbd),
        cmocka_unit_test(test_mbg_nbd),      cmocka_unit_test(test_values),
        cmocka_unit_test(test_held_out),     cmocka_unit_test(test_units),
        cmocka_unit_test(test_many_rows),    cmocka_unit_test(test_small_shops),
        cmocka_unit_test(test_flat),         cmocka_unit_test(test_likeliest_k),
        cmocka_unit_test(test_rows_of_log),  cmocka_unit_test(test_nothing_to_learn),
        cmocka_unit_test(test_plain_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
