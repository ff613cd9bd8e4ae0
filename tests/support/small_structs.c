/* What the structs of calls hold: see small_world.h. */
#include "small_world.h"

#define TEXT(t, text) call_copy((t), (text), sizeof(text))

static const uint32_t two[2] = {0, 1};
static const uint64_t row_start[5] = {0, 2, 3, 5, 6};
static const uint32_t column[6] = {0, 3, 1, 2, 5, 4};
static const double csr_value[6] = {1, 2, 1, 3, 1, 2};

/* Texts of a kind, as a column of two. */
quen_key_column call_texts_of(call_trial *t, uint32_t kind)
{
    const char *text = call_texts[kind];
    size_t first = strcspn(text, "\n"), last = strlen(text) - first - 1;
    const uint64_t offsets[3] = {0, first, first + last};
    const uint8_t valid[1] = {3};
    char bytes[64];
    memcpy(bytes, text, first);
    memcpy(bytes + first, text + first + 1, last);
    quen_key_column of = {NULL, call_copy(t, bytes, first + last), CALL_COPY(t, offsets),
                          t->full ? CALL_COPY(t, valid) : NULL};
    return of;
}

static quen_key_column numbers_of(call_trial *t)
{
    static const int64_t keys[2] = {1, 2};
    return (quen_key_column){CALL_COPY(t, keys), NULL, NULL, NULL};
}

static void fill_rules(call_trial *t, quen_order_rules *o)
{
    const quen_key nobody[2] = {quen_key_int(7), quen_key_text("nobody")};
    o->nobody = CALL_COPY(t, nobody);
    o->n_nobody = 2;
}

static void fill_columns(call_trial *t, quen_order_columns *c)
{
    static const int64_t times[2] = {1700000000, 1710000000}, ones[2] = {1, 2};
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    c->n = 2;
    c->customer = numbers_of(t);
    c->item = call_texts_of(t, QUEN_FORMAT_KIND_KEY);
    c->time_s = CALL_COPY(t, times);
    c->amount = CALL_COPY(t, ones);
    if (!t->full)
        return;
    c->order = numbers_of(t);
    c->quantity = CALL_COPY(t, ones);
    if (strcmp(t->call->name, "quen_rfm_fit_columns") == 0)
        fill_rules(t, &rules);
    else
        return;
    c->rules = call_copy(t, &rules, sizeof rules);
}

static void fill_line(call_trial *t, quen_order_line *line)
{
    *line = (quen_order_line){.customer = quen_key_int(1),
                              .item = {TEXT(t, "tea"), 3, 0, QUEN_KEY_BYTES, 0},
                              .time_s = 1700000000,
                              .quantity = 1,
                              .amount = 100};
    line->order = quen_key_int(5);
}

static void fill_csr(call_trial *t, quen_csr *m)
{
    *m = (quen_csr){4, 6, CALL_COPY(t, row_start), CALL_COPY(t, column),
                    t->full ? CALL_COPY(t, csr_value) : NULL};
}

static void fill_zone(call_trial *t, quen_zone *zone)
{
    static const int64_t from_s[2] = {1600000000, 1700000000};
    static const int32_t offset_s[2] = {3600, 7200};
    *zone = (quen_zone){CALL_COPY(t, from_s), CALL_COPY(t, offset_s), 2, 3600, 0};
}

static void *a_zone(call_trial *t)
{
    quen_zone zone;
    fill_zone(t, &zone);
    return call_copy(t, &zone, sizeof zone);
}

/* Numbers of the first customers of the log, whose keys are texts. */
static void *some_attributes(call_trial *t, size_t *n)
{
    static const double ages[3] = {30, 40, 50};
    quen_attribute a = {.name = TEXT(t, "age"), .n = 3};
    uint64_t offsets[4] = {0};
    char bytes[64];
    for (uint32_t i = 0; i < 3; i++) {
        quen_key key = quen_orders_customer_key(t->world->orders, i);
        memcpy(bytes + offsets[i], key.bytes, key.size);
        offsets[i + 1] = offsets[i] + key.size;
    }
    a.customers.bytes = call_copy(t, bytes, (size_t)offsets[3]);
    a.customers.offsets = CALL_COPY(t, offsets);
    a.numbers = CALL_COPY(t, ages);
    *n = 1;
    return call_copy(t, &a, sizeof a);
}

