/* See made_up.h. */
#include "made_up.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define DAY INT64_C(86400)
#define FIRST_DAY INT64_C(20000) /* 2024-10-04 */
#define DAYS 500
#define ITEMS 60

/* The finisher of splitmix64. */
uint64_t made_up_draw(uint64_t seed, uint64_t i)
{
    uint64_t z = seed * UINT64_C(0x9e3779b97f4a7c15) + i * UINT64_C(0xd1342543de82ef95);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static double unit(uint64_t seed, uint64_t i)
{
    return (double)(made_up_draw(seed, i) >> 11) * 0x1p-53;
}

void made_up_fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

void made_up_must(quen_context *ctx, quen_status status, const char *call)
{
    if (status != QUEN_OK)
        made_up_fail("%s: %s: %s", call, quen_status_name(status),
                     quen_context_message(ctx));
}

static void *room(size_t n, size_t size)
{
    void *ptr = calloc(n ? n : 1, size ? size : 1);
    if (!ptr)
        made_up_fail("out of memory");
    return ptr;
}

/* Who stops coming does so anywhere in the log; a customer has two favourite items. */
static void add_customer(made_up *data, size_t customer, uint64_t seed)
{
    uint64_t own = made_up_draw(seed, customer);
    int64_t end = own % 3 ? DAYS : (int64_t)(own / 3 % DAYS);
    int64_t pace = 10 + (int64_t)(own / 2000 % 50);
    for (int64_t day = (int64_t)(own / 100000) % pace; day < end; day += pace) {
        uint64_t draw = made_up_draw(own, (uint64_t)day);
        for (uint64_t i = 0; i < 2; i++) {
            uint64_t item = i && draw % 3 == 0 ? draw / 3 : own / 7 * 2 + i;
            data->lines[data->n_lines++] =
                (quen_order_line){.customer = quen_key_int((int64_t)customer),
                                  .order = quen_key_int((int64_t)(data->n_lines / 2)),
                                  .item = quen_key_int((int64_t)(item % ITEMS)),
                                  .time_s = (FIRST_DAY + day) * DAY + 36000,
                                  .quantity = 1 + (int64_t)(draw % 2),
                                  .amount = 500 + (int64_t)(item % ITEMS) * 10};
        }
    }
}

made_up made_up_new(size_t n, size_t d, size_t customers, uint64_t seed)
{
    made_up data = {.n = n, .d = d};
    data.x = room(n * d, sizeof *data.x);
    data.y = room(n, 1);
    data.lines = room(customers * 2 * (DAYS / 10 + 1), sizeof *data.lines);
    for (size_t i = 0; i < n * d; i++)
        data.x[i] = unit(seed, i) + (double)(i / d % 5);
    for (size_t i = 0; i < n; i++)
        data.y[i] = unit(seed + 1, i) * 5 < data.x[i * d];
    for (size_t c = 0; c < customers; c++)
        add_customer(&data, c, seed + 2);
    return data;
}

void made_up_free(made_up *data)
{
    free(data->x);
    free(data->y);
    free(data->lines);
}

quen_context *made_up_context(uint32_t threads, quen_progress progress, void *user)
{
    quen_context *ctx = NULL;
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.threads = threads;
    options.progress = progress;
    options.progress_user = user;
    if (quen_context_new(&options, &ctx) != QUEN_OK)
        made_up_fail("no context");
    return ctx;
}

quen_orders *made_up_orders(quen_context *ctx, const made_up *data)
{
    quen_orders *orders = NULL;
    must(ctx, quen_orders_new(ctx, &orders));
    must(ctx, quen_orders_add(ctx, orders, data->lines, data->n_lines));
    must(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

quen_shop *made_up_shop(quen_context *ctx, const made_up *data)
{
    quen_shop *shop = NULL;
    quen_orders *orders = made_up_orders(ctx, data);
    must(ctx, quen_shop_train(ctx, orders, NULL, &shop));
    quen_orders_free(orders);
    if (quen_shop_parts(shop) != QUEN_SHOP_ALL)
        made_up_fail("the shop lacks a part: %s", quen_shop_churn_note(shop));
    return shop;
}

/* FNV-1a. */
uint64_t made_up_sum(uint64_t sum, const void *bytes, size_t n)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < n; i++)
        sum = (sum ^ byte[i]) * UINT64_C(0x100000001b3) + 1;
    return sum;
}

/* Field by field: what lies between fields is anything. */
static uint64_t sum_customer(uint64_t sum, const quen_shop_customer *c)
{
    sum = made_up_sum(sum, &c->parts, sizeof c->parts);
    sum = made_up_sum(sum, &c->r, sizeof c->r);
    sum = made_up_sum(sum, &c->segment, sizeof c->segment);
    sum = made_up_sum(sum, &c->cluster, sizeof c->cluster);
    sum = made_up_sum(sum, &c->monetary, sizeof c->monetary);
    sum = made_up_sum(sum, &c->risk, sizeof c->risk);
    return made_up_sum(sum, c->effects, c->n_reasons * sizeof *c->effects);
}

static uint64_t sum_offers(uint64_t sum, const quen_offer *offers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sum = made_up_sum(sum, &offers[i].item, sizeof offers[i].item);
        sum = made_up_sum(sum, &offers[i].score, sizeof offers[i].score);
    }
    return sum;
}

