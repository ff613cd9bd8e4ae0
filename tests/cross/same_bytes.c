/*
 * Trains a shop on a made-up log with each instruction set of the machine it runs on, and
 * prints a checksum of its bytes: the same on every machine, but for churn, which goes
 * through the C library's functions and is left out.
 */
#include <stdio.h>
#include <stdlib.h>

#include "quen.h"

#define LINES 20000

static quen_order_line make_line(int i)
{
    quen_order_line line = {0};
    line.customer = quen_key_int(i * 7919 % 300);
    line.order = quen_key_int(i / 3);
    line.item = quen_key_int(i * i % 40);
    line.time_s = 1700000000 + (int64_t)(i / 3) * 2600;
    line.quantity = 1 + i % 3;
    line.amount = 100 + i * 31 % 900 - (i % 97 == 0 ? 600 : 0);
    return line;
}

static quen_status fill(quen_context *ctx, quen_orders *orders)
{
    quen_status status = QUEN_OK;
    for (int i = 0; i < LINES && status == QUEN_OK; i++) {
        quen_order_line line = make_line(i);
        status = quen_orders_add(ctx, orders, &line, 1);
    }
    return status == QUEN_OK ? quen_orders_finish(ctx, orders) : status;
}

/* FNV-1a: a checksum that shares no code with the library's. */
static uint64_t checksum(const unsigned char *bytes, size_t size)
{
    uint64_t sum = UINT64_C(1469598103934665603);
    for (size_t i = 0; i < size; i++)
        sum = (sum ^ bytes[i]) * UINT64_C(1099511628211);
    return sum;
}

static quen_status print_checksum(quen_context *ctx, const quen_shop *shop)
{
    size_t size = 0;
    quen_status status = quen_shop_save_bytes(ctx, shop, NULL, 0, &size);
    unsigned char *bytes = malloc(size);
    if (!bytes)
        return QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen_shop_save_bytes(ctx, shop, bytes, size, &size);
    if (status == QUEN_OK)
        printf("%016llx\n", (unsigned long long)checksum(bytes, size));
    free(bytes);
    return status;
}

static quen_status train(quen_context *ctx, uint32_t simd)
{
    quen_orders *orders = NULL;
    quen_shop *shop = NULL;
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_RFM | QUEN_SHOP_KMEANS | QUEN_SHOP_ITEMCF;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = fill(ctx, orders);
    if (status == QUEN_OK)
        status = quen_shop_train(ctx, orders, &options, &shop);
    if (status == QUEN_OK)
        status = print_checksum(ctx, shop);
    fprintf(stderr, "%s: %s\n", quen_simd_name(simd),
            status == QUEN_OK ? "done" : quen_context_message(ctx));
    quen_shop_free(shop);
    quen_orders_free(orders);
    return status;
}

int main(void)
{
    int failed = 0;
    for (uint32_t simd = QUEN_SIMD_SCALAR; simd <= QUEN_SIMD_NEON; simd++) {
        quen_context *ctx = NULL;
        quen_context_options options;
        quen_context_options_init(&options, sizeof options);
        options.simd = simd;
        options.threads = 2;
        if (!quen_simd_supported(simd))
            continue;
        if (quen_context_new(&options, &ctx) != QUEN_OK)
            return 1;
        failed |= train(ctx, simd) != QUEN_OK;
        quen_context_free(ctx);
    }
    return failed;
}
