/*
 * Fitting a logistic regression: check what was given, iterate on standardised columns
 * (logit_newton.c), bring the result back to the columns as they are, and write the
 * model.
 *
 * With z = (x - mean) / sd the coefficient of x is theta / sd, and its standard error
 * that of theta / sd. The intercept is theta_0 - sum theta_j mean_j / sd_j, a linear form
 * v' theta, so that its variance is v' H^-1 v with the Hessian H. Where rows are of
 * several groups, the same form mixes their intercepts.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "math/blas.h"
#include "math/special.h"
#include "math/stats.h"
#include "models/logit/logit_newton.h"

#define MAX_COLUMNS ((size_t)1 << 24)

/* Sums of weights beyond these would leave the range of doubles on the way. */
#define LEAST_WEIGHT 1e-200
#define MOST_WEIGHT 1e200

static quen_logit_options defaults(void)
{
    quen_logit_options options = {.struct_size = sizeof options, .max_iter = 100};
    options.l2 = 1;
    options.tol = 1e-10;
    options.class_mode = QUEN_LOGIT_CLASS_MODE_GIVEN;
    options.class_weight[0] = options.class_weight[1] = 1;
    return options;
}

void quen_logit_options_init(quen_logit_options *options, size_t size)
{
    quen_logit_options initial = defaults();
    quen__options_init(options, size, &initial, sizeof initial);
}

/* --- what was given --- */

static quen_status check_options(quen_context *ctx, const quen_logit_options *o)
{
    quen_status status = quen__options_at_least(ctx, "logit", "max_iter", o->max_iter, 1);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "logit", "l2", o->l2);
    if (status == QUEN_OK)
        status = quen__options_positive(ctx, "logit", "tol", o->tol);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "logit", "class_mode", o->class_mode,
                                      QUEN_LOGIT_CLASS_MODE_BALANCED);
    if (status == QUEN_OK)
        status =
            quen__options_positive(ctx, "logit", "class_weight[0]", o->class_weight[0]);
    if (status == QUEN_OK)
        status =
            quen__options_positive(ctx, "logit", "class_weight[1]", o->class_weight[1]);
    return status;
}

static quen_status check_names(quen_context *ctx, const char *const *names, size_t d)
{
    for (size_t j = 0; names && j < d; j++) {
        size_t size = 0;
        while (names[j] && size < 256 && names[j][size])
            size++;
        if (size == 0 || size > 255)
            return quen__bad_argument(
                ctx, "logit: column %zu: its name is %s; 1 to 255 bytes are allowed", j,
                size ? "too long" : "missing");
    }
    return QUEN_OK;
}

static quen_status check_size(quen_context *ctx, const quen__logit_data *data)
{
    quen_status status = QUEN_OK;
    if (data->n == 0 || data->d == 0)
        return quen__bad_argument(
            ctx,
            "logit: there are %zu rows and %zu columns; at least one of each is needed",
            data->n, data->d);
    if (!data->rows)
        status = quen__extent_check(ctx, "logit: x", data->n, data->d, sizeof(double));
    if (status == QUEN_OK && data->d > MAX_COLUMNS)
        return quen__bad_argument(ctx,
                                  "logit: there are %zu columns; at most %zu are allowed",
                                  data->d, MAX_COLUMNS);
    return status;
}

/* Rows and sample weights of each class. */
typedef struct classes {
    size_t rows[2];
    double weight[2];
} classes;

static quen_status count_classes(quen_context *ctx, const quen__logit_data *data,
                                 const double *weights, classes *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < data->n; i++) {
        size_t row = quen__logit_design_row(data, i);
        unsigned y = data->y[row];
        double weight = weights ? weights[row] : 1;
        if (y > 1)
            return quen__bad_argument(
                ctx, "logit: row %zu: the label is %u, neither 0 nor 1", row, y);
        if (!(weight >= 0) || !isfinite(weight))
            return quen__bad_argument(
                ctx,
                "logit: row %zu: the weight is %g, not a finite number of at least 0",
                row, weight);
        out->rows[y]++;
        out->weight[y] += weight;
    }
    for (int y = 0; y < 2; y++) {
        if (out->rows[y] == 0)
            return quen__fail(ctx, QUEN_ERR_NUMERIC,
                              "logit: no row is of class %d; both classes are needed", y);
        if (out->weight[y] == 0)
            return quen__fail(
                ctx, QUEN_ERR_NUMERIC,
                "logit: no row of class %d has weight; both classes are needed", y);
    }
    return QUEN_OK;
}

