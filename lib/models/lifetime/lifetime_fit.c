/*
 * Fitting: the check, the family's parameters, those of values; then the image, which
 * keeps x, t_x, T and the mean value of each customer to predict from.
 */
#include <math.h>
#include <stddef.h>

#include "core/options.h"
#include "core/parallel.h"
#include "data/parse/calendar.h"
#include "math/special.h"
#include "models/lifetime/lifetime_judge.h"

#define DAY INT64_C(86400)
#define YEAR 365.2425 /* days */
#define MONTH 30.0    /* days: the unit of a log that has no time between orders */

static quen_lifetime_options defaults(void)
{
    quen_lifetime_options options = {0};
    options.struct_size = sizeof options;
    options.now_s = INT64_MIN;
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    options.prior = 1;
    options.check_s = 90 * DAY;
    return options;
}

void quen_lifetime_options_init(quen_lifetime_options *options, size_t size)
{
    quen_lifetime_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_options(quen_context *ctx, const quen_lifetime_options *o)
{
    quen_status status = quen__options_choice(ctx, "lifetime", "family", o->family,
                                              QUEN_LIFETIME_FAMILY_PARETO_NBD);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "lifetime", "regularity", o->regularity, 0,
                                      QUEN__LIFETIME_MOST_K);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "lifetime", "prior", o->prior);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "lifetime", "discount", o->discount);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "lifetime", "check_s", o->check_s, 0,
                                      QUEN_TIME_MAX - QUEN_TIME_MIN);
    if (status == QUEN_OK)
        status = quen__clock_check(ctx, "lifetime", o->utc_offset_s);
    return status;
}

static quen_status read_options(quen_context *ctx, const quen_lifetime_options *given,
                                quen_lifetime_options *options)
{
    *options = defaults();
    quen_status status =
        quen__options_read(ctx, options, sizeof *options, given, "lifetime");
    return status == QUEN_OK ? check_options(ctx, options) : status;
}

static quen__lifetime_wish wish_of(const quen_lifetime_options *o, double unit)
{
    return (quen__lifetime_wish){o->family, o->regularity, o->prior, unit};
}

/* --- the image --- */

static void count_people(const quen__lifetime_people *people, quen__lifetime_info *info)
{
    for (size_t i = 0; i < people->n; i++) {
        info->customers += people->x[i] >= 0;
        info->repeaters += people->x[i] > 0;
    }
}

static void take_learned(const quen__lifetime_learned *learned,
                         const quen__lifetime_spend *spend, quen__lifetime_info *info)
{
    info->family = learned->law.family;
    info->regularity = learned->law.k;
    info->state = learned->state;
    info->steps = learned->steps;
    info->log_likelihood = learned->log_likelihood;
    info->value_customers = spend->customers;
    info->value_correlation = spend->correlation;
    info->mean_value = spend->mean;
    info->most_value = spend->most;
}

static quen_status build(quen_context *ctx, const quen__lifetime_people *people,
                         const quen__lifetime_learned *learned,
                         const quen__lifetime_spend *spend,
                         const quen__lifetime_info *info, quen_lifetime **out)
{
    double parameter[QUEN__LIFETIME_PARAMETERS], error[QUEN__LIFETIME_PARAMETERS];
    size_t n = spend->customers ? QUEN__LIFETIME_PARAMETERS : QUEN__LIFETIME_FAMILY;
    for (size_t i = 0; i < n; i++) {
        int family = i < QUEN__LIFETIME_FAMILY;
        size_t at = family ? i : i - QUEN__LIFETIME_FAMILY;
        parameter[i] = family ? learned->law.p[at] : spend->p[at];
        error[i] = family ? learned->error[at] : spend->error[at];
    }
    const quen__section sections[QUEN__LIFETIME_SECTIONS] = {
        {QUEN__LIFETIME_INFO, 8, sizeof *info / 8, info},
        {QUEN__LIFETIME_PARAMETER, 8, n, parameter},
        {QUEN__LIFETIME_ERROR, 8, n, error},
        {QUEN__LIFETIME_X, 8, people->n, people->x},
        {QUEN__LIFETIME_T_X, 8, people->n, people->t_x},
        {QUEN__LIFETIME_T, 8, people->n, people->t},
        {QUEN__LIFETIME_VALUE, 8, people->value ? people->n : 0, people->value},
    };
    quen__image image;
    quen_status status = quen__image_build(ctx, QUEN__KIND_LIFETIME, sections,
                                           QUEN__LIFETIME_SECTIONS, &image);
    if (status != QUEN_OK)
        return status;
    quen__image_seal(ctx, &image);
    *out = quen__model_adopt(ctx, &quen__lifetime_kind, &image, &status);
    return status;
}

