/*
 * The kernels' bodies, written once. Each instruction set's file defines `vec`, WIDTH (1,
 * 2, 4 or 8 doubles), a few v_ functions, TABLE and CRC32C, then includes this. Eight
 * rows are turned into a tile of d x 8, so that a lane is a point; a loaded vector of
 * points then meets four centres, whose four independent sums hide the latency of
 * addition.
 *
 * No guard: this is no header but the rest of each file that includes it.
 */
#include <math.h>
#include <string.h>

#define TILE QUEN__TILE
#define GROUP 4u

/*
 * No FMA, whatever the flags: it would round once where other instruction sets round
 * twice.
 */
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif

/* --- tiles --- */

/* Values j to j + TURN - 1 of TURN rows, from lane i of a tile on. */
static inline void turn_in(const void *const row[], size_t i, size_t j, int single,
                           double *tile)
{
    side r[TURN];
    for (size_t q = 0; q < TURN; q++)
        r[q] = single ? t_load32((const float *)row[i + q] + j)
                      : t_load64((const double *)row[i + q] + j);
    t_turn(r);
    for (size_t q = 0; q < TURN; q++)
        t_store(tile + (j + q) * TILE + i, r[q]);
}

/* Columns that do not fill a last square are taken with those before them once more. */
static inline void fill_rows(const void *const row[TILE], size_t d, int single,
                             double *tile)
{
    size_t j = 0;
    for (; j + TURN <= d; j += TURN)
        for (size_t i = 0; i < TILE; i += TURN)
            turn_in(row, i, j, single, tile);
    if (j < d && d >= TURN)
        for (size_t i = 0; i < TILE; i += TURN)
            turn_in(row, i, d - TURN, single, tile);
    for (; j < d && d < TURN; j++)
        for (size_t i = 0; i < TILE; i++)
            tile[j * TILE + i] =
                single ? (double)((const float *)row[i])[j] : ((const double *)row[i])[j];
}

/* Turn eight rows into columns of a tile; past the end the last one is repeated. */
static void fill_tile(const quen__points *p, size_t first, size_t n, double *tile)
{
    const void *row[TILE];
    size_t stride = p->d * (p->single ? sizeof(float) : sizeof(double));
    for (size_t i = 0; i < TILE; i++)
        row[i] = (const char *)p->x + (first + i < n ? first + i : n - 1) * stride;
    if (p->single)
        fill_rows(row, p->d, 1, tile);
    else
        fill_rows(row, p->d, 0, tile);
}

static inline vec add_square(vec sum, vec point, double center)
{
    vec difference = v_sub(point, v_set1(center));
    return v_add(sum, v_mul(difference, difference));
}

/* Squared distances of one vector of points to one centre. */
static inline vec distance_1(const double *points, const double *center, size_t d)
{
    vec sum = v_set1(0);
    for (size_t j = 0; j < d; j++)
        sum = add_square(sum, v_load(points + j * TILE), center[j]);
    return sum;
}

/* The same to four centres at a time. */
static inline void distance_4(const double *points, const double *center, size_t d,
                              vec out[4])
{
    const double *c1 = center + d, *c2 = c1 + d, *c3 = c2 + d;
    vec s0 = v_set1(0), s1 = s0, s2 = s0, s3 = s0;
    for (size_t j = 0; j < d; j++) {
        vec point = v_load(points + j * TILE);
        s0 = add_square(s0, point, center[j]);
        s1 = add_square(s1, point, c1[j]);
        s2 = add_square(s2, point, c2[j]);
        s3 = add_square(s3, point, c3[j]);
    }
    out[0] = s0;
    out[1] = s1;
    out[2] = s2;
    out[3] = s3;
}

/* --- nearest --- */

/* The lowest distance in each lane, and the first centre of the group it came from. */
typedef struct winner {
    vec group; /* as doubles, so that one kind of blend serves */
    vec first;
} winner;

/* The lanes of one vector of centres, from lane `v` on; groups come in their order. */
static inline winner nearest_lanes(const double *x, const quen__screen *s, size_t v)
{
    winner w = {v_set1(0), v_set1(INFINITY)};
    const double *z = s->exact + v;
    for (size_t c = 0; c < s->k; c += TILE) {
        vec sum = v_set1(0);
        for (size_t j = 0; j < s->d; j++, z += TILE)
            sum = add_square(sum, v_load(z), x[j]);
        w.group = v_if_less(sum, w.first, v_set1((double)c), w.group);
        w.first = v_min(w.first, sum);
    }
    return w;
}

static uint32_t nearest_to(const double *x, const quen__screen *s)
{
    double first[TILE], group[TILE];
    size_t best = 0;
    for (size_t v = 0; v < TILE; v += WIDTH) {
        winner w = nearest_lanes(x, s, v);
        v_store(first + v, w.first);
        v_store(group + v, w.group);
    }
    for (size_t i = 1; i < TILE; i++) {
        double ahead = group[best] + (double)best - (double)i;
        if (first[i] < first[best] || (first[i] == first[best] && group[i] < ahead))
            best = i;
    }
    return (uint32_t)group[best] + (uint32_t)best;
}

static void nearest(const quen__points *p, const uint32_t *rows, size_t n,
                    const quen__screen *s, double *tile, uint32_t *label)
{
    for (size_t i = 0; i < n; i++)
        label[i] = nearest_to(quen__points_row(p, rows[i], tile), s);
}

/* --- distances --- */

