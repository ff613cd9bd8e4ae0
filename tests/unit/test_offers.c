/* The asker, of a model that is none of ours: four items and their weights, by hand. */
#include "support.h"

#include "models/offers/offers.h"

#define ITEMS 4
#define CUSTOMERS 3

/* Customer 0 bought items 0 and 1, customer 1 item 2, customer 2 nothing. */
typedef struct by_hand {
    uint32_t support[ITEMS], popular[ITEMS], history[3];
    uint64_t row_start[ITEMS + 1], history_start[CUSTOMERS + 1];
    quen_neighbor neighbor[5];
    quen__offers_model model;
} by_hand;

static void make(by_hand *h)
{
    *h = (by_hand){
        .support = {1, 2, 2, 0},
        .popular = {1, 2, 0, 3},
        .history = {0, 1, 2},
        .row_start = {0, 2, 4, 5, 5},
        .history_start = {0, 2, 3, 3},
        .neighbor = {{1, 0.5f}, {2, 0.25f}, {2, 0.75f}, {0, 0.125f}, {1, 1}},
    };
    h->model = (quen__offers_model){
        "ease",       ITEMS,       CUSTOMERS,        4,         0, h->support, h->popular,
        h->row_start, h->neighbor, h->history_start, h->history};
}

static void test_answers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    by_hand h;
    quen_offer offers[ITEMS];
    uint32_t basket[] = {2, 0};
    size_t n;
    make(&h);
    assert_ok(ctx, quen__offers_check(ctx, &h.model, 5, 3));
    assert_ok(ctx, quen__offers_similar(ctx, &h.model, 0, NULL, offers, ITEMS, &n));
    assert_int_equal(n, 2);
    assert_int_equal(offers[0].item, 1);
    assert_int_equal(offers[1].item, 2);
    assert_ok(ctx, quen__offers_recommend(ctx, &h.model, 0, NULL, offers, ITEMS, &n));
    assert_int_equal(n, 1); /* what was bought is not offered, nor what nobody bought */
    assert_int_equal(offers[0].item, 2);
    assert_true(offers[0].score == 1);
    assert_int_equal(offers[0].n_reasons, 2);
    assert_int_equal(offers[0].reasons[0], 1);
    assert_ok(ctx, quen__offers_recommend_basket(ctx, &h.model, basket, 2, NULL, offers,
                                                 ITEMS, &n));
    assert_int_equal(n, 1);
    assert_true(offers[0].item == 1 && offers[0].score == 1.5);
    quen_context_free(ctx);
}

/* Popular items are a share of the rows that were learnt from. */
static void test_popular(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    by_hand h;
    uint32_t customers[] = {2, 1};
    quen_offer offers[4];
    size_t counts[2];
    make(&h);
    assert_ok(ctx, quen__offers_recommend_batch(ctx, &h.model, customers, 2, NULL, offers,
                                                2, counts));
    assert_int_equal(counts[0], 2);
    assert_int_equal(counts[1], 2);
    assert_true(offers[0].popular && offers[0].item == 1 && offers[0].score == 0.5);
    assert_true(offers[1].popular && offers[1].item == 2);
    assert_true(!offers[2].popular && offers[2].item == 1 && offers[2].score == 1);
    assert_true(offers[3].popular && offers[3].item == 0 && offers[3].score == 0.25);
    quen_context_free(ctx);
}

/* Failures begin with the model's noun. */
static void test_noun(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    by_hand h;
    uint32_t nobody = 3, basket[] = {0, 4};
    quen_offer offers[1];
    size_t n;
    make(&h);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "ease: items[0] is item 4,",
                 quen__offers_similar(ctx, &h.model, 4, NULL, offers, 1, &n));
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "ease: items[1] is item 4,",
        quen__offers_recommend_basket(ctx, &h.model, basket, 2, NULL, offers, 1, &n));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "ease: customer 3 is not below 3",
                 quen__offers_recommend(ctx, &h.model, 3, NULL, offers, 1, &n));
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "ease: customers[0] is customer 3,",
        quen__offers_recommend_batch(ctx, &h.model, &nobody, 1, NULL, offers, 1, &n));
    h.neighbor[1].item = 0;
    assert_fails(ctx, QUEN_ERR_FORMAT, "ease: neighbours: row 0 names item 0 itself",
                 quen__offers_check(ctx, &h.model, 5, 3));
    make(&h);
    h.model.n_rows = 2;
    assert_fails(ctx, QUEN_ERR_FORMAT, "ease: 3 histories, learnt from 2 rows",
                 quen__offers_check(ctx, &h.model, 5, 3));
    quen_context_free(ctx);
}

static quen_status check_oom(quen_context *ctx, void *user)
{
    const by_hand *h = user;
    return quen__offers_check(ctx, &h->model, 5, 3);
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    by_hand h;
    make(&h);
    support_each_oom(check_oom, &h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_popular),
        cmocka_unit_test(test_noun),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
