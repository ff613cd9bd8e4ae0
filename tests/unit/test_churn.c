/* Churn: labels, features and folds against naive ones; no future in the past. */
#include "churn_cases.h"

#include <math.h>

#include "core/rng.h"
#include "data/orders/log_walk.h"
#include "math/stats.h"
#include "models/churn/churn.h"
#include "quen/evaluate.h"

/* --- against a naive stack --- */

#define ORIGINS 12
#define LEARNED 8
#define COLUMNS (QUEN_FEATURES_BUILTIN - 3 + 6)

/* Customers at several moments, each with features, rhythm apart, and label. */
typedef struct table {
    size_t n, origins;
    size_t start[ORIGINS + 1];
    double *x; /* n x COLUMNS */
    double clock[ORIGINS * CUSTOMERS][4];
    uint32_t customers[ORIGINS * CUSTOMERS];
    uint8_t left[ORIGINS * CUSTOMERS], groups[ORIGINS * CUSTOMERS];
    double weights[ORIGINS * CUSTOMERS];
} table;

/* 1 if the customer bought between two moments. */
static int orders_between(const quen_order_line *lines, int64_t customer, int64_t from,
                          int64_t to)
{
    for (size_t i = 0; i < LINES; i++)
        if (lines[i].customer.number == customer && lines[i].time_s >= from &&
            lines[i].time_s < to && lines[i].amount >= 0 && lines[i].quantity >= 0)
            return 1;
    return 0;
}

/* One row: what is not of the clock, logarithms taken where they are in churn. */
static void take_features(const double *features, table *t)
{
    static const size_t logs[] = {2, 3, 4, 5, 6, 7, 8};
    double row[QUEN_FEATURES_BUILTIN], *x = t->x + t->n * COLUMNS;
    memcpy(row, features, sizeof row);
    for (size_t k = 0; k < sizeof logs / sizeof *logs; k++)
        row[logs[k]] = copysign(log1p(fabs(row[logs[k]])), row[logs[k]]);
    for (size_t j = 0; j < QUEN_FEATURES_BUILTIN; j++)
        if (j != 1 && j != 9 && j != 10)
            *x++ = row[j];
    t->clock[t->n][0] = features[0];
    t->clock[t->n][1] = features[1];
    t->clock[t->n][2] = features[2];
    t->clock[t->n][3] = features[9];
}

static void add_moment(quen_context *ctx, const quen_orders *orders, int64_t now,
                       int64_t active, table *t)
{
    static quen_order_line lines[LINES];
    quen_features_options options;
    quen_features *features = NULL;
    churn_lines(lines);
    quen_features_options_init(&options, sizeof options);
    options.now_s = now;
    assert_ok(ctx, quen_features_new(ctx, orders, &options, &features));
    for (size_t i = 0; i < quen_features_n_rows(features); i++) {
        uint32_t customer = quen_features_customers(features)[i];
        int64_t key = quen_orders_customer_key(orders, customer).number;
        if (active < LENGTH && !orders_between(lines, key, now - active, now))
            continue;
        take_features(quen_features_matrix(features) + i * QUEN_FEATURES_BUILTIN, t);
        t->customers[t->n] = customer;
        t->groups[t->n] = (uint8_t)t->origins;
        t->weights[t->n] = pow(0.5, (double)t->origins / 3);
        t->left[t->n++] = !orders_between(lines, key, now, now + 90 * DAY);
    }
    t->start[++t->origins] = t->n;
    quen_features_free(features);
}

static table *new_table(quen_context *ctx, const quen_orders *orders, int64_t now,
                        int64_t active, int origins)
{
    table *t = calloc(1, sizeof *t);
    assert_non_null(t);
    t->x = malloc(sizeof(double[ORIGINS * CUSTOMERS][COLUMNS]));
    assert_non_null(t->x);
    for (int i = 0; i < origins; i++)
        add_moment(ctx, orders, now - i * 30 * DAY, active, t);
    return t;
}

static void free_table(table *t)
{
    free(t->x);
    free(t);
}

