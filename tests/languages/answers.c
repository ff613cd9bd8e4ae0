/*
 * answers SHOP: what a shop's file says of everybody and everything, a line each. The
 * programs beside this one say the same in Python and in PHP; numbers with a point are
 * written as their bits.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quen.h"

enum { OFFERS = 10, BASKET = 3 };

static quen_context *ctx;
static quen_shop *shop;

static void must(quen_status status)
{
    if (status == QUEN_OK)
        return;
    fprintf(stderr, "answers: %s\n", quen_context_message(ctx));
    exit(1);
}

static void put_key(quen_key key)
{
    printf(" %.*s", (int)key.size, key.bytes);
}

static void put_double(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    printf(" %016" PRIx64, bits);
}

/* What would divide by 0 is NaN, of which languages have several. */
static void put_ratio(double value)
{
    if (value == value)
        put_double(value);
    else
        printf(" nan");
}

/* ---- customers ---- */

static void put_scores(const quen_shop_customer *c)
{
    if (!(c->parts & QUEN_SHOP_RFM)) {
        printf(" -");
        return;
    }
    printf(" %" PRIu32 " %" PRIu32 " %" PRIu32 " %s %" PRId64 " %" PRId64 " %" PRId64,
           c->r, c->f, c->m, c->segment_name, c->recency, c->frequency, c->monetary);
}

static void put_customer(uint32_t number)
{
    quen_shop_customer c;

    quen_shop_customer_init(&c, sizeof c);
    must(quen_shop_get_customer(ctx, shop, quen_shop_customer_key(shop, number), &c));
    printf("customer");
    put_key(c.key);
    put_scores(&c);
    if (c.parts & QUEN_SHOP_KMEANS)
        printf(" cluster %" PRIu32, c.cluster);
    if (c.parts & QUEN_SHOP_CHURN) {
        printf(" risk");
        put_double(c.risk);
    }
    for (uint32_t i = 0; i < c.n_reasons; i++) {
        printf(" %s", c.reasons[i]);
        put_double(c.effects[i]);
    }
    if (c.parts & QUEN_SHOP_LIFETIME) {
        printf(" alive");
        put_double(c.alive);
        put_double(c.orders);
        put_double(c.value / 100); /* the log's money has two digits */
        put_double(c.stake / 100);
        printf(" %" PRIu32 " %" PRIu32 " %" PRId64, c.regular, c.late, c.next_s[1]);
    }
    if (c.parts & QUEN_SHOP_HABITS) {
        printf(" usual %" PRId32 " %" PRId32, (int32_t)c.hour, (int32_t)c.weekday);
        put_double(c.hour_share);
        put_double(c.weekday_share);
    }
    for (uint32_t i = 0; i < c.n_due; i++) {
        put_key(quen_shop_item_key(shop, c.due[i]));
        put_double(c.due_chance[i]);
        printf(" %" PRId64, c.due_s[i]);
    }
    printf("\n");
}

/* ---- habits ---- */

static void put_basket(uint32_t number)
{
    quen_habits_offer offers[OFFERS];
    quen_shop_filter filter;
    size_t n;

    quen_shop_filter_init(&filter, sizeof filter);
    filter.include_bought = number % 2;
    must(quen_shop_next_basket(ctx, shop, quen_shop_customer_key(shop, number), &filter,
                               offers, OFFERS, &n));
    printf("next");
    for (size_t i = 0; i < n; i++) {
        put_key(quen_shop_item_key(shop, offers[i].item));
        put_double(offers[i].score);
    }
    printf("\n");
}

static void put_due(void)
{
    static quen_due due[100];
    const quen_key all = {0};
    size_t n;

    must(quen_shop_list_due(ctx, shop, all, INT64_MIN, 14 * 86400, 0, due, 100, &n));
    for (size_t i = 0; i < n; i++) {
        printf("due");
        put_key(quen_shop_customer_key(shop, due[i].customer));
        put_key(quen_shop_item_key(shop, due[i].item));
        put_double(due[i].chance);
        printf(" %" PRId64 " %" PRIu32 "\n", due[i].due_s, due[i].times);
    }
}

