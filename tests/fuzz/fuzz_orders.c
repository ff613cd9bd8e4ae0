/*
 * Bytes that drive the library as a caller might: hostile lines into logs, as rows,
 * columns and whole logs, by rules that may be anything and with money or without; then
 * every model from them, with settings that may be anything. What a fit gives must open
 * again from its own bytes.
 */
#include "fuzz.h"

#include <math.h>

#define MAX_LINES 16
#define MAX_STEPS 48
#define FEW 60

typedef struct run {
    fuzz_bytes bytes;
    fuzz_limits limits;
    quen_context *ctx;
    quen_orders *logs[2];
    int no_money[2];
} run;

/* --- lines --- */

static quen_key any_key(fuzz_bytes *b)
{
    static const char text[QUEN_KEY_MAX_SIZE + 1] = "a-b\0c,d";
    uint8_t choice = fuzz_byte(b);
    quen_key none = {0};
    if (choice < 120)
        return quen_key_int(choice % 24);
    if (choice < 200)
        return quen_key_bytes(text + choice % 4, choice % 5);
    if (choice < 220)
        return quen_key_int(fuzz_int(b));
    if (choice < 224)
        return quen_key_bytes(text, QUEN_KEY_MAX_SIZE + choice % 2);
    if (choice < 226)
        none.kind = choice;
    return none;
}

static int64_t any_time(fuzz_bytes *b)
{
    uint8_t choice = fuzz_byte(b);
    return choice < 200 ? 1700000000 + choice * INT64_C(500000) : fuzz_int(b);
}

static int64_t any_amount(fuzz_bytes *b)
{
    uint8_t choice = fuzz_byte(b);
    return choice < 230 ? (int64_t)choice * 100 - 2000 : fuzz_int(b);
}

static void add_rows(run *r, quen_orders *log)
{
    quen_order_line lines[MAX_LINES] = {{.time_s = 0}};
    size_t n = fuzz_below(&r->bytes, MAX_LINES + 1);
    for (size_t i = 0; i < n; i++) {
        lines[i].customer = any_key(&r->bytes);
        lines[i].order = any_key(&r->bytes);
        lines[i].item = any_key(&r->bytes);
        lines[i].time_s = any_time(&r->bytes);
        lines[i].quantity = any_amount(&r->bytes) / 100;
        lines[i].amount = any_amount(&r->bytes);
        if (r->no_money[log == r->logs[1]])
            lines[i].amount = QUEN_AMOUNT_NONE;
    }
    fuzz_made(r->ctx, quen_orders_add(r->ctx, log, lines, n));
}

/* Room for one column of keys. */
typedef struct keys {
    int64_t numbers[MAX_LINES];
    uint64_t offsets[MAX_LINES + 1];
    uint8_t valid[MAX_LINES / 8 + 1];
} keys;

/* Offsets stay within the bytes, which a caller answers for; they need not ascend. */
static quen_key_column any_column(fuzz_bytes *b, keys *k, size_t n)
{
    static const char text[600] = "abcabdeabc";
    quen_key_column column = {0};
    uint8_t choice = fuzz_byte(b);
    for (size_t i = 0; i < sizeof k->valid; i++)
        k->valid[i] = fuzz_byte(b);
    for (size_t i = 0; i <= n; i++) {
        if (i < n)
            k->numbers[i] = choice & 16 ? fuzz_int(b) : fuzz_byte(b) % 16;
        k->offsets[i] = choice & 32 ? fuzz_byte(b) : i % 5;
    }
    column.numbers = choice & 1 ? k->numbers : NULL;
    column.offsets = choice & 2 ? k->offsets : NULL;
    column.bytes = choice & 4 ? text : NULL;
    column.valid = choice & 8 ? k->valid : NULL;
    return column;
}

#define MAX_NOBODY 4

static quen_order_rules any_rules(fuzz_bytes *b, quen_key *nobody)
{
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = fuzz_below(b, 16) ? fuzz_below(b, 2) : fuzz_uint(b);
    if (fuzz_below(b, 2)) {
        rules.n_nobody = fuzz_below(b, MAX_NOBODY + 1);
        rules.nobody = nobody;
    }
    for (size_t i = 0; i < MAX_NOBODY; i++)
        nobody[i] = any_key(b);
    return rules;
}

static void set_rules(run *r, quen_orders *log)
{
    quen_key nobody[MAX_NOBODY];
    quen_order_rules rules = any_rules(&r->bytes, nobody);
    fuzz_made(r->ctx, quen_orders_set_rules(r->ctx, log, &rules));
}