/* The shop's gap as it was at one origin. */
static double shop_gap(const table *t, size_t origin)
{
    double sum = 0, n = 0;
    for (size_t i = t->start[origin]; i < t->start[origin + 1]; i++)
        if (t->clock[i][2] > 1) {
            sum += t->clock[i][3];
            n++;
        }
    return sum / n;
}

static void set_rhythm(table *t, double shop)
{
    for (size_t i = 0; i < t->n; i++) {
        double recency = t->clock[i][0], tenure = t->clock[i][1], n = t->clock[i][2];
        double gaps = n > 1 ? (n - 1) * t->clock[i][3] : 0;
        double ratio = recency / ((gaps + shop / 2) / (n - 0.5));
        double rate = n / (tenure > 1 ? tenure : 1);
        double *x = t->x + (i + 1) * COLUMNS - 6;
        x[0] = log1p(recency);
        x[1] = ratio;
        x[2] = log(ratio + 0.01);
        x[3] = exp(-ratio);
        x[4] = log(rate);
        x[5] = exp(-90 * rate);
    }
}

/* A regression on the origins first..last - 1; the rhythm of the table becomes theirs. */
static quen_logit *fit_table(quen_context *ctx, table *t, size_t first, size_t last)
{
    quen_logit *logit = NULL;
    uint8_t groups[ORIGINS * CUSTOMERS];
    double mixture[ORIGINS];
    quen_logit_options options;
    size_t from = t->start[first];
    set_rhythm(t, shop_gap(t, first));
    for (size_t i = from; i < t->start[last]; i++)
        groups[i - from] = (uint8_t)(t->groups[i] - first);
    for (size_t k = 0; k < last - first; k++)
        mixture[k] = 1 / (double)(last - first);
    quen_logit_options_init(&options, sizeof options);
    options.weights = t->weights + from;
    quen__logit_data data = {.x = t->x + from * COLUMNS,
                             .y = t->left + from,
                             .n = t->start[last] - from,
                             .d = COLUMNS,
                             .groups = groups,
                             .n_groups = last - first,
                             .mixture = mixture};
    assert_ok(ctx, quen__logit_fit(ctx, &data, &options, &logit));
    return logit;
}

/* The rows of an origin, held to what some origins had. */
static double *held_rows(const table *t, size_t origin, size_t first, size_t last)
{
    size_t n = t->start[origin + 1] - t->start[origin];
    double *rows = malloc(n * sizeof(double[COLUMNS]));
    assert_non_null(rows);
    memcpy(rows, t->x + t->start[origin] * COLUMNS, n * sizeof(double[COLUMNS]));
    for (size_t j = 0; j < COLUMNS; j++) {
        double least = INFINITY, most = -INFINITY;
        for (size_t i = t->start[first]; i < t->start[last]; i++) {
            least = fmin(least, t->x[i * COLUMNS + j]);
            most = fmax(most, t->x[i * COLUMNS + j]);
        }
        for (size_t i = 0; i < n; i++)
            rows[i * COLUMNS + j] = fmin(fmax(rows[i * COLUMNS + j], least), most);
    }
    return rows;
}

/* The newest origin foreseen by those that ended 90 days before it began. */
static void assert_report(quen_context *ctx, const quen_churn *churn, table *t)
{
    quen_churn_report report = churn_report_of(churn);
    size_t n = t->start[1], left = 0;
    double *score = malloc(n * sizeof *score);
    quen_binary_report measured;
    quen_auc_test test;
    assert_non_null(score);
    quen_logit *logit = fit_table(ctx, t, 3, t->origins);
    double *rows = held_rows(t, 0, 3, t->origins);
    assert_ok(ctx, quen_logit_predict(ctx, logit, rows, n, score));
    for (size_t i = 0; i < n; i++)
        left += t->left[i];
    quen_binary_report_init(&measured, sizeof measured);
    assert_ok(ctx,
              quen_evaluate_binary(ctx, t->left, score, n, NULL, &measured, NULL, NULL));
    assert_ok(ctx, quen_evaluate_auc_test(ctx, t->left, score, NULL, n, 0.95, &test));
    assert_int_equal(report.customers, n);
    assert_int_equal(report.churned, left);
    assert_true(report.judged && report.better);
    assert_close(report.auc, measured.auc, 1e-9);
    assert_close(report.log_loss, measured.log_loss, 1e-9);
    assert_close(report.brier, measured.brier, 1e-9);
    assert_close(report.lift10, measured.lift10, 1e-9);
    assert_close(report.mean_risk, measured.mean_score, 1e-9);
    assert_close(report.slope, measured.slope, 1e-6);
    assert_close(report.auc_low, 0.5 + test.low, 1e-9);
    assert_close(report.auc_high, 0.5 + test.high, 1e-9);
    quen_logit_free(logit);
    free(rows);
    free(score);
    ;
}

