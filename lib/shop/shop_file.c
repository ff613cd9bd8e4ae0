/*
 * The shop as a file: attaching every part to its sections and checking what the parts
 * cannot know of one another: that customers and items are within the key tables, that
 * orders of rows are what they claim to be.
 */
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "io/check.h"
#include "shop/shop.h"

#define BAD(...) quen__fail(ctx, QUEN_ERR_FORMAT, __VA_ARGS__)

static quen_status attach_meta(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    size_t n;
    quen_status status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_META, 8,
                                           sizeof(quen__shop_meta) / 8, "shop", &data);
    if (status != QUEN_OK)
        return status;
    shop->meta = data;
    if (shop->meta->parts == 0 || shop->meta->parts > QUEN_SHOP_ALL)
        return BAD("the shop's parts are %llu", (unsigned long long)shop->meta->parts);
    if (shop->meta->utc_offset_s < -86400 || shop->meta->utc_offset_s > 86400)
        return BAD("the shop's clock is off by %lld s",
                   (long long)shop->meta->utc_offset_s);
    status =
        quen__image_get(ctx, shop->model.home, QUEN__SHOP_NOTE, 1, "note", &data, &n);
    if (status != QUEN_OK)
        return status;
    if (n >= sizeof shop->note || (n && memchr(data, 0, n)))
        return BAD("the shop's note is malformed");
    if (n)
        memcpy(shop->note, data, n);
    return QUEN_OK;
}

static quen_status attach_keys(quen_context *ctx, quen_shop *shop)
{
    quen_status status = quen__keys_attach(
        ctx, shop->model.home, QUEN__SHOP_BASE_CUSTOMERS, "customer", &shop->customers);
    if (status != QUEN_OK)
        return status;
    return quen__keys_attach(ctx, shop->model.home, QUEN__SHOP_BASE_ITEMS, "item",
                             &shop->items);
}

/* Ascending customer numbers within the key table. */
static quen_status check_customers(quen_context *ctx, const quen_shop *shop,
                                   const char *what, const uint32_t *customer, size_t n)
{
    quen_status status = quen__check_ascending(ctx, what, customer, n);
    if (status == QUEN_OK)
        status = quen__check_below(ctx, what, customer, n, shop->customers.n);
    return status;
}

/* --- rfm --- */

/* Strictly in order, so that no row can occur twice: by segment, value, row. */
int quen__shop_segment_order(const quen_rfm *rfm, uint32_t a, uint32_t b)
{
    uint8_t segment_a = quen_rfm_segments(rfm)[a], segment_b = quen_rfm_segments(rfm)[b];
    int64_t value_a = quen_rfm_monetary(rfm)[a], value_b = quen_rfm_monetary(rfm)[b];
    if (segment_a != segment_b)
        return segment_a < segment_b;
    return value_a != value_b ? value_a > value_b : a < b;
}

static quen_status attach_rfm(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    quen_status status =
        quen__rfm_attach(ctx, shop->model.home, QUEN__SHOP_BASE_RFM, &shop->rfm);
    size_t n = status == QUEN_OK ? quen_rfm_n_customers(&shop->rfm) : 0;
    if (status == QUEN_OK)
        status = check_customers(ctx, shop, "rfm customers",
                                 quen_rfm_customers(&shop->rfm), n);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_BY_SEGMENT, 4, n,
                                   "order by segment", &data);
    if (status != QUEN_OK)
        return status;
    shop->by_segment = data;
    status = quen__check_below(ctx, "order by segment", shop->by_segment, n, n);
    for (size_t i = 1; i < n && status == QUEN_OK; i++)
        if (!quen__shop_segment_order(&shop->rfm, shop->by_segment[i - 1],
                                      shop->by_segment[i]))
            status = BAD("order by segment: entry %zu is out of order", i);
    return status;
}

/* --- k-means --- */

static quen_status attach_columns(quen_context *ctx, quen_shop *shop)
{
    quen__shop_clusters *c = &shop->clusters;
    const void *data;
    quen_status status =
        quen__image_get(ctx, shop->model.home, QUEN__SHOP_CLUSTER_COLUMNS, 4,
                        "cluster features", &data, &c->n_columns);
    if (status != QUEN_OK)
        return status;
    c->column = data;
    if (c->n_columns != quen_kmeans_n_columns(&shop->kmeans) ||
        c->n_columns != quen_scaler_n_columns(&shop->scaler))
        return BAD("%zu cluster features, but k-means has %zu and the scaler %zu",
                   c->n_columns, quen_kmeans_n_columns(&shop->kmeans),
                   quen_scaler_n_columns(&shop->scaler));
    return quen__check_below(ctx, "cluster features", c->column, c->n_columns,
                             QUEN_FEATURES_BUILTIN);
}

/* Numbers, but NaN for a cluster without customers. */
static quen_status check_profile(quen_context *ctx, const quen_shop *shop,
                                 const char *what, const double *profile)
{
    size_t d = shop->clusters.n_columns, k = quen_kmeans_n_clusters(&shop->kmeans);
    for (size_t i = 0; i < k * d; i++) {
        int known = quen_kmeans_sizes(&shop->kmeans)[i / d] > 0;
        if (known ? !isfinite(profile[i]) : !isnan(profile[i]))
            return BAD("%s: entry %zu is %g in a cluster of %llu customers", what, i,
                       profile[i],
                       (unsigned long long)quen_kmeans_sizes(&shop->kmeans)[i / d]);
    }
    return QUEN_OK;
}

