/*
 * Clusters: customers who resemble one another. Points are scaled features, so the scaler
 * is a part too; beside the models, which customer each point is and what clusters look
 * like in the units of the log.
 */
#include <math.h>

#include "core/options.h"
#include "data/features/builtin.h"
#include "io/check.h"
#include "shop/part.h"

#ifndef QUEN_NO_KMEANS

/* Of the sections in the shop's image; part of the format. */
#define SCALER_BASE 0x2000
#define KMEANS_BASE 0x2100

/* What tells customers apart; a log without money has not all of them. */
static const uint32_t wanted_columns[] = {
    QUEN__RECENCY_DAYS,     QUEN__TENURE_DAYS, QUEN__ORDERS,      QUEN__DISTINCT_ITEMS,
    QUEN__ORDER_VALUE_MEAN, QUEN__REVENUE,     QUEN__REFUND_SHARE};
#define MOST_COLUMNS (sizeof wanted_columns / sizeof *wanted_columns)
#define DEFAULT_K 5

/* In standard deviations: a customer who only returned goods shall not be a cluster. */
#define CLUSTER_CLIP 3

/* --- training --- */

/* Churn may have built them already. */
static quen_status describe_customers(quen__shop_training *t)
{
    quen_features_options options;
    if (t->features)
        return QUEN_OK;
    quen_features_options_init(&options, sizeof options);
    options.now_s = t->meta.now_s;
    options.utc_offset_s = t->options.utc_offset_s;
    return quen_features_new(t->ctx, t->orders, &options, &t->features);
}

/* Customers as points, in the units of the log. */
typedef struct points {
    size_t n, d;
    uint32_t *sources;             /* which built-in column each is */
    uint32_t places[MOST_COLUMNS]; /* and where it is among the features */
    uint32_t order_by; /* the column that clusters are ordered by: revenue, or orders */
    double *x;         /* n x d */
} points;

static void choose_columns(const quen__schema *schema, points *p)
{
    for (size_t i = 0; i < MOST_COLUMNS; i++) {
        uint32_t source = wanted_columns[i];
        size_t place;
        if (!quen__schema_builtin(schema, source, &place))
            continue;
        if (source == QUEN__ORDERS || source == QUEN__REVENUE)
            p->order_by = (uint32_t)p->d;
        p->places[p->d] = (uint32_t)place;
        p->sources[p->d++] = source;
    }
}