static void assert_same_fit(const quen_logit *a, const quen_logit *b)
{
    assert_int_equal(quen_logit_n_terms(a), COLUMNS);
    assert_close(quen_logit_intercept(a)[0], quen_logit_intercept(b)[0], 1e-7);
    for (size_t j = 0; j < COLUMNS; j++) {
        assert_close(quen_logit_coefficients(a)[j], quen_logit_coefficients(b)[j], 1e-7);
        assert_close(quen_logit_std_errors(a)[j], quen_logit_std_errors(b)[j], 1e-7);
    }
}

static void test_fit(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    (void)state;
    for (int active = 0; active <= 1; active++) {
        quen_churn_options options = churn_options();
        options.active_s = active ? 100 * DAY : INT64_MAX;
        quen_churn *churn = fit_churn(ctx, orders, &options);
        table *t = new_table(ctx, orders, CUTOFF, active ? 100 * DAY : LENGTH, 10);
        quen_churn_report report = churn_report_of(churn);
        assert_int_equal(report.cutoff_s, CUTOFF);
        assert_int_equal(report.horizon_s, 90 * DAY);
        assert_int_equal(quen_churn_n_origins(churn), 10);
        assert_report(ctx, churn, t);
        quen_logit *logit = fit_table(ctx, t, 0, LEARNED);
        assert_same_fit(quen_churn_logit(churn), logit);
        assert_string_equal(quen_churn_feature_name(churn, 0), "recency_days");
        assert_string_equal(quen_churn_feature_name(churn, 1), "orders");
        assert_string_equal(quen_churn_feature_name(churn, 12), "log_recency");
        assert_null(quen_churn_feature_name(churn, COLUMNS));
        quen_logit_free(logit);
        quen_churn_free(churn);
        free_table(t);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- prediction --- */

/* The largest effects by looking for them again and again. */
static void assert_reasons(const quen_churn_risk *risk, const double *effects)
{
    int taken[COLUMNS] = {0};
    for (uint32_t k = 0; k < QUEN_CHURN_REASONS; k++) {
        size_t best = COLUMNS;
        for (size_t t = 0; t < COLUMNS; t++)
            if (!taken[t] && effects[t] > (best < COLUMNS ? effects[best] : 0))
                best = t;
        if (best == COLUMNS) {
            assert_int_equal(risk->n_reasons, k);
            return;
        }
        taken[best] = 1;
        assert_true(risk->n_reasons > k);
        assert_int_equal(risk->reasons[k], best);
        assert_close(risk->effects[k], effects[best], 1e-9);
    }
    assert_int_equal(risk->n_reasons, QUEN_CHURN_REASONS);
}

static void hold(const quen_churn *churn, double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < COLUMNS; j++) {
            const quen_churn_drift *d = quen_churn_feature_drift(churn, j);
            x[i * COLUMNS + j] = fmin(fmax(x[i * COLUMNS + j], d->least), d->most);
        }
}

/* The sum of all effects and the average row's log odds make the risk. */
static void assert_whole(const quen_logit *logit, const quen_churn_risk *risk,
                         const double *effects)
{
    double odds = quen_logit_intercept(logit)[0];
    for (size_t j = 0; j < COLUMNS; j++)
        odds +=
            effects[j] + quen_logit_coefficients(logit)[j] * quen_logit_means(logit)[j];
    assert_close(risk->risk, 1 / (1 + exp(-odds)), 1e-9);
}

static void test_predict(void **state)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn_options options = churn_options();
    quen_churn_predict_options at;
    (void)state;
    options.active_s = 200 * DAY;
    quen_churn *churn = fit_churn(ctx, orders, &options);
    const quen_logit *logit = quen_churn_logit(churn);
    size_t n;
    table *learned = new_table(ctx, orders, CUTOFF, 200 * DAY, 1);
    quen_churn_predict_options_init(&at, sizeof at);
    for (int past = 0; past <= 1; past++) {
        at.now_s = past ? CUTOFF - 10 * DAY : INT64_MIN;
        table *t = new_table(ctx, orders, past ? at.now_s : START + LENGTH, 200 * DAY, 1);
        double *p = malloc(t->n * sizeof *p), *effects = malloc(t->n * COLUMNS * 8);
        assert_true(p && effects);
        set_rhythm(t, shop_gap(learned, 0));
        hold(churn, t->x, t->n);
        assert_ok(ctx, quen_logit_predict(ctx, logit, t->x, t->n, p));
        assert_ok(ctx, quen_logit_contributions(ctx, logit, t->x, t->n, effects));
        quen_churn_risk *risks =
            churn_predict_all(ctx, churn, orders, past ? &at : NULL, &n);
        assert_int_equal(n, t->n);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(risks[i].customer, t->customers[i]);
            assert_close(risks[i].risk, p[i], 1e-9);
            assert_int_equal(risks[i].reserved, 0);
            assert_reasons(&risks[i], effects + i * COLUMNS);
            assert_whole(logit, &risks[i], effects + i * COLUMNS);
        }
        free(risks);
        free(effects);
        free(p);
        free_table(t);
    }
    free_table(learned);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- no future in the past --- */

