/*
 * Lloyd's iteration with the bounds of Hamerly ("Making k-means even faster", SDM 2010).
 * For each row we keep an upper bound on the distance to its own centre and a lower bound
 * on that to any other; while the one is below the other the label cannot change. Every
 * bound is widened by more than all rounding that it went through, so that a row is
 * passed over only if the plain method, which computes every distance, would come to the
 * same label.
 *
 * The sums behind the centres are computed anew in each sweep, in one fixed order; adding
 * and subtracting only what changed would be faster and let rounding errors grow.
 */
#include "models/kmeans_lloyd.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define BLOCK QUEN__KMEANS_BLOCK

/*
 * Distances below this may have lost all their bits to underflow; it drowns such errors.
 */
#define TINY 1e-150

/* What one addition and one multiplication of a bound may lose, several times over. */
#define ROUND_UP (1 + 8 * DBL_EPSILON)
#define ROUND_DOWN (1 - 8 * DBL_EPSILON)

/* From so many centres on it pays to compute one distance in the hope to save k. */
#define TIGHTEN_FROM 12u

quen__chunks quen__kmeans_chunks(size_t n, size_t k)
{
    return quen__cut(n, k > 1024 ? k : 1024);
}

double *quen__kmeans_tile(const quen__kmeans_data *data, unsigned worker)
{
    return data->tiles + worker * QUEN__TILE * data->d;
}

quen_status quen__kmeans_tell(const quen__kmeans_data *data, double done)
{
    quen__kmeans_progress *p = data->progress;
    double now = p->from + (p->to - p->from) * done;
    if (p->steps++ < p->due && p->told >= 0 && now - p->told < 0.005)
        return QUEN_OK;
    p->due = p->steps + p->steps / 8;
    p->told = now;
    return quen__progress(data->ctx, "kmeans", now);
}

/* --- accumulate, merge, finish --- */

/*
 * Each chunk's place begins on a cache line, so that threads do not write to the same
 * one.
 */
static size_t line_up(size_t n)
{
    return n + (8 - n % 8) % 8;
}

int quen__kmeans_parts_new(quen__temp *temp, size_t n, size_t k, size_t d,
                           quen__kmeans_part *parts)
{
    size_t cells = line_up(k * d), lines = line_up(k);
    double *sums = quen__temp_new(temp, n, cells * sizeof *sums);
    double *weight = quen__temp_new(temp, n, lines * sizeof *weight);
    uint64_t *count = quen__temp_new(temp, n, lines * sizeof *count);
    if (!sums || !weight || !count)
        return 0;
    for (size_t i = 0; i < n; i++)
        parts[i] = (quen__kmeans_part){sums + i * cells, weight + i * lines,
                                       count + i * lines, 0};
    return 1;
}

void quen__kmeans_part_clear(quen__kmeans_part *part, size_t k, size_t d)
{
    memset(part->sums, 0, k * d * sizeof *part->sums);
    memset(part->weight, 0, k * sizeof *part->weight);
    memset(part->count, 0, k * sizeof *part->count);
    part->cost = 0;
}

static double cost_of(const quen__kmeans_data *data, const uint32_t *labels,
                      const double *centers, quen__range rows)
{
    double cost = 0;
    size_t d = data->d;
    for (size_t i = rows.first; i < rows.last; i++) {
        double distance = quen__distance(data->x + i * d, centers + labels[i] * d, d);
        cost += data->weights ? data->weights[i] * distance : distance;
    }
    return cost;
}

void quen__kmeans_accumulate(const quen__kmeans_data *data, const uint32_t *labels,
                             const double *centers, quen__range rows,
                             quen__kmeans_part *part)
{
    data->kernels->add_rows(data->x + rows.first * data->d,
                            data->weights ? data->weights + rows.first : NULL,
                            labels + rows.first, rows.last - rows.first, data->d,
                            part->sums, part->weight, part->count);
    if (centers)
        part->cost += cost_of(data, labels, centers, rows);
}

void quen__kmeans_merge(quen__kmeans_part *into, const quen__kmeans_part *from, size_t k,
                        size_t d)
{
    for (size_t i = 0; i < k * d; i++)
        into->sums[i] += from->sums[i];
    for (size_t c = 0; c < k; c++) {
        into->weight[c] += from->weight[c];
        into->count[c] += from->count[c];
    }
    into->cost += from->cost;
}

void quen__kmeans_finish(const quen__kmeans_part *part, size_t k, size_t d,
                         const double *before, double *centers)
{
    for (size_t c = 0; c < k; c++)
        for (size_t j = c * d; j < (c + 1) * d; j++)
            centers[j] = part->count[c] ? part->sums[j] / part->weight[c] : before[j];
}

