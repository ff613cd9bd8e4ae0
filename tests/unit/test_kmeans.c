/*
 * K-means: against scikit-learn's results, against a plain Lloyd iteration written here
 * (to the bit), and in every corner where points or centres coincide.
 */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "models/kmeans/kmeans.h"
#include "models/kmeans/kmeans_lloyd.h"

/* --- points --- */

typedef struct points {
    double *x;
    size_t n, d;
} points;

static void *new_array(size_t n, size_t size)
{
    void *array = calloc(n ? n : 1, size);
    assert_non_null(array);
    return array;
}

static char *next_line(char *p)
{
    char *end = strchr(p, '\n');
    return end ? end + 1 : p + strlen(p);
}

/* Columns first..first+d-1 of the comma-separated lines from `p` on. */
static points read_rows(char *p, size_t first, size_t d)
{
    points out = {NULL, 0, d};
    size_t room = 0;
    for (; *p; p = next_line(p)) {
        if (*p == '%' || *p == '\r' || *p == '\n')
            continue;
        if (out.n == room) {
            room = room ? 2 * room : 1024;
            out.x = realloc(out.x, room * d * sizeof *out.x);
            assert_non_null(out.x);
        }
        char *field = p;
        for (size_t j = 0; j < first + d; j++) {
            double v = support_number(field, &field);
            if (j >= first)
                out.x[out.n * d + j - first] = v;
            field += *field == ',';
        }
        out.n++;
    }
    return out;
}

static points read_arff(const char *file, size_t d)
{
    size_t size;
    char *text = data_read(file, &size), *p = text;
    while (strncmp(p, "@data", 5) != 0 && strncmp(p, "@DATA", 5) != 0)
        p = next_line(p);
    points out = read_rows(next_line(p), 0, d);
    free(text);
    return out;
}

static points read_set(const char *name)
{
    if (strcmp(name, "s_set1") == 0)
        return read_arff("clustering_benchmark/s-set1.arff.gz", 2);
    if (strncmp(name, "letter", 6) == 0)
        return read_arff("clustering_benchmark/letter.arff.gz", 16);
    size_t size;
    char *text = data_read("wholesale_customers/Wholesale_customers_data.csv.gz", &size);
    points out = read_rows(next_line(text), 2, 6);
    free(text);
    return out;
}

/* Points around a few places; every third coordinate is an integer, so that some tie. */
static points make_points(size_t n, size_t d, size_t places, uint64_t seed)
{
    points p = {new_array(n * d, sizeof(double)), n, d};
    for (size_t i = 0; i < n; i++) {
        uint64_t place = quen__random_below(seed, 0, i, places);
        for (size_t j = 0; j < d; j++) {
            double v = 12 * quen__random_unit(seed, 1, place * d + j) +
                       3 * quen__random_unit(seed, 2, i * d + j);
            p.x[i * d + j] = j % 3 == 0 ? floor(v) : v;
        }
    }
    return p;
}

static quen_kmeans_options options_of(size_t k, const double *init, const double *weights)
{
    quen_kmeans_options o;
    quen_kmeans_options_init(&o, sizeof o);
    o.k = (uint32_t)k;
    o.init = init;
    o.weights = weights;
    return o;
}

static quen_kmeans *fit(quen_context *ctx, points p, const quen_kmeans_options *o)
{
    quen_kmeans *m = NULL;
    assert_ok(ctx, quen_kmeans_fit(ctx, p.x, p.n, p.d, o, &m));
    assert_int_equal(quen_kmeans_n_clusters(m), o->k);
    assert_int_equal(quen_kmeans_n_columns(m), p.d);
    assert_int_equal(quen_kmeans_n_rows(m), p.n);
    return m;
}

/* --- plain Lloyd --- */

typedef struct plain {
    double *centers;
    uint32_t *labels, *before;
    uint32_t sweeps;
    int converged;
    double inertia;
} plain;

static double weight_of(const double *w, size_t i)
{
    return w ? w[i] : 1;
}

static double distance(const double *a, const double *b, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++)
        sum += (a[j] - b[j]) * (a[j] - b[j]);
    return sum;
}

