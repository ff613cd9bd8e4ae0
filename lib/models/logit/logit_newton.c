/*
 * Newton's method for logistic regression, which is iteratively reweighted least squares
 * (McCullagh, Nelder, "Generalized linear models", 1989, 4.4): solve Hessian * step =
 * gradient by Cholesky, halve the step until the loss does not rise. Three things save
 * work where there are many rows:
 *
 * - It starts at the solution of every 64th block of rows, then of every 8th: the
 *   solution of m rows is sqrt(p / m) away from that of all, and a Newton step squares
 *   that.
 * - Where a Hessian costs as much as many gradients, an old one is used while the
 *   gradient falls fast, corrected by the changes of the gradient since (Nocedal,
 *   "Updating quasi-Newton matrices with limited storage", 1980). The first one may come
 *   from the sample of rows used before.
 * - The pass that is expected to be the last one also computes the Hessian, which the
 *   standard errors need.
 *
 * Separation. Without penalty there is no solution if some direction makes no row worse
 * and some row better (Albert, Anderson, "On the existence of maximum likelihood
 * estimates in logistic regression models", 1984). Two signs of it cost nothing: an
 * iterate that classifies every row correctly, and a step that makes no row worse. The
 * latter is checked to a tolerance of 1e-6, as steps approach such a direction only in
 * the limit.
 */
#include "models/logit/logit_newton.h"

#include <math.h>
#include <string.h>

#include "math/blas.h"

/* A pivot below this share of its column is rounding: the column depends on others. */
#define LEAST_PIVOT 1e-11

#define MAX_HALVINGS 40

/* Up to so many coefficients a Hessian costs about what its gradient does. */
#define CHEAP_HESSIAN 8

/* An old Hessian serves while a step leaves less than this of the gradient. */
#define FAST 0.3

/* Changes of the gradient that are kept, to correct an old Hessian. */
#define MEMORY 10

/* A sample of rows is used first if it has at least this many per coefficient. */
#define ROWS_EACH 64

#define MAX_ROUGH_STEPS 20

typedef struct state {
    const quen__logit_newton *problem;
    quen__logit_pass pass;
    size_t p;
    size_t stride;                /* every stride-th block of rows is used, */
    double l2;                    /* with this penalty */
    double *theta, *trial;        /* p */
    double *gradient;             /* p: at theta, with penalty */
    double *next;                 /* p: at the trial */
    double *step;                 /* p: theta - trial, before halving */
    double *lanes, *lanes_change; /* the trial's terms and their change, all lanes */
    double *factor;               /* p x p: of the Hessian at theta or before */
    int has_factor, fresh;        /* 1 if there is a factor; if it is that at theta */
    double *steps, *turns; /* MEMORY x p: steps since, and changes of the gradient */
    double curvature[MEMORY];
    size_t kept;
    double loss; /* at theta, with penalty */
    double left; /* of the gradient, by the last step */
    uint32_t iterations;
} state;

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

/* y += factor x */
static void add(double *y, double factor, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] += factor * x[i];
}

static double largest(const double *x, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++)
        if (!(fabs(x[i]) <= most || isnan(most)))
            most = fabs(x[i]);
    return most;
}

static void swap(double **a, double **b)
{
    double *c = *a;
    *a = *b;
    *b = c;
}

/* --- evaluating --- */

static double penalised_loss(const state *s, const double *theta)
{
    double squares = dot(theta + 1, theta + 1, s->p - 1);
    return quen__logit_pass_loss(&s->pass) + 0.5 * s->l2 * squares;
}

/* Loss and gradient at the trial. */
static quen_status evaluate(quen_context *ctx, state *s, int hessian)
{
    double done = (double)s->iterations / s->problem->max_iter;
    size_t terms = s->p - 1;
    quen__logit_question q = {.stride = s->stride, .hessian = hessian};
    q.watch = s->problem->l2 == 0;
    q.start = s->trial[0];
    q.start_change = s->trial[0] - s->theta[0];
    for (size_t j = 0; j < terms; j++) {
        s->lanes[j] = s->trial[1 + j];
        s->lanes_change[j] = s->trial[1 + j] - s->theta[1 + j];
    }
    q.theta = s->lanes;
    q.change = s->lanes_change;
    quen_status status = quen__progress(ctx, "logit", done < 1 ? done : 1);
    if (status == QUEN_OK)
        status = quen__logit_pass_run(ctx, &s->pass, &q);
    quen__logit_pass_gradient(&s->pass, s->next);
    add(s->next + 1, s->l2, s->trial + 1, terms);
    return status;
}

