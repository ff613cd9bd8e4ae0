/*
 * Lloyd's iteration. The points are turned into small numbers once; a sweep screens them
 * tile by tile (see math/screen.h) and reads as doubles only rows that are in doubt or
 * change their label.
 *
 * The sums behind the centres are exact (see math/exact_sum.h): rows that change their
 * label are taken out of one sum and put into another, and what is left is to the bit
 * what adding everything anew would give.
 */
#include "models/kmeans/kmeans_lloyd.h"

#include <math.h>
#include <string.h>

#define BLOCK QUEN__KMEANS_BLOCK
#define TILE QUEN__SCREEN_TILE

/* Rows times centres times columns whose work takes about as long as starting a thread.
 */
#define CHUNK_STEPS (1u << 19)

double *quen__kmeans_scratch(const quen__kmeans_data *data, unsigned worker)
{
    return data->scratch + worker * QUEN__TILE_DOUBLES(data->d);
}

static int16_t *tile_of(const quen__kmeans_data *data, size_t tile)
{
    return data->tiles + tile * QUEN__SCREEN_CELLS(data->d);
}

/* The rows of a chunk of tiles. */
static quen__range rows_of(const quen__kmeans_data *data, size_t chunk)
{
    quen__range tiles = quen__chunk_range(&data->tile_chunks, chunk);
    size_t last = tiles.last * TILE;
    return (quen__range){tiles.first * TILE, last < data->n ? last : data->n};
}

static void narrow_chunk(void *user, size_t chunk, unsigned worker)
{
    const quen__kmeans_data *data = user;
    quen__range rows = rows_of(data, chunk);
    quen__points p = quen__points_from(&data->points, rows.first);
    size_t tile = rows.first / TILE;
    (void)worker;
    data->kernels->narrow(&p, rows.last - rows.first, &data->frame, tile_of(data, tile),
                          data->outlines + tile);
}

/* Tiles per thread, at least. */
static size_t least_tiles(const quen__kmeans_data *data)
{
    size_t by_steps = CHUNK_STEPS / TILE / data->k / data->d, by_rows = 1024 / TILE;
    return by_steps > by_rows ? by_steps : by_rows;
}

static int has_room(quen__temp *temp, quen__kmeans_data *data)
{
    size_t tiles = quen__screen_tiles(data->n),
           columns = data->d + (data->weights != NULL);
    data->tile_chunks = quen__cut(tiles, least_tiles(data));
    return (data->scratch =
                quen__temp_new(temp, data->ctx->threads,
                               QUEN__TILE_DOUBLES(data->d) * sizeof(double))) &&
           (data->tiles = quen__temp_new(
                temp, tiles, QUEN__SCREEN_CELLS(data->d) * sizeof(int16_t))) &&
           (data->outlines = quen__temp_new(temp, tiles, sizeof *data->outlines)) &&
           quen__grid_new(temp, columns, &data->grid) &&
           quen__frame_new(temp, &data->points, data->n, data->n, data->reach,
                           &data->frame);
}

