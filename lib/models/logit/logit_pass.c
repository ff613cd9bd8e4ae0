/*
 * Passes over the rows of a regression: see logit_pass.h. A block of rows is made and
 * left in the first caches, where it gives its log odds, then its slopes and curves (the
 * derivatives of the loss), then its share of gradient and Hessian: so each pass reads
 * the matrix once. The Hessian is the Gram matrix z' (curve z).
 */
#include "models/logit/logit_pass.h"

#include <math.h>
#include <string.h>

#define LANES QUEN__LANES

/* --- accumulate, merge --- */

/* The numbers in use: those of the Hessian come last. */
static size_t size_of(const quen__logit_sums *sums, int hessian)
{
    return hessian ? sums->size : 3 * LANES + sums->lanes;
}

void quen__logit_sums_clear(quen__logit_sums *sums, int hessian)
{
    sums->margin = sums->worst = INFINITY;
    sums->best = -INFINITY;
    memset(sums->all, 0, size_of(sums, hessian) * sizeof *sums->all);
}

void quen__logit_sums_merge(quen__logit_sums *into, const quen__logit_sums *from,
                            int hessian)
{
    size_t size = size_of(into, hessian);
    into->margin = from->margin < into->margin ? from->margin : into->margin;
    into->worst = from->worst < into->worst ? from->worst : into->worst;
    into->best = from->best > into->best ? from->best : into->best;
    for (size_t i = 0; i < size; i++)
        into->all[i] += from->all[i];
}

/* Class and weight of each row; what fills up the last eight has weight 0. */
static void set_rows(const quen__logit_losses *losses, size_t first, size_t n,
                     quen__panels_margins *m)
{
    const quen__logit_data *data = &losses->design->data;
    double none = losses->class_weight[0], one = losses->class_weight[1];
    uint8_t y[QUEN__ROWS] = {0};
    for (size_t i = 0; i < n; i++)
        y[i] = data->y[quen__logit_design_row(data, first + i)];
    for (size_t i = 0; i < QUEN__ROWS; i++) {
        m->sign[i] = 2.0 * y[i] - 1;
        m->weight[i] = y[i] ? one : none;
    }
    for (size_t i = 0; losses->weights && i < n; i++)
        m->weight[i] *= losses->weights[quen__logit_design_row(data, first + i)];
    for (size_t i = n; i % LANES != 0; i++)
        m->weight[i] = m->odds[i] = 0;
}

static void watch_rows(const quen__panels_margins *m, const double *change, size_t n,
                       quen__logit_sums *sums)
{
    for (size_t i = 0; i < n; i++) {
        double margin = m->sign[i] * m->odds[i], better = m->sign[i] * change[i];
        if (m->weight[i] == 0)
            continue;
        sums->margin = margin < sums->margin ? margin : sums->margin;
        sums->worst = better < sums->worst ? better : sums->worst;
        sums->best = better > sums->best ? better : sums->best;
    }
}

static void add_block(const quen__logit_losses *losses, const quen__logit_question *q,
                      size_t first, quen__logit_scratch *scratch)
{
    const quen__logit_design *design = losses->design;
    const quen__panels_kernels *kernels = design->kernels;
    size_t panels = quen__panels(design->terms), rest = design->data.n - first;
    size_t n = rest < QUEN__ROWS ? rest : QUEN__ROWS;
    size_t soon = first + q->stride * QUEN__ROWS;
    quen__logit_sums *sums = &scratch->sums;
    quen__panels_margins *m = &scratch->margins;
    quen__logit_design_pack(design, first, soon, n, scratch->z);
    set_rows(losses, first, n, m);
    kernels->score(scratch->z, n, panels, q->theta, q->start, m->odds);
    if (q->watch) {
        kernels->score(scratch->z, n, panels, q->change, q->start_change,
                       scratch->change);
        watch_rows(m, scratch->change, n, sums);
    }
    kernels->logistic(m, n, sums->rows);
    kernels->weigh(scratch->z, n, panels, m, q->hessian ? scratch->wz : NULL,
                   sums->weighted, sums->gradient);
    if (q->hessian)
        kernels->gram(scratch->z, scratch->wz, n, panels, sums->tiles);
}

void quen__logit_sums_add(const quen__logit_losses *losses, const quen__logit_question *q,
                          size_t first, size_t last, quen__logit_scratch *scratch)
{
    for (size_t i = first; i < last; i++)
        add_block(losses, q, i * q->stride * QUEN__ROWS, scratch);
}

/* --- a pass --- */

/* The blocks of a pass, in chunks that take long enough to be worth a thread. */
static quen__chunks cut(const quen__logit_losses *losses, size_t stride)
{
    const quen__logit_design *design = losses->design;
    size_t block = QUEN__ROWS * stride, n = design->data.n;
    size_t least = 256 + 65536 / (quen__panels(design->terms) * LANES);
    return quen__cut(n / block + (n % block != 0), least / QUEN__ROWS);
}

