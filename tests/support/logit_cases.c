/* See logit_cases.h. */
#include "logit_cases.h"

#include <math.h>

#include "core/rng.h"
#include "math/stats.h"

quen_logit_options logit_options(double l2)
{
    quen_logit_options options;
    quen_logit_options_init(&options, sizeof options);
    options.l2 = l2;
    return options;
}

quen_logit *fit_logit(quen_context *ctx, const double *x, const uint8_t *y, size_t n,
                      size_t d, const quen_logit_options *options)
{
    quen_logit *logit = NULL;
    assert_ok(ctx, quen_logit_fit(ctx, x, y, n, d, options, &logit));
    return logit;
}

uint8_t *logit_labels(const golden *g, const char *name, size_t *n)
{
    const double *values = golden_get(g, name, n);
    uint8_t *y = malloc(*n);
    assert_non_null(y);
    for (size_t i = 0; i < *n; i++)
        y[i] = values[i] != 0;
    return y;
}

void make_logit_sample(logit_sample *s, uint64_t seed)
{
    for (size_t i = 0; i < ROWS; i++) {
        double *x = s->x + i * COLUMNS, odds = -0.5;
        for (size_t j = 0; j < COLUMNS; j++) {
            double u = quen__random_unit(seed, j, i),
                   v = quen__random_unit(seed, 50 + j, i);
            x[j] = (u + v - 1) * pow(10, (double)j - 2) + (double)j * 100;
            odds += j < 3 ? (u + v - 1) * 3 : 0;
            if ((j == 1 || j == 4) && quen__random_below(seed, 100 + j, i, 10) == 0)
                x[j] = NAN;
        }
        s->w[i] = (double)quen__random_below(seed, 200, i, 5) / 2;
        s->y[i] = quen__random_unit(seed, 300, i) < quen__stats_logistic(odds);
    }
}

void make_logit_many(logit_many *m)
{
    for (size_t i = 0; i < MANY; i++) {
        double a = quen__random_unit(30, 0, i) - 0.5, b = quen__random_unit(30, 1, i);
        m->x[2 * i] = a;
        m->x[2 * i + 1] = b * b + a;
        m->y[i] = quen__random_unit(30, 2, i) < quen__stats_logistic(2 * a + b - 1);
    }
}
