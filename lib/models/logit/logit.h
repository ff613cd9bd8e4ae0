/*
 * Logistic regression as the library sees it: the model over its image, so that churn and
 * shop can carry one in theirs, and a fit on some rows of a matrix.
 */
#ifndef QUEN_MODELS_LOGIT_LOGIT_H
#define QUEN_MODELS_LOGIT_LOGIT_H

#include "io/model.h"
#include "quen/logit.h"

#define QUEN__KIND_LOGIT 5u /* of its file; part of the format */

/* The section of single values. Part of the format. */
typedef struct quen__logit_info {
    uint64_t columns;
    uint64_t iterations;
    uint64_t converged;
    uint64_t separated;
    double log_likelihood;
    double intercept[4]; /* value, standard error, z, p */
} quen__logit_info;

/* Numbers that every term has, each a section. Part of the format. */
enum {
    QUEN__LOGIT_MEANS,
    QUEN__LOGIT_COEFFICIENTS,
    QUEN__LOGIT_STD_ERRORS,
    QUEN__LOGIT_Z,
    QUEN__LOGIT_P,
    QUEN__LOGIT_ODDS_RATIOS,
    QUEN__LOGIT_STATISTICS
};

/* Section ids, less the base. Part of the format. */
enum {
    QUEN__LOGIT_INFO,
    QUEN__LOGIT_INDICATORS,
    QUEN__LOGIT_NAMES,
    QUEN__LOGIT_NAME_OFFSETS,
    QUEN__LOGIT_FIRST_STATISTIC,
    QUEN__LOGIT_SECTIONS = QUEN__LOGIT_FIRST_STATISTIC + QUEN__LOGIT_STATISTICS
};

struct quen_logit {
    quen__model model;
    const quen__logit_info *info;
    const uint32_t *indicators; /* the columns that terms d, d + 1, ... tell missing */
    const char *names;          /* one after another, each with its zero byte */
    const uint64_t *name_offsets;
    const double *statistics[QUEN__LOGIT_STATISTICS];
    size_t terms;
};

extern const quen__model_kind quen__logit_kind;

/* The model's sections, for an image that shall carry it. */
void quen__logit_sections(const quen_logit *logit, uint32_t base,
                          quen__section rows[QUEN__LOGIT_SECTIONS]);

/*
 * Where an iteration begins, and then where it ended, on the scale of the columns: near
 * the end of one over rows that are alike, a few steps do.
 */
typedef struct quen__logit_start {
    int known;          /* 0: nothing is */
    double *columns;    /* 2 d: coefficients; those of being unknown, by column */
    double *intercepts; /* of each group, or the one */
} quen__logit_start;

/* The data of a fit. */
typedef struct quen__logit_data {
    const double *x;
    const uint8_t *y;
    const uint32_t *rows; /* n row numbers into x, y and the weights; NULL: 0..n-1 */
    size_t n, d;
    int lenient; /* a column with no known value: 1, it has no spread; 0, it is refused */
    /*
     * Rows of several groups, each of which may have an intercept of its own, penalised
     * a hundredth of what a column is. The model has one intercept, that of a mixture.
     */
    const uint8_t *groups; /* by row number, below n_groups; NULL: all are one group */
    size_t n_groups;
    const double *mixture;    /* n_groups shares, whose sum is 1 */
    quen__logit_start *start; /* NULL: nothing is known, or asked */
    int rough;                /* 1: standard errors are not wanted, they are NaN */
} quen__logit_data;

/* quen_logit_fit() on some of the rows; names may be of any length. */
quen_status quen__logit_fit(quen_context *ctx, const quen__logit_data *data,
                            const quen_logit_options *given, quen_logit **out);

/* The probability of one row that holds no infinity. */
double quen__logit_probability(const quen_logit *logit, const double *row);

/* terms numbers: how far each term moves this row's log odds from the average row's. */
void quen__logit_effects(const quen_logit *logit, const double *row, double *out);

#endif