static void merge_all(quen__kmeans_run *run)
{
    const quen__kmeans_data *data = run->data;
    quen__kmeans_part_clear(&run->total, data->k, data->d);
    for (size_t chunk = 0; chunk < data->chunks.count; chunk++)
        quen__kmeans_merge(&run->total, &run->parts[chunk], data->k, data->d);
}

/* --- bounds --- */

/*
 * A computed distance is off by less than d + 4 roundings. Bounds leave four times as
 * much room, which also covers the distances that they are compared with.
 */
static double margin(const quen__kmeans_data *data)
{
    return 4 * (double)(data->d + 4) * DBL_EPSILON;
}

static double at_most(const quen__kmeans_data *data, double distance)
{
    return distance * (1 + margin(data)) + TINY;
}

static double at_least(const quen__kmeans_data *data, double distance)
{
    return distance * (1 - margin(data)) - TINY;
}

/* How far each centre went, and how far any but this one. Returns the squares' sum. */
static double measure_movement(quen__kmeans_run *run)
{
    const quen__kmeans_data *data = run->data;
    size_t d = data->d, far = 0;
    double sum = 0, most = 0, next = 0;
    for (size_t c = 0; c < data->k; c++) {
        double square = quen__distance(run->centers + c * d, run->previous + c * d, d);
        double moved = at_most(data, sqrt(square));
        sum += square;
        run->moved[c] = moved;
        next = moved > most ? most : moved > next ? moved : next;
        far = moved > most ? c : far;
        most = moved > most ? moved : most;
    }
    for (size_t c = 0; c < data->k; c++)
        run->others[c] = c == far ? next : most;
    return sum;
}

/* A row nearer to its centre than half the way to the next centre is nearest to it. */
static void measure_halves(quen__kmeans_run *run)
{
    const quen__kmeans_data *data = run->data;
    uint32_t label[BLOCK];
    double first[BLOCK], second[BLOCK];
    for (size_t c = 0; c < data->k; c += BLOCK) {
        size_t m = data->k - c < BLOCK ? data->k - c : BLOCK;
        data->kernels->nearest(run->centers + c * data->d, NULL, m, data->d, run->centers,
                               data->k, data->tiles, label, first, second);
        for (size_t i = 0; i < m; i++)
            run->half[c + i] = at_least(data, 0.5 * sqrt(second[i]));
    }
}

/* No bound holds any more: the next sweep computes every distance. */
static void forget_bounds(quen__kmeans_run *run)
{
    for (size_t i = 0; i < run->data->n; i++) {
        run->upper[i] = INFINITY;
        run->lower[i] = 0;
    }
    memset(run->moved, 0, run->data->k * sizeof *run->moved);
    memset(run->others, 0, run->data->k * sizeof *run->others);
}

/* --- labels --- */

/* Move the bounds with the centres; list the rows that they do not decide. */
static size_t list_undecided(quen__kmeans_run *run, size_t first, size_t n,
                             uint32_t *rows)
{
    const uint32_t *labels = run->labels + first;
    double *upper = run->upper + first, *lower = run->lower + first;
    size_t listed = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = labels[i];
        upper[i] = (upper[i] + run->moved[c]) * ROUND_UP;
        lower[i] = (lower[i] - run->others[c]) * ROUND_DOWN;
        double least = lower[i] > run->half[c] ? lower[i] : run->half[c];
        rows[listed] = (uint32_t)i;
        listed += !(upper[i] < least);
    }
    return listed;
}

/* Of these, list those that are still undecided with the true distance as upper bound. */
static size_t tighten(quen__kmeans_run *run, size_t first, uint32_t *rows, size_t n)
{
    const quen__kmeans_data *data = run->data;
    size_t listed = 0, d = data->d;
    for (size_t i = 0; i < n; i++) {
        size_t row = first + rows[i], c = run->labels[row];
        double square = quen__distance(data->x + row * d, run->centers + c * d, d);
        double least = run->lower[row] > run->half[c] ? run->lower[row] : run->half[c];
        run->upper[row] = at_most(data, sqrt(square));
        rows[listed] = rows[i];
        listed += !(run->upper[row] < least);
    }
    return listed;
}

