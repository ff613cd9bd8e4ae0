/* What sells, in all and of late. */
#include "models/habits/habits_learn.h"

#include "math/special.h"

#define LOG_2 0.69314718055994530942

static void add_basket(const quen__habits_days *d, uint64_t basket, double recent,
                       quen__habits_popular *out)
{
    for (uint64_t i = d->start[basket]; i < d->start[basket + 1]; i++) {
        out->share[d->item[i]] += 1;
        out->recent[d->item[i]] += recent;
    }
}

static double largest(const double *x, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++)
        most = x[i] > most ? x[i] : most;
    return most;
}

quen_status quen__habits_popular_make(quen__temp *temp, const quen__habits_days *days,
                                      int64_t day, double half_life_days,
                                      quen__habits_popular *out)
{
    size_t n = days->n_items;
    double baskets = 0;
    out->share = quen__temp_zero(temp, n + 1, sizeof *out->share);
    out->recent = quen__temp_zero(temp, n + 1, sizeof *out->recent);
    if (!out->share || !out->recent)
        return QUEN_ERR_MEMORY;
    for (size_t c = 0; c < days->n_customers; c++) {
        uint64_t last = quen__habits_before(days, c, day);
        for (uint64_t b = days->customer_start[c]; b < last; b++) {
            double age = (double)(day - 1 - days->day[b]);
            add_basket(days, b, quen__special_exp(-LOG_2 * age / half_life_days), out);
            baskets += 1;
        }
    }
    for (size_t i = 0; i < n; i++)
        out->share[i] = baskets > 0 ? out->share[i] / baskets : 0;
    double most = largest(out->share, n), peak = largest(out->recent, n);
    for (size_t i = 0; i < n; i++)
        out->recent[i] = peak > 0 ? out->recent[i] / peak * most : 0;
    return QUEN_OK;
}