static void assert_same_risks(quen_context *ctx, const quen_churn *churn,
                              const quen_orders *a, const quen_orders *b, int64_t now)
{
    quen_churn_predict_options at;
    quen_churn_risk *risks[2];
    size_t n[2];
    quen_churn_predict_options_init(&at, sizeof at);
    at.now_s = now;
    risks[0] = churn_predict_all(ctx, churn, a, &at, &n[0]);
    risks[1] = churn_predict_all(ctx, churn, b, &at, &n[1]);
    assert_int_equal(n[0], n[1]);
    for (size_t i = 0; i < n[0]; i++) {
        quen_key key = quen_orders_customer_key(a, risks[0][i].customer);
        assert_int_equal(key.number,
                         quen_orders_customer_key(b, risks[1][i].customer).number);
        risks[1][i].customer = risks[0][i].customer; /* numbers move with the keys */
    }
    assert_memory_equal(risks[0], risks[1], n[0] * sizeof *risks[0]);
    free(risks[0]);
    free(risks[1]);
}

static void assert_same_regression(const quen_churn *a, const quen_churn *b)
{
    size_t size = COLUMNS * sizeof(double);
    assert_int_equal(quen_logit_n_terms(&a->logit), COLUMNS);
    assert_memory_equal(quen_logit_coefficients(&a->logit),
                        quen_logit_coefficients(&b->logit), size);
    assert_memory_equal(quen_logit_intercept(&a->logit), quen_logit_intercept(&b->logit),
                        sizeof(double));
    for (uint32_t j = 0; j < COLUMNS; j++) {
        assert_true(a->drifts[j].least == b->drifts[j].least);
        assert_true(a->drifts[j].most == b->drifts[j].most);
    }
}

/* What is sold after the cut-off changes nothing, as long as the same people come. */
static void test_no_leak_of_sales(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    (void)state;
    churn_lines(lines);
    for (size_t i = 0; i < LINES; i++)
        if (lines[i].time_s >= CUTOFF) {
            lines[i].amount *= 3; /* a visit stays one */
            lines[i].quantity *= 11;
            lines[i].item = quen_key_int(lines[i].item.number % 7);
        }
    quen_orders *other = support_orders(ctx, lines, LINES);
    quen_churn *churn = fit_churn(ctx, orders, NULL),
               *again = fit_churn(ctx, other, NULL);
    assert_same_regression(churn, again);
    assert_memory_equal(churn->origins, again->origins,
                        churn->n_origins * sizeof *churn->origins);
    assert_same_risks(ctx, churn, orders, other, CUTOFF);
    quen_churn_free(churn);
    quen_churn_free(again);
    quen_orders_free(orders);
    quen_orders_free(other);
    quen_context_free(ctx);
}

