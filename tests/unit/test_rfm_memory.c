/* RFM: memory that runs out, its peak, the same bits for any threads. */
#include "rfm_cases.h"
#include "model_bytes.h"

#include <unistd.h>

#include "models/rfm/rfm.h"

/* --- memory and threads --- */

typedef struct shared {
    const quen_orders *orders;
    const quen_rfm *expected;
    const char *path;
} shared;

MODEL_CALLS(rfm);

static quen_status fit_save_open(quen_context *ctx, void *user)
{
    const shared *s = user;
    quen_rfm *a = NULL, *b = NULL, *c = NULL;
    quen_status status = quen_rfm_fit(ctx, s->orders, NULL, &a);
    assert_true((status == QUEN_OK) == (a != NULL));
    if (status == QUEN_OK)
        status = quen_rfm_fit_values(ctx, rfm_four, rfm_four, rfm_four, 4, NULL, &b);
    if (status == QUEN_OK)
        status = quen_rfm_save(ctx, b, s->path);
    if (status == QUEN_OK) {
        status = quen_rfm_open(ctx, s->path, &c);
        assert_true((status == QUEN_OK) == (c != NULL));
    }
    if (status == QUEN_OK)
        status = model_through_bytes(ctx, &calls_of_rfm, b);
    quen_rfm_free(a);
    quen_rfm_free(b);
    quen_rfm_free(c);
    return status;
}

static void same_bits(quen_context *ctx, void *user)
{
    const shared *s = user;
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, s->orders, NULL, &rfm));
    assert_int_equal(rfm->model.image.size, s->expected->model.image.size);
    assert_memory_equal(rfm->model.image.data, s->expected->model.image.data,
                        rfm->model.image.size);
    quen_rfm_free(rfm);
}

static void test_memory_and_threads(void **state)
{
    (void)state;
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < LINES; i++) {
        lines[i] = rfm_line(i);
        lines[i].customer = quen_key_int((int64_t)rfm_draw(i, 9, 2500));
    }
    quen_orders *orders = support_orders(ctx, lines, LINES);
    shared s = {orders, NULL, temp_path("rfm-oom")};
    support_each_oom(fit_save_open, &s);
    unlink(s.path);
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, NULL, &rfm));
    s.expected = rfm;
    support_each_context(same_bits, &s);
    quen_rfm_free(rfm);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- peaks of memory --- */

#define MANY 200000

static quen_status fit_many(quen_context *ctx, void *user)
{
    const int64_t *x = user;
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = NULL;
    o.binning = QUEN_RFM_BINNING_NESTED;
    quen_status status =
        quen_rfm_fit_values(ctx, x, x + MANY, x + 2 * MANY, MANY, &o, &rfm);
    quen_rfm_free(rfm);
    return status;
}

static quen_status fit_log(quen_context *ctx, void *user)
{
    quen_rfm *rfm = NULL;
    quen_status status = quen_rfm_fit(ctx, user, NULL, &rfm);
    quen_rfm_free(rfm);
    return status;
}

static void test_peak(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line *lines = calloc(MANY, sizeof *lines);
    int64_t *x = malloc(3 * MANY * sizeof *x);
    assert_non_null(lines);
    assert_non_null(x);
    for (size_t i = 0; i < 3 * MANY; i++)
        x[i] = (int64_t)rfm_draw(i, 30, 1000000);
    for (size_t i = 0; i < MANY; i++) {
        lines[i] = rfm_line(i);
        lines[i].customer = quen_key_int((int64_t)i);
        lines[i].quantity = 1; /* each customer has bought, and is scored */
        lines[i].amount = llabs(lines[i].amount);
    }
    quen_orders *orders = support_orders(ctx, lines, MANY);
    for (uint32_t threads = 1; threads <= 4; threads++) {
        assert_in_range(support_peak(threads, fit_many, x), 49u * MANY,
                        49u * MANY + (4u << 20));
        assert_in_range(support_peak(threads, fit_log, orders), 77u * MANY,
                        77u * MANY + (4u << 20));
    }
    quen_orders_free(orders);
    free(lines);
    free(x);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_and_threads),
        cmocka_unit_test(test_peak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
