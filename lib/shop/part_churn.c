/* Risks: who is about to leave, and why. Beside the model, what it says of each customer.
 */
#include <string.h>

#include "core/options.h"
#include "core/alloc.h"
#include "io/check.h"
#include "shop/part.h"

#ifndef QUEN_NO_CHURN

/* Of the sections in the shop's image; part of the format. */
#define BASE 0x4000
#define LOGIT (BASE + QUEN__CHURN_LOGIT)
#define STATISTIC (LOGIT + QUEN__LOGIT_FIRST_STATISTIC)

/* --- training --- */

/* Answers as columns, as they lie in the image. */
typedef struct risks {
    size_t n;
    uint32_t *customer, *reasons;
    double *risk, *effects;
} risks;

/* 1 if the model describes the customers of now as the shop wants them. */
static int describes_alike(const quen__shop_training *t, const quen_churn_options *o)
{
    return o->n_attributes == t->options.n_attributes &&
           (o->n_attributes == 0 || o->attributes == t->options.attributes);
}

static quen_status fit(quen__shop_training *t, quen_churn **churn)
{
    quen_churn_options options;
    quen_churn_options_init(&options, sizeof options);
    quen_status status =
        quen__options_read(t->ctx, &options, sizeof options, t->options.churn, "churn");
    if (status != QUEN_OK)
        return status;
    options.utc_offset_s = t->options.utc_offset_s;
    return quen__churn_fit(t->ctx, t->orders, &options, t->meta.now_s, churn,
                           describes_alike(t, &options) ? &t->features : NULL);
}

/* A log from which nothing about leaving can be learned still makes a shop. */
static quen_status leave_out(quen__shop_training *t)
{
    static const char noun[] = "churn: "; /* a note of churn need not say that */
    const char *words = t->ctx->message;
    words += strncmp(words, noun, sizeof noun - 1) == 0 ? sizeof noun - 1 : 0;
    size_t size = strlen(words);
    size = size < QUEN__SHOP_NOTE_ROOM ? size : QUEN__SHOP_NOTE_ROOM - 1;
    memcpy(t->note, words, size);
    t->meta.parts &= ~(uint64_t)QUEN_SHOP_CHURN;
    return QUEN_OK;
}

static void copy_risk(risks *r, size_t i, const quen_churn_risk *from)
{
    r->customer[i] = from->customer;
    r->risk[i] = from->risk;
    for (size_t j = 0; j < QUEN_CHURN_REASONS; j++) {
        size_t at = i * QUEN_CHURN_REASONS + j;
        int used = j < from->n_reasons;
        r->reasons[at] = used ? from->reasons[j] : QUEN__NO_REASON;
        r->effects[at] = used ? from->effects[j] : 0;
    }
}

static int risks_new(quen__temp *temp, size_t n, risks *r)
{
    r->n = n;
    r->customer = quen__temp_new(temp, n, sizeof *r->customer);
    r->risk = quen__temp_new(temp, n, sizeof *r->risk);
    r->reasons = quen__temp_new(temp, n, QUEN_CHURN_REASONS * sizeof *r->reasons);
    r->effects = quen__temp_new(temp, n, QUEN_CHURN_REASONS * sizeof *r->effects);
    return r->customer && r->risk && r->reasons && r->effects;
}

static quen_status add_risks(quen__shop_training *t, const quen_churn_risk *from,
                             size_t n)
{
    risks r;
    if (!risks_new(&t->temp, n, &r))
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        copy_risk(&r, i, &from[i]);
    quen__shop_training_add(t, QUEN__SHOP_RISK_ROWS, 4, n, r.customer);
    quen__shop_training_add(t, QUEN__SHOP_RISKS, 8, n, r.risk);
    quen__shop_training_add(t, QUEN__SHOP_RISK_REASONS, 4, n * QUEN_CHURN_REASONS,
                            r.reasons);
    quen__shop_training_add(t, QUEN__SHOP_RISK_EFFECTS, 8, n * QUEN_CHURN_REASONS,
                            r.effects);
    return quen__shop_training_rank(t, QUEN__SHOP_BY_RISK, r.risk, n);
}

/* K-means reads the features too. */
static quen_status predict(quen__shop_training *t, const quen_churn *churn)
{
    quen_status status = QUEN_OK;
    if (!t->features)
        status = quen__churn_features(t->ctx, churn, t->orders, t->meta.now_s,
                                      t->options.attributes, t->options.n_attributes,
                                      &t->features);
    if (status != QUEN_OK)
        return status;
    size_t n = quen_features_n_rows(t->features);
    quen_churn_risk *list = quen__temp_new(&t->temp, n, sizeof *list);
    if (!list)
        return QUEN_ERR_MEMORY;
    status =
        quen__churn_predict_features(t->ctx, churn, t->orders, t->features, list, &n);
    return status == QUEN_OK ? add_risks(t, list, n) : status;
}

