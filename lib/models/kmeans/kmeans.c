/*
 * Fitting: check the settings, run Lloyd's iteration from each start, keep the one of
 * lowest inertia, number its clusters by their centres, and put the result into an image.
 * See kmeans_init.c for the starts and kmeans_lloyd.c for the iteration.
 */
#include "models/kmeans/kmeans.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/options.h"
#include "math/matrix.h"
#include "math/points.h"
#include "math/index_sort.h"
#include "math/special.h"
#include "models/kmeans/kmeans_init.h"

/* Share of a start's progress that is reported for choosing its centres. */
#define SEED_SHARE 0.3

/*
 * Restarts run in parallel, one per thread, below these sizes; above them the threads
 * share the rows of one restart after the other. SMALL_ROWS bounds the memory of a
 * restart, SMALL_SWEEP its n k d; with fewer restarts than threads TINY_SWEEP does, below
 * which threads cost more to start than they save.
 */
#define SMALL_ROWS (1u << 18)
#define SMALL_SWEEP (1u << 25)
#define TINY_SWEEP (1u << 20)

/* Keeps products of weights and values far below the largest double. */
#define MAX_WEIGHT 1e200

static quen_kmeans_options defaults(void)
{
    quen_kmeans_options options = {0};
    options.struct_size = sizeof options;
    options.k = 8;
    options.n_init = 4;
    options.max_iter = 300;
    return options;
}

