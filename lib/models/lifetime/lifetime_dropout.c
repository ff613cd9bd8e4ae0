/*
 * The log-likelihood of MBG/CNBD-k and BG/NBD with gradient and Hessian. Of a customer
 * with R = r + k x it is
 *
 *   lgamma(R) - lgamma(r) + r log(alpha) + log B(a, b + y) - log B(a, b)
 *     - R log(alpha + T) + log(S + D)
 *   S = sum over j < k of (R)_j / j! ((T - t_x) / (alpha + T))^j    not over yet
 *   D = a / (b + y - 1) ((alpha + T) / (alpha + t_x))^R             gone since t_x
 *
 * with y = x + 1 for MBG, y = x for BG, where D is 0 for x = 0. The terms of a power are
 * kept as logarithms, so that no x overflows. Rows ascend by x: what depends on x alone
 * is computed once for all of one x, and so are their logarithms, of products. What
 * depends on the gaps and not on the parameters is added where k is chosen. Sources:
 * Fader, Hardie & Lee, "Counting your customers the easy way", 2005; Batislam, Denizel &
 * Filiztekin 2007; Platzer & Reutterer, "Ticking away the moments", 2016.
 */
#include <math.h>

#include "math/special.h"
#include "models/lifetime/lifetime_learn.h"
#include "models/lifetime/lifetime_logs.h"
#include "models/lifetime/lifetime_slopes.h"

enum { R, ALPHA, A, B };

/* Adds c times the value and the derivatives of a function of r and alpha, or of all. */
typedef struct term {
    double value, slope[4], curve[4][4];
} term;

/* S with its derivatives by r and alpha. */
static void stay(double k, double big_r, double share, double over, term *s)
{
    double c = 1, sum = 0, squares = 0;
    *s = (term){.value = 1};
    for (int part = 1; part < k; part++) {
        double j = part;
        double inverse = 1 / (big_r + j - 1);
        c *= (big_r + j - 1) * share / j;
        sum += inverse;
        squares += inverse * inverse;
        s->value += c;
        s->slope[R] += c * sum;
        s->slope[ALPHA] -= c * j * over;
        s->curve[R][R] += c * (sum * sum - squares);
        s->curve[ALPHA][R] -= c * j * over * sum;
        s->curve[ALPHA][ALPHA] += c * j * (j + 1) * over * over;
    }
}

/* Rows of one x, as they come. */
typedef struct run {
    double k, big_r, y;
    double past, log_past; /* 1 / (b + y - 1), and the logarithm of a times it */
    double w;              /* customers so far */
    quen__lifetime_logs times, totals; /* logarithms of alpha + T, and of S + D */
} run;

static run begin(const quen__lifetime_law *law, double x)
{
    run r = {.k = law->k,
             .big_r = law->p[R] + law->k * x,
             .y = x + (law->family == QUEN_LIFETIME_FAMILY_MBG_CNBD),
             .times = {0, 1},
             .totals = {0, 1}};
    r.past = 1 / (law->p[B] + r.y - 1);
    r.log_past = r.y > 0 ? quen__special_log(law->p[A] * r.past) : 0;
    return r;
}

/* The logarithm of D with its derivatives. */
static void leave(const double *p, const run *r, double t_x, double t, term *d)
{
    double near = 1 / (p[ALPHA] + t_x), over = 1 / (p[ALPHA] + t);
    double ratio = -quen__special_log1p((t_x - t) * over), change = over - near;
    *d = (term){.value = r->log_past + r->big_r * ratio};
    d->slope[R] = ratio;
    d->slope[ALPHA] = r->big_r * change;
    d->slope[A] = 1 / p[A];
    d->slope[B] = -r->past;
    d->curve[ALPHA][R] = change;
    d->curve[ALPHA][ALPHA] = r->big_r * (near * near - over * over);
    d->curve[A][A] = -d->slope[A] * d->slope[A];
    d->curve[B][B] = r->past * r->past;
}

