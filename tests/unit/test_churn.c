/* Churn: labels, features and folds against naive ones; no future in the past. */
#include "support.h"

#include <math.h>

#include "mend.h"
#include "model_bytes.h"

#include "core/rng.h"
#include "math/stats.h"
#include "models/churn/churn.h"

#define DAY INT64_C(86400)
#define CUSTOMERS 300
#define LINES 2400
#define START (INT64_C(19000) * DAY)
#define LENGTH (400 * DAY)
#define CUTOFF (START + LENGTH - 90 * DAY)

static uint64_t draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(31, what, i, n);
}

/*
 * Customers with a pace of their own, of whom some stop coming at some moment. Customer 0
 * buys to the end, so that the log has its length.
 */
static void make_lines(quen_order_line *lines)
{
    for (size_t i = 0; i < LINES; i++) {
        uint64_t customer = draw(i, 0, draw(i, 9, 3) ? 80 : CUSTOMERS);
        int64_t stop =
            draw(customer, 1, 2) ? LENGTH : (int64_t)draw(customer, 2, 400) * DAY;
        int64_t pace = (int64_t)draw(customer, 3, 60 * DAY) + DAY;
        int64_t time = (int64_t)draw(i, 4, LENGTH) / pace * pace;
        quen_order_line line = {0};
        line.customer = quen_key_int((int64_t)customer);
        line.item = quen_key_int((int64_t)draw(i, 5, 40));
        line.time_s = START + (time < stop ? time : time % stop);
        line.quantity = 1 + (int64_t)draw(i, 6, 4);
        line.amount = 100 + (int64_t)draw(i, 7, 5000);
        if (draw(i, 8, 20) == 0)
            line.amount = -line.amount / 2;
        lines[i] = line;
    }
    lines[0].customer = quen_key_int(0);
    lines[0].time_s = START + LENGTH - 1;
}

static quen_orders *load(quen_context *ctx, const quen_order_line *lines, size_t n)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static quen_orders *sample_orders(quen_context *ctx)
{
    static quen_order_line lines[LINES];
    make_lines(lines);
    return load(ctx, lines, LINES);
}

static quen_churn_options new_options(void)
{
    quen_churn_options options;
    quen_churn_options_init(&options, sizeof options);
    return options;
}

static quen_churn *fit(quen_context *ctx, const quen_orders *orders,
                       const quen_churn_options *options)
{
    quen_churn *churn = NULL;
    assert_ok(ctx, quen_churn_fit(ctx, orders, options, &churn));
    return churn;
}

static quen_churn_report report_of(const quen_churn *churn)
{
    quen_churn_report report;
    quen_churn_report_init(&report, sizeof report);
    quen_churn_get_report(churn, &report);
    return report;
}

/* --- against public parts put together --- */

/* The features at a moment, their logarithms taken; n x QUEN_FEATURES_BUILTIN. */
typedef struct table {
    size_t n;
    uint32_t *customers;
    double *x;
    uint8_t *left;
} table;

static int orders_between(const quen_order_line *lines, int64_t customer, int64_t from,
                          int64_t to)
{
    for (size_t i = 0; i < LINES; i++)
        if (lines[i].customer.number == customer && lines[i].time_s >= from &&
            lines[i].time_s < to)
            return 1;
    return 0;
}

static table new_table(quen_context *ctx, const quen_orders *orders, int64_t now,
                       int64_t active)
{
    static quen_order_line lines[LINES];
    static const char *const logs[] = {
        "orders",           "lines",           "distinct_items", "quantity", "revenue",
        "order_value_mean", "order_value_std", "gap_days_mean",  "gap_cv"};
    quen_features_options options;
    quen_features *features = NULL;
    make_lines(lines);
    quen_features_options_init(&options, sizeof options);
    options.now_s = now;
    assert_ok(ctx, quen_features_new(ctx, orders, &options, &features));
    size_t rows = quen_features_n_rows(features), d = quen_features_n_columns(features);
    table t = {0, malloc(rows * 4), malloc(rows * d * sizeof(double)), malloc(rows)};
    assert_true(t.customers && t.x && t.left);
    for (size_t i = 0; i < rows; i++) {
        uint32_t customer = quen_features_customers(features)[i];
        int64_t key = quen_orders_customer_key(orders, customer).number;
        if (!orders_between(lines, key, now - active, now))
            continue;
        memcpy(t.x + t.n * d, quen_features_matrix(features) + i * d, d * sizeof(double));
        t.customers[t.n] = customer;
        t.left[t.n++] = !orders_between(lines, key, now, now + 90 * DAY);
    }
    for (size_t j = 0; j < d; j++)
        for (size_t k = 0; k < sizeof logs / sizeof *logs; k++)
            if (strcmp(quen_features_column_name(features, j), logs[k]) == 0)
                for (size_t i = 0; i < t.n; i++)
                    t.x[i * d + j] =
                        copysign(log1p(fabs(t.x[i * d + j])), t.x[i * d + j]);
    quen_features_free(features);
    return t;
}

