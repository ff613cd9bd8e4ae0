/*
 * Offers against published figures: MovieLens 100K in the split of MCRec, as in Dacrema
 * et al., "A troubling analysis of reproducibility and progress in recommender systems
 * research" (TOIS 2021), Table 46 of the additional material. Ratings count as 1; all
 * items that a customer does not have are ranked; the ideal list is as long as the
 * held-out items, and in the last figure 10 items at most.
 */
#include "support.h"

#include <math.h>

#define ITEMS 1683 /* numbered from 1 */
#define CUSTOMERS 944
#define N 10

typedef struct split {
    uint8_t train[CUSTOMERS][ITEMS];
    uint8_t test[CUSTOMERS][ITEMS];
    uint32_t held_out[CUSTOMERS];
    uint64_t row_start[CUSTOMERS + 1];
    uint32_t column[100000];
} split;

static void read_train(split *s)
{
    size_t size;
    char *text = data_read("ml-100k-mcrec/train.rating.gz", &size), *p = text;
    for (char *line = strtok(p, "\n"); line; line = strtok(NULL, "\n")) {
        unsigned long customer = strtoul(line, &p, 10), item = strtoul(p, NULL, 10);
        assert_true(customer < CUSTOMERS && item < ITEMS);
        s->train[customer][item] = 1;
    }
    free(text);
    for (size_t c = 0; c < CUSTOMERS; c++) {
        s->row_start[c + 1] = s->row_start[c];
        for (uint32_t i = 0; i < ITEMS; i++)
            if (s->train[c][i])
                s->column[s->row_start[c + 1]++] = i;
    }
}

static void read_test(split *s)
{
    size_t size;
    char *text = data_read("ml-100k-mcrec/test.rating.gz", &size), *p, *end;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        unsigned long customer = strtoul(line, &p, 10);
        assert_true(customer < CUSTOMERS);
        for (unsigned long item; item = strtoul(p, &end, 10), end != p; p = end) {
            assert_true(item < ITEMS);
            s->held_out[customer] += !s->test[customer][item];
            s->test[customer][item] = 1;
        }
    }
    free(text);
}

/* Read by the first test that asks, since a setup cannot skip. */
static const split *the_split(void)
{
    static split s;
    if (s.row_start[CUSTOMERS] == 0) {
        read_train(&s);
        read_test(&s);
    }
    assert_int_equal(s.row_start[CUSTOMERS], 80000);
    return &s;
}

/* Ten offers for everybody with held-out items, measured by evaluate.h. */
static void measure(quen_context *ctx, const split *s, const quen_itemcf *model,
                    quen_ranking_report *report)
{
    static uint32_t items[CUSTOMERS * N], counts[CUSTOMERS], column[100000];
    uint64_t row_start[CUSTOMERS + 1] = {0};
    for (uint32_t c = 0; c < CUSTOMERS; c++) {
        quen_offer offers[N];
        size_t count = 0;
        if (s->held_out[c])
            assert_ok(ctx, quen_itemcf_recommend(ctx, model, c, NULL, offers, N, &count));
        counts[c] = (uint32_t)count;
        assert_int_equal(count, s->held_out[c] ? N : 0);
        for (size_t i = 0; i < count; i++) {
            assert_false(s->train[c][offers[i].item]);
            items[c * N + i] = offers[i].item;
        }
        row_start[c + 1] = row_start[c];
        for (uint32_t i = 0; i < ITEMS; i++)
            if (s->test[c][i])
                column[row_start[c + 1]++] = i;
    }
    quen_csr held_out = {CUSTOMERS, ITEMS, row_start, column, NULL};
    quen_ranking_report_init(report, sizeof *report);
    assert_ok(ctx, quen_evaluate_ranking(ctx, &held_out, items, counts, N, NULL, report,
                                         NULL, NULL));
}

/* The same figure when both are printed with four digits. */
#define assert_printed(a, b) assert_true(fabs(floor((a)*1e4 + 0.5) - (b)*1e4) < 0.01)

static void expect(const split *s, const quen_itemcf_options *options, double precision,
                   double recall, double ndcg, double ndcg_standard)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_csr matrix = {CUSTOMERS, ITEMS, s->row_start, s->column, NULL};
    quen_itemcf *model;
    quen_ranking_report got;
    assert_ok(ctx, quen_itemcf_fit_csr(ctx, &matrix, options, &model));
    measure(ctx, s, model, &got);
    print_message("P %.6f R %.6f NDCG %.6f, standard %.6f\n", got.precision, got.recall,
                  got.ndcg_untruncated, got.ndcg);
    assert_printed(got.precision, precision);
    assert_printed(got.recall, recall);
    assert_printed(got.ndcg_untruncated, ndcg);
    assert_printed(got.ndcg, ndcg_standard);
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

static void test_jaccard(void **state)
{
    (void)state;
    quen_itemcf_options options;
    quen_itemcf_options_init(&options, sizeof options);
    options.method = QUEN_ITEMCF_METHOD_JACCARD;
    options.neighbors = 161;
    expect(the_split(), &options, .3177, .2043, .2431, .3766);
}

/* Published with both prunings; without the second the figures are higher still. */
static void test_rp3beta(void **state)
{
    (void)state;
    quen_itemcf_options options;
    quen_itemcf_options_init(&options, sizeof options);
    options.alpha = .8593;
    options.beta = .6574;
    options.neighbors = 324;
    options.normalize = 1;
    options.prune = QUEN_ITEMCF_PRUNE_BOTH;
    expect(the_split(), &options, .3435, .2191, .2588, .4041);
    options.prune = QUEN_ITEMCF_PRUNE_AUTO;
    expect(the_split(), &options, .3416, .2193, .2612, .4059);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jaccard),
        cmocka_unit_test(test_rp3beta),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