quen_status quen__kmeans_prepare(quen__temp *temp, quen__kmeans_data *data)
{
    if (!has_room(temp, data))
        return QUEN_ERR_MEMORY;
    for (size_t j = 0; j < data->d; j++)
        quen__grid_set(&data->grid, j, data->largest[j] * data->heaviest, data->n);
    if (data->weights)
        quen__grid_set(&data->grid, data->d, data->heaviest, data->n);
    data->grid.least = quen__grid_step(data->heaviest, data->n);
    return quen__parallel_for(data->ctx, data->tile_chunks.count, narrow_chunk, data,
                              NULL, 0, 1);
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

/* Whole lines of the cache, as the grid's columns are. */
static size_t cells_of(const quen__kmeans_data *data)
{
    return data->k * 2 * data->grid.columns;
}

int quen__kmeans_parts_new(quen__temp *temp, size_t n, const quen__kmeans_data *data,
                           quen__kmeans_part *parts)
{
    /* Each part begins on a cache line, so that threads do not write to the same one. */
    size_t cells = cells_of(data), counts = (data->k + 7) / 8 * 8;
    double *sums = quen__temp_new(temp, n, cells * sizeof *sums);
    int64_t *count = quen__temp_new(temp, n, counts * sizeof *count);
    if (!sums || !count)
        return 0;
    for (size_t i = 0; i < n; i++)
        parts[i] = (quen__kmeans_part){sums + i * cells, count + i * counts};
    return 1;
}

void quen__kmeans_part_clear(const quen__kmeans_data *data, quen__kmeans_part *part)
{
    memset(part->sums, 0, cells_of(data) * sizeof *part->sums);
    memset(part->count, 0, data->k * sizeof *part->count);
}

void quen__kmeans_accumulate(const quen__kmeans_data *data, size_t first,
                             const uint32_t *rows, size_t n, const uint32_t *from,
                             const uint32_t *to, double *tile, quen__kmeans_part *part)
{
    quen__points p = quen__points_from(&data->points, first);
    const double *weights = data->weights ? data->weights + first : NULL;
    data->kernels->move(&p, weights, rows, n, from, to, &data->grid, tile, part->sums);
    for (size_t i = 0; i < n; i++) {
        int64_t counts = !weights || weights[rows ? rows[i] : i] >= data->grid.least;
        part->count[to[i]] += counts;
        if (from)
            part->count[from[i]] -= counts;
    }
}

void quen__kmeans_merge(const quen__kmeans_data *data, quen__kmeans_part *into,
                        const quen__kmeans_part *from)
{
    for (size_t i = 0; i < cells_of(data); i++)
        into->sums[i] += from->sums[i];
    for (size_t c = 0; c < data->k; c++)
        into->count[c] += from->count[c];
}

void quen__kmeans_finish(const quen__kmeans_data *data, const quen__kmeans_part *part,
                         const double *before, double *centers)
{
    const quen__grid *grid = &data->grid;
    size_t d = data->d;
    for (size_t c = 0; c < data->k; c++) {
        const double *sum = part->sums + c * 2 * grid->columns;
        double weight =
            data->weights ? quen__grid_sum(grid, sum, d) : (double)part->count[c];
        for (size_t j = 0; j < d; j++)
            centers[c * d + j] = part->count[c] ? quen__grid_sum(grid, sum, j) / weight
                                                : before[c * d + j];
    }
}

/*
 * Centres lie among the points that were checked, unless these have changed since; what
 * rounding does where a cluster's weight is next to nothing is within the factor. The
 * screen makes whole numbers of centres, so none may pass that leads out of range.
 */
quen_status quen__kmeans_check_centers(const quen__kmeans_data *data,
                                       const double *centers)
{
    double limit = 4 * data->reach;
    for (size_t i = 0; i < data->k * data->d; i++)
        if (!(fabs(centers[i]) <= limit))
            return quen__bad_argument(
                data->ctx,
                "kmeans: column %zu of a centre is %g, but no value of x is above %g in "
                "size: x was written to while it was read",
                i % data->d, centers[i], data->reach);
    return QUEN_OK;
}

/* Merge what each thread moved. */
static void merge_all(quen__kmeans_run *run)
{
    for (size_t i = 0; i < run->data->ctx->threads; i++)
        quen__kmeans_merge(run->data, &run->total, &run->parts[i]);
}

/* The sum of the centres' squared movements. */
static double measure_movement(const quen__kmeans_run *run)
{
    size_t d = run->data->d;
    double sum = 0;
    for (size_t c = 0; c < run->data->k; c++)
        sum += quen__kernels_distance(run->centers + c * d, run->previous + c * d, d);
    return sum;
}

/* --- labels --- */

/* What the kernel says of n rows from `first` on, and which of them are in doubt. */
typedef struct finding {
    size_t first, n, n_doubtful;
    uint32_t label[BLOCK], doubtful[BLOCK];
    uint32_t changed[QUEN__SCREEN_TILES]; /* a bit a row */
} finding;

/* Screen n rows, and prefetch those in doubt. */
static void look(const quen__kmeans_run *run, size_t first, size_t n, finding *f)
{
    const quen__kmeans_data *data = run->data;
    size_t tile = first / TILE;
    uint32_t unsure[QUEN__SCREEN_TILES];
    data->kernels->screen(tile_of(data, tile), data->outlines + tile,
                          quen__screen_tiles(n), &run->screen, run->labels + first,
                          f->label, unsure, f->changed);
    f->first = first;
    f->n = n;
    f->n_doubtful = quen__screen_list(unsure, n, f->doubtful);
    for (size_t i = 0; i < f->n_doubtful; i++) {
        size_t row = first + f->doubtful[i];
        quen__points_prefetch(&data->points, row, row + 1);
    }
}

/* Compute all distances of the rows in doubt. */
static void settle(const quen__kmeans_run *run, finding *f, unsigned worker)
{
    const quen__kmeans_data *data = run->data;
    quen__points p = quen__points_from(&data->points, f->first);
    uint32_t label[BLOCK];
    data->kernels->nearest(&p, f->doubtful, f->n_doubtful, &run->screen,
                           quen__kmeans_scratch(data, worker), label);
    for (size_t i = 0; i < f->n_doubtful; i++) {
        uint32_t row = f->doubtful[i], bit = 1u << row % TILE;
        uint32_t *changed = &f->changed[row / TILE];
        int differs = run->labels[f->first + row] != label[i];
        f->label[row] = label[i];
        *changed = differs ? *changed | bit : *changed & ~bit;
    }
}

/* Write all labels down; at first they say where each row is added. */
static void take_labels(quen__kmeans_run *run, const finding *f, unsigned worker)
{
    memcpy(run->labels + f->first, f->label, f->n * sizeof *f->label);
    if (run->summing)
        quen__kmeans_accumulate(run->data, f->first, NULL, f->n, NULL, f->label,
                                quen__kmeans_scratch(run->data, worker),
                                &run->parts[worker]);
}

/* Move the rows that wait, counted from row `base` on. */
static void move_rows(quen__kmeans_run *run, size_t base, unsigned worker)
{
    quen__kmeans_moves *m = &run->moves[worker];
    quen__kmeans_accumulate(run->data, base, m->rows, m->n, m->from, m->to,
                            quen__kmeans_scratch(run->data, worker), &run->parts[worker]);
    run->changed[worker] += m->n;
    m->n = 0;
}

/* Write changed labels down, and prefetch their rows. */
static void note_changes(quen__kmeans_run *run, size_t base, const finding *f,
                         unsigned worker)
{
    quen__kmeans_moves *m = &run->moves[worker];
    uint32_t rows[BLOCK];
    size_t n = quen__screen_list(f->changed, f->n, rows);
    for (size_t i = 0; i < n; i++) {
        size_t row = f->first + rows[i];
        m->rows[m->n] = (uint32_t)(row - base);
        m->from[m->n] = run->labels[row];
        m->to[m->n++] = run->labels[row] = f->label[rows[i]];
        quen__points_prefetch(&run->data->points, row, row + 1);
    }
    if (m->n >= BLOCK)
        move_rows(run, base, worker);
}

/* What follows from a finding; one of no rows is none. */
static void conclude(quen__kmeans_run *run, size_t base, finding *f, unsigned worker)
{
    settle(run, f, worker);
    if (run->fresh || !run->summing)
        take_labels(run, f, worker);
    else
        note_changes(run, base, f, worker);
}

/* While a block is screened, the rows in doubt of the block before are prefetched. */
static void label_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__kmeans_run *run = user;
    quen__range rows = rows_of(run->data, chunk);
    finding two[2];
    size_t turn = 0;
    two[1].first = rows.first;
    two[1].n = two[1].n_doubtful = 0;
    for (size_t i = rows.first; i < rows.last; i += BLOCK, turn ^= 1) {
        size_t left = rows.last - i;
        look(run, i, left < BLOCK ? left : BLOCK, &two[turn]);
        conclude(run, rows.first, &two[turn ^ 1], worker);
    }
    conclude(run, rows.first, &two[turn ^ 1], worker);
    move_rows(run, rows.first, worker);
}

