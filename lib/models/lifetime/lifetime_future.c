/*
 * What a law tells of a customer with x, t_x, T, and R = r + k x.
 *
 * Alive: the part of the likelihood in which they are.
 *
 * Orders within h, k = 1: with u = b + x (BG) or b + x + 1 (MBG), d = a + u - 1 and
 * z = h / (alpha + T + h),
 *   d / (a - 1) (1 - (1 - z)^(a - 1) 2F1(a + b - 1 - r, a - 1; d; z))      BG
 * and a + b - r for MBG: eq. 10 of Fader, Hardie & Lee 2005 after Euler's transformation,
 * which takes x out of the numerators, so that the series converges for any x, and a - 1
 * out of the difference, which cancels near a = 1. Pareto/NBD: Fader & Hardie, "A note
 * on deriving the Pareto/NBD model", 2005, eq. 41.
 *
 * For k > 1 the parts of gaps that come within h are negative binomial, with the j parts
 * that are over by now: each k-th ends a gap, after which they stay with a probability
 * whose moments are those of a beta distribution. The sum over parts is exact, up to
 * 100,000 of them; what comes beyond counts as if it came there. Where more than 200 are
 * expected of a rate that is known well (R of 20), gaps that end are as many as the rate
 * makes of them, the mean taken over the rate: off by a thousandth or so.
 *
 * The time to the next order, if alive: what is left of a gap that lasts since t_x.
 */
#include <math.h>

#include "math/special.h"
#include "models/lifetime/lifetime.h"
#include "models/lifetime/lifetime_rule.h"

enum { R, ALPHA, A, B, S = 2, BETA = 3 };

#define SERIES 200000 /* terms at most */
#define MANY_PARTS 200.0
#define SHARP 20.0 /* shape of a rate that is known well */
#define PANELS 4
#define TINY 1e-17
#define ROUNDING 1e-15 /* of a logarithm of a chance */
#define MOST 1e18      /* orders, whatever parameters a file has */

static int is_mbg(const quen__lifetime_law *law)
{
    return law->family == QUEN_LIFETIME_FAMILY_MBG_CNBD;
}

static int is_pareto(const quen__lifetime_law *law)
{
    return law->family == QUEN_LIFETIME_FAMILY_PARETO_NBD;
}

/* --- alive --- */

/* Chances of the parts that are over, of those alive; returns what S of the likelihood
 * is. */
static double stages(const quen__lifetime_law *law, double big_r, double share,
                     double stage[QUEN__LIFETIME_MOST_K])
{
    double sum = stage[0] = 1;
    for (uint32_t j = 1; j < law->k; j++) {
        stage[j] = stage[j - 1] * (big_r + j - 1) * share / j;
        sum += stage[j];
    }
    for (uint32_t j = 0; j < law->k; j++)
        stage[j] /= sum;
    return sum;
}

quen__lifetime_now quen__lifetime_look(const quen__lifetime_law *law, double x,
                                       double t_x, double t)
{
    const double *p = law->p;
    double big_r = p[R] + law->k * x, y = x + is_mbg(law);
    quen__lifetime_now now = {1, {0}};
    double stay = stages(law, big_r, (t - t_x) / (p[ALPHA] + t), now.stage);
    if (is_pareto(law)) {
        quen__lifetime_pareto_row(p, x, t_x, t, 0, NULL, &now.alive);
    } else if (y > 0) {
        double ratio = -quen__special_log1p((t_x - t) / (p[ALPHA] + t));
        double odds = quen__special_log(p[A] / (p[B] + y - 1)) + big_r * ratio -
                      quen__special_log(stay);
        now.alive = 1 / (1 + quen__special_exp(odds));
    }
    now.alive = now.alive >= 0 && now.alive <= 1 ? now.alive : 0;
    return now;
}

/* --- orders --- */

/* (exp(c l) - 1) / c, l for c = 0. */
static double power_slope(double c, double l)
{
    return fabs(c * l) < 1e-8 ? l * (1 + c * l / 2) : quen__special_expm1(c * l) / c;
}

/* d (2F1(n, a - 1; d; z) - 1) / (a - 1). */
static double series(double n, double a, double d, double z)
{
    double term = n * z, sum = term;
    for (int at = 1; at < SERIES && fabs(term) > TINY * fabs(sum); at++) {
        double i = at;
        term *= (n + i) * (a + i - 1) * z / ((d + i) * (i + 1));
        sum += term;
    }
    return sum;
}