static void add_columns(run *r, quen_orders *log)
{
    keys customer, order, item;
    int64_t time[MAX_LINES], quantity[MAX_LINES], amount[MAX_LINES];
    quen_key nobody[MAX_NOBODY];
    quen_order_rules rules = any_rules(&r->bytes, nobody);
    quen_order_columns columns;
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = fuzz_below(&r->bytes, MAX_LINES + 1);
    columns.customer = any_column(&r->bytes, &customer, columns.n);
    columns.order = any_column(&r->bytes, &order, columns.n);
    columns.item = any_column(&r->bytes, &item, columns.n);
    for (size_t i = 0; i < columns.n; i++) {
        time[i] = any_time(&r->bytes);
        quantity[i] = any_amount(&r->bytes);
        amount[i] = any_amount(&r->bytes);
    }
    columns.time_s = time;
    columns.quantity = fuzz_below(&r->bytes, 2) ? quantity : NULL;
    columns.amount = r->no_money[log == r->logs[1]] ? NULL : amount;
    columns.rules = fuzz_below(&r->bytes, 4) ? NULL : &rules;
    fuzz_made(r->ctx, quen_orders_add_columns(r->ctx, log, &columns));
}

/* Its rules are good to be told again, and took no lines that are not there. */
static void look_at_rules(run *r, quen_orders *log, const quen_order_totals *totals)
{
    quen_order_rules rules;
    uint64_t lines = 0;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(log, &rules);
    MUST(rules.nobody && rules.returns <= QUEN_RETURNS_VISIT);
    for (size_t i = 0; i <= rules.n_nobody; i++)
        lines += quen_orders_nobody_lines(log, i);
    MUST(lines <= totals->lines_without_customer);
    MUST(quen_orders_set_rules(r->ctx, log, &rules) == QUEN_OK);
}

static void look_at(run *r, quen_orders *log)
{
    quen_order_totals totals;
    uint32_t number;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(log, &totals);
    look_at_rules(r, log, &totals);
    MUST(totals.visits <= totals.orders);
    MUST(totals.has_money || (totals.revenue == 0 && totals.refund_lines == 0));
    for (uint32_t i = 0; i < totals.customers; i++)
        MUST(quen_orders_find_customer(r->ctx, log, quen_orders_customer_key(log, i),
                                       &number) == QUEN_OK &&
             number == i);
    MUST(quen_orders_customer_key(log, UINT32_MAX).kind == QUEN_KEY_NONE);
    fuzz_made(r->ctx, quen_orders_find_item(r->ctx, log, any_key(&r->bytes), &number));
}

/* --- settings --- */

/* What a caller brings: a number or a category, well-formed or not. */
typedef struct attribute {
    keys customers, categories;
    double numbers[MAX_LINES];
    quen_attribute given;
} attribute;

static const quen_attribute *any_attribute(fuzz_bytes *b, attribute *a)
{
    static const char *const names[] = {"age", "", "orders", "city", "other"};
    memset(&a->given, 0, sizeof a->given);
    a->given.n = fuzz_below(b, MAX_LINES + 1);
    a->given.name = names[fuzz_below(b, 5)];
    a->given.customers = any_column(b, &a->customers, a->given.n);
    if (fuzz_below(b, 2)) {
        for (size_t i = 0; i < a->given.n; i++)
            a->numbers[i] = fuzz_double(b);
        a->given.numbers = a->numbers;
    } else {
        a->given.categories = any_column(b, &a->categories, a->given.n);
    }
    a->given.max_levels = fuzz_below(b, 8) ? fuzz_below(b, 4) : fuzz_uint(b);
    return &a->given;
}

/* A setting stays as it is more often than not, so that fits get somewhere. */
#define MAYBE(b, field, value)                                                           \
    do {                                                                                 \
        if (fuzz_below((b), 4) == 1)                                                     \
            (field) = (value);                                                           \
    } while (0)