static quen_status for_chunks(quen__kmeans_run *run, quen__chunk_fn fn)
{
    return quen__parallel_for(run->data->ctx, run->data->chunks.count, fn, run, NULL, 0,
                              1);
}

/*
 * Label all rows; with `summing`, move those that change from sum to sum. *changed
 * receives how many did.
 */
static quen_status label_all(quen__kmeans_run *run, int summing, size_t *changed)
{
    const quen__kmeans_data *data = run->data;
    unsigned threads = data->ctx->threads;
    run->summing = summing;
    for (unsigned i = 0; i < threads; i++) {
        run->changed[i] = run->moves[i].n = 0;
        if (summing)
            quen__kmeans_part_clear(data, &run->parts[i]);
    }
    quen__screen_aim(&run->screen, &data->frame, run->centers);
    quen_status status = quen__parallel_for(data->ctx, data->tile_chunks.count,
                                            label_chunk, run, NULL, 0, 1);
    *changed = 0;
    for (unsigned i = 0; i < threads; i++)
        *changed += run->changed[i];
    if (summing)
        merge_all(run);
    return status;
}

/* --- cost --- */

static void cost_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__kmeans_run *run = user;
    const quen__kmeans_data *data = run->data;
    quen__range rows = quen__chunk_range(&data->chunks, chunk);
    double cost = 0, *scratch = quen__kmeans_scratch(data, worker);
    for (size_t i = rows.first; i < rows.last; i++) {
        const double *x = quen__points_row(&data->points, i, scratch);
        double square =
            quen__kernels_distance(x, run->centers + run->labels[i] * data->d, data->d);
        cost += data->weights ? data->weights[i] * square : square;
    }
    run->cost[chunk] = cost;
}

