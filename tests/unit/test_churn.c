/* Churn: labels, features and folds against naive ones; no future in the past. */
#include "churn_cases.h"

#include <math.h>

#include "core/rng.h"
#include "math/stats.h"
#include "models/churn/churn.h"

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
            lines[i].time_s < to && lines[i].amount >= 0 && lines[i].quantity >= 0)
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
    churn_lines(lines);
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

static void assert_report(quen_context *ctx, const quen_churn *churn, const table *t)
{
    quen_churn_report report = churn_report_of(churn);
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
    quen_orders *orders = churn_orders(ctx);
    (void)state;
    for (int active = 0; active <= 1; active++) {
        quen_churn_options options = churn_options();
        options.active_s = active ? 60 * DAY : INT64_MAX;
        quen_churn *churn = fit_churn(ctx, orders, &options);
        table t = new_table(ctx, orders, CUTOFF, active ? 60 * DAY : LENGTH);
        quen_logit *logit = fit_table(ctx, &t);
        quen_churn_report report = churn_report_of(churn);
        assert_int_equal(report.cutoff_s, CUTOFF);
        assert_int_equal(report.horizon_s, 90 * DAY);
        assert_same_churn_logit(quen_churn_logit(churn), logit);
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
    quen_orders *orders = churn_orders(ctx);
    quen_churn_options options = churn_options();
    quen_churn_predict_options at;
    (void)state;
    options.active_s = 200 * DAY;
    quen_churn *churn = fit_churn(ctx, orders, &options);
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
        quen_churn_risk *risks =
            churn_predict_all(ctx, churn, orders, past ? &at : NULL, &n);
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
    assert_string_equal(quen_churn_feature_name(churn, 15), "age");
    assert_string_equal(quen_churn_feature_name(churn, 17), "city=1");
    assert_string_equal(quen_churn_feature_name(churn, 22), "age missing");
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
    assert_true(quen_logit_coefficients(quen_churn_logit(churn))[15] == 0);
    assert_true(isfinite(churn_report_of(churn).auc));
    assert_true(strlen(quen_churn_feature_name(churn, 16)) > 255 ||
                strlen(quen_churn_feature_name(churn, 17)) > 255);
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
    quen_churn *churn = fit_churn(ctx, orders, NULL);
    quen_churn_report report = churn_report_of(churn);
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
        cmocka_unit_test(test_cdnow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
