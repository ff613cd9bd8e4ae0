/* Medians, for a machine does other things too. */
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <time.h>
#endif

#include "common/text.h"

enum { OPENINGS = 7, QUESTIONS = 2001, OFFERS = 5 };

#ifdef _WIN32
/* Its old C library has no timespec_get(). */
double timing_now(void)
{
    LARGE_INTEGER ticks;
    LARGE_INTEGER second;

    QueryPerformanceCounter(&ticks);
    QueryPerformanceFrequency(&second);
    return (double)ticks.QuadPart / (double)second.QuadPart;
}
#else
double timing_now(void)
{
    struct timespec t = {0, 0};

    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}
#endif

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static double median(double *times, size_t n)
{
    qsort(times, n, sizeof *times, ascending);
    return times[n / 2];
}

static quen_status time_opening(quen_context *ctx, const char *path, double *seconds)
{
    double times[OPENINGS];

    for (size_t i = 0; i < OPENINGS; i++) {
        quen_shop *shop = NULL;
        double start = timing_now();
        quen_status status = quen_shop_open(ctx, path, &shop);
        times[i] = timing_now() - start;
        quen_shop_free(shop);
        if (status != QUEN_OK)
            return status;
    }
    *seconds = median(times, OPENINGS);
    return QUEN_OK;
}

/* What a till asks when a card is shown. */
static quen_status ask(quen_context *ctx, const quen_shop *shop, quen_key key)
{
    quen_shop_customer customer;
    quen_offer offers[OFFERS];
    size_t count = 0;
    quen_status status;

    quen_shop_customer_init(&customer, sizeof customer);
    status = quen_shop_get_customer(ctx, shop, key, &customer);
    if (status != QUEN_OK)
        return status;
    return quen_shop_recommend(ctx, shop, key, NULL, offers, OFFERS, &count);
}

/* Customers in a scattered order: neighbours in the file would find it in the cache. */
static quen_status time_asking(quen_context *ctx, const quen_shop *shop, double *seconds)
{
    double times[QUESTIONS];
    size_t n = quen_shop_n_customers(shop);

    for (size_t i = 0; i < QUESTIONS; i++) {
        uint32_t customer = (uint32_t)(i * UINT64_C(2654435761) % n);
        quen_key key = quen_shop_customer_key(shop, customer);
        double start = timing_now();
        quen_status status = ask(ctx, shop, key);
        times[i] = timing_now() - start;
        if (status != QUEN_OK)
            return status;
    }
    *seconds = median(times, QUESTIONS);
    return QUEN_OK;
}

static void print_times(size_t size, double opening, double asking)
{
    printf("file size       %s bytes\n", text_count(size).s);
    printf("opening         %.2f ms, every byte checked\n", 1e3 * opening);
    if (asking > 0)
        printf("asking          %.1f us for everything about a customer and %d offers\n",
               1e6 * asking, OFFERS);
}

quen_status timing_print(quen_context *ctx, const char *path)
{
    quen_shop *shop = NULL;
    double opening = 0;
    double asking = 0;
    size_t size = 0;
    quen_status status = time_opening(ctx, path, &opening);

    if (status == QUEN_OK)
        status = quen_shop_open(ctx, path, &shop);
    if (status == QUEN_OK && quen_shop_n_customers(shop) > 0)
        status = time_asking(ctx, shop, &asking);
    if (status == QUEN_OK)
        status = quen_shop_save_bytes(ctx, shop, NULL, 0, &size);
    if (status == QUEN_OK)
        print_times(size, opening, asking);
    quen_shop_free(shop);
    return status;
}
