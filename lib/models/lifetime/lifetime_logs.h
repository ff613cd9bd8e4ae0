/*
 * Sums of logarithms: the logarithm of a product, which is what a pass over rows would
 * otherwise take most of its time for. Each product rounds by half a unit in the last
 * place, as a sum does.
 */
#ifndef QUEN_MODELS_LIFETIME_LIFETIME_LOGS_H
#define QUEN_MODELS_LIFETIME_LIFETIME_LOGS_H

#include "math/special.h"

typedef struct quen__lifetime_logs {
    double sum, product;
} quen__lifetime_logs;

/* w times the logarithm of a factor. */
static inline void quen__lifetime_logs_add(quen__lifetime_logs *logs, double factor,
                                           double w)
{
    if (w != 1 || !(factor > 1e-50 && factor < 1e50)) {
        logs->sum += w * quen__special_log(factor);
        return;
    }
    logs->product *= factor;
    if (!(logs->product > 1e-200 && logs->product < 1e200)) {
        logs->sum += quen__special_log(logs->product);
        logs->product = 1;
    }
}

static inline double quen__lifetime_logs_sum(const quen__lifetime_logs *logs)
{
    return logs->sum + quen__special_log(logs->product);
}

#endif
