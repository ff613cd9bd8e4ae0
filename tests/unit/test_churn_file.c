/* Churn in files: saved, opened and carried by a shop; damaged ones refused. */
#include "churn_cases.h"
#include "mend.h"
#include "model_bytes.h"

#include <math.h>

#include "models/churn/churn.h"

MODEL_CALLS(churn);
MODEL_CALLS(logit);

static void test_save_open(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn *churn = fit_churn(ctx, orders, NULL), *opened = NULL;
    quen_churn_risk *risks[2];
    size_t n[2];
    const char *path = temp_path("churn");
    (void)state;
    assert_ok(ctx, quen_churn_save(ctx, churn, path));
    assert_ok(ctx, quen_churn_open(ctx, path, &opened));
    assert_int_equal(opened->model.image.size, churn->model.image.size);
    assert_memory_equal(opened->model.image.data, churn->model.image.data,
                        churn->model.image.size);
    risks[0] = churn_predict_all(ctx, churn, orders, NULL, &n[0]);
    risks[1] = churn_predict_all(ctx, opened, orders, NULL, &n[1]);
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(risks[0], risks[1], n[0] * sizeof *risks[0]);
    free(risks[0]);
    free(risks[1]);
    check_model_bytes(ctx, &calls_of_churn, churn);
    check_model_bytes(ctx, &calls_of_logit, quen_churn_logit(churn));
    quen_churn_free(opened);
    remove(path);
    assert_fails(ctx, QUEN_ERR_IO, path, quen_churn_open(ctx, path, &opened));
    assert_null(opened);
    quen_churn_free(churn);
    quen_churn_free(NULL);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* As a shop does: the model's sections among others, at a base; its parts saved alone. */
static void test_carried(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn *churn = fit_churn(ctx, orders, NULL), carried = {0}, *alone = NULL;
    quen_logit *logit = NULL;
    quen__section rows[QUEN__CHURN_SECTIONS];
    quen__image image;
    const char *path = temp_path("churn-carried");
    (void)state;
    quen__churn_sections(churn, 0x4000, rows);
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_CHURN, rows, QUEN__CHURN_SECTIONS,
                                     &image));
    quen__image_seal(ctx, &image);
    assert_ok(ctx, quen__model_attach(ctx, &quen__churn_kind, &image, 0x4000, &carried));
    assert_ok(ctx, quen_churn_save(ctx, &carried, path));
    assert_ok(ctx, quen_churn_open(ctx, path, &alone));
    assert_int_equal(alone->model.image.size, churn->model.image.size);
    assert_memory_equal(alone->model.image.data, churn->model.image.data,
                        churn->model.image.size);
    quen_churn_free(alone);
    assert_ok(ctx, quen_logit_save(ctx, quen_churn_logit(&carried), path));
    assert_ok(ctx, quen_logit_open(ctx, path, &logit));
    assert_same_churn_logit(logit, quen_churn_logit(churn));
    quen_logit_free(logit);
    remove(path);
    quen__image_close(&image);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void assert_usable(quen_context *ctx, const quen_churn *churn,
                          const quen_orders *orders)
{
    static quen_churn_risk risks[CUSTOMERS];
    size_t n;
    quen_status status =
        quen_churn_predict(ctx, churn, orders, NULL, risks, CUSTOMERS, &n);
    if (status == QUEN_ERR_ARGUMENT) /* a schema with another attribute */
        return;
    assert_int_equal(status, QUEN_OK);
    for (size_t i = 0; i < n; i++) {
        assert_true(risks[i].risk >= 0 && risks[i].risk <= 1);
        for (uint32_t k = 0; k < risks[i].n_reasons; k++) {
            assert_true(isfinite(risks[i].effects[k]) && risks[i].effects[k] > 0);
            assert_non_null(quen_churn_feature_name(churn, risks[i].reasons[k]));
        }
    }
}

/* Each byte damaged, checksums mended: refused with a sentence, or as good as any. */
static void test_damage(void **state)
{
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx), *few;
    quen_churn *churn = fit_churn(ctx, orders, NULL);
    size_t size = churn->model.image.size, refused = 0;
    unsigned char *copy = malloc(size);
    (void)state;
    assert_non_null(copy);
    churn_lines(lines);
    few = support_orders(ctx, lines, 10);
    for (size_t i = 0; i < 2 * size; i++) {
        quen_churn *other;
        memcpy(copy, churn->model.image.data, size);
        copy[i / 2] ^= (unsigned char)(i % 2 ? 0xffu : 1u << i / 2 % 8);
        mend_checksums(copy, size);
        quen_status status = quen_churn_open_bytes(ctx, copy, size, &other);
        if (status == QUEN_OK)
            assert_usable(ctx, other, few);
        else
            assert_true(status == QUEN_ERR_FORMAT || status == QUEN_ERR_VERSION);
        refused += status != QUEN_OK;
        quen_churn_free(other);
    }
    assert_true(refused > size / 2 && refused < 2 * size);
    free(copy);
    quen_churn_free(churn);
    quen_orders_free(few);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Overwrite a field of the info, attach, and put it back. */
static void refuse_info(quen_context *ctx, quen_churn *churn, size_t field, int64_t value,
                        const char *words)
{
    int64_t *info = quen__image_fill(&churn->model.image, QUEN__CHURN_INFO),
            saved = info[field];
    quen_churn other = {0};
    info[field] = value;
    assert_fails(
        ctx, QUEN_ERR_FORMAT, words,
        quen__model_attach(ctx, &quen__churn_kind, &churn->model.image, 0, &other));
    info[field] = saved;
    assert_ok(ctx,
              quen__model_attach(ctx, &quen__churn_kind, &churn->model.image, 0, &other));
}

static void test_attach_refuses(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn *churn = fit_churn(ctx, orders, NULL);
    double negative = -0.5;
    int64_t bits;
    (void)state;
    memcpy(&bits, &negative, sizeof bits);
    refuse_info(ctx, churn, 0, INT64_MAX, "the cut-off is out of range");
    refuse_info(ctx, churn, 1, 0, "the horizon is out of range");
    refuse_info(ctx, churn, 2, 0, "a length of time is not above 0");
    refuse_info(ctx, churn, 3, -5, "a length of time is not above 0");
    refuse_info(ctx, churn, 4, 90000, "the shop's clock is out of range");
    refuse_info(ctx, churn, 5, 0, "the counts of customers do not agree");
    refuse_info(ctx, churn, 6, 0, "the counts of customers do not agree");
    for (size_t measure = 7; measure <= 10; measure++)
        refuse_info(ctx, churn, measure, bits, "a measure is out of range");
    uint8_t *flags = quen__image_fill(&churn->model.image, QUEN__CHURN_LOG1P);
    quen_churn other = {0};
    flags[3] = 2;
    assert_fails(
        ctx, QUEN_ERR_FORMAT, "logarithms: 2 is not below 2",
        quen__model_attach(ctx, &quen__churn_kind, &churn->model.image, 0, &other));
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_save_open),
        cmocka_unit_test(test_carried),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_attach_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