static uint32_t nearest(const double *row, const double *centers, size_t k, size_t d)
{
    uint32_t best = 0;
    for (uint32_t c = 1; c < k; c++)
        if (distance(row, centers + c * d, d) < distance(row, centers + best * d, d))
            best = c;
    return best;
}

/*
 * The row farthest from its centre that weighs something and is not alone; n if none is.
 */
static size_t farthest(points p, const double *w, const plain *r, const char *gone)
{
    size_t best = p.n;
    double most = 0;
    for (size_t i = 0; i < p.n; i++) {
        size_t mates = 0;
        double off = distance(p.x + i * p.d, r->centers + r->before[i] * p.d, p.d);
        if (gone[i] || !(weight_of(w, i) > 0) || !(off > most))
            continue;
        for (size_t at = 0; at < p.n; at++)
            mates += r->labels[at] == r->labels[i] && weight_of(w, at) > 0;
        if (mates > 1) {
            most = off;
            best = i;
        }
    }
    return best;
}

/*
 * Sums of values rounded to a step, as integers: exact, whatever the compiler does. Their
 * 103 bits are kept in two parts, as not every machine has an integer of 128.
 */
#define PART 4503599627370496.0 /* 2^52 */

typedef struct wide_int {
    int64_t high, low; /* high * PART + low, 0 <= low < PART */
} wide_int;

static void add_wide(wide_int *sum, double whole)
{
    double high = floor(whole / PART);
    sum->high += (int64_t)high;
    sum->low += (int64_t)(whole - high * PART);
    sum->high += sum->low >> 52;
    sum->low &= (INT64_C(1) << 52) - 1;
}

static double wide_value(wide_int sum)
{
    return (double)sum.high * PART + (double)sum.low;
}

typedef struct exact_sums {
    wide_int *sums;
    double *step;
    size_t columns;
} exact_sums;

static double largest_of(const double *values, size_t n, size_t stride)
{
    double most = 0;
    for (size_t i = 0; i < n; i++)
        most = fabs(values[i * stride]) > most ? fabs(values[i * stride]) : most;
    return most;
}

/* The step that the library promises for n values up to `largest`. */
static double step_of(double largest, size_t n)
{
    int exponent, bits = 52;
    frexp(largest, &exponent);
    for (size_t room = 1; room < n; room *= 2)
        bits--;
    bits = bits < 50 ? bits : 50;
    exponent = exponent - bits > -1070 ? exponent - bits : -1070;
    exponent = exponent - 1 - bits > -1070 ? exponent - 1 - bits : -1070;
    return ldexp(1, exponent);
}

static exact_sums new_sums(points p, const double *w, size_t k)
{
    exact_sums e = {new_array(k * (p.d + 1), sizeof *e.sums),
                    new_array(p.d + 1, sizeof *e.step), p.d + 1};
    double heaviest = w ? largest_of(w, p.n, 1) : 1;
    for (size_t j = 0; j < p.d; j++)
        e.step[j] = step_of(largest_of(p.x + j, p.n, p.d) * heaviest, p.n);
    e.step[p.d] = step_of(heaviest, p.n);
    return e;
}

static void add_exactly(exact_sums *e, size_t c, size_t j, double v)
{
    add_wide(&e->sums[c * e->columns + j], rint(v / e->step[j]));
}

static int counts(const double *w, size_t i, const exact_sums *e)
{
    return !w || w[i] >= e->step[e->columns - 1];
}

/* The sums under r->labels. Returns how many clusters have no row that counts. */
static size_t plain_sums(points p, const double *w, size_t k, const plain *r,
                         double *sums, double *weight)
{
    exact_sums e = new_sums(p, w, k);
    size_t empty = 0, *members = new_array(k, sizeof *members);
    for (size_t i = 0; i < p.n; i++) {
        for (size_t j = 0; j < p.d; j++)
            add_exactly(&e, r->labels[i], j, weight_of(w, i) * p.x[i * p.d + j]);
        add_exactly(&e, r->labels[i], p.d, weight_of(w, i));
        members[r->labels[i]] += (size_t)counts(w, i, &e);
    }
    for (size_t c = 0; c < k; c++) {
        for (size_t j = 0; j < p.d; j++)
            sums[c * p.d + j] = wide_value(e.sums[c * e.columns + j]) * e.step[j];
        weight[c] =
            members[c] ? wide_value(e.sums[c * e.columns + p.d]) * e.step[p.d] : 0;
        empty += members[c] == 0;
    }
    free(e.sums);
    free(e.step);
    free(members);
    return empty;
}