static quen_rfm_options rfm_options(fuzz_bytes *b)
{
    static const int64_t cuts[2][9] = {
        {1, 2, 3, 4, 5, 6, 7, 8, 9}, {INT64_MIN, 0, 0, INT64_MAX, INT64_MAX, 0, 0, 0, 0}};
    static const quen_rfm_rule rules[] = {{"low", 1, 2, 1, 255, 1, 255, {0, 0}},
                                          {"high", 1, 10, 1, 10, 1, 10, {0, 0}}};
    quen_rfm_options o;
    quen_rfm_options_init(&o, sizeof o);
    MAYBE(b, o.segments, QUEN_RFM_SEGMENTS_NONE);
    if (o.segments == QUEN_RFM_SEGMENTS_NONE)
        o.bins = fuzz_below(b, 12);
    MAYBE(b, o.monetary, fuzz_below(b, 3));
    MAYBE(b, o.binning, fuzz_below(b, 3));
    MAYBE(b, o.frequency, fuzz_below(b, 3));
    MAYBE(b, o.segments, fuzz_below(b, 5));
    MAYBE(b, o.utc_offset_s, (int32_t)fuzz_int(b));
    MAYBE(b, o.n_rules, fuzz_below(b, 3));
    MAYBE(b, o.rules, rules);
    MAYBE(b, o.now_s, any_time(b));
    MAYBE(b, o.recency_unit_s, fuzz_int(b));
    MAYBE(b, o.r_cuts, cuts[fuzz_below(b, 2)]);
    MAYBE(b, o.f_cuts, cuts[fuzz_below(b, 2)]);
    MAYBE(b, o.m_cuts, cuts[fuzz_below(b, 2)]);
    return o;
}

/* Starts and sweeps without end are for those who lose patience early. */
static quen_kmeans_options kmeans_options(run *r)
{
    fuzz_bytes *b = &r->bytes;
    quen_kmeans_options o;
    quen_kmeans_options_init(&o, sizeof o);
    o.k = 1 + fuzz_below(b, 3);
    MAYBE(b, o.k, fuzz_uint(b));
    MAYBE(b, o.seed, (uint64_t)fuzz_int(b));
    MAYBE(b, o.n_init, r->limits.patience > FEW ? fuzz_below(b, 8) : fuzz_uint(b));
    MAYBE(b, o.max_iter, r->limits.patience > FEW ? fuzz_below(b, 100) : fuzz_uint(b));
    MAYBE(b, o.tol, fuzz_double(b));
    MAYBE(b, o.init_trials, fuzz_uint(b));
    MAYBE(b, o.order_by, fuzz_uint(b));
    return o;
}

static quen_itemcf_options itemcf_options(fuzz_bytes *b)
{
    quen_itemcf_options o;
    quen_itemcf_options_init(&o, sizeof o);
    MAYBE(b, o.method, fuzz_below(b, 4));
    MAYBE(b, o.values, fuzz_below(b, 5));
    MAYBE(b, o.group, fuzz_below(b, 3));
    MAYBE(b, o.neighbors, fuzz_uint(b));
    MAYBE(b, o.min_support, fuzz_uint(b));
    MAYBE(b, o.shrink, fuzz_double(b));
    MAYBE(b, o.user_discount, fuzz_double(b));
    MAYBE(b, o.alpha, fuzz_double(b));
    MAYBE(b, o.beta, fuzz_double(b));
    MAYBE(b, o.normalize, fuzz_below(b, 3));
    MAYBE(b, o.prune, fuzz_below(b, 5));
    MAYBE(b, o.now_s, any_time(b));
    return o;
}

static quen_churn_options churn_options(fuzz_bytes *b, attribute *a)
{
    quen_churn_options o;
    quen_churn_options_init(&o, sizeof o);
    MAYBE(b, o.utc_offset_s, (int32_t)fuzz_int(b));
    o.horizon_s = 86400 * (1 + (int64_t)fuzz_byte(b));
    MAYBE(b, o.horizon_s, fuzz_int(b));
    MAYBE(b, o.cutoff_s, any_time(b));
    MAYBE(b, o.active_s, fuzz_int(b));
    MAYBE(b, o.period_s, fuzz_int(b));
    MAYBE(b, o.l2, fuzz_double(b));
    if (fuzz_below(b, 4) == 1) {
        o.attributes = any_attribute(b, a);
        o.n_attributes = 1;
    }
    return o;
}

/* --- models --- */

static void fit_rfm(run *r, quen_orders *log)
{
    quen_rfm_options options = rfm_options(&r->bytes);
    quen_rfm *rfm = NULL;
    int64_t own[3][4];
    if (fuzz_made(r->ctx, quen_rfm_fit(r->ctx, log, &options, &rfm)))
        MUST(quen_rfm_n_customers(rfm) > 0);
    quen_rfm_free(rfm);
    for (size_t i = 0; i < 12; i++)
        own[i / 4][i % 4] = fuzz_int(&r->bytes);
    fuzz_made(r->ctx, quen_rfm_fit_values(r->ctx, own[0], own[1], own[2],
                                          fuzz_below(&r->bytes, 5), &options, &rfm));
    quen_rfm_free(rfm);
}

