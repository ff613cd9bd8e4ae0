/* RFM where money is not told: R, F and their map; nothing of money, not even zeros. */
#include "mend.h"
#include "model_bytes.h"
#include "rfm_cases.h"

#include "models/rfm/rfm.h"

MODEL_CALLS(rfm);

static quen_rfm *fit(quen_context *ctx, int has_money, const quen_rfm_options *o)
{
    static quen_order_line lines[LINES];
    for (size_t i = 0; i < LINES; i++) {
        lines[i] = rfm_line(i);
        lines[i].amount = llabs(lines[i].amount);
        lines[i].quantity = i % 7 ? 1 : -1;
        if (!has_money)
            lines[i].amount = QUEN_AMOUNT_NONE;
    }
    quen_orders *orders = rfm_log(ctx, lines, LINES, QUEN_RETURNS_NO_VISIT);
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, o, &rfm));
    quen_orders_free(orders);
    return rfm;
}

static void check_absent(const quen_rfm *rfm)
{
    size_t groups = 9;
    assert_int_equal(quen_rfm_has_money(rfm), 0);
    assert_null(quen_rfm_monetary(rfm));
    assert_null(quen_rfm_cuts(rfm, 2, &groups));
    assert_int_equal(groups, 0);
    for (uint32_t k = 0; k < quen_rfm_n_segments(rfm); k++) {
        assert_int_equal(quen_rfm_segment_summary(rfm, k)->monetary, 0);
        assert_int_equal(quen_rfm_segment_summary(rfm, k)->monetary_median, 0);
    }
}

/* The map of a log with the same visits, whatever was paid. */
static void check_as_map(const quen_rfm *rfm, const quen_rfm *map)
{
    size_t n = quen_rfm_n_customers(rfm);
    assert_int_equal(quen_rfm_n_customers(map), n);
    assert_memory_equal(quen_rfm_recency(rfm), quen_rfm_recency(map), 8 * n);
    assert_memory_equal(quen_rfm_frequency(rfm), quen_rfm_frequency(map), 8 * n);
    assert_memory_equal(quen_rfm_segments(rfm), quen_rfm_segments(map), n);
    for (size_t i = 0; i < n; i++) {
        assert_memory_equal(quen_rfm_scores(rfm) + 3 * i, quen_rfm_scores(map) + 3 * i,
                            2);
        assert_int_equal(quen_rfm_scores(rfm)[3 * i + 2], 0);
    }
    for (uint32_t k = 0; k < quen_rfm_n_segments(map); k++)
        assert_string_equal(quen_rfm_segment_meaning(rfm, k),
                            quen_rfm_segment_meaning(map, k));
}

static void check_rescored(quen_context *ctx, const quen_rfm *rfm)
{
    size_t n = quen_rfm_n_customers(rfm);
    uint8_t *scores = malloc(4 * n);
    assert_non_null(scores);
    assert_ok(ctx,
              quen_rfm_score(ctx, rfm, quen_rfm_recency(rfm), quen_rfm_frequency(rfm),
                             NULL, n, scores, scores + 3 * n));
    assert_memory_equal(scores, quen_rfm_scores(rfm), 3 * n);
    assert_memory_equal(scores + 3 * n, quen_rfm_segments(rfm), n);
    free(scores);
}

static void test_log(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (uint32_t i = 0; i < 4; i++) {
        quen_rfm_options o = rfm_options(), map = o;
        o.binning = map.binning = i % 2;
        o.segments = i / 2 ? QUEN_RFM_SEGMENTS_RF_MAP : QUEN_RFM_SEGMENTS_ELEVEN;
        map.segments = QUEN_RFM_SEGMENTS_RF_MAP;
        quen_rfm *rfm = fit(ctx, 0, &o), *with = fit(ctx, 1, &map);
        assert_int_equal(quen_rfm_has_money(with), 1);
        check_absent(rfm);
        check_as_map(rfm, with);
        check_rescored(ctx, rfm);
        check_model_bytes(ctx, &calls_of_rfm, rfm);
        quen_rfm_free(with);
        quen_rfm_free(rfm);
    }
    quen_context_free(ctx);
}