static void free_table(table *t)
{
    free(t->customers);
    free(t->x);
    free(t->left);
}

static quen_logit *fit_table(quen_context *ctx, const table *t)
{
    quen_logit *logit = NULL;
    assert_ok(ctx, quen_logit_fit(ctx, t->x, t->left, t->n, QUEN_FEATURES_BUILTIN, NULL,
                                  &logit));
    return logit;
}

static void assert_same_logit(const quen_logit *a, const quen_logit *b)
{
    size_t terms = quen_logit_n_terms(b);
    assert_int_equal(quen_logit_n_terms(a), terms);
    for (size_t t = 0; t < terms; t++) {
        assert_close(quen_logit_coefficients(a)[t], quen_logit_coefficients(b)[t], 1e-12);
        assert_close(quen_logit_std_errors(a)[t], quen_logit_std_errors(b)[t], 1e-12);
    }
}

static void assert_report(quen_context *ctx, const quen_churn *churn, const table *t)
{
    quen_churn_report report = report_of(churn);
    double *score = malloc(t->n * sizeof *score), *own = malloc(t->n * sizeof *own);
    uint32_t *order = malloc(t->n * 4), *scratch = malloc(t->n * 4);
    size_t d = QUEN_FEATURES_BUILTIN, left = 0;
    assert_true(score && own && order && scratch);
    for (uint64_t fold = 0; fold < 5; fold++) {
        table others = {0, NULL, malloc(t->n * d * sizeof(double)), malloc(t->n)};
        for (size_t i = 0; i < t->n; i++)
            if (quen__random_below(0, 0, i, 5) != fold) {
                memcpy(others.x + others.n * d, t->x + i * d, d * sizeof(double));
                others.left[others.n++] = t->left[i];
            }
        quen_logit *logit = fit_table(ctx, &others);
        assert_ok(ctx, quen_logit_predict(ctx, logit, t->x, t->n, own));
        for (size_t i = 0; i < t->n; i++)
            if (quen__random_below(0, 0, i, 5) == fold)
                score[i] = own[i];
        quen_logit_free(logit);
        free_table(&others);
    }
    for (size_t i = 0; i < t->n; i++)
        left += t->left[i];
    quen__stats_rank(score, t->n, order, scratch);
    assert_int_equal(report.customers, t->n);
    assert_int_equal(report.churned, left);
    assert_close(report.auc, quen__stats_auc(score, t->left, order, t->n), 1e-12);
    assert_close(report.log_loss, quen__stats_log_loss(score, t->left, t->n), 1e-12);
    assert_close(report.brier, quen__stats_brier(score, t->left, t->n), 1e-12);
    assert_close(report.lift10, quen__stats_lift10(t->left, order, t->n), 1e-12);
    free(score);
    free(own);
    free(order);
    free(scratch);
}