void quen_kmeans_options_init(quen_kmeans_options *options, size_t size)
{
    quen_kmeans_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

/* --- checks --- */

static quen_status check_options(quen_context *ctx, const quen_kmeans_options *o,
                                 size_t n, size_t d)
{
    if (d == 0)
        return quen__bad_argument(ctx, "kmeans: the points have no features");
    quen_status status = quen__options_at_least(ctx, "kmeans", "k", o->k, 1);
    if (status == QUEN_OK)
        status = quen__options_at_least(ctx, "kmeans", "n_init", o->n_init, 1);
    if (status == QUEN_OK)
        status = quen__options_at_least(ctx, "kmeans", "max_iter", o->max_iter, 1);
    if (status != QUEN_OK)
        return status;
    if (o->k > n)
        return quen__bad_argument(ctx, "kmeans: k is %u, but there are only %zu points",
                                  o->k, n);
    if (!(o->tol >= 0)) /* infinity is allowed */
        return quen__bad_argument(ctx, "kmeans: tol is %g, not at least 0", o->tol);
    if (o->order_by >= d)
        return quen__bad_argument(
            ctx, "kmeans: order_by is %u, but there are only columns 0 to %zu",
            o->order_by, d - 1);
    return QUEN_OK;
}

/* *total receives the sum of weights, *heaviest the largest. */
static quen_status check_weights(quen_context *ctx, const double *weights, size_t n,
                                 double *total, double *heaviest)
{
    double sum = 0, most = 0;
    *total = (double)n;
    *heaviest = 1;
    if (!weights)
        return QUEN_OK;
    for (size_t i = 0; i < n; i++) {
        if (!(weights[i] >= 0) || !isfinite(weights[i]))
            return quen__bad_argument(ctx,
                                      "kmeans: the weight of row %zu is %g, not a finite "
                                      "number of at least 0",
                                      i, weights[i]);
        sum += weights[i];
        most = weights[i] > most ? weights[i] : most;
    }
    if (sum == 0)
        return quen__bad_argument(ctx, "kmeans: all %zu weights are 0", n);
    if (!(sum <= MAX_WEIGHT))
        return quen__bad_argument(
            ctx,
            "kmeans: weights add up to %g, too large to compute with; the limit is %g",
            sum, MAX_WEIGHT);
    *total = sum;
    *heaviest = most;
    return QUEN_OK;
}

/* Values so large that a sum of squared distances might overflow are refused as well. */
static quen_status check_points(quen_context *ctx, const quen_kmeans_options *o,
                                quen__kmeans_data *data)
{
    double total;
    size_t d = data->d;
    quen_status status = check_weights(ctx, o->weights, data->n, &total, &data->heaviest);
    if (status != QUEN_OK)
        return status;
    double limit = sqrt(DBL_MAX / (total < 1 ? 1 : total) / 16 / (double)d);
    status = quen__points_check(ctx, "kmeans: x", &data->points, data->n, limit,
                                data->largest);
    if (status == QUEN_OK && o->init)
        status = quen__matrix_check(ctx, "kmeans: init", o->init, o->k, d,
                                    QUEN__MATRIX_FINITE, limit);
    if (status != QUEN_OK)
        return status;
    data->reach = quen__kmeans_reach(data->largest, d, 0);
    if (o->init)
        data->reach = quen__kmeans_reach(o->init, o->k * d, data->reach);
    return QUEN_OK;
}

/* --- starts --- */

/* More candidates than points would be the same points again. */
static size_t trials_of(const quen_kmeans_options *o, size_t n)
{
    if (o->init_trials == 0)
        return 2 + (size_t)quen__special_log(o->k);
    return o->init_trials < n ? o->init_trials : n;
}

/* What one thread needs for restarts, and the best of those that it ran. */
typedef struct restart_worker {
    quen_context single; /* the caller's with one thread, for parallel restarts */
    quen__kmeans_progress progress;
    quen__kmeans_data data;
    quen__kmeans_seeding seeding;
    quen__kmeans_run run;
    double *best; /* k x d */
    quen__kmeans_meta meta;
    size_t start; /* the number of the best; n_init: none yet */
    quen_status status;
} restart_worker;

typedef struct restarts {
    const quen_kmeans_options *o;
    restart_worker *all;
    size_t count;
    quen__tickets starts; /* which thread runs which is chance: the best is the same */
    atomic_int stop;
} restarts;

/* The progress callback of threads other than the caller's. */
static int told_to_stop(void *user, const char *stage, double fraction)
{
    restarts *c = user;
    (void)stage;
    (void)fraction;
    return atomic_load(&c->stop);
}

/* Parallel restarts have one thread each; only the caller's reports progress. */
static void set_single_thread(restarts *all, restart_worker *c, unsigned worker)
{
    quen__kmeans_data *data = &c->data;
    c->single = *data->ctx;
    c->single.threads = 1;
    if (worker > 0) {
        c->single.progress = told_to_stop;
        c->single.progress_user = all;
    }
    data->ctx = &c->single;
    data->scratch = quen__kmeans_scratch(data, worker);
}

/* Memory of one worker; what choosing centres needs is in `scratch`. */
static quen_status worker_new(quen__temp *temp, quen__temp *scratch, restarts *all,
                              const quen__kmeans_data *data, unsigned worker)
{
    restart_worker *c = &all->all[worker];
    c->data = *data;
    c->progress = *data->progress;
    c->data.progress = &c->progress;
    c->start = all->o->n_init;
    if (all->count > 1)
        set_single_thread(all, c, worker);
    if (!(c->best = quen__temp_new(temp, data->k, data->d * sizeof(double))))
        return QUEN_ERR_MEMORY;
    quen_status status = quen__kmeans_run_new(temp, &c->data, &c->run);
    if (status != QUEN_OK || all->o->init)
        return status;
    status = quen__kmeans_seeding_new(scratch, &c->data, trials_of(all->o, data->n),
                                      &c->seeding);
    c->run.spare = c->seeding.closest;
    return status;
}

static quen_status run_start(const quen_kmeans_options *o, size_t start,
                             restart_worker *c)
{
    const quen__kmeans_data *data = &c->data;
    double from = (double)start / o->n_init, share = 1.0 / o->n_init;
    c->progress.from = from;
    c->progress.to = from + share * SEED_SHARE;
    quen_status status = QUEN_OK;
    if (o->init)
        memcpy(c->run.centers, o->init, data->k * data->d * sizeof(double));
    else
        status = quen__kmeans_seed(&c->seeding, o->seed, start, c->run.centers);
    if (status == QUEN_OK)
        status = quen__kmeans_check_centers(data, c->run.centers);
    c->progress.from = c->progress.to;
    c->progress.to = from + share;
    if (status == QUEN_OK)
        status = quen__kmeans_lloyd(&c->run, o->max_iter, o->tol);
    return status == QUEN_OK && o->n_init > 1 ? quen__kmeans_account(&c->run) : status;
}

static void keep_better(restart_worker *c, size_t start, size_t n_init)
{
    const quen__kmeans_run *run = &c->run;
    if (c->start < n_init && !(run->inertia < c->meta.inertia))
        return;
    c->start = start;
    c->meta =
        (quen__kmeans_meta){run->inertia, run->iterations, (uint64_t)run->converged};
    memcpy(c->best, run->centers, c->data.k * c->data.d * sizeof *c->best);
}

/* A worker runs starts in ascending order: so the first among equals is kept. */
static void try_starts(void *user, size_t chunk, unsigned worker)
{
    restarts *all = user;
    restart_worker *c = &all->all[worker];
    (void)chunk;
    while (c->status == QUEN_OK && !atomic_load(&all->stop)) {
        size_t start = quen__ticket(&all->starts);
        if (start >= all->o->n_init)
            return;
        c->status = run_start(all->o, start, c);
        if (c->status == QUEN_OK)
            keep_better(c, start, all->o->n_init);
        else
            atomic_store(&all->stop, 1);
    }
}

/* Put the best of all workers in the first; the first that failed gives the message. */
static quen_status pick_best(quen_context *ctx, restarts *all)
{
    restart_worker *best = &all->all[0];
    for (size_t i = 0; i < all->count; i++) {
        restart_worker *c = &all->all[i];
        if (c->status != QUEN_OK) {
            if (all->count > 1)
                memcpy(ctx->message, c->single.message, sizeof ctx->message);
            return c->status;
        }
        if (c->start == all->o->n_init)
            continue;
        if (best->start == all->o->n_init || c->meta.inertia < best->meta.inertia ||
            (c->meta.inertia == best->meta.inertia && c->start < best->start))
            best = c;
    }
    all->all[0].best = best->best;
    all->all[0].meta = best->meta;
    return QUEN_OK;
}

static size_t starts_at_once(const quen__kmeans_data *data, size_t n_init)
{
    size_t threads = data->ctx->threads, most = n_init < threads ? n_init : threads;
    double steps = (double)data->n * (double)data->k * (double)data->d;
    double limit = n_init < threads ? TINY_SWEEP : SMALL_SWEEP;
    return data->n <= SMALL_ROWS && steps <= limit ? most : 1;
}

/*
 * The start of lowest inertia, the first among equals. The result of a start does not
 * depend on whether threads share its rows or run restarts in parallel.
 */
static quen_status best_start(quen__temp *temp, quen__temp *scratch,
                              const quen__kmeans_data *data, restarts *all)
{
    quen_context *ctx = data->ctx;
    uint32_t n_init = all->o->n_init;
    all->count = starts_at_once(data, n_init);
    all->all = quen__temp_zero(temp, all->count, sizeof *all->all);
    quen_status status = all->all ? QUEN_OK : QUEN_ERR_MEMORY;
    for (unsigned i = 0; i < all->count && status == QUEN_OK; i++)
        status = worker_new(temp, scratch, all, data, i);
    if (status != QUEN_OK)
        return status;
    if (all->count > 1)
        status = quen__parallel_for(ctx, all->count, try_starts, all, NULL, 0, 1);
    else
        try_starts(all, 0, 0);
    return status == QUEN_OK ? pick_best(ctx, all) : status;
}

/* --- numbering --- */

typedef struct numbering {
    const double *centers; /* k x d */
    size_t d, order_by;
} numbering;

/* 1 if centre a comes before centre b: by one column, then by all from the first. */
static int comes_before(const void *user, uint32_t a, uint32_t b)
{
    const numbering *by = user;
    const double *x = by->centers + a * by->d, *y = by->centers + b * by->d;
    if (x[by->order_by] != y[by->order_by])
        return x[by->order_by] < y[by->order_by];
    for (size_t j = 0; j < by->d; j++)
        if (x[j] != y[j])
            return x[j] < y[j];
    return 0;
}

/* `out` receives the centres in their order. 0 if memory is out. */
static int order_centers(quen__temp *temp, const numbering *by, size_t k, double *out)
{
    uint32_t *index = quen__temp_new(temp, k, sizeof *index);
    uint32_t *scratch = quen__temp_new(temp, k, sizeof *scratch);
    if (!index || !scratch)
        return 0;
    for (size_t c = 0; c < k; c++)
        index[c] = (uint32_t)c;
    quen__index_sort(index, k, scratch, comes_before, by);
    for (size_t c = 0; c < k; c++)
        memcpy(out + c * by->d, by->centers + index[c] * by->d, by->d * sizeof *out);
    return 1;
}

/* --- fitting --- */

static quen_status build(quen_context *ctx, const quen__kmeans_run *run,
                         const quen__kmeans_meta *meta, quen_kmeans **out)
{
    quen__image image;
    const quen__kmeans_data *data = run->data;
    const quen__section sections[QUEN__KMEANS_SECTIONS] = {
        {QUEN__KMEANS_META, 8, sizeof *meta / 8, meta},
        {QUEN__KMEANS_CENTERS, 8, data->k * data->d, run->centers},
        {QUEN__KMEANS_LABELS, 4, data->n, run->labels},
        {QUEN__KMEANS_SIZES, 8, data->k, NULL},
    };
    quen_status status = quen__image_build(ctx, QUEN__KIND_KMEANS, sections,
                                           QUEN__KMEANS_SECTIONS, &image);
    if (status != QUEN_OK)
        return status;
    uint64_t *sizes = quen__image_fill(&image, QUEN__KMEANS_SIZES);
    for (size_t i = 0; i < data->n; i++)
        sizes[run->labels[i]]++;
    quen__image_seal(ctx, &image);
    *out = quen__model_adopt(ctx, &quen__kmeans_kind, &image, &status);
    return status;
}

/*
 * Labels are given once the clusters have their numbers, so that they are those of
 * quen_kmeans_predict() even for a row that two centres are equally near to.
 */
static quen_status cluster(quen__temp *temp, quen__kmeans_data *data,
                           const quen_kmeans_options *o, quen_kmeans **out)
{
    restarts all = {.o = o};
    quen__temp scratch = QUEN__TEMP(data->ctx);
    quen_status status = quen__kmeans_prepare(temp, data);
    if (status == QUEN_OK)
        status = best_start(temp, &scratch, data, &all);
    quen__temp_close(&scratch);
    if (status != QUEN_OK)
        return status;
    restart_worker *best = &all.all[0];
    const numbering by = {best->best, data->d, o->order_by};
    if (!order_centers(temp, &by, data->k, best->run.centers))
        return QUEN_ERR_MEMORY;
    status = quen__kmeans_account(&best->run);
    best->meta.inertia = best->run.inertia;
    return status == QUEN_OK ? build(data->ctx, &best->run, &best->meta, out) : status;
}

static quen_status fit(quen_context *ctx, const quen__points *points, size_t n,
                       const quen_kmeans_options *given, quen_kmeans **out)
{
    quen_kmeans_options o = defaults();
    *out = NULL;
    quen_status status = quen__options_read(ctx, &o, sizeof o, given, "kmeans");
    if (status == QUEN_OK)
        status = quen__points_check_size(ctx, "kmeans: x", points, n);
    if (status == QUEN_OK)
        status = check_options(ctx, &o, n, points->d);
    if (status != QUEN_OK)
        return status;
    if (o.init)
        o.n_init = 1;
    quen__temp temp = QUEN__TEMP(ctx);
    quen__kmeans_progress progress = {0, 1, -1, 0, 0};
    quen__kmeans_data data = {.ctx = ctx,
                              .kernels = quen__kernels_of(ctx),
                              .points = *points,
                              .weights = o.weights,
                              .n = n,
                              .d = points->d,
                              .k = o.k,
                              .chunks = quen__cut(n, 1024),
                              .progress = &progress};
    data.largest = quen__temp_new(&temp, data.d, sizeof *data.largest);
    status = data.largest ? check_points(ctx, &o, &data) : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = cluster(&temp, &data, &o, out);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_kmeans_fit(quen_context *ctx, const double *x, size_t n, size_t d,
                            const quen_kmeans_options *options, quen_kmeans **out)
{
    const quen__points points = {x, d, 0};
    return fit(ctx, &points, n, options, out);
}

quen_status quen_kmeans_fit_f32(quen_context *ctx, const float *x, size_t n, size_t d,
                                const quen_kmeans_options *options, quen_kmeans **out)
{
    const quen__points points = {x, d, 1};
    return fit(ctx, &points, n, options, out);
}
