/* Kernels: each table against a naive computation, bit for bit. */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "math/exact_sum.h"
#include "math/kernels.h"
#include "math/screen.h"

#define MAX_N 37u
#define MAX_D 19u
#define MAX_K 11u

static double x[MAX_N * MAX_D], centers[MAX_K * MAX_D], weights[MAX_N], closest[MAX_N];
static float narrow[MAX_N * MAX_D];
static _Alignas(64) double tile[QUEN__TILE_DOUBLES(MAX_D)];
static uint32_t rows[MAX_N];

static quen__points points_of(size_t d, uint32_t single)
{
    quen__points p = {single ? (const void *)narrow : (const void *)x, d, single};
    return p;
}

static double number(uint64_t stream, uint64_t i)
{
    return quen__random_unit(7, stream, i) * 10 - 5;
}

/* Some centres are equal, some rows are centres: ties, and distances of 0. */
static void make_data(size_t d)
{
    for (size_t i = 0; i < MAX_N * d; i++)
        x[i] = (double)(float)number(1, i);
    for (size_t i = 0; i < MAX_K * d; i++)
        centers[i] = i / d % 3 == 2 ? centers[i - d] : (double)(float)number(2, i);
    memcpy(x + 3 * d, centers, 2 * d * sizeof *x);
    for (size_t i = 0; i < MAX_N * d; i++)
        narrow[i] = (float)x[i];
    for (size_t i = 0; i < MAX_N; i++) {
        weights[i] = i % 5 == 0 ? 0 : number(3, i) + 5;
        closest[i] = (number(4, i) + 5) * (double)d;
        rows[i] = (uint32_t)(i * 11 % MAX_N);
    }
}

static double distance(size_t d, size_t row, size_t c)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++)
        sum +=
            (x[row * d + j] - centers[c * d + j]) * (x[row * d + j] - centers[c * d + j]);
    return sum;
}

/* The first of the nearest centres of one row. */
static uint32_t nearest(size_t d, size_t k, size_t row)
{
    uint32_t best = 0;
    for (uint32_t c = 1; c < k; c++)
        if (distance(d, row, c) < distance(d, row, best))
            best = c;
    return best;
}

static void aim(quen__temp *temp, const quen__points *p, size_t n, const double *at,
                size_t k, quen__screen *s)
{
    quen__frame frame;
    assert_true(quen__frame_new(temp, p, n, 64, 10, &frame));
    assert_true(quen__screen_new(temp, k, p->d, s));
    quen__screen_aim(s, &frame, at);
}

static void check_nearest(quen_context *ctx, size_t n, size_t d, size_t k)
{
    quen__temp temp = QUEN__TEMP(ctx);
    for (uint32_t single = 0; single <= 1; single++) {
        uint32_t label[MAX_N + 1];
        quen__points p = points_of(d, single);
        quen__screen s;
        label[n] = 99;
        aim(&temp, &p, n, centers, k, &s);
        quen__kernels_of(ctx)->nearest(&p, rows, n, &s, tile, label);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(label[i], nearest(d, k, rows[i]));
            assert_true(
                distance(d, rows[i], label[i]) ==
                quen__kernels_distance(x + rows[i] * d, centers + label[i] * d, d));
        }
        assert_int_equal(label[n], 99);
    }
    quen__temp_close(&temp);
}

static void check_distances(const quen__kernels *kernels, size_t n, size_t d, size_t k)
{
    double out[MAX_N * MAX_K + 1], roots[MAX_N * MAX_K];
    out[n * k] = -1;
    quen__points p = points_of(d, (uint32_t)(n % 2));
    kernels->distances(&p, n, centers, k, tile, out);
    for (size_t i = 0; i < n * k; i++)
        assert_true(out[i] == distance(d, i / k, i % k));
    assert_true(out[n * k] == -1);
    memcpy(roots, out, n * k * sizeof *out);
    kernels->root(roots, n * k);
    for (size_t i = 0; i < n * k; i++)
        assert_true(roots[i] == sqrt(out[i]));
}

