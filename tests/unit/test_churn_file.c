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

/* Overwrite a field of a section, attach, and put it back. */
static void refuse_field(quen_context *ctx, quen_churn *churn, uint32_t id, size_t field,
                         int64_t value, const char *words)
{
    int64_t *fields = quen__image_fill(&churn->model.image, id), saved = fields[field];
    quen_churn other = {0};
    fields[field] = value;
    assert_fails(
        ctx, QUEN_ERR_FORMAT, words,
        quen__model_attach(ctx, &quen__churn_kind, &churn->model.image, 0, &other));
    fields[field] = saved;
    assert_ok(ctx,
              quen__model_attach(ctx, &quen__churn_kind, &churn->model.image, 0, &other));
}

static void refuse_byte(quen_context *ctx, quen_churn *churn, uint32_t id, size_t at,
                        uint8_t value, const char *words)
{
    uint8_t *bytes = quen__image_fill(&churn->model.image, id), saved = bytes[at];
    quen_churn other = {0};
    bytes[at] = value;
    assert_fails(
        ctx, QUEN_ERR_FORMAT, words,
        quen__model_attach(ctx, &quen__churn_kind, &churn->model.image, 0, &other));
    bytes[at] = saved;
}

/* The same file with one origin more than there may be. */
static void test_attach_refuses_origins(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn *churn = fit_churn(ctx, orders, NULL), other = {0};
    quen_churn_origin origins[13];
    quen__section sections[64];
    quen__image image;
    size_t n = quen__image_sections(&churn->model.image);
    (void)state;
    for (int64_t i = 0; i < 13; i++) {
        origins[i] = churn->origins[0];
        origins[i].cutoff_s -= i * 86400;
    }
    for (size_t i = 0; i < n; i++) {
        sections[i] = quen__image_section(&churn->model.image, i);
        if (sections[i].id == QUEN__CHURN_ORIGINS) {
            sections[i].from = origins;
            sections[i].count = sizeof origins / 8;
        }
    }
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_CHURN, sections, n, &image));
    assert_fails(ctx, QUEN_ERR_FORMAT, "13 origins, not 1..12",
                 quen__model_attach(ctx, &quen__churn_kind, &image, 0, &other));
    quen__image_close(&image);
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static int64_t bits_of(double x)
{
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static void test_attach_refuses_info(void **state)
{
    enum { INFO = QUEN__CHURN_INFO };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn *churn = fit_churn(ctx, orders, NULL);
    int64_t negative = bits_of(-0.5);
    (void)state;
    refuse_field(ctx, churn, INFO, 0, INT64_MAX, "the cut-off is out of range");
    refuse_field(ctx, churn, INFO, 1, 0, "the horizon is out of range");
    refuse_field(ctx, churn, INFO, 2, 0, "a length of time is not above 0");
    refuse_field(ctx, churn, INFO, 3, -5, "a length of time is not above 0");
    refuse_field(ctx, churn, INFO, 4, 90000, "the shop's clock is out of range");
    refuse_field(ctx, churn, INFO, 5, 0, "the counts of customers do not agree");
    refuse_field(ctx, churn, INFO, 6, 0, "the counts of customers do not agree");
    for (size_t measure = 7; measure <= 20; measure++) /* slopes may be negative */
        refuse_field(ctx, churn, INFO, measure,
                     measure == 12 || measure == 18 ? bits_of(INFINITY) : negative,
                     "a measure is out of range");
    for (size_t measure = 7; measure <= 20; measure++)
        refuse_field(ctx, churn, INFO, measure, bits_of(INFINITY),
                     "a measure is out of range");
    refuse_field(ctx, churn, INFO, 21, 2, "a flag is neither 0 nor 1");
    refuse_field(ctx, churn, INFO, 22, 2, "a flag is neither 0 nor 1");
    refuse_field(ctx, churn, INFO, 23, negative, "a measure is out of range");
    refuse_field(ctx, churn, INFO, 24, 0, "the shop's gap is not above 0");
    refuse_field(ctx, churn, INFO, 24, bits_of(INFINITY), "the shop's gap is not above");
    refuse_field(ctx, churn, INFO, 25, INT64_MAX, "the moment of its risks");
    refuse_field(ctx, churn, INFO, 26, 0, "more customers drift in feature");
    refuse_field(ctx, churn, INFO, 27, negative, "a measure is out of range");
    quen_churn_free(churn);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_attach_refuses(void **state)
{
    enum { FIELDS = sizeof(quen_churn_origin) / 8 };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = churn_orders(ctx);
    quen_churn *churn = fit_churn(ctx, orders, NULL);
    size_t n = churn->schema.n_columns;
    (void)state;
    refuse_byte(ctx, churn, QUEN__CHURN_FORMS, 3, 3,
                "forms of features: 3 is not below 3");
    refuse_byte(ctx, churn, QUEN__CHURN_FORMS, n, 2,
                "17 features and a regression of 18");
    refuse_byte(ctx, churn, QUEN__CHURN_NOTE, churn->note_size - 1, 'x',
                "the note is no text");
    refuse_field(ctx, churn, QUEN__CHURN_DRIFTS, 0, bits_of(NAN),
                 "the range of feature 0");
    refuse_field(ctx, churn, QUEN__CHURN_DRIFTS, 4, bits_of(1e300),
                 "the range of feature 1 is none");
    refuse_field(ctx, churn, QUEN__CHURN_DRIFTS, 7, INT64_MAX,
                 "more customers drift in feature 1 than there are");
    refuse_field(ctx, churn, QUEN__CHURN_ORIGINS, 0, INT64_MAX, "origin 0 is at no time");
    refuse_field(ctx, churn, QUEN__CHURN_ORIGINS, FIELDS, START + LENGTH,
                 "origin 1 is at no time of its own");
    refuse_field(ctx, churn, QUEN__CHURN_ORIGINS, 1, 0, "origin 0 is out of range");
    for (size_t field = 3; field <= 6; field++)
        refuse_field(ctx, churn, QUEN__CHURN_ORIGINS, field, bits_of(-1),
                     "origin 0 is out of range");
    for (size_t field = 3; field <= 6; field++)
        refuse_field(ctx, churn, QUEN__CHURN_ORIGINS, field, bits_of(INFINITY),
                     "origin 0 is out of range");
    refuse_field(ctx, churn, QUEN__CHURN_SCHEMA, 1, 14, "a feature that rhythm needs");
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
        cmocka_unit_test(test_attach_refuses_info),
        cmocka_unit_test(test_attach_refuses),
        cmocka_unit_test(test_attach_refuses_origins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