static quen_status train(quen__shop_training *t)
{
    quen_churn *churn = NULL;
    quen_status status = fit(t, &churn);
    if (status == QUEN_ERR_NUMERIC && t->meta.parts != QUEN_SHOP_CHURN)
        return leave_out(t);
    if (status != QUEN_OK)
        return status;
    quen__shop_training_keep(t, &churn->model, BASE);
    return predict(t, churn);
}

/* --- opening --- */

static quen_status find_risks(quen_context *ctx, quen_shop *shop)
{
    quen__shop_risks *r = &shop->risks;
    struct {
        uint32_t id, width, each;
        const char *what;
        const void *data;
    } sections[] = {
        {QUEN__SHOP_RISKS, 8, 1, "risks", NULL},
        {QUEN__SHOP_RISK_REASONS, 4, QUEN_CHURN_REASONS, "reasons", NULL},
        {QUEN__SHOP_RISK_EFFECTS, 8, QUEN_CHURN_REASONS, "effects", NULL},
        {QUEN__SHOP_BY_RISK, 4, 1, "order by risk", NULL},
    };
    const void *customer;
    quen_status status = quen__image_get(ctx, shop->model.home, QUEN__SHOP_RISK_ROWS, 4,
                                         "customers with a risk", &customer, &r->n);
    for (size_t i = 0; i < 4 && status == QUEN_OK; i++)
        status = quen__image_get_n(ctx, shop->model.home, sections[i].id,
                                   sections[i].width, r->n * sections[i].each,
                                   sections[i].what, &sections[i].data);
    if (status != QUEN_OK)
        return status;
    r->customer = customer;
    r->risk = sections[0].data;
    r->reasons = sections[1].data;
    r->effects = sections[2].data;
    r->by_risk = sections[3].data;
    return QUEN_OK;
}

static quen_status check_reasons(quen_context *ctx, const quen_shop *shop)
{
    const quen__shop_risks *r = &shop->risks;
    size_t terms = quen_logit_n_terms(quen_churn_logit(&shop->churn));
    for (size_t i = 0; i < r->n * QUEN_CHURN_REASONS; i++) {
        int none = r->reasons[i] == QUEN__NO_REASON;
        if (!none && r->reasons[i] >= terms)
            return quen__bad_format(ctx, "reasons: %u is not below %zu", r->reasons[i],
                                    terms);
        /* Those in use come first. */
        if (!none && i % QUEN_CHURN_REASONS && r->reasons[i - 1] == QUEN__NO_REASON)
            return quen__bad_format(ctx, "reasons: entry %zu follows an empty one", i);
    }
    return quen__check_finite(ctx, "effects", r->effects, r->n * QUEN_CHURN_REASONS);
}

static quen_status check_risks(quen_context *ctx, const quen__shop_risks *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (!(r->risk[i] >= 0 && r->risk[i] <= 1))
            return quen__bad_format(ctx, "risks: entry %zu is not within 0..1", i);
    return quen__shop_check_rank(ctx, "order by risk", r->by_risk, r->risk, r->n);
}

static quen_status check(quen_context *ctx, quen_shop *shop)
{
    quen_status status = find_risks(ctx, shop);
    if (status == QUEN_OK)
        status = quen__shop_check_customers(ctx, shop, "customers with a risk",
                                            shop->risks.customer, shop->risks.n);
    if (status == QUEN_OK)
        status = check_reasons(ctx, shop);
    return status == QUEN_OK ? check_risks(ctx, &shop->risks) : status;
}

/* --- what is held of customers --- */

/* What the model says of each customer is the shop's own. Of what it learned from all,
 * sections that belong together go by one name; there are levels where there are numbers
 * of levels. */