uint64_t made_up_ask(quen_context *ctx, const quen_shop *shop, size_t step)
{
    uint64_t sum = 0;
    size_t n = quen_shop_n_customers(shop), count;
    for (uint32_t i = 0; i < n; i += (uint32_t)step) {
        quen_shop_customer c;
        quen_offer offers[5];
        quen_key key = quen_shop_customer_key(shop, i);
        quen_shop_customer_init(&c, sizeof c);
        must(ctx, quen_shop_get_customer(ctx, shop, key, &c));
        sum = sum_customer(sum, &c);
        must(ctx, quen_shop_recommend(ctx, shop, key, NULL, offers, 5, &count));
        sum = sum_offers(sum, offers, count);
        must(ctx, quen_shop_similar(ctx, shop, quen_shop_item_key(shop, i % 20), NULL,
                                    offers, 5, &count));
        sum = sum_offers(sum, offers, count);
    }
    return sum;
}

#define SUM_OF(noun)                                                                     \
    static uint64_t sum_of_##noun(quen_context *ctx, uint64_t sum, quen_##noun *model)   \
    {                                                                                    \
        size_t size;                                                                     \
        must(ctx, quen_##noun##_save_bytes(ctx, model, NULL, 0, &size));                 \
        void *bytes = room(size, 1);                                                     \
        must(ctx, quen_##noun##_save_bytes(ctx, model, bytes, size, &size));             \
        sum = made_up_sum(sum, bytes, size);                                             \
        free(bytes);                                                                     \
        quen_##noun##_free(model);                                                       \
        return sum;                                                                      \
    }
SUM_OF(kmeans)
SUM_OF(logit)
SUM_OF(shop)

uint64_t made_up_learn(const made_up *data, uint32_t threads)
{
    quen_context *ctx = made_up_context(threads, NULL, NULL);
    quen_kmeans *kmeans = NULL;
    quen_logit *logit = NULL;
    quen_kmeans_options options;
    quen_kmeans_options_init(&options, sizeof options);
    options.n_init = 1;
    must(ctx, quen_kmeans_fit(ctx, data->x, data->n, data->d, &options, &kmeans));
    uint64_t sum = sum_of_kmeans(ctx, 0, kmeans);
    must(ctx, quen_logit_fit(ctx, data->x, data->y, data->n, data->d, NULL, &logit));
    sum = sum_of_logit(ctx, sum, logit);
    sum = sum_of_shop(ctx, sum, made_up_shop(ctx, data));
    quen_context_free(ctx);
    return sum;
}
