/* Derivatives by one parameter, added to sums. */
#ifndef QUEN_MODELS_LIFETIME_LIFETIME_SLOPES_H
#define QUEN_MODELS_LIFETIME_LIFETIME_SLOPES_H

#include "models/lifetime/lifetime.h"

/* The first and the second, by parameter i. */
static inline void quen__lifetime_add(quen__lifetime_sums *sums, size_t i, double slope,
                                      double curve)
{
    sums->gradient[i] += slope;
    sums->curve[i][i] += curve;
}

#endif
