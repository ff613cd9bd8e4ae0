/*
 * See lifetime_newton.h. Where the negative Hessian has no Cholesky factor, pivots count
 * by their size; Levenberg's damping grows until the step goes up; near the maximum steps
 * are Newton's own and are not compared any more, since rounding of the sums is larger
 * than what they gain. Parameters stay within a factor of e^23 of the prior's centre. A
 * likelihood without a maximum ends there, or where eight steps together gain less than
 * tells anything; a parameter of which nothing depends any more stays where it is.
 * Source: Nocedal & Wright, "Numerical Optimization", 2nd ed., ch. 3 and 6.
 */
#include "models/lifetime/lifetime_newton.h"

#include <math.h>

#include "math/special.h"

#define D QUEN__LIFETIME_FAMILY
#define STEPS 150
#define REACH 23.0    /* of a logarithm from the prior's centre */
#define LONGEST 2.0   /* a step in a logarithm */
#define DEVIATION 1.5 /* of the prior, in logarithms */
#define NEAR 1e-17    /* of the squared length of a step, times the customers */
#define UNCOMPARED 1e-12
#define LEAST_RISE 1e-6 /* of a log-likelihood: less tells nothing of parameters */
#define SURE 100        /* times what a step foresees is not to come */
#define IDLE 8          /* steps without it: Newton's would have arrived */

/* Value, gradient and negative Hessian in the logarithms, the prior included. */
typedef struct point {
    double log_p[D], value, total, gradient[D], curve[D][D];
} point;

static quen_status look(const quen__lifetime_problem *problem, point *at)
{
    quen__lifetime_sums sums = {0};
    double p[D], precision = problem->prior / (DEVIATION * DEVIATION);
    for (size_t i = 0; i < problem->d; i++)
        p[i] = quen__special_exp(at->log_p[i]);
    quen_status status = problem->sums(problem->user, p, &sums);
    at->value = at->total = sums.value;
    for (size_t i = 0; i < problem->d; i++) {
        double off = at->log_p[i] - problem->centre[i], slope = p[i] * sums.gradient[i];
        at->total -= 0.5 * precision * off * off;
        at->gradient[i] = slope - precision * off;
        for (size_t j = 0; j <= i; j++)
            at->curve[i][j] = at->curve[j][i] = -sums.curve[i][j] * p[i] * p[j];
        at->curve[i][i] += precision - slope;
    }
    return status;
}

/* A difference of likelihoods that is less is rounding of their sums. */
static double noise(const point *at)
{
    return UNCOMPARED * (fabs(at->total) + 1);
}

/* 1 where a parameter times e changes nothing that rounding would show. */
static int is_flat(const point *at, size_t i)
{
    return fabs(at->gradient[i]) <= noise(at) && fabs(at->curve[i][i]) <= noise(at);
}

/* 1 where a parameter is at its limit and would go beyond, or tells nothing. */
static int is_held(const quen__lifetime_problem *problem, const point *at, size_t i)
{
    double off = at->log_p[i] - problem->centre[i];
    return (off >= REACH && at->gradient[i] > 0) ||
           (off <= -REACH && at->gradient[i] < 0) || is_flat(at, i);
}

/*
 * The lower Cholesky factor, in place; 0 if there is none. With `least` above 0 there
 * always is one: a pivot that is below that counts as it does the other way round, so
 * that a direction that is not concave does not slow the others down.
 */
static int factor(double a[D][D], size_t d, double least)
{
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = a[i][j];
            for (size_t k = 0; k < j; k++)
                sum -= a[i][k] * a[j][k];
            if (i == j && !(sum > 1e-14 * fabs(a[i][i]))) {
                if (least <= 0)
                    return 0;
                sum = fabs(sum) > least ? fabs(sum) : least;
            }
            a[i][j] = i == j ? sqrt(sum) : sum / a[j][j];
        }
    return 1;
}

static void solve(double a[D][D], size_t d, double x[D])
{
    for (size_t i = 0; i < d; i++) {
        for (size_t k = 0; k < i; k++)
            x[i] -= a[i][k] * x[k];
        x[i] /= a[i][i];
    }
    for (size_t i = d; i-- > 0;) {
        for (size_t k = i + 1; k < d; k++)
            x[i] -= a[k][i] * x[k];
        x[i] /= a[i][i];
    }
}