/* Who comes after the cut-off changes labels, and only those. */
static void test_no_leak_of_visits(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    size_t n = 0;
    (void)state;
    churn_lines(lines);
    for (size_t i = 0; i < LINES; i++)
        if (lines[i].time_s < CUTOFF || lines[i].customer.number % 3 == 0)
            lines[n++] = lines[i];
    quen_orders *other = support_orders(ctx, lines, n);
    quen_churn *churn = fit_churn(ctx, orders, NULL),
               *again = fit_churn(ctx, other, NULL);
    assert_int_equal(churn_report_of(churn).customers, churn_report_of(again).customers);
    assert_true(churn_report_of(churn).churned < churn_report_of(again).churned);
    for (size_t t = 0; t < quen_logit_n_terms(quen_churn_logit(churn)); t++)
        assert_true(quen_logit_means(quen_churn_logit(churn))[t] ==
                    quen_logit_means(quen_churn_logit(again))[t]);
    assert_same_risks(ctx, churn, orders, other, CUTOFF);
    quen_churn_free(churn);
    quen_churn_free(again);
    quen_orders_free(orders);
    quen_orders_free(other);
    quen_context_free(ctx);
}

/* --- recency alone --- */

/* Customers who all come at random and alike: but for recency's sake nobody is known. */
static quen_orders *random_orders(quen_context *ctx, uint64_t seed)
{
    static quen_order_line lines[600];
    for (size_t i = 0; i < 600; i++) {
        lines[i] = (quen_order_line){.quantity = 1, .amount = 100};
        lines[i].customer = quen_key_int((int64_t)quen__random_below(seed, 0, i, 120));
        lines[i].item = quen_key_int((int64_t)quen__random_below(seed, 1, i, 9));
        lines[i].time_s =
            START + (int64_t)quen__random_below(seed, 2, i, (uint64_t)LENGTH);
    }
    lines[0].time_s = START;
    lines[1].time_s = START + LENGTH - 1;
    return support_orders(ctx, lines, 600);
}

static void assert_alone(quen_context *ctx, const quen_churn *churn,
                         const quen_orders *orders)
{
    quen_churn_report report = churn_report_of(churn);
    size_t n, m;
    assert_true(report.judged && report.auc <= report.recency_auc);
    assert_int_equal(quen_churn_n_features(churn), 2);
    assert_string_equal(quen_churn_feature_name(churn, 0), "recency_days");
    assert_string_equal(quen_churn_feature_name(churn, 1), "log_recency");
    assert_non_null(strstr(quen_churn_note(churn), "since the last visit alone"));
    assert_close(quen_churn_origin_summary(churn, 0)->mean_risk, report.recency_mean_risk,
                 0);
    quen_churn_risk *risks = churn_predict_all(ctx, churn, orders, NULL, &n);
    table *t = new_table(ctx, orders, START + LENGTH, LENGTH, 1);
    double *x = malloc(t->n * 16), *p = malloc(t->n * sizeof *p), sum = 0;
    assert_true(x && p);
    for (size_t i = 0; i < t->n; i++) {
        const quen_churn_drift *d[] = {quen_churn_feature_drift(churn, 0),
                                       quen_churn_feature_drift(churn, 1)};
        x[2 * i] = fmin(fmax(t->clock[i][0], d[0]->least), d[0]->most);
        x[2 * i + 1] = fmin(fmax(log1p(t->clock[i][0]), d[1]->least), d[1]->most);
    }
    assert_ok(ctx, quen_logit_predict(ctx, quen_churn_logit(churn), x, t->n, p));
    assert_int_equal(n, t->n);
    for (m = 0; m < n; m++) {
        assert_close(risks[m].risk, p[m], 1e-9);
        sum += p[m] / (double)n;
    }
    assert_close(report.now_mean_risk, sum, 1e-9);
    assert_int_equal(report.now_customers, n);
    free(x);
    free(p);
    free(risks);
    free_table(t);
}

