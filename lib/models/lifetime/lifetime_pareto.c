/*
 * The log-likelihood of Pareto/NBD with gradient and Hessian. Of a customer it is
 *
 *   lgamma(r + x) - lgamma(r) + r log(alpha) + s log(beta) + log(P + s I)
 *   P = (alpha + T)^-(r + x) (beta + T)^-s                            alive
 *   I = integral from t_x to T of (alpha + y)^-(r + x) (beta + y)^-(s + 1) dy     gone
 *
 * The integral is usually written as a difference of hypergeometric functions, which
 * cancel where x is large. It is taken here by Gauss's rule of 16 points, in panels of
 * z = log((c + y) / (c + t_x)), c the smaller of alpha and beta: in z the integrand is
 * analytic within pi of the real line, and falls by at most e^-8 in a panel. Derivatives
 * are those of the integrand. The error is below a relative 1e-13.
 * Source: Schmittlein, Morrison & Colombo, "Counting your customers", 1987, eq. A2.
 */
#include <math.h>

#include "math/special.h"
#include "models/lifetime/lifetime_learn.h"
#include "models/lifetime/lifetime_rule.h"
#include "models/lifetime/lifetime_slopes.h"

enum { R, ALPHA, S, BETA };

#define FALL 8.0     /* of the logarithm in a panel */
#define WIDEST 4.0   /* panel */
#define PANELS 1000  /* at most, whatever parameters a file has */
#define NOTHING 45.0 /* so far below its start the integrand is not looked at */

/* A row on its way: parameters and what the integral is taken of. */
typedef struct integral {
    double big_r, s;       /* exponents of alpha + y and beta + y are big_r, s + 1 */
    double base, other;    /* the smaller of alpha and beta, and the other */
    double log_start, top; /* log(base + t_x); the integrand's logarithm there */
    int alpha_is_base;
    quen__lifetime_sums sums; /* of the parts, divided by e^top */
} integral;

/* Adds a part of the likelihood, of weight w, whose logarithm's derivatives these are. */
static void add_part(quen__lifetime_sums *sums, double w, const double slope[4],
                     const double own[4], const double mixed[2])
{
    sums->value += w;
    for (size_t i = 0; i < 4; i++) {
        sums->gradient[i] += w * slope[i];
        for (size_t j = 0; j <= i; j++)
            sums->curve[i][j] += w * slope[i] * slope[j];
        sums->curve[i][i] += w * own[i];
    }
    sums->curve[ALPHA][R] += w * mixed[0];
    sums->curve[BETA][S] += w * mixed[1];
}

/* P, or a point of s I: by its place y, exponents n of beta + y, and 1/s where s is a
 * factor. */
static void add_at(integral *it, double w, double log_a, double a, double log_b, double b,
                   double n, double by_s)
{
    double slope[4] = {-log_a, -it->big_r / a, by_s - log_b, -n / b};
    double own[4] = {0, it->big_r / (a * a), -by_s * by_s, n / (b * b)};
    double mixed[2] = {-1 / a, -1 / b};
    add_part(&it->sums, w, slope, own, mixed);
}

/* The integrand at z, in units of e^top, by `step`. Returns its logarithm without it. */
static double add_point(integral *it, double z, double step)
{
    double near = quen__special_exp(it->log_start + z), far = near + it->other - it->base;
    double log_near = it->log_start + z, log_far = quen__special_log(far);
    double log_a = it->alpha_is_base ? log_near : log_far;
    double log_b = it->alpha_is_base ? log_far : log_near;
    double a = it->alpha_is_base ? near : far, b = it->alpha_is_base ? far : near;
    double value = log_near - it->big_r * log_a - (it->s + 1) * log_b - it->top;
    if (step > 0)
        add_at(it, it->s * step * quen__special_exp(value), log_a, a, log_b, b, it->s + 1,
               1 / it->s);
    return value;
}

/* How wide a panel may be that begins at z. */
static double panel(const integral *it, double z)
{
    double near = quen__special_exp(it->log_start + z), far = near + it->other - it->base;
    double share = near / far;
    double of_near = it->alpha_is_base ? it->big_r : it->s + 1;
    double of_far = it->alpha_is_base ? it->s + 1 : it->big_r;
    double slope = of_near + of_far * share - 1, bend = of_far / 4;
    double wide = 2 * FALL / (slope + sqrt(slope * slope + 2 * FALL * bend));
    return wide > 0 && wide < WIDEST ? wide : WIDEST;
}