static void check_potential(const quen__kernels *kernels, size_t n, size_t d, size_t k)
{
    double lanes[MAX_K * QUEN__TILE], expected[MAX_K * QUEN__TILE], near[MAX_N + 1];
    for (int way = 0; way < 4; way++) {
        int weighted = way & 1, first = way & 2;
        for (size_t i = 0; i < k * QUEN__TILE; i++)
            lanes[i] = expected[i] = (double)i;
        memcpy(near, closest, n * sizeof *near);
        near[n] = -1;
        quen__points p = points_of(d, (uint32_t)(n % 2));
        kernels->potential(&p, weighted ? weights : NULL, n, first ? NULL : centers,
                           centers, k, near, tile, lanes);
        for (size_t i = 0; i < n; i++)
            assert_true(near[i] ==
                        (first ? INFINITY : fmin(closest[i], distance(d, i, 0))));
        assert_true(near[n] == -1);
        for (size_t c = 0; c < k; c++)
            for (size_t i = 0; i < n; i++)
                expected[c * QUEN__TILE + i % QUEN__TILE] +=
                    fmin(near[i], distance(d, i, c)) * (weighted ? weights[i] : 1);
        assert_memory_equal(lanes, expected, k * QUEN__TILE * sizeof *lanes);
    }
}

/* The parts of a value, as the grid's numbers cut it. */
static void add_parts(double v, const quen__grid *grid, size_t j, double sign,
                      double *sum)
{
    double high = rint(v / 0.25) * 0.25, low = rint((v - high) / 0x1p-40) * 0x1p-40;
    sum[j] += sign * high;
    sum[grid->columns + j] += sign * low;
}

#define CELLS ((MAX_D + QUEN__TILE) / QUEN__TILE * QUEN__TILE)

static void check_sums(quen_context *ctx, size_t n, size_t d, size_t k)
{
    double sums[MAX_K * 2 * CELLS], expected[MAX_K * 2 * CELLS];
    uint32_t from[MAX_N], to[MAX_N];
    quen__temp temp = QUEN__TEMP(ctx);
    for (uint32_t way = 0; way < 16; way++) {
        int weighted = way & 1, listed = way & 2, moving = way & 4;
        size_t values = d + (weighted ? 1 : 0);
        quen__points p = points_of(d, way / 8);
        quen__grid grid;
        assert_true(quen__grid_new(&temp, values, &grid));
        for (size_t j = 0; j < values; j++) {
            grid.coarse[j] = 0x1.8p52 * 0.25;
            grid.fine[j] = 0x1.8p52 * 0x1p-40;
        }
        memset(sums, 0, sizeof sums);
        memset(expected, 0, sizeof expected);
        for (size_t i = 0; i < n; i++) {
            size_t row = listed ? rows[i] : i;
            double w = weighted ? weights[row] : 1;
            from[i] = (uint32_t)(i % k);
            to[i] = (uint32_t)(i * i % k);
            for (size_t j = 0; j < values; j++) {
                double v = j < d ? w * x[row * d + j] : w;
                add_parts(v, &grid, j, 1, expected + to[i] * 2 * grid.columns);
                if (moving)
                    add_parts(v, &grid, j, -1, expected + from[i] * 2 * grid.columns);
            }
        }
        quen__kernels_of(ctx)->move(&p, weighted ? weights : NULL, listed ? rows : NULL,
                                    n, moving ? from : NULL, to, &grid, tile, sums);
        for (size_t i = 0; i < k * 2 * grid.columns; i++)
            assert_true(sums[i] == expected[i]);
    }
    quen__temp_close(&temp);
}

#define TILES ((MAX_N + QUEN__SCREEN_TILE - 1) / QUEN__SCREEN_TILE)
#define LANES (TILES * QUEN__SCREEN_TILE)

