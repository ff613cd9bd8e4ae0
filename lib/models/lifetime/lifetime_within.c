/*
 * When the next order comes of those who place one within a horizon h. With A = alpha +
 * T, R = r + k x and s = T - t_x, the wait u of one alive has a density in proportion to
 *
 *   (A + u)^-(R + 1)                              k = 1
 *   (s + u)^(k - 1) (A + u)^-(R + k)              k > 1
 *   (A + u)^-(R + 1) (beta + T + u)^-S            Pareto/NBD: who leaves before has none
 *
 * and here it ends at h. In y = log(1 + u / c) each is exp(-rate y) (o + u)^power. With a
 * power of 0 quartiles are in closed form. For k > 1 they are those of `wait`, of a share
 * that comes first, unless the chance to come is so small that rounding shows in it.
 * Then, and for Pareto/NBD, the density is integrated by Gauss's rule of 16 points, in
 * panels as narrow as it falls fast, and quartiles are sought in the panel that has them:
 * all terms are positive and relative to the peak, so that nothing cancels and no chance
 * is too small. The error is below a relative 1e-10.
 */
#include <math.h>

#include "math/special.h"
#include "models/lifetime/lifetime.h"
#include "models/lifetime/lifetime_rule.h"

enum { R, ALPHA, S, BETA };

#define NO_FALL 1e-12 /* of a chance: below it the density is flat */
#define FALL 8.0      /* of the logarithm in a panel */
#define WIDEST 4.0    /* panel */
#define PANELS 1000   /* at most, whatever parameters a file has */
#define NOTHING 1e-17 /* of the sum: a panel beyond the peak behind which nothing is */
#define STEPS 60      /* at most; they end after three or so */
#define CLOSE 1e-13   /* of a place, relative */
#define STRIDE 1e-5   /* a step after which the next one would be less than that */
#define CERTAIN 1e-10 /* of a chance: what rounding may make of it */

static const double quartile[3] = {0.25, 0.5, 0.75};

typedef struct density {
    double c, o, rate, power; /* as above */
    double end;               /* y of the horizon */
    double peak, peak_y;      /* u and y where it is largest: it is 1 there */
} density;

/* --- closed form --- */

/* Where a share q is over of what falls as exp(-rate y) up to `end`. */
static double falling(double rate, double end, double q)
{
    double all = -quen__special_expm1(-rate * end);
    return all > NO_FALL ? -quen__special_log1p(-q * all) / rate : q * end;
}

/* --- the density --- */

static density density_of(const quen__lifetime_law *law, double x, double t_x, double t,
                          double h)
{
    int pareto = law->family == QUEN_LIFETIME_FAMILY_PARETO_NBD;
    double big_r = law->p[R] + law->k * x, a = law->p[ALPHA] + t;
    density d = {.c = a, .o = t - t_x, .rate = big_r + law->k - 1, .power = law->k - 1.0};
    if (pareto) {
        double b = law->p[BETA] + t;
        d.c = a <= b ? a : b;
        d.o = a <= b ? b : a;
        d.rate = a <= b ? big_r : law->p[S] - 1;
        d.power = a <= b ? -law->p[S] : -(big_r + 1);
    }
    double peak = (d.c * d.power - d.rate * d.o) / (d.rate - d.power);
    d.peak = !(peak > 0) ? 0 : peak < h ? peak : h;
    d.peak_y = quen__special_log1p(d.peak / d.c);
    d.end = quen__special_log1p(h / d.c);
    return d;
}

static double at(const density *d, double y)
{
    double u = d->c * quen__special_expm1(y), off = (u - d->peak) / (d->o + d->peak);
    if (!(off > -1))
        return 0;
    return quen__special_exp(d->power * quen__special_log1p(off) -
                             d->rate * (y - d->peak_y));
}

