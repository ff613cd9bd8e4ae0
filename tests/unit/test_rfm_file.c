/* RFM in files: saved and opened again; damaged ones refused. */
#include "mend.h"
#include "model_bytes.h"
#include "rfm_cases.h"

#include <unistd.h>

#include "models/rfm/rfm.h"

MODEL_CALLS(rfm);

static quen_rfm *random_model(quen_context *ctx, uint32_t binning)
{
    static quen_order_line lines[LINES];
    quen_orders *orders = rfm_orders(ctx, lines, QUEN_RETURNS_NO_VISIT);
    quen_rfm_options o = rfm_options();
    o.binning = binning;
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &o, &rfm));
    quen_orders_free(orders);
    return rfm;
}

static void test_save_and_open(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const char *path = temp_path("rfm");
    quen_rfm *rfm = random_model(ctx, QUEN_RFM_BINNING_NESTED), *again = NULL;
    assert_ok(ctx, quen_rfm_save(ctx, rfm, path));
    assert_ok(ctx, quen_rfm_open(ctx, path, &again));
    assert_int_equal(again->model.image.size, rfm->model.image.size);
    assert_memory_equal(again->model.image.data, rfm->model.image.data,
                        rfm->model.image.size);
    assert_int_equal(quen_rfm_now_s(again), quen_rfm_now_s(rfm));
    assert_string_equal(quen_rfm_segment_name(again, 10), "Lost");
    check_rfm_summaries(again);
    check_model_bytes(ctx, &calls_of_rfm, rfm);
    check_model_bytes(ctx, &calls_of_rfm, again);
    quen_rfm_free(again);
    quen_rfm_free(NULL);
    unlink(path);
    assert_fails(ctx, QUEN_ERR_IO, path, quen_rfm_open(ctx, path, &again));
    assert_null(again);
    assert_fails(ctx, QUEN_ERR_IO, "/nowhere/rfm",
                 quen_rfm_save(ctx, rfm, "/nowhere/rfm"));
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* A model among others in one image. */
static void test_attach_at_base(void **state)
{
    (void)state;
    static const uint32_t before = 7;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm *rfm = random_model(ctx, QUEN_RFM_BINNING_INDEPENDENT), view;
    quen__section sections[1 + QUEN__RFM_SECTIONS] = {{1, 4, 1, &before}};
    quen__image image;
    for (size_t i = 0; i < QUEN__RFM_SECTIONS; i++) {
        sections[1 + i] = quen__image_section(&rfm->model.image, i);
        sections[1 + i].id += 0x200;
    }
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, sections,
                                     1 + QUEN__RFM_SECTIONS, &image));
    quen__image_seal(ctx, &image);
    assert_ok(ctx, quen__model_attach(ctx, &quen__rfm_kind, &image, 0x200, &view));
    assert_int_equal(view.n, rfm->n);
    assert_memory_equal(view.segments, rfm->segments, rfm->n);
    assert_fails(ctx, QUEN_ERR_FORMAT, "0x0100 (rfm) is missing",
                 quen__model_attach(ctx, &quen__rfm_kind, &image, 0x100, &view));
    quen__image_close(&image);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* Write over one entry of a section, attach, and put it back. */
static void refuse(quen_context *ctx, quen_rfm *rfm, uint32_t section, size_t width,
                   size_t at, int64_t value, const char *words)
{
    unsigned char *place =
        (unsigned char *)quen__image_fill(&rfm->model.image, section) + at * width;
    unsigned char saved[8];
    quen_rfm view;
    memcpy(saved, place, width);
    put_number(place, (uint64_t)value, width);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen__model_attach(ctx, &quen__rfm_kind, &rfm->model.image, 0, &view));
    memcpy(place, saved, width);
    assert_ok(ctx, quen__model_attach(ctx, &quen__rfm_kind, &rfm->model.image, 0, &view));
}

/* A customer with this score. */
static size_t scored(const quen_rfm *rfm, uint32_t axis, uint8_t score)
{
    size_t i = 0;
    while (quen_rfm_scores(rfm)[3 * i + axis] != score)
        assert_true(++i < quen_rfm_n_customers(rfm));
    return i;
}