/* What a table makes of the points. */
typedef struct screened {
    _Alignas(64) int16_t tiles[TILES * QUEN__SCREEN_CELLS(MAX_D)];
    quen__kernels_outline outlines[TILES];
    uint32_t label[LANES], unsure[TILES], changed[TILES];
} screened;

static screened found, wanted;

static void screen_points(const quen__kernels *kernels, const quen__points *p, size_t n,
                          const quen__frame *frame, const quen__screen *s,
                          const uint32_t *old, screened *out)
{
    memset(out, 0, sizeof *out);
    kernels->narrow(p, n, frame, out->tiles, out->outlines);
    kernels->screen(out->tiles, out->outlines, quen__screen_tiles(n), s, old, out->label,
                    out->unsure, out->changed);
}

/* What is certain is true; what has changed has changed. */
static void check_screened(size_t n, size_t d, size_t k, const uint32_t *old)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t bit = 1u << i % QUEN__SCREEN_TILE, label = found.label[i];
        assert_int_equal((found.changed[i / QUEN__SCREEN_TILE] & bit) != 0,
                         label != old[i]);
        if (found.unsure[i / QUEN__SCREEN_TILE] & bit)
            continue;
        assert_true(label < k);
        for (size_t c = 0; c < k; c++)
            assert_true(c == label || distance(d, i, c) > distance(d, i, label));
    }
}

static void check_screen(quen_context *ctx, size_t n, size_t d, size_t k)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__frame frame;
    quen__screen s;
    uint32_t old[LANES];
    for (uint32_t i = 0; i < LANES; i++)
        old[i] = (uint32_t)(i * 5 % k);
    for (uint32_t single = 0; single <= 1; single++) {
        quen__points p = points_of(d, single);
        assert_true(quen__frame_new(&temp, &p, n, 64, 10, &frame));
        assert_true(quen__screen_new(&temp, k, d, &s));
        /* The last but one leaves points and centres outside, the last one nearly all. */
        for (unsigned zoom = 0; zoom < 3; zoom++, frame.scale *= 3) {
            quen__screen_aim(&s, &frame, centers);
            screen_points(quen__kernels_of(ctx), &p, n, &frame, &s, old, &found);
            screen_points(&quen__kernels_scalar, &p, n, &frame, &s, old, &wanted);
            assert_memory_equal(&found, &wanted, sizeof found);
            check_screened(n, d, k, old);
        }
    }
    quen__temp_close(&temp);
}

/* Points that are clearly nearest to one centre are certain at once. */
static void check_certain(quen_context *ctx, void *user)
{
    double near[32], two[2] = {-1, 1};
    uint32_t old[32] = {0};
    quen__temp temp = QUEN__TEMP(ctx);
    quen__frame frame;
    quen__screen s;
    (void)user;
    for (size_t i = 0; i < 32; i++)
        near[i] = ((double)i - 15.5) / 16;
    quen__points p = {near, 1, 0};
    assert_true(quen__frame_new(&temp, &p, 32, 64, 1, &frame));
    assert_true(quen__screen_new(&temp, 2, 1, &s));
    quen__screen_aim(&s, &frame, two);
    screen_points(quen__kernels_of(ctx), &p, 32, &frame, &s, old, &found);
    assert_int_equal(found.unsure[0], 0);
    assert_int_equal(found.changed[0], 0xffff0000u);
    quen__temp_close(&temp);
}

/*
 * A few outliers coarsen nothing: they are in doubt, the others are certain, though a
 * centre is far away too.
 */
