/*
 * Fitting: check the settings, run Lloyd's iteration from each start, keep the one of
 * lowest inertia, number its clusters by their centres, and put the result into an image.
 * See kmeans_init.c for the starts and kmeans_lloyd.c for the iteration.
 */
#include "models/kmeans.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/options.h"
#include "data/matrix.h"
#include "data/points.h"
#include "math/index_sort.h"
#include "math/special.h"
#include "models/kmeans_init.h"

#define BAD(...) quen__fail(ctx, QUEN_ERR_ARGUMENT, __VA_ARGS__)

/*
 * Share of a start's time that choosing its centres is taken for, in reports of progress.
 */
#define SEED_SHARE 0.3

/* So that no product of a weight and a value comes near the largest doubles. */
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
        return BAD("kmeans: the points have 0 features; at least 1 is needed");
    if (o->k == 0)
        return BAD("kmeans: k is 0; at least 1 cluster is needed");
    if (o->k > n)
        return BAD("kmeans: k is %u, but there are only %zu points", o->k, n);
    if (o->n_init == 0)
        return BAD("kmeans: n_init is 0; at least 1 start is needed");
    if (o->max_iter == 0)
        return BAD("kmeans: max_iter is 0; at least 1 sweep is needed");
    if (!(o->tol >= 0))
        return BAD("kmeans: tol is %g; it must not be negative", o->tol);
    if (o->order_by >= d)
        return BAD("kmeans: order_by is %u, but there are only columns 0 to %zu",
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
            return BAD("kmeans: the weight of row %zu is %g; it must be finite and not "
                       "negative",
                       i, weights[i]);
        sum += weights[i];
        most = weights[i] > most ? weights[i] : most;
    }
    if (sum == 0)
        return BAD("kmeans: all %zu weights are 0", n);
    if (!(sum <= MAX_WEIGHT))
        return BAD("kmeans: the sum of the weights is too large to compute with");
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
        return 2 + (size_t)quen__ln(o->k);
    return o->init_trials < n ? o->init_trials : n;
}

static quen_status one_start(const quen_kmeans_options *o, uint32_t start,
                             quen__kmeans_seeding *seeding, quen__kmeans_run *run)
{
    const quen__kmeans_data *data = run->data;
    double from = (double)start / o->n_init, share = 1.0 / o->n_init;
    data->progress->from = from;
    data->progress->to = from + share * SEED_SHARE;
    quen_status status = QUEN_OK;
    if (o->init)
        memcpy(run->centers, o->init, data->k * data->d * sizeof(double));
    else
        status = quen__kmeans_seed(seeding, o->seed, start, run->centers);
    data->progress->from = data->progress->to;
    data->progress->to = from + share;
    return status == QUEN_OK ? quen__kmeans_lloyd(run, o->max_iter, o->tol) : status;
}

/* The start of lowest inertia, the first among equals: its centres and its story. */
static quen_status best_start(const quen_kmeans_options *o, quen__kmeans_run *run,
                              double *centers, quen__kmeans_meta *meta)
{
    const quen__kmeans_data *data = run->data;
    quen__temp temp = QUEN__TEMP(data->ctx);
    quen__kmeans_seeding seeding;
    quen_status status = QUEN_OK;
    if (!o->init)
        status = quen__kmeans_seeding_new(&temp, data, trials_of(o, data->n), &seeding);
    for (uint32_t start = 0; start < o->n_init && status == QUEN_OK; start++) {
        status = one_start(o, start, &seeding, run);
        if (status != QUEN_OK)
            break;
        if (start > 0 && !(run->inertia < meta->inertia))
            continue;
        memcpy(centers, run->centers, data->k * data->d * sizeof *centers);
        *meta =
            (quen__kmeans_meta){run->inertia, run->iterations, (uint64_t)run->converged};
    }
    quen__temp_close(&temp);
    return status;
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

static quen_status build(const quen__kmeans_run *run, const quen__kmeans_meta *meta,
                         quen_kmeans **out)
{
    quen__image image;
    const quen__kmeans_data *data = run->data;
    const quen__section sections[QUEN__KMEANS_SECTIONS] = {
        {QUEN__KMEANS_META, 8, sizeof *meta / 8, meta},
        {QUEN__KMEANS_CENTERS, 8, data->k * data->d, run->centers},
        {QUEN__KMEANS_LABELS, 4, data->n, run->labels},
        {QUEN__KMEANS_SIZES, 8, data->k, NULL},
    };
    quen_status status = quen__image_build(data->ctx, QUEN__KIND_KMEANS, sections,
                                           QUEN__KMEANS_SECTIONS, &image);
    if (status != QUEN_OK)
        return status;
    uint64_t *sizes = quen__image_fill(&image, QUEN__KMEANS_SIZES);
    for (size_t i = 0; i < data->n; i++)
        sizes[run->labels[i]]++;
    quen__image_seal(data->ctx, &image);
    *out = quen__model_adopt(data->ctx, &quen__kmeans_kind, &image, &status);
    return status;
}

/*
 * Labels are given anew once the clusters have their numbers, so that they are those of
 * quen_kmeans_predict() even for a row that two centres are equally near to.
 */
static quen_status cluster(quen__temp *temp, quen__kmeans_data *data,
                           const quen_kmeans_options *o, quen_kmeans **out)
{
    quen__kmeans_run run;
    quen__kmeans_meta meta = {0, 0, 0};
    double *best = quen__temp_new(temp, data->k, data->d * sizeof(double));
    if (!best)
        return QUEN_ERR_MEMORY;
    quen_status status = quen__kmeans_prepare(temp, data);
    if (status == QUEN_OK)
        status = quen__kmeans_run_new(temp, data, &run);
    if (status == QUEN_OK)
        status = best_start(o, &run, best, &meta);
    if (status != QUEN_OK)
        return status;
    const numbering by = {best, data->d, o->order_by};
    if (!order_centers(temp, &by, data->k, run.centers))
        return QUEN_ERR_MEMORY;
    status = quen__kmeans_label(&run);
    return status == QUEN_OK ? build(&run, &meta, out) : status;
}

static quen_status fit(quen_context *ctx, const quen__points *points, size_t n,
                       const quen_kmeans_options *given, quen_kmeans **out)
{
    quen_kmeans_options o = defaults();
    *out = NULL;
    quen_status status = quen__options_read(ctx, &o, sizeof o, given, "kmeans");
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