static void test_values(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static const int64_t below[] = {1, -1};
    quen_rfm *rfm = NULL;
    uint8_t scores[12];
    assert_ok(ctx, quen_rfm_fit_values(ctx, rfm_four, rfm_four, NULL, 4, NULL, &rfm));
    check_absent(rfm);
    check_rescored(ctx, rfm);
    quen_rfm_free(rfm);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "rfm: row 1: frequency is -1",
                 quen_rfm_fit_values(ctx, below, below, NULL, 2, NULL, &rfm));
    assert_ok(ctx, quen_rfm_fit_values(ctx, rfm_four, rfm_four, rfm_four, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "rfm: monetary is missing, but the model knows money and needs it",
                 quen_rfm_score(ctx, rfm, rfm_four, rfm_four, NULL, 4, scores, NULL));
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

static void test_rules(void **state)
{
    (void)state;
    static const quen_rfm_rule wide[] = {{"regular", 2, 3, 2, 3, 1, 3, {0, 0}},
                                         {"guest", 1, 3, 1, 3, 1, 3, {0, 0}}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = rfm_own_options(wide, 2);
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, rfm_four, rfm_four, NULL, 4, &o, &rfm));
    assert_string_equal(quen_rfm_segment_name(rfm, quen_rfm_segments(rfm)[2]), "regular");
    quen_rfm_free(rfm);
    static const quen_rfm_rule low[] = {{"regular", 1, 3, 1, 3, 1, 2, {0, 0}},
                                        {"guest", 1, 3, 1, 3, 1, 3, {0, 0}}};
    o = rfm_own_options(low, 2);
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "rfm: rule 0 ('regular') wants M 1..2, but money is not told: make it "
                 "1..3",
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, NULL, 4, &o, &rfm));
    o = rfm_own_options(rfm_regulars, 4);
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "rfm: rule 2 ('regular') wants M 2..3, but money is not told: make it "
                 "1..3",
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, NULL, 4, &o, &rfm));
    o = rfm_options();
    o.m_cuts = rfm_four;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "rfm: m_cuts is given, but money is not told: leave it out",
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, NULL, 4, &o, &rfm));
    assert_null(rfm);
    o = rfm_options();
    o.bins = 3;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the built-in segments need 5 bins, bins is 3",
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, NULL, 4, &o, &rfm));
    quen_context_free(ctx);
}

/* Every bit flipped: refused, or a model that can be read as any. */
static void test_damage(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = NULL, *other;
    o.bins = 2;
    o.segments = QUEN_RFM_SEGMENTS_NONE;
    assert_ok(ctx, quen_rfm_fit_values(ctx, rfm_four, rfm_four, NULL, 4, &o, &rfm));
    size_t size = rfm->model.image.size, refused = 0;
    unsigned char *copy = malloc(size);
    assert_non_null(copy);
    for (size_t bit = 0; bit < 8 * size; bit++) {
        memcpy(copy, rfm->model.image.data, size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        mend_checksums(copy, size);
        quen_status status = quen_rfm_open_bytes(ctx, copy, size, &other);
        refused += status != QUEN_OK;
        if (status != QUEN_OK)
            continue;
        uint8_t row[4];
        assert_int_equal(quen_rfm_has_money(other), 0);
        assert_ok(ctx,
                  quen_rfm_score(ctx, other, rfm_four, rfm_four, NULL, 1, row, row + 3));
        assert_int_equal(row[2], 0);
        quen_rfm_free(other);
    }
    assert_true(refused > 6 * size && refused < 8 * size);
    free(copy);
    uint8_t *scores = quen__image_fill(&rfm->model.image, QUEN__RFM_SCORES);
    scores[5] = 1;
    quen_rfm view;
    assert_fails(ctx, QUEN_ERR_FORMAT, "rfm scores: those of customer 1, ",
                 quen__model_attach(ctx, &quen__rfm_kind, &rfm->model.image, 0, &view));
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