/* Empty clusters, ascending, take the farthest rows. Returns how many rows moved. */
static size_t plain_refill(points p, const double *w, size_t k, plain *r,
                           const double *weight)
{
    char *gone = new_array(p.n, 1);
    size_t moved = 0;
    for (uint32_t c = 0; c < k; c++) {
        size_t row = weight[c] == 0 ? farthest(p, w, r, gone) : p.n;
        if (row == p.n)
            continue;
        gone[row] = 1;
        r->labels[row] = c;
        moved++;
    }
    free(gone);
    return moved;
}

/* One sweep. Returns 1 when at rest. */
static int plain_sweep(points p, const double *w, size_t k, double tol, plain *r)
{
    double *sums = new_array(k * p.d, sizeof *sums),
           *weight = new_array(k, sizeof *weight);
    size_t changed = 0, moved = 0;
    double movement = 0;
    for (size_t i = 0; i < p.n; i++) {
        r->labels[i] = nearest(p.x + i * p.d, r->centers, k, p.d);
        changed += r->labels[i] != r->before[i];
        r->before[i] = r->labels[i];
    }
    if (plain_sums(p, w, k, r, sums, weight) > 0) {
        moved = plain_refill(p, w, k, r, weight);
        plain_sums(p, w, k, r, sums, weight);
    }
    for (size_t c = 0; c < k; c++) {
        if (weight[c] == 0)
            memcpy(sums + c * p.d, r->centers + c * p.d, p.d * sizeof *sums);
        for (size_t j = c * p.d; j < (c + 1) * p.d && weight[c] > 0; j++)
            sums[j] /= weight[c];
        movement += distance(sums + c * p.d, r->centers + c * p.d, p.d);
    }
    memcpy(r->centers, sums, k * p.d * sizeof *sums);
    free(sums);
    free(weight);
    return (changed == 0 && r->sweeps > 1 && moved == 0) || movement <= tol;
}

/* The cost, in chunks; labels are those of the last centres. */
static void plain_cost(points p, const double *w, size_t k, plain *r)
{
    quen__chunks chunks = quen__cut(p.n, 1024);
    for (size_t chunk = 0; chunk < chunks.count; chunk++) {
        quen__range rows = quen__chunk_range(&chunks, chunk);
        double cost = 0;
        for (size_t i = rows.first; i < rows.last; i++) {
            r->labels[i] = nearest(p.x + i * p.d, r->centers, k, p.d);
            cost += weight_of(w, i) *
                    distance(p.x + i * p.d, r->centers + r->labels[i] * p.d, p.d);
        }
        r->inertia += cost;
    }
}

static plain plain_fit(points p, const quen_kmeans_options *o)
{
    plain r = {new_array(o->k * p.d, sizeof(double)),
               new_array(p.n, sizeof(uint32_t)),
               new_array(p.n, sizeof(uint32_t)),
               0,
               0,
               0};
    memcpy(r.centers, o->init, o->k * p.d * sizeof(double));
    while (!r.converged && r.sweeps < o->max_iter) {
        r.sweeps++;
        r.converged = plain_sweep(p, o->weights, o->k, o->tol, &r);
    }
    plain_cost(p, o->weights, o->k, &r);
    return r;
}

static void plain_free(plain *r)
{
    free(r->centers);
    free(r->labels);
    free(r->before);
}

/* --- what holds for every model --- */

static int ascends(const double *a, const double *b, size_t d, size_t order_by)
{
    if (a[order_by] != b[order_by])
        return a[order_by] < b[order_by];
    for (size_t j = 0; j < d; j++)
        if (a[j] != b[j])
            return a[j] < b[j];
    return 1;
}