static void fit_itemcf(run *r, quen_orders *log)
{
    quen_itemcf_options options = itemcf_options(&r->bytes);
    quen_itemcf *itemcf = NULL;
    quen_offer offers[4];
    size_t count;
    fuzz_made(r->ctx, quen_itemcf_fit(r->ctx, log, &options, &itemcf));
    for (uint32_t i = 0; itemcf && i <= quen_itemcf_n_items(itemcf); i++)
        fuzz_made(r->ctx,
                  quen_itemcf_similar(r->ctx, itemcf, i, NULL, offers, 4, &count));
    quen_itemcf_free(itemcf);
}

/* A matrix of sparse rows that may break every rule but its own extents. */
static void fit_csr(run *r)
{
    uint64_t start[5];
    uint32_t column[8];
    double value[8];
    quen_csr matrix = {fuzz_below(&r->bytes, 5), fuzz_uint(&r->bytes), start, column,
                       value};
    quen_itemcf_options options = itemcf_options(&r->bytes);
    quen_itemcf *itemcf = NULL;
    for (size_t i = 0; i < 5; i++)
        start[i] = i == matrix.n_rows ? 8 : fuzz_below(&r->bytes, 9);
    for (size_t i = 0; i < 8; i++) {
        column[i] = fuzz_below(&r->bytes, 16);
        value[i] = fuzz_double(&r->bytes);
    }
    if (fuzz_below(&r->bytes, 2))
        matrix.value = NULL;
    matrix.n_columns %= 1u << 16;
    fuzz_made(r->ctx, quen_itemcf_fit_csr(r->ctx, &matrix, &options, &itemcf));
    quen_itemcf_free(itemcf);
}

static void fit_churn(run *r, quen_orders *log)
{
    attribute before, later;
    quen_churn_options options = churn_options(&r->bytes, &before);
    quen_churn_predict_options ask;
    quen_churn *churn = NULL;
    quen_order_totals totals;
    size_t n;
    quen_churn_predict_options_init(&ask, sizeof ask);
    if (!fuzz_made(r->ctx, quen_churn_fit(r->ctx, log, &options, &churn)))
        return;
    MAYBE(&r->bytes, ask.now_s, any_time(&r->bytes));
    ask.attributes = options.attributes;
    ask.n_attributes = options.n_attributes;
    MAYBE(&r->bytes, ask.attributes, any_attribute(&r->bytes, &later));
    ask.n_attributes = ask.attributes != NULL;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(log, &totals);
    quen_churn_risk *risks = malloc(((size_t)totals.customers + 1) * sizeof *risks);
    MUST(risks);
    if (fuzz_made(r->ctx, quen_churn_predict(r->ctx, churn, log, &ask, risks,
                                             (size_t)totals.customers, &n)))
        for (size_t i = 0; i < n; i++)
            MUST(risks[i].risk >= 0 && risks[i].risk <= 1);
    free(risks);
    quen_churn_free(churn);
}

/* Scale a matrix, NaN and all, then cluster it. */
static void fit_clusters(run *r, const double *x, size_t n, size_t d)
{
    quen_kmeans_options options = kmeans_options(r);
    quen_scaler_options scale;
    quen_scaler *scaler = NULL;
    quen_kmeans *kmeans = NULL;
    double *scaled = malloc((n * d + 1) * sizeof *scaled);
    MUST(scaled);
    memset(scaled, 0, (n * d + 1) * sizeof *scaled);
    quen_scaler_options_init(&scale, sizeof scale);
    scale.method = fuzz_below(&r->bytes, 4);
    scale.log1p_all = fuzz_below(&r->bytes, 2);
    if (fuzz_made(r->ctx, quen_scaler_fit(r->ctx, x, n, d, &scale, &scaler)) &&
        fuzz_made(r->ctx, quen_scaler_transform(r->ctx, scaler, x, n, scaled)))
        x = scaled;
    if (fuzz_made(r->ctx, quen_kmeans_fit(r->ctx, x, n, d, &options, &kmeans)))
        for (size_t i = 0; i < n; i++)
            MUST(quen_kmeans_labels(kmeans)[i] < options.k);
    quen_kmeans_free(kmeans);
    quen_scaler_free(scaler);
    free(scaled);
}