static void fill_kmeans(call_trial *t, quen_kmeans_options *o)
{
    o->k = 3;
    if (!t->full)
        return;
    o->weights = CALL_COPY(t, t->world->score[0]);
    o->init = CALL_COPY(t, t->world->x); /* enough for any k up to n */
}

static void fill_logit(call_trial *t, quen_logit_options *o)
{
    if (t->full)
        o->weights = CALL_COPY(t, t->world->score[0]);
}

static void fill_scaler(call_trial *t, quen_scaler_options *o)
{
    static const uint8_t log1p[CALL_D] = {0, 1, 0};
    if (t->full)
        o->log1p = CALL_COPY(t, log1p);
}

static void fill_binary(call_trial *t, quen_binary_options *o)
{
    o->resamples = 20;
    if (!t->full)
        return;
    o->weights = CALL_COPY(t, t->world->score[1]);
    o->groups = CALL_COPY(t, t->world->labels);
    if (strcmp(t->call->name, "quen_evaluate_calibration") == 0 ||
        strcmp(t->call->name, "quen_evaluate_gains") == 0)
        o->groups = NULL;
}

static void fill_ranking(call_trial *t, quen_ranking_options *o)
{
    static const uint64_t popularity[6] = {5, 3, 2, 1, 1, 4};
    o->resamples = 20;
    if (!t->full)
        return;
    o->popularity = CALL_COPY(t, popularity);
    o->population = 9;
}

static void fill_split(call_trial *t, quen_split_options *o)
{
    if (!t->full)
        return;
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(t->world->used, &totals);
    int64_t *at = call_copy(t, NULL, (size_t)totals.customers * sizeof *at);
    for (size_t i = 0; i < totals.customers; i++)
        at[i] = totals.last_s;
    o->method = QUEN_SPLIT_METHOD_GIVEN;
    o->moments = at;
    o->n_moments = (size_t)totals.customers;
}

/* All customers of the log in one segment. */
static void fill_figures(call_trial *t, quen_figures_options *o)
{
    if (!t->full)
        return;
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(t->world->used, &totals);
    uint32_t *of = call_copy(t, NULL, (size_t)totals.customers * sizeof *of);
    memset(of, 0, (size_t)totals.customers * sizeof *of);
    o->customer_segments = of;
    o->n_customer_segments = (size_t)totals.customers;
    o->n_segments = 1;
}

static void fill_rfm(call_trial *t, quen_rfm_options *o)
{
    static const int64_t cuts[4] = {2, 5, 9, 14};
    if (!t->full)
        return;
    const quen_rfm_rule rule = {TEXT(t, "all"), 1, 5, 1, 5, 1, 5, {0, 0}};
    o->segments = QUEN_RFM_SEGMENTS_OWN;
    o->rules = call_copy(t, &rule, sizeof rule);
    o->n_rules = 1;
    o->r_cuts = CALL_COPY(t, cuts);
    o->f_cuts = CALL_COPY(t, cuts);
    o->m_cuts = CALL_COPY(t, cuts);
}

static void fill_features(call_trial *t, quen_features_options *o)
{
    if (t->full)
        o->attributes = some_attributes(t, &o->n_attributes);
}

static void fill_churn(call_trial *t, quen_churn_options *o)
{
    if (t->full)
        o->attributes = some_attributes(t, &o->n_attributes);
}