/* The damped matrix, those that are held taken out; 0 if it is not positive. */
static int prepare(const quen__lifetime_problem *problem, const point *at, double damping,
                   double least, double a[D][D], double step[D])
{
    for (size_t i = 0; i < problem->d; i++) {
        int held = is_held(problem, at, i);
        step[i] = held ? 0 : at->gradient[i];
        for (size_t j = 0; j <= i; j++)
            a[i][j] = held || is_held(problem, at, j) ? 0 : at->curve[i][j];
        a[i][i] = held ? 1 : a[i][i] + damping * (fabs(a[i][i]) + 1e-9);
    }
    return factor(a, problem->d, least);
}

/*
 * The step, no longer than it may be; returns gradient . step: twice what it may gain.
 * *is_sure: 1 if it is a Newton's step towards a maximum, and no long one.
 */
static double find_step(const quen__lifetime_problem *problem, const point *at,
                        double damping, double step[D], int *is_sure)
{
    double a[D][D], longest = 0, gain = 0;
    int is_concave = prepare(problem, at, damping, 0, a, step);
    if (!is_concave)
        prepare(problem, at, damping, noise(at), a, step);
    solve(a, problem->d, step);
    for (size_t i = 0; i < problem->d; i++)
        longest = fabs(step[i]) > longest ? fabs(step[i]) : longest;
    *is_sure = is_concave && damping == 0 && longest <= 1;
    for (size_t i = 0; i < problem->d; i++) {
        step[i] *= longest > LONGEST ? LONGEST / longest : 1;
        gain += at->gradient[i] * step[i];
    }
    return gain;
}

static void move(const quen__lifetime_problem *problem, const point *from,
                 const double step[D], point *to)
{
    for (size_t i = 0; i < problem->d; i++) {
        double least = problem->centre[i] - REACH, most = problem->centre[i] + REACH;
        double x = from->log_p[i] + step[i];
        to->log_p[i] = x < least ? least : x > most ? most : x;
    }
}

static int at_limit(const quen__lifetime_problem *problem, const point *at)
{
    for (size_t i = 0; i < problem->d; i++)
        if (fabs(at->log_p[i] - problem->centre[i]) >= REACH || is_flat(at, i))
            return 1;
    return 0;
}

static void tell(const quen__lifetime_problem *problem, const point *at, int near,
                 quen__lifetime_found *found)
{
    double a[D][D], step[D];
    int sound = prepare(problem, at, 0, 0, a, step) && !at_limit(problem, at);
    found->value = at->value;
    found->total = at->total;
    found->state =
        near && sound ? QUEN_LIFETIME_STATE_CONVERGED : QUEN_LIFETIME_STATE_FLAT;
    for (size_t i = 0; i < problem->d; i++) {
        double unit[D] = {0};
        unit[i] = 1;
        if (sound)
            solve(a, problem->d, unit);
        found->p[i] = quen__special_exp(at->log_p[i]);
        found->error[i] = sound ? found->p[i] * sqrt(unit[i]) : (double)NAN;
    }
}

quen_status quen__lifetime_maximise(const quen__lifetime_problem *problem,
                                    quen__lifetime_found *found)
{
    point at = {0}, next = {0};
    double step[D], damping = 0, enough = NEAR * (problem->weight + problem->prior);
    int near = 0, idle = 0, is_sure;
    for (size_t i = 0; i < problem->d; i++)
        at.log_p[i] = quen__special_log(found->p[i]);
    quen_status status = look(problem, &at);
    for (found->steps = 0;
         found->steps < STEPS && !near && idle < IDLE && status == QUEN_OK;
         found->steps++) {
        double gain = find_step(problem, &at, damping, step, &is_sure);
        if (is_sure && at.total + SURE * gain < problem->least)
            break;
        move(problem, &at, step, &next);
        status = look(problem, &next);
        near = gain <= enough && damping < 1e-6;
        double rise = next.total - at.total;
        if (rise > LEAST_RISE + noise(&at))
            idle = 0;
        else if (gain <= LEAST_RISE || rise >= -noise(&at))
            idle++;
        if (rise >= -noise(&at)) {
            at = next;
            damping = damping > 1e-4 ? damping / 8 : 0;
        } else {
            damping = damping > 0 ? damping * 4 : 1e-2;
        }
    }
    if (status == QUEN_OK)
        tell(problem, &at, near, found);
    return status;
}
