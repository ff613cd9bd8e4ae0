/* What models of numbers answer: see ask.h. */
#include "ask.h"

#include <float.h>
#include <math.h>

static const double values[] = {0, 1, -1, NAN, 1e150, -1e154, DBL_MAX, INFINITY};
#define N_VALUES (sizeof values / sizeof *values)

int fuzz_within(const double *x, size_t n, double least, double most)
{
    size_t within = 0;
    while (within < n && x[within] >= least && x[within] <= most)
        within++;
    return within == n;
}

/* The same, or NaN. */
static int known_within(const double *x, size_t n, double least, double most)
{
    for (size_t i = 0; i < n; i++)
        if (x[i] < least || x[i] > most)
            return 0;
    return 1;
}

/* A row of d values, each of them `value`; the caller frees it. */
static double *row_of(size_t d, double value)
{
    double *x = malloc((d + 1) * sizeof *x);
    MUST(x);
    for (size_t i = 0; i < d; i++)
        x[i] = value;
    return x;
}

/* --- scaler --- */

static void check_scaler(const quen_scaler *scaler)
{
    size_t d = quen_scaler_n_columns(scaler);
    double clip = quen_scaler_clip(scaler);
    MUST(d > 0 && fuzz_within(&clip, 1, 0, DBL_MAX));
    MUST(fuzz_within(quen_scaler_center(scaler), d, -DBL_MAX, DBL_MAX));
    for (size_t j = 0; j < d; j++) {
        MUST(quen_scaler_scale(scaler)[j] > 0 && quen_scaler_scale(scaler)[j] <= DBL_MAX);
        MUST(quen_scaler_log1p(scaler)[j] <= 1);
    }
}

void fuzz_ask_scaler(quen_context *ctx, const quen_scaler *scaler)
{
    size_t d = quen_scaler_n_columns(scaler);
    double clip = quen_scaler_clip(scaler), most = clip > 0 ? clip : DBL_MAX;
    check_scaler(scaler);
    for (size_t i = 0; i < N_VALUES; i++) {
        double *x = row_of(d, values[i]), *out = row_of(d, NAN);
        int done = fuzz_status(ctx, quen_scaler_transform(ctx, scaler, x, 1, out));
        MUST(done == !isinf(values[i]));
        if (done) {
            MUST(fuzz_within(out, d, -most, most));
            MUST(!isnan(values[i]) || fuzz_within(out, d, 0, 0));
            MUST(quen_scaler_transform(ctx, scaler, x, 1, x) == QUEN_OK);
            MUST(memcmp(x, out, d * sizeof *x) == 0);
        }
        free(out);
        free(x);
    }
}

/* --- kmeans --- */

static void check_kmeans(const quen_kmeans *kmeans)
{
    size_t k = quen_kmeans_n_clusters(kmeans), n = quen_kmeans_n_rows(kmeans);
    double inertia = quen_kmeans_inertia(kmeans);
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        MUST(quen_kmeans_labels(kmeans)[i] < k);
    for (size_t i = 0; i < k; i++)
        sum += quen_kmeans_sizes(kmeans)[i];
    MUST(k > 0 && sum == n && fuzz_within(&inertia, 1, 0, DBL_MAX));
    MUST(quen_kmeans_n_iterations(kmeans) > 0 && quen_kmeans_converged(kmeans) <= 1);
    MUST(fuzz_within(quen_kmeans_centers(kmeans), k * quen_kmeans_n_columns(kmeans),
                     -1e154, 1e154));
}

