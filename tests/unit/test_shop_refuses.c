/* The shop: what is refused, memory that runs out, cancelling. */
#include "shop_cases.h"

#include <math.h>
#include <unistd.h>

#include "mend.h"
#include "shop/shop.h"

/* --- what is refused --- */

/* What a shop's clusters take none of. */
static void check_clusters(quen_context *ctx, const quen_orders *orders)
{
    quen_shop_options options;
    quen_shop *shop = NULL;
    quen_kmeans_options kmeans;
    quen_kmeans_options_init(&kmeans, sizeof kmeans);
    kmeans.k = 61;
    quen_shop_options_init(&options, sizeof options);
    options.kmeans = &kmeans;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "kmeans: ", quen_shop_train(ctx, orders, &options, &shop));
    quen_kmeans_options_init(&kmeans, sizeof kmeans);
    kmeans.weights = &(double){1};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "kmeans: a shop takes no weights",
                 quen_shop_train(ctx, orders, &options, &shop));
    quen_kmeans_options_init(&kmeans, sizeof kmeans);
    kmeans.init = &(double){1};
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "kmeans: a shop takes no weights and no starting centres",
                 quen_shop_train(ctx, orders, &options, &shop));
    kmeans.struct_size = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "kmeans options: struct_size is 0",
                 quen_shop_train(ctx, orders, &options, &shop));
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small), *empty = NULL;
    quen_shop *shop = NULL;
    quen_shop_customer c;
    uint32_t number;
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = 128;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "parts is 128",
                 quen_shop_train(ctx, orders, &options, &shop));
    quen_shop_options_init(&options, sizeof options);
    options.utc_offset_s = 90000;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "utc_offset_s is 90000",
                 quen_shop_train(ctx, orders, &options, &shop));
    check_clusters(ctx, orders);
    assert_ok(ctx, quen_orders_new(ctx, &empty));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "not finished",
                 quen_shop_train(ctx, empty, NULL, &shop));
    assert_ok(ctx, quen_orders_finish(ctx, empty));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "no line of the log has a customer",
                 quen_shop_train(ctx, empty, NULL, &shop));
    assert_null(shop);
    shop = train_shop(ctx, orders, NULL);
    quen_shop_customer_init(&c, sizeof c);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "shop: no customer has the key 'nobody'",
                 quen_shop_get_customer(ctx, shop, quen_key_text("nobody"), &c));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND,
                 "shop: key 5 is a number, but the customers' keys are text",
                 quen_shop_find_customer(ctx, shop, quen_key_int(5), &number));
    assert_int_equal(quen_shop_customer_key(shop, 999).kind, QUEN_KEY_NONE);
    assert_int_equal(quen_shop_item_key(shop, 999).kind, QUEN_KEY_NONE);
    quen_shop_free(shop);
    quen_shop_free(NULL);
    quen_orders_free(orders);
    quen_orders_free(empty);
    quen_context_free(ctx);
}

/* --- memory --- */

typedef struct saved {
    const quen_order_line *lines;
    size_t n;
    char path[4096];
} saved;

static quen_status find_all(quen_context *ctx, const quen_shop *shop)
{
    const quen_rfm *rfm = quen_shop_rfm(shop);
    int64_t value = 3;
    uint32_t number;
    uint8_t segment;
    quen_status status =
        quen_shop_find_customer(ctx, shop, quen_shop_customer_key(shop, 1), &number);
    if (status == QUEN_OK)
        status = quen_shop_find_item(ctx, shop, quen_shop_item_key(shop, 1), &number);
    if (status == QUEN_OK)
        status = quen_rfm_find_segment(ctx, rfm, quen_rfm_segment_name(rfm, 0), &number);
    if (status == QUEN_OK)
        status = quen_rfm_score(ctx, rfm, &value, &value, &value, 1, NULL, &segment);
    return status;
}