/* The distances of one vector of points to all centres, into out[TILE * c]. */
static inline void distances_of(const double *points, size_t d, const double *centers,
                                size_t k, size_t n, size_t stride, double *out)
{
    double lanes[WIDTH];
    for (size_t c = 0; c < k; c++) {
        v_store(lanes, distance_1(points, centers + c * d, d));
        for (size_t i = 0; i < n; i++)
            out[i * stride + c] = lanes[i];
    }
}

static void distances(const quen__points *p, size_t n, const double *centers, size_t k,
                      double *tile, double *out)
{
    for (size_t i = 0; i < n; i += TILE) {
        fill_tile(p, i, n, tile);
        for (size_t v = 0; v < TILE && i + v < n; v += WIDTH)
            distances_of(tile + v, p->d, centers, k,
                         n - i - v < WIDTH ? n - i - v : WIDTH, k, out + (i + v) * k);
    }
}

/* --- potential --- */

static inline void add_lanes(double *lanes, vec distance, vec closest, vec weight)
{
    v_store(lanes, v_add(v_load(lanes), v_mul(v_min(closest, distance), weight)));
}

static inline void potential_of(const double *points, vec closest, vec weight, size_t d,
                                const double *centers, size_t k, double *lanes)
{
    vec distance[GROUP];
    size_t c = 0;
    for (; c + GROUP <= k; c += GROUP) {
        distance_4(points, centers + c * d, d, distance);
        for (size_t i = 0; i < GROUP; i++)
            add_lanes(lanes + (c + i) * TILE, distance[i], closest, weight);
    }
    for (; c < k; c++)
        add_lanes(lanes + c * TILE, distance_1(points, centers + c * d, d), closest,
                  weight);
}

/* One tile; `near` and `weight` have all of its lanes. */
static inline void step_tile(const double *tile, size_t d, const double *newest,
                             const double *centers, size_t k, const double *weight,
                             double *near, double *lanes)
{
    for (size_t v = 0; v < TILE; v += WIDTH) {
        vec closest = v_set1(INFINITY);
        if (newest)
            closest = v_min(v_load(near + v), distance_1(tile + v, newest, d));
        v_store(near + v, closest);
        potential_of(tile + v, closest, v_load(weight + v), d, centers, k, lanes + v);
    }
}

/* Past the end the weight is 0, and 0 times a finite distance adds nothing. */
static void potential(const quen__points *p, const double *weights, size_t n,
                      const double *newest, const double *centers, size_t k,
                      double *closest, double *tile, double *lanes)
{
    const double ones[TILE] = {1, 1, 1, 1, 1, 1, 1, 1};
    size_t whole = n - n % TILE, rest = n % TILE;
    for (size_t i = 0; i < whole; i += TILE) {
        fill_tile(p, i, n, tile);
        step_tile(tile, p->d, newest, centers, k, weights ? weights + i : ones,
                  closest + i, lanes);
    }
    if (rest) {
        double near[TILE] = {0}, weight[TILE] = {0};
        memcpy(near, closest + whole, rest * sizeof *near);
        memcpy(weight, weights ? weights + whole : ones, rest * sizeof *weight);
        fill_tile(p, whole, n, tile);
        step_tile(tile, p->d, newest, centers, k, weight, near, lanes);
        memcpy(closest + whole, near, rest * sizeof *near);
    }
}

/* --- sums --- */

/* Take n values from one sum and add them to another, to the step of each column. */
static inline void move_values(const double *x, size_t n, const quen__grid *grid,
                               double *from, double *to)
{
    size_t fine = grid->columns;
    for (size_t j = 0; j < n; j += WIDTH) {
        vec v = n - j < WIDTH ? v_load_some(x + j, n - j) : v_load(x + j);
        vec big = v_load(grid->coarse + j), small = v_load(grid->fine + j);
        vec high = v_sub(v_add(v, big), big);
        vec low = v_sub(v_add(v_sub(v, high), small), small);
        v_store(to + j, v_add(v_load(to + j), high));
        v_store(to + fine + j, v_add(v_load(to + fine + j), low));
        if (from) {
            v_store(from + j, v_sub(v_load(from + j), high));
            v_store(from + fine + j, v_sub(v_load(from + fine + j), low));
        }
    }
}

static void move(const quen__points *p, const double *weights, const uint32_t *rows,
                 size_t n, const uint32_t *from, const uint32_t *to,
                 const quen__grid *grid, double *tile, double *sums)
{
    size_t stride = 2 * grid->columns, values = p->d + (weights != NULL);
    for (size_t i = 0; i < n; i++) {
        size_t row = rows ? rows[i] : i;
        const double *x = quen__points_row(p, row, tile);
        if (weights) {
            for (size_t j = 0; j < p->d; j++)
                tile[j] = weights[row] * x[j];
            tile[p->d] = weights[row];
            x = tile;
        }
        move_values(x, values, grid, from ? sums + from[i] * stride : NULL,
                    sums + to[i] * stride);
    }
}

static void root(double *x, size_t n)
{
    size_t i = 0;
    for (; i + WIDTH <= n; i += WIDTH)
        v_store(x + i, v_root(v_load(x + i)));
    for (; i < n; i++)
        x[i] = sqrt(x[i]);
}

#include "math/kernels_bits.h"
#include "math/kernels_screen.h"

const quen__kernels TABLE = {
    CRC32C,       nearest,    narrow,     screen,        distances,
    potential,    move,       root,       add_bit_lines, read_bit_sums,
    above_counts, above_sums, take_above, take_sought,
};