/* Compute all distances of these rows. Returns how many labels changed. */
static size_t settle(quen__kmeans_run *run, size_t first, const uint32_t *rows, size_t n,
                     double *tile)
{
    const quen__kmeans_data *data = run->data;
    uint32_t label[BLOCK];
    double near[BLOCK], next[BLOCK];
    size_t changed = 0;
    data->kernels->nearest(data->x + first * data->d, rows, n, data->d, run->centers,
                           data->k, tile, label, near, next);
    data->kernels->root(near, n);
    data->kernels->root(next, n);
    for (size_t i = 0; i < n; i++) {
        size_t row = first + rows[i];
        changed += run->labels[row] != label[i];
        run->labels[row] = label[i];
        run->upper[row] = at_most(data, near[i]);
        run->lower[row] = at_least(data, next[i]);
    }
    return changed;
}

static size_t label_block(quen__kmeans_run *run, size_t first, size_t n, double *tile)
{
    uint32_t rows[BLOCK];
    size_t listed = list_undecided(run, first, n, rows);
    if (run->data->k >= TIGHTEN_FROM && run->iterations > 1)
        listed = tighten(run, first, rows, listed);
    return listed ? settle(run, first, rows, listed, tile) : 0;
}

static void label_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__kmeans_run *run = user;
    quen__range rows = quen__chunk_range(&run->data->chunks, chunk);
    double *tile = quen__kmeans_tile(run->data, worker);
    run->changed[chunk] = 0;
    for (size_t i = rows.first; i < rows.last; i += BLOCK) {
        size_t n = rows.last - i < BLOCK ? rows.last - i : BLOCK;
        run->changed[chunk] += label_block(run, i, n, tile);
    }
}

/* --- sums --- */

static void sum_chunk(quen__kmeans_run *run, size_t chunk, const double *centers)
{
    const quen__kmeans_data *data = run->data;
    quen__kmeans_part *part = &run->parts[chunk];
    quen__kmeans_part_clear(part, data->k, data->d);
    quen__kmeans_accumulate(data, run->labels, centers,
                            quen__chunk_range(&data->chunks, chunk), part);
}

static void recount_chunk(void *user, size_t chunk, unsigned worker)
{
    (void)worker;
    sum_chunk(user, chunk, NULL);
}

static void cost_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__kmeans_run *run = user;
    (void)worker;
    sum_chunk(run, chunk, run->centers);
}

/* The same labels give the same sums, bit for bit, so a chunk at rest keeps its own. */
static void sweep_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__kmeans_run *run = user;
    label_chunk(run, chunk, worker);
    if (run->changed[chunk] || run->stale)
        sum_chunk(run, chunk, NULL);
}

static quen_status for_chunks(quen__kmeans_run *run, quen__chunk_fn fn)
{
    return quen__parallel_for(run->data->ctx, run->data->chunks.count, fn, run, NULL, 0,
                              1);
}

static size_t total_changed(const quen__kmeans_run *run)
{
    size_t changed = 0;
    for (size_t chunk = 0; chunk < run->data->chunks.count; chunk++)
        changed += run->changed[chunk];
    return changed;
}

/* --- empty clusters --- */

/*
 * The distance of each row to its centre, in place of the lower bounds; -1: may not move.
 */
static void distance_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__kmeans_run *run = user;
    const quen__kmeans_data *data = run->data;
    quen__range rows = quen__chunk_range(&data->chunks, chunk);
    size_t d = data->d;
    (void)worker;
    for (size_t i = rows.first; i < rows.last; i++) {
        double square =
            quen__distance(data->x + i * d, run->centers + run->labels[i] * d, d);
        run->lower[i] = data->weights && !(data->weights[i] > 0) ? -1 : square;
    }
}

/*
 * The row farthest from its centre, the lowest among equals; n if none is off its centre.
 */
static size_t find_farthest(const quen__kmeans_run *run)
{
    size_t n = run->data->n, far = n;
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        if (run->lower[i] > most) {
            most = run->lower[i];
            far = i;
        }
    }
    return far;
}

/* The next row that may leave its cluster, which must keep another. */
static size_t next_refugee(quen__kmeans_run *run)
{
    size_t row = find_farthest(run);
    while (row < run->data->n) {
        run->lower[row] = -1;
        if (run->total.count[run->labels[row]] > 1)
            break;
        row = find_farthest(run);
    }
    return row;
}

/* Give each empty cluster a row. Returns how many rows moved. */
static size_t move_refugees(quen__kmeans_run *run)
{
    size_t moved = 0;
    for (uint32_t c = 0; c < run->data->k; c++) {
        if (run->total.count[c])
            continue;
        size_t row = next_refugee(run);
        if (row == run->data->n)
            break;
        run->refugees[moved] = row;
        run->homes[moved++] = run->labels[row];
        run->total.count[run->labels[row]]--;
        run->labels[row] = c;
    }
    return moved;
}

