/*
 * The lifetime model over its image: everything is checked once, so that asking needs no
 * checks.
 */
#include "models/lifetime/lifetime.h"

#include <float.h>
#include <math.h>

#include "core/options.h"
#include "io/check.h"

#define MOST_PARAMETER 1e40

/* --- attaching --- */

/* Outside least..most; NaN is inside. */
static int beyond(double value, double least, double most)
{
    return value < least || value > most;
}

static int is_flag(uint64_t value)
{
    return value <= 1;
}

static int bad_errors(const quen__lifetime_errors *e)
{
    return beyond(e->orders, 0, DBL_MAX) || beyond(e->rmse, 0, DBL_MAX) ||
           beyond(e->mae, 0, DBL_MAX);
}

static quen_status check_check(quen_context *ctx, const quen__lifetime_check *c)
{
    if (!is_flag(c->judged) || !is_flag(c->better) || (c->better && !c->judged))
        return quen__bad_format(ctx, "lifetime: a flag of the check is out of range");
    if (!quen__check_is_moment(c->from_s) || !quen__check_is_moment(c->to_s) ||
        c->from_s > c->to_s)
        return quen__bad_format(ctx, "lifetime: the time of the check is out of range");
    if (bad_errors(&c->model) || bad_errors(&c->mean) || bad_errors(&c->own) ||
        beyond(c->orders, 0, DBL_MAX) || isinf(c->z))
        return quen__bad_format(ctx, "lifetime: a measure of the check is out of range");
    return QUEN_OK;
}

static quen_status check_choices(quen_context *ctx, const quen__lifetime_info *info)
{
    int has_k = info->family == QUEN_LIFETIME_FAMILY_MBG_CNBD;
    if (info->family > QUEN_LIFETIME_FAMILY_PARETO_NBD ||
        info->state > QUEN_LIFETIME_STATE_PRIOR ||
        info->answer > QUEN_LIFETIME_ANSWER_OWN || !is_flag(info->has_time))
        return quen__bad_format(ctx, "lifetime: a choice is out of range");
    if (info->regularity < 1 || info->regularity > (has_k ? QUEN__LIFETIME_MOST_K : 1))
        return quen__bad_format(ctx, "lifetime: the regularity is out of range");
    if (!quen__check_is_moment(info->now_s))
        return quen__bad_format(ctx, "lifetime: the moment is out of range");
    if (info->repeaters > info->customers || info->value_customers > info->repeaters)
        return quen__bad_format(ctx, "lifetime: the counts of customers do not agree");
    if (info->steps > UINT32_MAX)
        return quen__bad_format(ctx, "lifetime: %llu steps are too many",
                                (unsigned long long)info->steps);
    return QUEN_OK;
}

static quen_status check_info(quen_context *ctx, const quen__lifetime_info *info)
{
    int is_plain = info->answer != QUEN_LIFETIME_ANSWER_MODEL;
    quen_status status = check_choices(ctx, info);
    if (status != QUEN_OK)
        return status;
    if (!isfinite(info->log_likelihood) || beyond(info->value_correlation, -1.01, 1.01))
        return quen__bad_format(ctx, "lifetime: a measure is out of range");
    if (!(info->discount >= 0 && isfinite(info->discount)) ||
        !(info->mean_rate >= 0 && info->mean_rate <= QUEN__LIFETIME_MOST_X) ||
        (is_plain && !(info->mean_alive >= 0 && info->mean_alive <= 1)))
        return quen__bad_format(ctx, "lifetime: an average is out of range");
    if (info->value_customers > 0 &&
        !(info->mean_value > 0 && info->mean_value <= info->most_value &&
          info->most_value <= QUEN__LIFETIME_MOST_VALUE * 10))
        return quen__bad_format(ctx, "lifetime: a value is out of range");
    return check_check(ctx, &info->check);
}