/*
 * Labels are the argmin, sizes their counts, inertia their cost; clusters are in order.
 */
static void check_model(const quen_kmeans *m, points p, const quen_kmeans_options *o)
{
    size_t k = o->k, d = p.d;
    const double *centers = quen_kmeans_centers(m);
    uint64_t *sizes = new_array(k, sizeof *sizes);
    double cost = 0;
    for (size_t i = 0; i < p.n; i++) {
        uint32_t label = quen_kmeans_labels(m)[i];
        assert_int_equal(label, nearest(p.x + i * d, centers, k, d));
        cost += weight_of(o->weights, i) * distance(p.x + i * d, centers + label * d, d);
        sizes[label]++;
    }
    assert_memory_equal(sizes, quen_kmeans_sizes(m), k * sizeof *sizes);
    assert_true(fabs(quen_kmeans_inertia(m) - cost) <= 1e-12 * cost);
    for (size_t c = 1; c < k; c++)
        assert_true(ascends(centers + (c - 1) * d, centers + c * d, d, o->order_by));
    free(sizes);
}

/* Each centre of one is a centre of the other, to the bit, and with them all the rest. */
static void check_equals_plain(const quen_kmeans *m, const plain *r, size_t k, size_t d)
{
    char *met = new_array(k, 1);
    for (size_t c = 0; c < k; c++) {
        size_t at = 0;
        while (at < k &&
               (met[at] || memcmp(quen_kmeans_centers(m) + c * d, r->centers + at * d,
                                  d * sizeof(double)) != 0))
            at++;
        assert_true(at < k);
        met[at] = 1;
    }
    free(met);
    assert_int_equal(quen_kmeans_n_iterations(m), r->sweeps);
    assert_int_equal(quen_kmeans_converged(m), r->converged);
    assert_true(quen_kmeans_inertia(m) == r->inertia);
}

static void compare_with_plain(quen_context *ctx, points p, const quen_kmeans_options *o)
{
    quen_kmeans *m = fit(ctx, p, o);
    plain r = plain_fit(p, o);
    check_equals_plain(m, &r, o->k, p.d);
    check_model(m, p, o);
    plain_free(&r);
    quen_kmeans_free(m);
}

static void test_equals_plain_lloyd(void **state)
{
    (void)state;
    static const size_t shapes[][3] = {{500, 1, 3},    {500, 2, 9},   {3000, 3, 12},
                                       {2500, 8, 8},   {5000, 5, 30}, {40, 2, 40},
                                       {3000, 12, 70}, {700, 17, 1}};
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        size_t k = shapes[i][2];
        points p = make_points(shapes[i][0], shapes[i][1], k + k / 3, i);
        double *w = new_array(p.n, sizeof *w);
        for (size_t row = 0; row < p.n; row++)
            w[row] = (double)quen__random_below(i, 3, row, 4) / 2;
        for (uint32_t max_iter = 1; max_iter <= 300; max_iter += max_iter < 4 ? 1 : 296) {
            quen_kmeans_options o = options_of(k, p.x, NULL);
            o.max_iter = max_iter;
            compare_with_plain(ctx, p, &o);
            o.weights = w;
            o.tol = max_iter == 3 ? 0.5 : 0;
            o.order_by = (uint32_t)p.d - 1;
            compare_with_plain(ctx, p, &o);
        }
        free(w);
        free(p.x);
    }
    quen_context_free(ctx);
}

/* Points on a lattice; if `twins`, each start comes twice: an empty cluster near by. */
static void compare_on_lattice(quen_context *ctx, uint64_t seed, size_t n, size_t d,
                               uint64_t steps, size_t k, int twins)
{
    points p = {new_array(n * d, sizeof(double)), n, d};
    double init[2 * 16], step = seed % 2 ? 0.1 : 70.1;
    for (size_t i = 0; i < n * d; i++)
        p.x[i] = step * (double)quen__random_below(seed, 0, i, steps);
    for (size_t c = 0; c < k; c++)
        memcpy(init + d * c, p.x + d * (twins ? c / 2 : c), d * sizeof *init);
    quen_kmeans_options o = options_of(k, init, NULL);
    compare_with_plain(ctx, p, &o);
    free(p.x);
}

