/*
 * What a till needs: "learn FILE" trains a shop of 10,000 customers on 100,000 made-up
 * lines, by one thread; "ask FILE" opens it and asks of each customer who they are and
 * what to offer them. Both tell the processor's time and the most memory the process had;
 * "sse2" behind it stands for a processor that has no more.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "quen.h"

#define CUSTOMERS 10000u
#define ITEMS 500u
#define LINES 100000u
#define DAYS 730u

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* What getrusage() tells begins with the memory of who started the process. */
static double megabytes(void)
{
    char line[256];
    unsigned long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %lu", &kib) == 1)
            break;
    if (status)
        fclose(status);
    return (double)kib / 1024;
}

/* The next number below `limit` (Numerical Recipes' generator). */
static uint32_t draw(uint64_t *state, uint32_t limit)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % limit);
}

/* Orders of one to four lines; some customers and items are met far more than others, and
 * each customer stays away from a day of their own on. */
static quen_status fill(quen_context *ctx, quen_orders *orders)
{
    uint64_t state = 1;
    quen_status status = QUEN_OK;
    for (uint32_t n = 0, order = 0; n < LINES && status == QUEN_OK; order++) {
        uint32_t customer = draw(&state, 1 + draw(&state, CUSTOMERS));
        uint32_t last = 1 + customer * 7919u % (2 * DAYS);
        uint32_t day = draw(&state, last < DAYS ? last : DAYS);
        for (uint32_t i = 1 + draw(&state, 4); i > 0 && n < LINES; i--, n++) {
            quen_order_line line = {0};
            line.customer = quen_key_int(customer);
            line.order = quen_key_int(order);
            line.item = quen_key_int(draw(&state, 1 + draw(&state, ITEMS)));
            line.time_s = 1700000000 + (int64_t)day * 86400 + draw(&state, 36000);
            line.quantity = 1 + draw(&state, 3);
            line.amount = 500 + draw(&state, 9000);
            status = quen_orders_add(ctx, orders, &line, 1);
            if (status != QUEN_OK)
                break;
        }
    }
    return status == QUEN_OK ? quen_orders_finish(ctx, orders) : status;
}

static quen_status learn(quen_context *ctx, const char *path)
{
    quen_orders *orders = NULL;
    quen_shop *shop = NULL;
    double start = seconds(), log = 0;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = fill(ctx, orders);
    log = megabytes();
    if (status == QUEN_OK)
        status = quen_shop_train(ctx, orders, NULL, &shop);
    if (status == QUEN_OK)
        status = quen_shop_save(ctx, shop, path);
    printf("learn: %s, %.2f s, log %.1f MiB, peak %.1f MiB\n",
           quen_simd_name(quen_context_simd(ctx)), seconds() - start, log, megabytes());
    quen_shop_free(shop);
    quen_orders_free(orders);
    return status;
}

static quen_status ask(quen_context *ctx, const char *path)
{
    quen_shop *shop = NULL;
    quen_shop_customer customer;
    quen_offer offers[5];
    size_t n;
    double start = seconds(), opened = 0;
    quen_status status = quen_shop_open(ctx, path, &shop);
    if (status != QUEN_OK)
        return status;
    opened = seconds();
    quen_shop_customer_init(&customer, sizeof customer);
    for (uint32_t i = 0; i < quen_shop_n_customers(shop) && status == QUEN_OK; i++) {
        quen_key key = quen_shop_customer_key(shop, i);
        status = quen_shop_get_customer(ctx, shop, key, &customer);
        if (status == QUEN_OK && quen_shop_parts(shop) & QUEN_SHOP_ITEMCF)
            status = quen_shop_recommend(ctx, shop, key, NULL, offers, 5, &n);
    }
    printf("ask: open %.2f ms, %.1f us a customer, peak %.1f MiB\n",
           (opened - start) * 1e3,
           (seconds() - opened) * 1e6 / (double)quen_shop_n_customers(shop), megabytes());
    quen_shop_free(shop);
    return status;
}

int main(int argc, char **argv)
{
    quen_context *ctx = NULL;
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.simd = argc == 4 ? QUEN_SIMD_SSE2 : QUEN_SIMD_AUTO;
    if (argc == 1) {
        printf("nothing: peak %.1f MiB\n", megabytes());
        return 0;
    }
    if (argc < 3 || quen_context_new(&options, &ctx) != QUEN_OK)
        return 2;
    quen_status status =
        strcmp(argv[1], "learn") == 0 ? learn(ctx, argv[2]) : ask(ctx, argv[2]);
    if (status != QUEN_OK)
        fprintf(stderr, "%s\n", quen_context_message(ctx));
    quen_context_free(ctx);
    return status != QUEN_OK;
}