/* ---- offers ---- */

static void put_offers(const char *what, const quen_offer *offers, size_t n)
{
    printf("%s", what);
    for (size_t i = 0; i < n; i++) {
        printf(" |");
        put_key(quen_shop_item_key(shop, offers[i].item));
        put_double(offers[i].score);
        printf(" %d", offers[i].popular != 0);
        for (uint32_t j = 0; j < offers[i].n_reasons; j++)
            put_key(quen_shop_item_key(shop, offers[i].reasons[j]));
    }
    printf("\n");
}

/* Items that a customer may have in hand: the number is theirs. */
static void fill_basket(uint32_t number, quen_key basket[BASKET])
{
    uint32_t n = (uint32_t)quen_shop_n_items(shop);

    for (uint32_t i = 0; i < BASKET; i++)
        basket[i] = quen_shop_item_key(shop, (number * 7 + i * 5) % n);
}

static void offer_to(uint32_t number)
{
    quen_key key = quen_shop_customer_key(shop, number), basket[BASKET];
    quen_offer offers[OFFERS];
    quen_shop_filter filter;
    size_t n;

    quen_shop_filter_init(&filter, sizeof filter);
    fill_basket(number, basket);
    must(quen_shop_recommend(ctx, shop, key, NULL, offers, OFFERS, &n));
    put_offers("offers", offers, n);
    must(quen_shop_recommend_customer_basket(ctx, shop, key, basket, BASKET, NULL, offers,
                                             OFFERS, &n));
    put_offers("both", offers, n);
    must(quen_shop_recommend_basket(ctx, shop, basket, BASKET, NULL, offers, OFFERS, &n));
    put_offers("basket", offers, n);
    filter.exclude = basket;
    filter.n_exclude = BASKET;
    filter.include_bought = filter.no_popular = 1;
    must(quen_shop_recommend(ctx, shop, key, &filter, offers, OFFERS, &n));
    put_offers("filtered", offers, n);
}

static void offer_beside(uint32_t item)
{
    quen_offer offers[OFFERS];
    size_t n;

    must(quen_shop_similar(ctx, shop, quen_shop_item_key(shop, item), NULL, offers,
                           OFFERS, &n));
    put_offers("similar", offers, n);
}

/* ---- lists ---- */

static void put_list(const char *what, const uint32_t *numbers, size_t n, size_t total)
{
    printf("%s %zu", what, total);
    for (size_t i = 0; i < n; i++)
        put_key(quen_shop_customer_key(shop, numbers[i]));
    printf("\n");
}

static void put_lists(void)
{
    const quen_rfm *rfm = quen_shop_rfm(shop);
    size_t room = quen_shop_n_customers(shop), n, total;
    uint32_t *numbers = calloc(room + 1, sizeof *numbers);

    if (!numbers)
        exit(1);
    for (uint32_t i = 0; i < quen_rfm_n_segments(rfm); i++) {
        must(quen_shop_list_segment(ctx, shop, i, numbers, room, &n, &total));
        put_list(quen_rfm_segment_name(rfm, i), numbers, n, total);
    }
    must(quen_shop_list_at_risk(ctx, shop, 0.5, UINT32_MAX, numbers, room, &n, &total));
    put_list("at risk", numbers, n, total);
    must(quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, numbers, room, &n,
                                        &total));
    put_list("lapsed", numbers, n, total);
    free(numbers);
}

static double unit_of(const char *feature)
{
    quen_money money;
    double unit = 1;

    quen_shop_get_money(shop, &money);
    if (strcmp(feature, "revenue") != 0 && strncmp(feature, "order_value_", 12) != 0)
        return 1;
    while (money.decimals-- > 0)
        unit *= 10;
    return unit;
}