/* What no entry of the gradient may exceed in the end. */
static double limit_of(const state *s)
{
    return s->problem->tol * s->problem->total_weight / (double)s->stride;
}

/*
 * Factor the Hessian of the last pass. A term without spread has a zero row and column:
 * 1 on the diagonal keeps its coefficient at 0. Returns the column where the factor ends.
 */
static size_t factor(state *s, double least)
{
    size_t p = s->p;
    quen__logit_pass_hessian(&s->pass, s->factor);
    for (size_t j = 1; j < p; j++) {
        double *diagonal = &s->factor[j * p + j];
        *diagonal = s->problem->losses.design->scale[j - 1] == 0 ? 1 : *diagonal + s->l2;
    }
    size_t reached = quen__cholesky(s->factor, p, least, s->step);
    s->has_factor = s->fresh = reached == p;
    s->kept = 0;
    return reached;
}

/* --- steps --- */

/* step = inverse Hessian times gradient, approximately: the two loops of Nocedal. */
static void find_step(state *s)
{
    size_t p = s->p;
    double share[MEMORY];
    memcpy(s->step, s->gradient, p * sizeof *s->step);
    for (size_t i = s->kept; i-- > 0;) {
        share[i] = dot(s->steps + i * p, s->step, p) / s->curvature[i];
        add(s->step, -share[i], s->turns + i * p, p);
    }
    quen__cholesky_solve(s->factor, p, s->step);
    for (size_t i = 0; i < s->kept; i++) {
        double back = dot(s->turns + i * p, s->step, p) / s->curvature[i];
        add(s->step, share[i] - back, s->steps + i * p, p);
    }
}

/* Keep trial - theta, and the change of the gradient over it. */
static void keep_change(state *s)
{
    size_t p = s->p;
    double *step = s->steps + s->kept * p, *turn = s->turns + s->kept * p;
    for (size_t j = 0; j < p; j++) {
        step[j] = s->trial[j] - s->theta[j];
        turn[j] = s->next[j] - s->gradient[j];
    }
    s->curvature[s->kept] = dot(step, turn, p);
    s->kept += s->curvature[s->kept] > 0;
}

static void accept(state *s, int hessian)
{
    double before = largest(s->gradient, s->p);
    s->left = before > 0 ? largest(s->next, s->p) / before : 1;
    s->fresh = 0;
    if (!hessian)
        keep_change(s);
    swap(&s->theta, &s->trial);
    swap(&s->gradient, &s->next);
}

/* 1 if the next pass shall compute the Hessian. */
static int wants_hessian(const state *s)
{
    if (!s->has_factor) /* and no gradient */
        return 1;
    double expected = largest(s->gradient, s->p) * s->left;
    return s->p <= CHEAP_HESSIAN || s->left > FAST || s->kept == MEMORY ||
           expected <= limit_of(s);
}

/* Loss and gradient at theta. */
static quen_status evaluate_theta(quen_context *ctx, state *s, int hessian)
{
    memcpy(s->trial, s->theta, s->p * sizeof *s->trial);
    quen_status status = evaluate(ctx, s, hessian);
    s->loss = penalised_loss(s, s->trial);
    memcpy(s->gradient, s->next, s->p * sizeof *s->gradient);
    return status;
}

/* The same, and the factor of the Hessian if `hessian` is 1. */
static quen_status evaluate_and_factor(quen_context *ctx, state *s, int hessian)
{
    quen_status status = evaluate_theta(ctx, s, hessian);
    if (status == QUEN_OK && hessian)
        factor(s, 0);
    return status;
}

/*
 * Step as far as the loss does not rise by more than rounding; *moved is 0 if no step
 * does that. With an old Hessian only the full step is tried.
 */
static quen_status step(quen_context *ctx, state *s, int *hessian, int *moved)
{
    double length = 1, allowed = s->loss + 1e-12 * fabs(s->loss);
    int tries = s->fresh ? MAX_HALVINGS : 1;
    *moved = 0;
    *hessian = wants_hessian(s);
    find_step(s);
    for (int i = 0; i < tries && !*moved; i++, length /= 2) {
        for (size_t j = 0; j < s->p; j++)
            s->trial[j] = s->theta[j] - length * s->step[j];
        quen_status status = evaluate(ctx, s, *hessian);
        if (status != QUEN_OK)
            return status;
        double loss = penalised_loss(s, s->trial);
        *moved = loss <= allowed;
        if (*moved)
            s->loss = loss;
    }
    if (*moved)
        accept(s, *hessian);
    return QUEN_OK;
}