static void check_outliers(quen_context *ctx, void *user)
{
    enum { N = 1024, SOME = 4 };
    static double near[N];
    static const double three[] = {-1, 1, 1e6};
    static _Alignas(64) int16_t tiles[N / QUEN__SCREEN_TILE * QUEN__SCREEN_CELLS(1)];
    quen__kernels_outline outlines[N / QUEN__SCREEN_TILE];
    uint32_t label[N], old[N] = {0}, unsure[N / 32], changed[N / 32];
    const quen__kernels *kernels = quen__kernels_of(ctx);
    quen__temp temp = QUEN__TEMP(ctx);
    quen__points p = {near, 1, 0};
    quen__frame frame;
    quen__screen s;
    (void)user;
    for (size_t i = 0; i < N; i++)
        near[i] = i % (N / SOME) == 0 ? 1e6 : ((double)i - 511.5) / 512;
    assert_true(quen__frame_new(&temp, &p, N, N, 1e6, &frame));
    assert_true(quen__screen_new(&temp, 3, 1, &s));
    quen__screen_aim(&s, &frame, three);
    kernels->narrow(&p, N, &frame, tiles, outlines);
    kernels->screen(tiles, outlines, N / 32, &s, old, label, unsure, changed);
    for (size_t i = 0; i < N; i++) {
        int doubtful = unsure[i / 32] >> i % 32 & 1;
        assert_int_equal(doubtful, near[i] > 1);
        assert_true(doubtful || label[i] == (near[i] > 0));
    }
    quen__temp_close(&temp);
}

static void test_certain(void **state)
{
    (void)state;
    support_each_context(check_certain, NULL);
    support_each_context(check_outliers, NULL);
}

static void check_table(quen_context *ctx, void *user)
{
    static const size_t ds[] = {1, 2, 3, 7, 8, 9, 16, 19};
    const quen__kernels *kernels = quen__kernels_of(ctx);
    (void)user;
    for (size_t i = 0; i < sizeof ds / sizeof *ds; i++) {
        make_data(ds[i]);
        for (size_t n = 1; n <= MAX_N; n += n < 18 ? 1 : 19)
            for (size_t k = 1; k <= MAX_K; k++) {
                check_nearest(ctx, n, ds[i], k);
                check_distances(kernels, n, ds[i], k);
                check_potential(kernels, n, ds[i], k);
                check_sums(ctx, n, ds[i], k);
                check_screen(ctx, n, ds[i], k);
            }
    }
}

static void test_tables_agree(void **state)
{
    (void)state;
    support_each_context(check_table, NULL);
}

/* Distances that overflow are equally far: the lowest centre wins, nothing is NaN. */
static void check_overflow(quen_context *ctx, void *user)
{
    double far[3] = {1e300, -1e300, 1}, two[2] = {-1e300, 1e300};
    uint32_t all[3] = {0, 1, 2}, label[3];
    quen__temp temp = QUEN__TEMP(ctx);
    quen__points p = {far, 1, 0};
    quen__screen s;
    (void)user;
    aim(&temp, &p, 3, two, 2, &s);
    quen__kernels_of(ctx)->nearest(&p, all, 3, &s, tile, label);
    assert_true(label[0] == 1 && label[1] == 0 && label[2] == 0);
    quen__temp_close(&temp);
}

static void test_overflow(void **state)
{
    (void)state;
    support_each_context(check_overflow, NULL);
}

static void test_fold(void **state)
{
    (void)state;
    const double lanes[QUEN__TILE] = {1e16, 1, 1, 1, -1e16, 1, 1, 1};
    assert_true(quen__kernels_fold_lanes(lanes) == 6);
}

/* --- sets of bits --- */

#define LINES 3u
#define ROWS 100u
#define LEVELS 4u
#define STRIDE (QUEN__BIT_SUM_LINES(LEVELS) * QUEN__LINE_WORDS)
#define COLUMNS (LINES * QUEN__LINE_BITS)

static uint64_t bits[ROWS][LINES * QUEN__LINE_WORDS], planes[LINES * STRIDE];

/* Row r has width(r) lines; the first rows are full, others have a bit here and there. */
static uint32_t width_of(size_t r)
{
    return r < 40 ? 3 : r < 75 ? 2 : r < 90 ? 1 : 0;
}