static void fill_shop(call_trial *t, quen_shop_options *o)
{
    quen_itemcf_options itemcf;
    quen_churn_options churn;
    quen_rfm_options rfm;
    quen_kmeans_options kmeans;
    if (!t->full)
        return;
    o->attributes = some_attributes(t, &o->n_attributes);
    quen_itemcf_options_init(&itemcf, sizeof itemcf);
    quen_churn_options_init(&churn, sizeof churn);
    quen_rfm_options_init(&rfm, sizeof rfm);
    quen_kmeans_options_init(&kmeans, sizeof kmeans);
    kmeans.k = 3;
    o->itemcf = call_copy(t, &itemcf, sizeof itemcf);
    o->churn = call_copy(t, &churn, sizeof churn);
    o->rfm = call_copy(t, &rfm, sizeof rfm);
    o->kmeans = call_copy(t, &kmeans, sizeof kmeans);
}

static void fill_offer_filter(call_trial *t, quen_offer_filter *o)
{
    if (!t->full)
        return;
    o->exclude = CALL_COPY(t, two);
    o->allow = CALL_COPY(t, column);
    o->n_exclude = 2;
    o->n_allow = 6;
}

static quen_key shop_item(const call_trial *t, uint32_t i)
{
    return quen_shop_item_key(t->world->shop, i);
}

void *call_items(call_trial *t, size_t n)
{
    quen_key keys[4];
    for (uint32_t i = 0; i < n; i++) {
        keys[i] = shop_item(t, i);
        if (keys[i].kind == QUEN_KEY_BYTES)
            keys[i].bytes = call_copy(t, keys[i].bytes, keys[i].size);
    }
    return call_copy(t, keys, n * sizeof *keys);
}

static void fill_shop_filter(call_trial *t, quen_shop_filter *o)
{
    if (!t->full)
        return;
    o->exclude = call_items(t, 2);
    o->allow = call_items(t, 4);
    o->n_exclude = 2;
    o->n_allow = 4;
}

static void fill_format(call_trial *t, quen_format_options *o)
{
    o->kind = QUEN_FORMAT_KIND_TIME;
    if (t->full)
        o->zone = a_zone(t);
}

static void fill_csv(call_trial *t, quen_csv_options *o)
{
    if (!t->full)
        return;
    const char *const names[2] = {TEXT(t, "item"), TEXT(t, "time")};
    const char *const more[1] = {TEXT(t, "amount")};
    o->columns = CALL_COPY(t, names);
    o->n_columns = 2;
    o->optional = CALL_COPY(t, more);
    o->n_optional = 1;
}

static void fill_import(call_trial *t, quen_import_options *o)
{
    quen_order_rules rules;
    o->item = TEXT(t, "item");
    o->time = TEXT(t, "time");
    o->amount = TEXT(t, "amount");
    if (!t->full)
        return;
    quen_order_rules_init(&rules, sizeof rules);
    fill_rules(t, &rules);
    const char *const values[1] = {TEXT(t, "1")};
    const quen_import_filter where = {TEXT(t, "quantity"), CALL_COPY(t, values), 1, 0, 0};
    o->customer = TEXT(t, "customer");
    o->rules = call_copy(t, &rules, sizeof rules);
    o->where = call_copy(t, &where, sizeof where);
    o->n_where = 1;
    o->zone = a_zone(t);
}

/* As many rows as calls name. */
static void fill_link_field(call_trial *t, quen_link_field *field)
{
    static const uint8_t valid[(CALL_N + 7) / 8] = {0xff, 0xfe, 0x7f};
    field->name = TEXT(t, "number");
    field->values.numbers = CALL_COPY(t, t->world->values[1]);
    field->values.valid = t->full ? CALL_COPY(t, valid) : NULL;
    field->kind = QUEN_LINK_KIND_NUMBER;
    field->blocks = 1;
}

static void fill_money(call_trial *t, quen_money *money)
{
    (void)t;
    *money = (quen_money){2, "EUR"};
}

#define FILL(name, type)                                                                 \
    static void give_##name(call_trial *t, void *it)                                     \
    {                                                                                    \
        fill_##name(t, (type *)it);                                                      \
    }