static quen_status set_weights(quen_context *ctx, const quen__logit_data *data,
                               const quen_logit_options *options,
                               quen__logit_newton *problem)
{
    classes found;
    quen_status status = count_classes(ctx, data, options->weights, &found);
    if (status != QUEN_OK)
        return status;
    double total[2];
    for (int y = 0; y < 2; y++) {
        double weight = options->class_mode == QUEN_LOGIT_CLASS_MODE_BALANCED
                            ? (double)data->n / (2 * (double)found.rows[y])
                            : options->class_weight[y];
        problem->losses.class_weight[y] = weight;
        total[y] = weight * found.weight[y];
        if (!(total[y] >= LEAST_WEIGHT && total[y] <= MOST_WEIGHT))
            return quen__bad_argument(
                ctx,
                "logit: the weights of class %d add up to %g; from %g to %g is allowed",
                y, total[y], LEAST_WEIGHT, MOST_WEIGHT);
    }
    double logs[2] = {quen__special_log(total[0]), quen__special_log(total[1])};
    problem->losses.weights = options->weights;
    problem->total_weight = total[0] + total[1];
    problem->start = logs[1] - logs[0];
    problem->start_loss =
        problem->total_weight * quen__special_log(problem->total_weight) -
        total[0] * logs[0] - total[1] * logs[1];
    return QUEN_OK;
}

/* --- the result on the original scale --- */

/* All of a term, or of the intercept, that follows from value and standard error. */
typedef struct estimate {
    double value, std_error, z, p;
} estimate;

static estimate estimate_of(double value, double std_error)
{
    estimate e = {value, std_error, value / std_error, 0};
    e.p = quen__stats_normal_two_sided(e.z);
    if (!isfinite(e.z))
        e.std_error = e.z = e.p = NAN;
    return e;
}

/* The term's value in the row whose log odds the intercept is. */
static double intercept_value(const quen__logit_design *design, size_t term)
{
    size_t group = term < design->kept ? 0 : quen__logit_design_group(design, term);
    return group > 0 ? design->data.mixture[group] : 0;
}

static quen_status set_intercept(quen__temp *temp, const quen__logit_design *design,
                                 const quen__logit_newton_result *result, double out[4])
{
    size_t p = 1 + design->terms;
    double *form = quen__temp_new(temp, p, sizeof *form);
    if (!form)
        return QUEN_ERR_MEMORY;
    double value = result->theta[0], variance = NAN;
    form[0] = 1;
    for (size_t j = 0; j < design->terms; j++) {
        form[1 + j] = (intercept_value(design, j) - design->mean[j]) * design->scale[j];
        value += form[1 + j] * result->theta[1 + j];
    }
    if (result->factor)
        variance = quen__cholesky_form(result->factor, p, 0, form);
    estimate e = estimate_of(value, sqrt(variance));
    out[0] = e.value;
    out[1] = e.std_error;
    out[2] = e.z;
    out[3] = e.p;
    return QUEN_OK;
}

static void set_term(const quen__logit_design *design,
                     const quen__logit_newton_result *result, size_t term, double *unit,
                     double *const statistics[])
{
    size_t p = 1 + design->terms;
    double scale = design->scale[term], variance = NAN;
    if (result->factor && scale > 0) {
        memset(unit, 0, p * sizeof *unit);
        unit[1 + term] = 1;
        variance = quen__cholesky_form(result->factor, p, 1 + term, unit);
    }
    estimate e = estimate_of(result->theta[1 + term] * scale, sqrt(variance) * scale);
    statistics[QUEN__LOGIT_MEANS][term] = design->mean[term];
    statistics[QUEN__LOGIT_COEFFICIENTS][term] = e.value;
    statistics[QUEN__LOGIT_STD_ERRORS][term] = e.std_error;
    statistics[QUEN__LOGIT_Z][term] = e.z;
    statistics[QUEN__LOGIT_P][term] = e.p;
    statistics[QUEN__LOGIT_ODDS_RATIOS][term] = quen__special_exp(e.value);
}

