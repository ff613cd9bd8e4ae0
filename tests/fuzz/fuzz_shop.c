/*
 * A shop file is hostile: any bytes, with checksums mended so that they get past them,
 * are opened; what opens is asked everything, and each of its parts is saved and opened
 * again. Nothing may be allocated that is larger than the file, small constants aside.
 *
 * Files are changed with the container known: one section at a time, its size too, laid
 * out anew; without that, hardly any change of length would get past the table.
 */
#include "fuzz.h"

#include <float.h>
#include <math.h>

#include "io/container.h"
#include "mend.h"
#include "shop/shop.h"

#define SMALL ((size_t)1 << 16)
#define LOG ((size_t)1 << 18)
#define MAX_OFFERS 8

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed);

/* --- questions --- */

static void check_reasons(const quen_shop *shop, const quen_offer *offer)
{
    MUST(offer->n_reasons <= QUEN_OFFER_REASONS);
    MUST((offer->n_reasons == 0) == (offer->popular == 1));
    for (uint32_t r = 0; r < offer->n_reasons; r++) {
        MUST(offer->reasons[r] < quen_shop_n_items(shop));
        for (uint32_t other = 0; other < r; other++)
            MUST(offer->reasons[r] != offer->reasons[other]);
    }
}

static void check_offers(const quen_shop *shop, const quen_offer *offers, size_t count)
{
    MUST(count <= MAX_OFFERS);
    for (size_t i = 0; i < count; i++) {
        MUST(offers[i].item < quen_shop_n_items(shop));
        MUST(offers[i].score > 0 && (!offers[i].popular || offers[i].score <= 1));
        MUST(i == 0 || offers[i].popular >= offers[i - 1].popular);
        for (size_t other = 0; other < i; other++)
            MUST(offers[i].item != offers[other].item);
        check_reasons(shop, &offers[i]);
    }
}

/* A customer with a basket; what is in it is not offered unless that is wanted. */
static void ask_both(quen_context *ctx, const quen_shop *shop, quen_key customer,
                     const quen_key *basket, size_t n, const quen_shop_filter *filter)
{
    quen_offer offers[MAX_OFFERS];
    uint32_t held;
    size_t count;
    fuzz_status(ctx,
                quen_shop_recommend_customer_basket(ctx, shop, customer, basket, n,
                                                    filter, offers, MAX_OFFERS, &count));
    check_offers(shop, offers, count);
    for (size_t i = 0; i < n && !(filter && filter->include_bought); i++)
        if (quen_shop_find_item(ctx, shop, basket[i], &held) == QUEN_OK)
            for (size_t o = 0; o < count; o++)
                MUST(offers[o].item != held);
}

#define N_BASKET 4

/* Baskets of every size, each with another weight of the history; two are refused. */
static void ask_weights(quen_context *ctx, const quen_shop *shop, quen_key customer,
                        const quen_key *basket, const quen_shop_filter *given)
{
    static const double weights[] = {0, 1e-300, 1e-40, 0.5, 1e6, -1, NAN};
    quen_shop_filter filter = *given;
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        filter.history_weight = weights[i];
        ask_both(ctx, shop, customer, basket, N_BASKET - i % (N_BASKET + 1), &filter);
    }
}

static void ask_with(quen_context *ctx, const quen_shop *shop, quen_key customer,
                     quen_key item, const quen_shop_filter *filter)
{
    quen_offer offers[MAX_OFFERS];
    size_t count;
    quen_key basket[N_BASKET] = {item, quen_shop_item_key(shop, 0), {0}, item};
    fuzz_status(ctx, quen_shop_recommend(ctx, shop, customer, filter, offers, MAX_OFFERS,
                                         &count));
    check_offers(shop, offers, count);
    fuzz_status(ctx,
                quen_shop_similar(ctx, shop, item, filter, offers, MAX_OFFERS, &count));
    check_offers(shop, offers, count);
    fuzz_status(ctx, quen_shop_recommend_basket(ctx, shop, basket, N_BASKET, filter,
                                                offers, MAX_OFFERS, &count));
    check_offers(shop, offers, count);
    ask_both(ctx, shop, customer, basket, N_BASKET, filter);
    if (filter)
        ask_weights(ctx, shop, customer, basket, filter);
}