static void test_fit(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    (void)state;
    for (int active = 0; active <= 1; active++) {
        quen_churn_options options = new_options();
        options.active_s = active ? 60 * DAY : INT64_MAX;
        quen_churn *churn = fit(ctx, orders, &options);
        table t = new_table(ctx, orders, CUTOFF, active ? 60 * DAY : LENGTH);
        quen_logit *logit = fit_table(ctx, &t);
        quen_churn_report report = report_of(churn);
        assert_int_equal(report.cutoff_s, CUTOFF);
        assert_int_equal(report.horizon_s, 90 * DAY);
        assert_same_logit(quen_churn_logit(churn), logit);
        assert_report(ctx, churn, &t);
        assert_true(report.auc > 0.6);
        assert_string_equal(quen_churn_feature_name(churn, 0), "recency_days");
        assert_string_equal(quen_churn_feature_name(churn, 15), "gap_days_mean missing");
        assert_null(quen_churn_feature_name(churn, 17));
        quen_logit_free(logit);
        quen_churn_free(churn);
        free_table(&t);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* That a gap or its spread is unknown, terms 15 and 16, counts with columns 9 and 10. */
static size_t merge_indicators(double *effects, size_t terms)
{
    assert_int_equal(terms, QUEN_FEATURES_BUILTIN + 2);
    effects[9] += effects[15];
    effects[10] += effects[16];
    return QUEN_FEATURES_BUILTIN;
}

/* The risks of a log's active customers, to be freed. */
static quen_churn_risk *predict(quen_context *ctx, const quen_churn *churn,
                                const quen_orders *orders,
                                const quen_churn_predict_options *options, size_t *n)
{
    size_t written;
    assert_ok(ctx, quen_churn_predict(ctx, churn, orders, options, NULL, 0, n));
    quen_churn_risk *risks = malloc((*n + 1) * sizeof *risks);
    assert_non_null(risks);
    assert_ok(ctx, quen_churn_predict(ctx, churn, orders, options, risks, *n, &written));
    assert_int_equal(written, *n);
    return risks;
}

/* The largest effects by looking for them again and again. */
static void assert_reasons(const quen_churn_risk *risk, double *effects, size_t terms)
{
    int taken[64] = {0};
    terms = merge_indicators(effects, terms);
    for (uint32_t k = 0; k < QUEN_CHURN_REASONS; k++) {
        size_t best = terms;
        for (size_t t = 0; t < terms; t++)
            if (!taken[t] && effects[t] > (best < terms ? effects[best] : 0))
                best = t;
        if (best == terms) {
            assert_int_equal(risk->n_reasons, k);
            return;
        }
        taken[best] = 1;
        assert_true(risk->n_reasons > k);
        assert_int_equal(risk->reasons[k], best);
        assert_true(risk->effects[k] == effects[best] && risk->effects[k] > 0);
    }
    assert_int_equal(risk->n_reasons, QUEN_CHURN_REASONS);
}

static void test_predict(void **state)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn_options options = new_options();
    quen_churn_predict_options at;
    (void)state;
    options.active_s = 200 * DAY;
    quen_churn *churn = fit(ctx, orders, &options);
    const quen_logit *logit = quen_churn_logit(churn);
    size_t terms = quen_logit_n_terms(logit), n;
    quen_churn_predict_options_init(&at, sizeof at);
    for (int past = 0; past <= 1; past++) {
        at.now_s = past ? CUTOFF - 10 * DAY : INT64_MIN;
        table t = new_table(ctx, orders, past ? at.now_s : START + LENGTH, 200 * DAY);
        double *p = malloc(t.n * sizeof *p), *effects = malloc(t.n * terms * sizeof *p);
        assert_true(p && effects);
        assert_ok(ctx, quen_logit_predict(ctx, logit, t.x, t.n, p));
        assert_ok(ctx, quen_logit_contributions(ctx, logit, t.x, t.n, effects));
        quen_churn_risk *risks = predict(ctx, churn, orders, past ? &at : NULL, &n);
        assert_int_equal(n, t.n);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(risks[i].customer, t.customers[i]);
            assert_true(risks[i].risk == p[i] && risks[i].reserved == 0);
            assert_reasons(&risks[i], effects + i * terms, terms);
        }
        free(risks);
        free(effects);
        free(p);
        free_table(&t);
    }
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
    risks[0] = predict(ctx, churn, a, &at, &n[0]);
    risks[1] = predict(ctx, churn, b, &at, &n[1]);
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

/* What is sold after the cut-off changes nothing, as long as the same people come. */
static void test_no_leak_of_sales(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    (void)state;
    make_lines(lines);
    for (size_t i = 0; i < LINES; i++)
        if (lines[i].time_s >= CUTOFF) {
            lines[i].amount = 7 - 3 * lines[i].amount;
            lines[i].quantity *= 11;
            lines[i].item = quen_key_int(lines[i].item.number % 7);
        }
    quen_orders *other = load(ctx, lines, LINES);
    quen_churn *churn = fit(ctx, orders, NULL), *again = fit(ctx, other, NULL);
    assert_int_equal(churn->model.image.size, again->model.image.size);
    assert_memory_equal(churn->model.image.data, again->model.image.data,
                        churn->model.image.size);
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
    quen_orders *orders = sample_orders(ctx);
    size_t n = 0;
    (void)state;
    make_lines(lines);
    for (size_t i = 0; i < LINES; i++)
        if (lines[i].time_s < CUTOFF || lines[i].customer.number % 3 == 0)
            lines[n++] = lines[i];
    quen_orders *other = load(ctx, lines, n);
    quen_churn *churn = fit(ctx, orders, NULL), *again = fit(ctx, other, NULL);
    assert_int_equal(report_of(churn).customers, report_of(again).customers);
    assert_true(report_of(churn).churned < report_of(again).churned);
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

/* --- attributes --- */

typedef struct people {
    int64_t keys[CUSTOMERS];
    double age[CUSTOMERS];
    int64_t city[CUSTOMERS];
    quen_attribute attributes[2];
} people;

static void make_people(people *p)
{
    memset(p, 0, sizeof *p);
    for (size_t i = 0; i < CUSTOMERS; i++) {
        p->keys[i] = (int64_t)i;
        p->age[i] = draw(i, 20, 10) ? 20 + (double)draw(i, 21, 50) : NAN;
        p->city[i] = (int64_t)draw(i, 22, 3);
    }
    p->attributes[0].name = "age";
    p->attributes[0].numbers = p->age;
    p->attributes[1].name = "city";
    p->attributes[1].categories.numbers = p->city;
    for (int i = 0; i < 2; i++) {
        p->attributes[i].customers.numbers = p->keys;
        p->attributes[i].n = CUSTOMERS;
    }
}

static void test_attributes(void **state)
{
    static people p;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn_options options = new_options();
    quen_churn_predict_options at;
    static quen_churn_risk room[CUSTOMERS];
    quen_churn_risk *risks, *again;
    size_t n = 9, m;
    (void)state;
    make_people(&p);
    options.attributes = p.attributes;
    options.n_attributes = 2;
    quen_churn *churn = fit(ctx, orders, &options);
    assert_string_equal(quen_churn_feature_name(churn, 15), "age");
    assert_string_equal(quen_churn_feature_name(churn, 17), "city=1");
    assert_string_equal(quen_churn_feature_name(churn, 22), "age missing");
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "attribute 'age' is missing",
                 quen_churn_predict(ctx, churn, orders, NULL, room, CUSTOMERS, &n));
    assert_int_equal(n, 0);
    quen_churn_predict_options_init(&at, sizeof at);
    at.attributes = p.attributes;
    at.n_attributes = 2;
    risks = predict(ctx, churn, orders, &at, &n);
    quen_attribute first = p.attributes[0];
    p.attributes[0] = p.attributes[1];
    p.attributes[1] = first;
    p.attributes[0].max_levels = 1; /* levels are those of the fit */
    again = predict(ctx, churn, orders, &at, &m);
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
    static people p;
    static char bytes[2000];
    static uint64_t offsets[CUSTOMERS + 1];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn_options options = new_options();
    (void)state;
    make_people(&p);
    for (size_t i = 0; i < CUSTOMERS; i++) {
        p.age[i] = NAN;
        offsets[i + 1] = sizeof bytes;
    }
    memset(bytes, 'z', sizeof bytes);
    p.attributes[1].categories = (quen_key_column){.bytes = bytes, .offsets = offsets};
    options.attributes = p.attributes;
    options.n_attributes = 2;
    quen_churn *churn = fit(ctx, orders, &options);
    assert_true(quen_logit_coefficients(quen_churn_logit(churn))[15] == 0);
    assert_true(isfinite(report_of(churn).auc));
    assert_true(strlen(quen_churn_feature_name(churn, 16)) > 255 ||
                strlen(quen_churn_feature_name(churn, 17)) > 255);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- what the log does not tell, and settings --- */

static void refuse(quen_context *ctx, const quen_orders *orders,
                   quen_churn_options *options, quen_status status, const char *words)
{
    quen_churn *churn = (quen_churn *)(void *)options;
    assert_fails(ctx, status, words, quen_churn_fit(ctx, orders, options, &churn));
    assert_null(churn);
    *options = new_options();
}

static void test_refuses_settings(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn_options options = new_options();
    (void)state;
    options.horizon_s = 0;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "horizon_s is 0");
    options.horizon_s = INT64_MAX;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "horizon_s is");
    options.active_s = 0;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "active_s is 0");
    options.period_s = -1;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "period_s is -1");
    options.l2 = NAN;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "l2 is");
    options.utc_offset_s = 86401;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "utc_offset_s is 86401");
    options.cutoff_s = QUEN_TIME_MAX + 2;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "the moment");
    options.struct_size = 1;
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "churn options: struct_size");
    options.n_attributes = 1;
    options.attributes = &(quen_attribute){.name = ""};
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "attribute 0");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_not_told(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn_options options = new_options();
    (void)state;
    options.cutoff_s = START;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "nobody ordered before the cut-off");
    options.horizon_s = LENGTH + DAY;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "nobody ordered before the cut-off");
    options.cutoff_s = CUTOFF + 1;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "before cut-off + horizon");
    options.cutoff_s = QUEN_TIME_MAX;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "before cut-off + horizon");
    options.active_s = 1;
    options.cutoff_s = CUTOFF - 12345;
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "nobody was active");
    quen_orders_free(orders);

    assert_ok(ctx, quen_orders_new(ctx, &orders));
    refuse(ctx, orders, &options, QUEN_ERR_ARGUMENT, "finish");
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "nobody ordered");
    quen_orders_free(orders);

    make_lines(lines);
    orders = load(ctx, lines, 1);
    quen_orders_free(orders);
    for (size_t i = 0; i < 20; i++) {
        lines[i].customer = quen_key_int((int64_t)i % 10);
        lines[i].time_s = START + (int64_t)(i / 10) * 100 * DAY;
    }
    orders = load(ctx, lines, 20);
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC, "nobody left: each of 10 customers");
    quen_orders_free(orders);
    for (size_t i = 10; i < 20; i++)
        lines[i].customer = quen_key_int((int64_t)i);
    orders = load(ctx, lines, 20);
    refuse(ctx, orders, &options, QUEN_ERR_NUMERIC,
           "everybody left: none of 10 customers");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* One who left among few: a fold without her knows one class only. */
