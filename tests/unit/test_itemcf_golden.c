/* Offers, the fit: golden vectors. */
#include "itemcf_cases.h"

#include "models/itemcf/itemcf.h"

typedef struct golden_matrix {
    const double *start, *column, *value;
    size_t n_rows, n;
} golden_matrix;

static const double *golden_part(const golden *g, const char *name, const char *part,
                                 size_t *n)
{
    char line[100];
    snprintf(line, sizeof line, "%s_%s", name, part);
    return golden_get(g, line, n);
}

static golden_matrix golden_rows(const golden *g, const char *name)
{
    golden_matrix m;
    m.start = golden_part(g, name, "indptr", &m.n_rows);
    m.column = golden_part(g, name, "indices", &m.n);
    m.value = golden_part(g, name, "values", &m.n);
    m.n_rows--;
    return m;
}

/* Row by row; or each entry of the golden rows at its place in the model's columns. */
static void assert_golden(const quen_itemcf *model, const golden_matrix *m,
                          int transposed)
{
    size_t n = 0;
    for (uint32_t i = 0; i < m->n_rows; i++) {
        for (size_t e = (size_t)m->start[i]; e < (size_t)m->start[i + 1]; e++, n++) {
            const quen_neighbor *row;
            uint32_t source = transposed ? (uint32_t)m->column[e] : i;
            uint32_t target = transposed ? i : (uint32_t)m->column[e];
            size_t found = quen_itemcf_neighbors(model, source, &row);
            size_t place = transposed ? 0 : e - (size_t)m->start[i];
            while (transposed && place < found && row[place].item != target)
                place++;
            assert_true(place < found);
            assert_int_equal(row[place].item, target);
            assert_close(row[place].weight, m->value[e], 1e-7);
        }
    }
    assert_int_equal(n, model->offers.row_start[model->offers.n_items]);
}

typedef struct golden_case {
    const char *name;
    uint32_t method, valued, min_support;
    double shrink, user_discount;
} golden_case;

static const golden_case cases[] = {
    {"cosine_binary", QUEN_ITEMCF_METHOD_COSINE, 0, 1, 0, 0},
    {"cosine_binary_userweight", QUEN_ITEMCF_METHOD_COSINE, 0, 1, 0, 1},
    {"cosine_binary_shrink2", QUEN_ITEMCF_METHOD_COSINE, 0, 1, 2, 0},
    {"cosine_binary_support2", QUEN_ITEMCF_METHOD_COSINE, 0, 2, 0, 0},
    {"cosine_valued", QUEN_ITEMCF_METHOD_COSINE, 1, 1, 0, 0},
    {"cosine_valued_userweight", QUEN_ITEMCF_METHOD_COSINE, 1, 1, 0, 1},
    {"cosine_valued_shrink2", QUEN_ITEMCF_METHOD_COSINE, 1, 1, 2, 0},
    {"cosine_valued_support2", QUEN_ITEMCF_METHOD_COSINE, 1, 2, 0, 0},
    {"jaccard", QUEN_ITEMCF_METHOD_JACCARD, 1, 1, 0, 0},
    {"jaccard_shrink2", QUEN_ITEMCF_METHOD_JACCARD, 0, 1, 2, 0},
    {"rp3beta", QUEN_ITEMCF_METHOD_RP3BETA, 0, 1, 0, 0},
};

/* The golden input as a matrix; the caller frees its arrays. */
static quen_csr golden_csr(const golden *g, int valued)
{
    size_t n_start, n;
    const double *start = golden_get(g, "x_indptr", &n_start);
    const double *column = golden_get(g, "x_indices", &n);
    uint64_t *row_start = malloc(n_start * sizeof *row_start);
    uint32_t *columns = malloc(n * sizeof *columns);
    assert_non_null(row_start);
    assert_non_null(columns);
    for (size_t i = 0; i < n_start; i++)
        row_start[i] = (uint64_t)start[i];
    for (size_t e = 0; e < n; e++)
        columns[e] = (uint32_t)column[e];
    return (quen_csr){n_start - 1, (size_t)golden_one(g, "items"), row_start, columns,
                      valued ? golden_get(g, "x_values", &n) : NULL};
}

static void free_csr(quen_csr *m)
{
    free((void *)(uintptr_t)m->row_start);
    free((void *)(uintptr_t)m->column);
}

static void check_golden(quen_context *ctx, const golden *g, const char *name, int valued,
                         const quen_itemcf_options *options, int transposed)
{
    quen_csr matrix = golden_csr(g, valued);
    golden_matrix rows = golden_rows(g, name);
    quen_itemcf *model = fit_itemcf(ctx, &matrix, options);
    assert_golden(model, &rows, transposed);
    quen_itemcf_free(model);
    free_csr(&matrix);
}

static void test_golden(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("itemcf.txt");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const golden_case *c = &cases[i];
        quen_itemcf_options options = itemcf_options(c->method);
        options.min_support = c->min_support;
        options.shrink = c->shrink;
        options.user_discount = c->user_discount;
        char name[100];
        int valued = (int)c->valued;
        check_golden(ctx, g, c->name, valued, &options, 0);
        snprintf(name, sizeof name, "%s_k3", c->name);
        options.neighbors = 3;
        options.prune = QUEN_ITEMCF_PRUNE_SOURCES;
        check_golden(ctx, g, name, valued, &options, 0);
        /* Symmetric: the best sources of a target are the best targets of a source. */
        options.prune = QUEN_ITEMCF_PRUNE_AUTO;
        check_golden(ctx, g, name, valued, &options,
                     c->method != QUEN_ITEMCF_METHOD_RP3BETA);
    }
    golden_close(g);
    quen_context_free(ctx);
}

static void test_golden_normalized(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("itemcf.txt");
    quen_itemcf_options options = itemcf_options(QUEN_ITEMCF_METHOD_RP3BETA);
    options.normalize = 1;
    check_golden(ctx, g, "rp3beta_norm", 0, &options, 0);
    options.neighbors = 3;
    check_golden(ctx, g, "rp3beta_norm_k3", 0, &options, 0);
    options.prune = QUEN_ITEMCF_PRUNE_BOTH;
    check_golden(ctx, g, "rp3beta_normcol_k3", 0, &options, 0);
    golden_close(g);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_golden_normalized),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
