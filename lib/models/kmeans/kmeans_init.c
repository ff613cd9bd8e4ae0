/*
 * Greedy k-means++: each new centre is drawn with probability proportional to the
 * weighted squared distance to the centres so far; of several candidates the one that
 * leaves the least of it is kept. Source: Arthur & Vassilvitskii, "k-means++", SODA 2007,
 * section 6. A pass over the rows measures them to the newest centre and to all
 * candidates for the next.
 *
 * A draw inverts the cumulative sum: first over the chunks' masses in chunk order, then
 * over the rows of one chunk, so that it is the same row at any thread count.
 */
#include "models/kmeans/kmeans_init.h"

#include <string.h>

#include "core/rng.h"

#define BLOCK QUEN__KMEANS_BLOCK

typedef quen__kmeans_seeding seeding;

static double weight_of(const quen__kmeans_data *data, size_t row)
{
    return data->weights ? data->weights[row] : 1;
}

/* --- passes over the rows --- */

static void weigh_chunk(void *user, size_t chunk, unsigned worker)
{
    seeding *s = user;
    quen__range rows = quen__chunk_range(&s->data->chunks, chunk);
    double sum = 0;
    (void)worker;
    for (size_t i = rows.first; i < rows.last; i++)
        sum += weight_of(s->data, i);
    s->weight_mass[chunk] = sum;
}

static void try_chunk(void *user, size_t chunk, unsigned worker)
{
    seeding *s = user;
    const quen__kmeans_data *data = s->data;
    quen__range rows = quen__chunk_range(&data->chunks, chunk);
    double *lanes = s->lanes + chunk * s->trials * QUEN__TILE;
    memset(lanes, 0, s->trying * QUEN__TILE * sizeof *lanes);
    quen__points p = quen__points_from(&data->points, rows.first);
    data->kernels->potential(&p, data->weights ? data->weights + rows.first : NULL,
                             rows.last - rows.first, s->newest, s->candidates, s->trying,
                             s->closest + rows.first, quen__kmeans_scratch(data, worker),
                             lanes);
}

/* --- drawing --- */

static double sum_of(const double *mass, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += mass[i];
    return sum;
}

/* The chunk that `target` falls into; *target becomes what is left of it there. */
static size_t draw_chunk(const double *mass, size_t n, double *target)
{
    size_t drawn = 0;
    for (size_t chunk = 0; chunk < n; chunk++) {
        if (!(mass[chunk] > 0))
            continue;
        drawn = chunk;
        if (*target < mass[chunk])
            break;
        *target -= mass[chunk];
    }
    return drawn;
}

/* The masses of n rows; the pass that takes the newest centre in comes after the draw. */
static void masses_of(const seeding *s, const double *mass, size_t first, size_t n,
                      double *out)
{
    const quen__kmeans_data *data = s->data;
    quen__points p = quen__points_from(&data->points, first);
    if (mass == s->mass)
        data->kernels->distances(&p, n, s->newest, 1, data->scratch, out);
    for (size_t i = 0; i < n; i++) {
        double near = 1;
        if (mass == s->mass)
            near = out[i] < s->closest[first + i] ? out[i] : s->closest[first + i];
        out[i] = weight_of(data, first + i) * near;
    }
}

/*
 * Rounding may leave a target beyond the end: then it is the last row that has any mass.
 */
static size_t draw_row(const seeding *s, const double *mass, double target)
{
    const quen__kmeans_data *data = s->data;
    quen__range rows =
        quen__chunk_range(&data->chunks, draw_chunk(mass, data->chunks.count, &target));
    size_t drawn = rows.first;
    double sum = 0, some[BLOCK];
    for (size_t i = rows.first; i < rows.last && sum <= target; i += BLOCK) {
        size_t n = rows.last - i < BLOCK ? rows.last - i : BLOCK;
        masses_of(s, mass, i, n, some);
        for (size_t at = 0; at < n && sum <= target; at++) {
            drawn = some[at] > 0 ? i + at : drawn;
            sum += some[at];
        }
    }
    return drawn;
}