static void put_clusters(void)
{
    const quen_kmeans *kmeans = quen_shop_kmeans(shop);
    size_t d = quen_kmeans_n_columns(kmeans);

    for (size_t i = 0; i < quen_kmeans_n_clusters(kmeans); i++) {
        printf("cluster %" PRIu64, quen_kmeans_sizes(kmeans)[i]);
        for (size_t j = 0; j < d; j++) {
            const char *feature = quen_shop_cluster_feature(shop, j);
            printf(" %s", feature);
            put_double(quen_shop_cluster_means(shop)[i * d + j] / unit_of(feature));
        }
        printf("\n");
    }
}

/* ---- figures ---- */

static void put_figures(const char *what, const quen_figures *figures)
{
    const quen_figure *f;

    for (size_t i = 0; (f = quen_figures_row(figures, i)) != NULL; i++) {
        printf("%s %" PRIu32 " %" PRIu64 " %" PRId64 " %" PRId64 " %" PRId64, what,
               f->is_whole, f->lines, f->quantity, f->revenue, f->refunds);
        printf(" %" PRId64 " %" PRId64, f->revenue_returning,
               f->revenue_without_customer);
        printf(" %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64, f->orders,
               f->orders_without_customer, f->customers, f->customers_new,
               f->customers_returning);
        printf(" %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64, f->customers_retained,
               f->customers_won_back, f->customers_repeating, f->customers_churned);
        put_double(f->order_value_mean / 100);
        put_double(f->orders_per_customer);
        put_double(f->quantity_per_order);
        put_double(f->gap_days_mean);
        put_double(f->repeat_rate);
        put_double(f->repeat_order_share);
        put_ratio(f->retention);
        put_ratio(f->returning_share);
        put_ratio(f->quick_ratio);
        printf("\n");
    }
}

static void put_cohorts(void)
{
    const quen_cohorts *cohorts = quen_shop_cohorts(shop);
    size_t n = quen_cohorts_n_cohorts(cohorts);

    for (size_t i = 0; i < n; i++) {
        printf("cohort");
        for (size_t j = 0; i + j < n; j++)
            printf(" %" PRIu64 " %" PRId64, quen_cohorts_customers(cohorts)[i * n + j],
                   quen_cohorts_revenue(cohorts)[i * n + j]);
        printf("\n");
    }
}

static void put_hours(void)
{
    printf("hours");
    for (size_t i = 0; i < QUEN_SHOP_HOURS; i++)
        printf(" %" PRIu64, quen_shop_hours(shop)[i]);
    printf("\n");
}

static void put_findings(void)
{
    static const char *const severities[] = {"note", "warning", "severe"};
    const quen_finding *found;

    for (size_t i = 0; (found = quen_shop_finding(shop, i)) != NULL; i++) {
        printf("finding %s %" PRIu64 " %" PRIu64, severities[found->severity],
               found->count, found->of);
        put_double(found->value);
        printf("\n");
    }
}

static void put_trends(uint32_t direction)
{
    static quen_shop_trend trends[1000];
    size_t n;

    must(quen_shop_list_trends(ctx, shop, direction, 0.25, trends, 1000, &n));
    for (size_t i = 0; i < n; i++) {
        printf("trend");
        put_key(quen_shop_item_key(shop, trends[i].item));
        printf(" %" PRIu32 " %" PRIu32, trends[i].recent, trends[i].before);
        put_double(trends[i].z);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    if (argc != 2 || quen_context_new(NULL, &ctx) != QUEN_OK)
        return 1;
    must(quen_shop_open(ctx, argv[1], &shop));
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        put_customer(i);
        offer_to(i);
        put_basket(i);
    }
    for (uint32_t i = 0; i < quen_shop_n_items(shop); i++)
        offer_beside(i);
    put_lists();
    put_due();
    put_clusters();
    put_figures("month", quen_shop_months(shop));
    put_figures("whole", quen_shop_whole(shop));
    put_cohorts();
    put_hours();
    put_findings();
    put_trends(QUEN_SHOP_TREND_RISING);
    put_trends(QUEN_SHOP_TREND_FALLING);
    quen_shop_free(shop);
    quen_context_free(ctx);
    return 0;
}