static quen_status attach_profile(quen_context *ctx, quen_shop *shop, uint32_t id,
                                  const char *what, const double **out)
{
    const void *data;
    size_t n = quen_kmeans_n_clusters(&shop->kmeans) * shop->clusters.n_columns;
    quen_status status = quen__image_get_n(ctx, shop->model.home, id, 8, n, what, &data);
    if (status != QUEN_OK)
        return status;
    *out = data;
    return check_profile(ctx, shop, what, data);
}

static quen_status attach_clusters(quen_context *ctx, quen_shop *shop)
{
    const void *data;
    quen_status status =
        quen__scaler_attach(ctx, shop->model.home, QUEN__SHOP_BASE_SCALER, &shop->scaler);
    if (status == QUEN_OK)
        status = quen__kmeans_attach(ctx, shop->model.home, QUEN__SHOP_BASE_KMEANS,
                                     &shop->kmeans);
    if (status == QUEN_OK)
        status = attach_columns(ctx, shop);
    if (status == QUEN_OK)
        status = attach_profile(ctx, shop, QUEN__SHOP_CLUSTER_MEANS, "cluster means",
                                &shop->clusters.means);
    if (status == QUEN_OK)
        status = attach_profile(ctx, shop, QUEN__SHOP_CLUSTER_MEDIANS, "cluster medians",
                                &shop->clusters.medians);
    size_t n = status == QUEN_OK ? quen_kmeans_n_rows(&shop->kmeans) : 0;
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_CLUSTER_ROWS, 4, n,
                                   "clustered customers", &data);
    if (status != QUEN_OK)
        return status;
    shop->clusters.n = n;
    shop->clusters.customer = data;
    return check_customers(ctx, shop, "clustered customers", data, n);
}

/* --- itemcf --- */

static quen_status attach_itemcf(quen_context *ctx, quen_shop *shop)
{
    quen_status status =
        quen__itemcf_attach(ctx, shop->model.home, QUEN__SHOP_BASE_ITEMCF, &shop->itemcf);
    if (status == QUEN_OK &&
        (quen_itemcf_n_items(&shop->itemcf) != shop->items.n ||
         quen_itemcf_n_customers(&shop->itemcf) != shop->customers.n))
        return BAD("the offers know %zu items and %zu customers, the shop %zu and %zu",
                   quen_itemcf_n_items(&shop->itemcf),
                   quen_itemcf_n_customers(&shop->itemcf), shop->items.n,
                   shop->customers.n);
    return status;
}

/* --- churn --- */

static quen_status check_reasons(quen_context *ctx, const quen_shop *shop)
{
    const quen__shop_risks *r = &shop->risks;
    size_t terms = quen_logit_n_terms(quen_churn_logit(&shop->churn));
    for (size_t i = 0; i < r->n * QUEN_CHURN_REASONS; i++) {
        int none = r->reasons[i] == QUEN__NO_REASON;
        if (!none && r->reasons[i] >= terms)
            return BAD("reasons: %u is not below %zu", r->reasons[i], terms);
        /* Those in use come first. */
        if (!none && i % QUEN_CHURN_REASONS && r->reasons[i - 1] == QUEN__NO_REASON)
            return BAD("reasons: entry %zu follows an empty one", i);
    }
    return quen__check_finite(ctx, "effects", r->effects, r->n * QUEN_CHURN_REASONS);
}

static int risk_order(const quen__shop_risks *r, uint32_t a, uint32_t b)
{
    return r->risk[a] != r->risk[b] ? r->risk[a] > r->risk[b] : a < b;
}

static quen_status check_risks(quen_context *ctx, const quen__shop_risks *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (!(r->risk[i] >= 0 && r->risk[i] <= 1))
            return BAD("risks: entry %zu is not within 0..1", i);
    quen_status status = quen__check_below(ctx, "order by risk", r->by_risk, r->n, r->n);
    for (size_t i = 1; i < r->n && status == QUEN_OK; i++)
        if (!risk_order(r, r->by_risk[i - 1], r->by_risk[i]))
            status = BAD("order by risk: entry %zu is out of order", i);
    return status;
}

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

static quen_status attach_churn(quen_context *ctx, quen_shop *shop)
{
    quen_status status =
        quen__churn_attach(ctx, shop->model.home, QUEN__SHOP_BASE_CHURN, &shop->churn);
    if (status == QUEN_OK)
        status = find_risks(ctx, shop);
    if (status == QUEN_OK)
        status = check_customers(ctx, shop, "customers with a risk", shop->risks.customer,
                                 shop->risks.n);
    if (status == QUEN_OK)
        status = check_reasons(ctx, shop);
    return status == QUEN_OK ? check_risks(ctx, &shop->risks) : status;
}

/* --- the whole --- */

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *model)
{
    quen_shop *shop = model;
    (void)image;
    (void)base;
    static const struct {
        uint32_t part;
        quen_status (*attach)(quen_context *ctx, quen_shop *shop);
        const char *words;
    } parts[] = {
        {QUEN_SHOP_RFM, attach_rfm, "rfm"},
        {QUEN_SHOP_KMEANS, attach_clusters, "k-means"},
        {QUEN_SHOP_ITEMCF, attach_itemcf, "offers"},
        {QUEN_SHOP_CHURN, attach_churn, "churn"},
    };
    quen_status status = attach_meta(ctx, shop);
    if (status == QUEN_OK)
        status = attach_keys(ctx, shop);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == QUEN_OK; i++) {
        if (quen__shop_has(shop, parts[i].part))
            status = parts[i].attach(ctx, shop);
        if (status != QUEN_OK)
            quen__fail_in(ctx, status, parts[i].words);
    }
    return status;
}

const quen__model_kind quen__shop_kind = {QUEN__KIND_SHOP, UINT32_MAX, "shop",
                                          sizeof(quen_shop), attach};

QUEN__MODEL_FUNCTIONS(shop)