static double total_cost(const quen__kmeans_run *run)
{
    double cost = 0;
    for (size_t chunk = 0; chunk < run->data->chunks.count; chunk++)
        cost += run->cost[chunk];
    return cost;
}

/* --- empty clusters --- */

typedef struct farthest {
    const quen__kmeans_run *run;
    double *off; /* n: each row's distance to its centre; -1: may not move */
} farthest;

static void distance_chunk(void *user, size_t chunk, unsigned worker)
{
    const farthest *s = user;
    const quen__kmeans_data *data = s->run->data;
    quen__range rows = quen__chunk_range(&data->chunks, chunk);
    double *scratch = quen__kmeans_scratch(data, worker);
    for (size_t i = rows.first; i < rows.last; i++) {
        const double *x = quen__points_row(&data->points, i, scratch);
        const double *center = s->run->centers + s->run->labels[i] * data->d;
        int counts = !data->weights || data->weights[i] >= data->grid.least;
        s->off[i] = counts ? quen__kernels_distance(x, center, data->d) : -1;
    }
}

/*
 * The row farthest from its centre, the lowest among equals; n if none is off its centre.
 */
static size_t find_farthest(const farthest *s)
{
    size_t n = s->run->data->n, far = n;
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        if (s->off[i] > most) {
            most = s->off[i];
            far = i;
        }
    }
    return far;
}

/* The next row to restart a cluster with; the cluster that it leaves keeps a row. */
static size_t next_reseed(const farthest *s)
{
    size_t row = find_farthest(s);
    while (row < s->run->data->n) {
        s->off[row] = -1;
        if (s->run->total.count[s->run->labels[row]] > 1)
            break;
        row = find_farthest(s);
    }
    return row;
}

/* Move one row between the sums; its label stays. */
static void move_row(quen__kmeans_run *run, size_t row, uint32_t from, uint32_t to)
{
    quen__kmeans_accumulate(run->data, row, NULL, 1, &from, &to, run->data->scratch,
                            &run->total);
}

/* Give each empty cluster a row. */
static void reseed_clusters(quen__kmeans_run *run, const farthest *s)
{
    for (uint32_t c = 0; c < run->data->k; c++) {
        if (run->total.count[c])
            continue;
        size_t row = next_reseed(s);
        if (row == run->data->n)
            return;
        run->reseeds[run->n_reseeds] = row;
        run->reseed_from[run->n_reseeds] = run->labels[row];
        run->reseed_to[run->n_reseeds++] = c;
        move_row(run, row, run->labels[row], c);
    }
}

static int any_empty(const quen__kmeans_run *run)
{
    for (size_t c = 0; c < run->data->k; c++)
        if (run->total.count[c] == 0)
            return 1;
    return 0;
}