static const quen__shop_section sections[] = {
    {QUEN__SHOP_RISK_ROWS, QUEN__SHOP_CUSTOMERS, "customer", NULL},
    {QUEN__SHOP_RISKS, QUEN__SHOP_ROWS, "churn.risk", NULL},
    {QUEN__SHOP_RISK_REASONS, QUEN__SHOP_ROWS, "churn.reasons", NULL},
    {QUEN__SHOP_RISK_EFFECTS, QUEN__SHOP_ROWS, "churn.effects", NULL},
    {QUEN__SHOP_BY_RISK, QUEN__SHOP_ORDER, "churn.place", NULL},
    {BASE + QUEN__CHURN_INFO, QUEN__SHOP_KEPT, NULL, "churn: report"},
    {BASE + QUEN__CHURN_FORMS, QUEN__SHOP_KEPT, NULL, "churn: forms of features"},
    {BASE + QUEN__CHURN_DRIFTS, QUEN__SHOP_KEPT, NULL, "churn: ranges of features"},
    {BASE + QUEN__CHURN_ORIGINS, QUEN__SHOP_KEPT, NULL, "churn: origins"},
    {BASE + QUEN__CHURN_NOTE, QUEN__SHOP_KEPT, NULL, "churn: note"},
    {BASE + QUEN__CHURN_SCHEMA, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__CHURN_SCHEMA + 1, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__CHURN_SCHEMA + 2, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__CHURN_SCHEMA + 3, QUEN__SHOP_KEPT, NULL, "churn: levels of attributes"},
    {BASE + QUEN__CHURN_SCHEMA + 4, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__CHURN_SCHEMA + 5, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__CHURN_SCHEMA + 6, QUEN__SHOP_KEPT, NULL, NULL},
    {BASE + QUEN__CHURN_SCHEMA + 7, QUEN__SHOP_KEPT, NULL, NULL},
    {LOGIT + QUEN__LOGIT_INFO, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {LOGIT + QUEN__LOGIT_INDICATORS, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {LOGIT + QUEN__LOGIT_NAMES, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {LOGIT + QUEN__LOGIT_NAME_OFFSETS, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {STATISTIC + QUEN__LOGIT_MEANS, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {STATISTIC + QUEN__LOGIT_COEFFICIENTS, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {STATISTIC + QUEN__LOGIT_STD_ERRORS, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {STATISTIC + QUEN__LOGIT_Z, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {STATISTIC + QUEN__LOGIT_P, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {STATISTIC + QUEN__LOGIT_ODDS_RATIOS, QUEN__SHOP_KEPT, NULL, "churn: coefficients"},
    {0, 0, NULL, NULL},
};

static void rows_of(const quen_shop *shop, quen__shop_rows *rows)
{
    rows->n = shop->risks.n;
    rows->customer = shop->risks.customer;
}

static void put_row(quen__json *json, const quen_shop *shop, size_t row)
{
    const quen__shop_risks *r = &shop->risks;
    const uint32_t *reasons = r->reasons + row * QUEN_CHURN_REASONS;
    size_t n = 0;
    quen__json_put_double(json, "risk", r->risk[row]);
    quen__json_put_uint(json, "place", quen__shop_place(r->by_risk, row));
    quen__json_name(json, "reasons");
    quen__json_open(json, '[');
    for (; n < QUEN_CHURN_REASONS && reasons[n] != QUEN__NO_REASON; n++)
        quen__json_text(json, quen_churn_feature_name(&shop->churn, reasons[n]));
    quen__json_close(json, ']');
    quen__json_name(json, "effects");
    quen__json_open(json, '[');
    for (size_t i = 0; i < n; i++)
        quen__json_double(json, r->effects[row * QUEN_CHURN_REASONS + i]);
    quen__json_close(json, ']');
}

static const quen__shop_holding holds = {
    .sections = sections,
    .rows = rows_of,
    .put = put_row,
};

/* --- asking --- */

static void tell(const quen_shop *shop, quen_shop_customer *c)
{
    const quen__shop_risks *r = &shop->risks;
    size_t row;
    if (!quen__shop_row(r->customer, r->n, c->customer, &row))
        return;
    c->parts |= QUEN_SHOP_CHURN;
    c->risk = r->risk[row];
    for (size_t i = 0; i < QUEN_CHURN_REASONS; i++) {
        uint32_t term = r->reasons[row * QUEN_CHURN_REASONS + i];
        if (term == QUEN__NO_REASON)
            break;
        c->reasons[i] = quen_churn_feature_name(&shop->churn, term);
        c->effects[i] = r->effects[row * QUEN_CHURN_REASONS + i];
        c->n_reasons++;
    }
}

quen_status quen_shop_list_at_risk(quen_context *ctx, const quen_shop *shop,
                                   double min_risk, uint32_t segment, uint32_t *customers,
                                   size_t capacity, size_t *count, size_t *total)
{
    const quen__shop_risks *r = &shop->risks;
    quen__shop_ranking ranking = {r->n, r->by_risk, r->customer, r->risk};
    quen__shop_list list = {min_risk, segment, customers, capacity, count, total};
    quen_status status =
        quen__shop_list_begin(ctx, shop, QUEN_SHOP_CHURN, "churn", &list);
    if (status == QUEN_OK && !(min_risk >= 0 && min_risk <= 1))
        return quen__bad_argument(ctx, "shop: min_risk is %g, not within 0..1", min_risk);
    if (status == QUEN_OK)
        quen__shop_list_ranked(shop, &ranking, &list);
    return status;
}

const quen_churn *quen_shop_churn(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_CHURN) ? &shop->churn : NULL;
}

const quen__shop_part quen__shop_part_churn = {
    .bit = QUEN_SHOP_CHURN,
    .words = "churn",
    .train = train,
    .kind = &quen__churn_kind,
    .base = BASE,
    .model = offsetof(quen_shop, churn),
    .check = check,
    .tell = tell,
    .holds = &holds,
};

#endif