static void test_recency_alone(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    int alone = 0, own = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        quen_orders *orders = random_orders(ctx, seed);
        quen_churn *churn = fit_churn(ctx, orders, NULL);
        if (churn_report_of(churn).better)
            own++;
        else if (alone++ == 0)
            assert_alone(ctx, churn, orders);
        quen_churn_free(churn);
        quen_orders_free(orders);
    }
    assert_true(alone > 0 && own > 0);
    quen_context_free(ctx);
}

/* --- attributes --- */

static void test_attributes(void **state)
{
    static churn_people p;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn_options options = churn_options();
    quen_churn_predict_options at;
    static quen_churn_risk room[CUSTOMERS];
    quen_churn_risk *risks, *again;
    size_t n = 9, m;
    (void)state;
    make_churn_people(&p);
    options.attributes = p.attributes;
    options.n_attributes = 2;
    quen_churn *churn = fit_churn(ctx, orders, &options);
    assert_string_equal(quen_churn_feature_name(churn, 12), "age");
    assert_string_equal(quen_churn_feature_name(churn, 14), "city=1");
    assert_string_equal(quen_churn_feature_name(churn, 23), "age missing");
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "attribute 'age' is missing",
                 quen_churn_predict(ctx, churn, orders, NULL, room, CUSTOMERS, &n));
    assert_int_equal(n, 0);
    quen_churn_predict_options_init(&at, sizeof at);
    at.attributes = p.attributes;
    at.n_attributes = 2;
    risks = churn_predict_all(ctx, churn, orders, &at, &n);
    quen_attribute first = p.attributes[0];
    p.attributes[0] = p.attributes[1];
    p.attributes[1] = first;
    p.attributes[0].max_levels = 1; /* levels are those of the fit */
    again = churn_predict_all(ctx, churn, orders, &at, &m);
    assert_int_equal(n, m);
    assert_memory_equal(risks, again, n * sizeof *risks);
    free(risks);
    free(again);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Columns of which nothing is known, and a level with a name beyond any bound. */