/*
 * Lattices whose steps are no binary fractions: centres and points keep coming to equal
 * distances that rounding tells apart, now this way, now that. The seeds of the list are
 * some of the few in which bounds that take no account of rounding lead astray.
 */
static void test_rounding_and_ties(void **state)
{
    (void)state;
    static const uint64_t seeds[] = {1548, 13597, 22518, 34426, 36596};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
        compare_on_lattice(ctx, seeds[i], 6 + (size_t)(seeds[i] % 10), 1, 12, 3, 0);
    for (size_t seed = 0; seed < 1500; seed++)
        compare_on_lattice(ctx, seed, 20 + seed % 11, 1 + seed % 2, seed % 2 ? 6 : 24,
                           2 + seed % 13, seed % 3 == 0);
    quen_context_free(ctx);
}

/* Values that lose all their bits when squared, beside others that do not. */
static void test_tiny_values(void **state)
{
    (void)state;
    static const double scales[] = {1e-160, 1e-154, 1e-140, 1e100};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        points p = make_points(400, 3, 5, s);
        for (size_t i = 0; i < p.n * p.d; i++)
            p.x[i] =
                i % 5 == 0 && i % 3 != 0 ? p.x[i] * scales[s] * 1e3 : p.x[i] * scales[s];
        quen_kmeans_options o = options_of(14, p.x, NULL);
        compare_with_plain(ctx, p, &o);
        free(p.x);
    }
    quen_context_free(ctx);
}

/* --- scikit-learn's results --- */

static int compare_sizes(const void *a, const void *b)
{
    double u = *(const double *)a, v = *(const double *)b;
    return (u > v) - (u < v);
}

static const char *key_of(const char *name, const char *what)
{
    static char key[64];
    snprintf(key, sizeof key, "%s_%s", name, what);
    return key;
}

/* The same cluster sizes, in whatever order. */
static void check_sizes(const quen_kmeans *m, const golden *g, const char *name)
{
    size_t k;
    const double *counts = golden_get(g, key_of(name, "plain_counts"), &k);
    assert_int_equal(k, quen_kmeans_n_clusters(m));
    double *expected = new_array(k, sizeof *expected),
           *found = new_array(k, sizeof *found);
    for (size_t c = 0; c < k; c++) {
        expected[c] = counts[c];
        found[c] = (double)quen_kmeans_sizes(m)[c];
    }
    qsort(expected, k, sizeof *expected, compare_sizes);
    qsort(found, k, sizeof *found, compare_sizes);
    assert_memory_equal(expected, found, k * sizeof *found);
    free(expected);
    free(found);
}

static void check_centers(const quen_kmeans *m, const golden *g, const char *name)
{
    size_t cells, d = quen_kmeans_n_columns(m), k = quen_kmeans_n_clusters(m);
    const double *expected = golden_get(g, key_of(name, "centres"), &cells);
    assert_int_equal(cells, k * d);
    for (size_t c = 0; c < k; c++) {
        const double *near = quen_kmeans_centers(m) +
                             nearest(expected + c * d, quen_kmeans_centers(m), k, d) * d;
        for (size_t j = 0; j < d; j++)
            assert_close(near[j], expected[c * d + j], 1e-9);
    }
}

static void check_golden(const golden *g, const char *name, points p, size_t k,
                         const double *init, const double *weights, double slack)
{
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_kmeans_options o = options_of(k, init, weights);
    quen_kmeans *m = fit(ctx, p, &o);
    check_model(m, p, &o);
    assert_int_equal(quen_kmeans_converged(m), 1);
    assert_int_equal(quen_kmeans_n_iterations(m),
                     golden_one(g, key_of(name, "plain_n_iter")));
    assert_close(quen_kmeans_inertia(m), golden_one(g, key_of(name, "plain_inertia")),
                 1e-12);
    assert_true(quen_kmeans_inertia(m) <=
                golden_one(g, key_of(name, "inertia")) * (1 + slack));
    check_sizes(m, g, name);
    if (strncmp(name, "letter", 6) != 0)
        check_centers(m, g, name);
    quen_kmeans_free(m);
    quen_context_free(ctx);
}

