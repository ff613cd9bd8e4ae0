/*
 * Training a shop: each part is fitted by its own model, on its own; then the sections of
 * all of them, and what only the shop knows, are gathered into one image.
 */
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "data/features/builtin.h"
#include "data/parse/calendar.h"
#include "math/index_sort.h"
#include "shop/shop.h"

/* What tells customers apart. */
static const uint32_t cluster_columns[] = {
    QUEN__RECENCY_DAYS,     QUEN__TENURE_DAYS, QUEN__ORDERS,      QUEN__DISTINCT_ITEMS,
    QUEN__ORDER_VALUE_MEAN, QUEN__REVENUE,     QUEN__REFUND_SHARE};
#define N_COLUMNS (sizeof cluster_columns / sizeof *cluster_columns)
#define REVENUE 5 /* place of revenue among them */
#define DEFAULT_K 5

/* In standard deviations: a customer who only returned goods shall not be a cluster. */
#define CLUSTER_CLIP 3

typedef struct train {
    quen_context *ctx;
    const quen_orders *orders;
    quen_shop_options options;
    quen__temp temp;
    quen__shop_meta meta;
    char note[QUEN__SHOP_NOTE_ROOM];
    quen_rfm *rfm;
    quen_scaler *scaler;
    quen_kmeans *kmeans;
    quen_itemcf *itemcf;
    quen_churn *churn;
    uint32_t *by_segment;
    quen_features *features; /* as of now */
    double *means, *medians;
    quen_churn_risk *churn_risks;
    size_t n_risks;
    uint32_t *risk_customer, *reasons, *by_risk;
    double *risk, *effects;
    quen__section *sections;
    size_t n_sections;
} train;

/* --- options --- */

static quen_shop_options defaults(void)
{
    quen_shop_options options = {0};
    options.struct_size = sizeof options;
    options.parts = QUEN_SHOP_ALL;
    options.now_s = INT64_MIN;
    return options;
}