/* The same question in floats, where they hold x; out has room for k distances. */
static void ask_f32(quen_context *ctx, const quen_kmeans *kmeans, const double *x,
                    size_t d, double *out)
{
    float *few = malloc((d + 1) * sizeof *few);
    uint32_t label = 0;
    MUST(few);
    for (size_t i = 0; i < d; i++)
        few[i] = fabs(x[i]) <= FLT_MAX ? (float)x[i] : FLT_MAX;
    if (fuzz_status(ctx, quen_kmeans_predict_f32(ctx, kmeans, few, 1, &label, out)))
        MUST(label < quen_kmeans_n_clusters(kmeans) && fuzz_within(out, 1, 0, DBL_MAX));
    if (fuzz_status(ctx, quen_kmeans_transform_f32(ctx, kmeans, few, 1, out)))
        MUST(fuzz_within(out, quen_kmeans_n_clusters(kmeans), 0, DBL_MAX));
    free(few);
}

static void ask_profile(quen_context *ctx, const quen_kmeans *kmeans, const double *x,
                        size_t d)
{
    size_t cells = quen_kmeans_n_clusters(kmeans) * d;
    double *means = row_of(cells, 0), *medians = row_of(cells, 0);
    uint32_t label = 0, beyond = (uint32_t)quen_kmeans_n_clusters(kmeans);
    if (fuzz_status(ctx,
                    quen_kmeans_profile(ctx, kmeans, &label, x, 1, d, means, medians)))
        MUST(known_within(means, cells, -DBL_MAX, DBL_MAX) &&
             known_within(medians, cells, -DBL_MAX, DBL_MAX));
    MUST(!fuzz_status(ctx,
                      quen_kmeans_profile(ctx, kmeans, &beyond, x, 1, d, means, NULL)));
    free(medians);
    free(means);
}

/* A centre is nearest to itself, or to one that equals it. */
static void ask_center(quen_context *ctx, const quen_kmeans *kmeans)
{
    double distance = NAN;
    uint32_t label = UINT32_MAX;
    if (quen_kmeans_n_columns(kmeans) == 0)
        return;
    if (fuzz_status(ctx, quen_kmeans_predict(ctx, kmeans, quen_kmeans_centers(kmeans), 1,
                                             &label, &distance)))
        MUST(label == 0 && distance == 0);
}

void fuzz_ask_kmeans(quen_context *ctx, const quen_kmeans *kmeans)
{
    size_t k = quen_kmeans_n_clusters(kmeans), d = quen_kmeans_n_columns(kmeans);
    double *out = row_of(k, 0);
    uint32_t label = 0;
    check_kmeans(kmeans);
    for (size_t i = 0; i < N_VALUES; i++) {
        double *x = row_of(d, values[i]), distance;
        if (fuzz_status(ctx, quen_kmeans_predict(ctx, kmeans, x, 1, &label, &distance)))
            MUST(label < k && distance >= 0 && distance <= DBL_MAX);
        if (fuzz_status(ctx, quen_kmeans_transform(ctx, kmeans, x, 1, out)))
            MUST(fuzz_within(out, k, 0, DBL_MAX));
        ask_f32(ctx, kmeans, x, d, out);
        ask_profile(ctx, kmeans, x, d);
        free(x);
    }
    ask_center(ctx, kmeans);
    free(out);
}

/* --- logit --- */

static void check_statistics(const quen_logit *logit)
{
    size_t terms = quen_logit_n_terms(logit), d = quen_logit_n_columns(logit);
    const double *intercept = quen_logit_intercept(logit);
    double likelihood = quen_logit_log_likelihood(logit);
    MUST(d > 0 && terms >= d && fuzz_within(&likelihood, 1, -DBL_MAX, DBL_MAX));
    MUST(fuzz_within(intercept, 1, -DBL_MAX, DBL_MAX));
    MUST(known_within(intercept + 1, 1, 0, INFINITY));
    MUST(known_within(intercept + 3, 1, 0, 1));
    MUST(fuzz_within(quen_logit_coefficients(logit), terms, -DBL_MAX, DBL_MAX));
    MUST(fuzz_within(quen_logit_means(logit), terms, -DBL_MAX, DBL_MAX));
    MUST(known_within(quen_logit_std_errors(logit), terms, 0, DBL_MAX));
    MUST(known_within(quen_logit_z_values(logit), terms, -DBL_MAX, DBL_MAX));
    MUST(known_within(quen_logit_p_values(logit), terms, 0, 1));
    MUST(known_within(quen_logit_odds_ratios(logit), terms, 0, INFINITY));
    MUST(quen_logit_converged(logit) <= 1 && quen_logit_separated(logit) <= 1);
    for (size_t i = 0; i < terms; i++)
        MUST(quen_logit_term_name(logit, i)[0]);
    MUST(quen_logit_term_name(logit, terms) == NULL);
}