static quen_status check_parameters(quen_context *ctx, const quen_lifetime *lifetime)
{
    int has_spend = lifetime->info->value_customers > 0;
    size_t n = has_spend ? QUEN__LIFETIME_PARAMETERS : QUEN__LIFETIME_FAMILY;
    if (lifetime->n_parameters != n)
        return quen__bad_format(ctx, "lifetime: %zu parameters, not %zu",
                                lifetime->n_parameters, n);
    for (size_t i = 0; i < n; i++) {
        double p = lifetime->parameters[i], e = lifetime->errors[i];
        if (!(p >= 1 / MOST_PARAMETER && p <= MOST_PARAMETER))
            return quen__bad_format(ctx, "lifetime: parameter %zu is %g", i, p);
        if (beyond(e, 0, DBL_MAX))
            return quen__bad_format(ctx, "lifetime: standard error %zu is %g", i, e);
    }
    return QUEN_OK;
}

/* x of -1 is one who was not there yet. */
static quen_status check_customers(quen_context *ctx, const quen_lifetime *lifetime)
{
    for (size_t i = 0; i < lifetime->n; i++) {
        double x = lifetime->x[i], t_x = lifetime->t_x[i], t = lifetime->t[i];
        if (!(x >= -1 && x <= QUEN__LIFETIME_MOST_X && floor(x) == x))
            return quen__bad_format(ctx, "lifetime: customer %zu: x is %g", i, x);
        if (!(t >= 0 && t <= QUEN__LIFETIME_MOST_TIME) || !(t_x >= 0 && t_x <= t) ||
            (x <= 0 && t_x != 0))
            return quen__bad_format(ctx, "lifetime: customer %zu: t_x is %g, t %g", i,
                                    t_x, t);
        if (lifetime->value &&
            !(fabs(lifetime->value[i]) <= QUEN__LIFETIME_MOST_VALUE * 10))
            return quen__bad_format(ctx, "lifetime: customer %zu: value is %g", i,
                                    lifetime->value[i]);
    }
    return QUEN_OK;
}

static quen_status find_sections(quen_context *ctx, const quen__image *image,
                                 uint32_t base, quen_lifetime *lifetime)
{
    static const quen__expected expected[QUEN__LIFETIME_SECTIONS] = {
        {8, "lifetime"},
        {8, "lifetime parameters"},
        {8, "lifetime errors"},
        {8, "returns of customers"},
        {8, "times of last orders"},
        {8, "times of customers"},
        {8, "values of customers"}};
    const void *data[QUEN__LIFETIME_SECTIONS];
    size_t n[QUEN__LIFETIME_SECTIONS];
    quen_status status =
        quen__image_get_all(ctx, image, base, expected, QUEN__LIFETIME_SECTIONS, data, n);
    if (status != QUEN_OK)
        return status;
    size_t customers = n[QUEN__LIFETIME_X], valued = n[QUEN__LIFETIME_VALUE];
    if (n[QUEN__LIFETIME_INFO] != sizeof *lifetime->info / 8 ||
        n[QUEN__LIFETIME_ERROR] != n[QUEN__LIFETIME_PARAMETER] ||
        n[QUEN__LIFETIME_T_X] != customers || n[QUEN__LIFETIME_T] != customers ||
        (valued != 0 && valued != customers) || customers > UINT32_MAX)
        return quen__bad_format(ctx, "lifetime: the sizes of sections do not agree");
    lifetime->info = data[QUEN__LIFETIME_INFO];
    lifetime->parameters = data[QUEN__LIFETIME_PARAMETER];
    lifetime->errors = data[QUEN__LIFETIME_ERROR];
    lifetime->x = data[QUEN__LIFETIME_X];
    lifetime->t_x = data[QUEN__LIFETIME_T_X];
    lifetime->t = data[QUEN__LIFETIME_T];
    lifetime->value = valued ? data[QUEN__LIFETIME_VALUE] : NULL;
    lifetime->n_parameters = n[QUEN__LIFETIME_PARAMETER];
    lifetime->n = customers;
    return QUEN_OK;
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    quen_lifetime *lifetime = view;
    quen_status status = find_sections(ctx, image, base, lifetime);
    if (status == QUEN_OK)
        status = check_info(ctx, lifetime->info);
    if (status == QUEN_OK)
        status = check_parameters(ctx, lifetime);
    return status == QUEN_OK ? check_customers(ctx, lifetime) : status;
}