static void test_report_not_told(void **state)
{
    static quen_order_line lines[20];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < 20; i++) {
        lines[i].customer = quen_key_int(i == 19 ? 10 : (int64_t)i % 10);
        lines[i].item = quen_key_int((int64_t)i % 3);
        lines[i].time_s = START + (int64_t)(i / 10) * 100 * DAY + (int64_t)i * 1000;
        lines[i].amount = (int64_t)i * 100 + 5;
    }
    quen_orders *orders = load(ctx, lines, 20);
    quen_churn *churn = fit(ctx, orders, NULL);
    quen_churn_report report = report_of(churn);
    assert_int_equal(report.customers, 10);
    assert_int_equal(report.churned, 1);
    assert_true(isnan(report.auc) && isnan(report.log_loss) && isnan(report.brier) &&
                isnan(report.lift10));
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Room for one risk less than there are, for all of them, and for more. */
static void test_predict_room(void **state)
{
    static quen_churn_risk room[CUSTOMERS + 1];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn *churn = fit(ctx, orders, NULL);
    size_t all, n;
    char words[100];
    (void)state;
    quen_churn_risk *risks = predict(ctx, churn, orders, NULL, &all);
    snprintf(words, sizeof words,
             "churn: %zu customers are active, but there is room for %zu", all, all - 1);
    memset(room, 0xaa, sizeof room);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_churn_predict(ctx, churn, orders, NULL, room, all - 1, &n));
    assert_int_equal(n, all);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "room for 0",
                 quen_churn_predict(ctx, churn, orders, NULL, room, 0, &n));
    for (size_t i = 0; i < sizeof room; i++)
        assert_int_equal(((unsigned char *)room)[i], 0xaa);
    assert_ok(ctx, quen_churn_predict(ctx, churn, orders, NULL, room, CUSTOMERS + 1, &n));
    assert_int_equal(n, all);
    assert_memory_equal(room, risks, all * sizeof *risks);
    assert_int_equal(((unsigned char *)(room + all))[0], 0xaa);
    free(risks);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_predict_refuses(void **state)
{
    static quen_churn_risk room[CUSTOMERS];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx), *empty = NULL;
    quen_churn *churn = fit(ctx, orders, NULL);
    quen_churn_predict_options at;
    size_t n = 9;
    (void)state;
    quen_churn_predict_options_init(&at, sizeof at);
    at.now_s = QUEN_TIME_MIN - 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the moment",
                 quen_churn_predict(ctx, churn, orders, &at, room, CUSTOMERS, &n));
    assert_int_equal(n, 0);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the moment",
                 quen_churn_predict(ctx, churn, orders, &at, NULL, 0, &n));
    at.struct_size = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "churn prediction options",
                 quen_churn_predict(ctx, churn, orders, &at, room, CUSTOMERS, &n));
    assert_ok(ctx, quen_orders_new(ctx, &empty));
    n = 9;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "finish",
                 quen_churn_predict(ctx, churn, empty, NULL, room, CUSTOMERS, &n));
    assert_int_equal(n, 0);
    assert_ok(ctx, quen_orders_finish(ctx, empty));
    n = 9;
    assert_ok(ctx, quen_churn_predict(ctx, churn, empty, NULL, room, 0, &n));
    assert_int_equal(n, 0);
    quen_orders_free(empty);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- files --- */

