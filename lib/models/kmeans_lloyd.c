/*
 * Lloyd's iteration with one bound for each row, in the manner of Hamerly ("Making
 * k-means even faster", SDM 2010): by how much its centre is nearer than any other. While
 * its centre and the fastest of the others have not gone so far together, the label
 * cannot change, and the row is not even read. A bound is computed when a row is looked
 * at and stands until the movements since then, added up for each centre, reach it. It
 * gives way by more than all rounding that it went through, so that a row is passed over
 * only if the plain method, which computes every distance, would come to the same label.
 *
 * The sums behind the centres are exact (see math/exact_sum.h): rows that change their
 * label are taken out of one sum and put into another, and what is left is to the bit
 * what adding everything anew would give.
 */
#include "models/kmeans_lloyd.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "math/index_sort.h"

#define BLOCK QUEN__KMEANS_BLOCK

/*
 * The share of a row's slack that centres on no shortlist may have used up: with more, it
 * would have to be looked at again too soon.
 */
#define SPENT 0.9

/* What reading a row costs, in comparisons with a centre: see is_dense(). */
#define PREPARED 8u
#define SCATTERED 32u

/* What the additions to a drift may lose, several times over. */
#define ROUND_UP (1 + 8 * DBL_EPSILON)

double *quen__kmeans_tile(const quen__kmeans_data *data, unsigned worker)
{
    return data->tiles + worker * QUEN__TILE_DOUBLES(data->d);
}