const quen__model_kind quen__lifetime_kind = {QUEN__KIND_LIFETIME,
                                              QUEN__LIFETIME_SECTIONS, "lifetime",
                                              sizeof(quen_lifetime), attach};

QUEN__MODEL_FUNCTIONS(lifetime)

/* --- reading --- */

size_t quen_lifetime_n_customers(const quen_lifetime *lifetime)
{
    return lifetime->n;
}

const double *quen_lifetime_x(const quen_lifetime *lifetime)
{
    return lifetime->x;
}

const double *quen_lifetime_t_x(const quen_lifetime *lifetime)
{
    return lifetime->t_x;
}

const double *quen_lifetime_t(const quen_lifetime *lifetime)
{
    return lifetime->t;
}

const double *quen_lifetime_value(const quen_lifetime *lifetime)
{
    return lifetime->value;
}

size_t quen_lifetime_n_parameters(const quen_lifetime *lifetime)
{
    return lifetime->n_parameters;
}

const double *quen_lifetime_parameters(const quen_lifetime *lifetime)
{
    return lifetime->parameters;
}

const double *quen_lifetime_standard_errors(const quen_lifetime *lifetime)
{
    return lifetime->errors;
}

const char *quen_lifetime_parameter_name(const quen_lifetime *lifetime,
                                         uint32_t parameter)
{
    static const char *const names[2][QUEN__LIFETIME_PARAMETERS] = {
        {"r", "alpha", "a", "b", "p", "q", "v"},
        {"r", "alpha", "s", "beta", "p", "q", "v"}};
    int pareto = lifetime->info->family == QUEN_LIFETIME_FAMILY_PARETO_NBD;
    return parameter < lifetime->n_parameters ? names[pareto][parameter] : NULL;
}

/* --- the report --- */

void quen_lifetime_report_init(quen_lifetime_report *report, size_t size)
{
    quen_lifetime_report all = {.struct_size = sizeof all};
    quen__options_init(report, size, &all, sizeof all);
}

static void write_check(const quen__lifetime_check *check, quen_lifetime_report *report)
{
    report->judged = (uint32_t)check->judged;
    report->better = (uint32_t)check->better;
    report->from_s = check->from_s;
    report->to_s = check->to_s;
    report->check_customers = check->customers;
    report->check_orders = check->orders;
    report->model_orders = check->model.orders;
    report->mean_orders = check->mean.orders;
    report->own_orders = check->own.orders;
    report->model_rmse = check->model.rmse;
    report->mean_rmse = check->mean.rmse;
    report->own_rmse = check->own.rmse;
    report->model_mae = check->model.mae;
    report->mean_mae = check->mean.mae;
    report->own_mae = check->own.mae;
    report->z = check->z;
}

void quen_lifetime_get_report(const quen_lifetime *lifetime, quen_lifetime_report *report)
{
    const quen__lifetime_info *info = lifetime->info;
    quen_lifetime_report all = {.struct_size = sizeof all,
                                .family = (uint32_t)info->family,
                                .regularity = (uint32_t)info->regularity,
                                .state = (uint32_t)info->state,
                                .steps = info->steps,
                                .customers = info->customers,
                                .repeaters = info->repeaters,
                                .log_likelihood = info->log_likelihood,
                                .now_s = info->now_s,
                                .answer = (uint32_t)info->answer,
                                .value_correlation = info->value_correlation,
                                .value_customers = info->value_customers};
    write_check(&info->check, &all);
    quen__options_write(report, &all, sizeof all);
}
