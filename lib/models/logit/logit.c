/*
 * The model of a logistic regression: reading it, asking it. A row's log odds are the
 * intercept and the sum of coefficient times value over the terms; an unknown value
 * counts as the column's mean, and as 1 in the column's indicator if it has one.
 */
#include "models/logit/logit.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/parallel.h"
#include "core/rounding.h"
#include "io/check.h"
#include "math/special.h"
#include "math/stats.h"

#define STAGE "logit"

/* --- opening --- */

static quen_status get_sections(quen_context *ctx, const quen__image *image,
                                uint32_t base, quen_logit *logit, size_t *n_indicators,
                                size_t *names_size)
{
    const void *info, *indicators = NULL, *names = NULL, *offsets = NULL;
    size_t n_offsets = 0;
    quen_status status =
        quen__image_get_n(ctx, image, base + QUEN__LOGIT_INFO, 8,
                          sizeof(quen__logit_info) / 8, "regression", &info);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + QUEN__LOGIT_INDICATORS, 4,
                                 "indicators", &indicators, n_indicators);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + QUEN__LOGIT_NAMES, 1,
                                 "names of terms", &names, names_size);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + QUEN__LOGIT_NAME_OFFSETS, 8,
                                 "offsets of names", &offsets, &n_offsets);
    if (status != QUEN_OK)
        return status;
    if (n_offsets < 2)
        return quen__bad_format(
            ctx, "offsets of names: %zu entries, there must be a term", n_offsets);
    logit->info = info;
    logit->indicators = indicators;
    logit->names = names;
    logit->name_offsets = offsets;
    logit->terms = n_offsets - 1;
    return QUEN_OK;
}

static quen_status get_statistics(quen_context *ctx, const quen__image *image,
                                  uint32_t base, quen_logit *logit)
{
    static const char *const what[] = {"means",    "coefficients", "standard errors",
                                       "z values", "p values",     "odds ratios"};
    for (uint32_t i = 0; i < QUEN__LOGIT_STATISTICS; i++) {
        const void *data;
        quen_status status =
            quen__image_get_n(ctx, image, base + QUEN__LOGIT_FIRST_STATISTIC + i, 8,
                              logit->terms, what[i], &data);
        if (status != QUEN_OK)
            return status;
        logit->statistics[i] = data;
    }
    return QUEN_OK;
}

static quen_status check_names(quen_context *ctx, const quen_logit *logit, size_t size)
{
    const uint64_t *offsets = logit->name_offsets;
    quen_status status =
        quen__check_offsets(ctx, "offsets of names", offsets, logit->terms, size);
    for (size_t term = 0; status == QUEN_OK && term < logit->terms; term++) {
        const char *name = logit->names + offsets[term];
        size_t room = (size_t)(offsets[term + 1] - offsets[term]), length = 0;
        while (length < room && name[length])
            length++;
        if (length == 0 || length + 1 != room)
            return quen__bad_format(ctx, "names of terms: name %zu is no text", term);
    }
    return status;
}

/* Numbers that may be NaN: a column without spread has no standard error. */
static quen_status check_range(quen_context *ctx, const char *what, const double *x,
                               size_t n, double least, double most)
{
    for (size_t i = 0; i < n; i++)
        if (x[i] < least || x[i] > most)
            return quen__bad_format(ctx, "%s: entry %zu is out of range", what, i);
    return QUEN_OK;
}

static quen_status check_info(quen_context *ctx, const quen__logit_info *info)
{
    if (info->converged > 1 || info->separated > 1 || info->iterations > UINT32_MAX)
        return quen__bad_format(ctx, "regression: a flag or count is out of range");
    if (!isfinite(info->log_likelihood) || !isfinite(info->intercept[0]))
        return quen__bad_format(ctx,
                                "regression: log-likelihood or intercept is not finite");
    quen_status status =
        check_range(ctx, "intercept", info->intercept + 1, 1, 0, HUGE_VAL);
    if (status == QUEN_OK)
        status = check_range(ctx, "intercept", info->intercept + 2, 1, -DBL_MAX, DBL_MAX);
    if (status == QUEN_OK)
        status = check_range(ctx, "intercept", info->intercept + 3, 1, 0, 1);
    return status;
}

