/*
 * How much of a thread's stack calls need: a shop is trained, asked and taken through
 * memory on a thread whose stack holds a pattern, and what is left of it is counted.
 */
#include "shop_cases.h"

#include <pthread.h>

/* What include/quen/context.h says that a thread needs. */
#define PROMISED ((size_t)64 * 1024)
#define STACK ((size_t)1024 * 1024)
#define PATTERN 0xa5

#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#endif

static const int64_t worst[3] = {0, 1, INT64_MAX};

static void ask(quen_context *ctx, const quen_shop *shop)
{
    uint8_t scores[9];
    quen_offer offers[8];
    quen_shop_filter filter;
    quen_key item = quen_shop_item_key(shop, 0);
    size_t count;
    quen_shop_filter_init(&filter, sizeof filter);
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++)
        check_shop_customer(ctx, shop, i);
    check_shop_at_risk(ctx, shop);
    assert_ok(ctx, quen_rfm_score(ctx, quen_shop_rfm(shop), worst, worst, worst, 3,
                                  scores, NULL));
    assert_ok(ctx, quen_shop_recommend_customer_basket(
                       ctx, shop, quen_shop_customer_key(shop, 0), &item, 1, &filter,
                       offers, 8, &count));
    assert_ok(ctx, quen_shop_recommend(ctx, shop, quen_key_text("nobody"), NULL, offers,
                                       8, &count));
}

static void *use_everything(void *arg)
{
    quen_context *ctx = support_context(4, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL), *again = NULL;
    quen_split *split = NULL;
    size_t size, risks;
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &again));
    assert_ok(ctx, quen_churn_predict(ctx, quen_shop_churn(again), orders, NULL, NULL, 0,
                                      &risks));
    ask(ctx, again);
    assert_ok(ctx, quen_split_new(ctx, orders, NULL, &split));
    quen_split_free(split);
    free(bytes);
    quen_shop_free(again);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
    return arg;
}

/* Stacks grow downward: the pattern is left at the low end. */
static size_t used_of(const unsigned char *stack)
{
    size_t left = 0;
    while (left < STACK && stack[left] == PATTERN)
        left++;
    return STACK - left;
}

static void test_stack(void **state)
{
    (void)state;
#ifdef SANITIZED
    skip(); /* they put more on the stack, and watch this test */
#endif
    pthread_attr_t attributes;
    pthread_t thread;
    void *stack = NULL;
    assert_int_equal(posix_memalign(&stack, 4096, STACK), 0);
    memset(stack, PATTERN, STACK);
    pthread_attr_init(&attributes);
    assert_int_equal(pthread_attr_setstack(&attributes, stack, STACK), 0);
    assert_int_equal(pthread_create(&thread, &attributes, use_everything, NULL), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    size_t used = used_of(stack);
    print_message("%zu bytes of stack\n", used);
    assert_in_range(used, 4096, PROMISED);
    free(stack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