static void ask_intervals(quen_context *ctx, const quen_logit *logit)
{
    static const double levels[] = {0.95, 5e-324, 1 - DBL_EPSILON / 2, 0, 1, NAN};
    size_t n = 1 + quen_logit_n_terms(logit);
    double *ends = row_of(2 * n, 0);
    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
        int done = fuzz_status(ctx, quen_logit_intervals(ctx, logit, levels[l], ends));
        MUST(done == (levels[l] > 0 && levels[l] < 1));
        for (size_t i = 0; done && i < n; i++)
            MUST(!(ends[2 * i] > ends[2 * i + 1]));
    }
    free(ends);
}

void fuzz_ask_logit(quen_context *ctx, const quen_logit *logit)
{
    size_t terms = quen_logit_n_terms(logit), d = quen_logit_n_columns(logit);
    double *out = row_of(terms, 0), probability;
    check_statistics(logit);
    for (size_t i = 0; i < N_VALUES; i++) {
        double *x = row_of(d, values[i]);
        int done = fuzz_status(ctx, quen_logit_predict(ctx, logit, x, 1, &probability));
        MUST(done == !isinf(values[i]));
        MUST(!done || (probability >= 0 && probability <= 1));
        if (fuzz_status(ctx, quen_logit_contributions(ctx, logit, x, 1, out)))
            MUST(fuzz_within(out, terms, -1e290, 1e290));
        free(x);
    }
    ask_intervals(ctx, logit);
    free(out);
}

/* --- churn --- */

#define FEW 3

/* A log of few customers, made once: it is the same for every model. */
static const quen_orders *small_log(void)
{
    static quen_orders *orders;
    quen_context *ctx = NULL;
    if (orders)
        return orders;
    MUST(quen_context_new(NULL, &ctx) == QUEN_OK);
    MUST(quen_orders_new(ctx, &orders) == QUEN_OK);
    for (int64_t i = 0; i < 24; i++) {
        quen_order_line line = {.customer = quen_key_int(i % FEW),
                                .item = quen_key_int(i % 5)};
        line.time_s = i * i * 86400;
        line.quantity = 1;
        line.amount = i % 7 ? 100 * i : -100 * i;
        MUST(quen_orders_add(ctx, orders, &line, 1) == QUEN_OK);
    }
    MUST(quen_orders_finish(ctx, orders) == QUEN_OK);
    quen_context_free(ctx);
    return orders;
}

static void check_report(const quen_churn *churn)
{
    quen_churn_report r;
    quen_churn_report_init(&r, sizeof r);
    quen_churn_get_report(churn, &r);
    const double shares[] = {
        r.auc,         r.brier,         r.auc_low,           r.auc_high,     r.mean_risk,
        r.recency_auc, r.recency_brier, r.recency_mean_risk, r.now_mean_risk};
    const double positive[] = {r.log_loss, r.lift10, r.recency_log_loss, r.recency_lift10,
                               r.margin};
    MUST(known_within(shares, sizeof shares / sizeof *shares, 0, 1));
    MUST(known_within(positive, sizeof positive / sizeof *positive, 0, DBL_MAX));
    MUST(r.churned <= r.customers && r.judged <= 1 && r.better <= 1 && r.horizon_s > 0);
}