static int any_empty(const quen__kmeans_run *run)
{
    for (size_t c = 0; c < run->data->k; c++)
        if (run->total.count[c] == 0)
            return 1;
    return 0;
}

/*
 * Restart empty clusters at the rows farthest from their centres. The rows move for as
 * long as the sums are computed again: subtracting them from the sums that they are in
 * would leave rounding errors, all that there is if a heavy row leaves a light one.
 */
static quen_status refill_empty(quen__kmeans_run *run)
{
    if (!any_empty(run))
        return QUEN_OK;
    quen_status status = for_chunks(run, distance_chunk);
    if (status != QUEN_OK)
        return status;
    size_t moved = move_refugees(run);
    memset(run->lower, 0, run->data->n * sizeof *run->lower);
    if (moved == 0)
        return QUEN_OK;
    status = for_chunks(run, recount_chunk);
    merge_all(run);
    for (size_t i = 0; i < moved; i++)
        run->labels[run->refugees[i]] = run->homes[i];
    run->stale = 1;
    return status;
}

/* --- iteration --- */

quen_status quen__kmeans_run_new(quen__temp *temp, const quen__kmeans_data *data,
                                 quen__kmeans_run *run)
{
    size_t n = data->n, k = data->k, d = data->d, chunks = data->chunks.count;
    memset(run, 0, sizeof *run);
    run->data = data;
    if (!(run->centers = quen__temp_new(temp, k, d * sizeof(double))) ||
        !(run->previous = quen__temp_new(temp, k, d * sizeof(double))) ||
        !(run->labels = quen__temp_new(temp, n, sizeof(uint32_t))) ||
        !(run->upper = quen__temp_new(temp, n, sizeof(double))) ||
        !(run->lower = quen__temp_new(temp, n, sizeof(double))) ||
        !(run->moved = quen__temp_new(temp, k, sizeof(double))) ||
        !(run->others = quen__temp_new(temp, k, sizeof(double))) ||
        !(run->half = quen__temp_new(temp, k, sizeof(double))) ||
        !(run->parts = quen__temp_new(temp, chunks, sizeof *run->parts)) ||
        !(run->changed = quen__temp_new(temp, chunks, sizeof *run->changed)) ||
        !(run->refugees = quen__temp_new(temp, k, sizeof *run->refugees)) ||
        !(run->homes = quen__temp_new(temp, k, sizeof *run->homes)) ||
        !quen__kmeans_parts_new(temp, chunks, k, d, run->parts) ||
        !quen__kmeans_parts_new(temp, 1, k, d, &run->total))
        return QUEN_ERR_MEMORY;
    return QUEN_OK;
}

/* One sweep: labels, sums, centres. *movement receives the centres' squared movement. */
static quen_status sweep(quen__kmeans_run *run, size_t *changed, double *movement)
{
    const quen__kmeans_data *data = run->data;
    measure_halves(run);
    quen_status status = for_chunks(run, sweep_chunk);
    if (status != QUEN_OK)
        return status;
    run->stale = 0;
    *changed = total_changed(run);
    merge_all(run);
    status = refill_empty(run);
    memcpy(run->previous, run->centers, data->k * data->d * sizeof(double));
    quen__kmeans_finish(&run->total, data->k, data->d, run->previous, run->centers);
    *movement = measure_movement(run);
    return status;
}

/* What the result costs, its labels being those of the last centres. */
static quen_status settle_accounts(quen__kmeans_run *run)
{
    size_t size = run->data->k * run->data->d * sizeof(double);
    quen_status status = QUEN_OK;
    if (memcmp(run->centers, run->previous, size) != 0) {
        measure_halves(run);
        status = for_chunks(run, label_chunk);
    }
    if (status == QUEN_OK)
        status = for_chunks(run, cost_chunk);
    merge_all(run);
    run->inertia = run->total.cost;
    return status;
}

quen_status quen__kmeans_lloyd(quen__kmeans_run *run, uint32_t max_iter, double tol)
{
    forget_bounds(run);
    memset(run->labels, 0, run->data->n * sizeof *run->labels);
    run->stale = 1;
    run->converged = 0;
    run->iterations = 0;
    while (!run->converged && run->iterations < max_iter) {
        size_t changed;
        double movement;
        run->iterations++;
        quen_status status = sweep(run, &changed, &movement);
        if (status == QUEN_OK)
            status =
                quen__kmeans_tell(run->data, run->iterations / (run->iterations + 10.0));
        if (status != QUEN_OK)
            return status;
        int at_rest = changed == 0 && run->iterations > 1 && !run->stale;
        run->converged = at_rest || movement <= tol;
    }
    return settle_accounts(run);
}
