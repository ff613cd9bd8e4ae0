/* What models of customers and items answer: see ask.h. */
#include "ask.h"

#include <float.h>

/* --- rfm --- */

static void check_customers(quen_context *ctx, const quen_rfm *rfm)
{
    size_t n = quen_rfm_n_customers(rfm), row;
    const uint32_t *customers = quen_rfm_customers(rfm);
    for (size_t i = 0; i < n; i++) {
        quen_key key = quen_rfm_customer_key(rfm, i);
        MUST(i == 0 || customers[i] > customers[i - 1]);
        if (key.kind != QUEN_KEY_NONE && i < 64)
            MUST(quen_rfm_find_customer(ctx, rfm, key, &row) == QUEN_OK && row == i);
    }
    MUST(quen_rfm_customer_key(rfm, n).kind == QUEN_KEY_NONE);
    fuzz_status(ctx, quen_rfm_find_customer(ctx, rfm, quen_key_text("?"), &row));
}

static void check_scores(quen_context *ctx, const quen_rfm *rfm)
{
    size_t n = quen_rfm_n_customers(rfm), bins = quen_rfm_n_bins(rfm);
    const uint8_t *scores = quen_rfm_scores(rfm);
    uint8_t *again = malloc(3 * n);
    MUST(again && quen_rfm_score(ctx, rfm, quen_rfm_recency(rfm), quen_rfm_frequency(rfm),
                                 quen_rfm_monetary(rfm), n, again, NULL) == QUEN_OK);
    for (size_t i = 0; i < 3 * n; i++) {
        int known = i % 3 < 2 || quen_rfm_has_money(rfm);
        MUST(scores[i] >= known && scores[i] <= (known ? bins : 0));
        MUST(again[i] >= known && again[i] <= (known ? bins : 0));
        MUST(quen_rfm_segments(rfm)[i / 3] < quen_rfm_n_segments(rfm));
    }
    free(again);
}

static void check_codes(const quen_rfm *rfm)
{
    size_t bins = quen_rfm_n_bins(rfm), groups;
    MUST(bins >= 2 && bins <= 10);
    for (size_t i = 0; i < bins * bins * bins; i++)
        MUST(quen_rfm_codes(rfm)[i] < quen_rfm_n_segments(rfm));
    for (uint32_t axis = 0; axis < 4; axis++) {
        const int64_t *cuts = quen_rfm_cuts(rfm, axis, &groups);
        MUST((cuts != NULL) == (groups > 0));
        for (size_t i = 1; i < groups * (bins - 1); i++)
            MUST(i % (bins - 1) == 0 || cuts[i] >= cuts[i - 1]);
    }
}

static void check_segments(quen_context *ctx, const quen_rfm *rfm)
{
    uint32_t segments = quen_rfm_n_segments(rfm), found;
    uint64_t customers = 0;
    for (uint32_t i = 0; i < segments; i++) {
        const char *name = quen_rfm_segment_name(rfm, i);
        MUST(quen_rfm_find_segment(ctx, rfm, name, &found) == QUEN_OK && found == i);
        MUST(strlen(quen_rfm_segment_meaning(rfm, i)) <= 127);
        MUST(quen_rfm_segment_summary(rfm, i)->customers <= quen_rfm_n_customers(rfm));
        customers += quen_rfm_segment_summary(rfm, i)->customers;
    }
    MUST(segments > 0 && customers == quen_rfm_n_customers(rfm));
    MUST(!quen_rfm_segment_name(rfm, segments) &&
         !quen_rfm_segment_meaning(rfm, segments) &&
         !quen_rfm_segment_summary(rfm, segments));
}

void fuzz_ask_rfm(quen_context *ctx, const quen_rfm *rfm)
{
    static const int64_t worst[] = {0, 1, -1, INT64_MIN, INT64_MAX};
    uint8_t scores[15], segments[5];
    MUST(quen_rfm_score(ctx, rfm, worst, worst, worst, 5, scores, segments) == QUEN_OK);
    for (size_t i = 0; i < 15; i++) {
        MUST((scores[i] >= 1) == (i % 3 < 2 || quen_rfm_has_money(rfm)));
        MUST(scores[i] <= quen_rfm_n_bins(rfm));
    }
    for (size_t i = 0; i < 5; i++)
        MUST(segments[i] < quen_rfm_n_segments(rfm));
    MUST((quen_rfm_monetary(rfm) != NULL) == quen_rfm_has_money(rfm));
    MUST(quen_rfm_n_never_bought(rfm) <= UINT32_MAX);
    check_customers(ctx, rfm);
    check_scores(ctx, rfm);
    check_codes(rfm);
    check_segments(ctx, rfm);
}

/* --- offers --- */

static void check_reasons(const quen_offer *offer, size_t n)
{
    MUST(offer->n_reasons <= QUEN_OFFER_REASONS);
    MUST((offer->n_reasons == 0) == (offer->popular == 1));
    for (uint32_t r = 0; r < offer->n_reasons; r++) {
        MUST(offer->reasons[r] < n);
        for (uint32_t other = 0; other < r; other++)
            MUST(offer->reasons[r] != offer->reasons[other]);
    }
}