static void check_origins(const quen_churn *churn)
{
    size_t n = quen_churn_n_origins(churn);
    MUST(n > 0 && n <= 12 && !quen_churn_origin_summary(churn, (uint32_t)n));
    for (uint32_t i = 0; i < n; i++) {
        const quen_churn_origin *origin = quen_churn_origin_summary(churn, i);
        MUST(origin->churned <= origin->customers);
        MUST(known_within(&origin->mean_risk, 1, 0, 1) &&
             known_within(&origin->auc, 1, 0, 1));
        MUST(known_within(&origin->log_loss, 1, 0, DBL_MAX) &&
             known_within(&origin->margin, 1, 0, DBL_MAX));
    }
}

static void check_drifts(const quen_churn *churn)
{
    size_t n = quen_churn_n_features(churn);
    for (uint32_t i = 0; i < n; i++) {
        const quen_churn_drift *drift = quen_churn_feature_drift(churn, i);
        MUST(drift->least <= drift->most && fabs(drift->least) <= DBL_MAX);
        MUST(strlen(quen_churn_feature_name(churn, i)) < SMALL);
    }
    MUST(!quen_churn_feature_drift(churn, (uint32_t)n));
    MUST(strlen(quen_churn_note(churn)) < SMALL);
}

static void check_risk(const quen_churn *churn, const quen_churn_risk *risk)
{
    MUST(risk->risk >= 0 && risk->risk <= 1);
    MUST(risk->customer < FEW && risk->n_reasons <= QUEN_CHURN_REASONS);
    for (uint32_t i = 0; i < risk->n_reasons; i++)
        MUST(quen_churn_feature_name(churn, risk->reasons[i]));
}

void fuzz_ask_churn(quen_context *ctx, const quen_churn *churn)
{
    const quen_orders *orders = small_log();
    quen_churn_risk risks[FEW];
    size_t n, asked = FEW + 1;
    check_report(churn);
    check_origins(churn);
    check_drifts(churn);
    if (fuzz_status(ctx, quen_churn_predict(ctx, churn, orders, NULL, NULL, 0, &asked)))
        MUST(asked <= FEW);
    if (fuzz_status(ctx, quen_churn_predict(ctx, churn, orders, NULL, risks, FEW, &n))) {
        MUST(n == asked);
        for (size_t i = 0; i < n; i++)
            check_risk(churn, &risks[i]);
    }
    fuzz_ask_logit(ctx, quen_churn_logit(churn));
}

/* --- lifetime --- */

static void check_future(const quen_lifetime_future *f, double horizon)
{
    MUST(f->alive >= 0 && f->alive <= 1 && f->regular <= 1);
    MUST(f->orders >= 0 && f->orders <= DBL_MAX && !(f->value < 0));
    MUST(f->wait[0] >= 0 && f->wait[0] <= f->wait[1] && f->wait[1] <= f->wait[2] &&
         f->wait[2] <= 1e18);
    MUST(f->wait_within[0] >= 0 && f->wait_within[0] <= f->wait_within[1] &&
         f->wait_within[1] <= f->wait_within[2] && f->wait_within[2] <= horizon);
}

static void check_lifetime(const quen_lifetime *lifetime)
{
    quen_lifetime_report r;
    size_t n = quen_lifetime_n_parameters(lifetime);
    quen_lifetime_report_init(&r, sizeof r);
    quen_lifetime_get_report(lifetime, &r);
    MUST(r.family <= 2 && r.regularity >= 1 && r.regularity <= 12 && r.state <= 2);
    MUST(r.answer <= 2 && r.judged <= 1 && r.better <= r.judged);
    MUST(n == 4 || n == 7);
    for (uint32_t i = 0; i < n; i++) {
        MUST(quen_lifetime_parameters(lifetime)[i] > 0);
        MUST(quen_lifetime_parameter_name(lifetime, i));
    }
    MUST(!quen_lifetime_parameter_name(lifetime, (uint32_t)n));
}