static quen_status ask_all(quen_context *ctx, const quen_shop *shop)
{
    quen_offer offers[5];
    quen_habits_offer likely[5];
    quen_due due[5];
    quen_shop_trend trends[5];
    quen_shop_customer c;
    size_t count;
    quen_key customer = quen_shop_customer_key(shop, 1),
             item = quen_shop_item_key(shop, 1);
    quen_shop_customer_init(&c, sizeof c);
    quen_status status = find_all(ctx, shop);
    if (status == QUEN_OK)
        status = quen_shop_get_customer(ctx, shop, customer, &c);
    if (status == QUEN_OK)
        status = quen_shop_recommend(ctx, shop, customer, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status = quen_shop_similar(ctx, shop, item, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status = quen_shop_recommend_basket(ctx, shop, &item, 1, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status = quen_shop_list_segment(ctx, shop, 0, NULL, 0, &count, NULL);
    if (status == QUEN_OK)
        status = quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, NULL, 0, &count, NULL);
    if (status == QUEN_OK)
        status = quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, NULL, 0, &count,
                                                NULL);
    if (status == QUEN_OK)
        status = quen_shop_next_basket(ctx, shop, customer, NULL, likely, 5, &count);
    if (status == QUEN_OK)
        status =
            quen_shop_list_due(ctx, shop, customer, INT64_MIN, 86400, 0, due, 5, &count);
    if (status == QUEN_OK)
        status = quen_shop_list_trends(ctx, shop, QUEN_SHOP_TREND_RISING, 0, trends, 5,
                                       &count);
    return status;
}

static quen_status train_save_open(quen_context *ctx, void *user)
{
    const saved *s = user;
    quen_orders *orders = NULL;
    quen_shop *shop = NULL, *opened = NULL, *copy = NULL;
    size_t size = 0;
    unsigned char *bytes = NULL;
    quen_status status = shop_log_orders(ctx, s->lines, s->n, &orders);
    if (status == QUEN_OK) {
        status = quen_shop_train(ctx, orders, NULL, &shop);
        assert_true((status == QUEN_OK) == (shop != NULL));
    }
    if (status == QUEN_OK)
        status = quen_shop_save(ctx, shop, s->path);
    if (status == QUEN_OK) {
        status = quen_shop_open(ctx, s->path, &opened);
        assert_true((status == QUEN_OK) == (opened != NULL));
    }
    if (status == QUEN_OK)
        status = ask_all(ctx, opened);
    if (status == QUEN_OK) {
        assert_ok(ctx, quen_shop_save_bytes(ctx, shop, NULL, 0, &size));
        bytes = malloc(size);
        assert_non_null(bytes);
        assert_ok(ctx, quen_shop_save_bytes(ctx, shop, bytes, size, &size));
        status = quen_shop_open_bytes(ctx, bytes, size, &copy);
        assert_true((status == QUEN_OK) == (copy != NULL));
    }
    free(bytes);
    quen_shop_free(copy);
    quen_shop_free(opened);
    quen_shop_free(shop);
    quen_orders_free(orders);
    return status;
}

static void test_too_early(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = (quen_shop *)ctx;
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_KMEANS;
    options.now_s = 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "kmeans: no customer bought before the moment",
                 quen_shop_train(ctx, orders, &options, &shop));
    assert_null(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- parts that are of another shop, and notes that are none --- */

/* The file with a section cut to its first bytes. */
static void cut_section(unsigned char **file, uint32_t id, size_t bytes)
{
    size_t before;
    unsigned char *made, *data = mend_section(*file, id, &before);
    assert_true(data && bytes < before);
    mend_replace(*file, id, data, bytes, &made);
    free(*file);
    *file = made;
}

static void refuse_file(quen_context *ctx, unsigned char *file, const char *words)
{
    quen_shop *shop = NULL;
    assert_fails(
        ctx, QUEN_ERR_FORMAT, words,
        quen_shop_open_bytes(ctx, file, (size_t)get_number(file + 24, 8), &shop));
    assert_null(shop);
    free(file);
}

/* Models that are sound, of one customer less. */
static void test_other_parts(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    size_t size, n = quen_shop_n_customers(shop);
    const quen_habits *h = quen_shop_habits(shop);
    const quen_lifetime *l = quen_shop_lifetime(shop);
    unsigned char *file = shop_log_bytes(ctx, shop, &size);
    assert_true(h && l && l->n == n && l->value);
    for (uint32_t id = QUEN__LIFETIME_X; id <= QUEN__LIFETIME_VALUE; id++)
        cut_section(&file, 0x5000 + id, (n - 1) * 8);
    refuse_file(ctx, file, "59 lifetimes of 60 customers");
    file = shop_log_bytes(ctx, shop, &size);
    cut_section(&file, 0x6000 + QUEN__HABITS_RHYTHM, (n - 1) * sizeof *h->rhythm);
    cut_section(&file, 0x6000 + QUEN__HABITS_PAIR_ROWS, n * 8);
    cut_section(&file, 0x6000 + QUEN__HABITS_PAIRS,
                (size_t)h->pair_row[n - 1] * sizeof *h->pair);
    cut_section(&file, 0x6000 + QUEN__HABITS_CELL_ROWS, n * 8);
    cut_section(&file, 0x6000 + QUEN__HABITS_CELLS,
                (size_t)h->cell_row[n - 1] * sizeof *h->cell);
    refuse_file(ctx, file, "59 customers, the shop");
    /* Habits of the same people, of whom one bought an item more. */
    quen_order_line more = {.customer = quen_shop_customer_key(shop, 0),
                            .item = quen_key_text("one more"),
                            .quantity = 1,
                            .amount = 100};
    more.time_s = quen_shop_now_s(shop) - 86400;
    assert_ok(ctx, quen_orders_add(ctx, orders, &more, 1));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_shop *larger = train_shop(ctx, orders, NULL);
    unsigned char *from = shop_log_bytes(ctx, larger, &size), *made, *data;
    file = shop_log_bytes(ctx, shop, &size);
    for (uint32_t id = 0; id < QUEN__HABITS_SECTIONS; id++) {
        data = mend_section(from, 0x6000 + id, &size);
        assert_non_null(data);
        mend_replace(file, 0x6000 + id, data, size, &made);
        free(file);
        file = made;
    }
    refuse_file(ctx, file, "and 60 customers, the shop");
    free(from);
    quen_shop_free(larger);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_notes(void **state)
{
    (void)state;
    static const char zero[] = "left\0out", blanks[QUEN__SHOP_NOTE_ROOM] = {1};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    quen__section note = {QUEN__SHOP_NOTE, 1, sizeof zero - 1, zero};
    assert_null(shop_with_section(ctx, shop, note));
    assert_non_null(strstr(quen_context_message(ctx), "shop: its note is malformed"));
    note = (quen__section){QUEN__SHOP_NOTE, 1, sizeof blanks, blanks};
    assert_null(shop_with_section(ctx, shop, note));
    assert_non_null(strstr(quen_context_message(ctx), "shop: its note is malformed"));
    note = (quen__section){QUEN__SHOP_NOTE, 1, 4, zero};
    quen_shop *other = shop_with_section(ctx, shop, note);
    assert_non_null(other);
    quen_shop_free(other);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    static const shop_log tiny = {14, 6, 260, 2, 0};
    saved s = {0};
    quen_order_line *lines = shop_log_lines(&tiny, &s.n);
    s.lines = lines;
    snprintf(s.path, sizeof s.path, "%s", temp_path("shop-oom"));
    support_each_oom(train_save_open, &s);
    unlink(s.path);
    free(lines);
}

static int cancel_late(void *user, const char *stage, double fraction)
{
    (void)stage;
    (void)fraction;
    return --*(int *)user < 0;
}

/* Wherever it is stopped, nothing is left and the log is untouched. */
static void test_cancel(void **state)
{
    (void)state;
    int left = 1 << 30, asked;
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.progress = cancel_late;
    options.progress_user = &left;
    quen_context *ctx = NULL;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    left = 1 << 30;
    quen_shop *shop = train_shop(ctx, orders, NULL);
    asked = (1 << 30) - left;
    assert_true(asked > 4);
    quen_shop_free(shop);
    for (int at = 0; at < asked; at++) {
        left = at;
        assert_fails(ctx, QUEN_ERR_CANCELLED, "cancelled",
                     quen_shop_train(ctx, orders, NULL, &shop));
        assert_null(shop);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_too_early),
        cmocka_unit_test(test_other_parts),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