static void integrate(integral *it, double end)
{
    double z = 0;
    for (int panels = 0; z < end && panels < PANELS; panels++) {
        double wide = panel(it, z), half;
        wide = wide < end - z ? wide : end - z;
        half = wide / 2;
        for (size_t i = 0; i < QUEN__LIFETIME_POINTS / 2; i++) {
            add_point(it, z + half - half * quen__lifetime_rule[i][0],
                      half * quen__lifetime_rule[i][1]);
            add_point(it, z + half + half * quen__lifetime_rule[i][0],
                      half * quen__lifetime_rule[i][1]);
        }
        z += wide;
        if (z < end && add_point(it, z, 0) < -NOTHING)
            return;
    }
}

/* The logarithm of P + s I: value and derivatives of it, times w, are added. */
static void add_log(const integral *it, double w, quen__lifetime_sums *sums)
{
    double total = it->sums.value, slope[4];
    sums->value += w * (it->top + quen__special_log(total));
    for (size_t i = 0; i < 4; i++) {
        slope[i] = it->sums.gradient[i] / total;
        sums->gradient[i] += w * slope[i];
        for (size_t j = 0; j <= i; j++)
            sums->curve[i][j] += w * (it->sums.curve[i][j] / total - slope[i] * slope[j]);
    }
}

void quen__lifetime_pareto_row(const double p[QUEN__LIFETIME_FAMILY], double x,
                               double t_x, double t, double w, quen__lifetime_sums *sums,
                               double *alive)
{
    integral it = {.big_r = p[R] + x, .s = p[S], .alpha_is_base = p[ALPHA] <= p[BETA]};
    double a = p[ALPHA] + t, b = p[BETA] + t;
    double log_a = quen__special_log(a), log_b = quen__special_log(b);
    it.base = it.alpha_is_base ? p[ALPHA] : p[BETA];
    it.other = it.alpha_is_base ? p[BETA] : p[ALPHA];
    it.log_start = quen__special_log(it.base + t_x);
    it.top = add_point(&it, 0, 0);
    add_at(&it, quen__special_exp(-it.big_r * log_a - it.s * log_b - it.top), log_a, a,
           log_b, b, it.s, 0);
    double living = it.sums.value;
    if (t > t_x)
        integrate(&it, quen__special_log1p((t - t_x) / (it.base + t_x)));
    if (alive)
        *alive = living / it.sums.value;
    if (sums)
        add_log(&it, w, sums);
}

/* What depends on x alone, of w customers. */
static void add_x(const double *p, double x, double w, quen__lifetime_sums *sums)
{
    double log_alpha = quen__special_log(p[ALPHA]), log_beta = quen__special_log(p[BETA]);
    sums->value += w * (quen__special_lgamma(p[R] + x) - quen__special_lgamma(p[R]) +
                        p[R] * log_alpha + p[S] * log_beta);
    quen__lifetime_add(
        sums, R,
        w * (quen__special_digamma(p[R] + x) - quen__special_digamma(p[R]) + log_alpha),
        w * (quen__special_trigamma(p[R] + x) - quen__special_trigamma(p[R])));
    quen__lifetime_add(sums, ALPHA, w * p[R] / p[ALPHA],
                       -w * p[R] / (p[ALPHA] * p[ALPHA]));
    quen__lifetime_add(sums, S, w * log_beta, 0);
    quen__lifetime_add(sums, BETA, w * p[S] / p[BETA], -w * p[S] / (p[BETA] * p[BETA]));
    sums->curve[ALPHA][R] += w / p[ALPHA];
    sums->curve[BETA][S] += w / p[BETA];
}

void quen__lifetime_pareto_rows(const quen__lifetime_law *law,
                                const quen__lifetime_row *row, size_t n,
                                quen__lifetime_sums *sums)
{
    double w = 0;
    for (size_t i = 0; i < n; i++) {
        quen__lifetime_pareto_row(law->p, row[i].x, row[i].a, row[i].b, row[i].count,
                                  sums, NULL);
        w += row[i].count;
        if (i + 1 == n || row[i + 1].x != row[i].x) {
            add_x(law->p, row[i].x, w, sums);
            w = 0;
        }
    }
}