static int bit_of(size_t r, size_t column)
{
    return column < width_of(r) * QUEN__LINE_BITS &&
           (r < 33 || quen__random_below(9, r, column, 4) == 0);
}

static void make_bits(void)
{
    memset(bits, 0, sizeof bits);
    for (size_t r = 0; r < ROWS; r++)
        for (size_t c = 0; c < COLUMNS; c++)
            if (bit_of(r, c)) {
                unsigned char *line = (unsigned char *)bits[r] + c / 512 * 64;
                line[c % 64] |= (unsigned char)(1u << c % 512 / 64);
            }
}

/* How many batches each line of the first n rows meets, and their sums. */
static void check_bit_sums(const quen__kernels *kernels, size_t n)
{
    static uint32_t count[COLUMNS];
    uint32_t batches[LINES] = {0};
    for (size_t first = 0, batch = 0; first < n; first += QUEN__BATCH, batch++) {
        const uint64_t *row[QUEN__BATCH] = {0};
        uint32_t width[QUEN__BATCH] = {0};
        for (size_t r = 0; r < QUEN__BATCH && first + r < n; r++) {
            row[r] = bits[first + r];
            width[r] = width_of(first + r);
        }
        kernels->add_bit_lines(row, width, (uint32_t)batch, STRIDE, planes);
        for (uint32_t line = 0; line < width[0]; line++)
            batches[line] = (uint32_t)batch + 1;
    }
    memset(count, 0, sizeof count);
    for (size_t line = 0; line < LINES; line++) {
        count[line * QUEN__LINE_BITS] = 1000; /* what is there is added to */
        kernels->read_bit_sums(planes + line * STRIDE, batches[line],
                               count + line * QUEN__LINE_BITS);
    }
    for (size_t c = 0; c < COLUMNS; c++) {
        uint32_t expected = c % QUEN__LINE_BITS == 0 ? 1000 : 0;
        for (size_t r = 0; r < n; r++)
            expected += (uint32_t)bit_of(r, c);
        assert_int_equal(count[c], expected);
    }
    for (size_t i = 0; i < LINES * STRIDE; i++)
        assert_true(planes[i] == 0);
}

static void check_all_bit_sums(quen_context *ctx, void *user)
{
    (void)user;
    for (size_t n = 0; n <= ROWS; n += 1 + n / 5)
        check_bit_sums(quen__kernels_of(ctx), n);
}

static void test_bit_sums(void **state)
{
    (void)state;
    make_bits();
    support_each_context(check_all_bit_sums, NULL);
}

static void check_above(quen_context *ctx, void *user)
{
    uint32_t count[128];
    double sum[128], scale[128];
    float b[128], p[128], q[128];
    uint64_t counts_above[2], sums_above[2];
    (void)user;
    for (size_t i = 0; i < 128; i++) {
        count[i] = (uint32_t)quen__random_below(11, 0, i, 9);
        sum[i] = count[i];
        scale[i] = (double)quen__random_below(11, 1, i, 5);
        b[i] = (float)scale[i];
        p[i] = (float)quen__random_below(11, 2, i, 4);
        q[i] = (float)quen__random_below(11, 3, i, 5) - 1;
    }
    count[5] = UINT32_MAX;
    const double bound[4] = {1.5, 1, 2, 3};
    const quen__kernels *kernels = quen__kernels_of(ctx);
    kernels->above_counts(count, b, bound, p, q, 128, counts_above);
    kernels->above_sums(sum, scale, bound, 128, sums_above);
    for (size_t i = 0; i < 128; i++) {
        int one = (double)count[i] >= 1.5 * scale[i] + 1 && count[i] >= 2;
        int other =
            (double)count[i] >= 3.0 * (double)p[i] + (double)q[i] && count[i] >= 2;
        assert_int_equal(counts_above[i / 64] >> i % 64 & 1, one || other);
        assert_int_equal(sums_above[i / 64] >> i % 64 & 1,
                         sum[i] >= 1.5 * scale[i] + 1 && sum[i] >= 2);
    }
}