static quen_status pick_points(quen__shop_training *t, points *p)
{
    size_t columns = quen_features_n_columns(t->features);
    const double *matrix = quen_features_matrix(t->features);
    p->n = quen_features_n_rows(t->features);
    p->sources = quen__temp_new(&t->temp, MOST_COLUMNS, sizeof *p->sources);
    if (!p->sources)
        return QUEN_ERR_MEMORY;
    choose_columns(&t->features->schema, p);
    p->x = quen__temp_new(&t->temp, p->n, p->d * sizeof *p->x);
    for (size_t i = 0; i < p->n && p->x; i++)
        for (size_t j = 0; j < p->d; j++)
            p->x[i * p->d + j] = matrix[i * columns + p->places[j]];
    return p->x ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status read_options(quen__shop_training *t, const points *p,
                                quen_kmeans_options *options)
{
    quen_kmeans_options_init(options, sizeof *options);
    options->k = p->n < DEFAULT_K ? (uint32_t)p->n : DEFAULT_K;
    options->order_by = p->order_by;
    quen_status status =
        quen__options_read(t->ctx, options, sizeof *options, t->options.kmeans, "kmeans");
    if (status == QUEN_OK && (options->weights || options->init))
        return quen__bad_argument(
            t->ctx, "kmeans: a shop takes no weights and no starting centres");
    return status;
}

/* Fit the scaler and scale. */
static quen_status scale(quen__shop_training *t, const points *p, double *scaled)
{
    quen_scaler_options options;
    quen_scaler *scaler = NULL;
    quen_scaler_options_init(&options, sizeof options);
    options.log1p_all = 1;
    options.clip = CLUSTER_CLIP;
    quen_status status = quen_scaler_fit(t->ctx, p->x, p->n, p->d, &options, &scaler);
    if (status != QUEN_OK)
        return status;
    quen__shop_training_keep(t, &scaler->model, SCALER_BASE);
    return quen_scaler_transform(t->ctx, scaler, p->x, p->n, scaled);
}

static quen_status fit(quen__shop_training *t, const points *p, quen_kmeans **kmeans)
{
    quen_kmeans_options options;
    double *scaled = quen__temp_new(&t->temp, p->n, p->d * sizeof *scaled);
    if (!scaled)
        return QUEN_ERR_MEMORY;
    quen_status status = read_options(t, p, &options);
    if (status == QUEN_OK)
        status = scale(t, p, scaled);
    if (status == QUEN_OK)
        status = quen_kmeans_fit(t->ctx, scaled, p->n, p->d, &options, kmeans);
    if (status == QUEN_OK)
        quen__shop_training_keep(t, &(*kmeans)->model, KMEANS_BASE);
    return status;
}

/* What clusters look like, and who is in them. */
static quen_status describe(quen__shop_training *t, const quen_kmeans *kmeans,
                            const points *p)
{
    size_t k = quen_kmeans_n_clusters(kmeans);
    double *means = quen__temp_new(&t->temp, k, p->d * sizeof *means);
    double *medians = quen__temp_new(&t->temp, k, p->d * sizeof *medians);
    if (!means || !medians)
        return QUEN_ERR_MEMORY;
    quen__shop_training_add(t, QUEN__SHOP_CLUSTER_ROWS, 4, p->n,
                            quen_features_customers(t->features));
    quen__shop_training_add(t, QUEN__SHOP_CLUSTER_COLUMNS, 4, p->d, p->sources);
    quen__shop_training_add(t, QUEN__SHOP_CLUSTER_MEANS, 8, k * p->d, means);
    quen__shop_training_add(t, QUEN__SHOP_CLUSTER_MEDIANS, 8, k * p->d, medians);
    return quen_kmeans_profile(t->ctx, kmeans, quen_kmeans_labels(kmeans), p->x, p->n,
                               p->d, means, medians);
}

static quen_status train(quen__shop_training *t)
{
    quen_kmeans *kmeans = NULL;
    points p = {0};
    quen_status status = describe_customers(t);
    if (status == QUEN_OK && quen_features_n_rows(t->features) == 0)
        status =
            quen__bad_argument(t->ctx, "kmeans: no customer bought before the moment");
    if (status == QUEN_OK)
        status = pick_points(t, &p);
    if (status == QUEN_OK)
        status = fit(t, &p, &kmeans);
    return status == QUEN_OK ? describe(t, kmeans, &p) : status;
}

/* --- opening --- */

static quen_status check_columns(quen_context *ctx, quen_shop *shop)
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
        return quen__bad_format(
            ctx,
            "%zu cluster features, but k-means has %zu and the scaler "
            "%zu",
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
    const uint64_t *sizes = quen_kmeans_sizes(&shop->kmeans);
    for (size_t i = 0; i < k * d; i++)
        if (sizes[i / d] > 0 ? !isfinite(profile[i]) : !isnan(profile[i]))
            return quen__bad_format(
                ctx, "%s: entry %zu is %g in a cluster of %llu customers", what, i,
                profile[i], (unsigned long long)sizes[i / d]);
    return QUEN_OK;
}

static quen_status find_profile(quen_context *ctx, const quen_shop *shop, uint32_t id,
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

static quen_status check(quen_context *ctx, quen_shop *shop)
{
    quen__shop_clusters *c = &shop->clusters;
    const void *data;
    c->n = quen_kmeans_n_rows(&shop->kmeans);
    quen_status status = check_columns(ctx, shop);
    if (status == QUEN_OK)
        status =
            find_profile(ctx, shop, QUEN__SHOP_CLUSTER_MEANS, "cluster means", &c->means);
    if (status == QUEN_OK)
        status = find_profile(ctx, shop, QUEN__SHOP_CLUSTER_MEDIANS, "cluster medians",
                              &c->medians);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, shop->model.home, QUEN__SHOP_CLUSTER_ROWS, 4,
                                   c->n, "clustered customers", &data);
    if (status != QUEN_OK)
        return status;
    c->customer = data;
    return quen__shop_check_customers(ctx, shop, "clustered customers", data, c->n);
}

/* --- what is held of customers --- */

static const quen__shop_section scaler_sections[] = {
    {SCALER_BASE + QUEN__SCALER_CENTER, QUEN__SHOP_KEPT, NULL, "scaler: centres"},
    {SCALER_BASE + QUEN__SCALER_SCALE, QUEN__SHOP_KEPT, NULL, "scaler: scales"},
    {SCALER_BASE + QUEN__SCALER_LOG1P, QUEN__SHOP_KEPT, NULL, NULL},
    {SCALER_BASE + QUEN__SCALER_CLIP, QUEN__SHOP_KEPT, NULL, NULL},
    {0, 0, NULL, NULL},
};

static const quen__shop_section sections[] = {
    {QUEN__SHOP_CLUSTER_ROWS, QUEN__SHOP_CUSTOMERS, "customer", NULL},
    {QUEN__SHOP_CLUSTER_COLUMNS, QUEN__SHOP_KEPT, NULL, NULL},
    {QUEN__SHOP_CLUSTER_MEANS, QUEN__SHOP_MADE, NULL, "kmeans: means of clusters"},
    {QUEN__SHOP_CLUSTER_MEDIANS, QUEN__SHOP_MADE, NULL, "kmeans: medians of clusters"},
    {KMEANS_BASE + QUEN__KMEANS_META, QUEN__SHOP_KEPT, NULL, "kmeans: inertia"},
    {KMEANS_BASE + QUEN__KMEANS_CENTERS, QUEN__SHOP_KEPT, NULL, "kmeans: centres"},
    {KMEANS_BASE + QUEN__KMEANS_LABELS, QUEN__SHOP_ROWS, "kmeans.cluster", NULL},
    {KMEANS_BASE + QUEN__KMEANS_SIZES, QUEN__SHOP_MADE, NULL, NULL},
    {0, 0, NULL, NULL},
};

static void rows_of(const quen_shop *shop, quen__shop_rows *rows)
{
    rows->n = shop->clusters.n;
    rows->customer = shop->clusters.customer;
}

/* The customers who stay in each cluster, in the leaving's memory; NULL: none left. */
static uint64_t *count_sizes(quen__shop_leaving *l, const quen__shop_rows *rows)
{
    const quen_kmeans *kmeans = &l->shop->kmeans;
    uint64_t *sizes = quen__temp_zero(&l->temp, kmeans->k, sizeof *sizes);
    for (size_t i = 0; i < rows->n && sizes; i++)
        sizes[kmeans->labels[i]] += rows->row[i] != QUEN__SHOP_GONE;
    return sizes;
}

/* A cluster whose customers all go has no mean: theirs would be it. */
static quen_status make_section(quen__shop_leaving *l, const quen__shop_rows *rows,
                                quen__section *section)
{
    size_t k = l->shop->kmeans.k, d = l->shop->clusters.n_columns;
    const double *profile = section->from;
    uint64_t *sizes = count_sizes(l, rows);
    double *made = quen__temp_new(&l->temp, k * d, sizeof *made);
    if (!sizes || !made)
        return QUEN_ERR_MEMORY;
    if (section->id == KMEANS_BASE + QUEN__KMEANS_SIZES) {
        section->from = sizes;
        return QUEN_OK;
    }
    for (size_t i = 0; i < k * d; i++)
        made[i] = sizes[i / d] ? profile[i] : (double)NAN;
    section->from = made;
    return QUEN_OK;
}

static const quen__shop_holding scaler_holds = {.sections = scaler_sections};

static void put_row(quen__json *json, const quen_shop *shop, size_t row)
{
    quen__json_put_uint(json, "cluster", shop->kmeans.labels[row]);
}

static const quen__shop_holding holds = {
    .sections = sections,
    .rows = rows_of,
    .make = make_section,
    .put = put_row,
};

/* --- asking --- */

static void tell(const quen_shop *shop, quen_shop_customer *c)
{
    size_t row;
    if (!quen__shop_row(shop->clusters.customer, shop->clusters.n, c->customer, &row))
        return;
    c->parts |= QUEN_SHOP_KMEANS;
    c->cluster = quen_kmeans_labels(&shop->kmeans)[row];
}

const quen_kmeans *quen_shop_kmeans(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_KMEANS) ? &shop->kmeans : NULL;
}