static void test_attach_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm *rfm = random_model(ctx, QUEN_RFM_BINNING_INDEPENDENT);
    refuse(ctx, rfm, QUEN__RFM_META, 8, 0, INT64_MAX, "rfm: the moment is");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 1, 11, "rfm: bins is 11");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 1, 4, "rfm r cuts: 4 entries, not 3");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 2, 2, "rfm: binning is 2");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 3, INT64_C(1) << 32,
           "rfm: 4294967296 customers never bought");
    refuse(ctx, rfm, QUEN__RFM_META, 8, 2, 1, "rfm f cuts: 4 entries, not 20");
    refuse(ctx, rfm, QUEN__RFM_CUSTOMERS, 4, 1, 0, "rfm customers: entry 1");
    size_t f5 = scored(rfm, 1, 5), m1 = scored(rfm, 2, 1);
    refuse(ctx, rfm, QUEN__RFM_FREQUENCY, 8, f5, INT64_MAX, "does not add up");
    refuse(ctx, rfm, QUEN__RFM_MONETARY, 8, m1, INT64_MIN, "does not add up");
    refuse(ctx, rfm, QUEN__RFM_FREQUENCY, 8, f5, INT64_MIN, "rfm scores: those of");
    refuse(ctx, rfm, QUEN__RFM_SCORES, 1, 4, 0, "rfm scores: those of customer 1, ");
    refuse(ctx, rfm, QUEN__RFM_SCORES, 1, 4, 6, "rfm scores: those of customer 1, ");
    for (uint8_t other = 1; other <= 5; other++)
        if (other != quen_rfm_scores(rfm)[3 * f5])
            refuse(ctx, rfm, QUEN__RFM_SCORES, 1, 3 * f5, other, "rfm scores: those of");
    refuse(ctx, rfm, QUEN__RFM_SEGMENTS, 1, 3, 200, "rfm segments: entry 3, 200, is not");
    refuse(ctx, rfm, QUEN__RFM_R_CUTS, 8, 1, INT64_MIN, "rfm r cuts: entry 1 is below");
    refuse(ctx, rfm, QUEN__RFM_M_CUTS, 8, 2, INT64_MAX, "rfm m cuts: entry 3 is below");
    refuse(ctx, rfm, QUEN__RFM_CODES, 1, 0, 11, "rfm codes: 11 is not below 11");
    refuse(ctx, rfm, QUEN__RFM_NAME_OFFSETS, 8, 0, 1,
           "rfm name offsets: entry 0 is not 0");
    refuse(ctx, rfm, QUEN__RFM_NAME_OFFSETS, 8, 1, 1,
           "rfm names: text 0 is none of 1..63 bytes");
    refuse(ctx, rfm, QUEN__RFM_NAMES, 1, 9, 'x',
           "rfm names: text 0 is none of 1..63 bytes");
    refuse(ctx, rfm, QUEN__RFM_NAMES, 1, 3, 0,
           "rfm names: text 0 is none of 1..63 bytes");
    refuse(ctx, rfm, QUEN__RFM_MEANING_OFFSETS, 8, 0, 1,
           "rfm meaning offsets: entry 0 is not 0");
    refuse(ctx, rfm, QUEN__RFM_MEANINGS, 1, 3, 0,
           "rfm meanings: text 0 is none of 1..127 bytes");
    refuse(ctx, rfm, QUEN__RFM_SUMMARIES, 8, 6, 0, "segment 1 does not add up");
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* Sections one entry short. */
static void test_attach_refuses_lengths(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm *rfm = random_model(ctx, QUEN_RFM_BINNING_NESTED), view;
    quen__image image;
    for (size_t i = 0; i < QUEN__RFM_SECTIONS; i++) {
        quen__section sections[QUEN__RFM_SECTIONS];
        for (size_t k = 0; k < QUEN__RFM_SECTIONS; k++)
            sections[k] = quen__image_section(&rfm->model.image, k);
        sections[i].count--;
        assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, sections,
                                         QUEN__RFM_SECTIONS, &image));
        assert_fails(ctx, QUEN_ERR_FORMAT, "rfm",
                     quen__model_attach(ctx, &quen__rfm_kind, &image, 0, &view));
        quen__image_close(&image);
        sections[i].count = 0;
        assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, sections,
                                         QUEN__RFM_SECTIONS, &image));
        assert_fails(ctx, QUEN_ERR_FORMAT, "rfm",
                     quen__model_attach(ctx, &quen__rfm_kind, &image, 0, &view));
        quen__image_close(&image);
    }
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* Read everything that a model gives out. */
static uint64_t read_all(quen_context *ctx, const quen_rfm *rfm)
{
    uint64_t sum = quen_rfm_n_bins(rfm);
    size_t n = quen_rfm_n_customers(rfm);
    for (size_t i = 0; i < n; i++) {
        sum += quen_rfm_customers(rfm)[i] + quen_rfm_scores(rfm)[3 * i + 2];
        sum += strlen(quen_rfm_segment_name(rfm, quen_rfm_segments(rfm)[i]));
        sum += quen_rfm_segment_summary(rfm, quen_rfm_segments(rfm)[i])->customers;
    }
    uint8_t *room = malloc(4 * n);
    assert_non_null(room);
    assert_ok(ctx,
              quen_rfm_score(ctx, rfm, quen_rfm_recency(rfm), quen_rfm_frequency(rfm),
                             quen_rfm_monetary(rfm), n, room, room + 3 * n));
    sum += room[0];
    free(room);
    return sum;
}

/* Every bit flipped, checksums mended: refused with a sentence, or as good a model as
 * any. */
static void test_damage(void **state)
{
    (void)state;
    static const int64_t r[] = {1, 2, 3}, f[] = {1, 1, 2}, m[] = {10, 20, -5};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = rfm_options();
    quen_rfm *rfm = NULL, *other;
    o.bins = 2;
    o.segments = QUEN_RFM_SEGMENTS_NONE;
    assert_ok(ctx, quen_rfm_fit_values(ctx, r, f, m, 3, &o, &rfm));
    size_t size = rfm->model.image.size, refused = 0;
    unsigned char *copy = malloc(size);
    assert_non_null(copy);
    for (size_t bit = 0; bit < 8 * size; bit++) {
        memcpy(copy, rfm->model.image.data, size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        mend_checksums(copy, size);
        quen_status status = quen_rfm_open_bytes(ctx, copy, size, &other);
        assert_true(status == QUEN_OK || status == QUEN_ERR_FORMAT ||
                    status == QUEN_ERR_VERSION);
        if (status == QUEN_OK) {
            assert_true(read_all(ctx, other) > 0);
            quen_rfm_free(other);
        }
        refused += status != QUEN_OK;
    }
    assert_true(refused > 6 * size && refused < 8 * size);
    free(copy);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_save_and_open),
        cmocka_unit_test(test_attach_at_base),
        cmocka_unit_test(test_attach_refuses),
        cmocka_unit_test(test_attach_refuses_lengths),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