MODEL_CALLS(churn);
MODEL_CALLS(logit);

static void test_save_open(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn *churn = fit(ctx, orders, NULL), *opened = NULL;
    quen_churn_risk *risks[2];
    size_t n[2];
    const char *path = temp_path("churn");
    (void)state;
    assert_ok(ctx, quen_churn_save(ctx, churn, path));
    assert_ok(ctx, quen_churn_open(ctx, path, &opened));
    assert_int_equal(opened->model.image.size, churn->model.image.size);
    assert_memory_equal(opened->model.image.data, churn->model.image.data,
                        churn->model.image.size);
    risks[0] = predict(ctx, churn, orders, NULL, &n[0]);
    risks[1] = predict(ctx, opened, orders, NULL, &n[1]);
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(risks[0], risks[1], n[0] * sizeof *risks[0]);
    free(risks[0]);
    free(risks[1]);
    check_model_bytes(ctx, &calls_of_churn, churn);
    check_model_bytes(ctx, &calls_of_logit, quen_churn_logit(churn));
    quen_churn_free(opened);
    remove(path);
    assert_fails(ctx, QUEN_ERR_IO, path, quen_churn_open(ctx, path, &opened));
    assert_null(opened);
    quen_churn_free(churn);
    quen_churn_free(NULL);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* As a shop does: the model's sections among others, at a base; its parts saved alone. */
static void test_carried(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn *churn = fit(ctx, orders, NULL), carried = {0}, *alone = NULL;
    quen_logit *logit = NULL;
    quen__section rows[QUEN__CHURN_SECTIONS];
    quen__image image;
    const char *path = temp_path("churn-carried");
    (void)state;
    quen__churn_sections(churn, 0x4000, rows);
    assert_ok(
        ctx, quen__image_build(ctx, QUEN__KIND_SHOP, rows, QUEN__CHURN_SECTIONS, &image));
    quen__image_seal(ctx, &image);
    assert_ok(ctx, quen__churn_attach(ctx, &image, 0x4000, &carried));
    assert_ok(ctx, quen_churn_save(ctx, &carried, path));
    assert_ok(ctx, quen_churn_open(ctx, path, &alone));
    assert_int_equal(alone->model.image.size, churn->model.image.size);
    assert_memory_equal(alone->model.image.data, churn->model.image.data,
                        churn->model.image.size);
    quen_churn_free(alone);
    assert_ok(ctx, quen_logit_save(ctx, quen_churn_logit(&carried), path));
    assert_ok(ctx, quen_logit_open(ctx, path, &logit));
    assert_same_logit(logit, quen_churn_logit(churn));
    quen_logit_free(logit);
    remove(path);
    quen__image_close(&image);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void assert_usable(quen_context *ctx, const quen_churn *churn,
                          const quen_orders *orders)
{
    static quen_churn_risk risks[CUSTOMERS];
    size_t n;
    quen_status status =
        quen_churn_predict(ctx, churn, orders, NULL, risks, CUSTOMERS, &n);
    if (status == QUEN_ERR_ARGUMENT) /* a schema with another attribute */
        return;
    assert_int_equal(status, QUEN_OK);
    for (size_t i = 0; i < n; i++) {
        assert_true(risks[i].risk >= 0 && risks[i].risk <= 1);
        for (uint32_t k = 0; k < risks[i].n_reasons; k++) {
            assert_true(isfinite(risks[i].effects[k]) && risks[i].effects[k] > 0);
            assert_non_null(quen_churn_feature_name(churn, risks[i].reasons[k]));
        }
    }
}

/* Each byte damaged, checksums mended: refused with a sentence, or as good as any. */
static void test_damage(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx), *few;
    quen_churn *churn = fit(ctx, orders, NULL);
    size_t size = churn->model.image.size, refused = 0;
    unsigned char *copy = malloc(size);
    (void)state;
    assert_non_null(copy);
    make_lines(lines);
    few = load(ctx, lines, 10);
    for (size_t i = 0; i < 2 * size; i++) {
        quen_churn *other;
        memcpy(copy, churn->model.image.data, size);
        copy[i / 2] ^= (unsigned char)(i % 2 ? 0xffu : 1u << i / 2 % 8);
        mend_checksums(copy, size);
        quen_status status = quen_churn_open_bytes(ctx, copy, size, &other);
        if (status == QUEN_OK)
            assert_usable(ctx, other, few);
        else
            assert_true(status == QUEN_ERR_FORMAT || status == QUEN_ERR_VERSION);
        refused += status != QUEN_OK;
        quen_churn_free(other);
    }
    assert_true(refused > size / 2 && refused < 2 * size);
    free(copy);
    quen_churn_free(churn);
    quen_orders_free(few);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Overwrite a field of the info, attach, and put it back. */
static void refuse_info(quen_context *ctx, quen_churn *churn, size_t field, int64_t value,
                        const char *words)
{
    int64_t *info = quen__image_fill(&churn->model.image, QUEN__CHURN_INFO),
            saved = info[field];
    quen_churn other = {0};
    info[field] = value;
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen__churn_attach(ctx, &churn->model.image, 0, &other));
    info[field] = saved;
    assert_ok(ctx, quen__churn_attach(ctx, &churn->model.image, 0, &other));
}

static void test_attach_refuses(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = sample_orders(ctx);
    quen_churn *churn = fit(ctx, orders, NULL);
    double negative = -0.5;
    int64_t bits;
    (void)state;
    memcpy(&bits, &negative, sizeof bits);
    refuse_info(ctx, churn, 0, INT64_MAX, "the cut-off is out of range");
    refuse_info(ctx, churn, 1, 0, "the horizon is out of range");
    refuse_info(ctx, churn, 2, 0, "a length of time is not above 0");
    refuse_info(ctx, churn, 3, -5, "a length of time is not above 0");
    refuse_info(ctx, churn, 4, 90000, "the shop's clock is out of range");
    refuse_info(ctx, churn, 5, 0, "the counts of customers do not agree");
    refuse_info(ctx, churn, 6, 0, "the counts of customers do not agree");
    for (size_t measure = 7; measure <= 10; measure++)
        refuse_info(ctx, churn, measure, bits, "a measure is out of range");
    uint8_t *flags = quen__image_fill(&churn->model.image, QUEN__CHURN_LOG1P);
    quen_churn other = {0};
    flags[3] = 2;
    assert_fails(ctx, QUEN_ERR_FORMAT, "logarithms: 2 is not below 2",
                 quen__churn_attach(ctx, &churn->model.image, 0, &other));
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- memory, threads, instruction sets --- */

typedef struct small {
    quen_order_line lines[LINES];
    people people;
    quen_churn *first;
} small;

/* To memory and back. */
static quen_status churn_through_bytes(quen_context *ctx, const quen_churn *churn)
{
    static unsigned char bytes[10000];
    size_t size;
    quen_churn *again = NULL;
    quen_status status = quen_churn_save_bytes(ctx, churn, bytes, sizeof bytes, &size);
    assert_true((status == QUEN_OK) == (size > 0));
    if (status == QUEN_OK) {
        status = quen_churn_open_bytes(ctx, bytes, size, &again);
        assert_true((status == QUEN_OK) == (again != NULL));
    }
    quen_churn_free(again);
    return status;
}

/* The same for a view. */
static quen_status logit_through_bytes(quen_context *ctx, const quen_logit *logit)
{
    static unsigned char bytes[10000];
    size_t size;
    quen_logit *again = NULL;
    quen_status status = quen_logit_save_bytes(ctx, logit, bytes, sizeof bytes, &size);
    assert_true((status == QUEN_OK) == (size > 0));
    if (status == QUEN_OK) {
        status = quen_logit_open_bytes(ctx, bytes, size, &again);
        assert_true((status == QUEN_OK) == (again != NULL));
    }
    quen_logit_free(again);
    return status;
}

static quen_status use_everything(quen_context *ctx, void *user)
{
    small *s = user;
    const char *path = temp_path("churn-oom");
    quen_orders *orders = NULL;
    quen_churn *churn = NULL, *opened = NULL;
    static quen_churn_risk risks[CUSTOMERS];
    size_t n = 0;
    quen_churn_options options = new_options();
    quen_churn_predict_options at;
    quen_churn_predict_options_init(&at, sizeof at);
    options.attributes = at.attributes = s->people.attributes;
    options.n_attributes = at.n_attributes = 2;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, orders, s->lines, 1000);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, orders);
    if (status == QUEN_OK)
        status = quen_churn_fit(ctx, orders, &options, &churn);
    if (status == QUEN_OK)
        status = quen_churn_predict(ctx, churn, orders, &at, risks, CUSTOMERS, &n);
    assert_true((status == QUEN_OK) == (n > 0));
    if (status == QUEN_OK)
        status = quen_churn_save(ctx, churn, path);
    if (status == QUEN_OK)
        status = quen_logit_save(ctx, quen_churn_logit(churn), path);
    if (status == QUEN_OK)
        status = quen_churn_save(ctx, churn, path);
    if (status == QUEN_OK)
        status = quen_churn_open(ctx, path, &opened);
    if (status != QUEN_OK)
        assert_null(opened);
    if (status == QUEN_OK)
        status = churn_through_bytes(ctx, churn);
    if (status == QUEN_OK)
        status = logit_through_bytes(ctx, quen_churn_logit(churn));
    quen_churn_free(churn);
    quen_churn_free(opened);
    quen_orders_free(orders);
    remove(path);
    return status;
}

