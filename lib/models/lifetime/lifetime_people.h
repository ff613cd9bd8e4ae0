/* x, t_x, T and value of each customer of a log, as of a moment, and what came after. */
#ifndef QUEN_MODELS_LIFETIME_LIFETIME_PEOPLE_H
#define QUEN_MODELS_LIFETIME_LIFETIME_PEOPLE_H

#include "core/alloc.h"
#include "data/clock/clock.h"
#include "data/orders/orders.h"

/* n numbers each; x is -1 of who was not there yet, and the rest 0. */
typedef struct quen__lifetime_people {
    double *x, *t_x, *t;
    double *log_gaps; /* NULL: unknown */
    double *value;    /* NULL: not wanted, or no money */
    double *later;  /* days with orders from the moment to `until_s`; NULL: not wanted */
    double *before; /* and so many days before it, as long as that; NULL: not wanted */
    size_t n;
} quen__lifetime_people;

typedef struct quen__lifetime_span {
    int64_t now_s;
    int64_t until_s; /* the end of what is counted as later */
} quen__lifetime_span;

/* With values, or with what came later and before. */
quen_status quen__lifetime_people_make(quen__temp *temp, const quen__log *log,
                                       const quen_zone *clock, quen__lifetime_span span,
                                       int with_later, quen__lifetime_people *out);

/* The day of the last second before a moment. */
int64_t quen__lifetime_last_day(const quen_zone *clock, int64_t moment_s);

#endif