void fuzz_check_offers(const quen_offer *offers, size_t count, size_t capacity, size_t n)
{
    MUST(count <= capacity);
    for (size_t i = 0; i < count; i++) {
        MUST(offers[i].item < n);
        MUST(offers[i].score > 0 && (!offers[i].popular || offers[i].score <= 1));
        MUST(i == 0 || offers[i].popular >= offers[i - 1].popular);
        for (size_t other = 0; other < i; other++)
            MUST(offers[i].item != offers[other].item);
        check_reasons(&offers[i], n);
    }
}

/* --- itemcf --- */

#define MAX_OFFERS 4
#define UNTOLD SIZE_MAX
#define MOST 6 /* items and customers that are asked about one by one */

typedef struct asking {
    quen_context *ctx;
    const quen_itemcf *itemcf;
    quen_offer offers[MAX_OFFERS];
    size_t count;
} asking;

/* What fails leaves the count as it was. */
static void check(asking *a, quen_status status)
{
    if (fuzz_status(a->ctx, status))
        fuzz_check_offers(a->offers, a->count, MAX_OFFERS,
                          quen_itemcf_n_items(a->itemcf));
    else
        MUST(a->count == UNTOLD);
    a->count = UNTOLD;
}

static void ask_item(asking *a, uint32_t item, const quen_offer_filter *filter)
{
    const uint32_t basket[] = {item, 0, item};
    check(a, quen_itemcf_similar(a->ctx, a->itemcf, item, filter, a->offers, MAX_OFFERS,
                                 &a->count));
    check(a, quen_itemcf_recommend_basket(a->ctx, a->itemcf, basket, 3, filter, a->offers,
                                          MAX_OFFERS, &a->count));
}

static void ask_customer(asking *a, uint32_t customer, const quen_offer_filter *filter)
{
    const uint32_t basket[] = {customer, 1};
    check(a, quen_itemcf_recommend(a->ctx, a->itemcf, customer, filter, a->offers,
                                   MAX_OFFERS, &a->count));
    check(a, quen_itemcf_recommend_customer_basket(a->ctx, a->itemcf, customer, basket, 2,
                                                   filter, a->offers, MAX_OFFERS,
                                                   &a->count));
}

static void ask_filtered(asking *a)
{
    static const uint32_t few[] = {2, 0, 2, 1};
    quen_offer_filter filter;
    quen_offer_filter_init(&filter, sizeof filter);
    filter.include_bought = 1;
    filter.no_popular = 1;
    filter.exclude = few + 1; /* item 0 */
    filter.n_exclude = 1;
    ask_item(a, 0, &filter);
    ask_customer(a, 0, &filter);
    filter.include_bought = 0;
    filter.no_popular = 0;
    filter.allow = few;
    filter.n_allow = 4;
    filter.history_weight = 1e6;
    ask_item(a, 1, &filter);
    ask_customer(a, 1, &filter);
}

static void ask_batch(asking *a)
{
    static const uint32_t customers[] = {0, 0, UINT32_MAX};
    quen_offer offers[3 * MAX_OFFERS];
    size_t counts[3], n = quen_itemcf_n_items(a->itemcf);
    for (size_t size = 2; size <= 3; size++)
        if (fuzz_status(a->ctx,
                        quen_itemcf_recommend_batch(a->ctx, a->itemcf, customers, size,
                                                    NULL, offers, MAX_OFFERS, counts)))
            for (size_t i = 0; i < size; i++)
                fuzz_check_offers(offers + i * MAX_OFFERS, counts[i], MAX_OFFERS, n);
}

static void check_rows(const quen_itemcf *itemcf)
{
    size_t n = quen_itemcf_n_items(itemcf), customers = quen_itemcf_n_customers(itemcf);
    const quen_neighbor *row;
    const uint32_t *items;
    for (uint32_t i = 0; i <= n; i++) {
        size_t near = quen_itemcf_neighbors(itemcf, i, &row);
        MUST(near < n || near == 0);
        for (size_t j = 0; j < near; j++) {
            MUST(row[j].item < n && row[j].item != i);
            MUST(row[j].weight > 0 && row[j].weight <= FLT_MAX);
            MUST(j == 0 || row[j].weight <= row[j - 1].weight);
        }
        MUST(quen_itemcf_support(itemcf, i) == 0 || i < n);
    }
    for (uint32_t i = 0; i <= customers; i++) {
        size_t has = quen_itemcf_history(itemcf, i, &items);
        MUST((items != NULL || has == 0) && (i < customers || (!items && has == 0)));
        for (size_t j = 0; j < has; j++)
            MUST(items[j] < n && (j == 0 || items[j] > items[j - 1]));
    }
    (void)quen_itemcf_n_left_out(itemcf);
}

void fuzz_ask_itemcf(quen_context *ctx, const quen_itemcf *itemcf)
{
    asking a = {.ctx = ctx, .itemcf = itemcf, .count = UNTOLD};
    size_t n = quen_itemcf_n_items(itemcf), customers = quen_itemcf_n_customers(itemcf);
    check_rows(itemcf);
    for (uint32_t i = 0; i <= n && i < MOST; i++)
        ask_item(&a, i, NULL);
    for (uint32_t i = 0; i <= customers && i < MOST; i++)
        ask_customer(&a, i, NULL);
    ask_item(&a, (uint32_t)n, NULL);
    ask_customer(&a, (uint32_t)customers, NULL);
    ask_filtered(&a);
    ask_batch(&a);
}