/* Of one alive, k = 1: at alpha + T = time. */
static double dropout_orders(const quen__lifetime_law *law, double x, double time,
                             double h)
{
    const double *p = law->p;
    double d = p[A] + p[B] + x - 1 + is_mbg(law), n = p[A] + p[B] - p[R] - 1;
    double l = -quen__special_log1p(h / time), c = p[A] - 1;
    double power = quen__special_exp(c * l);
    return -d * power_slope(c, l) -
           power * series(n + is_mbg(law), p[A], d, h / (time + h));
}

static double pareto_orders(const quen__lifetime_law *law, double x, double t, double h)
{
    const double *p = law->p;
    double l = quen__special_log1p(h / (p[BETA] + t));
    return (p[R] + x) * (p[BETA] + t) / (p[ALPHA] + t) * power_slope(1 - p[S], l);
}

/* Of one alive with j parts over: shape big_r of the gamma, z as above. */
static double parts_orders(const quen__lifetime_law *law, double x, double shape,
                           double z, uint32_t j)
{
    double a = law->p[A], u = law->p[B] + x + 1, moment = 1, gaps = 0, sum = 0;
    double chance = quen__special_exp(shape * quen__special_log1p(-z));
    double left = 1 - chance, stays = 0; /* expected orders, of so many parts */
    uint32_t part = j;
    for (int at = 1; at < SERIES; at++) {
        double i = at;
        double ratio = z * (shape + i) / (i + 1);
        chance *= z * (shape + i - 1) / i;
        if (++part == law->k) {
            part = 0;
            stays += moment;
            moment *= (u + gaps) / (a + u + gaps);
            gaps += 1;
        }
        sum += chance * stays;
        left -= chance;
        if (ratio < 1 && chance * (stays + 1) <= 1e-14 * sum * (1 - ratio) * (1 - ratio))
            return sum;
    }
    return sum + left * stays;
}

/* The moments of the beta distribution 0..m-1, summed, for any m >= 0. */
static double moments(double c, double u, double m)
{
    if (fabs(c) < 1e-6)
        return u * (quen__special_digamma(u + m) - quen__special_digamma(u));
    double ratio = quen__special_lgamma(u + m) - quen__special_lgamma(u) -
                   quen__special_lgamma(u + c + m) + quen__special_lgamma(u + c);
    return -(u + c) * quen__special_expm1(ratio) / c;
}

/*
 * The mean of those, where m gaps end of a rate that is gamma distributed: m = scale g +
 * phase, g of shape big_r. In y = log(g), which has a deviation of 1 / sqrt(big_r) or so.
 */
static double many_orders(double c, double u, double big_r, double scale, double phase)
{
    double norm = quen__special_lgamma(big_r), wide = 9 / sqrt(big_r), sum = 0;
    double middle = quen__special_log(big_r);
    double low = middle - (wide + 40 / (big_r + 1));
    double high = quen__special_log(big_r + 9 * sqrt(big_r) + 45);
    double half = (high - low) / (2 * PANELS);
    for (size_t i = 0; i < PANELS * QUEN__LIFETIME_POINTS; i++) {
        size_t panel = i / QUEN__LIFETIME_POINTS, point = i % QUEN__LIFETIME_POINTS;
        const double *rule = quen__lifetime_rule[point / 2];
        double at =
            low + half * (double)(2 * panel + 1) + (point % 2 ? half : -half) * rule[0];
        double g = quen__special_exp(at), m = scale * g + phase;
        sum += half * rule[1] * quen__special_exp(big_r * at - g - norm) *
               moments(c, u, m > 0 ? m : 0);
    }
    return sum;
}

/* The rate is known the better the more parts are over: a shape of R + j. */
static double cnbd_orders(const quen__lifetime_law *law, double x, double t,
                          const quen__lifetime_now *now, double h)
{
    double k = law->k, big_r = law->p[R] + k * x, time = law->p[ALPHA] + t, sum = 0;
    int few = big_r < SHARP || big_r * h / time <= MANY_PARTS;
    for (uint32_t j = 0; j < law->k; j++)
        sum += now->stage[j] *
               (few ? parts_orders(law, x, big_r + j, h / (time + h), j)
                    : many_orders(law->p[A] - 1, law->p[B] + x + 1, big_r + j,
                                  h / time / k, (j - (k - 1) / 2) / k));
    return sum;
}