static void test_odd_columns(void **state)
{
    static churn_people p;
    static char bytes[2000];
    static uint64_t offsets[CUSTOMERS + 1];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn_options options = churn_options();
    (void)state;
    make_churn_people(&p);
    for (size_t i = 0; i < CUSTOMERS; i++) {
        p.age[i] = NAN;
        offsets[i + 1] = sizeof bytes;
    }
    memset(bytes, 'z', sizeof bytes);
    p.attributes[1].categories = (quen_key_column){.bytes = bytes, .offsets = offsets};
    options.attributes = p.attributes;
    options.n_attributes = 2;
    quen_churn *churn = fit_churn(ctx, orders, &options);
    assert_true(quen_logit_coefficients(quen_churn_logit(churn))[12] == 0);
    assert_true(isfinite(churn_report_of(churn).auc));
    assert_true(strlen(quen_churn_feature_name(churn, 13)) > 255 ||
                strlen(quen_churn_feature_name(churn, 14)) > 255);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- real customers --- */

/* Days since 1970 of a date yyyymmdd. */
static int64_t day_of(int date)
{
    int y = date / 10000, m = date / 100 % 100, d = date % 100;
    int64_t era_year = m > 2 ? y : y - 1;
    int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era_year * 365 + era_year / 4 - era_year / 100 + era_year / 400 + of_year -
           719468;
}

/* 23,570 buyers of CDs, who all came first in the first quarter of 1997. */
static quen_orders *cdnow_orders(quen_context *ctx)
{
    size_t size;
    char *data = data_read("cdnow/CDNOW_master.txt.gz", &size);
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (char *p = strchr(data, '\n') + 1; *p; p = strchr(p, '\n') + 1) {
        int customer, date, quantity, dollars, cents;
        quen_order_line line = {0};
        if (sscanf(p, "%d %d %d %d.%d", &customer, &date, &quantity, &dollars, &cents) !=
            5)
            continue;
        line.customer = quen_key_int(customer);
        line.order = quen_key_int(p - data);
        line.item = quen_key_text("CD");
        line.time_s = day_of(date) * DAY + DAY / 2;
        line.quantity = quantity;
        line.amount = dollars * 100 + cents;
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    free(data);
    return orders;
}

/* Who came from a moment on, of customers who were there before it. */
static uint8_t *who_left(const quen__log *log, const quen_churn_risk *risks, size_t n,
                         int64_t from)
{
    uint8_t *left = malloc(n);
    assert_non_null(left);
    for (size_t i = 0; i < n; i++) {
        int64_t last;
        assert_true(quen__log_last_visit(log, risks[i].customer, QUEN_TIME_MAX, &last));
        left[i] = last < from;
    }
    return left;
}

static void assert_foreseen(const quen_churn_risk *risks, const uint8_t *left, size_t n)
{
    double *score = malloc(n * sizeof *score), mean = 0, truth = 0, top = 0, on_top = 0;
    uint32_t *order = malloc(n * 4), *scratch = malloc(n * 4);
    size_t tenth = (n + 9) / 10;
    assert_true(score && order && scratch);
    for (size_t i = 0; i < n; i++) {
        score[i] = risks[i].risk;
        mean += score[i] / (double)n;
        truth += left[i] / (double)n;
    }
    quen__stats_rank(score, n, order, scratch);
    for (size_t i = 0; i < tenth; i++) {
        top += score[order[i]] / (double)tenth;
        on_top += left[order[i]] / (double)tenth;
    }
    assert_true(fabs(mean - truth) < 0.03);
    assert_true(fabs(top - on_top) < 0.03);
    free(score);
    free(order);
    free(scratch);
}

static void assert_measures(const quen_churn_risk *risks, const uint8_t *left, size_t n,
                            double auc, double log_loss)
{
    double *score = malloc(n * sizeof *score);
    uint32_t *order = malloc(n * 4), *scratch = malloc(n * 4);
    assert_true(score && order && scratch);
    for (size_t i = 0; i < n; i++)
        score[i] = risks[i].risk;
    quen__stats_rank(score, n, order, scratch);
    assert_true(quen__stats_auc(score, left, order, n) > auc);
    assert_true(quen__stats_log_loss(score, left, n) < log_loss);
    free(score);
    free(order);
    free(scratch);
}

/* The newest horizon of the log, foreseen by what was known when it began. */
static void test_cdnow(void **state)
{
    static const double aucs[] = {0.850, 0.849, 0.839};
    static const double losses[] = {0.1828, 0.2501, 0.2990};
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *orders = cdnow_orders(ctx);
    int64_t end = day_of(19980701) * DAY - DAY / 2 + 1;
    quen__log log;
    (void)state;
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    for (int i = 0; i < 3; i++) {
        quen_churn_options options = churn_options();
        quen_churn_predict_options at;
        size_t n;
        quen_churn_predict_options_init(&at, sizeof at);
        options.horizon_s = (i + 1) * 30 * DAY;
        at.now_s = end - options.horizon_s;
        options.cutoff_s = at.now_s - options.horizon_s;
        quen_churn *churn = fit_churn(ctx, orders, &options);
        quen_churn_report report = churn_report_of(churn);
        assert_true(report.judged && report.better);
        assert_true(report.log_loss < report.recency_log_loss);
        quen_churn_risk *risks = churn_predict_all(ctx, churn, orders, &at, &n);
        assert_int_equal(n, 23570);
        uint8_t *left = who_left(&log, risks, n, at.now_s);
        assert_foreseen(risks, left, n);
        assert_measures(risks, left, n, aucs[i], losses[i]);
        free(left);
        free(risks);
        quen_churn_free(churn);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_predict),
        cmocka_unit_test(test_no_leak_of_sales),
        cmocka_unit_test(test_no_leak_of_visits),
        cmocka_unit_test(test_recency_alone),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_odd_columns),
        cmocka_unit_test(test_cdnow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
