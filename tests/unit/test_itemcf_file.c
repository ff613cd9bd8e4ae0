/* Offers in files: saved and opened again; damaged ones refused. */
#include "owner.h"
#include "support.h"

#include <unistd.h>

#include "core/rng.h"
#include "mend.h"
#include "model_bytes.h"
#include "models/itemcf/itemcf.h"

/* A model in which everything occurs: an empty history, an empty row, ties. */
static quen_itemcf *small_model(quen_context *ctx)
{
    static const uint64_t start[] = {0, 3, 3, 5, 8, 9};
    static const uint32_t column[] = {0, 1, 2, 1, 2, 0, 2, 3, 4};
    quen_csr matrix = {5, 5, start, column, NULL};
    quen_itemcf *model = NULL;
    assert_ok(ctx, quen_itemcf_fit_csr(ctx, &matrix, NULL, &model));
    return model;
}

MODEL_CALLS(itemcf);

static void test_save_and_open(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *model = small_model(ctx), *again = NULL;
    const char *path = temp_path("itemcf");
    assert_ok(ctx, quen_itemcf_save(ctx, model, path));
    assert_ok(ctx, quen_itemcf_open(ctx, path, &again));
    assert_int_equal(again->model.image.size, model->model.image.size);
    assert_memory_equal(again->model.image.data, model->model.image.data,
                        model->model.image.size);
    quen_offer a[5], b[5];
    size_t n_a, n_b;
    for (uint32_t c = 0; c < 5; c++) {
        assert_ok(ctx, quen_itemcf_recommend(ctx, model, c, NULL, a, 5, &n_a));
        assert_ok(ctx, quen_itemcf_recommend(ctx, again, c, NULL, b, 5, &n_b));
        assert_int_equal(n_a, n_b);
        assert_memory_equal(a, b, n_a * sizeof *a);
    }
    check_model_bytes(ctx, &calls_of_itemcf, model);
    quen_itemcf_free(again);
    quen_itemcf_free(model);
    unlink(path);
    again = (quen_itemcf *)ctx;
    assert_fails(ctx, QUEN_ERR_IO, path, quen_itemcf_open(ctx, path, &again));
    assert_null(again);
    quen_context_free(ctx);
}

/* A part of a shop has sections with other numbers and no image of its own. */
static void test_attach_at_a_base(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *model = small_model(ctx), part;
    quen__image image = copy_to_owner(ctx, &model->model.image, 0x300);
    assert_ok(ctx, quen__model_attach(ctx, &quen__itemcf_kind, &image, 0x300, &part));
    assert_int_equal(quen_itemcf_n_items(&part), 5);
    quen_offer offers[5];
    size_t count;
    assert_ok(ctx, quen_itemcf_recommend(ctx, &part, 0, NULL, offers, 5, &count));
    assert_int_equal(count, 2);
    assert_fails(ctx, QUEN_ERR_FORMAT, "is missing",
                 quen__model_attach(ctx, &quen__itemcf_kind, &image, 0x200, &part));
    quen__image_close(&image);
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

/* --- damage --- */

static quen_status open_and_ask(quen_context *ctx, const void *bytes, size_t size)
{
    quen_itemcf *model;
    quen_status status = quen_itemcf_open_bytes(ctx, bytes, size, &model);
    for (uint32_t c = 0; model && c < model->offers.n_customers && c < 50; c++) {
        quen_offer offers[5];
        size_t count;
        assert_ok(ctx, quen_itemcf_recommend(ctx, model, c, NULL, offers, 5, &count));
    }
    quen_itemcf_free(model);
    return status;
}

/*
 * Flipped at every bit with the checksums mended: refused with a sentence, or harmless.
 */
static void test_any_bit(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *model = small_model(ctx);
    size_t size = model->model.image.size, accepted = 0;
    unsigned char *copy = malloc(size);
    assert_non_null(copy);
    for (size_t bit = 0; bit < size * 8; bit++) {
        memcpy(copy, model->model.image.data, size);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        mend_checksums(copy, size);
        quen_status status = open_and_ask(ctx, copy, size);
        assert_true(status == QUEN_OK || status == QUEN_ERR_FORMAT ||
                    status == QUEN_ERR_VERSION);
        accepted += status == QUEN_OK;
    }
    for (size_t cut = 0; cut < size; cut++) {
        memcpy(copy, model->model.image.data, size);
        mend_checksums(copy, cut);
        assert_int_not_equal(open_and_ask(ctx, copy, cut), QUEN_OK);
    }
    assert_in_range(accepted, 1, size * 2);
    free(copy);
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

/* A copy of the model's sections, one of them replaced. */
static void assert_refuses(quen_context *ctx, const quen_itemcf *model, uint32_t id,
                           const void *from, size_t count, const char *words)
{
    quen__section sections[QUEN__ITEMCF_SECTIONS];
    quen__image image;
    quen_itemcf out;
    for (size_t i = 0; i < QUEN__ITEMCF_SECTIONS; i++)
        sections[i] = quen__image_section(&model->model.image, i);
    sections[id].from = from;
    sections[id].count = count;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_ITEMCF, sections,
                                     QUEN__ITEMCF_SECTIONS, &image));
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen__model_attach(ctx, &quen__itemcf_kind, &image, 0, &out));
    quen__image_close(&image);
}