static double area(const density *d, double from, double to)
{
    double half = (to - from) / 2, middle = from + half, sum = 0;
    for (size_t i = 0; i < QUEN__LIFETIME_POINTS / 2; i++) {
        double off = half * quen__lifetime_rule[i][0];
        sum += quen__lifetime_rule[i][1] * (at(d, middle - off) + at(d, middle + off));
    }
    return half * sum;
}

/*
 * The end of the panel that begins at y. A power above 0 is a polynomial in exp(-y), and
 * bends nowhere; one below 0 bends where c and o meet.
 */
static double panel_end(const density *d, double y)
{
    double near = d->c * quen__special_exp(y), far = near + d->o - d->c;
    double share = d->power > 0 ? far / near : near / far;
    double slope = d->rate - d->power * share, bend = fabs(d->power) / 4;
    double wide = 2 * FALL / (slope + sqrt(slope * slope + 2 * FALL * bend));
    double end = y + (wide > 0 && wide < WIDEST ? wide : WIDEST);
    return end < d->end ? end : d->end;
}

/* --- quartiles --- */

/* The derivative of the density's logarithm. */
static double slope_of(const density *d, double y)
{
    double near = d->c * quen__special_exp(y), far = near + d->o - d->c;
    return d->power * near / far - d->rate;
}

/* Where the area from `from` on is `need`, in a panel that ends at `to`: Halley's steps,
 * within a bracket. */
static double place(const density *d, double from, double to, double need)
{
    double low = from, high = to, y = from + (to - from) / 2;
    for (int i = 0; i < STEPS && high - low > CLOSE * high; i++) {
        double off = area(d, from, y) - need, step = off / at(d, y);
        if (off > 0)
            high = y;
        else
            low = y;
        double next = y - step / (1 - step * slope_of(d, y) / 2);
        int is_inside = next > low && next < high;
        if (is_inside && fabs(next - y) <= STRIDE * (next - from))
            return next;
        y = is_inside ? next : low + (high - low) / 2;
    }
    return y;
}

/* The whole area; with `all`, what it was, the quartiles' places too. */
static double walk(const density *d, double all, double found[3])
{
    double y = 0, sum = 0;
    int next = 0;
    for (int panels = 0; y < d->end && panels < PANELS; panels++) {
        double to = panel_end(d, y), part = area(d, y, to);
        for (; all > 0 && next < 3 && sum + part >= quartile[next] * all; next++)
            found[next] = place(d, y, to, quartile[next] * all - sum);
        sum += part;
        y = to;
        if (y > d->peak_y && part < NOTHING * sum)
            break;
    }
    return sum;
}

/* In the order that they have, none beyond the horizon. */
static void hold(double horizon, double within[3])
{
    for (int i = 0; i < 3; i++) {
        within[i] = within[i] < horizon ? within[i] : horizon;
        within[i] = i > 0 && within[i] < within[i - 1] ? within[i - 1] : within[i];
    }
}

static void integrate(const quen__lifetime_law *law, double x, double t_x, double t,
                      double h, double within[3])
{
    density d = density_of(law, x, t_x, t, h);
    double y[3];
    for (int i = 0; i < 3; i++)
        y[i] = falling(d.power == 0 ? d.rate : 0, d.end, quartile[i]);
    if (d.power != 0)
        walk(&d, walk(&d, 0, NULL), y);
    for (int i = 0; i < 3; i++)
        within[i] = d.c * quen__special_expm1(y[i]);
}

void quen__lifetime_wait_within(const quen__lifetime_law *law, double x, double t_x,
                                double t, double horizon, double within[3])
{
    double off, share = quen__lifetime_comes(law, x, t_x, t, horizon, &off);
    if (law->k > 1 && off <= CERTAIN * share)
        quen__lifetime_wait(law, x, t_x, t, share, within);
    else
        integrate(law, x, t_x, t, horizon, within);
    hold(horizon, within);
}

void quen__lifetime_plain_within(double rate, double horizon, double within[3])
{
    for (int i = 0; i < 3; i++)
        within[i] = falling(rate, horizon, quartile[i]);
    hold(horizon, within);
}
