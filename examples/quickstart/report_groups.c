/*
 * Groups of customers: RFM segments, which have names, and clusters, which have profiles.
 */
#include "report.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/text.h"

/* ---- segments ---- */

static void print_segment_titles(bool has_money)
{
    if (has_money) {
        report_title("Segments by recency, frequency and monetary value");
        printf("%-22s%10s%8s%19s%8s%8s%8s%16s\n", "", "", "", "", "", "median", "median",
               "median");
        printf("%-22s%10s%8s%19s%8s%8s%8s%16s\n", "segment", "customers", "share",
               "revenue", "share", "days", "orders", "revenue");
    } else {
        report_title("Segments by recency and frequency");
        printf("%-22s%10s%8s%8s%8s\n", "", "", "", "median", "median");
        printf("%-22s%10s%8s%8s%8s\n", "segment", "customers", "share", "days", "orders");
    }
}

static void print_segment(const report *r, uint32_t segment,
                          const quen_rfm_summary *whole)
{
    const quen_rfm *rfm = quen_shop_rfm(r->shop);
    const quen_rfm_summary *s = quen_rfm_segment_summary(rfm, segment);
    const char *name = quen_rfm_segment_name(rfm, segment);
    bool has_money = quen_shop_has_money(r->shop);

    text_cell(stdout, name, strlen(name), 22);
    printf("%10s%8s", text_count(s->customers).s,
           text_share((double)s->customers, (double)whole->customers).s);
    if (has_money)
        printf("%19s%8s", text_money(s->monetary, r->decimals).s,
               text_share((double)s->monetary, (double)whole->monetary).s);
    if (s->customers > 0)
        printf("%8lld%8lld", (long long)s->recency_median,
               (long long)s->frequency_median);
    if (s->customers > 0 && has_money)
        printf("%16s", text_money(s->monetary_median, r->decimals).s);
    putchar('\n');
}

void report_segments(const report *r)
{
    const quen_rfm *rfm = quen_shop_rfm(r->shop);
    uint32_t n = quen_rfm_n_segments(rfm);
    bool has_money = quen_shop_has_money(r->shop);
    quen_rfm_summary whole = {.customers = 0};

    for (uint32_t i = 0; i < n; i++) {
        whole.customers += quen_rfm_segment_summary(rfm, i)->customers;
        if (has_money)
            whole.monetary += quen_rfm_segment_summary(rfm, i)->monetary;
    }
    print_segment_titles(has_money);
    for (uint32_t i = 0; i < n; i++)
        print_segment(r, i, &whole);
    if (quen_rfm_n_never_bought(rfm) > 0)
        printf("not scored: %s who only returned\n",
               text_count(quen_rfm_n_never_bought(rfm)).s);
}

/* ---- clusters ---- */

static int is_money(const char *feature)
{
    return strcmp(feature, "revenue") == 0 || strcmp(feature, "order_value_mean") == 0;
}

/* A mean in the unit it is thought of: money rounded to its smallest unit, shares as
 * such. */
static void print_mean(const report *r, const char *feature, double mean)
{
    if (isnan(mean)) /* of nobody */
        printf("%15s", "-");
    else if (is_money(feature))
        printf("%15s",
               text_money((int64_t)(mean + (mean < 0 ? -0.5 : 0.5)), r->decimals).s);
    else if (strcmp(feature, "refund_share") == 0)
        printf("%15s", text_share(mean, 1).s);
    else
        printf("%15.1f", mean);
}

static void print_sizes(const quen_kmeans *kmeans)
{
    const uint64_t *sizes = quen_kmeans_sizes(kmeans);
    size_t k = quen_kmeans_n_clusters(kmeans);

    printf("%-20s", "cluster");
    for (size_t i = 0; i < k; i++)
        printf("%15zu", i + 1);
    printf("\n%-20s", "customers");
    for (size_t i = 0; i < k; i++)
        printf("%15s", text_count(sizes[i]).s);
    printf("\n%-20s", "share");
    for (size_t i = 0; i < k; i++)
        printf("%15s",
               text_share((double)sizes[i], (double)quen_kmeans_n_rows(kmeans)).s);
    putchar('\n');
}

void report_clusters(const report *r)
{
    const quen_kmeans *kmeans = quen_shop_kmeans(r->shop);
    const double *means = quen_shop_cluster_means(r->shop);
    size_t k = quen_kmeans_n_clusters(kmeans);
    size_t d = quen_kmeans_n_columns(kmeans);

    report_title("Clusters of customers who behave alike: means");
    print_sizes(kmeans);
    for (size_t j = 0; j < d; j++) {
        const char *feature = quen_shop_cluster_feature(r->shop, j);
        text_cell(stdout, feature, strlen(feature), 20);
        for (size_t i = 0; i < k; i++)
            print_mean(r, feature, means[i * d + j]);
        putchar('\n');
    }
}