/* --- the iteration --- */

/* A trial that was refused counts too: its step is a direction all the same. */
static int separated(const state *s)
{
    const quen__logit_sums *sums = &s->pass.sums;
    if (s->problem->l2 > 0)
        return 0;
    return sums->margin > 0 || (sums->best > 0.5 && sums->worst >= -1e-6 * sums->best);
}

/* The gradient is small, and not because coefficients grow without limit. */
static int converged(const state *s)
{
    const quen__logit_sums *sums = &s->pass.sums;
    if (!(largest(s->gradient, s->p) <= limit_of(s)))
        return 0;
    return s->problem->l2 > 0 ||
           (s->iterations > 0 && sums->best < 0.1 && sums->worst > -0.1);
}

/* A step, and the factor that belongs to it or is needed because there was none. */
static quen_status advance(quen_context *ctx, state *s, int *moved)
{
    int hessian = 0, old = !s->fresh;
    quen_status status = step(ctx, s, &hessian, moved);
    if (status != QUEN_OK)
        return status;
    if (*moved) {
        s->iterations++;
        if (hessian)
            factor(s, 0);
        return QUEN_OK;
    }
    *moved = old; /* a fresh Hessian may do better than an old one */
    return evaluate_and_factor(ctx, s, 1);
}

static quen_status iterate(quen_context *ctx, state *s, quen__logit_newton_result *out)
{
    int moved = 1;
    quen_status status = QUEN_OK;
    while (status == QUEN_OK && !(out->converged = converged(s))) {
        if (!s->has_factor || s->iterations == s->problem->max_iter)
            break;
        status = advance(ctx, s, &moved);
        if (status != QUEN_OK || !moved)
            break;
        out->separated = separated(s) || (!s->has_factor && s->problem->l2 == 0);
        if (out->separated)
            break;
    }
    return status;
}

/* --- the start --- */

/* Use other rows; the factor is scaled to their number. */
static void set_stride(state *s, size_t stride, double l2)
{
    double root = sqrt((double)s->stride / (double)stride);
    for (size_t i = 0; i < s->p * s->p && s->has_factor; i++)
        s->factor[i] *= root;
    s->stride = stride;
    s->l2 = l2 / (double)stride;
    s->iterations = 0;
    s->fresh = 0;
    s->kept = 0;
    s->left = FAST;
}

static void reset_theta(state *s)
{
    memset(s->theta, 0, s->p * sizeof *s->theta);
    s->theta[0] = s->problem->start;
    s->has_factor = 0;
}

/*
 * Approach the solution on a sample of the rows, with a penalty of at least one row's
 * weight, so that a solution exists. Stop within a tenth of the sampling error, which is
 * p / 2 of the loss.
 */
static quen_status solve_sample(quen_context *ctx, state *s, size_t stride)
{
    const quen__logit_newton *problem = s->problem;
    double n = (double)problem->losses.design->data.n, weight = problem->total_weight / n;
    int moved = 1;
    set_stride(s, stride, problem->l2 > weight ? problem->l2 : weight);
    quen_status status = evaluate_and_factor(ctx, s, wants_hessian(s));
    while (status == QUEN_OK && s->has_factor && moved &&
           s->iterations < MAX_ROUGH_STEPS) {
        find_step(s);
        if (!(dot(s->gradient, s->step, s->p) > 0.1 * weight * (double)s->p))
            break;
        status = advance(ctx, s, &moved);
    }
    if (status != QUEN_OK || !s->has_factor)
        return status;
    add(s->theta, -1, s->step, s->p);
    return s->fresh ? QUEN_OK : evaluate_and_factor(ctx, s, 1);
}

/*
 * All weights of this first Hessian are equal, so that a missing pivot here means that
 * columns depend on each other; later it may mean that weights became 0.
 */
static quen_status begin_at_null_model(quen_context *ctx, state *s)
{
    const quen__logit_newton *problem = s->problem;
    char room[QUEN__LOGIT_NAME_ROOM];
    reset_theta(s);
    quen_status status = evaluate_theta(ctx, s, 1);
    if (status != QUEN_OK)
        return status;
    size_t reached = factor(s, problem->l2 > 0 ? 0 : LEAST_PIVOT);
    if (s->has_factor || reached == 0)
        return QUEN_OK;
    const char *name = quen__logit_design_name(problem->losses.design, reached - 1, room);
    return quen__fail(
        ctx, QUEN_ERR_NUMERIC,
        "logit: column %zu (%s) is a combination of those before it: leave it out, "
        "or raise l2 from %g",
        reached - 1, name, problem->l2);
}

