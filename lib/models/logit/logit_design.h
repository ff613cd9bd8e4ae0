/*
 * The rows that a regression is computed from: unknown values replaced by the column's
 * mean, indicators of unknown values appended, everything standardised. They are never
 * stored: each pass over the data makes them anew, a block at a time.
 */
#ifndef QUEN_MODELS_LOGIT_LOGIT_DESIGN_H
#define QUEN_MODELS_LOGIT_LOGIT_DESIGN_H

#include "core/alloc.h"
#include "math/panels.h"
#include "models/logit/logit.h"

typedef struct quen__logit_design {
    const quen__panels_kernels *kernels;
    quen__logit_data data;
    size_t terms;               /* d, the indicators, and the groups but the first */
    size_t kept;                /* d and the indicators: those of the model */
    const uint32_t *indicators; /* kept - d columns, ascending */
    const double *mean;         /* of each term; 0 up to the end of the last panel */
    const double *scale;        /* 1 / standard deviation; 0 for a term without spread;
                                   QUEN__LOGIT_LOOSE times that for a group */
    const char *const *names;   /* d, or NULL */
} quen__logit_design;

/* A group's term is so much larger than standardised, its penalty the square smaller. */
#define QUEN__LOGIT_LOOSE 10.0

/* The group of a term from `kept` on. The first has none: it is where all are 0. */
static inline size_t quen__logit_design_group(const quen__logit_design *design,
                                              size_t term)
{
    return term - design->kept + 1;
}

/* The number in x, y and the weights of the fit's row i. */
static inline size_t quen__logit_design_row(const quen__logit_data *data, size_t i)
{
    return data->rows ? data->rows[i] : i;
}

/* The values of the fit's row i. */
static inline const double *quen__logit_design_values(const quen__logit_data *data,
                                                      size_t i)
{
    return data->x + quen__logit_design_row(data, i) * data->d;
}

/* Pass over the data once and learn the scales. QUEN_ERR_ARGUMENT for what cannot be
 * fitted. */
quen_status quen__logit_design_learn(quen__temp *temp, const quen__logit_data *data,
                                     const char *const *names, quen__logit_design *out);

/* Where n rows from `first` on are; the last one stands in for those past the end. */
void quen__logit_design_find(const quen__logit_data *data, size_t first, size_t n,
                             const double **x);

/* Make panels of n rows, at most QUEN__ROWS, from `first` on; those from `soon` on come
 * next. */
void quen__logit_design_pack(const quen__logit_design *design, size_t first, size_t soon,
                             size_t n, double *z);

/* Bytes for a name in a message. */
#define QUEN__LOGIT_NAME_ROOM 80

/* The name of a term for a message, cut if it is long. */
const char *quen__logit_design_name(const quen__logit_design *design, size_t term,
                                    char room[QUEN__LOGIT_NAME_ROOM]);

/* Write the name of a term of the model ("age", "age missing"; "x0" where no names were
 * given) and its zero byte to `out`, or nothing if that is NULL. Returns the bytes, the
 * zero included.
 */
size_t quen__logit_design_put_name(const quen__logit_design *design, size_t term,
                                   char *out);

#endif