static quen_status check_statistics(quen_context *ctx, const quen_logit *logit)
{
    const double *const *s = logit->statistics;
    size_t n = logit->terms;
    quen_status status = quen__check_finite(ctx, "means", s[QUEN__LOGIT_MEANS], n);
    if (status == QUEN_OK)
        status = quen__check_finite(ctx, "coefficients", s[QUEN__LOGIT_COEFFICIENTS], n);
    if (status == QUEN_OK)
        status =
            check_range(ctx, "standard errors", s[QUEN__LOGIT_STD_ERRORS], n, 0, DBL_MAX);
    if (status == QUEN_OK)
        status = check_range(ctx, "z values", s[QUEN__LOGIT_Z], n, -DBL_MAX, DBL_MAX);
    if (status == QUEN_OK)
        status = check_range(ctx, "p values", s[QUEN__LOGIT_P], n, 0, 1);
    if (status == QUEN_OK)
        status =
            check_range(ctx, "odds ratios", s[QUEN__LOGIT_ODDS_RATIOS], n, 0, HUGE_VAL);
    return status;
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    quen_logit *logit = view;
    size_t n_indicators = 0, names_size = 0;
    quen_status status =
        get_sections(ctx, image, base, logit, &n_indicators, &names_size);
    if (status == QUEN_OK)
        status = check_info(ctx, logit->info);
    if (status != QUEN_OK)
        return status;
    uint64_t columns = logit->info->columns;
    if (columns == 0 || columns > logit->terms || n_indicators != logit->terms - columns)
        return quen__bad_format(
            ctx, "regression: %llu columns and %zu indicators do not make %zu terms",
            (unsigned long long)columns, n_indicators, logit->terms);
    status = get_statistics(ctx, image, base, logit);
    if (status == QUEN_OK)
        status = quen__check_below(ctx, "indicators", logit->indicators, n_indicators,
                                   (size_t)columns);
    if (status == QUEN_OK)
        status =
            quen__check_ascending(ctx, "indicators", logit->indicators, n_indicators);
    if (status == QUEN_OK)
        status = check_names(ctx, logit, names_size);
    return status == QUEN_OK ? check_statistics(ctx, logit) : status;
}

const quen__model_kind quen__logit_kind = {QUEN__KIND_LOGIT, QUEN__LOGIT_SECTIONS,
                                           "logit", sizeof(quen_logit), attach};

QUEN__MODEL_FUNCTIONS(logit)

void quen__logit_sections(const quen_logit *logit, uint32_t base,
                          quen__section rows[QUEN__LOGIT_SECTIONS])
{
    size_t terms = logit->terms, d = (size_t)logit->info->columns;
    size_t names_size = (size_t)logit->name_offsets[terms];
    const quen__section first[QUEN__LOGIT_FIRST_STATISTIC] = {
        {base + QUEN__LOGIT_INFO, 8, sizeof *logit->info / 8, logit->info},
        {base + QUEN__LOGIT_INDICATORS, 4, terms - d, logit->indicators},
        {base + QUEN__LOGIT_NAMES, 1, names_size, logit->names},
        {base + QUEN__LOGIT_NAME_OFFSETS, 8, terms + 1, logit->name_offsets},
    };
    memcpy(rows, first, sizeof first);
    for (uint32_t i = 0; i < QUEN__LOGIT_STATISTICS; i++) {
        uint32_t id = QUEN__LOGIT_FIRST_STATISTIC + i;
        rows[id] = (quen__section){base + id, 8, terms, logit->statistics[i]};
    }
}

/* --- asking --- */

/* The value of a term in a row of x. */
static double term_value(const quen_logit *logit, const double *row, size_t term)
{
    size_t d = (size_t)logit->info->columns;
    if (term >= d)
        return isnan(row[logit->indicators[term - d]]) ? 1 : 0;
    return isnan(row[term]) ? logit->statistics[QUEN__LOGIT_MEANS][term] : row[term];
}

/* Beyond any log odds, and small enough that sums stay finite. */
static double tame(double effect)
{
    return effect > 1e290 ? 1e290 : effect < -1e290 ? -1e290 : effect;
}

double quen__logit_probability(const quen_logit *logit, const double *row)
{
    const double *coefficients = logit->statistics[QUEN__LOGIT_COEFFICIENTS];
    double odds = logit->info->intercept[0];
    for (size_t term = 0; term < logit->terms; term++)
        odds += tame(coefficients[term] * term_value(logit, row, term));
    return quen__stats_logistic(odds);
}

void quen__logit_effects(const quen_logit *logit, const double *row, double *out)
{
    const double *coefficients = logit->statistics[QUEN__LOGIT_COEFFICIENTS];
    const double *means = logit->statistics[QUEN__LOGIT_MEANS];
    for (size_t term = 0; term < logit->terms; term++) {
        double off = term_value(logit, row, term) - means[term];
        out[term] = coefficients[term] == 0 ? 0 : tame(coefficients[term] * off);
    }
}

typedef struct question {
    const quen_logit *logit;
    const double *x;
    double *out;
    quen__chunks chunks;
    size_t infinities[256]; /* the first one of each chunk, as an index into x, or
                               SIZE_MAX */
    int effects;
} question;

static void find_infinity(void *user, size_t chunk, unsigned worker)
{
    question *q = user;
    quen__range range = quen__chunk_range(&q->chunks, chunk);
    size_t d = (size_t)q->logit->info->columns, end = range.last * d;
    (void)worker;
    q->infinities[chunk] = SIZE_MAX;
    for (size_t i = range.first * d; i < end && q->infinities[chunk] == SIZE_MAX; i++)
        if (isinf(q->x[i]))
            q->infinities[chunk] = i;
}