static void add_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__logit_pass *pass = user;
    quen__logit_scratch *scratch = &pass->scratch[worker];
    quen__range range = quen__chunk_range(&pass->blocks, chunk);
    quen__logit_sums_clear(&scratch->sums, pass->question.hessian);
    quen__logit_sums_add(pass->losses, &pass->question, range.first, range.last, scratch);
}

static void merge_chunk(void *user, size_t chunk, unsigned worker)
{
    quen__logit_pass *pass = user;
    (void)chunk;
    quen__logit_sums_merge(&pass->sums, &pass->scratch[worker].sums,
                           pass->question.hessian);
}

quen_status quen__logit_pass_run(quen_context *ctx, quen__logit_pass *pass,
                                 const quen__logit_question *q)
{
    pass->question = *q;
    pass->blocks = cut(pass->losses, q->stride);
    quen__logit_sums_clear(&pass->sums, q->hessian);
    return quen__parallel_fold(ctx, pass->blocks.count, add_chunk, merge_chunk, pass,
                               NULL, 0, 0);
}

/* --- finish --- */

double quen__logit_pass_loss(const quen__logit_pass *pass)
{
    return quen__kernels_fold_lanes(pass->sums.rows);
}

void quen__logit_pass_gradient(const quen__logit_pass *pass, double *gradient)
{
    size_t terms = pass->losses->design->terms;
    gradient[0] = quen__kernels_fold_lanes(pass->sums.rows + LANES);
    memcpy(gradient + 1, pass->sums.gradient, terms * sizeof *gradient);
}

/* Row i of the terms, from its diagonal on: one row of each tile from i's panel on. */
static void copy_row(const double *tiles, size_t terms, size_t i, double *row)
{
    for (size_t j = i - i % LANES; j < terms; j += LANES, tiles += LANES * LANES)
        for (size_t k = j < i ? i - j : 0; k < LANES && j + k < terms; k++)
            row[j + k] = tiles[i % LANES * LANES + k];
}

void quen__logit_pass_hessian(const quen__logit_pass *pass, double *hessian)
{
    size_t terms = pass->losses->design->terms, p = 1 + terms;
    const double *tiles = pass->sums.tiles;
    hessian[0] = quen__kernels_fold_lanes(pass->sums.rows + 2 * LANES);
    memcpy(hessian + 1, pass->sums.weighted, terms * sizeof *hessian);
    for (size_t i = 0; i < terms; i++) {
        copy_row(tiles, terms, i, hessian + (1 + i) * p + 1);
        if (i % LANES == LANES - 1)
            tiles += (quen__panels(terms) - i / LANES) * LANES * LANES;
    }
}

/* --- memory --- */

quen_status quen__logit_sums_open(quen__temp *temp, size_t terms, quen__logit_sums *out)
{
    size_t panels = quen__panels(terms);
    memset(out, 0, sizeof *out);
    out->lanes = panels * LANES;
    out->size = 3 * LANES + 2 * out->lanes + quen__panels_tiles(panels);
    out->all = quen__temp_new(temp, out->size, sizeof *out->all);
    if (!out->all)
        return QUEN_ERR_MEMORY;
    out->rows = out->all;
    out->gradient = out->rows + 3 * LANES;
    out->weighted = out->gradient + out->lanes;
    out->tiles = out->weighted + out->lanes;
    quen__logit_sums_clear(out, 1);
    return QUEN_OK;
}

quen_status quen__logit_scratch_open(quen__temp *temp, size_t terms,
                                     quen__logit_scratch *out)
{
    size_t panels = quen__panels(terms);
    out->z = quen__temp_zero(temp, panels, QUEN__PANEL * sizeof *out->z);
    out->wz = quen__temp_new(temp, panels, QUEN__PANEL * sizeof *out->wz);
    if (!out->z || !out->wz)
        return QUEN_ERR_MEMORY;
    return quen__logit_sums_open(temp, terms, &out->sums);
}

quen_status quen__logit_pass_open(quen__temp *temp, const quen__logit_losses *losses,
                                  quen__logit_pass *out)
{
    size_t terms = losses->design->terms, workers = temp->ctx->threads;
    size_t chunks = cut(losses, 1).count;
    workers = workers < chunks ? workers : chunks;
    memset(out, 0, sizeof *out);
    out->losses = losses;
    out->scratch = quen__temp_zero(temp, workers, sizeof *out->scratch);
    quen_status status = out->scratch ? QUEN_OK : QUEN_ERR_MEMORY;
    for (size_t i = 0; status == QUEN_OK && i < workers; i++)
        status = quen__logit_scratch_open(temp, terms, &out->scratch[i]);
    if (status == QUEN_OK)
        status = quen__logit_sums_open(temp, terms, &out->sums);
    return status;
}