/* 1 if the iteration may begin where it stands. */
static int is_better_than_null(const state *s)
{
    return s->has_factor && s->loss <= s->problem->start_loss;
}

/* Begin where another iteration has ended. */
static quen_status begin_near(quen_context *ctx, state *s)
{
    set_stride(s, 1, s->problem->l2);
    memcpy(s->theta, s->problem->near, s->p * sizeof *s->theta);
    quen_status status = evaluate_and_factor(ctx, s, 1);
    if (status != QUEN_OK || is_better_than_null(s))
        return status;
    return begin_at_null_model(ctx, s);
}

static quen_status begin(quen_context *ctx, state *s)
{
    size_t n = s->problem->losses.design->data.n;
    quen_status status = QUEN_OK;
    reset_theta(s);
    if (s->problem->near)
        return begin_near(ctx, s);
    for (size_t stride = 64; stride > 1; stride /= 8)
        if (status == QUEN_OK && n / stride / ROWS_EACH >= s->p)
            status = solve_sample(ctx, s, stride);
    int near = s->stride > 1 && s->has_factor;
    set_stride(s, 1, s->problem->l2);
    if (status == QUEN_OK && near)
        status = evaluate_and_factor(ctx, s, wants_hessian(s));
    if (status != QUEN_OK || (near && is_better_than_null(s)))
        return status;
    return begin_at_null_model(ctx, s);
}

/* --- the whole iteration --- */

static quen_status allocate(quen__temp *temp, const quen__logit_newton *problem, state *s)
{
    size_t p = 1 + problem->losses.design->terms;
    *s = (state){.problem = problem, .p = p, .stride = 1};
    quen_status status = quen__logit_pass_open(temp, &problem->losses, &s->pass);
    if (status != QUEN_OK)
        return status;
    size_t lanes = s->pass.sums.lanes;
    s->theta = quen__temp_new(temp, p, sizeof *s->theta);
    s->trial = quen__temp_new(temp, p, sizeof *s->trial);
    s->gradient = quen__temp_new(temp, p, sizeof *s->gradient);
    s->next = quen__temp_new(temp, p, sizeof *s->next);
    s->step = quen__temp_new(temp, p, sizeof *s->step);
    s->lanes = quen__temp_zero(temp, lanes, sizeof *s->lanes);
    s->lanes_change = quen__temp_zero(temp, lanes, sizeof *s->lanes_change);
    s->steps = quen__temp_new(temp, p, MEMORY * sizeof *s->steps);
    s->turns = quen__temp_new(temp, p, MEMORY * sizeof *s->turns);
    s->factor = quen__temp_new(temp, p, p * sizeof *s->factor);
    if (!s->theta || !s->trial || !s->gradient || !s->next || !s->step || !s->lanes ||
        !s->lanes_change || !s->steps || !s->turns || !s->factor)
        return QUEN_ERR_MEMORY;
    return QUEN_OK;
}

/* One more step, whose gradient and Hessian are known: it squares the error. */
static void take_last_step(state *s)
{
    find_step(s);
    add(s->theta, -1, s->step, s->p);
}

quen_status quen__logit_newton_run(quen__temp *temp, const quen__logit_newton *problem,
                                   quen__logit_newton_result *out)
{
    quen_context *ctx = temp->ctx;
    state s;
    memset(out, 0, sizeof *out);
    quen_status status = allocate(temp, problem, &s);
    if (status == QUEN_OK)
        status = begin(ctx, &s);
    if (status == QUEN_OK)
        status = iterate(ctx, &s, out);
    if (status == QUEN_OK && s.has_factor && !s.fresh && !out->separated &&
        !problem->rough)
        status = evaluate_and_factor(ctx, &s, 1);
    if (status != QUEN_OK)
        return status;
    if (out->converged && s.has_factor)
        take_last_step(&s);
    out->theta = s.theta;
    /* Standard errors mean nothing where the solution is infinite. */
    out->factor = s.has_factor && s.fresh && !out->separated ? s.factor : NULL;
    out->loss = quen__logit_pass_loss(&s.pass);
    out->iterations = s.iterations;
    return QUEN_OK;
}
