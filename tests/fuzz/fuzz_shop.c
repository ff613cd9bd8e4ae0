/*
 * A shop file is hostile: any bytes, with checksums mended so that they get past them,
 * are opened; what opens is asked everything, and each of its parts is saved and opened
 * again. Nothing may be allocated that is larger than the file, small constants aside.
 */
#include <math.h>

#include "ask.h"
#include "change.h"
#include "mend.h"

#define MAX_OFFERS 8

/* --- questions --- */

static void check_offers(const quen_shop *shop, const quen_offer *offers, size_t count)
{
    fuzz_check_offers(offers, count, MAX_OFFERS, quen_shop_n_items(shop));
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

/* --- forgetting, and exports --- */

static void export_customer(quen_context *ctx, const quen_shop *shop, quen_key key)
{
    size_t size, again;
    if (!fuzz_status(ctx, quen_shop_export_customer(ctx, shop, key, NULL, 0, &size)))
        return;
    char *text = malloc(size);
    MUST(text);
    MUST(quen_shop_export_customer(ctx, shop, key, text, size, &again) == QUEN_OK);
    MUST(again == size && text[0] == '{' && text[size - 1] == '}');
    free(text);
}

static void export_groups(quen_context *ctx, const quen_shop *shop, uint32_t min_group)
{
    quen_shop_groups_options options;
    size_t size, again;
    quen_shop_groups_options_init(&options, sizeof options);
    options.min_group = min_group;
    if (!fuzz_status(ctx, quen_shop_export_groups(ctx, shop, &options, NULL, 0, &size)))
        return;
    char *text = malloc(size);
    MUST(text);
    MUST(quen_shop_export_groups(ctx, shop, &options, text, size, &again) == QUEN_OK);
    MUST(again == size && text[0] == '{' && text[size - 1] == '}');
    free(text);
}

/* What opened may be forgotten from, unless it has what this version does not know; the
 * rest opens again. */
static void forget(quen_context *ctx, const quen_shop *shop, uint32_t first,
                   uint32_t last)
{
    const quen_key keys[] = {quen_shop_customer_key(shop, first),
                             quen_shop_customer_key(shop, last)};
    size_t gone = 1u + (first != last);
    quen_shop *without = NULL;
    quen_status status = quen_shop_forget(ctx, shop, keys, 2, &without);
    MUST(status == QUEN_OK || (status == QUEN_ERR_VERSION && !without));
    if (status != QUEN_OK)
        return;
    MUST(quen_shop_n_customers(without) + gone == quen_shop_n_customers(shop));
    for (size_t i = 0; i < quen_shop_n_traces(without); i++)
        MUST(strlen(quen_shop_trace_name(without, i)) < SMALL);
    export_groups(ctx, without, 3);
    COPY(shop, without);
    quen_shop_free(without);
}

static void tell_and_forget(quen_context *ctx, const quen_shop *shop)
{
    uint32_t n = (uint32_t)quen_shop_n_customers(shop);
    for (uint32_t i = 0; i <= n && i < 8; i++)
        export_customer(ctx, shop, quen_shop_customer_key(shop, i));
    export_groups(ctx, shop, 1);
    export_groups(ctx, shop, 4);
    if (n > 0)
        forget(ctx, shop, 0, n - 1);
}

/* --- the target --- */

static void ask_everything(quen_context *ctx, const quen_shop *shop)
{
    MUST(strlen(quen_shop_churn_note(shop)) < SMALL);
    ask_keys(ctx, shop);
    ask_lists(ctx, shop);
    for (size_t i = 0; quen_shop_cluster_feature(shop, i); i++)
        MUST(!isinf((i % 2 ? quen_shop_cluster_medians(shop)
                           : quen_shop_cluster_means(shop))[i]));
    if (quen_shop_rfm(shop))
        fuzz_ask_rfm(ctx, quen_shop_rfm(shop));
    if (quen_shop_kmeans(shop))
        fuzz_ask_kmeans(ctx, quen_shop_kmeans(shop));
    if (quen_shop_scaler(shop))
        fuzz_ask_scaler(ctx, quen_shop_scaler(shop));
    if (quen_shop_itemcf(shop))
        fuzz_ask_itemcf(ctx, quen_shop_itemcf(shop));
    if (quen_shop_churn(shop))
        fuzz_ask_churn(ctx, quen_shop_churn(shop));
    copy_parts(ctx, shop);
    tell_and_forget(ctx, shop);
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
        ask_everything(ctx, shop);
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

#ifdef QUEN_FUZZING
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed)
{
    return fuzz_change_file(data, size, max_size, seed);
}
#endif