static void ask_offers(quen_context *ctx, const quen_shop *shop, quen_key customer,
                       quen_key item)
{
    const quen_key few[] = {quen_shop_item_key(shop, 0), quen_shop_item_key(shop, 1),
                            item, item, quen_key_text("?")};
    uint8_t unknown[8];
    quen_shop_filter filter;
    quen_shop_filter_init(&filter, sizeof filter);
    ask_with(ctx, shop, customer, item, NULL);
    ask_with(ctx, shop, customer, item, &filter);
    filter.include_bought = 1;
    ask_with(ctx, shop, customer, item, &filter);
    filter.no_popular = 1;
    filter.exclude = few;
    filter.n_exclude = 3;
    ask_with(ctx, shop, customer, item, &filter);
    filter.allow = few;
    filter.n_allow = sizeof few / sizeof *few;
    filter.unknown = unknown;
    ask_with(ctx, shop, customer, item, &filter);
}

static void ask_customer(quen_context *ctx, const quen_shop *shop, quen_key key)
{
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    if (!fuzz_status(ctx, quen_shop_get_customer(ctx, shop, key, &c)))
        return;
    MUST(c.customer < quen_shop_n_customers(shop) && c.n_reasons <= QUEN_CHURN_REASONS);
    if (c.parts & QUEN_SHOP_RFM)
        MUST(c.segment_name && strlen(c.segment_name) < 64 &&
             (quen_shop_has_money(shop) || c.monetary == QUEN_AMOUNT_NONE));
    if (c.parts & QUEN_SHOP_KMEANS)
        MUST(c.cluster < quen_kmeans_n_clusters(quen_shop_kmeans(shop)));
    for (uint32_t i = 0; i < c.n_reasons; i++)
        MUST(strlen(c.reasons[i]) < SMALL);
}

static void ask_keys(quen_context *ctx, const quen_shop *shop)
{
    size_t customers = quen_shop_n_customers(shop), items = quen_shop_n_items(shop);
    quen_key none = {0}, number = quen_key_int(INT64_MIN), text = quen_key_text("C0000");
    uint32_t found;
    for (uint32_t i = 0; i <= customers && i < 64; i++)
        ask_customer(ctx, shop, quen_shop_customer_key(shop, i));
    for (uint32_t i = 0; i <= customers && i < 8; i++)
        ask_offers(ctx, shop, quen_shop_customer_key(shop, i),
                   quen_shop_item_key(shop, i));
    for (uint32_t i = 0; i < items; i++)
        MUST(quen_shop_find_item(ctx, shop, quen_shop_item_key(shop, i), &found) ==
                 QUEN_OK &&
             found == i);
    MUST(quen_shop_item_key(shop, (uint32_t)items).kind == QUEN_KEY_NONE);
    ask_customer(ctx, shop, none);
    ask_customer(ctx, shop, number);
    ask_customer(ctx, shop, text);
    ask_offers(ctx, shop, number, text);
}

static void ask_lists(quen_context *ctx, const quen_shop *shop)
{
    static const double risks[] = {0, 0.5, 1, NAN, -1};
    uint32_t list[16], segments = 0;
    size_t count, total;
    if (quen_shop_rfm(shop))
        segments = quen_rfm_n_segments(quen_shop_rfm(shop));
    for (uint32_t s = 0; s <= segments; s++) {
        if (fuzz_status(ctx,
                        quen_shop_list_segment(ctx, shop, s, list, 16, &count, &total)))
            MUST(count <= total && total <= quen_shop_n_customers(shop));
        for (size_t i = 0; i < sizeof risks / sizeof *risks; i++)
            fuzz_status(ctx, quen_shop_list_at_risk(ctx, shop, risks[i],
                                                    s < segments ? s : UINT32_MAX, list,
                                                    16, &count, &total));
        for (size_t i = 0; i < count; i++)
            MUST(list[i] < quen_shop_n_customers(shop));
    }
}