void fuzz_ask_lifetime(quen_context *ctx, const quen_lifetime *lifetime)
{
    static const double zero = 0, one = 1, nine = 9, thirty = 30;
    quen_lifetime_future futures[FEW];
    size_t n = quen_lifetime_n_customers(lifetime);
    check_lifetime(lifetime);
    n = n < FEW ? n : FEW;
    for (double horizon = 1e-6; horizon < 1e5; horizon *= 1000) {
        if (fuzz_status(ctx,
                        quen_lifetime_predict(ctx, lifetime, horizon, NULL, n, futures)))
            for (size_t i = 0; i < n; i++)
                check_future(&futures[i], horizon);
        if (fuzz_status(ctx,
                        quen_lifetime_predict_rows(ctx, lifetime, horizon, &one, &nine,
                                                   &thirty, &thirty, 1, futures)))
            check_future(futures, horizon);
        if (fuzz_status(ctx, quen_lifetime_predict_rows(ctx, lifetime, horizon, &zero,
                                                        &zero, &zero, NULL, 1, futures)))
            check_future(futures, horizon);
    }
}

/* --- habits --- */

static void check_next(quen_context *ctx, const quen_habits *habits, uint32_t customer)
{
    quen_habits_offer offers[FEW];
    quen_offer_filter filter;
    size_t count;
    quen_offer_filter_init(&filter, sizeof filter);
    for (int given = 0; given < 2; given++) {
        if (!fuzz_status(ctx, quen_habits_next_basket(ctx, habits, customer,
                                                      given ? &filter : NULL, offers, FEW,
                                                      &count)))
            continue;
        MUST(count <= FEW);
        for (size_t i = 0; i < count; i++) {
            MUST(offers[i].item < quen_habits_n_items(habits) && offers[i].score > 0);
            MUST(i == 0 || offers[i - 1].score >= offers[i].score);
            MUST(!given || offers[i].times == 0);
        }
    }
}

static void check_dues(const quen_due *due, size_t count)
{
    MUST(count <= FEW);
    for (size_t i = 0; i < count; i++) {
        MUST(due[i].chance >= 0 && due[i].chance <= 1 && due[i].times > 0);
        MUST(due[i].late <= 1 && due[i].due_s <= QUEN_TIME_MAX);
        MUST(i == 0 || due[i - 1].chance >= due[i].chance);
    }
}

static void check_shares(quen_context *ctx, const quen_habits *habits, uint32_t customer)
{
    static double shares[1000];
    for (uint32_t habit = 0; habit <= QUEN_HABITS_HABIT_CHANNEL; habit++) {
        size_t n = quen_habits_n_values(habits, habit);
        MUST(n <= 1000 && quen_habits_is_own(habits, habit) <= 1);
        if (!fuzz_status(ctx,
                         quen_habits_shares(ctx, habits, customer, habit, shares, n)))
            continue;
        for (size_t i = 0; i < n; i++)
            MUST(shares[i] >= 0 && shares[i] <= 1);
    }
}

void fuzz_ask_habits(quen_context *ctx, const quen_habits *habits)
{
    quen_due due[FEW];
    quen_habits_report report;
    quen_habits_check check;
    size_t count;
    quen_habits_report_init(&report, sizeof report);
    quen_habits_get_report(habits, &report);
    for (uint32_t i = 0; i <= QUEN_HABITS_CHECK_CHANNEL; i++) {
        MUST(fuzz_status(ctx, quen_habits_get_check(ctx, habits, i, &check)));
        MUST(check.better <= check.judged && check.judged <= 1);
    }
    for (uint32_t c = 0; c < quen_habits_n_customers(habits) && c < FEW; c++) {
        check_next(ctx, habits, c);
        check_shares(ctx, habits, c);
        if (fuzz_status(ctx, quen_habits_due(ctx, habits, c, INT64_MIN, 86400 * 7, due,
                                             FEW, &count)))
            check_dues(due, count);
    }
    check_shares(ctx, habits, UINT32_MAX);
    if (fuzz_status(ctx, quen_habits_list_due(ctx, habits, INT64_MIN, 86400 * 30, 0, due,
                                              FEW, &count)))
        check_dues(due, count);
}