void quen_shop_options_init(quen_shop_options *options, size_t size)
{
    quen_shop_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_options(train *t, const quen_shop_options *given)
{
    quen_shop_options *o = &t->options;
    *o = defaults();
    quen_status status = quen__options_read(t->ctx, o, sizeof *o, given, "shop");
    if (status != QUEN_OK)
        return status;
    if (o->parts == 0 || o->parts > QUEN_SHOP_ALL)
        return quen__fail(t->ctx, QUEN_ERR_ARGUMENT,
                          "shop: parts is %u, not within 1..%d", o->parts, QUEN_SHOP_ALL);
    quen__log log;
    status = quen__calendar_check_utc_offset(t->ctx, o->utc_offset_s);
    if (status == QUEN_OK)
        status = quen__orders_log(t->ctx, t->orders, &log);
    if (status == QUEN_OK && log.n_customers == 0 && o->parts != QUEN_SHOP_ITEMCF)
        return quen__fail(t->ctx, QUEN_ERR_ARGUMENT,
                          "shop: no line of the log has a customer: only offers can be "
                          "trained, parts = QUEN_SHOP_ITEMCF");
    t->meta.parts = o->parts;
    t->meta.now_s = quen__orders_moment(t->orders, o->now_s);
    t->meta.utc_offset_s = o->utc_offset_s;
    return status == QUEN_OK ? quen__calendar_check_moment(t->ctx, t->meta.now_s)
                             : status;
}

/* --- rfm --- */

static int before_in_segments(const void *user, uint32_t a, uint32_t b)
{
    const quen_rfm *rfm = user;
    return quen__shop_segment_order(rfm, a, b);
}

static quen_status sort_segments(train *t)
{
    size_t n = quen_rfm_n_customers(t->rfm);
    t->by_segment = quen__temp_new(&t->temp, n, sizeof *t->by_segment);
    uint32_t *scratch = quen__temp_new(&t->temp, n, sizeof *scratch);
    if (!t->by_segment || !scratch)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        t->by_segment[i] = (uint32_t)i;
    quen__index_sort(t->by_segment, n, scratch, before_in_segments, t->rfm);
    return QUEN_OK;
}

static quen_status train_rfm(train *t)
{
    quen_rfm_options options;
    quen_rfm_options_init(&options, sizeof options);
    quen_status status =
        quen__options_read(t->ctx, &options, sizeof options, t->options.rfm, "rfm");
    options.now_s = t->meta.now_s;
    options.utc_offset_s = t->options.utc_offset_s;
    if (status == QUEN_OK)
        status = quen_rfm_fit(t->ctx, t->orders, &options, &t->rfm);
    return status == QUEN_OK ? sort_segments(t) : status;
}

/* --- k-means --- */

static quen_status describe_customers(train *t)
{
    quen_features_options options;
    quen_features_options_init(&options, sizeof options);
    options.now_s = t->meta.now_s;
    options.utc_offset_s = t->options.utc_offset_s;
    return quen_features_new(t->ctx, t->orders, &options, &t->features);
}

/* The columns that tell customers apart, in the units of the log. */
static double *pick_columns(train *t)
{
    size_t n = quen_features_n_rows(t->features),
           d = quen_features_n_columns(t->features);
    const double *matrix = quen_features_matrix(t->features);
    double *x = quen__temp_new(&t->temp, n, N_COLUMNS * sizeof *x);
    for (size_t i = 0; i < n && x; i++)
        for (size_t j = 0; j < N_COLUMNS; j++)
            x[i * N_COLUMNS + j] = matrix[i * d + cluster_columns[j]];
    return x;
}

static quen_status kmeans_options(train *t, size_t n, quen_kmeans_options *options)
{
    quen_kmeans_options_init(options, sizeof *options);
    options->k = n < DEFAULT_K ? (uint32_t)n : DEFAULT_K;
    options->order_by = REVENUE;
    quen_status status =
        quen__options_read(t->ctx, options, sizeof *options, t->options.kmeans, "kmeans");
    if (status == QUEN_OK && (options->weights || options->init))
        return quen__fail(t->ctx, QUEN_ERR_ARGUMENT,
                          "kmeans: a shop takes no weights and no starting centres");
    return status;
}

static quen_status scale(train *t, const double *x, size_t n, double *scaled)
{
    quen_scaler_options options;
    quen_scaler_options_init(&options, sizeof options);
    options.log1p_all = 1;
    options.clip = CLUSTER_CLIP;
    quen_status status = quen_scaler_fit(t->ctx, x, n, N_COLUMNS, &options, &t->scaler);
    if (status != QUEN_OK)
        return status;
    return quen_scaler_transform(t->ctx, t->scaler, x, n, scaled);
}

static quen_status profile(train *t, const double *x, size_t n)
{
    size_t k = quen_kmeans_n_clusters(t->kmeans);
    t->means = quen__temp_new(&t->temp, k, N_COLUMNS * sizeof *t->means);
    t->medians = quen__temp_new(&t->temp, k, N_COLUMNS * sizeof *t->medians);
    if (!t->means || !t->medians)
        return QUEN_ERR_MEMORY;
    return quen_kmeans_profile(t->ctx, t->kmeans, quen_kmeans_labels(t->kmeans), x, n,
                               N_COLUMNS, t->means, t->medians);
}

static quen_status train_kmeans(train *t)
{
    quen_kmeans_options options;
    quen_status status = describe_customers(t);
    if (status != QUEN_OK)
        return status;
    size_t n = quen_features_n_rows(t->features);
    if (n == 0)
        return quen__fail(t->ctx, QUEN_ERR_ARGUMENT,
                          "no customer ordered before the moment");
    double *x = pick_columns(t);
    double *scaled = quen__temp_new(&t->temp, n, N_COLUMNS * sizeof *scaled);
    if (!x || !scaled)
        return QUEN_ERR_MEMORY;
    status = kmeans_options(t, n, &options);
    if (status == QUEN_OK)
        status = scale(t, x, n, scaled);
    if (status == QUEN_OK)
        status = quen_kmeans_fit(t->ctx, scaled, n, N_COLUMNS, &options, &t->kmeans);
    return status == QUEN_OK ? profile(t, x, n) : status;
}

/* --- itemcf --- */

static quen_status train_itemcf(train *t)
{
    quen_itemcf_options options;
    quen_itemcf_options_init(&options, sizeof options);
    quen_status status =
        quen__options_read(t->ctx, &options, sizeof options, t->options.itemcf, "itemcf");
    options.now_s = t->meta.now_s;
    if (status == QUEN_OK)
        status = quen_itemcf_fit(t->ctx, t->orders, &options, &t->itemcf);
    return status;
}

/* --- churn --- */

static quen_status predict_churn(train *t)
{
    quen_churn_predict_options options;
    quen_churn_predict_options_init(&options, sizeof options);
    options.now_s = t->meta.now_s;
    options.attributes = t->options.attributes;
    options.n_attributes = t->options.n_attributes;
    size_t n = quen__orders_customers(t->orders)->n;
    t->churn_risks = quen__temp_new(&t->temp, n, sizeof *t->churn_risks);
    if (!t->churn_risks)
        return QUEN_ERR_MEMORY;
    return quen_churn_predict(t->ctx, t->churn, t->orders, &options, t->churn_risks, n,
                              &t->n_risks);
}

static int before_in_risk(const void *user, uint32_t a, uint32_t b)
{
    const double *risk = user;
    return risk[a] != risk[b] ? risk[a] > risk[b] : a < b;
}

static void copy_risk(train *t, size_t i)
{
    const quen_churn_risk *from = &t->churn_risks[i];
    t->risk_customer[i] = from->customer;
    t->risk[i] = from->risk;
    t->by_risk[i] = (uint32_t)i;
    for (size_t r = 0; r < QUEN_CHURN_REASONS; r++) {
        size_t at = i * QUEN_CHURN_REASONS + r;
        int used = r < from->n_reasons;
        t->reasons[at] = used ? from->reasons[r] : QUEN__NO_REASON;
        t->effects[at] = used ? from->effects[r] : 0;
    }
}

static quen_status copy_risks(train *t)
{
    size_t n = t->n_risks;
    t->risk_customer = quen__temp_new(&t->temp, n, sizeof *t->risk_customer);
    t->risk = quen__temp_new(&t->temp, n, sizeof *t->risk);
    t->reasons = quen__temp_new(&t->temp, n, QUEN_CHURN_REASONS * sizeof *t->reasons);
    t->effects = quen__temp_new(&t->temp, n, QUEN_CHURN_REASONS * sizeof *t->effects);
    t->by_risk = quen__temp_new(&t->temp, n, sizeof *t->by_risk);
    uint32_t *scratch = quen__temp_new(&t->temp, n, sizeof *scratch);
    if (!t->risk_customer || !t->risk || !t->reasons || !t->effects || !t->by_risk ||
        !scratch)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        copy_risk(t, i);
    quen__index_sort(t->by_risk, n, scratch, before_in_risk, t->risk);
    return QUEN_OK;
}

/* A log from which nothing about leaving can be learned still makes a shop. */
static quen_status leave_out_churn(train *t)
{
    size_t size = strlen(t->ctx->message);
    size = size < QUEN__SHOP_NOTE_ROOM ? size : QUEN__SHOP_NOTE_ROOM - 1;
    memcpy(t->note, t->ctx->message, size);
    t->meta.parts &= ~(uint64_t)QUEN_SHOP_CHURN;
    return QUEN_OK;
}

/*
 * The moment less the horizon, but not before the first moment that a line may have. A
 * shop that learns at midnight knows nothing after its last line: the horizon ends there.
 */
static int64_t cutoff_for(const train *t, int64_t horizon)
{
    int64_t now = t->meta.now_s, end = quen__orders_moment(t->orders, INT64_MIN);
    now = now < end ? now : end;
    return horizon < now - QUEN_TIME_MIN ? now - horizon : QUEN_TIME_MIN;
}

static quen_status train_churn(train *t)
{
    quen_churn_options options;
    quen_churn_options_init(&options, sizeof options);
    quen_status status =
        quen__options_read(t->ctx, &options, sizeof options, t->options.churn, "churn");
    if (status != QUEN_OK)
        return status;
    options.utc_offset_s = t->options.utc_offset_s;
    if (options.cutoff_s == INT64_MIN && options.horizon_s > 0)
        options.cutoff_s = cutoff_for(t, options.horizon_s);
    status = quen_churn_fit(t->ctx, t->orders, &options, &t->churn);
    if (status == QUEN_ERR_NUMERIC && t->meta.parts != QUEN_SHOP_CHURN)
        return leave_out_churn(t);
    if (status == QUEN_OK)
        status = predict_churn(t);
    return status == QUEN_OK ? copy_risks(t) : status;
}

/* --- gathering --- */

static void add_section(train *t, uint32_t id, uint32_t width, size_t count,
                        const void *from)
{
    t->sections[t->n_sections++] = (quen__section){id, width, count, from};
}

static void add_part(train *t, const quen__image *image, uint32_t base)
{
    for (size_t i = 0; i < quen__image_sections(image); i++) {
        quen__section section = quen__image_section(image, i);
        section.id += base;
        t->sections[t->n_sections++] = section;
    }
}

static void add_own(train *t)
{
    size_t k = t->kmeans ? quen_kmeans_n_clusters(t->kmeans) : 0, n = t->n_risks;
    add_section(t, QUEN__SHOP_META, 8, sizeof t->meta / 8, &t->meta);
    add_section(t, QUEN__SHOP_NOTE, 1, strlen(t->note), t->note);
    if (t->rfm)
        add_section(t, QUEN__SHOP_BY_SEGMENT, 4, quen_rfm_n_customers(t->rfm),
                    t->by_segment);
    if (t->kmeans) {
        add_section(t, QUEN__SHOP_CLUSTER_ROWS, 4, quen_features_n_rows(t->features),
                    quen_features_customers(t->features));
        add_section(t, QUEN__SHOP_CLUSTER_COLUMNS, 4, N_COLUMNS, cluster_columns);
        add_section(t, QUEN__SHOP_CLUSTER_MEANS, 8, k * N_COLUMNS, t->means);
        add_section(t, QUEN__SHOP_CLUSTER_MEDIANS, 8, k * N_COLUMNS, t->medians);
    }
    if (t->churn) {
        add_section(t, QUEN__SHOP_RISK_ROWS, 4, n, t->risk_customer);
        add_section(t, QUEN__SHOP_RISKS, 8, n, t->risk);
        add_section(t, QUEN__SHOP_RISK_REASONS, 4, n * QUEN_CHURN_REASONS, t->reasons);
        add_section(t, QUEN__SHOP_RISK_EFFECTS, 8, n * QUEN_CHURN_REASONS, t->effects);
        add_section(t, QUEN__SHOP_BY_RISK, 4, n, t->by_risk);
    }
}

static void add_keys(train *t, const quen__keymap *map, uint32_t base)
{
    quen__section *next = t->sections + t->n_sections;
    t->n_sections += quen__keys_sections(map, base, next);
}

#define OWN_SECTIONS 16

static size_t sections_of(const train *t)
{
    return OWN_SECTIONS + 2 * QUEN__KEYS_SECTIONS +
           (t->rfm ? quen__image_sections(&t->rfm->model.image) : 0) +
           (t->scaler ? quen__image_sections(&t->scaler->model.image) : 0) +
           (t->kmeans ? quen__image_sections(&t->kmeans->model.image) : 0) +
           (t->itemcf ? quen__image_sections(&t->itemcf->model.image) : 0) +
           (t->churn ? quen__image_sections(&t->churn->model.image) : 0);
}

/* By ascending id, as the container wants them. */
static quen_status gather(train *t)
{
    t->sections = quen__temp_new(&t->temp, sections_of(t), sizeof *t->sections);
    if (!t->sections)
        return QUEN_ERR_MEMORY;
    add_own(t);
    add_keys(t, quen__orders_customers(t->orders), QUEN__SHOP_BASE_CUSTOMERS);
    add_keys(t, quen__orders_items(t->orders), QUEN__SHOP_BASE_ITEMS);
    if (t->rfm)
        add_part(t, &t->rfm->model.image, QUEN__SHOP_BASE_RFM);
    if (t->scaler)
        add_part(t, &t->scaler->model.image, QUEN__SHOP_BASE_SCALER);
    if (t->kmeans)
        add_part(t, &t->kmeans->model.image, QUEN__SHOP_BASE_KMEANS);
    if (t->itemcf)
        add_part(t, &t->itemcf->model.image, QUEN__SHOP_BASE_ITEMCF);
    if (t->churn)
        add_part(t, &t->churn->model.image, QUEN__SHOP_BASE_CHURN);
    return QUEN_OK;
}

static quen_status make_shop(train *t, quen_shop **out)
{
    quen__image image;
    quen_status status = gather(t);
    if (status == QUEN_OK)
        status = quen__image_build(t->ctx, QUEN__KIND_SHOP, t->sections, t->n_sections,
                                   &image);
    if (status != QUEN_OK)
        return status;
    quen__image_seal(t->ctx, &image);
    *out = quen__model_adopt(t->ctx, &quen__shop_kind, &image, &status);
    return status;
}

/* --- the whole --- */

static quen_status train_parts(train *t)
{
    static const struct {
        uint32_t part;
        quen_status (*train)(train *t);
        const char *words;
    } parts[] = {
        {QUEN_SHOP_RFM, train_rfm, "rfm"},
        {QUEN_SHOP_KMEANS, train_kmeans, "kmeans"},
        {QUEN_SHOP_ITEMCF, train_itemcf, "itemcf"},
        {QUEN_SHOP_CHURN, train_churn, "churn"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!(t->options.parts & parts[i].part))
            continue;
        quen_status status = parts[i].train(t);
        if (status != QUEN_OK)
            return quen__fail_in(t->ctx, status, parts[i].words);
    }
    return QUEN_OK;
}

static void close_train(train *t)
{
    quen_rfm_free(t->rfm);
    quen_features_free(t->features);
    quen_scaler_free(t->scaler);
    quen_kmeans_free(t->kmeans);
    quen_itemcf_free(t->itemcf);
    quen_churn_free(t->churn);
    quen__temp_close(&t->temp);
}

quen_status quen_shop_train(quen_context *ctx, const quen_orders *orders,
                            const quen_shop_options *given, quen_shop **out)
{
    train t = {0};
    *out = NULL;
    t.ctx = ctx;
    t.orders = orders;
    t.temp.ctx = ctx;
    quen_status status = check_options(&t, given);
    if (status == QUEN_OK)
        status = train_parts(&t);
    if (status == QUEN_OK)
        status = make_shop(&t, out);
    close_train(&t);
    return status;
}
