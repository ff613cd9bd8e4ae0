/* The shop in files: saved and opened again, in parts, and the same bytes from the same
 * lines always. */
#include "model_bytes.h"
#include "shop_cases.h"

#include <unistd.h>

#include "models/itemcf/itemcf.h"

static void test_save_open_save(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL), *again = NULL, *copy = NULL;
    size_t size, size_again;
    char path[4096], path_again[4096];
    snprintf(path, sizeof path, "%s", temp_path("shop"));
    snprintf(path_again, sizeof path_again, "%s", temp_path("shop-again"));
    assert_ok(ctx, quen_shop_save(ctx, shop, path));
    assert_ok(ctx, quen_shop_open(ctx, path, &again));
    assert_ok(ctx, quen_shop_save(ctx, again, path_again));
    assert_ok(ctx, quen_shop_open(ctx, path_again, &copy));
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    unsigned char *bytes_again = shop_log_bytes(ctx, copy, &size_again);
    assert_int_equal(size, size_again);
    assert_memory_equal(bytes, bytes_again, size);
    free(bytes_again);
    free(bytes);
    for (uint32_t i = 0; i < quen_shop_n_customers(again); i++)
        check_shop_customer(ctx, again, i);
    /* The file may go while it is open. */
    unlink(path);
    unlink(path_again);
    check_shop_at_risk(ctx, again);
    quen_shop_free(copy);
    quen_shop_free(again);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void assert_same_shop(quen_context *ctx, const quen_shop *a, const quen_shop *b)
{
    size_t size[2];
    unsigned char *bytes[2] = {shop_log_bytes(ctx, a, &size[0]),
                               shop_log_bytes(ctx, b, &size[1])};
    assert_int_equal(size[0], size[1]);
    assert_memory_equal(bytes[0], bytes[1], size[0]);
    free(bytes[0]);
    free(bytes[1]);
}

/* Who has a file open keeps it when another is saved over it. */
static void test_save_over_an_open_one(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders[2] = {shop_orders(ctx, &shop_small),
                              shop_orders(ctx, &shop_numbered)};
    quen_shop *shops[2], *opened[2] = {NULL, NULL};
    char path[4096];
    snprintf(path, sizeof path, "%s", temp_path("shop-over"));
    for (int i = 0; i < 2; i++) {
        shops[i] = train_shop(ctx, orders[i], NULL);
        assert_ok(ctx, quen_shop_save(ctx, shops[i], path));
        assert_ok(ctx, quen_shop_open(ctx, path, &opened[i]));
    }
    for (int i = 0; i < 2; i++) {
        assert_same_shop(ctx, opened[i], shops[i]);
        quen_shop_free(opened[i]);
        quen_shop_free(shops[i]);
        quen_orders_free(orders[i]);
    }
    unlink(path);
    quen_context_free(ctx);
}

/* A part saved from the shop is the file of the model alone. */
static void test_save_part(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = train_shop(ctx, orders, NULL);
    char path[4096];
    snprintf(path, sizeof path, "%s", temp_path("part"));
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_save(ctx, quen_shop_rfm(shop), path));
    assert_ok(ctx, quen_rfm_open(ctx, path, &rfm));
    assert_int_equal(quen_rfm_n_customers(rfm),
                     quen_rfm_n_customers(quen_shop_rfm(shop)));
    quen_rfm_free(rfm);
    quen_kmeans *kmeans = NULL;
    assert_ok(ctx, quen_kmeans_save(ctx, quen_shop_kmeans(shop), path));
    assert_ok(ctx, quen_kmeans_open(ctx, path, &kmeans));
    assert_true(quen_kmeans_inertia(kmeans) ==
                quen_kmeans_inertia(quen_shop_kmeans(shop)));
    quen_kmeans_free(kmeans);
    quen_churn *churn = NULL;
    assert_ok(ctx, quen_churn_save(ctx, quen_shop_churn(shop), path));
    assert_ok(ctx, quen_churn_open(ctx, path, &churn));
    quen_churn_free(churn);
    quen_logit *logit = NULL;
    const quen_logit *inside = quen_churn_logit(quen_shop_churn(shop));
    assert_ok(ctx, quen_logit_save(ctx, inside, path));
    assert_ok(ctx, quen_logit_open(ctx, path, &logit));
    assert_memory_equal(quen_logit_coefficients(logit), quen_logit_coefficients(inside),
                        sizeof(double) * quen_logit_n_terms(inside));
    quen_logit_free(logit);
    quen_itemcf *itemcf = NULL, *alone = NULL;
    assert_ok(ctx, quen_itemcf_save(ctx, quen_shop_itemcf(shop), path));
    assert_ok(ctx, quen_itemcf_open(ctx, path, &itemcf));
    assert_ok(ctx, quen_itemcf_fit(ctx, orders, NULL, &alone));
    assert_int_equal(itemcf->model.image.size, alone->model.image.size);
    assert_memory_equal(itemcf->model.image.data, alone->model.image.data,
                        alone->model.image.size);
    quen_itemcf_free(alone);
    quen_itemcf_free(itemcf);
    unlink(path);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