static void test_oom(void **state)
{
    static small s;
    (void)state;
    make_lines(s.lines);
    make_people(&s.people);
    support_each_oom(use_everything, &s);
}

static void assert_same_bytes(quen_context *ctx, void *user)
{
    small *s = user;
    quen_orders *orders = load(ctx, s->lines, LINES);
    quen_churn *churn = fit(ctx, orders, NULL);
    quen_orders_free(orders);
    if (!s->first) {
        s->first = churn;
        return;
    }
    assert_int_equal(churn->model.image.size, s->first->model.image.size);
    assert_memory_equal(churn->model.image.data, s->first->model.image.data,
                        churn->model.image.size);
    quen_churn_free(churn);
}

static void test_same_bytes(void **state)
{
    static small s;
    (void)state;
    make_lines(s.lines);
    support_each_context(assert_same_bytes, &s);
    quen_churn_free(s.first);
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
static void test_cdnow(void **state)
{
    size_t size;
    char *data = data_read("cdnow/CDNOW_master.txt.gz", &size);
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    (void)state;
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
    quen_churn *churn = fit(ctx, orders, NULL);
    quen_churn_report report = report_of(churn);
    assert_int_equal(report.customers, 23570);
    assert_int_equal(report.churned, 20269);
    assert_true(fabs(report.auc - 0.8390) < 0.0005);
    assert_true(fabs(report.log_loss - 0.2979) < 0.0005);
    assert_true(fabs(report.brier - 0.0890) < 0.0005);
    assert_true(fabs(report.lift10 - 1.131) < 0.005);
    quen_churn_free(churn);
    quen_orders_free(orders);
    free(data);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_predict),
        cmocka_unit_test(test_no_leak_of_sales),
        cmocka_unit_test(test_no_leak_of_visits),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_odd_columns),
        cmocka_unit_test(test_refuses_settings),
        cmocka_unit_test(test_not_told),
        cmocka_unit_test(test_report_not_told),
        cmocka_unit_test(test_predict_room),
        cmocka_unit_test(test_predict_refuses),
        cmocka_unit_test(test_save_open),
        cmocka_unit_test(test_carried),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_attach_refuses),
        cmocka_unit_test(test_oom),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_cdnow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