/* w log(S + exp(d)) with its derivatives; the logarithm itself in r->totals. */
static void add_both(run *r, const term *s, const term *d, double w,
                     quen__lifetime_sums *sums)
{
    double top = d->value > 0 ? d->value : 0, gone = quen__special_exp(d->value - top);
    double scale = top > 0 ? quen__special_exp(-top) : 1;
    double total = s->value * scale + gone;
    double leave_share = gone / total, stay_share = scale / total, slope[4];
    sums->value += w * top;
    quen__lifetime_logs_add(&r->totals, total, w);
    for (size_t i = 0; i < 4; i++) {
        slope[i] = leave_share * d->slope[i] + stay_share * s->slope[i];
        sums->gradient[i] += w * slope[i];
    }
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j <= i; j++)
            sums->curve[i][j] +=
                w * (leave_share * (d->slope[i] * d->slope[j] + d->curve[i][j]) +
                     stay_share * s->curve[i][j] - slope[i] * slope[j]);
}

/* What one row adds beside what is of its x, and its logarithms. */
static void add_row(const double *p, run *r, const quen__lifetime_row *row,
                    quen__lifetime_sums *sums)
{
    double w = row->count, over = 1 / (p[ALPHA] + row->b);
    term s, d;
    r->w += w;
    quen__lifetime_logs_add(&r->times, p[ALPHA] + row->b, w);
    sums->gradient[ALPHA] -= w * r->big_r * over;
    sums->curve[ALPHA][R] -= w * over;
    sums->curve[ALPHA][ALPHA] += w * r->big_r * over * over;
    if (r->y == 0)
        return;
    stay(r->k, r->big_r, (row->b - row->a) * over, over, &s);
    leave(p, r, row->a, row->b, &d);
    add_both(r, &s, &d, w, sums);
}

/* What depends on x alone, of all customers of a run, and the run's logarithms. */
static void add_x(const double *p, const run *r, quen__lifetime_sums *sums)
{
    double w = r->w, big_r = r->big_r, y = r->y, all = p[A] + p[B] + y;
    double log_times = quen__lifetime_logs_sum(&r->times);
    double log_alpha = quen__special_log(p[ALPHA]);
    double d_all = quen__special_digamma(p[A] + p[B]) - quen__special_digamma(all);
    double dd_all = quen__special_trigamma(p[A] + p[B]) - quen__special_trigamma(all);
    sums->gradient[R] -= log_times;
    sums->value += quen__lifetime_logs_sum(&r->totals) - big_r * log_times;
    sums->value +=
        w * (quen__special_lgamma(big_r) - quen__special_lgamma(p[R]) + p[R] * log_alpha +
             quen__special_lgamma(p[A] + p[B]) - quen__special_lgamma(all) +
             quen__special_lgamma(p[B] + y) - quen__special_lgamma(p[B]));
    quen__lifetime_add(
        sums, R,
        w * (quen__special_digamma(big_r) - quen__special_digamma(p[R]) + log_alpha),
        w * (quen__special_trigamma(big_r) - quen__special_trigamma(p[R])));
    quen__lifetime_add(sums, ALPHA, w * p[R] / p[ALPHA],
                       -w * p[R] / (p[ALPHA] * p[ALPHA]));
    sums->curve[ALPHA][R] += w / p[ALPHA];
    quen__lifetime_add(sums, A, w * d_all, w * dd_all);
    quen__lifetime_add(
        sums, B,
        w * (d_all + quen__special_digamma(p[B] + y) - quen__special_digamma(p[B])),
        w * (dd_all + quen__special_trigamma(p[B] + y) - quen__special_trigamma(p[B])));
    sums->curve[B][A] += w * dd_all;
}

void quen__lifetime_dropout_rows(const quen__lifetime_law *law,
                                 const quen__lifetime_row *row, size_t n,
                                 quen__lifetime_sums *sums)
{
    for (size_t i = 0; i < n;) {
        run r = begin(law, row[i].x);
        double x = row[i].x;
        for (; i < n && row[i].x == x; i++)
            add_row(law->p, &r, &row[i], sums);
        add_x(law->p, &r, sums);
    }
}
