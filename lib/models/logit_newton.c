/*
 * Newton's method for logistic regression, which is iteratively reweighted least squares
 * (McCullagh, Nelder, "Generalized linear models", 1989, 4.4): solve Hessian * step =
 * gradient by Cholesky, halve the step until the loss does not rise. One pass over the
 * rows gives loss, gradient and Hessian of a trial; nearly always the first trial is
 * taken, and its Hessian is the one that the next step needs.
 *
 * Separation. Without penalty there is no solution if some direction makes no row worse
 * and some row better (Albert, Anderson, "On the existence of maximum likelihood
 * estimates in logistic regression models", 1984). Two proofs of one come for free: an
 * iterate that puts each row on its own side, and a step that makes no row worse. The
 * latter is asked for up to a millionth, as directions of recession show in the steps
 * only in the limit.
 */
#include "models/logit_newton.h"

#include <math.h>
#include <string.h>

#include "core/parallel.h"
#include "math/blas.h"

/* Less than this of a column left by those before it: rounding, not information. */
#define LEAST_PIVOT 1e-11

#define MAX_HALVINGS 40

/* --- accumulate, merge --- */

void quen__newton_clear(quen__newton_sums *sums, size_t p)
{
    sums->loss = 0;
    sums->margin = sums->worst = INFINITY;
    sums->best = -INFINITY;
    memset(sums->gradient, 0, p * sizeof *sums->gradient);
    memset(sums->hessian, 0, p * p * sizeof *sums->hessian);
}

void quen__newton_merge(quen__newton_sums *into, const quen__newton_sums *from, size_t p)
{
    into->loss += from->loss;
    into->margin = from->margin < into->margin ? from->margin : into->margin;
    into->worst = from->worst < into->worst ? from->worst : into->worst;
    into->best = from->best > into->best ? from->best : into->best;
    for (size_t j = 0; j < p; j++)
        into->gradient[j] += from->gradient[j];
    for (size_t i = 0; i < p; i++)
        for (size_t j = i; j < p; j++)
            into->hessian[i * p + j] += from->hessian[i * p + j];
}