/* Some rows of the set as starts. */
static void check_golden_set(const golden *g, const char *name, double slack)
{
    size_t k;
    const double *rows = golden_get(g, key_of(name, "start_rows"), &k);
    points p = read_set(name);
    assert_int_equal(p.n, golden_one(g, key_of(name, "n")));
    assert_int_equal(p.d, golden_one(g, key_of(name, "d")));
    double *init = new_array(k * p.d, sizeof *init);
    for (size_t c = 0; c < k; c++)
        memcpy(init + c * p.d, p.x + (size_t)rows[c] * p.d, p.d * sizeof *init);
    check_golden(g, name, p, k, init, NULL, slack);
    free(init);
    free(p.x);
}

/*
 * scikit-learn's own result for `letter` hangs on how it rounds ties in the first sweep.
 */
static void test_golden_sets(void **state)
{
    (void)state;
    data_path("clustering_benchmark/letter.arff.gz"); /* skips here if there is no data */
    golden *g = golden_open("kmeans.txt");
    check_golden_set(g, "s_set1", 1e-9);
    check_golden_set(g, "wholesale", 1e-9);
    check_golden_set(g, "letter", 1e-4);
    golden_close(g);
}

/* Start j is the mean of rows j, j + 26, ...: no ties. */
static void test_golden_letter_mod(void **state)
{
    (void)state;
    points p = read_set("letter");
    golden *g = golden_open("kmeans.txt");
    double *init = new_array(26 * p.d, sizeof *init);
    for (size_t c = 0; c < 26; c++) {
        size_t n = 0;
        for (size_t i = c; i < p.n; i += 26, n++)
            for (size_t j = 0; j < p.d; j++)
                init[c * p.d + j] += p.x[i * p.d + j];
        for (size_t j = 0; j < p.d; j++)
            init[c * p.d + j] /= (double)n;
    }
    check_golden(g, "letter_mod", p, 26, init, NULL, 1e-9);
    free(init);
    free(p.x);
    golden_close(g);
}

static void test_golden_hand(void **state)
{
    (void)state;
    size_t n;
    golden *g = golden_open("kmeans.txt");
    const double *x = golden_get(g, "hand_x", &n), *w = golden_get(g, "hand_w", &n);
    const double *empty = golden_get(g, "empty_start", &n);
    points p = {new_array(48, sizeof(double)), 24, 2};
    memcpy(p.x, x, 48 * sizeof *x);
    const double init[6] = {x[0], x[1], x[4], x[5], x[18], x[19]};
    check_golden(g, "hand", p, 3, init, NULL, 1e-9);
    check_golden(g, "hand_weighted", p, 3, init, w, 1e-9);
    check_golden(g, "empty", p, 3, empty, NULL, 1e-9);
    check_golden(g, "empty_weighted", p, 3, empty, w, 1e-9);
    free(p.x);
    golden_close(g);
}

/* Ten starts of ours are no worse than ten of scikit-learn's, whatever the seed. */
static void test_starts_are_good(void **state)
{
    (void)state;
    points p = read_set("s_set1");
    golden *g = golden_open("kmeans.txt");
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    double best = golden_one(g, "s_set1_best_inertia");
    for (uint64_t seed = 0; seed < 5; seed++) {
        quen_kmeans_options o = options_of(15, NULL, NULL);
        o.seed = seed;
        o.n_init = 10;
        quen_kmeans *m = fit(ctx, p, &o);
        assert_true(quen_kmeans_inertia(m) <= best * (1 + 1e-9));
        quen_kmeans_free(m);
    }
    quen_context_free(ctx);
    free(p.x);
    golden_close(g);
}

/* --- weights and coinciding points --- */