MODEL_CALLS(rfm);
MODEL_CALLS(scaler);
MODEL_CALLS(kmeans);
MODEL_CALLS(itemcf);
MODEL_CALLS(churn);
MODEL_CALLS(logit);
MODEL_CALLS(shop);

/* A shop and its parts go to memory as to a file, were it trained or opened. */
static void test_models_in_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shops[2] = {train_shop(ctx, orders, NULL), NULL};
    size_t size;
    unsigned char *bytes = shop_log_bytes(ctx, shops[0], &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &shops[1]));
    free(bytes);
    for (size_t i = 0; i < 2; i++) {
        const quen_churn *churn = quen_shop_churn(shops[i]);
        check_model_bytes(ctx, &calls_of_shop, shops[i]);
        check_model_bytes(ctx, &calls_of_rfm, quen_shop_rfm(shops[i]));
        check_model_bytes(ctx, &calls_of_scaler, quen_shop_scaler(shops[i]));
        check_model_bytes(ctx, &calls_of_kmeans, quen_shop_kmeans(shops[i]));
        check_model_bytes(ctx, &calls_of_itemcf, quen_shop_itemcf(shops[i]));
        check_model_bytes(ctx, &calls_of_churn, churn);
        check_model_bytes(ctx, &calls_of_logit, quen_churn_logit(churn));
        quen_shop_free(shops[i]);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

typedef struct expected {
    const quen_order_line *lines;
    size_t n, size;
    unsigned char *bytes;
} expected;

static void train_same_bytes(quen_context *ctx, void *user)
{
    const expected *e = user;
    quen_orders *orders = NULL;
    size_t size;
    assert_ok(ctx, shop_log_orders(ctx, e->lines, e->n, &orders));
    quen_shop *shop = train_shop(ctx, orders, NULL);
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    assert_int_equal(size, e->size);
    assert_memory_equal(bytes, e->bytes, size);
    free(bytes);
    quen_shop_free(shop);
    quen_orders_free(orders);
}

/* Threads, instruction sets, and the order in which lines arrived. */
static void same_bytes(const shop_log *shape)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_SCALAR);
    expected e = {0};
    quen_order_line *lines = shop_log_lines(shape, &e.n);
    quen_orders *orders = NULL;
    assert_ok(ctx, shop_log_orders(ctx, lines, e.n, &orders));
    quen_shop *shop = train_shop(ctx, orders, NULL);
    e.bytes = shop_log_bytes(ctx, shop, &e.size);
    shop_log_shuffle(lines, e.n, 5);
    e.lines = lines;
    support_each_context(train_same_bytes, &e);
    free(e.bytes);
    quen_shop_free(shop);
    quen_orders_free(orders);
    free(lines);
    quen_context_free(ctx);
}

static void test_same_bytes(void **state)
{
    (void)state;
    /* Large enough that work is cut into chunks. */
    static const shop_log large = {900, 40, 300, 8, 1};
    same_bytes(&shop_small);
    same_bytes(&shop_numbered);
    same_bytes(&large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_save_open_save),
        cmocka_unit_test(test_save_over_an_open_one),
        cmocka_unit_test(test_save_part),
        cmocka_unit_test(test_models_in_memory),
        cmocka_unit_test(test_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