static void fit_features(run *r, quen_orders *log)
{
    attribute a;
    quen_features *features = NULL;
    quen_features_options options;
    quen_features_options_init(&options, sizeof options);
    MAYBE(&r->bytes, options.now_s, any_time(&r->bytes));
    MAYBE(&r->bytes, options.period_s, fuzz_int(&r->bytes));
    MAYBE(&r->bytes, options.utc_offset_s, (int32_t)fuzz_int(&r->bytes));
    if (fuzz_below(&r->bytes, 2)) {
        options.attributes = any_attribute(&r->bytes, &a);
        options.n_attributes = 1;
    }
    if (!fuzz_made(r->ctx, quen_features_new(r->ctx, log, &options, &features)))
        return;
    for (size_t j = 0; j < quen_features_n_columns(features); j++)
        MUST(strlen(quen_features_column_name(features, j)) &&
             quen_features_column_unit(features, j));
    size_t n = quen_features_n_rows(features), d = quen_features_n_columns(features);
    for (size_t i = 0; i < n * d; i++)
        MUST(!isinf(quen_features_matrix(features)[i]));
    fit_clusters(r, quen_features_matrix(features), n, d);
    quen_features_free(features);
}

/* Regression and clusters of numbers that may be anything. */
static void fit_matrix(run *r)
{
    double x[24], weights[12], out[12];
    uint8_t y[12];
    quen_logit *logit = NULL;
    quen_logit_options o;
    size_t n = fuzz_below(&r->bytes, 13), d = fuzz_below(&r->bytes, 3);
    quen_logit_options_init(&o, sizeof o);
    for (size_t i = 0; i < 24; i++)
        x[i] = fuzz_double(&r->bytes);
    for (size_t i = 0; i < 12; i++)
        y[i] = fuzz_byte(&r->bytes) % 9 & 1;
    for (size_t i = 0; i < 12; i++)
        weights[i] = fuzz_double(&r->bytes);
    MAYBE(&r->bytes, o.max_iter, fuzz_uint(&r->bytes));
    MAYBE(&r->bytes, o.l2, fuzz_double(&r->bytes));
    MAYBE(&r->bytes, o.tol, fuzz_double(&r->bytes));
    MAYBE(&r->bytes, o.class_mode, fuzz_below(&r->bytes, 3));
    MAYBE(&r->bytes, o.class_weight[1], fuzz_double(&r->bytes));
    MAYBE(&r->bytes, o.weights, weights);
    if (fuzz_made(r->ctx, quen_logit_fit(r->ctx, x, y, n, d, &o, &logit))) {
        for (size_t j = 0; j < quen_logit_n_terms(logit); j++)
            MUST(isfinite(quen_logit_coefficients(logit)[j]));
        MUST(quen_logit_predict(r->ctx, logit, x, n, out) == QUEN_OK);
        for (size_t i = 0; i < n; i++)
            MUST(out[i] >= 0 && out[i] <= 1);
    }
    quen_logit_free(logit);
    fit_clusters(r, x, n, d);
}

static void train(run *r, quen_orders *log)
{
    attribute before, now;
    quen_rfm_options rfm = rfm_options(&r->bytes);
    quen_kmeans_options kmeans = kmeans_options(r);
    quen_itemcf_options itemcf = itemcf_options(&r->bytes);
    quen_churn_options churn = churn_options(&r->bytes, &before);
    quen_shop_options o;
    quen_shop *shop = NULL, *again = NULL;
    size_t size;
    quen_shop_options_init(&o, sizeof o);
    o.rfm = &rfm;
    o.kmeans = &kmeans;
    o.itemcf = &itemcf;
    o.churn = &churn;
    MAYBE(&r->bytes, o.parts, fuzz_below(&r->bytes, 17));
    MAYBE(&r->bytes, o.now_s, any_time(&r->bytes));
    MAYBE(&r->bytes, o.utc_offset_s, (int32_t)fuzz_int(&r->bytes));
    o.attributes = churn.attributes;
    MAYBE(&r->bytes, o.attributes, any_attribute(&r->bytes, &now));
    o.n_attributes = o.attributes != NULL;
    if (fuzz_made(r->ctx, quen_shop_train(r->ctx, log, &o, &shop))) {
        MUST(quen_shop_save_bytes(r->ctx, shop, NULL, 0, &size) == QUEN_OK);
        uint8_t *bytes = malloc(size);
        MUST(bytes);
        MUST(quen_shop_save_bytes(r->ctx, shop, bytes, size, &size) == QUEN_OK);
        MUST(quen_shop_open_bytes(r->ctx, bytes, size, &again) == QUEN_OK);
        MUST(quen_shop_has_money(again) == quen_shop_has_money(shop));
        free(bytes);
        quen_shop_free(again);
    } else {
        MUST(shop == NULL);
    }
    quen_shop_free(shop);
}

