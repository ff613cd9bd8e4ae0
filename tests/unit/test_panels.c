/* Kernels for panels: each table against naive sums, and bit for bit against scalar. */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "math/panels.h"
#include "math/special.h"

#define MAX_D 40u
#define ROWS QUEN__ROWS
#define MAX_PANELS 5u

typedef struct block {
    double x[ROWS * MAX_D], theta[MAX_D], mean[MAX_D], scale[MAX_D];
    const double *rows[ROWS];
    size_t n, d;
} block;

/* What a table makes of a block. Cleared first, so that it can be compared whole. */
typedef struct result {
    double count[MAX_D], sum[MAX_D], least[MAX_D], most[MAX_D], squares[MAX_D];
    double z[MAX_PANELS * QUEN__PANEL], wz[MAX_PANELS * QUEN__PANEL];
    double lanes[3 * QUEN__LANES], weighted[MAX_D], gradient[MAX_D];
    double tiles[MAX_PANELS * (MAX_PANELS + 1) / 2 * QUEN__LANES * QUEN__LANES];
    quen__panels_margins m;
} result;

static double number(uint64_t stream, uint64_t i)
{
    return quen__random_unit(9, stream, i) * 4 - 2;
}

static void make_block(block *b, size_t n, size_t d)
{
    memset(b, 0, sizeof *b);
    b->n = n;
    b->d = d;
    for (size_t i = 0; i < n; i++)
        b->rows[i] = b->x + i * d;
    for (size_t i = 0; i < n * d; i++)
        b->x[i] = i % 11 == 3 ? NAN : number(0, i);
    for (size_t j = 0; j < d; j++) {
        b->theta[j] = number(1, j);
        b->mean[j] = number(2, j) / 2;
        b->scale[j] = 1.5 + number(3, j) / 2;
    }
}

static void run(const quen__panels_kernels *k, const block *b, result *r)
{
    size_t panels = quen__panels(b->d);
    memset(r, 0, sizeof *r);
    quen__panels_columns columns = {r->count, r->sum, r->least, r->most};
    for (size_t j = 0; j < MAX_D; j++) {
        r->least[j] = INFINITY;
        r->most[j] = -INFINITY;
    }
    for (size_t i = 0; i < ROWS; i++) {
        r->m.sign[i] = i % 3 ? 1 : -1;
        r->m.weight[i] = i < b->n ? (double)(i % 4) / 2 : 0;
    }
    k->note(b->rows, b->n, b->d, &columns);
    k->square(b->rows, b->n, b->d, b->mean, r->squares);
    for (size_t j = b->d; j < MAX_D; j++) /* where there is no column, anything is */
        r->count[j] = r->sum[j] = r->least[j] = r->most[j] = r->squares[j] = 0;
    k->pack(b->rows, b->rows, b->n, b->d, b->mean, b->scale, r->z);
    k->score(r->z, b->n, panels, b->theta, 0.25, r->m.odds);
    if (b->n > 5) {
        r->m.odds[1] = 800;
        r->m.odds[2] = -800;
        r->m.odds[5] = -1e-9;
    }
    k->logistic(&r->m, b->n, r->lanes);
    k->weigh(r->z, b->n, panels, &r->m, r->wz, r->weighted, r->gradient);
    k->gram(r->z, r->wz, b->n, panels, r->tiles);
}

static double packed(const block *b, size_t i, size_t j)
{
    double x = b->x[i * b->d + j];
    return isnan(x) ? 0 : (x - b->mean[j]) * b->scale[j];
}

static void check_columns(const block *b, const result *r)
{
    for (size_t j = 0; j < b->d; j++) {
        double count = 0, sum = 0, squares = 0, least = INFINITY, most = -INFINITY;
        for (size_t i = 0; i < b->n; i++) {
            double x = b->x[i * b->d + j];
            if (isnan(x))
                continue;
            count++;
            sum += x;
            squares += (x - b->mean[j]) * (x - b->mean[j]);
            least = x < least ? x : least;
            most = x > most ? x : most;
        }
        assert_true(r->count[j] == count && r->sum[j] == sum);
        assert_true(r->squares[j] == squares);
        assert_true(r->least[j] == least && r->most[j] == most);
    }
}

