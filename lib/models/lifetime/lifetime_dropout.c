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
 * is computed once for all of one x. What depends on the gaps and not on the parameters
 * is added where k is chosen. Sources: Fader, Hardie & Lee, "Counting your customers the
 * easy way", 2005; Batislam, Denizel & Filiztekin 2007; Platzer & Reutterer, "Ticking
 * away the moments", 2016.
 */
#include <math.h>

#include "math/special.h"
#include "models/lifetime/lifetime_learn.h"
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

/* The logarithm of D with its derivatives. */
static void leave(const double *p, double big_r, double y, double t_x, double t, term *d)
{
    double near = 1 / (p[ALPHA] + t_x), over = 1 / (p[ALPHA] + t);
    double ratio = -quen__special_log1p((t_x - t) * over), past = 1 / (p[B] + y - 1);
    double change = over - near;
    *d = (term){.value = quen__special_log(p[A] * past) + big_r * ratio};
    d->slope[R] = ratio;
    d->slope[ALPHA] = big_r * change;
    d->slope[A] = 1 / p[A];
    d->slope[B] = -past;
    d->curve[ALPHA][R] = change;
    d->curve[ALPHA][ALPHA] = big_r * (near * near - over * over);
    d->curve[A][A] = -d->slope[A] * d->slope[A];
    d->curve[B][B] = past * past;
}

/* w log(S + exp(d)) with its derivatives. */
static void add_both(const term *s, const term *d, double w, quen__lifetime_sums *sums)
{
    double top = d->value > 0 ? d->value : 0, gone = quen__special_exp(d->value - top);
    double scale = top > 0 ? quen__special_exp(-top) : 1;
    double total = s->value * scale + gone;
    double leave_share = gone / total, stay_share = scale / total, slope[4];
    sums->value += w * (top + quen__special_log(total));
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

/* What one row adds beside what depends on x alone. */
static void add_row(const quen__lifetime_law *law, const quen__lifetime_row *row,
                    quen__lifetime_sums *sums)
{
    const double *p = law->p;
    double k = law->k, big_r = p[R] + k * row->x, w = row->count;
    double y = row->x + (law->family == QUEN_LIFETIME_FAMILY_MBG_CNBD);
    double over = 1 / (p[ALPHA] + row->b), log_t = quen__special_log(p[ALPHA] + row->b);
    term s, d;
    sums->value -= w * big_r * log_t;
    sums->gradient[R] -= w * log_t;
    sums->gradient[ALPHA] -= w * big_r * over;
    sums->curve[ALPHA][R] -= w * over;
    sums->curve[ALPHA][ALPHA] += w * big_r * over * over;
    if (y == 0)
        return;
    stay(k, big_r, (row->b - row->a) * over, over, &s);
    leave(p, big_r, y, row->a, row->b, &d);
    add_both(&s, &d, w, sums);
}

/* What depends on x alone, of w customers. */
static void add_x(const quen__lifetime_law *law, double x, double w,
                  quen__lifetime_sums *sums)
{
    const double *p = law->p;
    double big_r = p[R] + law->k * x;
    double y = x + (law->family == QUEN_LIFETIME_FAMILY_MBG_CNBD), all = p[A] + p[B] + y;
    double log_alpha = quen__special_log(p[ALPHA]);
    double d_all = quen__special_digamma(p[A] + p[B]) - quen__special_digamma(all);
    double dd_all = quen__special_trigamma(p[A] + p[B]) - quen__special_trigamma(all);
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
    double w = 0;
    for (size_t i = 0; i < n; i++) {
        add_row(law, &row[i], sums);
        w += row[i].count;
        if (i + 1 == n || row[i + 1].x != row[i].x) {
            add_x(law, row[i].x, w, sums);
            w = 0;
        }
    }
}