/* --- the target --- */

static void check_log(run *r, const quen_orders *log)
{
    fuzz_bytes *b = &r->bytes;
    quen_check_options o;
    quen_check *check = NULL;
    quen_check_options_init(&o, sizeof o);
    MAYBE(b, o.utc_offset_s, (int32_t)fuzz_int(b));
    MAYBE(b, o.nobody_share, fuzz_double(b));
    MAYBE(b, o.nobody_times, fuzz_double(b));
    MAYBE(b, o.clock_gap_s, fuzz_int(b));
    MAYBE(b, o.repeated_share, fuzz_double(b));
    MAYBE(b, o.rounded_lines, (uint64_t)fuzz_int(b));
    if (!fuzz_made(r->ctx, quen_orders_check(r->ctx, log, &o, &check)))
        return;
    for (size_t i = 0; i < quen_check_n_findings(check); i++)
        MUST(strlen(quen_check_sentence(check, i)) > 20 &&
             quen_check_finding(check, i)->kind <= QUEN_FINDING_ONE_ITEM);
    quen_check_free(check);
}

/* Changes over the times of the lines, as far apart as the clock may be set, or less. */
static void set_clock(run *r, quen_orders *log)
{
    int64_t from[16];
    int32_t offset[16];
    size_t n = fuzz_below(&r->bytes, 16);
    quen_zone zone = {from, offset, n, (int32_t)fuzz_int(&r->bytes) % 90000, 0};
    for (size_t i = 0; i < n; i++) {
        from[i] = 1700000000 + (int64_t)i * 8000000 + fuzz_byte(&r->bytes) * 20000;
        offset[i] = ((int32_t)fuzz_byte(&r->bytes) - 128) * 675;
    }
    if (fuzz_made(r->ctx, quen_orders_set_clock(r->ctx, log, &zone)))
        quen_orders_get_clock(log, &zone);
    MUST(zone.n == n);
}

static void step(run *r, uint8_t what)
{
    quen_orders *log = r->logs[what >> 7];
    /* Most lines are finished before they are asked about. */
    if (what % 16 >= 8 && what & 64)
        fuzz_made(r->ctx, quen_orders_finish(r->ctx, log));
    r->limits.patience = what & 32 ? FEW : 10000;
    switch (what % 16) {
    case 2:
        set_rules(r, log);
        break;
    case 3:
        add_columns(r, log);
        break;
    case 4:
        fuzz_made(r->ctx, quen_orders_merge(r->ctx, log, r->logs[!(what >> 7)]));
        break;
    case 5:
        fuzz_made(r->ctx, quen_orders_finish(r->ctx, log));
        break;
    case 6:
        fit_csr(r);
        break;
    case 7:
        fit_matrix(r);
        break;
    case 8:
        look_at(r, log);
        break;
    case 9:
        check_log(r, log);
        fit_rfm(r, log);
        break;
    case 10:
        fit_itemcf(r, log);
        break;
    case 11:
        fit_churn(r, log);
        break;
    case 12:
        fit_features(r, log);
        break;
    case 13:
    case 14:
        train(r, log);
        break;
    case 15:
        set_clock(r, log);
        break;
    default:
        add_rows(r, log);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    run r = {.bytes = {data, size}, .limits = {(size_t)1 << 24, 300}};
    uint8_t first = fuzz_byte(&r.bytes);
    r.ctx = fuzz_context(&r.limits, 1 + first % 8 / 7);
    for (size_t i = 0; i < 2; i++) {
        r.no_money[i] = first >> (3 + i) & 1;
        MUST(quen_orders_new(r.ctx, &r.logs[i]) == QUEN_OK);
    }
    for (size_t i = 0; i < MAX_STEPS && r.bytes.left; i++)
        step(&r, fuzz_byte(&r.bytes));
    for (size_t i = 0; i < 2; i++)
        quen_orders_free(r.logs[i]);
    quen_context_free(r.ctx);
    return 0;
}