/* --- the fit --- */

typedef struct averages {
    const quen__lifetime_people *people;
    const quen__lifetime_law *law;
    size_t step;
} averages;

/* The mean chance to be a customer still, of those who are looked at. */
static double mean_alive(const averages *a)
{
    const quen__lifetime_people *people = a->people;
    double sum = 0, n = 0;
    for (size_t i = 0; i < people->n; i += a->step) {
        if (people->x[i] < 0)
            continue;
        sum +=
            quen__lifetime_look(a->law, people->x[i], people->t_x[i], people->t[i]).alive;
        n += 1;
    }
    return n > 0 ? sum / n : 1;
}

/* Orders after the first, of all customers per unit of their time. */
static double mean_rate(const quen__lifetime_sample *sample, double unit)
{
    double t = 0;
    for (size_t i = 0; i < sample->rows.n; i++)
        t += sample->rows.row[i].b * sample->rows.row[i].count;
    return t > 0 ? sample->returns / t : 1 / unit;
}

static quen_status learn(quen__temp *temp, const quen__lifetime_people *people,
                         const quen__lifetime_wish *wish, quen__lifetime_info *info,
                         quen__lifetime_learned *learned, quen__lifetime_spend *spend)
{
    quen__lifetime_sample sample;
    quen_status status = quen__lifetime_sample_make(temp, people, 1, &sample);
    *spend = (quen__lifetime_spend){
        .correlation = (double)NAN, .mean = (double)NAN, .most = (double)NAN};
    if (status != QUEN_OK)
        return status;
    if (!info->check.judged)
        info->mean_rate = mean_rate(&sample, wish->unit);
    status = quen__lifetime_learn(temp, &sample, wish, learned);
    if (status == QUEN_OK && people->value)
        status = quen__lifetime_spend_learn(temp, people->x, people->value, people->n,
                                            wish->prior, spend);
    return status;
}

static quen_status fit(quen__temp *temp, const quen__lifetime_people *people,
                       const quen__lifetime_wish *wish, quen__lifetime_info *info,
                       quen_lifetime **out)
{
    quen__lifetime_learned learned;
    quen__lifetime_spend spend;
    quen_status status = learn(temp, people, wish, info, &learned, &spend);
    if (status != QUEN_OK)
        return status;
    averages a = {people, &learned.law, quen__lifetime_step(people->n)};
    count_people(people, info);
    take_learned(&learned, &spend, info);
    info->mean_alive =
        info->answer == QUEN_LIFETIME_ANSWER_MODEL ? (double)NAN : mean_alive(&a);
    return build(temp->ctx, people, &learned, &spend, info, out);
}

static quen__lifetime_check not_judged(void)
{
    quen__lifetime_errors unknown = {(double)NAN, (double)NAN, (double)NAN};
    return (quen__lifetime_check){.orders = (double)NAN,
                                  .model = unknown,
                                  .mean = unknown,
                                  .own = unknown,
                                  .z = (double)NAN};
}

static quen_status fit_log(quen_context *ctx, const quen__log *log, int64_t now_s,
                           const quen_lifetime_options *o, quen_lifetime **out)
{
    quen_zone clock = quen__clock_chosen(&log->clock, o->utc_offset_s);
    quen__lifetime_wish wish = wish_of(o, MONTH);
    quen__lifetime_span span = {now_s, now_s};
    quen__lifetime_info info = {.has_time = 1, .now_s = now_s, .check = not_judged()};
    quen__lifetime_people people;
    info.discount = quen__special_expm1(quen__special_log1p(o->discount) / YEAR);
    quen_status status =
        quen__lifetime_judge(ctx, log, &clock, now_s, o->check_s, &wish, &info);
    if (status != QUEN_OK)
        return status;
    quen__temp temp = QUEN__TEMP(ctx);
    status = quen__lifetime_people_make(&temp, log, &clock, span, 0, &people);
    if (status == QUEN_OK)
        status = fit(&temp, &people, &wish, &info, out);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_lifetime_fit(quen_context *ctx, const quen_orders *orders,
                              const quen_lifetime_options *given, quen_lifetime **out)
{
    quen_lifetime_options options;
    quen__log log;
    *out = NULL;
    quen_status status = read_options(ctx, given, &options);
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status != QUEN_OK)
        return status;
    int64_t now_s = quen__orders_moment(orders, options.now_s);
    status = quen__calendar_check_moment(ctx, "lifetime", now_s);
    return status == QUEN_OK ? fit_log(ctx, &log, now_s, &options, out) : status;
}