static void answer(void *user, size_t chunk, unsigned worker)
{
    question *q = user;
    quen__range range = quen__chunk_range(&q->chunks, chunk);
    size_t d = (size_t)q->logit->info->columns;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        if (q->effects)
            quen__logit_effects(q->logit, q->x + i * d, q->out + i * q->logit->terms);
        else
            q->out[i] = quen__logit_probability(q->logit, q->x + i * d);
    }
}

/* Check everything before writing anything: a failure leaves `out` unchanged. */
static quen_status ask(quen_context *ctx, const quen_logit *logit, const double *x,
                       size_t n, int effects, double *out)
{
    question q = {.logit = logit, .x = x, .out = out, .effects = effects};
    size_t d = (size_t)logit->info->columns;
    q.chunks = quen__cut(n, 1024);
    quen_status status = quen__extent_check(ctx, "logit: x", n, d, sizeof *x);
    if (status == QUEN_OK && effects)
        status = quen__extent_check(ctx, "logit: out", n, logit->terms, sizeof *out);
    if (status == QUEN_OK)
        status =
            quen__parallel_for(ctx, q.chunks.count, find_infinity, &q, STAGE, 0, 0.5);
    for (size_t chunk = 0; status == QUEN_OK && chunk < q.chunks.count; chunk++) {
        size_t at = q.infinities[chunk];
        if (at != SIZE_MAX)
            return quen__bad_argument(ctx, "logit: row %zu, column %zu (%s): infinite",
                                      at / d, at % d,
                                      quen_logit_term_name(logit, at % d));
    }
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, q.chunks.count, answer, &q, NULL, 0, 0);
    return status;
}

quen_status quen_logit_predict(quen_context *ctx, const quen_logit *logit,
                               const double *x, size_t n, double *out)
{
    return ask(ctx, logit, x, n, 0, out);
}

quen_status quen_logit_contributions(quen_context *ctx, const quen_logit *logit,
                                     const double *x, size_t n, double *out)
{
    return ask(ctx, logit, x, n, 1, out);
}

static void interval(double value, double error, double z, double out[2])
{
    out[0] = value - z * error;
    out[1] = value + z * error;
}

quen_status quen_logit_intervals(quen_context *ctx, const quen_logit *logit, double level,
                                 double *out)
{
    const double *intercept = logit->info->intercept;
    const double *coefficients = logit->statistics[QUEN__LOGIT_COEFFICIENTS];
    const double *errors = logit->statistics[QUEN__LOGIT_STD_ERRORS];
    quen_status status = quen__rounding_check(ctx);
    if (status != QUEN_OK)
        return status;
    if (!(level > 0 && level < 1))
        return quen__bad_argument(ctx, "logit: level is %g, not above 0 and below 1",
                                  level);
    /* By the tail, which is exact where the level is near 1. */
    double z = -quen__special_normal_quantile((1 - level) / 2);
    interval(intercept[0], intercept[1], z, out);
    for (size_t term = 0; term < logit->terms; term++)
        interval(coefficients[term], errors[term], z, out + 2 + 2 * term);
    return QUEN_OK;
}

size_t quen_logit_n_columns(const quen_logit *logit)
{
    return (size_t)logit->info->columns;
}

size_t quen_logit_n_terms(const quen_logit *logit)
{
    return logit->terms;
}

const char *quen_logit_term_name(const quen_logit *logit, size_t term)
{
    return term < logit->terms ? logit->names + logit->name_offsets[term] : NULL;
}

const double *quen_logit_intercept(const quen_logit *logit)
{
    return logit->info->intercept;
}

const double *quen_logit_coefficients(const quen_logit *logit)
{
    return logit->statistics[QUEN__LOGIT_COEFFICIENTS];
}

const double *quen_logit_std_errors(const quen_logit *logit)
{
    return logit->statistics[QUEN__LOGIT_STD_ERRORS];
}

const double *quen_logit_z_values(const quen_logit *logit)
{
    return logit->statistics[QUEN__LOGIT_Z];
}

const double *quen_logit_p_values(const quen_logit *logit)
{
    return logit->statistics[QUEN__LOGIT_P];
}

const double *quen_logit_odds_ratios(const quen_logit *logit)
{
    return logit->statistics[QUEN__LOGIT_ODDS_RATIOS];
}

const double *quen_logit_means(const quen_logit *logit)
{
    return logit->statistics[QUEN__LOGIT_MEANS];
}

double quen_logit_log_likelihood(const quen_logit *logit)
{
    return logit->info->log_likelihood;
}

uint32_t quen_logit_n_iterations(const quen_logit *logit)
{
    return (uint32_t)logit->info->iterations;
}

int quen_logit_converged(const quen_logit *logit)
{
    return (int)logit->info->converged;
}

int quen_logit_separated(const quen_logit *logit)
{
    return (int)logit->info->separated;
}
