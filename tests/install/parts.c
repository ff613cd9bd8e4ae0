/*
 * What a shop says, part by part, a line each: "train FILE" trains one on a made-up log
 * and saves it, "ask FILE" opens one. parts.py runs it with libraries that were built
 * without some parts, over the file of one that has all.
 */
#include <stdio.h>
#include <string.h>

#include "quen.h"

#define LINES 6000
#define ROOM 64u

/* Of 120 customers some leave each month, and new ones come. */
static quen_status fill(quen_context *ctx, quen_orders *orders)
{
    quen_status status = QUEN_OK;
    for (int i = 0; i < LINES && status == QUEN_OK; i++) {
        quen_order_line line = {0};
        int customer = i * 7919 % 120, left = i > (customer % 11 + 1) * (LINES / 9);
        line.customer = quen_key_int(left ? 120 + i % 83 : customer);
        line.order = quen_key_int(i / 3);
        line.item = quen_key_int(i * i % 40);
        line.time_s = 1700000000 + (int64_t)(i / 3) * 17400;
        line.quantity = 1 + i % 3;
        line.amount = 100 + i * 31 % 900;
        status = quen_orders_add(ctx, orders, &line, 1);
    }
    return status == QUEN_OK ? quen_orders_finish(ctx, orders) : status;
}

static void say(quen_context *ctx, const char *what, quen_status status)
{
    printf("%s: %s %s\n", what, quen_status_name(status),
           status == QUEN_OK ? "" : quen_context_message(ctx));
}

/* --- models by themselves --- */

#define FIT(noun)                                                                        \
    static void fit_##noun(quen_context *ctx, const quen_orders *orders)                 \
    {                                                                                    \
        quen_##noun *model = NULL;                                                       \
        quen_##noun##_options options;                                                   \
        quen_##noun##_options_init(&options, sizeof options);                            \
        say(ctx, #noun " fit", quen_##noun##_fit(ctx, orders, &options, &model));        \
        quen_##noun##_free(model);                                                       \
    }
FIT(rfm)
FIT(itemcf)
FIT(churn)
FIT(lifetime)
FIT(habits)

static void fit_kmeans(quen_context *ctx)
{
    static const double x[8] = {0, 0, 0, 1, 9, 9, 9, 8};
    quen_kmeans_options options;
    quen_kmeans *kmeans = NULL;
    quen_kmeans_options_init(&options, sizeof options);
    options.k = 2;
    say(ctx, "kmeans fit", quen_kmeans_fit(ctx, x, 4, 2, &options, &kmeans));
    quen_kmeans_free(kmeans);
}

/* --- the parts of a shop --- */

static void print_list(const uint32_t *customers, size_t n)
{
    printf("  %zu:", n);
    for (size_t i = 0; i < n; i++)
        printf(" %u", customers[i]);
    puts("");
}

static void ask_lists(quen_context *ctx, const quen_shop *shop)
{
    uint32_t list[ROOM];
    size_t n;
    say(ctx, "rfm", quen_shop_list_segment(ctx, shop, 0, list, ROOM, &n, NULL));
    print_list(list, n);
    say(ctx, "churn",
        quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, list, ROOM, &n, NULL));
    print_list(list, n);
    say(ctx, "lifetime",
        quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, list, ROOM, &n, NULL));
    print_list(list, n);
}

static void ask_offers(quen_context *ctx, const quen_shop *shop)
{
    quen_offer offers[5];
    quen_due due[5];
    size_t n;
    quen_key customer = quen_shop_customer_key(shop, 7), none = {0};
    say(ctx, "itemcf", quen_shop_recommend(ctx, shop, customer, NULL, offers, 5, &n));
    for (size_t i = 0; i < n; i++)
        printf("  %u %.17g\n", offers[i].item, offers[i].score);
    say(ctx, "habits",
        quen_shop_list_due(ctx, shop, none, INT64_MIN, 86400 * 30, 0, due, 5, &n));
    for (size_t i = 0; i < n; i++)
        printf("  %u %.17g\n", due[i].item, due[i].chance);
}

static void ask_clusters(const quen_shop *shop)
{
    const double *means = quen_shop_cluster_means(shop);
    printf("kmeans: %s\n", means ? "QUEN_OK" : "none");
    for (size_t i = 0; means && quen_shop_cluster_feature(shop, i); i++)
        printf("  %s %.17g\n", quen_shop_cluster_feature(shop, i), means[i]);
}

static quen_status ask(quen_context *ctx, const quen_shop *shop)
{
    quen_shop *rest = NULL;
    quen_key key = quen_shop_customer_key(shop, 3);
    printf("parts: %u\n", quen_shop_parts(shop));
    ask_lists(ctx, shop);
    ask_offers(ctx, shop);
    ask_clusters(shop);
    say(ctx, "forget", quen_shop_forget(ctx, shop, &key, 1, &rest));
    quen_shop_free(rest);
    return QUEN_OK;
}

static quen_status train(quen_context *ctx, const char *path)
{
    quen_orders *orders = NULL;
    quen_shop *shop = NULL, *every = NULL;
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_ALL;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = fill(ctx, orders);
    if (status == QUEN_OK)
        status = quen_shop_train(ctx, orders, NULL, &shop);
    if (status == QUEN_OK)
        status = quen_shop_save(ctx, shop, path);
    if (status == QUEN_OK) {
        ask(ctx, shop);
        fit_rfm(ctx, orders);
        fit_itemcf(ctx, orders);
        fit_churn(ctx, orders);
        fit_lifetime(ctx, orders);
        fit_habits(ctx, orders);
        fit_kmeans(ctx);
        say(ctx, "all", quen_shop_train(ctx, orders, &options, &every));
    }
    quen_shop_free(every);
    quen_shop_free(shop);
    quen_orders_free(orders);
    return status;
}

static quen_status open_and_ask(quen_context *ctx, const char *path)
{
    quen_shop *shop = NULL;
    quen_status status = quen_shop_open(ctx, path, &shop);
    if (status == QUEN_OK)
        status = ask(ctx, shop);
    quen_shop_free(shop);
    return status;
}

int main(int argc, char **argv)
{
    quen_context *ctx = NULL;
    if (argc != 3 || quen_context_new(NULL, &ctx) != QUEN_OK)
        return 2;
    quen_status status =
        strcmp(argv[1], "train") == 0 ? train(ctx, argv[2]) : open_and_ask(ctx, argv[2]);
    if (status != QUEN_OK)
        fprintf(stderr, "%s\n", quen_context_message(ctx));
    quen_context_free(ctx);
    return status != QUEN_OK;
}