/* A weight of 3 is a row that stands there three times; one of 0 is no row. */
static void test_weights_are_copies(void **state)
{
    (void)state;
    points p = make_points(600, 3, 6, 8), copies = {NULL, 0, 3};
    double *w = new_array(p.n, sizeof *w);
    copies.x = new_array(p.n * 3 * 3, sizeof *copies.x);
    for (size_t i = 0; i < p.n; i++) {
        w[i] = (double)(i % 4);
        for (size_t j = 0; j < 3; j++)
            p.x[i * 3 + j] = floor(p.x[i * 3 + j]);
        for (size_t copy = 0; copy < i % 4; copy++)
            memcpy(copies.x + copies.n++ * 3, p.x + i * 3, 3 * sizeof *p.x);
    }
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options o = options_of(5, p.x, w);
    quen_kmeans *a = fit(ctx, p, &o);
    o.weights = NULL;
    quen_kmeans *b = fit(ctx, copies, &o);
    assert_memory_equal(quen_kmeans_centers(a), quen_kmeans_centers(b),
                        15 * sizeof(double));
    assert_int_equal(quen_kmeans_n_iterations(a), quen_kmeans_n_iterations(b));
    assert_close(quen_kmeans_inertia(a), quen_kmeans_inertia(b), 1e-12);
    quen_kmeans_free(b);
    for (size_t i = 0; i < p.n; i++)
        w[i] *= 0x1p-30; /* which add up to less than 1 */
    o.weights = w;
    b = fit(ctx, p, &o);
    assert_memory_equal(quen_kmeans_centers(a), quen_kmeans_centers(b),
                        15 * sizeof(double));
    assert_close(quen_kmeans_inertia(a) * 0x1p-30, quen_kmeans_inertia(b), 1e-12);
    quen_kmeans_free(a);
    quen_kmeans_free(b);
    quen_context_free(ctx);
    free(copies.x);
    free(w);
    free(p.x);
}

/*
 * Several clusters empty from the first sweep on, a heavy row, rows that weigh nothing.
 */
static void test_empty_clusters(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    points p = make_points(300, 2, 9, 10);
    double init[14], *w = new_array(p.n, sizeof *w);
    for (size_t i = 0; i < p.n; i++)
        w[i] = i % 3 == 0 ? 0 : i == 7 ? 1e16 : 1;
    for (size_t c = 0; c < 7; c++) {
        init[2 * c] = c < 2 ? (double)c * 5 : 1000.0 * (double)c;
        init[2 * c + 1] = 3;
    }
    quen_kmeans_options o = options_of(7, init, NULL);
    compare_with_plain(ctx, p, &o);
    o.weights = w;
    compare_with_plain(ctx, p, &o);
    quen_kmeans *m = fit(ctx, p, &o);
    for (size_t c = 0; c < 7; c++)
        assert_true(quen_kmeans_sizes(m)[c] > 0);
    quen_kmeans_free(m);
    free(w);
    free(p.x);
    quen_context_free(ctx);
}

/* Fewer different points than clusters: all are found, the other clusters stay empty. */
static void test_few_different_points(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    points p = {new_array(24, sizeof(double)), 12, 2};
    for (size_t i = 0; i < p.n; i++)
        p.x[2 * i] = (double)(i % 3);
    for (size_t k = 3; k <= 12; k++) {
        quen_kmeans_options o = options_of(k, NULL, NULL);
        quen_kmeans *m = fit(ctx, p, &o);
        check_model(m, p, &o);
        assert_true(quen_kmeans_inertia(m) == 0);
        assert_int_equal(quen_kmeans_converged(m), 1);
        quen_kmeans_free(m);
        o.init = p.x;
        compare_with_plain(ctx, p, &o);
    }
    free(p.x);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equals_plain_lloyd),
        cmocka_unit_test(test_rounding_and_ties),
        cmocka_unit_test(test_tiny_values),
        cmocka_unit_test(test_golden_sets),
        cmocka_unit_test(test_golden_letter_mod),
        cmocka_unit_test(test_golden_hand),
        cmocka_unit_test(test_starts_are_good),
        cmocka_unit_test(test_weights_are_copies),
        cmocka_unit_test(test_empty_clusters),
        cmocka_unit_test(test_few_different_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