/* --- models --- */

static void use_rfm(quen_context *ctx, const quen_rfm *rfm)
{
    static const int64_t worst[] = {0, 1, -1, INT64_MIN, INT64_MAX};
    uint8_t scores[15], segments[5];
    uint32_t segment;
    size_t groups;
    MUST(quen_rfm_score(ctx, rfm, worst, worst, worst, 5, scores, segments) == QUEN_OK);
    for (size_t i = 0; i < 15; i++)
        MUST((scores[i] >= 1) == (i % 3 < 2 || quen_rfm_has_money(rfm)));
    for (size_t i = 0; i < 5; i++)
        MUST(segments[i] < quen_rfm_n_segments(rfm));
    for (uint32_t i = 0; i < quen_rfm_n_segments(rfm); i++) {
        MUST(quen_rfm_find_segment(ctx, rfm, quen_rfm_segment_name(rfm, i), &segment) ==
             QUEN_OK);
        MUST(quen_rfm_segment_summary(rfm, i)->customers <= quen_rfm_n_customers(rfm));
    }
    for (uint32_t axis = 0; axis < 4; axis++)
        MUST((quen_rfm_cuts(rfm, axis, &groups) != NULL) == (groups > 0));
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

static const double values[] = {0, 1, -1, NAN, 1e150, -1e154, DBL_MAX, INFINITY};
#define N_VALUES (sizeof values / sizeof *values)

static int all_within(const double *x, size_t n, double least, double most)
{
    size_t within = 0;
    while (within < n && x[within] >= least && x[within] <= most)
        within++;
    return within == n;
}

/* The same question in floats, where they hold x; out has room for k distances. */
static void use_f32(quen_context *ctx, const quen_kmeans *kmeans, const double *x,
                    size_t d, double *out)
{
    float *few = malloc((d + 1) * sizeof *few);
    uint32_t label = 0;
    MUST(few);
    for (size_t i = 0; i < d; i++)
        few[i] = fabs(x[i]) <= FLT_MAX ? (float)x[i] : FLT_MAX;
    if (fuzz_status(ctx, quen_kmeans_predict_f32(ctx, kmeans, few, 1, &label, out)))
        MUST(label < quen_kmeans_n_clusters(kmeans) && all_within(out, 1, 0, DBL_MAX));
    if (fuzz_status(ctx, quen_kmeans_transform_f32(ctx, kmeans, few, 1, out)))
        MUST(all_within(out, quen_kmeans_n_clusters(kmeans), 0, DBL_MAX));
    free(few);
}

static void use_kmeans(quen_context *ctx, const quen_kmeans *kmeans)
{
    size_t k = quen_kmeans_n_clusters(kmeans), d = quen_kmeans_n_columns(kmeans);
    double *out = row_of(k * d, 0), *medians = row_of(k * d, 0);
    uint32_t label = 0;
    for (size_t i = 0; i < N_VALUES; i++) {
        double *x = row_of(d, values[i]), distance;
        if (fuzz_status(ctx, quen_kmeans_predict(ctx, kmeans, x, 1, &label, &distance)))
            MUST(label < k && distance >= 0 && distance <= DBL_MAX);
        if (fuzz_status(ctx, quen_kmeans_transform(ctx, kmeans, x, 1, out)))
            MUST(all_within(out, k, 0, DBL_MAX));
        use_f32(ctx, kmeans, x, d, out);
        fuzz_status(ctx, quen_kmeans_profile(ctx, kmeans, &label, x, 1, d, out, medians));
        free(x);
    }
    for (size_t i = 0; i < quen_kmeans_n_rows(kmeans); i++)
        MUST(quen_kmeans_labels(kmeans)[i] < k);
    free(out);
    free(medians);
}

static void use_scaler(quen_context *ctx, const quen_scaler *scaler)
{
    size_t d = quen_scaler_n_columns(scaler);
    for (size_t i = 0; i < N_VALUES; i++) {
        double *x = row_of(d, values[i]);
        if (fuzz_status(ctx, quen_scaler_transform(ctx, scaler, x, 1, x)))
            MUST(all_within(x, d, -DBL_MAX, DBL_MAX));
        free(x);
    }
    for (size_t j = 0; j < d; j++)
        MUST(quen_scaler_scale(scaler)[j] != 0 && quen_scaler_log1p(scaler)[j] <= 1);
}

static void use_logit(quen_context *ctx, const quen_logit *logit)
{
    size_t terms = quen_logit_n_terms(logit);
    double *out = row_of(terms, 0), probability;
    for (size_t i = 0; i < N_VALUES; i++) {
        double *x = row_of(quen_logit_n_columns(logit), values[i]);
        if (fuzz_status(ctx, quen_logit_predict(ctx, logit, x, 1, &probability)))
            MUST(probability >= 0 && probability <= 1);
        if (fuzz_status(ctx, quen_logit_contributions(ctx, logit, x, 1, out)))
            MUST(all_within(out, terms, -DBL_MAX, DBL_MAX));
        free(x);
    }
    double *ends = row_of(2 + 2 * terms, 0);
    if (fuzz_status(ctx, quen_logit_intervals(ctx, logit, 0.95, ends)))
        for (size_t i = 0; i <= terms; i++)
            MUST(!(ends[2 * i] > ends[2 * i + 1]));
    free(ends);
    for (size_t i = 0; i < terms; i++)
        MUST(strlen(quen_logit_term_name(logit, i)) < SMALL);
    MUST(quen_logit_term_name(logit, terms) == NULL);
    free(out);
}

/* A log of few customers. */
#define FEW 3
static quen_orders *small_log(quen_context *ctx)
{
    quen_orders *orders = NULL;
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
    return orders;
}

static void use_churn(quen_context *ctx, const quen_churn *churn, fuzz_limits *limits)
{
    size_t largest = limits->largest;
    limits->largest = LOG;
    quen_orders *orders = small_log(ctx);
    limits->largest = largest;
    quen_churn_risk risks[FEW];
    quen_churn_report report;
    size_t n, asked;
    quen_churn_report_init(&report, sizeof report);
    quen_churn_get_report(churn, &report);
    if (fuzz_status(ctx, quen_churn_predict(ctx, churn, orders, NULL, NULL, 0, &asked)))
        MUST(asked <= FEW);
    if (fuzz_status(ctx, quen_churn_predict(ctx, churn, orders, NULL, risks, FEW, &n))) {
        MUST(n == asked);
        for (size_t i = 0; i < n; i++)
            MUST(risks[i].risk >= 0 && risks[i].risk <= 1);
        for (size_t i = 0; i < n; i++)
            for (uint32_t r = 0; r < risks[i].n_reasons; r++)
                MUST(strlen(quen_churn_feature_name(churn, risks[i].reasons[r])) < SMALL);
    }
    quen_orders_free(orders);
    use_logit(ctx, quen_churn_logit(churn));
}

static void use_itemcf(quen_context *ctx, const quen_itemcf *itemcf)
{
    const uint32_t *items, customers[] = {0, UINT32_MAX};
    const quen_neighbor *row;
    quen_offer offers[2 * MAX_OFFERS];
    size_t counts[2], n = quen_itemcf_n_items(itemcf);
    for (uint32_t i = 0; i <= n; i++) {
        size_t near = quen_itemcf_neighbors(itemcf, i, &row);
        for (size_t j = 0; j < near; j++)
            MUST(row[j].item < n && row[j].weight > 0);
        MUST(quen_itemcf_support(itemcf, i) == 0 || i < n);
    }
    for (uint32_t i = 0; i <= quen_itemcf_n_customers(itemcf); i++)
        (void)quen_itemcf_history(itemcf, i, &items);
    for (size_t i = 1; i <= 2; i++)
        fuzz_status(ctx, quen_itemcf_recommend_batch(ctx, itemcf, customers, i, NULL,
                                                     offers, MAX_OFFERS, counts));
}

/* --- parts in memory and in files --- */

#define REOPEN(noun, part)                                                               \
    do {                                                                                 \
        quen_##noun *again = NULL;                                                       \
        if (part) {                                                                      \
            MUST(quen_##noun##_save(ctx, part, path) == QUEN_OK);                        \
            MUST(quen_##noun##_open(ctx, path, &again) == QUEN_OK);                      \
            quen_##noun##_free(again);                                                   \
        }                                                                                \
    } while (0)

#define COPY(noun, part)                                                                 \
    do {                                                                                 \
        quen_##noun *again = NULL;                                                       \
        size_t size;                                                                     \
        if (part) {                                                                      \
            MUST(quen_##noun##_save_bytes(ctx, part, NULL, 0, &size) == QUEN_OK);        \
            uint8_t *bytes = malloc(size);                                               \
            MUST(bytes);                                                                 \
            MUST(quen_##noun##_save_bytes(ctx, part, bytes, size, &size) == QUEN_OK);    \
            MUST(quen_##noun##_open_bytes(ctx, bytes, size, &again) == QUEN_OK);         \
            quen_##noun##_free(again);                                                   \
            free(bytes);                                                                 \
        }                                                                                \
    } while (0)

static void copy_parts(quen_context *ctx, const quen_shop *shop)
{
    COPY(shop, shop);
    COPY(rfm, quen_shop_rfm(shop));
    COPY(scaler, quen_shop_scaler(shop));
    COPY(kmeans, quen_shop_kmeans(shop));
    COPY(itemcf, quen_shop_itemcf(shop));
    COPY(churn, quen_shop_churn(shop));
    if (quen_shop_churn(shop))
        COPY(logit, quen_churn_logit(quen_shop_churn(shop)));
}

static void save_parts(quen_context *ctx, const quen_shop *shop)
{
    char path[4096];
    fuzz_path(path, sizeof path);
    REOPEN(shop, shop);
    REOPEN(rfm, quen_shop_rfm(shop));
    REOPEN(scaler, quen_shop_scaler(shop));
    REOPEN(kmeans, quen_shop_kmeans(shop));
    REOPEN(itemcf, quen_shop_itemcf(shop));
    REOPEN(churn, quen_shop_churn(shop));
    if (quen_shop_churn(shop))
        REOPEN(logit, quen_churn_logit(quen_shop_churn(shop)));
    remove(path);
}

/* --- the target --- */

static void ask_everything(quen_context *ctx, const quen_shop *shop, fuzz_limits *limits)
{
    MUST(strlen(quen_shop_churn_note(shop)) < SMALL);
    ask_keys(ctx, shop);
    ask_lists(ctx, shop);
    for (size_t i = 0; quen_shop_cluster_feature(shop, i); i++)
        MUST(!isinf((i % 2 ? quen_shop_cluster_medians(shop)
                           : quen_shop_cluster_means(shop))[i]));
    if (quen_shop_rfm(shop))
        use_rfm(ctx, quen_shop_rfm(shop));
    if (quen_shop_kmeans(shop))
        use_kmeans(ctx, quen_shop_kmeans(shop));
    if (quen_shop_scaler(shop))
        use_scaler(ctx, quen_shop_scaler(shop));
    if (quen_shop_itemcf(shop))
        use_itemcf(ctx, quen_shop_itemcf(shop));
    if (quen_shop_churn(shop))
        use_churn(ctx, quen_shop_churn(shop), limits);
    copy_parts(ctx, shop);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_limits limits = {size + SMALL, 1000};
    quen_context *ctx = fuzz_context(&limits, 1);
    quen_shop *shop = NULL;
    uint8_t *copy = malloc(size + 1);
    MUST(copy);
    if (size)
        memcpy(copy, data, size);
    mend_checksums(copy, size);
    if (fuzz_status(ctx, quen_shop_open_bytes(ctx, copy, size, &shop))) {
        int to_files = size % 512 == 0 || copy[60] % 16 == 0; /* they take their time */
        free(copy);
        copy = NULL;
        limits.largest = 4 * size + SMALL;
        ask_everything(ctx, shop, &limits);
        if (to_files)
            save_parts(ctx, shop);
    } else {
        MUST(shop == NULL);
    }
    quen_shop_free(shop);
    quen_context_free(ctx);
    free(copy);
    return 0;
}

/* --- mutation --- */

#ifdef QUEN_FUZZING
/* Numbers that sizes, counts and indices do not like. */
static void set_worst(uint8_t *bytes, size_t n, uint32_t width, unsigned seed)
{
    static const uint64_t worst[] = {0,
                                     1,
                                     UINT64_MAX,
                                     UINT64_C(1) << 63,
                                     UINT64_MAX >> 1,
                                     UINT64_C(0x7ff0000000000000),
                                     UINT64_C(0x7ff8000000000000),
                                     UINT64_C(0x7fefffffffffffff),
                                     UINT64_C(0x0000000000000001),
                                     0x7f800000,
                                     0x7f7fffff};
    uint64_t value = worst[seed / 7 % (sizeof worst / sizeof *worst)];
    memcpy(bytes + seed / 97 % n * width, &value, width);
}

/* Change one section, or its number of entries; leave it out once in a while. */
static void change(quen__section *s, uint8_t *bytes, size_t room, unsigned seed)
{
    size_t size = s->count * s->width;
    memcpy(bytes, s->from, size);
    if (seed % 3 == 0 && s->count) {
        set_worst(bytes, s->count, s->width, seed / 3);
    } else if (seed % 3 == 1 && size) {
        LLVMFuzzerMutate(bytes, size, size);
    } else if (size < room) {
        size = LLVMFuzzerMutate(bytes, size, room);
        s->count = size / s->width;
    }
    s->from = bytes;
}

/* The same file with one section changed; 0 if it does not fit. */
static size_t change_file(quen_context *ctx, const quen__image *image, uint8_t *data,
                          size_t max_size, unsigned seed)
{
    quen__section sections[128];
    size_t n = quen__image_sections(image), size = 0, room;
    quen__image changed;
    if (n > sizeof sections / sizeof *sections)
        return 0;
    for (size_t i = 0; i < n; i++)
        sections[i] = quen__image_section(image, i);
    quen__section *one = &sections[seed % n];
    room = one->count * one->width + 16 * one->width;
    uint8_t *bytes = malloc(room);
    MUST(bytes);
    change(one, bytes, room, seed / 128);
    if (quen__image_build(ctx, QUEN__KIND_SHOP, sections, n, &changed) == QUEN_OK) {
        quen__image_seal(ctx, &changed);
        size = changed.size <= max_size ? changed.size : 0;
        if (size)
            memcpy(data, changed.data, size);
        quen__image_close(&changed);
    }
    free(bytes);
    return size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed)
{
    quen_context *ctx = NULL;
    quen__image image;
    size_t changed = 0;
    MUST(quen_context_new(NULL, &ctx) == QUEN_OK);
    mend_checksums(data, size);
    if (seed % 16 && quen__image_open_bytes(ctx, data, size, &image) == QUEN_OK) {
        changed = change_file(ctx, &image, data, max_size, seed / 16);
        quen__image_close(&image);
    }
    quen_context_free(ctx);
    return changed ? changed : LLVMFuzzerMutate(data, size, max_size);
}
#endif