FILL(rules, quen_order_rules)
FILL(columns, quen_order_columns)
FILL(line, quen_order_line)
FILL(csr, quen_csr)
FILL(zone, quen_zone)
FILL(kmeans, quen_kmeans_options)
FILL(logit, quen_logit_options)
FILL(scaler, quen_scaler_options)
FILL(binary, quen_binary_options)
FILL(ranking, quen_ranking_options)
FILL(split, quen_split_options)
FILL(rfm, quen_rfm_options)
FILL(figures, quen_figures_options)
FILL(features, quen_features_options)
FILL(churn, quen_churn_options)
FILL(shop, quen_shop_options)
FILL(offer_filter, quen_offer_filter)
FILL(shop_filter, quen_shop_filter)
FILL(format, quen_format_options)
FILL(csv, quen_csv_options)
FILL(import, quen_import_options)
FILL(money, quen_money)
FILL(link_field, quen_link_field)

static void give_channels(call_trial *t, quen_habits_options *o)
{
    static const uint32_t channels[2] = {1, UINT32_MAX};
    const quen_key_column orders = numbers_of(t);
    o->n_channels = 2;
    o->n_order_channels = 2;
    o->order_channels = CALL_COPY(t, channels);
    o->order_numbers = call_copy(t, &orders, sizeof orders);
}

static void give_habits(call_trial *t, void *it)
{
    static const uint32_t groups[64] = {0, 1, 1, UINT32_MAX};
    quen_habits_options *o = it;
    o->n_item_groups = quen_itemcf_n_items(t->world->itemcf);
    assert_in_range(o->n_item_groups, 1, 64);
    o->n_groups = 2;
    o->item_groups = call_copy(t, groups, o->n_item_groups * sizeof *groups);
    give_channels(t, o);
}

typedef struct filled {
    const char *type;
    void (*fill)(call_trial *t, void *it);
} filled;

static const filled all[] = {
    {"quen_order_rules", give_rules},
    {"quen_order_columns", give_columns},
    {"quen_order_line", give_line},
    {"quen_csr", give_csr},
    {"quen_zone", give_zone},
    {"quen_kmeans_options", give_kmeans},
    {"quen_logit_options", give_logit},
    {"quen_scaler_options", give_scaler},
    {"quen_binary_options", give_binary},
    {"quen_ranking_options", give_ranking},
    {"quen_split_options", give_split},
    {"quen_rfm_options", give_rfm},
    {"quen_figures_options", give_figures},
    {"quen_habits_options", give_habits},
    {"quen_features_options", give_features},
    {"quen_churn_options", give_churn},
    {"quen_shop_options", give_shop},
    {"quen_offer_filter", give_offer_filter},
    {"quen_shop_filter", give_shop_filter},
    {"quen_format_options", give_format},
    {"quen_csv_options", give_csv},
    {"quen_import_options", give_import},
    {"quen_money", give_money},
    {"quen_link_field", give_link_field},
    /* These have nothing to point at. */
    {"quen_text_options", NULL},
    {"quen_phone_options", NULL},
    {"quen_email_options", NULL},
    {"quen_name_options", NULL},
    {"quen_clusters_options", NULL},
    {"quen_origins_options", NULL},
    {"quen_check_options", NULL},
    {"quen_cohorts_options", NULL},
    {"quen_link_options", NULL},
    {"quen_link_groups_options", NULL},
    {"quen_itemcf_options", NULL},
    {"quen_churn_predict_options", NULL},
    {"quen_lifetime_options", NULL},
    {"quen_shop_groups_options", NULL},
    {NULL, NULL},
};

int call_fill(call_trial *t, const char *type, void *it)
{
    for (const filled *f = all; f->type; f++) {
        if (strcmp(f->type, type) != 0)
            continue;
        if (f->fill)
            f->fill(t, it);
        return 1;
    }
    return 0;
}