static quen_status set_statistics(quen__temp *temp, const quen__logit_design *design,
                                  const quen__logit_newton_result *result,
                                  quen__logit_info *info, double *const statistics[])
{
    quen_context *ctx = temp->ctx;
    double *unit = quen__temp_new(temp, 1 + design->terms, sizeof *unit);
    if (!unit)
        return QUEN_ERR_MEMORY;
    quen_status status = set_intercept(temp, design, result, info->intercept);
    for (size_t term = 0; status == QUEN_OK && term < design->kept; term++) {
        set_term(design, result, term, unit, statistics);
        if (!isfinite(statistics[QUEN__LOGIT_COEFFICIENTS][term]))
            info->intercept[0] = NAN;
    }
    if (status == QUEN_OK && !isfinite(info->intercept[0]))
        return quen__fail(
            ctx, QUEN_ERR_NUMERIC,
            "the coefficients leave the range of doubles: scale the columns");
    return status;
}

/* --- where it begins and ended --- */

/* The place in a start of a term's coefficient. */
static double *of_column(const quen__logit_design *design, size_t term)
{
    size_t d = design->data.d;
    return &design->data.start
                ->columns[term < d ? term : d + design->indicators[term - d]];
}

/* theta, from coefficients and intercepts. */
static quen_status set_near(quen__temp *temp, const quen__logit_design *design,
                            quen__logit_newton *problem)
{
    const double *intercepts = design->data.start->intercepts;
    double *theta = quen__temp_zero(temp, 1 + design->terms, sizeof *theta);
    if (!theta)
        return QUEN_ERR_MEMORY;
    theta[0] = intercepts[0];
    for (size_t j = 0; j < design->terms; j++) {
        double value =
            j < design->kept
                ? *of_column(design, j)
                : intercepts[quen__logit_design_group(design, j)] - intercepts[0];
        if (design->scale[j] == 0)
            continue;
        theta[1 + j] = value / design->scale[j];
        theta[0] += value * design->mean[j];
    }
    problem->near = theta;
    return QUEN_OK;
}

/* The other way round. */
static void tell_end(const quen__logit_design *design, const double *theta)
{
    quen__logit_start *start = design->data.start;
    double base = theta[0];
    memset(start->columns, 0, 2 * design->data.d * sizeof *start->columns);
    for (size_t j = 0; j < design->terms; j++) {
        double value = theta[1 + j] * design->scale[j];
        base -= value * design->mean[j];
        if (j < design->kept)
            *of_column(design, j) = value;
        else
            start->intercepts[quen__logit_design_group(design, j)] = value;
    }
    start->intercepts[0] = base;
    for (size_t j = design->kept; j < design->terms; j++)
        start->intercepts[quen__logit_design_group(design, j)] += base;
    start->known = 1;
}

/* --- the model --- */

static size_t names_size(const quen__logit_design *design)
{
    size_t size = 0;
    for (size_t term = 0; term < design->kept; term++)
        size += quen__logit_design_put_name(design, term, NULL);
    return size;
}

static void write_names(const quen__logit_design *design, char *names, uint64_t *offsets)
{
    for (size_t term = 0; term < design->kept; term++)
        offsets[term + 1] = offsets[term] + quen__logit_design_put_name(
                                                design, term, names + offsets[term]);
}

static quen_status build(quen_context *ctx, const quen__logit_design *design,
                         quen__image *out)
{
    size_t terms = design->kept;
    quen__section sections[QUEN__LOGIT_SECTIONS] = {
        {QUEN__LOGIT_INFO, 8, sizeof(quen__logit_info) / 8, NULL},
        {QUEN__LOGIT_INDICATORS, 4, terms - design->data.d, design->indicators},
        {QUEN__LOGIT_NAMES, 1, names_size(design), NULL},
        {QUEN__LOGIT_NAME_OFFSETS, 8, terms + 1, NULL},
    };
    for (uint32_t id = QUEN__LOGIT_FIRST_STATISTIC; id < QUEN__LOGIT_SECTIONS; id++)
        sections[id] = (quen__section){id, 8, terms, NULL};
    return quen__image_build(ctx, QUEN__KIND_LOGIT, sections, QUEN__LOGIT_SECTIONS, out);
}