/* --- from rows --- */

#define MOST_LOG 1000.0 /* of a gap: no double has one as large */

quen_status quen__lifetime_check_rows(quen_context *ctx, const quen__lifetime_given *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        double x = rows->x[i], t_x = rows->t_x[i], t = rows->t[i];
        if (!(x >= 0 && x <= QUEN__LIFETIME_MOST_X && floor(x) == x))
            return quen__bad_argument(
                ctx, "lifetime: row %zu: x is %g, not a whole number of 0..10^9", i, x);
        if (!(t >= 0 && t <= QUEN__LIFETIME_MOST_TIME))
            return quen__bad_argument(ctx, "lifetime: row %zu: t is %g, not 0..10^15", i,
                                      t);
        if (!(t_x >= 0 && t_x <= t))
            return quen__bad_argument(ctx, "lifetime: row %zu: t_x is %g, not 0..%g, t",
                                      i, t_x, t);
        if (x == 0 && t_x != 0)
            return quen__bad_argument(
                ctx, "lifetime: row %zu: t_x is %g, but x is 0: nobody came again", i,
                t_x);
        if (rows->log_gaps && !(fabs(rows->log_gaps[i]) <= MOST_LOG * x))
            return quen__bad_argument(ctx,
                                      "lifetime: row %zu: log_gaps is %g, not within "
                                      "-%g..%g, of %g gaps",
                                      i, rows->log_gaps[i], MOST_LOG * x, MOST_LOG * x,
                                      x);
        if (rows->value && !(fabs(rows->value[i]) <= QUEN__LIFETIME_MOST_VALUE))
            return quen__bad_argument(ctx,
                                      "lifetime: row %zu: value is %g, not -10^18..10^18",
                                      i, rows->value[i]);
    }
    return QUEN_OK;
}

/* A copy of a column, without -0. */
static double *copy(quen__temp *temp, const double *from, size_t n)
{
    double *to = quen__temp_new(temp, n, sizeof *to);
    for (size_t i = 0; to && i < n; i++)
        to[i] = from[i] + 0.0;
    return to;
}

static quen_status fit_given(quen__temp *temp, const quen__lifetime_given *rows,
                             const quen_lifetime_options *o, quen_lifetime **out)
{
    quen__lifetime_wish wish = wish_of(o, 1);
    quen__lifetime_info info = {.discount = o->discount, .check = not_judged()};
    quen__lifetime_people people = {.x = copy(temp, rows->x, rows->n),
                                    .t_x = copy(temp, rows->t_x, rows->n),
                                    .t = copy(temp, rows->t, rows->n),
                                    .n = rows->n};
    if (rows->log_gaps)
        people.log_gaps = copy(temp, rows->log_gaps, rows->n);
    if (rows->value)
        people.value = copy(temp, rows->value, rows->n);
    if (!people.x || !people.t_x || !people.t || (rows->log_gaps && !people.log_gaps) ||
        (rows->value && !people.value))
        return QUEN_ERR_MEMORY;
    /* The copies are checked: a caller may change what is its own at any time. */
    quen__lifetime_given copies = {people.x,        people.t_x,   people.t,
                                   people.log_gaps, people.value, people.n};
    quen_status status = quen__lifetime_check_rows(temp->ctx, &copies);
    return status == QUEN_OK ? fit(temp, &people, &wish, &info, out) : status;
}

quen_status quen_lifetime_fit_rows(quen_context *ctx, const double *x, const double *t_x,
                                   const double *t, const double *log_gaps,
                                   const double *value, size_t n,
                                   const quen_lifetime_options *given,
                                   quen_lifetime **out)
{
    quen_lifetime_options options;
    quen__lifetime_given rows = {x, t_x, t, log_gaps, value, n};
    quen__temp temp = QUEN__TEMP(ctx);
    *out = NULL;
    quen_status status = read_options(ctx, given, &options);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "lifetime: n", n, 1, sizeof *x);
    if (status == QUEN_OK && n > UINT32_MAX)
        status = quen__bad_argument(ctx, "lifetime: n is %zu, not at most %lu", n,
                                    (unsigned long)UINT32_MAX);
    if (status == QUEN_OK)
        status = fit_given(&temp, &rows, &options, out);
    quen__temp_close(&temp);
    return status;
}