/* Nobody can be offered anything. */
static void refuses_no_items(quen_context *ctx, const quen_itemcf *model)
{
    static const uint64_t start[1];
    quen__section sections[QUEN__ITEMCF_SECTIONS];
    quen__image image;
    quen_itemcf out;
    for (size_t i = 0; i < QUEN__ITEMCF_SECTIONS; i++)
        sections[i] = quen__image_section(&model->model.image, i);
    sections[QUEN__ITEMCF_SUPPORT].count = sections[QUEN__ITEMCF_POPULAR].count = 0;
    sections[QUEN__ITEMCF_ROWS].count = 1;
    sections[QUEN__ITEMCF_ROWS].from = start;
    sections[QUEN__ITEMCF_NEIGHBORS].count = 0;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_ITEMCF, sections,
                                     QUEN__ITEMCF_SECTIONS, &image));
    assert_fails(ctx, QUEN_ERR_FORMAT, "itemcf: 0 items",
                 quen__model_attach(ctx, &quen__itemcf_kind, &image, 0, &out));
    assert_null(strstr(quen_context_message(ctx), "popular"));
    quen__image_close(&image);
}

static void test_refuses_counts(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = small_model(ctx);
    uint64_t none[2] = {0, 0}, many[2] = {UINT64_C(1) << 32, 0}, four[2] = {4, 0},
             out[2] = {5, 6}, few[2] = {5, 3};
    assert_refuses(ctx, m, QUEN__ITEMCF_HEAD, none, 1, "itemcf: 1 fields, not 2");
    assert_refuses(ctx, m, QUEN__ITEMCF_HEAD, none, 2, "learnt from 0 rows");
    assert_refuses(ctx, m, QUEN__ITEMCF_HEAD, many, 2, "learnt from 4294967296 rows");
    assert_refuses(ctx, m, QUEN__ITEMCF_HEAD, four, 2,
                   "itemcf: 5 histories, learnt from 4 rows");
    assert_refuses(ctx, m, QUEN__ITEMCF_HEAD, out, 2, "itemcf: 6 rows left out of 5");
    assert_refuses(ctx, m, QUEN__ITEMCF_HEAD, few, 2,
                   "support: item 2 was bought by 3 of 2");
    assert_refuses(ctx, m, QUEN__ITEMCF_SUPPORT, m->offers.support, 0,
                   "itemcf: 0 items, but 5 popular");
    assert_refuses(ctx, m, QUEN__ITEMCF_SUPPORT, m->offers.support, 4,
                   "4 items, but 5 popular items and 6 offsets");
    refuses_no_items(ctx, m);
    assert_refuses(ctx, m, QUEN__ITEMCF_ROWS, m->offers.row_start, 5,
                   "5 offsets of neighbours");
    assert_refuses(ctx, m, QUEN__ITEMCF_NEIGHBORS, m->offers.neighbor, 3,
                   "itemcf: neighbour rows: the");
    assert_refuses(ctx, m, QUEN__ITEMCF_HISTORY_ROWS, NULL, 0,
                   "itemcf: no offsets of histories");
    assert_refuses(ctx, m, QUEN__ITEMCF_HISTORY_ROWS, m->offers.history_start, 5,
                   "history rows: the");
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* Items 0..4 have 2, 2, 3, 1, 1 customers: the popular order is 2 0 1 3 4. */
static void test_refuses_popular(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = small_model(ctx);
    uint32_t swapped[] = {2, 1, 0, 3, 4}, twice[] = {2, 0, 0, 3, 4},
             far[] = {2, 0, 1, 3, 5};
    uint32_t rising[] = {0, 2, 1, 3, 4}, support[] = {2, 2, 6, 1, 1};
    assert_refuses(ctx, m, QUEN__ITEMCF_POPULAR, swapped, 5,
                   "popular items: entry 2 is out");
    assert_refuses(ctx, m, QUEN__ITEMCF_POPULAR, twice, 5,
                   "popular items: entry 2 is out");
    assert_refuses(ctx, m, QUEN__ITEMCF_POPULAR, rising, 5,
                   "popular items: entry 1 is out");
    assert_refuses(ctx, m, QUEN__ITEMCF_POPULAR, far, 5,
                   "popular items: 5 is not below 5");
    assert_refuses(ctx, m, QUEN__ITEMCF_SUPPORT, support, 5,
                   "support: item 2 was bought by 6 of 5");
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

#define MOST 32

static void test_refuses_rows(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = small_model(ctx);
    size_t n = (size_t)m->offers.row_start[5],
           n_history = (size_t)m->offers.history_start[5];
    uint32_t history[MOST];
    quen_neighbor row[MOST];
    uint64_t start[6];
    assert_in_range(n, 6, MOST);
    assert_in_range(m->offers.row_start[1], 2, n);

#define RESET()                                                                          \
    (memcpy(row, m->offers.neighbor, n * sizeof *row),                                   \
     memcpy(history, m->offers.history, n_history * 4),                                  \
     memcpy(start, m->offers.row_start, sizeof start))

    RESET(), row[1].weight = 0;
    assert_refuses(ctx, m, QUEN__ITEMCF_NEIGHBORS, row, n,
                   "neighbours: the weight of entry 1 is not above 0 and finite");
    RESET(), row[0].weight = 1.0f / 0.0f;
    assert_refuses(ctx, m, QUEN__ITEMCF_NEIGHBORS, row, n,
                   "neighbours: the weight of entry 0 is not above 0 and finite");
    RESET(), row[1].weight = 2 * row[0].weight;
    assert_refuses(ctx, m, QUEN__ITEMCF_NEIGHBORS, row, n,
                   "row 0 is out of order at entry 1");
    RESET(), row[0].item = 0;
    assert_refuses(ctx, m, QUEN__ITEMCF_NEIGHBORS, row, n, "row 0 names item 0 itself");
    RESET(), row[1].item = row[0].item;
    assert_refuses(ctx, m, QUEN__ITEMCF_NEIGHBORS, row, n, "twice");
    RESET(), row[1].item = 5;
    assert_refuses(ctx, m, QUEN__ITEMCF_NEIGHBORS, row, n,
                   "neighbours: entry 1 is item 5, which is not below 5");
    RESET(), start[2] = start[1] - 1;
    assert_refuses(ctx, m, QUEN__ITEMCF_ROWS, start, 6,
                   "neighbour rows: entry 2 is below");
    RESET(), history[1] = history[0];
    assert_refuses(ctx, m, QUEN__ITEMCF_HISTORY, history, n_history,
                   "history: entry 1 is not");
    RESET(), history[0] = 5;
    assert_refuses(ctx, m, QUEN__ITEMCF_HISTORY, history, n_history,
                   "history: 5 is not below");
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status file_oom(quen_context *ctx, void *user)
{
    quen_itemcf *again = (quen_itemcf *)user;
    quen_status status = quen_itemcf_save(ctx, user, temp_path("itemcf"));
    if (status != QUEN_OK)
        return status;
    status = quen_itemcf_open(ctx, temp_path("itemcf"), &again);
    assert_true((again != NULL) == (status == QUEN_OK));
    quen_itemcf_free(again);
    return status == QUEN_OK ? model_through_bytes(ctx, &calls_of_itemcf, user) : status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *model = small_model(ctx);
    support_each_oom(file_oom, model);
    unlink(temp_path("itemcf"));
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_save_and_open),
        cmocka_unit_test(test_attach_at_a_base),
        cmocka_unit_test(test_any_bit),
        cmocka_unit_test(test_refuses_counts),
        cmocka_unit_test(test_refuses_popular),
        cmocka_unit_test(test_refuses_rows),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