int quen__kmeans_prepare(quen__temp *temp, quen__kmeans_data *data)
{
    size_t columns = data->d + (data->weights != NULL);
    data->tiles = quen__temp_new(temp, data->ctx->threads,
                                 QUEN__TILE_DOUBLES(data->d) * sizeof(double));
    if (!data->tiles || !quen__grid_new(temp, columns, &data->grid))
        return 0;
    for (size_t j = 0; j < data->d; j++)
        quen__grid_set(&data->grid, j, data->largest[j] * data->heaviest, data->n);
    if (data->weights)
        quen__grid_set(&data->grid, data->d, data->heaviest, data->n);
    data->grid.least = quen__grid_step(data->heaviest, data->n);
    return 1;
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
 * Each part begins on a cache line, so that threads do not write to the same one.
 */
static size_t line_up(size_t n)
{
    return n + (8 - n % 8) % 8;
}

static size_t cells_of(const quen__kmeans_data *data)
{
    return data->k * 2 * data->grid.columns;
}

int quen__kmeans_parts_new(quen__temp *temp, size_t n, const quen__kmeans_data *data,
                           quen__kmeans_part *parts)
{
    size_t cells = line_up(cells_of(data)), lines = line_up(data->k);
    double *sums = quen__temp_new(temp, n, cells * sizeof *sums);
    int64_t *count = quen__temp_new(temp, n, lines * sizeof *count);
    if (!sums || !count)
        return 0;
    for (size_t i = 0; i < n; i++)
        parts[i] = (quen__kmeans_part){sums + i * cells, count + i * lines};
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

/* What the threads moved becomes part of the whole. */
static void merge_all(quen__kmeans_run *run)
{
    for (size_t i = 0; i < run->data->ctx->threads; i++)
        quen__kmeans_merge(run->data, &run->total, &run->parts[i]);
}

/* --- drift --- */

/* 1 if centre a went farther than centre b. */
static int went_farther(const void *user, uint32_t a, uint32_t b)
{
    const double *moved = user;
    return moved[a] > moved[b];
}

/*
 * Put the centres into the order of their movements, and cut shortlists of them, up to
 * half of all; any more are the last one again.
 */
static void list_movers(quen__kmeans_run *run)
{
    size_t k = run->data->k, count = 4;
    uint32_t *order = run->screen.order;
    for (uint32_t c = 0; c < k; c++)
        order[c] = c;
    quen__index_sort(order, k, run->homes, went_farther, run->moved);
    quen__kmeans_movers last = {0, INFINITY};
    for (size_t i = 0; i < QUEN__KMEANS_SHORTLISTS; i++, count *= 2) {
        if (2 * count <= k)
            last = (quen__kmeans_movers){count, run->moved[order[count]]};
        run->movers[i] = last;
    }
}

/*
 * Add to each cluster's drift how far its centre went and how far any other. Returns the
 * sum of the squared movements.
 */
static double measure_movement(quen__kmeans_run *run)
{
    const quen__kmeans_data *data = run->data;
    const uint32_t *order = run->screen.order;
    size_t d = data->d;
    double sum = 0;
    for (size_t c = 0; c < data->k; c++) {
        double square = quen__distance(run->centers + c * d, run->previous + c * d, d);
        run->moved[c] = quen__screen_at_most(sqrt(square), d) * run->screen.scale;
        sum += square;
    }
    list_movers(run);
    for (size_t c = 0; c < data->k; c++) {
        double others = data->k > 1 ? run->moved[order[order[0] == c]] : 0;
        run->reached[c] = (run->drift[c] + run->moved[c]) * ROUND_UP;
        run->drift[c] = (run->reached[c] + others) * ROUND_UP;
        run->limit[c] = -quen__screen_below(-run->drift[c]);
    }
    return sum;
}

/* No bound holds any more: the next sweep looks at every row. */
static void forget_bounds(quen__kmeans_run *run)
{
    for (size_t i = 0; i < run->data->n; i++)
        run->gap[i] = -1;
    for (size_t i = 0; i < QUEN__KMEANS_SHORTLISTS; i++)
        run->movers[i].rest = INFINITY;
    for (uint32_t c = 0; c < run->data->k; c++)
        run->screen.order[c] = c;
    memset(run->labels, 0, run->data->n * sizeof *run->labels);
    memset(run->drift, 0, run->data->k * sizeof *run->drift);
    memset(run->limit, 0, run->data->k * sizeof *run->limit);
}

/* --- labels --- */

/* Rows that wait until there are enough of them, by the shortlist that they need. */
typedef struct queue {
    uint32_t rows[2 * BLOCK]; /* counted from row `base` on */
    size_t n;
} queue;

#define QUEUES (QUEN__KMEANS_SHORTLISTS + 1)

/* What is left of a row's bound for the centres that are on no shortlist. */
static double slack_of(const quen__kmeans_run *run, size_t row)
{
    double gap = (double)run->gap[row];
    return gap - run->reached[run->labels[row]];
}

/* The shortest shortlist that will do for a while; the last one is all centres. */
static size_t shortlist_of(const quen__kmeans_run *run, double slack)
{
    size_t list = 0;
    for (size_t i = 0; i < QUEN__KMEANS_SHORTLISTS; i++)
        list += !(run->movers[i].rest < slack * SPENT);
    return list;
}

/*
 * List the rows first..last-1 whose bound the centres have come up to, counted from
 * `first` on.
 */
static size_t list_unsure(const quen__kmeans_run *run, size_t first, size_t last,
                          uint32_t rows[BLOCK])
{
    const uint32_t *labels = run->labels + first;
    const float *gap = run->gap + first;
    size_t listed = 0;
    for (size_t i = 0; i < last - first; i++) {
        rows[listed] = (uint32_t)i;
        listed += !(gap[i] > run->limit[labels[i]]);
    }
    return listed;
}

/*
 * 1 if so many rows of n are better read with all others between them, one after the
 * other: a row that lies alone takes as long to come from memory as SCATTERED centres
 * take to compare, and to prepare one takes as long as PREPARED of them.
 */
static int is_dense(const quen__kmeans_run *run, size_t listed, size_t n)
{
    size_t k = run->data->k;
    return listed * (k + PREPARED + SCATTERED) > n * (k + PREPARED);
}

/* Queue rows, as counted from `first` on, and ask for them from memory. */
static void queue_rows(const quen__kmeans_run *run, size_t base, size_t first,
                       const uint32_t *rows, size_t n, queue queues[QUEUES])
{
    for (size_t i = 0; i < n; i++) {
        size_t row = first + rows[i];
        queue *q = &queues[shortlist_of(run, slack_of(run, row))];
        q->rows[q->n++] = (uint32_t)(row - base);
        quen__points_prefetch(&run->data->points, row, row + 1);
    }
}

/* The nearest centres of the listed rows, each of which needs the same shortlist. */
static void find_nearest(const quen__kmeans_run *run, size_t base, size_t list,
                         const uint32_t *rows, size_t n, double *tile, uint32_t *label,
                         float *gap)
{
    quen__points p = quen__points_from(&run->data->points, base);
    const quen__kmeans_movers *movers = &run->movers[list];
    uint32_t own[BLOCK] = {0};
    if (list == QUEN__KMEANS_SHORTLISTS) {
        quen__screen_nearest(&run->screen, run->data->kernels, &p, rows, n, 0, NULL,
                             run->centers, tile, label, gap);
        return;
    }
    for (size_t i = 0; i < n; i++)
        own[i] = run->labels[base + rows[i]];
    quen__screen_nearest(&run->screen, run->data->kernels, &p, rows, n, movers->count,
                         own, run->centers, tile, label, gap);
    for (size_t i = 0; i < n; i++) {
        double rest = slack_of(run, base + rows[i]) - movers->rest;
        gap[i] = (double)gap[i] < rest ? gap[i] : quen__screen_below(rest);
    }
}

/*
 * Label the listed rows anew, `rows` NULL: the first n; move those whose label changed
 * from sum to sum, in the first sweep all of them from nowhere.
 */
static void look_at(quen__kmeans_run *run, size_t base, size_t list, const uint32_t *rows,
                    size_t n, unsigned worker)
{
    uint32_t label[BLOCK], moved[BLOCK], from[BLOCK], to[BLOCK];
    float gap[BLOCK];
    double *tile = quen__kmeans_tile(run->data, worker);
    size_t changed = 0;
    find_nearest(run, base, list, rows, n, tile, label, gap);
    for (size_t i = 0; i < n; i++) {
        uint32_t at = rows ? rows[i] : (uint32_t)i;
        size_t row = base + at;
        moved[changed] = at;
        from[changed] = run->labels[row];
        to[changed] = label[i];
        changed += run->fresh || run->labels[row] != label[i];
        run->labels[row] = label[i];
        run->gap[row] = quen__screen_below((double)gap[i] + run->drift[label[i]]);
    }
    run->changed[worker] += changed;
    quen__kmeans_accumulate(run->data, base, moved, changed, run->fresh ? NULL : from, to,
                            tile, &run->parts[worker]);
}

/* Look at the rows that wait, `least` or more of them, and leave what is left. */
static void serve(quen__kmeans_run *run, size_t base, queue queues[QUEUES], size_t least,
                  unsigned worker)
{
    for (size_t list = 0; list < QUEUES; list++) {
        queue *q = &queues[list];
        if (q->n < least)
            continue;
        size_t n = q->n < BLOCK ? q->n : BLOCK;
        look_at(run, base, list, q->rows, n, worker);
        q->n -= n;
        memcpy(q->rows, q->rows + n, q->n * sizeof *q->rows);
    }
}

static void label_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__kmeans_run *run = user;
    quen__range range = quen__chunk_range(&run->data->chunks, chunk);
    queue queues[QUEUES];
    uint32_t rows[BLOCK];
    for (size_t list = 0; list < QUEUES; list++)
        queues[list].n = 0;
    for (size_t i = range.first; i < range.last; i += BLOCK) {
        size_t last = range.last - i < BLOCK ? range.last : i + BLOCK;
        size_t n = list_unsure(run, i, last, rows);
        if (is_dense(run, n, last - i)) {
            look_at(run, i, QUEN__KMEANS_SHORTLISTS, NULL, last - i, worker);
            continue;
        }
        queue_rows(run, range.first, i, rows, n, queues);
        serve(run, range.first, queues, BLOCK, worker);
    }
    serve(run, range.first, queues, 1, worker);
}

static quen_status for_chunks(quen__kmeans_run *run, quen__chunk_fn fn)
{
    return quen__parallel_for(run->data->ctx, run->data->chunks.count, fn, run, NULL, 0,
                              1);
}

/* Label all rows; *changed receives how many labels did. */
static quen_status label_all(quen__kmeans_run *run, size_t *changed)
{
    const quen__kmeans_data *data = run->data;
    unsigned threads = data->ctx->threads;
    for (unsigned i = 0; i < threads; i++)
        quen__kmeans_part_clear(data, &run->parts[i]);
    memset(run->changed, 0, threads * sizeof *run->changed);
    quen__screen_aim_ordered(&run->screen, run->centers, data->k, data->d);
    quen_status status = for_chunks(run, label_chunk);
    *changed = 0;
    for (unsigned i = 0; i < threads; i++)
        *changed += run->changed[i];
    merge_all(run);
    return status;
}

/* --- cost --- */

static void cost_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__kmeans_run *run = user;
    const quen__kmeans_data *data = run->data;
    quen__range rows = quen__chunk_range(&data->chunks, chunk);
    double cost = 0, *room = quen__kmeans_tile(data, worker);
    for (size_t i = rows.first; i < rows.last; i++) {
        const double *x = quen__points_row(&data->points, i, room);
        double square =
            quen__distance(x, run->centers + run->labels[i] * data->d, data->d);
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

typedef struct search {
    const quen__kmeans_run *run;
    double *off; /* n: each row's distance to its centre; -1: may not move */
} search;

static void distance_chunk(void *user, size_t chunk, unsigned worker)
{
    const search *s = user;
    const quen__kmeans_data *data = s->run->data;
    quen__range rows = quen__chunk_range(&data->chunks, chunk);
    double *room = quen__kmeans_tile(data, worker);
    for (size_t i = rows.first; i < rows.last; i++) {
        const double *x = quen__points_row(&data->points, i, room);
        const double *center = s->run->centers + s->run->labels[i] * data->d;
        int counts = !data->weights || data->weights[i] >= data->grid.least;
        s->off[i] = counts ? quen__distance(x, center, data->d) : -1;
    }
}

/*
 * The row farthest from its centre, the lowest among equals; n if none is off its centre.
 */
static size_t find_farthest(const search *s)
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

/* The next row that may leave its cluster, which must keep another. */
static size_t next_refugee(const search *s)
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
    quen__kmeans_accumulate(run->data, row, NULL, 1, &from, &to, run->data->tiles,
                            &run->total);
}

/* Give each empty cluster a row. */
static void move_refugees(quen__kmeans_run *run, const search *s)
{
    for (uint32_t c = 0; c < run->data->k; c++) {
        if (run->total.count[c])
            continue;
        size_t row = next_refugee(s);
        if (row == run->data->n)
            return;
        run->refugees[run->fled] = row;
        run->homes[run->fled] = run->labels[row];
        run->havens[run->fled++] = c;
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
    run->fled = 0;
    if (!any_empty(run))
        return QUEN_OK;
    quen__temp temp = QUEN__TEMP(run->data->ctx);
    search s = {run, quen__temp_new(&temp, run->data->n, sizeof(double))};
    quen_status status = s.off
                             ? quen__parallel_for(run->data->ctx, run->data->chunks.count,
                                                  distance_chunk, &s, NULL, 0, 1)
                             : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        move_refugees(run, &s);
    quen__temp_close(&temp);
    return status;
}

/* Their labels say where they belong; the next sweep starts from that. */
static void send_home(quen__kmeans_run *run)
{
    for (size_t i = 0; i < run->fled; i++)
        move_row(run, run->refugees[i], run->havens[i], run->homes[i]);
}

/* --- iteration --- */

quen_status quen__kmeans_run_new(quen__temp *temp, const quen__kmeans_data *data,
                                 quen__kmeans_run *run)
{
    size_t n = data->n, k = data->k, d = data->d, threads = data->ctx->threads;
    memset(run, 0, sizeof *run);
    run->data = data;
    if (!(run->centers = quen__temp_new(temp, k, d * sizeof(double))) ||
        !(run->previous = quen__temp_new(temp, k, d * sizeof(double))) ||
        !(run->labels = quen__temp_new(temp, n, sizeof(uint32_t))) ||
        !(run->gap = quen__temp_new(temp, n, sizeof(float))) ||
        !(run->moved = quen__temp_new(temp, k, sizeof(double))) ||
        !(run->drift = quen__temp_new(temp, k, sizeof(double))) ||
        !(run->reached = quen__temp_new(temp, k, sizeof(double))) ||
        !(run->limit = quen__temp_new(temp, k, sizeof(float))) ||
        !(run->parts = quen__temp_new(temp, threads, sizeof *run->parts)) ||
        !(run->changed = quen__temp_new(temp, threads, sizeof *run->changed)) ||
        !(run->cost = quen__temp_new(temp, data->chunks.count, sizeof *run->cost)) ||
        !(run->refugees = quen__temp_new(temp, k, sizeof *run->refugees)) ||
        !(run->homes = quen__temp_new(temp, k, sizeof *run->homes)) ||
        !(run->havens = quen__temp_new(temp, k, sizeof *run->havens)) ||
        !quen__screen_new(temp, k, d, &run->screen) ||
        !quen__kmeans_parts_new(temp, threads, data, run->parts) ||
        !quen__kmeans_parts_new(temp, 1, data, &run->total))
        return QUEN_ERR_MEMORY;
    quen__screen_scale(&run->screen, d, data->reach);
    return QUEN_OK;
}

/* One sweep: labels, sums, centres. *movement receives the centres' squared movement. */
static quen_status sweep(quen__kmeans_run *run, size_t *changed, double *movement)
{
    const quen__kmeans_data *data = run->data;
    quen_status status = label_all(run, changed);
    if (status == QUEN_OK)
        status = refill_empty(run);
    if (status != QUEN_OK)
        return status;
    run->fresh = 0;
    memcpy(run->previous, run->centers, data->k * data->d * sizeof(double));
    quen__kmeans_finish(data, &run->total, run->previous, run->centers);
    send_home(run);
    *movement = measure_movement(run);
    return QUEN_OK;
}

/* What the result costs, its labels being those of the last centres. */
static quen_status settle_accounts(quen__kmeans_run *run)
{
    size_t changed, size = run->data->k * run->data->d * sizeof(double);
    quen_status status = QUEN_OK;
    if (memcmp(run->centers, run->previous, size) != 0)
        status = label_all(run, &changed);
    if (status == QUEN_OK)
        status = for_chunks(run, cost_chunk);
    run->inertia = total_cost(run);
    return status;
}

quen_status quen__kmeans_lloyd(quen__kmeans_run *run, uint32_t max_iter, double tol)
{
    forget_bounds(run);
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
        int at_rest = changed == 0 && run->iterations > 1 && !run->fled;
        run->converged = at_rest || movement <= tol;
    }
    return settle_accounts(run);
}
