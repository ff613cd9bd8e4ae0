/*
 * Questions that take microseconds, asked from C as a till asks them, each with the clock
 * beside it: through Python the call would take longer than the answer.
 */
#include "bench.h"

#include "quen.h"

/* Offer n items to each customer; nanoseconds of each question, and the offers' items
   (UINT32_MAX where there are fewer). Stops at a question that fails. */
BENCH_API quen_status bench_recommend(quen_context *ctx, const quen_itemcf *itemcf,
                                      const uint32_t *customers, size_t n_customers,
                                      size_t n, uint64_t *nanoseconds, uint32_t *items)
{
    quen_offer offers[64];
    for (size_t i = 0; i < n_customers; i++) {
        size_t count = 0;
        uint64_t start = bench_now();
        quen_status status =
            quen_itemcf_recommend(ctx, itemcf, customers[i], NULL, offers, n, &count);
        nanoseconds[i] = bench_now() - start;
        if (status)
            return status;
        for (size_t j = 0; j < n; j++)
            items[i * n + j] = j < count ? offers[j].item : UINT32_MAX;
    }
    return QUEN_OK;
}

/* Foresee n items of each customer's next basket, likewise. */
BENCH_API quen_status bench_next_basket(quen_context *ctx, const quen_habits *habits,
                                        const uint32_t *customers, size_t n_customers,
                                        size_t n, uint64_t *nanoseconds, uint32_t *items)
{
    quen_habits_offer offers[64];
    for (size_t i = 0; i < n_customers; i++) {
        size_t count = 0;
        uint64_t start = bench_now();
        quen_status status =
            quen_habits_next_basket(ctx, habits, customers[i], NULL, offers, n, &count);
        nanoseconds[i] = bench_now() - start;
        if (status)
            return status;
        for (size_t j = 0; j < n; j++)
            items[i * n + j] = j < count ? offers[j].item : UINT32_MAX;
    }
    return QUEN_OK;
}

/* Of each customer of a shop ask everything, then n offers, by key as a till does. */
BENCH_API quen_status bench_ask(quen_context *ctx, const quen_shop *shop, size_t n,
                                uint64_t *about, uint64_t *offered)
{
    quen_offer offers[64];
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_key key = quen_shop_customer_key(shop, i);
        quen_shop_customer customer;
        size_t count = 0;
        uint64_t start = bench_now();
        quen_shop_customer_init(&customer, sizeof customer);
        quen_status status = quen_shop_get_customer(ctx, shop, key, &customer);
        uint64_t between = bench_now();
        if (!status)
            status = quen_shop_recommend(ctx, shop, key, NULL, offers, n, &count);
        if (status)
            return status;
        about[i] = between - start;
        offered[i] = bench_now() - between;
    }
    return QUEN_OK;
}