double quen__lifetime_orders(const quen__lifetime_law *law, double x, double t,
                             const quen__lifetime_now *now, double h)
{
    double orders = is_pareto(law) ? pareto_orders(law, x, t, h)
                    : law->k > 1   ? cnbd_orders(law, x, t, now, h)
                                   : dropout_orders(law, x, law->p[ALPHA] + t, h);
    return !(orders > 0) ? 0 : now->alive * (orders < MOST ? orders : MOST);
}

/* --- the next order --- */

static double held(double wait)
{
    double least = wait > 0 ? wait : 0;
    return least < QUEN__LIFETIME_MOST_WAIT ? least : QUEN__LIFETIME_MOST_WAIT;
}

/* The logarithm of the chance that a gap lasts longer than u, at alpha + t_x = time, and
 * *slope, its derivative. */
static double log_lasts(double k, double big_r, double time, double u, double *slope)
{
    double over = 1 / (time + u), share = u * over, c = 1, sum = 1;
    for (int part = 1; part < k; part++) {
        double j = part;
        c *= (big_r + j - 1) * share / j;
        sum += c;
    }
    *slope = -c * (big_r + k - 1) * over / sum;
    return quen__special_log(sum) - big_r * quen__special_log1p(u / time);
}

double quen__lifetime_log_lasts(const quen__lifetime_law *law, double x, double t_x,
                                double u)
{
    double slope;
    return log_lasts(law->k, law->p[R] + law->k * x, law->p[ALPHA] + t_x, u, &slope);
}

double quen__lifetime_comes(const quen__lifetime_law *law, double x, double t_x, double t,
                            double h, double *off)
{
    double silence = t - t_x;
    double now = quen__lifetime_log_lasts(law, x, t_x, silence);
    double then = quen__lifetime_log_lasts(law, x, t_x, silence + h);
    *off = ROUNDING * (1 + fabs(now) + fabs(then));
    return -quen__special_expm1(then - now);
}

/* The wait after which the chance to last, given that it lasted for `silence`, has the
 * logarithm `q`. */
static double wait_for(double k, double big_r, double time, double silence, double q)
{
    double slope, goal = log_lasts(k, big_r, time, silence, &slope) + q;
    double low = 0, high = silence + time, wait = 0;
    while (log_lasts(k, big_r, time, silence + high, &slope) > goal &&
           high < QUEN__LIFETIME_MOST_WAIT)
        high = 2 * high;
    for (int i = 0; i < 100 && high - low > 1e-13 * high; i++) {
        double off = log_lasts(k, big_r, time, silence + wait, &slope) - goal;
        if (off > 0)
            low = wait;
        else
            high = wait;
        double next = wait - off / slope;
        next = next > low && next < high ? next : low + (high - low) / 2;
        if (fabs(next - wait) <= 1e-13 * next)
            break;
        wait = next;
    }
    return held(wait);
}

void quen__lifetime_wait(const quen__lifetime_law *law, double x, double t_x, double t,
                         double share, double wait[3])
{
    double big_r = law->p[R] + law->k * x, time = law->p[ALPHA] + t;
    for (int i = 0; i < 3; i++) {
        double lasts = quen__special_log1p(-0.25 * (i + 1) * share);
        wait[i] = law->k > 1
                      ? wait_for(law->k, big_r, law->p[ALPHA] + t_x, t - t_x, lasts)
                      : held(time * quen__special_expm1(-lasts / big_r));
        wait[i] = i > 0 && wait[i] < wait[i - 1] ? wait[i - 1] : wait[i];
    }
}

/* E of the gap squared over E^2, less 1, with a rate that is gamma distributed. */
int quen__lifetime_is_regular(const quen__lifetime_law *law, double x)
{
    double k = law->k, big_r = law->p[R] + k * x;
    return k > 1 && big_r > 2 &&
           (k + 1) / k * (big_r - 1) / (big_r - 2) - 1 < 0.75 * 0.75;
}
