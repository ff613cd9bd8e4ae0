/*
 * Trains a shop on a made-up log, and a regression wider than a tile of its factor, with
 * each instruction set of the machine it runs on, and prints a checksum of their files:
 * the same on every machine.
 *
 * "save FILE" saves the shop, "open FILE" opens one and prints what the library says.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quen.h"

#define LINES 20000
#define ROWS 3000
#define TERMS 90

/* Of 300 customers some leave each month, and new ones come. */
static quen_order_line make_line(int i)
{
    quen_order_line line = {0};
    int customer = i * 7919 % 300, left = i > (customer % 11 + 1) * (LINES / 9);
    line.customer = quen_key_int(left ? 300 + i % 83 : customer);
    line.order = quen_key_int(i / 3);
    line.item = quen_key_int(i * i % 40);
    line.time_s = 1700000000 + (int64_t)(i / 3) * 5200;
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

/* --- a checksum that shares no code with the library's --- */

/* A number of 1, 2, 4 or 8 bytes in this machine's order. */
static uint64_t number_at(const unsigned char *p, size_t width)
{
    uint64_t eight = 0;
    uint32_t four = 0;
    uint16_t two = 0;
    memcpy(&eight, p, width == 8 ? 8 : 0);
    memcpy(&four, p, width == 4 ? 4 : 0);
    memcpy(&two, p, width == 2 ? 2 : 0);
    return width == 1 ? *p : eight | four | two;
}

/* FNV-1a, the lowest byte of each number first, whatever the machine's order is. */
static uint64_t add_numbers(uint64_t sum, const unsigned char *p, size_t width, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t number = number_at(p + i * width, width);
        for (size_t k = 0; k < width; k++)
            sum = (sum ^ (number >> 8 * k & 255)) * UINT64_C(1099511628211);
    }
    return sum;
}

/* The entries of this section are two numbers: an item, and its weight. */
#define NEIGHBOURS 0x3004

/* Of a file as docs/format.md has it: kind, sizes, every number of every section. */
static uint64_t checksum(const unsigned char *file)
{
    size_t n = (size_t)number_at(file + 20, 4);
    uint64_t sum = add_numbers(UINT64_C(1469598103934665603), file + 16, 4, 2);
    for (size_t i = 0; i < n; i++) {
        const unsigned char *entry = file + 64 + 32 * i;
        const unsigned char *section = file + number_at(entry + 8, 8);
        size_t size = (size_t)number_at(entry + 16, 8),
               width = (size_t)number_at(entry + 4, 4);
        sum = add_numbers(sum, entry, 4, 2);
        sum = add_numbers(sum, entry + 16, 8, 1);
        width = number_at(entry, 4) == NEIGHBOURS ? 4 : width;
        sum = add_numbers(sum, section, width, size / width);
    }
    return sum;
}

/* --- what is trained --- */

static quen_status train_shop(quen_context *ctx, quen_shop **shop)
{
    quen_orders *orders = NULL;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = fill(ctx, orders);
    if (status == QUEN_OK)
        status = quen_shop_train(ctx, orders, NULL, shop);
    quen_orders_free(orders);
    if (status == QUEN_OK && quen_shop_parts(*shop) != QUEN_SHOP_ALL)
        status = QUEN_ERR_NUMERIC;
    return status;
}

/* Whole numbers below `limit` that follow from i alone. */
static uint32_t number(uint32_t i, uint32_t limit)
{
    i = (i ^ i >> 16) * UINT32_C(0x45d9f3b);
    i = (i ^ i >> 16) * UINT32_C(0x45d9f3b);
    return (i ^ i >> 16) % limit;
}

static quen_status train_logit(quen_context *ctx, quen_logit **logit)
{
    static double x[ROWS * TERMS];
    static uint8_t y[ROWS];
    for (uint32_t i = 0; i < ROWS * TERMS; i++)
        x[i] = number(i, 1000) / 7.0;
    for (uint32_t i = 0; i < ROWS; i++)
        y[i] = number(i, 100) < 20 + (uint32_t)x[(size_t)i * TERMS] / 3;
    return quen_logit_fit(ctx, x, y, ROWS, TERMS, NULL, logit);
}

/* --- their bytes --- */

typedef quen_status save(quen_context *ctx, const void *model, unsigned char *bytes,
                         size_t capacity, size_t *size);

static quen_status save_shop(quen_context *ctx, const void *shop, unsigned char *bytes,
                             size_t capacity, size_t *size)
{
    return quen_shop_save_bytes(ctx, shop, bytes, capacity, size);
}

static quen_status save_logit(quen_context *ctx, const void *logit, unsigned char *bytes,
                              size_t capacity, size_t *size)
{
    return quen_logit_save_bytes(ctx, logit, bytes, capacity, size);
}

static quen_status print_checksum(quen_context *ctx, const void *model, save *bytes_of)
{
    size_t size = 0;
    quen_status status = bytes_of(ctx, model, NULL, 0, &size);
    unsigned char *bytes = malloc(size);
    if (!bytes)
        return QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = bytes_of(ctx, model, bytes, size, &size);
    if (status == QUEN_OK)
        printf("%016llx ", (unsigned long long)checksum(bytes));
    free(bytes);
    return status;
}

static quen_status train(quen_context *ctx, uint32_t simd)
{
    quen_shop *shop = NULL;
    quen_logit *logit = NULL;
    quen_status status = train_shop(ctx, &shop);
    if (status == QUEN_OK)
        status = train_logit(ctx, &logit);
    if (status == QUEN_OK)
        status = print_checksum(ctx, shop, save_shop);
    if (status == QUEN_OK)
        status = print_checksum(ctx, logit, save_logit);
    puts("");
    fprintf(stderr, "%s: %s\n", quen_simd_name(simd),
            status == QUEN_OK ? "done" : quen_context_message(ctx));
    quen_logit_free(logit);
    quen_shop_free(shop);
    return status;
}

static int train_all(void)
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

/* --- files that go from machine to machine --- */

static int save_or_open(const char *what, const char *path)
{
    quen_context *ctx = NULL;
    quen_shop *shop = NULL;
    if (quen_context_new(NULL, &ctx) != QUEN_OK)
        return 1;
    int saves = strcmp(what, "save") == 0;
    quen_status status =
        saves ? train_shop(ctx, &shop) : quen_shop_open(ctx, path, &shop);
    if (status == QUEN_OK && saves)
        status = quen_shop_save(ctx, shop, path);
    printf("%s: %s\n", quen_status_name(status),
           status == QUEN_OK ? what : quen_context_message(ctx));
    quen_shop_free(shop);
    quen_context_free(ctx);
    return status != QUEN_OK;
}

int main(int argc, char **argv)
{
    return argc == 3 ? save_or_open(argv[1], argv[2]) : train_all();
}