/* Restart empty clusters at the rows farthest from their centres. */
static quen_status refill_empty(quen__kmeans_run *run)
{
    run->n_reseeds = 0;
    if (!any_empty(run))
        return QUEN_OK;
    quen__temp temp = QUEN__TEMP(run->data->ctx);
    farthest s = {run, run->spare ? run->spare
                                  : quen__temp_new(&temp, run->data->n, sizeof(double))};
    quen_status status = s.off
                             ? quen__parallel_for(run->data->ctx, run->data->chunks.count,
                                                  distance_chunk, &s, NULL, 0, 1)
                             : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        reseed_clusters(run, &s);
    quen__temp_close(&temp);
    return status;
}

/* Before a sweep, the sums are brought back to what the labels say. */
static void undo_reseeds(quen__kmeans_run *run)
{
    for (size_t i = 0; i < run->n_reseeds; i++)
        move_row(run, run->reseeds[i], run->reseed_to[i], run->reseed_from[i]);
}

/* --- iteration --- */

quen_status quen__kmeans_run_new(quen__temp *temp, const quen__kmeans_data *data,
                                 quen__kmeans_run *run)
{
    size_t k = data->k, d = data->d, threads = data->ctx->threads;
    size_t tiles = quen__screen_tiles(data->n);
    memset(run, 0, sizeof *run);
    run->data = data;
    if (!(run->centers = quen__temp_new(temp, k, d * sizeof(double))) ||
        !(run->previous = quen__temp_zero(temp, k, d * sizeof(double))) ||
        !(run->labels =
              quen__temp_zero(temp, tiles, QUEN__SCREEN_TILE * sizeof(uint32_t))) ||
        !(run->moves = quen__temp_new(temp, threads, sizeof *run->moves)) ||
        !(run->parts = quen__temp_new(temp, threads, sizeof *run->parts)) ||
        !(run->changed = quen__temp_new(temp, threads, sizeof *run->changed)) ||
        !(run->cost = quen__temp_new(temp, data->chunks.count, sizeof *run->cost)) ||
        !(run->reseeds = quen__temp_new(temp, k, sizeof *run->reseeds)) ||
        !(run->reseed_from = quen__temp_new(temp, k, sizeof *run->reseed_from)) ||
        !(run->reseed_to = quen__temp_new(temp, k, sizeof *run->reseed_to)) ||
        !quen__screen_new(temp, k, d, &run->screen) ||
        !quen__kmeans_parts_new(temp, threads, data, run->parts) ||
        !quen__kmeans_parts_new(temp, 1, data, &run->total))
        return QUEN_ERR_MEMORY;
    return QUEN_OK;
}

/* One sweep: labels, sums, centres. *movement receives the centres' squared movement. */
static quen_status sweep(quen__kmeans_run *run, size_t *changed, double *movement)
{
    const quen__kmeans_data *data = run->data;
    quen_status status = label_all(run, 1, changed);
    if (status == QUEN_OK)
        status = refill_empty(run);
    if (status != QUEN_OK)
        return status;
    run->fresh = 0;
    memcpy(run->previous, run->centers, data->k * data->d * sizeof(double));
    quen__kmeans_finish(data, &run->total, run->previous, run->centers);
    undo_reseeds(run);
    *movement = measure_movement(run);
    return quen__kmeans_check_centers(data, run->centers);
}

quen_status quen__kmeans_account(quen__kmeans_run *run)
{
    size_t changed, size = run->data->k * run->data->d * sizeof(double);
    quen_status status = QUEN_OK;
    if (memcmp(run->centers, run->previous, size) != 0)
        status = label_all(run, 0, &changed);
    memcpy(run->previous, run->centers, size);
    if (status == QUEN_OK)
        status = for_chunks(run, cost_chunk);
    run->inertia = total_cost(run);
    return status;
}

quen_status quen__kmeans_lloyd(quen__kmeans_run *run, uint32_t max_iter, double tol)
{
    quen__kmeans_part_clear(run->data, &run->total);
    run->fresh = 1;
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
        int at_rest = changed == 0 && run->iterations > 1 && !run->n_reseeds;
        run->converged = at_rest || movement <= tol;
    }
    return QUEN_OK;
}
