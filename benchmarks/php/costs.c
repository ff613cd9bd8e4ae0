/*
 * costs DIR: the same calls from C, over the objects that the extension is linked of. A
 * word comes in on a line, its nanoseconds and the answer go out: the script times PHP
 * and this program in turns.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "quen.h"

enum { N = 10000, D = 8, K = 8, COLUMNS = 20, OFFERS = 10, ASKED = 5000 };

static quen_context *ctx;
static const char *dir;

static void must(quen_status status)
{
    if (status == QUEN_OK)
        return;
    fprintf(stderr, "costs: %s\n", quen_context_message(ctx));
    exit(1);
}

static int64_t now(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int64_t began, began_cpu;

static void start(void)
{
    began_cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    began = now(CLOCK_MONOTONIC);
}

static void stop(int64_t took[2])
{
    took[0] = now(CLOCK_MONOTONIC) - began;
    took[1] = now(CLOCK_PROCESS_CPUTIME_ID) - began_cpu;
}

static void tell(const int64_t took[2], double answer)
{
    printf("%" PRId64 " %" PRId64 " %.17g\n", took[0], took[1], answer);
    fflush(stdout);
}

/* A file of DIR, whole. */
static void *contents(const char *name, size_t *size)
{
    char path[4096];
    FILE *file;
    void *bytes;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        exit(1);
    *size = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*size + 1);
    if (!bytes || fread(bytes, 1, *size, file) != *size)
        exit(1);
    fclose(file);
    return bytes;
}

static void kmeans(bool given)
{
    size_t size;
    double *x = contents("points", &size);
    quen_kmeans_options options;
    quen_kmeans *model;
    int64_t took[2];

    quen_kmeans_options_init(&options, sizeof options);
    options.k = K;
    options.init = given ? x : NULL;
    start();
    must(quen_kmeans_fit(ctx, x, N, D, &options, &model));
    stop(took);
    tell(took, quen_kmeans_inertia(model));
    quen_kmeans_free(model);
    free(x);
}

static void logit(void)
{
    size_t size;
    double *x = contents("rows", &size);
    uint8_t *y = contents("classes", &size);
    quen_logit *model;
    int64_t took[2];

    start();
    must(quen_logit_fit(ctx, x, y, N, COLUMNS, NULL, &model));
    stop(took);
    tell(took, quen_logit_coefficients(model)[0]);
    quen_logit_free(model);
    free(x);
    free(y);
}

/* ---- shops ---- */

static quen_shop *shop_of(const char *name)
{
    char path[4096];
    quen_shop *shop;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    must(quen_shop_open(ctx, path, &shop));
    return shop;
}

static void open_shop(void)
{
    quen_shop *shop;
    int64_t took[2];

    start();
    shop = shop_of("shop50");
    stop(took);
    tell(took, (double)quen_shop_n_customers(shop));
    quen_shop_free(shop);
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* The median and, where the processor's time stands, the 99th percentile. */
static void recommend(void)
{
    static int64_t each[ASKED];
    quen_shop *shop = shop_of("shop5");
    quen_offer offers[OFFERS];
    double scores = 0;
    size_t n;

    for (uint32_t i = 0; i < ASKED; i++) {
        uint32_t number = (uint32_t)(i * 7919u % quen_shop_n_customers(shop));
        quen_key key = quen_shop_customer_key(shop, number);
        start();
        must(quen_shop_recommend(ctx, shop, key, NULL, offers, OFFERS, &n));
        each[i] = now(CLOCK_MONOTONIC) - began;
        for (size_t j = 0; j < n; j++)
            scores += offers[j].score;
    }
    qsort(each, ASKED, sizeof *each, compare);
    tell((int64_t[]){each[ASKED / 2], each[ASKED / 100 * 99]}, scores);
    quen_shop_free(shop);
}

/* ---- rows ---- */

static void add_columns(void)
{
    static const char *const names[] = {"customer", "item", "time", "amount", "order"};
    quen_order_columns columns;
    quen_order_totals totals;
    quen_orders *orders;
    int64_t *x[5], took[2];
    size_t size = 0;

    for (int i = 0; i < 5; i++)
        x[i] = contents(names[i], &size);
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = size / sizeof *x[0];
    columns.customer.numbers = x[0];
    columns.item.numbers = x[1];
    columns.time_s = x[2];
    columns.amount = x[3];
    columns.order.numbers = x[4];
    start();
    must(quen_orders_new(ctx, &orders));
    must(quen_orders_add_columns(ctx, orders, &columns));
    stop(took);
    must(quen_orders_finish(ctx, orders));
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    tell(took, (double)totals.revenue);
    quen_orders_free(orders);
    for (int i = 0; i < 5; i++)
        free(x[i]);
}

int main(int argc, char **argv)
{
    char word[32];

    if (argc != 2 || quen_context_new(NULL, &ctx) != QUEN_OK)
        return 1;
    dir = argv[1];
    while (scanf("%31s", word) == 1) {
        if (strcmp(word, "kmeans") == 0 || strcmp(word, "kmeans4") == 0)
            kmeans(word[6] == '\0');
        else if (strcmp(word, "logit") == 0)
            logit();
        else if (strcmp(word, "open") == 0)
            open_shop();
        else if (strcmp(word, "recommend") == 0)
            recommend();
        else if (strcmp(word, "columns") == 0)
            add_columns();
        else
            return 1;
    }
    quen_context_free(ctx);
    return 0;
}