/* With nothing left between rows and centres, rows are drawn by weight alone. */
static void draw_candidates(seeding *s, uint64_t seed, uint64_t start, uint64_t counter)
{
    const quen__kmeans_data *data = s->data;
    int any = s->newest && sum_of(s->mass, data->chunks.count) > 0;
    const double *mass = any ? s->mass : s->weight_mass;
    double total = sum_of(mass, data->chunks.count);
    for (size_t t = 0; t < s->trying; t++) {
        double target = quen__random_unit(seed, start, counter + t) * total;
        double *candidate = s->candidates + t * data->d;
        const double *x =
            quen__points_row(&data->points, draw_row(s, mass, target), candidate);
        if (x != candidate)
            memcpy(candidate, x, data->d * sizeof *x);
    }
}

/* --- choosing --- */

/* What candidate t would leave in a chunk. */
static double left_in(const seeding *s, size_t chunk, size_t t)
{
    return quen__kernels_fold_lanes(s->lanes + (chunk * s->trials + t) * QUEN__TILE);
}

/* The candidate that leaves the least, the first among equals. */
static size_t best_candidate(const seeding *s)
{
    size_t best = 0;
    double least = 0;
    for (size_t t = 0; t < s->trying; t++) {
        double left = 0;
        for (size_t chunk = 0; chunk < s->data->chunks.count; chunk++)
            left += left_in(s, chunk, t);
        if (t == 0 || left < least) {
            best = t;
            least = left;
        }
    }
    return best;
}

static quen_status for_chunks(seeding *s, quen__chunk_fn fn)
{
    return quen__parallel_for(s->data->ctx, s->data->chunks.count, fn, s, NULL, 0, 1);
}

/* Take the newest centre in, and choose the next. */
static quen_status choose(seeding *s, double *center)
{
    quen_status status = for_chunks(s, try_chunk);
    if (status != QUEN_OK)
        return status;
    size_t best = best_candidate(s);
    for (size_t chunk = 0; chunk < s->data->chunks.count; chunk++)
        s->mass[chunk] = left_in(s, chunk, best);
    memcpy(center, s->candidates + best * s->data->d, s->data->d * sizeof *center);
    s->newest = center;
    return QUEN_OK;
}

quen_status quen__kmeans_seed(quen__kmeans_seeding *s, uint64_t seed, uint64_t start,
                              double *centers)
{
    size_t k = s->data->k, d = s->data->d;
    quen_status status = QUEN_OK;
    s->newest = NULL;
    for (size_t c = 0; c < k && status == QUEN_OK; c++) {
        s->trying = c == 0 ? 1 : s->trials; /* the first centre is a plain draw */
        draw_candidates(s, seed, start, (uint64_t)c * s->trials);
        status = choose(s, centers + c * d);
        if (status == QUEN_OK)
            status = quen__kmeans_tell(s->data, (double)(c + 1) / (double)k);
    }
    return status;
}

quen_status quen__kmeans_seeding_new(quen__temp *temp, const quen__kmeans_data *data,
                                     size_t trials, quen__kmeans_seeding *s)
{
    size_t chunks = data->chunks.count;
    *s = (quen__kmeans_seeding){.data = data, .trials = trials};
    if (!(s->closest = quen__temp_new(temp, data->n, sizeof(double))) ||
        !(s->mass = quen__temp_new(temp, chunks, sizeof(double))) ||
        !(s->weight_mass = quen__temp_new(temp, chunks, sizeof(double))) ||
        !(s->candidates = quen__temp_new(temp, trials, data->d * sizeof(double))) ||
        !(s->lanes = quen__temp_new(temp, trials, chunks * QUEN__TILE * sizeof(double))))
        return QUEN_ERR_MEMORY;
    return for_chunks(s, weigh_chunk);
}