const quen_scaler *quen_shop_scaler(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_KMEANS) ? &shop->scaler : NULL;
}

const double *quen_shop_cluster_means(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_KMEANS) ? shop->clusters.means : NULL;
}

const double *quen_shop_cluster_medians(const quen_shop *shop)
{
    return quen__shop_has(shop, QUEN_SHOP_KMEANS) ? shop->clusters.medians : NULL;
}

const char *quen_shop_cluster_feature(const quen_shop *shop, size_t column)
{
    if (!quen__shop_has(shop, QUEN_SHOP_KMEANS) || column >= shop->clusters.n_columns)
        return NULL;
    return quen__builtin_name(shop->clusters.column[column]);
}

const quen__shop_part quen__shop_part_scaler = {
    .bit = QUEN_SHOP_KMEANS,
    .words = "kmeans",
    .kind = &quen__scaler_kind,
    .base = SCALER_BASE,
    .model = offsetof(quen_shop, scaler),
    .holds = &scaler_holds,
};

const quen__shop_part quen__shop_part_kmeans = {
    .bit = QUEN_SHOP_KMEANS,
    .words = "kmeans",
    .train = train,
    .kind = &quen__kmeans_kind,
    .base = KMEANS_BASE,
    .model = offsetof(quen_shop, kmeans),
    .check = check,
    .tell = tell,
    .holds = &holds,
};

#endif