static void check_rows(const block *b, const result *r)
{
    double sums[3] = {0};
    for (size_t i = 0; i < b->n; i++) {
        double odds = 0.25, w = r->m.weight[i], margin = r->m.sign[i] * r->m.odds[i];
        for (size_t j = 0; j < b->d; j++) {
            assert_true(r->z[j / 8 * QUEN__PANEL + i * 8 + j % 8] == packed(b, i, j));
            odds += packed(b, i, j) * b->theta[j];
        }
        if (b->n <= 5 || (i != 1 && i != 2 && i != 5))
            assert_true(fabs(r->m.odds[i] - odds) < 1e-12);
        double wrong = margin > 700 ? 0 : 1 / (1 + exp(margin));
        double curve = margin < -700 ? 0 : wrong * (1 - wrong);
        double loss = margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin;
        assert_true(fabs(r->m.slope[i] + w * r->m.sign[i] * wrong) <= 1e-14 * w);
        assert_true(fabs(r->m.curve[i] - w * curve) <= 1e-14 * w);
        sums[0] += w * loss;
        sums[1] += r->m.slope[i];
        sums[2] += r->m.curve[i];
    }
    for (size_t s = 0; s < 3; s++)
        assert_true(fabs(quen__kernels_fold_lanes(r->lanes + s * 8) - sums[s]) <=
                    1e-13 * (1 + fabs(sums[s])));
}

/* Each entry is a sum over the rows in order: so equal to the bit. */
static void check_sums(const block *b, const result *r)
{
    size_t panels = quen__panels(b->d), tile = 0;
    for (size_t j = 0; j < b->d; j++) {
        double weighted = 0, gradient = 0;
        for (size_t i = 0; i < b->n; i++) {
            weighted += r->m.curve[i] * packed(b, i, j);
            gradient += r->m.slope[i] * packed(b, i, j);
        }
        assert_true(r->weighted[j] == weighted && r->gradient[j] == gradient);
    }
    for (size_t p = 0; p < panels; p++)
        for (size_t q = p; q < panels; q++, tile += 64)
            for (size_t a = 0; a < 64; a++) {
                size_t row = 8 * p + a / 8, column = 8 * q + a % 8;
                double sum = 0;
                for (size_t i = 0; i < b->n && row < b->d && column < b->d; i++)
                    sum += packed(b, i, row) * (r->m.curve[i] * packed(b, i, column));
                assert_true(r->tiles[tile + a] == sum);
            }
}

static void check_table(quen_context *ctx, void *user)
{
    static const size_t ds[] = {1, 2, 3, 5, 7, 8, 9, 15, 16, 21, 40};
    static const size_t ns[] = {1, 2, 7, 8, 9, 63, 64};
    static block b;
    static result r, scalar;
    (void)user;
    for (size_t d = 0; d < sizeof ds / sizeof *ds; d++)
        for (size_t n = 0; n < sizeof ns / sizeof *ns; n++) {
            make_block(&b, ns[n], ds[d]);
            run(quen__panels_of(ctx), &b, &r);
            run(&quen__panels_scalar, &b, &scalar);
            assert_memory_equal(&r, &scalar, sizeof r);
            check_columns(&b, &r);
            check_rows(&b, &r);
            check_sums(&b, &r);
        }
}

static void test_tables_agree(void **state)
{
    (void)state;
    support_each_context(check_table, NULL);
}

/* The whole range of odds, against special.c. */
static void check_logistic(quen_context *ctx, void *user)
{
    static quen__panels_margins m;
    (void)user;
    for (double odds = -745; odds<745; odds += odds> - 40 && odds < 40 ? 0.01 : 1) {
        double lanes[3 * QUEN__LANES] = {0}, e = quen__special_exp(-fabs(odds));
        m.sign[0] = m.weight[0] = 1;
        m.odds[0] = odds;
        quen__panels_of(ctx)->logistic(&m, 1, lanes);
        double loss = (odds < 0 ? -odds : 0) + quen__special_log1p(e);
        double wrong = (odds < 0 ? 1 : e) / (1 + e);
        assert_true(fabs(lanes[0] - loss) <= 1e-15 * loss + 1e-307);
        assert_true(fabs(m.slope[0] + wrong) <= 1e-15 * wrong + 1e-307);
        assert_true(fabs(m.curve[0] - e / (1 + e) / (1 + e)) <= 1e-15 * e + 1e-307);
    }
}

/* What is not a number stays none, so that a step that leads there is not taken. */
static void check_nan(quen_context *ctx, void *user)
{
    static quen__panels_margins m;
    double lanes[3 * QUEN__LANES] = {0};
    (void)user;
    m.sign[3] = m.weight[3] = 1;
    m.odds[3] = NAN;
    quen__panels_of(ctx)->logistic(&m, 8, lanes);
    assert_true(isnan(lanes[3]) && lanes[2] == 0 && lanes[4] == 0);
    m.odds[3] = -INFINITY;
    lanes[3] = 0;
    quen__panels_of(ctx)->logistic(&m, 8, lanes);
    assert_true(isinf(lanes[3]) && isfinite(m.slope[3]));
}

static void test_logistic(void **state)
{
    (void)state;
    support_each_context(check_logistic, NULL);
    support_each_context(check_nan, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_agree),
        cmocka_unit_test(test_logistic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
