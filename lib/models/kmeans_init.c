/*
 * Greedy k-means++: each new centre is drawn with probability proportional to the
 * weighted squared distance to the centres so far; of several candidates the one that
 * leaves the least of it is kept. Source: Arthur & Vassilvitskii, "k-means++", SODA 2007,
 * section 6.
 *
 * A draw inverts the cumulative sum: first over the chunks' masses in chunk order, then
 * over the rows of one chunk, so that it is the same row at any thread count.
 */
#include "models/kmeans_lloyd.h"

#include <math.h>
#include <string.h>

#include "core/rng.h"

#define BLOCK QUEN__KMEANS_BLOCK

typedef struct seeding {
    const quen__kmeans_data *data;
    size_t trials;        /* candidates of this step */
    double *closest;      /* n: squared distance to the nearest centre so far */
    double *mass;         /* chunks: of weight times closest */
    double *weight_mass;  /* chunks: of weight */
    double *candidates;   /* trials x d */
    double *lanes;        /* chunks x trials x QUEN__TILE: what each would leave */
    double *potential;    /* trials */
    const double *chosen; /* the newest centre */
} seeding;

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
    for (size_t i = rows.first; i < rows.last; i++) {
        sum += weight_of(s->data, i);
        s->closest[i] = INFINITY;
    }
    s->weight_mass[chunk] = sum;
}

static void try_chunk(void *user, size_t chunk, unsigned worker)
{
    seeding *s = user;
    const quen__kmeans_data *data = s->data;
    quen__range rows = quen__chunk_range(&data->chunks, chunk);
    double *lanes = s->lanes + chunk * s->trials * QUEN__TILE;
    memset(lanes, 0, s->trials * QUEN__TILE * sizeof *lanes);
    quen__points p = quen__points_from(&data->points, rows.first);
    data->kernels->potential(&p, data->weights ? data->weights + rows.first : NULL,
                             s->closest + rows.first, rows.last - rows.first,
                             s->candidates, s->trials, quen__kmeans_room(data, worker),
                             lanes);
}

static void choose_chunk(void *user, size_t chunk, unsigned worker)
{
    seeding *s = user;
    const quen__kmeans_data *data = s->data;
    quen__range rows = quen__chunk_range(&data->chunks, chunk);
    double distance[BLOCK];
    for (size_t i = rows.first; i < rows.last; i += BLOCK) {
        size_t n = rows.last - i < BLOCK ? rows.last - i : BLOCK;
        quen__points p = quen__points_from(&data->points, i);
        data->kernels->distances(&p, n, s->chosen, 1, quen__kmeans_room(data, worker),
                                 distance);
        for (size_t at = 0; at < n; at++)
            if (distance[at] < s->closest[i + at])
                s->closest[i + at] = distance[at];
    }
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

/*
 * Rounding may leave a target beyond the end: then it is the last row that has any mass.
 */
static size_t draw_row(const seeding *s, const double *mass, double target)
{
    const quen__kmeans_data *data = s->data;
    quen__range rows =
        quen__chunk_range(&data->chunks, draw_chunk(mass, data->chunks.count, &target));
    size_t drawn = rows.first;
    double sum = 0;
    for (size_t i = rows.first; i < rows.last && sum <= target; i++) {
        double w = weight_of(data, i), m = mass == s->mass ? w * s->closest[i] : w;
        drawn = m > 0 ? i : drawn;
        sum += m;
    }
    return drawn;
}

/* With nothing left between rows and centres, rows are drawn by weight alone. */
static void draw_candidates(seeding *s, uint64_t seed, uint64_t start, uint64_t counter)
{
    const quen__kmeans_data *data = s->data;
    const double *mass =
        sum_of(s->mass, data->chunks.count) > 0 ? s->mass : s->weight_mass;
    double total = sum_of(mass, data->chunks.count);
    for (size_t t = 0; t < s->trials; t++) {
        double target = quen__random_unit(seed, start, counter + t) * total;
        double *candidate = s->candidates + t * data->d;
        const double *x =
            quen__points_row(&data->points, draw_row(s, mass, target), candidate);
        if (x != candidate)
            memcpy(candidate, x, data->d * sizeof *x);
    }
}

/* --- choosing --- */

static void fold_potential(seeding *s)
{
    memset(s->potential, 0, s->trials * sizeof *s->potential);
    for (size_t chunk = 0; chunk < s->data->chunks.count; chunk++)
        for (size_t t = 0; t < s->trials; t++)
            s->potential[t] +=
                quen__fold_lanes(s->lanes + (chunk * s->trials + t) * QUEN__TILE);
}

static size_t best_candidate(const seeding *s)
{
    size_t best = 0;
    for (size_t t = 1; t < s->trials; t++)
        if (s->potential[t] < s->potential[best])
            best = t;
    return best;
}

static quen_status for_chunks(seeding *s, quen__chunk_fn fn)
{
    return quen__parallel_for(s->data->ctx, s->data->chunks.count, fn, s, NULL, 0, 1);
}

/* Keep the candidate that leaves the least, the first among equals. */
static quen_status choose(seeding *s, double *center)
{
    quen_status status = for_chunks(s, try_chunk);
    if (status != QUEN_OK)
        return status;
    fold_potential(s);
    size_t best = best_candidate(s);
    for (size_t chunk = 0; chunk < s->data->chunks.count; chunk++)
        s->mass[chunk] =
            quen__fold_lanes(s->lanes + (chunk * s->trials + best) * QUEN__TILE);
    memcpy(center, s->candidates + best * s->data->d, s->data->d * sizeof *center);
    s->chosen = center;
    return for_chunks(s, choose_chunk);
}

static quen_status choose_all(seeding *s, size_t trials, uint64_t seed, uint64_t start,
                              double *centers)
{
    size_t k = s->data->k, d = s->data->d;
    quen_status status = for_chunks(s, weigh_chunk);
    for (size_t c = 0; c < k && status == QUEN_OK; c++) {
        s->trials = c == 0 ? 1 : trials; /* the first centre is a plain draw */
        draw_candidates(s, seed, start, (uint64_t)c * trials);
        status = choose(s, centers + c * d);
        if (status == QUEN_OK)
            status = quen__kmeans_tell(s->data, (double)(c + 1) / (double)k);
    }
    return status;
}

quen_status quen__kmeans_seed(const quen__kmeans_data *data, size_t trials, uint64_t seed,
                              uint64_t start, double *centers)
{
    quen__temp temp = QUEN__TEMP(data->ctx);
    size_t chunks = data->chunks.count;
    seeding s = {.data = data};
    quen_status status = QUEN_ERR_MEMORY;
    if ((s.closest = quen__temp_new(&temp, data->n, sizeof(double))) &&
        (s.mass = quen__temp_zero(&temp, chunks, sizeof(double))) &&
        (s.weight_mass = quen__temp_new(&temp, chunks, sizeof(double))) &&
        (s.candidates = quen__temp_new(&temp, trials, data->d * sizeof(double))) &&
        (s.lanes = quen__temp_new(&temp, trials, chunks * QUEN__TILE * sizeof(double))) &&
        (s.potential = quen__temp_new(&temp, trials, sizeof(double))))
        status = choose_all(&s, trials, seed, start, centers);
    quen__temp_close(&temp);
    return status;
}