/* --- scores --- */

/* Lines that are said to be untouched are left alone, whatever they hold. */
static void check_take_above(quen_context *ctx, void *user)
{
    enum { N = QUEN__SCORES * QUEN__BLOCK_LINES };
    const quen__kernels *kernels = quen__kernels_of(ctx);
    uint8_t touched[QUEN__BLOCK_LINES], mark[QUEN__BLOCK_LINES];
    _Alignas(64) float score[N];
    float before[N];
    (void)user;
    for (uint64_t seed = 0; seed < 50; seed++) {
        quen__kernels_taken taken[N];
        for (size_t i = 0; i < N; i++)
            before[i] = score[i] = (float)quen__random_below(seed, 1, i, 5);
        for (size_t i = 0; i < QUEN__BLOCK_LINES; i++)
            mark[i] = touched[i] = quen__random_below(seed, 2, i, 50) < seed;
        size_t n = kernels->take_above(score, touched, (float)(seed % 5), taken), t = 0;
        for (size_t i = 0; i < N; i++) {
            int there = mark[i / QUEN__SCORES];
            assert_true(score[i] == (there ? 0 : before[i]));
            assert_int_equal(touched[i / QUEN__SCORES], 0);
            if (!there || before[i] < (float)(seed % 5))
                continue;
            assert_true(t < n && taken[t].id == i && taken[t].score == before[i]);
            t++;
        }
        assert_int_equal(t, n);
    }
}

/* Beside what has its bit in the set by chance, all that is in it, in order. */
static void check_take_sought(quen_context *ctx, void *user)
{
    enum { N = 70 };
    const quen__kernels *kernels = quen__kernels_of(ctx);
    (void)user;
    for (uint64_t seed = 0; seed < 200; seed++) {
        size_t n = (size_t)seed % N, t = 0;
        quen__kernels_sought set = {{0}, {0}};
        uint32_t source[N + QUEN__TAKEN_TOGETHER];
        quen_neighbor *row = malloc((n + !n) * sizeof *row); /* nothing beyond is read */
        quen_neighbor taken[N + QUEN__TAKEN_TOGETHER];
        assert_non_null(row);
        for (size_t i = 0; i < seed; i++)
            quen__kernels_seek(
                &set, (uint32_t)quen__random_below(seed, 1, i, UINT64_C(1) << 31));
        for (size_t i = 0; i < n; i++)
            row[i] = (quen_neighbor){
                (uint32_t)quen__random_below(seed, 2, i, UINT64_C(1) << 31), (float)i};
        size_t n_taken = kernels->take_sought(row, n, 77, &set, taken, source);
        for (size_t i = 0; i < n; i++) {
            uint32_t item = row[i].item;
            if (!set.byte[item % QUEN__REMAINDERS])
                continue;
            assert_true(t < n_taken && taken[t].item == item);
            assert_true(taken[t].weight == row[i].weight && source[t] == 77);
            t++;
        }
        assert_int_equal(t, n_taken);
        free(row);
    }
}

static void test_take_sought(void **state)
{
    (void)state;
    support_each_context(check_take_sought, NULL);
}

static void test_take_above(void **state)
{
    (void)state;
    support_each_context(check_take_above, NULL);
}

static void test_above(void **state)
{
    (void)state;
    support_each_context(check_above, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_agree), cmocka_unit_test(test_certain),
        cmocka_unit_test(test_overflow),     cmocka_unit_test(test_fold),
        cmocka_unit_test(test_bit_sums),     cmocka_unit_test(test_above),
        cmocka_unit_test(test_take_above),   cmocka_unit_test(test_take_sought),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