static quen_status fill(quen__temp *temp, const quen__logit_design *design,
                        const quen__logit_newton_result *result, quen__image *image)
{
    quen__logit_info *info = quen__image_fill(image, QUEN__LOGIT_INFO);
    double *statistics[QUEN__LOGIT_STATISTICS];
    info->columns = design->data.d;
    info->iterations = result->iterations;
    info->converged = (uint64_t)result->converged;
    info->separated = (uint64_t)result->separated;
    info->log_likelihood = -result->loss;
    for (uint32_t i = 0; i < QUEN__LOGIT_STATISTICS; i++)
        statistics[i] = quen__image_fill(image, QUEN__LOGIT_FIRST_STATISTIC + i);
    write_names(design, quen__image_fill(image, QUEN__LOGIT_NAMES),
                quen__image_fill(image, QUEN__LOGIT_NAME_OFFSETS));
    quen_status status = set_statistics(temp, design, result, info, statistics);
    if (status == QUEN_OK)
        quen__image_seal(temp->ctx, image);
    return status;
}

static quen_status make_model(quen__temp *temp, const quen__logit_design *design,
                              const quen__logit_newton_result *result, quen_logit **out)
{
    quen__image image;
    quen_status status = build(temp->ctx, design, &image);
    if (status != QUEN_OK)
        return status;
    status = fill(temp, design, result, &image);
    if (status == QUEN_OK)
        *out = quen__model_adopt(temp->ctx, &quen__logit_kind, &image, &status);
    else
        quen__image_close(&image);
    return status;
}

static quen_status fit(quen__temp *temp, const quen__logit_data *data,
                       const quen_logit_options *options, quen_logit **out)
{
    quen__logit_design design;
    quen__logit_newton_result result;
    quen__logit_newton problem = {.losses = {.design = &design},
                                  .l2 = options->l2,
                                  .rough = data->rough,
                                  .tol = options->tol,
                                  .max_iter = options->max_iter};
    quen_status status = set_weights(temp->ctx, data, options, &problem);
    if (status == QUEN_OK)
        status = quen__logit_design_learn(temp, data, options->names, &design);
    if (status == QUEN_OK && data->start && data->start->known)
        status = set_near(temp, &design, &problem);
    if (status == QUEN_OK)
        status = quen__logit_newton_run(temp, &problem, &result);
    if (status == QUEN_OK && data->start)
        tell_end(&design, result.theta);
    if (status == QUEN_OK)
        status = make_model(temp, &design, &result, out);
    return status;
}

static quen_status fit_with(quen_context *ctx, const quen__logit_data *data,
                            const quen_logit_options *options, quen_logit **out)
{
    quen_status status = check_options(ctx, options);
    if (status == QUEN_OK)
        status = check_size(ctx, data);
    if (status != QUEN_OK)
        return status;
    quen__temp temp = QUEN__TEMP(ctx);
    status = fit(&temp, data, options, out);
    quen__temp_close(&temp);
    return status;
}

quen_status quen__logit_fit(quen_context *ctx, const quen__logit_data *data,
                            const quen_logit_options *given, quen_logit **out)
{
    quen_logit_options options = defaults();
    *out = NULL;
    quen_status status =
        quen__options_read_all(ctx, &options, sizeof options,
                               offsetof(quen_logit_options, reserved), given, "logit");
    return status == QUEN_OK ? fit_with(ctx, data, &options, out) : status;
}

quen_status quen_logit_fit(quen_context *ctx, const double *x, const uint8_t *y, size_t n,
                           size_t d, const quen_logit_options *given, quen_logit **out)
{
    quen__logit_data data = {.x = x, .y = y, .n = n, .d = d};
    quen_logit_options options = defaults();
    *out = NULL;
    quen_status status =
        quen__options_read_all(ctx, &options, sizeof options,
                               offsetof(quen_logit_options, reserved), given, "logit");
    if (status == QUEN_OK)
        status = check_names(ctx, options.names, d);
    return status == QUEN_OK ? fit_with(ctx, &data, &options, out) : status;
}