/* Four partial sums, so that additions need not wait for one another. */
static double dot(const double *a, const double *b, size_t n)
{
    double sum[4] = {0, 0, 0, 0};
    size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (size_t lane = 0; lane < 4; lane++)
            sum[lane] += a[i + lane] * b[i + lane];
    for (; i < n; i++)
        sum[0] += a[i] * b[i];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

static void note_margin(quen__newton_sums *sums, double margin, double change)
{
    sums->margin = margin < sums->margin ? margin : sums->margin;
    sums->worst = change < sums->worst ? change : sums->worst;
    sums->best = change > sums->best ? change : sums->best;
}

/*
 * One row: `z` is replaced by sqrt(curvature) z, so that the block's Gram matrix is its
 * share of the Hessian. With margin m, the loss log(1 + exp(-m)) has the slope -wrong,
 * where wrong is the probability of the other class, and the curvature wrong (1 - wrong).
 */
static void add_row(quen__newton_sums *sums, double *z, size_t p, double weight,
                    double sign, double odds, double odds_before)
{
    double margin = sign * odds, e = exp(-fabs(margin));
    double wrong = (margin < 0 ? 1 : e) / (1 + e);
    double slope = -weight * sign * wrong, root = sqrt(weight * e) / (1 + e);
    sums->loss += weight * ((margin < 0 ? -margin : 0) + log1p(e));
    if (weight > 0)
        note_margin(sums, margin, sign * (odds - odds_before));
    for (size_t j = 0; j < p; j++) {
        sums->gradient[j] += slope * z[j];
        z[j] *= root;
    }
}

void quen__newton_accumulate(const quen__newton *problem, const double *theta,
                             size_t first, size_t last, double *odds, double *block,
                             quen__newton_sums *sums)
{
    const quen__design *design = problem->design;
    size_t p = 1 + design->terms;
    while (first < last) {
        size_t end =
            last - first < QUEN__NEWTON_BLOCK ? last : first + QUEN__NEWTON_BLOCK;
        quen__design_pack(design, first, end, block);
        for (size_t i = first; i < end; i++) {
            double *z = block + (i - first) * p, now = dot(z, theta, p);
            size_t row = quen__design_row(&design->data, i);
            uint8_t y = design->data.y[row];
            double weight = problem->class_weight[y];
            if (problem->weights)
                weight *= problem->weights[row];
            add_row(sums, z, p, weight, y ? 1 : -1, now, odds[i]);
            odds[i] = now;
        }
        quen__gram_add(sums->hessian, p, block, end - first);
        first = end;
    }
}

/* --- a pass --- */

typedef struct state {
    const quen__newton *problem;
    size_t p;
    double *theta, *trial, *step;
    double *odds;   /* n, at the last trial */
    double *block;  /* QUEN__NEWTON_BLOCK x p */
    double *work;   /* p */
    double *factor; /* p x p */
    double loss;    /* at theta, with penalty */
    quen__newton_sums sums, part;
    uint32_t iterations;
} state;

static double penalised_loss(const state *s, const double *theta)
{
    double squares = dot(theta + 1, theta + 1, s->p - 1);
    return s->sums.loss + 0.5 * s->problem->l2 * squares;
}

/* A term without spread has no rows to speak of: its 1 keeps it where it is, at 0. */
static void finish(state *s, const double *theta)
{
    size_t p = s->p;
    for (size_t j = 1; j < p; j++) {
        double *diagonal = &s->sums.hessian[j * p + j];
        s->sums.gradient[j] += s->problem->l2 * theta[j];
        *diagonal += s->problem->l2;
        if (s->problem->design->scale[j - 1] == 0)
            *diagonal = 1;
    }
}

static quen_status pass(quen_context *ctx, state *s, const double *theta)
{
    double done = (double)s->iterations / s->problem->max_iter;
    quen_status status = quen__progress(ctx, "logit", done);
    quen__chunks chunks = quen__cut(s->problem->design->data.n, 4096);
    quen__newton_clear(&s->sums, s->p);
    for (size_t chunk = 0; status == QUEN_OK && chunk < chunks.count; chunk++) {
        quen__range range = quen__chunk_range(&chunks, chunk);
        quen__newton_clear(&s->part, s->p);
        quen__newton_accumulate(s->problem, theta, range.first, range.last, s->odds,
                                s->block, &s->part);
        quen__newton_merge(&s->sums, &s->part, s->p);
    }
    finish(s, theta);
    return status;
}

/* --- the iteration --- */

static quen_status start(quen__temp *temp, const quen__newton *problem, state *s)
{
    size_t p = 1 + problem->design->terms, n = problem->design->data.n;
    *s = (state){.problem = problem, .p = p};
    s->theta = quen__temp_zero(temp, p, sizeof *s->theta);
    s->trial = quen__temp_new(temp, p, sizeof *s->trial);
    s->step = quen__temp_new(temp, p, sizeof *s->step);
    s->work = quen__temp_new(temp, p, sizeof *s->work);
    s->sums.gradient = quen__temp_new(temp, p, sizeof *s->sums.gradient);
    s->part.gradient = quen__temp_new(temp, p, sizeof *s->part.gradient);
    s->odds = quen__temp_new(temp, n, sizeof *s->odds);
    s->block = quen__temp_new(temp, p, QUEN__NEWTON_BLOCK * sizeof *s->block);
    s->factor = quen__temp_new(temp, p, p * sizeof *s->factor);
    s->sums.hessian = quen__temp_new(temp, p, p * sizeof *s->sums.hessian);
    s->part.hessian = quen__temp_new(temp, p, p * sizeof *s->part.hessian);
    if (!s->theta || !s->trial || !s->step || !s->work || !s->sums.gradient ||
        !s->part.gradient || !s->odds || !s->block || !s->factor || !s->sums.hessian ||
        !s->part.hessian)
        return QUEN_ERR_MEMORY;
    s->theta[0] = problem->start;
    for (size_t i = 0; i < n; i++)
        s->odds[i] = problem->start;
    quen_status status = pass(temp->ctx, s, s->theta);
    s->loss = penalised_loss(s, s->theta);
    return status;
}

/*
 * 1 if the factor of the Hessian is there. The weights of the first one are all alike, so
 * that there a lack of pivot speaks of the columns; later it speaks of weights that
 * vanished.
 */
static quen_status factor(quen_context *ctx, state *s, int *there)
{
    const quen__newton *problem = s->problem;
    char room[QUEN__LOGIT_NAME_ROOM];
    memcpy(s->factor, s->sums.hessian, s->p * s->p * sizeof *s->factor);
    double least = problem->l2 > 0 || s->iterations > 0 ? 0 : LEAST_PIVOT;
    size_t reached = quen__cholesky(s->factor, s->p, least, s->work);
    *there = reached == s->p;
    if (*there || s->iterations > 0 || reached == 0)
        return QUEN_OK;
    const char *name = quen__design_name(problem->design, reached - 1, room);
    return quen__fail(
        ctx, QUEN_ERR_NUMERIC,
        "column %zu (%s) is a combination of those before it: leave it out, "
        "or raise l2 from %g",
        reached - 1, name, problem->l2);
}

static void move(state *s, double length)
{
    for (size_t j = 0; j < s->p; j++)
        s->trial[j] = s->theta[j] - length * s->step[j];
}

/* Step as far as the loss does not rise, rounding aside; *moved is 0 if nowhere. */
static quen_status step(quen_context *ctx, state *s, int *moved)
{
    memcpy(s->step, s->sums.gradient, s->p * sizeof *s->step);
    quen__cholesky_solve(s->factor, s->p, s->step);
    double length = 1, allowed = s->loss + 1e-12 * fabs(s->loss);
    *moved = 0;
    for (int i = 0; i < MAX_HALVINGS && !*moved; i++, length /= 2) {
        move(s, length);
        quen_status status = pass(ctx, s, s->trial);
        if (status != QUEN_OK)
            return status;
        double loss = penalised_loss(s, s->trial);
        if (loss <= allowed) {
            double *other = s->theta;
            s->theta = s->trial;
            s->trial = other;
            s->loss = loss;
            *moved = 1;
        }
    }
    return *moved ? QUEN_OK : pass(ctx, s, s->theta);
}

/* Between two halvings the rows go back and forth; either way it is a direction. */
static int separated(const state *s)
{
    if (s->problem->l2 > 0)
        return 0;
    return s->sums.margin > 0 ||
           (s->sums.best > 0.5 && s->sums.worst >= -1e-6 * s->sums.best);
}

/* The gradient is small, and not because the rows have run away without end. */
static int converged(const state *s)
{
    double limit = s->problem->tol * s->problem->total_weight;
    for (size_t j = 0; j < s->p; j++)
        if (!(fabs(s->sums.gradient[j]) <= limit))
            return 0;
    return s->problem->l2 > 0 || (s->sums.best < 0.1 && s->sums.worst > -0.1);
}

static quen_status iterate(quen_context *ctx, state *s, quen__newton_result *out)
{
    int there, moved = 1;
    quen_status status = factor(ctx, s, &there);
    while (status == QUEN_OK && !(out->converged = converged(s))) {
        if (!there || s->iterations == s->problem->max_iter)
            break;
        status = step(ctx, s, &moved);
        if (status != QUEN_OK || !moved)
            break;
        s->iterations++;
        status = factor(ctx, s, &there);
        out->separated = separated(s) || (!there && s->problem->l2 == 0);
        if (out->separated)
            break;
    }
    /* Where a solution is infinite, errors at the place where we stopped mean nothing. */
    out->factor = there && !out->separated ? s->factor : NULL;
    return status;
}

quen_status quen__newton_run(quen__temp *temp, const quen__newton *problem,
                             quen__newton_result *out)
{
    state s;
    memset(out, 0, sizeof *out);
    quen_status status = start(temp, problem, &s);
    if (status == QUEN_OK)
        status = iterate(temp->ctx, &s, out);
    out->theta = s.theta;
    out->loss = s.sums.loss;
    out->iterations = s.iterations;
    return status;
}
