/*
 * Offers: what goes with the best sellers, and what to offer to whom, with the reasons.
 */
#include "report.h"

#include <stdio.h>
#include <string.h>

#include "common/text.h"

enum { BEST_SELLERS = 6, BESIDE = 2, CUSTOMERS = 3, OFFERS = 5 };

static void put_item(const report *r, uint32_t item, size_t width)
{
    text_slice name = report_item(r, item);

    text_cell(stdout, name.text, name.size, width);
}

/* ---- also bought ---- */

/* The items with the most buyers, most first; insertion into a short list. */
static size_t best_sellers(const quen_itemcf *itemcf, uint32_t *best)
{
    size_t items = quen_itemcf_n_items(itemcf);
    size_t n = 0;

    for (uint32_t item = 0; item < items; item++) {
        uint32_t support = quen_itemcf_support(itemcf, item);
        size_t at = n;
        while (at > 0 && quen_itemcf_support(itemcf, best[at - 1]) < support)
            at--;
        if (at == BEST_SELLERS)
            continue;
        n += n < BEST_SELLERS;
        memmove(best + at + 1, best + at, (n - at - 1) * sizeof *best);
        best[at] = item;
    }
    return n;
}

static quen_status print_also_bought(const report *r, uint32_t item)
{
    const quen_itemcf *itemcf = quen_shop_itemcf(r->shop);
    quen_shop_filter filter;
    quen_offer offers[BESIDE];
    size_t count = 0;
    quen_status status;

    quen_shop_filter_init(&filter, sizeof filter);
    filter.no_popular = 1;
    status = quen_shop_similar(r->ctx, r->shop, quen_shop_item_key(r->shop, item),
                               &filter, offers, BESIDE, &count);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        put_item(r, item, 38);
        printf("%8s  ", text_count(quen_itemcf_support(itemcf, item)).s);
        put_item(r, offers[i].item, 38);
        printf("%10.5f\n", offers[i].score);
    }
    return QUEN_OK;
}

/* The limit is the library's own; nobody told it another. */
static void print_left_out(const quen_itemcf *itemcf)
{
    size_t n = quen_itemcf_n_left_out(itemcf);
    quen_itemcf_options options;

    quen_itemcf_options_init(&options, sizeof options);
    if (n > 0)
        printf("left out: %s with more than %s items, perhaps a key that stands for "
               "strangers;\n"
               "orders without a customer are learnt from one by one\n",
               text_count(n).s, text_count(options.max_items).s);
}

quen_status report_also_bought(const report *r)
{
    uint32_t best[BEST_SELLERS];
    size_t n = best_sellers(quen_shop_itemcf(r->shop), best);
    quen_status status = QUEN_OK;

    report_title(
        "Beside the best sellers (an order without a customer counts as a buyer)");
    printf("%-38s%8s  %-38s%10s\n", "who buys", "buyers", "also buys", "weight");
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        status = print_also_bought(r, best[i]);
    print_left_out(quen_shop_itemcf(r->shop));
    return status;
}

/* ---- for you ---- */

static void print_offer(const report *r, const quen_offer *offer)
{
    printf("  ");
    put_item(r, offer->item, 36);
    if (offer->popular)
        printf("  because it sells well");
    for (uint32_t i = 0; i < offer->n_reasons && i < 2; i++) {
        text_slice reason = report_item(r, offer->reasons[i]);
        printf("%s", i == 0 ? "  because of " : ", ");
        text_put(stdout, reason.text, reason.size, 23);
    }
    putchar('\n');
}

static quen_status print_offers(const report *r, quen_key key, const char *segment)
{
    quen_offer offers[OFFERS];
    char buffer[32];
    text_slice name = report_key(key, buffer, sizeof buffer);
    size_t count = 0;
    quen_status status =
        quen_shop_recommend(r->ctx, r->shop, key, NULL, offers, OFFERS, &count);

    if (status != QUEN_OK)
        return status;
    text_put(stdout, name.text, name.size, 40);
    printf(" (%s)\n", segment);
    for (size_t i = 0; i < count; i++)
        print_offer(r, &offers[i]);
    if (count == 0)
        puts("  has bought everything there is");
    return QUEN_OK;
}

/* To the customer who spends most in each of the first segments that have customers. */
quen_status report_offers(const report *r)
{
    const quen_rfm *rfm = quen_shop_rfm(r->shop);
    quen_status status = QUEN_OK;
    int printed = 0;

    report_title("Offers to the best customer of three segments");
    for (uint32_t i = 0; i < quen_rfm_n_segments(rfm) && printed < CUSTOMERS; i++) {
        uint32_t customer;
        size_t count = 0;
        status = quen_shop_list_segment(r->ctx, r->shop, i, &customer, 1, &count, NULL);
        if (status == QUEN_OK && count == 1) {
            status = print_offers(r, quen_shop_customer_key(r->shop, customer),
                                  quen_rfm_segment_name(rfm, i));
            printed++;
        }
        if (status != QUEN_OK)
            return status;
    }
    return QUEN_OK;
}
